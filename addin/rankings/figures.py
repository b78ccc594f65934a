"""单位汇总：each ranked unit's projects, plan, done and lights at a month, for tables in documents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from addin.rankings.indicators import deviation, investment_rate, lights
from addin.rankings.scene import Scene
from addin.rankings.units import Floats

COLUMNS = (
    "projects",
    "year_plan",
    "year_done",
    "scheduled_done",
    "rate",
    "scheduled",
    "deviation",
    "yellow",
    "red",
)


def unit_figures(scene: Scene, month: Any) -> pd.DataFrame:
    """Indexed by 单位名称. `projects`: leaf projects with a plan, not exempt in the month, the base of the
    other sums; money in 万元; `rate`, `scheduled` fractions; `deviation` points; NaN where there is none.
    """
    view = scene.at(month)
    index = pd.Index(scene.units.names, dtype=object)
    if view is None:
        return pd.DataFrame(np.nan, index=index, columns=list(COLUMNS))
    shares, panel = scene.project_shares, view.panel
    projects = shares.total(view.planned)

    def money(table: Floats) -> Floats:
        return np.where(projects > 0, np.round(shares.total(view.amounts(table)), 6), np.nan)

    columns = {
        "projects": projects,
        "year_plan": money(panel.year_plan),
        "year_done": money(panel.year_done),
        "scheduled_done": money(panel.plan),
        "rate": investment_rate.value(view),
        "scheduled": investment_rate.scheduled(view),
        "deviation": np.round(deviation.value(view) * 100, 9),
        "yellow": lights.yellow(view),
        "red": lights.red(view),
    }
    return pd.DataFrame(columns, index=index, columns=list(COLUMNS))
