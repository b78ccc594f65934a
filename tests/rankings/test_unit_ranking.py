"""单位排名：the default preset by hand, groups, ties, 「—」, movement and what is said about it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from support.computed import Computed, computed, monthly, project

from addin.findings import Finding, Level

DEFAULT = [
    {"scheme": "默认", "indicator": "投资完成率", "weight": 60, "target": "序时进度", "scoring": "比例", "ceiling": 1.2, "floor": 0},
    {"scheme": "默认", "indicator": "开工率（截至本月）", "weight": 15, "target": "1", "scoring": "比例", "ceiling": 1, "floor": 0},
    {"scheme": "默认", "indicator": "节点按期率", "weight": 15, "target": "1", "scoring": "比例", "ceiling": 1, "floor": 0},
    {"scheme": "默认", "indicator": "报送及时率", "weight": 10, "target": "1", "scoring": "比例", "ceiling": 1, "floor": 0},
]  # fmt: skip

UNITS = [
    {"unit": "东街道", "ranking_group": "街道"},
    {"unit": "水利局", "ranking_group": "部门"},
    {"unit": "南街道", "ranking_group": "街道"},
    {"unit": "西街道", "ranking_group": "街道"},
    {"unit": "交通局", "ranking_group": "部门"},
    {"unit": "北街道", "ranking_group": "街道"},
    {"unit": "无事街道", "ranking_group": "街道"},
    {"unit": "市委办", "relation": "上级"},
]

# Plan to September 9000 of 12000, 序时进度 75% for each.
TABLES: dict[str, Any] = {
    "units": UNITS,
    "indicators": DEFAULT,
    "projects": [
        project("E", "东街道", planned_start="2022-01-05", actual_start="2022-01-05"),
        project("S", "南街道"),
        project("W", "西街道"),
        project("N", "北街道"),
        project("H", "水利局"),
        project("T", "交通局"),
    ],
    "milestones": [
        {"code": "E", "number": 1, "planned_on": "2022-05-01", "completed_on": "2022-05-01"},
        {"code": "E", "number": 2, "planned_on": "2022-08-01"},
    ],
    "monthly_progress": [
        *monthly("E", *[1000] * 9),
        *monthly("S", *[1000] * 8, 500),
        *monthly("W", *[1000] * 8, 500),
        *monthly("N", *[500] * 8),
        *monthly("H", *[2000] * 9),
        *monthly("T", *[1000] * 9),
    ],
}


def units(done: Computed, **arguments: Any) -> pd.DataFrame:
    frame = done.rank(**arguments).frame
    return frame[frame["object"] == "单位"].set_index("object_name")


def test_the_default_preset_by_hand() -> None:
    found = units(computed(**TABLES))
    # 东: 60×(0.75÷0.75) + 15×1 + 15×0.5 + 10×1
    assert found.loc["东街道", "score"] == 60 + 15 + 7.5 + 10
    # 南 and 西 have neither starts nor nodes due: 60:10 shares 100, (8500÷12000)÷0.75 = 0.9444
    shared = 100 * (60 / 70 * (8500 / 9000) + 10 / 70)
    assert found.loc["南街道", "score"] == pytest.approx(shared)
    # 北: 4000 of 9000, September not reported
    assert found.loc["北街道", "score"] == pytest.approx(100 * 60 / 70 * 4000 / 9000)
    # 水利: 18000 of 9000 is capped at 1.2
    assert found.loc["水利局", "score"] == pytest.approx(100 * (60 / 70 * 1.2 + 10 / 70))


def test_groups_rank_apart_ties_share_a_place_and_a_unit_with_nothing_due_has_none() -> None:
    found = units(computed(**TABLES))
    assert list(found.index) == ["南街道", "西街道", "东街道", "北街道", "无事街道", "水利局", "交通局"]
    places = found["place"].to_dict()
    assert math.isnan(places.pop("无事街道"))
    assert places == {"南街道": 1, "西街道": 1, "东街道": 3, "北街道": 4, "水利局": 1, "交通局": 2}


def test_a_unit_with_nothing_due_shows_a_dash_and_says_why() -> None:
    row = units(computed(**TABLES)).loc["无事街道"]
    assert math.isnan(row["score"]) and math.isnan(row["place"]) and row["movement"] is None
    assert row["remarks"] == "无应考核事项"


def test_a_unit_without_a_ranking_group_is_not_ranked() -> None:
    assert "市委办" not in units(computed(**TABLES)).index


def test_where_no_unit_has_a_group_all_form_one() -> None:
    tables = {**TABLES, "units": [{"unit": "东街道"}, {"unit": "西街道"}]}
    assert units(computed(**tables))["place"].to_dict() == {"西街道": 1, "东街道": 2}


def test_the_remarks_say_what_the_total_is_made_of() -> None:
    row = units(computed(**TABLES)).loc["东街道"]
    assert (
        row["remarks"] == "投资完成率60.00分、开工率（截至本月）15.00分、节点按期率7.50分、报送及时率10.00分"
    )


def test_movement_is_against_the_month_before() -> None:
    # 南 and 西 led in August as in September; 北 falls behind 东 only in September
    reports = [*monthly("E", *[0] * 8, 9000), *monthly("S", *[1000] * 9), *monthly("W", *[900] * 9)]
    tables = {**TABLES, "monthly_progress": reports, "milestones": []}
    found = units(computed(**tables))
    assert found.loc["东街道", ["place_before", "place", "movement"]].tolist() == [3, 1, "↑2"]
    assert found.loc["西街道", ["place_before", "place", "movement"]].tolist() == [2, 3, "↓1"]
    assert found.loc["水利局", "movement"] == "—"


def test_the_first_month_of_the_ledger_has_no_place_before() -> None:
    found = units(computed(**{**TABLES, "as_of": "2022-01"}))
    assert found["place_before"].isna().all() and (found["movement"].isna()).all()


def test_december_is_the_month_before_january() -> None:
    projects = [project("S", "南街道"), project("W", "西街道")]
    plans = [{"code": code, "year": 2021, **dict.fromkeys(MONTHS, 0), "dec": 1200} for code in ("S", "W")]
    reports = [
        {"code": "S", "month": "2021-12", "month_done": 1200},
        *monthly("S", 0),
        *monthly("W", 1000),
    ]
    done = computed(
        **{
            **TABLES,
            "projects": projects,
            "monthly_plans": plans,
            "monthly_progress": reports,
            "as_of": "2022-01",
        }
    )
    assert units(done)["place_before"].dropna().to_dict() == {"西街道": 2, "南街道": 1}


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def test_points_by_hand_of_the_month_are_added_to_the_total() -> None:
    bonuses = [
        {"unit": "东街道", "month": "2022-09", "points": -2.5},
        {"unit": "南街道", "month": "2022-08", "points": 30},
        {"unit": "无事街道", "month": "2022-09", "points": 5},
    ]
    found = units(computed(**TABLES, bonuses=bonuses))
    assert found.loc["东街道", ["bonus", "score"]].tolist() == [-2.5, 90.0]
    assert math.isnan(found.loc["南街道", "bonus"])
    assert math.isnan(found.loc["无事街道", "place"])


def test_a_second_key_parts_a_tie_only_when_it_is_asked_for() -> None:
    # 南 and 西 are both capped at 1.2, 西 has done more
    reports = [*monthly("S", *[2000] * 9), *monthly("W", *[3000] * 9)]
    tables = {**TABLES, "monthly_progress": reports}
    assert units(computed(**tables)).loc[["南街道", "西街道"], "place"].tolist() == [1, 1]
    parted = units(computed(**tables, settings={"second_key": "完成率"}))
    assert parted.loc[["南街道", "西街道"], "place"].tolist() == [2, 1]


def test_a_groups_own_row_replaces_the_row_for_all_groups() -> None:
    own = {**DEFAULT[3], "ranking_group": "部门", "weight": 40}
    found = units(computed(**{**TABLES, "indicators": [*DEFAULT, own]}))
    assert found.loc["交通局", "score"] == pytest.approx(130)
    assert "报送及时率52.00分" in found.loc["交通局", "remarks"]
    assert found.loc["东街道", "score"] == 92.5


def test_a_unit_whose_schedule_has_not_begun_is_not_judged_by_it() -> None:
    late = [project("E", "东街道", planned_start="2022-11-01")]
    row = units(computed(**{**TABLES, "projects": late, "milestones": [], "monthly_progress": []})).loc[
        "东街道"
    ]
    assert row["投资完成率"] == 0 and math.isnan(row["score"])


def test_the_note_says_how_joint_projects_count() -> None:
    done = computed(**TABLES, settings={"joint_projects": "平均"})
    assert done.rank().note == "联合项目计分：平均"


def findings_of(row: dict[str, Any]) -> tuple[Finding, ...]:
    result = computed(**{**TABLES, "indicators": [DEFAULT[0], {"scheme": "默认", **row}]}).rank()
    assert result.indicators == ("投资完成率",)
    return result.findings


def test_an_unknown_indicator_is_an_error_at_its_cell_and_the_rest_still_ranks() -> None:
    (found,) = findings_of({"indicator": "满意度", "weight": 10})
    assert (found.level, found.sheet, found.cell) == (Level.ERROR, "考核指标", "D5")
    assert found.message == "没有“满意度”这个指标，此行不计"
    assert found.value == "满意度"


@pytest.mark.parametrize(
    ("row", "cell", "message"),
    [
        ({"indicator": "报送及时率"}, "E5", "指标“报送及时率”没有大于 0 的权重，此行不计"),
        ({"indicator": "报送及时率", "weight": 10, "target": "尽量高"}, "F5", "目标值看不懂，此行不计"),
        ({"indicator": "报送及时率", "weight": 10, "scoring": "分段"}, "H5", "分段看不懂或没有填，此行不计"),
        (
            {"indicator": "报送及时率", "weight": 10, "scoring": "分段", "bands": "九成"},
            "H5",
            "分段看不懂或没有填，此行不计",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_an_error_and_does_not_count(
    row: dict[str, Any], cell: str, message: str
) -> None:
    (found,) = findings_of(row)
    assert (found.level, found.cell, found.message) == (Level.ERROR, cell, message)


def test_a_scheme_without_rows_is_an_error_and_no_unit_is_ranked() -> None:
    result = computed(**TABLES, settings={"score_scheme": "绵阳"}).rank()
    assert [found.message for found in result.findings] == ["没有考核方案“绵阳”的指标，单位不排名"]
    frame = result.frame
    assert frame[frame["object"] == "单位"]["place"].isna().all()


def test_a_target_can_be_written_as_a_percentage() -> None:
    rows = [{**DEFAULT[0], "target": "50%", "ceiling": None}]
    found = units(computed(**{**TABLES, "indicators": rows}))
    assert found.loc["北街道", "score"] == pytest.approx(60 * (4000 / 12000) / 0.5)


def test_the_figures_of_a_unit_are_those_of_the_bulletins_table() -> None:
    row = computed(**TABLES).rank().figures.loc["南街道"]
    assert row[["projects", "year_plan", "year_done", "scheduled"]].tolist() == [1, 12000, 8500, 0.75]
    assert row["deviation"] == pytest.approx(-4.166666667)
    assert computed(**TABLES).rank().figures.loc["无事街道", ["year_plan", "rate"]].isna().all()
