"""上提机制：issues raised from tier to tier, on whose agenda they stand, run on a workbook. Today is 2022-10-08."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.mechanisms import shows
from support.meeting_office import BEILUN, PROJECTS, day, issue, meeting, todos
from support.office import Office

from addin.schema import (
    IssueMoves,
    Issues,
    MeetingCalendar,
    Meetings,
    Parameters,
    Sheet,
    Tiers,
    ToDos,
    Topics,
)


def clean(office: Office, *sheets: type[Sheet]) -> list[list[tuple[Any, ...]]]:
    """The rows without 行标识, which chance gives."""
    return [
        [tuple(value for name, value in row.items() if name != "row_id") for row in office.rows(sheet)]
        for sheet in sheets
    ]


@shows(
    "S0-04", "S0-05", "S0-07",
    at=[
        Tiers.raise_after_days, Tiers.raise_after_meetings, MeetingCalendar.issues_to_raise, IssueMoves.from_tier,
        IssueMoves.to_tier, IssueMoves.reason, IssueMoves.topic, Issues.tier, Topics.meeting,
    ],
    commands=["recalc", "agenda"],
)  # fmt: skip
def test_an_issue_that_reaches_either_threshold_goes_up_one_tier_with_a_topic_and_its_reason(
    office: Office,
) -> None:
    """一周例会 raises at 7 days overdue or after 2 meetings: due on 30 September is 8 days, 1 October exactly 7,
    2 October 6 (stays)."""
    office.opens(
        settings=BEILUN,
        projects=PROJECTS,
        issues=[
            issue(
                "W-1",
                "一周例会",
                day(9, 30),
                description="管线迁改",
                handling="方案会签",
                supporting_units="丙局",
            ),
            issue("W-2", "一周例会", day(10, 1), description="用地审批"),
            issue("W-3", "一周例会", day(10, 2), description="资金缺口"),
            issue("W-4", "一周例会", description="征迁扫尾"),
            issue("W-5", "一周例会", day(9, 1), description="已办结", resolved_on=day(9, 20)),
        ],
        meetings=[meeting("ZL-1", "一周例会", day(9, 26)), meeting("ZL-2", "一周例会", day(10, 3))],
        topics=[
            dict(number="YT-1", meeting="ZL-1", issue="W-4", code="A", conclusion="继续协调"),
            dict(number="YT-2", meeting="ZL-2", issue="W-4", code="A", conclusion="继续协调"),
        ],
        monthly_progress=[
            dict(code="A", month=dt.date(2022, 9, 1), month_done=1, physical_progress="路基完成")
        ],
    )
    office.run("recalc", "--month", "2022-09")
    assert office.row(MeetingCalendar, tier="一周例会")["issues_to_raise"] == 3
    assert todos(office, "应上提") == [
        "管线迁改：逾期8天，达到上提逾期天数7天，由一周例会提交半月协调",
        "用地审批：逾期7天，达到上提逾期天数7天，由一周例会提交半月协调",
        "征迁扫尾：已上会2次，达到上提会议次数2次，由一周例会提交半月协调",
    ]
    answer = office.run("agenda", "--tier", "半月协调", "--date", "2022-10-12", "--apply")
    assert [topic["issue"] for topic in answer.data["topics"]] == ["W-1", "W-2", "W-4"]
    assert [row["tier"] for row in office.rows(Issues)] == [
        "半月协调",
        "半月协调",
        "一周例会",
        "半月协调",
        "一周例会",
    ]
    moves = [
        (row["number"], row["moved_on"], row["from_tier"], row["to_tier"], row["topic"], row["skipped_tier"])
        for row in office.rows(IssueMoves)
    ]
    assert moves == [
        (number, day(10, 8), "一周例会", "半月协调", topic, "否")
        for number, topic in (("W-1", "YT-3"), ("W-2", "YT-4"), ("W-4", "YT-5"))
    ]
    assert office.row(IssueMoves, number="W-1")["reason"] == "逾期8天，达到上提逾期天数7天"
    assert office.row(IssueMoves, number="W-4")["reason"] == "已上会2次，达到上提会议次数2次"
    written = office.row(Meetings, tier="半月协调")
    assert (written["held_on"], written["convenor"]) == (day(10, 12), "项目牵头区领导")
    topic = office.row(Topics, number="YT-3")
    assert topic | dict(row_id=None) == dict(
        row_id=None, number="YT-3", meeting=written["number"], tier="半月协调", issue="W-1", code="A", applicant="甲镇",
        applied_on=day(10, 8), responsible_unit="甲镇", current_progress="方案会签", question="管线迁改", proposal=None,
        attending_units="丙局", convenor="项目牵头区领导", summary=None, conclusion=None, project_name="甲大道", follow_up=None,
    )  # fmt: skip
    assert office.row(Topics, number="YT-4")["current_progress"] == "路基完成"
    # Applied once, nothing is left: not for this day, and not for the next meeting, which is this one.
    before = clean(office, Meetings, Topics, IssueMoves, Issues)
    for options in (("--date", "2022-10-12"), ()):
        assert office.run("agenda", "--tier", "半月协调", *options, "--apply").data["rows"] == 0
    assert clean(office, Meetings, Topics, IssueMoves, Issues) == before
    assert office.row(MeetingCalendar, tier="一周例会")["issues_to_raise"] == 0
    assert office.row(MeetingCalendar, tier="半月协调")["topics_waiting"] == 3


@shows("S0-07", at=[IssueMoves.skipped_tier], commands=["recalc"])
def test_a_tier_that_is_jumped_over_is_flagged(office: Office) -> None:
    office.opens(
        settings=BEILUN,
        projects=PROJECTS,
        issues=[issue(f"W-{number}", "月度会商") for number in range(1, 6)],
        issue_moves=[
            dict(number="W-1", moved_on=day(9, 1), from_tier="一周例会", to_tier="半月协调"),
            dict(number="W-2", moved_on=day(9, 1), from_tier="一周例会", to_tier="月度会商"),
            dict(number="W-3", moved_on=day(9, 1), from_tier="双月会商", to_tier="一周例会"),  # downwards
            dict(number="W-4", moved_on=day(9, 1), from_tier="一周例会", to_tier="双月会商"),
            dict(number="W-5", moved_on=day(9, 1), from_tier="区长办公会", to_tier="双月会商"),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    assert [row["skipped_tier"] for row in office.rows(IssueMoves)] == ["否", "是", "否", "是", None]
    said = [line for line in office.findings() if "越级" in line or "区长办公会" in line or "从层级" in line]
    assert said == [
        "疑点 问题流转!E5 越级：越过了半月协调",
        "疑点 问题流转!E7 越级：越过了半月协调、月度会商",
        "疑点 问题流转!D8 从层级不在会商机制的方案“北仑”中",
    ]


@shows("S0-05", at=[IssueMoves.to_tier, Topics.issue, ToDos.matter], commands=["recalc", "agenda"])
def test_every_issue_raised_from_the_half_monthly_tier_is_on_the_next_monthly_agenda(office: Office) -> None:
    office.opens(
        settings=BEILUN,
        projects=PROJECTS,
        issues=[
            issue("W-1", "月度会商", description="跨线审批"),
            issue("W-2", "月度会商", description="资金平衡"),
            issue("W-3", "月度会商", description="旧议题不算"),
        ],
        issue_moves=[
            dict(number=f"W-{number}", moved_on=day(9, 28), from_tier="半月协调", to_tier="月度会商")
            for number in (1, 2, 3)
        ],
        meetings=[meeting("YD-1", "月度会商", day(8, 31))],
        topics=[
            dict(
                number="YT-1",
                tier="月度会商",
                issue="W-2",
                code="A",
                applied_on=day(9, 29),
                question="资金平衡",
            ),
            dict(number="YT-2", meeting="YD-1", issue="W-3", code="A", conclusion="上次的结论"),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    assert todos(office, "未列入议程") == [
        "跨线审批：2022年9月28日已提交月度会商，还没有列入它的议题",
        "旧议题不算：2022年9月28日已提交月度会商，还没有列入它的议题",
    ]
    answer = office.run("agenda", "--tier", "月度会商", "--date", "2022-10-10", "--apply")
    assert [(one["issue"], one["source"]) for one in answer.data["topics"]] == [
        ("W-2", "待议议题"),
        ("W-1", "已上提"),
        ("W-3", "已上提"),
    ]
    assert todos(office, "未列入议程") == []
    number = office.row(Meetings, held_on=day(10, 10))["number"]
    assert number == "YD-2"
    assert [row["meeting"] for row in office.rows(Topics)] == [number, "YD-1", number, number]


PRESETS = {
    "北仑": ("一周例会", "半月协调", "月度会商", "双月会商", "市级项目例会"),
    "宁波三级协调": ("项目责任单位", "市重点办及成员单位", "市领导"),
    "新乡": ("县级", "领导小组办公室", "分管副市长", "市政府", "省综合专班"),
    "龙亭": ("周调度会", "四大班子联席会议"),
}


@shows(
    "S3-03",
    "S0-07",
    "S2-12",
    at=[Tiers.scheme, MeetingCalendar.tier, IssueMoves.to_tier],
    commands=["recalc", "agenda"],
)
def test_changing_the_scheme_cell_changes_the_whole_ladder(office: Office) -> None:
    """Each preset raises an issue 20 days overdue from its first tier (thresholds 7 and 15) to its second."""
    for scheme, tiers in PRESETS.items():
        office.opens(projects=PROJECTS, issues=[issue("W-1", tiers[0], day(9, 18), description="问题")])
        place = next(at for at, row in enumerate(office.rows(Parameters)) if row["setting"] == "会商方案")
        office.type(Parameters, place, value=scheme)
        office.run("recalc", "--month", "2022-09")
        assert tuple(row["tier"] for row in office.rows(MeetingCalendar)) == tiers
        assert office.rows(MeetingCalendar)[0]["issues_to_raise"] == 1
        office.run("agenda", "--tier", tiers[1], "--apply")
        move = office.rows(IssueMoves)[0]
        assert (move["from_tier"], move["to_tier"], move["skipped_tier"]) == (tiers[0], tiers[1], "否")
        assert move["reason"].startswith("逾期20天")
        assert office.row(Issues, number="W-1")["tier"] == tiers[1]
        refused = office.desk.run("agenda", office.path, "--tier", "没有的层级")
        assert refused.code == 2
        assert f"会商机制的方案“{scheme}”中没有“没有的层级”。可以用的有：{'、'.join(tiers)}" in refused.said


@shows("S4-09", at=[Issues.special_tags, Topics.summary, Issues.tier], commands=["agenda"])
def test_the_monthly_special_meeting_shows_and_counts_what_touches_rail_army_rivers_and_power(
    office: Office,
) -> None:
    """新乡: 分管副市长 raises at 30 days; 31 August → 8 October is 38, 8 September exactly 30, 9 September 29."""
    office.opens(
        settings={"tier_scheme": "新乡"},
        projects=PROJECTS,
        issues=[
            issue("W-1", "分管副市长", day(8, 31), description="跨铁路施工", special_tags="涉铁、涉电"),
            issue("W-2", "分管副市长", day(9, 8), description="防洪评价", special_tags="涉河"),
            issue("W-3", "分管副市长", day(9, 9), description="军缆迁改", special_tags="涉军"),
            issue("W-4", "分管副市长", day(8, 31), description="另一处跨铁路", special_tags="涉铁"),
        ],
    )
    answer = office.run("agenda", "--tier", "市政府", "--apply")
    assert answer.data["convenor"] == "常务副市长"
    assert [one["tags"] for one in answer.data["topics"]] == [["涉铁", "涉电"], ["涉河"], ["涉铁"]]
    assert answer.data["special_tags"] == {"涉铁": 2, "涉河": 1, "涉电": 1}
    summaries = [row["summary"] for row in office.rows(Topics)]
    assert summaries == ["特殊标签：涉铁、涉电", "特殊标签：涉河", "特殊标签：涉铁"]
    assert [row["tier"] for row in office.rows(Issues)] == ["市政府", "市政府", "分管副市长", "市政府"]
