"""所在：where a row's cell stands, as a person looks it up: 「项目清单!T7」."""

from __future__ import annotations

from addin.ledger.ledger import Ledger
from addin.schema import Column, Sheet


def place(ledger: Ledger, sheet: type[Sheet], position: int, column: Column) -> str:
    """The tab and cell of a data row; the tab alone where the row or the column does not stand on it."""
    cells = ledger.cells.get(sheet)
    if cells is None or position < 0 or column.name not in cells.columns:
        return sheet.title if cells is None else cells.tab
    return f"{cells.tab}!{cells.address(position, column.name)}"
