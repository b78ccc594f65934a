"""名次：places within groups; ties share a place and the next is skipped: 1, 2, 3, 3, 5."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from addin.rankings.units import Floats, Objects
from addin.schema.base import DASH

_DIGITS = 9
"""Scores that differ by less than 1e-9 are the same score."""


def places(groups: Objects, keys: Sequence[Floats]) -> Floats:
    """The place of each entry in its group: 1 + the number of entries that are better.

    `keys` in falling weight, more is better; a later key only parts entries whose earlier keys are
    the same to 1e-9. NaN in the first key: not ranked, NaN. NaN in a later key comes last.
    """
    cleaned = [np.round(key, _DIGITS) + 0.0 for key in keys]  # + 0.0 makes −0.0 a plain zero
    ranked = np.flatnonzero(~np.isnan(cleaned[0]))
    group = pd.factorize(groups)[0][ranked]
    columns = [np.where(np.isnan(key[ranked]), np.inf, -key[ranked]) for key in cleaned]
    order = np.lexsort((*reversed(columns), group))
    result = np.full(len(groups), np.nan)
    result[ranked[order]] = _ordinals(group[order], [column[order] for column in columns])
    return result


def _ordinals(group: np.ndarray, columns: list[Floats]) -> Floats:
    """Places of entries sorted by group and keys: the position of the first of their equals."""
    count = len(group)
    position = np.arange(count)
    new_group = np.ones(count, dtype=bool)
    new_group[1:] = group[1:] != group[:-1]
    new_entry = new_group.copy()
    for column in columns:
        new_entry[1:] |= column[1:] != column[:-1]
    group_start = np.maximum.accumulate(np.where(new_group, position, 0))
    equals_start = np.maximum.accumulate(np.where(new_entry, position, 0))
    return (equals_start - group_start + 1).astype(float)


def movements(now: Floats, before: Floats) -> Objects:
    """位次变化: 「↑2」 up two places, 「↓1」 down one, 「—」 the same; None where either is unknown."""
    result = np.full(len(now), None, dtype=object)
    known = ~(np.isnan(now) | np.isnan(before))
    steps = np.where(known, before - now, 0).astype(int)
    texts = np.where(steps > 0, "↑", "↓").astype(object) + np.abs(steps).astype(str).astype(object)
    result[known] = np.where(steps == 0, DASH, texts)[known]
    return result
