"""亮灯规则的说法：the rules in force as clauses that a bulletin or a letter can quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.ledger.wording import number
from addin.lights.measures.lag_months import LAG_MONTHS
from addin.lights.rules import Labels, Rule, read_labels, read_rules

if TYPE_CHECKING:
    from addin.ledger import Ledger


def rule_sentences(ledger: Ledger) -> tuple[str, ...]:
    """「连续2个月低于进度要求亮黄灯」, 「进度偏差≤−10亮黄灯」: one clause a row of 亮灯规则, mildest first."""
    labels = read_labels(ledger)
    rules = sorted(read_rules(ledger), key=lambda rule: rule.level)
    return tuple(dict.fromkeys(_clause(rule, labels) for rule in rules))


def _clause(rule: Rule, labels: Labels) -> str:
    light = f"{'视情' if rule.discretionary else ''}亮{labels.of(rule.level)}灯"
    if rule.measure is LAG_MONTHS and rule.comparison == "≥":
        return f"连续{number(rule.threshold)}个月低于进度要求{light}"
    return f"{rule.measure.title}{rule.condition()}{light}"
