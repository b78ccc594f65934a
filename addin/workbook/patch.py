"""补丁：rewrites only those cells of a worksheet part whose value differs; the rest passes through.

The part is never parsed as a whole: it flows through in stretches of whole rows, and only rows that
an edit names are looked into (a sheet of 240,000 rows is 340 MB of XML).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from addin.workbook.cells import SharedTexts, address, attribute, cell_xml, same_value, standing_value
from addin.workbook.edit_list import EditList
from addin.workbook.formulas import SharedFormulas
from addin.workbook.port import CellValue
from addin.workbook.sheet_xml import Part, Tags, prefix_of, row_starts, split_rows, tags_of
from addin.workbook.styles import (
    ColumnStyles,
    cells_at,
    cells_of,
    height_of,
    row_style,
    styles_of,
    with_height,
)


@dataclass(slots=True)
class Plan:
    """What to change in one part. `header_row` is 0 where there is no table; `table_end` is the old
    last row of a table that grows, else 0; `columns` its first and last, `old_right` the last
    before columns were added; `date1904` as in the workbook. `head` and `tail` are what stands before and after the rows afterwards, None = as is.
    """

    edits: EditList
    shared: SharedTexts
    date1904: bool = False
    header_row: int = 0
    table_end: int = 0
    columns: tuple[int, int] = (1, 16_384)
    old_right: int = 16_384
    head: bytes | None = None
    tail: bytes | None = None
    heights: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What a patch did: which edits differed and were written (parallel to the edits)."""

    written: np.ndarray
    formula_replaced: bool = False
    around_changed: bool = False
    unordered: bool = False

    @property
    def changed(self) -> bool:
        return bool(self.written.any()) or self.around_changed


class SheetPatch:
    """工作表补丁：iterate over it to get the new part, then read `outcome`."""

    def __init__(self, chunks: Iterable[bytes], plan: Plan) -> None:
        self._chunks = chunks
        self._plan = plan
        self.outcome = Outcome(np.zeros(len(plan.edits), dtype=bool))

    def __iter__(self) -> Iterator[bytes]:
        rows: _Rows | None = None
        for part, piece in split_rows(self._chunks):
            if part is Part.HEAD:
                tags = tags_of(prefix_of(piece) or b"")
                rows = _Rows(self._plan, tags, ColumnStyles(piece), self.outcome)
                yield self._around(piece, self._plan.head)
            elif rows is not None and part is Part.ROWS:
                yield from rows.pass_through(piece)
            elif rows is not None:
                yield rows.after_the_last()
                yield self._around(piece, self._plan.tail)

    def _around(self, piece: bytes, wanted: bytes | None) -> bytes:
        if wanted is None or wanted == piece:
            return piece
        self.outcome.around_changed = True
        return wanted


