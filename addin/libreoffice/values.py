"""单元格的值：between Calc's data arrays and Python values, whole ranges at a time.

Calc knows numbers and texts only: whether a number is a date or a 是/否 stands in its number format,
and a cell whose formula failed has no value. Each is found by blocks, not cell by cell.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np

from addin.libreoffice.connection import uno

DATE, TIME, LOGICAL = 2, 4, 1024
"""com.sun.star.util.NumberFormat."""

_ERROR_RESULT = 4
"""com.sun.star.sheet.FormulaResult.ERROR."""

FORMULA = 16
_DATES = 2
"""com.sun.star.sheet.CellFlags."""

_ERRORS = {
    32767: "#N/A", 532: "#DIV/0!", 503: "#NUM!", 523: "#NUM!", 524: "#REF!", 525: "#NAME?", 521: "#NULL!",
}  # fmt: skip
"""Calc's error numbers as LibreOffice writes them into an .xlsx; what it has no name for is #VALUE!."""

_LITERALS = {"=TRUE()": True, "=FALSE()": False}
"""What LibreOffice makes of 是/否 values when it opens an .xlsx."""

_GENERAL = "General"
_DATE_FORMAT, _MOMENT_FORMAT = "YYYY-MM-DD", "YYYY-MM-DD HH:MM"

_SIMPLE = frozenset({str})
_NUMBERS_AND_TEXTS = frozenset({str, float, type(None)})

Box = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from the range's own corner."""

Corner = tuple[int, int]
Rows = list[list[object]]
Change = Callable[[float], object]


class ErrorText(str):
    """错误值：what stands in a cell whose formula failed, "#REF!", told apart from a text that reads so."""

    __slots__ = ()


def read(formats: Formats, area: Any) -> list[list[object]]:
    """A range's values: str ("" for a blank), float, bool, datetime, ErrorText; its shape is the range's."""
    rows: Rows = list(map(list, area.getDataArray()))
    address = area.RangeAddress
    corner = address.StartRow, address.StartColumn
    moment = _moments(formats)
    if any(type(value) is float for row in rows for value in row):
        _put_dates(formats, rows, area, corner, moment)
        _put_logicals(formats, rows, area, (address.Sheet, address.StartColumn))
    formulas = list(_items(area.queryContentCells(FORMULA)))
    for block in formulas:
        _put_formulas(formats, rows, block, corner, moment)
    if formulas:
        _put_errors(rows, area, corner)
    return rows


def _put_dates(formats: Formats, rows: Rows, area: Any, corner: Corner, moment: Change) -> None:
    """The typed numbers that are formatted as dates or times, lengths of time ([h]:mm) left as they are.

    Only fractions from 1 on can be such; whole numbers are days, and below 1 are times of day.
    """
    for box in _boxes(area.queryContentCells(_DATES).getRangeAddresses(), *corner):
        if not _is_doubtful(rows, box):
            _replace(rows, box, moment)
            continue
        cells = area.getCellRangeByPosition(box[1], box[0], box[3], box[2])
        for key, part in formats.blocks(cells):
            kind, text = formats.of(key)
            if kind & DATE or "[" not in text:
                _replace(rows, _moved(part, box), moment)


def _is_doubtful(rows: Rows, box: Box) -> bool:
    first, left, last, right = box
    return any(
        type(value) is float and value > 1 and not value.is_integer()
        for row in rows[first : last + 1]
        for value in row[left : right + 1]
    )


def _moved(box: Box, corner: Box) -> Box:
    """A box counted from another box's corner, counted from where that one is counted from."""
    top, left = corner[:2]
    return box[0] + top, box[1] + left, box[2] + top, box[3] + left


def _put_logicals(formats: Formats, rows: Rows, area: Any, place: tuple[int, int]) -> None:
    """The typed numbers 0 and 1 that are formatted as 是/否. Calc has no query for them, so each column with
    such numbers is asked for its formats, the first time."""
    for column, values in enumerate(zip(*rows, strict=True)):
        key = (place[0], place[1] + column)
        if key in formats.without_logicals or not (0.0 in values or 1.0 in values):
            continue
        found = [row for row, value in enumerate(values) if type(value) is float and value in (0.0, 1.0)]
        if not found:
            continue
        blocks = formats.blocks(area.getCellRangeByPosition(column, found[0], column, found[-1]))
        boxes = [box for number, box in blocks if formats.of(number)[0] & LOGICAL]
        if not boxes:
            formats.without_logicals.add(key)
        for first, _, last, _ in boxes:
            _replace(rows, (found[0] + first, column, found[0] + last, column), bool)


