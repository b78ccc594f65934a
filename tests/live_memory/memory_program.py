"""内存里的程序：a workbook of ours as if Excel had it open: loaded by openpyxl, driven through `Program`."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import io
import shutil
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import openpyxl
import xlwings as xw
from live_memory.memory_engine import Book
from live_memory.memory_sheet import Box, Cell, MemorySheet, MemoryTable
from live_memory.typed_input import EPOCH, ERRORS
from openpyxl.cell import Cell as FileCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from addin.errors import ProgramError
from addin.live.program import Selection
from addin.workbook.gate import inspect
from addin.workbook.links import Links, Place
from addin.workbook.package import Package
from addin.workbook.parts import read_workbook
from addin.workbook.port import CellError, Edits
from addin.workbook.rewrite import Rewriter, write_package


class MemoryProgram:
    """`state` is what a program must be left in as it was found; `said` its message boxes."""

    plain_text = False

    def mark(self) -> None:
        """As in Excel."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.calls: Counter[str] = Counter()
        self.engine_book = _loaded(path, self.calls)
        self.book = xw.Book(impl=self.engine_book)
        self.state = {"screen": True, "calculation": "automatic", "events": True}
        self.seen: list[dict[str, object]] = []
        self.selected: Selection | None = None
        self.scroll = (1, 1)
        self.said: list[str] = []
        self.is_read_only = False
        self.is_editing = False
        self._on_disk = self._contents()
        self._linked = self._links()

    def _links(self) -> dict[str, dict[Place, str]]:
        return {tab: dict(sheet.links) for tab, sheet in self.engine_book.tabs.items()}

    def tab(self, name: str) -> MemorySheet:
        return self.engine_book.tabs[name]

    def type(self, tab: str, place: tuple[int, int], given: object) -> None:
        """A person types into a cell, on a protected sheet too (the cell is not locked)."""
        sheet = self.tab(tab)
        sheet.put(place, given)
        sheet.changed = True

    @property
    def is_modified(self) -> bool:
        return any(sheet.changed for sheet in self.engine_book.tabs.values())

    def _contents(self) -> dict[tuple[str, int, int], object]:
        return {
            (tab, *place): _for_file(cell.value)
            for tab, sheet in self.engine_book.tabs.items()
            for place, cell in sheet.cells.items()
        }

    def save_copy(self, path: Path) -> None:
        """Its cells differ from the file as those in memory do; formulas that are there keep their result."""
        edits = Edits()
        now = self._contents()
        for place in sorted({*now, *self._on_disk}):
            if now.get(place) != self._on_disk.get(place):
                tab, row, column = place
                edits.sheet(tab).cells.append((row, column, now.get(place)))
        for tab, sheet in self.engine_book.tabs.items():
            for row, column in sheet.links:
                edits.sheet(tab).links.setdefault(column, {})[row] = sheet.links[row, column]
            for place in self._linked[tab].keys() - sheet.links.keys():
                edits.sheet(tab).links.setdefault(place[1], {})
            for table in sheet.tables:
                edits.sheet(tab).last_row = table.box[2]
        with Package(self.path) as package, path.open("wb+") as file:
            rewriter = Rewriter(package, inspect(self.path), read_workbook(package), {})
            write_package(package, rewriter.rewrite(edits), file)

    def save(self) -> None:
        """The person saves: the file is what the program shows, and the book counts as unmodified."""
        copy = self.path.with_name("正在保存.tmp.xlsx")
        self.save_copy(copy)
        shutil.move(copy, self.path)
        self._on_disk = self._contents()
        self._linked = self._links()
        for sheet in self.engine_book.tabs.values():
            sheet.changed = False

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        before = dict(self.state)
        self.state = {"screen": False, "calculation": "manual", "events": False}
        try:
            yield
        finally:
            self.state = before

    @contextlib.contextmanager
    def writable(self, tab: str) -> Iterator[None]:
        sheet = self.tab(tab)
        before = sheet.password
        if before:
            raise ProgramError(tab, "工作表有密码保护，写不进去", "请撤销保护后再试")
        sheet.password = None
        self.seen.append(dict(self.state))
        try:
            yield
        finally:
            sheet.password = before

    def has_formulas(self, tab: str, below: int) -> bool:
        self.calls["has formulas"] += 1
        return any(cell.formula for place, cell in self.tab(tab).cells.items() if place[0] > below)

    def like_row_above(self, tab: str, first: int, last: int, left: int, right: int) -> None:
        self.calls["like row above"] += 1
        self.tab(tab).like_row_above(first, last, left, right)

    def links(self, tab: str, columns: Collection[int]) -> Links:
        """Three calls a link, as in Excel, and one for their number."""
        found = {place: link for place, link in self.tab(tab).links.items() if place[1] in columns}
        self.calls["link read"] += 1 + 3 * len(self.tab(tab).links)
        return found

    def put_links(self, tab: str, links: Mapping[Place, str | None]) -> None:
        sheet = self.tab(tab)
        for place, link in links.items():
            self.calls["link write"] += 1
            sheet.refuse()
            sheet.links.pop(place, None)
            if link is not None:
                sheet.links[place] = link

    def selection(self) -> Selection | None:
        return self.selected

    def go_to(self, tab: str, address: str = "A1") -> None:
        self.said.append(f"{tab}!{address}")

    def print_tab(self, tab: str, path: Path) -> None:
        path.write_bytes(b"%PDF-1.7")

    def status(self, text: str | None) -> None:
        self.said.append(text or "")

    def say(self, text: str, title: str) -> None:
        self.said.append(text)

    def confirm(self, text: str, title: str) -> bool:
        self.said.append(text)
        return True

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        self.said.append(text)
        return options[0]

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        return []


