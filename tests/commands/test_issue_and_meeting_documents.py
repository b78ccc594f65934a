"""问题、会议文书：which rows each is made of, through the public command. Today is 2022-10-08."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from support.desk import Desk
from support.document_office import day, missing, opens, references, text_of
from support.office import Office

from addin.commands.documents import press
from addin.schema import Letters


@pytest.fixture
def office(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Pages are reckoned, not counted by LibreOffice: these tests are about words."""
    monkeypatch.setattr(press, "find_libreoffice", lambda: None)
    return Office(desk, tmp_path / "台账.xlsx")


def issue(number: str, **more: Any) -> dict[str, Any]:
    """Listed on 1 September, not handed over, due on 31 October."""
    row = dict(number=number, code="A", source="月报", raised_on=day(9, 1), description=f"{number}的问题", standard="办成",
               responsible_units="甲镇", person_in_charge="吴某", listed_on=day(9, 1), due_on=day(10, 31))  # fmt: skip
    return row | more


def closed(on: dt.datetime | None) -> dict[str, Any]:
    return dict(assigned_on=day(9, 2), resolved_on=day(9, 20), review="通过", closed_on=on, handling="已办成")


# --- 交办单、销号单 -----------------------------------------------------------------------------


def test_issues_not_handed_over_yet_each_get_a_form(office: Office) -> None:
    opens(
        office,
        issues=[issue("W1"), issue("W2", assigned_on=day(9, 2)), issue("W3", responsible_units="乙局")],
    )
    answer = office.run("write", "交办单")
    assert references(answer) == [["问题清单!W1"], ["问题清单!W3"]]
    assert [Path(file["path"]).name for file in answer.data["files"]] == [
        "交办单_甲镇_W1_拟稿.docx", "交办单_乙局_W3_拟稿.docx",
    ]  # fmt: skip
    assert missing(answer) == {"交办日期"}
    assert "副区长李某某" in text_of(answer)


def test_issues_for_which_the_ladder_calls_for_the_form_get_one_too(office: Office) -> None:
    ladder = [dict(step=1, trigger="逾期天数", lower=1, kind="交办单", reply_days=3)]
    late = issue("W2", assigned_on=day(9, 2), due_on=day(10, 1))
    opens(office, issues=[issue("W1", assigned_on=day(9, 2)), late], ladder=ladder)
    answer = office.run("write", "转交单")
    assert references(answer) == [["问题清单!W2"]]
    row = office.row(Letters, kind="交办单")
    assert (row["unit"], row["month"], row["reply_due"]) == ("甲镇", None, day(10, 11))


def test_rows_may_be_named_by_number_with_the_sheet_or_by_row_id(office: Office) -> None:
    opens(office, issues=[issue("W1"), issue("W2", row_id="ROWID00002"), issue("W3")])
    for rows in (["W2"], ["问题清单!W2"], ["问题清单！w2"], ["ROWID00002"]):
        assert references(office.run("write", "交办单", "--rows", *rows)) == [["问题清单!W2"]]
    assert references(office.run("write", "交办单", "--rows", "W3", "W1")) == [
        ["问题清单!W1"],
        ["问题清单!W3"],
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--rows", "W9"], "--rows：“问题清单”中没有“W9”这一行。请填问题清单的问题编号，或行标识。"),
        (["--rows", "项目清单!A"], "--rows：这个文种不从“项目清单”取行。可用的表：问题清单。"),
        (
            ["--unit", "丙局"],
            "--unit：“问题清单”中没有责任单位是“丙局”的行。请照单位名录的写法填写单位名称。",
        ),
        (["--meeting", "M1"], "--meeting：交办单不按这个选项选取内容。请去掉 --meeting 再写。"),
    ],
)
def test_what_the_workbook_does_not_have_is_said(office: Office, options: list[str], said: str) -> None:
    opens(office, issues=[issue("W1")])
    assert said in office.run("write", "交办单", *options, code=2).said


def test_a_unit_gets_only_its_own(office: Office) -> None:
    opens(
        office,
        issues=[
            issue("W1"),
            issue("W2", responsible_units="乙局、甲镇"),
            issue("W3", responsible_units=None),
        ],
    )
    assert references(office.run("write", "交办单", "--unit", "乙局")) == [["问题清单!W2"]]
    assert references(office.run("write", "交办单", "--unit", "甲镇")) == [["问题清单!W1"], ["问题清单!W3"]]


