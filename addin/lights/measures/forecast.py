"""预判：the reporting unit's own forecast, and 未预判偏差, the deviation where it gave none."""

from __future__ import annotations

import numpy as np

from addin.ledger.wording import points_against
from addin.lights.measures.base import Cells, Facts, Floats, Measure
from addin.schema import MonthlyProgress

GRADES = {choice: float(grade) for grade, choice in enumerate(MonthlyProgress.forecast.choices)}
"""能够完成 0, 难以按时完成 1, 完成较差 2."""


def forecast(facts: Facts) -> Floats:
    said = facts.reported(MonthlyProgress.forecast)
    grades = np.full(said.shape, np.nan)
    for choice, grade in GRADES.items():
        grades[said == choice] = grade
    return grades


def forecast_phrase(facts: Facts, cells: Cells) -> list[str]:
    """「填报单位预判“难以按时完成”」"""
    return [f"填报单位预判“{said}”" for said in cells.of(facts.reported(MonthlyProgress.forecast))]


def unforecast_deviation(facts: Facts) -> Floats:
    return np.where(np.isnan(forecast(facts)), facts.panel.deviation, np.nan)


def deviation_phrase(facts: Facts, cells: Cells) -> list[str]:
    """「未填预判，按进度偏差判定，投资完成率比时序进度低5.00个百分点」"""
    word = facts.ledger.settings.progress_word
    gaps = points_against(cells.of(facts.panel.deviation))
    return [f"未填预判，按进度偏差判定，投资完成率比{word}{gap}" for gap in gaps]


FORECAST = Measure("预判", forecast, forecast_phrase)
UNFORECAST_DEVIATION = Measure("未预判偏差", unforecast_deviation, deviation_phrase)
