"""区域：a rectangle of cells of a Calc sheet, as xlwings asks an engine for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from addin.libreoffice import values
from addin.libreoffice.native import refusals
from addin.workbook.cells import column_number
from addin.workbook.port import column_letters

if TYPE_CHECKING:
    from addin.libreoffice.sheets import Sheet
    from addin.libreoffice.tables import Table

LAST_ROW, LAST_COLUMN = 1_048_576, 1_024
_CONTENT = 1 | 2 | 4 | 16
"""CellFlags VALUE, DATETIME, STRING, FORMULA: what a cell holds, without notes and formats."""

_BOLD, _REGULAR = 150.0, 100.0
"""com.sun.star.awt.FontWeight."""

_HUNDREDTHS_PER_POINT = 2540 / 72
_EDGES = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}

Colour = tuple[int, int, int]


def to_rgb(colour: int) -> Colour | None:
    """Calc's colour number; -1, its 无颜色, is None."""
    return None if colour == -1 else ((colour >> 16) & 255, (colour >> 8) & 255, colour & 255)


def to_number(colour: Colour | int | str | None) -> int:
    """What xlwings takes for a colour, as Calc's number."""
    if colour is None:
        return -1
    if isinstance(colour, str):
        return int(colour.removeprefix("#"), 16)
    if isinstance(colour, int):  # Excel counts blue as the highest byte
        colour = (colour & 255, (colour >> 8) & 255, (colour >> 16) & 255)
    return (colour[0] << 16) | (colour[1] << 8) | colour[2]


