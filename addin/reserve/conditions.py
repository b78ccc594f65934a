"""申报条件：the rows of the scheme in force, by tier, and how a project stands to each (whole arrays at a time).

A tier is open by any of its rows; within a row every cell that is not blank must hold, 总投资下限 included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Level
from addin.ledger import Ledger
from addin.ledger.checks.marking import is_blank, truly_blank
from addin.ledger.deadlines import Bools, Objects
from addin.ledger.text import match_key
from addin.schema import Column, Eligibility, Reserve

NOT_IN_POOL = "否"
_PAIRS: tuple[tuple[Column, Column], ...] = (
    (Eligibility.natures, Reserve.nature),
    (Eligibility.category, Reserve.category),
    (Eligibility.funding_levels, Reserve.funding_level),
    (Eligibility.in_city_pool, Reserve.in_city_pool),
)
"""A condition and the fact of a project that it is held against."""
_FACTS = (*(fact for _, fact in _PAIRS), Reserve.total_investment)


@dataclass(frozen=True, slots=True)
class Condition:
    """One row of 申报条件. `wanted`: fact → the values that will do; `least` in 万元, NaN without a floor."""

    tier: str
    wanted: tuple[tuple[Column, tuple[str, ...]], ...]
    least: float
    source: str

    @property
    def label(self) -> str:
        """What a project must be, apart from its size: 「民生」, 「政府投资（市本级、省级、中央资金）」."""
        words = {fact.name: "、".join(values) for fact, values in self.wanted}
        funds, pool = words.pop(Reserve.funding_level.name, ""), Reserve.in_city_pool.name
        if pool in words:
            words[pool] = "未列入市库的项目" if words[pool] == NOT_IN_POOL else "列入市库的项目"
        named = "且".join(words.values())
        if not funds:
            return named
        return f"{named}（{funds}资金）" if named else f"{funds}资金"


@dataclass(frozen=True, slots=True)
class Standing:
    """How each project stands to one condition (N,): it holds; it is another kind of project; it is too small;
    `blank`: facts that would decide, and where they are not typed."""

    holds: Bools
    outside: Bools
    short: Bools
    blank: tuple[tuple[Column, Bools], ...]


def read_conditions(ledger: Ledger) -> tuple[Condition, ...]:
    """The rows of 参数!申报方案 in sheet order. A row with a cell that cannot be read does not count (错误):
    a floor that is no number must not open the tier to all."""
    table = ledger[Eligibility]
    own = table[table[Eligibility.scheme.name].map(match_key) == match_key(ledger.settings.reserve_scheme)]
    readable = np.ones(len(own), dtype=bool)
    for column in (*(condition for condition, _ in _PAIRS), Eligibility.least_investment):
        wrong = is_blank(own[column.name]) & ~truly_blank(ledger, Eligibility, own, column)
        wrong &= ledger.has_column(Eligibility, column.name)
        _say_unreadable(ledger, column, own["position"].to_numpy()[wrong])
        readable &= ~wrong
    return tuple(_condition(row) for row in own[readable].to_dict("records"))


def _say_unreadable(ledger: Ledger, column: Column, positions: Iterable[Any]) -> None:
    message = f"{column.title}无法识别，本行条件不起作用（不按“不限”处理）"
    for position in positions:
        finding = ledger.finding(
            Level.ERROR, Eligibility, int(position), column.name, message, f"改正{column.title}；不限的清空"
        )
        if finding not in ledger.findings:
            ledger.findings.append(finding)


def _condition(row: dict[Any, Any]) -> Condition:
    typed = ((fact, row[condition.name]) for condition, fact in _PAIRS)
    wanted = tuple(
        (fact, value if isinstance(value, tuple) else (str(value),))
        for fact, value in typed
        if value is not None and value != ()
    )
    least = float(row[Eligibility.least_investment.name])
    return Condition(row[Eligibility.tier.name], wanted, least, row[Eligibility.source.name] or "")


def facts_of(table: pd.DataFrame) -> pd.DataFrame:
    """The facts that conditions ask for; a fact that the sheet has no column for is blank. 列入市库 is a list that
    a project stands on or not: blank means it does not."""
    facts = pd.DataFrame({fact.name: _fact(table, fact) for fact in _FACTS})
    pool = Reserve.in_city_pool.name
    facts[pool] = facts[pool].where(facts[pool].notna(), NOT_IN_POOL)
    return facts


def _fact(table: pd.DataFrame, fact: Column) -> Any:
    if fact.name in table:
        return table[fact.name].to_numpy()
    return np.full(len(table), np.nan if fact is Reserve.total_investment else None, dtype=object)


def stand(condition: Condition, facts: pd.DataFrame) -> Standing:
    """A fact not typed leaves the condition open, unless another one settles it."""
    outside = np.zeros(len(facts), dtype=bool)
    short = np.zeros(len(facts), dtype=bool)
    blank: list[tuple[Column, Bools]] = []
    for fact, values in condition.wanted:
        gone = facts[fact.name].isna().to_numpy()
        outside |= ~gone & ~facts[fact.name].isin(values).to_numpy()
        blank.append((fact, gone))
    if not np.isnan(condition.least):
        total = facts[Reserve.total_investment.name].to_numpy(dtype=np.float64)
        blank.append((Reserve.total_investment, np.isnan(total)))
        short = np.round(total, 6) < round(condition.least, 6)
    settled = outside | short
    waiting = tuple((fact, gone & ~settled) for fact, gone in blank)
    holds = ~np.logical_or.reduce([settled, *(gone for _, gone in waiting)])
    return Standing(holds, outside, short & ~outside, waiting)


def listed(parts: Iterable[tuple[str, Bools]], length: int) -> Objects:
    """For each project the texts whose mask holds, joined by 、, each once; "" without any."""
    merged: dict[str, Bools] = {}
    for text, mask in parts:
        merged[text] = merged[text] | mask if text in merged else mask
    said: Objects = np.full(length, "", dtype=object)
    for text, mask in merged.items():
        said[mask] = np.where(said[mask] == "", "", said[mask] + "、") + text
    return said
