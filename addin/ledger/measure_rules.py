"""亮灯规则的单项应用：the rows of one measure and the labels of the scheme, for lights that are not a
project's: 单位灯 on 排名榜 and 亮灯 on 问题清单."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger.ledger import Ledger
from addin.schema import LightLabels, LightRules

COMPARE = {"≥": np.greater_equal, ">": np.greater, "≤": np.less_equal, "<": np.less}
HIGHEST = 3
_USUAL = {0: "绿", 1: "黄", 2: "橙", HIGHEST: "红"}


def measure_rules(ledger: Ledger, measure: str, scheme: str) -> pd.DataFrame:
    """The usable rows of 亮灯规则 for the scheme and measure with 启用=是 (others are findings of lights)."""
    table = ledger[LightRules]
    return table[
        (table[LightRules.scheme.name] == scheme)
        & (table[LightRules.enabled.name] == "是")
        & (table[LightRules.measure.name] == measure)
        & table[LightRules.level.name].between(0, HIGHEST)
        & table[LightRules.threshold.name].notna()
        & table[LightRules.comparison.name].isin(list(COMPARE))
    ]


def highest_level(rules: pd.DataFrame, values: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """The highest level that lights, 0 for none. `values` are objects × periods; a rule lights where its
    comparison holds in the last 连续期数 periods. NaN lights nothing."""
    level = np.zeros(len(values), dtype=np.int64)
    for rule in rules.to_dict("records"):
        periods = rule[LightRules.periods.name]
        count = 1 if periods != periods else max(int(periods), 1)
        holds = COMPARE[rule[LightRules.comparison.name]](values, rule[LightRules.threshold.name])
        if holds.shape[1] >= count:
            lit = holds[:, -count:].all(axis=1)
            level = np.maximum(level, np.where(lit, int(rule[LightRules.level.name]), 0))
    return level


def level_labels(ledger: Ledger) -> npt.NDArray[np.object_]:
    """The labels of levels 0 … 3 in the scheme; a level without a row keeps its usual label."""
    table = ledger[LightLabels]
    own = table[table[LightLabels.scheme.name] == ledger.settings.light_scheme]
    own = own[own[LightLabels.level.name].notna() & own[LightLabels.label.name].notna()]
    labels = _USUAL | dict(
        zip(own[LightLabels.level.name].astype(int), own[LightLabels.label.name], strict=True)
    )
    return np.array([labels[level] for level in range(HIGHEST + 1)], dtype=object)
