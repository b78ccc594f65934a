"""A sheet or a column is missing: what can be done is done, and nothing is lost or written twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from support.desk import Desk, change, height, rows

from addin.schema import (
    ChangeList,
    Column,
    Letters,
    LightLabels,
    LightRegister,
    MonthlyPlans,
    Parameters,
    Projects,
    Sheet,
    Submissions,
)


def without_sheet(path: Path, sheet: type[Sheet]) -> None:
    book = openpyxl.load_workbook(path)
    del book[sheet.title]
    book.save(path)


def without_column(path: Path, sheet: type[Sheet], column: Column) -> None:
    """The column's title is overwritten, as when somebody renames it."""
    change(path, sheet, 3, column.name, "别的列")


@pytest.mark.parametrize(
    ("sheet", "key"),
    [
        (LightRegister, LightRegister.code),
        (LightRegister, LightRegister.month),
        (Submissions, Submissions.unit),
        (Submissions, Submissions.month),
    ],
)
def test_a_register_without_its_key_gets_no_rows_however_often_it_is_computed(
    desk: Desk, ledger_file: Path, sheet: type[Sheet], key: Column
) -> None:
    without_column(ledger_file, sheet, key)
    before = height(ledger_file, sheet)
    for _ in range(2):
        assert desk.run("recalc", ledger_file).code == 0
    assert height(ledger_file, sheet) == before


@pytest.mark.parametrize("column", [Parameters.setting, Parameters.value])
def test_settings_without_a_column_are_all_at_their_defaults(
    desk: Desk, ledger_file: Path, column: Column
) -> None:
    without_column(ledger_file, Parameters, column)
    answer = desk.run("recalc", ledger_file)
    assert answer.code == 0
    assert answer.data["month"] == "2022-09"


def test_the_month_is_written_to_the_first_row_that_names_it_however_it_is_spelt(
    desk: Desk, ledger_file: Path
) -> None:
    settings = rows(ledger_file, Parameters)
    place = next(n for n, row in enumerate(settings) if row["setting"] == "统计月份")
    change(ledger_file, Parameters, 4 + place, "setting", "统计 月份")
    desk.run("recalc", ledger_file, "--month", "2022-08")
    after = rows(ledger_file, Parameters)
    assert len(after) == len(settings)
    assert after[place]["value"] == dt.datetime(2022, 8, 1)


def test_lights_are_counted_without_the_sheet_of_labels(desk: Desk, ledger_file: Path) -> None:
    usual = desk.run("recalc", ledger_file).data["lights"]
    without_sheet(ledger_file, LightLabels)
    answer = desk.run("recalc", ledger_file)
    assert answer.data["lights"] == usual
    assert sum(answer.data["lights"].values()) == answer.data["projects"]


@pytest.mark.parametrize(
    ("sheet", "arguments"),
    [
        (LightRegister, ("freeze", "--month", "2022-09")),
        (MonthlyPlans, ("rollover", "--year", "2023")),
        (Parameters, ("rollover", "--year", "2023")),
        (ChangeList, ("rollover", "--year", "2023")),
        (Letters, ("write", "提醒函", "--issue")),
    ],
)
def test_a_command_whose_result_would_be_lost_does_nothing(
    desk: Desk, ledger_file: Path, sheet: type[Sheet], arguments: tuple[str, ...]
) -> None:
    without_sheet(ledger_file, sheet)
    before = ledger_file.read_bytes()
    name, *options = arguments
    answer = desk.run(name, ledger_file, *options)
    assert answer.code == 3
    assert answer.data["error"]["what"] == f"没有“{sheet.title}”工作表"
    assert ledger_file.read_bytes() == before


@pytest.mark.parametrize("column", [Letters.serial, Letters.state, Letters.rows])
def test_no_number_is_allotted_where_the_register_could_not_keep_it(
    desk: Desk, ledger_file: Path, column: Column
) -> None:
    without_column(ledger_file, Letters, column)
    answer = desk.run("write", ledger_file, "提醒函", "--issue")
    assert answer.code == 3
    assert answer.data["error"]["what"] == f"没有“{column.title}”列"
    assert not list((ledger_file.parent / "文书").glob("*.docx"))


def test_every_command_takes_a_ledger_without_a_project(desk: Desk, tmp_path: Path) -> None:
    book = tmp_path / "新.xlsx"
    desk.run("new", book)
    for arguments in (
        ("recalc", "--month", "2022-09"), ("check",), ("rank",), ("freeze", "--month", "2022-09"),
        ("write", "通报"), ("write", "提醒函"),
    ):  # fmt: skip
        name, *options = arguments
        assert desk.run(name, book, *options).code == 0, arguments


def test_minutes_of_no_meeting_are_refused_with_what_to_do(desk: Desk, tmp_path: Path) -> None:
    book = tmp_path / "新.xlsx"
    desk.run("new", book)
    answer = desk.run("write", book, "会议纪要")
    assert answer.code == 2
    assert answer.data["error"]["what"] == "还没有开过的会议"


def test_a_month_before_the_first_plan_has_no_light_at_all(desk: Desk, ledger_file: Path) -> None:
    answer = desk.run("recalc", ledger_file, "--month", "2015-03")
    assert answer.code == 0
    assert answer.data["lights"] == {"绿": 0, "黄": 0, "红": 0, "灰": answer.data["projects"]}


def test_a_month_that_was_thawed_by_a_person_is_computed_anew(desk: Desk, ledger_file: Path) -> None:
    desk.run("freeze", ledger_file, "--month", "2022-09")
    register = rows(ledger_file, LightRegister)
    place = next(n for n, row in enumerate(register) if row["frozen"] == "是" and row["light"] == "黄")
    change(ledger_file, LightRegister, 4 + place, "light", "绿")
    change(ledger_file, LightRegister, 4 + place, "frozen", "否")
    desk.run("recalc", ledger_file)
    assert rows(ledger_file, LightRegister)[place]["light"] == "黄"


def test_a_frozen_row_whose_light_was_wiped_out_is_named_and_still_counted(
    desk: Desk, ledger_file: Path
) -> None:
    desk.run("freeze", ledger_file, "--month", "2022-09")
    register = rows(ledger_file, LightRegister)
    place = next(n for n, row in enumerate(register) if row["frozen"] == "是")
    change(ledger_file, LightRegister, 4 + place, "light", None)
    answer = desk.run("recalc", ledger_file)
    assert sum(answer.data["lights"].values()) == answer.data["projects"]
    assert rows(ledger_file, LightRegister)[place]["light"] is None
    findings = desk.run("check", ledger_file).data["findings"]
    assert [f["message"] for f in findings if f["sheet"] == LightRegister.title] == [
        "已定版却没有发布灯，各表按规则灯计算"
    ]


def test_the_code_column_alone_is_enough_to_compute(desk: Desk, ledger_file: Path) -> None:
    for column in (Projects.project_name, Projects.responsible_units, Projects.stage):
        without_column(ledger_file, Projects, column)
    assert desk.run("recalc", ledger_file).code == 0
