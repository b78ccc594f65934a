"""开工逾期月数：months since the planned start, that month included; 0 once started."""

from __future__ import annotations

import numpy as np

from addin.ledger.wording import month_text
from addin.lights.measures.base import Cells, Facts, Floats, Measure
from addin.schema import Projects


def value(facts: Facts) -> Floats:
    planned = facts.dates(Projects.planned_start)
    started = facts.dates(Projects.actual_start) <= facts.month_ends
    first = np.where(np.isnat(planned), 0, planned.astype("datetime64[M]").astype(np.int64))
    overdue = np.where(started, 0, np.maximum(facts.months - first + 1, 0)).astype(np.float64)
    return np.where(np.isnat(planned), np.nan, overdue)


def phrase(facts: Facts, cells: Cells) -> list[str]:
    """「计划2022年6月开工，截至2022年9月未开工，逾期4个月（含当月）」"""
    planned = facts.dates(Projects.planned_start)[cells.rows, 0].astype("datetime64[M]").astype(np.int64)
    now = facts.months[cells.columns]
    return [
        f"计划{month_text(first)}开工，截至{month_text(last)}未开工，逾期{last - first + 1}个月（含当月）"
        for first, last in zip(planned.tolist(), now.tolist(), strict=True)
    ]


START_OVERDUE = Measure("开工逾期月数", value, phrase)
