"""可申报层级与范围判定：which tier a project may apply for and why, in a sentence a clerk can read out.

Source: 龙项目办〔2022〕3号 第八条、第十条; 仑政办〔2022〕26号 五、界定范围. The rows themselves stand on 申报条件.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Objects
from addin.ledger.reading import number_text
from addin.reserve.conditions import (
    NOT_IN_POOL,
    Condition,
    Standing,
    facts_of,
    listed,
    read_conditions,
    stand,
)
from addin.schema import Projects, Reserve

NOT_ELIGIBLE, OUT_OF_SCOPE = "不符合", "不在范围"
SCOPE = "范围"
"""A 层级 that ends so is a scope of 项目清单, not a tier of 储备库."""
_FILE_NAME = re.compile(r"（[^（）]*\.[A-Za-z0-9]+）")


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: its conditions and how all projects stand to each of them."""

    name: str
    conditions: tuple[Condition, ...]
    standings: tuple[Standing, ...]

    @property
    def holds(self) -> Bools:
        found: Bools = np.logical_or.reduce([one.holds for one in self.standings])
        return found

    def blank(self) -> list[tuple[str, Bools]]:
        """Titles of facts that are not typed and would decide."""
        pairs = [(fact, mask) for one in self.standings for fact, mask in one.blank]
        return [(fact.title, mask & ~self.holds) for fact, mask in pairs]

    def undecided(self) -> Bools:
        return _any([mask for _, mask in self.blank()], len(self.holds))


def reserve_tiers(ledger: Ledger) -> pd.DataFrame:
    """可申报层级 and 判定依据 of 储备库 (schema names, parallel to the sheet).

    The tiers rank in the order in which they first stand on 申报条件, later is higher. Where no tier is open and
    a fact that would decide is not typed, 可申报层级 stays blank and 判定依据 says which.
    """
    facts = facts_of(ledger[Reserve])
    tiers = [tier for tier in _tiers(ledger, facts) if not tier.name.endswith(SCOPE)]
    level = np.full(len(facts), -1)
    for place, tier in enumerate(tiers):
        level[tier.holds] = place
    grounds = _shortfall(tiers[:1], facts, level == -1)
    for place, tier in enumerate(tiers):
        _say_grounds(grounds, tier, facts, level == place)
    waiting = [tier.undecided() & (level < place) for place, tier in enumerate(tiers)]
    _add_undecided(grounds, tiers, waiting)
    names = np.array([*(tier.name for tier in tiers), NOT_ELIGIBLE], dtype=object)[level]
    names[(level == -1) & _any(waiting, len(facts))] = None
    if not tiers:
        names[:] = None
    grounds[grounds == ""] = None
    return pd.DataFrame({Reserve.eligible_tier.name: names, Reserve.grounds.name: grounds})


def project_scope(ledger: Ledger) -> pd.DataFrame:
    """范围判定 of 项目清单: the first scope that a project is in with its reason, or what it lacks."""
    facts = facts_of(ledger[Projects])
    scopes = [tier for tier in _tiers(ledger, facts) if tier.name.endswith(SCOPE)]
    said: Objects = np.full(len(facts), "", dtype=object)
    for scope in scopes:
        open_ = said == ""
        for condition, standing in zip(scope.conditions, scope.standings, strict=True):
            rows = open_ & standing.holds & (said == "")
            said[rows] = _within(scope.name.removesuffix(SCOPE), condition, facts[rows])
    lost = said == ""
    blank = listed([pair for scope in scopes for pair in scope.blank()], len(facts))
    waiting = lost & (blank != "")
    said[waiting] = blank[waiting] + "没有填写，无法判定"
    out = lost & ~waiting
    said[out] = f"{OUT_OF_SCOPE}：" + _shortfall(scopes, facts, out, briefly=True)[out]
    if not scopes:
        said[:] = None
    return pd.DataFrame({Projects.scope.name: said})


def _tiers(ledger: Ledger, facts: pd.DataFrame) -> list[Tier]:
    rows = read_conditions(ledger)
    named = {
        name: tuple(row for row in rows if row.tier == name) for name in dict.fromkeys(r.tier for r in rows)
    }
    return [Tier(name, own, tuple(stand(row, facts) for row in own)) for name, own in named.items()]


