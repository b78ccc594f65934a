"""季、半年、年：the mean of the months, against the period before."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd
import pytest
from support.computed import computed, monthly, project

UNITS = [{"unit": "东街道", "ranking_group": "街道"}, {"unit": "西街道", "ranking_group": "街道"}]
RATE = [{"scheme": "默认", "indicator": "投资完成率", "weight": 100, "target": "1", "scoring": "比例"}]


def units(as_of: str, period: str, **tables: Any) -> pd.DataFrame:
    projects = [project("E", "东街道"), project("W", "西街道")]
    done = computed(as_of=as_of, units=UNITS, indicators=RATE, projects=projects, **tables)
    frame = done.rank(period=period).frame
    return frame[frame["object"] == "单位"].set_index("object_name")


REPORTS = [*monthly("E", *[0] * 6, 1200, 1200, 1200), *monthly("W", *[100] * 9)]


def test_a_quarter_is_the_mean_of_its_months() -> None:
    # 东: 10%, 20%, 30% at the ends of July, August and September
    found = units("2022-09", "季", monthly_progress=REPORTS)
    assert found.loc["东街道", "score"] == pytest.approx(20)
    assert found.loc["西街道", "score"] == pytest.approx((700 + 800 + 900) / 3 / 120)


def test_a_quarter_that_is_not_over_is_the_mean_of_its_months_so_far() -> None:
    assert units("2022-08", "季", monthly_progress=REPORTS).loc["东街道", "score"] == pytest.approx(15)


def test_the_place_before_a_quarter_is_that_of_the_quarter_before() -> None:
    found = units("2022-09", "季", monthly_progress=REPORTS)
    assert found.loc["东街道", ["place", "place_before", "movement"]].tolist() == [1, 2, "↑1"]
    assert found.loc["西街道", "movement"] == "↓1"


def test_a_half_year_holds_six_months_and_a_year_all_of_them() -> None:
    half = units("2022-09", "半年", monthly_progress=REPORTS)
    assert half.loc["东街道", "score"] == pytest.approx(20)
    year = units("2022-09", "年", monthly_progress=REPORTS)
    assert year.loc["东街道", "score"] == pytest.approx((10 + 20 + 30) / 9)
    assert math.isnan(year.loc["东街道", "place_before"])


def test_a_month_with_nothing_due_does_not_count_in_the_mean() -> None:
    exempt = {
        "exemption_reason": "管控停工",
        "exemption_document": "1号",
        "exempt_from": "2022-08",
        "exempt_until": "2022-08",
    }
    done = computed(
        units=UNITS, indicators=RATE, projects=[project("E", "东街道", **exempt)], monthly_progress=REPORTS
    )
    frame = done.rank(period="季").frame
    assert frame.loc[frame["object_name"] == "东街道", "score"].tolist() == pytest.approx([20])


def test_a_month_can_be_asked_for_that_is_not_the_as_of_month() -> None:
    done = computed(units=UNITS, indicators=RATE, projects=[project("E", "东街道")], monthly_progress=REPORTS)
    frame = done.rank(month=dt.date(2022, 7, 1)).frame
    assert frame["month"].unique().tolist() == [pd.Timestamp("2022-07-01")]
    assert frame.loc[frame["object_name"] == "东街道", "score"].tolist() == [10]


def test_a_month_outside_the_ledger_ranks_nobody() -> None:
    done = computed(units=UNITS, indicators=RATE, projects=[project("E", "东街道")])
    assert done.rank(month=dt.date(2030, 1, 1)).frame["place"].isna().all()
