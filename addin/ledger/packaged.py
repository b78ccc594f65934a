"""打包项目：a parent's figures are the sum of its leaves (上级项目代码), over several levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.schema import Projects

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tree:
    """Who belongs to whom. `parent` (P,) is the index of the parent, −1 without one.

    `steps` are pairs (leaves, their ancestor) one a level: every leaf once with each of its ancestors.
    """

    parent: Ints
    is_leaf: Bools
    steps: tuple[tuple[Ints, Ints], ...]

    def total(self, values: Floats) -> Floats:
        """`values` (P,M) with each parent's row replaced by the sum of its leaves; NaN where all are NaN."""
        sums = np.zeros(values.shape)
        present = np.zeros(values.shape, dtype=bool)
        for leaves, ancestors in self.steps:
            np.add.at(sums, ancestors, np.nan_to_num(values[leaves]))
            np.logical_or.at(present, ancestors, ~np.isnan(values[leaves]))
        return np.where(self._column(values), values, np.where(present, sums, np.nan))

    def any(self, flags: Bools) -> Bools:
        """`flags` with each parent's row replaced by: true of any of its leaves."""
        found = np.zeros(flags.shape, dtype=bool)
        for leaves, ancestors in self.steps:
            np.logical_or.at(found, ancestors, flags[leaves])
        return np.where(self._column(flags), flags, found)

    def all(self, flags: Bools) -> Bools:
        """`flags` with each parent's row replaced by: true of all of its leaves."""
        return ~self.any(~flags)

    def _column(self, values: npt.NDArray[np.generic]) -> Bools:
        return self.is_leaf.reshape((-1,) + (1,) * (values.ndim - 1))


def family_tree(projects: pd.DataFrame) -> Tree:
    """The tree of 项目清单. A parent that is not listed, or that is its own descendant, counts as none."""
    codes = pd.Index(projects[Projects.code.name])
    parent = codes.get_indexer(pd.Index(projects[Projects.parent_code.name]))
    parent = np.where(pd.isna(projects[Projects.parent_code.name]), -1, parent).astype(np.int64)
    parent = np.where(_in_a_ring(parent), -1, parent)
    is_leaf = np.ones(len(codes), dtype=bool)
    is_leaf[parent[parent >= 0]] = False
    return Tree(parent, is_leaf, _steps(parent, is_leaf))


def _in_a_ring(parent: Ints) -> Bools:
    """Projects that are their own ancestor: climbing far enough from anywhere below ends in the ring."""
    ring = np.zeros(len(parent), dtype=bool)
    reached = parent
    for _ in range(len(parent).bit_length()):
        # Each turn doubles the number of steps climbed.
        reached = np.where(reached >= 0, reached[reached], -1)
    members = np.unique(reached[reached >= 0])
    while len(members):
        ring[members] = True
        above = parent[members]
        members = np.unique(above[~ring[above]])
    return ring


def _steps(parent: Ints, is_leaf: Bools) -> tuple[tuple[Ints, Ints], ...]:
    steps = []
    leaves = np.flatnonzero(is_leaf)
    ancestors = parent[leaves]
    while (ancestors >= 0).any():
        leaves, ancestors = leaves[ancestors >= 0], ancestors[ancestors >= 0]
        steps.append((leaves, ancestors))
        ancestors = parent[ancestors]
    return tuple(steps)
