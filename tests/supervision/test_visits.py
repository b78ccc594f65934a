"""现场巡查、实地查看：idle days, payment rate, agreement of report and site."""

from __future__ import annotations

import math

from support.ledgers import ledger_of

from addin.supervision.visits import patrol_states, visit_states

PROJECTS = [{"code": code, "project_name": code} for code in "AB"]


def test_idle_days_run_from_the_first_no_of_an_unbroken_run() -> None:
    days = ["01", "03", "06", "10", "12"]
    running = ["否", "是", "否", "否", "否"]
    patrols = [
        {"code": "A", "patrolled_on": f"2022-09-{day}", "running": state}
        for day, state in zip(days, running, strict=True)
    ]
    found = patrol_states(ledger_of(projects=PROJECTS, patrols=patrols))
    assert found["idle_days"].tolist() == [0, 0, 0, 4, 6]
    assert found["notice"].tolist() == [None] * 5


def test_from_the_seventh_idle_day_an_inspection_is_proposed() -> None:
    patrols = [
        {"code": "A", "patrolled_on": "2022-09-08", "running": "否"},
        {"code": "A", "patrolled_on": "2022-09-01", "running": "否"},
    ]
    ledger = ledger_of(projects=PROJECTS, patrols=patrols)
    found = patrol_states(ledger)
    assert found["idle_days"].tolist() == [7, 0]
    assert found["notice"].tolist() == ["建议现场督查", None]


def test_a_run_belongs_to_one_project_and_a_blank_does_not_break_it() -> None:
    patrols = [
        {"code": "A", "patrolled_on": "2022-09-01", "running": "否"},
        {"code": "B", "patrolled_on": "2022-09-02", "running": "否"},
        {"code": "A", "patrolled_on": "2022-09-03"},
        {"code": "A", "patrolled_on": "2022-09-05", "running": "否"},
    ]
    found = patrol_states(ledger_of(projects=PROJECTS, patrols=patrols))["idle_days"].tolist()
    assert found[0] == 0 and found[1] == 0 and math.isnan(found[2]) and found[3] == 4


def test_the_payment_rate_and_whether_site_and_report_agree() -> None:
    visits = [
        {
            "number": "1",
            "funds_received": 200,
            "funds_paid": 50,
            "reported_state": "主体封顶",
            "seen_state": " 主体封顶 ",
        },
        {
            "number": "2",
            "funds_received": 0,
            "funds_paid": 50,
            "reported_state": "主体封顶",
            "seen_state": "基础",
        },
        {"number": "3", "funds_received": 200, "reported_state": "主体封顶"},
    ]
    found = visit_states(ledger_of(site_visits=visits))
    assert found["payment_rate"].iloc[0] == 0.25
    assert found["payment_rate"].iloc[1:].isna().all()
    assert found["consistent"].tolist() == ["是", "否", None]
