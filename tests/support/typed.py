"""填写：what a person types into a workbook between two runs, and what stands in a block of 首页."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from support.office import Office

from addin.schema import Parameters, Sheet
from addin.schema.settings import SETTINGS
from addin.workbook.closed_file import ClosedBook
from addin.workbook.port import Edits


def choose(office: Office, **settings: object) -> None:
    """Type 取值 on 参数, by the setting's name."""
    titles = {one.name: one.title for one in SETTINGS}
    rows = [row["setting"] for row in office.rows(Parameters)]
    cells = {rows.index(titles[name]): {"value": value} for name, value in settings.items()}
    _type(office, Parameters, cells)


def add_rows(office: Office, sheet: type[Sheet], rows: Sequence[Mapping[str, Any]]) -> None:
    """Type rows (values by column name) below the last one of a sheet."""
    _type(office, sheet, dict(enumerate(rows, len(office.rows(sheet)))))


def _type(office: Office, sheet: type[Sheet], rows: Mapping[int, Mapping[str, Any]]) -> None:
    """{data row (0 is the first): values by column name}, in one save."""
    book = ClosedBook.open(office.path)
    cells = book.read(sheet)
    assert cells is not None
    edits = Edits()
    edits.sheet(cells.tab).cells.extend(
        (cells.header_row + 1 + place, cells.columns[name], value)
        for place, row in rows.items()
        for name, value in row.items()
    )
    book.save(edits, "填写")


def block(office: Office, name: str) -> list[tuple[Any, ...]]:
    """The rows of a block of 首页, by its workbook name."""
    book = openpyxl.load_workbook(office.path)
    ((title, area),) = book.defined_names[name].destinations
    return [tuple(cell.value for cell in row) for row in book[title][area]]
