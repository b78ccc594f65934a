"""读回纪要的按钮：edited minutes shown before they are merged, and the way to what waits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from live_memory.memory_program import MemoryProgram
from support.clicks import Person, click
from support.minutes_desk import CONTENT, ONE, TWO, Minutes
from support.office import Office

from addin.live.book import LiveBook
from addin.live.undo import LiveBooks
from addin.ribbon import exchange_actions
from addin.schema import Resolutions

OVER = "完成全部征迁"


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_actions, "find_libreoffice", lambda: None)


@pytest.fixture
def edited(office: Office) -> Path:
    """One 议定内容 typed over."""
    document = Minutes(office.path.parent / "纪要.docx")
    document.type(ONE, "content", OVER)
    return document.save(office.path.parent / "改过.docx")


def test_changes_are_shown_and_merged_after_a_yes(office: Office, edited: Path) -> None:
    person = click("readback", office.path, Person(picks=[edited], agrees=[True, False]))
    asked, preview, done = person.boxes
    assert asked == "选择改过的会议纪要（.docx）"
    assert preview.splitlines()[0] == "1份纪要：要写入1格，要人处理0条。"
    assert f"  议定内容：{CONTENT} → {OVER}" in preview.splitlines()
    assert preview.endswith("\n\n要并进台账吗？")
    assert done == (
        "已并入“议定事项”：写入1格。需要退回时点“撤销”。\n\n亮灯、校核等已重算，要看“校核清单”吗？"
    )
    assert office.row(Resolutions, number=ONE)["resolution"] == OVER


def test_a_no_leaves_the_ledger_as_it_was(office: Office, edited: Path) -> None:
    before = office.path.read_bytes()
    click("readback", office.path, Person(picks=[edited], agrees=[False]))
    assert office.path.read_bytes() == before


def test_a_new_item_waits_for_a_person_who_is_led_there(office: Office) -> None:
    document = Minutes(office.path.parent / "纪要.docx")
    document.fill(document.copy_row(TWO), "", "B项目", "补充事项", "乙局", "", "2022年12月1日")
    file = document.save(office.path.parent / "改过.docx")
    person = click("readback", office.path, Person(picks=[file], agrees=[True, True]))
    assert "  新的议定事项1条，要人确认后才进台账。" in person.boxes[1].splitlines()
    assert "1条列在“冲突处理”" in person.boxes[2]
    assert person.boxes[2].endswith("“冲突处理”里共有1条等着选。\n\n要到“冲突处理”吗？")
    assert person.went_to == ["冲突处理"]


def test_other_words_are_counted_and_with_nothing_to_merge_nothing_is_asked(office: Office) -> None:
    document = Minutes(office.path.parent / "纪要.docx")
    document.all("t", document.paragraph("压实责任"))[0].text = "压紧压实责任"
    file = document.save(office.path.parent / "改过.docx")
    person = click("readback", office.path, Person(picks=[file]))
    assert person.asked == 0
    assert "  表以外的文字有1处不同，不进台账。" in person.boxes[1].splitlines()
    assert person.boxes[1].endswith("没有要并入的内容，台账保持原样。")


def test_a_document_refused_keeps_no_other_back(office: Office, edited: Path) -> None:
    bad = edited.with_name("坏.docx")
    bad.write_bytes(b"PK\x03\x04")
    person = click("readback", office.path, Person(picks=[bad, edited], agrees=[True, False]))
    assert any(line.startswith("坏.docx：不收。") for line in person.boxes[1].splitlines())
    assert "不收的1个各存了一份在“台账.隔离”文件夹" in person.boxes[2]
    assert office.row(Resolutions, number=ONE)["resolution"] == OVER


def test_older_documents_are_taken_where_libreoffice_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_actions, "find_libreoffice", lambda: Path("/usr/bin/soffice"))
    person = click("readback", office.path, Person(picks=[]))
    assert person.boxes == ["选择改过的会议纪要（.docx、.doc、.odt、.rtf）"]


def test_into_an_open_workbook_and_once_more_where_it_was_not_saved(office: Office, edited: Path) -> None:
    file = office.path.read_bytes()
    for _ in range(2):
        program = MemoryProgram(office.path)
        person = click(
            "readback", office.path, Person(picks=[edited], agrees=[True]), books=LiveBooks(program)
        )
        assert person.boxes[2].startswith("已并入“议定事项”：写入1格。")
        cells = LiveBook(program).read(Resolutions)
        assert cells is not None and cells.values["resolution"][0] == OVER
    assert office.path.read_bytes() == file


def test_the_same_minutes_again_have_nothing_new(office: Office, edited: Path) -> None:
    click("readback", office.path, Person(picks=[edited], agrees=[True]))
    copy = Path(shutil.copy(edited, edited.with_name("再来.docx")))
    assert click("readback", office.path, Person(picks=[copy])).asked == 0
