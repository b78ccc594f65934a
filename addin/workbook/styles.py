"""单元格样式：which style a cell gets that did not exist before."""

from __future__ import annotations

import re
from functools import lru_cache

from addin.workbook.cells import attribute, column_number
from addin.workbook.port import CellValue, column_letters
from addin.workbook.sheet_xml import Tags

_COLUMN = re.compile(rb"<(?:\w+:)?col(?=\s)([^>]*?)/?>")
_KEPT = re.compile(rb"\s(?:ht|customHeight|s|customFormat|thickBot|thickTop)\s*=\s*[\"'][^\"']*[\"']")
_HEIGHT = re.compile(rb"\sht\s*=\s*[\"']([\d.]+)[\"']")
_FIXED = re.compile(rb"\scustomHeight\s*=\s*[\"'](?:1|true)[\"']")
_CUSTOM = re.compile(rb"\scustomFormat\s*=\s*[\"'](?:1|true)[\"']")


def cells_of(row: bytes, tags: Tags) -> list[tuple[int, re.Match[bytes]]]:
    """The cells of a row element with their column numbers; one without `r` follows the one before."""
    found, last = [], 0
    for match in tags.cell.finditer(row):
        attributes = match[1]
        if attributes.startswith(b' r="'):  # as nearly every writer has it, and no search needed
            place: bytes | None = attributes[4 : attributes.find(b'"', 4)]
        else:
            place = attribute(attributes, b"r")
        last = _column_of(place.rstrip(b"0123456789")) if place else last + 1
        found.append((last, match))
    return found


def cells_at(
    row: bytes, number: int, wanted: dict[int, CellValue], tags: Tags
) -> list[tuple[int, re.Match[bytes]]] | None:
    """Only the cells of the wanted columns, found by their address: ten times faster than all cells.

    None where one that gets a value is not there, or not written in the usual way: then `cells_of`.
    """
    found, position = [], 0
    for column, value in wanted.items():
        mark = b'<%sc r="%s%d"' % (tags.prefix, _letters_of(column), number)
        place = row.find(mark, position)
        match = tags.cell.match(row, place) if place >= 0 else None
        if match is not None:
            found.append((column, match))
            position = match.end()
        elif value is not None:
            return None
    return found


@lru_cache(maxsize=20_000)
def _letters_of(column: int) -> bytes:
    return column_letters(column).encode()


@lru_cache(maxsize=20_000)
def _column_of(letters: bytes) -> int:
    return column_number(letters.decode())


def styles_of(row: bytes, tags: Tags) -> dict[int, bytes]:
    """Column number → style of the cells of a row."""
    styled = ((column, attribute(cell[1], b"s")) for column, cell in cells_of(row, tags))
    return {column: style for column, style in styled if style is not None}


def row_style(attributes: bytes) -> bytes | None:
    """The style of a row that is formatted as a whole."""
    return attribute(attributes, b"s") if _CUSTOM.search(attributes) else None


def height_of(row: bytes, tags: Tags) -> bytes:
    """The attributes of a row that a new row below it takes over: height and whole-row format."""
    match = tags.row.match(row)
    return b"".join(_KEPT.findall(match[1])) if match else b""


def with_height(attributes: bytes, points: float | None, *, only_raise: bool = False) -> bytes:
    """A row's attributes with that height, unless a person set its height (18.3.1.73: customHeight).

    `only_raise` leaves a row that is high enough, and one without a height, which programs fit.
    """
    if points is None or _FIXED.search(attributes):
        return attributes
    standing = _HEIGHT.search(attributes)
    if only_raise and (standing is None or float(standing[1]) >= points):
        return attributes
    wanted = b' ht="%g"' % points
    if standing is None:
        return attributes + wanted
    return attributes[: standing.start()] + wanted + attributes[standing.end() :]


class ColumnStyles:
    """列样式：`<cols>` of a worksheet (18.3.1.13)."""

    def __init__(self, head: bytes) -> None:
        self._spans = [_span(match[1]) for match in _COLUMN.finditer(head)]

    def of(self, column: int) -> bytes | None:
        for first, last, style in self._spans:
            if first <= column <= last:
                return style
        return None


def _span(attributes: bytes) -> tuple[int, int, bytes | None]:
    found = dict(re.findall(rb"\s(min|max|style)\s*=\s*[\"']([^\"']*)[\"']", attributes))
    return int(found.get(b"min", b"0")), int(found.get(b"max", b"0")), found.get(b"style")
