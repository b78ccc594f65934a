"""开工率（截至本月）：started ÷ planned to start from January to the end of the month."""

from addin.rankings.scene import View
from addin.rankings.units import Floats
from addin.schema import Projects

TITLE = "开工率（截至本月）"


def value(view: View) -> Floats:
    """A project planned for an earlier year is not due again."""
    due = view.counted & view.this_year(view.days(Projects, Projects.planned_start))
    started = view.days(Projects, Projects.actual_start) <= view.last_day
    return view.scene.project_shares.ratio(started, due)
