"""进度：plan, done, rate, deviation and months behind, of every project in every month.

The figures that lights, rankings and letters stand on. Money in 万元; rates are fractions; deviation in
percentage points, negative = behind. Axis 0: projects in the order of 项目清单; axis 1: months from
January of the first year with a plan to 统计月份.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger.packaged import Tree, family_tree
from addin.ledger.plan_versions import (
    LINEAR,
    MONTHLY,
    NEVER,
    Plans,
    complete_rows,
    first_year,
    month_numbers,
    plans_in_force,
)
from addin.schema import MonthlyPlans, MonthlyProgress, Projects

if TYPE_CHECKING:
    from addin.ledger import Ledger

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

UNDER_CONSTRUCTION = "在建"
JUDGED_STAGES = ("新开工", UNDER_CONSTRUCTION)
"""适用阶段 of a rule that names none."""
FINISHED_STAGES = ("竣工", "投产")
MIXED_BASIS = f"{MONTHLY}、{LINEAR}"
BEHIND, NOT_BEHIND, NOT_COUNTED = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Panel:
    """进度表：all figures of a run.

    codes (P,) object; months (M,) datetime64[M]; (P,M) float64, NaN where there is none: plan
    (cumulative), task (of the month), year_plan, month_done (NaN = not reported), year_done, invested,
    rate, scheduled, deviation. basis (P,M) 月度计划, 线性 or None.
    (P,M) bool: has_plan (the year has a plan above zero); due; missing (due, not reported); exempt (豁免, in force); listed (due, or would be but for the
    exemption: a row of 亮灯台账); finished; judged (due, not finished, stage 新开工/在建).
    behind (P,M) int8: 1 behind, 0 not, −1 does not count. streak (P,M): months behind running, and
    streak_start the column in which it began (−1 none). is_leaf (P,), parent (P,) index or −1.
    stage (P,) object: the stage in which months not finished are judged. report_row (P,M): row of
    月度进度, −1 none.
    """

    codes: Objects
    months: npt.NDArray[np.datetime64]
    plan: Floats
    task: Floats
    year_plan: Floats
    month_done: Floats
    year_done: Floats
    invested: Floats
    rate: Floats
    scheduled: Floats
    deviation: Floats
    basis: Objects
    has_plan: Bools
    due: Bools
    missing: Bools
    exempt: Bools
    listed: Bools
    finished: Bools
    judged: Bools
    behind: npt.NDArray[np.int8]
    streak: Ints
    streak_start: Ints
    tree: Tree
    stage: Objects
    report_row: Ints

    @property
    def is_leaf(self) -> Bools:
        return self.tree.is_leaf

    @property
    def parent(self) -> Ints:
        return self.tree.parent

    def at(self, month: dt.date) -> int:
        """The column of a month. Raises KeyError outside the panel."""
        column = int(np.datetime64(month, "M").astype(np.int64) - self.months[0].astype(np.int64))
        if not 0 <= column < len(self.months):
            raise KeyError(f"{month:%Y-%m}")
        return column

    def locate(self, codes: Any, months: Any) -> tuple[Ints, Ints]:
        """Row and column of each pair (项目代码, 月份); −1 where the code or the month is not in the panel."""
        rows = pd.Index(self.codes).get_indexer(pd.Index(np.asarray(codes, dtype=object))).astype(np.int64)
        columns = month_numbers(months, -NEVER) - self.months[0].astype(np.int64)
        inside = (columns >= 0) & (columns < len(self.months))
        return rows, np.where(inside, columns, -1)


def clean(values: Floats, digits: int = 9) -> Floats:
    """Rounded to 1e-9 (no −0.0), so that exactly −10 points is exactly −10."""
    rounded: Floats = np.round(values, digits) + 0.0
    return rounded


def build_panel(ledger: Ledger) -> Panel:
    """The panel of a ledger, up to 统计月份. Pure, but for `ledger.findings`."""
    projects, settings = ledger[Projects], ledger.settings
    tree = family_tree(projects)
    rows = complete_rows(ledger[MonthlyPlans], pd.Index(projects[Projects.code.name]))
    last = (settings.as_of.year - 1970) * 12 + settings.as_of.month - 1
    months = np.arange((first_year(rows, projects, settings) - 1970) * 12, last + 1)
    plans = _with_parents(plans_in_force(rows, projects, months, settings), tree)
    report_row, month_done, invested = _reports(ledger, tree, months)
    year_done = _within_year(month_done, months)
    finished = _finished(projects, invested, months, tree)
    due, exempt, listed = _due(projects, plans, months, tree)
    missing = due & np.isnan(month_done)
    rate, scheduled, deviation = _rates(plans, year_done)
    behind = _behind(deviation, due, missing, settings.tolerance, settings.missing_as)
    streak, streak_start = running_months(behind, months, settings.across_years == "是")
    stage = _stages(projects)
    return Panel(
        codes=projects[Projects.code.name].to_numpy(object), months=months.astype("datetime64[M]"),
        plan=plans.plan, task=plans.task, year_plan=plans.year_plan, month_done=month_done,
        year_done=year_done, invested=invested, rate=rate, scheduled=scheduled, deviation=deviation,
        basis=plans.basis, has_plan=plans.has_plan, due=due, missing=missing, exempt=exempt, listed=listed, finished=finished,
        judged=due & ~finished & np.isin(stage.astype(str), JUDGED_STAGES)[:, None], behind=behind,
        streak=streak, streak_start=streak_start, tree=tree, stage=stage, report_row=report_row,
    )  # fmt: skip


def running_months(flags: npt.NDArray[np.int8], months: Ints, across_years: bool) -> tuple[Ints, Ints]:
    """Length of the run of 1s ending at each month, and the column it began in (−1 none).

    0 breaks a run; −1 neither counts nor breaks it: 1, −1, 1 → 1, 1, 2. Without `across_years` every
    January starts afresh.
    """
    length = np.zeros(flags.shape[0], dtype=np.int64)
    start = np.full(flags.shape[0], -1, dtype=np.int64)
    lengths, starts = np.zeros(flags.shape, dtype=np.int64), np.zeros(flags.shape, dtype=np.int64)
    for column in range(flags.shape[1]):
        flag = flags[:, column]
        broken = flag == 0
        if not across_years and months[column] % 12 == 0:
            length = np.zeros_like(length)
            start = np.full_like(start, -1)
        length = np.where(broken, 0, length + (flag == 1))
        start = np.where(length == 0, -1, np.where((length == 1) & (flag == 1), column, start))
        lengths[:, column], starts[:, column] = length, start
    return lengths, starts


def _with_parents(plans: Plans, tree: Tree) -> Plans:
    """Parents' plans are the sums of their leaves'; a parent on both bases says so."""
    monthly = tree.any(plans.basis == MONTHLY)
    linear = tree.any(plans.basis == LINEAR)
    basis = np.full(plans.basis.shape, None, dtype=object)
    for which, name in ((linear, LINEAR), (monthly, MONTHLY), (monthly & linear, MIXED_BASIS)):
        basis[which] = name
    year_plan = tree.total(plans.year_plan)
    return Plans(
        tree.total(plans.plan),
        tree.total(plans.task),
        np.round(year_plan, 6),
        basis,
        tree.any(plans.has_plan),
        plans.first_month,
    )


def _reports(ledger: Ledger, tree: Tree, months: Ints) -> tuple[Ints, Floats, Floats]:
    """Row of 月度进度, 本月完成投资 and 累计完成投资 by project and month; later months are left out."""
    projects, reports = ledger[Projects], ledger[MonthlyProgress]
    row = pd.Index(projects[Projects.code.name]).get_indexer(pd.Index(reports[MonthlyProgress.code.name]))
    column = month_numbers(reports[MonthlyProgress.month.name], NEVER) - months[0]
    done = reports[MonthlyProgress.month_done.name].to_numpy(np.float64)
    before = projects[Projects.invested_before.name].fillna(0).to_numpy(np.float64).copy()
    early = (row >= 0) & (column < 0)
    np.add.at(before, row[early], np.nan_to_num(done[early]))
    inside = (row >= 0) & (column >= 0) & (column < len(months))
    report_row = np.full((len(projects), len(months)), -1, dtype=np.int64)
    report_row[row[inside], column[inside]] = np.flatnonzero(inside)
    month_done = np.where(report_row >= 0, np.append(done, np.nan)[report_row], np.nan)
    month_done = np.round(tree.total(month_done), 6)
    before = np.round(tree.total(before), 6)
    invested = np.round(before[:, None] + np.cumsum(np.nan_to_num(month_done), axis=1), 6)
    return report_row, month_done, invested


def _within_year(month_done: Floats, months: Ints) -> Floats:
    """The sum reported from January to each month; a month not reported adds nothing."""
    total = np.cumsum(np.nan_to_num(month_done), axis=1)
    january = np.flatnonzero(months % 12 == 0)
    before = np.concatenate([np.zeros((len(total), 1)), total], axis=1)[:, january]
    which = np.searchsorted(january, np.arange(len(months)), side="right") - 1
    return clean(total - before[:, which], 6)


def _finished(projects: pd.DataFrame, invested: Floats, months: Ints, tree: Tree) -> Bools:
    """Finished in the month, and from then on for good.

    With 实际竣工日期: from its month. Without: stage 竣工/投产, or 累计 reached 总投资 (> 0). A parent also
    when all its leaves are.
    """
    completion = month_numbers(projects[Projects.actual_completion.name], NEVER)[:, None]
    total = tree.total(projects[Projects.total_investment.name].to_numpy(np.float64))[:, None]
    with np.errstate(invalid="ignore"):
        reached = np.maximum.accumulate((invested >= np.round(total, 6)) & (total > 0), axis=1)
    by_stage = projects[Projects.stage.name].isin(FINISHED_STAGES).to_numpy()[:, None]
    own: Bools = np.where(completion < NEVER, months >= completion, by_stage | reached)
    return own | (tree.all(own) & ~tree.is_leaf[:, None])


def _due(projects: pd.DataFrame, plans: Plans, months: Ints, tree: Tree) -> tuple[Bools, Bools, Bools]:
    """(due, exempt, listed) of each month. A parent is due while a leaf is, exempt when all due leaves are."""
    completion = month_numbers(projects[Projects.actual_completion.name], NEVER)[:, None]
    expected = plans.has_plan & (months >= plans.first_month[:, None]) & (months <= completion)
    exempt = exempt_months(projects, months)
    leaf_due = tree.any(expected & ~exempt)
    listed = tree.any(expected) & (months <= completion)
    exempt = exempt | (listed & ~leaf_due)
    return listed & ~exempt, exempt, listed


def exempt_months(projects: pd.DataFrame, months: Ints) -> Bools:
    """豁免起月…豁免止月 of exemptions with 豁免原因 and 豁免批准文号; a blank 豁免止月 leaves the end open."""
    granted = (
        projects[Projects.exemption_reason.name].notna()
        & projects[Projects.exemption_document.name].notna()
        & projects[Projects.exempt_from.name].notna()
    ).to_numpy()
    start = month_numbers(projects[Projects.exempt_from.name], NEVER)[:, None]
    end = month_numbers(projects[Projects.exempt_until.name], NEVER)[:, None]
    within: Bools = granted[:, None] & (months >= start) & (months <= end)
    return within


def _rates(plans: Plans, year_done: Floats) -> tuple[Floats, Floats, Floats]:
    """投资完成率, 序时进度 (fractions) and 进度偏差 (points); NaN without a year's plan above zero."""
    with np.errstate(invalid="ignore", divide="ignore"):
        year_plan = np.where(plans.year_plan > 0, plans.year_plan, np.nan)
        rate = year_done / year_plan
        scheduled = plans.plan / year_plan
        deviation = (year_done - plans.plan) / year_plan * 100
    return clean(rate), clean(scheduled), clean(deviation)


def _behind(
    deviation: Floats, due: Bools, missing: Bools, tolerance: float, missing_as: str
) -> npt.NDArray[np.int8]:
    """滞后: deviation below −滞后容差; 缺报 as 缺报视为 says; months not due or without a rate do not count."""
    with np.errstate(invalid="ignore"):
        late = np.where(deviation < -tolerance, BEHIND, NOT_BEHIND)
    counted = np.where(due & ~np.isnan(deviation), late, NOT_COUNTED)
    unreported = {"滞后": BEHIND, "不计": NOT_COUNTED, "未滞后": NOT_BEHIND}[missing_as]
    return np.where(missing, unreported, counted).astype(np.int8)


def _stages(projects: pd.DataFrame) -> Objects:
    """The stage that decides which rules apply before completion: 在建 for a project with 实际竣工日期."""
    stage = projects[Projects.stage.name].to_numpy(object)
    return np.where(projects[Projects.actual_completion.name].notna(), UNDER_CONSTRUCTION, stage).astype(
        object
    )
