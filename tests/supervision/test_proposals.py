"""督办建议的行：letters put together, who signs, the 专项督查 list, rectification rows, issues sent back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from support.computed import Computed, computed, monthly, project
from support.ledgers import ledger_of

from addin.schema import ChangeList, Issues, Rectifications
from addin.supervision.ladder import suggest
from addin.supervision.proposals import (
    Proposal,
    inspections_due,
    issues_sent_back,
    letters_due,
    rectifications_due,
    with_proposals,
)
from addin.supervision.steps import ladder_issuer

YELLOW, RED = [*[1000] * 7, 0, 0], [*[1000] * 6, 0, 0, 0]


def lit(*done: float | None, **tables: Any) -> Computed:
    tables.setdefault("projects", [project("A", "甲局")])
    return computed(monthly_progress=monthly("A", *done), **tables)


def rectifications(found: Computed) -> list[Proposal]:
    reasons = np.full(len(found.panel.codes), "连续滞后", dtype=object)
    return list(rectifications_due(found.ledger, found.panel, found.register, reasons))


def test_one_letter_a_kind_and_unit_holds_all_rows_with_their_reasons() -> None:
    letters = pd.DataFrame(
        [
            ("提醒函", "甲局", "项目清单!A", "黄灯"),
            ("督办函", "甲局", "项目清单!B", "红灯"),
            ("提醒函", "甲局", "节点计划!A/1", "逾期3天"),
            ("提醒函", None, "问题清单!W1", "逾期1天"),
        ],
        columns=["kind", "unit", "ref", "reason"],
    )
    assert letters_due(letters) == [
        Proposal("提醒函", "甲局", ("项目清单!A", "节点计划!A/1"), "A：黄灯；A/1：逾期3天"),
        Proposal("督办函", "甲局", ("项目清单!B",), "红灯"),
        Proposal("提醒函", "", ("问题清单!W1",), "逾期1天"),
    ]


@pytest.mark.parametrize(
    ("kind", "issuer"),
    [("提醒函", "统筹办"), ("督办函", "督查办"), ("督办通知", "督查办"), ("复盘报告", None)],
)
def test_the_ladder_says_who_signs(kind: str, issuer: str | None) -> None:
    ladder = [
        {"step": 1, "trigger": "灯级", "kind": "提醒函", "issuer": "统筹办"},
        {"step": 2, "trigger": "逾期天数", "kind": "督办函"},
        {"step": 2, "trigger": "灯级", "kind": "督办函", "issuer": "督查办"},
        {"step": 3, "trigger": "灯级", "kind": "复盘报告"},
    ]
    assert ladder_issuer(ledger_of(ladder=ladder), kind) == issuer


def test_a_row_of_its_own_says_who_signs_to_a_subordinate() -> None:
    ladder = [
        {"step": 2, "trigger": "灯级", "kind": "督办函", "issuer": "督查办"},
        {"step": 2, "trigger": "逾期天数", "kind": "督办通知", "issuer": "政府办"},
    ]
    assert ladder_issuer(ledger_of(ladder=ladder), "督办通知") == "政府办"


def test_the_inspection_list_names_the_months() -> None:
    found = lit(*RED)
    (one,) = inspections_due(found.ledger, found.panel, found.register)
    assert (one.kind, one.unit, one.rows) == ("专项督查", "甲局", ("项目清单!A",))
    assert one.reason == "年内亮灯2次（2022年8月、9月）"


def test_once_lit_is_not_on_the_inspection_list_unless_the_office_says_so() -> None:
    once = lit(*YELLOW)
    assert list(inspections_due(once.ledger, once.panel, once.register)) == []
    strict = lit(*YELLOW, settings={"inspection_after": 1})
    (one,) = inspections_due(strict.ledger, strict.panel, strict.register)
    assert one.reason == "年内亮灯1次（2022年9月）"


def test_a_lit_project_is_proposed_for_rectification_until_the_end_of_the_next_month() -> None:
    (one,) = rectifications(lit(*YELLOW))
    ((sheet, row),) = one.adds
    assert sheet is Rectifications
    assert row == {
        "code": "A",
        "listed_month": pd.Timestamp("2022-09-01"),
        "reason": "连续滞后",
        "responsible_unit": "甲局",
        "due_on": pd.Timestamp("2022-10-31"),
    }


@pytest.mark.parametrize(
    ("row", "proposed"),
    [
        ({"listed_month": "2022-08"}, False),
        ({"listed_month": "2022-08", "closed_on": "2022-09-10"}, False),  # closed without evidence
        ({"listed_month": "2022-08", "closed_on": "2022-09-10", "evidence": "照片"}, True),
        ({"listed_month": "2022-09", "closed_on": "2022-09-30", "evidence": "照片"}, False),
    ],
)
def test_a_project_under_rectification_is_not_listed_twice(row: dict[str, Any], proposed: bool) -> None:
    assert bool(rectifications(lit(*YELLOW, rectifications=[{"code": "A", **row}]))) is proposed


def test_a_green_project_is_not_proposed() -> None:
    assert rectifications(lit(*[1000] * 9)) == []


def test_an_issue_sent_back_is_counted_cleared_and_kept() -> None:
    issue = {
        "number": "W1", "code": "A", "responsible_units": "甲局、乙局", "resolved_on": "2022-09-20",
        "review": "退回", "closed_on": "2022-09-22", "times_returned": 1,
    }  # fmt: skip
    ledger = ledger_of(projects=[project("A", "甲局")], issues=[issue, {"number": "W2", "review": "通过"}])
    (one,) = issues_sent_back(ledger)
    assert (one.kind, one.unit, one.rows) == ("退回", "甲局", ("问题清单!W1",))
    assert one.reason == "复核第2次退回，回到办单；清空办结日期2022-09-20、销号日期2022-09-22"
    after = with_proposals(ledger, [one])
    row = after[Issues].iloc[0]
    assert row["times_returned"] == 2 and row["review"] is None
    assert pd.isna(row["resolved_on"]) and pd.isna(row["closed_on"])
    assert list(issues_sent_back(after)) == []
    kept = after[ChangeList]
    assert kept["before"].tolist() == ["2022-09-20", "退回", "2022-09-22"]
    assert set(kept["type"]) == {"调整"} and set(kept["project_name"]) == {"A项目"}


def test_an_issue_sent_back_before_it_was_resolved_only_loses_its_review() -> None:
    (one,) = issues_sent_back(ledger_of(issues=[{"number": "W1", "review": "退回"}]))
    assert (one.unit, one.reason) == ("", "复核第1次退回，回到办单")
    assert [row["before"] for _, row in one.adds] == ["退回"]


def test_a_returned_issue_stays_at_handling_without_any_feedback() -> None:
    ledger = ledger_of(issues=[{"number": "W1", "assigned_on": "2022-09-01", "times_returned": 1}])
    found = computed(issues=[{"number": "W1", "assigned_on": "2022-09-01", "times_returned": 1}])
    assert len(ledger[Issues]) == 1
    states = suggest(found.ledger, found.panel, found.register).deeds.columns[Issues]
    assert states["step"].tolist() == ["办单"]


@pytest.mark.parametrize(
    ("board", "suggestion"),
    [
        ({}, "督查通报、挂牌督办通知"),
        ({"listed_on": "2022-09-01"}, "督查通报"),
        ({"listed_on": "2022-10-09"}, "督查通报、挂牌督办通知"),  # not yet
        ({"listed_on": "2022-09-01", "delisted_on": "2022-10-08"}, "督查通报、挂牌督办通知"),
        ({"listed_on": "2022-09-01", "delisted_on": "2022-10-09"}, "督查通报"),
    ],
)
def test_a_project_on_the_board_gets_no_second_notice(board: dict[str, Any], suggestion: str) -> None:
    ladder = [
        {"step": 4, "trigger": "连续红灯月数", "lower": 2, "kind": kind}
        for kind in ("督查通报", "挂牌督办通知")
    ]
    found = lit(*[1000] * 5, 0, 0, 0, 0, ladder=ladder, inspections=[{"number": "D1", "code": "A", **board}])
    assert suggest(found.ledger, found.panel, found.register).projects.tolist() == [suggestion]


def test_where_the_notice_was_all_that_was_due_nothing_is_left() -> None:
    found = lit(
        *[1000] * 5, 0, 0, 0, 0,
        ladder=[{"step": 4, "trigger": "连续红灯月数", "lower": 2, "kind": "挂牌督办通知"}],
        inspections=[{"number": "D1", "code": "A", "listed_on": "2022-09-01"}],
    )  # fmt: skip
    said = suggest(found.ledger, found.panel, found.register)
    assert said.projects.tolist() == [None] and said.letters.empty
