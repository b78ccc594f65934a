"""打开的台账：`Book` (addin/workbook/port.py) on the workbook that Excel or Calc has open.

Each tab is read in one call, each column written in one; the person's file is never saved.
"""

from __future__ import annotations

import contextlib
import shutil
import weakref
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from lxml import etree

from addin.errors import ProgramError, UsageError
from addin.findings import Finding
from addin.live.planning import Planner
from addin.live.program import Program
from addin.live.rereading import reread
from addin.live.tabs import LiveTabs
from addin.live.writing import read_back, write
from addin.schema import Sheet
from addin.workbook import safe_save, version_store
from addin.workbook.content import content_fingerprint, far_cell
from addin.workbook.locks import locked
from addin.workbook.package import DamagedMemberError, Package
from addin.workbook.parts import read_workbook
from addin.workbook.port import Edits, Saved, SheetCells
from addin.workbook.reading import no_header, read_cells, with_1904_days


def path_of(program: Program) -> Path:
    """The workbook's file. Raises ProgramError where it has none on a disk."""
    name = str(program.book.fullname)
    if "://" in name:
        raise ProgramError(program.book.name, "这本台账放在网上，不在本机的文件夹里", "请先另存到本机再用")
    path = Path(name)
    if not path.is_file():
        raise ProgramError(program.book.name, "这本台账还没有存成文件", "请先保存一次再用")
    return path


class PresentState:
    """现在的样子：the workbook as it stands as a file: its own where it is unmodified, else a copy."""

    def __init__(self, program: Program, path: Path) -> None:
        self._program = program
        self._path = path
        self._copy: Path | None = None

    def file(self) -> Path:
        """The copy is made once and goes with this object. Raises OSError, ProgramError."""
        if self._copy is None and not self._program.is_modified:
            return self._path
        if self._copy is None:
            folder = mkdtemp(prefix="liangdeng-")
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            copy = Path(folder) / f"copy{self._path.suffix}"
            self._program.save_copy(copy)
            self._copy = copy
        return self._copy

    def keep(self, operation: str) -> version_store.Version:
        """Put it among the versions, labelled with the operation that follows. Raises OSError."""
        return version_store.keep(self._path, operation, datetime.now(), self.file())


def date1904_of(path: Path) -> bool:
    """Whether the workbook counts its days from 1904 (ECMA-376 Part 1, 18.17.4.1); no program says so in
    words common to all, its file does. A file with a password cannot be looked into: no."""
    unreadable = (OSError, ValueError, KeyError, zipfile.BadZipFile, DamagedMemberError, etree.XMLSyntaxError)
    with contextlib.suppress(*unreadable), Package(path) as package:
        return read_workbook(package).date1904
    return False


class LiveBook:
    """打开的台账. Raises ProgramError where the workbook has no file of its own."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._path = path_of(program)
        self._date1904 = date1904_of(self._path)
        self._look_again()

    def _look_again(self) -> None:
        self._mark = self._program.mark()
        self._tabs = LiveTabs(self._program.book)
        self._present = PresentState(self._program, self._path)
        self._fingerprint = ""
        self._read: dict[type[Sheet], SheetCells | None] = {}
        self._findings: list[Finding] = []
        self._heard = 0

    @property
    def path(self) -> Path:
        return self._path

    @property
    def findings(self) -> Sequence[Finding]:
        return self._findings

    def fingerprint(self) -> str:
        """SHA-256 of the workbook as a file, as `save` will keep it among the versions."""
        if not self._fingerprint:
            with safe_save.plain_errors(self._path):
                self._fingerprint = version_store.sha256(self._present.file())
        return self._fingerprint

    def read(self, sheet: type[Sheet], columns: Sequence[str] | None = None) -> SheetCells | None:
        """The sheet's cells, all columns or those named; None where it is missing.

        What reading finds odd is added to `findings` once.
        """
        cells = self._read.get(sheet)
        asked = {column.name for column in sheet.columns} if columns is None else set(columns)
        if sheet in self._read and (cells is None or asked & set(cells.columns) <= set(cells.values)):
            return cells
        first_time = sheet not in self._read
        self._read[sheet] = self._cells(sheet, None if columns is None else asked, first_time)
        return self._read[sheet]

    def _cells(self, sheet: type[Sheet], columns: set[str] | None, first_time: bool) -> SheetCells | None:
        tab = self._tabs.tab_of(sheet)
        self._findings += self._tabs.findings[self._heard :]
        self._heard = len(self._tabs.findings)
        if tab is None:
            return None
        values = self._tabs.values(tab)
        found = read_cells(sheet, values.grid(), values.errors(), columns)
        if first_time:
            self._findings += [far_cell(tab, *place) for place in self._tabs.far(tab)]
            self._findings += found[1] if found else [no_header(tab)]
        if found is None:
            return None
        return with_1904_days(found[0]) if self._date1904 else found[0]

    def save(self, edits: Edits, operation: str, out: Path | None = None) -> Saved:
        """Write the cells that differ into the open workbook; its state before is kept as a version.

        The workbook may go on being read and saved afterwards. Raises ProgramError: read-only, changed
        since it was read, a sheet with a password, refused by the program; nothing is changed then.
        """
        if out is not None:
            raise UsageError("--out", "打开着的台账只能写在原处", "请去掉 --out，或关闭台账后再用命令行")
        if self._program.is_read_only:
            raise ProgramError(
                self._path.name, "台账是以只读方式打开的，不能写入", "请关闭后重新打开，或另存一份再算"
            )
        now = self._tabs if self._is_as_read() else LiveTabs(self._program.book)
        self._refuse_if_changed(now)
        planner = Planner(now, self._read, self._path.name, self._date1904, self._program.links)
        plans = planner.plans(edits)
        if not plans:
            return Saved(self._path, 0, None, tuple(planner.findings))
        with safe_save.plain_errors(self._path), locked(self._path, operation):
            version = self._present.keep(operation)
            write(self._program, plans, self._date1904, self._path, version)
            after = reread(self._program, now, plans)
            version_store.note_last(self._path, content_fingerprint(after))
            version_store.prune(self._path)
        self._look_again()
        findings = (*planner.findings, *read_back(plans, after, self._date1904))
        return Saved(self._path, sum(len(plan.wanted) for plan in plans), version.path, findings)

    def _is_as_read(self) -> bool:
        """Known without reading all tabs again; that takes seconds in a large workbook."""
        return self._mark is not None and self._program.mark() == self._mark

    def _refuse_if_changed(self, now: LiveTabs) -> None:
        """In Calc a person can go on typing while a command reckons."""
        for tab in self._tabs.read:
            if tab not in now.names or now.values(tab) != self._tabs.values(tab):
                raise ProgramError(self._path.name, f"“{tab}”在读取之后被改动过，没有写入", "请重新执行一次")
