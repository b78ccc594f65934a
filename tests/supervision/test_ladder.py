"""督办阶梯：the highest step reached, what is not repeated, and what it says; today is 8 October 2022."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from support.computed import computed, monthly, project

from addin.schema import Duties, Issues, Milestones, Projects, Resolutions
from addin.supervision.ladder import Suggestions, suggest

LADDER = [
    {"step": 1, "trigger": "灯级", "lower": 1, "upper": 2, "kind": "提醒函"},
    {"step": 1, "trigger": "逾期天数", "lower": 1, "upper": 7, "kind": "提醒函"},
    {"step": 2, "trigger": "灯级", "lower": 3, "kind": "督办函"},
    {"step": 2, "trigger": "逾期天数", "lower": 8, "upper": 15, "kind": "督办函"},
    {"step": 2, "trigger": "提醒函未反馈", "lower": 1, "kind": "督办函"},
    {"step": 3, "trigger": "逾期天数", "lower": 16, "kind": "约谈通知"},
    {"step": 3, "trigger": "督办函未反馈", "lower": 1, "kind": "约谈通知"},
    {"step": 4, "trigger": "连续红灯月数", "lower": 2, "kind": "督查通报"},
    {"step": 4, "trigger": "连续红灯月数", "lower": 2, "kind": "挂牌督办通知"},
    {"step": 5, "trigger": "年内亮灯次数", "kind": "专项督查通知"},
    {"step": 5, "trigger": "年内亮灯次数", "kind": "复盘报告"},
]
WITHOUT_COUNT = LADDER[:-2]
SENT = {
    "number": "1",
    "state": "已发",
    "dated": "2022-09-01",
    "reply_due": "2022-09-08",
    "rows": "项目清单!A",
}


def suggestions(*reports: float | None, **tables: Any) -> Suggestions:
    """Suggestions for one project A of 甲局 with these months reported."""
    tables.setdefault("ladder", WITHOUT_COUNT)
    tables.setdefault("projects", [project("A", "甲局")])
    done = computed(monthly_progress=monthly("A", *reports), **tables)
    return suggest(done.ledger, done.panel, done.register)


GREEN, YELLOW, RED = [1000] * 9, [*[1000] * 7, 0, 0], [*[1000] * 6, 0, 0, 0]
TWO_REDS = [*[1000] * 5, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("reports", "suggested", "reason"),
    [
        (GREEN, None, None),
        (YELLOW, "提醒函", "黄灯"),
        (RED, "督办函", "红灯"),
        (TWO_REDS, "督查通报、挂牌督办通知", "连续2个月红灯"),
    ],
)
def test_a_projects_light_decides_its_letter(
    reports: list[float], suggested: str | None, reason: str | None
) -> None:
    found = suggestions(*reports)
    assert found.projects.tolist() == [suggested]
    assert found.letters["reason"].unique().tolist() == ([] if reason is None else [reason])


def test_lit_twice_in_the_year_calls_for_a_special_inspection() -> None:
    # 黄 in August, 红 in September: the blank threshold is 参数!专项督查次数, 2
    assert suggestions(*RED, ladder=LADDER).projects.tolist() == ["专项督查通知、复盘报告"]
    assert suggestions(*YELLOW, ladder=LADDER).projects.tolist() == ["提醒函"]
    raised = suggestions(*RED, ladder=LADDER, settings={"inspection_after": 3})
    assert raised.projects.tolist() == ["督办函"]


def test_a_unit_below_gets_a_notice_in_place_of_a_letter() -> None:
    units = [{"unit": "甲局", "relation": "下级"}]
    assert suggestions(*RED, units=units).projects.tolist() == ["督办通知"]
    assert suggestions(*YELLOW, units=units).projects.tolist() == ["提醒函"]


def test_an_unanswered_reminder_leads_one_step_up() -> None:
    letters = [{**SENT, "kind": "提醒函"}]
    found = suggestions(*YELLOW, letters=letters)
    assert found.projects.tolist() == ["督办函"]
    assert found.letters["reason"].tolist() == ["1份提醒函到期未反馈"]


def test_an_unanswered_supervision_letter_or_notice_leads_to_a_formal_talk() -> None:
    for kind in ("督办函", "督办通知"):
        assert suggestions(*RED, letters=[{**SENT, "kind": kind}]).projects.tolist() == ["约谈通知"]


def test_an_answer_even_a_late_one_closes_a_letter() -> None:
    letters = [{**SENT, "kind": "提醒函", "replied_on": "2022-09-20"}]
    assert suggestions(*YELLOW, letters=letters).projects.tolist() == ["提醒函"]


@pytest.mark.parametrize("state", ["拟稿", "作废"])
def test_only_letters_that_were_sent_count(state: str) -> None:
    found = suggestions(
        *YELLOW, letters=[{**SENT, "kind": "提醒函", "state": state, "reply_due": "2022-10-20"}]
    )
    assert found.projects.tolist() == ["提醒函"]
    assert found.columns[Projects]["letters_sent"].tolist() == [None]


def test_nothing_is_proposed_again_while_the_last_letters_time_runs() -> None:
    waiting = [{**SENT, "kind": "提醒函", "dated": "2022-10-03", "reply_due": "2022-10-08"}]
    assert suggestions(*YELLOW, letters=waiting).projects.tolist() == [None]
    over = [{**waiting[0], "reply_due": "2022-10-07", "replied_on": "2022-10-05"}]
    assert suggestions(*YELLOW, letters=over).projects.tolist() == ["提醒函"]


def test_a_later_letter_whose_time_has_passed_ends_the_waiting_of_an_earlier_one() -> None:
    letters = [
        {**SENT, "number": "1", "kind": "提醒函", "dated": "2022-09-01", "reply_due": "2022-12-31"},
        {**SENT, "number": "2", "kind": "督办函", "dated": "2022-09-20", "reply_due": "2022-09-25"},
    ]
    assert suggestions(*RED, letters=letters).projects.tolist() == ["约谈通知"]


def test_what_was_sent_is_named_with_its_number_oldest_first() -> None:
    letters = [
        {
            **SENT,
            "number": "2",
            "kind": "督办函",
            "dated": "2022-09-20",
            "document_number": "仑函〔2022〕9号",
        },
        {
            **SENT,
            "number": "1",
            "kind": "提醒函",
            "dated": "2022-09-01",
            "document_number": "仑函〔2022〕3号",
        },
        {**SENT, "number": "3", "kind": "推进通报", "dated": "2022-09-30", "reply_due": "2022-12-31"},
    ]
    found = suggestions(*RED, letters=letters)
    assert found.columns[Projects]["letters_sent"].tolist() == [
        "提醒函（仑函〔2022〕3号）、督办函（仑函〔2022〕9号）"
    ]
    assert found.projects.tolist() == ["约谈通知"]


def test_one_letter_can_be_about_several_rows() -> None:
    letters = [{**SENT, "kind": "提醒函", "rows": "项目清单!A、节点计划!A/2、项目清单!Z"}]
    nodes = [{"code": "A", "number": number, "planned_on": "2022-10-05"} for number in (1, 2)]
    found = suggestions(*GREEN, letters=letters, milestones=nodes)
    assert found.projects.tolist() == ["督办函"]
    assert found.columns[Milestones]["suggestion"].tolist() == ["提醒函", "督办函"]


def test_finished_and_exempt_projects_are_past_letters() -> None:
    letters = [{**SENT, "kind": "提醒函"}]
    finished = [project("A", "甲局", actual_completion="2022-09-20")]
    assert suggestions(*GREEN, projects=finished, letters=letters).projects.tolist() == [None]
    exempt = {"exemption_reason": "停工", "exemption_document": "1号", "exempt_from": "2022-09"}
    assert suggestions(
        *RED, projects=[project("A", "甲局", **exempt)], letters=letters
    ).projects.tolist() == [None]


DAYS = [("2022-10-08", None), ("2022-10-07", "提醒函"), ("2022-10-01", "提醒函"), ("2022-09-30", "督办函"),
        ("2022-09-23", "督办函"), ("2022-09-22", "约谈通知"), (None, None)]  # fmt: skip


@pytest.mark.parametrize(("due", "suggested"), DAYS)
def test_days_overdue_decide_for_nodes_issues_duties_and_resolutions(
    due: str | None, suggested: str | None
) -> None:
    found = suggestions(
        *GREEN,
        milestones=[{"code": "A", "number": 1, "planned_on": due}],
        issues=[{"number": "W1", "code": "A", "due_on": due}],
        duties=[{"number": "R1", "code": "A", "due_on": due}],
        resolutions=[{"number": "S1", "code": "A", "due_on": due}],
    )
    for sheet in (Milestones, Issues, Duties, Resolutions):
        assert found.columns[sheet]["suggestion"].tolist() == [suggested]


def test_what_is_done_needs_no_letter() -> None:
    found = suggestions(
        *GREEN,
        milestones=[{"code": "A", "number": 1, "planned_on": "2022-09-01", "completed_on": "2022-10-01"}],
        issues=[{"number": "W1", "code": "A", "due_on": "2022-09-01", "resolved_on": "2022-10-01"}],
    )
    assert found.letters.empty


def test_each_proposed_letter_names_its_unit_its_row_and_why() -> None:
    found = suggestions(
        *TWO_REDS,
        projects=[project("A", "甲局", "乙局")],
        milestones=[{"code": "A", "number": 3, "planned_on": "2022-09-30"}],
        issues=[{"number": "W1", "responsible_units": "丙局、甲局", "due_on": "2022-10-07"}],
    )
    assert list(found.letters.itertuples(index=False, name=None)) == [
        ("督查通报", "甲局", "项目清单", "项目清单!A", "连续2个月红灯"),
        ("挂牌督办通知", "甲局", "项目清单", "项目清单!A", "连续2个月红灯"),
        ("督办函", "甲局", "节点计划", "节点计划!A/3", "逾期8天"),
        ("提醒函", "丙局", "问题清单", "问题清单!W1", "逾期1天"),
    ]


def test_two_triggers_of_one_step_are_both_said() -> None:
    found = suggestions(*RED, letters=[{**SENT, "kind": "提醒函"}])
    assert found.letters["reason"].tolist() == ["红灯，1份提醒函到期未反馈"]


def test_a_row_that_cannot_be_used_leaves_the_others_at_work() -> None:
    found = suggestions(*YELLOW, ladder=[{"step": 9, "trigger": "心情", "kind": "约谈通知"}, *WITHOUT_COUNT])
    assert found.projects.tolist() == ["提醒函"]


def test_the_columns_of_the_project_list_come_together() -> None:
    found = suggestions(*YELLOW, issues=[{"number": "W1", "code": "A"}])
    columns = pd.DataFrame(found.project_columns)
    assert columns.to_dict("records") == [{"open_issues": 1, "letters_sent": None, "suggestion": "提醒函"}]


def test_an_empty_ladder_proposes_nothing() -> None:
    assert suggestions(*TWO_REDS, ladder=[]).projects.tolist() == [None]


def test_an_empty_ledger_proposes_nothing() -> None:
    done = computed(ladder=LADDER)
    assert suggest(done.ledger, done.panel, done.register).letters.empty
