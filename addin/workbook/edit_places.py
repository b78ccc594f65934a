"""改动的去处：which of the wanted cells may be written at all, the same for a closed file and an open workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from addin.findings import Finding, Level
from addin.workbook.cells import LONGEST_TEXT, address, plain
from addin.workbook.edit_list import EditList, edit_list
from addin.workbook.port import CellValue, SheetEdits

Box = tuple[int, int, int, int]  # top, left, bottom, right


def inside(edits: EditList, box: Box) -> np.ndarray:
    """Which edits lie in `box`."""
    top, left, bottom, right = box
    rows, columns = edits.rows, edits.columns
    within: np.ndarray = (rows >= top) & (rows <= bottom) & (columns >= left) & (columns <= right)
    return within


def allowed(
    tab: str, edits: EditList, merges: Iterable[Box], arrays: Iterable[Box]
) -> tuple[EditList, list[Finding]]:
    """Without cells inside a merge or an array formula; those become findings. Too long texts are cut."""
    keep = np.ones(len(edits), dtype=bool)
    for box in merges:
        keep &= ~(inside(edits, box) & ~((edits.rows == box[0]) & (edits.columns == box[1])))
    merged = ~keep
    for box in arrays:
        keep &= ~inside(edits, box)
    findings = [_refused(tab, edits, index, bool(merged[index])) for index in np.flatnonzero(~keep).tolist()]
    return edits.where(keep), [*findings, *_cut_long(tab, edits)]


def _refused(tab: str, edits: EditList, index: int, merged: bool) -> Finding:
    what = "在合并单元格里" if merged else "属于数组公式"
    advice = "请取消合并后重算" if merged else "请删去数组公式后重算"
    return _finding(tab, edits, index, f"这一格{what}，没有写入", advice)


def _cut_long(tab: str, edits: EditList) -> list[Finding]:
    findings = []
    for index, value in enumerate(edits.values):
        if type(value) is str and len(value) > LONGEST_TEXT:
            message = f"文字有 {len(value)} 字，超过单元格上限 {LONGEST_TEXT} 字"
            findings.append(_finding(tab, edits, index, message, "请精简原文"))
            edits.values[index] = value[: LONGEST_TEXT - 1] + "…"
    return findings


def _finding(tab: str, edits: EditList, index: int, message: str, advice: str) -> Finding:
    place = address(int(edits.rows[index]), int(edits.columns[index]))
    value = edits.values[index]
    shown = "" if value is None else str(value)[:100]
    return Finding(Level.DOUBT, tab, place, message, advice, value=shown)


def missing_area(name: str) -> Finding:
    """A block of 首页 for which the workbook has no name."""
    return Finding(
        Level.NOTE, "", "", f"工作簿里没有名称“{name}”，这一块没有写", "需要时从新建的台账复制首页"
    )


def block_cells(
    box: Box, rows: Iterable[Iterable[CellValue]], merges: Sequence[Box]
) -> list[tuple[int, int, CellValue]]:
    """A block's values over its whole area, blanks beyond them; covered cells of merges left out."""
    top, left, bottom, right = box
    values = {(top + i, left + j): value for i, row in enumerate(rows) for j, value in enumerate(row)}
    covered = {
        (r, c)
        for first, start, last, end in merges
        for r in range(max(first, top), min(last, bottom) + 1)
        for c in range(max(start, left), min(end, right) + 1)
        if (r, c) != (first, start)
    }
    return [
        (r, c, values.get((r, c)))
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
        if (r, c) not in covered
    ]


def headers_apart(edits: SheetEdits, table: Box | None) -> SheetEdits:
    """A cell in a table's header row is a column title: the table names it too, and a program
    that finds the two different repairs the file. `table` is its range, None where there is none."""
    if table is None:
        return edits
    header_row, left = table[:2]
    titles = {c: str(v) for r, c, v in edits.cells if r == header_row and v and c >= left}
    cells = [edit for edit in edits.cells if edit[0] != header_row]
    headers = {**titles, **{column: title for column, title in edits.headers.items() if title}}
    return replace(edits, cells=cells, headers=headers)


def joined_with_headers(wanted: EditList, edits: SheetEdits, table: Box | None) -> EditList:
    """The edits with the titles that `headers_apart` set aside."""
    if not edits.headers or table is None:
        return wanted
    cells = list(zip(wanted.rows.tolist(), wanted.columns.tolist(), wanted.values, strict=True))
    cells += [(table[0], column, title) for column, title in edits.headers.items()]
    return edit_list(SheetEdits(edits.tab, cells), plain)
