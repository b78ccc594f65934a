"""内存引擎：an xlwings engine whose workbook lives in memory; every property of a range that is asked for is counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import xlwings as xw
from live_memory.memory_sheet import Box, MemorySheet, MemoryTable, inside
from live_memory.typed_input import ERRORS
from xlwings import base_classes

_ERROR_TEXTS = {code: text for text, code in ERRORS.items() if text != "#SPILL!"}  # as xlwings knows them


class Engine:
    name, type = "memory", "desktop"

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        return "" if value is None or value != value else value

    @staticmethod
    def clean_value_data(data: Any, dates: Any, empty_as: Any, numbers: Any, err_to_str: bool) -> Any:
        """As xlwings does on Excel: error codes that it knows become texts, others stay numbers."""
        return [[_clean(value, empty_as, err_to_str) for value in row] for row in data]


def _clean(value: Any, empty_as: Any, err_to_str: bool) -> Any:
    if value is None or value == "":
        return empty_as
    if type(value) is int and value in _ERROR_TEXTS:
        return _ERROR_TEXTS[value] if err_to_str else None
    return value


class Range(base_classes.Range):
    api: Any = None
    chunk: int | None = None
    """Cells handed over at once, None for all; xlwings cuts what is larger into pieces."""

    def __init__(self, sheet: Sheet, box: Box) -> None:
        self.sheet = sheet
        self.box = box
        self.api = box  # xlwings writes nowhere where this is empty
        self._cells: MemorySheet = sheet.api

    @property
    def max_cells_per_write(self) -> int | None:
        return self.chunk

    @property
    def max_cells_per_read(self) -> int | None:
        return self.chunk

    @property
    def row(self) -> int:
        return self.box[0]

    @property
    def column(self) -> int:
        return self.box[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self.box[2] - self.box[0] + 1, self.box[3] - self.box[1] + 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self.sheet.name, *self.box

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        place = self.row + row - 1, self.column + column - 1
        return Range(self.sheet, (*place, *place))

    @property
    def _rows(self) -> Iterator[list[tuple[int, int]]]:
        for row in range(self.box[0], self.box[2] + 1):
            yield [(row, column) for column in range(self.box[1], self.box[3] + 1)]

    @property
    def _places(self) -> Iterator[tuple[int, int]]:
        return (place for row in self._rows for place in row)

    def _scalar_or_rows(self, found: list[tuple[Any, ...]]) -> Any:
        return found[0][0] if len(self) == 1 else tuple(found)

    @property
    def raw_value(self) -> Any:
        self._cells.count("read")
        return self._scalar_or_rows([tuple(map(self._cells.shown, row)) for row in self._rows])

    @raw_value.setter
    def raw_value(self, given: Any) -> None:
        self._cells.count("write")
        self._cells.refuse()
        for place, value in self._each(given):
            self._cells.put(place, value)

    def _each(self, given: Any) -> Iterator[tuple[tuple[int, int], Any]]:
        """A scalar fills the range; rows must have its shape, as an array handed to Excel should."""
        if not isinstance(given, (list, tuple)):
            return ((place, given) for place in self._places)
        assert (len(given), len(given[0])) == self.shape, "rows of another shape than the range"
        return (
            pair
            for places, row in zip(self._rows, given, strict=True)
            for pair in zip(places, row, strict=True)
        )

    @property
    def formula(self) -> Any:
        self._cells.count("formula read")
        return self._scalar_or_rows([tuple(map(self._cells.typed, row)) for row in self._rows])

    @formula.setter
    def formula(self, given: Any) -> None:
        self._cells.count("formula write")
        self._cells.refuse()
        for place, text in self._each(given):
            self._cells.put_formula(place, text)

    def _uniform(self, found: set[Any]) -> Any:
        """Excel answers None where the cells of a range differ."""
        return found.pop() if len(found) == 1 else None

    @property
    def number_format(self) -> Any:
        self._cells.count("format read")
        return self._uniform({self._cells.cell(place).number_format for place in self._places})

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._cells.count("format write")
        self._cells.refuse()
        for place in self._places:
            cell = self._cells.cell(place)
            self._cells.cells[place] = type(cell)(cell.value, cell.formula, value)

    def _any(self, boxes: list[Box]) -> Any:
        if not boxes:
            return False
        return self._uniform({any(inside(place, box) for box in boxes) for place in self._places})

    @property
    def merge_cells(self) -> Any:
        self._cells.count("merges")
        return self._any(self._cells.merges)

    @property
    def merge_area(self) -> Range:
        self._cells.count("merges")
        first = self.box[:2]
        return Range(
            self.sheet, next((box for box in self._cells.merges if inside(first, box)), (*first, *first))
        )

    @property
    def has_array(self) -> Any:
        self._cells.count("arrays")
        return self._any(self._cells.arrays)


class Sheet(base_classes.Sheet):
    api: Any = None
    book: Any = None

    def __init__(self, book: Book, cells: MemorySheet) -> None:
        self.book = book
        self.api = cells

    @property
    def name(self) -> str:
        return self.api.name

    @property
    def index(self) -> int:
        return list(self.book.tabs).index(self.name) + 1

    @property
    def used_range(self) -> Range:
        self.api.count("used range")
        return Range(self, self.api.used())

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, tuple) and len(first) == 4:  # a slice of a range: row, column, rows, columns
            row, column, height, width = first
            return Range(self, (row, column, row + height - 1, column + width - 1))
        corners = [one if isinstance(one, tuple) else one.box[:2] for one in (first, last or first)]
        return Range(self, (*corners[0], *corners[1]))


class Table(base_classes.Table):
    api: Any = None
    parent: Any = None

    def __init__(self, sheet: Sheet, table: MemoryTable) -> None:
        self.parent = sheet
        self.api = table

    @property
    def name(self) -> str:
        return self.api.name

    @property
    def range(self) -> Range:
        return Range(self.parent, self.api.box)

    def resize(self, area: xw.Range) -> None:
        self.parent.api.count("resize")
        self.parent.api.resize(self.api, area.impl.box)


class Tables(base_classes.Collection):
    parent: Any = None

    def __init__(self, sheet: Sheet) -> None:
        self.parent = sheet

    def __iter__(self) -> Iterator[Table]:
        self.parent.api.count("tables")
        return iter([Table(self.parent, table) for table in self.parent.api.tables])

    def __len__(self) -> int:
        return len(self.parent.api.tables)

    def __call__(self, key: Any) -> Table:
        return list(self)[key - 1] if isinstance(key, int) else next(one for one in self if one.name == key)


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self._book = book

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self._book, cells) for cells in self._book.tabs.values()])

    def __len__(self) -> int:
        return len(self._book.tabs)

    def __call__(self, key: Any) -> Sheet:
        return list(self)[key - 1] if isinstance(key, int) else Sheet(self._book, self._book.tabs[key])


class Name(base_classes.Name):
    name: Any = ""

    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self.name = name

    @property
    def refers_to(self) -> str:
        tab, box = self._book.areas[self.name]
        return f"='{tab}'!R{box[0]}C{box[1]}:R{box[2]}C{box[3]}" if box else "=#REF!"

    @property
    def refers_to_range(self) -> Range:
        tab, box = self._book.areas[self.name]
        return Range(Sheet(self._book, self._book.tabs[tab]), box)


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self._book = book

    def contains(self, name: Any) -> bool:
        return name in self._book.areas

    def __call__(self, name: Any) -> Name:
        return Name(self._book, name if isinstance(name, str) else list(self._book.areas)[name - 1])

    def __len__(self) -> int:
        return len(self._book.areas)


class App(base_classes.App):
    engine = Engine()
    api = "memory"
    pid = 1


class Book(base_classes.Book):
    """`tabs` by name, `areas` workbook name → (tab, box)."""

    fullname: Any = ""
    app: Any = None

    def __init__(self, fullname: str) -> None:
        self.fullname = fullname
        self.app = App()
        self.tabs: dict[str, MemorySheet] = {}
        self.areas: dict[str, tuple[str, Any]] = {}

    @property
    def name(self) -> str:
        return self.fullname.rpartition("/")[2]

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)


if "memory" not in xw.engines.engines_by_name:
    xw.engines.add(xw.Engine(impl=Engine()))
