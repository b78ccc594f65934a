"""计分方式：比例、扣分、名次、分段, and the sharing out of weights (rules.md §3).

Arrays hold one entry a unit of one group; NaN in a value means nothing due.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from addin.rankings.places import places
from addin.rankings.units import Floats

RATIO, DEDUCTION, PLACE, BANDS = "比例", "扣分", "名次", "分段"
Bands = tuple[tuple[float, float], ...]
"""(bound, factor) in the order of the cell."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of 考核指标. `ceiling` NaN = blank; `by_schedule`: 目标值 is the unit's own 序时进度;
    `at_end`: a quarter, half-year or year takes the last month's value (期间口径 期末), not the mean;
    `position`: the row on the sheet."""

    group: str
    indicator: str
    weight: float
    target: float = 1.0
    by_schedule: bool = False
    method: str = RATIO
    bands: Bands = ()
    ceiling: float = np.nan
    floor: float = 0.0
    lower_is_better: bool = False
    at_end: bool = False
    position: int = -1


def shared_weights(weights: Floats, values: Floats) -> Floats:
    """The weights of each unit (units × indicators): those of indicators with nothing due (NaN) are
    shared out among the others in proportion, so that each row still adds up to the whole.

    60 and 40 with nothing due for the second: 100 and 0.
    """
    due = np.where(np.isnan(values), 0.0, weights)
    total = due.sum(axis=1, keepdims=True)
    factor = np.full(total.shape, 0.0)
    np.divide(weights.sum(), total, out=factor, where=total > 0)
    shared: Floats = due * factor
    return shared


def score(rule: Rule, values: Floats, weights: Floats, targets: Floats) -> Floats:
    """Points of one indicator for the units of one group; NaN where the value is NaN."""
    result = _METHODS[rule.method](rule, values, weights, targets)
    return np.where(np.isnan(values), np.nan, result)


def by_ratio(rule: Rule, values: Floats, weights: Floats, targets: Floats) -> Floats:
    """权重 × clamp(value ÷ 目标值, 保底, 封顶); a blank 封顶 is 1, as the weight is the full mark.

    越低越好 turns the quotient round: 目标值 ÷ value, 封顶 where the value is 0.
    """
    ceiling = 1.0 if np.isnan(rule.ceiling) else rule.ceiling
    above, below = (targets, values) if rule.lower_is_better else (values, targets)
    quotient = np.full(len(values), np.inf)
    np.divide(above, below, out=quotient, where=below > 0)
    points: Floats = weights * np.clip(quotient, rule.floor, ceiling)
    return points


def by_deduction(rule: Rule, values: Floats, weights: Floats, targets: Floats) -> Floats:
    """权重 − 目标值 × value, not below 权重 × 保底, nor above 权重 × 封顶 where 封顶 is given."""
    points = np.maximum(weights - targets * values, weights * rule.floor)
    return points if np.isnan(rule.ceiling) else np.minimum(points, weights * rule.ceiling)


def by_place(rule: Rule, values: Floats, weights: Floats, targets: Floats) -> Floats:
    """权重 × (n − place + 1) ÷ n, n being the units of the group with a value; ties share a place."""
    order = -values if rule.lower_is_better else values
    place = places(np.zeros(len(values), dtype=object), [order])
    count = max(int((~np.isnan(values)).sum()), 1)
    points: Floats = weights * (count - place + 1) / count
    return points


def by_bands(rule: Rule, values: Floats, weights: Floats, targets: Floats) -> Floats:
    """权重 × the factor of the first bound ≤ value (越低越好: ≥ value); past the last bound: 保底."""
    cleaned = np.round(values, 9)
    reached = [cleaned <= bound if rule.lower_is_better else cleaned >= bound for bound, _ in rule.bands]
    points: Floats = weights * np.select(reached, [factor for _, factor in rule.bands], rule.floor)
    return points


_METHODS: Mapping[str, Callable[[Rule, Floats, Floats, Floats], Floats]] = {
    RATIO: by_ratio,
    DEDUCTION: by_deduction,
    PLACE: by_place,
    BANDS: by_bands,
}
