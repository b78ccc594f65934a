"""读回改过的纪要：what each document would change in 议定事项, and with --apply everything merged in one save.

A document that is refused stops none of the others; the documents themselves are never touched.
"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from addin.commands.base import Context, Outcome
from addin.commands.check import as_json, finding_lines
from addin.commands.computation import load, open_book
from addin.commands.documents.letters import VOID
from addin.commands.merge_save import Overwritten, know_units, need_places, read_conflicts, save_merge
from addin.commands.needs import need
from addin.commands.readback import OPERATION
from addin.commands.tidying import tidy_store
from addin.exchange.collecting import State
from addin.exchange.conflict_sheet import Describer, shown
from addin.exchange.conflicts import to_list
from addin.exchange.desk import MergeDesk
from addin.exchange.fields import MergeKind
from addin.exchange.merging import CellOutcome
from addin.exchange.quarantine import quarantine
from addin.exchange.readback.documents import read_documents
from addin.exchange.readback.taking import MinutesResult, MinutesTaker, told
from addin.ledger import Ledger
from addin.schema import Conflicts, Letters, Resolutions

SHOWN = 20
_LATER = "同一份纪要后来又改了，以后一次为准"


def read_back(arguments: Namespace, context: Context) -> Outcome:
    """The command `readback`. Raises ProgramError."""
    book = open_book(arguments.book, context)
    ledger = load(book, None, context)
    need_places(ledger)
    need(ledger, Resolutions, Resolutions.row_id, Resolutions.number)
    tidy_store(book, ledger)
    desk = MergeDesk(book, ledger)
    results = _results(desk, arguments, context)
    fresh = [one for one in results if one.state in (State.WAITING, State.TWO_WAY)]
    saying = [one for one in fresh if one.says_something]
    quarantined = []
    if arguments.apply:
        if saying:
            _apply(desk, saying, context)
        for one in fresh:
            one.state = State.APPLIED if one.state is State.WAITING else one.state
        quarantined = [quarantine(book.path, one.refused) for one in results if one.refused]
    findings = [finding for one in results for finding in one.findings]
    data = {
        "documents": [_as_json(one, desk) for one in results],
        "counts": _counts(results),
        "applied": bool(arguments.apply),
        "written": sum(len(one.written) for one in fresh),
        "listed": sum(len(one.listed) for one in fresh),
        "quarantined": [str(path) for path in quarantined],
        "findings": [as_json(finding) for finding in findings],
    }
    refused = any(one.state is State.REFUSED for one in results)
    return Outcome(data, [*_lines(data, results), *finding_lines(findings)], findings, partly=refused)


def _results(desk: MergeDesk, arguments: Namespace, context: Context) -> list[MinutesResult]:
    paths = list(dict.fromkeys(arguments.docx))
    context.progress.step("读取纪要")
    documents = read_documents(paths)
    master = desk.master(Resolutions)
    assert master is not None  # `need` has looked
    taker = MinutesTaker(desk, master, _void(desk.ledger))
    with context.progress.count("逐份对照", len(paths)) as counted:
        results = []
        for document in documents:
            one = taker.take(document)
            one.listed = to_list(iter(one.listed), desk.known(one.number)) if one.number else []
            results.append(one)
            counted()
    return results


def _void(ledger: Ledger) -> set[str]:
    table = ledger[Letters]
    numbers = table.loc[table[Letters.state.name] == VOID, Letters.number.name]
    return {number for number in numbers if isinstance(number, str)}


def _apply(desk: MergeDesk, fresh: Sequence[MinutesResult], context: Context) -> None:
    """Everything the documents bring, in one save."""
    moment = f"{context.now:%Y-%m-%d %H:%M:%S}"
    conflicts = read_conflicts(desk)
    describer = Describer(desk.master, desk.names())
    for one in fresh:
        conflicts.close(one.superseded, moment, context.operator, _LATER)
        conflicts.put(one.listed, describer)
    know_units(desk, conflicts)
    written, listed = (
        sum(map(len, lists)) for lists in zip(*((r.written, r.listed) for r in fresh), strict=True)
    )
    result = f"读回{len(fresh)}份，写入{written}格，列入{Conflicts.title}{listed}条"
    overwritten = [change for one in fresh for change in _overwritten(desk, one)]
    save_merge(desk, conflicts, overwritten, OPERATION, result, [one.fingerprint for one in fresh], context)


def _overwritten(desk: MergeDesk, result: MinutesResult) -> Iterator[Overwritten]:
    table = desk.master(Resolutions)
    for one in result.written:
        if one.master is not None and table is not None:
            row, source = table.row(one.position), f"{OPERATION}{result.number}"
            column = Resolutions.column(one.column)
            yield Overwritten(Resolutions, column, row, one.master, one.taken, source)


def _counts(results: Sequence[MinutesResult]) -> dict[str, int]:
    total: Counter[MergeKind] = Counter()
    for one in results:
        total.update(one.counts)
    return {kind.value: total[kind] for kind in MergeKind}


def _as_json(one: MinutesResult, desk: MergeDesk) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "number": one.number or None,
        "title": one.title or None,
        "state": one.state.value,
        "reason": str(one.refused.error) if one.refused else None,
        "counts": {kind.value: one.counts[kind] for kind in MergeKind},
        "changed": one.changed,
        "tracked": one.tracked,
        "changes": [_change(change, desk) for change in one.written],
        "absent": one.absent,
        "prose": [
            {"kind": each.kind, "before": each.before or None, "after": each.after or None}
            for each in one.prose
        ],
    }


def _change(one: CellOutcome, desk: MergeDesk) -> dict[str, Any]:
    column = Resolutions.column(one.column)
    table = desk.master(Resolutions)
    return {
        "cell": table.address(one.position, one.column) if table is not None else None,
        "field": column.title,
        "old": shown(one.master, column),
        "new": shown(one.taken, column),
        "from": one.place,
    }


def _lines(data: dict[str, Any], results: Sequence[MinutesResult]) -> list[str]:
    lines = []
    for one, said in zip(results, data["documents"], strict=True):
        lines.append(_document_line(one))
        lines += [_change_line(change) for change in said["changes"][:SHOWN]]
        lines += told(one.prose, SHOWN)
    return [*lines, _last_line(data)]


def _document_line(one: MinutesResult) -> str:
    if one.refused is not None:
        return f"{one.path.name}　{one.state}：{one.refused.error}"
    counted = "、".join(f"{kind}{one.counts[kind]}" for kind in MergeKind if one.counts[kind])
    absent = f"（没有了：{'、'.join(one.absent)}）" if one.absent else ""
    return f"{one.path.name}　{one.title or one.number}　{one.state}：{counted or '没有变化'}{absent}。"


def _change_line(change: dict[str, Any]) -> str:
    old, new = (change[name] or "空白" for name in ("old", "new"))
    return f"  {change['cell']}　{change['field']}：{old} → {new}（{change['from']}）"


def _last_line(data: dict[str, Any]) -> str:
    if not data["written"] and not data["listed"]:
        return "没有要并入的内容，台账保持原样。"
    if not data["applied"]:
        return f"以上是预览：写入{data['written']}格，待人工处理{data['listed']}条，还没有并入台账。加 --apply 并入。"
    waiting = (
        f"，{data['listed']}条列在{Conflicts.title}，选择后运行 liangdeng resolve" if data["listed"] else ""
    )
    return f"已并入台账：写入{data['written']}格{waiting}。需要退回时用 liangdeng undo。"
