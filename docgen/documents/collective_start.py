"""集中开工通报：one event, the projects that started at it, and which have not become real starts in time.

平湛政办〔2021〕8号: 「确保集中开工项目2个月内实现实质性开工」.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, Table, TableColumn, missing_marker
from docgen.documents.common import composed, day_field, issuer_fields, money_field, with_missing
from docgen.documents.kind import Kind
from docgen.facts import Header
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, day_text, money_column

NAME = "集中开工通报"
LIST = "集中开工项目情况表"
STARTED, WAITING, LATE, UNKNOWN = "已实质性开工", "未到时限", "未实质性开工", DASH


@dataclass(frozen=True, slots=True)
class StartFacts:
    """One project of a 集中开工. `due_on` 实质性开工时限; `days_overdue` counted at the day of the bulletin."""

    name: str
    unit: str | None
    started_on: date | None
    due_on: date | None
    total_investment: float | None = None
    year_plan: float | None = None
    substantive_start: date | None = None
    days_overdue: int | None = None
    problems: str | None = None


@dataclass(frozen=True, slots=True)
class CollectiveStartFacts:
    """集中开工通报. `earlier`: late projects of earlier events; `months` 集中开工时限; `as_of` the day that counts."""

    header: Header
    region: str | None
    held_on: date | None
    as_of: date
    addressee: str | None
    months: int
    projects: tuple[StartFacts, ...]
    earlier: tuple[StartFacts, ...]
    comments: tuple[str, ...]
    reply_by: date | None


def state(project: StartFacts, as_of: date) -> str:
    if project.substantive_start is not None:
        return STARTED
    if project.due_on is None:
        return UNKNOWN
    return LATE if project.due_on < as_of else WAITING


def _fields(facts: CollectiveStartFacts) -> Mapping[str, Any]:
    by_state = {
        name: [one for one in facts.projects if state(one, facts.as_of) == name]
        for name in (STARTED, WAITING, LATE, UNKNOWN)
    }
    return {
        **issuer_fields(facts.header.issuer),
        "行政区": facts.region or "",
        "主送": or_missing(facts.addressee, "主送机关"),
        "活动日期": day_field(facts.held_on, "集中开工日期"),
        "截至日期": day_text(facts.as_of),
        "时限月数": facts.months,
        "项目数": len(facts.projects),
        "项目": [_project_fields(one) for one in facts.projects] or Missing("集中开工项目"),
        "总投资": money_field(_total(one.total_investment for one in facts.projects), "总投资"),
        "年计划": money_field(_total(one.year_plan for one in facts.projects), "年计划投资"),
        "活动情况": [prose(comment) for comment in facts.comments],
        "已开工": len(by_state[STARTED]),
        "未到时限": [_project_fields(one) for one in by_state[WAITING]],
        "逾期": [_project_fields(one) for one in by_state[LATE]],
        "此前逾期": [_project_fields(one) for one in facts.earlier],
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
    }


def _total(values: Iterable[float | None]) -> float | None:
    """The sum; None where there is nothing to add or one is not known."""
    amounts = list(values)
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known and len(known) == len(amounts) else None


def _project_fields(project: StartFacts) -> dict[str, Any]:
    name = one_line(project.name)
    return {
        "名称": name,
        "责任单位": or_missing(project.unit, f"{name}责任单位"),
        "集中开工日期": day_field(project.started_on, f"{name}集中开工日期"),
        "实质性开工时限": day_field(project.due_on, f"{name}实质性开工时限"),
        "逾期天数": project.days_overdue or 0,
        "存在问题": prose(project.problems or ""),
    }


def starts_table(facts: CollectiveStartFacts) -> Table:
    """The event's projects, then the late ones of earlier events."""
    columns = (
        TableColumn("序号", 2.6),
        TableColumn("项目名称", 9, "left"),
        TableColumn("责任单位", 5.4, "left"),
        TableColumn("总投资", 4, "right"),
        TableColumn("年计划\n投资", 4, "right"),
        TableColumn("集中开工\n日期", 6.6),
        TableColumn("实质性\n开工时限", 6.6),
        TableColumn("实质性\n开工日期", 6.6),
        TableColumn("情况", 5, "left"),
        TableColumn("存在问题", 8, "left"),
    )
    shown = (*facts.projects, *facts.earlier)
    totals, plans = (
        money_column([getattr(p, name) for p in shown]) for name in ("total_investment", "year_plan")
    )
    rows = zip(range(1, len(shown) + 1), shown, totals, plans, strict=True)
    return Table(columns, tuple(_cells(facts.as_of, *row) for row in rows), "单位：万元")


def _cells(as_of: date, number: int, project: StartFacts, total: str, plan: str) -> tuple[str, ...]:
    name, real = one_line(project.name), project.substantive_start
    days = (
        day_field(project.started_on, f"{name}集中开工日期"),
        day_field(project.due_on, f"{name}实质性开工时限"),
        DASH if real is None else day_text(real),
    )
    said = state(project, as_of)
    late = f"，已逾期{project.days_overdue}天" if said == LATE and project.days_overdue else ""
    return (
        str(number),
        name,
        one_line(project.unit or "") or DASH,
        total,
        plan,
        *map(str, days),
        said + late,
        prose(project.problems or "") or DASH,
    )


def _blocks(facts: CollectiveStartFacts) -> Mapping[str, NamedBlock]:
    return {LIST: starts_table(facts)}


def _finish(facts: CollectiveStartFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, facts.as_of.year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


COLLECTIVE_START = Kind(NAME, Layout.DOCUMENT, CollectiveStartFacts, NAME, _fields, _blocks, _finish)
