"""开工时限：after 集中开工 and after 拿地, clipped to the month's end."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from support.ledgers import ledger_of

from addin.ledger.starts import start_columns


def columns(settings: dict[str, Any] | None = None, **row: Any) -> list[Any]:
    ledger = ledger_of(settings=settings, projects=[{"code": "A", "project_name": "甲项目", **row}])
    limit, land, days = start_columns(ledger).iloc[0]
    shown = [None if pd.isna(day) else day.date() for day in (limit, land)]
    return [*shown, None if pd.isna(days) else days]


def test_two_months_after_a_collective_start_and_one_after_land() -> None:
    row = {"collective_start": "2021-12-31", "land_acquired": "2022-01-31", "actual_start": "2022-03-01"}
    # 31 January to 1 March 2022: 29 days
    assert columns(**row) == [dt.date(2022, 2, 28), dt.date(2022, 2, 28), 29]


def test_blank_without_the_day_they_are_counted_from() -> None:
    assert columns(actual_start="2022-03-01") == [None, None, None]
    assert columns(land_acquired="2022-03-01") == [None, dt.date(2022, 4, 1), None]


def test_a_start_dated_after_today_has_not_happened() -> None:
    assert columns(land_acquired="2022-09-01", actual_start="2022-10-08")[2] == 37
    assert columns(land_acquired="2022-09-01", actual_start="2022-10-09")[2] is None


def test_the_months_are_settings_and_a_limit_on_a_holiday_is_postponed_where_it_may_be() -> None:
    row = {"collective_start": "2022-07-01", "land_acquired": "2022-09-01"}
    settings = {"start_months": 3, "land_months": 2, "postpone": "是"}
    # 1 October 2022 is National Day, the 8th is worked
    assert columns(settings, **row) == [dt.date(2022, 10, 8), dt.date(2022, 11, 1), None]


def test_a_start_before_the_land_is_a_negative_number_of_days() -> None:
    assert columns(land_acquired="2022-09-10", actual_start="2022-09-01")[2] == -9
