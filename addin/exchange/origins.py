"""来历：whose value stands in a cell of the master, as far as what earlier runs kept tells for certain; never guessed.

The last value that a run of ours wrote into the cell, over all packages, comparisons and minutes, is known with its
words. Where the master still says the same, these are its origin; what a person typed since is told as such.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from addin.errors import ProgramError
from addin.exchange import seen_store
from addin.exchange.conflicts import number_of
from addin.exchange.desk import MergeDesk
from addin.exchange.normal import keys_of
from addin.exchange.seen import Batch, Cell, Listed
from addin.schema import Column, Owner
from addin.workbook.port import CellValue

_NO_ANCESTOR = "DZ00000000"


@dataclass(frozen=True, slots=True)
class Since:
    """自何时起：how it is told that a value is as it was sent, the same again, changed here, or reckoned anew."""

    unchanged: str
    same: str
    changed: str
    reckoned: str


def _since(when: str, after: str) -> Since:
    return Since(f"{when}以来没有改", f"与{when}时相同", f"{after}在台账改的", f"{after}由程序重算的")


_SENT, _WRITTEN, _PARTED = _since("发出", "发出后"), _since("写出", "写出后"), _since("分开", "分开后")


@dataclass(frozen=True, slots=True)
class Origins:
    """`written` is what runs of ours wrote last, with its words; of `unsure` cells the records do not tell enough."""

    written: Mapping[Cell, tuple[CellValue, str]] = field(default_factory=dict)
    unsure: Collection[Cell] = frozenset()

    def of(self, one: Listed, column: Column) -> str:
        """In words for 台账现值, "" where nothing is known for certain."""
        if one.cell in self.unsure:
            return ""
        value, source = self.written.get(one.cell, (None, ""))
        standing, sent, wrote = keys_of([one.master, one.sent, value], column)
        if source and wrote == standing:
            return source
        since = _base(number_of(one.conflict_id))
        if since is None:
            return ""
        if standing == sent:
            return since.same if source else since.unchanged
        return since.reckoned if column.owner is Owner.COMPUTED else since.changed


def _base(number: str) -> Since | None:
    """What a conflict's 发出时 is: as sent, as written out, or as both copies of the ledger had it; None where
    there was nothing to go by but the master itself."""
    if number.startswith("LF") or number == _NO_ANCESTOR:
        return None
    if number.startswith("DZ"):
        return _PARTED
    return _SENT if number.startswith("CP") else _WRITTEN


def origins(desk: MergeDesk, cells: Collection[Cell]) -> Origins:
    """Of these cells, from all that was ever kept and from this run."""
    wanted = {cell for cell in cells if cell[1] and cell[2]}
    found = _Found(wanted)
    if not wanted:
        return Origins()
    try:
        for log in seen_store.every(desk.book.path):
            for batch in log.batches:
                if desk.was_saved(batch.number):
                    found.add(batch, desk.turn(batch.number))
    except ProgramError:  # of another package: what it would tell is lost
        return Origins(unsure=wanted)
    own = {cell: told for cell, told in desk.written.items() if cell in wanted}
    kept = {cell: (value, source) for cell, (_, value, source) in found.latest.items()}
    return Origins(kept | own, found.unsure - own.keys())


class _Found:
    """The latest writing of each cell among the batches that are added in any order."""

    def __init__(self, wanted: Collection[Cell]) -> None:
        self._wanted = frozenset(wanted)
        self.latest: dict[Cell, tuple[float, CellValue, str]] = {}
        self.unsure: set[Cell] = set()

    def add(self, batch: Batch, turn: int | None) -> None:
        """A record of before this was kept does not tell which of its values were written."""
        if batch.written is None or turn is None:
            self.unsure |= self._wanted & (set(batch.last) | set(_cells(batch)))
            return
        for source, cells in batch.written.items():
            for cell in self._wanted & cells.keys():
                if turn > self.latest.get(cell, (-math.inf,))[0]:
                    self.latest[cell] = turn, cells[cell], source


def _cells(batch: Batch) -> set[Cell]:
    """Those that the batch wrote."""
    return {cell for cells in (batch.written or {}).values() for cell in cells}
