"""LibreOffice：xlwings' engine and the program's own words over UNO, for Calc as it runs."""
