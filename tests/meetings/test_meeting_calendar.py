"""会商日历与会期：when a tier meets next."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of, lines

from addin.ledger.check import run_checks
from addin.meetings.calendar import meeting_calendar
from addin.meetings.tiers import read_scheme

DATES = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


def tier(number: int, name: str, cycle: Any = None, unit: str | None = None, **more: Any) -> dict[str, Any]:
    return dict(scheme="北仑", number=number, tier=name, cycle=cycle, cycle_unit=unit, **more)


def due(cycle: int, unit: str, held_on: str, **settings: Any) -> str | None:
    ledger = ledger_of(
        settings=settings,
        tiers=[tier(1, "例会", cycle, unit)],
        meetings=[dict(number="M1", tier="例会", held_on=held_on)],
    )
    day = meeting_calendar(ledger)["next_due_on"].iloc[0]
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("cycle", "unit", "held_on", "expected"),
    [
        (7, "天", "2022-09-26", "2022-10-03"),
        (1, "月", "2022-08-31", "2022-09-30"),  # clipped
        (6, "月", "2021-08-31", "2022-02-28"),
        (1, "月", "2022-02-28", "2022-03-28"),
        (2, "月", "2021-12-15", "2022-02-15"),
    ],
)
def test_the_next_meeting_is_one_cycle_after_the_last(
    cycle: int, unit: str, held_on: str, expected: str
) -> None:
    assert due(cycle, unit, held_on) == expected


def test_a_day_of_rest_moves_it_where_deadlines_move() -> None:
    # 17 September 2022 is a Saturday, the Monday after is the 19th.
    assert due(7, "天", "2022-09-10") == "2022-09-17"
    assert due(7, "天", "2022-09-10", postpone="是") == "2022-09-19"


@pytest.mark.parametrize(
    ("held_on", "state", "days"),
    [
        ("2022-09-30", "逾期", 1),  # due on the 7th
        ("2022-10-01", "临期", 0),  # due today
        ("2022-10-08", "临期", 0),  # due on the 15th, 7 days left
        ("2022-10-09", "未开过", None),  # planned, not held
        (None, "未开过", None),
    ],
)
def test_the_state_on_8_october(held_on: str | None, state: str, days: int | None) -> None:
    ledger = ledger_of(
        tiers=[tier(1, "例会", 7, "天")], meetings=[dict(number="M1", tier="例会", held_on=held_on)]
    )
    row = meeting_calendar(ledger).iloc[0]
    assert row["state"] == state
    assert pd.isna(row["days_overdue"]) if days is None else row["days_overdue"] == days


def test_only_meetings_of_the_year_up_to_today_are_counted_and_the_latest_is_the_last() -> None:
    ledger = ledger_of(
        tiers=[tier(1, "例会", 7, "天")],
        meetings=[
            dict(number=f"M{place}", tier="例会", held_on=held_on)
            for place, held_on in enumerate(["2022-10-05", "2021-12-31", "2022-01-01", "2022-10-20"])
        ],
    )
    row = meeting_calendar(ledger).iloc[0]
    assert (row["held"], row["last_meeting"]) == (2, "M0")


def test_names_are_compared_as_keys_and_rows_of_other_schemes_are_left_out() -> None:
    ledger = ledger_of(
        tiers=[tier(2, "月度 会商", 1, "月"), tier(1, "例会"), dict(scheme="新乡", number=1, tier="县级")],
        meetings=[dict(number="M1", tier="月度会商", held_on="2022-10-01")],
    )
    calendar = meeting_calendar(ledger)
    assert calendar["tier"].tolist() == ["例会", "月度 会商"]
    assert calendar["last_meeting"].tolist() == [None, "M1"]
    assert read_scheme(ledger).places(["县级", None, "例会"]).tolist() == [-1, -1, 0]


def test_a_workbook_without_the_sheets_has_an_empty_calendar() -> None:
    from addin.schema import IssueMoves, Meetings, Tiers, Topics

    ledger = ledger_of(absent=[Tiers, Meetings, Topics, IssueMoves])
    assert meeting_calendar(ledger).empty


def test_an_unknown_tier_says_which_there_are() -> None:
    ledger = ledger_of(
        tiers=[tier(1, "周会", 7, "天"), tier(2, "月会", 1, "月")],
        meetings=[dict(number="M1", tier="例会", held_on="2022-10-01")],
    )
    said = [line for line in lines(run_checks(ledger)) if "会商会议!" in line and "方案" in line]
    assert said == [
        "疑点 会商会议!C4 会商层级不在会商机制的方案“北仑”中；"
        "改为该方案的层级：周会、月会；或改参数的会商方案"
    ]


@given(held_on=DATES, cycle=st.integers(1, 24), unit=st.sampled_from(["天", "月"]))
def test_the_next_meeting_is_later_and_a_month_ahead_falls_in_the_month_counted(
    held_on: dt.date, cycle: int, unit: str
) -> None:
    one = read_scheme(ledger_of(tiers=[tier(1, "例会", cycle, unit)]))
    found = one.tiers[0].due_after(pd.Timestamp(held_on), ledger_of().settings)
    assert found is not None and found.date() > held_on
    if unit == "天":
        assert (found.date() - held_on).days == cycle
    else:
        assert found.year * 12 + found.month == held_on.year * 12 + held_on.month + cycle
        assert found.day == min(held_on.day, found.days_in_month)
