"""与 Excel 通话：what COM refuses, as plain sentences, and the few constants of Excel's object model.

Importable on every system: pywin32 is only met as the objects that xlwings hands over.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from addin.errors import ProgramError

# Microsoft Excel object model, enumerations XlCalculation, XlCellType, XlPasteType, XlFixedFormatType.
CALCULATION_MANUAL = -4135
CELL_TYPE_VISIBLE = 12
PASTE_FORMATS, PASTE_VALIDATION = -4122, 6
TYPE_PDF = 0

# While a cell is typed into, or a dialog is open, Excel rejects calls from outside: RPC_E_CALL_REJECTED,
# RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE.
BUSY = frozenset({-2147418111, -2147417846, -2146777998})

EDITING = ("正在编辑单元格", "请按回车或 Esc 后再点")

_ATTEMPTS = 5_000
"""xlwings repeats a rejected call for ever unless told otherwise; so many take a second or two."""


def be_patient_not_for_ever() -> None:
    """Let xlwings give up on an Excel that goes on rejecting calls."""
    engine: Any = sys.modules.get("xlwings._xlwindows")
    if engine is not None:
        engine.N_COM_ATTEMPTS = _ATTEMPTS


def unwrapped(thing: Any) -> Any:
    """The COM object itself, without xlwings' repeating of rejected calls."""
    return getattr(thing, "_inner", thing)


def is_busy(error: Exception) -> bool:
    """Whether Excel rejected the call because somebody is typing into a cell or has a dialog open."""
    told = getattr(error, "excepinfo", None)
    return bool({getattr(error, "hresult", None), told[5] if told else None} & BUSY)


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """COM errors as ProgramError."""
    try:
        yield
    except ProgramError:
        raise
    except Exception as error:
        raise plain_error(where, error) from error


def plain_error(where: str, error: Exception) -> ProgramError:
    """One sentence for what COM refused."""
    if is_busy(error):
        return ProgramError(where, *EDITING)
    told = getattr(error, "excepinfo", None)
    words = " ".join(str(told[2] if told and told[2] else error).split())
    return ProgramError(where, f"Excel 没有照办（{words}）", "请再试一次；还是不行，请保存后重新打开台账")
