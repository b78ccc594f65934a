"""统计要素：tables and charts that bulletins and reports share, each figure formatted once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from docgen.blocks import Picture, Table, TableColumn
from docgen.charts import LightBars, chart_font, lights_chart, progress_chart, ranking_chart
from docgen.charts.drawings import WIDTH
from docgen.documents.common import light_name
from docgen.facts import (
    CategoryFacts,
    DueFacts,
    IssueAnalysis,
    IssueMonth,
    LightMonths,
    RankRow,
    Trend,
    UnstartedFacts,
)
from docgen.wording.cleaning import one_line, prose
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import (
    DASH,
    against,
    day_text,
    listed,
    money,
    money_column,
    month_text,
    percent,
    points,
    rounded,
)

CATEGORIES, UNSTARTED, MONTHS, ISSUES, DUE = "分类进展", "应开工未开工", "逐月情况", "问题分析", "到期事项"
PROGRESS_CHART, LIGHTS_CHART, RANKING_CHART = "进度图", "亮灯图", "排名图"
UNITS = "单位：个、万元、百分点"
MOST_BARS = 30
"""More bars than these are no chart any more; the table has them."""

_DONE, _PLANNED = "累计完成投资", "累计计划投资"


# --- fields -------------------------------------------------------------------------------------


def category_fields(rows: Sequence[CategoryFacts], progress_word: str) -> list[dict[str, Any]]:
    """各口径: 名称 and 各类, each with 名称, 个数, 年计划, 完成, 完成率, 较时序 (blank without a plan), 亮灯个数."""
    return [
        {"名称": dimension, "各类": [_category(row, progress_word) for row in group]}
        for dimension, group in groupby(rows, key=lambda row: row.dimension)
    ]


def _category(row: CategoryFacts, progress_word: str) -> dict[str, Any]:
    return {
        "名称": one_line(row.category),
        "个数": row.projects,
        "年计划": "" if row.year_plan is None else money(row.year_plan),
        "完成": "" if row.year_done is None else money(row.year_done),
        "完成率": "" if row.rate is None else percent(row.rate),
        "较时序": "" if row.deviation is None else against(row.deviation, progress_word),
        "亮灯个数": row.lit,
    }


def unstarted_fields(rows: Sequence[UnstartedFacts]) -> list[dict[str, Any]]:
    """应开未开: each with 名称, 责任单位, 计划开工 (2022年6月), 存在问题 (may be blank)."""
    return [
        {
            "名称": one_line(row.name),
            "责任单位": or_missing(row.unit, f"{one_line(row.name)}责任单位"),
            "计划开工": month_text(row.planned_start),
            "存在问题": prose(row.problems or ""),
        }
        for row in rows
    ]


def issue_fields(issues: IssueAnalysis | None) -> dict[str, Any]:
    """The last month of the analysis: 有问题 (missing without an analysis), 新提, 新提构成 (资金2个、土地1个), 办结, 按期办结, 月末未销号, 月末逾期."""
    if issues is None or not issues.months:
        return {"有问题": Missing("问题分析")}
    last = issues.months[-1]
    parts = zip(issues.categories, last.raised_by, strict=True)
    return {
        "有问题": any(row.raised or row.resolved or row.open_at_end for row in issues.months),
        "新提": last.raised,
        "新提构成": listed(f"{name}类{count}个" for name, count in parts if count),
        "办结": last.resolved,
        "按期办结": last.in_time,
        "月末未销号": last.open_at_end,
        "月末逾期": last.overdue_at_end,
        "本年新提": sum(row.raised for row in issues.months),
        "本年办结": sum(row.resolved for row in issues.months),
    }


# --- tables -------------------------------------------------------------------------------------


def category_table(rows: Sequence[CategoryFacts], progress_word: str) -> Table:
    """One row a category; the dimension's name beside its rows."""
    columns = (
        TableColumn("分类", 4.8, merged=True),
        TableColumn("类别", 5.4, "left"),
        TableColumn("项目\n个数", 2.6, "right"),
        TableColumn("年计划\n投资", 4.4, "right"),
        TableColumn("年度完成\n投资", 4.8, "right"),
        TableColumn("投资\n完成率", 4, "right"),
        TableColumn(f"较{progress_word[:2]}\n进度", 3.8, "right"),
        TableColumn("亮灯\n个数", 2.6, "right"),
    )
    plans, done = (money_column([getattr(r, name) for r in rows]) for name in ("year_plan", "year_done"))
    cells = tuple(
        (
            one_line(row.dimension), one_line(row.category), str(row.projects), plan, finished,
            DASH if row.rate is None else percent(row.rate),
            DASH if row.deviation is None else points(row.deviation),
            str(row.lit),
        )
        for row, plan, finished in zip(rows, plans, done, strict=True)
    )  # fmt: skip
    return Table(columns, cells, UNITS)


