"""会议议程：what the next meeting of a tier takes up: open topics, issues raised, the last meeting's resolutions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, as_days
from addin.ledger.tiers import NO_TIER
from addin.meetings.calendar import next_due
from addin.meetings.raising import last_moves, not_on_agenda, raises
from addin.meetings.sittings import last_held, sittings, topics
from addin.meetings.tiers import Scheme, Tier
from addin.schema import Issues, Meetings, Resolutions, Topics
from addin.supervision.deeds import DONE_STATES, deed_states
from addin.supervision.issues import resolved_issues

WAITING, LEFT_OPEN, RAISED, TO_RAISE = "待议议题", "上次未议定", "已上提", "应上提"
LISTED = "列入议题"
"""原因 of a move that a topic written by hand brings about."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its row of 会商议题 and of 问题清单 (None without one), where it comes from.

    `start`: place of the tier that it has to be moved from, None where it is at this tier already;
    `reason` of that move. `new`: a topic has to be written for this meeting.
    """

    source: str
    topic: int | None
    issue: int | None
    new: bool
    start: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The next meeting of `tier` on `day`. `meeting`: its row of 会商会议, None where it is not registered;
    `resolutions`: rows of 议定事项 to be heard."""

    tier: Tier
    day: pd.Timestamp
    meeting: int | None
    items: tuple[Item, ...]
    resolutions: tuple[int, ...]


def next_meeting_day(ledger: Ledger, scheme: Scheme, tier: Tier) -> pd.Timestamp:
    """The day of the meeting already registered for today or later, else 下次应开日期, today if that has passed."""
    meetings, today = sittings(ledger, scheme), pd.Timestamp(ledger.today)
    planned = meetings[(meetings["place"] == tier.place) & (meetings["day"] >= today)]["day"]
    if len(planned):
        return pd.Timestamp(planned.min())
    due = next_due(ledger, tier, meetings)
    return today if due is None or due < today else due


def agenda(ledger: Ledger, scheme: Scheme, tier: Tier, day: pd.Timestamp) -> Agenda:
    """The agenda of `tier` for its meeting on `day`. A matter that is a topic already is not listed twice."""
    meetings = sittings(ledger, scheme)
    same = meetings.index[(meetings["place"] == tier.place) & (meetings["day"] == day)]
    meeting = int(same[0]) if len(same) else None
    waiting = _waiting(ledger, scheme, tier, meetings, meeting)
    items = [*waiting, *_left_open(ledger, scheme, tier, meetings, meeting, day, waiting)]
    items = _with_raised(ledger, scheme, tier, items)
    return Agenda(tier, day, meeting, tuple(items), _to_hear(ledger, tier, meetings, day))


def _waiting(
    ledger: Ledger, scheme: Scheme, tier: Tier, meetings: pd.DataFrame, meeting: int | None
) -> list[Item]:
    """Topics of the tier without 例会结论 that have no meeting yet, or this one. One whose issue is still at a
    lower tier brings it up."""
    rows = topics(ledger, scheme, meetings)
    this = None if meeting is None else meetings["number"].iloc[meeting]
    here = rows["meeting"].isna() | (rows["meeting"] == this if this is not None else False)
    issues, places = _issue_rows(ledger), scheme.places(ledger[Issues][Issues.tier.name])
    movable = _movable(ledger, scheme)
    items = []
    for row in rows.index[(rows["place"] == tier.place) & rows["open"] & here]:
        issue = issues.get(rows["issue"].iloc[row])
        below = issue is not None and movable[issue] and NO_TIER < places[issue] < tier.place
        start = int(places[issue]) if below else None
        items.append(Item(WAITING, int(row), issue, False, start, LISTED if below else ""))
    return items


