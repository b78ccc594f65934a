"""督办文书：the kinds made from 项目清单, through the public command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.desk import Desk
from support.office import Office
from support.supervised_office import day, reports
from support.supervising_office import (
    DUTIES,
    ISSUES,
    LADDER,
    MEETINGS,
    MILESTONES,
    REMINDED,
    RESOLUTIONS,
    TWICE_LIT,
    on,
    opened,
    units,
    written,
)

from addin.commands.documents import press
from addin.schema import Issues, Letters, Milestones, Projects

MATTERS = dict(
    milestones=MILESTONES, issues=ISSUES, duties=DUTIES, resolutions=RESOLUTIONS, meetings=MEETINGS
)


@pytest.fixture
def office(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Words are looked at here, not pages: nothing is rendered."""
    monkeypatch.setattr(press, "find_libreoffice", lambda: None)
    return Office(desk, tmp_path / "台账.xlsx")


def one(office: Office, kind: str, *options: object) -> str:
    """The text of the only document of a run."""
    (text,) = written(office.run("write", kind, *options))
    return text


# --- which rows ---------------------------------------------------------------------------------


def test_without_rows_a_letter_is_about_what_suggests_it(office: Office) -> None:
    """W1 is 18 days late and A red: 督办函; the others, 10 days late, too; B is green."""
    opened(office, **MATTERS)
    files = office.run("write", "督办函").data["files"]
    assert {file["addressee"]: file["rows"] for file in files} == {
        "甬东区甲镇": ["项目清单!A", "节点计划!A/1", "问题清单!W1", "议定事项!S1"],
        "甬东区乙局": ["责任清单!Z1"],
    }


def test_a_kind_that_nothing_suggests_is_not_written(office: Office) -> None:
    answer = opened(office, **MATTERS).run("write", "提醒函")
    assert answer.data["files"] == [] and "没有要写提醒函的行" in answer.said


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("A", "项目清单!A"),
        ("项目清单!A", "项目清单!A"),
        ("A/1", "节点计划!A/1"),
        ("节点计划!A/1", "节点计划!A/1"),
        ("节点计划！A/1", "节点计划!A/1"),
        ("W1", "问题清单!W1"),
        ("Z1", "责任清单!Z1"),
        ("S1", "议定事项!S1"),
    ],
)
def test_a_row_is_named_by_its_key(office: Office, typed: str, row: str) -> None:
    opened(office, **MATTERS)
    files = office.run("write", "提醒函", "--rows", typed).data["files"]
    assert [file["rows"] for file in files] == [[row]]
    assert office.row(Letters)["rows"] == row


@pytest.mark.parametrize("kind", ["督办函", "督办通知"])
def test_supervision_letters_take_the_rows_of_the_same_sheets(office: Office, kind: str) -> None:
    opened(office, **MATTERS)
    files = office.run("write", kind, "--rows", "A", "A/1", "W1", "Z1", "S1").data["files"]
    assert [file["rows"] for file in files] == [
        ["项目清单!A", "节点计划!A/1", "问题清单!W1", "议定事项!S1"],
        ["责任清单!Z1"],
    ]


def test_a_row_is_named_by_its_row_id(office: Office) -> None:
    opened(office, **MATTERS).run("recalc")
    row_id = office.row(Milestones, number=1)["row_id"]
    assert row_id
    files = office.run("write", "提醒函", "--rows", row_id).data["files"]
    assert [file["rows"] for file in files] == [["节点计划!A/1"]]


def test_a_key_that_two_sheets_have_asks_which(office: Office) -> None:
    opened(office, **(MATTERS | {"issues": [dict(ISSUES[0], number="A")]}))
    answer = office.run("write", "督办函", "--rows", "A", code=2)
    assert answer.data["error"]["what"] == "“A”在几张表里都有"
    assert answer.data["error"]["advice"] == "请写明哪张表：项目清单!A、问题清单!A"
    files = office.run("write", "督办函", "--rows", "问题清单!A").data["files"]
    assert [file["rows"] for file in files] == [["问题清单!A"]]


@pytest.mark.parametrize(
    ("kind", "typed", "what"),
    [
        ("督办函", "没有这行", "台账里没有“没有这行”这一行"),
        ("督办函", "督查记录!D1", "这个文种不从“督查记录”取行"),
        ("督办函", "问题清单!A", "“问题清单”中没有“A”这一行"),
        ("挂牌督办通知", "W1", "“项目清单”中没有“W1”这一行"),
        ("督办函", "A/2", "“节点计划!A/2”已经办完，不用再发文"),
    ],
)
def test_a_row_that_cannot_be_written_about_is_refused(
    office: Office, kind: str, typed: str, what: str
) -> None:
    answer = opened(office, **MATTERS).run("write", kind, "--rows", typed, code=2)
    assert answer.data["error"]["what"] == what


