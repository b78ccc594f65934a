"""考核指标：one file an indicator; INDICATORS says which name on 考核指标 is which computation.

An indicator answers one value a ranked unit, NaN where nothing is due for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from addin.rankings.indicators import (
    blank_items,
    completeness,
    completion_rate,
    deviation,
    inspection_score,
    investment_rate,
    issue_rate,
    lights,
    milestone_rate,
    punctuality,
    reply_rate,
    reserve_projects,
    settlement_rate,
    start_rate_of_year,
    start_rate_to_month,
    visit_score,
)
from addin.rankings.scene import View
from addin.rankings.units import Floats

INDICATORS: Mapping[str, Callable[[View], Floats]] = {
    investment_rate.TITLE: investment_rate.value,
    deviation.TITLE: deviation.value,
    start_rate_to_month.TITLE: start_rate_to_month.value,
    start_rate_of_year.TITLE: start_rate_of_year.value,
    completion_rate.TITLE: completion_rate.value,
    milestone_rate.TITLE: milestone_rate.value,
    issue_rate.TITLE: issue_rate.value,
    reply_rate.TITLE: reply_rate.value,
    lights.YELLOW_TITLE: lights.yellow,
    lights.RED_TITLE: lights.red,
    punctuality.TITLE: punctuality.value,
    completeness.TITLE: completeness.value,
    reserve_projects.TITLE: reserve_projects.value,
    inspection_score.TITLE: inspection_score.value,
    visit_score.TITLE: visit_score.value,
    settlement_rate.TITLE: settlement_rate.value,
    blank_items.TITLE: blank_items.value,
}

__all__ = ["INDICATORS"]
