"""Checks of reported amounts against each other, the plan and the calendar."""

from support.ledgers import ledger_of, lines

from addin.ledger.checks.amounts import (
    future_months,
    months_after_completion,
    negative_months,
    rates_too_high,
    totals_against_project,
    typed_as_cumulative,
    unit_slips,
)
from addin.schema import MONTH_COLUMNS


def reports(*figures, code="A", year=2022, **more):
    """One row of 月度进度 a month from January on."""
    return [
        dict(code=code, month=f"{year}-{month:02}", month_done=figure, **more)
        for month, figure in enumerate(figures, start=1)
    ]


def ledger(rows, as_of="2022-09", **project):
    return ledger_of(as_of=as_of, projects=[dict(code="A", **project), dict(code="B")], monthly_progress=rows)


def test_a_negative_month_needs_a_remark():
    rows = [*reports(100, -20), *reports(-5, code="B", remarks="审计核减")]
    assert lines(negative_months(ledger(rows))) == [
        "疑点 月度进度!D5 本月完成投资为负数，备注没有说明；属于核减的在备注中写明，否则改正"
    ]


def test_a_month_typed_as_cumulative_is_doubted_and_kept():
    found = typed_as_cumulative(ledger(reports(100, 120, 110, 130, 580, 100)))
    assert lines(found) == [
        "疑点 月度进度!D8 本月完成投资 580 接近年初以来的合计（此前各月 460），可能填成了累计数；是累计数时本月应为 120"
    ]
    assert found[0].used == "580"


def test_a_busy_month_and_a_new_year_are_not_cumulative():
    assert typed_as_cumulative(ledger(reports(100, 120, 110, 130, 200, 1200))) == []
    assert typed_as_cumulative(ledger([*reports(100, 100, 100, year=2021), *reports(400, 420)])) == []


def test_the_order_of_the_rows_does_not_matter():
    rows = reports(100, 120, 110, 130, 580)
    assert [one.value for one in typed_as_cumulative(ledger(rows[::-1]))] == ["580"]


def test_a_slip_of_the_unit_is_doubted_and_not_changed():
    rows = [*reports(100, 120, 1_100_000, 110, 90), *reports(2000, 2100, 1900, 0.2, 2, 2000, code="B")]
    assert lines(unit_slips(ledger(rows))) == [
        "疑点 月度进度!D6 本月完成投资 1100000 比通常的月份（110）大约 10000 倍，单位可能错了；核对单位，应为万元",
        "疑点 月度进度!D12 本月完成投资 0.2 比通常的月份（1950）小约 10000 倍，单位可能错了；核对单位，应为万元",
        "疑点 月度进度!D13 本月完成投资 2 比通常的月份（1950）小约 1000 倍，单位可能错了；核对单位，应为万元",
    ]


def test_few_months_say_nothing_about_the_unit():
    assert unit_slips(ledger(reports(1, 1000, 0))) == []


def test_later_months_are_noted_together_and_impossible_ones_apart():
    rows = [*reports(*[1] * 10), dict(code="A", month="2032-01", month_done=1)]
    assert lines(future_months(ledger(rows, as_of="2022-08"))) == [
        "疑点 月度进度!C14 月份在今天（2022-10-08）之后；核对月份",
        "提示 月度进度!C12 有 2 行的月份在统计月份 2022-08 之后，本次不计；需要计入时改统计月份",
    ]


def test_investment_after_completion_is_noted():
    rows = reports(100, 100, 50, 0)
    assert lines(months_after_completion(ledger(rows, actual_completion="2022-02-10"))) == [
        "提示 月度进度!D6 项目已于 2022-02-10 竣工，之后仍报本月完成投资 50；核对实际竣工日期；尾款可以照报"
    ]


def test_the_sum_above_the_total_is_doubted():
    rows = [*reports(100, 100, year=2021), *reports(100.5)]
    assert lines(totals_against_project(ledger(rows, total_investment=1000, invested_before=700))) == [
        "疑点 项目清单!N4 累计完成投资 1000.5 大于总投资 1000；核对期初累计、各月数和总投资；概算调整的改总投资"
    ]
    assert totals_against_project(ledger(rows, total_investment=1000.5, invested_before=700)) == []


def test_months_after_the_reckoned_one_do_not_count():
    assert totals_against_project(ledger(reports(100, 2000), as_of="2022-01", total_investment=1000)) == []


def test_the_sum_below_the_years_is_doubted():
    rows = [*reports(-300, year=2021), *reports(100)]
    assert lines(totals_against_project(ledger(rows, invested_before=200, total_investment=9000))) == [
        "疑点 项目清单!O4 累计完成投资 0 小于年度完成投资 100；核对期初累计完成投资和往年的核减"
    ]


def test_a_rate_above_three_hundred_percent_is_doubted():
    assert lines(rates_too_high(ledger(reports(100, 205), year_plan=100))) == [
        "疑点 项目清单!P4 投资完成率 305.00% 超过 300%（年度完成 305，年计划 100）；核对年计划和各月数的单位（万元）"
    ]
    assert rates_too_high(ledger(reports(300), year_plan=100)) == []
    assert rates_too_high(ledger(reports(300), year_plan=0)) == []


def test_the_rate_is_taken_on_the_plan_in_force():
    versions = [
        dict(code="A", year=2022, effective_from=start, **dict.fromkeys(MONTH_COLUMNS, figure))
        for start, figure in ((None, 10), ("2022-03", 200), ("2022-10", 5))
    ]
    found = rates_too_high(
        ledger_of(
            projects=[dict(code="A", year_plan=10)], monthly_plans=versions, monthly_progress=reports(500)
        )
    )
    assert found == []
