"""lint 命令：what the command line says of files good, bad and unreadable."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.checked_documents import text, written
from support.desk import Desk

WRONG = text("甬重办〔2022〕12号", "甬重办[2022]12号")
CUSTOM = text("办法》《亮灯", "办法》、《亮灯")


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


def test_a_finding_names_file_clause_page_place_what_is_there_and_what_is_asked(
    tmp_path: Path, desk: Desk
) -> None:
    path = written(tmp_path / "通报.docx", "通报", WRONG)
    answer = desk.run("lint", path)
    assert answer.code == 0
    assert answer.data["findings"] == [
        {
            "file": str(path),
            "clause": "GB/T 9704-2012 7.2.5",
            "page": 1,
            "place": "第2段“甬重办[2022]12号”",
            "found": "发文字号的年份用了“[]”",
            "asked": "年份应用六角括号〔〕",
            "level": "错误",
        }
    ]


def test_a_person_reads_one_plain_sentence_a_finding(tmp_path: Path, desk: Desk) -> None:
    path = written(tmp_path / "通报.docx", "通报", WRONG)
    code, said, _ = desk.say("lint", path)
    assert code == 0
    assert said.splitlines() == [
        "通报.docx：错误1条，提示0条",
        "  错误：第1页第2段“甬重办[2022]12号”：发文字号的年份用了“[]”，年份应用六角括号〔〕（GB/T 9704-2012 7.2.5）。",
    ]


def test_a_clean_document_is_said_to_be_clean(tmp_path: Path, desk: Desk) -> None:
    code, said, _ = desk.say("lint", written(tmp_path / "通报.docx"))
    assert (code, said) == (0, "通报.docx：没有发现问题\n")


def test_strict_fails_for_an_error_and_not_for_a_custom(tmp_path: Path, desk: Desk) -> None:
    wrong = written(tmp_path / "错.docx", "通报", WRONG)
    custom = written(tmp_path / "惯例.docx", "通报", CUSTOM)
    assert desk.run("lint", wrong, "--strict").code == 1
    assert desk.run("lint", custom, "--strict").code == 0
    assert desk.run("lint", custom).data["findings"][0]["level"] == "提示"


def test_fix_writes_a_copy_says_what_it_changed_and_keeps_the_original(tmp_path: Path, desk: Desk) -> None:
    path = written(tmp_path / "通报.docx", "通报", WRONG)
    before = path.read_bytes()
    answer = desk.run("lint", path, "--fix", "--out", tmp_path / "校正")
    copy = tmp_path / "校正" / "通报（已校正）.docx"
    assert answer.data["findings"] == []
    (fixed,) = answer.data["fixed"]
    assert (fixed["path"], fixed["changes"][0]["found"]) == (str(copy), "发文字号的年份用了“[]”")
    assert path.read_bytes() == before
    assert desk.run("lint", copy, "--strict").data["findings"] == []


def test_what_cannot_be_fixed_stays_a_finding(tmp_path: Path, desk: Desk) -> None:
    path = written(tmp_path / "通报.docx", "通报", text("甬重办〔2022〕12号", "甬重办〔2022〕012号"))
    answer = desk.run("lint", path, "--fix", "--strict")
    assert answer.code == 1
    assert answer.data["fixed"][0]["path"] is None
    assert "012" in answer.data["findings"][0]["found"]


def test_unreadable_files_are_named_and_the_others_are_checked(tmp_path: Path, desk: Desk) -> None:
    good = written(tmp_path / "好.docx")
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    answer = desk.run("lint", bad, good, tmp_path / "没有.docx")
    assert answer.code == 4
    assert [Path(one["file"]).name for one in answer.data["refused"]] == ["坏.docx", "没有.docx"]
    assert "坏.docx：不是 Word 文档（.docx），或文件不完整。请换一个 .docx 文件。" in answer.said
    assert "没有.docx：读写不了（找不到文件）。" in answer.said


def test_where_no_file_can_be_read_the_command_gives_up_with_one_sentence(tmp_path: Path, desk: Desk) -> None:
    bad = tmp_path / "旧.docx"
    bad.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    answer = desk.run("lint", bad)
    assert answer.code == 3
    assert answer.data["error"]["what"] == "是加密的文件，或是旧格式（.doc）"
    assert desk.run("lint", bad, tmp_path / "没有.docx").code == 3


def test_out_without_fix_is_wrong_use(tmp_path: Path, desk: Desk) -> None:
    path = written(tmp_path / "通报.docx")
    assert desk.run("lint", path, "--out", tmp_path).code == 2
