"""表格：the largest type that fits, columns by their shares, the heading repeated on every page."""

from __future__ import annotations

import itertools

from docgen.blocks import Table
from docgen.layout.elements import Cell, Element, Grid, plain
from docgen.layout.styles import TABLE_TEXT, table_pitch

_SIZES = (14.0, 12.0, 10.5, 9.0)
_PADDING = 114
_SQUEEZE = 1.15
"""A column may be that much narrower than it asks for before smaller type is taken."""


def table_elements(table: Table, width: int) -> tuple[Element, ...]:
    """The unit line (right) and the table, across `width` twips."""
    size = table_size(table, width)
    grid = Grid(column_widths(table, width), _rows(table), size, table_pitch(size))
    if not table.unit:
        return (grid,)
    unit = plain(f"单位：{table.unit.removeprefix('单位：')}", TABLE_TEXT, align="right", keep_next=True)
    return (unit, grid)


def table_size(table: Table, width: int) -> float:
    """The largest of 四号, 小四, 五号, 小五 whose columns fit the width at the characters they ask for."""
    characters = sum(column.width for column in table.columns)
    room = (width - _PADDING * len(table.columns)) / 20
    return next((size for size in _SIZES if characters * size <= room * _SQUEEZE), _SIZES[-1])


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Twips a column, shared out by `width`; they add up to the whole."""
    total = sum(column.width for column in table.columns)
    room = width - _PADDING * len(table.columns)
    edges = [0]
    share = 0.0
    for at, column in enumerate(table.columns, 1):
        share += column.width
        edges.append(round(room * share / total) + _PADDING * at)
    return tuple(b - a for a, b in itertools.pairwise(edges))


def _rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    heading = tuple(Cell(column.title) for column in table.columns)
    aligns = [column.align for column in table.columns]
    rows = [heading]
    for at, row in enumerate(table.rows):
        names = table.bookmarks[at] if table.bookmarks else ("",) * len(row)
        rows.append(tuple(Cell(*parts) for parts in zip(row, aligns, names, strict=True)))
    return tuple(rows)
