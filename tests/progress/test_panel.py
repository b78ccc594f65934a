"""Plan, done, rate, deviation, due months and streaks of the panel."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from support.small_ledgers import ORDINARY, even_plan, monthly_plan, panel_of, reports

NAN = pytest.approx(float("nan"), nan_ok=True)


def test_the_year_plan_is_spread_evenly_from_january() -> None:
    panel = panel_of(as_of="2022-12")
    assert panel.plan[0].tolist() == [1000 * month for month in range(1, 13)]
    assert set(panel.basis[0]) == {"线性"}


def test_the_year_plan_is_spread_from_the_month_of_the_planned_start() -> None:
    panel = panel_of(as_of="2022-12", projects=[ORDINARY | {"planned_start": "2022-07-15"}])
    assert panel.plan[0].tolist() == [0] * 6 + [2000, 4000, 6000, 8000, 10000, 12000]
    assert panel.due[0].tolist() == [False] * 6 + [True] * 6


def test_a_planned_start_in_a_later_year_leaves_nothing_due() -> None:
    panel = panel_of(projects=[ORDINARY | {"planned_start": "2023-03-01"}])
    assert not panel.due.any()
    assert panel.plan[0].tolist() == [0] * 5


def test_a_monthly_plan_goes_before_the_even_spread() -> None:
    figures = (0, 0, 600, 1200, 2400, 3600, 5000, 7000, 9000, 10000, 11000, 12000)
    panel = panel_of(as_of="2022-12", monthly_plans=[monthly_plan(*figures)])
    assert panel.plan[0].tolist() == list(figures)
    assert set(panel.basis[0]) == {"月度计划"}


def test_the_monthly_plan_in_force_is_the_last_that_took_effect() -> None:
    panel = panel_of(
        as_of="2022-12",
        monthly_plans=[even_plan(2400, start="2022-07"), even_plan(12000), even_plan(6000, start="2022-10")],
    )
    assert panel.year_plan[0].tolist() == [12000] * 6 + [2400] * 3 + [6000] * 3
    assert panel.plan[0, [5, 6, 9]].tolist() == [6000, 1400, 5000]


def test_the_month_task_is_the_step_of_the_plan_in_force_in_the_month() -> None:
    panel = panel_of(as_of="2022-08", monthly_plans=[even_plan(12000), even_plan(2400, start="2022-07")])
    assert panel.task[0].tolist() == [1000] * 6 + [200] * 2


def test_a_month_without_growth_of_the_plan_has_no_task() -> None:
    panel = panel_of(monthly_plans=[monthly_plan(0, 100, 100, *[200] * 9)])
    assert panel.task[0].tolist() == [NAN, 100, NAN, 100, NAN]


def test_a_partly_filled_monthly_plan_does_not_count() -> None:
    panel = panel_of(monthly_plans=[monthly_plan(*[5] * 11, None)])
    assert set(panel.basis[0]) == {"线性"}


def test_linear_progress_may_be_forced_on_the_year_plan_of_the_monthly_plan() -> None:
    panel = panel_of(settings={"basis": "线性"}, monthly_plans=[monthly_plan(*[0] * 11, 2400)])
    assert panel.plan[0].tolist() == [200, 400, 600, 800, 1000]
    assert set(panel.basis[0]) == {"线性"}


def test_the_listed_year_plan_belongs_to_the_plan_year_only() -> None:
    panel = panel_of(as_of="2022-02", settings={"plan_year": 2021})
    assert panel.year_plan[0].tolist() == [12000] * 12 + [NAN] * 2
    assert panel.due[0].tolist() == [True] * 12 + [False] * 2
    assert np.isnan(panel.rate[0, 12:]).all()


def test_done_adds_up_within_the_year_and_invested_from_the_beginning() -> None:
    panel = panel_of(
        as_of="2022-03",
        projects=[ORDINARY | {"invested_before": 500}],
        monthly_plans=[even_plan(1200, year=2021)],
        monthly_progress=[*reports(7, start="2020-12"), *reports(100, start="2021-12"), *reports(10, -4, 20)],
    )
    assert panel.months[0] == np.datetime64("2021-01")
    assert panel.year_done[0, 11:].tolist() == [100, 10, 6, 26]
    assert panel.invested[0, 11:].tolist() == [607, 617, 613, 633]


def test_three_tenths_add_up_to_exactly_three_tenths() -> None:
    panel = panel_of(as_of="2022-03", monthly_progress=reports(0.1, 0.1, 0.1))
    assert panel.year_done[0, -1] == 0.3


def test_rate_scheduled_progress_and_deviation_of_a_month() -> None:
    panel = panel_of(as_of="2022-04", monthly_progress=reports(1000, 900, 1000, 800))
    assert (panel.rate[0, -1], panel.scheduled[0, -1]) == (0.308333333, 0.333333333)
    assert panel.deviation[0, -1] == -2.5


def test_exactly_ten_points_behind_is_exactly_ten() -> None:
    panel = panel_of(
        as_of="2022-07", projects=[ORDINARY | {"year_plan": 0.3}], monthly_progress=reports(0.145)
    )
    assert panel.deviation[0, -1] == -10


@pytest.mark.parametrize("year_plan", [None, 0])
def test_without_a_year_plan_above_zero_there_is_no_rate_and_nothing_due(year_plan: float | None) -> None:
    panel = panel_of(projects=[ORDINARY | {"year_plan": year_plan}], monthly_progress=reports(100))
    assert np.isnan(panel.rate).all()
    assert np.isnan(panel.deviation).all()
    assert not panel.due.any()


def test_a_due_month_without_a_row_or_with_a_blank_figure_is_missing_and_not_zero() -> None:
    rows = [*reports(1000, None, 1000), {"code": "A", "month": "2022-04", "month_done": None}]
    panel = panel_of(as_of="2022-04", monthly_progress=rows)
    assert panel.missing[0].tolist() == [False, True, False, True]
    assert np.isnan(panel.month_done[0, 1])


def test_nothing_is_due_after_the_month_of_completion() -> None:
    panel = panel_of(projects=[ORDINARY | {"actual_completion": "2022-03-20"}])
    assert panel.due[0].tolist() == [True, True, True, False, False]
    assert panel.finished[0].tolist() == [False, False, True, True, True]


def test_a_finished_stage_without_a_date_is_finished_throughout() -> None:
    assert panel_of(projects=[ORDINARY | {"stage": "投产"}]).finished.all()


def test_a_project_whose_investment_reached_the_total_is_finished_for_good() -> None:
    panel = panel_of(
        projects=[ORDINARY | {"total_investment": 2000}], monthly_progress=reports(900, 1100, -500, 0, 0)
    )
    assert panel.finished[0].tolist() == [False, True, True, True, True]


def test_a_known_date_of_completion_decides_even_where_the_total_was_reached_before() -> None:
    project = ORDINARY | {"total_investment": 500, "actual_completion": "2022-04-01", "stage": "竣工"}
    panel = panel_of(projects=[project], monthly_progress=reports(600, 0, 0, 0))
    assert panel.finished[0].tolist() == [False, False, False, True, True]
    assert panel.judged[0].tolist() == [True, True, True, False, False]


EXEMPT = {
    "exemption_reason": "管控停工", "exemption_document": "×函〔2022〕3号",
    "exempt_from": "2022-02", "exempt_until": "2022-03",
}  # fmt: skip


def test_exempt_months_are_not_due() -> None:
    panel = panel_of(projects=[ORDINARY | EXEMPT])
    assert panel.exempt[0].tolist() == [False, True, True, False, False]
    assert panel.due[0].tolist() == [True, False, False, True, True]
    assert panel.listed.all()


@pytest.mark.parametrize("lacking", ["exemption_reason", "exemption_document", "exempt_from"])
def test_an_exemption_without_reason_document_or_first_month_is_refused(lacking: str) -> None:
    assert not panel_of(projects=[ORDINARY | EXEMPT | {lacking: None}]).exempt.any()


def test_an_exemption_without_a_last_month_goes_on() -> None:
    panel = panel_of(projects=[ORDINARY | EXEMPT | {"exempt_until": None}])
    assert panel.exempt[0].tolist() == [False, True, True, True, True]


def test_the_streak_of_the_worked_example_is_0_1_2_3_0() -> None:
    panel = panel_of(monthly_progress=reports(1000, 900, 1000, 800, 1500))
    assert np.round(panel.deviation[0], 2).tolist() == [0, -0.83, -0.83, -2.5, 1.67]
    assert panel.streak[0].tolist() == [0, 1, 2, 3, 0]


def test_exempt_months_neither_count_nor_break_a_streak() -> None:
    panel = panel_of(projects=[ORDINARY | EXEMPT], monthly_progress=reports(900, None, None, 900, 900))
    assert panel.behind[0].tolist() == [1, -1, -1, 1, 1]
    assert panel.streak[0].tolist() == [1, 1, 1, 2, 3]
    assert panel.streak_start[0].tolist() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("missing_as", "streak"), [("滞后", [1, 2, 3]), ("不计", [1, 1, 2]), ("未滞后", [1, 0, 1])]
)
def test_a_missing_report_counts_as_the_settings_say(missing_as: str, streak: list[int]) -> None:
    panel = panel_of(
        as_of="2022-03", settings={"missing_as": missing_as}, monthly_progress=reports(900, None, 900)
    )
    assert panel.streak[0].tolist() == streak


@pytest.mark.parametrize(("across_years", "january"), [("是", 3), ("否", 1)])
def test_a_streak_runs_over_the_new_year_unless_the_settings_say_no(across_years: str, january: int) -> None:
    panel = panel_of(
        as_of="2022-01",
        settings={"across_years": across_years},
        monthly_plans=[even_plan(1200, year=2021)],
        monthly_progress=[*reports(*[100] * 10, 90, 90, start="2021-01"), *reports(900)],
    )
    assert panel.streak[0, -3:].tolist() == [1, 2, january]


def test_january_is_measured_on_the_new_plan() -> None:
    panel = panel_of(
        as_of="2022-01",
        monthly_plans=[even_plan(1200, year=2021)],
        monthly_progress=[*reports(*[90] * 12, start="2021-01"), *reports(1000)],
    )
    assert panel.streak[0, -2:].tolist() == [12, 0]


def test_a_year_without_a_plan_neither_counts_nor_breaks() -> None:
    panel = panel_of(
        as_of="2022-02",
        projects=[ORDINARY | {"year_plan": None}],
        monthly_plans=[even_plan(1200, year=2020), even_plan(1200, year=2022)],
        monthly_progress=[*reports(*[90] * 12, start="2020-01"), *reports(90, 90)],
    )
    assert not panel.due[0, 12:24].any()
    assert panel.streak[0, [11, 23, 24, 25]].tolist() == [12, 12, 13, 14]


@pytest.mark.parametrize(("tolerance", "streak"), [(0, 1), (1, 0)])
def test_a_lag_within_the_tolerance_is_none(tolerance: float, streak: int) -> None:
    panel = panel_of(as_of="2022-01", settings={"tolerance": tolerance}, monthly_progress=reports(880))
    assert panel.deviation[0, 0] == -1
    assert panel.streak[0, 0] == streak


def test_reports_after_the_month_reckoned_are_left_out() -> None:
    panel = panel_of(as_of="2022-02", monthly_progress=reports(1000, 1000, 5000))
    assert panel.year_done.tolist() == [[1000, 2000]]


def test_a_plan_for_a_year_far_in_the_past_opens_no_columns() -> None:
    assert len(panel_of(monthly_plans=[even_plan(1200, year=202)]).months) == 5


def test_a_ledger_without_projects_has_an_empty_panel() -> None:
    panel = panel_of(projects=[])
    assert panel.plan.shape == (0, 5)


def test_months_and_projects_are_found_in_the_panel() -> None:
    panel = panel_of()
    assert panel.at(dt.date(2022, 3, 15)) == 2
    with pytest.raises(KeyError):
        panel.at(dt.date(2022, 6, 1))
    rows, columns = panel.locate(
        ["A", "B", None], np.array(["2022-02", "2021-12", "NaT"], dtype="datetime64[ns]")
    )
    assert (rows.tolist(), columns.tolist()) == ([0, -1, -1], [1, -1, -1])
