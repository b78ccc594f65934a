"""计划：the plan in force in each month: a row of 月度计划 or, without one, the year's plan spread evenly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger.settings import Settings
from addin.schema import MONTH_COLUMNS, MonthlyPlans, Projects

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

MONTHLY, LINEAR = "月度计划", "线性"
NEVER = 10**6
"""A month number that never comes."""
EARLIEST_YEARS = 30
"""Plans of years longer past than this are slips of the pen and open no column."""


@dataclass(frozen=True, slots=True)
class Plans:
    """计划 of leaves and parents alike, (P,M): cumulative plan, the month's task, the year's plan, basis.

    万元; NaN without a plan. Linear plans are not rounded, so that exactly on plan is exactly on plan.
    `has_plan`: the year of the month has a plan, in force yet or not. `first_month` (P,) is the month
    number of 计划开工日期, blank = long past.
    """

    plan: Floats
    task: Floats
    year_plan: Floats
    basis: Objects
    has_plan: Bools
    first_month: Ints


def month_numbers(months: Any, blank: int | np.int64) -> Ints:
    """Dates as months since January 1970; `blank` where there is none."""
    dates = np.asarray(months, dtype="datetime64[M]")
    return np.where(np.isnat(dates), blank, dates.astype(np.int64))


def complete_rows(plans: pd.DataFrame, codes: pd.Index) -> pd.DataFrame:
    """The 月度计划 rows that count: 1月–12月 all filled, of a listed project.

    Columns: project (index), year, effective (0 = January of the year, may be negative), figures 0…11.
    """
    figures = plans[list(MONTH_COLUMNS)].to_numpy(np.float64).reshape(-1, 12)
    years = plans[MonthlyPlans.year.name].to_numpy(np.float64)
    project = codes.get_indexer(pd.Index(plans[MonthlyPlans.code.name]))
    counts = ~np.isnan(figures).any(axis=1) & (years >= 1) & (years <= 9999) & (project >= 0)
    year = np.where(counts, years, 0).astype(np.int64)
    january = (year - 1970) * 12
    effective = month_numbers(plans[MonthlyPlans.effective_from.name], -(10**5)) - january
    table = pd.DataFrame(figures, columns=range(12))
    table.insert(0, "project", project)
    table.insert(1, "year", year)
    table.insert(2, "effective", np.maximum(effective, 0))
    valid: pd.DataFrame = table[counts]
    return valid


def first_year(rows: pd.DataFrame, projects: pd.DataFrame, settings: Settings) -> int:
    """The first year with a plan; 统计月份's year where none is earlier."""
    years: list[int] = rows["year"].tolist()
    if (projects[Projects.year_plan.name] > 0).any():
        years.append(settings.plan_year)
    last = settings.as_of.year
    return min([last, *(year for year in years if last - EARLIEST_YEARS <= year)])


def plans_in_force(rows: pd.DataFrame, projects: pd.DataFrame, months: Ints, settings: Settings) -> Plans:
    """The plans of every project in every month (month numbers), each from the row in force in it."""
    figures, found = _figures_in_force(rows, len(projects), months)
    place = months % 12
    at = np.arange(len(months))
    listed = _listed_plan(projects, months, settings)
    year_plan = np.where(found, figures[:, at, 11], listed)
    first_month = month_numbers(projects[Projects.planned_start.name], -NEVER)
    plan, task = _linear(year_plan, first_month, months)
    basis = np.full(year_plan.shape, None, dtype=object)
    basis[~np.isnan(year_plan)] = LINEAR
    if settings.basis != LINEAR:
        before = np.where(place > 0, figures[:, at, place - 1], 0)
        plan = np.where(found, figures[:, at, place], plan)
        task = np.where(found, figures[:, at, place] - before, task)
        basis[found] = MONTHLY
    with np.errstate(invalid="ignore"):
        task = np.where(np.round(task, 6) > 0, task, np.nan)
    has_plan = _years_with_a_plan(rows, listed, months)
    return Plans(plan, task, year_plan, basis, has_plan, first_month)


def _figures_in_force(rows: pd.DataFrame, projects: int, months: Ints) -> tuple[Floats, Bools]:
    """(P,M,12) figures of the row in force in each month, and whether there is one.

    Of two rows taking effect in the same month the first on the sheet counts, as for repeated keys.
    """
    years = months // 12 + 1970
    ordered = rows[::-1].sort_values("effective", kind="stable")
    chosen = np.full((projects, len(months)), -1, dtype=np.int64)
    for column, (year, place) in enumerate(zip(years.tolist(), (months % 12).tolist(), strict=True)):
        valid = ((ordered["year"] == year) & (ordered["effective"] <= place)).to_numpy()
        # Later assignments win, so the row that took effect last stays.
        chosen[ordered["project"].to_numpy()[valid], column] = np.flatnonzero(valid)
    table = np.vstack([ordered[list(range(12))].to_numpy(np.float64), np.full((1, 12), np.nan)])
    return table[chosen], chosen >= 0


def _listed_plan(projects: pd.DataFrame, months: Ints, settings: Settings) -> Floats:
    """项目清单!年计划投资 in the months of 计划年度, NaN in the others."""
    year_plan = projects[Projects.year_plan.name].to_numpy(np.float64)[:, None]
    return np.where(months // 12 + 1970 == settings.plan_year, year_plan, np.nan)


def _linear(year_plan: Floats, first_month: Ints, months: Ints) -> tuple[Floats, Floats]:
    """year's plan × (m−s+1)/(13−s) and its step; s = the month of 计划开工日期 in the year, else 1."""
    january = months - months % 12
    start = np.clip(first_month[:, None] - january, 0, 12)
    begun = months % 12 >= start
    spell = np.maximum(12 - start, 1)
    elapsed = np.where(begun, months % 12 - start + 1, 0)
    return year_plan * elapsed / spell, year_plan * begun / spell


def _years_with_a_plan(rows: pd.DataFrame, listed: Floats, months: Ints) -> Bools:
    """(P,M): the year of the month has a plan above zero for the project, whenever it takes effect."""
    years = months // 12 + 1970
    with np.errstate(invalid="ignore"):
        has_plan = listed > 0
    positive = rows[rows[11] > 0]
    for year in np.unique(years):
        members = positive["project"].to_numpy()[positive["year"].to_numpy() == year]
        has_plan[np.ix_(np.unique(members), np.flatnonzero(years == year))] = True
    return has_plan