def unstarted_table(rows: Sequence[UnstartedFacts]) -> Table:
    columns = (
        TableColumn("序号", 2.2),
        TableColumn("项目名称", 10, "left"),
        TableColumn("责任单位", 6, "left"),
        TableColumn("总投资", 4.4, "right"),
        TableColumn("计划开工\n日期", 6),
        TableColumn("存在问题", 9, "left"),
    )
    amounts = money_column([row.total_investment for row in rows])
    cells = tuple(
        (
            str(number), one_line(row.name), one_line(row.unit or "") or DASH, amount,
            day_text(row.planned_start), prose(row.problems or "") or DASH,
        )
        for number, (row, amount) in enumerate(zip(rows, amounts, strict=True), 1)
    )  # fmt: skip
    return Table(columns, cells, "单位：万元")


def months_table(trend: Trend | None) -> Table:
    """逐月情况: 累计计划, 累计完成 and the lights of each month up to 统计月份."""
    lights = trend.lights if trend else ()
    columns = (
        TableColumn("月份", 3.4),
        TableColumn("累计计划\n投资", 5, "right"),
        TableColumn("累计完成\n投资", 5, "right"),
        *(TableColumn(_bar_name(light), 3.4, "right") for light in lights),
    )
    if trend is None:
        return Table(columns, (), "单位：万元、个")
    by_month = {one.month: one for one in trend.progress}
    known = [by_month.get(month) for month in trend.months]
    plans = money_column([one.planned if one else None for one in known])
    done = money_column([one.done if one else None for one in known])
    rows = tuple(
        (_short(month), plans[at], done[at], *(str(light.counts[at]) for light in lights))
        for at, month in enumerate(trend.months)
    )
    return Table(columns, rows, "单位：万元、个")


def _short(month: date) -> str:
    """「9月」: the year stands above."""
    return f"{month.month}月"


def issue_table(issues: IssueAnalysis | None) -> Table:
    """问题分析: new by category, solved, open and overdue; 合计 where adding up means something."""
    categories = issues.categories if issues else ()
    columns = (
        TableColumn("月份", 3.4),
        *(TableColumn(name, 2.4, "right") for name in categories),
        TableColumn("新提\n合计", 2.8, "right"),
        TableColumn("办结", 2.6, "right"),
        TableColumn("按期\n办结", 2.6, "right"),
        TableColumn("月末\n未销号", 3.6, "right"),
        TableColumn("月末\n逾期", 2.8, "right"),
    )
    months = issues.months if issues else ()
    rows = [_issue_cells(row) for row in months]
    return Table(columns, (*rows, *([_issue_sums(months)] if len(months) > 1 else ())), "单位：个")


def _issue_cells(row: IssueMonth) -> tuple[str, ...]:
    counts = (*row.raised_by, row.raised, row.resolved, row.in_time, row.open_at_end, row.overdue_at_end)
    return (_short(row.month), *map(str, counts))


