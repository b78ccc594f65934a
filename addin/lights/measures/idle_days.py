"""连续停工天数：from the first patrol of an unbroken run that found the site idle to the last one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.lights.measures.base import Cells, Facts, Floats, Measure
from addin.schema import Patrols

IDLE, AT_WORK = "否", "是"


def value(facts: Facts) -> Floats:
    """(P,M): days at the last patrol up to the month's end; 0 at work, NaN without a patrol."""
    patrols = _runs(facts)
    idle = np.full(facts.panel.due.shape, np.nan)
    for column, end in enumerate(facts.month_ends):
        seen = patrols[patrols["day"] <= end]
        last = seen.groupby("project")["days"].last()
        idle[last.index.to_numpy(np.int64), column] = last.to_numpy()
    return idle


def _runs(facts: Facts) -> pd.DataFrame:
    """project, day and days idle so far of every patrol that says whether the site was at work, by day."""
    table = facts.ledger[Patrols]
    known = table[table[Patrols.running.name].isin((IDLE, AT_WORK))]
    patrols = pd.DataFrame(
        {
            "project": pd.Index(facts.panel.codes).get_indexer(pd.Index(known[Patrols.code.name])),
            "day": known[Patrols.patrolled_on.name].to_numpy(),
            "idle": (known[Patrols.running.name] == IDLE).to_numpy(),
        }
    )
    patrols = patrols[patrols["project"] >= 0].sort_values(["project", "day"], kind="stable")
    run = (~patrols["idle"]).groupby(patrols["project"]).cumsum()
    first = patrols["day"].where(patrols["idle"]).groupby([patrols["project"], run]).transform("min")
    patrols["days"] = (patrols["day"] - first).dt.days.where(patrols["idle"], 0).astype(float)
    return patrols


def phrase(facts: Facts, cells: Cells) -> list[str]:
    """「现场巡查连续停工9天」"""
    return [f"现场巡查连续停工{days}天" for days in cells.of(value(facts)).astype(int).tolist()]


IDLE_DAYS = Measure("连续停工天数", value, phrase)
