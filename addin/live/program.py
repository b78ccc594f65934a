"""打开台账的程序：what a command needs of Excel or Calc that xlwings has no common word for.

Implementations: `addin.live.excel` (COM), `addin.libreoffice.program` (UNO), and one in memory for tests.
Rows and columns are 1-based.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import xlwings as xw

from addin.workbook.links import Links, Place


@dataclass(frozen=True, slots=True)
class Selection:
    """选中的格：the tab in front and what is selected on it.

    `rows` are the Excel row numbers of every selected area, ascending, each once; rows that a filter
    or a hand has hidden are left out. Whole selected columns count up to the last used row.
    """

    tab: str
    rows: tuple[int, ...]


class Program(Protocol):
    """The program that shows one workbook. Raises ProgramError where the program refuses."""

    @property
    def book(self) -> xw.Book:
        """The workbook, through xlwings: all reading and writing of cells goes through it."""

    # What LiveBook needs.

    @property
    def plain_text(self) -> bool:
        """Whether a text stays text however it looks (Calc); Excel reads 「=1」, 「3-4」 as typed."""

    @property
    def is_read_only(self) -> bool: ...

    @property
    def is_modified(self) -> bool:
        """Whether the workbook differs from its file."""

    def mark(self) -> object:
        """What differs once a person has changed anything since; None where the program cannot tell."""

    def save_copy(self, path: Path) -> None:
        """The workbook as it stands, to another file of the same kind; the book stays as it is."""

    def quiet(self) -> AbstractContextManager[None]:
        """Screen, calculation, events off; afterwards, also after an error, exactly as they were."""

    def writable(self, tab: str) -> AbstractContextManager[None]:
        """Sheet protection lifted and put back with the same permissions.

        Raises ProgramError for a sheet with a password.
        """

    def has_formulas(self, tab: str, below: int) -> bool:
        """Whether any cell in the rows under row `below` holds a formula, in a few calls."""

    def like_row_above(self, tab: str, first: int, last: int, left: int, right: int) -> None:
        """Formats, drop-downs and conditional formats of row `first` − 1 carried to rows first…last."""

    def links(self, tab: str, columns: Collection[int]) -> Links:
        """The links on the cells of these columns (addin.workbook.links); a few calls for each link."""

    def put_links(self, tab: str, links: Mapping[Place, str | None]) -> None:
        """Give cells a link within the workbook, or (None) take theirs away. What stands in them and how it looks
        stays. A few calls for each cell: no program takes many links at once."""

    # What the ribbon's door needs.

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being typed into at this moment, so that nothing can be written."""

    def selection(self) -> Selection | None:
        """None where no cells are selected (a chart, a picture)."""

    def go_to(self, tab: str, address: str = "A1") -> None:
        """Bring a sheet to the front and select a cell."""

    def print_tab(self, tab: str, path: Path) -> None:
        """That sheet alone, as it prints, to a new PDF file; nothing in the workbook changes."""

    def status(self, text: str | None) -> None:
        """A text in the status bar; None gives the bar back to the program."""

    def say(self, text: str, title: str) -> None:
        """A message box with one button."""

    def confirm(self, text: str, title: str) -> bool:
        """A message box with 是 and 否."""

    def choose(self, text: str, options: Sequence[str], title: str) -> str | None:
        """One of `options`; None where the person gave up."""

    def choose_files(self, title: str, suffixes: Sequence[str]) -> list[Path]:
        """Files that stand on the disk; none where the person gave up. `suffixes` as ".xlsx"."""
