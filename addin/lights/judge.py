"""判灯：the rules in force give every project and month its 规则灯, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from addin.ledger.progress import Panel, running_months
from addin.ledger.published import UNLIT
from addin.lights.measures import Facts
from addin.lights.measures.lag_months import LAG_MONTHS
from addin.lights.reasons import explain
from addin.lights.rules import COMPARISONS, NORMAL, YELLOW, Labels, Rule, read_labels, read_rules

if TYPE_CHECKING:
    from addin.ledger import Ledger

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.int8]
Objects = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Which rules lit which cells, before any wording. All (P,M); `lit` one array a rule, in rule order.

    in_stage (P,1): some rule covers the project's stage.
    """

    rules: tuple[Rule, ...]
    lit: tuple[Bools, ...]
    level: Levels
    firm_level: Levels
    attention: Bools
    unlit: Bools
    finished: Bools
    in_stage: Bools


@dataclass(frozen=True, slots=True)
class Verdicts:
    """规则灯 of every project and month, (P,M).

    level int8 (−1 … 3, `UNLIT` = 灰); label the bare label; rule 依据规则 and reason 亮灯原因 (both "" where plain
    green); attention 关注. firm_level/firm_label: what may be published without a person's word: rules that are
    视情 left out. confirm: a 视情 rule lit it higher than that.
    """

    level: Levels
    label: Objects
    rule: Objects
    reason: Objects
    attention: Bools
    firm_level: Levels
    firm_label: Objects
    confirm: Bools
    labels: Labels


def judge_all(ledger: Ledger, panel: Panel) -> Verdicts:
    """The verdicts of a ledger. Wrong rows of 亮灯规则 become findings."""
    facts, labels = Facts(ledger, panel), read_labels(ledger)
    judged = judge(facts, read_rules(ledger), labels)
    rule, reason = explain(facts, judged, labels)
    return Verdicts(
        level=judged.level,
        label=_labels_of(judged.level, labels),
        rule=rule,
        reason=reason,
        attention=judged.attention,
        firm_level=judged.firm_level,
        firm_label=_labels_of(judged.firm_level, labels),
        confirm=judged.level > np.maximum(judged.firm_level, NORMAL),
        labels=labels,
    )


def judge(facts: Facts, rules: tuple[Rule, ...], labels: Labels) -> Judgement:
    """Levels only. Finished: −1 where the scheme has it, else 0. Exempt, not due, other stages: 灰."""
    panel = facts.panel
    open_to = panel.due & ~panel.finished
    values = {rule.measure.title: rule.measure.value(facts) for rule in rules}
    lit = tuple(_lit(facts, rule, values[rule.measure.title], open_to) for rule in rules)
    in_stage = _in_stage(panel, [stage for rule in rules for stage in rule.stages])
    judged = open_to & in_stage
    nothing = np.where(judged, np.int8(NORMAL), np.int8(UNLIT))
    level = _highest(facts, rules, lit, nothing)
    firm = [not rule.discretionary for rule in rules]
    firm_level = _highest(
        facts, [rule for rule, sure in zip(rules, firm, strict=True) if sure],
        [cells for cells, sure in zip(lit, firm, strict=True) if sure], nothing,
    )  # fmt: skip
    ends = np.int8(labels.finished_level)
    return Judgement(
        rules=rules,
        lit=lit,
        level=np.where(panel.finished, ends, level),
        firm_level=np.where(panel.finished, ends, firm_level),
        attention=_attention(panel, rules, level),
        unlit=~judged & ~panel.finished,
        finished=panel.finished,
        in_stage=in_stage,
    )


def _in_stage(panel: Panel, stages: list[str] | tuple[str, ...]) -> Bools:
    """(P,1): the stage of the project is one of `stages`."""
    fits: Bools = np.isin(panel.stage.astype(str), list(stages))[:, None]
    return fits


def _lit(facts: Facts, rule: Rule, values: Floats, open_to: Bools) -> Bools:
    """Where 指标 比较 阈值 holds for 连续期数 months ending at the month; months not due do not break it."""
    with np.errstate(invalid="ignore"):
        holds = COMPARISONS[rule.comparison](values, rule.threshold) & ~np.isnan(values)
    if rule.periods > 1:
        flags = np.where(facts.panel.due, holds, -1).astype(np.int8)
        running, _ = running_months(flags, facts.months, facts.ledger.settings.across_years == "是")
        holds = holds & (running >= rule.periods)
    lit: Bools = holds & open_to & _in_stage(facts.panel, rule.stages)
    return lit


def _highest(
    facts: Facts, rules: list[Rule] | tuple[Rule, ...], lit: list[Bools] | tuple[Bools, ...], nothing: Levels
) -> Levels:
    """The highest level of the rules that lit each cell; `nothing` where none did."""
    highest = np.full(nothing.shape, UNLIT, dtype=np.int8)
    for rule, cells in zip(rules, lit, strict=True):
        level = np.full(nothing.shape, rule.level, dtype=np.int8)
        if rule.measure.mended is not None:
            level = np.where(rule.measure.mended(facts), np.minimum(level, YELLOW), level)
        highest = np.where(cells, np.maximum(highest, level), highest)
    return np.where(highest == UNLIT, nothing, highest).astype(np.int8)


def _attention(panel: Panel, rules: tuple[Rule, ...], level: Levels) -> Bools:
    """关注: behind, but not for as many months as a rule on 连续滞后月数 asks."""
    watched = [stage for rule in rules if rule.measure is LAG_MONTHS for stage in rule.stages]
    watch: Bools = (level == NORMAL) & (panel.streak >= 1) & ~panel.finished & _in_stage(panel, watched)
    return watch


def _labels_of(level: Levels, labels: Labels) -> Objects:
    names = np.array([labels.of(value) for value in range(UNLIT, 4)], dtype=object)
    return names[level.astype(np.int64) - UNLIT]
