"""写打开的格：stretches of a column put into cells exactly as they are meant, texts as texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import xlwings as xw

from addin.live.typing import NO_FORMAT, TEXT_FORMAT, Formula, is_number, typed, would_change
from addin.workbook.port import CellValue


class CellWriter:
    """写格：on one tab. `plain_text`: the program takes every text as it is (Calc)."""

    def __init__(self, sheet: xw.Sheet, plain_text: bool, date1904: bool) -> None:
        self._sheet = sheet
        self._plain_text = plain_text
        self._date1904 = date1904

    def put(self, column: int, first: int, values: Sequence[CellValue | Formula]) -> None:
        """Write `values` down the column from row `first`; None blanks a cell."""
        row = first
        for is_formula, group in groupby(values, key=lambda value: isinstance(value, Formula)):
            stretch = list(group)
            if is_formula:
                self._put_formulas(column, row, stretch)
            else:
                self._put_values(column, row, stretch)
            row += len(stretch)

    def _area(self, column: int, first: int, count: int) -> xw.Range:
        return self._sheet.range((first, column), (first + count - 1, column))

    def _put_formulas(self, column: int, first: int, formulas: Sequence[CellValue | Formula]) -> None:
        texts = [[formula.text] for formula in formulas if isinstance(formula, Formula)]
        self._area(column, first, len(texts)).formula = texts

    def _put_values(self, column: int, first: int, values: Sequence[CellValue]) -> None:
        if self._plain_text or not any(_depends_on_format(value) for value in values):
            self._hand_over(self._area(column, first, len(values)), values, as_text=True)
            return
        for start, end, number_format in self._formats(column, first, first + len(values) - 1):
            part = values[start - first : end - first + 1]
            self._put_formatted(self._area(column, start, len(part)), part, number_format)

    def _put_formatted(self, area: xw.Range, values: Sequence[CellValue], number_format: str) -> None:
        """A cell formatted as text makes a text of a number, so such a stretch is written without its format."""
        if number_format != TEXT_FORMAT:
            self._hand_over(area, values, as_text=False)
        elif not any(is_number(value) for value in values):
            self._hand_over(area, values, as_text=True)
        else:
            area.number_format = NO_FORMAT
            try:
                self._hand_over(area, values, as_text=False)
            finally:
                area.number_format = TEXT_FORMAT

    def _formats(self, column: int, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        """Stretches of one number format; a program answers None for a range that has several."""
        found: str | None = self._area(column, first, last - first + 1).number_format
        if found is not None or first == last:
            yield first, last, found or NO_FORMAT
            return
        middle = (first + last) // 2
        yield from self._formats(column, first, middle)
        yield from self._formats(column, middle + 1, last)

    def _hand_over(self, area: xw.Range, values: Sequence[CellValue], as_text: bool) -> None:
        area.value = [[typed(value, as_text, self._date1904)] for value in values]


def _depends_on_format(value: CellValue) -> bool:
    return is_number(value) or (isinstance(value, str) and would_change(value))
