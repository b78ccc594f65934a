"""Two spellings of one value are equal; two values that a person can tell apart are not."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.exchange.normal import keys_of, taken_values
from addin.schema import Column, Issues, Meetings, MonthlyProgress, Projects

MONEY, TEXT, LONG = MonthlyProgress.month_done, Projects.contact, MonthlyProgress.physical_progress
DATE, MONTH = Projects.actual_start, MonthlyProgress.month
CHOICE, CODE, UNIT = MonthlyProgress.forecast, Projects.code, MonthlyProgress.reporting_unit
RATE, TIME = Projects.investment_rate, Meetings.held_at

EQUAL: list[tuple[Column, object, object]] = [
    (MONEY, None, ""),
    (MONEY, None, "  "),
    (MONEY, 7, 7.0),
    (MONEY, 7.0, "7"),
    (MONEY, 1250.5, "1,250.50"),
    (MONEY, 150.0, "１５０"),
    (MONEY, 1 / 3, 0.333333333333333),  # as LibreOffice saves it
    (MONEY, 123456789012345.678, 123456789012346.0),
    (MONEY, 0.1 + 0.2, 0.3),
    (MONEY, 0.0, -0.0),
    (MONEY, None, "—"),
    (MONEY, True, 1.0),
    (RATE, 0.75, "75%"),
    (DATE, dt.date(2026, 6, 30), "2026-6-30"),
    (DATE, dt.date(2026, 6, 30), "2026.6.30"),
    (DATE, dt.date(2026, 6, 30), "2026/06/30"),
    (DATE, dt.date(2026, 6, 30), "2026年6月30日"),
    (DATE, dt.date(2026, 6, 30), 46203.0),
    (DATE, dt.date(2026, 6, 30), dt.datetime(2026, 6, 30)),
    (MONTH, dt.date(2022, 9, 1), "2022年9月"),
    (MONTH, dt.date(2022, 9, 1), dt.date(2022, 9, 30)),
    (LONG, "一\r\n二", "一\n二"),
    (LONG, "一\r二", "一\n二"),
    (LONG, "甲\u3000", "甲"),
    (LONG, "\u200b甲\u00a0", "甲"),
    (LONG, "é", "é"),  # NFD and NFC
    (LONG, "一\t二", "一二"),  # LibreOffice drops tabs from .ods
    (LONG, 12.0, "12"),
    (LONG, True, 1.0),
    (CHOICE, "能够完成", " 能够完成\n"),
    (CODE, "Ａ－01 ", "a-01"),
    (UNIT, None, "无"),
    (TIME, "9:30", dt.time(9, 30)),
    (TIME, "09:30", dt.timedelta(hours=9, minutes=30)),
]  # fmt: skip

DIFFERENT: list[tuple[Column, object, object]] = [
    (MONEY, None, 0.0),
    (MONEY, 99_999_999_999.99, 99_999_999_999.98),
    (MONEY, 1.0, "待定"),
    (MONEY, 12.0, "约12"),
    (DATE, dt.date(2026, 6, 30), dt.date(2026, 6, 29)),
    (DATE, dt.date(2026, 6, 30), "2026年6月底"),
    (MONTH, dt.date(2022, 1, 1), 2022.1),  # January or October
    (LONG, "一 二", "一二"),
    (LONG, "１５０", "150"),
    (LONG, "甲", "乙"),
    (LONG, None, "无"),
    (TEXT, "410225199001011234", "410225199001011235"),
    (TEXT, "410225199001011234", 410225199001011234.0),
    (TEXT, "007", 7.0),
    (CHOICE, "能够完成", "完成较差"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "one", "other"), EQUAL)
def test_a_value_that_only_a_program_changed_is_the_same(column: Column, one: object, other: object) -> None:
    first, second = keys_of([one, other], column)
    assert first == second


@pytest.mark.parametrize(("column", "one", "other"), DIFFERENT)
def test_a_value_that_a_person_changed_is_another(column: Column, one: object, other: object) -> None:
    first, second = keys_of([one, other], column)
    assert first != second


def test_a_blank_of_any_kind_is_the_empty_text() -> None:
    for column in (MONEY, DATE, MONTH, LONG, CHOICE, CODE, TIME):
        assert keys_of([None, "", " \u3000\n"], column) == ["", "", ""]


TAKEN: list[tuple[Column, object, object]] = [
    (MONEY, "1,250.50", 1250.5),
    (MONEY, "１５０", 150.0),
    (MONEY, None, None),
    (DATE, "2026年6月30日", dt.date(2026, 6, 30)),
    (DATE, 46203.0, dt.date(2026, 6, 30)),
    (MONTH, "2022.9", dt.date(2022, 9, 1)),
    (LONG, " 主体封顶\r\n二层 ", "主体封顶\n二层"),
    (LONG, "一\t二", "一\t二"),  # what is typed is kept
    (LONG, 12.5, "12.5"),
    (LONG, "=1+1", "=1+1"),
    (CHOICE, "能够完成 ", "能够完成"),
    (UNIT, "甲局", "甲局"),
    (Issues.handling, "\u3000", None),
]  # fmt: skip


@pytest.mark.parametrize(("column", "returned", "written"), TAKEN)
def test_a_sound_value_is_written_as_the_column_has_it(
    column: Column, returned: object, written: object
) -> None:
    taken = taken_values([returned], column)[0]
    assert (taken.value, taken.problem) == (written, "")


UNSOUND: list[tuple[Column, object, str]] = [
    (MONEY, "约三百", "本月完成投资“约三百”不是数字"),
    (MONEY, "3.2亿", "本月完成投资“3.2亿”要换算或推断才能用"),
    (MONEY, "待定", "本月完成投资为“待定”"),
    (DATE, "六月底", "实际开工日期“六月底”不是日期"),
    (DATE, "2026-02-30", "实际开工日期“2026-02-30”没有这一天"),
    (CHOICE, "差不多", "预判“差不多”不在可选值中"),
    (TEXT, 410225199001011234.0, "联系人及电话超过 15 位却按数字保存，末尾的位数已经丢失"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "returned", "problem"), UNSOUND)
def test_a_value_that_would_have_to_be_guessed_is_not_taken(
    column: Column, returned: object, problem: str
) -> None:
    assert taken_values([returned], column)[0].problem == problem
