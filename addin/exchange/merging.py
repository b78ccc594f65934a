"""合并：one returned table against its own base, what was seen since, and the master as it stands now.

Every returned cell gets exactly one kind; what changed is either written, found to agree, or listed for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from addin.exchange.fields import SETTLED, WRITTEN, MergeKind, RowState, Standing, decide
from addin.exchange.normal import Taken, keys_of, taken_values
from addin.exchange.returned_tables import ReturnedTable
from addin.exchange.rows import Matching, ReturnedRows, SentRows, match_rows
from addin.exchange.tables import KeyedTable, MasterTable
from addin.schema import Owner, Sheet
from addin.workbook.port import CellValue

FORMULA = "=…"
"""The key of a formula without a result; no text has it, whose formulas stand as texts."""

Seen = Mapping[tuple[str, str], CellValue]
"""L of one sheet: (行标识, column's name) → the value last seen from the unit, where it is not b0."""


@dataclass(frozen=True, slots=True)
class Terms:
    """合并条件：`unit` whose rows they must be (None: not asked). `two_way`: there is no base to trust, so nothing
    is written by itself. `all_columns`: another copy of the master, where every typed column may be changed."""

    unit: str | None = None
    two_way: bool = False
    all_columns: bool = False

    def compares(self, owner: Owner) -> bool:
        """What is computed is only shown to a unit; without a base nobody can say that it changed it."""
        return owner is not Owner.COMPUTED or not self.two_way

    def allows(self, owner: Owner) -> bool:
        return owner is Owner.UNIT or (self.all_columns and owner is not Owner.COMPUTED)


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """一格的结果：values as they stand, not normalised; `position` in the master, −1 where the row is gone. `row` is
    what was sent of a row that the master does not have by its 行标识."""

    kind: MergeKind
    sheet: type[Sheet]
    row_id: str
    column: str
    position: int
    sent: CellValue
    seen: CellValue
    master: CellValue
    returned: CellValue
    taken: CellValue
    place: str
    problem: str = ""
    row: Mapping[str, CellValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """一行的结果：a new, repeated or foreign row; `values` as they would be written, `sign` hash of its content."""

    kind: MergeKind
    sheet: type[Sheet]
    row_id: str
    values: Mapping[str, CellValue]
    sign: str
    place: str
    problem: str = ""


@dataclass(slots=True)
class TableMerge:
    """一张表的合并结果：`untouched` cells and `absent` rows are only counted; `rows` returned are `matched`."""

    cells: list[CellOutcome] = field(default_factory=list)
    rows: list[RowOutcome] = field(default_factory=list)
    untouched: int = 0
    absent: int = 0
    matched: int = 0

    @property
    def counts(self) -> Counter[MergeKind]:
        counts = Counter(one.kind for one in self.cells)
        counts.update(one.kind for one in self.rows)
        counts[MergeKind.UNTOUCHED] += self.untouched
        counts[MergeKind.ABSENT_ROW] += self.absent
        return counts

    @property
    def changed(self) -> int:
        """Cells with r ≠ b0 or L ≠ b0: the sum of all kinds of cells but 未动."""
        return len(self.cells)

    def written(self) -> Iterator[CellOutcome]:
        return (one for one in self.cells if one.kind in WRITTEN)

    def listed(self) -> Iterator[CellOutcome | RowOutcome]:
        """What waits for a person."""
        yield from (one for one in self.cells if one.kind not in SETTLED)
        yield from self.rows


def merge_table(
    base: KeyedTable,
    returned: ReturnedTable,
    master: MasterTable,
    terms: Terms,
    seen: Seen,
    accepted: Mapping[str, int],
) -> TableMerge:
    """`accepted`: hash of content → place in `base` of new rows taken in before. The master is not changed here."""
    matching = match_rows(
        SentRows(base.ids, base.row_keys),
        ReturnedRows(returned.ids, returned.row_keys, returned.content, returned.sign),
        accepted,
    )
    pairs = _Pairs(base, returned, master, terms, matching)
    merge = TableMerge(absent=0 if terms.two_way else len(matching.absent), matched=len(matching.pairs))
    for name in returned.columns:
        asked = terms.compares(returned.sheet.column(name).owner)
        if asked and name in base.columns and name in master.columns:
            cells = pairs.column(name, _seen_in(seen, name, pairs))
            merge.cells += cells
            merge.untouched += len(matching.pairs) - len(cells)
    merge.rows += _row_outcomes(returned, base, matching)
    return merge


def apply(merge: TableMerge, master: MasterTable) -> None:
    """Put what is to be written into the master."""
    for one in merge.written():
        master.set(one.position, one.column, one.taken)


def _seen_in(seen: Seen, name: str, pairs: _Pairs) -> dict[int, CellValue]:
    """Place among the pairs → the value last seen there."""
    return {
        pairs.by_id[row_id]: value
        for (row_id, column), value in seen.items()
        if column == name and row_id in pairs.by_id
    }


class _Pairs:
    """对上的行：returned, sent and standing rows side by side, as arrays of places."""

    def __init__(
        self, base: KeyedTable, returned: ReturnedTable, master: MasterTable, terms: Terms, matching: Matching
    ) -> None:
        self.base, self.returned, self.master, self.terms = base, returned, master, terms
        places = np.array(matching.pairs, dtype=np.int64).reshape(-1, 2)
        self.returned_at, self.base_at = places[:, 0], places[:, 1]
        self.ids = [base.ids[place] for place in self.base_at]
        keys = [base.row_keys[place] for place in self.base_at]
        found = map(master.position, self.ids, keys)
        self.master_at = np.fromiter(found, dtype=np.int64, count=len(keys))
        self.states = [self._state(row_id, at) for row_id, at in zip(self.ids, self.master_at, strict=True)]
        self.by_id = {row_id: place for place, row_id in enumerate(self.ids) if row_id}

    def _state(self, row_id: str, at: int) -> RowState:
        if at < 0:
            return RowState.DELETED
        owner = self.master.owners.get(row_id)
        if self.terms.unit is None or owner is None or owner == self.terms.unit:
            return RowState.PRESENT
        return RowState.HANDED_OVER

    def column(self, name: str, seen: Mapping[int, CellValue]) -> list[CellOutcome]:
        """The outcomes of the column's changed cells, from top to bottom of the returned table."""
        sent, returned = self.base.keys(name)[self.base_at], self.returned.keys(name)[self.returned_at]
        for place in self._formulas_without_result(name, returned):
            returned[place] = FORMULA
        last = sent.copy()
        for place, value in seen.items():
            last[place] = self._key(name, value)
        changed = np.flatnonzero((returned != sent) | (last != sent)).tolist()
        if not changed:
            return []
        values = [self.returned.values(name)[self.returned_at[place]] for place in changed]
        taken = taken_values(values, self.returned.sheet.column(name))
        master = self.master.keys(name)
        theirs = self.terms.allows(self.returned.sheet.column(name).owner)
        outcomes = []
        for place, one in zip(changed, taken, strict=True):
            at = self.master_at[place]
            problem = self._problem(place, name, one)
            standing = Standing(
                sent[place],
                last[place],
                master[at] if at >= 0 else "",
                returned[place],
                theirs,
                not problem,
                self.states[place],
            )
            outcomes.append(self._outcome(self._kind(standing), place, name, one, problem, seen))
        return outcomes

    def _formulas_without_result(self, name: str, keys: np.ndarray) -> list[int]:
        """A formula that nobody has computed yet is no blank cell."""
        if not self.returned.has_formulas:
            return []
        blank = np.flatnonzero(keys == "").tolist()
        return [place for place in blank if self.returned.is_formula(int(self.returned_at[place]), name)]

    def _key(self, name: str, value: CellValue) -> object:
        return keys_of([value], self.base.sheet.column(name))[0]

    def _problem(self, place: int, name: str, taken: Taken) -> str:
        if self.returned.is_formula(int(self.returned_at[place]), name):
            return "这一格是公式，不能代替填报的内容；请直接填写数值或文字"
        return f"{taken.problem}；{taken.advice}" if taken.problem and taken.advice else taken.problem

    def _kind(self, standing: Standing) -> MergeKind:
        kind = decide(standing)
        return MergeKind.CONFLICT if self.terms.two_way and kind in WRITTEN else kind

    def _outcome(
        self,
        kind: MergeKind,
        place: int,
        name: str,
        taken: Taken,
        problem: str,
        seen: Mapping[int, CellValue],
    ) -> CellOutcome:
        at, row = int(self.master_at[place]), int(self.returned_at[place])
        sent = self.base.values(name)[self.base_at[place]]
        return CellOutcome(
            kind,
            self.returned.sheet,
            self.ids[place],
            name,
            at,
            sent,
            seen.get(place, sent),
            self.master.values(name)[at] if at >= 0 else None,
            self.returned.values(name)[row],
            taken.value,
            self.returned.place(row, name),
            problem,
            self.base.row(self.base_at[place]) if self.master.position(self.ids[place]) < 0 else {},
        )


def _row_outcomes(returned: ReturnedTable, base: KeyedTable, matching: Matching) -> Iterator[RowOutcome]:
    for row in matching.new:
        yield _row_outcome(MergeKind.NEW_ROW, returned, row, "")
    for place, rows in matching.repeated:
        for row in rows:
            yield _row_outcome(MergeKind.REPEATED_ROW, returned, row, base.ids[place])
    for row in matching.foreign:
        yield _row_outcome(MergeKind.FOREIGN_ROW, returned, row, returned.ids[row])


def _row_outcome(kind: MergeKind, returned: ReturnedTable, row: int, row_id: str) -> RowOutcome:
    """Values that are not of their column's type, or computed by a formula, are told and not taken over."""
    values: dict[str, CellValue] = {}
    problems = []
    for name in returned.columns:
        column = returned.sheet.column(name)
        if column.owner is Owner.COMPUTED:
            continue
        taken = taken_values([returned.values(name)[row]], column)[0]
        if taken.problem:
            problems.append(taken.problem)
        elif returned.is_formula(row, name):
            problems.append(f"{column.title}是公式")
        elif taken.value is not None:
            values[name] = taken.value
    return RowOutcome(
        kind, returned.sheet, row_id, values, returned.sign(row), returned.place(row), "；".join(problems)
    )
