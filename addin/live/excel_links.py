"""Excel 里的链接：the links of a sheet, over COM: Excel has no word for many at once.

Reading takes six calls a link, writing two and a dozen for each stretch of neighbouring cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import Any

from addin.workbook.cells import split_range
from addin.workbook.links import ELSEWHERE, TIP, Links, Place, told_alike

_OF_A_CELL = 0  # msoHyperlinkRange; others hang on shapes
_FONT = ("Name", "Size", "Bold", "Italic", "Underline", "Color")


def links_of(sheet: Any, columns: Collection[int]) -> Links:
    """The links on the cells of these columns."""
    found: dict[Place, str] = {}
    links = sheet.Hyperlinks
    for number in range(1, int(links.Count) + 1):
        link = links(number)
        if int(link.Type) != _OF_A_CELL:
            continue
        top, left, bottom, right = split_range(str(link.Range.Address))
        single = (top, left) == (bottom, right)
        within = str(link.SubAddress or "") if single and not link.Address else ""
        places = (
            (row, column) for row in range(top, bottom + 1) for column in columns if left <= column <= right
        )
        found.update(dict.fromkeys(places, told_alike(within) if within else ELSEWHERE))
    return found


def put_links(sheet: Any, links: Mapping[Place, str | None]) -> None:
    """Give cells a link, or take it away. A new link dresses its cell in blue, so the look is put back."""
    for column, first, last in _stretches(links):
        area = sheet.Range(sheet.Cells(first, column), sheet.Cells(last, column))
        looks = list(_looks(sheet, column, first, last))
        area.ClearHyperlinks()
        for row in range(first, last + 1):
            link = links[row, column]
            if link is not None:
                sheet.Hyperlinks.Add(sheet.Cells(row, column), "", link, TIP)
        for start, end, look in looks:
            font = sheet.Range(sheet.Cells(start, column), sheet.Cells(end, column)).Font
            for name, value in look.items():
                setattr(font, name, value)


def _stretches(links: Mapping[Place, str | None]) -> Iterator[tuple[int, int, int]]:
    """Column, first and last row of neighbouring cells."""
    places = sorted((column, row) for row, column in links)
    for _, group in groupby(enumerate(places), key=lambda pair: (pair[1][0], pair[1][1] - pair[0])):
        cells = [place for _, place in group]
        yield cells[0][0], cells[0][1], cells[-1][1]


def _looks(sheet: Any, column: int, first: int, last: int) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Stretches of one font; Excel answers None for a range that has several."""
    font = sheet.Range(sheet.Cells(first, column), sheet.Cells(last, column)).Font
    look = {name: getattr(font, name) for name in _FONT}
    if first == last or None not in look.values():
        yield first, last, {name: value for name, value in look.items() if value is not None}
        return
    middle = (first + last) // 2
    yield from _looks(sheet, column, first, middle)
    yield from _looks(sheet, column, middle + 1, last)
