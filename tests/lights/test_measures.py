"""The measures that rows of 亮灯规则 may name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.ledgers import ledger_of
from support.small_ledgers import ORDINARY, monthly_plan, reports

from addin.ledger.progress import build_panel
from addin.lights.measures import MEASURES, Cells, Facts

NAN = pytest.approx(float("nan"), nan_ok=True)
BY_TITLE = {measure.title: measure for measure in MEASURES}


def measured(title: str, as_of: str = "2022-05", project: dict[str, Any] | None = None, **tables: Any) -> Any:
    """(values of the first project, phrase in the last month)"""
    facts = facts_of(as_of, project, **tables)
    phrases = BY_TITLE[title].phrase(facts, Cells(np.array([0]), np.array([len(facts.months) - 1])))
    return BY_TITLE[title].value(facts)[0].tolist(), phrases[0]


def values(title: str, as_of: str = "2022-05", project: dict[str, Any] | None = None, **tables: Any) -> Any:
    return BY_TITLE[title].value(facts_of(as_of, project, **tables))[0].tolist()


def facts_of(as_of: str, project: dict[str, Any] | None, **tables: Any) -> Facts:
    ledger = ledger_of(as_of=as_of, projects=[ORDINARY | (project or {})], **tables)
    return Facts(ledger, build_panel(ledger))


def test_every_measure_of_the_rules_is_there_once() -> None:
    assert [measure.title for measure in MEASURES] == [
        "连续滞后月数", "进度偏差", "完成比", "月度任务完成", "开工逾期月数", "集中开工后月数", "拿地后月数",
        "入库逾期月数", "支付率差", "节点逾期天数", "问题逾期天数", "交办逾期天数", "预判", "未预判偏差", "缺报月数",
        "连续停工天数",
    ]  # fmt: skip


def test_months_behind_name_the_months_and_the_missing_ones() -> None:
    assert measured("连续滞后月数", "2022-03", monthly_progress=reports(1000, 900)) == (
        [0, 1, 2], "连续2个月低于进度要求（2022年2月、3月，其中2022年3月缺报）",
    )  # fmt: skip
    assert measured("连续滞后月数", "2022-02") == ([1, 2], "连续2个月低于进度要求（2022年1月、2月，均缺报）")
    assert measured("连续滞后月数", "2022-01") == ([1], "2022年1月缺报，按低于进度要求")


def test_deviation_in_points() -> None:
    assert measured("进度偏差", "2022-01", monthly_progress=reports(400)) == (
        [-5],
        "投资完成率比时序进度低5.00个百分点",
    )


def test_completion_ratio_is_none_where_nothing_is_planned_yet() -> None:
    plan = monthly_plan(0, 100, *[200] * 10)
    found = measured("完成比", "2022-02", monthly_plans=[plan], monthly_progress=reports(20, 37.5))
    assert found == ([NAN, 0.575], "完成额为应完成额的57.50%")


def test_the_month_task_is_measured_alone() -> None:
    found = measured("月度任务完成", "2022-03", monthly_progress=reports(2000, None, 800))
    assert found == ([2, NAN, 0.8], "本月任务1,000.00万元，完成800.00万元，为任务的80.00%")


def test_months_overdue_to_start_include_the_month_of_the_planned_start() -> None:
    found = measured("开工逾期月数", "2022-04", {"planned_start": "2022-02-28"})
    assert found == ([0, 1, 2, 3], "计划2022年2月开工，截至2022年4月未开工，逾期3个月（含当月）")


def test_a_start_dated_after_the_month_counts_as_not_started() -> None:
    project = {"planned_start": "2022-01-15", "actual_start": "2022-03-01"}
    assert values("开工逾期月数", "2022-03", project) == [1, 2, 0]


def test_without_a_planned_start_nothing_is_overdue() -> None:
    assert values("开工逾期月数", "2022-01") == [NAN]


def test_months_without_entry_into_statistics_are_whole_calendar_months_before_the_last_day() -> None:
    found = measured("入库逾期月数", "2022-04", {"actual_start": "2022-01-15"})
    assert found == ([0, 1, 2, 3], "2022年1月15日开工，已满3个月未统计入库")
    assert values("入库逾期月数", "2022-04", {"actual_start": "2022-01-31"}) == [0, 0, 1, 2]


def test_entry_into_statistics_ends_the_wait() -> None:
    project = {"actual_start": "2022-02-10", "statistics_entry": "2022-04-30"}
    assert values("入库逾期月数", "2022-05", project) == [NAN, 0, 1, 0, 0]


def test_a_collective_start_waits_for_the_substantive_one_not_the_actual_one() -> None:
    project = {"collective_start": "2022-01-10", "actual_start": "2022-02-01"}
    assert values("集中开工后月数", "2022-03", project) == [0, 1, 2]
    assert values("集中开工后月数", "2022-03", project | {"substantive_start": "2022-03-31"}) == [0, 1, 0]


def test_land_waits_for_the_actual_start() -> None:
    found = measured("拿地后月数", "2022-03", {"land_acquired": "2022-01-20"})
    assert found == ([0, 1, 2], "2022年1月20日拿地，已满2个月未开工")


def test_the_payment_gap_is_a_share_of_what_was_due() -> None:
    done = [
        {"code": "A", "month": "2022-01", "funds_due": None, "funds_paid": 5},
        {"code": "A", "month": "2022-02", "funds_due": 0, "funds_paid": 5},
        {"code": "A", "month": "2022-03", "funds_due": 1000, "funds_paid": 920},
    ]
    found = measured("支付率差", "2022-03", monthly_progress=done)
    assert found == ([NAN, NAN, -0.08], "应支付资金1,000.00万元，已支付920.00万元，低8.00%")


def test_the_forecast_is_a_grade_and_none_where_blank() -> None:
    done = reports(1, 1, 1, 1)
    for row, said in zip(done, (None, "能够完成", "难以按时完成", "完成较差"), strict=True):
        row["forecast"] = said
    found = measured("预判", "2022-04", monthly_progress=done)
    assert found == ([NAN, 0, 1, 2], "填报单位预判“完成较差”")
    assert values("未预判偏差", "2022-02", monthly_progress=done) == [pytest.approx(-8.325), NAN]


def test_missing_months_are_counted_as_they_run() -> None:
    found = measured("缺报月数", "2022-04", monthly_progress=reports(None, 1000))
    assert found == ([1, 0, 1, 2], "连续2个月缺报（2022年3月、4月）")


def test_the_longest_overdue_milestone_counts_until_it_is_done() -> None:
    milestones = [
        {"code": "A", "number": 1, "planned_on": "2022-01-21", "completed_on": "2022-02-05"},
        {"code": "A", "number": 2, "planned_on": "2022-02-18"},
        {"code": "A", "number": 3, "planned_on": "2022-12-31"},
    ]
    found = measured("节点逾期天数", "2022-03", milestones=milestones)
    assert found == ([10, 10, 41], "节点逾期未完成，最长逾期41天")


def test_a_project_without_milestones_has_no_days_overdue() -> None:
    assert values("节点逾期天数", "2022-01") == [NAN]


def test_issues_and_assigned_tasks_are_measured_likewise() -> None:
    issues = [{"number": "W1", "code": "A", "due_on": "2022-01-30", "resolved_on": "2022-03-01"}]
    assert values("问题逾期天数", "2022-03", issues=issues) == [1, 29, 0]
    duties = [{"number": "R1", "code": "A", "due_on": "2022-01-30", "completed_on": "2022-02-01"}]
    resolutions = [{"number": "Y1", "code": "A", "due_on": "2022-02-27"}]
    assert values("交办逾期天数", "2022-03", duties=duties, resolutions=resolutions) == [1, 1, 32]


def test_idle_days_run_from_the_first_patrol_of_the_run_to_the_last_one_of_the_month() -> None:
    patrols = [
        {"code": "A", "patrolled_on": day, "running": running}
        for day, running in (
            ("2022-01-05", "否"), ("2022-01-10", "是"), ("2022-01-20", "否"), ("2022-01-29", "否"),
            ("2022-02-03", "否"), ("2022-03-01", "是"),
        )
    ]  # fmt: skip
    assert values("连续停工天数", "2022-03", patrols=patrols) == [9, 14, 0]
    assert measured("连续停工天数", "2022-02", patrols=patrols)[1] == "现场巡查连续停工14天"
    assert values("连续停工天数", "2022-01") == [NAN]
