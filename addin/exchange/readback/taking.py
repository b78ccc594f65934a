"""读回：one document against the master: what of it is taken, listed for a person, or only told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from addin.errors import ProgramError
from addin.exchange.collecting import NOTED, State, written_from
from addin.exchange.conflicts import listed_of, superseded
from addin.exchange.desk import MergeDesk
from addin.exchange.fields import MergeKind
from addin.exchange.merging import CellOutcome, apply
from addin.exchange.readback.base import MinutesBase, bases, folder_name
from addin.exchange.readback.documents import ReadDocument, base_of
from addin.exchange.readback.merging import ItemBase, Minutes, MinutesMerge, base_items, merge_minutes
from addin.exchange.readback.prose import Difference, differences
from addin.exchange.readback.values import Reader
from addin.exchange.returns import Refused
from addin.exchange.seen import Batch, Cell, Known, Listed
from addin.exchange.tables import MasterTable
from addin.findings import Finding, Level
from addin.ledger.phones import masked
from addin.schema import Conflicts, Letters, Resolutions
from addin.workbook.port import CellValue
from docgen.documents.minutes import NAME
from docgen.wording.cleaning import printable


@dataclass(slots=True)
class MinutesResult:
    """一份纪要的结果：as `addin.exchange.collecting.FileResult`; `absent` numbers of items it no longer has, `prose`
    what differs outside the items."""

    path: Path
    fingerprint: str
    state: State
    number: str = ""
    title: str = ""
    counts: Counter[MergeKind] = field(default_factory=Counter)
    written: list[CellOutcome] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    superseded: set[str] = field(default_factory=set)
    changed: int = 0
    absent: list[str] = field(default_factory=list)
    prose: list[Difference] = field(default_factory=list)
    tracked: int = 0
    findings: list[Finding] = field(default_factory=list)
    refused: Refused | None = None

    @property
    def says_something(self) -> bool:
        """Whether the ledger, 冲突处理 or what was seen would be another after it."""
        return bool(self.changed or self.listed)


class MinutesTaker:
    """读回人：takes documents one after the other; each sees what those before it brought. `void` are 登记号 of
    documents that no longer count."""

    def __init__(self, desk: MergeDesk, master: MasterTable, void: Collection[str] = ()) -> None:
        self.desk, self.master = desk, master
        self._void = frozenset(void)
        self._kept = bases(desk.book.path)
        self._reader = Reader.of(desk.ledger)

    def take(self, document: ReadDocument | Refused) -> MinutesResult:
        """Raises nothing: what is refused says why."""
        if isinstance(document, Refused):
            return MinutesResult(document.path, document.fingerprint, State.REFUSED, refused=document)
        try:
            return self._take(document)
        except ProgramError as error:
            refused = Refused(document.path, document.fingerprint, error)
            return MinutesResult(document.path, document.fingerprint, State.REFUSED, refused=refused)

    def _take(self, document: ReadDocument) -> MinutesResult:
        base = base_of(document, self._kept)
        self._refuse_unfit(document, base)
        number = folder_name(base.number) if base else f"LF{document.signature[:8].upper()}"
        state = State.WAITING if base else State.TWO_WAY
        result = MinutesResult(document.path, document.fingerprint, state, number)
        result.findings = list(document.findings)
        result.tracked = document.text.tracked
        known = self.desk.known(number)
        if document.fingerprint in known.files or document.signature in known.signatures:
            result.state = State.DONE
            return result
        if base is None:
            result.findings.append(_without_base(document))
        else:
            result.title = base.title
            result.prose = differences(base.prose, document.found.prose)
        self._merge(document, base, result, known)
        return result

    def _refuse_unfit(self, document: ReadDocument, base: MinutesBase | None) -> None:
        number = base.number if base else document.number
        if number and number in self._void:
            raise ProgramError(
                document.path.name,
                f"{number}已经作废",
                f"请核对文件；确要读回，先改{Letters.title}里它的状态",
            )
        if base is None and not document.found.rows:
            raise ProgramError(
                document.path.name, f"里面没有{Resolutions.title}表，读不回来", f"请核对是不是{NAME}"
            )

    def _merge(
        self, document: ReadDocument, base: MinutesBase | None, result: MinutesResult, known: Known
    ) -> None:
        minutes = self._minutes(document, base, known)
        merged: MinutesMerge = merge_minutes(minutes, self.master, self._reader)
        table = merged.table
        result.absent = merged.absent
        result.counts.update(table.counts)
        result.changed = table.changed
        result.superseded = superseded(table.cells, known, result.number)
        result.listed = list(listed_of(table, result.number, NAME, document.path.name))
        result.written = list(table.written())
        noted = [one for one in table.cells if one.kind in NOTED] if base else []
        last: dict[Cell, CellValue] = {
            (Resolutions.__name__, one.row_id, one.column): one.taken for one in noted
        }
        written = written_from(f"{NAME}{result.number} {self.desk.today}读回", result.written)
        batch = Batch(
            "",
            (document.fingerprint,),
            (document.signature,),
            last,
            listed=tuple(result.listed),
            written=written,
        )
        if result.says_something:
            self.desk.learn(result.number, batch)
        apply(table, self.master)

    def _minutes(self, document: ReadDocument, base: MinutesBase | None, known: Known) -> Minutes:
        rows = document.found.rows
        if base is None:
            return Minutes(self._standing(), {}, rows, two_way=True)
        names = base.table.columns
        values = [dict(zip(names, row, strict=True)) for row in base.table.rows]
        accepted = [one for one in known.rows.values() if one.sheet == Resolutions.__name__]
        items = base_items(base.row_ids, values, base.printed, accepted)
        seen = {
            (row, column): value
            for (sheet, row, column), value in known.last.items()
            if sheet == Resolutions.__name__
        }
        signs = {one.content: one.row_id for one in accepted}
        return Minutes(items, seen, rows, meeting=base.meeting, accepted=signs)

    def _standing(self) -> dict[str, ItemBase]:
        """The master's own rows, where there is no base to go by; telephone numbers as documents show them."""
        hides = self.desk.ledger.settings.mask_phones != "否"
        name = Resolutions.resolution.name
        found = {}
        for place, row_id in enumerate(self.master.ids):
            if row_id:
                values = self.master.row(place)
                content = printable(str(values.get(name) or ""))
                shown = masked(content) if hides else content
                found[row_id] = ItemBase(values, {name: shown} if shown != content else {})
        return found


def _without_base(document: ReadDocument) -> Finding:
    said = f"找不到{document.number}写出时的底稿" if document.number else "认不出是哪一份纪要"
    message = f"{said}，只能与台账现值两方比对，全部差异待确认"
    return Finding(
        Level.DOUBT, document.path.name, "", message, f"请核对文件，在{Conflicts.title}表中逐条选择"
    )


def told(prose: Sequence[Difference], most: int) -> list[str]:
    """Lines for a person."""
    lines = [f"  正文{one.kind}：{_short(one.before)} → {_short(one.after)}" for one in prose[:most]]
    if len(prose) > most:
        lines.append(f"  …正文共{len(prose)}处不同，全部见 --json。")
    return lines


def _short(text: str) -> str:
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”" if text else "（无）"
