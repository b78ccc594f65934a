"""What odd number cells are read as, and what is said about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.findings import Level
from addin.ledger.numbers import read_number
from addin.ledger.reading import number_text
from addin.schema import Kind
from addin.workbook.port import CellError


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("１２３．５", 123.5), ("1,234.5", 1234.5), ("1，234", 1234), (" 12 000 ", 12000), ("－12", -12),
        ("−12", -12), ("+5", 5), ("0", 0), (".5", 0.5), ("¥300", 300), ("1.2e3", 1200), (12, 12),
    ],
)  # fmt: skip
def test_a_number_typed_as_text_is_the_number(typed, number):
    reading = read_number(typed, Kind.MONEY)
    assert (reading.value, reading.level) == (number, None)


@pytest.mark.parametrize("typed", ["/", "—", "－", "-", "无", "暂无", "空", "", "  "])
def test_a_mark_of_nothing_is_a_blank_and_not_zero(typed):
    reading = read_number(typed, Kind.MONEY)
    assert (reading.value, reading.level) == (None, None)


@pytest.mark.parametrize(
    ("typed", "number", "level", "message", "advice"),
    [
        ("3.2亿", 32000, "提示", "“3.2亿”按 32000 万元计算", "改为以万元计的数字，说明文字写入备注"),
        ("3.2亿元", 32000, "提示", "“3.2亿元”按 32000 万元计算", "改为以万元计的数字，说明文字写入备注"),
        ("32000万元", 32000, "提示", "“32000万元”按 32000 万元计算", "改为以万元计的数字，说明文字写入备注"),
        ("1200(含征地)", 1200, "提示", "“1200(含征地)”按 1200 万元计算", "改为以万元计的数字，说明文字写入备注"),
        ("２亿（含征地）", 20000, "提示", "“２亿（含征地）”按 20000 万元计算", "改为以万元计的数字，说明文字写入备注"),
        ("93.3元", 0.00933, "疑点", "“93.3元”按 0.00933 万元计算", "核实单位后改为以万元计的数字"),
        ("待定", None, "提示", "为“待定”，按空白处理", "确定后填以万元计的数字"),
        ("约300万", None, "错误", "“约300万”不是数字，按空白处理", "改为以万元计的数字"),
        ("100-200", None, "错误", "“100-200”不是数字，按空白处理", "改为以万元计的数字"),
        ("12,34", None, "错误", "“12,34”不是数字，按空白处理", "改为以万元计的数字"),
        ("300平方米", None, "错误", "“300平方米”不是数字，按空白处理", "改为以万元计的数字"),
        (True, None, "错误", "“TRUE”不是数字，按空白处理", "改为以万元计的数字"),
        (float("inf"), None, "错误", "“inf”不是数字，按空白处理", "改为以万元计的数字"),
        (CellError("#REF!"), None, "错误", "是错误值 #REF!，按空白处理", "改好公式，或直接填以万元计的数字"),
    ],
)  # fmt: skip
def test_money_is_converted_aloud_or_left_blank(typed, number, level, message, advice):
    reading = read_number(typed, Kind.MONEY)
    assert (reading.value, reading.level, reading.message, reading.advice) == (
        number,
        Level(level),
        message,
        advice,
    )


@pytest.mark.parametrize(
    ("typed", "rate"), [("75%", 0.75), ("75％", 0.75), ("0.75", 0.75), ("75.0个百分点", 0.75)]
)
def test_a_rate_is_a_fraction_however_it_is_typed(typed, rate):
    assert read_number(typed, Kind.RATE).value == pytest.approx(rate)


def test_points_stay_points():
    assert read_number("-2.5个百分点", Kind.POINTS).value == -2.5


def test_a_whole_number_may_carry_its_counter():
    reading = read_number("2022年", Kind.INTEGER)
    assert (reading.value, reading.message) == (2022, "“2022年”按 2022 计算")


def test_a_fraction_is_not_a_whole_number():
    reading = read_number(2.5, Kind.INTEGER)
    assert (reading.value, reading.level) == (None, Level.ERROR)
    assert (reading.message, reading.advice) == ("“2.5”不是整数，按空白处理", "改为整数")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False))
def test_every_spelling_of_a_number_reads_the_same(number):
    plain = format(number, "f")
    wide = plain.translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))
    grouped = format(number, ",f")
    assert {read_number(text, Kind.MONEY).value for text in (plain, wide, grouped)} == {float(number)}


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_a_printed_number_reads_back_to_six_places(number):
    assert read_number(number_text(number), Kind.NUMBER).value == pytest.approx(number, abs=1e-6)


@given(st.text())
def test_no_text_stops_the_reading(text):
    for kind in (Kind.MONEY, Kind.INTEGER, Kind.RATE, Kind.POINTS):
        value = read_number(text, kind).value
        assert value is None or isinstance(value, float)
