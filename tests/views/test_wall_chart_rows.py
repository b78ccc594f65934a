"""作战图：light, symbol and nodes of each month, as of September 2022."""

from __future__ import annotations

from typing import Any

import pandas as pd
from support.computed import computed, monthly, project

from addin.schema import MONTH_COLUMNS, WallChart
from addin.views.wall_chart import wall_chart

NODES = [
    {"code": "A", "number": 2, "milestone": "封顶", "planned_on": "2022-09-30", "completed_on": "2022-10-05"},
    {"code": "A", "number": 1, "milestone": "主体", "planned_on": "2022-09-01", "completed_on": "2022-09-30"},
    {"code": "A", "number": 3, "milestone": "验收", "planned_on": "2022-12-31"},
    {"code": "A", "number": 4, "milestone": "来年", "planned_on": "2023-01-01"},
    {"code": "A", "number": 5, "milestone": "提前", "planned_on": "2022-11-01", "completed_on": "2022-08-01"},
    {"code": "Z", "number": 1, "milestone": "无此项目", "planned_on": "2022-05-01"},
]


def chart(**tables: Any) -> pd.DataFrame:
    done = computed(**tables)
    return wall_chart(done.ledger, done.panel, done.register)


def test_the_columns_are_those_of_the_sheet() -> None:
    found = chart(projects=[project("A", "甲局")])
    assert list(found.columns) == [column.name for column in WallChart.columns if column.name != "row_id"]


def test_a_months_cell_opens_with_the_lights_symbol_and_label() -> None:
    found = chart(projects=[project("A", "甲局")], monthly_progress=monthly("A", *[1000] * 6, 0, 0, 0))
    row = found.iloc[0]
    # planned to September 9000, done 6000
    assert [row[name] for name in MONTH_COLUMNS] == [
        *["●绿"] * 7, "▲黄", "■红\n季末欠3,000.00万元", None, None, None,
    ]  # fmt: skip
    assert row["light"] == "红"


def test_the_last_month_of_a_quarter_says_what_its_target_lacks() -> None:
    plan = {"code": "A", "year": 2022, **{name: 1000 * n for n, name in enumerate(MONTH_COLUMNS, start=1)}}
    later = {**plan, "effective_from": "2022-12", "dec": 15000}
    row = chart(
        as_of="2022-11",
        projects=[project("A", "甲局")],
        monthly_plans=[plan, later],
        monthly_progress=monthly("A", 1000, 1000, 500, 1000, 1000, 1500, *[1000] * 5),
    ).iloc[0]
    # by March 2500 of 3000; by June and September even; December's target is that of the plan in force then
    assert row["mar"].splitlines()[-1] == "季末欠500.00万元"
    assert row["jun"] == "●绿" and row["sep"] == "●绿"
    assert row["dec"] == "本季还需4,000.00万元"  # 15000 − 11000
    assert row["nov"] == "●绿"


def test_a_project_that_is_not_judged_owes_no_quarter() -> None:
    row = chart(as_of="2022-08", projects=[project("A", "甲局", stage="前期")]).iloc[0]
    assert row["jun"] == "○灰" and row["sep"] is None


def test_nodes_stand_below_planned_done_or_late_as_of_the_months_end() -> None:
    row = chart(
        projects=[project("A", "甲局")], milestones=NODES, monthly_progress=monthly("A", *[1000] * 9)
    ).iloc[0]
    assert row["sep"] == "●绿\n◆主体\n✕封顶"
    assert row["nov"] == "◆提前"
    assert row["dec"] == "◇验收"
    assert "来年" not in "".join(str(row[name]) for name in MONTH_COLUMNS)


def test_today_does_not_change_the_chart() -> None:
    tables: dict[str, Any] = {"projects": [project("A", "甲局")], "milestones": NODES}
    early, late = chart(today="2022-09-01", **tables), chart(today="2024-01-01", **tables)
    pd.testing.assert_frame_equal(early, late)


def test_a_month_that_is_not_lit_is_grey_with_its_symbol() -> None:
    row = chart(projects=[project("A", "甲局", stage="前期")]).iloc[0]
    assert row["jan"] == "○灰"


def test_each_project_has_a_row_in_the_order_of_the_list() -> None:
    found = chart(
        projects=[project("B", "甲局", "乙局"), project("A", "丙局"), project("B1", "丙局", parent_code="B")]
    )
    assert found["code"].tolist() == ["B", "A", "B1"]
    assert found["responsible_unit"].tolist() == ["甲局、乙局", "丙局", "丙局"]
    assert found["investment_rate"].tolist() == [0, 0, 0] and found["deviation"].tolist() == [-75, -75, -75]


def test_a_ledger_of_two_years_shows_the_year_of_the_as_of_month() -> None:
    plan = {
        "code": "A",
        "year": 2021,
        **{name: 100 * number for number, name in enumerate(MONTH_COLUMNS, start=1)},
    }
    row = chart(
        as_of="2022-01",
        projects=[project("A", "甲局")],
        monthly_plans=[plan],
        monthly_progress=monthly("A", *[100] * 12, year=2021),
    ).iloc[0]
    # no report in January 2022: one month behind, 绿 with 关注
    assert row["jan"] == "●绿" and row["feb"] is None


def test_an_empty_ledger_gives_an_empty_chart() -> None:
    assert chart().empty
