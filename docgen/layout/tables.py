"""表格：the largest type that fits, columns by their shares, the heading repeated on every page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from docgen.blocks import Table
from docgen.layout.elements import Cell, Element, Grid, plain
from docgen.layout.styles import TABLE_TEXT, table_pitch
from docgen.layout.text_width import text_width

SIZES = (14.0, 12.0, 10.5, 9.0)
"""四号, 小四, 五号, 小五."""
_PADDING = 114
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_DATE_ROOM = 1.1
"""字 of white that some programs set between the 汉字 and figures of a date."""
_TOKEN = re.compile(rf"{_DATE.pattern}|[!-~]+")
_TOKEN_ROOM = 1.08
"""Capitals and % are wider than the half 汉字 that a mark of a code or a figure is counted as."""
_SQUEEZE = 1.15
"""A column may be that much narrower than it asks for before smaller type is taken."""


def table_elements(table: Table, width: int) -> tuple[Element, ...]:
    """The unit line (right) and the table, across `width` twips."""
    size = table_size(table, width)
    grid = Grid(column_widths(table, width, size), _rows(table), size, table_pitch(size))
    if not table.unit:
        return (grid,)
    unit = plain(f"单位：{table.unit.removeprefix('单位：')}", TABLE_TEXT, align="right", keep_next=True)
    return (unit, grid)


def table_size(table: Table, width: int) -> float:
    """The size of type in which the table's columns fit the width."""
    return fitting_size([column.width for column in table.columns], width)


def fitting_size(widths: Sequence[float], width: int) -> float:
    """The largest of 四号, 小四, 五号, 小五 whose columns fit the width at the characters they ask for."""
    room = (width - _PADDING * len(widths)) / 20
    return next((size for size in SIZES if sum(widths) * size <= room * _SQUEEZE), SIZES[-1])


def column_widths(table: Table, width: int, size: float = SIZES[-1]) -> tuple[int, ...]:
    """Twips a column, shared out by `width`; they add up to the whole."""
    texts = [[row[at] for row in table.rows] for at in range(len(table.columns))]
    return fitted_widths([column.width for column in table.columns], texts, width, size)


def fitted_widths(
    widths: Sequence[float], texts: Sequence[Iterable[str]], width: int, size: float
) -> tuple[int, ...]:
    """Twips a column, shared out by `widths`; `texts` stand in each.

    A column whose codes or figures would be broken takes what it lacks from those with room to spare.
    """
    shares = _shares(widths, width)
    needed = [_longest_token(column) * size * 20 * _TOKEN_ROOM + _PADDING for column in texts]
    lacking = sum(max(0.0, need - share) for need, share in zip(needed, shares, strict=True))
    spare = sum(max(0.0, share - need) for need, share in zip(needed, shares, strict=True))
    if not lacking or spare < lacking:
        return shares
    given = [
        need if share <= need else share - (share - need) * lacking / spare
        for need, share in zip(needed, shares, strict=True)
    ]
    edges = [0, *(round(edge) for edge in itertools.accumulate(given))]
    return (*(b - a for a, b in itertools.pairwise(edges[:-1])), sum(shares) - edges[-2])


def _longest_token(texts: Iterable[str]) -> float:
    """汉字 widths of the longest code, figure or date that stands in a column."""
    tokens = itertools.chain.from_iterable(map(_TOKEN.findall, texts))
    return max((text_width(token) + _DATE_ROOM * bool(_DATE.match(token)) for token in tokens), default=0.0)


def _shares(widths: Sequence[float], width: int) -> tuple[int, ...]:
    total = sum(widths)
    room = width - _PADDING * len(widths)
    edges = [0]
    share = 0.0
    for at, one in enumerate(widths, 1):
        share += one
        edges.append(round(room * share / total) + _PADDING * at)
    return tuple(b - a for a, b in itertools.pairwise(edges))


def _rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    heading = tuple(Cell(column.title) for column in table.columns)
    aligns = [column.align for column in table.columns]
    rows = [heading]
    for at, row in enumerate(table.rows):
        names = table.bookmarks[at] if table.bookmarks else ("",) * len(row)
        rows.append(tuple(Cell(*parts) for parts in zip(row, aligns, names, strict=True)))
    for place, column in enumerate(table.columns):
        if column.merged:
            _merge(rows, place)
    return tuple(rows)


def _merge(rows: list[tuple[Cell, ...]], place: int) -> None:
    """Marks equal cells below each other as one."""
    texts = [None, *(row[place].text for row in rows[1:]), None]
    for at in range(1, len(rows)):
        merge = "continue" if texts[at] == texts[at - 1] else "restart" if texts[at] == texts[at + 1] else ""
        cell = replace(rows[at][place], merge=merge, text="" if merge == "continue" else rows[at][place].text)
        rows[at] = (*rows[at][:place], cell, *rows[at][place + 1 :])
