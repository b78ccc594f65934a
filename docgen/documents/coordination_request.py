"""提请协调函：issues that a tier cannot solve, put before the next one (三级协调: 责任单位 → 市重点办 → 市领导).

A 函 to a body that is not superior (信函格式); to a 上级 it is a 请示 (上行文, 文件格式): one matter, 签发人, no date set
for the reply (条例 art. 8, 15). Source: 宁波市发展改革委专项行动纪实, 三级协调; 仑政办〔2022〕26号, 逐级上提.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, missing_marker
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    project_called,
    text_field,
    with_missing,
)
from docgen.documents.issue_wording import names
from docgen.documents.kind import Kind
from docgen.facts import Header
from docgen.issue_facts import IssueFacts
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import day_text

NAME = "提请协调函"


@dataclass(frozen=True, slots=True)
class CoordinationFacts:
    """提请协调函：issues for one body. `tier` is the one asked to deal with them; `as_of` the day 逾期天数 is of."""

    header: Header
    addressee: str | None
    upward: bool
    tier: str | None
    as_of: date
    issues: tuple[IssueFacts, ...]
    reply_by: date | None


def _fields(facts: CoordinationFacts) -> Mapping[str, Any]:
    return {
        **issuer_fields(facts.header.issuer),
        "主送": or_missing(facts.addressee, "主送机关"),
        "上行": facts.upward,
        "文种": "请示" if facts.upward else "函",
        "层级": or_missing(facts.tier, "提请协调的层级"),
        "截至日期": day_text(facts.as_of),
        "标题对象": title_object(facts.issues),
        "问题数": len(facts.issues),
        "各问题": [_issue_fields(issue, number) for number, issue in enumerate(facts.issues, 1)]
        or Missing("需要协调的问题"),
        "反馈时限": "" if facts.upward else day_field(facts.reply_by, "反馈时限"),
    }


def title_object(issues: Sequence[IssueFacts]) -> str:
    """「区体育中心项目」, 「区体育中心等3个项目」; without any project 「重大项目」."""
    projects = list(dict.fromkeys(one_line(issue.project) for issue in issues if issue.project))
    if not projects:
        return "重大项目"
    return project_called(projects[0]) if len(projects) == 1 else f"{projects[0]}等{len(projects)}个项目"


def _issue_fields(issue: IssueFacts, number: int) -> dict[str, Any]:
    project = one_line(issue.project or "")
    owner = project or one_line(issue.number)
    late = issue.days_overdue or 0
    return {
        "编号": one_line(issue.number),
        "项目": project,
        "名称": project or f"第{number}个问题",
        "称呼": project_called(project) if project else "",
        "责任单位": names(issue.responsible, f"{owner}责任单位"),
        "描述": text_field(issue.description, f"{owner}问题描述"),
        "提出日期": "" if issue.raised_on is None else day_text(issue.raised_on),
        "现层级": one_line(issue.tier or ""),
        "已办": prose(issue.handling or ""),
        "拟办": prose(issue.measures or ""),
        "办理情况": Missing(f"{owner}办理情况"),
        "办结时限": "" if issue.due_on is None else day_text(issue.due_on),
        "逾期天数": late,
        "会议": one_line(issue.meeting or ""),
        "会议日期": "" if issue.met_on is None else day_text(issue.met_on),
        "建议": text_field(prose(issue.proposal or ""), f"{owner}解决建议"),
    }


def _blocks(facts: CoordinationFacts) -> Mapping[str, NamedBlock]:
    return {}


def _finish(facts: CoordinationFacts, draft: Draft) -> Composition:
    layout = Layout.DOCUMENT if facts.upward else Layout.LETTER
    year = (facts.header.dated or facts.as_of).year
    composition = composed(NAME, layout, facts.header, draft, year, upward=facts.upward)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


COORDINATION = Kind(NAME, Layout.LETTER, CoordinationFacts, NAME, _fields, _blocks, _finish)
