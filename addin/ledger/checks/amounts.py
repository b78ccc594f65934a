"""进度校核：amounts of 月度进度 that do not fit each other, the plan or the calendar (mission.md S1-20)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark
from addin.ledger.ledger import Ledger
from addin.ledger.reading import number_text
from addin.schema import MONTH_COLUMNS, MonthlyPlans, MonthlyProgress, Projects

Bools = npt.NDArray[np.bool_]

HIGHEST_RATE = 3.0
CUMULATIVE_FACTOR = 3
FEWEST_MONTHS = 3
SLIPS = ((500, 2_000, "1000"), (3_333, 30_000, "10000"))
"""Ratios to the usual month that look like a slip of the unit: from, to, what is said."""

_ROUNDING = 1e-6
_YEARS = 10_000
_CODE, _MONTH, _DONE = MonthlyProgress.code.name, MonthlyProgress.month.name, MonthlyProgress.month_done.name


def negative_months(ledger: Ledger) -> list[Finding]:
    """A negative month is a correction (核减) and needs 备注."""
    rows = ledger[MonthlyProgress]
    bare = ((rows[_DONE] < 0) & rows[MonthlyProgress.remarks.name].isna()).to_numpy()
    said = Said(Level.DOUBT, "本月完成投资为负数，备注没有说明", "属于核减的在备注中写明，否则改正")
    return mark(ledger, MonthlyProgress, MonthlyProgress.month_done, rows[bare], said)


def typed_as_cumulative(ledger: Ledger) -> list[Finding]:
    """A month that jumps to about the sum of the months before it plus an ordinary month."""
    rows = _in_order(ledger)
    group = pd.factorize(rows[_CODE])[0] * _YEARS + rows[_MONTH].dt.year.to_numpy()
    count, before = _months_before(group, rows[_DONE].to_numpy())
    mean = before / np.maximum(count, 1)
    done = rows[_DONE].to_numpy()
    jump = (count >= FEWEST_MONTHS) & (mean > 0) & (done > CUMULATIVE_FACTOR * mean)
    jump &= (done >= before - _ROUNDING) & (done <= before + 2 * mean)
    found = rows[jump].assign(before=before[jump])
    return mark(ledger, MonthlyProgress, MonthlyProgress.month_done, found, _cumulative)


def _cumulative(row: Any) -> Said:
    message = f"本月完成投资 {number_text(row.month_done)} 接近年初以来的合计（此前各月 {number_text(row.before)}），可能填成了累计数"
    difference = number_text(round(row.month_done - row.before, 6))
    return Said(Level.DOUBT, message, f"是累计数时本月应为 {difference}", number_text(row.month_done))


def unit_slips(ledger: Ledger) -> list[Finding]:
    """A month about 1000 or 10000 times larger or smaller than the project's usual month."""
    rows = _in_order(ledger)
    rows = rows[(rows[_DONE] > 0).to_numpy()]
    months = rows.groupby(_CODE, sort=False)[_DONE]
    usual, count = months.transform("median").to_numpy(), months.transform("size").to_numpy()
    ratio = rows[_DONE].to_numpy() / usual
    off = np.maximum(ratio, 1 / ratio)
    slipped = (count > FEWEST_MONTHS) & np.logical_or.reduce(
        [(off >= low) & (off <= high) for low, high, _ in SLIPS]
    )
    found = rows[slipped].assign(usual=usual[slipped], off=off[slipped], larger=ratio[slipped] > 1)
    return mark(ledger, MonthlyProgress, MonthlyProgress.month_done, found, _slip)


def _slip(row: Any) -> Said:
    times = next(times for low, high, times in SLIPS if low <= row.off <= high)
    size = "大" if row.larger else "小"
    message = f"本月完成投资 {number_text(row.month_done)} 比通常的月份（{number_text(row.usual)}）{size}约 {times} 倍，单位可能错了"
    return Said(Level.DOUBT, message, "核对单位，应为万元", number_text(row.month_done))


def future_months(ledger: Ledger) -> list[Finding]:
    """One 提示 for all months after 统计月份; 疑点 for each that today has not reached."""
    rows = ledger[MonthlyProgress]
    unreached = (rows[_MONTH] > pd.Timestamp(ledger.today)).to_numpy()
    later = (rows[_MONTH] > pd.Timestamp(ledger.settings.as_of)).to_numpy() & ~unreached
    said = Said(Level.DOUBT, f"月份在今天（{ledger.today}）之后", "核对月份")
    findings = mark(ledger, MonthlyProgress, MonthlyProgress.month, rows[unreached], said)
    message = f"有 {later.sum()} 行的月份在统计月份 {ledger.settings.as_of:%Y-%m} 之后，本次不计"
    note = Said(Level.NOTE, message, "需要计入时改统计月份")
    return findings + mark(ledger, MonthlyProgress, MonthlyProgress.month, rows[later][:1], note)


def months_after_completion(ledger: Ledger) -> list[Finding]:
    """Investment reported for a month after the month of 实际竣工日期."""
    rows = ledger[MonthlyProgress]
    completed = _completions(ledger).reindex(rows[_CODE]).to_numpy().astype("datetime64[ns]")
    after = rows[_MONTH].to_numpy().astype("datetime64[M]") > completed.astype("datetime64[M]")
    after &= rows[_DONE].fillna(0).to_numpy() != 0
    found = rows[after].assign(completed=completed[after])
    return mark(ledger, MonthlyProgress, MonthlyProgress.month_done, found, _after_completion)


