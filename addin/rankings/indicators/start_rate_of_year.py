"""开工率（本年）：started by the end of the month ÷ planned to start in the whole year."""

import numpy as np

from addin.rankings.scene import View
from addin.rankings.units import Floats
from addin.schema import Projects

TITLE = "开工率（本年）"


def value(view: View) -> Floats:
    """The denominator does not grow with the months, as that of 开工率（截至本月） does."""
    planned = view.days(Projects, Projects.planned_start).astype("datetime64[Y]")
    due = view.counted & (planned == np.datetime64(view.month, "Y"))
    started = view.days(Projects, Projects.actual_start) <= view.last_day
    return view.scene.project_shares.ratio(started, due)
