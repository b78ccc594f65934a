"""Figures and months as they are read out."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from addin.ledger.wording import (
    date_text,
    half_up,
    money,
    month_name,
    months_text,
    number,
    percent,
    points,
    points_against,
    two_decimals,
)


def test_figures_are_rounded_half_away_from_zero() -> None:
    assert half_up([2.675, -2.675, 1.005, 0.125, -0.001]).tolist() == [2.68, -2.68, 1.01, 0.13, 0]


def test_money_has_two_decimals_and_thousands_separators() -> None:
    assert money([1234567.891, 0, -20]) == ["1,234,567.89万元", "0.00万元", "-20.00万元"]


def test_fractions_are_read_as_per_cent() -> None:
    assert percent([0.575, 1.0756, 0.499950001]) == ["57.50%", "107.56%", "50.00%"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(12.345, "12.35"), (1.005, "1.01"), (-2.675, "-2.68"), (-0.001, "0.00"), (0.0, "0.00"), (100, "100.00")],
)
def test_two_decimals_are_never_minus_zero(value: float, text: str) -> None:
    assert two_decimals([value]) == [text]


def test_what_is_not_known_is_a_dash() -> None:
    assert percent([float("nan")]) == points([float("nan")]) == two_decimals([float("nan")]) == ["—"]


def test_points_on_a_table_have_a_true_minus() -> None:
    assert points([-2.5, 2.5]) == ["−2.50", "2.50"]


def test_points_say_which_side() -> None:
    assert points_against([-5, 1.674, 0, -0.001]) == [
        "低5.00个百分点",
        "高1.67个百分点",
        "持平",
        "低不到0.01个百分点",
    ]


def test_thresholds_are_read_as_typed() -> None:
    assert [number(value) for value in (2.0, 0.8, -10.0, 100.0)] == ["2", "0.8", "−10", "100"]


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ([(2022, 9)], "2022年9月"),
        ([(2022, 8), (2022, 9)], "2022年8月、9月"),
        ([(2021, 12), (2022, 1), (2022, 2)], "2021年12月、2022年1月、2月"),
        ([(2021, 11), (2021, 12), (2022, 1), (2022, 2), (2022, 3)], "2021年11月至2022年3月"),
        ([(2022, 1), (2022, 2), (2022, 4), (2022, 5), (2022, 6)], "2022年1月、2月、4月、5月、6月"),
    ],
)
def test_months_are_listed_with_the_year_once(months: list[tuple[int, int]], text: str) -> None:
    assert months_text([(year - 1970) * 12 + month - 1 for year, month in months]) == text


def test_dates_are_read_in_full() -> None:
    assert date_text(np.datetime64("2022-03-05")) == "2022年3月5日"
    assert date_text(dt.datetime(2022, 3, 5, 10, 30)) == date_text(dt.date(2022, 3, 5)) == "2022年3月5日"
    assert month_name(dt.date(2022, 3, 5)) == "2022年3月"
