"""数字用法。"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.wording.numerals import (
    against,
    chinese_number,
    day_text,
    heading_number,
    listed,
    money,
    money_column,
    month_text,
    months_since_january,
    percent,
    rounded,
    time_text,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (35, "三十五"),
        (99, "九十九"),
        (100, "一百"),
        (106, "一百零六"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_headings_are_counted_in_chinese(value: int, text: str) -> None:
    assert chinese_number(value) == text


@pytest.mark.parametrize("value", [0, 1000, -1])
def test_a_heading_number_outside_one_to_nine_hundred_and_ninety_nine_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 999"):
        chinese_number(value)


def test_the_four_levels_of_headings_have_their_own_numbers() -> None:
    assert [heading_number(level, 3) for level in (1, 2, 3, 4)] == ["三、", "（三）", "3.", "（3）"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(12000.0, "12000"), (1234.5, "1234.5"), (0.005, "0.01"), (1e8, "100000000"), (-0.001, "0")],
)
def test_money_has_no_more_decimals_than_it_needs(value: float, text: str) -> None:
    assert money(value) == text


def test_halves_round_up_and_binary_noise_does_not_decide() -> None:
    assert rounded(0.125, 2) == "0.13"
    assert rounded(1.005, 2) == "1.01"
    assert rounded(0.1 + 0.2 + 0.015, 2) == "0.32"


@given(st.integers(-(10**9), 10**9))
def test_rounding_agrees_with_decimal_arithmetic(thousandths: int) -> None:
    exact = (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(rounded(thousandths / 1000, 2)) == exact


def test_a_rate_is_printed_as_percent_with_two_decimals() -> None:
    assert percent(7400 / 12000) == "61.67%"
    assert percent(0.75) == "75.00%"


@pytest.mark.parametrize(
    ("deviation", "text"),
    [
        (-2.5, "低于时序进度2.50个百分点"),
        (0.68, "高于时序进度0.68个百分点"),
        (0.0, "与时序进度持平"),
        (-0.004, "与时序进度基本持平"),
        (-10.000000001, "低于时序进度10.00个百分点"),
    ],
)
def test_a_deviation_is_said_in_percentage_points(deviation: float, text: str) -> None:
    assert against(deviation, "时序进度") == text


def test_a_column_of_money_has_the_same_decimals_in_every_cell() -> None:
    assert money_column([12000.0, 8000.5, None, 30123.45]) == ["12000.00", "8000.50", "—", "30123.45"]
    assert money_column([12000.0, None]) == ["12000", "—"]


def test_dates_have_no_leading_zeros() -> None:
    assert day_text(date(2022, 9, 3)) == "2022年9月3日"
    assert month_text(date(2022, 9, 1)) == "2022年9月"


def test_months_run_from_january_with_a_dash() -> None:
    assert months_since_january(date(2022, 9, 1)) == "1—9月"
    assert months_since_january(date(2022, 1, 1)) == "1月"


@pytest.mark.parametrize(
    ("typed", "text"), [("14:30", "14时30分"), ("09:00", "9时"), ("下午3点", "下午3点"), ("", "")]
)
def test_a_time_is_written_out(typed: str, text: str) -> None:
    assert time_text(typed) == text


def test_names_are_joined_by_the_enumeration_comma_but_not_between_book_titles() -> None:
    assert listed(["区住建局", "区水利局"]) == "区住建局、区水利局"
    assert listed(["《甲》", "《乙》"]) == "《甲》《乙》"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-1234.5, "-1234.5"),
        (10.0, "10"),
        (100.10, "100.1"),
        (0.0, "0"),
        (-0.004, "0"),
        (123456789012.34, "123456789012.34"),
        (1e22, "1" + "0" * 22),
    ],
)
def test_money_is_never_shortened_and_never_a_power_of_ten(value: float, text: str) -> None:
    assert money(value) == text


def test_a_rate_above_one_and_below_zero_keeps_its_sign_and_decimals() -> None:
    assert [percent(rate) for rate in (1.2, 0.0, -0.05, 0.00004, 10.0)] == [
        "120.00%", "0.00%", "-5.00%", "0.00%", "1000.00%",
    ]  # fmt: skip


@given(st.floats(-1000, 1000))
def test_a_deviation_says_its_side_in_words_and_its_size_without_a_sign(deviation: float) -> None:
    said = against(deviation, "序时进度")
    assert "-" not in said and "−" not in said
    assert ("低于" in said) == (round(deviation, 9) <= -0.005) or "持平" in said
    assert said.endswith(("个百分点", "持平"))


@pytest.mark.parametrize(
    ("typed", "text"),
    [("9：05", "9时5分"), ("14:30:00", "14时30分"), ("0:15", "0时15分"), ("上午9:30", "上午9:30")],
)
def test_a_time_typed_otherwise_is_written_out_or_left(typed: str, text: str) -> None:
    assert time_text(typed) == text


def test_a_list_of_one_or_none_needs_no_comma() -> None:
    assert (listed([]), listed(["甲"]), listed(["甲", "乙", "丙"])) == ("", "甲", "甲、乙、丙")
    assert listed(["《甲》", "乙", "《丙》"]) == "《甲》、乙、《丙》"


def test_leap_day_and_year_end_are_written_in_full() -> None:
    assert day_text(date(2024, 2, 29)) == "2024年2月29日"
    assert months_since_january(date(2022, 12, 31)) == "1—12月"
    assert months_since_january(date(2022, 2, 1)) == "1—2月"
