"""处理：the choices made on 冲突处理, applied to the master where it still stands as it was shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from addin.exchange.conflict_sheet import SHEETS, Masters, Row, shown
from addin.exchange.conflicts import KEEP, SEND_BACK, TAKE, TYPE, place_of
from addin.exchange.fields import MergeKind
from addin.exchange.normal import keys_of, taken_values
from addin.exchange.seen import AcceptedRow, Cell, Listed
from addin.exchange.tables import MasterTable
from addin.ledger.reading import plain, quoted
from addin.ledger.text import tidy
from addin.schema import Conflicts, Owner
from addin.workbook.port import CellValue


class Answer(StrEnum):
    """处理结果：the keys of `counts` of resolve, besides the four choices."""

    REISSUED = "重新列出"
    REFUSED = "未能处理"
    WAITING = "未选择"


@dataclass(slots=True)
class Resolved:
    """处理结果：`decided` choices by 冲突号, `last` the cells whose returned value was taken; `refused` (row, why);
    `reissued` listed anew; what was written."""

    counts: Counter[str] = field(default_factory=Counter)
    decided: dict[str, str] = field(default_factory=dict)
    last: dict[str, tuple[Cell, CellValue]] = field(default_factory=dict)
    rows: list[tuple[Listed, AcceptedRow]] = field(default_factory=list)
    reissued: list[Listed] = field(default_factory=list)
    refused: list[tuple[Row, str]] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Written:
    """一格写入：`old` as it stood, `new` as it was written."""

    listed: Listed
    old: CellValue
    new: CellValue


def resolve(
    rows: Iterable[Row], known: Callable[[str], Listed | None], master: Masters, row_ids: Callable[[], str]
) -> Resolved:
    """Apply the choices of rows that nobody has dealt with. `known` finds what a 冲突号 stands for."""
    done = Resolved()
    for row in rows:
        choice = tidy(plain(row[Conflicts.choice.name]))
        if choice is None:
            done.counts[Answer.WAITING] += 1
            continue
        listed = known(str(row[Conflicts.conflict_id.name]))
        table = None if listed is None else master(SHEETS[listed.sheet])
        if choice not in Conflicts.choice.choices:
            _refuse(done, row, f"选择{quoted(choice)}不在可选值中")
        elif listed is None or table is None:
            _refuse(done, row, "没有这一行的回收记录，请重新回收来件")
        elif choice in (KEEP, SEND_BACK):
            _decide(done, listed, choice)
        elif listed.column:
            _resolve_cell(done, row, listed, table, choice)
        else:
            _resolve_row(done, row, listed, table, choice, row_ids)
    return done


def _refuse(done: Resolved, row: Row, why: str) -> None:
    done.counts[Answer.REFUSED] += 1
    done.refused.append((row, why))


def _decide(done: Resolved, listed: Listed, choice: str) -> None:
    done.counts[choice] += 1
    done.decided[listed.conflict_id] = choice


def _resolve_cell(done: Resolved, row: Row, listed: Listed, table: MasterTable, choice: str) -> None:
    column = table.sheet.column(listed.column)
    at = place_of(listed, table)
    why = _impossible(listed, table, at, choice)
    value, wrong = _chosen(row, listed, table, choice)
    if why or wrong:
        _refuse(done, row, why or wrong)
        return
    old = table.values(column.name)[at]
    was, now, wanted = keys_of([listed.master, old, value], column)
    if now not in (was, wanted):
        done.counts[Answer.REISSUED] += 1
        done.reissued.append(replace(listed, master=old))
        return
    if now != wanted:
        table.set(at, column.name, value)
        done.written.append(Written(listed, old, value))
    if choice == TAKE:
        done.last[listed.conflict_id] = listed.cell, value
    _decide(done, listed, choice)


def _impossible(listed: Listed, table: MasterTable, at: int, choice: str) -> str:
    column = table.sheet.column(listed.column)
    if at < 0:
        return "这一行已不在台账，不能写入；请选“保留现值”或“退回单位”"
    if column.owner is Owner.COMPUTED:
        return f"{column.title}由程序计算，不能写入；请选“保留现值”或“退回单位”"
    if choice == TAKE and listed.problem:
        return f"返回值不能采用（{listed.problem}）；请选“手工填写”或“退回单位”"
    return ""


def _chosen(row: Row, listed: Listed, table: MasterTable, choice: str) -> tuple[CellValue, str]:
    """The value to be written, and what is wrong with it."""
    if choice == TAKE:
        return listed.taken, ""
    typed = row[Conflicts.manual_value.name]
    if tidy(plain(typed)) is None:
        return None, "选了“手工填写”，手工值却是空的"
    taken = taken_values([typed], table.sheet.column(listed.column))[0]
    return taken.value, taken.problem


def _resolve_row(
    done: Resolved, row: Row, listed: Listed, table: MasterTable, choice: str, row_ids: Callable[[], str]
) -> None:
    why = _not_to_be_added(listed, table, choice)
    if why:
        _refuse(done, row, why)
        return
    row_id = listed.row_id or row_ids()
    table.add(row_id, listed.values)
    sign = str(listed.returned)
    done.rows.append((listed, AcceptedRow(listed.sheet, row_id, sign, listed.values)))
    _decide(done, listed, choice)


def _not_to_be_added(listed: Listed, table: MasterTable, choice: str) -> str:
    if listed.kind != MergeKind.NEW_ROW:
        return f"{listed.kind}不能整行采用，请在台账里核对后选“保留现值”，或选“退回单位”"
    if choice == TYPE:
        return "新增行不能手工填写；请选“采用返回值”后在台账里修改"
    keys = table.sheet.keys()
    same = [set(table.places_of(column.name, listed.values.get(column.name))) for column in keys]
    if same and set.intersection(*same):
        named = "、".join(shown(listed.values.get(column.name), column) or "" for column in keys)
        return f"台账里已有主键为{quoted(named)}的行，不能再加一行"
    return ""
