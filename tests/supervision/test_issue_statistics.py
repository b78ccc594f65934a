"""问题统计：one row a month, by hand, with the edges of dates and categories."""

from __future__ import annotations

from typing import Any

import pandas as pd
from support.computed import computed

from addin.supervision.statistics import issue_statistics

CLOSED = {"standard": "到位", "review": "通过"}


def counted(*issues: dict[str, Any], **more: Any) -> pd.DataFrame:
    rows = [{"number": f"W{place}", **issue} for place, issue in enumerate(issues)]
    done = computed(issues=rows, **more)
    return issue_statistics(done.ledger, done.panel, done.register)


def test_a_year_without_issues_has_its_months_with_zeros() -> None:
    found = counted(as_of="2022-03")
    assert found["month"].dt.strftime("%Y-%m").tolist() == ["2022-01", "2022-02", "2022-03"]
    assert (found.drop(columns="month") == 0).all(axis=None)


def test_an_issue_of_last_year_is_open_but_not_new() -> None:
    found = counted({"raised_on": "2021-12-31", "due_on": "2022-01-31"}, as_of="2022-02")
    assert found["raised"].tolist() == [0, 0]
    assert found["open_at_end"].tolist() == [1, 1]
    # 1月31日到期：1月末不算逾期
    assert found["overdue_at_end"].tolist() == [0, 1]


def test_a_month_ends_with_its_last_day() -> None:
    issue = {"raised_on": "2022-01-31", "due_on": "2022-02-28", "resolved_on": "2022-02-28"}
    found = counted(issue | CLOSED | {"closed_on": "2022-03-01"}, as_of="2022-03")
    assert found["raised"].tolist() == [1, 0, 0]
    assert found["resolved"].tolist() == found["in_time"].tolist() == [0, 1, 0]
    assert found["open_at_end"].tolist() == [1, 1, 0]


def test_an_issue_sent_back_or_closed_out_of_order_is_still_open() -> None:
    sent_back = {
        "raised_on": "2022-01-05",
        "resolved_on": "2022-01-20",
        "review": "退回",
        "closed_on": "2022-01-21",
    }
    bare = {
        "raised_on": "2022-01-05",
        "resolved_on": "2022-01-20",
        "review": "通过",
        "closed_on": "2022-01-21",
    }
    found = counted(sent_back, bare, as_of="2022-01")
    assert (found["resolved"].item(), found["open_at_end"].item()) == (1, 2)


def test_without_a_deadline_nothing_is_in_time_and_without_a_date_an_issue_is_open_all_year() -> None:
    found = counted({"raised_on": "2022-01-05", "resolved_on": "2022-01-20"}, {}, as_of="2022-02")
    assert found["in_time"].tolist() == [0, 0]
    assert found["raised"].tolist() == [1, 0]
    assert found["open_at_end"].tolist() == [2, 2]


def test_every_category_has_its_column_and_others_go_under_other() -> None:
    names = ("资金", "土地", "规划", "审批", "征迁", "其他", None, "天气")
    found = counted(*({"raised_on": "2022-01-05", "category": name} for name in names), as_of="2022-01")
    shown = ["funds", "land", "planning", "approval", "resettlement", "other", "raised"]
    assert found[shown].iloc[0].tolist() == [1, 1, 1, 1, 1, 3, 8]
