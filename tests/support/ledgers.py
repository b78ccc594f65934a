"""Workbooks in memory: tables of dict rows by schema names become a Book or a loaded Ledger.

    ledger_of(projects=[dict(code="A", project_name="甲项目", year_plan=12000)],
              monthly_progress=[dict(code="A", month="2022-01", month_done=1000)])

Tables are named by the sheet class in snake case (MonthlyProgress → monthly_progress). Every sheet
is there, with all its columns from column A on, the header in row 3 and data from row 4, unless it
is named in `absent` or its columns in `without`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from addin.findings import Finding
from addin.ledger import Ledger
from addin.schema import LEDGER_SHEETS, Sheet
from addin.schema.settings import SETTINGS
from addin.workbook.port import Edits, Saved, SheetCells

HEADER_ROW = 3
Rows = Sequence[Mapping[str, Any]]


def table_key(sheet: type[Sheet]) -> str:
    """MonthlyProgress → "monthly_progress"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", sheet.__name__).lower()


SHEET_OF_TABLE = {table_key(sheet): sheet for sheet in LEDGER_SHEETS}


@dataclass
class FakeBook:
    """A Book in memory. `saved` keeps the edits that were given to save()."""

    sheets: dict[type[Sheet], SheetCells]
    path: Path = Path("台账.xlsx")
    findings: Sequence[Finding] = ()
    saved: list[Edits] = field(default_factory=list)

    def read(self, sheet: type[Sheet], columns: Sequence[str] | None = None) -> SheetCells | None:
        return self.sheets.get(sheet)

    def fingerprint(self) -> str:
        return "0" * 64

    def save(self, edits: Edits, operation: str, out: Path | None = None) -> Saved:
        self.saved.append(edits)
        return Saved(out or self.path, edits.count(), None)


def cells_of(sheet: type[Sheet], rows: Rows, without: Iterable[str] = ()) -> SheetCells:
    """The rows as they would be read from a sheet; names that the sheet lacks are refused."""
    known = {column.name for column in sheet.columns}
    for row in rows:
        unknown = set(row) - known
        assert not unknown, f"{sheet.__name__} has no column {', '.join(sorted(unknown))}"
    gone = set(without)
    names = [column.name for column in sheet.columns if column.name not in gone]
    values = {}
    for name in names:
        values[name] = np.empty(len(rows), dtype=object)
        for position, row in enumerate(rows):
            values[name][position] = row.get(name)
    first = HEADER_ROW + 1
    return SheetCells(
        sheet=sheet,
        tab=sheet.title,
        header_row=HEADER_ROW,
        columns={name: number for number, name in enumerate(names, start=1)},
        extra={},
        rows=np.arange(first, first + len(rows)),
        values=values,
        last_row=HEADER_ROW + len(rows),
    )


def setting_rows(settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """参数 rows from {setting name: value}, e.g. {"missing_as": "不计"}."""
    titles = {setting.name: setting.title for setting in SETTINGS}
    return [{"setting": titles.get(name, name), "value": value} for name, value in settings.items()]


def book_of(
    *,
    absent: Iterable[type[Sheet]] = (),
    without: Mapping[type[Sheet], Iterable[str]] | None = None,
    settings: Mapping[str, Any] | None = None,
    **tables: Rows,
) -> FakeBook:
    """A book of the given tables; `settings` adds rows to 参数."""
    unknown = set(tables) - set(SHEET_OF_TABLE)
    assert not unknown, f"no such table: {', '.join(sorted(unknown))}"
    if settings:
        tables["parameters"] = [*tables.get("parameters", ()), *setting_rows(settings)]
    gone = set(absent)
    return FakeBook(
        {
            sheet: cells_of(sheet, tables.get(name, ()), (without or {}).get(sheet, ()))
            for name, sheet in SHEET_OF_TABLE.items()
            if sheet not in gone
        }
    )


def ledger_of(
    as_of: str | None = "2022-09",
    today: str = "2022-10-08",
    settings: Mapping[str, Any] | None = None,
    **tables: Any,
) -> Ledger:
    """The ledger of the given tables. `as_of` None leaves 统计月份 to 参数 and 月度进度."""
    month = dt.date.fromisoformat(f"{as_of}-01") if as_of else None
    return Ledger.load(book_of(settings=settings, **tables), month, dt.date.fromisoformat(today))


def lines(findings: Iterable[Finding]) -> list[str]:
    """The findings as lines: "错误 项目清单!B5 问题；建议" (the whole text of each)."""
    return [f"{one.level} {one.sheet}!{one.cell} {one.message}；{one.advice}" for one in findings]
