"""The designed roles, reckoned again from the tables alone."""

import datetime as dt
from collections import Counter

import pytest
from sample_reckoning import (
    AS_OF,
    LEAVES,
    MONTHS,
    PROJECTS,
    REPORTS,
    TABLES,
    done,
    is_behind,
    is_due,
    is_missing,
    plan,
    published_light,
    rule_light,
    streak,
)

from addin.schema import Milestones, MonthlyPlans, Projects, Units
from workbook_templates.sample import FACTS

LIGHTS = {code: published_light(code, AS_OF) for code in LEAVES}


def codes_of_unit(unit):
    return [code for code in LEAVES if PROJECTS[code]["responsible_units"].split("、")[0] == unit]


def test_every_project_shows_the_light_that_its_role_says():
    expected = {
        code: "黄"
        if code in FACTS.yellow
        else "红"
        if code in FACTS.red
        else "灰"
        if code in FACTS.grey
        else "绿"
        for code in LEAVES
    }
    assert expected == LIGHTS


def test_the_counts_by_light_add_up_to_the_leaf_projects():
    assert Counter(LIGHTS.values()) == FACTS.lights
    assert sum(FACTS.lights.values()) == FACTS.projects == len(LEAVES)


def test_there_are_at_least_two_projects_at_each_light_and_most_are_green():
    assert min(FACTS.lights.values()) >= 2
    assert FACTS.lights["绿"] > FACTS.projects / 2


@pytest.mark.parametrize("code", FACTS.attention)
def test_a_project_one_month_behind_is_green_with_attention(code):
    assert streak(code, AS_OF) == 1
    assert LIGHTS[code] == "绿"


def test_one_project_is_behind_from_november_over_the_new_year():
    code = FACTS.new_year_streak
    behind = [month for month in MONTHS if is_due(code, month) and is_behind(code, month)]
    assert behind == [dt.date(2021, 11, 1), dt.date(2021, 12, 1), *(dt.date(2022, m, 1) for m in (1, 2, 3))]
    assert streak(code, dt.date(2022, 1, 1)) == 3
    assert rule_light(code, dt.date(2022, 1, 1)) == "红"


def test_an_approved_exemption_is_grey_and_one_without_a_document_is_judged():
    approved, refused = PROJECTS[FACTS.exempt], PROJECTS[FACTS.refused_exemption]
    assert approved["exemption_reason"] and approved["exemption_document"]
    assert refused["exemption_reason"] and refused["exemption_document"] is None
    assert LIGHTS[FACTS.exempt] == "灰"
    assert LIGHTS[FACTS.refused_exemption] == "绿"
    assert streak(FACTS.refused_exemption, AS_OF) == 1


@pytest.mark.parametrize("code", FACTS.finished)
def test_a_finished_project_stays_green_and_reports_no_longer(code):
    completed = PROJECTS[code]["actual_completion"]
    assert LIGHTS[code] == "绿"
    assert max(month for key, month in REPORTS if key == code) == completed.replace(day=1)


def test_a_missed_report_and_a_blank_amount_are_there():
    assert is_missing(FACTS.missed_report, AS_OF)
    assert (FACTS.missed_report, AS_OF) not in REPORTS
    blank = REPORTS[(FACTS.blank_report, dt.date(2022, 6, 1))]
    assert blank["month_done"] is None
    assert blank["physical_progress"]


def test_a_negative_month_carries_its_reason():
    negative = [
        row for row in REPORTS.values() if isinstance(row["month_done"], float) and row["month_done"] < 0
    ]
    assert [row["code"] for row in negative] == [FACTS.correction]
    assert "核减" in negative[0]["remarks"]


def test_the_adjusted_light_differs_from_the_rule_and_has_reason_and_approval():
    assert rule_light(FACTS.adjusted, AS_OF) == "黄"
    assert LIGHTS[FACTS.adjusted] == "绿"


def test_the_package_has_three_children_and_their_sums():
    parent = PROJECTS[FACTS.package]
    children = [row for row in PROJECTS.values() if row["parent_code"] == FACTS.package]
    assert tuple(row["code"] for row in children) == FACTS.children
    assert len(children) >= 3
    for name in ("total_investment", "year_plan", "invested_before"):
        assert parent[name] == sum(row[name] for row in children)


def test_the_two_tied_units_stand_in_one_group_and_are_capped_alike():
    groups = {row["unit"]: row["ranking_group"] for row in TABLES[Units]}
    assert len({groups[unit] for unit in FACTS.tied_units}) == 1
    for unit in FACTS.tied_units:
        codes = [code for code in codes_of_unit(unit) if plan(code, AS_OF)]
        ratio = sum(done(code, AS_OF) for code in codes) / sum(plan(code, AS_OF)[0] for code in codes)
        assert ratio > 1.2
        started = [PROJECTS[code] for code in codes if PROJECTS[code]["planned_start"].year == AS_OF.year]
        assert started and all(row["actual_start"] for row in started)
        nodes = [
            row
            for row in TABLES[Milestones]
            if row["code"] in codes and row["planned_on"] < dt.date(2022, 10, 1)
        ]
        assert nodes and all(
            row["completed_on"] and row["completed_on"] <= row["planned_on"] for row in nodes
        )


def test_one_ranked_unit_has_nothing_due():
    codes = codes_of_unit(FACTS.nothing_due_unit)
    assert codes
    assert not any(is_due(code, month) for code in codes for month in MONTHS)
    assert not [row for row in TABLES[Milestones] if row["code"] in codes]


def test_mid_year_adjustments_change_the_plan_in_force():
    for code in FACTS.revised_plans:
        rows = [row for row in TABLES[MonthlyPlans] if row["code"] == code and row["year"] == AS_OF.year]
        assert sorted(row["effective_from"] is None for row in rows) == [False, True]
        assert plan(code, AS_OF)[1] == PROJECTS[code]["year_plan"]


def test_progress_runs_over_twenty_one_months_with_projects_carried_over():
    assert len(MONTHS) == 21
    assert sorted({month for _, month in REPORTS}) == MONTHS
    years = {code: {month.year for key, month in REPORTS if key == code} for code in PROJECTS}
    assert sum(found == {2021, 2022} for found in years.values()) >= 40
    assert len(TABLES[Projects]) >= 68


def test_shares_of_money_stay_below_the_total_except_for_the_planted_slip():
    slips = {error.key[0] for error in FACTS.errors if error.column == Projects.total_investment.name}
    for code in LEAVES:
        project = PROJECTS[code]
        invested = project["invested_before"] + sum(done(code, m) for m in (dt.date(2021, 12, 1), AS_OF))
        assert (invested < project["total_investment"]) != (code in slips), code