def _after_completion(row: Any) -> Said:
    message = f"项目已于 {row.completed:%Y-%m-%d} 竣工，之后仍报本月完成投资 {number_text(row.month_done)}"
    return Said(Level.NOTE, message, "核对实际竣工日期；尾款可以照报")


def totals_against_project(ledger: Ledger) -> list[Finding]:
    """累计完成投资 above 总投资, or below 年度完成投资 (a negative 期初)."""
    projects, sums = ledger[Projects], _sums(ledger)
    before = projects[Projects.invested_before.name].fillna(0).to_numpy()
    invested = np.round(before + sums["all"], 6)
    figures = projects.assign(invested=invested, in_year=np.round(sums["year"], 6))
    leaf = ~projects[Projects.code.name].isin(projects[Projects.parent_code.name].dropna()).to_numpy()
    total = projects[Projects.total_investment.name].to_numpy()
    above = leaf & (invested > total + _ROUNDING) & (total > 0)
    below = leaf & (invested < figures["in_year"].to_numpy() - _ROUNDING) & (before >= 0)
    return [
        *mark(ledger, Projects, Projects.total_investment, figures[above], _above_total),
        *mark(ledger, Projects, Projects.invested_before, figures[below], _below_year),
    ]


def _above_total(row: Any) -> Said:
    message = f"累计完成投资 {number_text(row.invested)} 大于总投资 {number_text(row.total_investment)}"
    return Said(Level.DOUBT, message, "核对期初累计、各月数和总投资；概算调整的改总投资")


def _below_year(row: Any) -> Said:
    message = f"累计完成投资 {number_text(row.invested)} 小于年度完成投资 {number_text(row.in_year)}"
    return Said(Level.DOUBT, message, "核对期初累计完成投资和往年的核减")


def rates_too_high(ledger: Ledger) -> list[Finding]:
    """投资完成率 of 统计年度 above 300%."""
    projects, sums = ledger[Projects], _sums(ledger)
    plan = _year_plans(ledger)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(plan > 0, sums["year"] / plan, np.nan)
    high = rate > HIGHEST_RATE
    found = projects[high].assign(rate=rate[high], plan=plan[high], in_year=np.round(sums["year"][high], 6))
    return mark(ledger, Projects, Projects.year_plan, found, _rate_too_high)


def _rate_too_high(row: Any) -> Said:
    figures = f"年度完成 {number_text(row.in_year)}，年计划 {number_text(row.plan)}"
    message = f"投资完成率 {row.rate * 100:.2f}% 超过 300%（{figures}）"
    return Said(Level.DOUBT, message, "核对年计划和各月数的单位（万元）")


def _in_order(ledger: Ledger) -> pd.DataFrame:
    """The reported months of every project, in order."""
    rows = ledger[MonthlyProgress]
    rows = rows.loc[rows[_DONE].notna().to_numpy(), [_CODE, _MONTH, _DONE, "position"]]
    labels, _ = pd.factorize(rows[_CODE])
    return rows.iloc[np.lexsort([rows[_MONTH].to_numpy(), labels])]


def _months_before(group: np.ndarray, done: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many months of the same group stand before each row, and their sum (rows in order of group)."""
    start = np.flatnonzero(np.diff(group, prepend=-1) != 0)
    first = start[np.searchsorted(start, np.arange(len(group)), side="right") - 1] if len(group) else group
    running = np.concatenate([[0.0], np.cumsum(done)])
    places = np.arange(len(group))
    return places - first, np.round(running[places] - running[first], 6)


def _sums(ledger: Ledger) -> dict[str, np.ndarray]:
    """万元 reported for each project up to 统计月份: "all" and "year" (of 统计年度)."""
    rows, settings = ledger[MonthlyProgress], ledger.settings
    row = pd.Index(ledger[Projects][Projects.code.name]).get_indexer(pd.Index(rows[_CODE]))
    months, done = rows[_MONTH].to_numpy(), rows[_DONE].fillna(0).to_numpy()
    counted: Bools = (row >= 0) & (months <= np.datetime64(settings.as_of))
    this_year = counted & (months >= np.datetime64(f"{settings.year}-01-01"))
    length = len(ledger[Projects])
    return {
        name: np.bincount(row[mask], done[mask], minlength=length)
        for name, mask in (("all", counted), ("year", this_year))
    }


def _year_plans(ledger: Ledger) -> np.ndarray:
    """The year's plan of 统计年度: 12月 of the complete row in force, else 年计划投资 of 计划年度."""
    projects, plans, settings = ledger[Projects], ledger[MonthlyPlans], ledger.settings
    complete = plans[list(MONTH_COLUMNS)].notna().all(axis=1)
    in_force = ~(plans[MonthlyPlans.effective_from.name] > pd.Timestamp(settings.as_of))
    counts = (complete & in_force & (plans[MonthlyPlans.year.name] == settings.year)).to_numpy()
    ordered = plans[counts].sort_values(MonthlyPlans.effective_from.name, kind="stable", na_position="first")
    last = ordered.drop_duplicates(MonthlyPlans.code.name, keep="last").set_index(MonthlyPlans.code.name)
    planned = last[MonthlyPlans.dec.name].reindex(projects[Projects.code.name]).to_numpy(np.float64)
    listed = projects[Projects.year_plan.name].to_numpy()
    own = listed if settings.plan_year == settings.year else np.full(len(projects), np.nan)
    return np.where(np.isnan(planned), own, planned)


def _completions(ledger: Ledger) -> pd.Series:
    projects = ledger[Projects]
    return projects.set_index(Projects.code.name)[Projects.actual_completion.name]
