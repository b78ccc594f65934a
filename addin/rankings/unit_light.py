"""单位灯：a unit whose projects together miss the month's task, by 单位任务未完成月数 (三亚)."""

from __future__ import annotations

import numpy as np

from addin.ledger.measure_rules import highest_level, level_labels, measure_rules
from addin.rankings.scene import View
from addin.rankings.units import Bools, Floats, Objects

MEASURE = "单位任务未完成月数"


def unit_lights(view: View) -> Objects:
    """The label of each ranked unit at the month; None where the scheme has no such rule, or where
    the unit has had no task so far."""
    rules = measure_rules(view.ledger, MEASURE, view.ledger.settings.light_scheme)
    if rules.empty:
        return np.full(len(view.scene.units), None, dtype=object)
    missed, has_task = _missed(view)
    text: Objects = level_labels(view.ledger)[highest_level(rules, _streaks(missed, has_task))]
    text[~has_task.any(axis=1)] = None
    return text


def _missed(view: View) -> tuple[Bools, Bools]:
    """Units × months to the view's: Σ本月完成 < Σ month task, and whether there was a task at all.

    Leaf projects that are due, not exempt and have a task; a missed report has done nothing.
    """
    until = view.column + 1
    panel, shares = view.panel, view.scene.project_shares
    tasks = np.nan_to_num(panel.task[:, :until])
    open_ = (panel.is_leaf[:, None] & panel.due[:, :until] & ~panel.exempt[:, :until]) & (tasks > 0)
    task = shares.totals(np.where(open_, tasks, 0.0))
    done = shares.totals(np.where(open_, np.nan_to_num(panel.month_done[:, :until]), 0.0))
    return np.round(done - task, 6) < 0, task > 0


def _streaks(missed: Bools, has_task: Bools) -> Floats:
    """Consecutive months missed, ending at each month; a month without a task neither counts nor breaks."""
    streak = np.zeros(missed.shape)
    running = np.zeros(len(missed))
    for month in range(missed.shape[1]):
        running = np.where(has_task[:, month], np.where(missed[:, month], running + 1, 0), running)
        streak[:, month] = running
    return streak
