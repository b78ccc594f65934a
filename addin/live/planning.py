"""要写什么：a command's edits against what stands in the open workbook, tab by tab; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from addin.errors import ProgramError
from addin.findings import Finding
from addin.live.comparing import differing
from addin.live.obstacles import arrays, merges, spans_between, spans_of
from addin.live.tab_writing import TabPlan
from addin.live.tabs import LiveTabs, box_of
from addin.schema import Sheet
from addin.workbook.cells import plain, same_value
from addin.workbook.content import TabValues
from addin.workbook.edit_list import EditList, edit_list
from addin.workbook.edit_places import (
    Box,
    allowed,
    block_cells,
    headers_apart,
    joined_with_headers,
    missing_area,
)
from addin.workbook.links import Links
from addin.workbook.port import Edits, SheetCells, SheetEdits


def computed_columns(sheet: type[Sheet], columns: Mapping[str, int], extra: Mapping[str, int]) -> set[int]:
    """The columns that we alone fill: what stands in them may be written once more."""
    ours = {
        columns[column.name]
        for column in sheet.columns
        if (column.computed or sheet.wholly_computed) and column.name in columns
    }
    return ours | set(extra.values()) if sheet.open_after else ours


class Planner:
    """谋划：the same choice of cells as for a closed file (addin/workbook/rewrite.py). `read` are the sheets
    that the command read, `links` tells those that stand; `findings` what cannot be written."""

    def __init__(
        self,
        tabs: LiveTabs,
        read: Mapping[type[Sheet], SheetCells | None],
        name: str,
        date1904: bool,
        links: Callable[[str, Collection[int]], Links],
    ) -> None:
        self._tabs = tabs
        self._links = links
        self._name = name
        self._date1904 = date1904
        self._computed = {
            cells.tab: computed_columns(sheet, cells.columns, cells.extra)
            for sheet, cells in read.items()
            if cells is not None
        }
        self.findings: list[Finding] = []

    def plans(self, edits: Edits) -> list[TabPlan]:
        """One plan for each tab where anything is to change. Raises ProgramError for a missing tab."""
        plans = [self._plan(tab, changes) for tab, changes in self._with_blocks(edits).items()]
        return [plan for plan in plans if plan.changes]

    def _with_blocks(self, edits: Edits) -> dict[str, SheetEdits]:
        sheets = dict(edits.sheets)
        for name, rows in edits.blocks.items():
            area = self._tabs.area(name)
            if area is None:
                self.findings.append(missing_area(name))
                continue
            tab, box = area
            old = sheets.get(tab, SheetEdits(tab))
            covered = merges(self._tabs.sheet(tab), spans_of(box))
            sheets[tab] = replace(old, cells=[*old.cells, *block_cells(box, rows, covered)])
        for tab in sheets:
            if tab not in self._tabs.names:
                raise ProgramError(self._name, f"缺少工作表“{tab}”", "请恢复这张表后再试")
        return sheets

    def _plan(self, tab: str, edits: SheetEdits) -> TabPlan:
        table = self._tabs.table(tab)
        box = box_of(table.range) if table else None
        edits = headers_apart(edits, box)
        wanted, obstacles = self.writable(tab, edit_list(edits, plain))
        wanted = self._differing(self._tabs.values(tab), joined_with_headers(wanted, edits, box))
        return TabPlan(
            sheet=self._tabs.sheet(tab),
            values=self._tabs.values(tab),
            wanted=wanted,
            table=table,
            box=box,
            new_box=_grown(box, edits),
            obstacles=obstacles,
            computed=self._computed.get(tab, ()),
            links=edits.links,
            linked=self._links(tab, edits.links.keys()) if edits.links else {},
        )

    def writable(self, tab: str, edits: EditList) -> tuple[EditList, list[Box]]:
        """The edits that differ and can be written, and the merges and arrays among them."""
        edits = self._differing(self._tabs.values(tab), edits)
        if not len(edits):
            return edits, []
        sheet, spans = self._tabs.sheet(tab), spans_between(edits)
        merged, of_arrays = merges(sheet, spans), arrays(sheet, spans)
        edits, findings = allowed(tab, edits, merged, of_arrays)
        self.findings += findings
        return edits, [*merged, *of_arrays]

    def _differing(self, values: TabValues, edits: EditList) -> EditList:
        return differing(values, edits, lambda one, other: same_value(one, other, self._date1904))


def _grown(box: Box | None, edits: SheetEdits) -> Box | None:
    """The table's range with its new last row and titles at its right end; a table keeps one data row."""
    if box is None:
        return None
    top, left, bottom, right = box
    last = bottom if edits.last_row is None else max(edits.last_row, top + 1)
    return top, left, last, max([right, *edits.headers])
