"""排名通报：places of a month, quarter, half-year or year, group by group, with how the marks come about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, Table, TableColumn, missing_marker
from docgen.documents.common import composed, day_field, issuer_fields, period_fields, with_missing
from docgen.documents.kind import Kind
from docgen.documents.periods import Period
from docgen.facts import Header
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, listed, money_column, percent, points, rounded

NAME = "排名通报"
UNIT = "单位"
_OBJECTS = {UNIT: "责任单位", "项目": "项目", "专班": "工作专班"}


@dataclass(frozen=True, slots=True)
class RankedFacts:
    """One row of 排名榜. `composition` is its 说明 (得分构成); `rises` places gained, negative lost, None unknown."""

    name: str
    place: int | None
    score: float | None
    unit: str | None = None
    year_plan: float | None = None
    year_done: float | None = None
    rate: float | None = None
    deviation: float | None = None
    composition: str | None = None
    bonus: float | None = None
    place_before: int | None = None
    board: str | None = None

    @property
    def rises(self) -> int | None:
        return None if self.place is None or self.place_before is None else self.place_before - self.place


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """考核指标：one indicator; `at_end`: the value of the period's last month, else the mean of its months."""

    name: str
    weight: float
    source: str | None = None
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class RankingGroup:
    """One group of one 排名对象 with the indicators that it is scored on, rows in the order of places."""

    object: str
    group: str
    rows: tuple[RankedFacts, ...]
    indicators: tuple[IndicatorFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class RankingBulletinFacts:
    """排名通报. `period` is 月, 季, 半年 or 年, up to `month`; `note` what 参数 says of joint projects and ties."""

    header: Header
    region: str | None
    period: str
    month: date
    as_of: date
    addressee: str | None
    groups: tuple[RankingGroup, ...]
    note: str
    reply_by: date | None
    progress_word: str = "时序进度"


def _fields(facts: RankingBulletinFacts) -> Mapping[str, Any]:
    period = Period(facts.period, facts.month)
    warned = [row.name for group in facts.groups for row in group.rows if row.board == "黑榜"]
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer),
        "行政区": facts.region or "",
        "主送": or_missing(facts.addressee, "主送机关"),
        "期间": period.text,
        "口径": facts.period,
        "期间各月": period.months,
        "时序用字": facts.progress_word,
        "各考核办法": _all_methods(facts.groups),
        "按完成率": listed(group_title(g) for g in facts.groups if g.object != UNIT),
        "考核依据": _sources(facts.groups),
        "排名说明": prose(facts.note),
        "各组": [_group_fields(group) for group in facts.groups] or Missing("排名"),
        "黑榜": listed(map(one_line, warned)),
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
    }


# --- how the marks come about --------------------------------------------------------------------


def _all_methods(groups: Sequence[RankingGroup]) -> list[dict[str, Any]] | Missing:
    """各考核办法; missing where units are ranked, or nothing is, and no indicator is known."""
    methods = [_method(group.indicators, names) for group, names in _methods(groups)]
    of_units = not groups or any(group.object == UNIT for group in groups)
    return Missing("考核指标") if of_units and not methods else methods


def _methods(groups: Sequence[RankingGroup]) -> list[tuple[RankingGroup, list[str]]]:
    """The groups of units by what they are scored on: each way once, with the groups' names."""
    scored = [group for group in groups if group.object == UNIT and group.indicators]
    ways = dict.fromkeys(group.indicators for group in scored)
    return [
        (
            next(group for group in scored if group.indicators == way),
            [one_line(group.group) for group in scored if group.indicators == way and group.group],
        )
        for way in ways
    ]


def _method(indicators: Sequence[IndicatorFacts], groups: Sequence[str]) -> dict[str, Any]:
    return {
        "组别": listed(groups),
        "指标": listed(f"{one.name}{_weight(one.weight)}分" for one in indicators),
        "期末指标": listed(one.name for one in indicators if one.at_end),
        "平均指标": listed(one.name for one in indicators if not one.at_end),
    }


def _weight(value: float) -> str:
    return rounded(value, 2).rstrip("0").rstrip(".")


def _sources(groups: Sequence[RankingGroup]) -> str:
    """The documents that the indicators name, each once."""
    sources = (one.source for group in groups for one in group.indicators if one.source)
    return "；".join(dict.fromkeys(map(prose, sources)))


# --- groups --------------------------------------------------------------------------------------


def group_title(group: RankingGroup) -> str:
    """「乡镇街道」, 「责任单位」 where there are no groups, 「项目」."""
    return prose(group.group) or _OBJECTS.get(group.object, group.object)


