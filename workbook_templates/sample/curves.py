"""进度曲线：S-shaped plans and what was really done, so that the roles hold exactly.

Amounts in 万元. The reference for plan, done and 滞后 is rules of progress: a month is behind where
the cumulative amount of the year is less than the plan's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cache

from workbook_templates.sample import roles
from workbook_templates.sample.common import (
    AS_OF,
    YEARS,
    generator,
    month_after,
    month_of,
    months_between,
    tidy,
)
from workbook_templates.sample.specs import CONTRACTED, Spec

# January and February are short of hands (Spring Festival), autumn is the high season.
SEASON = (0.75, 0.5, 0.95, 1.1, 1.15, 1.05, 0.95, 0.95, 1.15, 1.2, 1.2, 1.0)


@dataclass(frozen=True, slots=True)
class Course:
    """One project's course: `plans[year]` twelve cumulative amounts, `linear` where 2022 has no plan row.

    `done[month]` is what was reported (None = no usable report); every due, not exempt month is in it.
    """

    before: float
    year_plans: dict[int, float]
    plans: dict[int, list[float]]
    linear: bool
    done: dict[date, float | None]

    def invested(self, month: date) -> float:
        """累计完成投资 up to `month`."""
        return self.before + sum(amount or 0.0 for when, amount in self.done.items() if when <= month)


def share(spec: Spec, month: date) -> float:
    """The planned share of the contract done by the end of `month` (smooth S, 0 to 1)."""
    length = len(months_between(spec.start, spec.end))
    passed = len(months_between(spec.start, month))
    x = min(max(passed / length, 0.0), 1.0)
    return x * x * (3 - 2 * x)


def first_due(spec: Spec, year: int) -> int:
    """The month number from which reports are due in `year` (13: none)."""
    if spec.start.year > year:
        return 13
    return spec.start.month if spec.start.year == year else 1


def _year_plan(spec: Spec, year: int) -> float:
    part = share(spec, date(year, 12, 1)) - share(spec, date(year - 1, 12, 1))
    return tidy(CONTRACTED * spec.total * part, 100)


def _monthly(spec: Spec, year: int, total: float) -> list[float]:
    months = months_between(date(year, 1, 1), date(year, 12, 1))
    steps = [(share(spec, m) - share(spec, month_after(m, -1))) * SEASON[m.month - 1] for m in months]
    so_far = [sum(steps[: position + 1]) for position in range(12)]
    return [tidy(total * value / so_far[-1]) for value in so_far]


def linear_plan(total: float, start: int) -> list[float]:
    """The straight line from the month `start` to December."""
    return [total * max(month - start + 1, 0) / (13 - start) for month in range(1, 13)]


def _is_linear(spec: Spec) -> bool:
    fixed = spec.serial in roles.FINISHED or spec.serial in roles.REVISED_PLANS
    return spec.serial % 5 in (1, 3, 4) and not fixed


@cache
def course(spec: Spec) -> Course:
    """The whole course of a project; early stages and the package have no plan of their own."""
    if spec.early or spec.package:
        return Course(0.0, {}, {}, False, {})
    before = tidy(CONTRACTED * spec.total * share(spec, date(YEARS[0] - 1, 12, 1)), 100)
    totals = {year: _year_plan(spec, year) for year in YEARS}
    totals = {year: total for year, total in totals.items() if total >= 100}
    linear = _is_linear(spec)
    plans = {year: _monthly(spec, year, total) for year, total in totals.items()}
    if linear and 2022 in totals:
        plans[2022] = linear_plan(totals[2022], first_due(spec, 2022))
    return Course(before, totals, plans, linear, _done(spec, totals, plans))


def plan_in_force(spec: Spec, month: date) -> float:
    """The cumulative plan of `month`: the year's row, or its mid-year revision."""
    found = course(spec)
    rows = revised(spec) if is_revised(spec, month) else found.plans[month.year]
    return rows[month.month - 1]


def is_revised(spec: Spec, month: date) -> bool:
    since = roles.REVISED_PLANS.get(spec.serial)
    return since is not None and month.year == AS_OF.year and month >= month_of(since)


def revised(spec: Spec) -> list[float]:
    """The plan after the mid-year adjustment: 85 % of the first one from that month on."""
    return _revise(spec.serial, course(spec).plans[AS_OF.year])