def _put_formulas(formats: Formats, rows: Rows, block: Any, corner: Corner, moment: Change) -> None:
    """Results of a block of formulas that are dates or 是/否."""
    (place,) = _boxes([block.RangeAddress], *corner)
    for kind, box in formats.blocks(block):
        change = bool if kind & LOGICAL else moment if kind & (DATE | TIME) else None
        if change:
            _replace(
                rows, (place[0] + box[0], place[1] + box[1], place[0] + box[2], place[1] + box[3]), change
            )
    for row, formulas in enumerate(block.getFormulaArray(), place[0]):
        for column, formula in enumerate(formulas, place[1]):
            if formula in _LITERALS:
                rows[row][column] = _LITERALS[formula]


def _put_errors(rows: Rows, area: Any, corner: Corner) -> None:
    for first, left, last, right in _boxes(
        area.queryFormulaCells(_ERROR_RESULT).getRangeAddresses(), *corner
    ):
        for row in range(first, last + 1):
            for column in range(left, right + 1):
                rows[row][column] = error_text(area.getCellByPosition(column, row).getError())


class Formats:
    """数字格式 of a document. Each remote object that is looked at costs a millisecond, so that what was
    learnt is kept: formats by their number, and columns (sheet, column) that were found without 是/否."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.without_logicals: set[tuple[int, int]] = set()
        self._known: dict[int, tuple[int, str]] = {}

    @property
    def epoch(self) -> dt.datetime:
        """The day that the document counts from."""
        null = self.document.NullDate
        return dt.datetime(null.Year, null.Month, null.Day)

    def of(self, key: int) -> tuple[int, str]:
        """The kind (com.sun.star.util.NumberFormat) and the text of a format."""
        if key not in self._known:
            form = self.document.NumberFormats.getByKey(key)
            self._known[key] = (form.Type, _GENERAL if form.StandardFormat else form.FormatString)
        return self._known[key]

    def common(self, cells: Any) -> int | None:
        """The number of the format of all these cells; None where they have several."""
        if cells.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE":
            return None
        key: int = cells.NumberFormat
        return key

    def blocks(self, cells: Any) -> Iterator[tuple[int, Box]]:
        """(format's number, box) over the cells, boxes counted from their own corner."""
        address, key = cells.RangeAddress, self.common(cells)
        if key is not None:
            yield key, next(_boxes([address], address.StartRow, address.StartColumn))
            return
        for block in _items(cells.getUniqueCellFormatRanges()):
            key = block.NumberFormat
            for box in _boxes(block.getRangeAddresses(), address.StartRow, address.StartColumn):
                yield key, box

    def general(self, area: Any, shape: tuple[int, ...]) -> np.ndarray:
        """Which cells of the area have no number format of their own."""
        found = np.zeros(shape, dtype=bool)
        address = area.RangeAddress
        for block in _items(area.getUniqueCellFormatRanges()):
            if self.of(block.NumberFormat)[1] == _GENERAL:
                for first, start, last, end in _boxes(
                    block.getRangeAddresses(), address.StartRow, address.StartColumn
                ):
                    found[first : last + 1, start : end + 1] = True
        return found

    def key(self, text: str) -> int:
        """The number of a format, made where the document does not have it. English names and marks."""
        formats, locale = self.document.NumberFormats, uno().createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = "en", "US"
        known: int = formats.queryKey(text, locale, False)
        return formats.addNew(text, locale) if known == -1 else known


def _items(collection: Any) -> Iterator[Any]:
    return (collection.getByIndex(index) for index in range(collection.Count))


def _boxes(addresses: Iterable[Any], top: int, left: int) -> Iterator[Box]:
    for one in addresses:
        yield one.StartRow - top, one.StartColumn - left, one.EndRow - top, one.EndColumn - left


def _replace(rows: Rows, box: Box, change: Change) -> None:
    """Every number of the box changed."""
    first, start, last, end = box
    for row in rows[first : last + 1]:
        for column in range(start, end + 1):
            value = row[column]
            if type(value) is float:
                row[column] = change(value)


def _moments(formats: Formats) -> Change:
    """Serial days to datetimes; what no calendar has stays a number."""
    epoch = cache(lambda: formats.epoch)

    @lru_cache(maxsize=20_000)
    def moment(days: float) -> object:
        try:
            return epoch() + dt.timedelta(milliseconds=round(days * 86_400_000))
        except OverflowError:
            return days

    return moment


def error_text(number: int) -> ErrorText:
    """Calc's error number as Excel names it."""
    return ErrorText(_ERRORS.get(number, "#VALUE!"))


def write(
    formats: Formats, area: Any, rows: Sequence[Sequence[object]], before: Callable[[], None] = lambda: None
) -> None:
    """Values into a range of the same shape. A text stays a text however it looks; None blanks.

    A date in a cell of the format General gets a format that shows it as such; 是/否 stand as formulas, as
    LibreOffice itself makes them of an .xlsx. `before` is called before each single step.
    """
    days = _serial(formats.epoch)
    area.setDataArray(tuple(_plain_row(row, days) for row in rows))
    marks = np.array([_marks(row) for row in rows], dtype=np.int8)
    if marks.any():
        _format_marks(formats, area, marks, before)


def _serial(epoch: dt.datetime) -> Callable[[dt.date], float]:
    @lru_cache(maxsize=20_000)
    def days(moment: dt.date) -> float:
        if not isinstance(moment, dt.datetime):
            moment = dt.datetime(moment.year, moment.month, moment.day)
        return (moment - epoch) / dt.timedelta(days=1)

    return days


def _plain_row(row: Sequence[object], days: Callable[[dt.date], float]) -> tuple[object, ...]:
    if _SIMPLE.issuperset(map(type, row)):
        return tuple(row)
    return tuple([_plain(value, days) for value in row])


def _plain(value: object, days: Callable[[dt.date], float]) -> object:
    """What setDataArray takes: a float or a text; it refuses bool and numbers beyond 32 bits as int."""
    kind = type(value)
    if kind is str:
        return value
    if kind is float:
        return _finite(value)
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return days(value)
    if isinstance(value, (bool, int, float)):
        return _finite(float(value))
    return str(value)


def _finite(value: Any) -> object:
    """NaN is a blank, as everywhere in xlwings. Raises ValueError for what no cell can hold."""
    if value != value:
        return ""
    if math.isinf(value):
        raise ValueError("a cell cannot hold infinity")
    return value


_NONE, _DAY, _MOMENT, _BOOL = range(4)


def _marks(row: Sequence[object]) -> list[int]:
    if _NUMBERS_AND_TEXTS.issuperset(map(type, row)):
        return [_NONE] * len(row)
    return [_mark(value) for value in row]


def _mark(value: object) -> int:
    """What a number needs of its format."""
    kind = type(value)
    if kind is str or kind is float or value is None:
        return _NONE
    if isinstance(value, dt.datetime):
        return _MOMENT if value.hour or value.minute or value.second else _DAY
    if isinstance(value, dt.date):
        return _DAY
    return _BOOL if kind is bool else _NONE


def _format_marks(formats: Formats, area: Any, marks: np.ndarray, before: Callable[[], None]) -> None:
    general = formats.general(area, marks.shape)
    for mark, text in ((_DAY, _DATE_FORMAT), (_MOMENT, _MOMENT_FORMAT)):
        for box in _runs((marks == mark) & general):
            before()
            area.getCellRangeByPosition(box[1], box[0], box[3], box[2]).NumberFormat = formats.key(text)
    for row, column in np.argwhere(marks == _BOOL).tolist():
        cell = area.getCellByPosition(column, row)
        before()
        cell.setFormula("=TRUE()" if cell.getValue() else "=FALSE()")


def _runs(wanted: np.ndarray) -> Iterator[Box]:
    """Stretches of marked cells, column by column."""
    for column in np.flatnonzero(wanted.any(axis=0)).tolist():
        edges = np.flatnonzero(np.diff(np.concatenate(([0], wanted[:, column].astype(np.int8), [0]))))
        for first, after in edges.reshape(-1, 2).tolist():
            yield first, column, after - 1, column
