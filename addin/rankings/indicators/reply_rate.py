"""交办按期反馈率：letters answered by their 反馈时限 ÷ letters due from January to the month's end."""

import numpy as np

from addin.rankings.scene import View
from addin.rankings.units import Floats
from addin.schema import Letters

TITLE = "交办按期反馈率"


def value(view: View) -> Floats:
    """Only letters 已发 to the unit that ask for an answer."""
    limit = view.days(Letters, Letters.reply_due)
    sent = np.asarray(view.ledger[Letters][Letters.state.name] == "已发")
    in_time = view.days(Letters, Letters.replied_on) <= limit
    return view.scene.row_shares(Letters, Letters.unit).ratio(in_time, sent & view.this_year(limit))
