"""有人分工的办公室：projects, units and what 待办清单 asks of whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from openpyxl.utils import get_column_letter
from support.office import Office

from addin.schema import Sheet, ToDos

DAY = dt.date
MONTH = "2022-09"


def project(code: str, **more: Any) -> dict[str, Any]:
    ordinary = dict(code=code, project_name=f"{code}项目", stage="在建", responsible_units="甲镇",
                    total_investment=50000, year_plan=12000)  # fmt: skip
    return {**ordinary, **more}


def behind(code: str) -> list[dict[str, Any]]:
    """500 of 1000 each month, three months running: 红 under 宁波."""
    return [dict(code=code, month=DAY(2022, month, 1), month_done=500) for month in range(1, 10)]


def todos(office: Office, *kinds: str) -> list[tuple[Any, ...]]:
    return [
        (row["type"], row["project"], row["unit"], row["person"], row["matter"])
        for row in office.rows(ToDos)
        if row["type"] in kinds
    ]


def cell(sheet: type[Sheet], name: str, place: int) -> str:
    number = [column.name for column in sheet.columns].index(name) + 1
    return f"{sheet.title}!{get_column_letter(number)}{place + 4}"


UNITS = [
    dict(unit="甲镇", type="乡镇街道", salutation="甲镇人民政府"),
    dict(unit="区发改局", type="部门"),
    dict(unit="资规分局", type="部门"),
    dict(unit="区住建局", type="部门", salutation="区住房城乡建设局"),
    dict(unit="区财政局", type="部门"),
    dict(unit="区督考办", type="部门"),
    dict(unit="大综合督查办", other_names="大综合协调办", type="部门"),
]
