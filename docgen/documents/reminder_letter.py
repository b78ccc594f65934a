"""提醒函：one letter a unit with all its rows (信函格式). Tone 请、商请, never 责令.

A 函 goes between bodies that are not superior and subordinate (条例 art. 8); to a 下级 the same reminder is
set as a 通知 (文件格式). Which of the two it is the caller says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, missing_marker
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    light_name,
    period_fields,
    project_fields,
    rules_field,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.matters import letter_object, matters_fields, title_object
from docgen.facts import ReminderFacts
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import listed

NAME = "提醒函"


def _fields(facts: ReminderFacts) -> Mapping[str, Any]:
    projects = [project_fields(p, facts.progress_word, n) for n, p in enumerate(facts.projects, 1)]
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer, joint=bool(facts.header.joint)),
        **matters_fields(facts.matters, facts.today, facts.day_word),
        "下级": facts.subordinate,
        "对方": "你单位" if facts.subordinate else "贵单位",
        "主送": or_missing(facts.salutation or facts.unit, "主送机关"),
        "单位": or_missing(facts.unit, "责任单位"),
        "时序用字": facts.progress_word,
        "标题对象": title_object([project.name for project in facts.projects]),
        "标题事项": letter_object(facts.projects, facts.matters),
        "各项目": projects or Missing("项目推进情况"),
        "项目数": len(projects),
        "各灯": listed(light_name(label) for label in dict.fromkeys(p.light for p in facts.projects)),
        "亮灯规则": rules_field(facts.rule_sentences),
        "有存在问题": any(project["存在问题"] for project in projects),
        "整改时限": day_field(facts.rectify_by, "整改时限"),
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
    }


def _blocks(facts: ReminderFacts) -> Mapping[str, NamedBlock]:
    return {}


def _finish(facts: ReminderFacts, draft: Draft) -> Composition:
    layout = Layout.DOCUMENT if facts.subordinate else Layout.LETTER
    composition = composed(NAME, layout, facts.header, draft, facts.as_of.year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


REMINDER = Kind(NAME, Layout.LETTER, ReminderFacts, NAME, _fields, _blocks, _finish)
