"""化解率：按期办结 ÷ 应办结 (新乡 2024), where only a close-out in order counts."""

import numpy as np

from addin.rankings.indicators import issue_rate
from addin.rankings.scene import View
from addin.rankings.units import Floats
from addin.schema import Issues

TITLE = "化解率"


def value(view: View) -> Floats:
    """As 问题按期办结率, and closed out by the month's end: 解决标准, 复核通过 and 销号日期."""
    issues = view.ledger[Issues]
    closed = view.days(Issues, Issues.closed_on) <= view.last_day
    passed = (issues[Issues.review.name] == "通过") & issues[Issues.standard.name].notna()
    return issue_rate.ratio(view, np.asarray(closed & passed))
