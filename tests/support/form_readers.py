"""读回表样：the cells of a form, from its .xlsx (openpyxl) and from its .docx (python-docx), as one picture.

A cell is (row, column, rows down, columns across, text), counted from 0 at the table's upper left corner.
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

import docx
import openpyxl
from docx.table import Table
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


class Place(NamedTuple):
    row: int
    column: int
    down: int
    across: int
    text: str


class Form(NamedTuple):
    """What stands above the table line by line (title, remark, 填报单位 …; blank ones left out), and the table."""

    above: list[str]
    cells: list[Place]


def excel_form(sheet: Worksheet) -> Form:
    """The table begins with the first row that is not one cell across the whole width."""
    merged = {area.min_row: area.max_col for area in sheet.merged_cells.ranges if area.min_col == 1}
    first = next(row for row in range(1, sheet.max_row + 1) if merged.get(row, 1) < sheet.max_column)
    above = [displayed(sheet.cell(row, 1)) for row in range(1, first)]
    return Form([text for text in above if text], _excel_cells(sheet, first))


def _excel_cells(sheet: Worksheet, first: int) -> list[Place]:
    areas = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    hidden = {at for area in areas.values() for at in area.cells} - set(areas)
    cells = []
    for row in range(first, sheet.max_row + 1):
        for column in range(1, sheet.max_column + 1):
            if (row, column) in hidden:
                continue
            area = areas.get((row, column))
            size = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            cells.append(Place(row - first, column - 1, *size, displayed(sheet.cell(row, column))))
    return cells


def displayed(cell: Cell) -> str:
    """What Excel shows in the cell, for the formats that forms use."""
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.datetime):
        assert cell.number_format == "yyyy-mm-dd"
        return f"{value:%Y-%m-%d}"
    number = Decimal(repr(value))
    if cell.number_format.startswith("#,##0.00"):
        return f"{_rounded(number, '0.01'):,}".replace("-", "−")
    if cell.number_format == "0.00%":
        return f"{_rounded(number * 100, '0.01')}%"
    assert cell.number_format == "0"
    return str(_rounded(number, "1"))


def _rounded(number: Decimal, step: str) -> Decimal:
    """Half away from zero, as Excel does."""
    return number.quantize(Decimal(step), ROUND_HALF_UP)


def word_forms(content: bytes) -> list[Form]:
    """One form a table, in the document's order."""
    forms, above = [], []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            forms.append(Form(above, word_cells(block)))
            above = []
        elif block.text:
            above.append(block.text)
    assert not above, "text after the last table"
    return forms


def word_cells(table: Table) -> list[Place]:
    """The cells that begin in each row; one that goes on in the rows below counts once."""
    begun: dict[tuple[int, int], Place] = {}
    open_at: dict[int, tuple[int, int]] = {}
    for row, tr in enumerate(table._tbl.tr_lst):
        for tc in tr.tc_lst:
            column = tc.grid_offset
            if tc.vMerge == "continue":
                start = open_at[column]
                begun[start] = begun[start]._replace(down=begun[start].down + 1)
                continue
            open_at[column] = (row, column)
            text = "\n".join(paragraph.text for paragraph in tc.p_lst)
            begun[row, column] = Place(row, column, 1, tc.grid_span, text)
    return sorted(begun.values())


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))
