"""督办、现场待办：each kind at its edge, with its whole text; today is 8 October 2022."""

from __future__ import annotations

from typing import Any

import pytest
from support.computed import computed, monthly, project

from addin.supervision.field_todos import field_todos
from addin.supervision.todos import brief, supervision_todos
from addin.todos import Todo


def todos(**tables: Any) -> list[Todo]:
    done = computed(**tables)
    return [
        *supervision_todos(done.ledger, done.panel, done.register),
        *field_todos(done.ledger, done.panel, done.register),
    ]


def kinds(**tables: Any) -> list[str]:
    return [one.type for one in todos(**tables)]


def issue(**more: Any) -> list[str]:
    return kinds(issues=[{"number": "W1", "description": "缺料", "person_in_charge": "张三"} | more])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({}, []),
        ({"person_in_charge": None}, ["缺专人"]),
        ({"assigned_on": "2022-10-05"}, []),  # the third day is today
        ({"assigned_on": "2022-10-04"}, ["未签收"]),
        ({"assigned_on": "2022-10-04", "signed_on": "2022-10-08"}, []),
        ({"assigned_on": "2022-10-04", "feedback_on": "2022-10-05"}, []),
        ({"due_on": "2022-10-16"}, []),
        ({"due_on": "2022-10-15"}, ["催办"]),
        ({"due_on": "2022-09-01"}, ["催办"]),  # never assigned
        ({"due_on": "2022-10-07", "assigned_on": "2022-09-01", "signed_on": "2022-09-02"}, ["办单未反馈"]),
        ({"due_on": "2022-10-08", "assigned_on": "2022-09-01", "signed_on": "2022-09-02"}, ["催办"]),
        ({"due_on": "2022-10-07", "resolved_on": "2022-10-06"}, ["待复核"]),
        ({"due_on": "2022-10-07", "resolved_on": "2022-10-06", "review": "退回"}, ["退回"]),
        ({"resolved_on": "2022-10-06", "review": "通过", "standard": "通"}, ["待销号"]),
        ({"resolved_on": "2022-10-06", "review": "通过", "standard": "通", "closed_on": "2022-10-07"}, []),
    ],
)
def test_an_issue_waits_for_what_comes_next(row: dict[str, Any], found: list[str]) -> None:
    assert issue(**row) == found


def test_days_to_sign_are_a_setting() -> None:
    rows = [{"number": "W1", "person_in_charge": "张三", "assigned_on": "2022-10-05"}]
    assert kinds(issues=rows, settings={"sign_days": 2}) == ["未签收"]


def test_what_is_said_of_an_issue() -> None:
    long = "自来水主管横穿红线，\n迁改方案尚未批复，影响基坑开挖和后续施工组织"
    row = {
        "number": "W1",
        "code": "A",
        "description": long,
        "person_in_charge": "张三",
        "due_on": "2022-09-30",
    }
    (one,) = todos(projects=[project("A", "甲局")], issues=[row])
    assert (
        one.matter
        == "问题W1（自来水主管横穿红线，迁改方案尚未批复，影响基坑开挖和后续施…）临期或逾期，请催办"
    )
    assert (one.project, one.unit, one.person) == ("A", "甲局", "张三")
    assert (str(one.due_on), one.days_overdue) == ("2022-09-30", 8)


def test_a_text_of_thirty_characters_is_not_cut() -> None:
    assert brief("字" * 30) == "字" * 30
    assert brief("字" * 31) == "字" * 29 + "…"
    assert brief(None) == ""


def test_a_rectification_past_its_deadline_waits_for_evidence() -> None:
    rows = [
        {"code": "A", "listed_month": "2022-08", "reason": "连续滞后", "due_on": "2022-10-07"},
        {"code": "A", "listed_month": "2022-09", "due_on": "2022-10-08"},
    ]
    (one,) = todos(projects=[project("A", "甲局")], rectifications=rows)
    assert one.matter == "专项整改（连续滞后）已过整改时限，没有凭据销号"
    assert (one.type, one.project, one.unit, one.days_overdue, one.place) == (
        "整改逾期", "A", "甲局", 1, "专项整改台账!H4",
    )  # fmt: skip


