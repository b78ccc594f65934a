"""合并纪要：what a document says of each item against what was written, what was seen since, and the master now.

The rules are those of a return (addin/exchange/fields.py); only what is equal is asked in the minutes' own way: a
cell that reads as it was printed was not touched, whatever the program that saved it made of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from addin.exchange.canonical import canonical
from addin.exchange.fields import WRITTEN, MergeKind, RowState, Standing, decide, is_changed
from addin.exchange.merging import CellOutcome, RowOutcome, TableMerge
from addin.exchange.normal import Taken, text_key
from addin.exchange.readback.columns import COLUMNS, TAKEN, shown_title, stem_of
from addin.exchange.readback.finding_rows import Found, FoundRow, doubts
from addin.exchange.readback.matching import Matched, Written, match_items
from addin.exchange.readback.repeats import is_doubled
from addin.exchange.readback.values import Reader
from addin.exchange.seen import AcceptedRow
from addin.exchange.tables import MasterTable
from addin.ledger.text import match_key
from addin.schema import Column, Resolutions
from addin.workbook.port import CellValue

_DOUBLED = "文字重复出现，可能是程序另存时造成的"
_MASKED = "写文书时这一格有隐去的内容，不能整格写回"
_SERIAL = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True, slots=True)
class ItemBase:
    """事项底稿：values as they stood in the master, texts as they stood in the document ({}: only values to go by)."""

    values: Mapping[str, CellValue]
    printed: Mapping[str, str] = field(default_factory=dict)
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """要合并的一份：`items` by row id, what was `seen` since, `rows` as found, `two_way` where there is no base to
    trust; `meeting` 会议编号 of new items, `accepted` row ids of new items taken in before, by hash of content."""

    items: Mapping[str, ItemBase]
    seen: Mapping[tuple[str, str], CellValue]
    rows: Sequence[FoundRow]
    two_way: bool = False
    meeting: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MinutesMerge:
    """合并结果：`absent` are the numbers of items that the document no longer has."""

    table: TableMerge
    absent: list[str]


def base_items(
    row_ids: Sequence[str],
    rows: Sequence[Mapping[str, CellValue]],
    printed: Mapping[str, Mapping[str, str]],
    accepted: Sequence[AcceptedRow] = (),
) -> dict[str, ItemBase]:
    """What was written, and new items of the same minutes that were taken in since."""
    written = {
        row_id: ItemBase(values, printed.get(row_id, {}))
        for row_id, values in zip(row_ids, rows, strict=True)
    }
    return written | {one.row_id: ItemBase(one.values, accepted=True) for one in accepted}


def merge_minutes(minutes: Minutes, master: MasterTable, reader: Reader) -> MinutesMerge:
    """Every cell gets one kind. The master is not changed here."""
    known = {
        place: minutes.accepted[sign]
        for place, row in enumerate(minutes.rows)
        if (sign := sign_of(row)) in minutes.accepted
    }
    matched = match_items([*_written(minutes, reader)], minutes.rows, known)
    merge = TableMerge(absent=0 if minutes.two_way else len(matched.absent), matched=len(matched.pairs))
    for row, row_id, doubt in matched.pairs:
        _Row(minutes, master, reader, row, row_id, doubt).merge_into(merge)
    merge.rows += _other_rows(matched, minutes, master, reader)
    absent = [] if minutes.two_way else matched.absent
    return MinutesMerge(merge, [_number(minutes.items[row_id], row_id) for row_id in absent])


def _written(minutes: Minutes, reader: Reader) -> Iterator[Written]:
    for row_id, item in minutes.items.items():
        content = item.values.get(Resolutions.resolution.name)
        yield Written(row_id, _number(item, ""), str(content or ""))


def _number(item: ItemBase, otherwise: str) -> str:
    return str(item.values.get(Resolutions.number.name) or otherwise)


@dataclass(frozen=True, slots=True)
class _Row:
    """One item of the document beside its base and the master's row."""

    minutes: Minutes
    master: MasterTable
    reader: Reader
    row: FoundRow
    row_id: str
    doubt: str

    def merge_into(self, merge: TableMerge) -> None:
        own = dict(doubts(self.row, stem_of(self.row_id)))
        for name, found in self.row.cells.items():
            outcome = self._outcome(found, Resolutions.column(name), own[name] or self.doubt)
            if outcome is None:
                merge.untouched += 1
            else:
                merge.cells.append(outcome)

    @property
    def _at(self) -> int:
        item = self.minutes.items[self.row_id]
        number = match_key(_number(item, ""))
        return self.master.position(self.row_id, (number,) if number else None)

    def _outcome(self, found: Found, column: Column, doubt: str) -> CellOutcome | None:
        """None for a cell that nobody touched."""
        item, at = self.minutes.items[self.row_id], self._at
        sent = item.values.get(column.name)
        seen = self.minutes.seen.get((self.row_id, column.name), sent)
        taken = self._taken(found, column, sent, item)
        keys = [self.reader.key(value, column) for value in (sent, seen, taken.value)]
        if taken.problem and taken.value is None:
            keys[2] = text_key(found.text)
        master = (
            self.master.values(column.name)[at] if at >= 0 and column.name in self.master.columns else None
        )
        standing = Standing(
            keys[0], keys[1], self.reader.key(master, column), keys[2],
            column.name in TAKEN, not taken.problem, RowState.PRESENT if at >= 0 else RowState.DELETED,
        )  # fmt: skip
        if not is_changed(standing):
            return None
        kind = decide(standing)
        if kind in WRITTEN and (doubt or self.minutes.two_way):
            kind = MergeKind.CONFLICT
        place = f"{found.place}：{doubt}" if doubt else found.place
        returned = sent if keys[2] == keys[0] else found.text if taken.problem else taken.value
        problem = f"{taken.problem}；{taken.advice}" if taken.problem and taken.advice else taken.problem
        return CellOutcome(
            kind, Resolutions, self.row_id, column.name, at, sent, seen, master, returned, taken.value, place,
            problem, dict(item.values) if self.master.position(self.row_id) < 0 else {},
        )  # fmt: skip

    def _taken(self, found: Found, column: Column, sent: CellValue, item: ItemBase) -> Taken:
        """What the cell would be written as; its own base where it reads as it was printed."""
        printed = item.printed.get(column.name)
        text = text_key(found.text)
        if printed is not None and text == text_key(printed):
            return Taken(sent)
        if item.accepted and column.name not in TAKEN and not text:
            return Taken(sent)  # a new item is given its number in the ledger, not in the document
        before = text_key(printed or "")
        if is_doubled(text, before, found.controlled):
            return Taken(None, _DOUBLED, "请核对原文后手工填写")
        plain = self.reader.printed(sent, column)
        if printed is not None and plain is not None and text_key(plain) != before:
            return Taken(None, _MASKED, "请在台账里修改")
        return self.reader.taken(found.text, column)


