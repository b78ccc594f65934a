"""变动清单：what differs from the month before, so that no project is lost in silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
from support.desk import TODAY
from support.office import Office

from addin.schema import ChangeList, Journal, Milestones, Projects, Snapshot

SEPTEMBER = dt.datetime(2022, 9, 1)
AUGUST = dt.datetime(2022, 8, 1)


def project(code: str, name: str, **more: Any) -> dict[str, Any]:
    ordinary = dict(
        code=code, project_name=name, stage="在建", responsible_units="甲镇", total_investment=50000, year_plan=12000
    )  # fmt: skip
    return ordinary | more


def retyped(office: Office, place: int, row: dict[str, Any]) -> None:
    """Another row in the place of one: what deleting a row and entering a new one leaves."""
    blank = {column.name: None for column in Projects.columns if not column.computed}
    office.type(Projects, place, **(blank | row))


def told(office: Office) -> list[tuple[Any, ...]]:
    return [
        tuple(row[name] for name in ("month", "type", "code", "field", "before", "after"))
        for row in office.rows(ChangeList)
    ]


def all_cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(path)
    return {tab.title: list(tab.iter_rows(values_only=True)) for tab in book if tab.title != Journal.title}


def test_a_project_gone_since_last_month_is_listed_with_what_its_row_said(office: Office) -> None:
    office.opens(projects=[project("A", "甲厂房"), project("B", "乙道路"), project("C", "丙医院")])
    office.run("recalc", "--month", "2022-08")
    assert told(office) == []  # nothing to compare the first month with
    assert [row["code"] for row in office.rows(Snapshot)] == ["A", "B", "C"]

    retyped(office, 1, project("D", "丁水厂", stage="新开工", responsible_units="乙镇", year_plan=None))
    office.type(Projects, 2, total_investment=60000, stage="竣工", project_name="丙县人民医院")
    office.run("recalc", "--month", "2022-09")
    assert told(office) == [
        (SEPTEMBER, "新增", "D", None, None, "新开工；总投资50000；乙镇"),
        (SEPTEMBER, "减少", "B", None, "在建；总投资50000；年计划投资12000；甲镇", None),
        (SEPTEMBER, "更名", "C", "项目名称", "丙医院", "丙县人民医院"),
        (SEPTEMBER, "调整", "C", "项目阶段", "在建", "竣工"),
        (SEPTEMBER, "调整", "C", "总投资", "50000", "60000"),
    ]
    assert office.row(ChangeList, type="减少")["project_name"] == "乙道路"
    assert [(row["month"], row["code"]) for row in office.rows(Snapshot)] == [
        (AUGUST, "A"), (AUGUST, "B"), (AUGUST, "C"), (SEPTEMBER, "A"), (SEPTEMBER, "D"), (SEPTEMBER, "C"),
    ]  # fmt: skip


def test_a_row_put_back_in_the_same_month_leaves_the_list_again(office: Office) -> None:
    office.opens(projects=[project("A", "甲厂房"), project("B", "乙道路")])
    office.run("recalc", "--month", "2022-08")
    retyped(office, 1, {})
    office.run("recalc", "--month", "2022-09")
    assert [row[1:3] for row in told(office)] == [("减少", "B")]
    assert [row["code"] for row in office.rows(Snapshot)] == ["A", "B", "A"]
    retyped(office, 1, project("B", "乙道路"))
    office.run("recalc", "--month", "2022-09")
    assert told(office) == []


def test_a_new_code_under_a_like_name_is_said_to_be_perhaps_the_same_project(office: Office) -> None:
    office.opens(projects=[project("A", "城东污水处理厂（一期）"), project("B", "乙道路")])
    office.run("recalc", "--month", "2022-08")
    retyped(office, 0, project("A-2", "城东污水处理厂(一期)工程"))
    office.run("recalc", "--month", "2022-09")
    assert [row[1:] for row in told(office)] == [
        ("新增", "A-2", None, None, "在建；总投资50000；年计划投资12000；甲镇"),
        ("减少", "A", None, "在建；总投资50000；年计划投资12000；甲镇", None),
        (
            "更名",
            "A-2",
            "项目代码",
            "A 城东污水处理厂（一期）",
            "A-2 城东污水处理厂(一期)工程（疑似，请核对）",
        ),
    ]


def test_a_plan_adjusted_in_the_middle_of_the_year_is_listed_in_the_month_it_takes_effect(
    office: Office,
) -> None:
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    first = {name: 1000 * number for number, name in enumerate(months, 1)}
    second = {name: 800 * number for number, name in enumerate(months, 1)}
    office.opens(
        projects=[project("A", "甲厂房")],
        monthly_plans=[
            dict(code="A", year=2022, **first),
            dict(code="A", year=2022, effective_from=dt.date(2022, 9, 1), **second),
        ],
    )
    office.run("recalc", "--month", "2022-08")
    office.run("recalc", "--month", "2022-09")
    # 12 × 1000 = 12000 → 12 × 800 = 9600
    assert told(office) == [(SEPTEMBER, "调整", "A", "月度计划12月", "12000", "9600")]


def test_a_second_recalc_of_the_month_changes_nothing_but_the_journal(office: Office) -> None:
    office.opens(
        settings={"report_forms": "月度进度、前期项目谋划表、新建（竣工）项目情况表", "report_month": "次月"},
        units=[dict(unit="甲镇"), dict(unit="乙镇")],
        projects=[
            project("A", "甲厂房", tags="百亿级、蜗牛", collective_start=dt.date(2022, 7, 5)),
            project(
                "B",
                "乙道路",
                responsible_units="乙镇、甲镇",
                stage="新开工",
                land_acquired=dt.date(2022, 8, 31),
            ),
            project("C", "丙医院", planned_start=dt.date(2022, 11, 1), stage="前期"),
        ],
        milestones=[dict(code="A", number=1, milestone="封顶", planned_on=dt.date(2022, 9, 30))],
    )
    office.run("recalc", "--month", "2022-08")
    retyped(office, 2, project("D", "丁水厂"))
    office.run("recalc", "--month", "2022-09")
    once = all_cells(office.path)
    office.run("recalc", "--month", "2022-09")
    assert all_cells(office.path) == once
    assert len(office.rows(Journal)) == 3
    assert office.row(Milestones, code="A")["state"] == "逾期未完成"


def test_a_month_before_the_newest_leaves_the_list_and_the_snapshot_alone(office: Office) -> None:
    office.opens(projects=[project("A", "甲厂房")])
    office.run("recalc", "--month", "2022-08")
    office.type(Projects, 0, total_investment=70000)
    office.run("recalc", "--month", "2022-09")
    before = (told(office), office.rows(Snapshot))
    office.type(Projects, 0, total_investment=80000)
    office.run("recalc", "--month", "2022-07")
    assert (told(office), office.rows(Snapshot)) == before


def test_a_month_that_has_not_come_yet_is_never_kept_as_the_newest(office: Office) -> None:
    office.opens(projects=[project("A", "甲厂房")])
    office.run("recalc", "--month", "2022-09")
    office.run("recalc", "--month", "2032-09", today=TODAY)
    assert {row["month"] for row in office.rows(Snapshot)} == {SEPTEMBER}


def test_the_last_run_of_a_month_is_what_the_next_month_is_compared_with(office: Office) -> None:
    office.opens(projects=[project("A", "甲厂房")])
    office.run("recalc", "--month", "2022-08")
    office.type(Projects, 0, total_investment=70000)
    office.run("recalc", "--month", "2022-08")
    office.run("recalc", "--month", "2022-09")
    assert told(office) == []


def test_what_the_rollover_wrote_stays_beside_the_changes_of_january(office: Office) -> None:
    office.opens(
        settings={"as_of": dt.date(2022, 12, 1), "plan_year": 2022},
        projects=[project("A", "甲厂房"), project("B", "乙道路")],
    )
    office.run("recalc", "--month", "2022-12", today="2022-12-28")
    office.run("rollover", "--year", "2023", today="2023-01-05")
    office.type(Projects, 1, sponsor=None, stage="竣工")
    office.run("recalc", "--month", "2023-01", today="2023-01-28")
    once = told(office)
    assert [row[1:] for row in once] == [
        ("调整", "A", "年计划投资（2022年，结转清空）", "12000", None),
        ("调整", "B", "年计划投资（2022年，结转清空）", "12000", None),
        ("调整", "B", "项目阶段", "在建", "竣工"),
    ]
    office.run("recalc", "--month", "2023-01", today="2023-01-28")
    assert told(office) == once
    retyped(office, 0, {})
    office.run("recalc", "--month", "2023-01", today="2023-01-28")
    office.run("undo", today="2023-01-28")
    assert told(office) == once
