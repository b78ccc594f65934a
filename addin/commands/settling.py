"""处理冲突：applies the choices made on 冲突处理; a value that moved in the meantime is listed anew, not written."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from addin.commands.base import Context, Outcome
from addin.commands.check import as_json, finding_lines
from addin.commands.computation import load, open_book
from addin.commands.merge_save import Overwritten, know_units, need_places, read_conflicts, save_merge
from addin.commands.resolve import OPERATION
from addin.commands.tidying import tidy_store
from addin.exchange.conflict_sheet import SHEETS, ConflictSheet, Describer, Row
from addin.exchange.conflicts import KEEP, SEND_BACK, TAKE, TYPE, number_of, place_of
from addin.exchange.desk import MergeDesk
from addin.exchange.resolving import Answer, Resolved, resolve
from addin.exchange.seen import Batch, Cell, Listed
from addin.exchange.seen import Written as SeenWritten
from addin.exchange.seen_store import record_folder
from addin.exchange.slips import slip_line, write_slip
from addin.findings import Finding, Level
from addin.ledger.row_ids import all_ids, new_ids
from addin.schema import Conflicts
from addin.workbook.port import CellValue

ANSWERS = (TAKE, KEEP, TYPE, SEND_BACK, *Answer)


def settle(arguments: Namespace, context: Context) -> Outcome:
    """The command `resolve`. Raises ProgramError."""
    book = open_book(arguments.book, context)
    ledger = load(book, None, context)
    need_places(ledger)
    tidy_store(book, ledger)
    desk = MergeDesk(book, ledger)
    conflicts = read_conflicts(desk)
    context.progress.step("按选择处理")
    done = resolve(conflicts.waiting, _listed(desk), desk.master, _row_ids(desk, context))
    slips: list[Path] = []
    if done.decided or done.reissued:
        _save(desk, conflicts, done, context)
        slips = _slips(desk, done)
    findings = [_finding(conflicts, row, why) for row, why in done.refused]
    data = {
        "counts": {str(answer): done.counts[answer] for answer in ANSWERS},
        "written": len(done.written),
        "rows_added": len(done.rows),
        "slips": [str(path) for path in slips],
        "findings": [as_json(finding) for finding in findings],
    }
    return Outcome(data, [*_lines(data), *finding_lines(findings)], findings)


def _listed(desk: MergeDesk) -> Callable[[str], Listed | None]:
    return lambda conflict: desk.known(number_of(conflict)).listed.get(conflict)


def _row_ids(desk: MergeDesk, context: Context) -> Callable[[], str]:
    taken = all_ids(desk.ledger)

    def give() -> str:
        row_id = new_ids(1, taken, context.chance)[0]
        taken.add(row_id)
        return row_id

    return give


def _save(desk: MergeDesk, conflicts: ConflictSheet, done: Resolved, context: Context) -> None:
    moment = f"{context.now:%Y-%m-%d %H:%M:%S}"
    know_units(desk, conflicts)
    conflicts.close(done.decided, moment, context.operator)
    conflicts.reissue(done.reissued, Describer(desk.master, desk.names()))
    for number, batch in _batches(done, context.today):
        desk.learn(number, batch)
    overwritten = [change for change in _overwritten(desk, done) if change.old is not None]
    counts = "、".join(f"{answer}{done.counts[answer]}" for answer in ANSWERS if done.counts[answer])
    save_merge(desk, conflicts, overwritten, OPERATION, counts, done.decided, context)


def _batches(done: Resolved, today: dt.date) -> Iterator[tuple[str, Batch]]:
    """What was decided, by package."""
    numbers = {number_of(one) for one in done.decided} | {number_of(one.conflict_id) for one in done.reissued}
    for number in sorted(numbers):
        yield (
            number,
            Batch(
                "",
                last=dict(taken for one, taken in done.last.items() if number_of(one) == number),
                rows=tuple(row for listed, row in done.rows if number_of(listed.conflict_id) == number),
                listed=tuple(one for one in done.reissued if number_of(one.conflict_id) == number),
                decided={one: choice for one, choice in done.decided.items() if number_of(one) == number},
                written=_written(done, number, today),
            ),
        )


def _written(done: Resolved, number: str, today: dt.date) -> SeenWritten:
    """What was written of a package, under what was chosen: the unit's value, or one typed here."""
    found: dict[str, dict[Cell, CellValue]] = {}
    for one in done.written:
        listed = one.listed
        if number_of(listed.conflict_id) == number and listed.row_id:
            taken = done.decided[listed.conflict_id] == TAKE
            source = f"{listed.unit}的值，{today}{TAKE}" if taken else f"{today}在{OPERATION}{TYPE}"
            found.setdefault(source, {})[listed.cell] = one.new
    for listed, row in done.rows:
        if number_of(listed.conflict_id) == number:
            cells = {(row.sheet, row.row_id, name): value for name, value in row.values.items()}
            found.setdefault(f"{listed.unit}新增，{today}{TAKE}", {}).update(cells)
    return found


def _overwritten(desk: MergeDesk, done: Resolved) -> Iterator[Overwritten]:
    for one in done.written:
        sheet = SHEETS[one.listed.sheet]
        table = desk.master(sheet)
        row = table.row(place_of(one.listed, table)) if table is not None else {}
        yield Overwritten(sheet, sheet.column(one.listed.column), row, one.old, one.new, OPERATION)


def _slips(desk: MergeDesk, done: Resolved) -> list[Path]:
    """退件单 of what was sent back, by package."""
    back: dict[str, list[Listed]] = {}
    for conflict, choice in done.decided.items():
        listed = desk.known(number_of(conflict)).listed.get(conflict)
        if choice == SEND_BACK and listed is not None:
            back.setdefault(number_of(conflict), []).append(listed)
    return [
        write_slip(
            record_folder(desk.book.path, number),
            number,
            found[0].unit,
            [slip_line(listed, desk.master(SHEETS[listed.sheet])) for listed in found],
        )
        for number, found in back.items()
    ]


def _finding(conflicts: ConflictSheet, row: Row, why: str) -> Finding:
    number = row[Conflicts.number.name]
    shown = f"{number:g}" if isinstance(number, float) else str(number)
    message = f"第{shown}条没有处理：{why}"
    return Finding(
        Level.DOUBT,
        conflicts.cells.tab,
        "",
        message,
        "改好后再运行一次",
        str(row[Conflicts.project.name] or ""),
    )


def _lines(data: dict[str, Any]) -> list[str]:
    counts = data["counts"]
    told = "、".join(f"{answer}{count}条" for answer, count in counts.items() if count)
    lines = [f"{Conflicts.title}：{told or '没有待处理的'}。"]
    if data["written"] or data["rows_added"]:
        lines.append(f"写入{data['written']}格，新增{data['rows_added']}行。需要退回时用 liangdeng undo。")
    return [*lines, *(f"退件单：{path}" for path in data["slips"])]
