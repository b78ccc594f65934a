"""合并入账：one save for everything a merge brings: cells, new rows, 冲突处理, 变动清单, registers, and all that is
computed from them. What was seen is kept beside the packages first, under a number that only this save makes valid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from addin.commands.base import Context
from addin.commands.computation import computed, load
from addin.commands.needs import need
from addin.commands.outputs import outputs
from addin.commands.row_heights import fit_rows
from addin.exchange.conflict_sheet import ConflictSheet, Describer, shown
from addin.exchange.conflicts import number_of
from addin.exchange.desk import BATCH, MergeDesk, batch_number
from addin.exchange.origins import origins
from addin.exchange.overlay import OverlaidBook, joined
from addin.exchange.tables import MasterTable
from addin.ledger import Ledger
from addin.schema import ChangeList, Column, Conflicts, Projects, Sheet, Units
from addin.workbook.port import CellValue, Edits, Saved

ADJUSTED = "调整"


@dataclass(frozen=True, slots=True)
class Overwritten:
    """改掉的一格：of 变动清单: a cell that held something and now holds something else."""

    sheet: type[Sheet]
    column: Column
    row: dict[str, CellValue]
    old: CellValue
    new: CellValue
    source: str


def need_places(ledger: Ledger) -> None:
    """Raises ProgramError where the master has no place for what waits for a person."""
    need(ledger, Conflicts, *Conflicts.columns[1:])


def read_conflicts(desk: MergeDesk) -> ConflictSheet:
    return ConflictSheet.read(desk.ledger.cells[Conflicts])


def know_units(desk: MergeDesk, conflicts: ConflictSheet) -> None:
    """The unit of every row that stands on 冲突处理, for its place there."""
    for number in sorted({number_of(one) for one in conflicts.ids() - set(conflicts.units)}):
        conflicts.units |= {one.conflict_id: one.unit for one in desk.known(number).listed.values()}


def _tell(desk: MergeDesk, conflicts: ConflictSheet) -> None:
    """Bring 台账现值 of all that waits up to date."""
    ids = {str(row[Conflicts.conflict_id.name]) for row in conflicts.waiting}
    known = (desk.known(number).listed for number in sorted({number_of(one) for one in ids}))
    listed = {number: one for matters in known for number, one in matters.items() if number in ids}
    found = origins(desk, {one.cell for one in listed.values()})
    conflicts.tell(listed, Describer(desk.master, desk.names(), found))


def save_merge(
    desk: MergeDesk,
    conflicts: ConflictSheet,
    overwritten: Sequence[Overwritten],
    operation: str,
    result: str,
    sources: Iterable[str],
    context: Context,
) -> Saved:
    """All or nothing. `sources` tell this run from another on the same master. Raises ProgramError."""
    _tell(desk, conflicts)
    conflicts.arrange(name for name in desk.ledger[Units][Units.unit.name] if isinstance(name, str))
    changed = desk.changed
    sheets = {table.sheet: table.overlaid() for table in changed} | {Conflicts: conflicts.overlaid()}
    own = Edits()
    for table in changed:
        _write(own, table)
    conflicts.write(own)
    book = OverlaidBook(desk.book, sheets)
    ledger = load(book, None, context)
    ledger = ledger.with_table(ChangeList, _history(ledger, overwritten))
    done = computed(ledger, context)
    fingerprint = desk.book.fingerprint()
    number = batch_number((fingerprint, operation, *sorted(sources)))
    rows = sum(len(table.changes) + len(table.added) for table in changed)
    edits = joined(own, outputs(done, context, operation, rows, fingerprint, f"{result}　{BATCH}{number}"))
    desk.keep(number)
    context.progress.step("写回台账")
    return book.save(edits, operation)


def _write(edits: Edits, table: MasterTable) -> None:
    target = edits.sheet(table.cells.tab)
    for name, rows, values in table.written():
        target.fill(table.cells.columns[name], rows, values)
        fit_rows(target, table.sheet, rows, {name: values}, least=2)
    if table.added:
        target.last_row = table.cells.last_row + len(table.added)


def _history(ledger: Ledger, overwritten: Sequence[Overwritten]) -> pd.DataFrame:
    """变动清单 with one row for every cell in which something was overwritten."""
    table = ledger[ChangeList]
    month = pd.Timestamp(ledger.settings.as_of)
    projects = ledger[Projects]
    names = dict(zip(projects[Projects.code.name], projects[Projects.project_name.name], strict=True))
    rows = []
    for one in overwritten:
        code = one.row.get(Projects.code.name)
        field = f"{one.sheet.title}!{one.column.title}（{one.source}）"
        old, new = shown(one.old, one.column), shown(one.new, one.column)
        rows.append((month, ADJUSTED, code, names.get(code), field, old, new))
    if not rows:
        return table
    columns = [column.name for column in ChangeList.columns if column.name != "row_id"]
    added = pd.DataFrame(rows, columns=columns)
    added["position"], added["excel_row"] = -1, 0
    return pd.concat([part for part in (table, added) if len(part)], ignore_index=True)
