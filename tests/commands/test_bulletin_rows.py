"""Which rows bulletins are made of: ranks and deeds, events, decided lists, meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.bulletin_facts import DAY, computation, told
from support.computed import monthly, project

from addin.commands.computation import Computation
from addin.commands.documents import (
    briefing,
    collective_start,
    commendation,
    list_notice,
    ranking,
)
from addin.commands.documents.builder import Selection
from addin.commands.documents.circular import ranking_note
from addin.errors import UsageError
from docgen.documents.collective_start import CollectiveStartFacts
from docgen.documents.commendation import CommendationFacts
from docgen.documents.ranking_bulletin import RankingBulletinFacts

# --- 排名通报, 表扬通报 ---------------------------------------------------------------------------

UNITS = [dict(unit=name, type="乡镇街道", ranking_group="街道") for name in ("东街道", "西街道", "南街道")]
RATE = dict(scheme="默认", indicator="投资完成率", weight=100, target="序时进度", scoring="比例", ceiling=1.2)
OFFICE: dict[str, Any] = {
    "units": UNITS,
    "projects": [
        project("甲", "东街道", person_in_charge="陈某某"),
        project("乙", "西街道"),
        project("丙", "南街道"),
    ],
    "monthly_progress": [
        *monthly("甲", *[1200] * 9),
        *monthly("乙", *[1000] * 9),
        *monthly("丙", *[500] * 9),
    ],
    "indicators": [{**RATE, "source": "区考核办法第三条；上限为默认值，非文件规定"}],
    "settings": {"score_scheme": "默认", "board_size": 1},
}


def ranked(done: Computation, *rows: str) -> RankingBulletinFacts:
    facts = told(ranking.RANKING_BULLETIN.jobs(done, Selection(rows)))
    assert isinstance(facts, RankingBulletinFacts)
    return facts


def test_units_are_ranked_in_the_order_of_places_with_their_figures() -> None:
    (group,) = ranked(computation(**OFFICE)).groups
    assert [(row.name, row.place, row.year_done, row.board) for row in group.rows] == [
        ("东街道", 1, 10800, "红榜"),
        ("西街道", 2, 9000, None),
        ("南街道", 3, 4500, "黑榜"),
    ]
    assert group.rows[0].score == pytest.approx(120)


def test_a_source_that_only_says_it_is_a_default_is_no_source() -> None:
    (group,) = ranked(computation(**OFFICE)).groups
    assert [(one.name, one.weight, one.source, one.at_end) for one in group.indicators] == [
        ("投资完成率", 100, "区考核办法第三条", False)
    ]
    plain = computation(**{**OFFICE, "indicators": [{**RATE, "source": "默认值，非文件规定"}]})
    assert ranked(plain).groups[0].indicators[0].source is None


def test_an_answer_is_due_only_where_somebody_has_to_give_one() -> None:
    assert ranked(computation(**OFFICE)).reply_by == DAY(2022, 10, 13)
    quiet = {**OFFICE, "settings": OFFICE["settings"] | {"warning_when": "无"}}
    assert ranked(computation(**quiet)).reply_by is None
    assert started(computation(projects=STARTS, events=EVENTS)).reply_by == DAY(2022, 10, 13)
    real = [{**one, "substantive_start": DAY(2022, 8, 1)} for one in STARTS]
    assert started(computation(projects=real, events=EVENTS)).reply_by is None


def test_projects_are_ranked_with_their_lead_units() -> None:
    (group,) = ranked(computation(**OFFICE), "月/项目").groups
    assert [(row.unit, row.place, row.rate) for row in group.rows] == [
        ("东街道", 1, pytest.approx(0.9)),
        ("西街道", 2, pytest.approx(0.75)),
        ("南街道", 3, pytest.approx(0.375)),
    ]
    assert group.indicators == ()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "几个单位共同负责的项目由牵头单位计1个；按总分排名，同分并列"),
        ({"joint_projects": "平均"}, "几个单位共同负责的项目由各责任单位平均计数；按总分排名，同分并列"),
        (
            {"second_key": "完成率"},
            "几个单位共同负责的项目由牵头单位计1个；按总分排名，同分的依次看完成率，仍相同的并列",
        ),
    ],
)
def test_the_note_says_how_joint_projects_and_ties_are_counted(settings: dict[str, Any], said: str) -> None:
    assert ranking_note(computation(**{**OFFICE, "settings": OFFICE["settings"] | settings})) == said


def praised(done: Computation, *rows: str) -> CommendationFacts:
    facts = told(commendation.COMMENDATION.jobs(done, Selection(rows)))
    assert isinstance(facts, CommendationFacts)
    return facts


def test_the_honour_list_is_praised_with_the_condition_it_followed() -> None:
    facts = praised(computation(**OFFICE))
    assert [(one.object, one.ranked.name) for one in facts.honoured] == [
        ("单位", "东街道"),
        ("项目", "甲项目"),
    ]
    assert facts.condition == "完成且前1名"


def test_who_is_chosen_by_hand_is_praised_without_the_condition() -> None:
    facts = praised(computation(**OFFICE), "月/单位/西街道")
    assert [one.ranked.name for one in facts.honoured] == ["西街道"]
    assert facts.condition is None


def test_points_given_in_the_period_are_deeds_and_those_taken_are_not() -> None:
    bonuses = [
        dict(unit="东街道", month="2022-09", points=1, matter="承办现场观摩", grounds="×办〔2022〕8号"),
        dict(unit="东街道", month="2022-08", points=2, matter="上月的事"),
        dict(unit="东街道", month="2022-07", points=-1, matter="迟报"),
    ]
    done = computation(**OFFICE, bonuses=bonuses)
    assert praised(done).honoured[0].deeds == ("承办现场观摩（×办〔2022〕8号）",)
    assert praised(done, "季/单位").honoured[0].deeds == ("承办现场观摩（×办〔2022〕8号）", "上月的事")


def test_a_tilt_is_told_in_the_words_of_the_scheme_in_force() -> None:
    assert praised(computation(**OFFICE)).tilts == ()
    words = "居前的在下年度土地指标方面予以倾斜"
    schemes = [{**RATE, "source": words}, {**RATE, "scheme": "别的", "source": "别的方案予以倾斜"}]
    assert praised(computation(**{**OFFICE, "indicators": schemes})).tilts == (words,)


def test_a_person_is_told_with_projects_and_the_issues_of_the_year_solved_in_time() -> None:
    def issue(number: str, due: dt.date, done: dt.date, **more: Any) -> dict[str, Any]:
        return dict(number=number, person_in_charge="陈某某", due_on=due, resolved_on=done) | more

    issues = [
        issue("准时", DAY(2022, 9, 1), DAY(2022, 9, 1)),
        issue("迟了", DAY(2022, 9, 1), DAY(2022, 9, 2)),
        issue("退回", DAY(2022, 9, 1), DAY(2022, 8, 1), review="退回"),
        issue("去年", DAY(2021, 9, 1), DAY(2021, 8, 1)),
        issue("下月", DAY(2022, 10, 9), DAY(2022, 10, 1)),
        issue("别人", DAY(2022, 9, 1), DAY(2022, 8, 1), person_in_charge="王某某"),
    ]
    organisation = [dict(body="专班", person="陈某某", unit="东街道", post="副主任")]
    (person,) = praised(
        computation(**OFFICE, issues=issues, organisation=organisation), "组织架构!专班/陈某某"
    ).persons
    assert (person.unit, person.post, person.projects, person.issues_in_time) == (
        "东街道",
        "副主任",
        ("甲项目",),
        1,
    )


def test_nobody_on_the_honour_list_is_no_document() -> None:
    office = {**OFFICE, "settings": OFFICE["settings"] | {"honour_when": "无"}}
    assert commendation.COMMENDATION.jobs(computation(**office), Selection()) == []


# --- 集中开工通报, 名单印发通知, 汇报材料 ---------------------------------------------------------


def started(done: Computation, *rows: str) -> CollectiveStartFacts:
    facts = told(collective_start.COLLECTIVE_START.jobs(done, Selection(rows)))
    assert isinstance(facts, CollectiveStartFacts)
    return facts


EVENTS = [
    dict(number="HD1", type="集中开工", held_on=DAY(2022, 2, 18), code="早"),
    dict(number="HD2", type="集中开工", held_on=DAY(2022, 7, 31), code="甲", comments="有序"),
    dict(number="HD3", type="集中开工", held_on=DAY(2022, 7, 31), code="乙", comments="有序"),
    dict(number="HD4", type="集中开工", held_on=DAY(2022, 12, 1), code="甲"),
    dict(number="HD5", type="观摩", held_on=DAY(2022, 9, 1), code="甲"),
]
STARTS = [
    project("早", "甲局", collective_start=DAY(2022, 2, 18)),
    project("甲", "甲局", collective_start=DAY(2022, 7, 31)),
    project("乙", "乙局", substantive_start=DAY(2022, 8, 20)),
    project("竣工", "乙局", stage="竣工", collective_start=DAY(2022, 1, 5)),
]


def test_the_last_event_that_was_held_is_told_with_limits_clipped_to_the_months_end() -> None:
    facts = started(computation(projects=STARTS, events=EVENTS))
    assert (facts.held_on, facts.as_of, facts.months, facts.comments) == (
        DAY(2022, 7, 31),
        DAY(2022, 10, 8),
        2,
        ("有序",),
    )
    late, real = facts.projects
    assert (late.due_on, late.substantive_start, late.days_overdue) == (DAY(2022, 9, 30), None, 8)
    # 乙 has no 集中开工日期: its limit counts from the day of the event.
    assert (real.started_on, real.due_on, real.substantive_start) == (
        DAY(2022, 7, 31),
        DAY(2022, 9, 30),
        DAY(2022, 8, 20),
    )


def test_late_projects_of_earlier_events_come_along_and_finished_ones_do_not() -> None:
    (earlier,) = started(computation(projects=STARTS, events=EVENTS)).earlier
    assert (earlier.started_on, earlier.due_on) == (DAY(2022, 2, 18), DAY(2022, 4, 18))
    assert started(computation(projects=STARTS, events=EVENTS), "HD1").earlier == ()


def test_without_an_event_there_is_no_bulletin() -> None:
    assert collective_start.COLLECTIVE_START.jobs(computation(projects=STARTS), Selection()) == []


def test_a_list_is_written_only_where_something_is_decided() -> None:
    waiting = [dict(code="R1", project_name="甲", applied_on=DAY(2022, 3, 1), verified_on=DAY(2022, 4, 1))]
    done = computation(projects=STARTS, reserve=waiting)
    assert list_notice.LIST_NOTICE.jobs(done, Selection()) == []
    (job,) = list_notice.LIST_NOTICE.jobs(done, Selection(("R1",)))
    assert job.rows == ("储备库!R1",)


TIERS = [
    dict(scheme="北仑", number=1, tier="月度会商", cycle=1, cycle_unit="月", raise_after_days=10),
    dict(scheme="北仑", number=2, tier="双月会商", cycle=2, cycle_unit="月", raise_after_days=30),
    dict(scheme="北仑", number=3, tier="市级项目例会"),
]
MEETINGS = [dict(number="H1", tier="双月会商", meeting_name="第1次例会", held_on=DAY(2022, 9, 1))]


def briefed(done: Computation, meeting: str | None = None) -> Any:
    return told(briefing.BRIEFING.jobs(done, Selection(meeting=meeting)))


def test_the_briefing_hears_the_last_meetings_resolutions_and_what_must_go_up() -> None:
    done = computation(
        projects=[project("甲", "甲局")],
        tiers=TIERS,
        meetings=MEETINGS,
        resolutions=[dict(number="SX1", meeting="H1", code="甲", resolution="签约", due_on=DAY(2022, 9, 30))],
        issues=[
            dict(number="WT1", code="甲", description="资金缺口", tier="月度会商", due_on=DAY(2022, 9, 20)),
            dict(number="WT2", code="甲", description="涉铁", tier="双月会商", due_on=DAY(2022, 8, 1)),
        ],
    )
    facts = briefed(done)
    assert (facts.meeting, facts.held_on) == ("双月会商", DAY(2022, 11, 1))
    assert [(one.number, one.state) for one in facts.follow_ups] == [("SX1", "逾期未完成")]
    # 18 days overdue at 月度会商, 10 allowed; 68 days at 双月会商, 30 allowed.
    assert [one.question for one in facts.questions] == ["资金缺口"]
    assert "逾期18天" in facts.questions[0].reason
    assert (facts.upper_tier, [one.question for one in facts.upward]) == ("市级项目例会", ["涉铁"])


def test_a_meeting_that_is_named_sets_the_day() -> None:
    done = computation(projects=[project("甲", "甲局")], tiers=TIERS, meetings=MEETINGS)
    assert (briefed(done, "H1").meeting, briefed(done, "H1").held_on) == ("第1次例会", DAY(2022, 9, 1))


def test_without_a_two_monthly_tier_the_highest_that_meets_is_briefed() -> None:
    done = computation(projects=[project("甲", "甲局")], tiers=[TIERS[0], TIERS[2]])
    assert briefed(done).meeting == "月度会商"


@pytest.mark.parametrize("tiers", [[], [TIERS[2]]])
def test_where_no_tier_meets_the_user_is_told(tiers: list[dict[str, Any]]) -> None:
    with pytest.raises(UsageError, match="没有定期开会的层级"):
        briefing.BRIEFING.jobs(computation(projects=[project("甲", "甲局")], tiers=tiers), Selection())


def test_a_meeting_without_a_day_is_refused() -> None:
    done = computation(
        projects=[project("甲", "甲局")], tiers=TIERS, meetings=[dict(number="H2", tier="双月会商")]
    )
    with pytest.raises(UsageError, match="没有填好会商层级、会议日期"):
        briefing.BRIEFING.jobs(done, Selection(meeting="H2"))
