"""汇报材料：material for the 双月会: how things stand, what became of earlier resolutions, what is to be decided.

仑政办〔2022〕26号: 双月会商听取此前例会议定事项的落实情况, 分析研判形势, 研究拟提交市级项目例会的项目. Plain paper, no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, Table, TableColumn, missing_marker
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    light_fields,
    money_field,
    period_fields,
    rules_field,
    text_field,
    totals_fields,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.standings import LIT, in_order, light_groups, list_name, lit_table
from docgen.documents.statistics import (
    CATEGORIES,
    ISSUES,
    MONTHS,
    category_fields,
    category_table,
    issue_fields,
    issue_table,
    months_table,
    unstarted_fields,
)
from docgen.facts import (
    CategoryFacts,
    Header,
    IssueAnalysis,
    LightCount,
    ProjectFacts,
    Totals,
    Trend,
    UnstartedFacts,
)
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import or_missing
from docgen.wording.numerals import DASH, day_text, listed

NAME = "汇报材料"
FOLLOW_UP = "议定事项落实情况"


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """此前议定事项：`state` is 状态 of 议定事项, `told` 落实情况 in words."""

    number: str
    project: str | None
    resolution: str | None
    responsible: tuple[str, ...]
    due_on: date | None
    state: str | None
    told: str | None


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """提请研究的事项：`reason` why an issue goes up (blank for a topic that was applied for)."""

    project: str | None
    unit: str | None
    progress: str | None
    question: str | None
    proposal: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BriefingFacts:
    """汇报材料. `held_on` the day of the meeting; `upward` what is to be put before `upper_tier`, the next tier."""

    header: Header
    region: str | None
    month: date
    as_of: date
    meeting: str | None
    held_on: date | None
    totals: Totals
    month_done: float | None
    lights: tuple[LightCount, ...]
    rule_sentences: tuple[str, ...]
    categories: tuple[CategoryFacts, ...]
    trend: Trend | None
    lit: tuple[ProjectFacts, ...]
    unstarted: tuple[UnstartedFacts, ...]
    issues: IssueAnalysis | None
    follow_ups: tuple[FollowUpFacts, ...]
    questions: tuple[QuestionFacts, ...]
    upper_tier: str | None
    upward: tuple[QuestionFacts, ...]
    progress_word: str = "时序进度"


def _fields(facts: BriefingFacts) -> Mapping[str, Any]:
    groups = light_groups(facts.lights, facts.lit, facts.progress_word)
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer),
        **light_fields(facts.lights),
        **issue_fields(facts.issues),
        "行政区": facts.region or "",
        "会议": or_missing(facts.meeting, "会议名称"),
        "会议日期": day_field(facts.held_on, "会议日期"),
        "时序用字": facts.progress_word,
        "总体": totals_fields(facts.totals, facts.progress_word),
        "本月完成": money_field(facts.month_done, "本月完成投资"),
        "亮灯规则": rules_field(facts.rule_sentences),
        "各口径": category_fields(facts.categories, facts.progress_word),
        "有逐月情况": facts.trend is not None,
        "各灯项目": groups,
        "亮灯数": len(facts.lit),
        "清单名称": list_name(facts.lit),
        "应开未开": unstarted_fields(facts.unstarted),
        "议定事项数": len(facts.follow_ups),
        "议定事项构成": _by_state(facts.follow_ups),
        "提请事项": [_question_fields(one, "提请研究的问题") for one in facts.questions],
        "上级会议": one_line(facts.upper_tier or ""),
        "上提事项": [_question_fields(one, "拟上报的问题") for one in facts.upward],
    }


def _by_state(rows: Sequence[FollowUpFacts]) -> str:
    """「按期完成3项、逾期未完成2项」."""
    counts = Counter(one_line(row.state or "") or "没有时限" for row in rows)
    return listed(f"{state}{count}项" for state, count in counts.items())


def _question_fields(one: QuestionFacts, label: str) -> dict[str, Any]:
    name = one_line(one.project or "") or one_line(one.unit or "")
    return {
        "名称": or_missing(name, "议题名称"),
        "单位": one_line(one.unit or "") if one.project else "",
        "进展": prose(one.progress or ""),
        "问题": text_field(one.question, f"{name}{label}"),
        "建议": prose(one.proposal or ""),
        "原因": prose(one.reason),
    }


def follow_up_table(rows: Sequence[FollowUpFacts]) -> Table:
    columns = (
        TableColumn("编号", 6),
        TableColumn("项目", 7, "left"),
        TableColumn("议定内容", 14, "left"),
        TableColumn("责任单位", 5.4, "left"),
        TableColumn("解决时限", 7),
        TableColumn("落实情况", 12, "left"),
    )
    return Table(columns, tuple(map(_follow_up_cells, rows)))


def _follow_up_cells(row: FollowUpFacts) -> tuple[str, ...]:
    number = one_line(row.number)
    return (
        number,
        one_line(row.project or "") or DASH,
        prose(row.resolution or "") or missing_marker(f"{number}议定内容"),
        listed(map(one_line, row.responsible)) or missing_marker(f"{number}责任单位"),
        DASH if row.due_on is None else day_text(row.due_on),
        prose(row.told or "") or missing_marker(f"{number}落实情况"),
    )


def _blocks(facts: BriefingFacts) -> Mapping[str, NamedBlock]:
    return {
        CATEGORIES: category_table(facts.categories, facts.progress_word),
        MONTHS: months_table(facts.trend),
        ISSUES: issue_table(facts.issues),
        LIT: lit_table(in_order(facts.lights, facts.lit), facts.progress_word),
        FOLLOW_UP: follow_up_table(facts.follow_ups),
    }


def _finish(facts: BriefingFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.FORM, facts.header, draft, facts.as_of.year)
    return with_missing(replace(composition, number=""))


BRIEFING = Kind(NAME, Layout.FORM, BriefingFacts, NAME, _fields, _blocks, _finish)
