"""增补：rows that a command adds to a sheet or changes on it, before anything is computed from them.

A table with such rows goes through the same computation as one that was read; the writer then appends
the new rows and writes the changed cells in the same save.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from addin.ledger.ledger import Ledger
from addin.schema import Kind, Sheet

NEW_ROW = -1
"""`position` of a row that does not stand on the sheet yet."""

CHANGED = "changed"
"""Column of a table (tuples of column names): the typed cells of the row that are to be written, and no others:
a cell beside them that could not be read stays as it was typed."""


def with_rows(ledger: Ledger, sheet: type[Sheet], rows: Sequence[Mapping[str, Any]]) -> Ledger:
    """The ledger with `rows` (values by column name, blank where missing) below those of the sheet."""
    if not rows:
        return ledger
    table = ledger[sheet]
    blanks = {column.name: () for column in sheet.columns if column.kind is Kind.LIST}
    added = pd.DataFrame(
        {
            name: _column(table[name], [row.get(str(name), blanks.get(str(name))) for row in rows])
            for name in table.columns
        }
    )
    added["position"], added["excel_row"] = NEW_ROW, 0
    if CHANGED in added:
        added[CHANGED] = [()] * len(added)
    return ledger.with_table(sheet, pd.concat([table, added], ignore_index=True))


def with_values(ledger: Ledger, sheet: type[Sheet], changes: Mapping[int, Mapping[str, Any]]) -> Ledger:
    """The ledger with typed cells changed: {index of the table's row: {column name: new value}}."""
    if not changes:
        return ledger
    table = ledger[sheet].copy()
    if CHANGED not in table:
        table[CHANGED] = pd.Series([()] * len(table), index=table.index, dtype=object)
    marks = dict(zip(table.index, table[CHANGED], strict=True))
    for index, values in changes.items():
        for name, value in values.items():
            table.at[index, name] = value
        marks[index] = (*marks[index], *values)
    table[CHANGED] = pd.Series(marks, dtype=object)
    return ledger.with_table(sheet, table)


def _column(like: pd.Series, values: list[Any]) -> pd.Series:
    """Values as the table holds them: dates and numbers in the column's dtype, texts as objects."""
    if like.dtype.kind in "Mf":
        return pd.Series(values).astype(like.dtype)
    return pd.Series(values, dtype=object)
