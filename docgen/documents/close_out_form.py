"""销号单：an issue held against its 解决标准, what was done, the review, and who signs it off (a form, no 文种).

No close-out without 解决标准, 办结日期 and 复核结果: each is asked for where it is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.blocks import Composition, FormGrid, Layout, NamedBlock
from docgen.documents.cards import card, form_composed, line, pair, to_sign
from docgen.documents.common import day_field, issuer_fields, text_field
from docgen.documents.issue_wording import basis, names, punctuality
from docgen.documents.kind import Kind
from docgen.facts import Header
from docgen.issue_facts import IssueFacts
from docgen.wording.cleaning import one_line
from docgen.wording.markdown import Draft
from docgen.wording.missing import or_missing
from docgen.wording.numerals import DASH, day_text

NAME = "销号单"
_EVIDENCE = "（批复文件、影像资料等附后，共　　　份）"


@dataclass(frozen=True, slots=True)
class CloseOutFacts:
    """销号单：one issue; `as_of` the day it is written on."""

    header: Header
    issue: IssueFacts
    as_of: date


def _fields(facts: CloseOutFacts) -> Mapping[str, Any]:
    issue = facts.issue
    return {
        **issuer_fields(facts.header.issuer),
        "问题编号": one_line(issue.number),
        "项目": one_line(issue.project or ""),
        "责任单位": names(issue.responsible, "责任单位"),
        "办结日期": day_field(issue.resolved_on, "办结日期"),
    }


def _blocks(facts: CloseOutFacts) -> Mapping[str, NamedBlock]:
    return {NAME: _grid(facts.issue)}


def _grid(issue: IssueFacts) -> FormGrid:
    """销号日期 is a date to come where the issue is only being signed off: then it is left to the pen."""
    closed = "" if issue.closed_on is None else day_text(issue.closed_on)
    return card(
        pair("问题编号", one_line(issue.number), "项目名称", one_line(issue.project or "") or DASH),
        line("问题描述", text_field(issue.description, "问题描述")),
        line("交办依据", basis(issue)),
        pair("责任单位", names(issue.responsible, "责任单位"), "协办单位", names(issue.supporting)),
        pair("责 任 人", or_missing(issue.person, "责任人"), "办结时限", day_field(issue.due_on, "办结时限")),
        line("解决标准", text_field(issue.standard, "解决标准")),
        line("办理情况", text_field(issue.handling, "办理情况"), 20),
        line("印证材料", _EVIDENCE),
        pair("办结日期", day_field(issue.resolved_on, "办结日期"), "办结情况", punctuality(issue)),
        pair("复核结果", or_missing(issue.review, "复核结果"), "销号日期", closed),
        to_sign("责任单位\n意　　见", "主要负责人"),
        to_sign("复核意见", "复核人"),
        to_sign("销号意见", "负责人"),
    )


def _finish(facts: CloseOutFacts, draft: Draft) -> Composition:
    return form_composed(NAME, facts.header, draft, facts.as_of)


CLOSE_OUT = Kind(NAME, Layout.FORM, CloseOutFacts, NAME, _fields, _blocks, _finish)
