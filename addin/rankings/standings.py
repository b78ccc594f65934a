"""成绩：what one month says of every object that is ranked, and the mean of several months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from addin.rankings.units import Floats


@dataclass(frozen=True, slots=True)
class Standing:
    """Objects × indicators: the values and the points they gave; `keys` rank, the first of them shown.

    All float64. NaN: no value, nothing due. `keys` are in falling weight, more is better.
    """

    values: Floats
    points: Floats
    bonus: Floats
    keys: tuple[Floats, ...]

    @classmethod
    def unknown(cls, objects: int, indicators: int, keys: int) -> Standing:
        """Nothing is known of the month."""
        table, line = np.full((objects, indicators), np.nan), np.full(objects, np.nan)
        return cls(table, table, line, (line,) * max(keys, 1))


def mean_standing(months: Sequence[Standing]) -> Standing:
    """The mean of the months for which there is a value, each figure by itself.

    Points and bonus are parts of the total: they are divided by the months that have a total, so that
    they add up to the mean total also where an indicator, or a bonus, had nothing in some month.
    """
    if len(months) == 1:
        return months[0]
    keys = tuple(_mean(key) for key in zip(*(month.keys for month in months), strict=True))
    counted = np.sum([~np.isnan(month.keys[0]) for month in months], axis=0)
    return Standing(
        _mean([month.values for month in months]),
        _part([month.points for month in months], counted[:, None]),
        _part([month.bonus for month in months], counted),
        keys,
    )


def _part(arrays: Sequence[Floats], counted: Floats) -> Floats:
    """Σ ÷ the months counted; NaN where no array has a value."""
    stack = np.stack(arrays)
    known = ~np.isnan(stack).all(axis=0) & (counted > 0)
    result = np.full(known.shape, np.nan)
    np.divide(np.nansum(stack, axis=0), counted, out=result, where=known)
    return result


def _mean(arrays: Sequence[Floats]) -> Floats:
    """NaN where no array has a value."""
    stack = np.stack(arrays)
    known = ~np.isnan(stack)
    count = known.sum(axis=0)
    result = np.full(count.shape, np.nan)
    np.divide(np.where(known, stack, 0.0).sum(axis=0), count, out=result, where=count > 0)
    return result
