"""指标一览：every measure a row of 亮灯规则 may name, in the order their phrases stand in 亮灯原因."""

from addin.lights.measures.base import Cells, Facts, Measure
from addin.lights.measures.completion_ratio import COMPLETION_RATIO
from addin.lights.measures.deviation import DEVIATION
from addin.lights.measures.forecast import FORECAST, UNFORECAST_DEVIATION
from addin.lights.measures.idle_days import IDLE_DAYS
from addin.lights.measures.lag_months import LAG_MONTHS
from addin.lights.measures.missing_months import MISSING_MONTHS
from addin.lights.measures.month_task import MONTH_TASK
from addin.lights.measures.overdue_days import DUTY_OVERDUE, ISSUE_OVERDUE, MILESTONE_OVERDUE
from addin.lights.measures.payment_gap import PAYMENT_GAP
from addin.lights.measures.start_overdue import START_OVERDUE
from addin.lights.measures.waiting_months import COLLECTIVE_START_MONTHS, LAND_MONTHS, STATISTICS_OVERDUE

MEASURES: tuple[Measure, ...] = (
    LAG_MONTHS, DEVIATION, COMPLETION_RATIO, MONTH_TASK,
    START_OVERDUE, COLLECTIVE_START_MONTHS, LAND_MONTHS, STATISTICS_OVERDUE, PAYMENT_GAP,
    MILESTONE_OVERDUE, ISSUE_OVERDUE, DUTY_OVERDUE,
    FORECAST, UNFORECAST_DEVIATION, MISSING_MONTHS, IDLE_DAYS,
)  # fmt: skip

UNIT_MEASURES = ("单位任务未完成月数",)
"""Measures of units, not of projects: they light 排名榜!单位灯 only."""

__all__ = ["MEASURES", "UNIT_MEASURES", "Cells", "Facts", "Measure"]
