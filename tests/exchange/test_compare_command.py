"""compare: a copy of the master that another office edited, against this one and the version both come from."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.desk import change
from support.office import Office

from addin.schema import ChangeList, Conflicts, Issues, Projects
from addin.workbook.version_store import versions_folder


@pytest.fixture
def copy(office: Office, tmp_path: Path) -> Office:
    """The master computed twice, so that a computed version is kept, and its copy in another office."""
    office.run("recalc")
    office.run("recalc")
    other = tmp_path / "别处" / "台账.xlsx"
    other.parent.mkdir()
    shutil.copy(office.path, other)
    return Office(office.desk, other)


def compare(office: Office, other: Office, *options: str) -> dict[str, Any]:
    return office.run("compare", other.path, *options).data


def kinds(data: dict[str, Any]) -> dict[str, int]:
    return {kind: count for kind, count in data["counts"].items() if count and kind != "未动"}


def edit_both(office: Office, copy: Office) -> None:
    change(copy.path, Projects, 4, "remarks", "别处写的")
    change(copy.path, Projects, 5, "content", "别处的内容")
    change(office.path, Projects, 5, "content", "这里的内容")
    change(office.path, Projects, 6, "location", "这里的地点")
    change(copy.path, Projects, 7, "stage", None)
    copy.run("recalc")  # the other office computes on, so that its log goes on
    office.run("recalc")


def test_what_only_the_other_office_changed_is_taken_over(office: Office, copy: Office) -> None:
    edit_both(office, copy)
    data = compare(office, copy)
    assert data["base"].startswith("0002_")
    assert kinds(data) == {"应用": 1, "冲突": 1, "清空待确认": 1}
    assert office.rows(Projects)[0]["remarks"] == "甲备注"  # a preview only
    compare(office, copy, "--apply")
    rows = office.rows(Projects)
    assert (rows[0]["remarks"], rows[1]["content"]) == ("别处写的", "这里的内容")
    assert (rows[2]["location"], rows[3]["stage"]) == ("这里的地点", "在建")
    found = [row for row in office.rows(ChangeList) if "比对台账" in str(row["field"])]
    assert [(row["before"], row["after"]) for row in found] == [("甲备注", "别处写的")]
    assert [(row["type"], row["field"]) for row in office.rows(Conflicts)] == [
        ("冲突", "建设内容及规模"), ("清空待确认", "项目阶段"),
    ]  # fmt: skip


def test_comparing_once_more_changes_nothing(office: Office, copy: Office) -> None:
    edit_both(office, copy)
    compare(office, copy, "--apply")
    before = office.path.read_bytes()
    again = compare(office, copy, "--apply")
    assert kinds(again) == {"一致": 1, "冲突": 1, "清空待确认": 1}
    assert office.path.read_bytes() == before
    change(office.path, Conflicts, 4, "choice", "采用返回值")
    change(office.path, Conflicts, 5, "choice", "保留现值")
    assert office.run("resolve").data["written"] == 1
    assert office.rows(Projects)[1]["content"] == "别处的内容"
    last = compare(office, copy, "--apply")
    assert (last["written"], last["listed"]) == (0, 0)


def test_a_row_that_the_other_office_added_or_deleted_is_for_a_person(office: Office, copy: Office) -> None:
    change(copy.path, Issues, 6, "number", "WT-9")
    change(copy.path, Issues, 6, "code", "B-01")
    change(copy.path, Issues, 6, "description", "别处提出")
    for column in Projects.columns:
        if column.name != "row_id":
            change(copy.path, Projects, 7, column.name, None)
    copy.run("recalc")
    data = compare(office, copy, "--apply")
    assert kinds(data) == {"新增待确认": 1, "未返回行": 1}
    assert [row["code"] for row in office.rows(Projects)] == ["A-01", "A-02", "B-01", "C-01"]
    change(office.path, Conflicts, 4, "choice", "采用返回值")
    assert office.run("resolve").data["rows_added"] == 1
    theirs = copy.row(Issues, number="WT-9")["row_id"]
    assert office.row(Issues, number="WT-9")["row_id"] == theirs
    assert kinds(compare(office, copy)) == {"未返回行": 1}


def test_an_unchanged_older_copy_says_nothing(office: Office, copy: Office) -> None:
    change(office.path, Projects, 4, "remarks", "后来写的")
    office.run("recalc")
    data = compare(office, copy, "--apply")
    assert kinds(data) == {} and data["written"] == 0
    assert office.rows(Projects)[0]["remarks"] == "后来写的"


def test_without_the_common_version_everything_waits(office: Office, copy: Office) -> None:
    edit_both(office, copy)
    shutil.rmtree(versions_folder(office.path))
    data = compare(office, copy, "--apply")
    assert data["base"] is None and data["written"] == 0
    assert kinds(data) == {
        "冲突": 2,
        "清空待确认": 2,
    }  # 地点, blank there, filled in here: nobody knows who did what
    assert office.rows(Projects)[0]["remarks"] == "甲备注"


def test_the_workbook_itself_and_what_is_none_are_refused(
    office: Office, copy: Office, tmp_path: Path
) -> None:
    answer = office.run("compare", office.path, code=3).data
    assert answer["error"]["what"] == "这就是台账自己"
    other = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(other)
    assert office.run("compare", other, code=3).data["error"]["what"] == "里面没有“项目清单”，不是台账"
    assert office.run("compare", tmp_path / "没有.xlsx", code=3).data["error"]["what"] == "文件不存在"


def test_a_person_reads_from_which_version_and_what(office: Office, copy: Office) -> None:
    edit_both(office, copy)
    code, out, _ = office.desk.say("compare", office.path, copy.path, "--today", "2022-10-08")
    lines = out.splitlines()
    assert code == 0 and lines[0].startswith("以版本 0002_") and "应用1、冲突1、清空待确认1。" in lines[0]
    assert lines[1] == "以上是预览：写入1格，待人工处理2条。加 --apply 并入。"


def test_rows_typed_before_they_had_ids_are_known_by_their_keys(office: Office, tmp_path: Path) -> None:
    office.run("recalc")  # the only version kept is the one before it, without any 行标识
    other = Office(office.desk, tmp_path / "别处.xlsx")
    shutil.copy(office.path, other.path)
    change(other.path, Projects, 4, "remarks", "别处写的")
    data = compare(office, other)
    assert data["base"].startswith("0001_")
    assert kinds(data) == {"应用": 1, "一致": 1}  # 参数!统计年度, which recalc wrote on both
