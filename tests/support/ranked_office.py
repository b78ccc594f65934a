"""排名的办公室：units with their projects and reports, and what stands on 排名榜."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.office import Office

from addin.schema import Rankings

Row = dict[str, Any]
EAST, WEST, SOUTH = "东街道", "西街道", "南街道"
STREETS: list[Row] = [
    {"unit": name, "type": "乡镇街道", "ranking_group": "街道"} for name in (EAST, WEST, SOUTH)
]


def project(code: str, unit: str, **more: Any) -> Row:
    """12000 万元 a year, 1000 a month on the linear base: 75% are due by September."""
    ordinary = dict(
        code=code,
        project_name=f"{code}项目",
        stage="在建",
        responsible_units=unit,
        total_investment=90000,
        year_plan=12000,
    )
    return {**ordinary, **more}


def reports(code: str, *amounts: float, day: int = 20) -> list[Row]:
    """One report a month from January on, in on the 20th."""
    return [
        dict(
            code=code,
            month=dt.date(2022, month, 1),
            month_done=amount,
            physical_progress="主体施工",
            reported_on=dt.date(2022, month, day),
        )
        for month, amount in enumerate(amounts, 1)
    ]


def indicator(
    name: str, weight: float = 100, target: object = "1", scoring: str = "比例", **more: Any
) -> Row:
    return dict(scheme="默认", indicator=name, weight=weight, target=target, scoring=scoring, **more)


def unit_row(office: Office, unit: str, period: str = "月") -> Row:
    return office.row(Rankings, period=period, object="单位", object_name=unit)


def scores(office: Office, period: str = "月") -> dict[str, object]:
    return {
        row["object_name"]: row["score"]
        for row in office.rows(Rankings)
        if (row["period"], row["object"]) == (period, "单位")
    }


RATE = [indicator("投资完成率")]
# 东 does nothing until June, then 1200 a month; 西 100 a month: 投资完成率 10, 20, 30% against 5.83, 6.67, 7.5%.
TURNED = [*reports("E", *[0] * 6, 1200, 1200, 1200), *reports("W", *[100] * 9)]
TURNED_TABLES: dict[str, Any] = dict(
    units=STREETS[:2], projects=[project("E", EAST), project("W", WEST)], monthly_progress=TURNED
)
LISTS: dict[str, Any] = dict(
    units=[{"unit": f"{n}街道", "ranking_group": "街道"} for n in "甲乙丙丁戊"],
    projects=[project(n, f"{n}街道") for n in "甲乙丙丁戊"],
    monthly_progress=[
        row
        for code, amount in zip("甲乙丙丁戊", (1200, 1000, 900, 800, 800), strict=True)
        for row in reports(code, *[amount] * 9)
    ],
)
