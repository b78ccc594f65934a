"""议定与落实：from conclusions to resolutions and back."""

from __future__ import annotations

from support.ledgers import ledger_of

from addin.meetings.columns import meeting_columns
from addin.meetings.outcomes import resolutions_wanted
from addin.meetings.todos import meeting_todos
from addin.schema import Topics


def test_each_conclusion_without_a_resolution_asks_for_one() -> None:
    ledger = ledger_of(
        projects=[dict(code="A", project_name="甲项目", responsible_units="甲镇")],
        issues=[dict(number="W1", code="A", responsible_units="丙局、丁局")],
        topics=[
            dict(
                number="T1", meeting="M1", issue="W1", code="A", responsible_unit="乙局", conclusion="甲结论"
            ),
            dict(number="T2", issue="W1", conclusion="乙结论"),
            dict(number="T3", code="A", conclusion="丙结论"),
            dict(number="T4", conclusion="丁结论"),
            dict(number="T5", conclusion="已有"),
            dict(number="T6"),
        ],
        resolutions=[dict(number="SX2022-007", topic="T5")],
    )
    found = resolutions_wanted(ledger)
    assert [(row["number"], row["topic"], row["responsible_units"]) for row in found] == [
        ("SX2022-008", "T1", ("乙局",)),
        ("SX2022-009", "T2", ("丙局", "丁局")),
        ("SX2022-010", "T3", ("甲镇",)),
        ("SX2022-011", "T4", ()),
    ]
    assert (found[0]["issue"], found[0]["code"], found[0]["resolution"]) == ("W1", "A", "甲结论")


def test_what_became_of_a_topic_in_words() -> None:
    ledger = ledger_of(
        topics=[dict(number="T1"), dict(number="T2"), dict(number="T3")],
        resolutions=[
            dict(number="S1", topic="T2", due_on="2022-10-01", completed_on="2022-10-03"),
            dict(number="S2", topic="T1", due_on="2022-10-01", follow_up="在办"),
            dict(number="S3", topic="T2"),
            dict(number="S4"),
        ],
    )
    said = meeting_columns(ledger)[Topics]["follow_up"].tolist()
    assert said == ["未完成，逾期7天：在办", "已完成（逾期2天）；未完成", None]


def test_offices_that_register_no_meetings_are_asked_for_none() -> None:
    tiers = [dict(scheme="北仑", number=1, tier="例会", cycle=7, cycle_unit="天", convenor="办主任")]
    assert list(meeting_todos(ledger_of(tiers=tiers))) == []
    once = ledger_of(tiers=tiers, meetings=[dict(number="M1", held_on="2022-10-01")])
    assert [(todo.type, todo.matter, todo.person) for todo in meeting_todos(once)] == [
        ("应开会议", "例会（每7天一次）还没有开过", "办主任")
    ]
