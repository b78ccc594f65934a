"""会商待办：meetings to be held and filed, issues to be raised and put on an agenda, resolutions without a deadline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.reports import lead_units
from addin.ledger.wording import date_text
from addin.meetings.calendar import DUE_SOON, NEVER_HELD, OVERDUE, meeting_calendar
from addin.meetings.events import event_todos
from addin.meetings.raising import not_on_agenda, raises
from addin.meetings.sittings import UNFILED, filing_states, sittings
from addin.meetings.tiers import Scheme, read_scheme
from addin.schema import Issues, MeetingCalendar, Meetings, Resolutions
from addin.supervision.todos import at, brief
from addin.todos import Todo

TO_HOLD, TO_FILE, TO_RAISE, NOT_LISTED, NO_DEADLINE = "应开会议", "未备案", "应上提", "未列入议程", "缺时限"


def meeting_todos(ledger: Ledger, *_: object) -> Iterator[Todo]:
    """待办 of 会商 and 活动日程, by kind."""
    scheme = read_scheme(ledger)
    yield from _to_hold(ledger)
    yield from _to_file(ledger, scheme)
    yield from _to_raise(ledger, scheme)
    yield from _not_listed(ledger, scheme)
    yield from _without_deadline(ledger)
    yield from event_todos(ledger)


def _to_hold(ledger: Ledger) -> Iterator[Todo]:
    """应开会议: tiers 临期, 逾期 or 未开过, in offices that register meetings at all."""
    if ledger[Meetings].empty:
        return
    calendar = meeting_calendar(ledger)
    for row in calendar[calendar[MeetingCalendar.state.name].isin((DUE_SOON, OVERDUE, NEVER_HELD))].to_dict(
        "records"
    ):
        tier, due = row[MeetingCalendar.tier.name], row[MeetingCalendar.next_due_on.name]
        rhythm = f"每{row[MeetingCalendar.rhythm.name]}一次"
        days, convenor = row[MeetingCalendar.days_overdue.name], row[MeetingCalendar.convenor.name] or ""
        if pd.isna(due):
            yield Todo(TO_HOLD, f"{tier}（{rhythm}）还没有开过", MeetingCalendar.title, person=convenor)
            continue
        last = date_text(row[MeetingCalendar.last_held_on.name].to_datetime64())
        yield Todo(
            TO_HOLD,
            f"{tier}（{rhythm}）上次{last}，应于{date_text(due.to_datetime64())}前召开",
            MeetingCalendar.title,
            person=convenor,
            due_on=due.date(),
            days_overdue=int(days) or None,
        )


def _to_file(ledger: Ledger, scheme: Scheme) -> Iterator[Todo]:
    """未备案: meetings held and not filed."""
    table, meetings = ledger[Meetings], sittings(ledger, scheme)
    unfiled = filing_states(ledger, scheme)[Meetings.filing.name] == UNFILED
    for row in np.flatnonzero(unfiled).tolist():
        tier = scheme.tiers[meetings["place"].iloc[row]]
        name = table[Meetings.meeting_name.name].iloc[row] or tier.name
        day = date_text(meetings["day"].iloc[row].to_datetime64())
        yield Todo(
            TO_FILE,
            f"{day}{name}（{table[Meetings.number.name].iloc[row]}）没有报{tier.filed_with}备案",
            at(ledger, Meetings, int(table["position"].iloc[row]), Meetings.filed_on),
            person=table[Meetings.convenor.name].iloc[row] or tier.convenor,
        )


def _to_raise(ledger: Ledger, scheme: Scheme) -> Iterator[Todo]:
    """应上提: issues that have reached the thresholds of their tier."""
    names = scheme.names()
    matters = {
        one.row: f"{one.reason}，由{names[one.start]}提交{names[one.end]}" for one in raises(ledger, scheme)
    }
    yield from _of_issues(ledger, TO_RAISE, matters)


def _not_listed(ledger: Ledger, scheme: Scheme) -> Iterator[Todo]:
    """未列入议程: raised to a tier, but no topic of it since."""
    names = scheme.names()
    found = not_on_agenda(ledger, scheme)
    days = [date_text(day) for day in found["day"].to_numpy()]
    matters = {
        row: f"{day}已提交{names[place]}，还没有列入它的议题"
        for row, place, day in zip(found["row"].tolist(), found["place"].tolist(), days, strict=True)
    }
    yield from _of_issues(ledger, NOT_LISTED, matters)


def _of_issues(ledger: Ledger, kind: str, matters: Mapping[int, str]) -> Iterator[Todo]:
    """One matter a row of 问题清单; the unit is the issue's own, without one the lead unit of its project."""
    rows, leads = ledger[Issues].iloc[list(matters)], lead_units(ledger)
    for issue, matter in zip(rows.to_dict("records"), matters.values(), strict=True):
        units, code = issue[Issues.responsible_units.name], issue[Issues.code.name]
        about = issue[Issues.description.name] or issue[Issues.number.name]
        yield Todo(
            kind,
            f"{brief(about)}：{matter}",
            at(ledger, Issues, int(issue["position"]), Issues.tier),
            project=code or "",
            unit=(units[0] if units else leads.get(code)) or "",
            person=issue[Issues.person_in_charge.name] or "",
        )


def _without_deadline(ledger: Ledger) -> Iterator[Todo]:
    """缺时限: resolutions with neither 解决时限 nor 完成日期."""
    table = ledger[Resolutions]
    wanting = table[Resolutions.due_on.name].isna() & table[Resolutions.completed_on.name].isna()
    for one in table[wanting.to_numpy()].to_dict("records"):
        about = one[Resolutions.resolution.name] or one[Resolutions.number.name]
        yield Todo(
            NO_DEADLINE,
            f"{brief(about)}：没有{Resolutions.due_on.title}，请填写",
            at(ledger, Resolutions, int(one["position"]), Resolutions.due_on),
            project=one[Resolutions.code.name] or "",
            unit="、".join(one[Resolutions.responsible_units.name]),
        )
