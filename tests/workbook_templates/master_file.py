"""总台账成品：one empty and one filled workbook, built once for all tests of this folder."""

from __future__ import annotations

import datetime as dt
import functools
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from openpyxl.workbook import Workbook

from addin.schema import LightRegister, Projects, Sheet
from workbook_templates.build import build_workbook

MONTH = dt.date(2022, 9, 1)
PROJECTS = [
    {
        "code": "2022-330299-04-0001",
        "project_name": "滨河东路景观提升工程",
        "stage": "在建",
        "total_investment": 12000.5,
        "planned_start": dt.date(2022, 3, 1),
        "responsible_units": ("云澜街道", "区住建局"),
        "content": "新建慢行绿道4.2公里。" * 12,
        "deviation": -2.5,
        "investment_rate": "—",
        "light": "红",
    },
    {"code": "0012", "project_name": "=1+1", "total_investment": "约300万", "light": "绿", "year_plan": None},
]
REGISTER = [{"code": "0012", "month": MONTH, "light": "黄", "reason": "连续2个月滞后"}]


def built(**options: object) -> bytes:
    """The bytes of a workbook built with these options of `build_workbook`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        build_workbook(path, **options)  # type: ignore[arg-type]
        return path.read_bytes()


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def members(data: bytes) -> dict[str, bytes]:
    """Every member of the package, inflated."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@functools.cache
def empty() -> bytes:
    return built()


@functools.cache
def filled() -> bytes:
    tables: dict[type[Sheet], list[dict[str, object]]] = {Projects: PROJECTS, LightRegister: REGISTER}
    return built(tables=tables, settings={"as_of": MONTH, "region": "云江区"}, demonstration=True)


@functools.cache
def empty_book() -> Workbook:
    return opened(empty())


@functools.cache
def filled_book() -> Workbook:
    return opened(filled())


def header(book: Workbook, sheet: type[Sheet]) -> dict[str, int]:
    """Title → column number, as row 3 shows them."""
    return {cell.value: cell.column for cell in book[sheet.title][3] if cell.value is not None}


def cell(book: Workbook, sheet: type[Sheet], row: int, name: str) -> object:
    """The openpyxl cell of a schema column in a data row (0 = the first)."""
    return book[sheet.title].cell(4 + row, header(book, sheet)[sheet.column(name).title])
