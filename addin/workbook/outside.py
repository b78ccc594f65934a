"""外来文件：the rows of every tab of a file from another office. Nothing is ever written to it.

Workbooks go through the gate; older and open formats, which the gate does not know, are read in the child
process alone, with its limits; a text table is UTF-8 or GB18030.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from addin.errors import ProgramError
from addin.workbook.additions import Additions
from addin.workbook.cells import address
from addin.workbook.child import read_in_child, read_many_in_child
from addin.workbook.closed_file import ClosedBook, open_outside
from addin.workbook.grids import Grid, Row
from addin.workbook.outside_formulas import formula_places
from addin.workbook.port import CellError, CellValue

OTHER_FORMATS = (".xls", ".et", ".ods")
TEXT_TABLES = (".csv", ".txt")
MOST_TEXT = 64 << 20  # bytes
_AT_ONCE = 2
_GROUP, _GROUP_BYTES = 10, 8 << 20
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class OutsideTab:
    """外来工作表：`rows[0]` is Excel row 1, the first value of each row column `left`; a blank cell is "".

    `formulas` are the cells (row, column) whose value a formula gave, where that was asked for; `additions` comments
    and hidden rows and columns.
    """

    file: str
    tab: str
    left: int
    rows: list[list[CellValue]]
    formulas: Collection[tuple[int, int]] = ()
    additions: Additions = field(default_factory=Additions)

    @property
    def place(self) -> str:
        """What a finding names as its sheet: 「文件名/工作表」."""
        return f"{self.file}/{self.tab}"

    def address(self, row: int, place: int) -> str:
        """The cell at `rows[row][place]`, e.g. "F12"."""
        return address(row + 1, self.left + place)


def read_outside(path: Path, with_formulas: bool = False) -> list[OutsideTab]:
    """All tabs of the file, in tab order. Raises ProgramError for what cannot be read."""
    suffix = path.suffix.lower()
    if suffix in TEXT_TABLES:
        return [_text_table(path)]
    if suffix in OTHER_FORMATS:
        _refuse_unreadable(path)
        held = read_in_child(path, gated=False)
        return [
            _tab(path, held.grid(tab), (), held.formulas.get(tab, ()), held.additions.get(tab))
            for tab in held.tabs
        ]
    return _tabs(open_outside(path), with_formulas)


def read_many_outside(
    paths: Sequence[Path], with_formulas: bool = False
) -> Iterator[list[OutsideTab] | ProgramError]:
    """`read_outside` of each path in turn, several small workbooks by one child process, two at a time."""
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        groups = readers.map(lambda group: _read_group(group, with_formulas), _groups(paths))
        for group in groups:
            yield from group


def _groups(paths: Sequence[Path]) -> Iterator[list[Path]]:
    group: list[Path] = []
    size = 0
    for path in paths:
        more = path.stat().st_size if path.is_file() else 0
        if group and (size + more > _GROUP_BYTES or len(group) >= _GROUP):
            yield group
            group, size = [], 0
        group.append(path)
        size += more
    if group:
        yield group


def _read_group(paths: Sequence[Path], with_formulas: bool) -> list[list[OutsideTab] | ProgramError]:
    books = {path: book for path in paths if (book := _small_book(path)) is not None}
    if len(books) > 1:
        for book, reader in zip(books.values(), read_many_in_child(list(books)), strict=True):
            if reader is not None:
                book.hold(reader)
    return [_read_one(path, books.get(path), with_formulas) for path in paths]


def _small_book(path: Path) -> ClosedBook | None:
    """The book where it can be read together with others; what is wrong with any other is learnt alone."""
    if path.suffix.lower() in (*OTHER_FORMATS, *TEXT_TABLES) or not path.is_file():
        return None
    try:
        book = open_outside(path)
    except ProgramError:
        return None
    return None if book.has_far_cells or path.stat().st_size > _GROUP_BYTES else book


def _read_one(path: Path, book: ClosedBook | None, with_formulas: bool) -> list[OutsideTab] | ProgramError:
    try:
        return read_outside(path, with_formulas) if book is None else _tabs(book, with_formulas)
    except ProgramError as error:
        return error


def _tabs(book: ClosedBook, with_formulas: bool) -> list[OutsideTab]:
    path = book.path
    places = formula_places(path) if with_formulas and book.has_formulas else {}
    return [
        _tab(path, book.grid(tab), book.errors(tab).items(), places.get(tab, ()), book.additions(tab))
        for tab in book.tabs
    ]


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise ProgramError(path.name, "文件不存在", "请核对路径和文件名")


def _tab(
    path: Path,
    grid: Grid,
    errors: Iterable[tuple[tuple[int, int], str]] = (),
    formulas: Collection[tuple[int, int]] = (),
    additions: Additions | None = None,
) -> OutsideTab:
    rows = [_blanks_as_text(row) for row in grid.rows]
    for (row, column), text in errors:
        if row <= len(rows) and 0 <= column - grid.left < len(rows[row - 1]):
            rows[row - 1][column - grid.left] = CellError(text)
    return OutsideTab(path.name, grid.tab, grid.left, rows, formulas, additions or Additions())


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
