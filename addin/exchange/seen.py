"""已见：what earlier returns of a package brought, kept beside the package and never in the workbook.

It is written before the master is saved, in batches, and a batch counts only where the master's 操作日志 names
it. So a save that failed, or was undone, leaves nothing behind that a later merge would believe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from addin.exchange.canonical import decoded, encoded
from addin.workbook.port import CellError, CellValue

Cell = tuple[str, str, str]
"""(sheet's class name, 行标识, column's name)."""

Written = Mapping[str, Mapping[Cell, CellValue]]
"""Cells that a run wrote, under the words for where their values came from."""


@dataclass(frozen=True, slots=True)
class Listed:
    """一条待处理：what a row of 冲突处理 stands for, in values instead of words.

    `column` "" is a whole row: its `values` by column name; of a cell they are what was sent of its row, where the
    master did not have it by its 行标识. `taken` is what 采用返回值 would write (for a cell).
    """

    conflict_id: str
    kind: str
    sheet: str
    row_id: str
    column: str
    unit: str
    sent: CellValue
    master: CellValue
    returned: CellValue
    taken: CellValue
    place: str
    problem: str = ""
    values: Mapping[str, CellValue] = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        return self.sheet, self.row_id, self.column


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """采纳的新行：a new row of the unit that the office took in, with the row id it was given."""

    sheet: str
    row_id: str
    content: str
    values: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class Batch:
    """一批：what one run of collect, resolve or compare learned of one package.

    `files` and `signatures` are SHA-256 of returns processed (bytes; data). `last` are values taken note of as
    the unit's, `decided` the choices made, by 冲突号. `written` are the values that the run put into the master,
    under words that say where from: "市住建局 2022-10-05交回"; None in a record made before that was kept.
    """

    number: str
    files: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    last: Mapping[Cell, CellValue] = field(default_factory=dict)
    rows: tuple[AcceptedRow, ...] = ()
    listed: tuple[Listed, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    written: Written | None = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """What all batches that count say together."""

    files: set[str] = field(default_factory=set)
    signatures: set[str] = field(default_factory=set)
    last: dict[Cell, CellValue] = field(default_factory=dict)
    rows: dict[str, AcceptedRow] = field(default_factory=dict)
    listed: dict[str, Listed] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    written: dict[Cell, tuple[CellValue, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Batch) -> Known:
        """What one batch says."""
        known = cls()
        known.learn(batch)
        return known

    def learn(self, batch: Batch) -> None:
        """Add a batch; of two that speak of one cell the later counts."""
        self.files.update(batch.files)
        self.signatures.update(batch.signatures)
        self.last.update(batch.last)
        self.rows.update({row.content: row for row in batch.rows})
        self.listed.update({one.conflict_id: one for one in batch.listed})
        self.decided.update(batch.decided)
        for source, cells in (batch.written or {}).items():
            self.written.update({cell: (value, source) for cell, value in cells.items()})


@dataclass(frozen=True, slots=True)
class Seen:
    """已见：the batches of one package, oldest first."""

    batches: tuple[Batch, ...] = ()

    def known(self, counts: Callable[[str], bool] = lambda number: True) -> Known:
        """All of the batches that `counts` confirms by their number."""
        known = Known()
        for batch in self.batches:
            if counts(batch.number):
                known.learn(batch)
        return known

    def with_batch(self, batch: Batch, counts: Callable[[str], bool] = lambda number: True) -> Seen:
        """With one more; those that never came to count are dropped."""
        kept = (one for one in self.batches if one.number != batch.number and counts(one.number))
        return Seen((*kept, batch))

    def to_json(self) -> list[dict[str, Any]]:
        return [_batch_as_json(batch) for batch in self.batches]

    @classmethod
    def from_json(cls, content: Iterable[Mapping[str, Any]]) -> Seen:
        """Raises KeyError, TypeError, ValueError for anything that `to_json` did not write."""
        return cls(tuple(_batch_from_json(one) for one in content))


def _batch_as_json(batch: Batch) -> dict[str, Any]:
    return {
        "number": batch.number,
        "files": list(batch.files),
        "signatures": list(batch.signatures),
        "last": [[*cell, _spelt(value)] for cell, value in batch.last.items()],
        "rows": [[row.sheet, row.row_id, row.content, _values(row.values)] for row in batch.rows],
        "listed": [_listed_as_json(one) for one in batch.listed],
        "decided": dict(batch.decided),
        **_written_as_json(batch),
    }


def _written_as_json(batch: Batch) -> dict[str, Any]:
    """A cell whose value stands in `last` too, as nearly all do, by its place there."""
    if batch.written is None:
        return {}
    places = {cell: place for place, cell in enumerate(batch.last)}

    def told(cell: Cell, value: CellValue) -> object:
        same = cell in places and _spelt(batch.last[cell]) == _spelt(value)
        return places[cell] if same else [*cell, _spelt(value)]

    return {
        "written": {
            source: [told(cell, value) for cell, value in cells.items()]
            for source, cells in batch.written.items()
        }
    }


def _written_from_json(content: Mapping[str, Any]) -> Written | None:
    if "written" not in content:
        return None
    last = [((sheet, row, column), value) for sheet, row, column, value in content["last"]]

    def read(told: Any) -> tuple[Cell, CellValue]:
        cell, value = last[told] if isinstance(told, int) else (tuple(told[:3]), told[3])
        return cell, _read(value)

    return {source: dict(map(read, cells)) for source, cells in content["written"].items()}


def _batch_from_json(content: Mapping[str, Any]) -> Batch:
    return Batch(
        content["number"],
        tuple(content["files"]),
        tuple(content["signatures"]),
        {(sheet, row, column): _read(value) for sheet, row, column, value in content["last"]},
        tuple(
            AcceptedRow(sheet, row, key, {name: _read(value) for name, value in values.items()})
            for sheet, row, key, values in content["rows"]
        ),
        tuple(_listed_from_json(one) for one in content["listed"]),
        dict(content["decided"]),
        _written_from_json(content),
    )


_TEXTS = ("conflict_id", "kind", "sheet", "row_id", "column", "unit", "place", "problem")
_VALUES = ("sent", "master", "returned", "taken")


def _listed_as_json(one: Listed) -> dict[str, Any]:
    texts: dict[str, Any] = {name: getattr(one, name) for name in _TEXTS}
    values = {name: _spelt(getattr(one, name)) for name in _VALUES}
    return texts | values | {"values": _values(one.values)}


def _listed_from_json(content: Mapping[str, Any]) -> Listed:
    texts: dict[str, Any] = {name: content[name] for name in _TEXTS}
    values: dict[str, Any] = {name: _read(content[name]) for name in _VALUES}
    return Listed(**texts, **values, values={name: _read(value) for name, value in content["values"].items()})


def _values(values: Mapping[str, CellValue]) -> dict[str, object]:
    return {name: _spelt(value) for name, value in values.items()}


def _spelt(value: CellValue) -> object:
    """As a package's values; an error value or a time of day, which no package holds, by its text."""
    if isinstance(value, CellError):
        return ["误", value.text]
    try:
        return encoded(value)
    except TypeError:
        return str(value)


def _read(value: object) -> CellValue:
    if isinstance(value, list) and value[0] == "误":
        return CellError(value[1])
    return decoded(value)
