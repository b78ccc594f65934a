"""督办的办公室：a project with its reports, and what stands on 待办清单 or comes out of `suggest`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.office import Office

from addin.schema import ToDos

UNITS = [dict(unit=name, full_name=name) for name in ("甲镇", "乙局", "丙局")]
RED_IN_SEPTEMBER = [1000] * 6 + [0] * 3
"""12000 a year, linear: behind in July, August, September → 绿（关注）, 黄, 红 by the 宁波 rules."""


def day(month: int, number: int) -> dt.date:
    return dt.date(2022, month, number)


def project(code: str = "A", unit: str = "甲镇", **more: Any) -> dict[str, Any]:
    return (
        dict(
            code=code,
            project_name=f"{code}项目",
            stage="在建",
            responsible_units=unit,
            total_investment=50000,
            year_plan=12000,
        )
        | more
    )


def reports(code: str, done: list[float], **last: Any) -> list[dict[str, Any]]:
    """Reports from January on; `last` goes into the last one."""
    rows: list[dict[str, Any]] = [
        dict(code=code, month=dt.date(2022, place, 1), month_done=value, physical_progress="主体施工")
        for place, value in enumerate(done, 1)
    ]
    rows[-1] |= last
    return rows


def todos(office: Office) -> list[tuple[Any, ...]]:
    """类别, 项目代码, 单位, 逾期天数 and 所在表 of 待办清单."""
    return [
        (row["type"], row["project"], row["unit"], row["days_overdue"], row["place"])
        for row in office.rows(ToDos)
    ]


def kinds(office: Office) -> list[str]:
    return [row["type"] for row in office.rows(ToDos)]


def suggestions(office: Office, *options: str, kind: str | None = None) -> list[dict[str, Any]]:
    found = office.run("suggest", *options).data["suggestions"]
    return [one for one in found if kind in (None, one["kind"])]


SETTINGS = {"as_of": day(9, 1)}
