"""竣工率：completed ÷ planned to be completed from January to the end of the month."""

from addin.rankings.scene import View
from addin.rankings.units import Floats
from addin.schema import Projects

TITLE = "竣工率"


def value(view: View) -> Floats:
    """By 计划竣工日期 and 实际竣工日期."""
    due = view.counted & view.this_year(view.days(Projects, Projects.planned_completion))
    completed = view.days(Projects, Projects.actual_completion) <= view.last_day
    return view.scene.project_shares.ratio(completed, due)
