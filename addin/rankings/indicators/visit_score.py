"""观摩得分：the mean score that the visits to the unit's projects were given (活动日程!得分)."""

import numpy as np

from addin.rankings.scene import View
from addin.rankings.units import Floats, divided
from addin.schema import Events

TITLE = "观摩得分"
VISIT = "观摩"


def value(view: View) -> Floats:
    """The visits of the month; with 期间口径 期末 those of the whole period. Without any nothing is due.

    001 二（4）: about every half-year; 002 第十六条: every quarter.
    """
    table = view.ledger[Events]
    days = view.days(Events, Events.held_on)
    scores = table[Events.score.name].to_numpy(dtype=float)
    held = (days >= view.period_start) & (days <= view.last_day) & ~np.isnan(scores)
    rows = view.scene.project_rows(Events, Events.code)
    held &= np.asarray(table[Events.type.name] == VISIT) & (rows >= 0)
    given = np.bincount(rows[held], scores[held], len(view.panel.codes)).astype(float)
    visits = np.bincount(rows[held], minlength=len(view.panel.codes)).astype(float)
    shares = view.scene.project_shares
    return divided(shares.total(given), shares.total(visits))
