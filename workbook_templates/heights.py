"""行高：how tall a row must be for its wrapped text; LibreOffice and previews fit no row by themselves."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from addin.schema import Column, Kind, Projects, Sheet
from addin.workbook.port import CellValue
from workbook_templates.styles import alignment, width

LINE: Final = 15.0
PADDING: Final = 7.0
TALLEST: Final = 400.0
"""Points; Excel allows 409."""
FILLED: Final = 0.92
"""The part of a column's width that text really fills before it wraps."""
LATER: Final[dict[type[Sheet], int]] = {Projects: 4}
"""Lines kept for a sentence that recalc writes into rows that stand (亮灯原因)."""


class _Widths(dict[str, float]):
    """Width by character, looked up once each."""

    def __missing__(self, mark: str) -> float:
        wide = unicodedata.east_asian_width(mark) in "WFA"
        return self.setdefault(mark, 1.9 if wide else 1.0)


_WIDTHS: Final = _Widths()


def units(text: str) -> float:
    """The width of a line of text in characters of a column: a 汉字 is almost two."""
    return sum(map(_WIDTHS.__getitem__, text))


def rooms(columns: Sequence[Column]) -> dict[str, float]:
    """The wrapping columns by name, with the width that their text has."""
    wrapping = [each for each in columns if each.kind is not Kind.ROW_ID and alignment(each) != "right"]
    return {column.name: width(column) * FILLED for column in wrapping}


def lines(text: str, room: float) -> int:
    """How many lines a text takes in a column of that room."""
    if "\n" not in text and 1.9 * len(text) <= room:
        return 1
    return sum(max(1, math.ceil(units(part) / room)) for part in text.split("\n"))


def row_height(sheet: type[Sheet], row: Mapping[str, CellValue], space: Mapping[str, float]) -> float:
    """Points for one data row; `space` as `rooms` gives it."""
    texts = [(value, space[name]) for name, value in row.items() if isinstance(value, str) and name in space]
    most = max(LATER.get(sheet, 1), *(lines(value, room) for value, room in texts), 1)
    return height(most)


def height(lines: int) -> float:
    """Points of a row of so many lines."""
    return min(TALLEST, lines * LINE + PADDING)