class Font(base_classes.Font):
    """字体 of a whole range."""

    def __init__(self, area: Range) -> None:
        self._area = area

    @property
    def api(self) -> Any:
        return self._area.api

    @property
    def bold(self) -> bool:
        return bool(self.api.CharWeight > _REGULAR)

    @bold.setter
    def bold(self, value: bool) -> None:
        self._area.to_write.CharWeight = _BOLD if value else _REGULAR

    @property
    def color(self) -> Colour | None:
        return to_rgb(self.api.CharColor)

    @color.setter
    def color(self, value: Colour | int | str | None) -> None:
        self._area.to_write.CharColor = to_number(value)

    @property
    def size(self) -> float:
        return float(self.api.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        self._area.to_write.CharHeight = value

    @property
    def name(self) -> str:
        return str(self.api.CharFontName)

    @name.setter
    def name(self, value: str) -> None:
        area = self._area.to_write
        area.CharFontName = area.CharFontNameAsian = value


class Range(base_classes.Range):
    """区域：1-based, first and last row and column included."""

    def __init__(self, sheet: Sheet, first: int, left: int, last: int, right: int) -> None:
        self.sheet = sheet
        self.box = (first, left, last, right)
        self._api: Any = None
        self.options: dict[str, Any] = {}

    @property
    def api(self) -> Any:
        """The UNO object, asked for when it is needed: xlwings cuts ranges from ranges, and each costs a
        millisecond."""
        if self._api is None:
            first, left, last, right = self.box
            self._api = self.sheet.api.getCellRangeByPosition(left - 1, first - 1, right - 1, last - 1)
        return self._api

    @property
    def to_write(self) -> Any:
        """The UNO object, after telling the workbook that it is about to be written."""
        self.sheet.book.before_write()
        return self.api

    @property
    def _formats(self) -> values.Formats:
        return self.sheet.book.formats

    @property
    def row(self) -> int:
        return self.box[0]

    @property
    def column(self) -> int:
        return self.box[1]

    @property
    def shape(self) -> tuple[int, int]:
        first, left, last, right = self.box
        return last - first + 1, right - left + 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return (self.sheet.name, self.row, self.column, *self.shape)

    @property
    def has_array(self) -> bool | None:
        """Whether the cells belong to array formulas; None where some do and some do not."""
        if not self.api.queryContentCells(values.FORMULA).Count:
            return False
        if self.shape == (1, 1):
            return bool(self.api.getArrayFormula())
        # Calc shows an array formula in braces, as a text may stand too: then the cells are asked one by one.
        return None if any(text.startswith("{=") for row in self.api.FormulaArray for text in row) else False

    @property
    def table(self) -> Table | None:
        return next((table for table in self.sheet.tables if table.holds(self)), None)

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def __call__(self, row: int, column: int | None = None) -> Range:
        """One cell, by row and column or by its number, counted from the range's own corner."""
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        row, column = self.row + row - 1, self.column + column - 1
        return Range(self.sheet, row, column, row, column)

    def get_address(
        self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False
    ) -> str:
        def one(row: int, column: int) -> str:
            return f"{'$' * col_absolute}{column_letters(column)}{'$' * row_absolute}{row}"

        first, left, last, right = self.box
        text = one(first, left) if len(self) == 1 else f"{one(first, left)}:{one(last, right)}"
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{text}" if external else text

    @property
    def address(self) -> str:
        return self.get_address()

    @property
    def raw_value(self) -> list[list[object]]:
        with refusals(self.sheet.book):
            return values.read(self._formats, self.api)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        """A scalar fills the range. Rows are written from its corner on, as far as they go: xlwings
        hands large blocks over in pieces, and the last one is shorter."""
        if isinstance(value, (list, tuple)):
            rows: Sequence[Sequence[object]] = value if isinstance(value[0], (list, tuple)) else [value]
        else:
            rows = [[value] * self.shape[1]] * self.shape[0]
        with refusals(self.sheet.book):
            area = self._corner(len(rows), len(rows[0])).to_write
            self.sheet.book.about_to_write(area, rows)
            values.write(self._formats, area, rows, self.sheet.book.before_write)

    def _corner(self, rows: int, columns: int) -> Range:
        return Range(self.sheet, self.row, self.column, self.row + rows - 1, self.column + columns - 1)

    @property
    def formula(self) -> Any:
        """In Calc's own words: English names, arguments set apart by 「;」."""
        found = self.api.getFormulaArray()
        return found[0][0] if len(self) == 1 else found

    @formula.setter
    def formula(self, value: Any) -> None:
        if isinstance(value, str):
            value = [[value] * self.shape[1]] * self.shape[0]
        with refusals(self.sheet.book):
            area = self._corner(len(value), len(value[0])).to_write
            area.setFormulaArray(tuple(tuple(map(str, row)) for row in value))

    @property
    def number_format(self) -> str | None:
        """None where the cells have several."""
        key = self._formats.common(self.api)
        return None if key is None else self._formats.of(key)[1]

    @number_format.setter
    def number_format(self, value: str) -> None:
        with refusals(self.sheet.book):
            self.to_write.NumberFormat = self._formats.key(value)

    @property
    def _first_cell(self) -> Any:
        return self.api.getCellByPosition(0, 0)

    @property
    def color(self) -> Colour | None:
        return to_rgb(self.api.CellBackColor)

    @color.setter
    def color(self, value: Colour | int | str | None) -> None:
        self.to_write.CellBackColor = to_number(value)

    @property
    def font(self) -> Font:
        return Font(self)

    @property
    def wrap_text(self) -> bool:
        return bool(self.api.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.to_write.IsTextWrapped = value

    @property
    def row_height(self) -> float:
        """Points."""
        return float(self.api.Rows.getByIndex(0).Height / _HUNDREDTHS_PER_POINT)

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.to_write.Rows.Height = round(value * _HUNDREDTHS_PER_POINT)

    @property
    def merge_cells(self) -> bool | None:
        """Whether the cells are merged; None where some are and some are not."""
        reached = self.sheet.api.createCursorByRange(self.api)
        reached.collapseToMergedArea()
        if not reached.getIsMerged():
            return False
        area = self.merge_area.box
        within = area[0] <= self.box[0] and area[1] <= self.box[1] and self.box[2] <= area[2]
        return True if within and self.box[3] <= area[3] else None

    @property
    def merge_area(self) -> Range:
        return self.sheet.of_address(self._merged.RangeAddress)

    @property
    def _merged(self) -> Any:
        cursor = self.sheet.api.createCursorByRange(self._first_cell)
        cursor.collapseToMergedArea()
        return cursor

    def merge(self, across: bool = False) -> None:
        first, left, last, right = self.box
        for row in range(first, last + 1) if across else ():
            Range(self.sheet, row, left, row, right).to_write.merge(True)
        if not across:
            self.to_write.merge(True)

    def unmerge(self) -> None:
        self.to_write.merge(False)

    def clear_contents(self) -> None:
        self.to_write.clearContents(_CONTENT)

    def clear(self) -> None:
        self.to_write.clearContents(1023)

    def select(self) -> None:
        self.sheet.activate()
        self.sheet.book.controller.select(self.api)

    def end(self, direction: str) -> Range:
        """The last filled cell in that direction, as Ctrl + arrow goes."""
        down, right = _EDGES[direction]
        row, column = self.row, self.column
        cells = self._line(bool(down))
        at = (row if down else column) - 1
        found = _edge(cells, at, down or right, LAST_ROW if down else LAST_COLUMN) + 1
        return (
            Range(self.sheet, found, column, found, column)
            if down
            else Range(self.sheet, row, found, row, found)
        )

    def _line(self, upright: bool) -> list[bool]:
        """Which cells of this column or row are filled, as far as anything stands on the sheet."""
        last, right = self.sheet.used_end
        if upright:
            column = self.sheet.api.getCellRangeByPosition(
                self.column - 1, 0, self.column - 1, max(last, self.row) - 1
            )
            return [row[0] != "" for row in column.getDataArray()]
        line = self.sheet.api.getCellRangeByPosition(
            0, self.row - 1, max(right, self.column) - 1, self.row - 1
        )
        return [value != "" for value in line.getDataArray()[0]]


def _edge(filled: list[bool], at: int, step: int, length: int) -> int:
    def is_filled(place: int) -> bool:
        return 0 <= place < len(filled) and filled[place]

    if is_filled(at) and is_filled(at + step):
        while is_filled(at + step):
            at += step
        return at
    at += step
    while 0 <= at < len(filled) and not filled[at]:
        at += step
    return max(at, 0) if at < len(filled) else length - 1


_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})?\$?(\d+)?(?::\$?([A-Za-z]{1,3})?\$?(\d+)?)?")


def box_of(text: str) -> tuple[int, int, int, int] | None:
    """「A1」, 「$A$1:B2」, 「A:C」, 「3:5」 as first row, first column, last row, last column; None for
    anything else, which can only be a name."""
    found = _REFERENCE.fullmatch(text)
    if found is None or not text or found.lastindex is None:
        return None
    left, first, right, last = found.groups()
    if ":" not in text:
        if not (left and first):
            return None
        right, last = left, first
    if (left is None) != (right is None) or (first is None) != (last is None):
        return None
    columns = (
        sorted((column_number(left.upper()), column_number(right.upper()))) if left else (1, LAST_COLUMN)
    )
    rows = sorted((int(first), int(last))) if first else (1, LAST_ROW)
    return rows[0], columns[0], rows[1], columns[1]
