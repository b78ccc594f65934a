"""What odd date and month cells are read as, and what is said about them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.findings import Level
from addin.ledger.dates import read_date, read_month
from addin.workbook.port import CellError

SEPTEMBER = dt.date(2022, 9, 1)


@pytest.mark.parametrize(
    "typed",
    ["2022-09", "2022.9", "2022年9月", "2022/9", "202209", 202209, dt.date(2022, 9, 17), dt.datetime(2022, 9, 30, 8),
     44805, 44834, 2022.9, 2022.09, "２０２２年９月", " 2022 年 9 月 ", "2022-09-15", "2022年9月份"],
)  # fmt: skip
def test_a_month_may_be_spelt_in_many_ways(typed):
    reading = read_month(typed)
    assert (reading.value, reading.level) == (SEPTEMBER, None)


def test_the_number_2022_1_may_be_january_or_october():
    reading = read_month(2022.1)
    assert (reading.value, reading.level) == (None, Level.DOUBT)
    assert reading.message == "“2022.1”可能是 1 月，也可能是 10 月，按空白处理"
    assert reading.advice == "改为月份，如 2022-09"
    assert read_date(2022.1).value is None


def test_the_text_2022_1_and_the_number_2022_12_are_plain():
    assert read_month("2022.1").value == dt.date(2022, 1, 1)
    assert read_month("2022.10").value == dt.date(2022, 10, 1)
    assert read_month(2022.12).value == dt.date(2022, 12, 1)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2022-13", "“2022-13”没有这个月份，按空白处理"),
        ("三月", "“三月”不是月份，按空白处理"),
        ("2022", "“2022”不是月份，按空白处理"),
        ("2022-02-30", "“2022-02-30”不是月份，按空白处理"),
        (2022, "“2022”不是月份，按空白处理"),
        (True, "“TRUE”不是月份，按空白处理"),
        (CellError("#N/A"), "是错误值 #N/A，按空白处理"),
    ],
)
def test_what_is_no_month_is_left_blank(typed, message):
    reading = read_month(typed)
    assert (reading.value, reading.level, reading.message) == (None, Level.ERROR, message)
    assert reading.advice == "改为月份，如 2022-09"


@pytest.mark.parametrize(
    "typed",
    [dt.datetime(2022, 6, 1, 9, 30), dt.date(2022, 6, 1), 44713, 44713.4, "2022-06-01", "2022.6.1", "2022/6/1",
     "2022年6月1日", "20220601", 20220601, "2022-06-01 09:30", "2022-06-01T09:30:00", "44713"],
)  # fmt: skip
def test_a_day_may_be_spelt_in_many_ways(typed):
    reading = read_date(typed)
    assert (reading.value, reading.level) == (dt.date(2022, 6, 1), None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2022.6", dt.date(2022, 6, 30)),
        ("2022-06", dt.date(2022, 6, 30)),
        ("2022年6月底", dt.date(2022, 6, 30)),
        ("2022年2月末", dt.date(2022, 2, 28)),
        ("2022年6月上旬", dt.date(2022, 6, 10)),
        ("2022年6月中旬", dt.date(2022, 6, 20)),
        ("2022年6月下旬", dt.date(2022, 6, 30)),
        ("2022年二季度", dt.date(2022, 6, 30)),
        ("2022年第三季度末", dt.date(2022, 9, 30)),
        ("2022年底", dt.date(2022, 12, 31)),
        ("2022年年底前", dt.date(2022, 12, 31)),
        ("2022年上半年", dt.date(2022, 6, 30)),
        ("2022年下半年", dt.date(2022, 12, 31)),
    ],
)
def test_a_month_or_a_part_of_it_stands_for_its_last_day(typed, day):
    reading = read_date(typed)
    assert (reading.value, reading.level) == (day, Level.NOTE)
    assert (reading.message, reading.advice) == (f"“{typed}”按 {day} 计算", "需要时改为确切日期")


@pytest.mark.parametrize(
    ("typed", "day"),
    [("6月底", "2022-06-30"), ("二季度", "2022-06-30"), ("年底", "2022-12-31"), ("6月上旬", "2022-06-10")],
)
def test_without_a_year_the_reckoned_year_is_taken_and_doubted(typed, day):
    reading = read_date(typed, 2022)
    assert (str(reading.value), reading.level) == (day, Level.DOUBT)
    assert reading.message == f"“{typed}”没有年份，按统计年度算作 {day}"
    assert reading.advice == "补上年份，改为确切日期"
    assert read_date(typed).value is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2022.06.31", "“2022.06.31”没有这一天，按空白处理"),
        ("2022-13", "“2022-13”没有这个月份，按空白处理"),
        ("22.6.1", "“22.6.1”不是日期，按空白处理"),
        ("尽快", "“尽快”不是日期，按空白处理"),
        (12.5, "“12.5”不是日期，按空白处理"),
        (dt.datetime(1899, 12, 31), "“1899-12-31”没有这一天，按空白处理"),
        (True, "“TRUE”不是日期，按空白处理"),
    ],
)
def test_an_impossible_date_is_left_blank(typed, message):
    reading = read_date(typed, 2022)
    assert (reading.value, reading.level, reading.message) == (None, Level.ERROR, message)
    assert reading.advice == "改为日期，如 2022-09-30"


@pytest.mark.parametrize("typed", ["/", "—", "无", ""])
def test_a_mark_of_nothing_is_no_date(typed):
    assert read_date(typed).value is read_month(typed).value is None
    assert read_date(typed).level is read_month(typed).level is None


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31)))
def test_every_spelling_of_a_day_reads_the_same(day):
    serial = (day - dt.date(1899, 12, 30)).days
    spellings = [
        day, serial, f"{day:%Y-%m-%d}", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}", dt.datetime(day.year, day.month, day.day, 23, 59),
    ]  # fmt: skip
    assert {read_date(spelling).value for spelling in spellings} == {day}
    assert {read_month(spelling).value for spelling in spellings} == {day.replace(day=1)}


@given(st.text() | st.floats() | st.integers())
def test_nothing_typed_stops_the_reading(value):
    for reading in (read_date(value, 2022), read_month(value)):
        assert reading.value is None or isinstance(reading.value, dt.date)
