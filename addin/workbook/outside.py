"""外来文件：the rows of every tab of a file from another office. Nothing is ever written to it.

Workbooks go through the gate; older and open formats, which the gate does not know, are read in the child
process alone, with its limits; a text table is UTF-8 or GB18030.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from addin.errors import ProgramError
from addin.workbook.cells import address
from addin.workbook.child import read_in_child
from addin.workbook.closed_file import open_outside
from addin.workbook.grids import Grid, Row
from addin.workbook.port import CellError, CellValue

OTHER_FORMATS = (".xls", ".et", ".ods")
TEXT_TABLES = (".csv", ".txt")
MOST_TEXT = 64 << 20  # bytes
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class OutsideTab:
    """外来工作表：`rows[0]` is Excel row 1, the first value of each row column `left`; a blank cell is ""."""

    file: str
    tab: str
    left: int
    rows: list[list[CellValue]]

    @property
    def place(self) -> str:
        """What a finding names as its sheet: 「文件名/工作表」."""
        return f"{self.file}/{self.tab}"

    def address(self, row: int, place: int) -> str:
        """The cell at `rows[row][place]`, e.g. "F12"."""
        return address(row + 1, self.left + place)


def read_outside(path: Path) -> list[OutsideTab]:
    """All tabs of the file, in tab order. Raises ProgramError for what cannot be read."""
    suffix = path.suffix.lower()
    if suffix in TEXT_TABLES:
        return [_text_table(path)]
    if suffix in OTHER_FORMATS:
        _refuse_unreadable(path)
        held = read_in_child(path, gated=False)
        return [_tab(path, held.grid(tab)) for tab in held.tabs]
    book = open_outside(path)
    return [_tab(path, book.grid(tab), book.errors(tab).items()) for tab in book.tabs]


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise ProgramError(path.name, "文件不存在", "请核对路径和文件名")


def _tab(path: Path, grid: Grid, errors: Iterable[tuple[tuple[int, int], str]] = ()) -> OutsideTab:
    rows = [_blanks_as_text(row) for row in grid.rows]
    for (row, column), text in errors:
        if row <= len(rows) and 0 <= column - grid.left < len(rows[row - 1]):
            rows[row - 1][column - grid.left] = CellError(text)
    return OutsideTab(path.name, grid.tab, grid.left, rows)


def _blanks_as_text(row: Row) -> list[CellValue]:
    return ["" if value is None or (isinstance(value, str) and not value.strip()) else value for value in row]


def _text_table(path: Path) -> OutsideTab:
    _refuse_unreadable(path)
    if path.stat().st_size > MOST_TEXT:
        raise ProgramError(path.name, "文本表格太大，已停止读取", "请删去多余的行，或另存为 .xlsx 后再试")
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ProgramError(
            path.name, "文本表格的写法不对，读不出来", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"
        ) from error
    width = max(map(len, rows), default=0)
    return OutsideTab(
        path.name, path.stem, 1, [_blanks_as_text(row + [""] * (width - len(row))) for row in rows]
    )


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ProgramError(
        path.name, "不是文本表格，或文字编码不认识", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"
    )
