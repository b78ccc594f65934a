"""交办单：one issue handed to whoever is to solve it, with room for what comes of it (a form, no 文种).

Its upper half is written by whoever hands it over, the lower half by the 承办单位 and whoever reviews it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.blocks import Composition, FormGrid, Layout, NamedBlock
from docgen.documents.cards import card, form_composed, line, pair, to_sign
from docgen.documents.common import day_field, issuer_fields, signature, text_field
from docgen.documents.issue_wording import basis, names, requirement
from docgen.documents.kind import Kind
from docgen.facts import Header
from docgen.issue_facts import IssueFacts
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import or_missing
from docgen.wording.numerals import DASH, day_text

NAME = "交办单"
_IN_WRITING = "书面反馈办理进展和结果，附印证材料；不能如期办结的，在办理时限内说明原因"


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """交办单：one issue, and the day by which the 承办单位 answers; `as_of` the day it is written on."""

    header: Header
    issue: IssueFacts
    reply_by: date | None
    as_of: date


def _fields(facts: AssignmentFacts) -> Mapping[str, Any]:
    issue = facts.issue
    return {
        **issuer_fields(facts.header.issuer),
        "问题编号": one_line(issue.number),
        "项目": one_line(issue.project or ""),
        "责任单位": names(issue.responsible, "责任单位"),
        "办理时限": day_field(issue.due_on, "办理时限"),
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
    }


def _blocks(facts: AssignmentFacts) -> Mapping[str, NamedBlock]:
    return {NAME: _grid(facts)}


def _grid(facts: AssignmentFacts) -> FormGrid:
    issue = facts.issue
    signed = "" if issue.signed_on is None else day_text(issue.signed_on)
    return card(
        pair("问题编号", one_line(issue.number), "项目名称", one_line(issue.project or "") or DASH),
        line("交办事项", text_field(issue.description, "交办事项")),
        line("交办依据", basis(issue)),
        line("具体要求", requirement(issue)),
        pair("责任单位", names(issue.responsible, "责任单位"), "协办单位", names(issue.supporting)),
        pair(
            "责任领导",
            or_missing(issue.leader, "责任领导"),
            "责 任 人",
            or_missing(issue.person, "责任人"),
        ),
        pair(
            "办理时限",
            day_field(issue.due_on, "办理时限"),
            "反馈时限",
            day_field(facts.reply_by, "反馈时限"),
        ),
        line("反馈形式", _IN_WRITING),
        pair(
            "交办单位",
            signature(facts.header.issuer),
            "交办日期",
            day_field(issue.assigned_on or facts.header.dated, "交办日期"),
        ),
        pair("交办人\n（签字）", "", "签收人\n（签字）", signed),
        to_sign("承办意见", "负责人"),
        to_sign("办理结果", "负责人", prose(issue.handling or "") if issue.resolved_on else ""),
        to_sign("销号意见", "复核人"),
    )


def _finish(facts: AssignmentFacts, draft: Draft) -> Composition:
    return form_composed(NAME, facts.header, draft, facts.as_of)


ASSIGNMENT = Kind(NAME, Layout.FORM, AssignmentFacts, NAME, _fields, _blocks, _finish, ("转交单",))
