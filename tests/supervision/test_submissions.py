"""报送：who owes a report, when it came in, whom to chase."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.computed import computed, monthly, project

from addin.ledger.reports import report_row_states
from addin.supervision import submissions

PROJECTS = [
    project("A", "甲局", "乙局"),
    project("B", "甲局"),
    project("C", "丙局"),
    project("D", "丁局", stage="前期"),
]


def states(reports: list[dict[str, Any]], **tables: Any) -> list[str | None]:
    done = computed(projects=PROJECTS, monthly_progress=reports, **tables)
    return submissions.states(done.ledger, done.panel).tolist()


def test_the_lead_units_of_due_leaf_projects_owe_a_report() -> None:
    exempt = {"exemption_reason": "停工", "exemption_document": "1号", "exempt_from": "2022-01"}
    done = computed(
        projects=[
            *PROJECTS,
            project("E", "戊局", **exempt),
            project("P", "己局"),
            project("P1", "庚局", parent_code="P"),
            project("N", "辛局", year_plan=None),
        ]
    )
    assert submissions.due_units(done.ledger, done.panel) == ["甲局", "丙局", "丁局", "庚局"]


def test_only_key_rows_that_are_not_there_are_added() -> None:
    done = computed(
        projects=PROJECTS,
        submissions=[
            {"unit": "甲局", "month": "2022-09", "form": "月度进度"},
            {"unit": "丙局", "month": "2022-08", "form": "月度进度"},
            {"unit": "丁局", "month": "2022-09", "form": "前期项目谋划表"},
        ],
    )
    added = submissions.new_rows(done.ledger, done.panel)
    assert added["unit"].tolist() == ["丙局", "丁局"]
    assert set(added["form"]) == {"月度进度"} and set(added["state"]) == {"缺报"}
    assert added["month"].dt.strftime("%Y-%m").unique().tolist() == ["2022-09"]


def test_the_day_of_receipt_decides_whatever_the_reports_say() -> None:
    register = [
        {"unit": "甲局", "month": "2022-09", "form": "月度进度", "received_on": "2022-09-25"},
        {"unit": "丙局", "month": "2022-09", "form": "月度进度", "received_on": "2022-09-26"},
    ]
    assert states([], submissions=register) == ["按时", "迟报"]


def test_without_a_day_of_receipt_the_last_of_the_units_reports_decides() -> None:
    september = {"month": "2022-09", "month_done": 100, "physical_progress": "主体"}
    register = [{"unit": unit, "month": "2022-09", "form": "月度进度"} for unit in ("甲局", "丙局", "丁局")]
    reports = [
        {**september, "code": "A", "reported_on": "2022-09-20"},
        {**september, "code": "B", "reported_on": "2022-09-26"},
        {**september, "code": "C", "reported_on": "2022-09-25"},
    ]
    assert states(reports, submissions=register) == ["迟报", "按时", "缺报"]
    assert states(reports[:1], submissions=register) == ["缺报", "缺报", "缺报"]


def test_a_report_without_any_day_is_neither_in_time_nor_late() -> None:
    register = [{"unit": "丙局", "month": "2022-09", "form": "月度进度"}]
    report = {"code": "C", "month": "2022-09", "month_done": 100}
    assert states([report], submissions=register) == [None]


def test_another_table_without_a_day_of_receipt_is_missing() -> None:
    register = [{"unit": "丙局", "month": "2022-09", "form": "在建项目进展情况表"}]
    assert states(monthly("C", *[100] * 9), submissions=register) == ["缺报"]


def test_each_row_of_monthly_progress_says_how_it_came_in() -> None:
    done = computed(
        projects=PROJECTS,
        monthly_progress=[
            {"code": "A", "month": "2022-07", "month_done": 1, "reported_on": "2022-07-25"},
            {"code": "A", "month": "2022-08", "month_done": 1, "reported_on": "2022-08-26"},
            {"code": "A", "month": "2022-09", "reported_on": "2022-09-01"},
            {"code": "C", "month": "2022-08", "month_done": 1, "reported_on": "2022-08-01"},
        ],
        submissions=[{"unit": "丙局", "month": "2022-08", "form": "月度进度", "received_on": "2022-08-31"}],
    )
    assert report_row_states(done.ledger).tolist() == ["按时", "迟报", "缺报", "迟报"]


def test_units_whose_report_is_missing_are_chased() -> None:
    done = computed(
        projects=PROJECTS,
        monthly_progress=monthly("C", *[100] * 9),
        submissions=[{"unit": "甲局", "month": "2022-09", "form": "月度进度"}],
    )
    assert submissions.to_chase(done.ledger, done.panel)["unit"].tolist() == ["甲局", "丁局"]


def test_a_month_outside_the_ledger_asks_nobody() -> None:
    done = computed(projects=PROJECTS)
    assert submissions.due_units(done.ledger, done.panel, dt.date(2030, 1, 1)) == []
    assert submissions.new_rows(done.ledger, done.panel, dt.date(2030, 1, 1)).empty
