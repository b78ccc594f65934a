"""报送及时率：reports in time ÷ reports due for the month."""

import numpy as np

from addin.ledger.deadlines import ON_TIME
from addin.rankings.indicators.returns import month_returns
from addin.rankings.scene import View
from addin.rankings.units import Floats, divided

TITLE = "报送及时率"


def value(view: View) -> Floats:
    """One report a due project of the lead unit, one more each other table on 报送登记.

    A report whose day is not known counts as due, not as in time.
    """
    returns = month_returns(view)
    in_time = np.asarray(returns.state == ON_TIME)
    return divided(returns.shares.total(in_time), returns.shares.total(np.ones(len(in_time))))
