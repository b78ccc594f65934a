"""打开的台账：the same commands on the workbook that is open in Excel or LibreOffice, through xlwings."""
