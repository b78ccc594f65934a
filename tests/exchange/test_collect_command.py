"""collect: from files in a folder to the workbook, as a clerk and as a script see it."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.office import Office
from support.packages import UNITS, cell
from support.returns import Text, fill, split

from addin.schema import (
    ChangeList,
    Conflicts,
    Dispatches,
    Issues,
    Journal,
    MonthlyProgress,
    Projects,
    Submissions,
)

DONE, PROGRESS = MonthlyProgress.month_done, MonthlyProgress.physical_progress
HOUSING, TRAFFIC, STREET = UNITS


@pytest.fixture
def packages(office: Office, tmp_path: Path) -> dict[str, Path]:
    return split(office, tmp_path / "发件")


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


def collect(office: Office, *places: Path, apply: bool = True, code: int = 0) -> dict[str, Any]:
    options = ["--apply"] if apply else []
    return office.run("collect", *places, *options, code=code).data


def kinds(data: dict[str, Any], place: int = 0) -> dict[str, int]:
    counts = data["packages"][place]["counts"]
    return {kind: count for kind, count in counts.items() if count and kind != "未动"}


def september(office: Office, code: str) -> dict[str, Any]:
    return office.row(MonthlyProgress, code=code, month=dt.datetime(2022, 9, 1))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_preview_writes_nothing_at_all(office: Office, packages: dict[str, Path], returned: Path) -> None:
    fill(packages[HOUSING], returned / "住建.xlsx", [(MonthlyProgress, 1, DONE, 66.5)])
    (returned / "坏的.xlsx").write_bytes(b"PK\x03\x04")
    before = {path: digest(path) for path in office.path.parent.rglob("*") if path.is_file()}
    data = collect(office, returned, apply=False, code=4)
    assert {one["state"] for one in data["packages"]} == {"待应用", "已拒收"}
    assert {path: digest(path) for path in office.path.parent.rglob("*") if path.is_file()} == before
    assert (data["written"], data["applied"]) == (1, False)


def test_what_a_unit_filled_in_is_taken_over_with_all_that_follows_from_it(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    back = fill(
        packages[HOUSING],
        returned / "随便起的名.xlsx",
        [(MonthlyProgress, 1, DONE, "６６．５"), (MonthlyProgress, 1, PROGRESS, "主体封顶")],
    )
    mark = digest(back)
    data = collect(office, returned)
    one = data["packages"][0]
    assert (one["unit"], one["number"], one["state"]) == (HOUSING, "CP202209-01", "已应用")
    assert kinds(data) == {"应用": 2} and one["changed"] == 2
    row = september(office, "A-02")
    assert (row["month_done"], row["physical_progress"]) == (66.5, "主体封顶")
    assert row["year_done"] == 66.5  # computed in the same save
    assert office.row(Projects, code="A-02")["month_done"] == 66.5
    assert digest(back) == mark
    sent = office.row(Dispatches, package="CP202209-01")
    assert (sent["return_state"], sent["applied"], sent["conflicts"], sent["to_confirm"]) == (
        "已应用",
        2,
        0,
        0,
    )
    report = office.row(Submissions, unit=HOUSING, month=dt.datetime(2022, 9, 1), form="月度进度")
    assert (report["received_on"], report["blanks"]) == (dt.datetime(2022, 10, 8), 0)
    assert [one["unit"] for one in data["not_returned"]] == [TRAFFIC, STREET]
    assert office.rows(Journal)[-1]["operation"] == "回收汇总"


def test_a_recalc_after_a_merge_has_nothing_to_compute(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    fill(
        packages[HOUSING],
        returned / "回.xlsx",
        [(MonthlyProgress, 1, DONE, 66.5), (MonthlyProgress, 0, DONE, "约")],
    )
    collect(office, returned)
    journal = len(Journal.columns) - 1
    assert office.run("recalc").data["cells_written"] <= journal


def test_the_same_files_again_change_nothing(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    fill(packages[HOUSING], returned / "回.xlsx", [(MonthlyProgress, 1, DONE, 66.5)])
    shutil.copy(packages[TRAFFIC], returned / "原样.xlsx")
    collect(office, returned)
    mark = digest(office.path)
    shutil.copy(returned / "回.xlsx", returned / "回 (2).xlsx")
    data = collect(office, returned)
    assert [one["state"] for one in data["packages"]] == ["已处理"] * 3
    assert (data["written"], data["listed"], digest(office.path)) == (0, 0, mark)


def test_after_undo_the_files_can_be_collected_again(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    fill(packages[HOUSING], returned / "回.xlsx", [(MonthlyProgress, 1, DONE, 66.5)])
    mark = digest(office.path)
    collect(office, returned)
    office.run("undo")
    assert digest(office.path) == mark
    assert kinds(collect(office, returned)) == {"应用": 1}
    assert september(office, "A-02")["month_done"] == 66.5


def test_what_a_unit_overwrote_stays_in_the_list_of_changes(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    fill(packages[HOUSING], returned / "一.xlsx", [(MonthlyProgress, 0, DONE, 130.0)])
    collect(office, returned / "一.xlsx")
    fill(packages[HOUSING], returned / "二.xlsx", [(MonthlyProgress, 0, DONE, 140.0)])
    assert kinds(collect(office, returned / "二.xlsx")) == {"二次修改": 1}
    found = [row for row in office.rows(ChangeList) if "回收" in str(row["field"])]
    assert [(row["code"], row["field"], row["before"], row["after"]) for row in found] == [
        ("A-01", "月度进度!本月完成投资（回收市住建局）", "120.5", "130"),
        ("A-01", "月度进度!本月完成投资（回收市住建局）", "130", "140"),
    ]


def test_what_cannot_be_taken_waits_and_goes_back_on_a_slip(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    fill(
        packages[HOUSING],
        returned / "回.xlsx",
        [(MonthlyProgress, 0, DONE, "约三百"), (Projects, 0, Projects.project_name, "改名大道")],
    )
    data = collect(office, returned)
    assert kinds(data) == {"待更正": 1, "越权修改": 1}
    assert september(office, "A-01")["month_done"] == 120.5
    rows = office.rows(Conflicts)
    assert [(row["type"], row["field"], row["project_name"]) for row in rows] == [
        ("越权修改", "项目名称", "滨江道路"), ("待更正", "本月完成投资", "滨江道路"),
    ]  # fmt: skip
    slip = openpyxl.load_workbook(data["slips"][0]).worksheets[0]
    lines = list(slip.iter_rows(min_row=3, values_only=True))
    assert [line[3] for line in lines] == ["本月完成投资", "项目名称"]
    assert lines[0][4] == "回.xlsx 月度进度!E5" and "不是数字" in str(lines[0][6])
    assert lines[1][6] == "这一列由发件单位维护，改动没有采用；内容有误请在备注中说明"


def test_refused_files_stop_none_of_the_others_and_are_set_aside_with_the_reason(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    fill(packages[HOUSING], returned / "a好的.xlsx", [(MonthlyProgress, 1, DONE, 66.5)])
    bad = returned / "b坏的.xlsx"
    bad.write_bytes(packages[TRAFFIC].read_bytes()[:900])
    (returned / "c别的.xlsx").write_bytes(_other_workbook())
    data = collect(office, returned, code=4)
    assert [one["state"] for one in data["packages"]] == ["已应用", "已拒收", "已拒收"]
    assert (
        data["packages"][1]["reason"]
        == "b坏的.xlsx：文件不完整或已损坏，无法解开。请找发来文件的人重发，或从版本文件夹取回。"
    )
    assert september(office, "A-02")["month_done"] == 66.5
    folder = office.path.with_name("台账.隔离")
    kept = sorted(path.name for path in folder.iterdir())
    assert len(kept) == 4
    mark = digest(bad)
    assert f"{mark[:8]}_b坏的.xlsx.隔离" in kept
    assert "文件不完整" in (folder / f"{mark[:8]}_b坏的.xlsx.隔离.原因.txt").read_text(encoding="utf-8")
    assert digest(folder / f"{mark[:8]}_b坏的.xlsx.隔离") == mark == digest(bad)
    again = collect(office, returned, code=4)
    assert sorted(path.name for path in folder.iterdir()) == kept
    assert again["packages"][0]["state"] == "已处理"


def _other_workbook() -> bytes:
    target, book = io.BytesIO(), openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "年龄"])
    book.save(target)
    return target.getvalue()


def test_a_package_whose_unit_was_changed_is_only_compared(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    book = openpyxl.load_workbook(packages[HOUSING])
    guide = book["填报说明"]
    place = next(one for row in guide.iter_rows() for one in row if one.value == HOUSING)
    place.value = TRAFFIC
    cell(book, MonthlyProgress, DONE, 1).value = 66.5
    book.save(returned / "冒名.xlsx")
    data = collect(office, returned)
    assert data["packages"][0]["state"] == "两方比对"
    assert kinds(data) == {"冲突": 1} and data["written"] == 0
    assert september(office, "A-02")["month_done"] is None
    book.save(returned / "冒名又一份.xlsx")
    assert collect(office, returned / "冒名又一份.xlsx")["packages"][0]["state"] == "已处理"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_a_text_table_is_known_by_its_keys_and_only_compared(
    office: Office, packages: dict[str, Path], returned: Path, encoding: str
) -> None:
    with (returned / "月度进度.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(
            [["项目代码", "月份", "本月完成投资", "形象进度"], ["a-02", "2022年9月", "66.5", ""]]
        )
    data = collect(office, returned)
    assert (data["packages"][0]["state"], data["packages"][0]["unit"]) == ("两方比对", None)
    assert kinds(data) == {"冲突": 1}
    assert [row["row_key"] for row in office.rows(Conflicts)] == ["A-02/2022-09"]


def test_hidden_rows_a_wrong_dimension_and_a_filter_lose_nothing(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    back = fill(packages[HOUSING], returned / "回.xlsx", [(MonthlyProgress, 1, DONE, 66.5)])
    book = openpyxl.load_workbook(back)
    for sheet in book.worksheets:
        sheet.auto_filter.add_filter_column(1, ["没有的"])
        for row in range(5, sheet.max_row + 1):
            sheet.row_dimensions[row].hidden = True
    book.save(back)
    _claim_dimension(back, "A1")
    assert kinds(collect(office, returned)) == {"应用": 1}
    assert september(office, "A-02")["month_done"] == 66.5


def _claim_dimension(path: Path, reference: str) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(
                name, re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{reference}"'.encode(), content)
            )


def test_a_copy_of_the_package_into_a_new_workbook_is_known_by_what_stands_on_its_first_sheet(
    office: Office, packages: dict[str, Path], returned: Path
) -> None:
    source, target = openpyxl.load_workbook(packages[HOUSING]), openpyxl.Workbook()
    target.remove(target.worksheets[0])
    for sheet in source.worksheets:
        copy = target.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for one in row:
                copy.cell(one.row, one.column).value = one.value
    cell(target, MonthlyProgress, DONE, 1).value = 66.5
    target.save(returned / "抄的.xlsx")
    assert kinds(collect(office, returned)) == {"应用": 1}


def test_a_person_reads_what_happened(office: Office, packages: dict[str, Path], returned: Path) -> None:
    fill(packages[STREET], returned / "街道.xlsx", [(Issues, 0, Issues.handling, Text("=HYPERLINK(1)"))])
    code, out, _ = office.desk.say("collect", office.path, returned, "--today", "2022-10-08")
    assert code == 0
    # 月度进度 1 row of 16 columns, 项目清单 1 of 19, 问题清单 1 of 12, 行标识 left out
    assert out.splitlines()[:3] == [
        "街道.xlsx　东街街道　待应用：未动46、应用1。",
        "尚未交回2家：市住建局、市交通局。",
        "以上是预览：写入1格，待人工处理0条，还没有并入台账。加 --apply 并入。",
    ]


def test_nothing_to_read_and_the_workbook_itself_are_wrong_use(office: Office, returned: Path) -> None:
    answer = office.run("collect", returned, code=3)
    assert answer.data["error"]["what"] == "没有找到可以读的文件"
    assert office.run("collect", returned / "没有", code=3).data["error"]["what"] == "没有这个文件或文件夹"
    assert office.run("collect", office.path, code=3).data["error"]["what"] == "这就是台账自己"
