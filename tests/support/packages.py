"""A small office with three units, split: what the tests of packages start from."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from addin.exchange.exchanged import column_id
from addin.exchange.records import Package, SentTable
from addin.schema import Column, Projects, Sheet
from addin.workbook.port import CellValue

MONTH = dt.date(2022, 9, 1)
UNITS = ("市住建局", "市交通局", "东街街道")
"""The units of `tables`, in the order of 单位名录."""

HEADER_ROW = 4
"""Where a package's header stands; the 列号 are in the hidden row above it."""


def tables() -> dict[str, list[dict[str, Any]]]:
    """Four projects: two of 市住建局, one of each other unit; a milestone and an issue cross over."""
    return {
        "units": [
            dict(unit=name, full_name=f"云江{name}", email=f"u{number}@example.invalid", liaison=f"联络{number}")
            for number, name in enumerate(UNITS)
        ],
        "issuers": [
            dict(short_name="市重大办", full_name="市重大项目办公室", contact="施某", phone="0000-1234567")
        ],
        "projects": [
            project("A-01", "滨江道路", "市住建局、市交通局", remarks="甲备注"),
            project("A-02", "北门学校", "市住建局"),
            project("B-01", "西站枢纽", "市交通局"),
            project("C-01", "东街改造", "东街街道"),
        ],
        "monthly_progress": [
            dict(code="A-01", month=MONTH, month_done=120.5, physical_progress="主体施工"),
            dict(code="A-01", month=dt.date(2022, 8, 1), month_done=90.0, physical_progress="基础施工"),
        ],
        "milestones": [
            dict(code="A-01", number=1, milestone="封顶", responsible_unit="市交通局", planned_on=dt.date(2022, 11, 1)),
            dict(code="A-02", number=1, milestone="竣工", planned_on=dt.date(2022, 12, 1)),
        ],
        "issues": [
            dict(number="WT-1", code="C-01", description="用地未批", responsible_units="东街街道"),
            dict(number="WT-2", code="C-01", description="旧问题", responsible_units="东街街道", closed_on=dt.date(2022, 3, 1)),
        ],
    }  # fmt: skip


def project(code: str, name: str, units: str, **more: Any) -> dict[str, Any]:
    return dict(
        code=code, project_name=name, stage="在建", total_investment=9000.0, year_plan=3000.0,
        responsible_units=units, **more,
    )  # fmt: skip


SETTINGS: Mapping[str, Any] = {"as_of": MONTH, "home_issuer": "市重大办"}


def package(tables: Mapping[type[Sheet], SentTable] | None = None, **changes: Any) -> Package:
    """A package of 市住建局, with one row of 项目清单 unless other tables are given."""
    from addin.exchange.canonical import fingerprint

    given = {Projects: sent(Projects, ("code", "remarks"), ("A-01", "甲"))} if tables is None else tables
    fields = dict(
        number="CP202209-01",
        unit="市住建局",
        period=MONTH,
        return_code="7K3QF2M9X6",
        book_id="B00K000001",
        sent_at=dt.datetime(2022, 10, 8, 9, 0),
        tables=given,
        fingerprint=fingerprint(given.values()),
    )
    return Package(**{**fields, **changes})  # type: ignore[arg-type]


def sent(sheet: type[Sheet], names: tuple[str, ...], *rows: tuple[CellValue, ...]) -> SentTable:
    """A sent table; row ids are R1, R2 …"""
    return SentTable(
        sheet, ("row_id", *names), tuple((f"R{place}", *row) for place, row in enumerate(rows, start=1))
    )


def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def cells_of(book: openpyxl.Workbook, sheet: type[Sheet]) -> list[dict[str, Any]]:
    """A package's rows by column name, found by 列号; row_id first."""
    grid: Worksheet = book[sheet.title]
    names = [str(cell.value).partition(".")[2] for cell in grid[HEADER_ROW - 1]]
    return [
        dict(zip(names, row, strict=True))
        for row in grid.iter_rows(min_row=HEADER_ROW + 1, values_only=True)
        if any(value is not None for value in row)
    ]


def cell(book: openpyxl.Workbook, sheet: type[Sheet], column: Column, place: int = 0) -> Any:
    """The cell of a package's row `place` (0 the first) in the column, found by 列号."""
    grid: Worksheet = book[sheet.title]
    wanted = column_id(sheet, column)
    number = next(one.column for one in grid[HEADER_ROW - 1] if one.value == wanted)
    return grid.cell(HEADER_ROW + 1 + place, number)


def members(path: Path) -> dict[str, bytes]:
    """Every member of a file, inflated."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def formulas(path: Path) -> list[str]:
    """Every formula cell of a workbook file, as it stands in its XML."""
    found = []
    for name, content in members(path).items():
        if name.startswith("xl/worksheets/"):
            found += re.findall(r"<f[ >].*?</f>", content.decode())
    return found
