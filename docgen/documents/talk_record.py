"""约谈记录：what was said at a formal talk, what was asked and by when, signed by both sides (a form, no 文种)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.blocks import Composition, FormGrid, Layout, NamedBlock
from docgen.documents.cards import card, form_composed, line, pair
from docgen.documents.common import day_field, issuer_fields, text_field
from docgen.documents.kind import Kind
from docgen.facts import Header
from docgen.wording.cleaning import one_line
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, listed, time_text

NAME = "约谈记录"
_SPACE = 50.0
"""Least height in mm of what was said, so that a blank one can be written by hand."""


@dataclass(frozen=True, slots=True)
class TalkRecordFacts:
    """约谈记录：one talk; `projects` are the names of those it was about, `as_of` the day it is written on."""

    header: Header
    number: str
    unit: str | None
    projects: tuple[str, ...]
    matter: str | None
    held_on: date | None
    held_at: str | None
    place: str | None
    speaker: str | None
    spoken_to: str | None
    units_present: tuple[str, ...]
    record: str | None
    requirements: str | None
    due_on: date | None
    as_of: date


def _fields(facts: TalkRecordFacts) -> Mapping[str, Any]:
    return {
        **issuer_fields(facts.header.issuer),
        "约谈编号": one_line(facts.number),
        "单位": or_missing(facts.unit, "约谈单位"),
        "约谈日期": day_field(facts.held_on, "约谈日期"),
        "整改时限": day_field(facts.due_on, "整改时限"),
    }


def _blocks(facts: TalkRecordFacts) -> Mapping[str, NamedBlock]:
    return {NAME: _grid(facts)}


def _grid(facts: TalkRecordFacts) -> FormGrid:
    return card(
        pair("约谈编号", one_line(facts.number), "约谈单位", or_missing(facts.unit, "约谈单位")),
        pair("约谈时间", _when(facts), "约谈地点", or_missing(facts.place, "约谈地点")),
        pair(
            "约 谈 人",
            or_missing(facts.speaker, "约谈人"),
            "约谈对象",
            or_missing(facts.spoken_to, "约谈对象及职务"),
        ),
        line("参加单位", listed(map(one_line, facts.units_present)) or DASH),
        line("涉及项目", listed(map(one_line, facts.projects)) or DASH),
        line("约谈事由", text_field(facts.matter, "约谈事由")),
        line("约谈情况", text_field(facts.record, "约谈情况"), _SPACE),
        line("整改要求", text_field(facts.requirements, "整改要求"), _SPACE / 2),
        line("整改时限", day_field(facts.due_on, "整改时限")),
        pair("约 谈 人\n（签字）", "", "约谈对象\n（签字）", ""),
        pair("记 录 人\n（签字）", "", "签字日期", ""),
    )


def _when(facts: TalkRecordFacts) -> str | Missing:
    day = day_field(facts.held_on, "约谈日期")
    return day if isinstance(day, Missing) else day + time_text(one_line(facts.held_at or ""))


def _finish(facts: TalkRecordFacts, draft: Draft) -> Composition:
    return form_composed(NAME, facts.header, draft, facts.as_of)


TALK_RECORD = Kind(NAME, Layout.FORM, TalkRecordFacts, NAME, _fields, _blocks, _finish)