def test_the_answer_is_due_by_the_deadline_at_the_latest(office: Office) -> None:
    opens(office, issues=[issue("W1", due_on=day(10, 10)), issue("W2", due_on=day(10, 1)), issue("W3")])
    office.run("write", "交办单")
    due = {row["rows"]: row["reply_due"] for row in office.rows(Letters)}
    assert due == {"问题清单!W1": day(10, 10), "问题清单!W2": day(10, 13), "问题清单!W3": day(10, 13)}


def test_the_same_issue_has_one_form_whatever_the_month(office: Office) -> None:
    opens(office, issues=[issue("W1")])
    office.run("write", "交办单")
    office.run("write", "交办单", "--month", "2022-08")
    assert len(office.rows(Letters)) == 1


def test_an_issued_form_is_numbered_by_its_name_and_not_in_the_series_of_letters(office: Office) -> None:
    opens(office, issues=[issue("W1"), issue("W2", responsible_units="乙局", code=None)])
    answer = office.run("write", "交办单", "--rows", "W1", "--issue")
    assert answer.data["files"][0]["number"] == "交办单〔2022〕1号"
    assert "2022年10月8日" in text_of(answer)
    refused = office.run("write", "交办单", "--rows", "W2", "--issue", code=3)
    assert "还有没填的内容：责任领导" in refused.said


def test_the_basis_is_the_last_meeting_that_resolved_on_the_issue(office: Office) -> None:
    meetings = [
        dict(number="M1", tier="一周例会", meeting_name="一周例会", held_on=day(9, 5)),
        dict(number="M2", tier="半月协调", held_on=day(9, 14)),
    ]
    resolutions = [dict(number=f"S{at}", meeting=f"M{at}", issue="W1", resolution="办") for at in (2, 1)]
    opens(
        office,
        issues=[issue("W1"), issue("W2", source="领导批示")],
        meetings=meetings,
        resolutions=resolutions,
    )
    answer = office.run("write", "交办单")
    assert "2022年9月14日半月协调会议定（S2）" in text_of(answer)
    assert "2022年9月1日领导批示" in text_of(answer, 1)


def test_issues_closed_in_the_month_or_waiting_for_it_get_a_close_out(office: Office) -> None:
    rows = [
        issue("W1"),
        issue("W2", **closed(day(9, 21))),
        issue("W3", **closed(day(8, 21)) | {"resolved_on": day(8, 20)}),
        issue("W4", **closed(None)),
        issue("W5", **closed(None) | {"review": "退回"}),
    ]
    opens(office, issues=rows)
    answer = office.run("write", "销号单")
    assert references(answer) == [["问题清单!W2"], ["问题清单!W4"]]
    assert missing(answer) == set()
    assert "按期办结" in text_of(answer) and "2022年9月21日" in text_of(answer)


def test_an_issue_that_is_not_solved_cannot_be_closed_out(office: Office) -> None:
    opens(office, issues=[issue("W1", standard=None)])
    answer = office.run("write", "销号单", "--rows", "W1")
    assert missing(answer) == {"解决标准", "办理情况", "办结日期", "复核结果"}
    office.run("write", "销号单", "--rows", "W1", "--issue", code=3)


# --- 提请协调函 ---------------------------------------------------------------------------------

LATE = dict(
    assigned_on=day(9, 2), due_on=day(9, 20), tier="一周例会", proposal="请乙局配合", handling="已对接"
)
"""18 days late at a tier whose 上提逾期天数 is 7."""


def test_issues_that_have_to_go_up_are_put_before_the_next_tier(office: Office) -> None:
    young = issue("W2", **LATE | {"due_on": day(10, 5)})
    opens(office, issues=[issue("W1", **LATE), young, issue("W3", **LATE)])
    answer = office.run("write", "提请协调函")
    assert references(answer) == [["问题清单!W1", "问题清单!W3"]]
    assert answer.data["files"][0]["addressee"] == "甬东区大综合督查办公室"
    text = text_of(answer)
    assert "重大项目推进中有2个问题需提请半月协调研究解决。" in text
    assert "截至2022年10月8日已逾期18天。" in text
    assert missing(answer) == {"成文日期"}


def test_an_issue_named_goes_to_the_tier_above_its_own(office: Office) -> None:
    opens(office, issues=[issue("W1", tier="半月协调"), issue("W2", tier="一周例会")])
    answer = office.run("write", "提请协调函", "--rows", "W1", "W2")
    assert references(answer) == [["问题清单!W1"], ["问题清单!W2"]]
    assert "需提请月度会商研究解决" in text_of(answer)
    assert "需提请半月协调研究解决" in text_of(answer, 1)


