"""用语：figures and months as they are read out, whole arrays at a time.

Figures are rounded half away from zero, as Excel shows them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from addin.schema.base import DASH

Floats = npt.NDArray[np.float64]


def half_up(values: Any, digits: int = 2) -> Floats:
    """Rounded half away from zero: 2.675 → 2.68, −2.675 → −2.68 (a binary 2.67499999999 counts as 2.675)."""
    values = np.asarray(values, dtype=np.float64)
    scale = 10.0**digits
    rounded: Floats = np.sign(values) * np.floor(np.round(np.abs(values) * scale, 6) + 0.5) / scale + 0.0
    return rounded


def money(values: Any) -> list[str]:
    """万元 with two decimals and thousands separators: 「7,500.00万元」."""
    return [f"{value:,.2f}万元" for value in half_up(values).tolist()]


def two_decimals(values: Any) -> list[str]:
    """12.345 → 「12.35」, −0.001 → 「0.00」, NaN → 「—」."""
    return [DASH if value != value else f"{value:.2f}" for value in half_up(values).tolist()]


def percent(fractions: Any) -> list[str]:
    """0.575 → 「57.50%」, NaN → 「—」."""
    texts = two_decimals(np.asarray(fractions) * 100)
    return [text if text == DASH else f"{text}%" for text in texts]


def points(deviations: Any) -> list[str]:
    """Percentage points without their unit, with a true minus: −2.5 → 「−2.50」, NaN → 「—」."""
    return [text.replace("-", "−") for text in two_decimals(deviations)]


def points_against(deviations: Any) -> list[str]:
    """−5 → 「低5.00个百分点」, 1.67 → 「高1.67个百分点」, 0 → 「持平」; less than 0.005 is not shown as 0.00."""
    return [
        _side_and_size(value, shown)
        for value, shown in zip(np.asarray(deviations), half_up(deviations), strict=True)
    ]


def _side_and_size(value: float, shown: float) -> str:
    if value == 0:
        return "持平"
    side = "低" if value < 0 else "高"
    return f"{side}{abs(shown):.2f}个百分点" if shown else f"{side}不到0.01个百分点"


def number(value: float) -> str:
    """A threshold as it stands on the sheet: 0.8 → 「0.8」, −10.0 → 「−10」."""
    text = format(Decimal(repr(float(value))).normalize(), "f")
    return text.replace("-", "−")


def month_text(month: int) -> str:
    """A month number (months since January 1970) → 「2022年9月」."""
    return f"{month // 12 + 1970}年{month % 12 + 1}月"


def month_name(day: dt.date) -> str:
    """The month that a day (or a month's first day) lies in: 「2022年9月」."""
    return f"{day.year}年{day.month}月"


def months_text(months: Iterable[int]) -> str:
    """「2022年8月、9月」, 「2021年12月、2022年1月」; from five on, if unbroken, 「2021年11月至2022年9月」."""
    listed = list(months)
    if len(listed) > 4 and listed[-1] - listed[0] == len(listed) - 1:
        return f"{month_text(listed[0])}至{month_text(listed[-1])}"
    pieces = []
    year = None
    for month in listed:
        pieces.append(f"{month % 12 + 1}月" if month // 12 == year else month_text(month))
        year = month // 12
    return "、".join(pieces)


def date_text(day: np.datetime64 | dt.date) -> str:
    """「2022年3月15日」."""
    year, month, date = str(np.asarray(day, dtype="datetime64[D]")).split("-")
    return f"{year}年{int(month)}月{int(date)}日"
