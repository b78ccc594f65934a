"""读数：which figures, units, dates and times stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.proofreading.quotes import HIDDEN, Quotes
from docgen.proofreading.reading import read
from docgen.wording.numerals import money, rounded


def numbers(text: str) -> list[tuple[float, str]]:
    return [(number.value, number.unit.base) for number in read(text).numbers]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("完成投资7,400.5万元", [(7400.5, "万元")]),
        ("1.2亿元、0.5万亿元、3000元", [(12000.0, "万元"), (50_000_000.0, "万元"), (0.3, "万元")]),
        ("61.67%，低于时序进度13.33个百分点", [(61.67, "%"), (13.33, "百分点")]),
        ("10%～20%", [(10.0, "%"), (20.0, "%")]),
        ("偏差-2.50、−10", [(-2.5, ""), (-10.0, "")]),
        ("3个月、8天、5个工作日", [(3.0, "个月"), (8.0, "天"), (5.0, "天")]),
        ("94.50分，第2名", [(94.5, "分"), (2.0, "人")]),
        ("3.5万人、0个", [(35000.0, "人"), (0.0, "个")]),
        ("1234567.8万元", [(1234567.8, "万元")]),
    ],
)
def test_a_number_is_read_in_the_base_of_its_unit(text: str, figures: list[tuple[float, str]]) -> None:
    assert [(round(value, 9), unit) for value, unit in numbers(text)] == figures


@pytest.mark.parametrize("text", ["2022年9月30日14时30分", "1—9月", "第3季度", "2022-06-01", "9:00"])
def test_what_tells_a_time_is_no_number(text: str) -> None:
    assert numbers(text) == []
    assert read(text).times


def test_a_date_is_read_as_exactly_as_it_is_written() -> None:
    (day,) = read("2022年9月30日").times
    assert (day.year, day.month, day.day) == (2022, 9, 30)
    first, last = read("1—9月").times
    assert (first.month, first.opens, last.month) == (1, True, 9)
    (none,) = read("2022年2月30日").times
    assert none.as_date() is None


@given(st.floats(0, 1e8).map(lambda value: round(value, 2)))
def test_money_as_it_is_printed_is_read_back(value: float) -> None:
    ((read_back, unit),) = numbers(f"完成{money(value)}万元。")
    assert unit == "万元"
    assert rounded(read_back, 2) == rounded(value, 2)


def test_a_quote_hides_itself_and_never_half_a_number() -> None:
    quotes = Quotes.of(["1号地块", "剩余3户征迁"])
    assert quotes.hide("1号地块、剩余3户征迁") == HIDDEN * 4 + "、" + HIDDEN * 6
    assert quotes.hide("11号地块") == "11号地块"


@given(st.text("甲乙1。", max_size=30), st.lists(st.text("甲乙1", min_size=1, max_size=6), max_size=5))
def test_hiding_keeps_every_other_character_in_its_place(text: str, texts: list[str]) -> None:
    hidden = Quotes.of(texts).hide(text)
    assert len(hidden) == len(text)
    assert all(there in (HIDDEN, here) for there, here in zip(hidden, text, strict=True))
