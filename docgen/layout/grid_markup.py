"""表格标记：tables written as WordprocessingML, with merged cells, least heights and repeated headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.layout.elements import Cell, Grid, Para, Run
from docgen.layout.markup import Ids, paragraph_properties, run_markup
from docgen.layout.styles import TABLE_HEAD, TABLE_TEXT

_BOOKMARK = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class _Setting(NamedTuple):
    """How the text of a row is set: `kept` = with the paragraph below the table."""

    size: float
    pitch: int
    heading: bool
    kept: bool


def grid_markup(grid: Grid, ids: Ids) -> str:
    """A table of fixed columns with thin rules; its heading rows are repeated, no short row is split."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    rows = "".join(_row(row, at, grid, ids) for at, row in enumerate(grid.rows))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:top w:w="45" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(row: tuple[Cell, ...], at: int, grid: Grid, ids: Ids) -> str:
    heading = at < grid.heading
    whole = "" if at in grid.splits else "<w:cantSplit/>"
    least = grid.heights[at] if at < len(grid.heights) else 0
    height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    repeated = "<w:tblHeader/>" if heading else ""
    kept = grid.keep_next and at == len(grid.rows) - 1
    setting = _Setting(grid.size, grid.pitch, heading, kept)
    cells, column = [], 0
    for cell in row:
        width = sum(grid.widths[column : column + cell.span])
        cells.append(_cell(cell, width, setting, ids))
        column += cell.span
    if column != len(grid.widths):
        raise ValueError(f"表的第{at + 1}行占{column}列，应占{len(grid.widths)}列")
    return f'<w:tr><w:trPr>{whole}{height}{repeated}<w:jc w:val="center"/></w:trPr>{"".join(cells)}</w:tr>'


def _cell(cell: Cell, width: int, row: _Setting, ids: Ids) -> str:
    start, end = _bookmark_marks(cell.bookmark, ids)
    style = TABLE_HEAD if row.heading or cell.label else TABLE_TEXT
    size = 0.0 if row.size == style.size else row.size
    align = "" if cell.align == "center" else cell.align
    lines = cell.text.split("\n")
    paragraphs = []
    for at, line in enumerate(lines):
        para = Para((), style, line=row.pitch, align=align, keep_next=row.kept)
        inside = run_markup(Run(line, size=size)) if line else ""
        paragraphs.append(
            f"<w:p>{paragraph_properties(para)}{start if at == 0 else ''}{inside}"
            f"{end if at == len(lines) - 1 else ''}</w:p>"
        )
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{''.join(paragraphs)}</w:tc>"
    )


def _bookmark_marks(name: str, ids: Ids) -> tuple[str, str]:
    if not name:
        return "", ""
    if not _BOOKMARK.fullmatch(name):
        raise ValueError(
            f"书签名「{name}」不合格：字母或下划线开头，只用英文字母、数字、下划线，不超过40个字符"
        )
    if name in ids.names:
        raise ValueError(f"书签名「{name}」用了两次")
    ids.names.add(name)
    number = next(ids.bookmarks)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'
