"""碰不得的格：merged cells and array formulas, found by halving, so that a plain sheet costs one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import xlwings as xw

from addin.workbook.edit_list import EditList
from addin.workbook.edit_places import Box

Spans = Mapping[int, tuple[int, int]]
"""Which cells are asked about: of each column those from its first to its last row."""


def spans_of(box: Box) -> Spans:
    """All cells of a range."""
    top, left, bottom, right = box
    return dict.fromkeys(range(left, right + 1), (top, bottom))


def spans_between(edits: EditList) -> Spans:
    """The cells of the edits, and in each column those between them."""
    spans = {}
    for column in np.unique(edits.columns).tolist():
        rows = edits.rows[edits.columns == column]
        spans[column] = int(rows.min()), int(rows.max())
    return spans


def merges(sheet: xw.Sheet, spans: Spans) -> list[Box]:
    """The merged areas to which any of the cells belongs."""
    found: list[Box] = []
    for cell in _cells(sheet, spans, lambda area: area.merge_cells):
        if not any(_holds(one, cell) for one in found):
            area = sheet.range(cell).merge_area
            top, left, (height, width) = area.row, area.column, area.shape
            found.append((top, left, top + height - 1, left + width - 1))
    return found


def arrays(sheet: xw.Sheet, spans: Spans) -> list[Box]:
    """Those of the cells that belong to array formulas, each as a range of one."""
    return [(row, column, row, column) for row, column in _cells(sheet, spans, lambda area: area.has_array)]


def _cells(
    sheet: xw.Sheet, spans: Spans, ask: Callable[[xw.Range], bool | None]
) -> Iterator[tuple[int, int]]:
    """The cells for which `ask` says yes; of a range it says None where some are and some are not."""
    if not spans:
        return
    top, bottom = min(first for first, _ in spans.values()), max(last for _, last in spans.values())
    left, right = min(spans), max(spans)
    answer = ask(sheet.range((top, left), (bottom, right)))
    if answer is False:
        return
    if answer or (top, left) == (bottom, right):
        yield from (
            (row, column) for column, (first, last) in spans.items() for row in range(first, last + 1)
        )
        return
    for half in _halves((top, left, bottom, right), spans):
        yield from _cells(sheet, half, ask)


def _halves(box: Box, spans: Spans) -> tuple[Spans, Spans]:
    """Cut where columns are left out, else across the longer side of the range around them."""
    top, left, bottom, right = box
    if len(spans) == right - left + 1 and bottom - top >= right - left:
        middle = (top + bottom) // 2
        return (
            {
                column: (first, min(last, middle))
                for column, (first, last) in spans.items()
                if first <= middle
            },
            {
                column: (max(first, middle + 1), last)
                for column, (first, last) in spans.items()
                if last > middle
            },
        )
    columns = sorted(spans)
    middle = len(columns) // 2
    gaps = [(columns[at] - columns[at - 1], -abs(at - middle), at) for at in range(1, len(columns))]
    _, _, start = max(gaps)  # the widest, of equal ones the middlemost
    return {one: spans[one] for one in columns[:start]}, {one: spans[one] for one in columns[start:]}


def _holds(box: Box, cell: tuple[int, int]) -> bool:
    return box[0] <= cell[0] <= box[2] and box[1] <= cell[1] <= box[3]