def _has_formulas(content: bytes) -> bool:
    """Only then must the file be read twice: once for the formulas, once for what they came to."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(b"<f>" in package.read(name) or b"<f " in package.read(name) for name in parts)


def _loaded(path: Path, calls: Counter[str]) -> Book:
    book = Book(str(path))
    tabs, areas = _parsed(path.read_bytes())
    book.tabs |= {tab.name: _copy(tab, calls) for tab in tabs}
    book.areas |= areas
    return book


@lru_cache(maxsize=4)
def _parsed(content: bytes) -> tuple[list[MemorySheet], dict[str, tuple[str, Box]]]:
    """Once for each workbook, never to be changed: openpyxl takes seconds."""
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    values = (
        openpyxl.load_workbook(io.BytesIO(content), data_only=True) if _has_formulas(content) else formulas
    )
    tabs = [_sheet(sheet, values[sheet.title], Counter()) for sheet in formulas.worksheets]
    areas = {}
    for name, defined in formulas.defined_names.items():
        for title, area in defined.destinations:
            left, top, right, bottom = range_boundaries(area)
            areas[name] = (title, (top, left, bottom, right))
    return tabs, areas


def _copy(tab: MemorySheet, calls: Counter[str]) -> MemorySheet:
    return replace(
        tab,
        calls=calls,
        cells=dict(tab.cells),
        column_formats=dict(tab.column_formats),
        tables=[copy.copy(table) for table in tab.tables],
        merges=list(tab.merges),
        arrays=list(tab.arrays),
        hidden_rows=set(tab.hidden_rows),
        permissions=dict(tab.permissions),
        filters=dict(tab.filters),
        links=dict(tab.links),
        results=dict(tab.results),
        written=[],
    )


def _sheet(sheet: Worksheet, values: Worksheet, calls: Counter[str]) -> MemorySheet:
    loaded = MemorySheet(sheet.title, calls)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, FileCell) and (cell.value is not None or cell.has_style):
                loaded.cells[cell.row, cell.column] = _cell(cell, values.cell(cell.row, cell.column).value)
    for name, table in dict.items(sheet.tables):
        left, top, right, bottom = range_boundaries(table.ref)
        loaded.tables.append(MemoryTable(name, (top, left, bottom, right)))
    loaded.merges = [
        (box.min_row, box.min_col, box.max_row, box.max_col) for box in sheet.merged_cells.ranges
    ]
    loaded.links = _linked(sheet)
    if sheet.protection.sheet:
        loaded.password = ""
        loaded.permissions = {"sort": not sheet.protection.sort, "filter": not sheet.protection.autoFilter}
    return loaded


def _linked(sheet: Worksheet) -> dict[Place, str]:
    """Where a click on each cell goes, "" where it leaves the workbook."""
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, FileCell)]
    found = {(cell.row, cell.column): cell.hyperlink for cell in cells if cell.hyperlink is not None}
    return {place: "" if link.target else link.location or "" for place, link in found.items()}


def _cell(cell: FileCell, value: object) -> Cell:
    formula = cell.value if isinstance(cell.value, str) and cell.data_type == "f" else ""
    return Cell(_raw(value, cell.data_type if not formula else ""), formula, cell.number_format)


def _raw(value: object, kind: str) -> object:
    if isinstance(value, dt.time):
        return (dt.datetime.combine(EPOCH, value) - EPOCH) / dt.timedelta(days=1)
    if isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        return (moment - EPOCH) / dt.timedelta(days=1)
    if isinstance(value, str) and value in ERRORS and kind in ("e", ""):
        return ERRORS[value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _for_file(value: object) -> object:
    if type(value) is int:
        return CellError(next(text for text, code in ERRORS.items() if code == value))
    return value
