"""共享公式：what becomes of the other cells when the cell that spells out a shared formula goes.

A shared formula (ECMA-376 Part 1, 18.3.1.40) stands in full only in its first cell; the others name
its index. When we write a value over the first, the others are spelt out, each moved to its place.
"""

from __future__ import annotations

import re
from html import escape, unescape

from addin.workbook.cells import attribute, column_number, split_address
from addin.workbook.port import column_letters
from addin.workbook.sheet_xml import Tags

SHARED = re.compile(rb"\st\s*=\s*[\"']shared[\"']")
SHARED_INDEX = re.compile(rb"\ssi\s*=\s*[\"'](\d+)[\"']")
# A text in quotes, a quoted sheet name, a bracketed table reference, then a cell, a column pair or a
# row pair. A name that goes on (LOG10(, A1B, Sheet1!) is no reference.
_TOKEN = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\])
    |(?<![A-Za-z0-9_.$\\])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!\[])
    |(?<![A-Za-z0-9_.$\\])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![A-Za-z0-9_.(!\[])
    |(?<![A-Za-z0-9_.$\\:])(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])""",
    re.X,
)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def moved(formula: str, down: int, right: int) -> str:
    """A formula as it reads `down` rows lower and `right` columns further; $ parts stay.

    References wrap round the edge of the sheet, as Excel's do.
    """

    def shift(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[1]
        if match[3] is not None:
            return _column(match[2], match[3], right) + _row(match[4], match[5], down)
        if match[7] is not None:
            return f"{_column(match[6], match[7], right)}:{_column(match[8], match[9], right)}"
        return f"{_row(match[10], match[11], down)}:{_row(match[12], match[13], down)}"

    return _TOKEN.sub(shift, formula)


def _column(fixed: str, letters: str, right: int) -> str:
    if fixed:
        return fixed + letters
    return column_letters((column_number(letters.upper()) + right - 1) % _LAST_COLUMN + 1)


def _row(fixed: str, number: str, down: int) -> str:
    return fixed + number if fixed else str((int(number) + down - 1) % _LAST_ROW + 1)


class SharedFormulas:
    """拆开的共享公式：those whose first cell was written over, and how the rest are spelt out."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._gone: dict[bytes, tuple[str, int, int]] = {}

    def __bool__(self) -> bool:
        return bool(self._gone)

    def replaced(self, inner: bytes, row: int, column: int) -> None:
        """A cell with content `inner` is written over: remember the shared formula it began."""
        match = self._tags.formula.search(inner)
        if match is None or not SHARED.search(match[1]) or not match[2]:
            return
        index = SHARED_INDEX.search(match[1])
        if index:
            self._gone[index[1]] = (unescape(match[2].decode()), row, column)

    def spelt_out(self, stretch: bytes) -> bytes:
        """Rows with every formula that leaned on a removed one written in full."""
        if not self._gone or b"shared" not in stretch:
            return stretch
        return self._tags.cell.sub(self._spell, stretch)

    def _spell(self, cell: re.Match[bytes]) -> bytes:
        inner = cell[2] or b""
        match = self._tags.formula.search(inner)
        if match is None or match[2] or not SHARED.search(match[1]):
            return cell[0]
        index, place = SHARED_INDEX.search(match[1]), attribute(cell[1], b"r")
        if index is None or index[1] not in self._gone or place is None:
            return cell[0]
        formula, row, column = self._gone[index[1]]
        own_row, own_column = split_address(place.decode())
        text = escape(moved(formula, own_row - row, own_column - column), quote=False).encode()
        name = self._tags.prefix + b"f"
        whole = b"<%s>%s</%s>" % (name, text, name)
        start = cell.start(2) - cell.start()
        body = cell[0]
        return body[: start + match.start()] + whole + body[start + match.end() :]
