"""投资完成率：Σ done in the year ÷ Σ year's plan of the unit's projects."""

from addin.rankings.scene import View
from addin.rankings.units import Floats, divided

TITLE = "投资完成率"


def value(view: View) -> Floats:
    """A fraction; leaf projects with a plan, not exempt in the month."""
    shares, panel = view.scene.project_shares, view.panel
    done = shares.total(view.amounts(panel.year_done))
    return divided(done, shares.total(view.amounts(panel.year_plan)))


def scheduled(view: View) -> Floats:
    """序时进度 of the unit itself, the usual 目标值: Σ plan to the month ÷ Σ year's plan."""
    shares, panel = view.scene.project_shares, view.panel
    plan = shares.total(view.amounts(panel.plan))
    return divided(plan, shares.total(view.amounts(panel.year_plan)))
