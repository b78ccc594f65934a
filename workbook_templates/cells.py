"""单元格：writes one value as what it is, a date as a date and text always as text."""

from __future__ import annotations

import datetime as dt
import math

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from addin.workbook.port import CellValue

LIST_MARK = "、"


def write_value(worksheet: Worksheet, row: int, column: int, value: CellValue, shape: Format) -> None:
    """Row and column are 0-based. None, NaN and "" leave a formatted blank cell."""
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        worksheet.write_blank(row, column, None, shape)
    elif isinstance(value, bool):
        worksheet.write_boolean(row, column, value, shape)
    elif isinstance(value, (int, float)):
        worksheet.write_number(row, column, value, shape)
    elif isinstance(value, (dt.datetime, dt.date)):
        worksheet.write_datetime(row, column, value, shape)
    elif isinstance(value, (list, tuple)):
        write_value(worksheet, row, column, LIST_MARK.join(map(str, value)), shape)
    else:
        worksheet.write_string(row, column, str(value), shape)
