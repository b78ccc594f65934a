"""Dates that must follow one another, and deeds that cannot have happened yet."""

from itertools import pairwise

import pytest
from support.ledgers import ledger_of, lines, table_key

from addin.ledger.checks.sequences import IN_ORDER, dates_in_order, deeds_in_the_future


def project(**dates):
    return ledger_of(projects=[dict(code="A", **dates)])


def test_the_work_begins_after_the_land_is_acquired():
    ledger = project(land_acquired="2022-05-01", actual_start="2022-03-01", actual_completion="2022-06-01")
    assert lines(dates_in_order(ledger)) == [
        "疑点 项目清单!AE4 实际开工日期 2022-03-01 早于拿地日期 2022-05-01；核对这两个日期"
    ]


def test_the_substantive_start_follows_the_collective_one():
    ledger = project(collective_start="2022-05-01", substantive_start="2022-03-01")
    assert lines(dates_in_order(ledger)) == [
        "疑点 项目清单!AC4 实质性开工日期 2022-03-01 早于集中开工日期 2022-05-01；核对这两个日期"
    ]


def test_a_blank_between_two_dates_is_stepped_over():
    ledger = project(land_acquired="2022-05-01", actual_completion="2022-03-01")
    assert lines(dates_in_order(ledger)) == [
        "疑点 项目清单!AG4 实际竣工日期 2022-03-01 早于拿地日期 2022-05-01；核对这两个日期"
    ]


def test_the_same_day_is_in_order():
    assert dates_in_order(project(land_acquired="2022-05-01", actual_start="2022-05-01")) == []


@pytest.mark.parametrize(("sheet", "chain"), IN_ORDER)
def test_each_chain_of_dates_is_checked_link_by_link(sheet, chain):
    key = "code" if sheet.keys()[0].name == "code" else "number"
    row = {key: "A"} | {column.name: f"2022-01-{28 - place}" for place, column in enumerate(chain)}
    found = dates_in_order(ledger_of(**{table_key(sheet): [row]}))
    assert [one.message for one in found] == [
        f"{later.title} 2022-01-{27 - place} 早于{earlier.title} 2022-01-{28 - place}"
        for place, (earlier, later) in enumerate(pairwise(chain))
    ]


def test_a_deed_after_today_is_doubted():
    ledger = ledger_of(
        projects=[dict(code="A", actual_start="2022-10-09", planned_start="2023-01-01")],
        milestones=[dict(code="A", number=1, completed_on="2022-10-08")],
        issues=[dict(number="W1", closed_on="2022-11-01")],
    )
    assert lines(deeds_in_the_future(ledger)) == [
        "疑点 项目清单!AE4 实际开工日期在今天（2022-10-08）之后；还没有发生的清空实际开工日期",
        "疑点 问题清单!Y4 销号日期在今天（2022-10-08）之后；还没有发生的清空销号日期",
    ]
