"""季、半年、年：the mean of the months, against the period before."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd
import pytest
from support.computed import computed, monthly, project

from addin.rankings import rank_all

UNITS = [{"unit": "东街道", "ranking_group": "街道"}, {"unit": "西街道", "ranking_group": "街道"}]
RATE = [{"scheme": "默认", "indicator": "投资完成率", "weight": 100, "target": "1", "scoring": "比例"}]


def units(as_of: str, period: str, **tables: Any) -> pd.DataFrame:
    projects = [project("E", "东街道"), project("W", "西街道")]
    done = computed(**{"as_of": as_of, "units": UNITS, "indicators": RATE, "projects": projects, **tables})
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


def all_rows(**tables: Any) -> pd.DataFrame:
    projects = [project("E", "东街道", task_force="交通专班"), project("W", "西街道", task_force="水利专班")]
    done = computed(**{"units": UNITS, "indicators": RATE, "projects": projects, **tables})
    return rank_all(done.ledger, done.panel, done.register).rows


def test_every_period_stands_together_projects_by_the_month_only() -> None:
    frame = all_rows(monthly_progress=REPORTS)
    kinds = frame.groupby("period", sort=False)["object"].unique().map(list).to_dict()
    assert kinds == {
        "月": ["单位", "项目", "专班"],
        "季": ["单位", "专班"],
        "半年": ["单位", "专班"],
        "年": ["单位", "专班"],
    }
    forces = frame[frame["object"] == "专班"].set_index(["period", "object_name"])["score"]
    assert forces["季", "交通专班"] == pytest.approx(20)
    assert forces["年", "水利专班"] == pytest.approx(100 * 45 / 9 / 120)


@pytest.mark.parametrize("period", ["月", "季", "半年", "年"])
def test_the_months_rows_and_those_of_a_period_by_itself_are_the_same(period: str) -> None:
    done = computed(units=UNITS, indicators=RATE, projects=[project("E", "东街道")], monthly_progress=REPORTS)
    rows = rank_all(done.ledger, done.panel, done.register).rows
    together = rows[(rows["period"] == period) & (rows["object"] == "单位")].reset_index(drop=True)
    alone = done.rank(period=period).frame
    alone = alone[alone["object"] == "单位"].reset_index(drop=True)
    pd.testing.assert_frame_equal(together, alone)


END = [{**RATE[0], "over_period": "期末"}]


def test_an_indicator_of_the_periods_end_takes_the_last_month_and_the_period_before_its_own_last() -> None:
    found = units("2022-09", "季", monthly_progress=REPORTS, indicators=END)
    # end of September: 东 3600, 西 900 of 12000; end of June: 东 0, 西 600
    assert found["score"].to_dict() == pytest.approx({"东街道": 30, "西街道": 7.5})
    assert found["place_before"].to_dict() == {"东街道": 2, "西街道": 1}
    frame = all_rows(monthly_progress=REPORTS, indicators=END)
    forces = frame[(frame["object"] == "专班") & (frame["period"] == "季")].set_index("object_name")
    assert forces.loc["交通专班", "score"] == pytest.approx(30)


def test_an_indicator_of_the_periods_end_may_be_so_for_one_group_alone() -> None:
    own = {**END[0], "ranking_group": "街道"}
    offices = [UNITS[0], {"unit": "水利局", "ranking_group": "部门"}]
    tables = {
        "units": offices,
        "indicators": [*RATE, own],
        "projects": [project("E", "东街道"), project("W", "水利局")],
        "monthly_progress": [*REPORTS[:9], *monthly("W", *[0] * 6, 1200, 1200, 1200)],
    }
    frame = computed(**tables).rank(period="季").frame
    scores = frame[frame["object"] == "单位"].set_index("object_name")["score"]
    assert scores.to_dict() == pytest.approx({"东街道": 30, "水利局": 20})


def test_an_indicator_with_nothing_due_at_the_periods_end_shares_out_its_weight_in_all_months() -> None:
    rows = [
        {**RATE[0], "weight": 60},
        {**RATE[0], "indicator": "观摩得分", "weight": 40, "target": "100", "over_period": "期末"},
    ]
    visits = [{"number": "G", "type": "观摩", "held_on": "2022-06-30", "code": "E", "score": 80}]
    found = units("2022-09", "季", monthly_progress=REPORTS, indicators=rows, events=visits)
    assert found.loc["东街道", "score"] == pytest.approx(20)  # the visit was before the quarter
    found = units("2022-06", "季", monthly_progress=REPORTS, indicators=rows, events=visits)
    assert found.loc["东街道", "score"] == pytest.approx(40 * 0.8)  # 60×0 + 40×0.8 in each month


def test_parts_of_a_total_add_up_to_it_also_where_one_was_not_due_in_every_month() -> None:
    rows = [
        {**RATE[0], "weight": 60},
        {**RATE[0], "indicator": "观摩得分", "weight": 40, "target": "100"},
    ]
    visits = [{"number": "G", "type": "观摩", "held_on": "2022-08-30", "code": "E", "score": 50}]
    bonuses = [{"unit": "东街道", "month": "2022-07", "points": 6}]
    found = units(
        "2022-09", "季", monthly_progress=REPORTS, indicators=rows, events=visits, bonuses=bonuses
    ).loc["东街道"]
    # July 10 + 6; August 60×0.2 + 40×0.5; September 30
    assert found["score"] == pytest.approx((16 + 32 + 30) / 3)
    assert found["bonus"] == pytest.approx(2)
    # 投资完成率 (10 + 12 + 30) ÷ 3, 观摩得分 20 ÷ 3
    assert found["remarks"] == "投资完成率17.33分、观摩得分6.67分"
