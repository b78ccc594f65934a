"""对照的表：a sheet's rows as values and as comparable keys, whether sent, returned or standing in the master."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from addin.exchange.extracts import sent_value
from addin.exchange.normal import Key, key_reader, keys_of
from addin.exchange.records import SentTable
from addin.exchange.rows import RowKey, once
from addin.ledger.keys import OPTIONAL_KEYS
from addin.ledger.text import match_key
from addin.schema import Sheet
from addin.workbook.port import CellValue, SheetCells

ROW_ID = "row_id"


class KeyedTable:
    """`values[name]` is an object array, one value a row; `keys(name)` the comparable forms of them."""

    def __init__(self, sheet: type[Sheet], values: Mapping[str, np.ndarray], length: int) -> None:
        self.sheet = sheet
        self._values = dict(values)
        self._keys: dict[str, np.ndarray] = {}
        self.length = length

    @property
    def columns(self) -> list[str]:
        """The names of the columns it has, 行标识 left out."""
        return [name for name in self._values if name != ROW_ID]

    def values(self, name: str) -> np.ndarray:
        return self._values[name]

    def keys(self, name: str) -> np.ndarray:
        """The column's keys (`addin.exchange.normal`), an object array."""
        if name not in self._keys:
            self._keys[name] = _objects(keys_of(self.values(name), self.sheet.column(name)))
        return self._keys[name]

    @cached_property
    def ids(self) -> list[str]:
        """The row ids; "" where there is none."""
        if ROW_ID not in self._values:
            return [""] * self.length
        return [match_key(str(value)) if value is not None else "" for value in self._values[ROW_ID]]

    @cached_property
    def row_keys(self) -> list[RowKey | None]:
        """The keys that name each row; None where a part is blank or the table lacks its column."""
        columns = self.sheet.keys()
        if not columns or not all(column.name in self._values for column in columns):
            return [None] * self.length
        optional = [column in OPTIONAL_KEYS for column in columns]
        parts = [self.keys(column.name) for column in columns]
        return [_row_key(row, optional) for row in zip(*parts, strict=True)]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row_id: place for place, row_id in reversed(list(enumerate(self.ids))) if row_id}

    @cached_property
    def _by_key(self) -> dict[RowKey, int]:
        return once(self.row_keys)

    def position(self, row_id: str, key: RowKey | None = None) -> int:
        """Where the row stands, −1 where it does not; a row typed anew is known by its key."""
        found = self._places.get(row_id)
        if found is None and key is not None:
            found = self._by_key.get(key)
        return -1 if found is None else found

    def key_of(self, values: Mapping[str, CellValue]) -> RowKey | None:
        """The key of a row by its values; None where a part of it is not among them."""
        columns = self.sheet.keys()
        if not columns:
            return None
        parts = [key_reader(column)(values.get(column.name)) for column in columns]
        return _row_key(parts, [column in OPTIONAL_KEYS for column in columns])

    def row(self, place: int) -> dict[str, CellValue]:
        """A row's filled cells by column name, 行标识 left out."""
        cells = {name: self.values(name)[place] for name in self.columns}
        return {name: value for name, value in cells.items() if value is not None}


def _row_key(parts: Sequence[Key], optional: Sequence[bool]) -> RowKey | None:
    folded = tuple(match_key(part) if isinstance(part, str) else part for part in parts)
    blank = any(part == "" and not may for part, may in zip(folded, optional, strict=True))
    return None if blank else folded


def table_of(sent: SentTable, accepted: Sequence[tuple[str, Mapping[str, CellValue]]] = ()) -> KeyedTable:
    """What was sent, and below it new rows of the unit taken in since: (行标识, values by column name)."""
    rows = list(sent.rows)
    rows += [
        tuple({**values, ROW_ID: row_id}.get(name) for name in sent.columns) for row_id, values in accepted
    ]
    columns = zip(*rows, strict=True) if rows else ((),) * len(sent.columns)
    values = {name: _objects(column) for name, column in zip(sent.columns, columns, strict=True)}
    return KeyedTable(sent.sheet, values, len(rows))


class MasterTable(KeyedTable):
    """台账里的表：as it stands, with the edits of this run put in as they are made.

    Values are as they would be sent (`sent_value`), so that what nobody touched is equal to what was sent.
    `owners` are the lead units by 行标识.
    """

    def __init__(self, cells: SheetCells, owners: Mapping[str, str | None]) -> None:
        self.cells = cells
        self.owners = owners
        self.added: list[dict[str, CellValue]] = []
        self.changes: dict[tuple[int, str], CellValue] = {}
        super().__init__(cells.sheet, dict.fromkeys(cells.values, np.empty(0)), len(cells.rows))
        self._read: set[str] = set()

    def values(self, name: str) -> np.ndarray:
        if name not in self._read:
            column = self.sheet.column(name)
            raw = self.cells.values[name]
            self._values[name] = _objects([sent_value(value, column) for value in raw])
            self._read.add(name)
        return self._values[name]

    @cached_property
    def ids(self) -> list[str]:
        if ROW_ID not in self.cells.values:
            return [""] * self.length
        return [match_key(str(value)) if value is not None else "" for value in self.values(ROW_ID)]

    def places_of(self, name: str, value: CellValue) -> list[int]:
        """The rows whose cell in the column says the same."""
        if name not in self.columns:
            return []
        wanted = key_reader(self.sheet.column(name))(value)
        return np.flatnonzero(self.keys(name) == wanted).tolist() if wanted != "" else []

    def set(self, place: int, name: str, value: CellValue) -> None:
        """Put a value into a cell that stands."""
        self.changes[place, name] = value
        shown = sent_value(value, self.sheet.column(name))
        self.keys(name)[place] = key_reader(self.sheet.column(name))(shown)
        self.values(name)[place] = shown

    def add(self, row_id: str, values: Mapping[str, CellValue]) -> None:
        """A new row below the last; it is not looked at again in this run."""
        self.added.append({**values, ROW_ID: row_id or None})

    def address(self, place: int, name: str) -> str:
        """「月度进度!F12」."""
        return f"{self.cells.tab}!{self.cells.address(place, name)}"

    @property
    def is_changed(self) -> bool:
        return bool(self.changes or self.added)

    def written(self) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
        """All changes of this run: column's name, Excel rows, values."""
        cells: dict[str, list[tuple[int, CellValue]]] = {}
        for (place, name), value in self.changes.items():
            cells.setdefault(name, []).append((int(self.cells.rows[place]), value))
        for row, values in enumerate(self.added, self.cells.last_row + 1):
            for name, value in values.items():
                if name in self.cells.columns:
                    cells.setdefault(name, []).append((row, value))
        for name, pairs in cells.items():
            pairs.sort(key=lambda pair: pair[0])
            rows = np.array([row for row, _ in pairs], dtype=np.int64)
            yield name, rows, _objects([value for _, value in pairs])

    def overlaid(self) -> SheetCells:
        """The sheet's cells as they stand after the edits."""
        more = len(self.added)
        last = self.cells.last_row
        values = {
            name: np.concatenate([raw, _objects([row.get(name) for row in self.added])])
            for name, raw in self.cells.values.items()
        }
        for (place, name), value in self.changes.items():
            values[name][place] = value
        return SheetCells(
            self.cells.sheet,
            self.cells.tab,
            self.cells.header_row,
            self.cells.columns,
            self.cells.extra,
            np.concatenate([self.cells.rows, np.arange(last + 1, last + 1 + more, dtype=np.int64)]),
            values,
            last + more,
        )


def _objects(values: Sequence[object]) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
