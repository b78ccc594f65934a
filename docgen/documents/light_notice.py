"""亮灯告知单：tells a unit of its lit projects and leaves it room to answer by a day (a form, no 文种).

Source of what is asked: 新乡市集中攻坚机制 (2024-01-12, 四): 成员单位及时将亮灯项目报告单位领导, 限时向工作专班反馈.
"""

from __future__ import annotations

from collections.abc import Mapping

from docgen.blocks import Composition, FormCell, FormGrid, Layout, NamedBlock
from docgen.documents.cards import form_composed
from docgen.documents.common import (
    dated,
    day_field,
    first_sentence,
    light_name,
    rate_field,
    reason_field,
    rules_field,
    signature,
)
from docgen.documents.kind import Kind
from docgen.documents.unit_notice import UnitNoticeFacts, unit_fields
from docgen.facts import ProjectFacts
from docgen.wording.cleaning import one_line
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import points

NAME = "亮灯告知单"
WIDTHS = (5.4, 4.2, 2.4, 4.0, 5.0, 11.0)
"""Label, then the columns of the projects; 告知单位 and 告知日期 stand across them."""
_WHOLE = 5
_LOW = 9.0
_ROOM = (24.0, 20.0, 20.0)
"""Least heights of rows in mm: one line, and what the unit writes by hand; two projects stay on one page."""
_GAP = "\u3000"
Cells = tuple[FormCell, ...]
_SIGNED = f"签字：{_GAP * 7}年{_GAP * 2}月{_GAP * 2}日"


def _blocks(facts: UnitNoticeFacts) -> Mapping[str, NamedBlock]:
    return {NAME: light_form(facts)}


def light_form(facts: UnitNoticeFacts) -> FormGrid:
    """Who tells whom, the projects and the rule, and what the unit fills in."""
    told = [*_opening(facts), *_lit(facts)]
    heights = [_LOW] * len(told) + [*_ROOM, _LOW, _LOW]
    return FormGrid(WIDTHS, (*told, *_answer()), heights=tuple(heights))


def _opening(facts: UnitNoticeFacts) -> list[Cells]:
    issuer = facts.header.issuer
    return [
        _pair("告知单位", signature(issuer), "告知日期", dated(facts.header)),
        _pair(
            "接收单位",
            str(or_missing(facts.salutation or facts.unit, "接收单位")),
            "反馈时限",
            str(day_field(facts.reply_by, "反馈时限")),
        ),
        _pair(
            "联 系 人",
            str(or_missing(issuer.contact, "联系人")),
            "联系电话",
            str(or_missing(issuer.phone, "联系电话")),
        ),
    ]


def _lit(facts: UnitNoticeFacts) -> list[Cells]:
    deviation = f"较{facts.progress_word}\n（百分点）"
    projects = [_project(project, facts.progress_word) for project in facts.projects]
    rule = FormCell(str(rules_field(facts.rule_sentences)), span=_WHOLE, align="left")
    return [
        _labels("项目名称", "亮灯", "投资\n完成率", deviation, "亮灯原因"),
        *(projects or [(FormCell(str(Missing("亮灯项目")), span=len(WIDTHS)),)]),
        (FormCell("亮灯规则", label=True), rule),
    ]


def _answer() -> tuple[Cells, ...]:
    return (
        _to_fill("单位领导\n阅示意见", _SIGNED),
        _to_fill("滞后原因"),
        _to_fill("整改措施"),
        _pair("完成时间", "", "责 任 人", ""),
        _pair("填 报 人", "", "反馈日期", ""),
    )


def _pair(label: str, value: str, second: str, second_value: str) -> Cells:
    return (
        FormCell(label, label=True),
        FormCell(value, span=3),
        FormCell(second, label=True),
        FormCell(second_value),
    )


def _labels(first: str, *others: str) -> Cells:
    return (FormCell(first, label=True, span=2), *(FormCell(text, label=True) for text in others))


def _project(project: ProjectFacts, progress_word: str) -> Cells:
    name = one_line(project.name)
    deviation = project.deviation
    label = f"{name}与{progress_word}的偏差"
    return (
        FormCell(name, span=2),
        FormCell(light_name(project.light)),
        FormCell(str(rate_field(project.rate, f"{name}投资完成率"))),
        FormCell(str(Missing(label)) if deviation is None else points(deviation)),
        FormCell(str(first_sentence(reason_field(project))), align="left"),
    )


def _to_fill(label: str, signed: str = "") -> Cells:
    text = f"\n\n{_GAP * 6}{signed}" if signed else ""
    return (FormCell(label, label=True), FormCell(text, span=_WHOLE, align="left"))


def _finish(facts: UnitNoticeFacts, draft: Draft) -> Composition:
    return form_composed(NAME, facts.header, draft, facts.as_of)


LIGHT_NOTICE = Kind(NAME, Layout.FORM, UnitNoticeFacts, NAME, unit_fields, _blocks, _finish)
