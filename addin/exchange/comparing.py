"""比对两本台账：another copy of the master, edited elsewhere, against this one and the version both come from.

操作日志 of a copy names the fingerprints of the files that its earlier states were; the latest of them that
`台账.版本/` still has is the common ancestor. Without one nothing is taken over by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from addin.exchange.desk import MergeDesk
from addin.exchange.extracts import sent_value
from addin.exchange.fields import MergeKind
from addin.exchange.merging import RowOutcome, TableMerge, Terms, merge_table
from addin.exchange.normal import taken_values
from addin.exchange.returned_tables import ReturnedTable
from addin.exchange.tables import ROW_ID, KeyedTable, MasterTable
from addin.findings import Finding, Level
from addin.ledger.row_ids import is_valid
from addin.schema import LEDGER_SHEETS, Conflicts, Journal, Sheet
from addin.workbook.port import Book, SheetCells
from addin.workbook.version_store import sha256, versions

COMPARED = tuple(sheet for sheet in LEDGER_SHEETS if not sheet.wholly_computed and sheet is not Conflicts)
"""Every sheet in which people type."""

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Ancestor:
    """共同祖先：a file that both copies once were."""

    path: Path
    fingerprint: str


def common_ancestor(book: Path, other: Book) -> Ancestor | None:
    """The latest state of `other` that is kept here: itself, this workbook, or one of the earlier versions."""
    kept = {sha256(version.path)[:_DIGITS]: version.path for version in versions(book)}
    kept[sha256(book)[:_DIGITS]] = book
    for fingerprint in _states(other):
        if fingerprint in kept:
            return Ancestor(kept[fingerprint], fingerprint)
    return None


def _states(book: Book) -> Iterator[str]:
    """Fingerprints of what the book was, the latest first."""
    yield book.fingerprint()[:_DIGITS]
    cells = book.read(Journal)
    name = Journal.fingerprint.name
    for value in reversed(cells.values[name]) if cells is not None and name in cells.values else ():
        if isinstance(value, str) and _FINGERPRINT.fullmatch(value):
            yield value


@dataclass(slots=True)
class Comparison:
    """比对结果：`merges` in the order of the sheets."""

    merges: list[tuple[MasterTable, TableMerge]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def compare(desk: MergeDesk, other: Book, base: Book | None) -> Comparison:
    """What the other copy says of every sheet. The desk is not changed."""
    found = Comparison()
    for sheet in COMPARED:
        cells, master = other.read(sheet), desk.master(sheet)
        if master is None or cells is None:
            if cells is not None or master is not None:
                found.findings.append(_missing(sheet, here=master is None))
            continue
        ancestor = base.read(sheet) if base is not None else None
        found.merges.append((master, _compare(_returned(cells), master, ancestor)))
    return found


def _missing(sheet: type[Sheet], here: bool) -> Finding:
    where = "本台账" if here else "对方台账"
    return Finding(Level.DOUBT, sheet.title, "", f"{where}没有这张表，没有比对", "需要时补上这张表后再比对")


def _compare(returned: ReturnedTable, master: MasterTable, ancestor: SheetCells | None) -> TableMerge:
    """Rows that the ancestor had, three ways; rows that both got since, two ways; the others are new."""
    terms, two_way = Terms(all_columns=True), Terms(two_way=True, all_columns=True)
    if ancestor is None:
        known: list[int] = []
        base: KeyedTable = master
    else:
        base = _typed(ancestor)
        _lend_ids(base, (returned, master))
        known = [row for row in range(returned.length) if _stands(returned, row, base)]
    standing = set(known)
    rest = [row for row in range(returned.length) if row not in standing]
    both = [row for row in rest if master.position(returned.ids[row], returned.row_keys[row]) >= 0]
    merge = (
        merge_table(base, returned.only(known), master, terms, {}, {})
        if ancestor is not None
        else TableMerge()
    )
    other = merge_table(master, returned.only(both), master, two_way, {}, {})
    merge.cells += other.cells
    merge.rows += other.rows
    merge.untouched += other.untouched
    merge.matched += other.matched
    in_both = set(both)
    merge.rows += [_new_row(returned, row) for row in rest if row not in in_both]
    return merge


def _lend_ids(base: KeyedTable, later: Sequence[KeyedTable]) -> None:
    """Rows typed before they got their 行标识 are known by the one that a later state gave them."""
    for place, key in enumerate(base.row_keys):
        if base.ids[place] or key is None:
            continue
        found = (table.ids[at] for table in later if (at := table.position("", key)) >= 0)
        base.ids[place] = next((row_id for row_id in found if is_valid(row_id)), "")


def _stands(returned: ReturnedTable, row: int, base: KeyedTable) -> bool:
    row_id, key = returned.ids[row], returned.row_keys[row]
    return base.position(row_id, None if is_valid(row_id) else key) >= 0


def _new_row(returned: ReturnedTable, row: int) -> RowOutcome:
    values = {}
    for name in returned.columns:
        taken = taken_values([returned.values(name)[row]], returned.sheet.column(name))[0]
        if taken.value is not None and not taken.problem:
            values[name] = taken.value
    row_id = returned.ids[row] if is_valid(returned.ids[row]) else ""
    return RowOutcome(
        MergeKind.NEW_ROW, returned.sheet, row_id, values, returned.sign(row), returned.place(row)
    )


def _typed(cells: SheetCells) -> KeyedTable:
    """The columns in which people type, and 行标识."""
    sheet = cells.sheet
    names = [name for name in cells.values if _is_typed(sheet, name)]
    return KeyedTable(
        sheet, {name: _sent(cells.values[name], sheet, name) for name in names}, len(cells.rows)
    )


def _returned(cells: SheetCells) -> ReturnedTable:
    sheet = cells.sheet
    values = {name: _sent(cells.values[name], sheet, name) for name in cells.values if _is_typed(sheet, name)}
    numbers = {name: cells.columns[name] for name in values}
    return ReturnedTable(sheet, values, cells.tab, cells.rows.tolist(), numbers)


def _is_typed(sheet: type[Sheet], name: str) -> bool:
    declared = {column.name for column in sheet.columns}
    return name in declared and (name == ROW_ID or not sheet.column(name).computed)


def _sent(values: np.ndarray, sheet: type[Sheet], name: str) -> np.ndarray:
    column = sheet.column(name)
    array = np.empty(len(values), dtype=object)
    array[:] = [sent_value(value, column) for value in values]
    return array
