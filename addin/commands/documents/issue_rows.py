"""问题的事实：rows of 问题清单 with their project and the meeting that resolved on them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.row_selection import project_name
from addin.schema import Column, Issues, Meetings, Projects, Resolutions
from addin.supervision.subjects import lead_of
from docgen.documents.meeting_names import meeting_called
from docgen.issue_facts import IssueFacts


def lead_units_of_issues(done: Computation) -> pd.Series:
    """The lead unit of each row of 问题清单, without one that of its project; None where there is neither."""
    return lead_of(done.ledger, done.ledger[Issues], Issues.code, Issues.responsible_units)


def project_codes(done: Computation, places: list[int]) -> tuple[str, ...]:
    """The projects that the rows are about, each once."""
    codes = done.ledger[Issues][Issues.code.name].to_numpy(dtype=object)[places]
    return tuple(dict.fromkeys(str(code) for code in codes if common.text_or_none(code)))


def issue_facts(done: Computation, place: int) -> IssueFacts:
    """One row (its position in the table) as it stands today."""
    row = done.ledger[Issues].iloc[place]
    code = common.text_or_none(row[Issues.code.name])
    project = common.find_row(done.ledger[Projects], Projects.code.name, code or "")
    lead = lead_units_of_issues(done).iloc[place]

    def text(column: Column) -> str | None:
        return common.text_or_none(row[column.name])

    return IssueFacts(
        number=str(row[Issues.number.name]),
        project=project_name(done, code),
        source=text(Issues.source),
        raised_on=common.day_or_none(row[Issues.raised_on.name]),
        description=text(Issues.description),
        target=text(Issues.target),
        measures=text(Issues.measures),
        standard=text(Issues.standard),
        proposal=text(Issues.proposal),
        tier=text(Issues.tier),
        responsible=row[Issues.responsible_units.name] or ((lead,) if lead else ()),
        supporting=row[Issues.supporting_units.name],
        leader=None if project is None else common.text_or_none(project[Projects.sponsor.name]),
        person=text(Issues.person_in_charge),
        assigned_on=common.day_or_none(row[Issues.assigned_on.name]),
        signed_on=common.day_or_none(row[Issues.signed_on.name]),
        handling=text(Issues.handling),
        due_on=common.day_or_none(row[Issues.due_on.name]),
        resolved_on=common.day_or_none(row[Issues.resolved_on.name]),
        review=text(Issues.review),
        closed_on=common.day_or_none(row[Issues.closed_on.name]),
        days_overdue=_days_overdue(done, place),
        **_resolved_on(done, str(row[Issues.number.name])),
    )


def _days_overdue(done: Computation, place: int) -> int | None:
    days = common.number_or_none(done.suggestions.deeds.columns[Issues][Issues.days_overdue.name].iloc[place])
    return None if days is None else max(0, int(days))


def _resolved_on(done: Computation, number: str) -> dict[str, Any]:
    """meeting, met_on and resolution of the last 议定事项 about the issue, by the day of its meeting."""
    resolutions = done.ledger[Resolutions]
    meetings = done.ledger[Meetings].set_index(Meetings.number.name)
    mine = resolutions[resolutions[Resolutions.issue.name] == number]
    held_on = mine[Resolutions.meeting.name].map(meetings[Meetings.held_on.name])
    if not held_on.notna().any():
        return {}
    last = mine.loc[held_on.idxmax()]
    meeting = meetings.loc[last[Resolutions.meeting.name]]
    name, tier = (
        common.text_or_none(meeting[column.name]) for column in (Meetings.meeting_name, Meetings.tier)
    )
    return {
        "meeting": meeting_called(name, tier) or None,
        "met_on": common.day_or_none(meeting[Meetings.held_on.name]),
        "resolution": str(last[Resolutions.number.name]),
    }
