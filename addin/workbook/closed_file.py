"""关闭的工作簿：the master as a file: read with calamine, written by patching."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO

from addin.errors import ProgramError
from addin.findings import Finding
from addin.schema import LEDGER_SHEETS, Sheet
from addin.workbook import safe_save
from addin.workbook.additions import Additions
from addin.workbook.child import read_in_child
from addin.workbook.content import TabValues, far_cell, values_of
from addin.workbook.edit_places import Box
from addin.workbook.formula_cells import formulas_in
from addin.workbook.gate import Look, inspect
from addin.workbook.grids import DirectReader, Grid, HeldReader, Reader
from addin.workbook.headers import HEADER_WITHIN, Header, find_header
from addin.workbook.links import Links, links_in
from addin.workbook.package import Package
from addin.workbook.parts import WorkbookMap, read_workbook, tables_of
from addin.workbook.port import Edits, Saved, SheetCells
from addin.workbook.reading import no_header, read_cells, with_1904_days
from addin.workbook.rewrite import Rewriter, Rewritten, write_package
from addin.workbook.safe_save import Stamp
from addin.workbook.tab_search import find_tab
from addin.workbook.tables import Table
from addin.workbook.verify import verify

_OUR_TABLES = frozenset(sheet.table_name() for sheet in LEDGER_SHEETS)


_MANY_ROWS = 5_000


class ClosedBook:
    """关闭的台账：a `Book` (addin.workbook.port) on a file. Nothing is written before `save`."""

    def __init__(self, path: Path, look: Look, workbook: WorkbookMap, stamp: Stamp, outside: bool) -> None:
        self._path = path
        self._look = look
        self._workbook = workbook
        self._stamp = stamp
        self._outside = outside
        self._in_child = outside
        self._stale = False
        self._reported: set[type[Sheet]] = set()
        self._reader: Reader | None = None
        self._findings: list[Finding] = []
        self._tabs: dict[type[Sheet], str | None] = {}
        self._headers: dict[tuple[type[Sheet], str], Header | None] = {}
        self._cells: dict[type[Sheet], SheetCells | None] = {}

    @classmethod
    def open(cls, path: Path) -> ClosedBook:
        """Look the file through; sheets are read when asked for. Raises ProgramError."""
        return cls._open(path, outside=False)

    @classmethod
    def _open(cls, path: Path, outside: bool) -> ClosedBook:
        look = inspect(path, outside)
        with safe_save.plain_errors(path):
            stamp = Stamp.of(path)
            with Package(path) as package:
                workbook = read_workbook(package)
        return cls(path, look, workbook, stamp, outside)

    @property
    def path(self) -> Path:
        return self._path

    @property
    def findings(self) -> Sequence[Finding]:
        return self._findings

    @property
    def tabs(self) -> Sequence[str]:
        """All worksheets, in tab order."""
        return list(self._workbook.tabs)

    def fingerprint(self) -> str:
        return self._stamp.fingerprint

    def read(self, sheet: type[Sheet], columns: Sequence[str] | None = None) -> SheetCells | None:
        """The sheet's cells, all columns or those named; None where it is missing.

        What reading finds odd is added to `findings` once. A sheet read with fewer columns is read
        anew when more are asked for.
        """
        self._freshen()
        cells = self._cells.get(sheet)
        asked = {column.name for column in sheet.columns} if columns is None else set(columns)
        if sheet in self._cells and (cells is None or asked & set(cells.columns) <= set(cells.values)):
            return cells
        self._cells[sheet] = self._read(sheet, None if columns is None else asked)
        return self._cells[sheet]

    def _read(self, sheet: type[Sheet], columns: set[str] | None) -> SheetCells | None:
        tab = self.tab_of(sheet)
        if tab is None:
            return None
        errors = self._look.sheets[self._workbook.tabs[tab]].errors
        read = read_cells(sheet, self._rows_of().grid(tab), errors, columns)
        if sheet not in self._reported:
            self._reported.add(sheet)
            self._findings += self._far_cells(tab) + (read[1] if read else [no_header(tab)])
        if read is None:
            return None
        return with_1904_days(read[0]) if self._workbook.date1904 else read[0]

    def grid(self, tab: str) -> Grid:
        """All rows of a worksheet, whatever stands on it."""
        self._freshen()
        return self._rows_of().grid(tab)

    def hold(self, reader: Reader) -> None:
        """Take the rows from a reader that has read the whole file already."""
        self._reader = reader

    @property
    def has_far_cells(self) -> bool:
        return self._look.has_far_cells

    @property
    def has_formulas(self) -> bool:
        """Whether any cell of any worksheet holds a formula."""
        return self._look.has_formulas

    def errors(self, tab: str) -> Mapping[tuple[int, int], str]:
        """The error values of a worksheet by (row, column): "#REF!" …"""
        return self._look.sheets[self._workbook.tabs[tab]].errors

    def values(self, tab: str) -> TabValues:
        """All cells of a worksheet with its error values among them."""
        return values_of(self.grid(tab), self.errors(tab))

    def area(self, name: str) -> tuple[str, Box] | None:
        """The tab and range that a workbook name stands for; None where it is no plain area."""
        area = self._workbook.areas.get(name)
        return area if area and area[0] in self._workbook.tabs else None

    def tables(self, tab: str) -> list[Table]:
        """The tables of a worksheet."""
        with Package(self._path) as package:
            names = tables_of(package, self._workbook.tabs[tab])
        return [self._look.tables[name] for name in names if name in self._look.tables]

    def additions(self, tab: str) -> Additions:
        """Comments and hidden rows of a file from outside, as the child process found them."""
        reader = self._rows_of()
        found = reader.additions.get(tab) if isinstance(reader, HeldReader) else None
        return found or Additions()

    def links(self, tab: str) -> Links:
        """The links on a worksheet's cells."""
        return links_in(self._look.sheets[self._workbook.tabs[tab]].tail)

    def formulas(self, tab: str) -> dict[tuple[int, int], str]:
        """The formulas of single cells by (row, column), each beginning with "="."""
        part = self._workbook.tabs[tab]
        if not self._look.sheets[part].has_formulas:
            return {}
        with Package(self._path) as package:
            return formulas_in(package.chunks(package[part]))

    def tab_of(self, sheet: type[Sheet]) -> str | None:
        """The tab that holds a ledger sheet; what there is to say about it goes to `findings`."""
        if sheet not in self._tabs:
            self._tabs[sheet], findings = find_tab(sheet, self.tabs, self._header)
            self._findings += findings
        return self._tabs[sheet]

    def _header(self, sheet: type[Sheet], tab: str) -> Header | None:
        if (sheet, tab) not in self._headers:
            grid = self._rows_of().grid(tab)
            self._headers[sheet, tab] = find_header(sheet, list(islice(grid.rows, HEADER_WITHIN)), grid.left)
        return self._headers[sheet, tab]

    def _rows_of(self) -> Reader:
        """calamine in this process for a sound file of ours; for anything else in a child."""
        if self._reader is None:
            with _without_far_cells(self._path, self._look, self._workbook) as path:
                ours = any(table.name in _OUR_TABLES for table in self._look.tables.values())
                if ours and not self._in_child and not self._look.has_far_cells:
                    self._reader = DirectReader(path, self._large_tabs())
                else:
                    self._reader = _named_after(self._path, path, self._outside)
        return self._reader

    def _large_tabs(self) -> list[str]:
        """Tabs of many rows, in tab order: worth parsing ahead."""
        rows = {tab: self._look.sheets[part].last_row for tab, part in self._workbook.tabs.items()}
        return [tab for tab, last_row in rows.items() if last_row > _MANY_ROWS]

    def _far_cells(self, tab: str) -> list[Finding]:
        return [far_cell(tab, *place) for place in self._look.sheets[self._workbook.tabs[tab]].far]

    def save(self, edits: Edits, operation: str, out: Path | None = None) -> Saved:
        """Write the cells that differ; with `out` the book itself stays untouched.

        Where nothing differs nothing is written, and no version is made (`out` gets a copy).
        The book may go on being read and saved afterwards. Raises ProgramError.
        """
        if self._in_child:
            raise ProgramError(self._path.name, "这是外来文件，只读不写", "请写到自己的台账里")
        self._freshen()
        target = self._path if out is None else out
        opened = self._stamp if out is None or _is_same(out, self._path) else None
        with safe_save.plain_errors(self._path), Package(self._path) as package:
            self._refuse_if_changed()
            standing = {cells.tab: cells for cells in self._cells.values() if cells is not None}
            result = Rewriter(package, self._look, self._workbook, standing).rewrite(edits)
            if not result.changed:
                return self._copied(target, operation, result)
            with safe_save.saving(target, operation, opened):
                version = safe_save.replace(
                    target,
                    operation,
                    lambda file: write_package(package, result, file),
                    lambda draft: verify(package, draft, result, self._workbook.date1904),
                )
                if opened is not None:
                    self._stamp, self._stale = Stamp.of(target), True
        kept = version.path if version else None
        return Saved(target, result.cells_written, kept, tuple(result.findings))

    def _refuse_if_changed(self) -> None:
        """Say so before any work; `saving` looks again under the lock."""
        state = self._path.stat()
        if (state.st_size, state.st_mtime_ns) != (self._stamp.size, self._stamp.changed_at):
            safe_save.refuse_if_changed(self._path, self._stamp)

    def _copied(self, target: Path, operation: str, result: Rewritten) -> Saved:
        version = None
        if not _is_same(target, self._path):
            with safe_save.saving(target, operation, None):
                version = safe_save.replace(target, operation, self._write_as_it_is, lambda draft: None)
        return Saved(target, 0, version.path if version else None, tuple(result.findings))

    def _write_as_it_is(self, file: IO[bytes]) -> None:
        with self._path.open("rb") as source:
            shutil.copyfileobj(source, file)

    def _freshen(self) -> None:
        """After a save: learn the file anew before it is read or written again."""
        if not self._stale:
            return
        fresh = ClosedBook.open(self._path)
        if fresh.fingerprint() != self._stamp.fingerprint:
            safe_save.refuse_if_changed(self._path, self._stamp)
        self._look, self._workbook, self._stamp = fresh._look, fresh._workbook, fresh._stamp
        self._reader, self._stale = None, False
        self._cells.clear()
        self._headers.clear()


