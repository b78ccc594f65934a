"""resolve: two hundred choices in one pass, and what is left waits on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.desk import Desk, change
from support.office import Office
from support.packages import MONTH, SETTINGS, project
from support.returns import fill, split

from addin.schema import ChangeList, Conflicts, Issues, MonthlyProgress, Projects
from addin.workbook.closed_file import ClosedBook
from addin.workbook.port import Edits

COUNT = 200
UNIT = "市住建局"
DONE = MonthlyProgress.month_done


def choose(office: Office, **typed: list[Any]) -> None:
    """Type columns of 冲突处理, from its first row down, in one go."""
    book = ClosedBook.open(office.path)
    cells = book.read(Conflicts)
    assert cells is not None
    edits = Edits()
    for name, values in typed.items():
        edits.sheet(cells.tab).cells += [
            (int(row), cells.columns[name], value)
            for row, value in zip(cells.rows, values, strict=False)
            if value is not None
        ]
    book.save(edits, "选择")


@pytest.fixture
def crowded(desk: Desk, tmp_path: Path) -> Office:
    """Two hundred reports that office and unit filled in differently."""
    office = Office(desk, tmp_path / "台账.xlsx").opens(
        SETTINGS,
        units=[dict(unit=UNIT)],
        projects=[project(f"P{number:03d}", f"项目{number}", UNIT) for number in range(COUNT)],
        monthly_progress=[dict(code=f"P{number:03d}", month=MONTH) for number in range(COUNT)],
    )
    package = split(office, tmp_path / "发件")[UNIT]
    book = ClosedBook.open(office.path)
    cells = book.read(MonthlyProgress)
    assert cells is not None
    edits = Edits()
    edits.sheet(cells.tab).cells += [(int(row), cells.columns[DONE.name], 1.0) for row in cells.rows]
    book.save(edits, "填写")
    edited = [(MonthlyProgress, place, DONE, 2.0) for place in range(COUNT)]
    data = office.run("collect", fill(package, tmp_path / "回.xlsx", edited), "--apply").data
    assert data["packages"][0]["counts"]["冲突"] == COUNT
    return office


def done(office: Office) -> list[float]:
    return [row["month_done"] for row in office.rows(MonthlyProgress)]


def test_two_hundred_conflicts_are_resolved_in_one_pass_and_a_second_run_changes_nothing(
    crowded: Office,
) -> None:
    choices = ["采用返回值", "保留现值", "手工填写", "退回单位"] * (COUNT // 4)
    choose(crowded, choice=choices, manual_value=["9.5"] * COUNT, handled_by=["经办甲"] * COUNT)
    data = crowded.run("resolve").data
    assert data["counts"] == {
        "采用返回值": 50, "保留现值": 50, "手工填写": 50, "退回单位": 50, "重新列出": 0, "未能处理": 0, "未选择": 0,
    }  # fmt: skip
    assert data["written"] == 100
    assert done(crowded) == [2.0, 1.0, 9.5, 1.0] * 50
    rows = crowded.rows(Conflicts)
    assert len(rows) == COUNT and all(row["handled_at"] and row["handled_by"] == "经办甲" for row in rows)
    lines = list(
        openpyxl.load_workbook(data["slips"][0]).worksheets[0].iter_rows(min_row=3, values_only=True)
    )
    assert len(lines) == 50 and lines[0][6] == "请核对后重新填报"
    changes = [row for row in crowded.rows(ChangeList) if "冲突处理" in str(row["field"])]
    assert len(changes) == 100
    before = crowded.path.read_bytes()
    again = crowded.run("resolve").data
    assert (sum(again["counts"].values()), again["written"]) == (0, 0)
    assert crowded.path.read_bytes() == before


def test_what_has_no_choice_waits_on_and_stands_first(crowded: Office) -> None:
    choose(crowded, choice=["采用返回值"] * 3)
    assert crowded.run("resolve").data["counts"]["未选择"] == COUNT - 3
    rows = crowded.rows(Conflicts)
    assert [row["handled_at"] is None for row in rows] == [True] * (COUNT - 3) + [False] * 3
    assert [row["number"] for row in rows] == list(range(1, COUNT + 1))
    assert [row["project"] for row in rows[:2]] == ["P003", "P004"]


def test_a_value_that_moved_since_is_listed_anew(crowded: Office) -> None:
    choose(crowded, choice=["采用返回值"] * 2)
    change(crowded.path, MonthlyProgress, 4, DONE.name, 7.0)
    counts = crowded.run("resolve").data["counts"]
    assert (counts["重新列出"], counts["采用返回值"]) == (1, 1)
    assert done(crowded)[:3] == [7.0, 2.0, 1.0]
    first = crowded.rows(Conflicts)[0]
    assert (first["choice"], first["handled_at"]) == (None, None)
    assert str(first["master_value"]).startswith("7\n")


def test_undo_takes_a_resolution_back_whole(crowded: Office) -> None:
    choose(crowded, choice=["采用返回值"] * COUNT)
    before = crowded.path.read_bytes()
    crowded.run("resolve")
    crowded.run("undo")
    assert crowded.path.read_bytes() == before
    assert crowded.run("resolve").data["counts"]["采用返回值"] == COUNT
    assert done(crowded) == [2.0] * COUNT


def test_an_accepted_clearing_blanks_the_cell_and_an_accepted_row_is_added(
    office: Office, tmp_path: Path
) -> None:
    package = split(office, tmp_path / "发件")["东街街道"]
    book = openpyxl.load_workbook(package)
    sheet = book[Issues.title]
    titles = {one.value: one.column for one in sheet[4]}
    for title, value in (
        ("问题编号", "WT-9"),
        ("项目代码", "C-01"),
        ("问题描述", "新问题"),
        ("办理情况", "刚办"),
    ):
        sheet.cell(6, titles[title]).value = value
    back = tmp_path / "街道.xlsx"
    book.save(back)
    cleared = fill(
        tmp_path / "发件" / "CP202209-01_市住建局.xlsx",
        tmp_path / "住建.xlsx",
        [(MonthlyProgress, 0, DONE, None), (Projects, 0, Projects.remarks, None)],
    )
    data = office.run("collect", back, cleared, "--apply").data
    assert [one["counts"]["新增待确认"] for one in data["packages"]] == [1, 0]
    assert [one["counts"]["清空待确认"] for one in data["packages"]] == [0, 2]
    choose(office, choice=["采用返回值"] * 3)
    assert office.run("resolve").data["counts"]["采用返回值"] == 3
    report = office.row(MonthlyProgress, code="A-01", month=dt.datetime(2022, 9, 1))
    assert (report["month_done"], office.row(Projects, code="A-01")["remarks"]) == (None, None)
    added = office.row(Issues, number="WT-9")
    assert (added["description"], added["handling"], added["project_name"]) == ("新问题", "刚办", "东街改造")
    assert len(added["row_id"]) == 10
    again = fill(back, tmp_path / "街道又一份.xlsx", [(Issues, 1, Issues.handling, "办好了")])
    kinds = office.run("collect", again, "--apply").data["packages"][0]["counts"]
    assert (kinds["应用"], kinds["新增待确认"]) == (1, 0)
    assert [row["number"] for row in office.rows(Issues)] == ["WT-1", "WT-2", "WT-9"]
    assert office.row(Issues, number="WT-9")["handling"] == "办好了"


def test_a_choice_that_cannot_be_carried_out_says_why_and_waits(office: Office, tmp_path: Path) -> None:
    package = split(office, tmp_path / "发件")[UNIT]
    office.run(
        "collect", fill(package, tmp_path / "回.xlsx", [(MonthlyProgress, 0, DONE, "约三百")]), "--apply"
    )
    choose(office, choice=["采用返回值"])
    code, out, _ = office.desk.say("resolve", office.path, "--today", "2022-10-08")
    assert code == 0
    assert out.splitlines()[0] == "冲突处理：未能处理1条。"
    assert "第1条没有处理：返回值不能采用（本月完成投资“约三百”不是数字；改为以万元计的数字）" in out
    assert office.rows(Conflicts)[0]["handled_at"] is None


def test_with_nothing_to_resolve_nothing_is_written(office: Office) -> None:
    before = office.path.read_bytes()
    data = office.run("resolve").data
    assert sum(data["counts"].values()) == 0 and office.path.read_bytes() == before