def test_to_a_superior_each_issue_is_a_request_of_its_own(office: Office) -> None:
    tier = {"tier_scheme": "宁波三级协调"}
    opens(office, tier, issues=[issue(name, **LATE | {"tier": "项目责任单位"}) for name in ("W1", "W2")])
    answer = office.run("write", "提请协调函")
    assert references(answer) == [["问题清单!W1"], ["问题清单!W2"]]
    assert "甬江市重点建设办公室是上级机关，提请协调函写成请示（文件格式），一文一事。" in answer.said
    text = text_of(answer)
    assert "以上请示妥否，请批示。" in text and "需提请市重点办及成员单位研究解决" in text
    issued = office.run("write", "提请协调函", "--rows", "W1", "--issue")
    assert issued.data["files"][0]["number"] == "甬统办〔2022〕1号"


def test_above_the_highest_tier_there_is_nobody_to_ask(office: Office) -> None:
    opens(office, issues=[issue("W1", tier="市级项目例会")])
    answer = office.run("write", "提请协调函", "--rows", "W1")
    assert {"主送机关", "提请协调的层级"} <= missing(answer)
    assert "问题清单!W1没有可提请的上一级，请核对当前层级和“会商机制”" in answer.said


def test_a_leader_is_not_written_to_and_neither_does_a_body_write_to_itself(office: Office) -> None:
    tiers = [
        dict(scheme="甲", number=1, tier="例会"),
        dict(scheme="甲", number=2, tier="市领导", convenor="联系市领导", filed_with="统办"),
    ]
    opens(office, {"tier_scheme": "甲"}, issues=[issue("W1", tier="例会")], tiers=tiers)
    answer = office.run("write", "提请协调函", "--rows", "W1")
    assert "主送机关" in missing(answer)
    assert "“市领导”没有可以主送的机关：请在“会商机制”的召集人或备案单位填机关名称。" in answer.said


def test_an_issue_that_is_resolved_is_not_put_before_anybody(office: Office) -> None:
    opens(office, issues=[issue("W1", **closed(None))])
    refused = office.run("write", "提请协调函", "--rows", "W1", code=2)
    assert "“问题清单!W1”已经办结，不用再提请协调。请去掉这一行。" in refused.said


# --- 会议通知、会议纪要 -------------------------------------------------------------------------


def meeting(number: str, held_on: dt.datetime, tier: str = "一周例会", **more: Any) -> dict[str, Any]:
    row = dict(number=number, tier=tier, held_on=held_on, held_at="09:00", place="308会议室", host="钱某",
               present="区发改局钱某、甲镇赵某", meeting_name="重大项目推进一周例会")  # fmt: skip
    return row | more


TOPICS = [
    dict(
        number="T1",
        meeting="M3",
        code="A",
        responsible_unit="甲镇",
        question="便道走向",
        attending_units="乙局",
    ),
    dict(number="T2", meeting="M3", code="B", question="停电窗口"),
]
RESOLUTIONS = [
    dict(number="S1", meeting="M1", resolution="打通便道", responsible_units="甲镇", due_on=day(9, 10),
         completed_on=day(9, 9)),
    dict(number="S2", meeting="M1", resolution="迁改管线", responsible_units="乙局", due_on=day(9, 20)),
    dict(number="S3", meeting="M2", resolution="落实资金", responsible_units="乙局", due_on=day(10, 20),
         completed_on=day(10, 7)),
]  # fmt: skip
MEETINGS = [meeting("M1", day(9, 5)), meeting("M2", day(9, 26)), meeting("M3", day(10, 12))]


def test_the_notice_is_of_the_next_meeting_with_its_topics(office: Office) -> None:
    opens(office, meetings=[*MEETINGS, meeting("M4", day(10, 19))], topics=TOPICS, resolutions=RESOLUTIONS)
    answer = office.run("write", "会议通知")
    assert references(answer) == [["会商会议!M3"]]
    assert answer.data["files"][0]["addressee"] == "甬东区甲镇人民政府、甬东区乙局"
    text = text_of(answer)
    assert "听取此前会议2项议定事项落实情况的汇报，研究2项议题" in text  # S2 of M1, S3 of M2
    assert "汇报单位（甲镇、乙局）要围绕议题写明进展、问题和建议，于2022年10月11日前" in text
    assert "甲大道：便道走向" in text and "区发改局钱某" in text
    assert missing(answer) == {"成文日期", "印发日期"}


def test_a_meeting_named_is_the_one_invited_to(office: Office) -> None:
    bare = dict(number="M9", tier="月度会商", held_on=day(10, 30))
    opens(office, meetings=[*MEETINGS, bare])
    answer = office.run("write", "会议通知", "--meeting", "M9")
    assert "关于召开月度会商会议的通知" in text_of(answer)
    assert "会议由常务副区长召集。" in text_of(answer)  # 会商机制!召集人
    assert {"主送机关", "会议时间", "会议地点", "参会人员", "会议议程"} <= missing(answer)