def open_outside(path: Path) -> ClosedBook:
    """A file that came from elsewhere: macros refused, read in a child process, never written."""
    return ClosedBook._open(path, outside=True)


def open_copy(path: Path) -> ClosedBook:
    """Another copy of a master, which may carry our macros: read in a child process, never written."""
    book = ClosedBook._open(path, outside=False)
    book._in_child = True
    return book


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _named_after(original: Path, path: Path, outside: bool) -> Reader:
    try:
        return read_in_child(path, outside=outside)
    except ProgramError as error:
        raise ProgramError(error.where.replace(path.name, original.name), error.what, error.advice) from error


@contextlib.contextmanager
def _without_far_cells(path: Path, look: Look, workbook: WorkbookMap) -> Iterator[Path]:
    """The file itself, or a temporary copy in which the far cells are empty."""
    if not look.has_far_cells:
        yield path
        return
    edits = Edits()
    for tab, part in workbook.tabs.items():
        edits.sheet(tab).cells = [(row, column, None) for row, column in look.sheets[part].far]
    folder = Path(tempfile.mkdtemp(prefix="liangdeng-"))
    try:
        copy = folder / f"copy{path.suffix}"
        with Package(path) as package, copy.open("wb+") as file:
            write_package(package, Rewriter(package, look, workbook, {}).rewrite(edits), file)
        yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)
