"""催报、开工、手续：what 待办清单 says of them."""

from __future__ import annotations

from typing import Any

import pytest
from support.computed import Computed, computed, project

from addin.schema import Projects
from addin.supervision import submissions
from addin.supervision.chasing import chase_list, reminder_days
from addin.supervision.procedures import procedures_to_do
from addin.supervision.starts import starts_to_do
from addin.todos import Todo

DONE = {
    "project_approval": "已办", "environment": "已办", "land_approval": "已办", "land_planning": "已办", "construction_planning": "已办",
}  # fmt: skip


def said(source: Any, done: Computed) -> list[Todo]:
    return list(source(done.ledger, done.panel, done.register))


@pytest.mark.parametrize(
    ("settings", "days"),
    [
        ({}, ["2022-09-20", "2022-09-23", "2022-09-26"]),
        ({"report_month": "次月"}, ["2022-10-20", "2022-10-23", "2022-10-26"]),
        ({"chase_days": "31"}, ["2022-09-30"]),
    ],
)
def test_the_days_lie_in_the_month_of_the_deadline(settings: dict[str, Any], days: list[str]) -> None:
    assert [str(day) for day in reminder_days(computed(settings=settings).ledger)] == days


def test_after_the_deadline_a_report_is_late_even_where_no_day_to_chase_is_set() -> None:
    done = computed(today="2022-09-28", settings={"chase_days": "月底"}, projects=[project("A", "甲局")])
    assert [todo.matter for todo in said(chase_list, done)] == [
        "2022年9月“月度进度”没有报来，2022年9月25日截止（含当日），已逾期3天"
    ]
    assert said(chase_list, done)[0].days_overdue == 3
    early = computed(today="2022-09-25", settings={"chase_days": "月底"}, projects=[project("A", "甲局")])
    assert said(chase_list, early) == []


def test_a_form_comes_from_the_units_of_its_stages_and_any_other_from_all() -> None:
    exempt = {"exemption_reason": "停工", "exemption_document": "1号", "exempt_from": "2022-01"}
    done = computed(
        settings={"report_forms": "安全月报、在建项目进展情况表、新建（竣工）项目情况表、前期项目谋划表"},
        projects=[
            project("A", "甲局"), project("B", "乙局", stage="竣工"), project("C", "丙局", stage="谋划"),
            project("D", "丁局", **exempt), project("P", "戊局"), project("P1", "己局", parent_code="P"),
        ],
    )  # fmt: skip

    def units(form: str) -> list[str]:
        return submissions.due_units(done.ledger, done.panel, form=form)

    assert units("在建项目进展情况表") == ["甲局", "己局"]
    assert units("新建（竣工）项目情况表") == ["乙局"]
    assert units("前期项目谋划表") == ["丙局"]
    assert units("安全月报") == ["甲局", "乙局", "丙局", "丁局", "戊局", "己局"]
    added = submissions.new_rows(done.ledger, done.panel)
    assert added["form"].value_counts().to_dict() == {
        "安全月报": 6, "在建项目进展情况表": 2, "新建（竣工）项目情况表": 1, "前期项目谋划表": 1,
    }  # fmt: skip


def test_a_row_typed_with_other_brackets_is_not_added_again() -> None:
    done = computed(
        settings={"report_forms": "新建（竣工）项目情况表"},
        projects=[project("A", "甲局", stage="新开工")],
        submissions=[{"unit": "甲局", "month": "2022-09", "form": "新建(竣工)项目情况表"}],
    )
    assert submissions.new_rows(done.ledger, done.panel).empty
    assert submissions.to_chase(done.ledger, done.panel).to_numpy().tolist() == [
        ["甲局", "新建（竣工）项目情况表"]
    ]


def test_a_finished_or_exempt_project_is_not_asked_to_start() -> None:
    land = {"land_acquired": "2022-01-01"}
    exempt = {"exemption_reason": "停工", "exemption_document": "1号", "exempt_from": "2022-01"}
    done = computed(
        projects=[
            project("A", "甲局", **land), project("B", "甲局", stage="竣工", **land), project("C", "甲局", **land, **exempt),
            project("D", "甲局", actual_start="2022-10-09", **land), project("E", "甲局", actual_start="2022-10-08", **land),
        ]
    )  # fmt: skip
    found = said(starts_to_do, done)
    # 1 February to 8 October 2022: 249 days
    assert [(todo.type, todo.project, todo.days_overdue) for todo in found] == [
        ("拿地未开工", "A", 249), ("拿地未开工", "D", 249),
    ]  # fmt: skip
    assert found[0].matter == "2022年1月1日拿地，应在2022年2月1日前开工（含当日），至今未开工，已逾期249天"
    assert found[0].place.startswith("项目清单!") and found[0].unit == "甲局"


def test_late_ones_stand_before_those_due_soon() -> None:
    done = computed(
        projects=[
            project("A", "甲局", collective_start="2022-08-10"), project("B", "甲局", collective_start="2022-08-01"),
        ]
    )  # fmt: skip
    found = said(starts_to_do, done)
    assert [(todo.type, todo.project) for todo in found] == [("集中开工逾期", "B"), ("集中开工临期", "A")]
    assert (
        found[1].matter == "2022年8月10日集中开工，应在2022年10月10日前实质性开工（含当日），还没有实质性开工"
    )


def test_procedures_in_hand_or_not_needed_are_in_order() -> None:
    fine = {**DONE, "environment": "办理中", "land_planning": "不需办理"}
    done = computed(
        projects=[project("A", "甲局", **fine), project("B", "乙局", **{**DONE, "land_planning": None})]
    )
    found = said(procedures_to_do, done)
    assert [(todo.project, todo.unit, todo.matter) for todo in found] == [
        ("B", "乙局", "用地规划手续没有填写（5项手续中1项未办）")
    ]


def test_procedures_of_columns_that_are_not_there_are_not_asked_for() -> None:
    done = computed(projects=[project("A", "甲局")], without={Projects: list(DONE)})
    assert said(procedures_to_do, done) == []


def test_an_empty_ledger_has_nothing_to_do() -> None:
    done = computed()
    assert [said(source, done) for source in (chase_list, starts_to_do, procedures_to_do)] == [[], [], []]


def test_an_office_that_keeps_no_procedures_is_not_asked_for_them() -> None:
    blank = [project("A", "甲局", **dict.fromkeys(DONE)), project("B", "乙局", **dict.fromkeys(DONE))]
    assert said(procedures_to_do, computed(projects=blank)) == []
    begun = [blank[0] | {"environment": "已办"}, blank[1]]
    assert len(said(procedures_to_do, computed(projects=begun))) == 2
