"""写文书的办公室：a small office with issuers, units and two projects, and what a written document says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import docx
from support.desk import Answer
from support.office import Office

SETTINGS = {"as_of": "2022-09", "home_issuer": "统办", "tier_scheme": "北仑", "region": "甬东区"}
ISSUERS = [
    dict(
        short_name="统办", full_name="甬东区大项目统筹办公室", code="甬统办", letter_code="甬统办函",
        signatory="钱某", contact="施某", phone="0000-0001001",
    ),
    dict(short_name="大综合督查办", full_name="甬东区大综合督查办公室", code="甬督办"),
]  # fmt: skip
UNITS = [
    dict(unit="甲镇", full_name="甬东区甲镇人民政府", relation="不相隶属"),
    dict(unit="乙局", full_name="甬东区乙局", relation="不相隶属"),
    dict(unit="市重点办", full_name="甬江市重点建设办公室", relation="上级"),
]
PROJECTS = [
    dict(code="A", project_name="甲大道", stage="在建", responsible_units="甲镇", total_investment=50000,
         year_plan=12000, sponsor="副区长李某某"),
    dict(code="B", project_name="乙大桥", stage="在建", responsible_units="乙局", total_investment=30000,
         year_plan=6000),
]  # fmt: skip


def day(month: int, date: int) -> dt.datetime:
    return dt.datetime(2022, month, date)


def opens(office: Office, settings: dict[str, Any] | None = None, **tables: Any) -> Office:
    base: dict[str, Any] = {"issuers": ISSUERS, "units": UNITS, "projects": PROJECTS}
    return office.opens(settings=SETTINGS | (settings or {}), **(base | tables))


def references(answer: Answer) -> list[list[str]]:
    return [file["rows"] for file in answer.data["files"]]


def missing(answer: Answer) -> set[str]:
    return {one["missing"] for one in answer.data["findings"] if "missing" in one}


def words(path: str) -> str:
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def text_of(answer: Answer, at: int = 0) -> str:
    return words(answer.data["files"][at]["path"])