def test_a_unit_gets_its_lit_projects_and_what_suggests_the_letter(office: Office) -> None:
    opened(office, **MATTERS)
    files = office.run("write", "督办函", "--unit", "甲镇").data["files"]
    assert [file["rows"] for file in files] == [["项目清单!A", "节点计划!A/1", "问题清单!W1", "议定事项!S1"]]
    files = office.run("write", "提醒函", "--unit", "甲镇").data["files"]
    assert [file["rows"] for file in files] == [["项目清单!A"]]


def test_a_unit_that_leads_nothing_is_refused(office: Office) -> None:
    answer = opened(office).run("write", "督办函", "--unit", "丙局", code=2)
    assert "丙局" in answer.data["error"]["what"]


@pytest.mark.parametrize("kind", ["亮灯告知单", "攻坚方案"])
def test_a_kind_that_the_ladder_does_not_have_is_about_the_lit_projects(office: Office, kind: str) -> None:
    files = opened(office).run("write", kind).data["files"]
    assert [file["rows"] for file in files] == [["项目清单!A"]]


def test_where_the_ladder_has_the_kind_its_rows_decide(office: Office) -> None:
    ladder = [dict(step=1, trigger="灯级", lower=1, upper=2, kind="亮灯告知单", issuer="统筹办")]
    assert opened(office, ladder=ladder).run("write", "亮灯告知单").data["files"] == []  # A is red


# --- 督办函 -------------------------------------------------------------------------------------


def test_a_supervision_letter_tells_of_the_reminder_that_had_no_effect(office: Office) -> None:
    text = one(opened(office, letters=[REMINDED]), "督办函", "--rows", "A")
    assert (
        "甬东区重大项目领导小组统筹办公室于2022年8月30日以甬统办函〔2022〕3号向贵单位发出提醒函，"
        "要求2022年9月6日前反馈。截至2022年10月8日，没有收到贵单位的书面反馈，有关项目仍未达到进度要求。"
    ) in text


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        ({"replied_on": day(9, 5), "reply": "正在整改"}, "贵单位于2022年9月5日反馈：正在整改。但"),
        ({"replied_on": day(9, 5)}, "贵单位于2022年9月5日作了反馈，但"),
        ({"replied_on": day(12, 5), "reply": "以后的事"}, "没有收到贵单位的书面反馈"),
        ({"reply_due": day(10, 20)}, "截至2022年10月8日，有关项目仍未达到进度要求"),
    ],
)
def test_what_became_of_the_reminder_is_told(office: Office, letter: dict[str, Any], said: str) -> None:
    assert said in one(opened(office, letters=[REMINDED | letter]), "督办函", "--rows", "A")


@pytest.mark.parametrize(
    "letter", [{"state": "作废"}, {"state": "拟稿"}, {"rows": "项目清单!B"}, {"kind": "推进通报"}]
)
def test_only_letters_that_went_out_about_the_rows_are_told_of(
    office: Office, letter: dict[str, Any]
) -> None:
    assert "前期督促情况" not in one(opened(office, letters=[REMINDED | letter]), "督办函", "--rows", "A")


def test_a_reference_without_a_sheet_means_the_list_of_projects(office: Office) -> None:
    assert "甬统办函〔2022〕3号" in one(
        opened(office, letters=[REMINDED | {"rows": "A"}]), "督办函", "--rows", "A"
    )


def test_instructions_and_resolutions_are_the_basis(office: Office) -> None:
    opened(office, **MATTERS)
    assert "根据2022年8月15日领导批示的要求，" in one(office, "督办函", "--rows", "W1")
    assert "根据第6次月度会商会议议定事项的要求，" in one(office, "督办函", "--rows", "S1")


def test_the_table_of_matters_has_the_persons_of_the_rows(office: Office) -> None:
    opened(office, **MATTERS)
    text = one(office, "督办函", "--rows", "A", "A/1", "W1", "S1")
    assert (
        "1|A项目进度滞后，亮红灯|查明原因，倒排工期，补齐进度，达到进度要求|甲镇|周某|2022年10月31日" in text
    )
    assert "2|A项目节点“主体封顶”|验收合格|甲镇|周某|2022年10月31日" in text
    assert "3|A项目问题“征迁未完成”|签订协议|甲镇|郑某|2022年10月31日" in text
    assert "4|A项目议定事项“由甲镇打通便道”|按要求落实|甲镇|周某|2022年10月31日" in text


def test_another_units_matter_does_not_get_the_lead_units_person(office: Office) -> None:
    resolution = dict(RESOLUTIONS[0], responsible_units="乙局")
    answer = opened(office, **(MATTERS | {"resolutions": [resolution]})).run(
        "write", "督办函", "--rows", "S1"
    )
    assert {"file": "督办函_乙局_拟稿.docx", "missing": "S1责任人"} in answer.data["findings"]


