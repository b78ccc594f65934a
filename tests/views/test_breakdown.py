"""分类统计: every project once in a total, in each of its categories elsewhere."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.computed import computed, monthly, project

from addin.schema import Breakdown
from addin.views.breakdown import breakdown

MONEY = ["total_investment", "year_plan", "year_done"]


def table(**tables: Any) -> pd.DataFrame:
    done = computed(**tables)
    return breakdown(done.ledger, done.panel, done.register)


def of(frame: pd.DataFrame, dimension: str) -> pd.DataFrame:
    return frame[frame["dimension"] == dimension].set_index("category")


def test_all_columns_of_the_sheet_are_there_and_a_dimension_not_filled_in_is_left_out() -> None:
    frame = table(projects=[project("A", "甲局")])
    assert [*frame.columns] == [one.name for one in Breakdown.columns if one.name != "row_id"]
    assert frame["dimension"].unique().tolist() == ["合计", "项目阶段", "牵头单位"]


def test_a_workbook_without_projects_has_one_row_of_zeros() -> None:
    frame = table(projects=[])
    assert frame["category"].tolist() == ["全部项目"]
    assert frame[["projects", *MONEY, "lit"]].to_numpy().tolist() == [[0, 0, 0, 0, 0]]
    assert frame[["investment_rate", "scheduled_progress", "deviation"]].isna().to_numpy().all()


def test_categories_stand_in_the_order_of_the_drop_down_and_others_as_they_come() -> None:
    frame = table(
        projects=[
            project("A", "甲局", tags="本市自定、亮点工程", tier="省重点"),
            project("B", "甲局", tags="蜗牛", tier="一般"),
        ]
    )
    assert of(frame, "清单标签").index.tolist() == ["蜗牛", "亮点工程", "本市自定", "合计"]
    assert of(frame, "项目层级").index.tolist() == ["一般", "省重点", "合计"]


def test_a_tag_typed_twice_counts_once() -> None:
    frame = table(projects=[project("A", "甲局", tags="蜗牛、蜗牛")])
    assert of(frame, "清单标签")["projects"].to_dict() == {"蜗牛": 1, "合计": 1}


def test_exempt_projects_and_those_without_a_plan_count_but_their_money_does_not() -> None:
    exempt = {"exemption_reason": "管控", "exemption_document": "1号", "exempt_from": "2022-09"}
    frame = table(
        projects=[project("A", "甲局"), project("B", "甲局", **exempt), project("C", "甲局", year_plan=None)],
        monthly_progress=[*monthly("A", 6000), *monthly("B", 6000)],
    )
    row = of(frame, "牵头单位").loc["甲局"]
    assert row[["projects", "total_investment", "year_plan", "year_done"]].tolist() == [
        3,
        2700000,
        12000,
        6000,
    ]
    assert row[["investment_rate", "scheduled_progress", "deviation"]].tolist() == [0.5, 0.75, -25]


def test_the_group_is_that_of_the_lead_unit() -> None:
    units = [
        {"unit": "甲局", "ranking_group": "部门"},
        {"unit": "乙镇", "ranking_group": "乡镇"},
        {"unit": "丙局"},
    ]
    frame = table(
        projects=[project("A", "甲局", "乙镇"), project("B", "乙镇"), project("C", "丙局")], units=units
    )
    assert of(frame, "排名组别")["projects"].to_dict() == {"部门": 1, "乡镇": 1, "合计": 2, "未填写": 1}


@pytest.mark.parametrize("text", ["中央预算内、专项债", "中央预算内，专项债", "中央预算内;专项债"])
def test_sources_of_funds_are_parted_at_every_usual_mark(text: str) -> None:
    frame = table(projects=[project("A", "甲局", funding=text)])
    assert of(frame, "资金来源").index.tolist() == ["中央预算内", "专项债", "合计"]


TAGS = ("蜗牛", "标志性", "亮点工程")


@given(st.lists(st.sets(st.sampled_from(TAGS)), min_size=1, max_size=6))
def test_total_and_not_filled_in_make_up_all_projects_and_no_tag_has_more_than_the_total(
    tags: list[set[str]],
) -> None:
    projects = [project(f"A{n}", "甲局", tags="、".join(sorted(own))) for n, own in enumerate(tags)]
    frame = table(projects=projects)
    whole = of(frame, "合计").loc["全部项目", ["projects", *MONEY]].to_numpy(dtype=float)
    own = of(frame, "清单标签")[["projects", *MONEY]]
    if own.empty:
        assert not any(tags)
        return
    parts = own.loc[own.index.isin(["合计", "未填写"])].sum().to_numpy(dtype=float)
    assert np.allclose(parts, whole)
    assert (
        own.drop(index=["合计", "未填写"], errors="ignore")["projects"] <= own.loc["合计", "projects"]
    ).all()
    assert {tag: sum(tag in one for one in tags) for tag in TAGS if any(tag in one for one in tags)} == {
        tag: count for tag, count in own["projects"].items() if tag in TAGS
    }
