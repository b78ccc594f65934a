"""会商各列：what recalc fills in on 会商会议、会商议题 and 问题流转."""

from __future__ import annotations

import pandas as pd

from addin.ledger import Ledger
from addin.meetings.outcomes import topic_states
from addin.meetings.raising import move_states
from addin.meetings.sittings import filing_states
from addin.meetings.tiers import read_scheme
from addin.schema import IssueMoves, Meetings, Sheet, Topics


def meeting_columns(ledger: Ledger, *_: object) -> dict[type[Sheet], pd.DataFrame]:
    """备案情况 of 会商会议, 是否越级 of 问题流转, 落实情况 of 会商议题."""
    scheme = read_scheme(ledger)
    return {
        Meetings: filing_states(ledger, scheme),
        IssueMoves: move_states(ledger, scheme),
        Topics: topic_states(ledger),
    }
