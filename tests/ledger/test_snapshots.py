"""上期台账、变动清单：two states of 项目清单 against one another."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of
from support.small_ledgers import even_plan, monthly_plan

from addin.ledger import Ledger, snapshots
from addin.schema import Projects, Snapshot


def project(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "project_name": f"{code}项目", "stage": "在建", "responsible_units": "甲镇", **more}


def held(code: str, month: str = "2022-08", **more: Any) -> dict[str, Any]:
    return {"month": month, **project(code, **more)}


def told(ledger: Ledger) -> list[tuple[Any, ...]] | None:
    found = snapshots.changes(ledger)
    if found is None:
        return None
    return [tuple(row) for row in found[["type", "code", "field", "before", "after"]].itertuples(index=False)]


def months(ledger: Ledger) -> list[str] | None:
    rows = snapshots.blocks(ledger)
    return None if rows is None else [f"{day:%Y-%m}" for day in rows["month"]]


def test_the_first_run_only_keeps_the_state() -> None:
    ledger = ledger_of(projects=[project("A")])
    assert told(ledger) is None and months(ledger) == ["2022-09"]


def test_the_newest_block_before_the_month_is_the_baseline_and_older_ones_are_dropped() -> None:
    ledger = ledger_of(
        projects=[project("A", total_investment=3)],
        snapshot=[held("A", "2022-05", total_investment=1), held("A", "2022-07", total_investment=2)],
    )
    assert told(ledger) == [("调整", "A", "总投资", "2", "3")]
    assert months(ledger) == ["2022-07", "2022-09"]


def test_the_months_own_block_is_written_anew() -> None:
    ledger = ledger_of(
        projects=[project("A", total_investment=3)],
        snapshot=[held("A", total_investment=1), held("A", "2022-09", total_investment=2)],
    )
    assert told(ledger) == [("调整", "A", "总投资", "1", "3")]
    assert snapshots.blocks(ledger)["total_investment"].tolist() == [1, 3]  # type: ignore[index]


def test_an_earlier_month_and_one_to_come_leave_everything() -> None:
    rows = {"projects": [project("A")], "snapshot": [held("B", "2022-07"), held("A", "2022-09")]}
    for month in ("2022-08", "2022-11"):
        assert told(ledger_of(as_of=month, **rows)) is None
        assert months(ledger_of(as_of=month, **rows)) is None


def test_every_field_is_told_as_it_stands_in_its_cell() -> None:
    before = held(
        "A", category="政府投资", tier="一般", tags="百亿级、蜗牛", stage="新开工", total_investment=1000.5, year_plan=10,
        planned_start="2022-01-31", planned_completion="2023-01-31",
    )  # fmt: skip
    after = project(
        "A", project_name="甲", stage="在建", responsible_units="乙镇、甲镇", planned_start="2022-02-01"
    )
    assert told(ledger_of(projects=[after], snapshot=[before])) == [
        ("更名", "A", "项目名称", "A项目", "甲"),
        ("调整", "A", "项目类别", "政府投资", None),
        ("调整", "A", "项目层级", "一般", None),
        ("调整", "A", "清单标签", "百亿级、蜗牛", None),
        ("调整", "A", "项目阶段", "新开工", "在建"),
        ("调整", "A", "责任单位", "甲镇", "乙镇、甲镇"),
        ("调整", "A", "总投资", "1000.5", None),
        ("调整", "A", "年计划投资", "10", None),
        ("调整", "A", "计划开工日期", "2022-01-31", "2022-02-01"),
        ("调整", "A", "计划竣工日期", "2023-01-31", None),
    ]


def test_a_unit_whose_name_holds_a_separator_has_not_changed() -> None:
    units = [{"unit": "甲/乙联合体"}]
    ledger = ledger_of(
        units=units,
        projects=[project("A", responsible_units="甲/乙联合体")],
        snapshot=[held("A", responsible_units="甲/乙联合体")],
    )
    assert told(ledger) == []


def test_the_year_plan_of_another_year_is_another_plan() -> None:
    rows = {"projects": [project("A", year_plan=5)], "snapshot": [held("A", "2022-12", year_plan=9)]}
    assert told(ledger_of(as_of="2023-01", today="2023-01-20", **rows)) == []


def test_columns_that_a_sheet_lacks_are_not_compared() -> None:
    rows = {"projects": [project("A", total_investment=5)], "snapshot": [held("A", total_investment=9)]}
    for sheet in (Projects, Snapshot):
        assert told(ledger_of(without={sheet: ["total_investment"]}, **rows)) == []


def test_a_plan_version_from_the_month_on_is_told_against_the_one_before() -> None:
    """12月: 12000 → 9600; B had only 年计划投资 6000; C's version is January's, D's is another month's."""
    rows: dict[str, Any] = {
        "projects": [project("A"), project("B", year_plan=6000), project("C"), project("D")],
        "snapshot": [held("A"), held("B", year_plan=6000), held("C"), held("D")],
        "monthly_plans": [
            even_plan(15000),
            even_plan(12000, start="2022-05"),
            even_plan(9600, start="2022-09"),
            even_plan(7200, code="B", start="2022-09"),
            even_plan(1200, code="C"),
            even_plan(1200, code="D", start="2022-08"),
            monthly_plan(*[None] * 12, code="D", start="2022-09"),
        ],
    }
    assert told(ledger_of(**rows)) == [
        ("调整", "A", "月度计划12月", "12000", "9600"),
        ("调整", "B", "月度计划12月", "6000", "7200"),
    ]


def test_only_the_months_own_rows_are_replaced() -> None:
    rows = [
        {"month": "2022-09", "type": "新增", "code": "A"},
        {"month": "2022-09", "type": "调整", "code": "A", "field": "总投资"},
        {"month": "2022-09", "type": "更名", "code": "A", "field": "项目代码"},
        {"month": "2022-08", "type": "新增", "code": "A"},
        {"month": "2022-09", "type": "定版后改动", "code": "A", "field": "发布灯"},
        {"month": "2022-09", "type": "调整", "code": "A", "field": "年计划投资（2021年，结转清空）"},
    ]
    ledger = ledger_of(projects=[project("A")], change_list=rows)
    assert snapshots.own_rows(ledger).tolist() == [True] * 3 + [False] * 3


codes = st.lists(st.sampled_from("ABCDEFGH"), unique=True)


@given(codes, codes)
def test_no_project_is_lost_and_none_comes_from_nowhere(before: list[str], after: list[str]) -> None:
    ledger = ledger_of(projects=[project(code) for code in after], snapshot=[held(code) for code in before])
    found = told(ledger) or []
    assert {row[1] for row in found if row[0] == "减少"} == set(before) - set(after)
    assert {row[1] for row in found if row[0] == "新增"} == (set(after) - set(before) if before else set())
    assert not [row for row in found if row[0] == "调整"]


def test_ten_thousand_projects_are_compared_at_once() -> None:
    count = 10_000
    rows = [project(f"P{number}", total_investment=number) for number in range(count)]
    old = [{"month": "2022-08", **row, "total_investment": row["total_investment"] + 1} for row in rows]
    ledger = ledger_of(projects=rows, snapshot=old)
    assert len(ledger[Projects]) == len(ledger[Snapshot]) == count
    started = time.perf_counter()
    found = snapshots.changes(ledger)
    assert found is not None and len(found) == count
    assert time.perf_counter() - started < 0.5
    assert np.all(found["type"] == "调整")
