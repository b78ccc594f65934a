"""会议纪要。"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.facts import ISSUER, TOPIC, minutes, resolution

from docgen.blocks import Composition, Heading, Layout, Table
from docgen.documents import compose
from docgen.documents.minutes import (
    cell_bookmarks,
    conclusion_sentence,
    heard,
    minutes_title,
    session_text,
)


def write(**changes: object) -> Composition:
    return compose("会议纪要", minutes(**changes))


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if not isinstance(block, Table))


def parts(composition: Composition) -> list[str]:
    return [block.text for block in composition.body if isinstance(block, Heading)]


def resolutions(composition: Composition) -> Table:
    return next(block for block in composition.body if isinstance(block, Table))


def test_minutes_have_a_mark_a_session_and_no_missing_facts() -> None:
    written = write()
    assert (written.layout, written.mark) == (Layout.MINUTES, "重大项目月度会商会议纪要")
    assert (written.number, written.title) == ("第6期", "2022年第6次重大项目月度会商会议纪要")
    assert written.missing == ()


def test_the_opening_gives_time_host_place_and_what_was_heard() -> None:
    assert body(write()).startswith(
        "2022年10月9日14时30分，常务副区长陈某某在区行政中心301会议室主持召开2022年第6次重大项目月度会商会议，"
        "听取区体育中心项目推进情况的汇报，研究有关问题。现将会议主要情况和议定事项纪要如下："
    )


def test_the_parts_follow_from_what_there_is() -> None:
    assert parts(write()) == ["一、总体情况", "二、议题研究情况", "三、议定事项", "四、工作要求"]
    assert parts(write(totals=None, lights=(), requirements=None)) == ["一、议题研究情况", "二、议定事项"]


def test_the_meeting_points_out_the_state_of_the_projects() -> None:
    text = body(write())
    assert "会议指出，截至2022年9月30日，重大项目共68个，2022年度计划投资456789万元" in text
    assert "其中，绿灯60个、黄灯1个、红灯1个，不亮灯（灰）6个。" in text


def test_a_topic_is_told_in_the_third_person() -> None:
    assert (
        "（一）区体育中心。会议听取区住建局的汇报。进展情况：主体结构完成60%。提请研究的问题：剩余3户征迁。"
        "会议议定，于10月底前完成征迁。"
    ) in body(write())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("于10月底前完成", "会议议定，于10月底前完成"),
        ("同意列入预算", "会议同意列入预算"),
        ("原则同意该方案", "会议原则同意该方案"),
        ("会议要求加快进度", "会议要求加快进度"),
    ],
)
def test_a_conclusion_that_already_says_who_decided_stands_as_typed(typed: str, printed: str) -> None:
    assert conclusion_sentence(typed) == printed


def test_more_than_three_projects_heard_are_counted() -> None:
    topics = [replace(TOPIC, project=name) for name in ("甲", "乙", "丙", "丁", "甲")]
    assert heard(topics) == "甲、乙、丙等4个项目推进情况的汇报"
    assert heard(topics[:2]) == "甲、乙项目推进情况的汇报"
    assert heard([replace(TOPIC, project="滨海大道改造工程")]) == "滨海大道改造工程推进情况的汇报"
    assert heard([replace(TOPIC, project=None)]) == ""


def test_requirements_on_several_lines_are_numbered_anew() -> None:
    text = body(write(requirements="一、压实责任。\n2、按期完成\n（三）跟踪督办；"))
    assert text.endswith("会议要求：\n1.压实责任。\n2.按期完成。\n3.跟踪督办。")
    assert body(write(requirements="抓紧落实。")).endswith("会议要求，抓紧落实。")


def test_resolutions_are_a_table_with_visible_numbers_as_typed() -> None:
    table = resolutions(write())
    titles = [column.title for column in table.columns]
    assert titles == ["编号", "项目", "议定内容", "责任单位", "配合单位", "解决时限"]
    assert table.rows == (
        ("2022-6-1", "区体育中心", "完成剩余3户征迁。", "区住建局", "东街道、区资规局", "2022年10月31日"),
    )


def test_a_resolution_without_a_row_id_has_no_bookmarks() -> None:
    assert cell_bookmarks("") == ("",) * 6


def test_every_cell_of_a_resolution_has_its_bookmark() -> None:
    table = resolutions(write(resolutions=(resolution("R7"),)))
    assert table.bookmarks == (
        ("cp_R7_number", "cp_R7_project", "cp_R7_content", "cp_R7_responsible", "cp_R7_support", "cp_R7_due"),
    )


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=20, unique=True))
def test_bookmarks_are_short_ascii_and_never_shared(row_ids: list[str]) -> None:
    marks = [mark for row_id in row_ids for mark in cell_bookmarks(row_id)]
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", mark) for mark in marks)
    assert len(set(marks)) == len(marks)


def test_missing_parts_of_a_resolution_show_in_its_cells() -> None:
    bare = resolution(project=None, content=" ", responsible=(), supporting=(), due_on=None)
    written = write(resolutions=(bare,))
    assert resolutions(written).rows[0][1] == "—"
    assert resolutions(written).rows[0][4] == "—"
    assert written.missing == ("2022-6-1议定内容", "2022-6-1责任单位", "2022-6-1解决时限")


def test_attendance_lists_who_came_who_was_excused_and_who_sat_in() -> None:
    assert [(group.label, group.people) for group in write().attendance] == [
        ("出席", ("区政府陈某某", "区住建局王某某")),
        ("请假", ("区水利局赵某某",)),
        ("列席", ("区交投集团孙某某",)),
        ("记录", ("周某",)),
    ]
    assert [group.label for group in write(on_leave=(), attending=(), recorder=None).attendance] == ["出席"]


def test_minutes_without_anybody_present_ask_for_them() -> None:
    assert write(present=()).missing == ("出席人员",)


@pytest.mark.parametrize(
    ("meeting", "title"),
    [
        ("第6次月度会商会议", "第6次月度会商会议纪要"),
        ("周调度会", "周调度会纪要"),
        ("双月会商", "双月会商会议纪要"),
        ("专题会议纪要", "专题会议纪要"),
        (None, "【待填：会议名称】纪要"),
    ],
)
def test_the_title_says_meeting_once(meeting: str | None, title: str) -> None:
    assert minutes_title(meeting) == title


def test_a_session_that_is_only_a_number_is_written_out() -> None:
    assert [session_text(text) for text in ("6", "06", "第6期", "〔2022〕6号", None)] == [
        "第6期",
        "第6期",
        "第6期",
        "〔2022〕6号",
        "",
    ]


def test_without_a_session_the_document_number_stands_in_its_place() -> None:
    assert write(session=None).number == "甬重办〔2022〕12号"
    header = replace(minutes().header, number=None)
    assert write(session=None, header=header).missing == ("期次",)


def test_a_mark_that_already_says_minutes_is_left() -> None:
    issuer = replace(ISSUER, mark="甬东区重大项目会商纪要")
    assert write(header=replace(minutes().header, issuer=issuer)).mark == "甬东区重大项目会商纪要"
