"""碰不得的格：merged cells and array formulas, found by halving, so that a plain sheet costs one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import xlwings as xw

from addin.workbook.edit_places import Box


def merges(sheet: xw.Sheet, box: Box) -> list[Box]:
    """The merged areas that reach into `box`."""
    found: list[Box] = []
    for cell in _cells(sheet, box, lambda area: area.merge_cells):
        if not any(_holds(one, cell) for one in found):
            area = sheet.range(cell).merge_area
            top, left, (height, width) = area.row, area.column, area.shape
            found.append((top, left, top + height - 1, left + width - 1))
    return found


def arrays(sheet: xw.Sheet, box: Box) -> list[Box]:
    """The cells of `box` that belong to array formulas, each as a range of one."""
    return [(row, column, row, column) for row, column in _cells(sheet, box, lambda area: area.has_array)]


def _cells(sheet: xw.Sheet, box: Box, ask: Callable[[xw.Range], bool | None]) -> Iterator[tuple[int, int]]:
    """The cells for which `ask` says yes; of a range it says None where some are and some are not."""
    top, left, bottom, right = box
    answer = ask(sheet.range((top, left), (bottom, right)))
    if answer is False:
        return
    if answer or (top, left) == (bottom, right):
        yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return
    for half in _halves(box):
        yield from _cells(sheet, half, ask)


def _halves(box: Box) -> tuple[Box, Box]:
    top, left, bottom, right = box
    if bottom - top >= right - left:
        middle = (top + bottom) // 2
        return (top, left, middle, right), (middle + 1, left, bottom, right)
    middle = (left + right) // 2
    return (top, left, bottom, middle), (top, middle + 1, bottom, right)


def _holds(box: Box, cell: tuple[int, int]) -> bool:
    return box[0] <= cell[0] <= box[2] and box[1] <= cell[1] <= box[3]
