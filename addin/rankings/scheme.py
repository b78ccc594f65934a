"""考核方案：the rows of 考核指标 that apply, read once; what cannot be used is left out and listed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.wording import number
from addin.rankings.indicators import INDICATORS
from addin.rankings.scoring import BANDS, RATIO, Bands, Rule
from addin.schema import Indicators

SCHEDULED = "序时进度"
FULL_MARK = 100
_SCHEDULED_WORDS = (SCHEDULED, "时序进度")
_BAND = re.compile(r"^\s*([-+]?[\d.]+)\s*[:：]\s*([-+]?[\d.]+)\s*$")


@dataclass(frozen=True, slots=True)
class Scheme:
    """The rules by group and indicator, and the indicators' titles in the order of the sheet."""

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.indicator for rule in self.rules))

    def of_group(self, group: str) -> tuple[Rule, ...]:
        """The group's own rows and the rows for all groups (blank 组别) that it does not replace."""
        own = {rule.indicator: rule for rule in self.rules if rule.group == group and group}
        common = {rule.indicator: rule for rule in self.rules if not rule.group}
        return tuple({**common, **own}.values())


def read_scheme(ledger: Ledger, groups: Iterable[str] = ()) -> Scheme:
    """The rules of 参数!考核方案. An indicator that is not known, or a weight, target or band that
    cannot be read, is a finding (错误) and the row does not count.

    `groups` are those of the ranked units: one without any row, or whose weights do not add up to 100, is
    a finding (疑点) where every row could be read.
    """
    table = ledger[Indicators]
    wanted = ledger.settings.score_scheme
    rows = table[table[Indicators.scheme.name] == wanted]
    if rows.empty:
        return Scheme((), (_no_scheme(ledger, wanted),))
    rules: list[Rule] = []
    findings: list[Finding] = []
    for row in rows.to_dict("records"):
        read = _rule(ledger, row)
        if isinstance(read, Finding):
            findings.append(read)
        else:
            rules.append(read)
    scheme = Scheme(tuple(rules), tuple(findings))
    if findings:
        return scheme
    doubts = [_doubt(ledger, group, scheme.of_group(group)) for group in dict.fromkeys(groups)]
    return Scheme(scheme.rules, tuple(doubt for doubt in doubts if doubt))


def _doubt(ledger: Ledger, group: str, rules: tuple[Rule, ...]) -> Finding | None:
    """What is odd about one group's rows together."""
    named = f"组别“{group}”" if group else "没有组别的单位"
    scheme = ledger.settings.score_scheme
    if not rules:
        message = f"考核方案“{scheme}”没有{named}的指标，该组单位不排名"
        advice = "在本表补上该组的行（组别空白为所有组别），或改单位名录的排名组别"
        return ledger.finding(Level.DOUBT, Indicators, None, None, message, advice)
    whole = sum(rule.weight for rule in rules)
    if round(whole, 6) == FULL_MARK:
        return None
    message = f"考核方案“{scheme}”中{named}的权重合计为{number(whole)}，不是100"
    place = rules[-1].position
    return ledger.finding(
        Level.DOUBT, Indicators, place, Indicators.weight.name, message, "改权重，使合计为100"
    )


def _no_scheme(ledger: Ledger, wanted: str) -> Finding:
    message = f"没有考核方案“{wanted}”的指标，单位不排名"
    return ledger.finding(
        Level.ERROR, Indicators, None, None, message, "核对参数中的考核方案，或在本表补上该方案的指标"
    )


def _rule(ledger: Ledger, row: dict[Any, Any]) -> Rule | Finding:
    """One row as a rule, or what is wrong with it at its cell."""
    indicator = row[Indicators.indicator.name]
    if indicator not in INDICATORS:
        return _bad(ledger, row, "indicator", f"没有“{indicator}”这个指标", f"改为：{'、'.join(INDICATORS)}")
    weight = _number(row, "weight")
    if np.isnan(weight) or weight <= 0:
        return _bad(ledger, row, "weight", f"指标“{indicator}”没有大于 0 的权重", "填写权重，如 60")
    target = _target(row[Indicators.target.name])
    if target is None:
        return _bad(ledger, row, "target", "目标值看不懂", "填一个数，或：序时进度")
    bands = _bands(row[Indicators.bands.name])
    if bands is None or (row[Indicators.scoring.name] == BANDS and not bands):
        return _bad(ledger, row, "bands", "分段看不懂或没有填", "按“0.9:1；0.8:0.6”的样子填写")
    return _readable_rule(row, weight, target, bands)


def _readable_rule(row: dict[Any, Any], weight: float, target: float, bands: Bands) -> Rule:
    return Rule(
        group=str(row[Indicators.ranking_group.name] or ""),
        indicator=str(row[Indicators.indicator.name]),
        weight=weight,
        target=target,
        by_schedule=_is_scheduled(row[Indicators.target.name]),
        method=str(row[Indicators.scoring.name] or RATIO),
        bands=bands,
        ceiling=_number(row, "ceiling"),
        floor=_number(row, "floor", 0.0),
        lower_is_better=row[Indicators.direction.name] == "越低越好",
        position=int(row["position"]),
        at_end=row[Indicators.over_period.name] == "期末",
    )


def _bad(ledger: Ledger, row: dict[Any, Any], name: str, message: str, advice: str) -> Finding:
    position = int(row["position"])
    value = row[name]
    shown = "" if value is None or value != value else str(value)
    return ledger.finding(Level.ERROR, Indicators, position, name, f"{message}，此行不计", advice, shown)


def _number(row: dict[Any, Any], name: str, default: float = np.nan) -> float:
    value = float(row[name])
    return default if np.isnan(value) else value


def _is_scheduled(text: object) -> bool:
    return str(text or "").strip() in _SCHEDULED_WORDS


def _target(text: object) -> float | None:
    """A number, "75%" as 0.75; 序时进度 and blank give 1; None where it cannot be read."""
    if text is None or _is_scheduled(text):
        return 1.0
    plain = str(text).strip().replace("％", "%")
    try:
        return float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
    except ValueError:
        return None


def _bands(text: object) -> Bands | None:
    """「0.9:1；0.8:0.6」 → ((0.9, 1), (0.8, 0.6)) in the written order; None where it cannot be read."""
    parts = [part for part in re.split(r"[；;、，,\n]", str(text or "")) if part.strip()]
    matches = [_BAND.match(part) for part in parts]
    if not all(matches):
        return None
    try:
        return tuple((float(match[1]), float(match[2])) for match in matches if match)
    except ValueError:
        return None
