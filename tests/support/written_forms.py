"""写出的表样：a form that the public command has written, read again cell by cell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from support.office import Office

SEPTEMBER = dt.date(2022, 9, 1)
COMMON = dict(
    industry="先进制造",
    content="新建厂房5万平方米",
    construction_years="2022-2024",
    location="曹镇乡",
    total_investment=30000,
    year_plan=12000,
    responsible_units="曹镇乡",
    owner_company="某某公司",
    contact="张某 13812345678",
)


def written(office: Office, form: str, *options: object) -> Worksheet:
    """The first sheet of a form that the public command has written."""
    answer = office.run("export", form, *options)
    return openpyxl.load_workbook(answer.data["path"]).worksheets[0]


def line(sheet: Worksheet, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def leaves(sheet: Worksheet, first: int, last: int) -> list[str]:
    """The header's leaf titles: of each column the lowest cell of the header that says something."""
    rows = [line(sheet, row) for row in range(last, first - 1, -1)]
    return [next(value for value in column if value) for column in zip(*rows, strict=True)]
