"""议程命令：nothing is written without --apply, one save with it, and what it cannot do without."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from support.desk import Desk
from support.office import Office

from addin.schema import IssueMoves, Journal, Meetings

PROJECTS = [
    dict(code="A", project_name="甲大道", stage="在建", responsible_units="甲镇", total_investment=50000)
]
ISSUES = [
    dict(
        number="W-1",
        code="A",
        tier="一周例会",
        description="管线迁改",
        special_tags="涉铁",
        due_on="2022-09-30",
    )
]


@pytest.fixture
def office(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Office:
    return Office(Desk(capsys), tmp_path / "台账.xlsx").opens(
        settings={"tier_scheme": "北仑"}, projects=PROJECTS, issues=ISSUES
    )


def test_without_apply_the_file_stays_as_it_is_and_the_agenda_is_said(office: Office) -> None:
    before = office.path.read_bytes()
    code, said, _ = office.desk.say(
        "agenda", office.path, "--tier", "半月协调", "--today", "2022-10-08", "--date", "2022-10-12"
    )
    assert code == 0
    assert said.splitlines() == [
        "半月协调，2022年10月12日：议题1件（涉铁1件）。",
        "1. 甲大道：管线迁改（应上提，逾期8天，达到上提逾期天数7天，涉铁）",
        "没有写入；加 --apply 写入会议1次、新议题1件、上提问题1件。",
    ]
    assert office.path.read_bytes() == before
    answer = office.run("agenda", "--tier", "半月协调")
    assert (answer.data["applied"], answer.data["rows"], answer.data["date"]) == (False, 4, "2022-10-08")


def test_it_is_one_save_with_one_line_in_the_journal_and_the_second_saves_nothing(office: Office) -> None:
    answer = office.run("agenda", "--tier", "半月协调", "--apply")
    assert (answer.data["applied"], answer.data["rows"]) == (True, 4)
    journal = office.rows(Journal)
    assert [(row["operation"], row["rows"]) for row in journal] == [("会议议程：半月协调2022-10-08", 4)]
    after = office.path.read_bytes()
    _, said, _ = office.desk.say(
        "agenda", office.path, "--tier", "半月协调", "--today", "2022-10-08", "--apply"
    )
    assert said.splitlines()[-1] == "台账里都已有，没有要写入的。"
    assert office.path.read_bytes() == after


def test_a_workbook_without_the_sheet_it_writes_to_is_refused(office: Office) -> None:
    book = openpyxl.load_workbook(office.path)
    del book[IssueMoves.title]
    book.save(office.path)
    listed = office.run("agenda", "--tier", "半月协调")
    assert len(listed.data["topics"]) == 1
    refused = office.run("agenda", "--tier", "半月协调", "--apply", code=3)
    assert "没有“问题流转”工作表" in refused.said
    assert office.rows(Meetings) == []


def test_a_scheme_without_tiers_says_where_they_belong(office: Office) -> None:
    office.opens(settings={"tier_scheme": "无此方案"}, projects=PROJECTS)
    refused = office.run("agenda", "--tier", "例会", code=2)
    assert "会商机制的方案“无此方案”中没有“例会”。请先在“会商机制”填写该方案的层级" in refused.said
