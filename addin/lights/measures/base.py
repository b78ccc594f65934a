"""指标：what a measure is, and the facts it is taken from. Always as of the last day of each month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from addin.ledger.deadlines import month_end, months_later
from addin.ledger.progress import Panel
from addin.schema import Column, MonthlyProgress, Projects

if TYPE_CHECKING:
    from addin.ledger import Ledger

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Cells:
    """Some cells of the panel: rows (projects) and columns (months), parallel."""

    rows: Ints
    columns: Ints

    def of(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Their values of a (P,M) array."""
        return values[self.rows, self.columns]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Facts:
    """What measures are taken from: the tables and the panel."""

    ledger: Ledger
    panel: Panel

    @cached_property
    def months(self) -> Ints:
        """(M,) months since January 1970."""
        return self.panel.months.astype(np.int64)

    @cached_property
    def month_ends(self) -> Days:
        """(M,) the last day of each month."""
        return np.asarray(month_end(self.panel.months), dtype="datetime64[D]")

    def dates(self, column: Column) -> Days:
        """(P,1) a date column of 项目清单, as days; NaT blank."""
        return self.ledger[Projects][column.name].to_numpy().astype("datetime64[D]")[:, None]

    def reported(self, column: Column) -> Objects:
        """(P,M) a column of 月度进度 as reported by leaves; None where there is no row or a blank."""
        values = self.ledger[MonthlyProgress][column.name].to_numpy(object)
        padded = np.append(values, np.array([None], dtype=object))
        own = self.panel.is_leaf[:, None] & (self.panel.report_row >= 0)
        return padded[np.where(own, self.panel.report_row, -1)]

    def money(self, column: Column) -> Floats:
        """(P,M) a money column of 月度进度, 万元; a parent's is the sum of its leaves'."""
        values = np.append(self.ledger[MonthlyProgress][column.name].to_numpy(np.float64), np.nan)
        return self.panel.tree.total(values[self.panel.report_row])


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by its name on 亮灯规则.

    `value`: (P,M) float64, NaN = none (no rule on it lights). `phrase`: for each cell the clause that opens
    亮灯原因, without a full stop. `mended`: cells whose shortfall was made up later in the year (bool), if the
    measure knows of that.
    """

    title: str
    value: Callable[[Facts], Floats]
    phrase: Callable[[Facts, Cells], list[str]]
    mended: Callable[[Facts], Bools] | None = None


def calendar_months_since(since: Days, month_ends: Days) -> Floats:
    """The largest k with since + k calendar months before the month's last day; NaN before `since`.

    (P,1) and (M,) → (P,M). A day that a month lacks is its last: from 31 January the first month is over
    on 28 February, which is not before 28 February: 0; on 31 March k is 1.
    """
    known = ~np.isnat(since) & (since <= month_ends)
    first = np.where(np.isnat(since), month_ends[0], since)
    begun = first.astype("datetime64[M]").astype(np.int64)
    months = month_ends.astype("datetime64[M]").astype(np.int64) - begun
    whole = np.maximum(months - (months_later(first, months) >= month_ends), 0)
    return np.where(known, whole.astype(np.float64), np.nan)


def months_without(facts: Facts, since: Column, until: Column) -> Floats:
    """Whole calendar months from one date of the project to the month's end; 0 once the other is done."""
    waiting = calendar_months_since(facts.dates(since), facts.month_ends)
    done = facts.dates(until) <= facts.month_ends
    return np.where(done & ~np.isnan(waiting), 0.0, waiting)