# --- rows that are no item that was written -------------------------------------------------------


def sign_of(row: FoundRow) -> str:
    """Hash of what a row says, by which a new item is known again."""
    cells = {
        column.name: text
        for column in COLUMNS
        if (text := text_key(row.text(column))) and not (column is Resolutions.code and text == "—")
    }
    return hashlib.sha256(canonical([Resolutions.__name__, cells])).hexdigest()[:32]


def _other_rows(
    matched: Matched, minutes: Minutes, master: MasterTable, reader: Reader
) -> Iterator[RowOutcome]:
    numbers = _Numbers(minutes, master)
    for row in matched.new:
        yield _row_outcome(MergeKind.NEW_ROW, row, "", reader, numbers, minutes.meeting)
    for row, row_id in matched.repeated:
        yield _row_outcome(MergeKind.REPEATED_ROW, row, row_id, reader)
    for row, stem in matched.foreign:
        yield _row_outcome(MergeKind.FOREIGN_ROW, row, stem, reader)


def _row_outcome(
    kind: MergeKind,
    row: FoundRow,
    row_id: str,
    reader: Reader,
    numbers: _Numbers | None = None,
    meeting: str = "",
) -> RowOutcome:
    """Values that cannot be read are told and not taken over."""
    values: dict[str, CellValue] = {}
    problems = []
    for column in COLUMNS:
        taken = reader.taken(row.text(column), column)
        if taken.problem:
            problems.append(f"{shown_title(column.name)}：{taken.problem}")
        elif taken.value is not None:
            values[column.name] = taken.value
    if numbers is not None:
        values[Resolutions.number.name] = values.get(Resolutions.number.name) or numbers.next()
        values |= {Resolutions.meeting.name: meeting} if meeting else {}
    kept = {name: value for name, value in values.items() if value is not None}
    return RowOutcome(kind, Resolutions, row_id, kept, sign_of(row), row.place, "；".join(problems))


class _Numbers:
    """事项编号 for new items: behind those of the meeting, none that stands in the ledger."""

    def __init__(self, minutes: Minutes, master: MasterTable) -> None:
        own = [number for item in minutes.items.values() if (number := _number(item, ""))]
        last = _SERIAL.fullmatch(own[-1]) if own else None
        self._prefix, self._width = (last[1], len(last[2])) if last else ("", 0)
        standing = [*own, *map(str, master.values(Resolutions.number.name))]
        standing += [row.text(Resolutions.number).strip() for row in minutes.rows]
        serials = [
            match[2] for one in standing if (match := _SERIAL.fullmatch(one)) and match[1] == self._prefix
        ]
        self._last = max(map(int, serials), default=0)

    def next(self) -> str | None:
        if not self._width:
            return None
        self._last += 1
        return f"{self._prefix}{self._last:0{self._width}d}"