def test_the_reply_is_due_after_the_days_of_the_ladder_and_registered(office: Office) -> None:
    opened(office, units=units(甲镇="下级"))
    answer = office.run("write", "督办函", "--rows", "A", "--issue", "--date", "2022-10-09")
    assert answer.data["files"][0]["number"] == "甬督办〔2022〕1号"
    assert "于2022年10月16日前" in written(answer)[0]  # 7 days, as the ladder has them for 督办函
    row = office.row(Letters)
    assert (row["kind"], row["reply_due"], row["issuer"]) == ("督办通知", on(10, 16), "督查办")


def test_consequences_are_the_later_steps_of_the_ladder(office: Office) -> None:
    assert "提请采取约谈等措施" in one(opened(office), "督办函", "--rows", "A")


def test_no_later_step_means_no_consequence(office: Office) -> None:
    assert "等措施" not in one(opened(office, ladder=LADDER[:4]), "督办函", "--rows", "A")


def test_an_issued_letter_is_known_to_the_ladder(office: Office) -> None:
    opened(office, **MATTERS)
    office.run("write", "督办函", "--rows", "A", "W1", "--issue")
    assert office.row(Projects, code="A")["letters_sent"] == "督办函（甬督办函〔2022〕1号）"
    issue = office.row(Issues, number="W1")
    assert issue["letters_sent"] == "督办函（甬督办函〔2022〕1号）" and issue["suggestion"] is None


def test_working_days_are_called_working_days(office: Office) -> None:
    """20 September to 8 October: the holidays are 1 to 7 October, 8 and 9 October are worked."""
    opened(office, settings={"overdue_days": "工作日"}, **MATTERS)
    assert "已逾期9个工作日" in one(office, "督办函", "--rows", "W1")


# --- several issuers, copies --------------------------------------------------------------------


def test_issuers_joined_on_the_ladder_sign_together(office: Office) -> None:
    ladder = [dict(LADDER[2], issuer="督查办、统筹办")]
    opened(office, ladder=ladder, units=units(甲镇="下级"))
    answer = office.run("write", "督办函", "--rows", "A", "--issue")
    assert answer.data["files"][0]["number"] == "甬督办〔2022〕1号"
    text = written(answer)[0]
    assert "甬东区重大项目领导小组督查办公室" in text and "甬东区重大项目领导小组统筹办公室" in text
    assert office.row(Letters)["issuer"] == "督查办、统筹办"
    assert not [line for line in office.findings() if "机关简称" in line]


def test_issuers_typed_on_the_draft_stand(office: Office) -> None:
    opened(office, units=units(甲镇="下级"))
    office.run("write", "督办函", "--rows", "A")
    office.type(Letters, 0, issuer="统筹办、督查办")
    answer = office.run("write", "督办函", "--rows", "A", "--issue")
    assert answer.data["files"][0]["number"] == "甬统办〔2022〕1号"
    assert office.row(Letters)["issuer"] == "统筹办、督查办"


def test_an_issuer_that_nobody_knows_is_told_of(office: Office) -> None:
    opened(office, letters=[REMINDED | {"issuer": "统筹办、无此办"}]).run("recalc")
    assert any("机关简称“无此办”不在发文机关中" in line for line in office.findings())


def test_home_issuers_joined_are_known(office: Office) -> None:
    opened(office, settings={"home_issuer": "统筹办、督查办"}).run("recalc")
    assert not [line for line in office.findings() if "本机关" in line]
    opened(office, settings={"home_issuer": "统筹办、无此办"}).run("recalc")
    assert [line for line in office.findings() if "本机关“统筹办、无此办”在发文机关中没有" in line]


def test_a_classified_draft_cannot_be_issued_without_its_copy_numbers(office: Office) -> None:
    opened(office).run("write", "督办函", "--rows", "A")
    office.type(Letters, 0, secrecy="秘密", urgency="特急")
    answer = office.run("write", "督办函", "--rows", "A", "--issue", code=3)
    assert "份号" in answer.data["error"]["what"]
    office.type(Letters, 0, copy_number="000003")
    assert office.run("write", "督办函", "--rows", "A", "--issue").data["files"][0]["number"]


# --- 专项督查、复盘、挂牌、攻坚 -----------------------------------------------------------------


def test_an_inspection_notice_takes_its_day_from_the_inspections_planned(office: Office) -> None:
    planned = dict(type="专项督查", code="A")
    inspections = [
        dict(planned, number="D1", held_on=day(9, 1)),
        dict(planned, number="D2", held_on=day(10, 20)),
        dict(planned, number="D3", held_on=day(10, 12), code="B"),
    ]
    opened(office, ladder=[*LADDER[:2], *TWICE_LIT], inspections=inspections)
    text = one(office, "专项督查通知")
    assert "督查时间：2022年10月20日。" in text
    assert "1|A项目|2|8月黄灯，9月红灯|红灯|50.00%|-25.00" in text


