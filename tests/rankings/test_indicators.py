"""考核指标：each indicator on a small ledger of two units, as of September 2022."""

from __future__ import annotations

import math
from typing import Any

import pytest
from support.computed import computed, monthly, project

from addin.rankings.indicators import INDICATORS

UNITS = [
    {"unit": "东街道", "ranking_group": "街道", "full_name": "东街道办事处"},
    {"unit": "西街道", "ranking_group": "街道"},
]


def values(indicator: str, **tables: Any) -> dict[str, float | None]:
    """The indicator of each unit; None where nothing is due."""
    rows = [{"scheme": "默认", "indicator": indicator, "weight": 100, "scoring": "比例", "target": "1"}]
    frame = computed(units=UNITS, indicators=rows, **tables).rank().frame
    frame = frame[frame["object"] == "单位"]
    found = zip(frame["object_name"], frame[indicator], strict=True)
    return {name: None if math.isnan(value) else round(value, 9) for name, value in found}


def test_the_rate_sums_done_and_plan_over_the_units_projects() -> None:
    # 东: 9000 + 3000 of 12000 + 8000; 西 has no project
    found = values(
        "投资完成率",
        projects=[project("A", "东街道"), project("B", "东街道", year_plan=8000)],
        monthly_progress=[*monthly("A", *[1000] * 9), *monthly("B", *[0] * 8, 3000)],
    )
    assert found == {"东街道": 0.6, "西街道": None}


def test_the_rate_leaves_out_a_project_that_is_exempt_in_the_month() -> None:
    exempt = {
        "exemption_reason": "管控停工",
        "exemption_document": "仑政〔2022〕1号",
        "exempt_from": "2022-09",
    }
    found = values(
        "投资完成率",
        projects=[project("A", "东街道"), project("B", "东街道", **exempt)],
        monthly_progress=monthly("A", *[1000] * 9),
    )
    assert found["东街道"] == 0.75


def test_the_rate_counts_the_children_of_a_package_and_not_the_parent() -> None:
    found = values(
        "投资完成率",
        projects=[
            project("P", "东街道", year_plan=99999),
            project("P1", "东街道", parent_code="P"),
            project("P2", "西街道", parent_code="P"),
        ],
        monthly_progress=[*monthly("P1", *[1000] * 9), *monthly("P2", *[500] * 9)],
    )
    assert found == {"东街道": 0.75, "西街道": 0.375}


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        # 东 leads A; 东 and 西 share it. 东's own B has done nothing of 12000.
        ("牵头计1", {"东街道": 0.375, "西街道": None}),
        ("各计1", {"东街道": 0.375, "西街道": 0.75}),
        ("平均", {"东街道": 0.25, "西街道": 0.75}),
    ],
)
def test_a_joint_project_counts_as_the_setting_says(mode: str, expected: dict[str, float | None]) -> None:
    found = values(
        "投资完成率",
        projects=[project("A", "东街道", "西街道"), project("B", "东街道")],
        monthly_progress=monthly("A", *[1000] * 9),
        settings={"joint_projects": mode},
    )
    assert found == expected


def test_the_deviation_is_measured_on_the_units_own_plan() -> None:
    # done 6000, plan to September 9000, of 12000
    found = values(
        "较序时偏差", projects=[project("A", "东街道")], monthly_progress=monthly("A", *[1000] * 6)
    )
    assert found["东街道"] == -0.25


STARTS = [
    project("A", "东街道", planned_start="2022-03-01", actual_start="2022-03-10"),
    project("B", "东街道", planned_start="2022-09-30"),
    project("C", "东街道", planned_start="2022-11-01"),
    project("D", "东街道", planned_start="2021-05-01"),
    project("E", "西街道", planned_start="2022-09-01", actual_start="2022-10-01"),
]


def test_the_start_rate_to_the_month_asks_for_what_was_due_by_then_this_year() -> None:
    # 东: A and B due, A started. 西: E started after the month's last day.
    assert values("开工率（截至本月）", projects=STARTS) == {"东街道": 0.5, "西街道": 0}


def test_the_start_rate_of_the_year_asks_for_the_whole_year() -> None:
    assert values("开工率（本年）", projects=STARTS) == {"东街道": round(1 / 3, 9), "西街道": 0}


def test_the_completion_rate_looks_at_completions_due_by_the_month() -> None:
    found = values(
        "竣工率",
        projects=[
            project("A", "东街道", planned_completion="2022-06-30", actual_completion="2022-08-01"),
            project("B", "东街道", planned_completion="2022-09-30"),
            project("C", "东街道", planned_completion="2022-12-31"),
        ],
    )
    assert found == {"东街道": 0.5, "西街道": None}


