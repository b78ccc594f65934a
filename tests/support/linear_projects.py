"""平均推进的项目：projects whose year's plan is spread evenly, and reports of them."""

from __future__ import annotations

import datetime as dt
from typing import Any


def project(code: str, **more: Any) -> dict[str, Any]:
    """12000 in the year on the linear base: 1000 a month, one point of 进度偏差 is 120."""
    ordinary = dict(
        code=code, project_name=f"{code}项目", stage="在建", responsible_units="甲局", total_investment=50000,
        year_plan=12000,
    )  # fmt: skip
    return {**ordinary, **more}


def reports(code: str, *done: float, **more: Any) -> list[dict[str, Any]]:
    """月度进度 of 2022 from January on."""
    return [
        dict(code=code, month=dt.date(2022, month, 1), month_done=value, physical_progress="主体施工", **more)
        for month, value in enumerate(done, 1)
    ]
