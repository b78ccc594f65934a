"""进展事实：what bulletins and reports tell of the whole: categories, months, issues, late starts, what falls due."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.ledger.deadlines import as_days
from addin.ledger.published import UNLIT
from addin.ledger.reports import lead_units
from addin.schema import (
    Breakdown,
    Column,
    Duties,
    Issues,
    IssueStatistics,
    Kind,
    LightLabels,
    Milestones,
    MonthlyProgress,
    Projects,
    Resolutions,
    Sheet,
)
from addin.supervision.deeds import DEEDS
from addin.supervision.issues import resolved_issues
from addin.supervision.statistics import CATEGORIES
from addin.views import figures
from addin.views.breakdown import BLANK, TOTAL
from docgen.charts import WANTED_FONTS, chart_font
from docgen.facts import (
    CategoryFacts,
    DueFacts,
    IssueAnalysis,
    IssueMonth,
    LightMonths,
    MonthProgress,
    Trend,
    UnstartedFacts,
)

DIMENSIONS = (Projects.category.title, Projects.stage.title)
"""按类别、按阶段: what a bulletin breaks the totals down by."""

_CHART_WORDS = "累计计划完成投资单位万元个绿黄橙红灰蓝灯月分0123456789"


# --- categories and months -----------------------------------------------------------------------


def categories(done: Computation) -> tuple[CategoryFacts, ...]:
    """The rows of 分类统计 by 项目类别 and 项目阶段; 未填写 where there is any."""
    frame = done.sheets[Breakdown]
    rows = frame[frame[Breakdown.dimension.name].isin(DIMENSIONS)].to_dict("records")
    return tuple(_category(row) for row in rows if row[Breakdown.category.name] != TOTAL)


def _category(row: dict[Hashable, Any]) -> CategoryFacts:
    def number(column: Column) -> float | None:
        return common.number_or_none(row[column.name])

    name = str(row[Breakdown.category.name])
    return CategoryFacts(
        dimension=str(row[Breakdown.dimension.name]),
        category=f"（{BLANK}）" if name == BLANK else name,
        projects=int(row[Breakdown.projects.name]),
        year_plan=number(Breakdown.year_plan),
        year_done=number(Breakdown.year_done),
        rate=number(Breakdown.investment_rate),
        deviation=number(Breakdown.deviation),
        lit=int(row[Breakdown.lit.name]),
    )


def trend(done: Computation) -> Trend | None:
    """The year up to 统计月份, month by month; None where fewer than two of its months have been reported."""
    as_of, ledger = done.ledger.settings.as_of, done.ledger
    first = done.column - as_of.month + 1
    columns = [column for column in range(first, done.column + 1) if column >= 0]
    if _months_reported(done) < 2:
        return None
    planned, achieved = figures.year_curve(ledger, done.panel, done.column)
    progress = tuple(
        MonthProgress(
            as_of.replace(month=at + 1, day=1), float(planned[at]), common.number_or_none(achieved[at])
        )
        for at in range(12)
    )
    counted = [{label: (level, count) for label, level, count in _lights(done, column)} for column in columns]
    labels = {label: level for month in counted for label, (level, _) in month.items()}
    lights = tuple(
        LightMonths(
            label,
            None if level == UNLIT else level,
            _colour(done, label),
            tuple(month.get(label, (level, 0))[1] for month in counted),
        )
        for label, level in labels.items()
    )
    months = tuple(as_of.replace(month=column - first + 1, day=1) for column in columns)
    return Trend(progress, months, tuple(one for one in lights if any(one.counts)))


def _lights(done: Computation, column: int) -> list[tuple[str, int, int]]:
    return figures.light_counts(done.ledger, done.panel, done.register, column)


def _months_reported(done: Computation) -> int:
    """How many months of the year up to 统计月份 stand on 月度进度."""
    months = done.ledger[MonthlyProgress][MonthlyProgress.month.name].dropna().unique()
    as_of = pd.Timestamp(done.ledger.settings.as_of)
    return sum(1 for month in months if month.year == as_of.year and month <= as_of)


def _colour(done: Computation, label: str) -> str:
    """颜色标签!颜色 of a label in the scheme in force, blank where it has none."""
    table = done.ledger[LightLabels]
    own = table[
        (table[LightLabels.scheme.name] == done.ledger.settings.light_scheme)
        & (table[LightLabels.label.name] == label)
    ]
    colours = [str(colour).lstrip("#") for colour in own[LightLabels.colour.name].dropna()]
    return next((one for one in colours if len(one) == 6 and set(one.upper()) <= set("0123456789ABCDEF")), "")


def chart_notice(facts: Trend | None) -> str:
    """What the user is told where charts are left out for want of a font; blank otherwise."""
    if facts is None or chart_font([_CHART_WORDS, *(light.label for light in facts.lights)]) is not None:
        return ""
    return f"这台电脑没有能画图的中文字体（{WANTED_FONTS}），文书里没有画图；装上字体后再写一次就有。"


# --- issues and what falls due -------------------------------------------------------------------


def issue_analysis(done: Computation) -> IssueAnalysis:
    """问题统计 of the year, one row a month."""
    rows = done.sheets[IssueStatistics].to_dict("records")
    return IssueAnalysis(tuple(column.title for column in CATEGORIES), tuple(map(_issue_month, rows)))


def _issue_month(row: dict[Hashable, Any]) -> IssueMonth:
    def count(column: Column) -> int:
        return int(row[column.name])

    return IssueMonth(
        month=row[IssueStatistics.month.name].date(),
        raised_by=tuple(map(count, CATEGORIES)),
        raised=count(IssueStatistics.raised),
        resolved=count(IssueStatistics.resolved),
        in_time=count(IssueStatistics.in_time),
        open_at_end=count(IssueStatistics.open_at_end),
        overdue_at_end=count(IssueStatistics.overdue_at_end),
    )


_DATED: tuple[tuple[type[Sheet], Column, Column], ...] = (
    (Milestones, Milestones.milestone, Milestones.responsible_unit),
    (Duties, Duties.task, Duties.lead_unit),
    (Resolutions, Resolutions.resolution, Resolutions.responsible_units),
    (Issues, Issues.description, Issues.responsible_units),
)
"""Sheets with deadlines: what stands as 事项 and as 责任单位."""


def due_between(done: Computation, first: date, last: date) -> tuple[DueFacts, ...]:
    """What is not done and falls due from `first` to `last`, both included, earliest first."""
    rows = [row for sheet, matter, unit in _DATED for row in _due(done, sheet, matter, unit, first, last)]
    return tuple(sorted(rows, key=lambda row: row.due_on))


def _due(
    done: Computation, sheet: type[Sheet], matter: Column, unit: Column, first: date, last: date
) -> list[DueFacts]:
    table = done.ledger[sheet]
    if sheet is Issues:
        deadline, finished = Issues.due_on, resolved_issues(done.ledger)
    else:
        deadline, deed = DEEDS[sheet]
        finished = as_days(table[deed.name]) <= np.datetime64(done.ledger.today, "D")
    due = as_days(table[deadline.name])
    wanted = ~finished & (due >= np.datetime64(first, "D")) & (due <= np.datetime64(last, "D"))
    names, leads = project_names(done), lead_units(done.ledger)
    return [
        DueFacts(
            source=sheet.title,
            matter=common.text_or_none(row[matter.name]),
            project=names.get(row[Projects.code.name]),
            unit=_named_unit(row[unit.name], unit) or leads.get(row[Projects.code.name]),
            due_on=row[deadline.name].date(),
        )
        for row in table[wanted].to_dict("records")
    ]


def _named_unit(value: Any, column: Column) -> str | None:
    return "、".join(value) or None if column.kind is Kind.LIST else common.text_or_none(value)


def project_names(done: Computation) -> dict[str, str]:
    projects = done.ledger[Projects]
    return dict(zip(projects[Projects.code.name], projects[Projects.project_name.name], strict=True))


# --- late starts ---------------------------------------------------------------------------------


def unstarted(done: Computation) -> tuple[UnstartedFacts, ...]:
    """应开工未开工: leaf projects planned to begin by the end of the month that have not; the longest late first.

    Finished projects and those exempt in the month are left out.
    """
    panel, column, projects = done.panel, done.column, done.ledger[Projects]
    month_end = np.datetime64(common.month_end(done.ledger.settings.as_of), "D")
    planned, started = (
        as_days(projects[one.name]) for one in (Projects.planned_start, Projects.actual_start)
    )
    late = panel.is_leaf & ~panel.finished[:, column] & ~panel.exempt[:, column]
    late = late & (planned <= month_end) & ~(started <= month_end)
    places: Sequence[int] = np.flatnonzero(late)[np.argsort(planned[late], kind="stable")].tolist()
    return tuple(_unstarted(done, place) for place in places)


def _unstarted(done: Computation, place: int) -> UnstartedFacts:
    row = done.ledger[Projects].iloc[place]
    (facts,) = common.project_facts(done, [place])
    return UnstartedFacts(
        name=facts.name,
        unit=facts.unit or None,
        planned_start=row[Projects.planned_start.name].date(),
        total_investment=common.number_or_none(row[Projects.total_investment.name]),
        problems=facts.problems,
    )
