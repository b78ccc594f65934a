"""约谈通知：whom a formal talk calls in, why (facts only), when and where, what to bring (通知). Dry wording; 不公开."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, missing_marker
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    period_fields,
    project_fields,
    text_field,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.meeting_notice import day_with_weekday
from docgen.facts import Header, ProjectFacts
from docgen.wording.cleaning import one_line
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import listed, time_text

NAME = "约谈通知"


@dataclass(frozen=True, slots=True)
class TalkNoticeFacts:
    """约谈通知：one talk. `projects` as of the month with, parallel to them, the 已发督办 of each ("" none)."""

    header: Header
    unit: str | None
    salutation: str | None
    month: date
    as_of: date
    matter: str | None
    held_on: date | None
    held_at: str | None
    place: str | None
    speaker: str | None
    spoken_to: str | None
    units_present: tuple[str, ...]
    projects: tuple[ProjectFacts, ...]
    letters_sent: tuple[str, ...]
    reply_by: date | None
    progress_word: str = "时序进度"


def _fields(facts: TalkNoticeFacts) -> Mapping[str, Any]:
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer),
        "主送": or_missing(facts.salutation or facts.unit, "主送机关"),
        "单位": or_missing(facts.unit, "约谈单位"),
        "事由": text_field(facts.matter, "约谈事由"),
        "约谈日期": day_with_weekday(facts.held_on, "约谈日期"),
        "约谈时间": time_text(one_line(facts.held_at or "")) or Missing("约谈时间"),
        "地点": or_missing(facts.place, "约谈地点"),
        "约谈人": or_missing(facts.speaker, "约谈人"),
        "约谈对象": or_missing(facts.spoken_to, "约谈对象及职务"),
        "参加单位": listed(map(one_line, facts.units_present)),
        "时序用字": facts.progress_word,
        "各项目": [
            {**project_fields(project, facts.progress_word, at), "已发督办": one_line(sent)}
            for at, (project, sent) in enumerate(zip(facts.projects, facts.letters_sent, strict=True), 1)
        ],
        "反馈时限": day_field(facts.reply_by, "书面材料报送时限"),
    }


def _blocks(facts: TalkNoticeFacts) -> Mapping[str, NamedBlock]:
    return {}


def _finish(facts: TalkNoticeFacts, draft: Draft) -> Composition:
    year = (facts.header.dated or facts.held_on or facts.as_of).year
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


TALK_NOTICE = Kind(NAME, Layout.DOCUMENT, TalkNoticeFacts, NAME, _fields, _blocks, _finish)
