"""月度任务完成：本月完成投资 ÷ the month's task; none without a task or a report."""

from __future__ import annotations

import numpy as np

from addin.ledger.progress import clean
from addin.ledger.wording import money, percent
from addin.lights.measures.base import Bools, Cells, Facts, Floats, Measure


def value(facts: Facts) -> Floats:
    return clean(facts.panel.month_done / facts.panel.task)


def phrase(facts: Facts, cells: Cells) -> list[str]:
    """「本月任务500.00万元，完成400.00万元，为任务的80.00%」; made up later: 「，以后月份已补齐」"""
    tasks, done = money(cells.of(facts.panel.task)), money(cells.of(facts.panel.month_done))
    shares = percent(cells.of(value(facts)))
    later = np.where(cells.of(mended(facts)), "，以后月份已补齐", "").tolist()
    return [
        f"本月任务{task}，完成{sum_done}，为任务的{share}{made_up}"
        for task, sum_done, share, made_up in zip(tasks, done, shares, later, strict=True)
    ]


def mended(facts: Facts) -> Bools:
    """done(k) ≥ plan(k) in a later month k of the same year, up to 统计月份."""
    panel = facts.panel
    with np.errstate(invalid="ignore"):
        on_plan = np.round(panel.year_done - panel.plan, 6) >= 0
    later = np.zeros_like(on_plan)
    for column in range(len(facts.months) - 2, -1, -1):
        if facts.months[column] % 12 != 11:
            later[:, column] = later[:, column + 1] | on_plan[:, column + 1]
    return later


MONTH_TASK = Measure("月度任务完成", value, phrase, mended)
