"""会商日历：each tier's last meeting, when it has to meet next, and what waits for it (仑政办〔2022〕26号 四（一）)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import days_overdue
from addin.meetings.raising import raises
from addin.meetings.sittings import UNFILED, filing_states, last_held, sittings, topics
from addin.meetings.tiers import Scheme, Tier, read_scheme
from addin.schema import MeetingCalendar, Meetings

NOT_DUE, DUE_SOON, OVERDUE, NEVER_HELD = MeetingCalendar.state.choices


def meeting_calendar(ledger: Ledger, *_: object) -> pd.DataFrame:
    """会商日历: one row a tier, lowest first. A tier without a cycle has no due date and no 状态."""
    scheme = read_scheme(ledger)
    meetings = sittings(ledger, scheme)
    rows = [_row(ledger, tier, meetings) | waiting for tier, waiting in _waiting(ledger, scheme, meetings)]
    names = [column.name for column in MeetingCalendar.columns if column.name != "row_id"]
    return pd.DataFrame(rows, columns=names)


def next_due(ledger: Ledger, tier: Tier, meetings: pd.DataFrame) -> pd.Timestamp | None:
    """下次应开日期: one cycle after the last meeting held; None where it never met or has no cycle."""
    last = last_held(meetings, tier.place)
    return None if last is None else tier.due_after(meetings["day"].iloc[last], ledger.settings)


def _row(ledger: Ledger, tier: Tier, meetings: pd.DataFrame) -> dict[str, Any]:
    last, due = last_held(meetings, tier.place), next_due(ledger, tier, meetings)
    this_year = meetings["held"] & (meetings["day"].dt.year == ledger.settings.year)
    return {
        MeetingCalendar.number.name: tier.number,
        MeetingCalendar.tier.name: tier.name,
        MeetingCalendar.convenor.name: tier.convenor or None,
        MeetingCalendar.rhythm.name: tier.rhythm or None,
        MeetingCalendar.held.name: float((this_year & (meetings["place"] == tier.place)).sum()),
        MeetingCalendar.last_meeting.name: None if last is None else meetings["number"].iloc[last],
        MeetingCalendar.last_held_on.name: None if last is None else meetings["day"].iloc[last],
        MeetingCalendar.next_due_on.name: due,
        MeetingCalendar.days_overdue.name: _days(ledger, due),
        MeetingCalendar.state.name: _state(ledger, tier, due),
    }


def _days(ledger: Ledger, due: pd.Timestamp | None) -> float:
    if due is None:
        return float("nan")
    days = days_overdue(
        np.array([due], dtype="datetime64[D]"),
        np.array([ledger.today], dtype="datetime64[D]"),
        ledger.settings,
    )
    return float(days[0])


def _state(ledger: Ledger, tier: Tier, due: pd.Timestamp | None) -> str | None:
    if tier.cycle is None:
        return None
    if due is None:
        return NEVER_HELD
    left = (due.date() - ledger.today).days
    if left < 0:
        return OVERDUE
    return DUE_SOON if left <= ledger.settings.due_soon_days else NOT_DUE


def _waiting(ledger: Ledger, scheme: Scheme, meetings: pd.DataFrame) -> list[tuple[Tier, dict[str, float]]]:
    """待议议题 (no conclusion, no meeting held yet), 应上提问题 (from this tier) and 未备案会议 of each tier."""
    on_list = topics(ledger, scheme, meetings)
    waiting = Counter(on_list.loc[on_list["open"] & ~on_list["held"], "place"].tolist())
    to_raise = Counter(one.start for one in raises(ledger, scheme))
    unfiled = filing_states(ledger, scheme)[Meetings.filing.name] == UNFILED
    not_filed = Counter(meetings.loc[unfiled.to_numpy(), "place"].tolist())
    return [
        (
            tier,
            {
                MeetingCalendar.topics_waiting.name: float(waiting[tier.place]),
                MeetingCalendar.issues_to_raise.name: float(to_raise[tier.place]),
                MeetingCalendar.unfiled.name: float(not_filed[tier.place]),
            },
        )
        for tier in scheme.tiers
    ]
