"""黄灯数、红灯数：the unit's projects by published light of the month."""

import numpy as np

from addin.ledger.published import UNLIT
from addin.rankings.scene import View
from addin.rankings.units import Floats

YELLOW_TITLE, RED_TITLE = "黄灯数", "红灯数"
YELLOW, RED = 1, 3


def _count(view: View, level: int) -> Floats:
    """Projects of the level; no value for a unit none of whose projects is judged in the month."""
    levels = view.scene.register.level[:, view.column]
    shares = view.scene.project_shares
    judged = shares.total(view.counted & (levels != UNLIT))
    return np.where(judged > 0, shares.total(view.counted & (levels == level)), np.nan)


def yellow(view: View) -> Floats:
    """Level 1 only: an orange light (level 2) is neither yellow nor red."""
    return _count(view, YELLOW)


def red(view: View) -> Floats:
    """Level 3."""
    return _count(view, RED)
