"""督办阶梯机制：rectification, boards, letters, who signs and at which tier, run on a workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.mechanisms import shows
from support.office import Office
from support.supervised_office import (
    RED_IN_SEPTEMBER,
    SETTINGS,
    UNITS,
    day,
    kinds,
    project,
    reports,
    suggestions,
    todos,
)

from addin.schema import (
    Events,
    Inspections,
    Issues,
    Ladder,
    Letters,
    Meetings,
    Projects,
    Rectifications,
    Resolutions,
    Tiers,
    ToDos,
)


@shows("S1-15", at=[Rectifications, Rectifications.state, ToDos], commands=["suggest", "recalc"])
def test_slow_projects_enter_the_rectification_ledger_and_leave_it_only_by_evidence(office: Office) -> None:
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project(), project("B", "乙局")],
        monthly_progress=[*reports("A", RED_IN_SEPTEMBER), *reports("B", [1000] * 9)],
    )
    assert office.run("suggest").data["written"] == 0 and office.rows(Rectifications) == []
    (one,) = suggestions(office, "--apply", kind="专项整改台账")
    row = office.row(Rectifications, code="A")
    assert (one["unit"], one["rows"], one["issuer"]) == ("甲镇", ["项目清单!A"], None)
    assert row["reason"] == one["reason"] == office.row(Projects, code="A")["reason"]
    assert row["listed_month"] == dt.datetime(2022, 9, 1) and row["due_on"] == dt.datetime(2022, 10, 31)
    assert (row["project_name"], row["responsible_unit"], row["state"]) == ("A项目", "甲镇", "整改中")
    assert suggestions(office, "--apply", kind="专项整改台账") == []
    office.type(Rectifications, 0, due_on=day(9, 30), closed_on=day(10, 1))
    office.run("recalc")
    assert office.row(Rectifications, code="A")["state"] == "逾期"
    assert ("整改逾期", "A", "甲镇", 8, "专项整改台账!H4") in todos(office)
    office.type(Rectifications, 0, evidence="现场照片和监理报告")
    office.run("recalc")
    assert office.row(Rectifications, code="A")["state"] == "已销号"


@shows("S0-19", at=[Inspections.listed_on, Inspections.delisted_on, Projects.suggestion, ToDos],
       commands=["recalc", "suggest"])  # fmt: skip
def test_a_project_on_the_board_is_not_put_there_again_and_comes_off_when_its_light_is_back(
    office: Office,
) -> None:
    """Red in August and September (behind since June) → 督查通报、挂牌督办通知; B stands on the board, green."""
    ladder = [
        dict(step=1, trigger="连续红灯月数", lower=2, kind=kind, issuer="大综合督查办")
        for kind in ("督查通报", "挂牌督办通知")
    ]
    board = dict(type="挂牌督办", listed_on=day(9, 28))
    office.opens(
        SETTINGS,
        units=UNITS,
        ladder=ladder,
        projects=[project(), project("B", "乙局"), project("C", "丙局")],
        monthly_progress=[
            *reports("A", [1000] * 5 + [0] * 4), *reports("B", [1000] * 9), *reports("C", [1000] * 5 + [0] * 4)
        ],
        inspections=[
            dict(number="D1", code="A", **board),
            dict(number="D2", code="B", **board),
            dict(number="D3", code="C", **board, delisted_on=day(10, 1)),
        ],
    )  # fmt: skip
    office.run("recalc")
    assert office.row(Projects, code="A")["suggestion"] == "督查通报"
    assert office.row(Projects, code="C")["suggestion"] == "督查通报、挂牌督办通知"
    # 9月28日至10月8日：10天
    assert [row["matter"] for row in office.rows(ToDos) if row["type"] in ("挂牌督办", "建议摘牌")] == [
        "2022年9月28日挂牌督办，已挂牌10天",
        "2022年9月28日挂牌督办，已挂牌10天，发布灯已恢复正常，建议摘牌",
    ]
    assert [one for one in todos(office) if one[0] in ("挂牌督办", "建议摘牌")] == [
        ("挂牌督办", "A", "甲镇", None, "督查记录!O4"),
        ("建议摘牌", "B", "乙局", None, "督查记录!O5"),
    ]
    assert [
        (one["unit"], one["rows"], one["issuer"]) for one in suggestions(office, kind="挂牌督办通知")
    ] == [("丙局", ["项目清单!C"], "大综合督查办")]


@shows("S4-07", at=[Letters.reply_due, Projects.letters_sent, Projects.suggestion, ToDos],
       commands=["write", "recalc"], documents=["提醒函"])  # fmt: skip
def test_a_letter_asks_for_an_answer_in_days_and_waits_for_it(office: Office) -> None:
    """Yellow (behind in August and September): 提醒函 of 20 September asks for an answer by the 25th (5 days of
    督办阶梯); today is 13 days later, and the ladder goes up to 督办函."""
    office.opens(
        {"as_of": day(9, 1), "home_issuer": "大项目统筹办"},
        units=[dict(unit="甲镇", full_name="甲镇人民政府", salutation="甲镇人民政府")],
        issuers=[
            dict(
                short_name="大项目统筹办", full_name="某区大项目统筹办公室", mark="某区大项目统筹办公室", code="某统筹",
                letter_code="某统筹函", signature="某区大项目统筹办公室", signatory="甲某",
                printed_by="某区大项目统筹办公室", contact="乙某", phone="0574-00000000",
            )
        ],
        projects=[project()],
        monthly_progress=reports("A", [1000] * 7 + [0] * 2, problems="管线未迁", next_steps="加快迁改"),
    )  # fmt: skip
    office.run("recalc")
    assert office.row(Projects, code="A")["suggestion"] == "提醒函"
    written = office.run("write", "提醒函", "--issue", "--date", "2022-09-20").data["files"]
    letter = office.row(Letters, kind="提醒函")
    assert letter["reply_due"] == dt.datetime(2022, 9, 25) and letter["state"] == "已发"
    number = written[0]["number"]
    row = office.row(Projects, code="A")
    assert (row["letters_sent"], row["suggestion"]) == (f"提醒函（{number}）", "督办函")
    waiting = office.row(ToDos, type="未反馈")
    assert waiting["matter"] == f"甲镇对提醒函（{number}）应于2022年9月25日前反馈"
    assert (waiting["project"], waiting["unit"], waiting["days_overdue"]) == ("A", "甲镇", 13)
    office.type(Letters, 0, replied_on=day(10, 8))
    office.run("recalc")
    assert "未反馈" not in kinds(office)


LADDER = [
    dict(step=1, trigger="灯级", lower=1, upper=2, kind="提醒函", issuer="大项目统筹办"),
    dict(step=2, trigger="灯级", lower=3, kind="督办函", issuer="综合专班"),
    dict(step=2, trigger="逾期天数", lower=8, kind="督办函", issuer="综合专班"),
]


@shows("K10", at=[Ladder.issuer, Projects.suggestion, Issues.suggestion], commands=["recalc", "suggest"])
def test_who_signs_stands_on_the_ladder_and_one_letter_holds_all_rows_of_a_unit(office: Office) -> None:
    """甲镇: A red, W1 8 days overdue → one 督办函; 乙局: B yellow → 提醒函; 丙局 is a subordinate → 督办通知."""
    office.opens(
        SETTINGS,
        units=[*UNITS[:2], dict(unit="丙局", relation="下级")],
        ladder=LADDER,
        projects=[project(), project("B", "乙局"), project("C", "丙局")],
        monthly_progress=[
            *reports("A", RED_IN_SEPTEMBER),
            *reports("B", [1000] * 7 + [0] * 2),
            *reports("C", RED_IN_SEPTEMBER),
        ],
        issues=[dict(number="W1", code="A", description="征迁", due_on=day(9, 30), person_in_charge="张三")],
    )
    found = suggestions(office)
    letters = [
        (one["kind"], one["unit"], one["rows"], one["issuer"])
        for one in found
        if "函" in one["kind"] or one["kind"] == "督办通知"
    ]
    assert letters == [
        ("督办函", "甲镇", ["项目清单!A", "问题清单!W1"], "综合专班"),
        ("提醒函", "乙局", ["项目清单!B"], "大项目统筹办"),
        ("督办通知", "丙局", ["项目清单!C"], "综合专班"),
    ]  # fmt: skip
    assert next(one for one in found if one["kind"] == "督办函")["reason"] == "A：红灯；W1：逾期8天"
    office.run("recalc")
    assert office.row(Projects, code="C")["suggestion"] == "督办通知"
    assert office.row(Issues, number="W1")["suggestion"] == "督办函"
    (listed,) = suggestions(office, kind="专项督查")[:1]
    # A is yellow in August and red in September
    assert (listed["unit"], listed["reason"]) == ("甲镇", "年内亮灯2次（2022年8月、9月）")


def meeting(number: str, tier: str, held_on: dt.date) -> dict[str, Any]:
    return dict(number=number, tier=tier, meeting_name=f"{tier}会议", held_on=held_on)


def resolution(number: str, meeting: str, **more: Any) -> dict[str, Any]:
    return dict(
        number=number, meeting=meeting, code="A", resolution=f"{number}办成", responsible_units="甲镇、乙局",
        supporting_units="丙局", due_on=day(10, 31),
    ) | more  # fmt: skip


@shows("S3-03", at=[Tiers, Issues.tier, Resolutions.issue], commands=["suggest"])
def test_an_issue_stands_at_one_of_the_three_tiers_of_coordination(office: Office) -> None:
    tiers = ["项目责任单位", "市重点办及成员单位", "市领导"]
    office.opens(
        SETTINGS | {"tier_scheme": "宁波三级协调"},
        units=UNITS,
        projects=[project()],
        meetings=[meeting(f"M{place}", tier, day(9, place)) for place, tier in enumerate(tiers, 1)],
        resolutions=[resolution(f"Y{place}", f"M{place}") for place in (1, 2, 3)],
    )
    own = [row["tier"] for row in office.rows(Tiers) if row["scheme"] == "宁波三级协调"]
    assert own == tiers
    suggestions(office, "--apply")
    found = [(row["number"], row["tier"], row["source"]) for row in office.rows(Issues)]
    assert found == [(f"W2022-00{place}", tier, None) for place, tier in enumerate(tiers, 1)]
    assert [row["issue"] for row in office.rows(Resolutions)] == ["W2022-001", "W2022-002", "W2022-003"]


@shows("S4-08", at=[Tiers, Ladder, Issues.tier, Issues.suggestion, Projects.suggestion],
       commands=["suggest", "recalc"])  # fmt: skip
def test_the_ladder_of_tiers_and_the_papers_of_the_county_are_rows_that_an_office_types(
    office: Office,
) -> None:
    """新乡: 县级 → 领导小组办公室 → 分管副市长 → 市政府 → 省综合专班; 提醒函, 督办函 by 综合专班 at the county's own level."""
    office.opens(
        SETTINGS | {"tier_scheme": "新乡"},
        preset="新乡",
        units=UNITS,
        ladder=[dict(one, issuer="综合专班") for one in LADDER],
        projects=[project()],
        monthly_progress=reports("A", [1000] * 8 + [500], forecast="完成较差"),
        meetings=[meeting("M1", "县级", day(9, 5)), meeting("M2", "分管副市长", day(9, 20))],
        resolutions=[resolution("Y1", "M1", due_on=day(9, 30)), resolution("Y2", "M2")],
    )
    own = [row["tier"] for row in office.rows(Tiers) if row["scheme"] == "新乡"]
    assert own == ["县级", "领导小组办公室", "分管副市长", "市政府", "省综合专班"]
    found = suggestions(office, "--apply")
    assert ("督办函", "综合专班") in [(one["kind"], one["issuer"]) for one in found]
    issues = {row["number"]: row for row in office.rows(Issues)}
    assert [issues[number]["tier"] for number in ("W2022-001", "W2022-002")] == ["县级", "分管副市长"]
    # Y1 is due on 30 September: 8 days overdue → 督办函; Y2 is not due
    assert [issues[number]["suggestion"] for number in ("W2022-001", "W2022-002")] == ["督办函", None]
    assert office.row(Projects, code="A")["suggestion"] == "督办函"


