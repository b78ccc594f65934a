"""行高：Calc fits the heights of all rows that a write touches, each time, however few cells of them it is.

A column of 33,600 cells takes 10 ms to write and 3 s to fit, so that rows are fitted once, after all
columns, and only those in which a text may have wrapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import xlwings as xw

_CHARACTER = 380
"""A 汉字 of 10 points with some air, in hundredths of a millimetre."""

_MOST, _OF_MORE = 500, 200
"""So many rows of a sheet are all fitted, of more the newest: up to a millisecond each, for all cells of the row
are laid out. The others keep the height they have, also in the saved file."""

_GAP = 50
"""A call costs as much as fitting so many rows."""


class _Stretch(NamedTuple):
    """行段：neighbouring rows, counted from 0, of an area that was written."""

    area: Any
    top: int
    width: int
    first: int
    last: int

    @property
    def cells(self) -> Any:
        return self.area.getCellRangeByPosition(
            0, self.first - self.top, self.width - 1, self.last - self.top
        )


class Heights:
    """行高 of one document."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book.impl
        self._wrapped: dict[int, list[_Stretch]] = {}

    @contextmanager
    def left_alone(self) -> Iterator[None]:
        """No row is fitted within; `fit` does it for a sheet."""
        document, outer = self._book.api, self._book.about_to_write
        was = document.IsAdjustHeightEnabled
        self._wrapped = {}
        document.IsAdjustHeightEnabled, self._book.about_to_write = False, self._note
        try:
            yield
        finally:
            document.IsAdjustHeightEnabled, self._book.about_to_write = was, outer
            self._wrapped = {}

    def _note(self, area: Any, rows: Sequence[Sequence[object]]) -> None:
        """是/否 stand as formulas, which writing once more would take away."""
        columns, width = area.Columns, len(rows[0])
        rooms = [columns.getByIndex(place).Width / _CHARACTER for place in range(width)]
        wrapped = [at for at, row in enumerate(rows) if any(map(_wraps, row, rooms))]
        if not wrapped or any(type(value) is bool for row in rows for value in row):
            return
        standing, place = area.getDataArray(), area.RangeAddress
        changed = [place.StartRow + at for at in wrapped if standing[at] != tuple(rows[at])]
        found = [_Stretch(area, place.StartRow, width, *run) for run in _stretches(changed)]
        self._wrapped.setdefault(place.Sheet, []).extend(found)

    def fit(self, sheet: int) -> None:
        """The rows of that sheet (0-based) into which long texts were written; heights a person set stay.

        Calc fits rows when they are written and has no other word for it that leaves set heights alone, so
        the cells are written once more as they stand; they hold values, no formulas. A link on one of them would
        be lost: links are put afterwards.
        """
        stretches = self._wrapped.pop(sheet, [])
        if not stretches:
            return
        document = self._book.api
        was = document.IsAdjustHeightEnabled
        document.IsAdjustHeightEnabled = True
        try:
            for stretch in _at_most(_each_row_once(stretches)):
                self._book.before_write()
                cells = stretch.cells
                cells.setDataArray(cells.getDataArray())
        finally:
            document.IsAdjustHeightEnabled = was


def _each_row_once(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """The longest first, but none whose rows lie within one before."""
    fitted: list[_Stretch] = []
    for stretch in sorted(stretches, key=lambda one: one.first - one.last):
        if not any(one.first <= stretch.first and stretch.last <= one.last for one in fitted):
            fitted.append(stretch)
    return fitted


def _at_most(stretches: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """No more rows than can be fitted while a person waits: of the lowest stretch its last ones, the newest."""
    rows = sum(one.last - one.first + 1 for one in stretches)
    left = rows if rows <= _MOST else _OF_MORE
    for stretch in sorted(stretches, key=lambda one: -one.last):
        first = max(stretch.first, stretch.last - left + 1)
        yield stretch._replace(first=first)
        left -= stretch.last - first + 1
        if left <= 0:
            return


def _wraps(value: object, room: float) -> bool:
    if type(value) is not str:
        return False
    if "\n" in value:
        return True
    return len(value) > room and len(value.encode("gbk", "replace")) / 2 > room  # a 汉字 is two bytes


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of ascending numbers; a few rows between two are fitted with them."""
    start = last = -1
    for row in rows:
        if start < 0:
            start = row
        elif row > last + _GAP:
            yield start, last
            start = row
        last = row
    if start >= 0:
        yield start, last
