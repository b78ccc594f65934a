"""文书的按钮：which rows become which documents, numbers for drafts, and Word documents looked over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest
from support.clicks import Person, click
from support.desk import change, rows

from addin.schema import Letters, Projects, Units
from docgen.documents import DOCUMENTS


def letters(path: Path) -> list[tuple[object, ...]]:
    names = ("kind", "unit", "rows", "document_number", "state")
    return [tuple(row[name] for name in names) for row in rows(path, Letters)]


def test_a_selected_project_gets_its_letter_and_the_person_is_offered_to_read_it(book: Path) -> None:
    person = click("reminder", book, Person(selects=("项目清单", 4), agrees=[True]))
    assert person.boxes == [
        "已写1件（拟稿），在“文书”文件夹：\n提醒函_甲镇_拟稿.docx\n待填：提醒函_甲镇_拟稿.docx：成文日期\n\n现在打开看吗？"
    ]
    assert person.opened == [book.parent / "文书" / "提醒函_甲镇_拟稿.docx"]
    assert letters(book) == [("提醒函", "甲镇", "项目清单!A", None, "拟稿")]


def test_several_letters_offer_their_folder(book: Path) -> None:
    person = click("supervision_letter", book, Person(selects=("项目清单", 4, 5), agrees=[True]))
    (text,) = person.boxes
    assert text.splitlines()[:3] == [
        "已写2件（拟稿），在“文书”文件夹：",
        "督办函_甲镇_拟稿.docx",
        "督办函_乙局_拟稿.docx",
    ]
    assert text.endswith("\n\n要打开“文书”文件夹吗？")
    assert person.opened == [book.parent / "文书"]


def test_rows_of_another_sheet_that_the_kind_reads_are_named_with_their_sheet(book: Path) -> None:
    click("supervision_letter", book, Person(selects=("问题清单", 4)))
    click("supervision_letter", book, Person(selects=("节点计划", 4)))
    assert letters(book) == [
        ("督办函", "甲镇", "问题清单!W1", None, "拟稿"),
        ("督办函", "甲镇", "节点计划!A/1", None, "拟稿"),
    ]


def test_what_the_unit_is_to_this_body_changes_the_letter_and_is_told(book: Path) -> None:
    change(book, Units, 4, "relation", "下级")
    person = click("supervision_letter", book, Person(selects=("项目清单", 4)))
    assert "甲镇是本机关的下级，督办函改为督办通知。" in person.boxes[0].splitlines()
    assert letters(book)[0][:2] == ("督办通知", "甲镇")


def test_from_the_first_sheet_the_rows_that_are_due_are_written_after_a_yes(book: Path) -> None:
    sheets = "“项目清单”、“节点计划”、“问题清单”、“责任清单”、“议定事项”"
    question = f"没有在{sheets}选中行。要把台账里现在该写督办函的行都写成拟稿吗？"
    assert click("supervision_letter", book, Person(agrees=[False])).boxes == [question]
    assert letters(book) == []
    person = click("supervision_letter", book, Person(agrees=[True, False]))
    assert person.boxes[0] == question
    assert person.boxes[1].startswith("已写2件（拟稿），在“文书”文件夹：\n督办函_甲镇_拟稿.docx")


def test_where_no_row_is_due_that_is_said(book: Path) -> None:
    person = click("more", book, Person(chooses="集中开工通报", agrees=[True]))
    assert person.boxes[1:] == [
        "没有在“活动日程”选中行。要把台账里现在该写集中开工通报的行都写成拟稿吗？",
        "2022年9月没有要写集中开工通报的行。",
    ]


def test_the_circular_of_the_month_needs_no_rows(book: Path) -> None:
    person = click("circular", book, Person(), dt.date(2022, 8, 1))
    assert person.boxes[0].splitlines()[1] == "推进通报_2022年8月_拟稿.docx"


def test_the_invitation_is_for_the_next_meeting_of_the_tier_selected(book: Path) -> None:
    for selects in (("会商日历", 4), ("会商会议", 5)):
        person = click("meeting_notice", book, Person(selects=selects), dt.date(2022, 8, 1))
        assert person.boxes[0].splitlines()[1] == "会议通知_HY-2_拟稿.docx"
    assert letters(book) == [("会议通知", None, "会商会议!HY-2", None, "拟稿")]


def test_the_minutes_are_of_the_last_meeting_of_the_tier_selected(book: Path) -> None:
    for selects in (("会商日历", 4), ("会商会议", 4)):
        person = click("minutes", book, Person(selects=selects))
        assert person.boxes[0].splitlines()[1] == "会议纪要_HY-1_拟稿.docx"


def test_without_a_meeting_selected_the_person_agrees_to_the_one_that_is_meant(book: Path) -> None:
    minutes = click("minutes", book, Person(agrees=[False]))
    assert minutes.boxes == [
        "没有选中会议。要写最近开过的那次会（一周例会，2022年9月28日，编号HY-1）的会议纪要吗？"
    ]
    notice = click("meeting_notice", book, Person(agrees=[True, False]))
    assert notice.boxes[0] == (
        "没有选中会议。要写下一次要开的那次会（一周例会，2022年10月12日，编号HY-2）的会议通知吗？"
    )
    assert notice.boxes[1].splitlines()[1] == "会议通知_HY-2_拟稿.docx"


def test_a_tier_without_such_a_meeting_is_told_what_to_do(book: Path) -> None:
    notice = click("meeting_notice", book, Person(selects=("会商日历", 5)))
    assert notice.boxes == ["会商会议：“半月协调”没有登记还没开的会。请先点“议程”排好会议，再写会议通知。"]
    minutes = click("minutes", book, Person(selects=("会商日历", 5)))
    assert minutes.boxes == ["会商会议：“半月协调”没有开过的会。请先在“会商会议”登记。"]


@pytest.mark.parametrize(
    ("front", "first"),
    [
        ("问题清单", ["提醒函", "督办函", "督办通知", "交办单", "销号单", "提请协调函"]),
        ("排名榜", ["排名通报", "表扬通报"]),
        ("会商日历", ["会议纪要", "会议通知", "汇报材料"]),
    ],
)
def test_the_kinds_that_fit_the_sheet_in_front_come_first(book: Path, front: str, first: list[str]) -> None:
    person = click("more", book, Person(selects=(front, 4), chooses=None))
    assert person.boxes == ["写哪种文书？"]
    assert person.offered[: len(first)] == first
    assert sorted(person.offered) == sorted(DOCUMENTS)


def test_a_kind_chosen_takes_the_selected_rows_where_they_fit(book: Path) -> None:
    person = click("more", book, Person(selects=("问题清单", 4), chooses="交办单"))
    assert person.boxes[1].splitlines()[1] == "交办单_甲镇_W1_拟稿.docx"
    ranked = click("more", book, Person(selects=("排名榜", 4), chooses="排名通报"))
    assert ranked.boxes[1].splitlines()[1] == "排名通报_2022年9月_拟稿.docx"
    briefing = click("more", book, Person(selects=("项目清单", 4), chooses="汇报材料"))
    assert briefing.boxes[1].splitlines()[1] == "汇报材料_双月会商2022-10-08_拟稿.docx"


def test_drafts_are_numbered_one_by_one_and_one_that_cannot_go_out_keeps_none_back(book: Path) -> None:
    click(
        "reminder", book, Person(selects=("项目清单", 4, 5))
    )  # B is green: its reason is still to be filled in
    click("supervision_letter", book, Person(selects=("问题清单", 4)))
    person = click("issue", book, Person(selects=("发文登记", 3, 4, 5, 6), agrees=[True]))
    assert person.boxes == [
        "已编号登记2件：\n甬统办函〔2022〕1号　提醒函（甲镇）\n甬督办函〔2022〕1号　督办函（甲镇）\n"
        "没有编号1件：\n提醒函（乙局）：提醒函_乙局_甬统办函〔2022〕2号.docx：还有没填的内容：B项目亮灯原因。"
        "请在台账补填后再编号登记。\n\n要打开“文书”文件夹吗？"
    ]
    assert letters(book) == [
        ("提醒函", "甲镇", "项目清单!A", "甬统办函〔2022〕1号", "已发"),
        ("提醒函", "乙局", "项目清单!B", None, "拟稿"),
        ("督办函", "甲镇", "问题清单!W1", "甬督办函〔2022〕1号", "已发"),
    ]
    assert {"亮灯台账：编号登记 0/3…", "亮灯台账：编号登记 3/3…"} <= set(person.bar)


def test_a_draft_of_another_month_is_numbered_for_its_own_month(book: Path) -> None:
    early = dt.date(2022, 9, 8)
    click("reminder", book, Person(selects=("项目清单", 4)), dt.date(2022, 8, 1), today=early)
    person = click("issue", book, Person(selects=("发文登记", 4)), dt.date(2022, 9, 1), today=early)
    assert person.boxes[0].splitlines()[:2] == ["已编号登记1件：", "甬统办函〔2022〕1号　提醒函（甲镇）"]
    (row,) = rows(book, Letters)
    assert (row["month"], row["state"]) == (dt.datetime(2022, 8, 1), "已发")


def test_rows_already_out_are_left_alone_and_a_draft_that_names_no_rows_is_not_guessed_at(book: Path) -> None:
    click("reminder", book, Person(selects=("项目清单", 4)))
    click("issue", book, Person(selects=("发文登记", 4)))
    assert click("issue", book, Person(selects=("发文登记", 4))).boxes == [
        "工作表“发文登记”：选中的行里没有“状态”是“拟稿”的。请选中要编号的拟稿，选一格就算一行。"
    ]
    click("supervision_letter", book, Person(selects=("问题清单", 4)))
    change(book, Letters, 5, "rows", None)
    assert click("issue", book, Person(selects=("发文登记", 4, 5))).boxes == [
        "没有编号1件：\n督办函（甲镇）：发文登记!第5行：没有填好“关联编号”，不知道这件督办函写的是哪些行。"
        "请重新写一次拟稿，再编号登记。\n另有1行不是拟稿，没有动。"
    ]


def test_a_meeting_and_its_minutes_are_numbered_by_the_meeting_on_the_draft(book: Path) -> None:
    click("minutes", book, Person(selects=("会商会议", 4)))
    (text,) = click("issue", book, Person(selects=("发文登记", 4))).boxes
    assert text.startswith("没有编号1件：\n会议纪要：会议纪要_HY-1_")
    assert "还有没填的内容：主持人、会议地点、出席人员" in text


def test_the_same_letter_twice_is_refused_in_the_words_of_the_register(book: Path) -> None:
    click("reminder", book, Person(selects=("项目清单", 4)))
    click("issue", book, Person(selects=("发文登记", 4)))
    assert click("reminder", book, Person(selects=("项目清单", 4))).boxes == [
        "发文登记：提醒函（甲镇）：这些行的提醒函已经印发（甬统办函〔2022〕1号）。"
        "确需重发时，先把该行的“状态”改为“作废”。"
    ]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("各单位: 请于2022-9-30前报送.")
    document.save(str(tmp_path / "文.docx"))
    return tmp_path / "文.docx"


def test_a_document_looked_over_may_be_saved_mended_beside_it(book: Path, faulty: Path) -> None:
    before = faulty.read_bytes()
    person = click("lint", book, Person(picks=[faulty], agrees=[True, True]))
    asked, found, mended = person.boxes
    assert asked == "选择要体检的 Word 文档（.docx）"
    assert found.startswith("文.docx：错误")
    assert found.endswith("\n\n要另存改好的一份吗？有把握的才改，文字不改，原件不动。")
    assert "另存为 文（已校正）.docx。" in mended and mended.endswith("\n\n现在打开看吗？")
    assert person.opened == [faulty.with_name("文（已校正）.docx")]
    assert faulty.read_bytes() == before


def test_without_a_yes_no_mended_copy_is_made(book: Path, faulty: Path) -> None:
    click("lint", book, Person(picks=[faulty], agrees=[False]))
    assert [path.name for path in faulty.parent.glob("*.docx")] == ["文.docx"]


def test_a_sound_document_is_told_so_without_a_question(book: Path) -> None:
    click("reminder", book, Person(selects=("项目清单", 4)))
    sound = book.parent / "文书" / "提醒函_甲镇_拟稿.docx"
    person = click("lint", book, Person(picks=[sound]))
    assert person.boxes[1] == "提醒函_甲镇_拟稿.docx：没有发现问题"
    assert person.asked == 0


def test_a_copied_row_is_written_about_as_itself(book: Path) -> None:
    """Copying row 4 to row 6 brings its 行标识 along: the letter is about C all the same."""
    for name in ("row_id", "responsible_units", "stage", "year_plan"):
        change(book, Projects, 6, name, rows(book, Projects)[0][name])
    change(book, Projects, 6, "code", "C")
    change(book, Projects, 6, "project_name", "C项目")
    click("reminder", book, Person(selects=("项目清单", 6)))
    assert letters(book)[0][2] == "项目清单!C"
