"""问题按期办结率：issues resolved in time ÷ issues due from January to the end of the month."""

import numpy as np

from addin.rankings.scene import View
from addin.rankings.units import Bools, Floats
from addin.schema import Issues

TITLE = "问题按期办结率"


def value(view: View) -> Floats:
    """In time by 办结日期; an issue sent back on review (退回) is not resolved."""
    return ratio(view, np.asarray(view.ledger[Issues][Issues.review.name] != "退回"))


def ratio(view: View, valid: Bools) -> Floats:
    """Valid issues with 办结日期 ≤ 办结时限 ÷ those whose 办结时限 came this year."""
    limit = view.days(Issues, Issues.due_on)
    due = view.this_year(limit) & view.of_counted_projects(Issues, Issues.code)
    in_time = view.days(Issues, Issues.resolved_on) <= limit
    return view.scene.row_shares(Issues, Issues.responsible_units, Issues.code).ratio(in_time & valid, due)
