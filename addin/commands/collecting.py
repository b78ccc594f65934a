"""回收汇总：what each returned file would change, and with --apply everything merged in one save.

A file that is refused stops none of the others; the originals are never touched.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from addin.commands.base import Context, Outcome
from addin.commands.check import as_json, finding_lines
from addin.commands.collect import OPERATION
from addin.commands.computation import load, open_book
from addin.commands.merge_save import Overwritten, know_units, need_places, read_conflicts, save_merge
from addin.commands.tidying import tidy_store
from addin.errors import ProgramError
from addin.exchange import store
from addin.exchange.collecting import Collector, FileResult, State
from addin.exchange.conflict_sheet import SHEETS, Describer
from addin.exchange.conflicts import to_list
from addin.exchange.desk import MergeDesk
from addin.exchange.fields import MergeKind
from addin.exchange.quarantine import quarantine
from addin.exchange.register import not_returned, register_report, register_return
from addin.exchange.returns import Office, read_returns, returned_paths
from addin.exchange.seen import Listed
from addin.exchange.seen_store import record_folder
from addin.exchange.slips import slip_line, write_slip
from addin.ledger import Ledger
from addin.schema import Conflicts, Units

SHOWN = 20
_TO_BE_SLIPPED = (MergeKind.TO_CORRECT, MergeKind.NOT_THEIRS)
_LATER = "单位又报了新的值，以后一次为准"


def collect(arguments: Namespace, context: Context) -> Outcome:
    """The command `collect`. Raises ProgramError."""
    book = open_book(arguments.book, context)
    paths = returned_paths(arguments.files)
    _refuse_itself(arguments.book, paths)
    ledger = load(book, None, context)
    need_places(ledger)
    tidy_store(book, ledger)
    desk = MergeDesk(book, ledger)
    results = _read(desk, paths, context)
    fresh = [one for one in results if one.state in (State.WAITING, State.TWO_WAY)]
    slips: list[Path] = []
    quarantined: list[Path] = []
    if arguments.apply:
        if fresh:
            _apply(desk, fresh, context)
            slips = _slips(desk, fresh)
        quarantined = [quarantine(book.path, one.refused) for one in results if one.refused]
    arrived = {one.number for one in results if one.package is not None}
    data = {
        "packages": [_as_json(one) for one in results],
        "applied": bool(arguments.apply),
        "written": sum(len(one.written) for one in fresh),
        "listed": sum(len(one.listed) for one in fresh),
        "not_returned": [{"unit": unit, "package": number} for unit, number in not_returned(desk, arrived)],
        "slips": [str(path) for path in slips],
        "quarantined": [str(path) for path in quarantined],
        "findings": [as_json(finding) for one in results for finding in one.findings],
    }
    findings = [finding for one in results for finding in one.findings]
    refused = any(one.state is State.REFUSED for one in results)
    return Outcome(data, [*_lines(data, results), *finding_lines(findings)], findings, partly=refused)


def _refuse_itself(book: Path, paths: Sequence[Path]) -> None:
    for path in paths:
        if path.samefile(book):
            raise ProgramError(path.name, "这就是台账自己", "请给出单位交回的文件")
    if not paths:
        raise ProgramError(
            "回收汇总", "没有找到可以读的文件", "请核对文件夹，表格应为 .xlsx、.xls、.et、.ods 或 .csv"
        )


def _read(desk: MergeDesk, paths: Sequence[Path], context: Context) -> list[FileResult]:
    packages = store.packages(desk.book.path)
    office = Office(
        int(desk.ledger.settings.year),
        {package.book_id for package in packages},
        _unit_names(desk.ledger),
    )
    collector = Collector(desk, office)
    results = []
    with context.progress.count("读取交回的文件", len(paths)) as counted:
        for file in read_returns(paths):
            results.append(collector.take(file))
            counted()
    return results


def _unit_names(ledger: Ledger) -> dict[str, str]:
    """Name, 规范全称 and 别名 of every unit → its name."""
    table = ledger[Units]
    names: dict[str, str] = {}
    columns = (table[column.name] for column in (Units.unit, Units.full_name, Units.other_names))
    for unit, full_name, others in zip(*columns, strict=True):
        for name in (unit, full_name, *others):
            if isinstance(name, str):
                names.setdefault(name, unit)
    return names


def _apply(desk: MergeDesk, fresh: Sequence[FileResult], context: Context) -> None:
    """Everything the files bring, in one save."""
    moment = f"{context.now:%Y-%m-%d %H:%M:%S}"
    conflicts = read_conflicts(desk)
    describer = Describer(desk.master, desk.names())
    for one in fresh:
        one.listed = to_list(iter(one.listed), desk.known(one.number))
        conflicts.close(one.superseded, moment, context.operator, _LATER)
        conflicts.put(one.listed, describer)
        if one.package is not None:
            one.state = State.APPLIED
            register_return(desk, one.number, one.state, one.counts, context.now)
            register_report(desk, one.package, context.today)
    know_units(desk, conflicts)
    overwritten = [change for one in fresh for change in _overwritten(desk, one)]
    written = sum(len(one.written) for one in fresh)
    result = (
        f"回收{len(fresh)}份，写入{written}格，列入{Conflicts.title}{sum(len(one.listed) for one in fresh)}条"
    )
    save_merge(desk, conflicts, overwritten, OPERATION, result, [one.fingerprint for one in fresh], context)


def _overwritten(desk: MergeDesk, result: FileResult) -> list[Overwritten]:
    changes = []
    for one in result.written:
        if one.master is not None:
            table = desk.master(one.sheet)
            row = table.row(one.position) if table is not None else {}
            source = f"回收{result.unit}"
            changes.append(
                Overwritten(one.sheet, one.sheet.column(one.column), row, one.master, one.taken, source)
            )
    return changes


def _slips(desk: MergeDesk, fresh: Sequence[FileResult]) -> list[Path]:
    """退件单 of every package with something to be put right."""
    wrong: dict[str, list[Listed]] = {}
    units = {}
    for one in fresh:
        found = [listed for listed in one.listed if listed.kind in _TO_BE_SLIPPED]
        if one.package is not None and found:
            wrong.setdefault(one.number, []).extend(found)
            units[one.number] = one.unit
    return [
        write_slip(
            record_folder(desk.book.path, number),
            number,
            units[number],
            [slip_line(listed, desk.master(SHEETS[listed.sheet])) for listed in found],
        )
        for number, found in wrong.items()
    ]


def _as_json(one: FileResult) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "unit": one.unit or None,
        "number": one.number or None,
        "state": one.state.value,
        "reason": str(one.refused.error) if one.refused else None,
        "counts": {kind.value: one.counts[kind] for kind in MergeKind},
        "changed": one.changed,
    }


def _lines(data: dict[str, Any], results: Sequence[FileResult]) -> list[str]:
    lines = [_file_line(one) for one in results[:SHOWN]]
    if len(results) > SHOWN:
        lines.append(f"…共{len(results)}个文件，全部见 --json。")
    late = [one["unit"] for one in data["not_returned"]]
    if late:
        lines.append(f"尚未交回{len(late)}家：{'、'.join(late[:SHOWN])}{'等' if len(late) > SHOWN else ''}。")
    lines += _slip_lines(data["slips"])
    return [*lines, _last_line(data)]


def _slip_lines(paths: Sequence[str]) -> list[str]:
    more = [f"…共{len(paths)}份退件单，全部见 --json。"] if len(paths) > SHOWN else []
    return [*(f"退件单：{path}" for path in paths[:SHOWN]), *more]


def _file_line(one: FileResult) -> str:
    if one.refused is not None:
        return f"{one.path.name}　{one.state}：{one.refused.error}"
    told = "、".join(f"{kind}{one.counts[kind]}" for kind in MergeKind if one.counts[kind])
    return f"{one.path.name}　{one.unit or '单位不明'}　{one.state}：{told or '没有变化'}。"


def _last_line(data: dict[str, Any]) -> str:
    if not any(one["state"] in (State.WAITING, State.APPLIED, State.TWO_WAY) for one in data["packages"]):
        return "没有新的内容，台账保持原样。"
    if not data["applied"]:
        return f"以上是预览：写入{data['written']}格，待人工处理{data['listed']}条，还没有并入台账。加 --apply 并入。"
    waiting = (
        f"，{data['listed']}条列在{Conflicts.title}，选择后运行 liangdeng resolve" if data["listed"] else ""
    )
    return f"已并入台账：写入{data['written']}格{waiting}。需要退回时用 liangdeng undo。"
