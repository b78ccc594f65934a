"""页数估算：how many pages a story takes, where nothing can render it. Widths are counted, not measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.layout.elements import Cell, Element, Figure, Grid, Para, Section
from docgen.layout.line_breaks import line_counts
from docgen.layout.page import TypeArea, points
from docgen.layout.text_width import lines_needed

_CELL_PADDING = 114
_ROW_PADDING = 100
_PITCH = 579
"""Of a body line, near enough in both readings."""
_FIGURE_LEADING = 60
"""Twips a picture's line is higher than the picture."""


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


def estimated_pages(sections: tuple[Section, ...], area: TypeArea, longer: int = 0) -> int:
    """Pages of the story, blank pages before an even one counted; each section `longer` by so many twips."""
    pages = 0
    for section in sections:
        if section.start == "evenPage" and pages % 2 == 0:
            pages += 1
        pages += _section_pages(section, area, longer)
    return pages


def _section_pages(section: Section, area: TypeArea, longer: int) -> int:
    width, height = area.width, area.height
    if section.landscape:
        width, height = area.landscape_width, area.width
    cursor = _Page(height)
    cursor.used = longer
    for element in section.elements:
        _place(element, width, cursor)
    return cursor.pages


def _place(element: Element, width: int, cursor: _Page) -> None:
    if isinstance(element, Grid):
        _place_rows(element, cursor)
        return
    if isinstance(element, Figure):
        cursor.add(element.height + _FIGURE_LEADING)
        return
    if element.page_break and cursor.used:
        cursor.turn()
    lines = paragraph_lines(element, width)
    pitch = element.line or element.style.line or _PITCH
    cursor.add(pitch + (element.before if cursor.used else 0))
    for _ in range(lines - 1):
        cursor.add(pitch)
    if element.rule is not None:
        cursor.used += points(element.rule + 1)


def stack_height(paras: Iterable[Para], width: int) -> int:
    """Twips that paragraphs take, one below another."""
    return sum(
        para.before
        + paragraph_lines(para, width) * (para.line or para.style.line or _PITCH)
        + (0 if para.rule is None else points(para.rule + 1))
        for para in paras
    )


def _place_rows(grid: Grid, cursor: _Page) -> None:
    heights = row_heights(grid)
    repeated = sum(heights[: grid.heading])
    for at, height in enumerate(heights):
        pages = cursor.pages
        for part in _parts(height, grid.pitch) if at in grid.splits else (height,):
            cursor.add(part)
        if cursor.pages > pages:
            cursor.used += repeated


def _parts(height: int, pitch: int) -> list[int]:
    """A row that may run on, line by line."""
    return [pitch] * (height // pitch) + [height % pitch]


def paragraph_lines(para: Para, width: int) -> int:
    """Lines of a paragraph across `width` twips."""
    if para.tabs or not para.text:
        return 1
    size = max((run.size for run in para.runs), default=0.0)
    scale = para.runs[0].scale / 100
    advance = (size * 20 or para.style.advance) * scale
    return lines_needed(para.text, (width - para.left - para.right) / advance, para.first / advance)


def row_heights(grid: Grid) -> list[int]:
    """Twips each row of a table takes. What a cell over several rows asks for beyond them goes to the last."""
    heights = [_row_height(row, at, grid) for at, row in enumerate(grid.rows)]
    for at, row in enumerate(grid.rows):
        for column, cell in _begun(row):
            if cell.merge == "restart":
                end = _last_row(grid, at, column)
                lines = _cell_lines(cell, column, grid)
                lacking = _ROW_PADDING + grid.pitch * lines - sum(heights[at : end + 1])
                heights[end] += max(0, lacking)
    return heights


def _row_height(row: tuple[Cell, ...], at: int, grid: Grid) -> int:
    own = [_cell_lines(cell, column, grid) for column, cell in _begun(row) if not cell.merge]
    least = grid.heights[at] if at < len(grid.heights) else 0
    return max(least, _ROW_PADDING + grid.pitch * max(own, default=1))


def _cell_lines(cell: Cell, column: int, grid: Grid) -> int:
    width = grid.widths[column] if cell.span == 1 else sum(grid.widths[column : column + cell.span])
    measure = max(1.0, (width - _CELL_PADDING) / (grid.size * 20))
    return sum(max(line_counts(part, measure)) for part in cell.text.split("\n"))


def _begun(row: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    """The cells of a row with the columns they begin at."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span


def _last_row(grid: Grid, at: int, column: int) -> int:
    """The last row that the cell beginning in row `at` reaches down to."""
    for below in range(at + 1, len(grid.rows)):
        cell = dict(_begun(grid.rows[below])).get(column)
        if cell is None or cell.merge != "continue":
            return below - 1
    return len(grid.rows) - 1
