"""写回：from computed arrays to the cells that differ. Values that stand there already are left alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.row_heights import fit_rows
from addin.ledger.additions import CHANGED
from addin.schema.base import DASH, DATED, NUMERIC, Column, Kind
from addin.workbook.port import Edits, SheetCells

Arrays = Mapping[str, "np.ndarray[Any, Any] | pd.Series[Any]"]


def as_cells(values: np.ndarray | pd.Series, column: Column) -> np.ndarray:
    """Computed values → an object array of cell values (None blank, 「—」 where `column.dash`)."""
    series = (
        pd.Series(np.asarray(values)) if not isinstance(values, pd.Series) else values.reset_index(drop=True)
    )
    if column.kind in NUMERIC:
        numbers = pd.to_numeric(series).to_numpy(dtype=float)
        return _filled(numbers.astype(object), np.isnan(numbers), DASH if column.dash else None)
    if column.kind in DATED:
        days = pd.to_datetime(series)
        return _filled(days.dt.date.to_numpy(dtype=object), days.isna().to_numpy(), None)
    texts = series.tolist()
    if set(map(type, texts)) <= {str, type(None)}:
        return np.fromiter((text or None for text in texts), dtype=object, count=len(texts))
    return np.fromiter(map(_text, texts), dtype=object, count=len(texts))


def _filled(values: np.ndarray, blank: np.ndarray, filling: str | None) -> np.ndarray:
    values[blank] = filling
    return values


def _text(value: object) -> object:
    if isinstance(value, tuple):
        return "、".join(value) or None
    if value is None or value == "" or value != value:
        return None
    return value


def _as_days(values: np.ndarray) -> np.ndarray:
    """Dates read with a time of day compare as dates."""
    days = [value.date() if isinstance(value, datetime) else value for value in values]
    result = np.empty(len(days), dtype=object)
    result[:] = days
    return result


def fill(
    edits: Edits, cells: SheetCells, positions: np.ndarray, arrays: Arrays, blank: np.ndarray | None = None
) -> None:
    """Write computed columns of existing rows: `arrays[name][i]` belongs at `positions[i]`.

    Rows where `blank` get no value at all, not even 「—」. A column that the sheet does not have is
    passed over (the ledger has a finding for it).
    """
    rows = cells.rows[positions]
    for name, values in arrays.items():
        if name not in cells.columns:
            continue
        column = cells.sheet.column(name)
        new = as_cells(values, column)
        if blank is not None:
            new[blank] = None
        old = cells.values[name][positions]
        if column.kind in DATED:
            old = _as_days(old)
        differs = np.not_equal(old, new).astype(bool)
        if differs.any():
            sheet = edits.sheet(cells.tab)
            sheet.fill(cells.columns[name], rows[differs], new[differs])
            fit_rows(sheet, cells.sheet, rows[differs], {name: new[differs]}, least=2)


def append(edits: Edits, cells: SheetCells, arrays: Arrays) -> None:
    """Add rows below the last one; the table's range grows with them.

    A sheet that lacks a key column gets none: without its key no row would be known again, and every
    run would add it anew (the ledger has a finding for the column).
    """
    count = max((len(values) for values in arrays.values()), default=0)
    keys = {column.name for column in cells.sheet.columns if column.key}
    if not count or not keys <= set(cells.columns):
        return
    sheet = edits.sheet(cells.tab)
    start = (sheet.last_row or cells.last_row) + 1
    rows = np.arange(start, start + count)
    shown = {name: as_cells(values, cells.sheet.column(name)) for name, values in arrays.items()}
    for name, values in shown.items():
        if name in cells.columns:
            sheet.fill(cells.columns[name], rows, values)
    fit_rows(sheet, cells.sheet, rows, shown)
    sheet.last_row = start + count - 1


def put(
    edits: Edits, cells: SheetCells, table: pd.DataFrame, columns: Arrays, blank: np.ndarray | None = None
) -> None:
    """Write a ledger sheet: `columns` (computed, parallel to `table`) of the rows that stand on it, the typed
    cells of changed rows, and new rows whole (addin/ledger/additions.py)."""
    position = table["position"].to_numpy()
    known, new = position >= 0, position < 0
    values = {name: pd.Series(np.asarray(column)) for name, column in columns.items()}
    fill(
        edits, cells, position[known],
        {name: column[known] for name, column in values.items()},
        None if blank is None else blank[known],
    )  # fmt: skip
    typed = [column.name for column in cells.sheet.columns if not column.computed]
    for name in typed if CHANGED in table else ():
        changed = known & np.array([name in names for names in table[CHANGED]], dtype=bool)
        fill(edits, cells, position[changed], {name: table.loc[changed, name]})
    if new.any():
        added = {name: table.loc[new, name] for name in typed}
        append(edits, cells, added | {name: column[new] for name, column in values.items()})


def rewrite(edits: Edits, cells: SheetCells, arrays: Arrays, extra: Arrays | None = None) -> None:
    """Write a wholly computed sheet anew from its first data row; rows no longer used are blanked.

    `extra` are numeric columns by title that the schema does not declare (排名榜's indicators); such
    a column that stands on the sheet and is not among them is blanked. The adapter drops the cells
    that stay the same.
    """
    count = max((len(values) for values in arrays.values()), default=0)
    first = cells.header_row + 1
    blanks = max(0, cells.last_row - first + 1 - count)
    sheet = edits.sheet(cells.tab)

    rows = np.arange(first, first + count + blanks)

    def put(column_number: int, new: np.ndarray | None) -> None:
        padded = np.full(len(rows), None, dtype=object)
        if new is not None:
            padded[:count] = new
        sheet.fill(column_number, rows, padded)

    shown = {name: as_cells(values, cells.sheet.column(name)) for name, values in arrays.items()}
    for name, column_number in cells.columns.items():
        if name != "row_id":
            put(column_number, shown.get(name))
    fit_rows(sheet, cells.sheet, rows[:count], shown)
    for title, column_number in _extra_places(edits, cells, extra or {}).items():
        values = (extra or {}).get(title)
        put(
            column_number, None if values is None else as_cells(values, Column(title, Kind.NUMBER, dash=True))
        )
    sheet.last_row = max(first, first + count - 1)


def _extra_places(edits: Edits, cells: SheetCells, extra: Arrays) -> dict[str, int]:
    """Column numbers of undeclared titles; new ones go to the right end of the table."""
    places = dict(cells.extra)
    for title in extra:
        if title not in places:
            places[title] = max((*cells.columns.values(), *places.values())) + 1
            edits.sheet(cells.tab).headers[places[title]] = title
    return places
