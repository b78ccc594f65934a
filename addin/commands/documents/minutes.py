"""会议纪要：one meeting with its topics and resolutions."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.job import Job
from addin.errors import UsageError
from addin.schema import Column, Meetings, Projects, Resolutions, Sheet, Topics
from docgen.facts import Header, MinutesFacts, ResolutionFacts, TopicFacts

KIND = "会议纪要"


def jobs(done: Computation, number: str | None) -> list[Job]:
    """The meeting named, or the latest one held."""
    meeting = _meeting(done, number)
    key, held_on = str(meeting[Meetings.number.name]), meeting[Meetings.held_on.name]
    resolutions = _of_meeting(done, Resolutions, Resolutions.meeting.name, key)
    topics = _of_meeting(done, Topics, Topics.meeting.name, key)
    codes = {
        str(code)
        for frame, name in ((resolutions, Resolutions.code.name), (topics, Topics.code.name))
        for code in frame[name].dropna()
    }

    def facts(header: Header, base_day: date) -> MinutesFacts:
        return _facts(done, header, meeting, topics, resolutions)

    copied_to = tuple(
        part.strip()
        for part in (common.text_or_none(meeting[Meetings.copied_to.name]) or "").split("，")
        if part.strip()
    )
    return [
        Job(
            KIND,
            "",
            key,
            None if pd.isna(held_on) else held_on.date().replace(day=1),
            (common.key_of(Meetings, key),),
            tuple(sorted(codes)),
            facts,
            copied_to=copied_to,
        )
    ]


def _meeting(done: Computation, number: str | None) -> pd.Series:
    meetings = done.ledger[Meetings]
    if number is None:
        held = meetings[meetings[Meetings.held_on.name].notna()].sort_values(Meetings.held_on.name)
        if not len(held):
            raise UsageError(
                Meetings.title,
                "还没有开过的会议",
                f"请在“{Meetings.title}”登记会议，或用 --meeting 指明会议编号",
            )
        return held.iloc[-1]
    row = common.find_row(meetings, Meetings.number.name, number.removeprefix(f"{Meetings.title}!"))
    if row is None:
        raise UsageError("--meeting", f"“{Meetings.title}”中没有“{number}”", f"请填{Meetings.number.title}")
    return row


def _of_meeting(done: Computation, sheet: type[Sheet], name: str, key: str) -> pd.DataFrame:
    frame = done.ledger[sheet]
    return frame[frame[name] == key]


def _facts(
    done: Computation, header: Header, meeting: pd.Series, topics: pd.DataFrame, resolutions: pd.DataFrame
) -> MinutesFacts:
    settings = done.ledger.settings
    names = dict(
        zip(
            done.ledger[Projects][Projects.code.name],
            done.ledger[Projects][Projects.project_name.name],
            strict=True,
        )
    )

    def text(column: Column) -> str | None:
        return common.text_or_none(meeting[column.name])

    held_on = meeting[Meetings.held_on.name]
    return MinutesFacts(
        header=header,
        meeting=text(Meetings.meeting_name),
        tier=text(Meetings.tier),
        session=text(Meetings.session),
        held_on=None if pd.isna(held_on) else held_on.date(),
        held_at=text(Meetings.held_at),
        place=text(Meetings.place),
        host=text(Meetings.host),
        present=meeting[Meetings.present.name],
        on_leave=meeting[Meetings.on_leave.name],
        attending=meeting[Meetings.attending.name],
        recorder=text(Meetings.recorder),
        topics=tuple(_topic(row, names) for row in topics.to_dict("records")),
        resolutions=tuple(_resolution(row, names) for row in resolutions.to_dict("records")),
        requirements=text(Meetings.requirements),
        addressee=text(Meetings.addressee),
        month=settings.as_of,
        as_of=common.month_end(settings.as_of),
        totals=common.totals(done),
        lights=common.light_counts(done),
        progress_word=settings.progress_word,
    )


def _topic(row: dict[Hashable, Any], names: dict[str, str]) -> TopicFacts:
    return TopicFacts(
        project=names.get(row[Topics.code.name]),
        unit=common.text_or_none(row[Topics.responsible_unit.name]),
        progress=common.text_or_none(row[Topics.current_progress.name]),
        question=common.text_or_none(row[Topics.question.name]),
        conclusion=common.text_or_none(row[Topics.conclusion.name]),
    )


def _resolution(row: dict[Hashable, Any], names: dict[str, str]) -> ResolutionFacts:
    due_on = row[Resolutions.due_on.name]
    return ResolutionFacts(
        row_id=str(row[Resolutions.row_id.name] or ""),
        number=str(row[Resolutions.number.name]),
        project=names.get(row[Resolutions.code.name]),
        content=common.text_or_none(row[Resolutions.resolution.name]),
        responsible=row[Resolutions.responsible_units.name],
        supporting=row[Resolutions.supporting_units.name],
        due_on=None if pd.isna(due_on) else due_on.date(),
    )
