"""台账：the workbook's sheets as clean tables, with the settings of the run and what was found wrong.

ledger = Ledger.load(book, as_of=None, today=dt.date(2022, 10, 8))
ledger[Projects]            # a DataFrame, see `addin.ledger.tables`
ledger.findings             # what reading found; `addin.ledger.check.run_checks` finds the rest
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
import pandas as pd

from addin.errors import ProgramError
from addin.findings import Finding, Level
from addin.ledger.clean import clean_column
from addin.ledger.reading import plain
from addin.ledger.settings import Settings, settings_from, stated_month
from addin.ledger.tables import read_table
from addin.ledger.text import match_key
from addin.schema import LEDGER_SHEETS, FormalTalks, MonthlyProgress, Parameters, Projects, Sheet
from addin.workbook.port import Book, SheetCells


class RawCells(Mapping[type[Sheet], SheetCells]):
    """The sheets' cells as they stand, each read when it is first asked for. A missing sheet: KeyError.

    What the book finds while it reads is added to `findings`.
    """

    def __init__(self, book: Book, findings: list[Finding]) -> None:
        self._book = book
        self._findings = findings
        self._heard = 0
        self._read: dict[type[Sheet], SheetCells | None] = {}
        self._hear()

    def _hear(self) -> None:
        """What the book has found since it was last asked goes to the findings."""
        self._findings.extend(self._book.findings[self._heard :])
        self._heard = len(self._book.findings)

    def __getitem__(self, sheet: type[Sheet]) -> SheetCells:
        if sheet not in self._read:
            self._read[sheet] = self._book.read(sheet)
            self._hear()
        cells = self._read[sheet]
        if cells is None:
            raise KeyError(sheet.title)
        return cells

    def __iter__(self) -> Iterator[type[Sheet]]:
        return (sheet for sheet in LEDGER_SHEETS if sheet in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, sheet: object) -> bool:
        return isinstance(sheet, type) and issubclass(sheet, Sheet) and self.get(sheet) is not None


class Ledger:
    """The tables of one workbook as of one month. Make it with `Ledger.load`.

    `cells[sheet]` are the raw cells; `findings` grows as sheets are read, in reading order.
    """

    settings: Settings

    def __init__(self, book: Book, today: dt.date) -> None:
        self.today = today
        self.findings: list[Finding] = []
        self.cells = RawCells(book, self.findings)
        self._tables: dict[type[Sheet], pd.DataFrame] = {}

    @classmethod
    def load(cls, book: Book, as_of: dt.date | None, today: dt.date) -> Ledger:
        """The ledger of `book`. `as_of` (any day of the month) wins over 参数!统计月份.

        Raises ProgramError where 项目清单 or its 项目代码 column is missing.
        """
        ledger = cls(book, today)
        _refuse_without_projects(ledger)
        ledger.settings = _settings(ledger, as_of)
        return ledger

    def __getitem__(self, sheet: type[Sheet]) -> pd.DataFrame:
        """The clean table of a sheet (`addin.ledger.tables`); without rows where the sheet is missing."""
        if sheet not in self._tables:
            table, findings = read_table(self, sheet)
            self._tables[sheet] = table
            self.findings.extend(findings)
        return self._tables[sheet]

    def with_table(self, sheet: type[Sheet], table: pd.DataFrame) -> Ledger:
        """The same ledger with another table in place of the one read; nothing is read again."""
        ledger = copy.copy(self)
        ledger._tables = {**self._tables, sheet: table}
        return ledger

    @property
    def of_another_month(self) -> bool:
        """Whether the month asked for is not the one that 参数!统计月份 names."""
        stated = stated_month(*_typed_settings(self))
        return stated is not None and stated.replace(day=1) != self.settings.as_of

    def has(self, sheet: type[Sheet]) -> bool:
        """Whether the workbook has the sheet."""
        return sheet in self.cells

    def has_column(self, sheet: type[Sheet], name: str) -> bool:
        """Whether the workbook has the sheet and its column."""
        return sheet in self.cells and name in self.cells[sheet].columns

    def finding(
        self,
        level: Level,
        sheet: type[Sheet],
        position: int | None,
        column: str | None,
        message: str,
        advice: str,
        value: str = "",
        used: str = "",
    ) -> Finding:
        """A finding at the data row `position` and the column of that name, either None for the whole sheet.

        Supplies the cell's address, the 项目代码 of the row and, where `value` is "", what stands in the
        cell. It is returned, not kept: append it to `findings` or yield it from a check.
        """
        cells = self.cells.get(sheet)
        if cells is None or position is None or position < 0:  # a row not written yet has no cell
            return Finding(level, sheet.title, "", message, advice, "", value, used)
        project = self._project(cells, position)
        if column is None or column not in cells.columns:
            return Finding(
                level, cells.tab, f"A{cells.rows[position]}", message, advice, project, value, used
            )
        raw = value or plain(cells.values[column][position])
        return Finding(level, cells.tab, cells.address(position, column), message, advice, project, raw, used)

    def _project(self, cells: SheetCells, position: int) -> str:
        """The 项目代码 on the row as 项目清单 spells it, or as it stands there."""
        for name in (Projects.code.name, FormalTalks.codes.name):
            if name in cells.values:
                typed = plain(cells.values[name][position]).strip()
                return self._spellings.get(match_key(typed), typed)
        return ""

    @cached_property
    def _spellings(self) -> dict[str, str]:
        codes = (plain(code).strip() for code in reversed(self.cells[Projects].values[Projects.code.name]))
        return {match_key(code): code for code in codes}


def _refuse_without_projects(ledger: Ledger) -> None:
    title = Projects.title
    if not ledger.has(Projects):
        for said in ledger.findings:
            if said.sheet == title and not said.cell:  # the book knows why better
                raise ProgramError(f"工作表“{title}”", said.message, said.advice)
        raise ProgramError("工作簿", f"没有“{title}”工作表", "把台账的这张表放回工作簿，或用 new 新建台账")
    if not ledger.has_column(Projects, Projects.code.name):
        where = f"工作表“{ledger.cells[Projects].tab}”"
        raise ProgramError(where, f"没有“{Projects.code.title}”列", f"在表头补上“{Projects.code.title}”列")


def _typed_settings(ledger: Ledger) -> tuple[np.ndarray, np.ndarray]:
    """名称 and 取值 of 参数; nothing where the sheet or either column is missing."""
    cells = ledger.cells.get(Parameters)
    pair = (Parameters.setting.name, Parameters.value.name)
    if cells is None or any(name not in cells.values for name in pair):
        return np.empty(0, dtype=object), np.empty(0, dtype=object)
    return cells.values[pair[0]], cells.values[pair[1]]


def _settings(ledger: Ledger, as_of: dt.date | None) -> Settings:
    names, values = _typed_settings(ledger)

    def say(level: Level, position: int | None, message: str, advice: str, value: str, used: str) -> None:
        at = Parameters.value.name
        ledger.findings.append(ledger.finding(level, Parameters, position, at, message, advice, value, used))

    return settings_from(names, values, as_of, _latest_month(ledger), ledger.today, say)


def _latest_month(ledger: Ledger) -> dt.date | None:
    """The latest month on 月度进度, future ones left out."""
    if not ledger.has_column(MonthlyProgress, MonthlyProgress.month.name):
        return None
    raw = ledger.cells[MonthlyProgress].values[MonthlyProgress.month.name]
    months = clean_column(raw, MonthlyProgress.month).values
    past = months[months <= np.datetime64(ledger.today)]
    return dt.date.fromisoformat(str(past.max().astype("datetime64[D]"))) if len(past) else None
