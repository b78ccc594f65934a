"""Checks of plans: complete, rising, in their year, and agreeing with the project list."""

from support.ledgers import ledger_of, lines

from addin.ledger.checks.plans import (
    falling_plans,
    negative_amounts,
    partly_filled,
    plan_years,
    plans_against_projects,
    unlisted_plan_year,
)
from addin.schema import MONTH_COLUMNS


def plan(*figures, code="A", year=2022, **more):
    """A row of 月度计划; fewer than twelve figures leave the later months blank."""
    return dict(code=code, year=year, **dict(zip(MONTH_COLUMNS, figures, strict=False)), **more)


RISING = tuple(range(100, 1300, 100))


def ledger(*plans, **project):
    return ledger_of(projects=[dict(code="A", **project)], monthly_plans=list(plans))


def test_a_row_with_blank_months_is_treated_as_blank():
    assert lines(partly_filled(ledger(plan(*RISING), plan(*RISING[:10], year=2021), plan(year=2023)))) == [
        "疑点 月度计划!P5 11月、12月没有填写，本行按空白处理；补齐 1月至12月的累计计划",
        "疑点 月度计划!F6 1月至12月没有填写，本行按空白处理；补齐 1月至12月的累计计划",
    ]


def test_a_cumulative_plan_never_falls():
    falling = (100, 200, 150, *RISING[3:])
    assert lines(
        falling_plans(ledger(plan(*RISING), plan(*falling, year=2021), plan(-1, *RISING[1:], year=2020)))
    ) == [
        "疑点 月度计划!H5 3月累计计划 150 小于2月 200；填累计数；不是累计数时逐月加总",
        "疑点 月度计划!F6 1月累计计划 -1 小于零；填累计数；不是累计数时逐月加总",
    ]


def test_a_plan_that_rests_for_some_months_is_fine():
    assert falling_plans(ledger(plan(*[100] * 12))) == []


def test_a_plan_takes_effect_within_its_year():
    assert lines(plan_years(ledger(plan(effective_from="2022-07"), plan(effective_from="2023-01")))) == [
        "疑点 月度计划!D5 生效月份 2023-01 不在 2022 年度内；改正生效月份或年度"
    ]


def test_the_last_plan_of_the_year_wins_over_the_listed_year_plan():
    found = plans_against_projects(
        ledger(plan(*RISING), plan(*RISING[:11], 1500, effective_from="2022-07"), year_plan=1200.0)
    )
    assert lines(found) == [
        "疑点 月度计划!Q5 12月累计计划 1500 与项目清单年计划投资 1200 不一致，以月度计划为准；核对后改成一致"
    ]
    assert found[0].used == "1500"


def test_plans_of_other_years_need_not_agree():
    assert plans_against_projects(ledger(plan(*RISING, year=2021), year_plan=900)) == []


def test_a_plan_above_the_total_investment_is_doubted_once():
    assert lines(plans_against_projects(ledger(plan(*RISING), year_plan=1200, total_investment=1000))) == [
        "疑点 项目清单!P4 年计划投资 1200 大于总投资 1000；核对年计划投资、总投资和单位（万元）"
    ]
    assert lines(plans_against_projects(ledger(plan(*RISING), total_investment=1000))) == [
        "疑点 月度计划!Q4 12月累计计划 1200 大于总投资 1000；核对计划、总投资和单位（万元）"
    ]


def test_amounts_of_a_project_are_not_below_zero():
    assert lines(negative_amounts(ledger(total_investment=-1, year_plan=0, invested_before=-5))) == [
        "疑点 项目清单!N4 总投资小于零；核对正负号",
        "疑点 项目清单!O4 期初累计完成投资小于零；核对正负号",
    ]


def test_a_project_under_way_without_any_plan_is_noted():
    found = unlisted_plan_year(
        ledger_of(
            projects=[
                dict(code="A", stage="在建"),
                dict(code="B", stage="在建"),
                dict(code="C", stage="在建", year_plan=0),
                dict(code="D", stage="前期"),
                dict(code="E", stage="新开工", year_plan="约3"),
                dict(code="F", stage="在建"),
                dict(code="G", parent_code="F", year_plan=1),
            ],
            monthly_plans=[plan(*RISING, code="B")],
        )
    )
    assert lines(found) == [
        "提示 项目清单!P4 没有年计划投资，也没有月度计划，不计完成率，不判亮灯；补填年计划投资或月度计划"
    ]
