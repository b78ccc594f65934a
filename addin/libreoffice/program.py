"""LibreOffice 里打开的台账：the `Program` (addin.live.program) for Calc, over UNO."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlwings as xw

from addin.errors import ProgramError
from addin.libreoffice.connection import Office, connect, property_values, reach, uno
from addin.libreoffice.dialogs import Dialogs
from addin.libreoffice.editing import is_editing
from addin.libreoffice.engine import App, register
from addin.libreoffice.heights import Heights
from addin.libreoffice.links import links_of, put_links
from addin.libreoffice.native import refusals
from addin.libreoffice.ranges import LAST_ROW
from addin.libreoffice.rows import carry_look, selected
from addin.libreoffice.sheets import filter_of
from addin.libreoffice.steps import Steps
from addin.libreoffice.values import FORMULA
from addin.live.program import Selection
from addin.workbook.links import Links, Place

ADDRESS = "LIANGDENG_UNO"
"""The environment variable that names where this LibreOffice accepts UNO connections."""


class CalcProgram:
    """LibreOffice Calc with one workbook."""

    plain_text = True
    """Calc's data arrays keep texts as texts."""

    def __init__(self, office: Office, book: xw.Book) -> None:
        self._office = office
        self._book = book
        self._indicator: Any = None
        self._steps = Steps(book, int(office.setting("/org.openoffice.Office.Common/Undo", "Steps")))
        self._heights = Heights(book)

    @property
    def book(self) -> xw.Book:
        return self._book

    @property
    def _document(self) -> Any:
        return self._book.api

    @property
    def _controller(self) -> Any:
        return self._document.CurrentController

    @property
    def _dialogs(self) -> Dialogs:
        return Dialogs(self._office, self._controller.Frame.ContainerWindow)

    @property
    def is_read_only(self) -> bool:
        return bool(self._document.isReadonly())

    @property
    def is_modified(self) -> bool:
        return bool(self._document.isModified())

    def mark(self) -> object:
        """Every change of a person's is a step; a full list of steps no longer grows."""
        return self._steps.listed()

    def save_copy(self, path: Path) -> None:
        """Raises ProgramError where the copy cannot be written."""
        self._store(path, FilterName=filter_of(path))

    def print_tab(self, tab: str, path: Path) -> None:
        """Raises ProgramError where the file cannot be written."""
        sheet = self._sheet(tab)
        areas = sheet.getPrintAreas()
        cells = self._document.createInstance("com.sun.star.sheet.SheetCellRanges")
        cells.addRangeAddresses(areas or (self._book.sheets[tab].used_range.api.RangeAddress,), False)
        chosen = uno().Any("[]com.sun.star.beans.PropertyValue", property_values(Selection=cells))
        self._store(path, FilterName="calc_pdf_Export", FilterData=chosen)

    def _store(self, path: Path, **how: object) -> None:
        """LibreOffice would make a folder that is not there."""
        if not path.parent.is_dir():
            raise ProgramError(str(path.parent), "没有这个文件夹", "请先建好文件夹再试")
        try:
            self._document.storeToURL(path.resolve().as_uri(), property_values(**how))
        except uno().getClass("com.sun.star.io.IOException") as error:
            raise ProgramError(
                str(path), "LibreOffice 写不出这个文件", "请检查文件夹的权限和磁盘空间"
            ) from error

    def _sheet(self, tab: str) -> Any:
        sheets = self._document.Sheets
        if not sheets.hasByName(tab):
            raise ProgramError(self._book.name, f"没有工作表“{tab}”", "请恢复这张表后再试")
        return sheets.getByName(tab)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """What Calc counts (the locks) is given back once; calculation as it was."""
        document = self._document
        automatic = document.isAutomaticCalculationEnabled()
        document.lockControllers()
        document.addActionLock()
        try:
            document.enableAutomaticCalculation(False)
            with self._steps.set_aside(), self._heights.left_alone():
                yield
        finally:
            document.enableAutomaticCalculation(automatic)
            if automatic and self._steps.has_written:
                document.calculateAll()  # else a chart of formulas may go on showing the figures before
            document.removeActionLock()
            document.unlockControllers()

    @contextmanager
    def writable(self, tab: str) -> Iterator[None]:
        """Rows are fitted to what was written; not where it failed and is taken back."""
        sheet = self._sheet(tab)
        with self._steps.unprotected(sheet):
            yield
            with refusals(self._book.impl):
                self._heights.fit(sheet.RangeAddress.Sheet)

    def has_formulas(self, tab: str, below: int) -> bool:
        rest = self._sheet(tab).getCellRangeByName(f"{below + 1}:{LAST_ROW}")
        return bool(rest.queryContentCells(FORMULA).Count)

    def like_row_above(self, tab: str, first: int, last: int, left: int, right: int) -> None:
        sheet = self._sheet(tab)
        with refusals(self._book.impl):
            carry_look(sheet, (first, left, last, right), self._book.impl.before_write)

    def links(self, tab: str, columns: Collection[int]) -> Links:
        return links_of(self._sheet(tab), columns)

    def put_links(self, tab: str, links: Mapping[Place, str | None]) -> None:
        """Rows are fitted first, which writes cells once more."""
        sheet = self._sheet(tab)
        with refusals(self._book.impl):
            self._heights.fit(sheet.RangeAddress.Sheet)
            put_links(self._document, sheet, links, self._book.impl.before_write)

    @property
    def is_editing(self) -> bool:
        return is_editing(self._controller.Frame)

    def selection(self) -> Selection | None:
        return selected(self._document)

    def go_to(self, tab: str, address: str = "A1") -> None:
        sheet = self._sheet(tab)
        self._controller.setActiveSheet(sheet)
        self._controller.select(sheet.getCellRangeByName(address))

    def status(self, text: str | None) -> None:
        if text is None:
            if self._indicator is not None:
                self._indicator.end()
                self._indicator = None
        elif self._indicator is None:
            self._indicator = self._controller.getStatusIndicator()
            self._indicator.start(text, 0)
        else:
            self._indicator.setText(text)

    def say(self, text: str, title: str) -> None:
        self._dialogs.say(text, title)

    def confirm(self, text: str, title: str) -> bool:
        return self._dialogs.confirm(text, title)

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        return self._dialogs.choose(text, options, title)

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        return self._dialogs.choose_files(title, suffixes)