def test_without_a_meeting_to_come_there_is_nothing_to_invite_to(office: Office) -> None:
    opens(office, meetings=MEETINGS[:2])
    said = office.run("write", "会议通知", code=2).said
    assert "会商会议：没有登记还没开的会议。" in said
    assert (
        "--meeting：“会商会议”中没有“M7”。请填会议编号。"
        in office.run("write", "会议通知", "--meeting", "M7", code=2).said
    )


def test_minutes_tell_how_earlier_resolutions_stood_on_the_day_of_the_meeting(office: Office) -> None:
    opens(office, meetings=MEETINGS, topics=TOPICS, resolutions=RESOLUTIONS)
    text = text_of(office.run("write", "会议纪要", "--meeting", "M2"))
    assert (
        "会议听取了此前会议2项议定事项落实情况的汇报。截至会议召开时，已完成1项，未完成1项（其中已逾期1项）。"
        in text
    )
    assert "未完成，逾期6天" in text  # 20 September to the meeting on the 26th, not to today
    third = text_of(office.run("write", "会议纪要", "--meeting", "M3"))
    assert "未完成，逾期18天" in third and "迁改管线" in third and "落实资金" in third
    assert "打通便道" not in third  # done before M2, of an earlier meeting
    assert "此前会议" not in text_of(office.run("write", "会议纪要", "--meeting", "M1"))


PROGRESS = [
    dict(code=code, month=f"2022-{month:02d}", month_done=1000.0) for code in "AB" for month in range(1, 10)
]


@pytest.mark.parametrize(
    ("tier", "held_on", "said"),
    [
        ("一周例会", day(9, 30), None),
        ("半月协调", day(9, 30), None),
        ("月度会商", day(9, 30), "会议指出，截至2022年9月30日，重大项目共2个，2022年度计划投资18000万元，1—9月完成投资18000万元"),
        ("双月会商", day(9, 29), "会议指出，截至2022年8月31日，重大项目共2个，2022年度计划投资18000万元，1—8月完成投资16000万元"),
        ("市级项目例会", day(10, 8), "会议指出，截至2022年9月30日"),
        ("月度会商", day(1, 10), None),
    ],
)  # fmt: skip
def test_tiers_that_meet_by_the_month_hear_the_last_month_that_was_over(
    office: Office, tier: str, held_on: dt.datetime, said: str | None
) -> None:
    opens(office, meetings=[meeting("M1", held_on, tier)], monthly_progress=PROGRESS)
    text = text_of(office.run("write", "会议纪要", "--meeting", "M1"))
    assert (said in text) if said else ("总体情况" not in text)


def test_an_on_site_meeting_settles_its_own_matter_only(office: Office) -> None:
    on_site = meeting(
        "M1", day(10, 8), "", meeting_name="甲大道项目现场办公会", minutes_number="第2期", place="甲大道工地"
    )
    opens(office, meetings=[on_site], monthly_progress=PROGRESS)
    text = text_of(office.run("write", "会议纪要"))
    assert "甬东区重大项目现场办公会纪要" in text and "第2期" in text
    assert "在甲大道工地主持召开甲大道项目现场办公会" in text
    assert "总体情况" not in text


PRESETS = {
    "北仑": ("一周例会", "半月协调", "月度会商", "双月会商", "市级项目例会"),
    "宁波三级协调": ("项目责任单位", "市重点办及成员单位", "市领导"),
    "新乡": ("县级", "领导小组办公室", "分管副市长", "市政府", "省综合专班"),
    "龙亭": ("周调度会", "四大班子联席会议"),
}


@pytest.mark.parametrize("scheme", PRESETS)
def test_minutes_read_rightly_for_every_tier_of_every_scheme(office: Office, scheme: str) -> None:
    tiers = PRESETS[scheme]
    rows = [
        dict(
            number=f"M{at}",
            tier=tier,
            held_on=day(10, at + 1),
            host="钱某",
            place="308会议室",
            present="钱某",
        )
        for at, tier in enumerate(tiers)
    ]
    opens(office, {"tier_scheme": scheme}, meetings=rows)
    for at, tier in enumerate(tiers):
        answer = office.run("write", "会议纪要", "--meeting", f"M{at}")
        title = next(line for line in text_of(answer).splitlines() if line.startswith(tier[:2]))
        assert title.endswith("纪要") and title.count("会议") <= 1 and "协调协调" not in title
        assert missing(answer) == {"期次", "成文日期", "印发日期"}
