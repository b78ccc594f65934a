"""写打开的表：one tab's changes column by column, with a note of how to take back each of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

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
from addin.workbook.headers import HEADER_WITHIN
from addin.workbook.links import ELSEWHERE, Links, Place, Wanted, changes
from addin.workbook.port import CellError, CellValue


@dataclass(slots=True)
class TabPlan:
    """一张表要写什么：`wanted` are cells that differ from `values`, none of them inside a merge or an array.

    `box` is the range of `table` now, `new_box` what it becomes. `obstacles` are merges and arrays among
    the wanted cells. Rows between changed ones of `computed` columns may be written again as they stand.
    `links` are what the columns named there are to have below row `header_row` (`SheetEdits.links`), of which
    `linked` stand; where nothing of them changes, and no cell of those columns, there are none.
    """

    sheet: xw.Sheet
    values: TabValues
    wanted: EditList
    table: Table | None = None
    box: Box | None = None
    new_box: Box | None = None
    obstacles: Sequence[Box] = ()
    computed: Collection[int] = ()
    links: Wanted = field(default_factory=dict)
    linked: Links = field(default_factory=dict)

    @property
    def tab(self) -> str:
        return self.values.tab

    @property
    def changes(self) -> bool:
        return bool(len(self.wanted)) or self.box != self.new_box or bool(self.relinked)

    @property
    def header_row(self) -> int:
        return self.box[0] if self.box else 0

    @property
    def relinked(self) -> dict[Place, str | None]:
        """The cells whose link changes."""
        return changes(self.linked, self.links, self.header_row)


class TabWriter:
    """写一张表。Each step first adds to `journal` what takes it back; run that from its end."""

    def __init__(
        self, program: Program, plan: TabPlan, date1904: bool, journal: list[Callable[[], None]]
    ) -> None:
        self._program = program
        self._plan = plan
        self._journal = journal
        self._cells = CellWriter(plan.sheet, program.plain_text, date1904)
        self._written: set[Place] = set()
        self._formulas_end = (  # so that a column is asked for its formulas only where a tab has any
            plan.values.last_row if program.has_formulas(plan.tab, HEADER_WITHIN) else HEADER_WITHIN
        )

    def write(self) -> None:
        if self._plan.links:
            self._journal.append(self._link_back)
        self._resize_table()
        columns = self._plan.wanted.columns
        for column in np.unique(columns).tolist():
            chosen = np.flatnonzero(columns == column)
            rows = self._plan.wanted.rows[chosen].tolist()
            self._write_column(column, rows, [self._plan.wanted.values[i] for i in chosen.tolist()])
        if self._plan.links:
            self._link(self._plan.links, self._left)

    def _link(self, wanted: Wanted, standing: Links) -> None:
        changed = changes(standing, wanted, self._plan.header_row)
        if changed:
            self._program.put_links(self._plan.tab, changed)

    def _link_back(self) -> None:
        plan = self._plan
        self._link(by_column(plan.linked, plan.links), self._program.links(plan.tab, plan.links.keys()))

    @property
    def _left(self) -> Links:
        """The links that stand once the values are written: in Calc a cell that is written to loses its own."""
        if not self._program.plain_text:
            return self._plan.linked
        return {place: link for place, link in self._plan.linked.items() if place not in self._written}

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
            if column in self._plan.links:
                self._written.update((row, column) for row in range(start, end + 1))

    def _standing(self, column: int, first: int, last: int) -> list[CellValue | Formula]:
        """What stands in the cells, formulas as formulas; below what is used nothing is asked for."""
        values: list[CellValue | Formula] = list(self._plan.values.down(column, first, last))
        end = min(last, self._plan.values.last_row, self._formulas_end)
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


def by_column(links: Links, columns: Collection[int]) -> dict[int, dict[int, str]]:
    """Links within the workbook as `SheetEdits.links` asks for them."""
    found: dict[int, dict[int, str]] = {column: {} for column in columns}
    for (row, column), link in links.items():
        if link != ELSEWHERE and column in found:
            found[column][row] = link
    return found
