"""比对两本台账：what another copy of the master would change here, and with --apply everything merged in one save."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from addin.commands.base import Context, Outcome
from addin.commands.check import as_json, finding_lines
from addin.commands.compare import OPERATION
from addin.commands.computation import load, open_book
from addin.commands.merge_save import Overwritten, know_units, need_places, read_conflicts, save_merge
from addin.commands.tidying import tidy_store
from addin.errors import ProgramError
from addin.exchange.collecting import written_from
from addin.exchange.comparing import Ancestor, Comparison, common_ancestor, compare
from addin.exchange.conflict_sheet import ConflictSheet, Describer
from addin.exchange.conflicts import listed_of, to_list
from addin.exchange.desk import MergeDesk
from addin.exchange.fields import MergeKind
from addin.exchange.merging import CellOutcome, apply
from addin.exchange.seen import Batch, Listed
from addin.schema import Conflicts, Projects
from addin.workbook.closed_file import ClosedBook, open_copy

OTHER = "对方台账"


@dataclass(slots=True)
class _Found:
    number: str
    comparison: Comparison
    counts: Counter[MergeKind] = field(default_factory=Counter)
    written: list[CellOutcome] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)


def compare_books(arguments: Namespace, context: Context) -> Outcome:
    """The command `compare`. Raises ProgramError."""
    book = open_book(arguments.book, context)
    if not arguments.other.is_file():
        raise ProgramError(arguments.other.name, "文件不存在", "请核对路径和文件名")
    if arguments.other.samefile(arguments.book):
        raise ProgramError(arguments.other.name, "这就是台账自己", "请给出在别处改过的那一本")
    other = open_copy(arguments.other)
    if other.read(Projects) is None:
        raise ProgramError(arguments.other.name, f"里面没有“{Projects.title}”，不是台账", "请核对文件")
    ledger = load(book, None, context)
    need_places(ledger)
    tidy_store(book, ledger)
    desk = MergeDesk(book, ledger)
    context.progress.step("逐格比对")
    ancestor = common_ancestor(book.path, other)
    base = ClosedBook.open(ancestor.path) if ancestor else None
    found = _found(desk, compare(desk, other, base), ancestor, arguments.other.name)
    conflicts = read_conflicts(desk)
    standing = conflicts.ids()
    new = len(found.written) + sum(one.conflict_id not in standing for one in found.listed)
    if arguments.apply and new:
        _apply(desk, conflicts, found, other.fingerprint(), context)
    findings = found.comparison.findings
    data = {
        "base": ancestor.path.name if ancestor else None,
        "counts": {kind.value: found.counts[kind] for kind in MergeKind},
        "changed": sum(merge.changed for _, merge in found.comparison.merges),
        "applied": bool(arguments.apply),
        "written": len(found.written),
        "listed": len(found.listed),
        "findings": [as_json(finding) for finding in findings],
    }
    return Outcome(data, [*_lines(data, new), *finding_lines(findings)], findings)


def _found(desk: MergeDesk, comparison: Comparison, ancestor: Ancestor | None, file: str) -> _Found:
    """Put what is to be written into the desk; what waits is listed once, whichever copy brings it."""
    number = f"DZ{ancestor.fingerprint[:8].upper() if ancestor else '00000000'}"
    found, known = _Found(number, comparison), desk.known(number)
    for master, merge in comparison.merges:
        found.counts.update(merge.counts)
        found.written += merge.written()
        found.listed += to_list(listed_of(merge, number, OTHER, file), known)
        apply(merge, master)
    return found


def _apply(
    desk: MergeDesk, conflicts: ConflictSheet, found: _Found, fingerprint: str, context: Context
) -> None:
    conflicts.put(found.listed, Describer(desk.master, desk.names()))
    know_units(desk, conflicts)
    written = written_from(f"{OTHER} {desk.today}并入", found.written)
    desk.learn(found.number, Batch("", listed=tuple(found.listed), written=written))
    result = f"写入{len(found.written)}格，列入{Conflicts.title}{len(found.listed)}条"
    save_merge(desk, conflicts, list(_overwritten(desk, found)), OPERATION, result, [fingerprint], context)


def _overwritten(desk: MergeDesk, found: _Found) -> Iterator[Overwritten]:
    for one in found.written:
        table = desk.master(one.sheet)
        if one.master is not None and table is not None:
            row = table.row(one.position)
            yield Overwritten(one.sheet, one.sheet.column(one.column), row, one.master, one.taken, OPERATION)


def _lines(data: dict[str, Any], new: int) -> list[str]:
    base = f"以版本 {data['base']} 为底" if data["base"] else "找不到共同的版本，两方比对，差异全部待确认"
    told = "、".join(f"{kind}{count}" for kind, count in data["counts"].items() if count)
    lines = [f"{base}：{told or '没有差异'}。"]
    if not new:
        return [*lines, "没有要并入的内容，台账保持原样。"]
    if data["applied"]:
        return [
            *lines,
            f"已并入：写入{data['written']}格，{data['listed']}条列在{Conflicts.title}。需要退回时用 liangdeng undo。",
        ]
    return [*lines, f"以上是预览：写入{data['written']}格，待人工处理{data['listed']}条。加 --apply 并入。"]
