"""会议的事实：a row of 会商会议 with its tier, its topics and the earlier 议定事项 that it hears about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.errors import UsageError
from addin.ledger.deadlines import as_days, days_overdue
from addin.meetings.sittings import last_held, sittings
from addin.meetings.tiers import Tier, read_scheme
from addin.schema import Column, Meetings, Resolutions, Sheet
from docgen.facts import HeardFacts


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting. `tier` None: blank or not one of the scheme in force."""

    row: pd.Series
    tier: Tier | None

    @property
    def key(self) -> str:
        return str(self.row[Meetings.number.name])

    @property
    def held_on(self) -> date | None:
        return common.day_or_none(self.row[Meetings.held_on.name])

    @property
    def convenor(self) -> str | None:
        """会议召集领导 as typed, else who calls meetings of the tier by 会商机制."""
        return self.text(Meetings.convenor) or (self.tier.convenor if self.tier else "") or None

    @property
    def copied_to(self) -> tuple[str, ...]:
        typed = (self.text(Meetings.copied_to) or "").split("，")
        return tuple(part.strip() for part in typed if part.strip())

    def text(self, column: Column) -> str | None:
        return common.text_or_none(self.row[column.name])


def named_sitting(done: Computation, number: str) -> Sitting:
    """The meeting of a 会议编号. Raises UsageError where there is none."""
    row = common.find_row(
        done.ledger[Meetings], Meetings.number.name, number.removeprefix(f"{Meetings.title}!")
    )
    if row is None:
        raise UsageError("--meeting", f"“{Meetings.title}”中没有“{number}”", f"请填{Meetings.number.title}")
    return _sitting(done, row)


def latest_held(done: Computation) -> Sitting:
    """The meeting held last. Raises UsageError where none was."""
    dated = _dated(done)
    held = dated[as_days(dated[Meetings.held_on.name]) <= np.datetime64(done.ledger.today, "D")]
    if not len(held):
        raise UsageError(
            Meetings.title, "还没有开过的会议", f"请在“{Meetings.title}”登记会议，或用 --meeting 指明会议编号"
        )
    return _sitting(done, held.iloc[-1])


def next_planned(done: Computation) -> Sitting:
    """The first meeting that is to be held today or later. Raises UsageError where none is."""
    dated = _dated(done)
    planned = dated[as_days(dated[Meetings.held_on.name]) >= np.datetime64(done.ledger.today, "D")]
    if not len(planned):
        raise UsageError(
            Meetings.title,
            "没有登记还没开的会议",
            f"请先排议程（agenda --apply）或在“{Meetings.title}”登记，或用 --meeting 指明会议编号",
        )
    return _sitting(done, planned.iloc[0])


def _dated(done: Computation) -> pd.DataFrame:
    table = done.ledger[Meetings]
    return table[table[Meetings.held_on.name].notna()].sort_values(Meetings.held_on.name, kind="stable")


def _sitting(done: Computation, row: pd.Series) -> Sitting:
    scheme = read_scheme(done.ledger)
    place = int(scheme.places([row[Meetings.tier.name]])[0])
    return Sitting(row, scheme.tiers[place] if place >= 0 else None)


def of_meeting(done: Computation, sheet: type[Sheet], column: Column, key: str) -> pd.DataFrame:
    """The rows of a sheet whose 会议编号 it is."""
    frame = done.ledger[sheet]
    return frame[frame[column.name] == key]


def heard_facts(done: Computation, sitting: Sitting) -> tuple[HeardFacts, ...]:
    """议定事项 of the tier's last meeting before this one, and of earlier ones what was not done by this day (today,
    where the meeting is still to come); nothing for a meeting without a day or a tier."""
    day, tier = sitting.held_on, sitting.tier
    if day is None or tier is None:
        return ()
    until = np.datetime64(min(day, done.ledger.today), "D")
    meetings = sittings(done.ledger, read_scheme(done.ledger))
    before = meetings[(meetings["place"] == tier.place) & (meetings["day"] < pd.Timestamp(day))]
    last = last_held(before, tier.place)
    if last is None:
        return ()
    table = done.ledger[Resolutions]
    of_last = (table[Resolutions.meeting.name] == meetings["number"].loc[last]).to_numpy()
    of_tier = table[Resolutions.meeting.name].isin(before["number"]).to_numpy()
    finished = as_days(table[Resolutions.completed_on.name]) <= until
    chosen = np.flatnonzero(of_last | (of_tier & ~finished))
    return tuple(_heard(done, table.iloc[place], until, done_=bool(finished[place])) for place in chosen)


def _heard(done: Computation, row: pd.Series, until: Any, *, done_: bool) -> HeardFacts:
    """As it stood on the day `until`: late days run to the 完成日期 or to that day."""
    due = as_days([row[Resolutions.due_on.name]])
    end = as_days([row[Resolutions.completed_on.name]]) if done_ else np.array([until])
    late = days_overdue(due, end, done.ledger.settings)[0]
    return HeardFacts(
        number=str(row[Resolutions.number.name]),
        content=common.text_or_none(row[Resolutions.resolution.name]),
        responsible=row[Resolutions.responsible_units.name],
        due_on=common.day_or_none(row[Resolutions.due_on.name]),
        done=done_,
        days_overdue=0 if np.isnan(late) else max(0, int(late)),
        follow_up=common.text_or_none(row[Resolutions.follow_up.name]),
    )
