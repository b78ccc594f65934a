"""缺项扣分：blank items in the month's reports; 目标值 says how many points each costs (扣分)."""

import numpy as np

from addin.rankings.indicators.returns import month_returns
from addin.rankings.scene import View
from addin.rankings.units import Floats

TITLE = "缺项扣分"


def value(view: View) -> Floats:
    """缺项数 of 报送登记 where it is typed for the unit, else required cells left blank."""
    returns = month_returns(view)
    due = returns.shares.total(np.ones(len(returns.blanks)))
    counted = returns.shares.total(np.where(returns.is_project, returns.blanks, 0.0))
    others = returns.shares.total(np.where(returns.is_project, 0.0, returns.blanks))
    own = np.where(np.isnan(returns.typed), counted, returns.typed)
    return np.where(due > 0, own + others, np.nan)
