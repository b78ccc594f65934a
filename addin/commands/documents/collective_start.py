"""集中开工通报：one event of 活动日程 with the projects that started at it, and the late ones of earlier events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.circular import addressee
from addin.commands.documents.job import Job
from addin.errors import UsageError
from addin.ledger.deadlines import Days, as_days, days_overdue, months_later, postponed
from addin.meetings.events import COLLECTIVE_START as EVENT
from addin.schema import Events, Projects
from docgen.documents.collective_start import LATE, CollectiveStartFacts, StartFacts, state
from docgen.facts import Header

KIND = "集中开工通报"


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """One bulletin a day on which there was a 集中开工: of the rows named, else of the last day up to today."""
    events = _events(done, chosen.rows)
    days = events[Events.held_on.name]
    return [_job(done, day, events[days == day]) for day in sorted(days.unique())]


def _events(done: Computation, keys: Sequence[str]) -> pd.DataFrame:
    """Rows of 活动日程; a day's other rows of the event come along, they are one event."""
    table = done.ledger[Events]
    starts = table[(table[Events.type.name] == EVENT) & table[Events.held_on.name].notna()]
    days = starts[Events.held_on.name]
    if not keys:
        held = days[days <= pd.Timestamp(done.ledger.today)]
        return starts[days == held.max()] if len(held) else starts.iloc[:0]
    wanted = [_row(starts, key.removeprefix(f"{Events.title}!")) for key in keys]
    return starts[days.isin([row[Events.held_on.name] for row in wanted])]


def _row(starts: pd.DataFrame, key: str) -> pd.Series:
    found = starts[(starts[Events.number.name] == key) | (starts[Events.row_id.name] == key)]
    if found.empty:
        raise UsageError(
            "--rows",
            f"“{Events.title}”中没有编号是“{key}”、有日期的{EVENT}",
            f"请填{Events.number.title}或{Events.row_id.title}",
        )
    return found.iloc[0]


def _job(done: Computation, day: pd.Timestamp, events: pd.DataFrame) -> Job:
    settings = done.ledger.settings
    codes = tuple(dict.fromkeys(str(code) for code in events[Events.code.name].dropna()))
    places = [place for place, code in enumerate(done.panel.codes) if code in codes]
    comments = tuple(dict.fromkeys(str(text) for text in events[Events.comments.name].dropna()))

    def facts(header: Header, base_day: date) -> CollectiveStartFacts:
        limits = _limits(done, places, day)
        projects = tuple(_start(done, place, limits[place], day) for place in places)
        earlier = tuple(
            _start(done, place, limits[place], None) for place in _late(done, limits, places, day)
        )
        today = done.ledger.today
        asked = bool(earlier) or any(state(one, today) == LATE for one in projects)
        return CollectiveStartFacts(
            header=header,
            region=settings.region or None,
            held_on=day.date(),
            as_of=today,
            addressee=addressee(done),
            months=int(settings.start_months),
            projects=projects,
            earlier=earlier,
            comments=comments,
            reply_by=base_day + timedelta(days=common.reply_days(done, KIND)) if asked else None,
        )

    rows = tuple(common.key_of(Events, str(number)) for number in events[Events.number.name])
    return Job(KIND, "", f"{day:%Y-%m-%d}", day.date().replace(day=1), rows, codes, facts)


def _limits(done: Computation, places: Sequence[int], day: pd.Timestamp) -> Days:
    """实质性开工时限 of each project; those of the event count from its day where 集中开工日期 is blank."""
    since = as_days(done.ledger[Projects][Projects.collective_start.name])
    blank = np.isnat(since) & np.isin(np.arange(len(since)), places)
    since = np.where(blank, np.datetime64(day, "D"), since)
    return postponed(months_later(since, done.ledger.settings.start_months), done.ledger.settings)


def _late(done: Computation, limits: Days, places: Sequence[int], day: pd.Timestamp) -> list[int]:
    """Projects of earlier events that are past their limit as of today; finished and exempt ones left out."""
    panel, column, projects = done.panel, done.column, done.ledger[Projects]
    today = np.datetime64(done.ledger.today, "D")
    since, real = (
        as_days(projects[one.name]) for one in (Projects.collective_start, Projects.substantive_start)
    )
    late = (since < np.datetime64(day, "D")) & (limits < today) & ~(real <= today)
    late = late & ~panel.finished[:, column] & ~panel.exempt[:, column]
    return [int(place) for place in np.flatnonzero(late) if place not in places]


def _start(done: Computation, place: int, limit: np.datetime64, day: pd.Timestamp | None) -> StartFacts:
    (facts,) = common.project_facts(done, [place])
    row = done.ledger[Projects].iloc[place]
    today = np.array([done.ledger.today], dtype="datetime64[D]")
    real = row[Projects.substantive_start.name]
    overdue = days_overdue(np.array([limit]), today, done.ledger.settings)[0]
    return StartFacts(
        name=facts.name,
        unit=facts.unit or None,
        started_on=common.day_or_none(row[Projects.collective_start.name]) or common.day_or_none(day),
        due_on=common.day_or_none(limit),
        total_investment=common.number_or_none(row[Projects.total_investment.name]),
        year_plan=facts.year_plan,
        substantive_start=common.day_or_none(real) if as_days([real])[0] <= today[0] else None,
        days_overdue=int(overdue) if overdue > 0 else None,
        problems=facts.problems,
    )


COLLECTIVE_START = Builder(KIND, _jobs, ("rows",), (Events,), of_event=True)
