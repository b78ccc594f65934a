"""问题统计：issues raised by month and category, what was closed and what is left (六大类问题月度分析)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Days, as_days, month_end, postponed
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.schema import Column, Issues, IssueStatistics
from addin.supervision.issues import RETURNED, cleared_issues

OTHER = IssueStatistics.other
CATEGORIES: tuple[Column, ...] = (
    IssueStatistics.funds,
    IssueStatistics.land,
    IssueStatistics.planning,
    IssueStatistics.approval,
    IssueStatistics.resettlement,
    OTHER,
)
"""One column a category of 问题清单!问题类别, titled as the category is called."""

Counts = npt.NDArray[np.int64]


def issue_statistics(ledger: Ledger, panel: Panel, register: PublishedLights) -> pd.DataFrame:
    """The rows of 问题统计: January to 统计月份 of 统计年度, one a month.

    新提 by 提出日期, without one by 列单日期; a blank or unknown category counts under 其他. 按期办结: 办结日期 not
    after 办结时限 (without one never). 月末未销号 and 月末逾期 are as of the last day of the month: an issue
    without either date counts from the first month on, one sent back (退回) as not resolved.
    """
    as_of = np.datetime64(ledger.settings.as_of, "M")
    months = np.arange(as_of.astype("datetime64[Y]").astype("datetime64[M]"), as_of + 1)
    raised, resolved, closed, due = _dates(ledger)
    new = raised.astype("datetime64[M]")[:, None] == months
    done = resolved.astype("datetime64[M]")[:, None] == months
    end = month_end(months)
    begun = (raised[:, None] <= end) | np.isnat(raised)[:, None]
    open_ = begun & ~(closed[:, None] <= end)
    overdue = open_ & (due[:, None] < end) & ~(resolved[:, None] <= end)
    columns = {
        IssueStatistics.month.name: months.astype("datetime64[ns]"),
        **_by_category(ledger, new),
        IssueStatistics.raised.name: _count(new),
        IssueStatistics.resolved.name: _count(done),
        IssueStatistics.in_time.name: _count(done & (resolved <= due)[:, None]),
        IssueStatistics.open_at_end.name: _count(open_),
        IssueStatistics.overdue_at_end.name: _count(overdue),
    }
    return pd.DataFrame(columns)


def _dates(ledger: Ledger) -> tuple[Days, Days, Days, Days]:
    """提出, 办结, 销号 and 办结时限 of each issue; NaT for a deed that does not count."""
    table = ledger[Issues]
    raised = as_days(table[Issues.raised_on.name].fillna(table[Issues.listed_on.name]))
    resolved = as_days(table[Issues.resolved_on.name])
    resolved[(table[Issues.review.name] == RETURNED).to_numpy()] = np.datetime64("NaT")
    closed = as_days(table[Issues.closed_on.name])
    closed[~cleared_issues(ledger)] = np.datetime64("NaT")
    return raised, resolved, closed, postponed(as_days(table[Issues.due_on.name]), ledger.settings)


def _by_category(ledger: Ledger, new: Bools) -> dict[str, Counts]:
    category = ledger[Issues][Issues.category.name]
    titles = [column.title for column in CATEGORIES]
    known = category.where(category.isin(titles), OTHER.title).to_numpy(dtype=object)
    return {column.name: _count(new & (known == column.title)[:, None]) for column in CATEGORIES}


def _count(flags: Bools) -> Counts:
    """How many issues of each month."""
    counts: Counts = flags.sum(axis=0, dtype=np.int64)
    return counts
