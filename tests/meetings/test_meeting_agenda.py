"""议程与上提：what a meeting takes up, and the law that nothing is written twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.ledgers import ledger_of

from addin.ledger import Ledger
from addin.meetings.additions import Additions, additions
from addin.meetings.agenda import Agenda, agenda, next_meeting_day
from addin.meetings.raising import not_on_agenda, raises
from addin.meetings.tiers import read_scheme

NAMES = ("周会", "半月会", "月会")
TIERS = [
    dict(scheme="北仑", number=place + 1, tier=name, cycle=7, cycle_unit="天", raise_after_days=days, raise_after_meetings=2)
    for place, (name, days) in enumerate(zip(NAMES, (7, 15, 30), strict=True))
]  # fmt: skip
PROJECT = [dict(code="A", project_name="甲项目", responsible_units="甲镇")]


def office(**tables: Any) -> Ledger:
    return ledger_of(projects=PROJECT, tiers=TIERS, **tables)


def planned(ledger: Ledger, name: str, day: str | None = None) -> tuple[Agenda, Additions]:
    scheme = read_scheme(ledger)
    tier = scheme.tiers[NAMES.index(name)]
    when = pd.Timestamp(day) if day else next_meeting_day(ledger, scheme, tier)
    plan = agenda(ledger, scheme, tier, when)
    return plan, additions(ledger, scheme, plan)


def raised(ledger: Ledger) -> list[tuple[int, int, int]]:
    return [(one.row, one.start, one.end) for one in raises(ledger, read_scheme(ledger))]


def test_a_raised_issue_goes_on_only_after_its_tier_has_met() -> None:
    """40 days overdue passes every threshold; it stays at 半月会 until that has met."""
    issues = [dict(number="W1", code="A", tier="半月会", due_on="2022-08-29")]
    moves = [dict(number="W1", moved_on="2022-10-01", from_tier="周会", to_tier="半月会")]
    assert raised(office(issues=issues, issue_moves=moves)) == []
    before = [dict(number="M1", tier="半月会", held_on="2022-09-30")]
    assert raised(office(issues=issues, issue_moves=moves, meetings=before)) == []
    since = [dict(number="M1", tier="半月会", held_on="2022-10-01")]
    assert raised(office(issues=issues, issue_moves=moves, meetings=since)) == [(0, 1, 2)]
    assert raised(office(issues=issues)) == [(0, 1, 2)]


def test_the_highest_tier_raises_nothing_and_blank_thresholds_never_do() -> None:
    top = [dict(number="W1", code="A", tier="月会", due_on="2022-01-01")]
    assert raised(office(issues=top)) == []
    free = [{**tier, "raise_after_days": None, "raise_after_meetings": None} for tier in TIERS]
    low = [dict(number="W1", code="A", tier="周会", due_on="2022-01-01")]
    assert raised(ledger_of(projects=PROJECT, tiers=free, issues=low)) == []


def test_the_same_meeting_counts_once_and_one_of_another_tier_not() -> None:
    meetings = [
        dict(number="M1", tier="周会", held_on="2022-09-01"),
        dict(number="M2", tier="半月会", held_on="2022-09-02"),
        dict(number="M3", tier="周会", held_on="2022-10-20"),
    ]
    topics = [
        dict(number=f"T{place}", meeting=meeting, issue="W1")
        for place, meeting in enumerate(["M1", "M1", "M2", "M3"])
    ]
    issues = [dict(number="W1", code="A", tier="周会")]
    assert raised(office(issues=issues, meetings=meetings, topics=topics)) == []
    meetings[2]["held_on"] = "2022-10-08"
    assert raised(office(issues=issues, meetings=meetings, topics=topics)) == [(0, 0, 1)]


def test_a_move_written_by_hand_brings_the_tier_of_the_issue_after_it() -> None:
    ledger = office(
        issues=[dict(number="W1", code="A", tier="周会", due_on="2022-08-01", description="问题")],
        issue_moves=[dict(number="W1", moved_on="2022-10-05", from_tier="周会", to_tier="半月会")],
    )
    plan, wanted = planned(ledger, "半月会")
    assert [item.source for item in plan.items] == ["已上提"]
    assert wanted.moves == ()
    assert wanted.issue_changes == {0: {"tier": "半月会"}}


def test_a_topic_written_by_hand_for_an_issue_of_a_lower_tier_brings_it_up_in_writing() -> None:
    ledger = office(
        issues=[dict(number="W1", code="A", tier="周会", description="问题")],
        topics=[dict(number="T1", tier="月会", issue="W1", code="A")],
    )
    _, wanted = planned(ledger, "月会")
    move = wanted.moves[0]
    assert (move["from_tier"], move["to_tier"], move["reason"], move["topic"]) == (
        "周会",
        "月会",
        "列入议题",
        "T1",
    )
    assert wanted.topics == ()
    assert wanted.topic_changes == {0: {"meeting": wanted.meetings[0]["number"]}}


def test_what_came_to_no_conclusion_is_taken_up_again_once() -> None:
    ledger = office(
        issues=[
            dict(number="W1", code="A", tier="周会"),
            dict(number="W2", code="A", tier="半月会"),
            dict(number="W3", code="A", tier="周会", resolved_on="2022-10-01"),
        ],
        meetings=[
            dict(number="M1", tier="周会", held_on="2022-09-19"),
            dict(number="M2", tier="周会", held_on="2022-09-26"),
        ],
        topics=[
            dict(number="T1", meeting="M1", issue="W1", question="旧"),
            dict(number="T2", meeting="M2", issue="W1", question="新"),
            dict(number="T3", meeting="M2", issue="W2"),
            dict(number="T4", meeting="M2", issue="W3"),
            dict(number="T5", meeting="M2", code="A", question="无编号"),
            dict(number="T6", meeting="M2", code="A", question="已议", conclusion="同意"),
        ],
    )
    plan, wanted = planned(ledger, "周会", "2022-10-09")
    assert [(item.source, item.topic) for item in plan.items] == [("上次未议定", 1), ("上次未议定", 4)]
    assert [(one["number"], one["question"]) for one in wanted.topics] == [("T7", "新"), ("T8", "无编号")]
    assert wanted.meetings[0]["number"] == "M3"


def test_the_next_meeting_is_the_planned_one_else_the_one_that_is_due_else_today() -> None:
    scheme = read_scheme(office())

    def day(*held_on: str) -> str:
        meetings = [dict(number=f"M{place}", tier="周会", held_on=one) for place, one in enumerate(held_on)]
        return f"{next_meeting_day(office(meetings=meetings), scheme, scheme.tiers[0]):%Y-%m-%d}"

    assert day() == "2022-10-08"
    assert day("2022-09-01") == "2022-10-08"
    assert day("2022-10-05") == "2022-10-12"
    assert day("2022-10-05", "2022-10-11") == "2022-10-11"
    assert day("2022-10-08") == "2022-10-08"


def test_a_topic_dated_before_the_move_is_not_one_of_it() -> None:
    def wanting(**topic: Any) -> int:
        ledger = office(
            issues=[dict(number="W1", code="A", tier="月会")],
            issue_moves=[
                dict(number="W1", moved_on="2022-10-01", from_tier="半月会", to_tier="月会", topic="T9")
            ],
            topics=[dict(number="T1", tier="月会", issue="W1") | topic],
        )
        return len(not_on_agenda(ledger, read_scheme(ledger)))

    assert wanting(applied_on="2022-09-30") == 1
    assert wanting(applied_on="2022-10-01") == 0
    assert wanting() == 0
    assert wanting(applied_on="2022-09-30", number="T9") == 0
    assert wanting(applied_on="2022-10-02", tier="半月会") == 1


DAYS = st.dates(dt.date(2022, 8, 1), dt.date(2022, 10, 20)).map(str)
TIER = st.sampled_from([*NAMES, None, "别的层级"])
ISSUE = st.sampled_from(["W0", "W1", "W2", None])


def _rows(prefix: str, most: int = 4, **columns: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.lists(st.fixed_dictionaries(columns), max_size=most)
    return lists.map(lambda rows: [{**row, "number": f"{prefix}{at}"} for at, row in enumerate(rows)])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    issues=_rows("W", 3, tier=TIER, due_on=DAYS | st.none(), resolved_on=DAYS | st.none()),
    meetings=_rows("M", tier=TIER, held_on=DAYS | st.none()),
    topics=_rows(
        "T", 5, tier=TIER, issue=ISSUE, meeting=st.sampled_from(["M0", "M1", "M2", None]),
        applied_on=DAYS | st.none(), conclusion=st.sampled_from(["同意", None]),
    ),
    moves=st.lists(
        st.fixed_dictionaries(dict(number=ISSUE, moved_on=DAYS, from_tier=TIER, to_tier=TIER)), max_size=3
    ),
    name=st.sampled_from(NAMES),
    day=DAYS | st.none(),
)  # fmt: skip
def test_applied_once_an_agenda_has_nothing_left_to_add(
    issues: Any, meetings: Any, topics: Any, moves: Any, name: str, day: str | None
) -> None:
    ledger = office(issues=issues, meetings=meetings, topics=topics, issue_moves=moves)
    _, wanted = planned(ledger, name, day)
    after = wanted.applied(ledger)
    keys = [str(row["number"]) for row in wanted.topics]
    assert len(set(keys)) == len(keys) and not set(keys) & {row["number"] for row in topics}
    _, again = planned(after, name, day)
    assert len(again) == 0
