"""合并文字：the texts of each group put together in one go."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd


def joined(texts: pd.Series, keys: npt.NDArray[np.int64], separator: str) -> pd.Series:
    """The texts of each key (≥ 0) joined in their order: ["甲", "乙", "丙"], [1, 0, 1], "、" → {0: 乙, 1: 甲、丙}."""
    if not len(texts):
        return pd.Series([], index=pd.Index([], dtype=np.int64), dtype=object)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    parts = separator + texts.to_numpy(dtype=object)[order]
    # reduceat on an object array adds Python strings; a group-by would make a Series of every group.
    whole = pd.Series(np.add.reduceat(parts, starts), index=ordered[starts], dtype=object)
    return whole.str.removeprefix(separator)
