"""表样：cards and tables with merged cells, cell for cell, in the largest type that fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docgen.blocks import FormCell, FormGrid
from docgen.layout.elements import Cell, Element, Grid, plain
from docgen.layout.estimate import row_heights
from docgen.layout.page import twips
from docgen.layout.styles import TABLE_TEXT, table_pitch
from docgen.layout.tables import fitted_widths, fitting_size

_SHORT = twips(90)
"""A row up to that high stays on one page; a higher one runs on, or much of a page would stay empty."""


def form_elements(form: FormGrid, width: int) -> tuple[Element, ...]:
    """The remark (right) and the form, across `width` twips. ValueError where its cells do not fill it."""
    grid = form_grid(form, width)
    if not form.remark:
        return (grid,)
    return (plain(form.remark, TABLE_TEXT, align="right", keep_next=True), grid)


def form_grid(form: FormGrid, width: int) -> Grid:
    """The form with a cell at every place of every row."""
    size = fitting_size(form.widths, width)
    rows = filled_rows(form)
    grid = Grid(
        fitted_widths(form.widths, _lone_texts(rows, len(form.widths)), width, size),
        rows,
        size,
        table_pitch(size),
        heading=form.heading,
        heights=tuple(map(twips, form.heights)),
    )
    high = (at for at, height in enumerate(row_heights(grid)) if height > _SHORT)
    return replace(grid, splits=frozenset(high))


def filled_rows(form: FormGrid) -> tuple[tuple[Cell, ...], ...]:
    """Rows whose spans add up: where a taller cell above reaches down, a cell that goes on with it."""
    covered: dict[int, tuple[int, int]] = {}
    rows = tuple(
        _filled_row(row, number, len(form.widths), covered) for number, row in enumerate(form.rows, 1)
    )
    if covered:
        raise ValueError("表样最后一行还有没到底的合并格，请核对各格的行数")
    return rows


def _filled_row(
    given: tuple[FormCell, ...], number: int, columns: int, covered: dict[int, tuple[int, int]]
) -> tuple[Cell, ...]:
    """`covered`: by column, how many rows a cell above still reaches down and its span."""
    left = list(given)
    row: list[Cell] = []
    column = 0
    while column < columns:
        if column in covered:
            cell = _going_on(column, covered)
        elif left:
            cell = _begun(left.pop(0), column, covered)
        else:
            raise ValueError(f"表样第{number}行少了格：只到第{column}列，共{columns}列")
        row.append(cell)
        column += cell.span
    if left or column > columns:
        raise ValueError(f"表样第{number}行多了格：共{columns}列")
    return tuple(row)


def _begun(cell: FormCell, column: int, covered: dict[int, tuple[int, int]]) -> Cell:
    if cell.down > 1:
        covered[column] = (cell.down - 1, cell.span)
    merge = "restart" if cell.down > 1 else ""
    return Cell(cell.text, cell.align, cell.bookmark, merge, cell.span, cell.label)


def _going_on(column: int, covered: dict[int, tuple[int, int]]) -> Cell:
    rows, span = covered.pop(column)
    if rows > 1:
        covered[column] = (rows - 1, span)
    return Cell("", merge="continue", span=span)


def _lone_texts(rows: Iterable[tuple[Cell, ...]], columns: int) -> list[list[str]]:
    """Column by column, what stands in cells of that column alone."""
    texts: list[list[str]] = [[] for _ in range(columns)]
    for row in rows:
        column = 0
        for cell in row:
            if cell.span == 1:
                texts[column].append(cell.text)
            column += cell.span
    return texts