def test_letters_without_an_answer_are_listed_longest_first() -> None:
    letter = {"kind": "提醒函", "state": "已发", "unit": "甲局"}
    found = todos(
        projects=[project("A", "甲局"), project("B", "甲局")],
        letters=[
            letter | {"number": "1", "reply_due": "2022-10-07", "rows": "项目清单!A、项目清单!B"},
            letter
            | {"number": "2", "reply_due": "2022-09-30", "rows": "A", "document_number": "仑函〔2022〕3号"},
            letter | {"number": "3", "reply_due": "2022-10-08", "rows": "A"},
        ],
    )
    assert [(one.matter, one.project, one.days_overdue) for one in found] == [
        ("甲局对提醒函（仑函〔2022〕3号）应于2022年9月30日前反馈", "A", 8),
        ("甲局对提醒函应于2022年10月7日前反馈", "", 1),
    ]


@pytest.mark.parametrize(
    ("done", "kind"), [([1000] * 9, "建议摘牌"), ([*[1000] * 7, 0, 0], "挂牌督办"), ([], "挂牌督办")]
)
def test_a_project_may_come_off_the_board_when_its_light_is_back(done: list[float], kind: str) -> None:
    """Without a single report every month is behind: red."""
    found = todos(
        projects=[project("A", "甲局")],
        monthly_progress=monthly("A", *done),
        inspections=[{"number": "D1", "code": "A", "type": "挂牌督办", "listed_on": "2022-10-08"}],
    )
    assert [one.type for one in found] == [kind]
    assert found[0].matter.startswith("2022年10月8日挂牌督办，已挂牌0天")


def test_a_grey_light_is_no_reason_to_come_off_the_board() -> None:
    found = kinds(
        projects=[project("A", "甲局", stage="前期")],
        inspections=[{"number": "D1", "code": "A", "listed_on": "2022-09-08"}],
    )
    assert found == ["挂牌督办"]


def test_an_idle_site_is_settled_by_an_inspection_on_the_day_or_later() -> None:
    def found(held_on: str, running: str = "否") -> list[str]:
        return kinds(
            projects=[project("A", "甲局")],
            patrols=[
                {"code": "A", "patrolled_on": "2022-09-01", "running": "否"},
                {"code": "A", "patrolled_on": "2022-09-10", "running": running},
            ],
            inspections=[{"number": "D1", "code": "A", "held_on": held_on}],
        )

    assert found("2022-09-09") == ["现场督查"]
    assert found("2022-09-10") == []
    assert found("2022-08-01", running="是") == []


def test_a_monthly_inspection_is_asked_of_sites_at_work_only() -> None:
    held = {"number": "D1", "code": "A", "type": "月度督查", "held_on": "2022-08-10"}
    projects = [
        project("P", "甲局"),
        project("A", "甲局", parent_code="P"),
        project("B", "甲局", stage="新开工"),
        project("C", "甲局", actual_completion="2022-09-10"),
    ]
    found = todos(projects=projects, inspections=[held])
    assert [(one.type, one.project, one.matter) for one in found] == [
        ("月度督查", "A", "2022年9月还没有月度督查记录")
    ]
    assert todos(projects=projects, inspections=[held | {"held_on": "2021-09-10"}]) == []


def test_a_visit_of_another_year_is_past() -> None:
    visit = {"number": "C1", "reported_state": "封顶", "seen_state": "基础", "responsible_unit": "甲局"}
    assert kinds(site_visits=[visit | {"visited_on": "2021-09-01"}]) == []
    (one,) = todos(
        site_visits=[visit | {"project_name": "某桥", "visited_on": "2022-09-01", "due_on": "2022-10-01"}]
    )
    assert one.matter == "某桥实地查看C1：上报“封顶”，现场“基础”，请核实"
    assert (one.unit, one.days_overdue) == ("甲局", 7)


def test_an_empty_ledger_has_nothing_to_do() -> None:
    assert todos() == []
