"""表与名称：an Excel table is a database range of the document in Calc; a name stays a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from addin.libreoffice.connection import uno
from addin.libreoffice.native import Native, refusals

if TYPE_CHECKING:
    import xlwings as xw

    from addin.libreoffice.ranges import Range
    from addin.libreoffice.sheets import Book, Sheet


class Table(Native, base_classes.Table):
    """表：one database range; its first row is the header."""

    def __init__(self, sheet: Sheet, api: Any) -> None:
        super().__init__(api)
        self._sheet = sheet

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value

    @property
    def display_name(self) -> str:
        return self.name

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.name = value

    @property
    def range(self) -> Range:
        return self.parent.of_address(self.api.DataArea)

    @property
    def header_row_range(self) -> Range:
        first, left, _, right = self.range.box
        return self.parent.of_box(first, left, first, right)

    @property
    def data_body_range(self) -> Range | None:
        first, left, last, right = self.range.box
        return self.parent.of_box(first + 1, left, last, right) if last > first else None

    @property
    def show_autofilter(self) -> bool:
        return bool(self.api.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.api.AutoFilter = value

    def holds(self, cells: Range) -> bool:
        """Whether the range lies within the table."""
        first, left, last, right = self.range.box
        top, start, bottom, end = cells.box
        return first <= top and left <= start and bottom <= last and end <= right

    def resize(self, target: xw.Range) -> None:
        """Rows and columns within the new range are the table's; cells and formats stay as they are."""
        with refusals(self.parent.book):
            self.parent.book.before_write()
            self.api.DataArea = target.impl.api.RangeAddress


class Tables(base_classes.Tables):
    """表的集合 of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.parent = sheet

    @property
    def api(self) -> Any:
        return self.parent.book.api.DatabaseRanges

    def __iter__(self) -> Iterator[Table]:
        index = self.parent.index - 1
        return (Table(self.parent, one) for one in self.parent.book.tables() if one.DataArea.Sheet == index)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return any(table.name == name for table in self)

    def __call__(self, key: int | str) -> Table:
        """By number from 1 on, or by name. Raises KeyError."""
        for number, table in enumerate(self, 1):
            if key in (number, table.name):
                return table
        raise KeyError(key)

    def add(
        self,
        source_type: object = None,
        source: xw.Range | None = None,
        link_source: object = None,
        has_headers: bool | str | None = True,
        destination: object = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> Table:
        """A new table over `source`, with its arrows to filter by."""
        assert source is not None
        title = name or self._free_name()
        self.api.addNewByName(title, source.impl.api.RangeAddress)
        made = self.api.getByName(title)
        made.ContainsHeader = made.AutoFilter = True
        return Table(self.parent, made)

    def _free_name(self) -> str:
        number = 1
        while self.api.hasByName(f"表{number}"):
            number += 1
        return f"表{number}"


class Name(Native, base_classes.Name):
    """名称 of the workbook."""

    def __init__(self, book: Book, api: Any) -> None:
        super().__init__(api)
        self._book = book

    @property
    def name(self) -> str:
        return str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value

    @property
    def refers_to(self) -> str:
        return f"={self.api.Content}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.Content = value.removeprefix("=")

    @property
    def refers_to_range(self) -> Range:
        """Raises ValueError for a name that stands for no cells."""
        cells = self.api.getReferredCells()
        if cells is None:
            raise ValueError(self.name)
        return self._book.of_cells(cells)

    def delete(self) -> None:
        self._book.api.NamedRanges.removeByName(self.name)


class Names(base_classes.Names):
    """名称的集合 of the workbook."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def api(self) -> Any:
        return self._book.api.NamedRanges

    def snapshot(self) -> list[tuple[str, Name]]:
        """What xlwings counts and goes through: every name with its object."""
        return [(name, self(name)) for name in self.api.ElementNames]

    def __iter__(self) -> Iterator[Name]:
        return (name for _, name in self.snapshot())

    def __len__(self) -> int:
        return int(self.api.Count)

    def __call__(self, key: int | str) -> Name:
        """Raises KeyError."""
        if isinstance(key, int):
            key = self.api.ElementNames[key - 1]
        if not self.contains(key):
            raise KeyError(key)
        return Name(self._book, self.api.getByName(key))

    def contains(self, name: int | str) -> bool:
        return bool(self.api.hasByName(name))

    def add(self, name: str, refers_to: str) -> Name:
        corner = uno().createUnoStruct("com.sun.star.table.CellAddress")
        self.api.addNewByName(name, refers_to.removeprefix("="), corner, 0)
        return self(name)
