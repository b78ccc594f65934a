"""公式单元格：the formulas of a closed file's tab, which a reader of values does not see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from addin.workbook.formulas import SHARED, SHARED_INDEX, moved
from addin.workbook.sheet_look import cells_with
from addin.workbook.sheet_xml import Part, Tags, prefix_of, row_starts, split_rows, tags_of

_NO_SINGLE = (b"array", b"dataTable")


def formulas_in(chunks: Iterable[bytes]) -> dict[tuple[int, int], str]:
    """ "=SUM(A1:A9)" by (row, column) of a worksheet part; shared ones are spelt out for each cell.

    Array formulas and data tables are left out: they belong to a range, not to a cell.
    """
    found: dict[tuple[int, int], str] = {}
    begun: dict[bytes, tuple[str, int, int]] = {}
    tags, last = tags_of(b""), 0
    for part, piece in split_rows(chunks):
        if part is Part.HEAD:
            tags = tags_of(prefix_of(piece) or b"")
        elif part is Part.ROWS:
            for row, column, attributes, text in _formulas(tags, piece, last):
                formula = _spelt_out(begun, row, column, attributes, text)
                if formula:
                    found[row, column] = f"={formula}"
            numbers, _ = row_starts(piece, tags, last)
            last = max([last, *numbers[-1:]])
    return found


def _formulas(tags: Tags, rows: bytes, last: int) -> Iterator[tuple[int, int, bytes, str]]:
    """Row, column, attributes and text of every formula of single cells."""
    for row, column, cell in cells_with(tags, rows, last, b"<" + tags.prefix + b"f"):
        match = tags.formula.search(cell[2] or b"")
        if match and not any(kind in match[1] for kind in _NO_SINGLE):
            yield row, column, match[1], unescape((match[2] or b"").decode())


def _spelt_out(
    begun: dict[bytes, tuple[str, int, int]], row: int, column: int, attributes: bytes, text: str
) -> str:
    index = SHARED_INDEX.search(attributes) if SHARED.search(attributes) else None
    if index is None:
        return text
    if text:
        begun[index[1]] = text, row, column
        return text
    if index[1] not in begun:
        return ""
    first, first_row, first_column = begun[index[1]]
    return moved(first, row - first_row, column - first_column)