def attach(fullname: str) -> CalcProgram:
    """The program with the open workbook of that full path or file:// URL.

    Raises ProgramError where LibreOffice cannot be reached, the workbook is not open in it, or two
    open workbooks have its name.
    """
    address = os.environ.get(ADDRESS)
    if not address:
        raise ProgramError("LibreOffice", "这里连不上它", "请用 liangdeng live 打开这份台账")
    office = connect(address)
    books = register(office).apps[App.pid].books
    wanted = _path(fullname)
    same_name = [book for book in books if Path(book.fullname).name == wanted.name]
    found = [book for book in same_name if _path(book.fullname) == wanted]
    if not found:
        raise ProgramError(wanted.name, "没有在 LibreOffice 里打开", "请用 liangdeng live 打开这份台账")
    if len(same_name) > 1:
        raise ProgramError(
            wanted.name, f"打开了 {len(same_name)} 份同名的台账", "请只留要用的一份，关闭其他的再点"
        )
    return CalcProgram(office, found[0])


def dialogs_in_front() -> Dialogs | None:
    """Dialogs above the window in front, for what has no workbook to show it; None where there is none."""
    address = os.environ.get(ADDRESS)
    office = reach(address) if address else None
    if office is None:
        return None
    frames = office.desktop.Frames
    any_frame = frames.getByIndex(frames.Count - 1) if frames.Count else None
    frame = office.desktop.getCurrentFrame() or any_frame
    return Dialogs(office, frame.ContainerWindow) if frame else None


def _path(fullname: str) -> Path:
    """Links followed: Calc tells the path that the person opened."""
    if fullname.startswith("file:"):
        fullname = uno().fileUrlToSystemPath(fullname)
    return Path(fullname).resolve()
