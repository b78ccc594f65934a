"""节点按期率：nodes done in time ÷ nodes due from January to the end of the month."""

from addin.rankings.scene import View
from addin.rankings.units import Floats
from addin.schema import Milestones

TITLE = "节点按期率"


def value(view: View) -> Floats:
    """A node without a 责任单位 counts for the units of its project."""
    planned = view.days(Milestones, Milestones.planned_on)
    due = view.this_year(planned) & view.of_counted_projects(Milestones, Milestones.code)
    in_time = view.days(Milestones, Milestones.completed_on) <= planned
    shares = view.scene.row_shares(Milestones, Milestones.responsible_unit, Milestones.code)
    return shares.ratio(in_time, due)
