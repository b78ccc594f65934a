"""Excel 里打开的台账：the `Program` (addin/live/program.py) for Excel, over xlwings and its COM object."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import xlwings as xw

from addin.errors import ProgramError
from addin.live.com import (
    CALCULATION_MANUAL,
    PASTE_FORMATS,
    PASTE_VALIDATION,
    TYPE_PDF,
    be_patient_not_for_ever,
    is_busy,
    plainly,
    unwrapped,
)
from addin.live.excel_links import links_of, put_links
from addin.live.excel_selection import selected
from addin.live.program import Selection
from addin.live.protection import lifted
from addin.workbook.links import Links, Place

_OK, _YES_NO, _INFORMATION, _QUESTION, _IN_FRONT = 0x0, 0x4, 0x40, 0x20, 0x10000  # MessageBoxW
_YES = 6
_SEARCHED = 1_000  # rows gone up for one that a filter shows

Choose = Callable[[str, Sequence[str], str], str | None]
"""`Program.choose`. Excel has no list of its own to choose from; the system has."""


class ExcelProgram:
    """Excel with one workbook."""

    plain_text = False

    def __init__(self, book: xw.Book, choose: Choose) -> None:
        self._book = book
        self._choose = choose

    def mark(self) -> None:
        """Excel keeps its list of steps to itself."""

    @classmethod
    def attach(cls, fullname: str, choose: Choose, apps: Iterable[xw.App] | None = None) -> ExcelProgram:
        """The workbook of that full path, in whichever Excel has it open.

        Raises ProgramError where none has, or where two open workbooks bear its name.
        """
        name = fullname.replace("\\", "/").rpartition("/")[2]
        with plainly("Excel"):
            books = [book for app in (xw.apps if apps is None else apps) for book in app.books]
            be_patient_not_for_ever()
            named = [book for book in books if str(book.name).casefold() == name.casefold()]
            same = [book for book in named if _is_same(str(book.fullname), fullname)]
        if not same:
            raise ProgramError(name, "没有在 Excel 里打开", "请先用 Excel 打开这本台账")
        if len(named) > 1:
            raise ProgramError(name, "有两本同名的台账同时开着", "请关闭其中一本后再试")
        return cls(same[0], choose)

    @property
    def book(self) -> xw.Book:
        return self._book

    @property
    def _name(self) -> str:
        return str(self._book.name)

    @property
    def _application(self) -> Any:
        return self._book.app.api

    def _sheet(self, tab: str) -> Any:
        return self._book.sheets[tab].api

    @property
    def is_read_only(self) -> bool:
        with plainly(self._name):
            return bool(self._book.api.ReadOnly)

    @property
    def is_modified(self) -> bool:
        with plainly(self._name):
            return not self._book.api.Saved

    @property
    def is_editing(self) -> bool:
        """Excel lets nobody switch `Interactive` while a cell is typed into."""
        application = unwrapped(self._application)
        try:
            application.Interactive = application.Interactive
        except Exception as error:
            return is_busy(error)
        return False

    def save_copy(self, path: Path) -> None:
        """Raises ProgramError."""
        with plainly(path.name):
            self._book.api.SaveCopyAs(str(path))

    def print_tab(self, tab: str, path: Path) -> None:
        """Raises ProgramError."""
        with plainly(tab):
            self._sheet(tab).ExportAsFixedFormat(TYPE_PDF, str(path))

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Also without Excel's own filling of table columns."""
        with plainly(self._name):
            application, correction = self._application, self._application.AutoCorrect
        wanted = [
            (application, "ScreenUpdating", False),
            (application, "EnableEvents", False),
            (application, "DisplayAlerts", False),
            (application, "Calculation", CALCULATION_MANUAL),
            (correction, "AutoExpandListRange", False),
            (correction, "AutoFillFormulasInLists", False),
        ]
        with ExitStack() as back:
            with plainly(self._name):
                for thing, name, value in wanted:
                    before = getattr(thing, name)
                    setattr(thing, name, value)
                    back.callback(setattr, thing, name, before)
            yield

    def writable(self, tab: str) -> AbstractContextManager[None]:
        return lifted(self._sheet(tab), tab)

    def has_formulas(self, tab: str, below: int) -> bool:
        """Excel answers None where some cells do and some do not."""
        with plainly(tab):
            sheet = self._sheet(tab)
            rest = sheet.Range(sheet.Rows(below + 1), sheet.Rows(sheet.Rows.Count))
            return rest.HasFormula is not False

    def like_row_above(self, tab: str, first: int, last: int, left: int, right: int) -> None:
        """Through the clipboard, which Excel alone gives formats, drop-downs and conditional formats."""
        sheet = self._sheet(tab)
        row = self._shown_row(sheet, first - 1)
        sheet.Range(sheet.Cells(row, left), sheet.Cells(row, right)).Copy()
        target = sheet.Range(sheet.Cells(first, left), sheet.Cells(last, right))
        try:
            target.PasteSpecial(PASTE_FORMATS)
            target.PasteSpecial(PASTE_VALIDATION)
        finally:
            self._application.CutCopyMode = False

    def _shown_row(self, sheet: Any, row: int) -> int:
        """The row itself, or the nearest data row above that is not filtered out: Excel copies only what it
        shows. Where a filter leaves none the row itself serves."""
        if not sheet.FilterMode:
            return row
        tables = [sheet.ListObjects(number + 1) for number in range(sheet.ListObjects.Count)]
        headers = [int(table.HeaderRowRange.Row) for table in tables]
        above = range(row, max([0, *(one for one in headers if one < row)]), -1)
        return next((one for one in above[:_SEARCHED] if not sheet.Rows(one).Hidden), row)

    def links(self, tab: str, columns: Collection[int]) -> Links:
        with plainly(tab):
            return links_of(self._sheet(tab), columns)

    def put_links(self, tab: str, links: Mapping[Place, str | None]) -> None:
        put_links(self._sheet(tab), links)

    def selection(self) -> Selection | None:
        with plainly(self._name):
            return selected(self._application, self._name)

    def go_to(self, tab: str, address: str = "A1") -> None:
        """Raises ProgramError."""
        with plainly(tab):
            self._book.api.Activate()
            self._sheet(tab).Activate()
            self._sheet(tab).Range(address).Select()

    def status(self, text: str | None) -> None:
        with plainly(self._name):
            self._application.StatusBar = text if text else False

    def say(self, text: str, title: str) -> None:
        self._box(text, title, _OK | _INFORMATION)

    def confirm(self, text: str, title: str) -> bool:
        return self._box(text, title, _YES_NO | _QUESTION) == _YES

    def _box(self, text: str, title: str, kind: int) -> int:
        user = getattr(ctypes, "windll").user32  # noqa: B009 - the name exists only on Windows
        return int(user.MessageBoxW(int(self._application.Hwnd), text, title, kind | _IN_FRONT))

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        return self._choose(text, options, title)

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        kinds = ";".join(f"*{suffix}" for suffix in suffixes)
        chosen = self._application.GetOpenFilename(f"{kinds},{kinds}", 1, title, None, True)
        return [Path(str(name)) for name in chosen] if isinstance(chosen, (list, tuple)) else []


def _is_same(one: str, other: str) -> bool:
    """Whether two full paths name the same file: by their letters, or by what they lead to."""
    if _plain(one) == _plain(other):
        return True
    first, second = Path(one), Path(other)
    return first.is_file() and second.is_file() and first.samefile(second)


def _plain(name: str) -> str:
    return os.path.normpath(name.replace("\\", "/")).casefold()
