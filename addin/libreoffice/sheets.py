"""工作簿与工作表：a Calc document and its sheets, as xlwings asks an engine for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from addin.errors import ProgramError
from addin.libreoffice.connection import property_values, uno
from addin.libreoffice.native import Native
from addin.libreoffice.ranges import LAST_ROW, Range, box_of
from addin.libreoffice.tables import Names, Tables
from addin.libreoffice.values import Formats

if TYPE_CHECKING:
    from addin.libreoffice.engine import App

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
}
"""LibreOffice's filter for each ending that a workbook is saved under."""


def _nothing(*what: object) -> None:
    """What precedes a write unless a program asks for more."""


def filter_of(path: Path) -> str:
    """Raises ProgramError for an ending that no workbook has."""
    try:
        return FILTERS[path.suffix.lower()]
    except KeyError:
        raise ProgramError(path.name, "不是能保存的工作簿类型", "请用 .xlsx 或 .xlsm 结尾的文件名") from None


class Sheet(Native, base_classes.Sheet):
    """工作表。"""

    def __init__(self, book: Book, api: Any) -> None:
        super().__init__(api)
        self._book = book
        self._name = str(api.Name)

    @property
    def book(self) -> Book:
        return self._book

    @property
    def name(self) -> str:
        """As it was when the sheet was asked for: xlwings compares names at every step."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = self._name = value

    @property
    def index(self) -> int:
        return int(self.api.RangeAddress.Sheet) + 1

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def names(self) -> Names:
        return Names(self.book)

    @property
    def visible(self) -> bool:
        return bool(self.api.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.api.IsVisible = value

    @property
    def cells(self) -> Range:
        return self.of_box(1, 1, LAST_ROW, self.api.Columns.Count)

    @property
    def used_end(self) -> tuple[int, int]:
        """The last row and the last column in which something stands or is drawn; (1, 1) at least."""
        cursor = self.api.createCursor()
        cursor.gotoEndOfUsedArea(False)
        return cursor.RangeAddress.EndRow + 1, cursor.RangeAddress.EndColumn + 1

    @property
    def used_range(self) -> Range:
        """From the first used row and column on, as in Excel."""
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return self.of_address(cursor.RangeAddress)

    def of_address(self, address: Any) -> Range:
        """The range of a `com.sun.star.table.CellRangeAddress`."""
        return self.of_box(
            address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1
        )

    def of_box(self, first: int, left: int, last: int, right: int) -> Range:
        return Range(self, first, left, last, right)

    def range(self, one: object, other: object = None) -> Range:
        """An address, a name, (row, column), (row, column, rows, columns), or two of them as corners."""
        first, left, last, right = self._box(one)
        if other is None:
            return self.of_box(first, left, last, right)
        top, start, bottom, end = self._box(other)
        return self.of_box(min(first, top), min(left, start), max(last, bottom), max(right, end))

    def _box(self, place: object) -> tuple[int, int, int, int]:
        if isinstance(place, Range):
            return place.box
        if isinstance(place, tuple):
            row, column, rows, columns = place if len(place) == 4 else (*place, 1, 1)
            if rows < 1 or columns < 1:
                raise IndexError(place)
            return row, column, row + rows - 1, column + columns - 1
        return self._named(str(place)).box

    def _named(self, text: str) -> Range:
        """Raises KeyError for a name that the workbook does not have."""
        box = box_of(text)
        if box:
            return self.of_box(*box)
        if self.names.contains(text):
            return self.names(text).refers_to_range
        return self.tables(text).range

    def activate(self) -> None:
        self.book.controller.setActiveSheet(self.api)

    def select(self) -> None:
        self.activate()

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def clear(self) -> None:
        self.used_range.clear()

    def delete(self) -> None:
        self.book.api.Sheets.removeByName(self.name)


class Sheets(base_classes.Sheets):
    """工作表的集合, in tab order."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def api(self) -> Any:
        return self._book.api.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self._book, self._book.controller.ActiveSheet)

    def __call__(self, key: int | str) -> Sheet:
        """By number from 1 on, or by name. Raises KeyError."""
        if isinstance(key, int):
            return Sheet(self._book, self.api.getByIndex(key - 1))
        if not self.api.hasByName(key):
            raise KeyError(key)
        return Sheet(self._book, self.api.getByName(key))

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self._book.each_sheet())

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        place = before.index - 1 if before else after.index if after else len(self)
        title = name or self._free_name()
        self.api.insertNewByName(title, place)
        return self(title)

    def _free_name(self) -> str:
        number = len(self) + 1
        while self.api.hasByName(f"Sheet{number}"):
            number += 1
        return f"Sheet{number}"


class Book(Native, base_classes.Book):
    """工作簿：one spreadsheet document that is open."""

    def __init__(self, app: App, api: Any) -> None:
        super().__init__(api)
        self._app = app
        self.before_write: Callable[[], None] = _nothing
        self.about_to_write: Callable[[Any, Sequence[Sequence[object]]], None] = _nothing
        self.formats = Formats(api)
        self._fullname = self._place()
        self._tables: dict[str, Any] = {}
        self._sheets: dict[str, Sheet] = {}

    @property
    def app(self) -> App:
        return self._app

    @property
    def controller(self) -> Any:
        """Of the window that was last in front."""
        return self.api.CurrentController

    @property
    def fullname(self) -> str:
        """As it was when the workbook was asked for."""
        return self._fullname

    def _place(self) -> str:
        """The file's path; a workbook that was never saved has only a title."""
        url = self.api.URL
        return str(uno().fileUrlToSystemPath(url)) if url.startswith("file:") else str(url or self.api.Title)

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def is_closed(self) -> bool:
        try:
            self.api.getURL()
        except uno().getClass("com.sun.star.uno.Exception"):
            return True
        return False

    def each_sheet(self) -> list[Sheet]:
        """Every sheet, in tab order; kept as the tables are."""
        sheets = self.api.Sheets
        self._sheets = {
            name: self._sheets.get(name) or Sheet(self, sheets.getByName(name))
            for name in sheets.ElementNames
        }
        return list(self._sheets.values())

    def tables(self) -> list[Any]:
        """Every database range; the remote objects are kept, as each costs a millisecond to get."""
        ranges = self.api.DatabaseRanges
        names = ranges.ElementNames
        self._tables = {name: self._tables.get(name) or ranges.getByName(name) for name in names}
        return list(self._tables.values())

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def of_cells(self, cells: Any) -> Range:
        """The range of a UNO object that is cells of this document."""
        return Sheet(self, cells.Spreadsheet).of_address(cells.RangeAddress)

    def activate(self) -> None:
        self.controller.Frame.ContainerWindow.toFront()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """To its own file, or from now on to `path`."""
        if path is None:
            self.api.store()
            return
        target = Path(path).resolve()
        self.api.storeAsURL(target.as_uri(), property_values(FilterName=filter_of(target)))
        self._fullname = self._place()

    def close(self) -> None:
        """Changes that were not saved are given up."""
        self.api.setModified(False)
        self.api.close(True)
