"""会商会议与会商议题：which meeting of which tier was held when, and which topics it had."""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Objects, as_days
from addin.ledger.tiers import NO_TIER
from addin.meetings.tiers import Scheme
from addin.schema import Meetings, Topics

FILED, UNFILED, NO_FILING = Meetings.filing.choices


def sittings(ledger: Ledger, scheme: Scheme) -> pd.DataFrame:
    """Parallel to 会商会议: `number`, `place` of the tier, `day` (NaT blank), `held` (on or before today)."""
    table = ledger[Meetings]
    day = as_days(table[Meetings.held_on.name])
    return pd.DataFrame(
        {
            "number": table[Meetings.number.name].to_numpy(dtype=object),
            "place": scheme.places(table[Meetings.tier.name]),
            "day": day,
            "held": day <= np.datetime64(ledger.today, "D"),
        }
    )


def last_held(meetings: pd.DataFrame, place: int) -> int | None:
    """The row of 会商会议 that a tier held last (of one day the lower row), None where it never met."""
    rows = meetings[(meetings["place"] == place) & meetings["held"]]
    return int(rows["day"].sort_values(kind="stable").index[-1]) if len(rows) else None


def filing_states(ledger: Ledger, scheme: Scheme) -> pd.DataFrame:
    """备案情况: 不需备案 where the tier files with nobody, 已备案 with 备案日期, 未备案 once held without it."""
    meetings = sittings(ledger, scheme)
    files = np.array([bool(tier.filed_with) for tier in scheme.tiers] + [False])[meetings["place"]]
    known = (meetings["place"] != NO_TIER).to_numpy()
    filed = ledger[Meetings][Meetings.filed_on.name].notna().to_numpy()
    state: Objects = np.select(
        [known & ~files, filed, known & meetings["held"].to_numpy()], [NO_FILING, FILED, UNFILED], ""
    ).astype(object)
    state[state == ""] = None
    return pd.DataFrame({Meetings.filing.name: state})


def topics(ledger: Ledger, scheme: Scheme, meetings: pd.DataFrame) -> pd.DataFrame:
    """Parallel to 会商议题: `place` (its own tier, else that of its meeting), `meeting` (number or None), `day`
    and `held` of that meeting, `open` (no 例会结论), `issue`."""
    table = ledger[Topics]
    number = table[Topics.meeting.name]
    own, its = scheme.places(table[Topics.tier.name]), meetings.set_index("number")
    of_meeting = number.map(its["place"]).fillna(NO_TIER).to_numpy(dtype=np.int64)
    return pd.DataFrame(
        {
            "place": np.where(table[Topics.tier.name].notna(), own, of_meeting),
            "meeting": number.to_numpy(dtype=object),
            "day": as_days(number.map(its["day"])),
            "held": number.map(its["held"]).eq(True).to_numpy(),
            "open": table[Topics.conclusion.name].isna().to_numpy(),
            "issue": table[Topics.issue.name].to_numpy(dtype=object),
        }
    )
