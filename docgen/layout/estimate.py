"""页数估算：how many pages a story takes, where nothing can render it. Widths are counted, not measured."""

from __future__ import annotations

from docgen.layout.elements import Element, Grid, Para, Section
from docgen.layout.page import TypeArea, points, twips
from docgen.layout.text_width import lines_needed

_CELL_PADDING = 114
_ROW_PADDING = 100


class _Page:
    """A cursor down the pages of one section: each line goes where it fits."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.pages = 1
        self.used = 0

    def add(self, height: int) -> None:
        if self.used and self.used + height > self.height + 1:
            self.turn()
        self.used += height

    def turn(self) -> None:
        self.pages += 1
        self.used = 0


def estimated_pages(sections: tuple[Section, ...], area: TypeArea) -> int:
    """Pages of the story, blank pages before an even one counted."""
    pages = 0
    for section in sections:
        if section.start == "evenPage" and pages % 2 == 0:
            pages += 1
        pages += _section_pages(section, area)
    return pages


def _section_pages(section: Section, area: TypeArea) -> int:
    width, height = area.width, area.height
    if section.landscape:
        width, height = area.landscape_width, twips(210.0 - area.left - area.right)
    cursor = _Page(height)
    for element in section.elements:
        _place(element, width, cursor)
    return cursor.pages


def _place(element: Element, width: int, cursor: _Page) -> None:
    if isinstance(element, Grid):
        heights = _row_heights(element)
        for height in heights:
            pages = cursor.pages
            cursor.add(height)
            if cursor.pages > pages:
                cursor.used += heights[0]
        return
    if element.page_break and cursor.used:
        cursor.turn()
    lines = paragraph_lines(element, width)
    pitch = element.line or element.style.line or 579
    cursor.add(pitch + (element.before if cursor.used else 0))
    for _ in range(lines - 1):
        cursor.add(pitch)
    if element.rule is not None:
        cursor.used += points(element.rule + 1)


def paragraph_lines(para: Para, width: int) -> int:
    """Lines of a paragraph across `width` twips."""
    if para.tabs or not para.text:
        return 1
    size = max((run.size for run in para.runs), default=0.0)
    scale = para.runs[0].scale / 100
    advance = (size * 20 or para.style.advance) * scale
    return lines_needed(para.text, (width - para.left - para.right) / advance, para.first / advance)


def _row_heights(grid: Grid) -> list[int]:
    measures = [max(1.0, (width - _CELL_PADDING) / (grid.size * 20)) for width in grid.widths]
    return [
        _ROW_PADDING
        + grid.pitch
        * max(lines_needed(cell.text, measure) for cell, measure in zip(row, measures, strict=True))
        for row in grid.rows
    ]