def _issue_sums(months: Sequence[IssueMonth]) -> tuple[str, ...]:
    """What is open at the end of a month does not add up over months."""
    by_category = (sum(counts) for counts in zip(*(row.raised_by for row in months), strict=True))
    totals = (sum(getattr(row, name) for row in months) for name in ("raised", "resolved", "in_time"))
    return ("合计", *map(str, by_category), *map(str, totals), DASH, DASH)


def due_table(rows: Sequence[DueFacts]) -> Table:
    columns = (
        TableColumn("序号", 2.2),
        TableColumn("来源", 4),
        TableColumn("事项", 12, "left"),
        TableColumn("项目", 7, "left"),
        TableColumn("责任单位", 5, "left"),
        TableColumn("时限", 6.4),
    )
    cells = tuple(
        (
            str(number), row.source, prose(row.matter or "") or DASH, one_line(row.project or "") or DASH,
            one_line(row.unit or "") or DASH, day_text(row.due_on),
        )
        for number, row in enumerate(rows, 1)
    )  # fmt: skip
    return Table(columns, cells)


# --- charts -------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def trend_pictures(trend: Trend | None, region: str) -> Mapping[str, Picture]:
    """进度图 and 亮灯图 (图1, 图2); none without two months to compare or a font that has their characters."""
    if trend is None or len(trend.months) < 2:
        return {}
    year = trend.months[0].year
    labels = [_bar_name(light) for light in trend.lights]
    font = chart_font([_DONE, _PLANNED, *labels, "单位：万元个0123456789.月-"])
    if font is None:
        return {}
    names = [f"{one.month.month}月" for one in trend.progress]
    figures = ["" if one.done is None else money(one.done) for one in trend.progress]
    progress = progress_chart(
        names,
        (_PLANNED, [one.planned for one in trend.progress]),
        (_DONE, [one.done for one in trend.progress], figures),
        "单位：万元",
        font,
    )
    bars = [LightBars(name, one.colour, one.counts) for name, one in zip(labels, trend.lights, strict=True)]
    lights = lights_chart([f"{month.month}月" for month in trend.months], bars, "单位：个", font)
    return {
        PROGRESS_CHART: Picture(
            progress, WIDTH, _progress_told(trend), f"图1　{region}重大项目{year}年投资进度"
        ),
        LIGHTS_CHART: Picture(
            lights, WIDTH, _lights_told(trend), f"图2　{region}重大项目{year}年各月亮灯情况"
        ),
    }


def _bar_name(light: LightMonths) -> str:
    """灰 is no light: it is told as what it means."""
    return light_name(light.label) if light.level is not None else f"不亮灯（{light.label}）"


def _progress_told(trend: Trend) -> str:
    """The alternative text: every figure of the chart."""
    told = [
        f"{month_text(one.month)}{_PLANNED}{money(one.planned)}万元"
        + ("" if one.done is None else f"、{_DONE}{money(one.done)}万元")
        for one in trend.progress
    ]
    return "；".join(told) + "。"


def _lights_told(trend: Trend) -> str:
    told = [
        month_text(month) + listed(f"{_bar_name(one)}{one.counts[at]}个" for one in trend.lights)
        for at, month in enumerate(trend.months)
    ]
    return "；".join(told) + "。"


@lru_cache(maxsize=8)
def ranking_picture(rows: tuple[RankRow, ...], number: int, title: str) -> Picture | None:
    """排名图 of one group in the order of places; None for one unit, too many, or without a font."""
    scored = [
        (one_line(row.name), row.score, f"{rounded(row.score, 2)}") for row in rows if row.score is not None
    ]
    font = chart_font([*(name for name, _, _ in scored), "单位：分0123456789.-"])
    if font is None or not 2 <= len(scored) <= MOST_BARS:
        return None
    told = listed(f"{name}{text}分" for name, _, text in scored) + "。"
    return Picture(ranking_chart(scored, "单位：分", font), WIDTH, told, f"图{number}　{title}")
