"""较序时偏差：(Σ done − Σ plan to the month) ÷ Σ year's plan, a fraction, negative when behind."""

from addin.rankings.scene import View
from addin.rankings.units import Floats, divided

TITLE = "较序时偏差"


def value(view: View) -> Floats:
    """−0.025 means that the unit is 2.5 points behind its own schedule."""
    shares, panel = view.scene.project_shares, view.panel
    gap = view.amounts(panel.year_done) - view.amounts(panel.plan)
    return divided(shares.total(gap), shares.total(view.amounts(panel.year_plan)))
