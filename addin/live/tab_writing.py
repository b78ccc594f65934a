"""写打开的表：one tab's changes column by column, with a note of how to take back each of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
import xlwings as xw
from xlwings.main import Table

from addin.live.cell_writing import CellWriter
from addin.live.program import Program
from addin.live.runs import runs_of
from addin.live.tab_reading import formulas, is_formula
from addin.live.typing import Formula
from addin.workbook.content import TabValues
from addin.workbook.edit_list import EditList
from addin.workbook.edit_places import Box
from addin.workbook.port import CellError, CellValue


@dataclass(slots=True)
class TabPlan:
    """一张表要写什么：`wanted` are cells that differ from `values`, none of them inside a merge or an array.

    `box` is the range of `table` now, `new_box` what it becomes. `obstacles` are merges and arrays among
    the wanted cells. Rows between changed ones of `computed` columns may be written again as they stand.
    """

    sheet: xw.Sheet
    values: TabValues
    wanted: EditList
    table: Table | None = None
    box: Box | None = None
    new_box: Box | None = None
    obstacles: Sequence[Box] = ()
    computed: Collection[int] = ()

    @property
    def tab(self) -> str:
        return self.values.tab

    @property
    def changes(self) -> bool:
        return bool(len(self.wanted)) or self.box != self.new_box


class TabWriter:
    """写一张表。Each step first adds to `journal` what takes it back; run that from its end."""

    def __init__(
        self, program: Program, plan: TabPlan, date1904: bool, journal: list[Callable[[], None]]
    ) -> None:
        self._program = program
        self._plan = plan
        self._journal = journal
        self._cells = CellWriter(plan.sheet, program.plain_text, date1904)

    def write(self) -> None:
        self._resize_table()
        columns = self._plan.wanted.columns
        for column in np.unique(columns).tolist():
            chosen = np.flatnonzero(columns == column)
            rows = self._plan.wanted.rows[chosen].tolist()
            self._write_column(column, rows, [self._plan.wanted.values[i] for i in chosen.tolist()])

    def _resize_table(self) -> None:
        plan, table, old, new = self._plan, self._plan.table, self._plan.box, self._plan.new_box
        if table is None or old is None or new is None or old == new:
            return
        if new[2] > old[2]:
            self._program.like_row_above(plan.tab, old[2] + 1, new[2], new[1], new[3])
        added = self._area((old[0], old[3] + 1, old[0], new[3])) if new[3] > old[3] else None

        def back() -> None:
            table.resize(self._area(old))
            if added is not None:  # a table gives a column without a title one of its own
                added.value = [[None] * (new[3] - old[3])]

        self._journal.append(back)
        table.resize(self._area(new))
        if new[3] > old[3]:
            self._format_new_columns(old, new)

    def _format_new_columns(self, old: Box, new: Box) -> None:
        """Numbers in them look like those of the last column there was."""
        known = self._area((old[0] + 1, old[3], old[0] + 1, old[3])).number_format
        self._area((new[0] + 1, old[3] + 1, new[2], new[3])).number_format = known

    def _area(self, box: Box) -> xw.Range:
        top, left, bottom, right = box
        return self._plan.sheet.range((top, left), (bottom, right))

    def _write_column(self, column: int, rows: list[int], wanted: list[CellValue]) -> None:
        first, last = rows[0], rows[-1]
        standing = self._standing(column, first, last)
        new = dict(zip(rows, wanted, strict=True))
        blocked = self._blocked(column, first, last)
        untouchable = [
            row
            for row, value in enumerate(standing, first)
            if row not in new and (row in blocked or isinstance(value, (Formula, CellError)))
        ]
        for start, end in runs_of(rows, untouchable, bridge=column in self._plan.computed):
            old = standing[start - first : end - first + 1]
            self._journal.append(lambda start=start, old=old: self._cells.put(column, start, old))  # type: ignore[misc]
            self._cells.put(column, start, [new.get(row, value) for row, value in enumerate(old, start)])

    def _standing(self, column: int, first: int, last: int) -> list[CellValue | Formula]:
        """What stands in the cells, formulas as formulas; below what is used nothing is asked for."""
        values: list[CellValue | Formula] = list(self._plan.values.down(column, first, last))
        end = min(last, self._plan.values.last_row)
        if end >= first:
            for place, text in enumerate(formulas(self._plan.sheet, column, first, end)):
                if is_formula(text, values[place]):
                    values[place] = Formula(text)
        return values

    def _blocked(self, column: int, first: int, last: int) -> set[int]:
        """The rows of the column that lie in a merge or an array."""
        return {
            row
            for top, left, bottom, right in self._plan.obstacles
            if left <= column <= right
            for row in range(max(top, first), min(bottom, last) + 1)
        }
