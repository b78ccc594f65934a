"""节点逾期天数、问题逾期天数、交办逾期天数：the project's largest, on the last day of each month."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from addin.ledger.deadlines import days_overdue
from addin.lights.measures.base import Cells, Facts, Floats, Measure
from addin.schema import Column, Duties, Issues, Milestones, Resolutions, Sheet

Source = tuple[type[Sheet], Column, Column, Column]
"""Sheet, 项目代码, deadline, done on."""


def _largest(facts: Facts, sources: tuple[Source, ...]) -> Floats:
    """(P,M): NaN without any row; 0 where nothing is overdue and open on that day."""
    largest = np.full(facts.panel.due.shape, np.nan)
    codes = pd.Index(facts.panel.codes)
    for sheet, code, due_on, done_on in sources:
        table = facts.ledger[sheet]
        project = codes.get_indexer(pd.Index(table[code.name]))
        rows = np.flatnonzero((project >= 0) & table[due_on.name].notna().to_numpy())
        due = table[due_on.name].to_numpy().astype("datetime64[D]")[rows]
        done = table[done_on.name].to_numpy().astype("datetime64[D]")[rows]
        for column, end in enumerate(facts.month_ends):
            days = days_overdue(due, end, facts.ledger.settings)
            np.fmax.at(largest[:, column], project[rows], np.where(done <= end, 0.0, days))
    return largest


def _overdue(title: str, what: str, *sources: Source) -> Measure:
    def value(facts: Facts) -> Floats:
        return _largest(facts, sources)

    return Measure(title, value, _phrase(value, what))


def _phrase(value: Callable[[Facts], Floats], what: str) -> Callable[[Facts, Cells], list[str]]:
    def phrase(facts: Facts, cells: Cells) -> list[str]:
        """「节点逾期未完成，最长逾期12天」"""
        return [f"{what}，最长逾期{days}天" for days in cells.of(value(facts)).astype(int).tolist()]

    return phrase


MILESTONE_OVERDUE = _overdue(
    "节点逾期天数",
    "节点逾期未完成",
    (Milestones, Milestones.code, Milestones.planned_on, Milestones.completed_on),
)
ISSUE_OVERDUE = _overdue(
    "问题逾期天数", "问题逾期未办结", (Issues, Issues.code, Issues.due_on, Issues.resolved_on)
)
DUTY_OVERDUE = _overdue(
    "交办逾期天数",
    "交办事项逾期未完成",
    (Duties, Duties.code, Duties.due_on, Duties.completed_on),
    (Resolutions, Resolutions.code, Resolutions.due_on, Resolutions.completed_on),
)
