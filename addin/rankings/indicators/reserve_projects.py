"""储备项目数：projects that the unit has in the reserve at the end of the month."""

import numpy as np

from addin.rankings.scene import View, blank
from addin.rankings.units import Floats
from addin.schema import Reserve

TITLE = "储备项目数"


def value(view: View) -> Floats:
    """Entered by then, neither left nor converted. No value for anyone while 储备库 is empty."""
    if view.ledger[Reserve].empty:
        return blank(len(view.scene.units))
    ended = np.zeros(len(view.ledger[Reserve]), dtype=bool)
    for column in (Reserve.left_on, Reserve.converted_on):
        ended |= view.days(Reserve, column) <= view.last_day
    held = (view.days(Reserve, Reserve.entered_on) <= view.last_day) & ~ended
    return view.scene.row_shares(Reserve, Reserve.applicant).total(held)
