"""数字写法：rates, points and dates as they stand in text, halves rounded away from zero as Excel does."""

from __future__ import annotations

import datetime as dt
import math

DASH = "—"


def two_decimals(value: float) -> str:
    """12.345 → 12.35; −0.001 → 0.00."""
    size = math.floor(abs(value) * 100 + 0.5 + 1e-7) / 100
    return f"{-size if value < 0 and size else size:.2f}"


def percent(rate: float) -> str:
    """0.7512 → 75.12%; NaN → —."""
    return DASH if math.isnan(rate) else f"{two_decimals(rate * 100)}%"


def points(value: float) -> str:
    """−2.5 → −2.50, with a true minus; NaN → —."""
    return DASH if math.isnan(value) else two_decimals(value).replace("-", "−")


def day_text(day: dt.date) -> str:
    """2022年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"
