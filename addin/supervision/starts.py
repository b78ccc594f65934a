"""集中开工、拿地后的开工：who should have begun by now, and who must soon (平湛政办〔2021〕8号, 仑政办〔2022〕26号)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Days, as_days, days_overdue
from addin.ledger.places import place
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.ledger.reports import lead_units
from addin.ledger.starts import land_start_limits, start_columns, substantive_start_limits
from addin.ledger.wording import date_text
from addin.schema import Column, Projects, Sheet
from addin.todos import Todo


@dataclass(frozen=True, slots=True)
class _Step:
    """A step that must follow another: since → until. `late` and `soon` are 类别 of 待办清单."""

    since: Column
    until: Column
    begun: str
    wanted: str
    late: str
    soon: str


_COLLECTIVE = _Step(
    Projects.collective_start, Projects.substantive_start, "集中开工", "实质性开工", "集中开工逾期", "集中开工临期"
)  # fmt: skip
_LAND = _Step(Projects.land_acquired, Projects.actual_start, "拿地", "开工", "拿地未开工", "拿地开工临期")


def columns(ledger: Ledger, panel: Panel, register: PublishedLights) -> Mapping[type[Sheet], pd.DataFrame]:
    """实质性开工时限, 拿地开工时限, 拿地至开工天数 of 项目清单."""
    return {Projects: start_columns(ledger)}


def starts_to_do(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """Projects past 实质性开工时限 or 拿地开工时限 as of today, and those within 临期天数 of it.

    实际开工日期 does not stand for 实质性开工日期. Finished projects, and those exempt in 统计月份, are left out.
    """
    at = panel.at(ledger.settings.as_of)
    asked = ~panel.finished[:, at] & ~panel.exempt[:, at]
    yield from _to_do(ledger, _COLLECTIVE, substantive_start_limits(ledger), asked)
    yield from _to_do(ledger, _LAND, land_start_limits(ledger), asked)


def _to_do(ledger: Ledger, step: _Step, limits: Days, asked: np.ndarray) -> Iterator[Todo]:
    projects = ledger[Projects]
    today = np.datetime64(ledger.today, "D")
    waiting = asked & ~(as_days(projects[step.until.name]) <= today)
    due = waiting & (limits - ledger.settings.due_soon_days <= today)
    late = due & (limits < today)
    days = days_overdue(limits, np.broadcast_to(today, limits.shape), ledger.settings)
    found = projects.assign(
        limit=limits,
        overdue=days,
        late=late,
        lead=lead_units(ledger).to_numpy(dtype=object),
        since=projects[step.since.name],
    )[due]
    for row in found.sort_values("late", ascending=False, kind="stable").itertuples(index=False):
        yield _todo(ledger, step, row)


def _todo(ledger: Ledger, step: _Step, row: Any) -> Todo:
    limit: dt.date = row.limit.date()
    still = f"至今未{step.wanted}，已逾期{row.overdue:.0f}天" if row.late else f"还没有{step.wanted}"
    return Todo(
        step.late if row.late else step.soon,
        f"{date_text(row.since.date())}{step.begun}，应在{date_text(limit)}前{step.wanted}（含当日），{still}",
        place(ledger, Projects, row.position, step.until),
        row.code,
        row.lead or "",
        row.person_in_charge or "",
        limit,
        int(row.overdue) if row.late else None,
    )
