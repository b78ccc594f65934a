"""亮灯机制：the light rules of the sources, run on a workbook."""

from __future__ import annotations

import datetime as dt

from support.mechanisms import shows
from support.office import Office

from addin.schema import MonthlyProgress, Projects

MONTHS = [dt.date(2022, month, 1) for month in range(1, 6)]


@shows(
    "S3-01", "S3-02", at=[Projects.light, Projects.reason, MonthlyProgress.lag_months], commands=["recalc"]
)
def test_two_months_behind_are_yellow_three_are_red_and_one_is_only_watched(office: Office) -> None:
    """宁波: plan 12000 linear, done by month 1000, 1900, 2900, 3700, 5200 → 绿, 绿（关注）, 黄, 红, 绿."""
    done = [1000, 900, 1000, 800, 1500]
    office.opens(
        projects=[
            dict(
                code="A",
                project_name="甲项目",
                stage="在建",
                responsible_units="甲镇",
                total_investment=50000,
                year_plan=12000,
            )
        ],
        monthly_progress=[
            dict(code="A", month=month, month_done=value) for month, value in zip(MONTHS, done, strict=True)
        ],
    )
    lights = []
    for month in range(1, 6):
        office.run("recalc", "--month", f"2022-0{month}")
        lights.append(office.row(Projects, code="A")["light"])
        if month == 2:
            assert office.row(Projects, code="A")["reason"].startswith("关注")
    assert lights == ["绿", "绿", "黄", "红", "绿"]
    assert [row["lag_months"] for row in office.rows(MonthlyProgress)] == [0, 1, 2, 3, 0]
