"""数字写法：halves go away from zero, nothing is minus zero."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.views.wording import day_text, percent, points, two_decimals


@pytest.mark.parametrize(
    ("value", "text"),
    [(12.345, "12.35"), (1.005, "1.01"), (-2.675, "-2.68"), (-0.001, "0.00"), (0.0, "0.00"), (100, "100.00")],
)
def test_two_decimals_round_half_away_from_zero(value: float, text: str) -> None:
    assert two_decimals(value) == text


def test_rates_points_and_days_in_text() -> None:
    assert percent(0.75125) == "75.13%"
    assert points(-2.5) == "−2.50"
    assert percent(float("nan")) == points(float("nan")) == "—"
    assert day_text(dt.date(2022, 9, 3)) == "2022年9月3日"
