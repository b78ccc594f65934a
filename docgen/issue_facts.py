"""问题与督查的事实：rows of 问题清单 and 督查记录, from which several kinds are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """One row of 问题清单. `leader` is the 分包区领导 of its project; `meeting`, `met_on`: the last meeting that resolved
    on it, with the number of its 议定事项.

    `days_overdue`: whole days past 办结时限 by 办结日期 or today, 0 where it is not late, None without a 时限.
    """

    number: str
    project: str | None
    source: str | None
    raised_on: date | None
    description: str | None
    target: str | None
    measures: str | None
    standard: str | None
    proposal: str | None
    tier: str | None
    responsible: tuple[str, ...]
    supporting: tuple[str, ...]
    leader: str | None
    person: str | None
    assigned_on: date | None
    signed_on: date | None
    handling: str | None
    due_on: date | None
    resolved_on: date | None
    review: str | None
    closed_on: date | None
    days_overdue: int | None
    meeting: str | None = None
    met_on: date | None = None
    resolution: str | None = None


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """One row of 督查记录. `checks` are 查方案, 查记录, 查进度, 查履职, 查实效 in this order."""

    number: str
    type: str | None
    phase: str | None
    project: str | None
    unit: str | None
    held_on: date | None
    checks: tuple[str | None, ...]
    problems: str | None
    listed_on: date | None
    delisted_on: date | None
    score: float | None
