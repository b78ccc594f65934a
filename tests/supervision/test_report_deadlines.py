"""时限：the day a report is due, days overdue by calendar and by working days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of

from addin.ledger import Settings
from addin.ledger.deadlines import (
    days_overdue,
    month_end,
    months_later,
    postponed,
    report_deadline,
    report_states,
)


def settings(**changes: Any) -> Settings:
    return replace(ledger_of().settings, **changes)


def day(text: str) -> np.ndarray:
    return np.array([text], dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("month", "changes", "due"),
    [
        ("2022-09", {}, "2022-09-25"),
        ("2022-09", {"report_month": "次月", "report_day": 5}, "2022-10-05"),
        ("2022-12", {"report_month": "次月"}, "2023-01-25"),
        ("2022-02", {"report_day": 31}, "2022-02-28"),
        # 25 September 2022 is a Sunday
        ("2022-09", {"postpone": "是"}, "2022-09-26"),
    ],
)
def test_the_day_on_which_a_months_report_is_due(month: str, changes: dict[str, Any], due: str) -> None:
    assert str(report_deadline(np.array([month], dtype="datetime64[M]"), settings(**changes))[0]) == due


@pytest.mark.parametrize(
    ("due", "until", "calendar", "working"),
    [
        ("2022-09-30", "2022-09-30", 0, 0),
        ("2022-09-30", "2022-09-20", 0, 0),
        ("2022-08-26", "2022-08-29", 3, 1),  # Friday to Monday
        ("2022-08-26", "2022-08-28", 2, 0),  # Friday to Sunday
        ("2022-09-30", "2022-10-07", 7, 0),  # the whole of the National Day holiday
        ("2022-09-30", "2022-10-08", 8, 1),  # a Saturday worked for it
        ("2022-09-30", "2022-10-09", 9, 2),  # and a Sunday
        ("2022-01-31", "2022-02-07", 7, 1),  # Spring Festival
    ],
)
def test_days_overdue(due: str, until: str, calendar: int, working: int) -> None:
    assert days_overdue(day(due), day(until), settings())[0] == calendar
    assert days_overdue(day(due), day(until), settings(overdue_days="工作日"))[0] == working


@pytest.mark.parametrize(
    ("due", "moved"),
    [
        ("2022-08-27", "2022-08-29"),  # a Saturday
        ("2022-10-01", "2022-10-08"),  # National Day: the next day worked is a Saturday
        ("2022-10-08", "2022-10-08"),
        ("2022-12-31", "2023-01-03"),  # the next year's holiday
    ],
)
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day_only_where_it_may(
    due: str, moved: str
) -> None:
    assert str(postponed(day(due), settings(postpone="是"))[0]) == moved
    assert str(postponed(day(due), settings())[0]) == due
    assert days_overdue(day(due), day(moved), settings(postpone="是"))[0] == 0


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2021-12-31", 2, "2022-02-28"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2022-07-31", 2, "2022-09-30"),
        ("2022-07-05", 1, "2022-08-05"),
        ("2022-07-05", 0, "2022-07-05"),
        ("NaT", 2, "NaT"),
    ],
)
def test_calendar_months_later_is_clipped_to_the_months_end(start: str, months: int, end: str) -> None:
    assert str(months_later(day(start), months)[0]) == end


def test_without_a_deadline_nothing_is_overdue() -> None:
    assert np.isnan(days_overdue(day("NaT"), day("2022-10-01"), settings())[0])
    assert np.isnat(postponed(day("NaT"), settings(postpone="是"))[0])


def test_the_end_of_a_month() -> None:
    months = np.array(["2022-02", "2024-02", "2022-12"], dtype="datetime64[M]")
    assert month_end(months).astype(str).tolist() == ["2022-02-28", "2024-02-29", "2022-12-31"]


def test_a_report_on_the_last_day_is_in_time() -> None:
    received = np.array(["2022-09-25", "2022-09-26", "NaT", "NaT"], dtype="datetime64[D]")
    state = report_states(np.array([True, True, False, True]), received, np.repeat(day("2022-09-25"), 4))
    assert state.tolist() == ["按时", "迟报", "缺报", None]


dates = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2026, 1, 1))


@given(dates, dates)
def test_working_days_overdue_never_exceed_calendar_days(due: Any, until: Any) -> None:
    calendar = days_overdue(day(str(due)), day(str(until)), CALENDAR)[0]
    working = days_overdue(day(str(due)), day(str(until)), WORKING)[0]
    assert 0 <= working <= calendar
    assert (calendar == 0) == (until <= due)


CALENDAR = settings()
WORKING = settings(overdue_days="工作日")
