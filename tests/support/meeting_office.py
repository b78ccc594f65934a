"""会商的办公室：projects, meetings and issues of a tier. Today is 2022-10-08."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.office import Office

from addin.schema import ToDos

PROJECTS = [
    dict(code="A", project_name="甲大道", stage="在建", responsible_units="甲镇", total_investment=50000),
    dict(code="B", project_name="乙大桥", stage="在建", responsible_units="乙街道", total_investment=30000),
]
BEILUN = {"tier_scheme": "北仑"}


def day(month: int, date: int) -> dt.datetime:
    return dt.datetime(2022, month, date)


def meeting(number: str, tier: str, held_on: dt.datetime, **more: Any) -> dict[str, Any]:
    return dict(number=number, tier=tier, held_on=held_on, **more)


def issue(number: str, tier: str, due_on: dt.datetime | None = None, **more: Any) -> dict[str, Any]:
    return dict(number=number, tier=tier, code="A", responsible_units="甲镇", due_on=due_on, **more)


def todos(office: Office, kind: str) -> list[str]:
    return [row["matter"] for row in office.rows(ToDos) if row["type"] == kind]
