"""攻坚方案：a project's goal for the year, its nodes month by month, who does what, and the next steps.

Sent out by a 通知 (文件格式) with the plan as its attachment. Source of the four parts: 宁波市发改委攻坚小分队
(年度攻坚目标, 按月细化节点计划, 按人分解职责分工, 下步工作举措).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, Table, TableColumn, missing_marker
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    money_field,
    period_fields,
    project_fields,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.matters import matter_fields
from docgen.facts import Header, MatterFacts, ProjectFacts
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, day_text, money_column

NAME = "攻坚方案"
_NODES, _DUTIES = "节点计划", "职责分工"


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """月度计划：the year's plan up to the end of a month, in 万元."""

    month: date
    amount: float


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """节点：one row of 节点计划."""

    name: str | None
    standard: str | None
    unit: str | None
    person: str | None
    planned_on: date | None
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """职责：who does what: a role of 项目清单, or a task of 责任清单 with its day. `person` "" = nobody is named for it."""

    role: str
    unit: str | None
    person: str | None
    task: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """举措：what is to be done about a problem, by whom and by when."""

    problem: str | None
    measure: str | None
    unit: str | None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """攻坚方案 of one project. `overdue`: its 节点 and 任务 that are not done in time."""

    header: Header
    addressee: str | None
    month: date
    as_of: date
    project: ProjectFacts
    total_investment: float | None
    content: str | None
    year_target: str | None
    planned_start: date | None
    planned_completion: date | None
    plan: tuple[MonthPlan, ...]
    nodes: tuple[NodeFacts, ...]
    duties: tuple[DutyFacts, ...]
    measures: tuple[MeasureFacts, ...]
    overdue: tuple[MatterFacts, ...] = ()
    today: date | None = None
    progress_word: str = "时序进度"
    day_word: str = "天"


def _fields(facts: CampaignFacts) -> Mapping[str, Any]:
    name = one_line(facts.project.name)
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer, joint=bool(facts.header.joint)),
        "主送": or_missing(facts.addressee, "主送机关"),
        "时序用字": facts.progress_word,
        "项目": project_fields(facts.project, facts.progress_word, 1),
        "方案名称": plan_name(name, facts.month.year),
        "总投资": money_field(facts.total_investment, f"{name}总投资"),
        "建设内容": prose(facts.content or ""),
        "年度形象进度": or_missing(prose(facts.year_target or ""), f"{name}年计划形象进度"),
        "年内开工": _in_year(facts.planned_start, facts.month),
        "年内竣工": _in_year(facts.planned_completion, facts.month),
        "节点数": len(facts.nodes),
        "有节点计划": bool(facts.nodes or facts.plan),
        "待填节点": str(Missing(f"{name}节点计划")),
        "各举措": [_measure(measure, facts.today) for measure in facts.measures],
        "逾期事项": [
            matter_fields(matter, n, facts.today, facts.day_word) for n, matter in enumerate(facts.overdue, 1)
        ],
        "待填举措": str(Missing(f"{name}下步举措")),
    }


def plan_name(project: str, year: int) -> str:
    """区体育中心项目2022年攻坚方案."""
    called = project if project.endswith(("项目", "工程")) else f"{project}项目"
    return f"{called}{year}年攻坚方案"


def _in_year(day: date | None, month: date) -> str:
    """The day as text where it lies in the year of the plan."""
    return day_text(day) if day and day.year == month.year else ""


def _measure(measure: MeasureFacts, today: date | None) -> dict[str, Any]:
    return {
        "问题": prose(measure.problem or ""),
        "措施": prose(measure.measure or ""),
        "单位": one_line(measure.unit or ""),
        "时限": "" if measure.due_on is None else day_text(measure.due_on),
        "逾期": measure.due_on is not None and today is not None and measure.due_on < today,
    }


# --- tables -------------------------------------------------------------------------------------


def _blocks(facts: CampaignFacts) -> Mapping[str, NamedBlock]:
    return {_NODES: node_table(facts), _DUTIES: duty_table(facts.duties)}


def node_table(facts: CampaignFacts) -> Table:
    """月份, 累计计划投资, 节点 …: every month of the year with a plan or a node; nodes without a day last."""
    columns = (
        TableColumn("月份", 3.5, merged=True),
        TableColumn("累计计划\n投资", 5, "right", merged=True),
        TableColumn("节点", 8, "left"),
        TableColumn("完成标准", 8, "left"),
        TableColumn("责任单位", 5),
        TableColumn("责任人", 4),
        TableColumn("完成时间", 8.5),
    )
    plan = {one.month: one.amount for one in facts.plan}
    planned = set(plan) | {node.planned_on.replace(day=1) for node in facts.nodes if node.planned_on}
    months = sorted(planned)
    amounts = dict(zip(months, money_column([plan.get(month) for month in months]), strict=True))
    rows = [row for month in months for row in _month_rows(month, amounts[month], facts.nodes)]
    rows += [("未定", DASH, *_node_cells(node)) for node in facts.nodes if node.planned_on is None]
    return Table(columns, tuple(rows), "万元")


def _month_rows(month: date, amount: str, nodes: Sequence[NodeFacts]) -> Iterator[tuple[str, ...]]:
    own = [n for n in nodes if n.planned_on and n.planned_on.replace(day=1) == month]
    for node in own:
        yield (f"{month.month}月", amount, *_node_cells(node))
    if not own:
        yield (f"{month.month}月", amount, *(DASH for _ in range(5)))


def _node_cells(node: NodeFacts) -> tuple[str, ...]:
    name = prose(node.name or "")
    label = name or "节点"
    done = f"{day_text(node.completed_on)}\n已完成" if node.completed_on else ""
    return (
        name or missing_marker("节点名称"),
        prose(node.standard or "") or DASH,
        str(or_missing(one_line(node.unit or ""), f"{label}责任单位")),
        str(or_missing(one_line(node.person or ""), f"{label}责任人")),
        done or str(day_field(node.planned_on, f"{label}计划完成日期")),
    )


def duty_table(duties: Sequence[DutyFacts]) -> Table:
    """职责, 单位, 责任人, 任务, 时限."""
    columns = (
        TableColumn("职责", 6),
        TableColumn("单位", 7, "left"),
        TableColumn("责任人", 5),
        TableColumn("任务", 12, "left"),
        TableColumn("完成时限", 8.5),
    )
    return Table(columns, tuple(map(_duty_cells, duties)))


def _duty_cells(duty: DutyFacts) -> tuple[str, ...]:
    return (
        duty.role,
        one_line(duty.unit or "") or DASH,
        DASH if duty.person == "" else str(or_missing(duty.person, f"{duty.task or duty.role}责任人")),
        prose(duty.task or "") or DASH,
        DASH if duty.due_on is None else day_text(duty.due_on),
    )


def _finish(facts: CampaignFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, facts.as_of.year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


CAMPAIGN_PLAN = Kind(NAME, Layout.DOCUMENT, CampaignFacts, NAME, _fields, _blocks, _finish)
