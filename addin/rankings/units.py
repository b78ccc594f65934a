"""考核单位：the units that are ranked, and whose is what: shares of projects, nodes and issues."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger import Ledger
from addin.schema import Units

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Shares:
    """Pairs of a table's row and an object it counts for; `weight` is 1, or 1/n when averaged.

    `count` is the number of objects (units, task forces). Arrays are parallel.
    """

    row: Ints
    owner: Ints
    weight: Floats
    count: int

    def total(self, values: Floats | Bools) -> Floats:
        """Σ weight × value for each object; `values` has one number a row of the table, no NaN."""
        amounts = self.weight * np.asarray(values, dtype=float)[self.row]
        return np.bincount(self.owner, amounts, self.count).astype(np.float64)

    def totals(self, values: Floats) -> Floats:
        """The same for each column of a table rows × months: objects × months."""
        columns = [self.total(values[:, month]) for month in range(values.shape[1])]
        return np.stack(columns, axis=1) if columns else np.empty((self.count, 0))

    def ratio(self, done: Bools, due: Bools) -> Floats:
        """done-and-due ÷ due for each object, NaN where nothing is due."""
        return divided(self.total(done & due), self.total(due))


def divided(numerator: Floats, denominator: Floats) -> Floats:
    """The quotient; NaN where the denominator is not above 0."""
    result = np.full(len(denominator), np.nan)
    np.divide(numerator, denominator, out=result, where=denominator > 0)
    return result


@dataclass(frozen=True, slots=True)
class RankedUnits:
    """The units of 单位名录 with a 排名组别, in their order. Where no unit has one, all form one group.

    `index` finds a unit also by 规范全称 and 别名.
    """

    names: Objects
    groups: Objects
    index: dict[str, int]

    @classmethod
    def of(cls, ledger: Ledger) -> RankedUnits:
        table = ledger[Units]
        group = table[Units.ranking_group.name]
        ranked = table[group.notna()] if group.notna().any() else table
        names = ranked[Units.unit.name].to_numpy(dtype=object)
        groups = ranked[Units.ranking_group.name].fillna("").to_numpy(dtype=object)
        return cls(names, groups, _index_of(ranked))

    def __len__(self) -> int:
        return len(self.names)

    def find(self, names: pd.Series) -> pd.Series:
        """Positions of the named units, NaN for others."""
        return names.map(self.index)

    def shares(self, lists: pd.Series, mode: str = "各计1") -> Shares:
        """Who counts a row, from its list of units. `mode`: 牵头计1 (the first), 各计1, 平均 (1/n each).

        n counts every unit of the list, so that a partner outside the ranking keeps its part.
        """
        lists = lists.reset_index(drop=True)
        if mode == "牵头计1":
            lists = lists.str[:1]
        sizes = lists.str.len()
        pairs = lists.explode()
        owner = self.find(pairs)
        held = owner.notna().to_numpy()
        row = pairs.index.to_numpy()[held]
        weight = 1 / sizes.to_numpy(dtype=float)[row] if mode == "平均" else np.ones(len(row))
        return Shares(row, owner.to_numpy(dtype=float)[held].astype(np.int64), weight, len(self))


def _index_of(units: pd.DataFrame) -> dict[str, int]:
    """Every name of a unit → its position; its own name wins over another's alias."""
    numbered = units.reset_index(drop=True)
    aliases = numbered[Units.other_names.name].explode().dropna()
    full = numbered[Units.full_name.name].dropna()
    index = dict(zip(aliases, aliases.index, strict=True))
    index.update(zip(full, full.index, strict=True))
    index.update(zip(numbered[Units.unit.name], numbered.index, strict=True))
    return index
