"""报送完整率：reports without a blank ÷ reports due for the month."""

import numpy as np

from addin.rankings.indicators.returns import month_returns
from addin.rankings.scene import View
from addin.rankings.units import Floats, divided

TITLE = "报送完整率"


def value(view: View) -> Floats:
    """A missing report is incomplete."""
    returns = month_returns(view)
    complete = returns.blanks == 0
    return divided(returns.shares.total(complete), returns.shares.total(np.ones(len(complete))))
