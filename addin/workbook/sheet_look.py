"""工作表初查：what the gate learns about a worksheet part while it flows by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from addin.workbook.cells import attribute, column_number, split_range, unescape_text
from addin.workbook.sheet_xml import Part, Tags, prefix_of, row_starts, split_rows, tags_of

FAR_COLUMN = 702  # ZZ; nothing we read is wider, and calamine holds every cell up to the furthest
FAR_GAP = 50_000  # rows missing in between; a formatted but empty row counts as there
MOST_FAR_CELLS = 2_000
MOST_ERRORS = 200_000

# Addresses beyond column ZZ or from row 1,000,000 on. Beginning with plain bytes makes the search
# ten times faster than beginning with a class.
_FAR = {
    b'"': re.compile(rb'r="(?:[A-Z]{3}|[A-Z]{1,2}[0-9]{7})'),
    b"'": re.compile(rb"r='(?:[A-Z]{3}|[A-Z]{1,2}[0-9]{7})"),
}
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</")
_REF = re.compile(rb"\sref\s*=\s*[\"']([^\"']*)[\"']")
_MANY_CELLS = re.compile(rb"\st\s*=\s*[\"'](?:array|dataTable)[\"']")


@dataclass(slots=True)
class SheetLook:
    """初查结果：`head` and `tail` stand before and after the rows. `far` and `errors` are cells
    (row, column); `arrays` the ranges of array formulas over several cells.
    """

    part: str
    prefix: bytes = b""
    head: bytes = b""
    tail: bytes = b""
    has_rows_part: bool = False
    has_formulas: bool = False
    uneditable: bool = False
    last_row: int = 0
    far: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    arrays: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def quote(self) -> bytes:
        """A writer keeps to one kind of quotes."""
        return b'"' if b'="' in self.head else b"'"


def look_at(part: str, chunks: Iterable[bytes]) -> SheetLook:
    """Go through a worksheet part once; nothing of it but the ends and oddities is kept."""
    look = SheetLook(part)
    tags = tags_of(b"")
    for kind, piece in split_rows(chunks):
        if kind is Part.HEAD:
            prefix = prefix_of(piece)
            look.head, look.prefix = piece, prefix or b""
            tags = tags_of(look.prefix)
        elif kind is Part.TAIL:
            look.tail, look.has_rows_part = piece, True
        else:
            _look_at_rows(look, tags, piece)
    return look


def _look_at_rows(look: SheetLook, tags: Tags, rows: bytes) -> None:
    # "!" is rare and found far faster than "<!": comments and CDATA have no place among cells.
    if b"!" in rows and b"<!" in rows:
        look.uneditable = True
    if b"t=%se%s" % (look.quote, look.quote) in rows:
        _note_errors(look, tags, rows)
    _note_formulas(look, tags, rows)
    _note_far(look, tags, rows)


def _note_errors(look: SheetLook, tags: Tags, rows: bytes) -> None:
    """calamine gives blanks for error values, so they are picked out here."""
    for row, column, cell in cells_with(tags, rows, look.last_row, b"=%se%s" % (look.quote, look.quote)):
        if attribute(cell[1], b"t") == b"e" and len(look.errors) < MOST_ERRORS:
            value = _VALUE.search(cell[2] or b"")
            look.errors[row, column] = unescape_text(value[1]) if value else "#N/A"


def _note_values(look: SheetLook, tags: Tags, rows: bytes, is_far: Callable[[int, int], bool]) -> None:
    for row, column, cell in cells_with(tags, rows, look.last_row, b""):
        if is_far(row, column) and cell[2] and len(look.far) <= MOST_FAR_CELLS:
            look.far.append((row, column))


def cells_with(tags: Tags, rows: bytes, last: int, mark: bytes) -> Iterator[tuple[int, int, re.Match[bytes]]]:
    """The cells of the rows that contain `mark`, placed by their own address, else by counting."""
    numbers, starts = row_starts(rows, tags, last)
    starts.append(len(rows))
    for number, start, end in zip(numbers, starts, starts[1:], strict=False):
        if rows.find(mark, start, end) >= 0:
            yield from _cells_of_row(tags, rows[start:end], number)


def _cells_of_row(tags: Tags, row: bytes, number: int) -> Iterator[tuple[int, int, re.Match[bytes]]]:
    column = 0
    for cell in tags.cell.finditer(row):
        place = attribute(cell[1], b"r")
        own, column = _place(place) if place else (number, column + 1)
        yield own, column, cell


def _place(address: bytes) -> tuple[int, int]:
    letters = address.rstrip(b"0123456789")
    return int(address[len(letters) :] or b"0"), column_number(letters.decode())


def _note_formulas(look: SheetLook, tags: Tags, rows: bytes) -> None:
    if look.has_formulas and b"array" not in rows and b"dataTable" not in rows:
        return
    if tags.formula_start.search(rows):
        look.has_formulas = True
        look.arrays += [
            split_range(found[1].decode())
            for formula in tags.formula.finditer(rows)
            if _MANY_CELLS.search(formula[1]) and (found := _REF.search(formula[1])) and b":" in found[1]
        ]


def _note_far(look: SheetLook, tags: Tags, rows: bytes) -> None:
    """Cells with a value that lie beyond anything a ledger is: they would make a reader take
    gigabytes (calamine aborts the process on XFD1048576). Empty formatted cells do not count.
    """
    nearest = _last_of_many(look, tags, rows)
    if nearest and not _FAR[look.quote].search(rows):
        look.last_row = max(look.last_row, nearest)
        return
    numbers, _ = row_starts(rows, tags, look.last_row)
    if not numbers:
        return
    gap = _first_beyond_gap(look.last_row, numbers)
    if gap:
        _note_values(look, tags, rows, lambda row, column: row >= gap or column > FAR_COLUMN)
    elif _FAR[look.quote].search(rows):
        last = numbers[-1]
        _note_values(look, tags, rows, lambda row, column: column > FAR_COLUMN or row > last)
    kept = [number for number in numbers if not gap or number < gap]
    look.last_row = max([look.last_row, *kept[-1:]])


def _last_of_many(look: SheetLook, tags: Tags, rows: bytes) -> int:
    """The number of the last row where so many rows stand that none can lie beyond a gap, else 0.

    Counting the tags is ten times faster than reading all their numbers.
    """
    found = tags.row_start.match(rows, rows.rfind(tags.row_mark))
    last = int(found[1]) if found and found[1] else 0
    gap = last - look.last_row
    return last if gap <= FAR_GAP or gap <= FAR_GAP + rows.count(tags.row_mark) else 0


def _first_beyond_gap(last: int, numbers: list[int]) -> int:
    """The first row after more than FAR_GAP missing ones, 0 where there is none."""
    if numbers[-1] - last <= FAR_GAP + len(numbers):
        return 0
    for before, number in zip([last, *numbers], numbers, strict=False):
        if number - before > FAR_GAP:
            return number
    return 0
