"""会商机制：tiers and their rhythm, filing, outcomes and events, run on a workbook. Today is 2022-10-08."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.mechanisms import shows
from support.meeting_office import BEILUN, PROJECTS, day, issue, meeting, todos
from support.office import Office

from addin.schema import Events, Issues, MeetingCalendar, Meetings, Resolutions, Tiers, ToDos, Topics

WEEKLY = dict(last=day(9, 26), due=day(10, 3), late=5, state="逾期")  # 26 September + 7 days; 3 → 8 October
HALF_MONTHLY = dict(last=day(9, 28), due=day(10, 13), late=0, state="临期")  # + 15 days; 5 days left
MONTHLY = dict(last=day(8, 31), due=day(9, 30), late=8, state="逾期")  # + 1 month, September has 30 days
TWO_MONTHLY = dict(last=day(8, 30), due=day(10, 30), late=0, state="未到期")  # + 2 months; 22 days left


@shows(
    "S0-03", "S0-04", "S0-05", "S0-06",
    at=[
        Tiers.cycle, Tiers.cycle_unit, Tiers.convenor, MeetingCalendar.convenor, MeetingCalendar.last_held_on,
        MeetingCalendar.next_due_on, MeetingCalendar.days_overdue, MeetingCalendar.state, MeetingCalendar.held, ToDos.matter,
    ],
    commands=["recalc"],
)  # fmt: skip
def test_each_of_the_four_tiers_has_its_convenor_its_rhythm_and_its_next_meeting(office: Office) -> None:
    office.opens(
        settings=BEILUN,
        projects=PROJECTS,
        meetings=[
            meeting("ZL-1", "一周例会", day(9, 19)),
            meeting("ZL-2", "一周例会", day(9, 26)),
            meeting("BY-1", "半月协调", day(9, 28)),
            meeting("YD-1", "月度会商", day(8, 31)),
            meeting("SY-1", "双月会商", day(8, 30)),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    expected = {
        "一周例会": ("大项目统筹办", "7天", WEEKLY, 2),
        "半月协调": ("项目牵头区领导", "15天", HALF_MONTHLY, 1),
        "月度会商": ("常务副区长", "1个月", MONTHLY, 1),
        "双月会商": ("管委会主任或区长", "2个月", TWO_MONTHLY, 1),
    }
    for tier, (convenor, rhythm, dates, held) in expected.items():
        row = office.row(MeetingCalendar, tier=tier)
        assert (row["convenor"], row["rhythm"], row["held"]) == (convenor, rhythm, held)
        found = dict(
            last=row["last_held_on"], due=row["next_due_on"], late=row["days_overdue"], state=row["state"]
        )
        assert found == dates
    city = office.row(MeetingCalendar, tier="市级项目例会")
    assert (city["number"], city["next_due_on"], city["state"]) == (5, None, None)
    assert todos(office, "应开会议") == [
        "一周例会（每7天一次）上次2022年9月26日，应于2022年10月3日前召开",
        "半月协调（每15天一次）上次2022年9月28日，应于2022年10月13日前召开",
        "月度会商（每1个月一次）上次2022年8月31日，应于2022年9月30日前召开",
    ]


@shows(
    "S0-08",
    at=[Meetings.filing, MeetingCalendar.unfiled, Tiers.filed_with, ToDos.matter],
    commands=["recalc"],
)
def test_a_meeting_held_and_not_filed_is_listed_until_the_day_of_filing_is_typed(office: Office) -> None:
    office.opens(
        settings=BEILUN,
        projects=PROJECTS,
        meetings=[
            meeting("ZL-1", "一周例会", day(9, 26), filed_on=day(9, 28)),
            meeting("ZL-2", "一周例会", day(10, 3)),
            meeting("ZL-3", "一周例会", day(10, 10)),  # not held yet
            meeting("SJ-1", "市级项目例会", day(9, 30)),  # files with nobody
        ],
    )
    office.run("recalc", "--month", "2022-09")
    filing = [row["filing"] for row in office.rows(Meetings)]
    assert filing == ["已备案", "未备案", None, "不需备案"]
    assert office.row(MeetingCalendar, tier="一周例会")["unfiled"] == 1
    assert todos(office, "未备案") == ["2022年10月3日一周例会（ZL-2）没有报大综合督查办备案"]
    office.type(Meetings, 1, filed_on=day(10, 8))
    office.run("recalc")
    assert office.row(Meetings, number="ZL-2")["filing"] == "已备案"
    assert todos(office, "未备案") == []


@shows(
    "S0-06",
    at=[Resolutions.state, Resolutions.days_overdue, Resolutions.follow_up, Topics.follow_up],
    commands=["recalc", "agenda"],
)
def test_the_two_monthly_meeting_hears_what_became_of_what_was_resolved(office: Office) -> None:
    office.opens(
        settings=BEILUN,
        projects=PROJECTS,
        meetings=[meeting("SY-1", "双月会商", day(7, 30)), meeting("SY-2", "双月会商", day(9, 20))],
        topics=[
            dict(number="YT-1", meeting="SY-2", code="A", question="用电", conclusion="两项"),
            dict(number="YT-2", meeting="SY-2", code="B", question="用地", conclusion="一项"),
        ],
        resolutions=[
            dict(number="SX-1", meeting="SY-1", resolution="往期未办", due_on=day(9, 28), responsible_units="甲镇"),
            dict(number="SX-2", meeting="SY-1", resolution="往期办结", due_on=day(9, 1), completed_on=day(8, 30)),
            dict(number="SX-3", meeting="SY-2", topic="YT-1", resolution="架线", due_on=day(10, 1), completed_on=day(9, 30)),
            dict(number="SX-4", meeting="SY-2", topic="YT-1", resolution="迁改", due_on=day(9, 30), follow_up="已发函催办"),
            dict(number="SX-5", meeting="SY-2", topic="YT-2", resolution="报批", due_on=day(10, 30)),
        ],
    )  # fmt: skip
    answer = office.run("agenda", "--tier", "双月会商", "--date", "2022-11-20")
    heard = [(one["number"], one["state"]) for one in answer.data["resolutions"]]
    # 28 September → 8 October is 10 days, 30 September → 8 October 8; SX-2 is of an earlier meeting and done.
    assert heard == [
        ("SX-1", "未完成，逾期10天"),
        ("SX-3", "已完成"),
        ("SX-4", "未完成，逾期8天：已发函催办"),
        ("SX-5", "未完成"),
    ]
    office.run("recalc", "--month", "2022-09")
    assert [row["days_overdue"] for row in office.rows(Resolutions)] == [10, 0, 0, 8, 0]
    assert office.row(Resolutions, number="SX-4")["state"] == "逾期未完成"
    assert office.row(Topics, number="YT-1")["follow_up"] == "已完成；未完成，逾期8天：已发函催办"
    assert office.row(Topics, number="YT-2")["follow_up"] == "未完成"


@shows(
    "S0-09",
    at=[
        Topics.conclusion, Resolutions.resolution, Resolutions.responsible_units, Resolutions.due_on,
        Resolutions.issue, Issues.due_on, ToDos.matter,
    ],
    commands=["suggest", "recalc", "write"],
    documents=["会议纪要"],
)  # fmt: skip
def test_a_conclusion_becomes_a_resolution_and_with_its_deadline_an_issue(office: Office) -> None:
    office.opens(
        settings=BEILUN,
        projects=PROJECTS,
        issuers=[dict(short_name="办", full_name="某某办公室", mark="某某办公室文件", code="某办", signature="某某办公室")],
        meetings=[meeting("ZL-1", "一周例会", day(10, 3))],
        topics=[
            dict(number="YT-1", meeting="ZL-1", code="A", responsible_unit="甲镇", question="便道", conclusion="甲镇打通便道"),
            dict(number="YT-2", meeting="ZL-1", code="B", question="未议"),
        ],
    )  # fmt: skip
    office.run("recalc", "--month", "2022-09")
    assert office.rows(Resolutions) == []
    office.run("suggest", "--apply")
    row = office.row(Resolutions, topic="YT-1")
    assert (row["meeting"], row["code"], row["resolution"]) == ("ZL-1", "A", "甲镇打通便道")
    assert (row["responsible_units"], row["due_on"], row["issue"]) == ("甲镇", None, None)
    assert todos(office, "缺时限") == ["甲镇打通便道：没有解决时限，请填写"]
    assert office.rows(Issues) == []
    office.run("suggest", "--apply")
    assert len(office.rows(Resolutions)) == 1
    office.type(Resolutions, 0, due_on=day(10, 20))
    office.run("suggest", "--apply")
    made = office.rows(Issues)[0]
    assert (made["source"], made["description"], made["due_on"]) == ("一周例会", "甲镇打通便道", day(10, 20))
    assert (made["responsible_units"], made["tier"]) == ("甲镇", "一周例会")
    assert office.row(Resolutions, topic="YT-1")["issue"] == made["number"]
    assert todos(office, "缺时限") == []
    office.run("suggest", "--apply")
    assert (len(office.rows(Issues)), len(office.rows(Resolutions))) == (1, 1)
    written = office.run("write", "会议纪要", "--meeting", "ZL-1")
    assert len(written.data["files"]) == 1


@shows(
    "S1-03", "S2-12", at=[Tiers.tier, Meetings.tier, Meetings.present, Meetings.convenor], commands=["agenda"]
)
def test_a_joint_meeting_is_a_tier_whose_members_stand_on_the_organisation_sheet(office: Office) -> None:
    people = [("组长", "王某"), ("副组长", "李某"), ("成员", "赵某")]
    for scheme, tier in (("湛河", "项目建设联席会议"), ("龙亭", "四大班子联席会议")):
        own = {"tiers": [dict(scheme="湛河", number=1, tier=tier, convenor="组长", cycle=1, cycle_unit="月")]}
        office.opens(
            settings={"tier_scheme": scheme},
            projects=PROJECTS,
            organisation=[dict(body=tier, role=role, person=person) for role, person in people],
            **(own if scheme == "湛河" else {}),
        )
        office.run("agenda", "--tier", tier, "--apply")
        row = office.rows(Meetings)[0]
        assert (row["tier"], row["held_on"]) == (tier, day(10, 8))
        assert row["present"] == "王某、李某、赵某"
        assert row["convenor"] == {"湛河": "组长", "龙亭": "区四大班子"}[scheme]


def event(number: int, kind: str, held_on: dt.datetime) -> dict[str, Any]:
    return dict(number=f"H-{number}", type=kind, held_on=held_on)


@shows(
    "S1-05", "S1-06", at=[Events.type, Events.held_on, ToDos.due_on, ToDos.days_overdue], commands=["recalc"]
)
def test_a_visit_every_half_year_and_a_collective_start_every_quarter_are_asked_for(office: Office) -> None:
    """The last visit on 7 April + 6 months = 7 October, one day ago; on 8 April it is due today. Starts in July
    leave the fourth quarter (to 31 December) without one."""
    for visited, asked in ((day(4, 7), True), (day(4, 8), False)):
        office.opens(projects=PROJECTS, events=[event(1, "观摩", visited), event(2, "集中开工", day(7, 5))])
        office.run("recalc", "--month", "2022-09")
        rows = [row for row in office.rows(ToDos) if row["type"] == "活动"]
        visit = [("近6个月没有观摩，上次在2022年4月7日，请安排观摩点评", day(10, 7), 1)] if asked else []
        start = ("2022年10月1日至2022年12月31日没有安排集中开工活动，原则上每3个月一次", day(12, 31), None)
        found = [(row["matter"], row["due_on"], row["days_overdue"]) for row in rows]
        assert found == [*visit, start]
    office.opens(settings={"visit_months": 3}, projects=PROJECTS, events=[event(1, "观摩", day(7, 7))])
    office.run("recalc", "--month", "2022-09")
    assert todos(office, "活动") == ["近3个月没有观摩，上次在2022年7月7日，请安排观摩点评"]
    office.opens(projects=PROJECTS)  # an office without the practice sees nothing
    office.run("recalc", "--month", "2022-09")
    assert todos(office, "活动") == []


@shows("S4-10", at=[Events.type, Events.held_on, ToDos.matter, ToDos.due_on], commands=["recalc"])
@pytest.mark.parametrize(
    ("approved", "asked"),
    [(day(7, 1), True), (day(7, 5), True), (day(7, 6), False), (day(10, 28), False), (day(10, 29), True)],
)
def test_each_planned_collective_start_wants_a_joint_approval_meeting_since_the_last_one(
    office: Office, approved: dt.datetime, asked: bool
) -> None:
    """The last start was on 5 July, the next is on 28 October: 6 July … 28 October serve."""
    office.opens(
        projects=PROJECTS,
        events=[
            event(1, "集中开工", day(7, 5)),
            event(2, "集中开工", day(10, 28)),
            event(3, "联审联批", approved),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    wanted = "2022年10月28日集中开工前没有安排联审联批会议，请在活动前召开一次"
    assert todos(office, "活动") == ([wanted] if asked else [])


@shows("S0-24", "S1-12", at=[Events.type, Events.held_on, ToDos.matter], commands=["recalc"])
def test_trainings_and_meetings_with_banks_are_counted(office: Office) -> None:
    office.opens(
        projects=PROJECTS,
        events=[
            event(1, "培训", dt.datetime(2021, 12, 30)),
            event(2, "培训", day(3, 3)),
            event(3, "培训", day(9, 9)),
            event(4, "政银企对接", day(6, 6)),
            event(5, "政银企对接", day(10, 20)),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    assert todos(office, "活动") == [
        "培训本年已办2次，最近一次在2022年9月9日；请安排下一次培训",
        "政银企对接本年已办1次，最近一次在2022年6月6日；下一次在2022年10月20日",
    ]


def test_tiers_that_cannot_be_followed_are_found_with_their_cells(office: Office) -> None:
    office.opens(
        settings={"tier_scheme": "自定"},
        projects=PROJECTS,
        tiers=[
            dict(scheme="自定", number=1, tier="周会", cycle=7),
            dict(scheme="自定", number=2, tier="月会", cycle_unit="月"),
            dict(scheme="自定", number=2, tier="再一个"),
            dict(scheme="自定", number=3, tier="周会"),
            dict(scheme="自定", number=4),
            dict(scheme="自定", number=5, tier="半会", cycle=0, cycle_unit="月"),
        ],
        issues=[issue("W-1", "市长办公会")],
        meetings=[meeting("HY-1", "碰头会", day(9, 1))],
        topics=[dict(number="YT-1", tier="碰头会", code="A")],
    )
    office.run("recalc", "--month", "2022-09")
    titles = ("会商机制!", "问题清单!", "会商会议!", "会商议题!")
    assert [line for line in office.findings() if any(title in line for title in titles)] == [
        "错误 会商机制!B6 方案、层级序号“自定、2”与第 5 行重复，以第 5 行为准，本行未计入",
        "疑点 问题清单!M4 当前层级不在会商机制的方案“自定”中",
        "疑点 会商会议!C4 会商层级不在会商机制的方案“自定”中",
        "疑点 会商议题!D4 会商层级不在会商机制的方案“自定”中",
        "疑点 会商机制!G4 有周期没有周期单位，不排下次会期",
        "疑点 会商机制!F5 有周期单位没有周期，不排下次会期",
        "疑点 会商机制!D7 会商层级在同一方案中重复，以层级序号小的为准",
        "疑点 会商机制!D8 会商层级没有填写，本行未计入",
        "疑点 会商机制!F9 周期应大于零，不排下次会期",
    ]
    calendar = [(row["tier"], row["next_due_on"]) for row in office.rows(MeetingCalendar)]
    assert calendar == [("周会", None), ("月会", None), ("半会", None)]
