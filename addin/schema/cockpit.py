"""首页各区块：the named areas of the cockpit that `recalc` fills and the builder lays out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle on 首页: workbook name, rows × columns, and the titles above it."""

    name: str
    rows: int
    titles: tuple[str, ...]


PERIOD = Block("首页_期间", 1, ("统计月份",))
KEY_FIGURES = Block("首页_概况", 8, ("指标", "数值"))
LIGHT_COUNTS = Block("首页_亮灯", 6, ("灯", "项目数"))
MONTHS = Block("首页_进度", 12, ("月份", "计划累计", "完成累计"))
TOP_UNITS = Block("首页_前列", 5, ("组别", "单位", "总分", "名次"))
BOTTOM_UNITS = Block("首页_后列", 5, ("组别", "单位", "总分", "名次"))
DUE_SOON = Block("首页_临期", 8, ("事项", "项目", "责任单位", "时限"))
TO_DECIDE = Block("首页_待确认", 8, ("类型", "项目", "说明"))

BLOCKS = (PERIOD, KEY_FIGURES, LIGHT_COUNTS, MONTHS, TOP_UNITS, BOTTOM_UNITS, DUE_SOON, TO_DECIDE)
