"""增补：rows that a command adds to a sheet or changes on it, before anything is computed from them.

A table with such rows goes through the same computation as one that was read; the writer then appends
the new rows and writes the changed cells in the same save.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from addin.ledger.ledger import Ledger
from addin.schema import Sheet

NEW_ROW = -1
"""`position` of a row that does not stand on the sheet yet."""

TOUCHED = "touched"
"""Column of a table (bool): the row's typed cells are to be written."""


def with_rows(ledger: Ledger, sheet: type[Sheet], rows: Sequence[Mapping[str, Any]]) -> Ledger:
    """The ledger with `rows` (values by column name, blank where missing) below those of the sheet."""
    if not rows:
        return ledger
    table = ledger[sheet]
    added = pd.DataFrame(
        {name: _column(table[name], [row.get(str(name)) for row in rows]) for name in table.columns}
    )
    added["position"], added["excel_row"] = NEW_ROW, 0
    if TOUCHED in added:
        added[TOUCHED] = False
    return ledger.with_table(sheet, pd.concat([table, added], ignore_index=True))


def with_values(ledger: Ledger, sheet: type[Sheet], changes: Mapping[int, Mapping[str, Any]]) -> Ledger:
    """The ledger with typed cells changed: {index of the table's row: {column name: new value}}."""
    if not changes:
        return ledger
    table = ledger[sheet].copy()
    if TOUCHED not in table:
        table[TOUCHED] = False
    for index, values in changes.items():
        for name, value in values.items():
            table.at[index, name] = value
        table.at[index, TOUCHED] = True
    return ledger.with_table(sheet, table)


def _column(like: pd.Series, values: list[Any]) -> pd.Series:
    """Values as the table holds them: dates and numbers in the column's dtype, texts as objects."""
    if like.dtype.kind in "Mf":
        return pd.Series(values).astype(like.dtype)
    return pd.Series(values, dtype=object)
