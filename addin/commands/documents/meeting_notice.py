"""会议通知：one meeting of 会商会议 that is still to come, with its 会商议题 as agenda."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.job import Job
from addin.commands.documents.meeting_rows import (
    Sitting,
    heard_facts,
    named_sitting,
    next_planned,
    of_meeting,
)
from addin.commands.documents.row_selection import project_name
from addin.ledger.reports import lead_units
from addin.schema import Meetings, Topics
from docgen.documents.meeting_notice import AgendaItem, MeetingNoticeFacts
from docgen.facts import Header

KIND = "会议通知"


def _jobs(done: Computation, chosen: Selection) -> list[Job]:
    """The meeting named, or the next one that is registered for today or later."""
    sitting = named_sitting(done, chosen.meeting) if chosen.meeting else next_planned(done)
    topics = of_meeting(done, Topics, Topics.meeting, sitting.key)

    def facts(header: Header, base_day: date) -> MeetingNoticeFacts:
        return _facts(done, header, sitting, topics, base_day)

    return [
        Job(
            KIND,
            "",
            sitting.key,
            sitting.held_on.replace(day=1) if sitting.held_on else None,
            (common.key_of(Meetings, sitting.key),),
            tuple(dict.fromkeys(str(code) for code in topics[Topics.code.name].dropna())),
            facts,
            addressee=_addressee(done, sitting, topics) or "",
        )
    ]


def _facts(
    done: Computation, header: Header, sitting: Sitting, topics: pd.DataFrame, base_day: date
) -> MeetingNoticeFacts:
    row, text = sitting.row, sitting.text
    days = timedelta(days=common.reply_days(done, KIND))
    return MeetingNoticeFacts(
        header=header,
        meeting=text(Meetings.meeting_name),
        tier=text(Meetings.tier),
        session=text(Meetings.session),
        held_on=sitting.held_on,
        held_at=text(Meetings.held_at),
        place=text(Meetings.place),
        convenor=sitting.convenor,
        host=text(Meetings.host),
        present=row[Meetings.present.name],
        attending=row[Meetings.attending.name],
        addressee=_addressee(done, sitting, topics),
        topics=tuple(_item(done, topic) for _, topic in topics.iterrows()),
        heard=len(heard_facts(done, sitting)),
        materials_by=day_before(base_day, base_day + days, sitting.held_on),
        as_of=base_day,
    )


def day_before(base_day: date, asked: date, event: date | None) -> date | None:
    """`asked`, but the day before the event at the latest; None where that is not after `base_day`."""
    by = asked if event is None else min(asked, event - timedelta(days=1))
    return by if by > base_day else None


def _item(done: Computation, topic: pd.Series) -> AgendaItem:
    """汇报单位 is 项目责任单位, else the lead unit of the project, else 填报单位."""
    code = common.text_or_none(topic[Topics.code.name])
    unit = common.text_or_none(topic[Topics.responsible_unit.name])
    lead = common.text_or_none(lead_units(done.ledger).get(code)) if code else None
    return AgendaItem(
        project=project_name(done, code),
        question=common.text_or_none(topic[Topics.question.name]),
        unit=unit or lead or common.text_or_none(topic[Topics.applicant.name]),
        attending=topic[Topics.attending_units.name],
    )


def _addressee(done: Computation, sitting: Sitting, topics: pd.DataFrame) -> str | None:
    """主送 as typed, else the units that report and sit in, each as it is addressed."""
    typed = sitting.text(Meetings.addressee)
    if typed:
        return typed
    items = [_item(done, topic) for _, topic in topics.iterrows()]
    units = dict.fromkeys(unit for item in items for unit in (item.unit, *item.attending) if unit)
    return "、".join(common.salutation(done, unit) or unit for unit in units) or None


MEETING_NOTICE = Builder(KIND, _jobs, ("meeting",), of_event=True)
