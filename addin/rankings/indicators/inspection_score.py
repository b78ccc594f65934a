"""督查得分：the mean score of the unit's inspections from January to the end of the month."""

import numpy as np

from addin.rankings.scene import View
from addin.rankings.units import Floats, divided
from addin.schema import Inspections

TITLE = "督查得分"


def value(view: View) -> Floats:
    """An inspection without a 责任单位 counts for the units of its project."""
    scores = view.ledger[Inspections][Inspections.score.name].to_numpy(dtype=float)
    held = view.this_year(view.days(Inspections, Inspections.held_on)) & ~np.isnan(scores)
    shares = view.scene.row_shares(Inspections, Inspections.responsible_unit, Inspections.code)
    return divided(shares.total(np.where(held, scores, 0.0)), shares.total(held))