class _Rows:
    """The rows on their way through, with the next edit to come."""

    def __init__(self, plan: Plan, tags: Tags, columns: ColumnStyles, outcome: Outcome) -> None:
        self._plan = plan
        self._tags = tags
        self._column_styles = columns
        self._outcome = outcome
        self._numbers, self._starts = plan.edits.row_numbers()
        self._columns = plan.edits.columns.tolist()
        self._next = 0
        self._last_number = 0
        self._above = b""  # the row element before the one being written
        self._above_number = 0
        self._above_styles: dict[int, bytes] | None = None
        self._first_styles: dict[int, bytes] = {}
        self._shared_formulas = SharedFormulas(tags)

    def pass_through(self, stretch: bytes) -> Iterator[bytes]:
        if self._next == len(self._numbers):
            yield self._shared_formulas.spelt_out(stretch)
            return
        numbers, starts = row_starts(stretch, self._tags, self._last_number)
        if not numbers:
            yield stretch
            return
        if any(
            later <= earlier for earlier, later in zip([self._last_number, *numbers], numbers, strict=False)
        ):
            self._outcome.unordered = True
        starts.append(len(stretch))
        self._learn_first_row(stretch, numbers, starts)
        yield from self._edited(stretch, numbers, starts)
        self._last_number = numbers[-1]
        if self._above_number < numbers[-1]:
            self._look_at(stretch[starts[-2] :], numbers[-1])

    def _edited(self, stretch: bytes, numbers: list[int], starts: list[int]) -> Iterator[bytes]:
        position = 0
        while self._next < len(self._numbers) and self._numbers[self._next] <= numbers[-1]:
            wanted = self._numbers[self._next]
            index = bisect_left(numbers, wanted)
            if position < starts[index]:
                yield self._shared_formulas.spelt_out(stretch[position : starts[index]])
            if index and self._above_number < numbers[index - 1]:
                self._look_at(stretch[starts[index - 1] : starts[index]], numbers[index - 1])
            position = starts[index]
            if numbers[index] == wanted:
                position = starts[index + 1]
                yield self._row(wanted, stretch[starts[index] : position])
            else:
                yield self._new_row(wanted)
            self._next += 1
        yield self._shared_formulas.spelt_out(stretch[position:])

    def after_the_last(self) -> bytes:
        rows = []
        while self._next < len(self._numbers):
            rows.append(self._new_row(self._numbers[self._next]))
            self._next += 1
        return b"".join(rows)

    def _look_at(self, row: bytes, number: int) -> None:
        self._above, self._above_number, self._above_styles = row, number, None

    def _learn_first_row(self, stretch: bytes, numbers: list[int], starts: list[int]) -> None:
        first = self._plan.header_row + 1
        if self._plan.header_row and numbers[0] <= first <= numbers[-1]:
            index = bisect_left(numbers, first)
            if numbers[index] == first:
                self._first_styles = styles_of(stretch[starts[index] : starts[index + 1]], self._tags)

    def _edits_of(self) -> tuple[int, dict[int, CellValue]]:
        """Where the present row's edits begin, and column → value in column order."""
        start, end = self._starts[self._next], self._starts[self._next + 1]
        return start, dict(zip(self._columns[start:end], self._plan.edits.values[start:end], strict=True))

    def _row(self, number: int, row: bytes) -> bytes:
        """A row element with its edits; the very bytes where nothing differs."""
        start, wanted = self._edits_of()
        cells = None
        if number != self._plan.header_row and not 0 < self._plan.table_end < number:
            cells = cells_at(row, number, wanted, self._tags)
        if cells is None:
            return self._row_with_new_cells(number, row, start, wanted)
        place = {column: start + offset for offset, column in enumerate(wanted)}
        built = _RowBuilder(row, self._opening(row), self._tags)
        for column, cell in cells:
            built.replace(cell, self._changed_cell(number, column, wanted[column], cell, place[column]))
        return self._finished(built, number)

    def _opening(self, row: bytes) -> re.Match[bytes]:
        opening = self._tags.row.match(row)
        assert opening is not None  # rows are cut where this pattern matched
        return opening

    def _finished(self, built: _RowBuilder, number: int) -> bytes:
        result = built.result(self._plan.heights.get(number))
        self._look_at(result, number)
        return self._shared_formulas.spelt_out(result)

    def _row_with_new_cells(self, number: int, row: bytes, start: int, wanted: dict[int, CellValue]) -> bytes:
        """The same where cells have to be put in: every cell of the row is gone through."""
        place = {column: start + offset for offset, column in enumerate(wanted)}
        opening = self._opening(row)
        like = row_style(opening[1])
        if number == self._plan.header_row:
            like = self._header_style(row) or like
        pending = dict.fromkeys(sorted({*wanted, *self._columns_new_to_table(number)}))

        def added(columns: list[int]) -> bytes:
            for column in columns:
                del pending[column]
            cells = (self._new_cell(number, c, wanted.get(c), like, place.get(c)) for c in columns)
            return b"".join(cells)

        built = _RowBuilder(row, opening, self._tags)
        for column, cell in cells_of(row, self._tags):
            built.insert(cell.start(), added([c for c in pending if c < column]))
            if column in wanted:
                new = self._changed_cell(number, column, wanted[column], cell, place[column])
                built.replace(cell, new)
            pending.pop(column, None)
            if not pending:
                break
        built.append(added(list(pending)))
        return self._finished(built, number)

    def _changed_cell(
        self, row: int, column: int, value: CellValue, cell: re.Match[bytes], place: int
    ) -> bytes | None:
        """The new element, or None where the standing value is the wanted one."""
        inner = cell[2] or b""
        standing = standing_value(attribute(cell[1], b"t"), inner, self._plan.shared)
        if same_value(standing, value, self._plan.date1904):
            return None
        if self._tags.formula.search(inner):
            self._outcome.formula_replaced = True
            self._shared_formulas.replaced(inner, row, column)
        self._outcome.written[place] = True
        style = attribute(cell[1], b"s")
        return cell_xml(self._tags.prefix, address(row, column), style, value, self._plan.date1904)

    def _new_cell(
        self, row: int, column: int, value: CellValue, style: bytes | None, place: int | None
    ) -> bytes:
        if value is None and not self._columns_new_to_table(row):
            return b""
        if value is not None and place is not None:
            self._outcome.written[place] = True
        style = style or self._style(column)
        if value is None and style is None:
            return b""
        return cell_xml(self._tags.prefix, address(row, column), style, value, self._plan.date1904)

    def _columns_new_to_table(self, row: int) -> set[int]:
        """Of a row that a growing table takes in: the columns that must look like the rows above."""
        if not 0 < self._plan.table_end < row:
            return set()
        left, right = self._plan.columns
        return {c for c in {**self._first_styles, **self._styles_above()} if left <= c <= right}

    def _header_style(self, row: bytes) -> bytes | None:
        """What a title added at the right end of a table looks like: the last title there was."""
        styles = styles_of(row, self._tags)
        return styles.get(max((c for c in styles if c <= self._plan.columns[1]), default=0))

    def _style(self, column: int) -> bytes | None:
        """Of the cell above, else of the column, else of the table's first data row; a column added
        at the right end of a table looks like the last one there was."""
        found = (
            self._styles_above().get(column)
            or self._column_styles.of(column)
            or self._first_styles.get(column)
        )
        if found is None and column > self._plan.old_right:
            return self._style(self._plan.old_right)
        return found

    def _styles_above(self) -> dict[int, bytes]:
        if self._above_number <= self._plan.header_row:
            return {}  # the header's own look is not for data
        if self._above_styles is None:
            self._above_styles = styles_of(self._above, self._tags)
        return self._above_styles

    def _new_row(self, number: int) -> bytes:
        """A row that was not there, styled like the one above over the table's whole width."""
        start, wanted = self._edits_of()
        if all(value is None for value in wanted.values()):
            return b""
        width = self._columns_new_to_table(number)
        cells = []
        for column in sorted(width | set(wanted)):
            value = wanted.get(column)
            style = self._style(column)
            if value is not None or style is not None:
                cells.append(
                    cell_xml(self._tags.prefix, address(number, column), style, value, self._plan.date1904)
                )
        self._outcome.written[start : start + len(wanted)] = [value is not None for value in wanted.values()]
        return self._assembled(number, cells)

    def _assembled(self, number: int, cells: list[bytes]) -> bytes:
        name = self._tags.prefix + b"row"
        below_header = self._above_number <= self._plan.header_row
        like = b"" if below_header else height_of(self._above, self._tags)
        if below_header or b" ht=" in like:
            like = with_height(like, self._plan.heights.get(number))
        row = b'<%s r="%d"%s>%s</%s>' % (name, number, like, b"".join(cells), name)
        styles = self._styles_above()
        self._above, self._above_number = row, number
        self._above_styles = styles or styles_of(row, self._tags)
        return row