def test_a_node_counts_for_its_own_unit_and_without_one_for_its_projects() -> None:
    found = values(
        "节点按期率",
        projects=[project("A", "东街道")],
        milestones=[
            {"code": "A", "number": 1, "planned_on": "2022-03-31", "completed_on": "2022-03-31"},
            {"code": "A", "number": 2, "planned_on": "2022-06-30", "completed_on": "2022-07-01"},
            {"code": "A", "number": 3, "planned_on": "2022-09-30"},
            {"code": "A", "number": 4, "planned_on": "2022-10-01", "completed_on": "2022-05-01"},
            {"code": "A", "number": 5, "planned_on": "2021-12-31"},
            {"code": "A", "number": 6, "planned_on": "2022-05-01", "responsible_unit": "西街道"},
        ],
    )
    assert found == {"东街道": round(1 / 3, 9), "西街道": 0}


ISSUES = [
    {"number": "W1", "code": "A", "due_on": "2022-05-31", "resolved_on": "2022-05-30", "standard": "通水", "review": "通过", "closed_on": "2022-06-02"},
    {"number": "W2", "code": "A", "due_on": "2022-05-31", "resolved_on": "2022-05-30"},
    {"number": "W3", "code": "A", "due_on": "2022-05-31", "resolved_on": "2022-05-30", "review": "退回"},
    {"number": "W4", "code": "A", "due_on": "2022-09-30"},
    {"number": "W5", "due_on": "2022-09-01", "resolved_on": "2022-08-31", "responsible_units": "西街道"},
]  # fmt: skip


def test_an_issue_sent_back_is_not_resolved_in_time() -> None:
    found = values("问题按期办结率", projects=[project("A", "东街道")], issues=ISSUES)
    assert found == {"东街道": 0.5, "西街道": 1}


def test_settlement_counts_only_close_outs_in_order() -> None:
    assert values("化解率", projects=[project("A", "东街道")], issues=ISSUES) == {"东街道": 0.25, "西街道": 0}


def test_the_reply_rate_counts_letters_sent_whose_time_came() -> None:
    letter = {"state": "已发", "unit": "东街道"}
    found = values(
        "交办按期反馈率",
        projects=[project("A", "东街道")],
        letters=[
            {**letter, "number": "1", "reply_due": "2022-08-05", "replied_on": "2022-08-05"},
            {**letter, "number": "2", "reply_due": "2022-08-05", "replied_on": "2022-08-06"},
            {**letter, "number": "3", "reply_due": "2022-09-30"},
            {**letter, "number": "4", "reply_due": "2022-10-05"},
            {**letter, "number": "5", "reply_due": "2022-08-05", "state": "拟稿"},
            {**letter, "number": "6", "unit": "西街道"},
        ],
    )
    assert found == {"东街道": round(1 / 3, 9), "西街道": None}


def test_lights_are_counted_by_published_level() -> None:
    lit = {
        "projects": [
            project("A", "东街道"),
            project("B", "东街道"),
            project("C", "东街道"),
            project("D", "西街道"),
        ],
        "monthly_progress": [
            *monthly("A", *[1000] * 7, 0, 0),  # two months behind: 黄
            *monthly("B", *[0] * 9),  # 红
            *monthly("C", *[1000] * 9),
            *monthly("D", *[1000] * 9),
        ],
    }
    assert values("黄灯数", **lit) == {"东街道": 1, "西街道": 0}
    assert values("红灯数", **lit) == {"东街道": 1, "西街道": 0}


def test_a_unit_whose_projects_are_all_grey_has_no_count_of_lights() -> None:
    found = values("红灯数", projects=[project("A", "东街道", stage="前期"), project("B", "西街道")])
    assert found == {"东街道": None, "西街道": 1}


REPORTS = [
    *monthly("A", *[1000] * 9)[:-1],
    {
        "code": "A",
        "month": "2022-09",
        "month_done": 1000,
        "physical_progress": "封顶",
        "reported_on": "2022-09-25",
    },
    {"code": "B", "month": "2022-09", "month_done": 1000, "reported_on": "2022-09-26"},
]


def test_a_report_on_the_25th_is_in_time_and_on_the_26th_late() -> None:
    found = values(
        "报送及时率",
        projects=[project("A", "东街道"), project("B", "东街道"), project("C", "西街道")],
        monthly_progress=REPORTS,
    )
    assert found == {"东街道": 0.5, "西街道": 0}


def test_another_table_on_the_register_counts_as_one_more_report() -> None:
    found = values(
        "报送及时率",
        projects=[project("A", "东街道"), project("B", "东街道")],
        monthly_progress=REPORTS,
        submissions=[
            {"unit": "东街道", "month": "2022-09", "form": "前期项目谋划表", "received_on": "2022-09-20"},
            {"unit": "东街道", "month": "2022-08", "form": "前期项目谋划表"},
        ],
    )
    assert found["东街道"] == round(2 / 3, 9)


