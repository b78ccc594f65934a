"""读打开的表：one tab in one call, error values told from texts, nothing assumed about where it begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import xlwings as xw

from addin.workbook.content import TabValues
from addin.workbook.edit_places import Box
from addin.workbook.port import CellError, CellValue
from addin.workbook.sheet_look import FAR_COLUMN, FAR_GAP, MOST_FAR_CELLS

MOST_CELLS = 12_000_000
"""A used range beyond this is formatting to the sheet's edge: it is read in pieces, as far as values go."""

_ERROR_TEXTS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!",
     "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA"}
)  # fmt: skip
# Error values that xlwings has no text for: COM hands them over as a number (SCODE of the cell error).
_ERROR_CODES = {
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826242: "#CONNECT!",
    -2146826241: "#BLOCKED!",
    -2146826240: "#UNKNOWN!",
    -2146826239: "#FIELD!",
    -2146826238: "#CALC!",
}
_LOWEST_CODE, _HIGHEST_CODE = -2146826300, -2146826200

Rows = list[list[CellValue]]
Places = list[tuple[int, int]]


def read_tab(sheet: xw.Sheet) -> tuple[TabValues, Places]:
    """The tab's values, and its cells (row, column) that stand too far off to be read.

    A text that reads like an error value counts as one; Excel makes it one when it is typed.
    """
    used = sheet.used_range
    top, left, (height, width) = used.row, used.column, used.shape
    if height * width <= MOST_CELLS:
        rows = _rows(used)
    else:
        rows = _in_pieces(sheet, top, left, top + height - 1, min(left + width - 1, FAR_COLUMN))
    rows, far = _without_far_cells(rows, top, left)
    return TabValues(sheet.name, top, left, _columns(sheet, rows, top, left)), far


def read_columns(sheet: xw.Sheet, box: Box) -> list[list[CellValue]]:
    """The cells of a range, column by column, as `read_tab` has them."""
    top, left, bottom, right = box
    return _columns(sheet, _rows(sheet.range((top, left), (bottom, right))), top, left)


def _columns(sheet: xw.Sheet, rows: Rows, top: int, left: int) -> list[list[CellValue]]:
    columns = [list(column) for column in zip(*rows, strict=True)]
    return [_cleaned(sheet, column, top, place) for place, column in enumerate(columns, left)]


def _rows(area: xw.Range) -> Rows:
    rows: Rows = area.options(ndim=2, empty="", err_to_str=True).value
    return rows


def _in_pieces(sheet: xw.Sheet, top: int, left: int, last: int, right: int) -> Rows:
    """Rows down to the first FAR_GAP blank ones."""
    rows: Rows = []
    for first in range(top, last + 1, FAR_GAP):
        piece = _rows(sheet.range((first, left), (min(first + FAR_GAP - 1, last), right)))
        if all(_is_blank(row) for row in piece):
            break
        rows += piece
    return rows


def _is_blank(row: Sequence[CellValue]) -> bool:
    return row.count("") == len(row)


def _without_far_cells(rows: Rows, top: int, left: int) -> tuple[Rows, Places]:
    """As for a closed file (addin/workbook/sheet_look.py): beyond column ZZ, or below a gap of rows."""
    end = _first_beyond_gap(rows, top)
    width = max(FAR_COLUMN - left + 1, 0)
    far: Places = []
    if end < len(rows) or (rows and len(rows[0]) > width):
        far = [
            (top + i, left + j)
            for i, row in enumerate(rows)
            for j, value in enumerate(row)
            if value != "" and (i >= end or j >= width)
        ]
        rows = [row[:width] for row in rows[:end]]
    return rows, far[:MOST_FAR_CELLS]


def _first_beyond_gap(rows: Rows, top: int) -> int:
    """The index of the first row after more than FAR_GAP blank ones, else the number of rows."""
    if top + len(rows) <= FAR_GAP:
        return len(rows)
    last = -top
    for index, row in enumerate(rows):
        if not _is_blank(row):
            if index - last > FAR_GAP + 1:
                return index
            last = index
    return len(rows)


def _cleaned(sheet: xw.Sheet, column: list[CellValue], top: int, place: int) -> list[CellValue]:
    """Error values as CellError, numbers as float. What a program keeps as currency comes rounded to four
    places, so the column is asked for its constants as they were typed."""
    kinds = set(map(type, column))
    if Decimal in kinds:
        column = _exact(sheet, column, top, place)
    elif int not in kinds and (str not in kinds or _ERROR_TEXTS.isdisjoint(column)):
        return column
    return [_cell(value) for value in column]


def _cell(value: CellValue) -> CellValue:
    if type(value) is int:
        if _LOWEST_CODE < value < _HIGHEST_CODE:
            return CellError(_ERROR_CODES.get(value, "#N/A"))
        return float(value)
    if type(value) is str and value in _ERROR_TEXTS:
        return CellError(value)
    return value


def _exact(sheet: xw.Sheet, column: list[CellValue], top: int, place: int) -> list[CellValue]:
    typed = formulas(sheet, place, top, top + len(column) - 1)
    return [
        _number(text, value) if isinstance(value, Decimal) else value
        for text, value in zip(typed, column, strict=True)
    ]


def _number(typed: str, rounded: Decimal) -> float:
    try:
        return float(typed)
    except ValueError:  # a formula: the four places are all there is
        return float(rounded)


def formulas(sheet: xw.Sheet, column: int, first: int, last: int) -> list[str]:
    """What was typed into the cells of a column from row `first` to `last`: formulas begin with "="."""
    found = sheet.range((first, column), (last, column)).formula
    if first == last:
        return [_text(found[0][0] if isinstance(found, (tuple, list)) else found)]
    return [_text(row[0] if isinstance(row, (tuple, list)) else row) for row in found]


def _text(typed: object) -> str:
    return "" if typed is None else str(typed)


def is_formula(typed: str, value: CellValue) -> bool:
    """Whether a cell holds a formula; a text that begins with "=" reads the same as what was typed."""
    return typed.startswith("=") and typed != value


def serial_of_time(value: dt.time | dt.timedelta) -> float:
    """A clock time or a duration as part of a day."""
    if isinstance(value, dt.timedelta):
        return value / dt.timedelta(days=1)
    return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86400