def test_an_inspection_that_nobody_planned_is_asked_for(office: Office) -> None:
    answer = opened(office, ladder=[*LADDER[:2], *TWICE_LIT]).run("write", "专项督查通知")
    assert "督查时间" in [finding["missing"] for finding in answer.data["findings"]]
    assert "请先登记一行，类型填专项督查，督查日期填督查那天。" in answer.said


def test_a_report_goes_to_the_body_that_the_office_is_of(office: Office) -> None:
    bodies = [dict(body="重大项目领导小组", role="组长", person="陈某")]
    opened(office, ladder=[*LADDER[:2], *TWICE_LIT], organisation=bodies, letters=[REMINDED])
    answer = office.run("write", "复盘报告", "--issue")
    (file,) = answer.data["files"]
    assert (file["addressee"], file["number"]) == ("甬东区重大项目领导小组", "甬督办〔2022〕1号")
    (text,) = written(answer)
    assert "签发人：孙某" in text and "特此报告。" in text
    assert "责任单位到期没有反馈" in text
    assert (file["rows"], office.row(Letters, kind="复盘报告")["unit"]) == (["项目清单!A"], None)


def test_a_report_does_not_end_the_waiting_for_the_inspected_unit(office: Office) -> None:
    bodies = [dict(body="重大项目领导小组", role="组长", person="陈某")]
    inspections = [dict(number="D1", type="专项督查", code="A", held_on=day(10, 20))]
    opened(office, ladder=[*LADDER[:2], *TWICE_LIT], organisation=bodies, inspections=inspections)
    office.run("write", "专项督查通知", "--rows", "A", "--issue")
    office.run("write", "复盘报告", "--rows", "A", "--issue")
    row = office.row(Projects, code="A")
    assert row["letters_sent"] == "专项督查通知（甬督办〔2022〕1号）、复盘报告（甬督办〔2022〕2号）"
    assert row["suggestion"] is None


def test_a_report_goes_to_the_one_superior_of_the_list_of_units(office: Office) -> None:
    opened(office, ladder=[*LADDER[:2], *TWICE_LIT], units=units(市发改委="上级"))
    assert office.run("write", "复盘报告").data["files"][0]["addressee"] == "甬东区市发改委"
    opened(office, ladder=[*LADDER[:2], *TWICE_LIT], units=units(市发改委="上级", 市政府="上级"))
    answer = office.run("write", "复盘报告")
    assert "主送机关" in [finding["missing"] for finding in answer.data["findings"]]
    assert "不是正好一个" in answer.said


def test_a_report_leaves_out_what_asks_for_a_decision(office: Office) -> None:
    progress = reports("A", [1000] * 6 + [0] * 3, next_steps="倒排工期。请区政府批准追加投资。")
    opened(office, ladder=[*LADDER[:2], *TWICE_LIT], monthly_progress=progress)
    answer = office.run("write", "复盘报告")
    assert "追加投资" not in written(answer)[0] and "倒排工期" in written(answer)[0]
    assert "A项目：“请区政府批准追加投资”是请示事项，报告不得夹带请示" in answer.said


def test_a_board_notice_knows_what_stands_on_the_board(office: Office) -> None:
    inspections = [dict(number="D1", type="挂牌督办", code="A", held_on=day(9, 2), listed_on=day(9, 2))]
    opened(office, inspections=inspections)
    assert "|周某|2022年9月2日|2022年10月31日" in one(office, "挂牌督办通知", "--rows", "A")


def test_a_light_notice_is_numbered_apart_from_documents(office: Office) -> None:
    answer = opened(office).run("write", "亮灯告知单", "--issue")
    assert answer.data["files"][0]["number"] == "亮灯告知单〔2022〕1号"
    assert office.row(Letters)["reply_due"] == on(10, 13)


def test_a_campaign_plan_has_months_nodes_people_and_steps(office: Office) -> None:
    opened(office, **MATTERS)
    answer = office.run("write", "攻坚方案", "--rows", "A")
    (text,) = written(answer)
    assert "关于印发《A项目2022年攻坚方案》的通知" in text.replace("\n", "")
    assert "9月|9000|主体封顶|验收合格|甲镇|周某|2022年9月28日" in text
    assert "12月|12000|—|—|—|—|—" in text
    assert "牵头单位|甲镇|周某|—|—" in text and "配合单位|乙局|—|—|—" in text
    assert "要素保障配合|乙局|王某|办理临时用地|2022年9月28日" in text
    assert "针对“征迁未完成”，尽快研究解决（甲镇负责，原定2022年9月20日前办结，已逾期）。" in text
    assert answer.data["files"][0]["addressee"] == "甬东区甲镇、甬东区乙局"