def test_a_report_with_a_blank_required_cell_is_incomplete() -> None:
    # B's 形象进度 is blank; C did not report
    found = values(
        "报送完整率",
        projects=[project("A", "东街道"), project("B", "东街道"), project("C", "西街道")],
        monthly_progress=REPORTS,
    )
    assert found == {"东街道": 0.5, "西街道": 0}


def test_blank_items_are_counted_unless_the_office_typed_their_number() -> None:
    tables = {
        "projects": [project("A", "东街道"), project("B", "东街道"), project("C", "西街道")],
        "monthly_progress": REPORTS,
    }
    assert values("缺项扣分", **tables) == {"东街道": 1, "西街道": 2}
    typed = [{"unit": "西街道", "month": "2022-09", "form": "月度进度", "blanks": 5}]
    assert values("缺项扣分", **tables, submissions=typed) == {"东街道": 1, "西街道": 5}


def test_the_reserve_holds_what_entered_and_neither_left_nor_was_converted() -> None:
    entered = {"applicant": "东街道", "entered_on": "2022-01-10"}
    found = values(
        "储备项目数",
        projects=[project("A", "东街道")],
        reserve=[
            {**entered, "code": "R1"},
            {**entered, "code": "R2", "left_on": "2022-09-30"},
            {**entered, "code": "R3", "converted_on": "2022-10-01"},
            {**entered, "code": "R4", "entered_on": "2022-10-01"},
            {**entered, "code": "R5", "entered_on": None},
        ],
    )
    assert found == {"东街道": 2, "西街道": 0}


def test_the_inspection_score_is_the_mean_of_the_years_inspections() -> None:
    found = values(
        "督查得分",
        projects=[project("A", "东街道")],
        inspections=[
            {"number": "D1", "code": "A", "held_on": "2022-03-01", "score": 80},
            {"number": "D2", "responsible_unit": "东街道", "held_on": "2022-09-30", "score": 90},
            {"number": "D3", "responsible_unit": "东街道", "held_on": "2022-10-01", "score": 10},
            {"number": "D4", "responsible_unit": "东街道", "held_on": "2022-08-01"},
        ],
    )
    assert found == {"东街道": 85, "西街道": None}


def test_the_visits_of_the_month_are_averaged_over_the_units_projects() -> None:
    visit = {"type": "观摩", "held_on": "2022-09-30"}
    found = values(
        "观摩得分",
        projects=[project("A", "东街道", "西街道"), project("B", "东街道"), project("C", "西街道")],
        events=[
            {"number": "G1", "code": "A", "score": 80, **visit},
            {"number": "G2", "code": "B", "score": 91, **visit, "held_on": "2022-09-01"},
            {"number": "G3", "code": "B", "score": 10, **visit, "held_on": "2022-08-31"},
            {"number": "G4", "code": "B", "score": 10, **visit, "type": "培训"},
            {"number": "G5", "code": "B", **visit},
            {"number": "G6", "code": "C", "score": 70, **visit},
            {"number": "G7", "score": 1, **visit},
        ],
        settings={"joint_projects": "平均"},
    )
    # A counts half for each: (40 + 91) ÷ 1.5, (40 + 70) ÷ 1.5
    assert found == {"东街道": round(131 / 1.5, 9), "西街道": round(110 / 1.5, 9)}


FORMS = "前期项目谋划表、在建项目进展情况表、统计快报"


def submitted(**settings: Any) -> dict[str, float | None]:
    """东 leads a project under way, 西 one that is prepared; 东's 在建 form came in on the 25th."""
    return values(
        "报送及时率",
        settings={"report_forms": FORMS, **settings},
        projects=[project("A", "东街道"), project("B", "西街道", stage="前期", year_plan=None)],
        monthly_progress=REPORTS,
        submissions=[
            {
                "unit": "东街道",
                "month": "2022-09",
                "form": "在建项目进展情况表",
                "received_on": "2022-09-25",
            },
            {"unit": "东街道", "month": "2022-09", "form": "自报表", "received_on": "2022-09-01"},
        ],
    )


def test_a_form_without_a_row_is_missing_for_whoever_owes_it() -> None:
    # 东 owes 在建 (in time) and 快报 (missing), and sent one more; 西 owes 前期 and 快报, both missing
    assert submitted() == {"东街道": round(2 / 3, 9), "西街道": 0}


def test_with_the_monthly_progress_among_the_forms_each_projects_report_counts_too() -> None:
    # 东: its project's report (in time), 在建 (in time), its own form (in time)
    found = submitted(report_forms="月度进度、在建项目进展情况表")
    assert found == {"东街道": 1, "西街道": None}


def test_every_indicator_stands_empty_tables() -> None:
    for indicator in INDICATORS:
        assert values(indicator, projects=[]) == {"东街道": None, "西街道": None}
