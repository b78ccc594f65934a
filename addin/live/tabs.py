"""打开的各表：the tabs, tables and names of an open workbook, each tab read once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import xlwings as xw
from xlwings.main import Table

from addin.findings import Finding
from addin.live.tab_reading import Places, read_tab
from addin.schema import Sheet
from addin.workbook.content import TabValues
from addin.workbook.edit_places import Box
from addin.workbook.headers import HEADER_WITHIN, Header, find_header
from addin.workbook.tab_search import find_tab

_GONE = "#REF!"


def box_of(area: xw.Range) -> Box:
    """A range's first and last row and column, as (top, left, bottom, right)."""
    top, left, (height, width) = area.row, area.column, area.shape
    return top, left, top + height - 1, left + width - 1


class LiveTabs:
    """打开的各表：what stands on the tabs at the moment each is first asked for. It is `Contents`
    (addin/workbook/content.py); take a new one to look again."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._sheets = {str(sheet.name): sheet for sheet in book.sheets}
        self._values: dict[str, TabValues] = {}
        self._far: dict[str, Places] = {}
        self._tabs: dict[type[Sheet], str | None] = {}
        self.findings: list[Finding] = []

    @property
    def names(self) -> Sequence[str]:
        """All worksheets, in tab order."""
        return list(self._sheets)

    @property
    def read(self) -> Sequence[str]:
        """The tabs that have been read."""
        return list(self._values)

    def sheet(self, tab: str) -> xw.Sheet:
        """Raises KeyError."""
        return self._sheets[tab]

    def values(self, tab: str) -> TabValues:
        """Everything on the tab but what stands too far off."""
        if tab not in self._values:
            self._values[tab], self._far[tab] = read_tab(self._sheets[tab])
        return self._values[tab]

    def know(self, values: TabValues) -> None:
        """What stands on a tab where nothing stands too far off, so that it need not be read."""
        self._values[values.tab], self._far[values.tab] = values, []

    def far(self, tab: str) -> Places:
        """The cells that stand too far off to be read."""
        self.values(tab)
        return self._far[tab]

    def tab_of(self, sheet: type[Sheet]) -> str | None:
        """The tab that holds a ledger sheet; what there is to say about it goes to `findings`."""
        if sheet not in self._tabs:
            self._tabs[sheet], said = find_tab(sheet, self.names, self.header)
            self.findings += said
        return self._tabs[sheet]

    def header(self, sheet: type[Sheet], tab: str) -> Header | None:
        """Where the sheet's columns stand on a tab."""
        grid = self.values(tab).grid()
        return find_header(sheet, list(islice(grid.rows, HEADER_WITHIN)), grid.left)

    def area(self, name: str) -> tuple[str, Box] | None:
        """The tab and range that a workbook name stands for; None where it stands for none."""
        if name not in self._book.names or _GONE in str(self._book.names[name].refers_to):
            return None
        try:
            area = self._book.names[name].refers_to_range
        except ValueError:  # it stands for no cells
            return None
        return str(area.sheet.name), box_of(area)

    def table(self, tab: str) -> Table | None:
        """The tab's table, ours before any other."""
        tables = {str(table.name): table for table in self._sheets[tab].tables}
        ours = [table for name, table in tables.items() if name.startswith("表_")]
        return next(iter([*ours, *tables.values()]), None)
