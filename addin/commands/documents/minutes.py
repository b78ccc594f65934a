"""会议纪要：one meeting with its topics and resolutions."""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.job import Job, Returns
from addin.commands.documents.meeting_rows import (
    Sitting,
    heard_facts,
    latest_held,
    named_sitting,
    of_meeting,
)
from addin.commands.documents.states import sent_rows
from addin.exchange.readback.columns import COLUMNS
from addin.meetings.tiers import DAYS
from addin.schema import Meetings, Projects, Resolutions, Topics
from docgen.documents.meeting_names import ON_SITE
from docgen.facts import Header, MinutesFacts, ResolutionFacts, TopicFacts

KIND = "会议纪要"


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """The meeting named, or the latest one held."""
    sitting = named_sitting(done, chosen.meeting) if chosen.meeting else latest_held(done)
    resolutions = of_meeting(done, Resolutions, Resolutions.meeting, sitting.key)
    topics = of_meeting(done, Topics, Topics.meeting, sitting.key)
    codes = {
        str(code)
        for frame, name in ((resolutions, Resolutions.code.name), (topics, Topics.code.name))
        for code in frame[name].dropna()
    }

    def facts(header: Header, base_day: date) -> MinutesFacts:
        return _facts(done, header, sitting, topics, resolutions)

    return [
        Job(
            KIND,
            "",
            sitting.key,
            sitting.held_on.replace(day=1) if sitting.held_on else None,
            (common.key_of(Meetings, sitting.key),),
            tuple(sorted(codes)),
            facts,
            copied_to=sitting.copied_to,
            returns=Returns(sitting.key, sent_rows(done.ledger, Resolutions, resolutions, COLUMNS)),
        )
    ]


def _facts(
    done: Computation, header: Header, sitting: Sitting, topics: pd.DataFrame, resolutions: pd.DataFrame
) -> MinutesFacts:
    names = dict(
        zip(
            done.ledger[Projects][Projects.code.name],
            done.ledger[Projects][Projects.project_name.name],
            strict=True,
        )
    )
    row, text = sitting.row, sitting.text
    return MinutesFacts(
        header=header,
        meeting=text(Meetings.meeting_name),
        tier=text(Meetings.tier),
        session=text(Meetings.session),
        held_on=sitting.held_on,
        held_at=text(Meetings.held_at),
        place=text(Meetings.place),
        host=text(Meetings.host),
        present=row[Meetings.present.name],
        on_leave=row[Meetings.on_leave.name],
        attending=row[Meetings.attending.name],
        recorder=text(Meetings.recorder),
        topics=tuple(_topic(topic, names) for topic in topics.to_dict("records")),
        resolutions=tuple(_resolution(one, names) for one in resolutions.to_dict("records")),
        requirements=text(Meetings.requirements),
        addressee=text(Meetings.addressee),
        progress_word=done.ledger.settings.progress_word,
        region=done.ledger.settings.region or None,
        minutes_number=text(Meetings.minutes_number),
        heard=heard_facts(done, sitting),
        **_figures(done, sitting),
    )


def _figures(done: Computation, sitting: Sitting) -> dict[str, Any]:
    """The month's totals and lights, where the meeting hears of them and the ledger has the month.

    A meeting cannot have heard of a month that was not over: the figures are of the last one that was.
    """
    month = _month_heard(done, sitting.held_on)
    if not hears_figures(sitting) or not 0 <= _column(done, month) < len(done.panel.months):
        return {}
    told = _as_of(done, month)
    return {
        "month": month,
        "as_of": common.month_end(month),
        "totals": common.totals(told),
        "lights": common.light_counts(told),
    }


def hears_figures(sitting: Sitting) -> bool:
    """Not a 现场办公会, nor a tier that meets every week or fortnight: those settle single matters
    (仑政办〔2022〕26号: 一周例会、半月协调 明确解决路径, 月度会商、双月会商 研判形势)."""
    on_site = ON_SITE in f"{sitting.text(Meetings.meeting_name)}{sitting.text(Meetings.tier)}"
    often = sitting.tier is not None and sitting.tier.cycle is not None and sitting.tier.unit == DAYS
    return not on_site and not often


def _month_heard(done: Computation, held_on: date | None) -> date:
    """统计月份, or the last month that was over on the day of the meeting, whichever is earlier."""
    month: date = done.ledger.settings.as_of
    if held_on is None or common.month_end(month) <= held_on:
        return month
    over = held_on if common.month_end(held_on) == held_on else held_on.replace(day=1) - timedelta(days=1)
    return over.replace(day=1)


def _column(done: Computation, month: date) -> int:
    """Columns from 统计月份's to that of a month, which may lie before the first."""
    as_of: date = done.ledger.settings.as_of
    return done.column + (month.year - as_of.year) * 12 + month.month - as_of.month


def _as_of(done: Computation, month: date) -> Computation:
    """The same computation, read as of another month of its panel."""
    ledger = copy(done.ledger)
    ledger.settings = replace(done.ledger.settings, as_of=month, year=month.year)
    return replace(done, ledger=ledger)


def _topic(row: dict[Hashable, Any], names: dict[str, str]) -> TopicFacts:
    return TopicFacts(
        project=names.get(row[Topics.code.name]),
        unit=common.text_or_none(row[Topics.responsible_unit.name]),
        progress=common.text_or_none(row[Topics.current_progress.name]),
        question=common.text_or_none(row[Topics.question.name]),
        conclusion=common.text_or_none(row[Topics.conclusion.name]),
    )


def _resolution(row: dict[Hashable, Any], names: dict[str, str]) -> ResolutionFacts:
    return ResolutionFacts(
        row_id=common.text_or_none(row[Resolutions.row_id.name]) or "",
        number=str(row[Resolutions.number.name]),
        project=names.get(row[Resolutions.code.name]),
        content=common.text_or_none(row[Resolutions.resolution.name]),
        responsible=row[Resolutions.responsible_units.name],
        supporting=row[Resolutions.supporting_units.name],
        due_on=common.day_or_none(row[Resolutions.due_on.name]),
    )


MINUTES = Builder(KIND, _jobs, ("meeting",), of_event=True, returned=(Resolutions,))
