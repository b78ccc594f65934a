"""LibreOffice：xlwings' engine and the program's own words over UNO, for Calc as it runs."""

from addin.libreoffice.program import CalcProgram, attach, dialogs_in_front

__all__ = ["CalcProgram", "attach", "dialogs_in_front"]
