"""亮灯规则与颜色标签：the rows of the scheme in force, read and checked."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from addin.findings import Level
from addin.ledger.progress import JUDGED_STAGES
from addin.ledger.published import UNLIT
from addin.ledger.wording import number
from addin.lights.measures import MEASURES, UNIT_MEASURES, Measure
from addin.schema import Column, LightLabels, LightRules

if TYPE_CHECKING:
    from addin.ledger import Ledger

COMPARISONS: dict[str, Callable[[Any, float], Any]] = {
    "≥": operator.ge,
    ">": operator.gt,
    "≤": operator.le,
    "<": operator.lt,
}
BETTER, NORMAL, YELLOW, ORANGE, RED = -1, 0, 1, 2, 3
LEVELS = (BETTER, NORMAL, YELLOW, ORANGE, RED)
USUAL_LABELS = {NORMAL: "绿", YELLOW: "黄", ORANGE: "橙", RED: "红", UNLIT: "灰"}
_ANY_LABELS = {BETTER: "蓝", **USUAL_LABELS}
_BY_TITLE = {measure.title: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of 亮灯规则 in force. `stages` are never empty; `source` may be."""

    measure: Measure
    stages: tuple[str, ...]
    level: int
    comparison: str
    threshold: float
    periods: int
    discretionary: bool
    source: str

    def condition(self) -> str:
        """「≥2」, 「<0.8，连续2个月」."""
        lasting = f"，连续{self.periods}个月" if self.periods > 1 else ""
        return f"{self.comparison}{number(self.threshold)}{lasting}"


@dataclass(frozen=True, slots=True)
class Labels:
    """颜色标签 of the scheme: level → label (the level of 灰 is `UNLIT`)."""

    by_level: dict[int, str]

    def of(self, level: int) -> str:
        """Without a row of its own: the usual label; for −1 that of level 0."""
        return self.by_level.get(level) or USUAL_LABELS.get(level) or self.of(NORMAL)

    @property
    def finished_level(self) -> int:
        """−1 where the scheme has a label for it, else 0."""
        return BETTER if BETTER in self.by_level else NORMAL

    def level_of(self, label: str | None) -> int | None:
        """The level of a label of the scheme; the level 0 where two share it; None where it has none."""
        levels = [level for level, own in self._complete().items() if own == label]
        return None if not levels else NORMAL if NORMAL in levels else max(levels)

    def level_once(self, label: str | None) -> int:
        """The level of a label of this or an earlier scheme, 灰 for an unknown one (frozen rows)."""
        level = self.level_of(label)
        if level is None:
            level = {own: usual for usual, own in _ANY_LABELS.items()}.get(label or "", UNLIT)
        return level

    def in_order(self) -> list[tuple[str, int]]:
        """(label, level) of the scheme, best first, 灰 (`UNLIT`) last; a label stands once."""
        levels = {label: self.level_once(label) for label in self._complete().values()}
        return sorted(levels.items(), key=lambda pair: (pair[1] == UNLIT, pair[1]))

    def _complete(self) -> dict[int, str]:
        return {level: self.of(level) for level in {*self.by_level, NORMAL, YELLOW, RED, UNLIT}}


def read_labels(ledger: Ledger) -> Labels:
    """The labels of 参数!亮灯方案; a level without a row keeps its usual label (绿, 黄, 橙, 红, 灰)."""
    table = ledger[LightLabels]
    own = table[
        (table[LightLabels.scheme.name] == ledger.settings.light_scheme)
        & table[LightLabels.label.name].notna()
    ]
    levels = own[LightLabels.level.name].fillna(UNLIT).astype(int)
    return Labels(dict(zip(levels.tolist(), own[LightLabels.label.name].tolist(), strict=True)))


def read_rules(ledger: Ledger) -> tuple[Rule, ...]:
    """The rules of 参数!亮灯方案 with 启用=是, in sheet order; wrong ones are left out, with a finding."""
    table = ledger[LightRules]
    scheme = ledger.settings.light_scheme
    own = table[table[LightRules.scheme.name] == scheme]
    enabled = own[own[LightRules.enabled.name] == "是"]
    if enabled.empty and not own.empty:
        _say_no_rules(ledger, scheme)
    return tuple(rule for row in enabled.to_dict("records") if (rule := _rule(ledger, row)))


def _rule(ledger: Ledger, row: dict[Any, Any]) -> Rule | None:
    title = row[LightRules.measure.name]
    if title in UNIT_MEASURES:
        return None
    wrong = list(_faults(row))
    for column, message, advice in wrong:
        _say(ledger, row, column, message, advice)
    if wrong:
        return None
    periods = row[LightRules.periods.name]
    return Rule(
        measure=_BY_TITLE[title],
        stages=row[LightRules.stages.name] or JUDGED_STAGES,
        level=int(row[LightRules.level.name]),
        comparison=row[LightRules.comparison.name],
        threshold=float(row[LightRules.threshold.name]),
        periods=1 if pd.isna(periods) else max(int(periods), 1),
        discretionary=row[LightRules.discretionary.name] == "是",
        source=row[LightRules.source.name] or "",
    )


def _faults(row: dict[Any, Any]) -> Iterator[tuple[Column, str, str]]:
    """(column, what is wrong, advice) of a row."""
    title, level = row[LightRules.measure.name], row[LightRules.level.name]
    if title not in _BY_TITLE:
        known = "、".join((*_BY_TITLE, *UNIT_MEASURES))
        yield LightRules.measure, f"没有“{title}”这个指标，本行规则不起作用", f"改为以下指标之一：{known}"
    if level not in LEVELS:
        yield (
            LightRules.level,
            "级别只能是 −1、0、1、2、3，本行规则不起作用",
            "改为其中之一（1 黄级，2 橙级，3 红级）",
        )
    if row[LightRules.comparison.name] not in COMPARISONS:
        yield (
            LightRules.comparison,
            "没有可用的比较符号，本行规则不起作用",
            f"从下拉列表中选择：{'、'.join(COMPARISONS)}",
        )
    if np.isnan(row[LightRules.threshold.name]):
        yield (
            LightRules.threshold,
            "没有可用的阈值，本行规则不起作用",
            "填一个数：比率填小数（如 0.8），百分点带正负号（如 -10）",
        )


def _say(ledger: Ledger, row: dict[Any, Any], column: Column, message: str, advice: str) -> None:
    """Unless something was said about the cell when it was read."""
    finding = ledger.finding(Level.ERROR, LightRules, int(row["position"]), column.name, message, advice)
    if not any((said.sheet, said.cell) == (finding.sheet, finding.cell) for said in ledger.findings):
        ledger.findings.append(finding)


def _say_no_rules(ledger: Ledger, scheme: str) -> None:
    """A scheme without any row is said by the checks of 参数."""
    message = f"亮灯方案“{scheme}”没有启用的规则，所有项目不亮灯"
    finding = ledger.finding(
        Level.ERROR, LightRules, None, None, message, "把该方案要用的规则的“启用”改为“是”"
    )
    if finding not in ledger.findings:
        ledger.findings.append(finding)
