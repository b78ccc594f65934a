"""项目月报：the month in figures, tables and charts, on plain paper without a 版头 (平湛政办〔2021〕8号: 月报、台账)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, Picture
from docgen.documents.common import (
    composed,
    day_field,
    issuer_fields,
    light_fields,
    money_field,
    period_fields,
    rules_field,
    totals_fields,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.standings import (
    LIT,
    RANKING,
    group_fields,
    in_order,
    light_groups,
    list_name,
    lit_table,
    rank_groups,
    ranking_table,
)
from docgen.documents.statistics import (
    CATEGORIES,
    DUE,
    ISSUES,
    MONTHS,
    RANKING_CHART,
    UNSTARTED,
    category_fields,
    category_table,
    due_table,
    issue_fields,
    issue_table,
    months_table,
    ranking_picture,
    trend_pictures,
    unstarted_fields,
    unstarted_table,
)
from docgen.facts import (
    CategoryFacts,
    DueFacts,
    Header,
    IssueAnalysis,
    LightCount,
    ProjectFacts,
    RankRow,
    Totals,
    Trend,
    UnstartedFacts,
)
from docgen.wording.cleaning import prose
from docgen.wording.markdown import Draft
from docgen.wording.numerals import listed

NAME = "项目月报"


@dataclass(frozen=True, slots=True)
class MonthlyReportFacts:
    """项目月报. `month_done` is what was done in the month alone; `due` falls due from `due_from` to `due_until`.

    `charts` False: none are drawn.
    """

    header: Header
    region: str | None
    month: date
    as_of: date
    totals: Totals
    month_done: float | None
    lights: tuple[LightCount, ...]
    rule_sentences: tuple[str, ...]
    categories: tuple[CategoryFacts, ...]
    trend: Trend | None
    lit: tuple[ProjectFacts, ...]
    unstarted: tuple[UnstartedFacts, ...]
    issues: IssueAnalysis | None
    ranking: tuple[RankRow, ...]
    ranking_note: str
    due_from: date
    due_until: date
    due: tuple[DueFacts, ...]
    progress_word: str = "时序进度"
    charts: bool = True


def _fields(facts: MonthlyReportFacts) -> Mapping[str, Any]:
    groups = light_groups(facts.lights, facts.lit, facts.progress_word)
    pictures = _pictures(facts)
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer),
        **light_fields(facts.lights),
        **issue_fields(facts.issues),
        "行政区": facts.region or "",
        "时序用字": facts.progress_word,
        "总体": totals_fields(facts.totals, facts.progress_word),
        "本月完成": money_field(facts.month_done, "本月完成投资"),
        "亮灯规则": rules_field(facts.rule_sentences),
        "各口径": category_fields(facts.categories, facts.progress_word),
        "有逐月情况": facts.trend is not None,
        "有图": "进度图" in pictures,
        "各灯项目": groups,
        "亮灯数": len(facts.lit),
        "亮灯名称": listed(group["灯名"] for group in groups),
        "清单名称": list_name(facts.lit),
        "应开未开": unstarted_fields(facts.unstarted),
        "各组排名": [
            group_fields(name, rows) | {"排名图": _chart_name(at) if _chart_name(at) in pictures else ""}
            for at, (name, rows) in enumerate(rank_groups(facts.ranking))
        ],
        "排名说明": prose(facts.ranking_note),
        "到期起": day_field(facts.due_from, "到期事项起日"),
        "到期止": day_field(facts.due_until, "到期事项止日"),
        "到期数": len(facts.due),
        "到期构成": _due_by_source(facts),
    }


def _due_by_source(facts: MonthlyReportFacts) -> str:
    """「节点计划7项、责任清单3项」."""
    counts = Counter(row.source for row in facts.due)
    return listed(f"{source}{count}项" for source, count in counts.items())


def _chart_name(at: int) -> str:
    """排名图1, 排名图2 … one a group."""
    return f"{RANKING_CHART}{at + 1}"


def _pictures(facts: MonthlyReportFacts) -> Mapping[str, Picture]:
    """The charts that can be drawn, numbered in the order in which they stand."""
    if not facts.charts:
        return {}
    pictures = dict(trend_pictures(facts.trend, facts.region or ""))
    for at, (name, rows) in enumerate(rank_groups(facts.ranking)):
        placed = sorted((row for row in rows if row.place is not None), key=lambda row: row.place or 0)
        title = f"{prose(name) or '责任单位'}{facts.month.year}年{facts.month.month}月考核得分"
        picture = ranking_picture(tuple(placed), len(pictures) + 1, title)
        if picture is not None:
            pictures[_chart_name(at)] = picture
    return pictures


def _blocks(facts: MonthlyReportFacts) -> Mapping[str, NamedBlock]:
    return {
        CATEGORIES: category_table(facts.categories, facts.progress_word),
        MONTHS: months_table(facts.trend),
        ISSUES: issue_table(facts.issues),
        RANKING: ranking_table(facts.ranking, facts.progress_word),
        LIT: lit_table(in_order(facts.lights, facts.lit), facts.progress_word),
        UNSTARTED: unstarted_table(facts.unstarted),
        DUE: due_table(facts.due),
        **_pictures(facts),
    }


def _finish(facts: MonthlyReportFacts, draft: Draft) -> Composition:
    """A report is no 公文: it carries no 发文字号; its 登记号 stands in 发文登记."""
    composition = composed(NAME, Layout.FORM, facts.header, draft, facts.as_of.year)
    return with_missing(replace(composition, number=""))


MONTHLY_REPORT = Kind(NAME, Layout.FORM, MonthlyReportFacts, NAME, _fields, _blocks, _finish)
