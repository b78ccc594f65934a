"""行高：Calc fits the heights of all rows that a write touches, each time, however few cells of them it is.

A column of 33,600 cells takes 10 ms to write and 3 s to fit, so that rows are fitted once, after all
columns, and only those in which a text may have wrapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import xlwings as xw

_CHARACTER = 380
"""A 汉字 of 10 points with some air, in hundredths of a millimetre."""

_MOST = 500
"""Rows of a sheet that are fitted: half a millisecond each."""

_GAP = 50
"""A call costs as much as fitting so many rows."""


class Heights:
    """行高 of one document."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book.impl
        self._wrapped: list[Any] = []

    @contextmanager
    def left_alone(self) -> Iterator[None]:
        """No row is fitted within; `fit` does it for a sheet."""
        document, outer = self._book.api, self._book.about_to_write
        was = document.IsAdjustHeightEnabled
        self._wrapped = []
        document.IsAdjustHeightEnabled, self._book.about_to_write = False, self._note
        try:
            yield
        finally:
            document.IsAdjustHeightEnabled, self._book.about_to_write = was, outer
            self._wrapped = []

    def _note(self, area: Any, rows: Sequence[Sequence[object]]) -> None:
        """是/否 stand as formulas, which writing once more would take away."""
        columns = area.Columns
        rooms = [columns.getByIndex(place).Width / _CHARACTER for place in range(len(rows[0]))]
        wrapped = [at for at, row in enumerate(rows) if any(map(_wraps, row, rooms))]
        if not wrapped or any(type(value) is bool for row in rows for value in row):
            return
        standing = area.getDataArray()
        changed = [at for at in wrapped if standing[at] != tuple(rows[at])]
        for first, last in _stretches(changed):
            self._wrapped.append(area.getCellRangeByPosition(0, first, len(rooms) - 1, last))

    def fit(self, sheet: int) -> None:
        """The rows of that sheet (0-based) into which long texts were written; heights a person set stay.

        Calc fits rows when they are written and has no other word for it that leaves set heights alone, so
        the cells are written once more as they stand; they hold values, no formulas. A link on one of them would
        be lost: links are put afterwards.
        """
        document = self._book.api
        was = document.IsAdjustHeightEnabled
        document.IsAdjustHeightEnabled = True
        try:
            for area in _at_most(_each_row_once(self._wrapped, sheet)):
                self._book.before_write()
                area.setDataArray(area.getDataArray())
            self._wrapped = [area for area in self._wrapped if area.RangeAddress.Sheet != sheet]
        finally:
            document.IsAdjustHeightEnabled = was


def _each_row_once(areas: Sequence[Any], sheet: int) -> Iterator[Any]:
    """Those of the sheet, the longest first, but none whose rows lie within one before."""
    fitted: list[tuple[int, int]] = []
    places = [(area.RangeAddress, area) for area in areas]
    for place, area in sorted(places, key=lambda one: one[0].StartRow - one[0].EndRow):
        inside = any(first <= place.StartRow and place.EndRow <= last for first, last in fitted)
        if place.Sheet == sheet and not inside:
            fitted.append((place.StartRow, place.EndRow))
            yield area


def _at_most(areas: Iterator[Any]) -> Iterator[Any]:
    """No more rows than can be fitted while a person waits: of the lowest area its last ones, the newest."""
    left = _MOST
    for area in sorted(areas, key=lambda one: -one.RangeAddress.EndRow):
        rows, columns = area.Rows.Count, area.Columns.Count
        yield area.getCellRangeByPosition(0, max(rows - left, 0), columns - 1, rows - 1)
        left -= rows
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
