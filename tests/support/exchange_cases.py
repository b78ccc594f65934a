"""Tables sent, returned and standing, made from rows as dicts: what the tests of merging start from.

sent_table(Projects, [dict(row_id=ID[0], code="A", remarks="甲")])
returned_table(Projects, [dict(row_id=ID[0], code="A", remarks="乙")])
master_table(Projects, [dict(row_id=ID[0], code="A", remarks="甲")])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from support.ledgers import cells_of

from addin.exchange.fields import MergeKind
from addin.exchange.merging import TableMerge, Terms, merge_table
from addin.exchange.records import SentTable
from addin.exchange.returned_tables import ReturnedTable
from addin.exchange.tables import ROW_ID, MasterTable, table_of
from addin.ledger.row_ids import new_ids
from addin.schema import Sheet

Rows = Sequence[Mapping[str, Any]]
FIRST_ROW = 5
"""Where the rows of a package's sheet begin."""

ID = new_ids(400, set(), np.random.default_rng(7))
"""Row ids for the tests to use."""


def names_of(rows: Rows) -> tuple[str, ...]:
    """行标识 first, then the columns in the order in which rows name them."""
    return tuple(dict.fromkeys((ROW_ID, *(name for row in rows for name in row))))


def sent_table(sheet: type[Sheet], rows: Rows, names: Sequence[str] = ()) -> SentTable:
    wanted = tuple(names) or names_of(rows)
    return SentTable(sheet, wanted, tuple(tuple(row.get(name) for name in wanted) for row in rows))


def returned_table(
    sheet: type[Sheet],
    rows: Rows,
    names: Sequence[str] = (),
    formulas: Iterable[tuple[int, str]] = (),
) -> ReturnedTable:
    """`formulas` are (row's place, column's name). The row at place 0 is Excel row 5, 行标识 column A."""
    wanted = tuple(names) or names_of(rows)
    values = {}
    for name in wanted:
        values[name] = np.empty(len(rows), dtype=object)
        values[name][:] = [row.get(name) for row in rows]
    numbers = {name: place for place, name in enumerate(wanted, start=1)}
    places = [(FIRST_ROW + row, numbers[name]) for row, name in formulas]
    excel_rows = range(FIRST_ROW, FIRST_ROW + len(rows))
    return ReturnedTable(sheet, values, sheet.title, list(excel_rows), numbers, places)


def master_table(sheet: type[Sheet], rows: Rows, owners: Mapping[str, str] | None = None) -> MasterTable:
    return MasterTable(cells_of(sheet, rows), owners or {})


def merged(
    sheet: type[Sheet],
    sent: Rows,
    returned: Rows,
    standing: Rows | None = None,
    *,
    seen: Mapping[tuple[str, str], Any] | None = None,
    owners: Mapping[str, str] | None = None,
    terms: Terms | None = None,
    formulas: Iterable[tuple[int, str]] = (),
) -> TableMerge:
    """Merge the rows; the master stands as it was sent unless `standing` is given."""
    names = names_of([*sent, *returned])
    base = table_of(sent_table(sheet, sent, names))
    master = master_table(sheet, sent if standing is None else standing, owners)
    back = returned_table(sheet, returned, names, formulas)
    return merge_table(base, back, master, terms or Terms("甲局"), seen or {}, {})


def counts(merge: TableMerge) -> dict[str, int]:
    """The kinds that occur, without 未动."""
    found: Counter[MergeKind] = merge.counts
    return {kind.value: count for kind, count in found.items() if count and kind is not MergeKind.UNTOUCHED}
