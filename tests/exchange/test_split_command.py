"""split: what the units get, what the workbook then says, and that a second time changes nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from support.desk import change
from support.office import Office
from support.packages import MONTH, SETTINGS, UNITS, cells_of, opened, tables

from addin.exchange import store
from addin.exchange.carriers import read_identity
from addin.exchange.identity import is_ours
from addin.ledger.row_ids import is_valid
from addin.schema import (
    Dispatches,
    Issues,
    Journal,
    Milestones,
    MonthlyProgress,
    Projects,
    Submissions,
)
from addin.workbook.outside import read_outside
from addin.workbook.version_store import versions


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "发件" / "九月"


def split(office: Office, out: Path, *options: object, code: int = 0) -> dict[str, Any]:
    return office.run("split", "--out", out, *options, code=code).data


def test_each_lead_unit_gets_one_package_of_its_own_rows(office: Office, out: Path) -> None:
    data = split(office, out)
    assert [one["unit"] for one in data["packages"]] == list(UNITS)
    assert [one["number"] for one in data["packages"]] == ["CP202209-01", "CP202209-02", "CP202209-03"]
    assert [one["rows"] for one in data["packages"]] == [5, 3, 3]
    assert sorted(path.name for path in out.iterdir()) == [
        "CP202209-01_市住建局.xlsx", "CP202209-02_市交通局.xlsx", "CP202209-03_东街街道.xlsx",
    ]  # fmt: skip
    book = opened(out / "CP202209-01_市住建局.xlsx")
    assert book.sheetnames == ["填报说明", "月度进度", "项目清单", "节点计划"]
    assert [row["code"] for row in cells_of(book, Projects)] == ["A-01", "A-02"]
    assert [row["code"] for row in cells_of(book, MonthlyProgress)] == ["A-01", "A-02"]
    other = opened(out / "CP202209-02_市交通局.xlsx")
    assert [(row["code"], row["project_name"]) for row in cells_of(other, Milestones)] == [
        ("A-01", "滨江道路")
    ]


def test_the_workbook_gets_a_blank_report_for_each_project_that_owes_one(office: Office, out: Path) -> None:
    assert split(office, out)["rows_added"] == 3
    september = [row for row in office.rows(MonthlyProgress) if row["month"] == dt.datetime(2022, 9, 1)]
    assert [row["code"] for row in september] == ["A-01", "A-02", "B-01", "C-01"]
    new = september[1]
    assert (new["project_name"], new["month_done"], new["physical_progress"]) == ("北门学校", None, None)
    assert new["report_state"] == "缺报"  # computed in the same save
    assert september[0]["month_done"] == 120.5


def test_every_sent_row_has_the_id_that_the_workbook_has(office: Office, out: Path) -> None:
    split(office, out)
    for sheet in (Projects, MonthlyProgress, Milestones, Issues):
        standing = {row["row_id"]: row for row in office.rows(sheet)}
        assert all(is_valid(row_id) for row_id in standing)
        sent = {
            row["row_id"]: row
            for path in out.iterdir()
            if sheet.title in (book := opened(path)).sheetnames
            for row in cells_of(book, sheet)
        }
        assert sent.keys() <= standing.keys() and sent
        key = sheet.columns[1].name
        assert all(row[key] == standing[row_id][key] for row_id, row in sent.items())


def test_what_was_sent_is_on_the_register_with_the_files_hash(office: Office, out: Path) -> None:
    split(office, out)
    rows = office.rows(Dispatches)
    assert [row["package"] for row in rows] == ["CP202209-01", "CP202209-02", "CP202209-03"]
    first = rows[0]
    assert (first["unit"], first["period"], first["sending_state"]) == ("市住建局", "2022-09", "已生成")
    assert first["address"] == "u0@example.invalid"
    assert is_valid(first["return_code"])
    assert first["attachment_hash"] == store.sent_hash(office.path, "CP202209-01")
    assert [row["operation"] for row in office.rows(Journal)] == ["拆分发件"]


def test_all_is_written_with_one_save(office: Office, out: Path) -> None:
    split(office, out)
    assert [version.operation for version in versions(office.path)] == ["拆分发件"]


def test_the_base_holds_what_the_file_holds(office: Office, out: Path) -> None:
    split(office, out)
    one = store.load(office.path, "CP202209-01")
    assert one is not None
    table = one.tables[Projects]
    assert table.columns[:4] == ("row_id", "code", "project_name", "stage")
    [first, _] = cells_of(opened(out / "CP202209-01_市住建局.xlsx"), Projects)
    assert dict(zip(table.columns, table.rows[0], strict=True)) == first


def test_a_package_is_known_as_ours(office: Office, out: Path) -> None:
    split(office, out)
    path = out / "CP202209-03_东街街道.xlsx"
    identity = read_identity(path, read_outside(path))
    one = store.load(office.path, "CP202209-03")
    assert identity is not None and one is not None
    assert is_ours(identity, one)
    assert store.package_file(office.path, one.number).read_bytes() == path.read_bytes()  # type: ignore[union-attr]


def test_the_same_split_again_changes_nothing(office: Office, out: Path) -> None:
    first = split(office, out)
    before = {path: path.read_bytes() for path in (office.path, *out.iterdir())}
    again = split(office, out)
    assert [one["number"] for one in again["packages"]] == [one["number"] for one in first["packages"]]
    assert [one["path"] for one in again["packages"]] == [one["path"] for one in first["packages"]]
    assert not any(one["new"] for one in again["packages"]) and again["rows_added"] == 0
    assert {path: path.read_bytes() for path in (office.path, *out.iterdir())} == before
    assert len(versions(office.path)) == 1


def test_a_changed_row_makes_a_new_package_that_names_the_last(office: Office, out: Path) -> None:
    split(office, out)
    office.type(Projects, 0, year_target="完成主体")
    data = split(office, out)
    told = {one["unit"]: (one["number"], one["previous"], one["new"]) for one in data["packages"]}
    assert told == {
        "市住建局": ("CP202209-04", "CP202209-01", True),
        "市交通局": ("CP202209-02", None, False),
        "东街街道": ("CP202209-03", None, False),
    }
    assert [row["package"] for row in office.rows(Dispatches)][-1] == "CP202209-04"
    assert len([row for row in office.rows(MonthlyProgress) if row["month"] == dt.datetime(2022, 9, 1)]) == 4
    loaded = store.load(office.path, "CP202209-04")
    assert loaded is not None and loaded.previous == "CP202209-01"


def test_one_unit_alone_by_any_of_its_names(office: Office, out: Path) -> None:
    data = split(office, out, "--unit", "云江市交通局")
    assert [one["unit"] for one in data["packages"]] == ["市交通局"]
    assert [row["code"] for row in office.rows(MonthlyProgress)][2:] == ["B-01"]


def test_an_unknown_unit_is_said_and_nothing_is_written(office: Office, out: Path) -> None:
    before = office.path.read_bytes()
    data = split(office, out, "--unit", "市海洋局", code=2)
    assert data["error"]["what"] == "单位名录里没有“市海洋局”"
    assert office.path.read_bytes() == before and not out.exists()


def test_a_unit_without_rows_gets_no_package(office: Office, out: Path) -> None:
    office.opens(SETTINGS, **{**tables(), "units": [*tables()["units"], dict(unit="市水利局")]})
    answer = office.run("split", "--out", out, "--unit", "市水利局")
    assert answer.data["packages"] == []
    assert "市水利局没有要填报的行" in answer.said


def test_another_month_adds_its_rows_and_leaves_the_results(office: Office, out: Path) -> None:
    office.run("recalc")
    before = office.rows(Projects)
    data = split(office, out, "--month", "2022-10")
    assert data["month"] == "2022-10" and data["rows_added"] == 4
    assert data["packages"][0]["number"] == "CP202210-01"
    assert office.rows(Projects) == before
    october = [row for row in office.rows(MonthlyProgress) if row["month"] == dt.datetime(2022, 10, 1)]
    assert (october[0]["code"], october[0]["project_name"]) == ("A-01", "滨江道路")
    assert not [row for row in office.rows(Submissions) if row["month"] == dt.datetime(2022, 10, 1)]


def test_after_an_undo_no_number_is_given_twice(office: Office, out: Path) -> None:
    split(office, out)
    office.run("undo")
    assert office.rows(Dispatches) == []
    data = split(office, out)
    assert [one["number"] for one in data["packages"]] == ["CP202209-04", "CP202209-05", "CP202209-06"]
    assert [row["package"] for row in office.rows(Dispatches)] == [
        "CP202209-04",
        "CP202209-05",
        "CP202209-06",
    ]


def test_a_file_that_somebody_filled_in_is_not_written_over(office: Office, out: Path) -> None:
    split(office, out)
    filled = out / "CP202209-01_市住建局.xlsx"
    filled.write_bytes(b"filled in")
    data = split(office, out)
    assert filled.read_bytes() == b"filled in"
    assert Path(data["packages"][0]["path"]).name == "CP202209-01_市住建局 (2).xlsx"


def test_a_package_whose_kept_file_was_altered_is_not_given_out_again(office: Office, out: Path) -> None:
    split(office, out)
    kept = store.package_file(office.path, "CP202209-01")
    assert kept is not None
    kept.write_bytes(b"altered")
    assert split(office, out)["packages"][0]["number"] == "CP202209-04"


def test_rows_that_go_nowhere_are_said(office: Office, out: Path) -> None:
    office.type(Projects, 2, responsible_units="某某公司")
    data = split(office, out)
    assert [(one["sheet"], one["cell"]) for one in data["not_sent"]] == [("项目清单", "A6")]
    assert "某某公司" in data["not_sent"][0]["message"]


def test_a_row_typed_twice_with_one_id_is_sent_with_two(office: Office, out: Path) -> None:
    """A copied row brings its id along; the copy gets one of its own in the same save."""
    split(office, out)
    first = office.rows(Projects)[0]["row_id"]
    change(office.path, Projects, 5, "row_id", first)
    split(office, out)
    ids = [row["row_id"] for row in office.rows(Projects)]
    assert len(set(ids)) == 4 and ids[0] == first
    [path] = out.glob("CP202209-04*")
    assert [row["row_id"] for row in cells_of(opened(path), Projects)] == ids[:2]


@pytest.mark.parametrize("sheet", [Dispatches, Journal, MonthlyProgress])
def test_a_workbook_without_a_needed_sheet_is_left_alone(office: Office, out: Path, sheet: Any) -> None:
    import openpyxl

    book = openpyxl.load_workbook(office.path)
    del book[sheet.title]
    book.save(office.path)
    before = office.path.read_bytes()
    assert f"没有“{sheet.title}”工作表" in split(office, out, code=3)["error"]["what"]
    assert office.path.read_bytes() == before
    assert not out.exists() and not store.store_folder(office.path).exists()


def test_a_file_in_the_folders_place_is_said(office: Office, out: Path) -> None:
    out.parent.mkdir()
    out.write_text("x", encoding="utf-8")
    assert "不是文件夹" in split(office, out, code=3)["error"]["what"]


def test_the_month_is_read_as_a_person_sees_it(office: Office, out: Path) -> None:
    split(office, out)
    guide = opened(out / "CP202209-01_市住建局.xlsx")["填报说明"]
    said = {row[0]: row[1] for row in guide.iter_rows(values_only=True) if row[0]}
    assert said["报送截止"] == "2022年9月25日（含当日）"
    assert said["交回"] == "市重大项目办公室（施某 0000-1234567）"
    assert store.packages(office.path)[0].period == MONTH
