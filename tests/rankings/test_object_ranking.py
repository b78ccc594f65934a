"""项目与专班排名：by 投资完成率, then 进度偏差."""

from __future__ import annotations

import math

import pandas as pd
from support.computed import Computed, computed, monthly, project


def ranked(done: Computed, title: str) -> pd.DataFrame:
    frame = done.rank().frame
    return frame[frame["object"] == title]


def test_projects_rank_by_their_rate_and_then_by_their_deviation() -> None:
    # B and C both stand at 50%; C was to begin in July and is ahead of its plan, B behind.
    done = computed(
        projects=[
            project("A", "甲局"),
            project("B", "甲局"),
            project("C", "甲局", planned_start="2022-07-01"),
        ],
        monthly_progress=[
            *monthly("A", *[1000] * 9),
            *monthly("B", 6000),
            *monthly("C", *[None] * 6, 6000, 0, 0),
        ],
    )
    found = ranked(done, "项目")
    assert found["object_code"].tolist() == ["A", "C", "B"]
    assert found["place"].tolist() == [1, 2, 3]
    assert found["score"].tolist() == [75, 50, 50]
    assert found["remarks"].iloc[2] == "投资完成率50.00%，进度偏差-25.00个百分点"


def test_a_project_without_a_plan_or_exempt_is_listed_but_not_ranked() -> None:
    exempt = {
        "exemption_reason": "管控停工",
        "exemption_document": "仑政〔2022〕1号",
        "exempt_from": "2022-09",
    }
    done = computed(
        projects=[project("A", "甲局"), project("B", "甲局", year_plan=None), project("C", "甲局", **exempt)]
    )
    found = ranked(done, "项目").set_index("object_code")
    assert found.loc["A", "place"] == 1
    assert math.isnan(found.loc["B", "place"]) and math.isnan(found.loc["C", "place"])
    assert found.loc["B", "remarks"] == "无应考核事项"


def test_a_packaged_parent_is_not_ranked_with_its_children() -> None:
    done = computed(projects=[project("P", "甲局"), project("P1", "甲局", parent_code="P")])
    assert ranked(done, "项目")["object_code"].tolist() == ["P1"]


def test_equal_projects_share_a_place() -> None:
    done = computed(projects=[project(code, "甲局") for code in "ABC"], monthly_progress=monthly("C", 100))
    assert ranked(done, "项目")["place"].tolist() == [1, 2, 2]


def test_task_forces_rank_by_the_sums_of_their_projects() -> None:
    done = computed(
        projects=[
            project("A", "甲局", task_force="交通专班"),
            project("B", "甲局", task_force="交通专班", year_plan=36000),
            project("C", "甲局", task_force="水利专班"),
            project("D", "甲局"),
        ],
        task_forces=[{"task_force": "水利专班"}, {"task_force": "能源专班"}],
        monthly_progress=[*monthly("A", 12000), *monthly("C", 6000), *monthly("D", 12000)],
    )
    found = ranked(done, "专班").set_index("object_name")
    assert found["place"].dropna().to_dict() == {"水利专班": 1, "交通专班": 2}
    assert found.loc["交通专班", "score"] == 25
    assert found.loc["能源专班", "remarks"] == "无应考核事项"
