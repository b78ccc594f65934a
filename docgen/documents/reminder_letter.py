"""提醒函：one letter a unit with all its lit rows (信函格式). Tone 请、商请, never 责令.

A 函 goes between bodies that are not superior and subordinate (条例 art. 8); the caller sees to that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.blocks import Composition, Layout, Table, missing_marker
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
from docgen.facts import ReminderFacts
from docgen.wording.cleaning import one_line
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import listed

NAME = "提醒函"


def _fields(facts: ReminderFacts) -> Mapping[str, Any]:
    projects = [project_fields(p, facts.progress_word, n) for n, p in enumerate(facts.projects, 1)]
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer),
        "主送": or_missing(facts.salutation or facts.unit, "主送机关"),
        "单位": or_missing(facts.unit, "责任单位"),
        "时序用字": facts.progress_word,
        "标题对象": title_object([project.name for project in facts.projects]),
        "各项目": projects or Missing("项目推进情况"),
        "项目数": len(projects),
        "各灯": listed(light_name(label) for label in dict.fromkeys(p.light for p in facts.projects)),
        "亮灯规则": rules_field(facts.rule_sentences),
        "有存在问题": any(project["存在问题"] for project in projects),
        "整改时限": day_field(facts.rectify_by, "整改时限"),
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
    }


def title_object(names: Sequence[str]) -> str:
    """What a letter asks to speed up: 「××项目建设」, 「××工程建设」, 「××等3个项目建设」.

    A name that says 项目, 工程 or 建设 itself is not made to say it twice.
    """
    if not names:
        return missing_marker("项目名称") + "项目建设"
    first = one_line(names[0])
    if len(names) > 1:
        return f"{first}等{len(names)}个项目建设"
    if first.endswith("建设"):
        return f"{first}项目"
    return f"{first}建设" if first.endswith(("项目", "工程")) else f"{first}项目建设"


def _tables(facts: ReminderFacts) -> Mapping[str, Table]:
    return {}


def _finish(facts: ReminderFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.LETTER, facts.header, draft, facts.as_of.year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


REMINDER = Kind(NAME, Layout.LETTER, ReminderFacts, NAME, _fields, _tables, _finish)
