"""会商层级与会期：the tiers of 参数!会商方案 and the day on which each has to meet again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Floats, postponed
from addin.ledger.settings import Settings
from addin.ledger.tiers import Ints, scheme_tiers, tier_places
from addin.schema import Tiers

DAYS, MONTHS = Tiers.cycle_unit.choices
"""天 and 月 of 周期单位."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier. `place` 0 is the lowest; `cycle` None: no fixed rhythm; thresholds NaN: never; texts "" blank."""

    place: int
    number: float
    name: str
    convenor: str
    cycle: int | None
    unit: str
    raise_after_days: float
    raise_after_meetings: float
    filed_with: str

    @property
    def rhythm(self) -> str:
        """「7天」, 「1个月」, "" without one."""
        if self.cycle is None:
            return ""
        return f"{self.cycle}天" if self.unit == DAYS else f"{self.cycle}个月"

    def due_after(self, day: pd.Timestamp, settings: Settings) -> pd.Timestamp | None:
        """The day one cycle after `day`: calendar days, or calendar months clipped to the month's end; 顺延 as
        every deadline. None without a cycle."""
        if self.cycle is None:
            return None
        step = pd.DateOffset(days=self.cycle) if self.unit == DAYS else pd.DateOffset(months=self.cycle)
        due = np.array([day + step], dtype="datetime64[D]")
        return pd.Timestamp(postponed(due, settings)[0])


@dataclass(frozen=True, slots=True)
class Scheme:
    """The tiers in force, lowest first. `places(names)`: the place of each, NO_TIER for blank and unknown."""

    tiers: tuple[Tier, ...]
    frame: pd.DataFrame

    def places(self, names: Any) -> Ints:
        return tier_places(self.frame, names)

    def names(self) -> tuple[str, ...]:
        return tuple(tier.name for tier in self.tiers)

    def thresholds(self) -> tuple[Floats, Floats]:
        """上提逾期天数 and 上提会议次数 by place, NaN where none; the highest tier has nowhere to raise to."""
        days = np.array([tier.raise_after_days for tier in self.tiers], dtype=float)
        meetings = np.array([tier.raise_after_meetings for tier in self.tiers], dtype=float)
        days[-1:], meetings[-1:] = np.nan, np.nan
        return days, meetings


def read_scheme(ledger: Ledger) -> Scheme:
    """The scheme that 参数!会商方案 names, as its rows stand on 会商机制."""
    frame = scheme_tiers(ledger)
    return Scheme(tuple(_tier(place, row) for place, row in enumerate(frame.to_dict("records"))), frame)


def _tier(place: int, row: dict[Any, Any]) -> Tier:
    cycle, unit = row[Tiers.cycle.name], row[Tiers.cycle_unit.name]
    whole = unit is not None and not math.isnan(cycle) and cycle >= 1 and cycle == int(cycle)
    return Tier(
        place=place,
        number=float(row[Tiers.number.name]),
        name=row[Tiers.tier.name],
        convenor=row[Tiers.convenor.name] or "",
        cycle=int(cycle) if whole else None,
        unit=unit or "",
        raise_after_days=float(row[Tiers.raise_after_days.name]),
        raise_after_meetings=float(row[Tiers.raise_after_meetings.name]),
        filed_with=row[Tiers.filed_with.name] or "",
    )
