"""What the figures of an 亮灯原因 must be, from an independent computation."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from oracle.plain_lights import Cell, Month

LABEL = {None: "灰", 0: "绿", 1: "黄", 3: "红"}

FIGURES = re.compile(
    r"年度计划(?P<year_plan>[\d,.]+)万元，截至(?P<month>\d+年\d+月)应完成(?P<plan>[\d,.]+)万元（(?P<basis>[^）]+)），"
    r"实际完成(?P<done>-?[\d,.]+)万元(?P<missing>（当月缺报）)?，投资完成率(?P<rate>-?[\d.]+)%，"
    r"时序进度(?P<scheduled>[\d.]+)%，(?P<gap>持平|[低高](?:[\d.]+|不到0.01)个百分点)。"
)


def assert_reason(cell: Cell, month: Month, reason: str, where: Any) -> None:
    lit = cell.level is not None and cell.level >= 1
    if not lit and not cell.attention:
        assert (reason == "") == (cell.level == 0 and not cell.finished), where
        return
    assert reason.startswith("关注：") == cell.attention, where
    if cell.rate is None:
        assert f"截至{month[0]}年{month[1]}月完成{shown(cell.done)}万元" in reason, where
        return
    found = FIGURES.search(reason)
    assert found, reason
    assert found["month"] == f"{month[0]}年{month[1]}月"
    assert (found["year_plan"], found["plan"]) == (shown(cell.year_plan), shown(cell.plan)), where
    assert (found["done"], found["basis"]) == (shown(cell.done), cell.basis), where
    assert (found["rate"], found["scheduled"]) == (share(cell.rate), share(cell.scheduled)), where
    assert bool(found["missing"]) == cell.missing, where
    assert found["gap"] == gap(cell.deviation), where
    if "个月低于进度要求" in reason:
        assert months_named(reason) == len(cell.streak_months), where


def shown(value: Fraction) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP) + 0:,}"


def share(fraction: Fraction) -> str:
    return shown(fraction * 100).replace(",", "")


def gap(deviation: Fraction) -> str:
    if deviation == 0:
        return "持平"
    size = shown(abs(deviation)).replace(",", "")
    return ("低" if deviation < 0 else "高") + ("不到0.01" if size == "0.00" else size) + "个百分点"


def months_named(reason: str) -> int:
    """How many months the bracket after 「低于进度要求」 names."""
    bracket = re.search(r"低于进度要求（([^）]+)）", reason)
    assert bracket
    text = re.split("，其中|，均", bracket[1])[0]
    if "至" in text:
        first, last = (re.fullmatch(r"(\d+)年(\d+)月", side) for side in text.split("至"))
        assert first and last
        return (int(last[1]) - int(first[1])) * 12 + int(last[2]) - int(first[2]) + 1
    return text.count("月")
