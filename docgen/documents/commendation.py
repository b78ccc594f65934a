"""表扬通报：who is praised, and the facts that earned it; a tilt of resources only where the ledger says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, missing_marker
from docgen.documents.common import (
    composed,
    issuer_fields,
    money_field,
    period_fields,
    rate_field,
    with_missing,
)
from docgen.documents.kind import Kind
from docgen.documents.periods import Period
from docgen.documents.ranking_bulletin import RankedFacts
from docgen.facts import Header
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import against, listed, rounded

NAME = "表扬通报"
OBJECTS = ("单位", "专班", "项目")
"""Of 排名榜!排名对象, in the order in which they are praised; persons come last."""
NAMED = 3
"""More projects of one person than these are counted, not named."""


@dataclass(frozen=True, slots=True)
class HonouredFacts:
    """One row of 排名榜 that is praised; `deeds` what 加减分 gave it points for in the period (事由, 依据)."""

    object: str
    group: str
    ranked: RankedFacts
    deeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HonouredPerson:
    """One person: 单位, 职务, the projects he is 责任人 of, and how many issues he closed in time this year."""

    name: str
    unit: str | None = None
    post: str | None = None
    projects: tuple[str, ...] = ()
    issues_in_time: int = 0


@dataclass(frozen=True, slots=True)
class CommendationFacts:
    """表扬通报. `condition` is 参数!红榜条件 in words (None: chosen by hand); `tilts` are what 考核指标 and 加减分
    say of resources for the praised, word for word."""

    header: Header
    region: str | None
    period: str
    month: date
    as_of: date
    addressee: str | None
    honoured: tuple[HonouredFacts, ...]
    persons: tuple[HonouredPerson, ...] = ()
    condition: str | None = None
    tilts: tuple[str, ...] = ()
    progress_word: str = "时序进度"


def _fields(facts: CommendationFacts) -> Mapping[str, Any]:
    period = Period(facts.period, facts.month)
    kinds = [_kind_fields(sort, facts) for sort in OBJECTS]
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer),
        "行政区": facts.region or "",
        "主送": or_missing(facts.addressee, "主送机关"),
        "期间": period.text,
        "时序用字": facts.progress_word,
        "红榜条件": prose(facts.condition or ""),
        "各对象": [kind for kind in kinds if kind["名单"]],
        "个人": [_person_fields(person) for person in facts.persons],
        "表扬名单": "" if facts.honoured or facts.persons else Missing("表扬名单"),
        "倾斜依据": [prose(tilt) for tilt in facts.tilts],
    }


def _kind_fields(sort: str, facts: CommendationFacts) -> dict[str, Any]:
    found = [one for one in facts.honoured if one.object == sort]
    return {"对象": sort, "名单": [_honoured_fields(one, facts.progress_word) for one in found]}


def _honoured_fields(one: HonouredFacts, progress_word: str) -> dict[str, Any]:
    """What is said of one: its place and marks, its figures, its deeds."""
    ranked, name = one.ranked, one_line(one.ranked.name)
    has_figures = ranked.rate is not None and ranked.deviation is not None
    return {
        "名称": name,
        "责任单位": one_line(ranked.unit or ""),
        "名次": _placed(one),
        "总分": "" if ranked.score is None else rounded(ranked.score, 2),
        "有数据": has_figures,
        "年计划": money_field(ranked.year_plan, f"{name}年计划投资"),
        "完成": money_field(ranked.year_done, f"{name}年度完成投资"),
        "完成率": rate_field(ranked.rate, f"{name}投资完成率"),
        "较时序": "" if ranked.deviation is None else against(ranked.deviation, progress_word),
        "得分构成": prose(ranked.composition or ""),
        "事迹": [prose(deed) for deed in one.deeds],
    }


def _placed(one: HonouredFacts) -> str | Missing:
    """「乡镇街道组排名第1名」, 「专班排名第1名」; a row without a place was chosen by hand and needs a reason."""
    if one.ranked.place is None:
        return Missing(f"{one_line(one.ranked.name)}的表扬理由")
    group = prose(one.group) or ("" if one.object == "单位" else one.object)
    ending = "组" if one.group and not group.endswith(("组", "类")) else ""
    return f"{group}{ending}排名第{one.ranked.place}名"


def _person_fields(person: HonouredPerson) -> dict[str, Any]:
    return {
        "姓名": one_line(person.name),
        "单位职务": one_line(f"{person.unit or ''}{person.post or ''}"),
        "负责项目": _several(person.projects),
        "项目数": len(person.projects),
        "按期办结": person.issues_in_time,
        "事迹": "" if person.projects or person.issues_in_time else Missing(f"{person.name}的先进事迹"),
    }


def _several(projects: Sequence[str]) -> str:
    """All of them, or the first three and how many there are."""
    more = f"等{len(projects)}个项目" if len(projects) > NAMED else ""
    return listed(map(one_line, projects[:NAMED])) + more


def _blocks(facts: CommendationFacts) -> Mapping[str, NamedBlock]:
    return {}


def _finish(facts: CommendationFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, facts.as_of.year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


COMMENDATION = Kind(NAME, Layout.DOCUMENT, CommendationFacts, NAME, _fields, _blocks, _finish)