def _any(masks: Sequence[Bools], length: int) -> Bools:
    found: Bools = np.logical_or.reduce([np.zeros(length, dtype=bool), *masks])
    return found


def _say_grounds(grounds: Objects, tier: Tier, facts: pd.DataFrame, rows: Bools) -> None:
    """By the first condition of the tier that holds."""
    open_ = rows.copy()
    for condition, standing in zip(tier.conditions, tier.standings, strict=True):
        by_this = open_ & standing.holds
        source = _FILE_NAME.sub("", condition.source)
        ending = f"：{tier.name}（{source}）" if source else f"：{tier.name}"
        grounds[by_this] = _reason(condition, facts[by_this], included="（含）") + ending
        open_ &= ~by_this


def _reason(condition: Condition, facts: pd.DataFrame, included: str = "") -> Objects:
    """「产业项目，总投资10000万元，达到10000万元（含）」 of each project."""
    said: Objects = np.full(len(facts), "", dtype=object)
    for fact, _ in condition.wanted:
        said = said + "，" + _is_such(fact.name, facts)
    if not np.isnan(condition.least):
        said = said + "，总投资" + _amounts(facts) + f"万元，达到{number_text(condition.least)}万元{included}"
    if not said.size or said[0] == "":
        said[:] = "，不设条件"
    return np.array([text[1:] for text in said], dtype=object)


def _is_such(name: str, facts: pd.DataFrame) -> Objects:
    values: Objects = facts[name].to_numpy(dtype=object)
    if name == Reserve.in_city_pool.name:
        said: Objects = np.where(values == NOT_IN_POOL, "未列入市库", "已列入市库").astype(object)
    else:
        said = values + ("资金" if name == Reserve.funding_level.name else "项目")
    return said


def _within(label: str, condition: Condition, facts: pd.DataFrame) -> Objects:
    """「社会投资：总投资10000万元，达到10000万元」: the class is the scope's own name."""
    reason = _reason(condition, facts)
    short = np.array([text.removeprefix(f"{label}项目").removeprefix("，") for text in reason], dtype=object)
    return np.array([f"{label}：{text or '不设总投资下限'}" for text in short], dtype=object)


def _amounts(facts: pd.DataFrame) -> Objects:
    return np.array([number_text(value) for value in facts[Reserve.total_investment.name]], dtype=object)


def _shortfall(tiers: Sequence[Tier], facts: pd.DataFrame, rows: Bools, briefly: bool = False) -> Objects:
    """「总投资4999.99万元，不足5000万元；不属于民生、基础设施、政府投资」 of the rows, "" elsewhere.

    `briefly`: the kinds of project only where size is not what is wanting.
    """
    pairs = [pair for tier in tiers for pair in zip(tier.conditions, tier.standings, strict=True)]
    floors = listed(
        [(f"{number_text(c.least)}万元", s.short & rows) for c, s in pairs if not np.isnan(c.least)],
        len(facts),
    )
    kinds = listed([(c.label, s.outside & rows) for c, s in pairs if c.wanted], len(facts))
    said: Objects = np.full(len(facts), "", dtype=object)
    small, other = floors != "", kinds != ""
    said[small] = "总投资" + _amounts(facts[small]) + "万元，不足" + floors[small]
    other &= ~(small & briefly)
    said[other] = np.where(said[other] == "", "", said[other] + "；") + "不属于" + kinds[other]
    return said


def _add_undecided(grounds: Objects, tiers: Sequence[Tier], waiting: Sequence[Bools]) -> None:
    """「；资金层级没有填写，区重大无法判定」 behind what is known."""
    length = len(grounds)
    pairs = list(zip(tiers, waiting, strict=True))
    titles = listed([(title, mask & rows) for tier, rows in pairs for title, mask in tier.blank()], length)
    names = listed([(tier.name, rows) for tier, rows in pairs], length)
    rows = titles != ""
    more = titles[rows] + "没有填写，" + names[rows] + "无法判定"
    grounds[rows] = np.where(grounds[rows] == "", "", grounds[rows] + "；") + more
