"""问题清单：四单, days overdue, the issue's light and close-outs, as of 8 October 2022."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from support.ledgers import ledger_of

from addin.findings import Finding, Level
from addin.schema import Issues
from addin.supervision import deeds

CLOSED = {
    "standard": "通水",
    "resolved_on": "2022-09-20",
    "review": "通过",
    "closed_on": "2022-09-22",
}


def issue(**row: Any) -> tuple[pd.Series, list[Finding]]:
    found = deeds.states(ledger_of(issues=[{"number": "W1", **row}], **LIGHTS))
    return found.columns[Issues].iloc[0], list(found.findings)


LIGHTS: dict[str, Any] = {
    "light_rules": [
        {
            "scheme": "北仑",
            "enabled": "是",
            "measure": "问题逾期天数",
            "level": 1,
            "comparison": "≥",
            "threshold": 1,
        },
        {
            "scheme": "北仑",
            "enabled": "是",
            "measure": "问题逾期天数",
            "level": 3,
            "comparison": "≥",
            "threshold": 30,
        },
    ]
}


@pytest.mark.parametrize(
    ("row", "step"),
    [
        ({"listed_on": "2022-08-01"}, "列单"),
        ({"assigned_on": "2022-08-02"}, "交单"),
        ({"assigned_on": "2022-08-02", "signed_on": "2022-08-03"}, "交单"),
        ({"assigned_on": "2022-08-02", "feedback_on": "2022-08-20"}, "办单"),
        ({"resolved_on": "2022-09-20"}, "办单"),
        (CLOSED, "清单"),
        ({**CLOSED, "review": "退回"}, "办单"),
        ({**CLOSED, "closed_on": "2022-10-09"}, "办单"),
    ],
)
def test_an_issue_goes_through_the_four_lists(row: dict[str, Any], step: str) -> None:
    assert issue(**row)[0]["step"] == step


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ({"due_on": "2022-10-08"}, 0),
        ({"due_on": "2022-09-30"}, 8),
        ({"due_on": "2022-09-30", "resolved_on": "2022-09-30"}, 0),
        ({"due_on": "2022-09-15", "resolved_on": "2022-09-20"}, 5),
        # sent back: the days run on
        ({"due_on": "2022-09-30", "resolved_on": "2022-09-30", "review": "退回"}, 8),
    ],
)
def test_days_overdue_run_until_the_issue_is_resolved(row: dict[str, Any], days: int) -> None:
    assert issue(**row)[0]["days_overdue"] == days


def test_an_issue_without_a_deadline_is_never_overdue() -> None:
    row, _ = issue()
    assert math.isnan(row["days_overdue"]) and row["light"] is None


def test_an_open_issue_is_lit_by_its_days_overdue() -> None:
    assert issue(due_on="2022-10-31")[0]["light"] == "绿"
    assert issue(due_on="2022-10-07")[0]["light"] == "黄"
    assert issue(due_on="2022-09-08")[0]["light"] == "红"
    assert issue(due_on="2022-09-08", **CLOSED)[0]["light"] is None


def test_the_scheme_in_force_lights_issues_where_it_has_the_rule() -> None:
    own = {
        "scheme": "宁波",
        "enabled": "是",
        "measure": "问题逾期天数",
        "level": 3,
        "comparison": ">",
        "threshold": 0,
    }
    rules = [*LIGHTS["light_rules"], own]
    found = deeds.states(ledger_of(issues=[{"number": "W1", "due_on": "2022-10-07"}], light_rules=rules))
    assert found.columns[Issues]["light"].tolist() == ["红"]


@pytest.mark.parametrize(
    ("gap", "wanting"),
    [("standard", "解决标准"), ("resolved_on", "办结日期"), ("review", "复核结果=通过")],
)
def test_a_close_out_with_a_gap_is_refused_and_says_what_is_wanting(gap: str, wanting: str) -> None:
    row, (found,) = issue(**{**CLOSED, gap: None})
    assert row["step"] != "清单"
    assert (found.level, found.sheet) == (Level.ERROR, "问题清单")
    assert found.message == f"缺{wanting}，不能销号"


def test_issues_not_closed_out_are_counted_by_project() -> None:
    ledger = ledger_of(
        projects=[{"code": code, "project_name": code} for code in "ABC"],
        issues=[
            {"number": "W1", "code": "A"},
            {"number": "W2", "code": "A", "resolved_on": "2022-09-01"},
            {"number": "W3", "code": "A", **CLOSED},
            {"number": "W4", "code": "C"},
            {"number": "W5"},
        ],
    )
    assert deeds.states(ledger).open_issues.tolist() == [2, 0, 1]
