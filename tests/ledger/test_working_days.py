"""工作日：holidays and make-up days as the library has them, weekends alone beyond its years."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import chinese_calendar
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of, lines

from addin.ledger.checks.working_days import years_without_holidays
from addin.ledger.working_days import known_years, next_working_day, working_days_after

YEARS = known_years()
FIRST, LAST = dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 11, 30)
days = st.dates(min_value=FIRST, max_value=LAST)


def array(*given: dt.date) -> np.ndarray:
    return np.array(given, dtype="datetime64[D]")


@given(st.lists(days, min_size=1, max_size=5))
def test_the_next_working_day_is_the_first_that_the_library_calls_one(given_days: list[dt.date]) -> None:
    for start, found in zip(given_days, next_working_day(array(*given_days)).tolist(), strict=True):
        between = [start + dt.timedelta(number) for number in range((found - start).days)]
        assert chinese_calendar.is_workday(found)
        assert not any(chinese_calendar.is_workday(one) for one in between)


@given(days, st.integers(0, 60))
def test_working_days_after_a_day_are_those_that_the_library_counts(start: dt.date, number: int) -> None:
    end = min(start + dt.timedelta(number), LAST)
    expected = sum(
        chinese_calendar.is_workday(start + dt.timedelta(one)) for one in range(1, (end - start).days + 1)
    )
    assert working_days_after(array(start), array(end))[0] == expected
    assert working_days_after(array(end), array(start))[0] == 0


def test_beyond_the_known_years_only_weekends_are_days_off() -> None:
    # 1 October 2095 is a Saturday, 3 October a Monday; 1 October 1999 was a Friday
    assert next_working_day(array(dt.date(2095, 10, 1))).tolist() == [dt.date(2095, 10, 3)]
    assert next_working_day(array(dt.date(1999, 10, 1))).tolist() == [dt.date(1999, 10, 1)]
    assert next_working_day(array()).tolist() == []


def test_years_without_holidays_are_said_once_where_working_days_count() -> None:
    rows = [
        {"code": "A", "number": 1, "planned_on": "2022-09-30"},
        {"code": "A", "number": 2, "planned_on": "2099-10-01"},
        {"code": "A", "number": 3, "planned_on": "2003-10-01"},
    ]
    project = [{"code": "A", "project_name": "甲项目"}]
    for settings in ({"overdue_days": "工作日"}, {"postpone": "是"}):
        ledger = ledger_of(settings=settings, projects=project, milestones=rows)
        assert lines(years_without_holidays(ledger)) == [
            f"提示 参数! 2003年、2099年的节假日安排不在内（有2004年至{YEARS[-1]}年），只按周末算工作日；"
            "逐条核对这些年份的时限和逾期天数，或把逾期口径改为自然日、顺延改为否"
        ]
    assert years_without_holidays(ledger_of(projects=project, milestones=rows)) == []
    assert years_without_holidays(ledger_of(settings={"postpone": "是"}, milestones=rows[:1])) == []


def test_the_library_is_not_read_where_calendar_days_count() -> None:
    script = "import sys, addin.commands.recalc; sys.exit('chinese_calendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