def _revise(serial: int, plan: list[float]) -> list[float]:
    since = month_of(roles.REVISED_PLANS[serial]).month
    kept = plan[since - 2]
    return [value if m < since else tidy(kept + (value - kept) * 0.7) for m, value in enumerate(plan, 1)]


def due_months(spec: Spec, years: dict[int, float]) -> list[date]:
    """Months with a report due: from the start to completion or the as-of month."""
    finished = roles.FINISHED.get(spec.serial)
    last = min(AS_OF, finished[0].replace(day=1)) if finished else AS_OF
    return [
        month
        for year in years
        for month in months_between(date(year, 1, 1), date(year, 12, 1))
        if month.month >= first_due(spec, year) and month <= last and not is_exempt(spec, month)
    ]


def is_exempt(spec: Spec, month: date) -> bool:
    return spec.serial == roles.EXEMPT and month >= date(2022, 8, 1)


def missed_months(spec: Spec) -> set[date]:
    """Months whose amount cannot be used: no row, a blank, or text in the cell."""
    missed = {month_of(text) for text in roles.MISSED.get(spec.serial, ())}
    if spec.serial == roles.TEXT_MONEY[0]:
        missed.add(month_of(roles.TEXT_MONEY[1]))
    return missed


def _done(spec: Spec, totals: dict[int, float], plans: dict[int, list[float]]) -> dict[date, float | None]:
    done: dict[date, float | None] = {}
    missed = missed_months(spec)
    cumulative = 0.0
    gap = 0.4
    for month in due_months(spec, totals):
        if month.month == first_due(spec, month.year):
            cumulative, gap = 0.0, 0.4
        if month in missed:
            done[month] = None
            continue
        rows = _revise(spec.serial, plans[2022]) if is_revised(spec, month) else plans[month.year]
        plan = rows[month.month - 1]
        gap = _gap(spec, month, gap)
        reached = max(_reached(spec, month, plan, gap * totals[month.year] / 100), cumulative)
        done[month] = reached - cumulative
        cumulative = reached
    return _corrected(spec, done)


def _reached(spec: Spec, month: date, plan: float, gap: float) -> float:
    """Cumulative done in whole 万元, on the right side of the plan."""
    if spec.serial == roles.NOT_STARTED:
        return 0.0
    if spec.unit in roles.TIED_UNITS and month.year == AS_OF.year:
        rng = generator("ahead", spec.serial, month)
        ratio = 1.05 + 0.022 * month.month + rng.uniform(0.0, 0.03)
        return float(math.ceil(plan * ratio))
    return float(math.ceil(plan + gap)) if gap >= 0 else float(math.floor(plan + gap))


def _gap(spec: Spec, month: date, before: float) -> float:
    """Percentage points ahead (+) or behind (−) of the plan at the end of `month`."""
    runs, depth = roles.BEHIND.get(spec.serial, ((), 0.0))
    behind = [month_of(text) for text in runs]
    rng = generator("gap", spec.serial, month)
    if month in behind:
        return -_depth(behind, month, depth)
    if month_after(month) in behind:
        return 0.25
    return min(max(0.3, before + rng.uniform(-0.7, 0.9)), 4.2)


def _depth(behind: list[date], month: date, depth: float) -> float:
    """A run of months falls behind step by step, down to `depth` where the last run ends."""
    start = month
    while month_after(start, -1) in behind:
        start = month_after(start, -1)
    end = month
    while month_after(end) in behind:
        end = month_after(end)
    run = months_between(start, end)
    bottom = depth if end == behind[-1] else depth * 0.5
    jitter = 1.0 if month == end else generator("depth", month, depth).uniform(0.85, 1.0)
    return bottom * jitter * (run.index(month) + 1) / len(run)


def _corrected(spec: Spec, done: dict[date, float | None]) -> dict[date, float | None]:
    """CORRECTION: May was reported too high and June carries the negative difference."""
    if spec.serial != roles.CORRECTION:
        return done
    may, june = date(2022, 5, 1), date(2022, 6, 1)
    together = (done[may] or 0.0) + (done[june] or 0.0)
    return {**done, may: together + 160.0, june: -160.0}