@shows("S1-14", at=[Events.type, Meetings, Resolutions.state, Issues], commands=["recalc", "write", "suggest"],
       documents=["会议纪要"])  # fmt: skip
def test_a_meeting_on_site_has_its_minutes_and_its_resolutions_become_issues(office: Office) -> None:
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project()],
        events=[dict(number="H1", type="现场办公", held_on=day(9, 16), code="A")],
        meetings=[
            meeting("M1", "现场办公", day(9, 16))
            | dict(place="A项目工地", convenor="副镇长", host="副镇长", present="甲镇、乙局")
        ],
        topics=[dict(number="T1", meeting="M1", code="A", question="施工用电", conclusion="架设临时线路")],
        resolutions=[resolution("Y1", "M1", topic="T1", due_on=day(10, 10))],
    )
    office.run("recalc")
    assert office.row(Events, number="H1")["type"] == "现场办公"
    assert office.row(Resolutions, number="Y1")["state"] == "临期"
    (minutes,) = office.run("write", "会议纪要", "--meeting", "M1").data["files"]
    assert minutes["kind"] == "会议纪要"
    suggestions(office, "--apply")
    issue = office.row(Issues, number="W2022-001")
    assert (issue["description"], issue["responsible_units"], issue["supporting_units"]) == (
        "Y1办成", "甲镇、乙局", "丙局",
    )  # fmt: skip
    assert (issue["raised_on"], issue["listed_on"], issue["due_on"]) == (
        dt.datetime(2022, 9, 16), dt.datetime(2022, 9, 16), dt.datetime(2022, 10, 10),
    )  # fmt: skip