class _RowBuilder:
    """One row element put together from old pieces and new cells."""

    def __init__(self, row: bytes, opening: re.Match[bytes], tags: Tags) -> None:
        self._row = row
        self._opening = opening
        self._tags = tags
        self._pieces: list[bytes] = []
        self._position = opening.end()
        self._grown = False

    def insert(self, before: int, cells: bytes) -> None:
        if cells:
            self._pieces += [self._row[self._position : before], cells]
            self._position, self._grown = before, True

    def replace(self, cell: re.Match[bytes], new: bytes | None) -> None:
        if new is not None:
            self._pieces += [self._row[self._position : cell.start()], new]
            self._position = cell.end()

    def append(self, cells: bytes) -> None:
        if self._opening[2]:  # <row …/>
            self._pieces += [cells]
            self._grown = bool(cells)
        else:
            self.insert(_end_of_cells(self._row, self._tags), cells)

    def result(self, points: float | None = None) -> bytes:
        """The row; raised to `points` where anything in it changed."""
        opening, rest = self._opening[0], self._row[self._position :]
        if self._pieces and points is not None:
            attributes = self._opening[1]
            raised = with_height(attributes, points, only_raise=True)
            opening = opening.replace(attributes, raised, 1) if raised != attributes else opening
        if not self._grown:
            return opening + b"".join(self._pieces) + rest
        opening = _SPANS.sub(b"", opening)  # a hint on the used columns (18.3.1.73), no longer true
        if self._opening[2]:
            opening = opening[:-2] + b">"
            rest = b"</" + self._tags.prefix + b"row>" + rest
        return opening + b"".join(self._pieces) + rest


_SPANS = re.compile(rb"\sspans\s*=\s*[\"'][^\"']*[\"']")


def _end_of_cells(row: bytes, tags: Tags) -> int:
    """Where a further cell goes: before the row's closing tag, or its extension list (18.3.1.73)."""
    close = row.rfind(b"</" + tags.prefix + b"row")
    extra = row.rfind(b"<" + tags.prefix + b"extLst", 0, close)
    last = row.rfind(b"</" + tags.prefix + b"c>", 0, close)
    return extra if extra > last >= 0 or (extra >= 0 and last < 0) else close
