"""合并台：what one run of collect, resolve or compare works on: the master's tables, what was seen before, and what
this run learns. Nothing is written here."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from addin.exchange import seen_store
from addin.exchange.exchanged import EXCHANGED, exchanged
from addin.exchange.extracts import units_of
from addin.exchange.seen import Batch, Cell, Known, Seen, Written
from addin.exchange.tables import ROW_ID, MasterTable
from addin.ledger import Ledger
from addin.schema import Journal, Projects, Sheet
from addin.workbook.port import Book, CellValue

BATCH = "批次"
_BATCH = re.compile(rf"{BATCH}([0-9A-Z]{{10}})$")
_SENT = frozenset(one.sheet for one in EXCHANGED)


def batch_number(parts: Iterable[str]) -> str:
    """Ten characters by which 操作日志 names a run: of the same master and the same files the same."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return base64.b32encode(digest).decode()[:10]


@dataclass(slots=True)
class MergeDesk:
    """`learned` is what this run found out, by package, `written` what it puts into the master, the latest of each
    cell with its words; it counts only once it is saved."""

    book: Book
    ledger: Ledger
    learned: dict[str, list[Batch]] = field(default_factory=dict)
    written: dict[Cell, tuple[CellValue, str]] = field(default_factory=dict)
    _tables: dict[type[Sheet], MasterTable | None] = field(default_factory=dict)
    _known: dict[str, Known] = field(default_factory=dict)
    _logs: dict[str, Seen] = field(default_factory=dict)
    _saved: dict[str, int] | None = None

    def master(self, sheet: type[Sheet]) -> MasterTable | None:
        """The sheet as it stands, with this run's edits; None where the master lacks it."""
        if sheet not in self._tables:
            cells = self.book.read(sheet)
            self._tables[sheet] = None if cells is None else MasterTable(cells, self._owners(sheet))
        return self._tables[sheet]

    def _owners(self, sheet: type[Sheet]) -> dict[str, str | None]:
        if sheet not in _SENT:
            return {}
        units = units_of(self.ledger, exchanged(sheet))
        return dict(zip(self.ledger[sheet][ROW_ID], units, strict=True))

    @property
    def today(self) -> dt.date:
        """What a value that comes in is dated with."""
        return self.ledger.today

    @property
    def changed(self) -> list[MasterTable]:
        """The tables that this run changes."""
        return [table for table in self._tables.values() if table is not None and table.is_changed]

    def names(self) -> dict[str, str]:
        """项目代码 → 项目名称."""
        table = self.ledger[Projects]
        pairs = zip(table[Projects.code.name], table[Projects.project_name.name], strict=True)
        return {code: name for code, name in pairs if isinstance(name, str)}

    def known(self, number: str) -> Known:
        """What is known of a package: from runs that were saved, and from this one."""
        if number not in self._known:
            self._logs[number] = seen_store.seen(self.book.path, number)
            self._known[number] = self._logs[number].known(self.was_saved)
        return self._known[number]

    def was_saved(self, number: str) -> bool:
        """Whether the master's 操作日志 names the batch; without that sheet every batch is believed."""
        if not self.ledger.has_column(Journal, Journal.result.name):
            return True
        if self._saved is None:
            texts = self.ledger.cells[Journal].values[Journal.result.name]
            found = (_BATCH.search(text) if isinstance(text, str) else None for text in texts)
            self._saved = {match[1]: place for place, match in enumerate(found) if match}
        return number in self._saved

    def turn(self, number: str) -> int | None:
        """The place of a saved batch among all runs; None where 操作日志 does not tell."""
        return self._saved.get(number) if self.was_saved(number) and self._saved is not None else None

    def learn(self, package: str, batch: Batch) -> None:
        """Take note of what a file said, for the files that follow and for `keep`."""
        self.known(package).learn(batch)
        self.written.update(Known.of(batch).written)
        self.learned.setdefault(package, []).append(batch)

    def keep(self, number: str) -> None:
        """Put what was learned beside the packages, under the batch that the save will name. Raises ProgramError."""
        for package, batches in self.learned.items():
            self.known(package)
            log = self._logs[package].with_batch(_one(number, batches), self.was_saved)
            seen_store.note_seen(self.book.path, package, log)


def _one(number: str, batches: Sequence[Batch]) -> Batch:
    """Several batches of one package as one."""
    together = Known()
    for batch in batches:
        together.learn(batch)
    first = Batch(number, tuple(sorted(together.files)), tuple(sorted(together.signatures)))
    return replace(
        first,
        last=together.last,
        rows=tuple(together.rows.values()),
        listed=tuple(together.listed.values()),
        decided=together.decided,
        written=_by_source(together.written),
    )


def _by_source(written: Mapping[Cell, tuple[CellValue, str]]) -> Written:
    found: dict[str, dict[Cell, CellValue]] = {}
    for cell, (value, source) in written.items():
        found.setdefault(source, {})[cell] = value
    return found