def _left_open(
    ledger: Ledger,
    scheme: Scheme,
    tier: Tier,
    meetings: pd.DataFrame,
    meeting: int | None,
    day: pd.Timestamp,
    waiting: Iterable[Item],
) -> list[Item]:
    """Topics of earlier meetings of the tier that came to no conclusion, each matter once (the last topic of it),
    unless its issue is resolved or has gone to another tier, or this meeting has the matter already."""
    table, rows = ledger[Topics], topics(ledger, scheme, meetings)
    this = None if meeting is None else meetings["number"].iloc[meeting]
    matters = [_matter(table, row) for row in rows.index]
    done = {matters[item.topic] for item in waiting if item.topic is not None}
    done |= {matters[row] for row in rows.index[rows["meeting"].notna() & (rows["meeting"] == this)]}
    earlier = rows["open"] & rows["held"] & (rows["day"] < day) & (rows["place"] == tier.place)
    last = {matters[row]: int(row) for row in rows[earlier].sort_values("day", kind="stable").index}
    issues, places = _issue_rows(ledger), scheme.places(ledger[Issues][Issues.tier.name])
    resolved = resolved_issues(ledger)
    items = []
    for matter, row in last.items():
        issue = issues.get(rows["issue"].iloc[row])
        here = issue is None or (not resolved[issue] and places[issue] in (tier.place, NO_TIER))
        if here and matter not in done:
            items.append(Item(LEFT_OPEN, row, issue, True))
    return items


def _matter(table: pd.DataFrame, row: int) -> tuple[Any, ...]:
    """What makes two topics the same matter: the issue, without one the project and the question."""
    issue = table[Topics.issue.name].iloc[row]
    return (issue,) if issue is not None else tuple(
        table[column.name].iloc[row] for column in (Topics.code, Topics.question)
    )  # fmt: skip


def _with_raised(ledger: Ledger, scheme: Scheme, tier: Tier, items: list[Item]) -> list[Item]:
    """The items with the issues raised to the tier that no topic has, and those that have to be raised to it."""
    listed = {item.issue: place for place, item in enumerate(items) if item.issue is not None}
    found = list(items)
    raised = not_on_agenda(ledger, scheme)
    for row in raised.loc[raised["place"] == tier.place, "row"].tolist():
        if row not in listed:
            listed[row] = len(found)
            found.append(Item(RAISED, None, row, True))
    for one in raises(ledger, scheme):
        if one.end != tier.place:
            continue
        if one.row in listed:
            item = found[listed[one.row]]
            found[listed[one.row]] = Item(item.source, item.topic, one.row, item.new, one.start, one.reason)
        else:
            found.append(Item(TO_RAISE, None, one.row, True, one.start, one.reason))
    return found


def _to_hear(ledger: Ledger, tier: Tier, meetings: pd.DataFrame, day: pd.Timestamp) -> tuple[int, ...]:
    """议定事项 of the tier's last meeting before `day`, and of earlier ones what is not done."""
    before = meetings[meetings["day"] < day]
    last = last_held(before, tier.place)
    if last is None:
        return ()
    number = ledger[Resolutions][Resolutions.meeting.name]
    of_tier = number.isin(before.loc[before["place"] == tier.place, "number"])
    states = deed_states(ledger, Resolutions)[Resolutions.state.name]
    unfinished = ~states.isin(DONE_STATES).to_numpy()
    heard = (number == meetings["number"].iloc[last]) | (of_tier & unfinished)
    return tuple(np.flatnonzero(heard).tolist())


def _issue_rows(ledger: Ledger) -> dict[str, int]:
    return {number: row for row, number in enumerate(ledger[Issues][Issues.number.name])}


def _movable(ledger: Ledger, scheme: Scheme) -> Bools:
    """Issues not resolved and not moved today: a second move on one day would have the key of the first."""
    arrived = as_days(last_moves(ledger, scheme)["day"])
    free: Bools = ~(arrived == np.datetime64(ledger.today, "D")) & ~resolved_issues(ledger)
    return free


def meeting_number(ledger: Ledger, row: int) -> str:
    """会议编号 of a row of 会商会议."""
    return str(ledger[Meetings][Meetings.number.name].iloc[row])
