"""原始行：a tab's cells as rows, from calamine in this process or from a child process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from addin.errors import ProgramError
from addin.workbook.additions import Additions
from addin.workbook.port import CellValue
from addin.workbook.system_errors import in_words

Row = Sequence[CellValue]


@dataclass(slots=True)
class Grid:
    """One tab: `rows` come in order from Excel row 1 on; the first value of each is column `left`.

    Blank cells are "". The rows can be gone through once.
    """

    tab: str
    left: int
    rows: Iterator[Row]


class Reader(Protocol):
    """读取器：where grids come from."""

    @property
    def tabs(self) -> Sequence[str]:
        """The worksheets in tab order."""

    def grid(self, tab: str) -> Grid: ...


class DirectReader:
    """本进程读取：calamine on a file that the gate found to be one of ours.

    calamine parses without holding Python's lock, so the tabs `ahead` are parsed one by one in a
    thread while the rows of the one before are gone through.
    """

    def __init__(self, path: Path, ahead: Sequence[str] = ()) -> None:
        try:
            self._workbook = CalamineWorkbook.from_path(str(path))
        except (CalamineError, OSError) as error:
            raise broken(path.name, error) from error
        self._name = path.name
        self.tabs: list[str] = [
            sheet.name for sheet in self._workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet
        ]
        self._ahead = [tab for tab in ahead if tab in self.tabs]
        self._parser = ThreadPoolExecutor(1)
        self._parsed: dict[str, Future[CalamineSheet]] = {}
        self._parse_next()

    def _parse_next(self) -> None:
        if self._ahead:
            tab = self._ahead.pop(0)
            self._parsed[tab] = self._parser.submit(self._workbook.get_sheet_by_name, tab)

    def _sheet(self, tab: str) -> CalamineSheet:
        """The tab's parsed sheet; the next one ahead is begun as soon as this one is done."""
        if tab not in self._parsed:
            return self._parser.submit(self._workbook.get_sheet_by_name, tab).result()
        sheet = self._parsed.pop(tab).result()
        self._parse_next()
        return sheet

    def grid(self, tab: str) -> Grid:
        try:
            sheet = self._sheet(tab)
        except CalamineError as error:
            raise broken(f"{self._name} {tab}", error) from error
        left = sheet.start[1] + 1 if sheet.start else 1
        return Grid(tab, left, iter(sheet.iter_rows()) if sheet.start else iter(()))


class HeldReader:
    """已读出的行：grids that were read elsewhere (a child process) and are held in memory.

    `formulas` are the cells with a formula, by tab, of the formats that the gate does not know; `additions` the
    comments and hidden rows of a file from outside.
    """

    def __init__(
        self,
        held: Mapping[str, tuple[int, list[list[CellValue]]]],
        formulas: Mapping[str, Collection[tuple[int, int]]] = MappingProxyType({}),
        additions: Mapping[str, Additions] = MappingProxyType({}),
    ) -> None:
        self._held = held
        self.tabs = list(held)
        self.formulas = formulas
        self.additions = additions

    def grid(self, tab: str) -> Grid:
        left, rows = self._held[tab]
        return Grid(tab, left, iter(rows))


def broken(where: str, error: Exception) -> ProgramError:
    return ProgramError(
        where,
        f"读不出来（{in_words(error) if isinstance(error, OSError) else '里面的内容不完整或写法不对'}）",
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试",
    )


def tidy(values: Sequence[CellValue], seen: dict[CellValue, CellValue]) -> list[CellValue]:
    """Cell values for the ledger: "" → None, equal texts and dates share one object, clock times as text.

    `seen` must hold {"": None} at first; it is what makes 240,000 rows fit.
    """
    kinds = set(map(type, values))
    if kinds <= {float, bool}:
        return list(values)
    if kinds == {str}:
        return list(map(seen.setdefault, values, values))
    return [value if type(value) is float else _shared(value, seen) for value in values]


def _shared(value: CellValue, seen: dict[CellValue, CellValue]) -> CellValue:
    if type(value) is bool:  # True equals 1, so it must not meet numbers in the cache
        return value
    found = seen.get(value, _shared)
    if found is _shared:
        found = seen[value] = _plain(value)
    return found


def _plain(value: CellValue) -> CellValue:
    if isinstance(value, dt.datetime) and not (
        value.hour or value.minute or value.second or value.microsecond
    ):
        return value.date()
    if isinstance(value, dt.time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, dt.timedelta):
        return value / dt.timedelta(days=1)
    return value
