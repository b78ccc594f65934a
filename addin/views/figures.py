"""总体数字：totals and light counts of a month over leaf projects, and plan and done through the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.plan_versions import complete_rows, plans_in_force
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.lights.rules import read_labels
from addin.schema import MonthlyPlans, Projects

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Totals:
    """Money in 万元; fractions and points NaN without a plan. `projects` counts leaves, 总投资 sums them;
    the rest stands on leaves with a year's plan that are not exempt in the month, as the ranking does."""

    projects: int
    total_investment: float
    year_plan: float
    year_done: float
    rate: float
    scheduled: float
    deviation: float


def counted_projects(panel: Panel, column: int) -> Bools:
    """Leaves with a year's plan above zero, not exempt in the month."""
    planned = np.nan_to_num(panel.year_plan[:, column]) > 0
    return np.asarray(panel.is_leaf & planned & ~panel.exempt[:, column])


def month_totals(ledger: Ledger, panel: Panel, column: int) -> Totals:
    """The totals at a column of the panel."""
    counted = counted_projects(panel, column)
    plan, done, year_plan = (
        round(float(np.nansum(table[counted, column])), 6)
        for table in (panel.plan, panel.year_done, panel.year_plan)
    )
    investment = ledger[Projects][Projects.total_investment.name].to_numpy(dtype=float)
    share = year_plan if year_plan > 0 else np.nan
    return Totals(
        projects=int(panel.is_leaf.sum()),
        total_investment=round(float(np.nansum(investment[panel.is_leaf])), 6),
        year_plan=year_plan,
        year_done=done,
        rate=done / share,
        scheduled=plan / share,
        deviation=round((done - plan) / share * 100, 9),
    )


def light_counts(
    ledger: Ledger, panel: Panel, register: PublishedLights, column: int
) -> list[tuple[str, int, int]]:
    """(label, level, leaf projects) by 发布灯, best first, 灰 (level `UNLIT`) last; they sum to the leaf projects.

    A label of an earlier scheme on a frozen row stands after those of the scheme.
    """
    labels = read_labels(ledger)
    counts = pd.Series(register.light[panel.is_leaf, column], dtype=object).value_counts()
    known = dict(labels.in_order())
    known |= {label: labels.level_once(label) for label in counts.index if label not in known}
    return [(label, level, int(counts.get(label, 0))) for label, level in known.items()]


def year_plans(ledger: Ledger, january: int) -> Floats:
    """(P,12) cumulative plan of every project in each month of the year that begins with the month number."""
    projects = ledger[Projects]
    rows = complete_rows(ledger[MonthlyPlans], pd.Index(projects[Projects.code.name]))
    return plans_in_force(rows, projects, np.arange(january, january + 12), ledger.settings).plan


def year_curve(ledger: Ledger, panel: Panel, column: int) -> tuple[Floats, Floats]:
    """Cumulative plan and done of the projects counted at the month, January to December (12,) each.

    The plan runs to December; done is NaN after the month.
    """
    counted = counted_projects(panel, column)
    january = int(panel.months[column].astype("datetime64[Y]").astype("datetime64[M]").astype(np.int64))
    plan = np.round(np.nansum(year_plans(ledger, january)[counted], axis=0), 6)
    done = np.full(12, np.nan)
    first = column - int(panel.months[column].astype(np.int64) - january)
    for month in range(max(first, 0), column + 1):
        done[month - first] = round(float(np.nansum(panel.year_done[counted, month])), 6)
    return plan, done
