"""Workbooks for the tests of addin/workbook: small ledgers, and ways to change their XML by hand."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import xlsxwriter

from addin.schema import MonthlyProgress, Projects

PROJECT_COLUMNS = (
    Projects.row_id,
    Projects.code,
    Projects.project_name,
    Projects.stage,
    Projects.responsible_units,
    Projects.total_investment,
    Projects.rule_light,
    Projects.investment_rate,
)
PROJECTS = (
    ("r1", "P001", "东港大道", "在建", "市交通局", 32000, "绿", 0.75),
    ("r2", "P002", "滨河学校", "新开工", "市教育局", 8600.5, "黄", 0.4),
    ("r3", "P003", "城西水厂", "在建", "市水务局", 15000, None, None),
)


def project_book(
    path: Path,
    rows: Sequence[Sequence[object]] = PROJECTS,
    more: Callable[[xlsxwriter.Workbook], None] | None = None,
    tab: str = Projects.title,
    columns: Sequence[object] = PROJECT_COLUMNS,
    table: bool = True,
    **options: object,
) -> Path:
    """One 项目清单: title in row 1, unit in row 2, header in row 3, data from row 4, as a table."""
    book = xlsxwriter.Workbook(path, options)
    bordered = book.add_format({"border": 1})
    sheet = book.add_worksheet(tab)
    titles = [column if isinstance(column, str) else column.title for column in columns]
    sheet.merge_range(0, 0, 0, len(titles) - 1, "项目清单")
    sheet.merge_range(1, 0, 1, len(titles) - 1, "单位：万元")
    for number, row in enumerate(rows, 3):
        for place, value in enumerate(row):
            sheet.write(number, place, value, bordered)
    box = (2, 0, max(2 + len(rows), 3), len(titles) - 1)
    if table:
        headers = [{"header": title} for title in titles]
        sheet.add_table(*box, {"name": Projects.table_name(), "columns": headers})
    else:
        sheet.write_row(2, 0, titles)
    if more:
        more(book)
    book.close()
    return path


def progress_rows(projects: int, months: int) -> list[tuple[object, ...]]:
    """月度进度 rows: row id, code, month, money, text."""
    return [
        (f"m{i}-{m}", f"P{i:03}", dt.date(2021 + m // 12, m % 12 + 1, 1), 100.0 + i + m, "主体施工")
        for i in range(projects)
        for m in range(months)
    ]


def plain_book(path: Path, cells: dict[str, object], tab: str = "表") -> Path:
    """Cells on one sheet, without a table."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(tab)
    for place, value in cells.items():
        sheet.write(place, value)
    book.close()
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_members(path: Path, changed: dict[str, bytes | None]) -> Path:
    """The file with members replaced, added (at the end) or, where None, removed."""
    old = members(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**old, **changed}.items():
            if content is not None:
                package.writestr(name, content)
    return path


def with_sheet(path: Path, change: Callable[[bytes], bytes], number: int = 1) -> Path:
    """The file with one worksheet part changed."""
    name = f"xl/worksheets/sheet{number}.xml"
    return with_members(path, {name: change(members(path)[name])})


def sheet_data(path: Path, rows: str, number: int = 1) -> Path:
    """The file with the rows of a worksheet replaced by hand-written XML."""
    return with_sheet(
        path,
        lambda xml: re.sub(
            rb"<sheetData\s*/>|<sheetData>.*</sheetData>",
            lambda _: b"<sheetData>" + rows.encode() + b"</sheetData>",
            xml,
            flags=re.S,
        ),
        number,
    )


PROGRESS_COLUMNS = (
    MonthlyProgress.row_id,
    MonthlyProgress.code,
    MonthlyProgress.month,
    MonthlyProgress.month_done,
    MonthlyProgress.physical_progress,
)
