"""只能按主键认的行：a workbook without the 行标识 that were sent still has its conflicts settled."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
from support.office import Office
from support.packages import UNITS
from support.returns import fill, split

from addin.schema import Conflicts, MonthlyProgress, Projects, Submissions
from addin.schema.base import Column

DONE = MonthlyProgress.month_done
HOUSING = UNITS[0]
SEPTEMBER = dt.datetime(2022, 9, 1)


def choose(office: Office, choice: str) -> None:
    for place, row in enumerate(office.rows(Conflicts)):
        if row["handled_at"] is None:
            office.type(Conflicts, place, choice=choice)


def undone(office: Office, tmp_path: Path, *edits: tuple[int, Column, object]) -> Path:
    """市住建局's return of a split that was undone meanwhile."""
    package = split(office, tmp_path / "发件")[HOUSING]
    office.run("undo")
    assert all(row["row_id"] is None for row in office.rows(MonthlyProgress))
    return fill(package, tmp_path / "回.xlsx", [(MonthlyProgress, *edit) for edit in edits])


def test_a_conflict_is_shown_with_its_cell_and_the_choice_is_written(office: Office, tmp_path: Path) -> None:
    back = undone(office, tmp_path, (0, DONE, 130.0))
    office.type(MonthlyProgress, 0, month_done=125.0)
    office.run("collect", back, "--apply")
    (row,) = office.rows(Conflicts)
    assert row["master_value"].startswith("125\n（月度进度!")
    choose(office, "采用返回值")
    data = office.run("resolve").data
    assert (data["counts"]["采用返回值"], data["written"]) == (1, 1)
    assert office.row(MonthlyProgress, code="A-01", month=SEPTEMBER)["month_done"] == 130.0


def test_a_conflict_that_moved_meanwhile_is_listed_anew_not_written(office: Office, tmp_path: Path) -> None:
    back = undone(office, tmp_path, (0, DONE, 130.0))
    office.type(MonthlyProgress, 0, month_done=125.0)
    office.run("collect", back, "--apply")
    choose(office, "采用返回值")
    office.type(MonthlyProgress, 0, month_done=127.0)
    assert office.run("resolve").data["counts"]["重新列出"] == 1
    assert office.row(MonthlyProgress, code="A-01", month=SEPTEMBER)["month_done"] == 127.0


def test_a_row_that_is_gone_takes_the_value_once_it_is_there_again(office: Office, tmp_path: Path) -> None:
    back = undone(office, tmp_path, (1, DONE, 66.5))
    office.run("collect", back, "--apply")
    choose(office, "采用返回值")
    assert office.run("resolve").data["counts"]["未能处理"] == 1
    office.run("split", "--out", tmp_path / "又发")  # brings the row back, under another 行标识
    assert office.run("resolve").data["counts"]["采用返回值"] == 1
    assert office.row(MonthlyProgress, code="A-02", month=SEPTEMBER)["month_done"] == 66.5


def test_blanks_are_counted_on_rows_known_by_key(office: Office, tmp_path: Path) -> None:
    back = undone(office, tmp_path, (0, DONE, None))
    office.type(MonthlyProgress, 0, month_done=None)
    office.run("collect", back, "--apply")
    assert office.row(Submissions, unit=HOUSING, month=SEPTEMBER)["blanks"] > 0


def test_a_table_without_row_ids_compared_with_a_workbook_without_any(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = Projects.title
    sheet.append([Projects.code.title, Projects.project_name.title, Projects.remarks.title])
    sheet.append(["A-02", "北门学校", "新备注"])
    sheet.append(["B-01", "西站枢纽", "新备注"])
    book.save(tmp_path / "抄的.xlsx")
    data = office.run("collect", tmp_path / "抄的.xlsx", "--apply").data
    assert (data["packages"][0]["state"], data["listed"]) == ("两方比对", 2)
    assert [row["row_key"] for row in office.rows(Conflicts)] == ["A-02", "B-01"]
    choose(office, "采用返回值")
    assert office.run("resolve").data["written"] == 2
    assert {row["code"]: row["remarks"] for row in office.rows(Projects)} == {
        "A-01": "甲备注", "A-02": "新备注", "B-01": "新备注", "C-01": None,
    }  # fmt: skip
