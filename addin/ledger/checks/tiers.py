"""会商层级的校核：rows of 会商机制 that cannot be followed, tiers that the scheme does not have, tiers jumped over."""

from __future__ import annotations

import numpy as np

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark, truly_blank
from addin.ledger.keys import normalised
from addin.ledger.ledger import Ledger
from addin.ledger.tiers import NO_TIER, scheme_tiers, tier_places
from addin.schema import Column, IssueMoves, Issues, Meetings, Sheet, Tiers, Topics

NAMED_IN: tuple[tuple[type[Sheet], Column], ...] = (
    (Issues, Issues.tier),
    (IssueMoves, IssueMoves.from_tier),
    (IssueMoves, IssueMoves.to_tier),
    (Meetings, Meetings.tier),
    (Topics, Topics.tier),
)
"""Columns that hold a tier of the scheme."""


def tier_rows(ledger: Ledger) -> list[Finding]:
    """会商机制: no 会商层级, one that stands twice in its scheme, 周期 without 周期单位 or the other way round."""
    rows = ledger[Tiers]
    named = rows[rows[Tiers.tier.name].notna()]
    keys = named.assign(tier_key=normalised(named[Tiers.tier.name].to_numpy(dtype=object)))
    twice = named[keys.duplicated([Tiers.scheme.name, "tier_key"]).to_numpy()]
    cycle, unit = rows[Tiers.cycle.name].notna(), rows[Tiers.cycle_unit.name].notna()
    without_cycle = truly_blank(ledger, Tiers, rows, Tiers.cycle)
    without_unit = truly_blank(ledger, Tiers, rows, Tiers.cycle_unit)
    blank = Said(Level.DOUBT, "会商层级没有填写，本行未计入", "补填会商层级，或删除这一行")
    again = Said(Level.DOUBT, "会商层级在同一方案中重复，以层级序号小的为准", "改正会商层级，或删除这一行")
    no_unit = Said(Level.DOUBT, "有周期没有周期单位，不排下次会期", "周期单位填“天”或“月”")
    no_cycle = Said(Level.DOUBT, "有周期单位没有周期，不排下次会期", "补填周期")
    too_short = Said(Level.DOUBT, "周期应大于零，不排下次会期", "改正周期")
    return [
        *mark(ledger, Tiers, Tiers.tier, rows[rows[Tiers.tier.name].isna()], blank),
        *mark(ledger, Tiers, Tiers.tier, twice, again),
        *mark(ledger, Tiers, Tiers.cycle_unit, rows[cycle & without_unit], no_unit),
        *mark(ledger, Tiers, Tiers.cycle, rows[unit & without_cycle], no_cycle),
        *mark(ledger, Tiers, Tiers.cycle, rows[rows[Tiers.cycle.name] < 1], too_short),
    ]


def unknown_tiers(ledger: Ledger) -> list[Finding]:
    """Tiers named that the scheme does not have; nothing where the scheme itself is wanting (said at 参数)."""
    tiers = scheme_tiers(ledger)
    if tiers.empty:
        return []
    names = "、".join(tiers[Tiers.tier.name])
    scheme = ledger.settings.tier_scheme
    findings: list[Finding] = []
    for sheet, column in NAMED_IN:
        rows = ledger[sheet]
        unknown = rows[column.name].notna().to_numpy() & (tier_places(tiers, rows[column.name]) == NO_TIER)
        message = f"{column.title}不在{Tiers.title}的方案“{scheme}”中"
        advice = f"改为该方案的层级：{names}；或改参数的会商方案"
        findings += mark(ledger, sheet, column, rows[unknown], Said(Level.DOUBT, message, advice))
    return findings


def tiers_jumped(ledger: Ledger) -> list[Finding]:
    """问题流转: a move that leaves out a tier on the way up."""
    tiers, rows = scheme_tiers(ledger), ledger[IssueMoves]
    start, end = (tier_places(tiers, rows[c.name]) for c in (IssueMoves.from_tier, IssueMoves.to_tier))
    names = tiers[Tiers.tier.name].tolist()
    findings: list[Finding] = []
    for row in np.flatnonzero(jumps(start, end)).tolist():
        left_out = "、".join(names[start[row] + 1 : end[row]])
        said = Said(Level.DOUBT, f"越级：越过了{left_out}", "补上中间层级的流转，或在原因中写明为何越级")
        findings += mark(ledger, IssueMoves, IssueMoves.to_tier, rows.iloc[[row]], said)
    return findings


def jumps(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Whether each move between places leaves out a tier; downwards, and from or to no tier, it does not."""
    jumped: np.ndarray = (start != NO_TIER) & (end - start > 1)
    return jumped
