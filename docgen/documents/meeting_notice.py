"""会议通知：when, where, who and what about, with the agenda (附件1) and a sheet to sign in on (附件2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import (
    Composition,
    FormCell,
    FormGrid,
    Layout,
    NamedBlock,
    Table,
    TableColumn,
    missing_marker,
)
from docgen.documents.common import composed, issuer_fields, with_missing
from docgen.documents.kind import Kind
from docgen.documents.meeting_names import meeting_called
from docgen.facts import Header
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, day_text, listed, time_text

NAME = "会议通知"
_AGENDA, _SIGN_IN = "议程", "签到表"
_WEEKDAYS = "一二三四五六日"
_SPARE_LINES = 6
"""签到表: lines left for people who are not on the list."""
_LINE_HEIGHT = 11.0


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One 议题: the project or, without one, only the question; who reports and which units sit in."""

    project: str | None
    question: str | None
    unit: str | None
    attending: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingNoticeFacts:
    """会议通知. `heard`: how many earlier 议定事项 are to be reported on; `materials_by` None = before the meeting.

    `as_of` is the day it is written on.
    """

    header: Header
    meeting: str | None
    tier: str | None
    session: str | None
    held_on: date | None
    held_at: str | None
    place: str | None
    convenor: str | None
    host: str | None
    present: tuple[str, ...]
    attending: tuple[str, ...]
    addressee: str | None
    topics: tuple[AgendaItem, ...]
    heard: int
    materials_by: date | None
    as_of: date


def _fields(facts: MeetingNoticeFacts) -> Mapping[str, Any]:
    name = _called(facts)
    by = facts.materials_by
    return {
        **issuer_fields(facts.header.issuer),
        "会议名称": name,
        "会商层级": one_line(facts.tier or ""),
        "主送": or_missing(facts.addressee, "主送机关"),
        "会议日期": day_with_weekday(facts.held_on, "会议日期"),
        "会议时间": _at(facts.held_at, "会议时间"),
        "地点": or_missing(facts.place, "会议地点"),
        "召集人": one_line(facts.convenor or ""),
        "主持人": one_line(facts.host or ""),
        "出席": listed(map(one_line, facts.present)) or Missing("参会人员"),
        "列席": listed(map(one_line, facts.attending)),
        "议题数": len(facts.topics),
        "听取事项数": facts.heard,
        "有议程": bool(facts.topics or facts.heard),
        "议程": Missing("会议议程"),
        "汇报单位": listed(dict.fromkeys(one_line(t.unit) for t in facts.topics if t.unit)),
        "材料时限": "" if by is None else day_text(by),
    }


def _called(facts: MeetingNoticeFacts) -> str | Missing:
    return meeting_called(facts.meeting, facts.tier, facts.session) or Missing("会议名称")


def _at(time: str | None, label: str) -> str | Missing:
    return time_text(one_line(time or "")) or Missing(label)


def day_with_weekday(day: date | None, label: str) -> str | Missing:
    """2022年10月12日（星期三）: an invitation names the weekday."""
    return Missing(label) if day is None else f"{day_text(day)}（星期{_WEEKDAYS[day.weekday()]}）"


# --- tables -------------------------------------------------------------------------------------


def _blocks(facts: MeetingNoticeFacts) -> Mapping[str, NamedBlock]:
    return {
        _AGENDA: agenda_table(facts.topics, facts.heard),
        _SIGN_IN: sign_in_sheet((*facts.present, *facts.attending)),
    }


def agenda_table(topics: Sequence[AgendaItem], heard: int) -> Table:
    """附件1: 落实情况 of earlier 议定事项 first, then the topics in their order."""
    columns = (
        TableColumn("序号", 2.4),
        TableColumn("议程", 16, "left"),
        TableColumn("汇报单位", 5.6),
        TableColumn("列席单位", 6, "left"),
    )
    first = ((f"听取此前会议{heard}项议定事项落实情况的汇报", DASH, DASH),) if heard else ()
    items = (*first, *(_agenda_cells(topic, number) for number, topic in enumerate(topics, 1)))
    return Table(columns, tuple((str(at), *cells) for at, cells in enumerate(items, 1)))


def _agenda_cells(topic: AgendaItem, number: int) -> tuple[str, str, str]:
    about = prose(topic.question or "") or missing_marker(f"第{number}项议题拟讨论的问题")
    project = one_line(topic.project or "")
    unit = one_line(topic.unit or "") or missing_marker(f"第{number}项议题汇报单位")
    return f"{project}：{about}" if project else about, unit, listed(map(one_line, topic.attending)) or DASH


def sign_in_sheet(people: Sequence[str]) -> FormGrid:
    """附件2: a line for everybody named, and some for those who come in their place."""
    heading = tuple(FormCell(text, label=True) for text in ("序号", "单位、职务、姓名", "签　到", "联系电话"))
    named = [one_line(person) for person in people] + [""] * _SPARE_LINES
    rows = tuple(
        (FormCell(str(at)), FormCell(person, align="left"), FormCell(), FormCell())
        for at, person in enumerate(named, 1)
    )
    heights = (_LINE_HEIGHT,) * (len(rows) + 1)
    return FormGrid((3.0, 14.0, 7.0, 6.0), (heading, *rows), heading=1, heights=heights)


def _finish(facts: MeetingNoticeFacts, draft: Draft) -> Composition:
    year = (facts.header.dated or facts.as_of).year
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


MEETING_NOTICE = Kind(NAME, Layout.DOCUMENT, MeetingNoticeFacts, NAME, _fields, _blocks, _finish)