def _group_fields(group: RankingGroup) -> dict[str, Any]:
    placed = [row for row in group.rows if row.place is not None]
    ties = [list(rows) for _, rows in groupby(placed, key=lambda row: row.place)]
    last = ties[-1] if len(ties) > 1 else []
    return {
        "组别": group_title(group),
        "对象": group.object,
        "表名": table_name(group),
        "个数": len(placed),
        "第一": _named(ties[0]) if ties else "",
        "末位": _named(last),
        "末位名次": str(last[0].place) if last else "",
        "上升": _moved(row for row in placed if (row.rises or 0) > 0),
        "下降": _moved(row for row in placed if (row.rises or 0) < 0),
        "红榜": listed(one_line(row.name) for row in placed if row.board == "红榜"),
        "黑榜": listed(one_line(row.name) for row in placed if row.board == "黑榜"),
        "未排名": listed(one_line(row.name) for row in group.rows if row.place is None),
    }


def _named(rows: Sequence[RankedFacts]) -> str:
    """「映湖街道、松屏街道（并列，112.00分）」; the mark once where all share it."""
    scores = dict.fromkeys(f"{rounded(row.score, 2)}分" for row in rows if row.score is not None)
    remarks = [*(["并列"] if len(rows) > 1 else []), *(scores if len(scores) == 1 else ())]
    return listed(one_line(row.name) for row in rows) + (f"（{'，'.join(remarks)}）" if remarks else "")


def _moved(rows: Iterable[RankedFacts]) -> str:
    """「云澜街道（由第4名到第3名）」."""
    return listed(f"{one_line(row.name)}（由第{row.place_before}名到第{row.place}名）" for row in rows)


def table_name(group: RankingGroup) -> str:
    return f"{group_title(group)}排名表"


def ranking_table(group: RankingGroup, progress_word: str) -> Table:
    """One row an object in the order given, all that its place rests on."""
    of_projects = group.object == "项目"
    columns = (
        TableColumn("名次", 2.4),
        TableColumn(_OBJECTS.get(group.object, group.object), 9 if of_projects else 6, "left"),
        *((TableColumn("责任单位", 6, "left"),) if of_projects else ()),
        TableColumn("年计划\n投资", 4, "right"),
        TableColumn("年度完成\n投资", 4.8, "right"),
        TableColumn("投资\n完成率", 4, "right"),
        TableColumn(f"较{progress_word[:2]}\n进度", 3.6, "right"),
        *(() if of_projects else (TableColumn("得分构成", 17, "left"), TableColumn("加减分", 3.4, "right"))),
        TableColumn("总分", 3.6, "right"),
        TableColumn("上期\n名次", 2.4),
        TableColumn("位次\n变化", 2.6),
        TableColumn("上榜", 2.6),
    )
    plans, done = (
        money_column([getattr(r, name) for r in group.rows]) for name in ("year_plan", "year_done")
    )
    rows = tuple(
        _cells(row, plan, finished, of_projects)
        for row, plan, finished in zip(group.rows, plans, done, strict=True)
    )
    return Table(columns, rows, "单位：万元、百分点、分")


def _cells(row: RankedFacts, plan: str, done: str, of_projects: bool) -> tuple[str, ...]:
    by_points = () if of_projects else (prose(row.composition or "") or DASH, _number(row.bonus))
    return (
        DASH if row.place is None else str(row.place),
        one_line(row.name),
        *((one_line(row.unit or "") or DASH,) if of_projects else ()),
        plan,
        done,
        DASH if row.rate is None else percent(row.rate),
        DASH if row.deviation is None else points(row.deviation),
        *by_points,
        _number(row.score),
        DASH if row.place_before is None else str(row.place_before),
        _movement(row.rises),
        row.board or DASH,
    )


def _number(value: float | None) -> str:
    return DASH if value is None else rounded(value, 2)


def _movement(rises: int | None) -> str:
    if not rises:
        return DASH
    return f"↑{rises}" if rises > 0 else f"↓{-rises}"


def _blocks(facts: RankingBulletinFacts) -> Mapping[str, NamedBlock]:
    return {table_name(group): ranking_table(group, facts.progress_word) for group in facts.groups}


def _finish(facts: RankingBulletinFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, facts.as_of.year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


RANKING_BULLETIN = Kind(NAME, Layout.DOCUMENT, RankingBulletinFacts, NAME, _fields, _blocks, _finish)
