"""内容：what the cells of a workbook hold, whoever read it: a closed file and an open workbook compare equal."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from addin.findings import Finding, Level
from addin.schema import LEDGER_SHEETS, Sheet
from addin.schema.cockpit import BLOCKS
from addin.workbook.cells import address, serial
from addin.workbook.edit_places import Box
from addin.workbook.grids import Grid
from addin.workbook.port import CellError, CellValue

CONTENT = "内容:"
"""What a fingerprint of content begins with; one without it is the SHA-256 of a file."""

_DIGITS = 8  # of a day: a program keeps a time of day to the millisecond
_TEXTS = {str}
_FIRST_DAY = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class TabValues:
    """一张表的值：the used part of a tab. `columns[j][i]` is the cell (top + i, left + j).

    Blank cells are "", error values CellError, dates dt.date or dt.datetime.
    """

    tab: str
    top: int = 1
    left: int = 1
    columns: list[list[CellValue]] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        return self.top + (len(self.columns[0]) if self.columns else 0) - 1

    @property
    def right(self) -> int:
        return self.left + len(self.columns) - 1

    def at(self, row: int, column: int) -> CellValue:
        """The cell's value, None where it is blank or lies outside."""
        return next(iter(self.down(column, row, row)))

    def down(self, column: int, first: int, last: int) -> list[CellValue]:
        """The cells of a column from row `first` to `last`, None for blanks."""
        if not self.left <= column <= self.right:
            return [None] * (last - first + 1)
        start = max(first, self.top)
        part = self.columns[column - self.left][start - self.top : max(last, self.top - 1) - self.top + 1]
        before: list[CellValue] = [None] * min(start - first, last - first + 1)
        found = before + [None if value == "" else value for value in part]
        return found + [None] * (last - first + 1 - len(found))

    def part(self, box: Box) -> TabValues:
        """Only the cells of `box`."""
        top, left, bottom, right = box
        blank = [["" if v is None else v for v in self.down(c, top, bottom)] for c in range(left, right + 1)]
        return TabValues(self.tab, top, left, blank)

    def errors(self) -> dict[tuple[int, int], str]:
        """The error values by (row, column)."""
        return {
            (self.top + i, self.left + j): value.text
            for j, column in enumerate(self.columns)
            if CellError in set(map(type, column))
            for i, value in enumerate(column)
            if type(value) is CellError
        }

    def grid(self) -> Grid:
        """The cells as a reader of files gives them: without blank columns at the left and right end,
        error values blank, a time of day without its day."""
        filled = [place for place, column in enumerate(self.columns) if any(value != "" for value in column)]
        if not filled:
            return Grid(self.tab, 1, iter(()))
        first, last = filled[0], filled[-1]
        columns = [_as_read(column) for column in self.columns[first : last + 1]]
        return Grid(self.tab, self.left + first, self._rows(columns))

    def _rows(self, columns: list[list[CellValue]]) -> Iterator[Sequence[CellValue]]:
        blank = ("",) * len(columns)
        for _ in range(self.top - 1):
            yield blank
        yield from zip(*columns, strict=True)


def _as_read(column: list[CellValue]) -> list[CellValue]:
    kinds = set(map(type, column))
    if CellError not in kinds and dt.datetime not in kinds:
        return column
    return [_plain(value) for value in column]


def _plain(value: CellValue) -> CellValue:
    if type(value) is CellError:
        return ""
    if type(value) is dt.datetime and value.date() == _FIRST_DAY:
        return value.time()
    return value


def values_of(grid: Grid, errors: Mapping[tuple[int, int], str]) -> TabValues:
    """The cells of a closed file's tab (`ClosedBook.grid`, `.errors`)."""
    columns = [list(column) for column in zip(*grid.rows, strict=True)]
    values = TabValues(grid.tab, 1, grid.left, columns)
    for (row, column), text in errors.items():
        if column <= values.right and grid.left <= column and row <= values.last_row:
            columns[column - grid.left][row - 1] = CellError(text)
    return values


class Contents(Protocol):
    """What a fingerprint of content is made of: a closed file or an open workbook."""

    def tab_of(self, sheet: type[Sheet]) -> str | None: ...

    def values(self, tab: str) -> TabValues: ...

    def area(self, name: str) -> tuple[str, Box] | None:
        """The tab and range of a workbook name."""


def parts_of(book: Contents) -> Iterator[tuple[str, TabValues]]:
    """What we write to, by the sheet's title or the block's name: all ledger sheets, the blocks of 首页."""
    for sheet in LEDGER_SHEETS:
        tab = book.tab_of(sheet)
        if tab is not None:
            yield sheet.title, book.values(tab)
    front: dict[str, TabValues] = {}
    for block in BLOCKS:
        area = book.area(block.name)
        if area is not None:
            if area[0] not in front:
                front[area[0]] = book.values(area[0])
            yield block.name, front[area[0]].part(area[1])


def content_fingerprint(book: Contents) -> str:
    """SHA-256 of all values on our tabs and in the blocks of 首页, after `CONTENT`.

    The same for the file that a program saves and for the workbook that it has open.
    """
    digest = hashlib.sha256()
    for title, values in parts_of(book):
        digest.update(f"\x1d{title}".encode())
        for place, column in enumerate(values.columns, values.left):
            first, text = _column_text(column)
            if text:
                digest.update(f"\x1e{place}\x1f{values.top + first}{text}".encode("utf-8", "surrogatepass"))
    return CONTENT + digest.hexdigest()


def _column_text(column: Sequence[CellValue]) -> tuple[int, str]:
    """Where the column's first value stands, and the values from there on; "" for a blank column."""
    first, last = 0, len(column)
    while last and column[last - 1] == "":
        last -= 1
    while first < last and column[first] == "":
        first += 1
    values = column[first:last]
    kinds = set(map(type, values))
    if kinds <= _TEXTS:
        return first, "".join(f"\x1f{value}" for value in values).replace("\r\n", "\n")
    if bool in kinds:  # True is 1 to a dict
        return first, "".join(f"\x1f{_text(value)}" for value in values)
    texts = {value: f"\x1f{_text(value)}" for value in set(values)}
    return first, "".join([texts[value] for value in values])


def _text(value: CellValue) -> str:
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, bool):
        return f"\x02{value}"
    number = _number(value)
    return f"\x04{value}" if number is None else f"\x03{round(number, _DIGITS) + 0.0!r}"  # −0.0 is 0.0


def _number(value: CellValue) -> float | None:
    """Numbers, and days and times as the numbers that a workbook keeps for them."""
    if isinstance(value, dt.date):
        return serial(value)
    if isinstance(value, dt.time):
        return serial(dt.datetime.combine(_FIRST_DAY, value))
    if isinstance(value, dt.timedelta):
        return value / dt.timedelta(days=1)
    return float(value) if isinstance(value, (int, float)) else None


def far_cell(tab: str, row: int, column: int) -> Finding:
    """A cell so far from the table that it is not read."""
    return Finding(
        Level.DOUBT,
        tab,
        address(row, column),
        "这一格离表格太远，没有读取",
        "如不需要请删去这一格的内容",
        used="不计",
    )
