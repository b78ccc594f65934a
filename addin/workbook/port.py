"""工作簿端口：what a command may ask of a workbook, whether closed or open in a program.

Rows and columns are 1-based, as Excel shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from addin.findings import Finding
from addin.schema import Sheet

CellValue = object  # None, str, bool, int, float, datetime.date, datetime.datetime, CellError


@dataclass(frozen=True, slots=True)
class CellError:
    """错误值：what stands in a cell whose formula failed; `text` is "#REF!", "#DIV/0!" …"""

    text: str

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=20_000)
def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class SheetCells:
    """原始单元格：one ledger sheet as it stands, located by its header.

    `columns` maps column names (schema attributes) to column numbers; `extra` maps titles that no
    column declares to column numbers. `rows` are the Excel row numbers of the data rows in order
    (blank and 合计 rows left out). `values[name]` is an object array parallel to `rows`; of a sheet
    with open columns (排名榜) also `values[title]` of each of them.
    """

    sheet: type[Sheet]
    tab: str
    header_row: int
    columns: dict[str, int]
    extra: dict[str, int]
    rows: np.ndarray
    values: dict[str, np.ndarray]
    last_row: int

    def address(self, position: int, name: str) -> str:
        """The cell of the data row at `position` (0-based) in column `name`, e.g. "F12"."""
        return f"{column_letters(self.columns[name])}{self.rows[position]}"


@dataclass(slots=True)
class SheetEdits:
    """One sheet's changes. `cells` are (row, column, value), value None blanks the cell.

    `fills` are whole columns at once, (column, rows, values): what computed columns of 240,000
    rows are written with. A cell named twice takes the last of `cells`, else the last of `fills`.

    `last_row` is the table's new last data row where rows were added or a wholly computed sheet
    shrank; None leaves the table's range alone. `headers` renames/creates header cells to the
    right of the table (排名榜's indicators): {column: title}.

    `heights` are points by row, for rows that this save changes: a row that stands is only raised,
    and never one whose height a person set.

    `links` are where a click on a cell goes, by column and row: "'月度进度'!E12" (addin.workbook.links).
    Below the header a column named here then has these links within the workbook and no other; links to
    web pages and files stay, and a cell that has one gets none of ours.
    """

    tab: str
    cells: list[tuple[int, int, CellValue]] = field(default_factory=list)
    last_row: int | None = None
    headers: dict[int, str] = field(default_factory=dict)
    fills: list[tuple[int, np.ndarray, np.ndarray]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    links: dict[int, dict[int, str]] = field(default_factory=dict)

    def fill(self, column: int, rows: np.ndarray, values: np.ndarray) -> None:
        """Put `values` (parallel to the Excel row numbers `rows`) into `column`."""
        self.fills.append((column, rows, values))


@dataclass(slots=True)
class Edits:
    """All changes of one command. `blocks` are whole rectangles of 首页 by workbook name."""

    sheets: dict[str, SheetEdits] = field(default_factory=dict)
    blocks: dict[str, Sequence[Sequence[CellValue]]] = field(default_factory=dict)

    def sheet(self, tab: str) -> SheetEdits:
        return self.sheets.setdefault(tab, SheetEdits(tab))

    def count(self) -> int:
        return sum(
            len(edits.cells) + sum(len(rows) for _, rows, _ in edits.fills) for edits in self.sheets.values()
        )


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: cells that really differed and were written, and the kept version.

    `findings` are the cells that could not be written (inside a merge or an array formula).
    """

    path: Path
    cells_written: int
    version: Path | None
    findings: tuple[Finding, ...] = ()


class Book(Protocol):
    """A master workbook. Adapters: `ClosedBook` (addin.workbook.closed_file), `LiveBook` (addin.live.book)."""

    @property
    def path(self) -> Path: ...

    @property
    def findings(self) -> Sequence[Finding]:
        """What opening and reading found: a far cell, a renamed tab, a column twice."""

    def read(self, sheet: type[Sheet], columns: Sequence[str] | None = None) -> SheetCells | None:
        """The sheet's cells (only the named columns where given), or None where it is missing."""

    def fingerprint(self) -> str:
        """SHA-256 of the workbook as it was opened."""

    def save(self, edits: Edits, operation: str, out: Path | None = None) -> Saved:
        """Write only cells that differ; the target is replaced whole or not at all.

        Raises ProgramError (locked, changed on disk since opened, unwritable …).
        """
