"""What happens between an office and its units, story by story."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support.exchange_cases import ID
from support.ledgers import cells_of
from support.paper_office import PaperOffice, returned, returned_rows

from addin.exchange.collecting import FileResult
from addin.exchange.records import Package
from addin.exchange.returned_tables import ReturnedTable
from addin.schema import Conflicts, Issues, Journal, MonthlyProgress, Projects, Sheet, Units

DONE, PROGRESS = "month_done", "physical_progress"


@pytest.fixture
def office(tmp_path: Path) -> PaperOffice:
    return PaperOffice.opens(tmp_path / "台账.xlsx", ["甲局", "乙局"])


@pytest.fixture
def package(office: PaperOffice) -> Package:
    return office.send("甲局")


def kinds(result: FileResult) -> dict[str, int]:
    return {kind.value: count for kind, count in result.counts.items() if count and kind.value != "未动"}


def report(office: PaperOffice, package: Package, place: int = 0) -> dict[str, Any]:
    """The master's row of the package's report at `place`."""
    row = office.row(MonthlyProgress, str(package.tables[MonthlyProgress].rows[place][0]))
    assert row is not None
    return row


def rows_of(package: Package, sheet: type[Sheet]) -> list[dict[str, Any]]:
    sent = package.tables[sheet]
    return [dict(zip(sent.columns, row, strict=True)) for row in sent.rows]


def collect(office: PaperOffice, package: Package, **edits: Any) -> FileResult:
    return office.collect([returned(package, **edits)])[0]


def test_a_preview_changes_nothing_and_is_not_remembered(office: PaperOffice, package: Package) -> None:
    file = returned(package, monthly_progress={(0, DONE): 5.0})
    assert kinds(office.collect([file], keep=False)[0]) == {"应用": 1}
    assert report(office, package)[DONE] is None
    assert kinds(office.collect([file])[0]) == {"应用": 1}
    assert report(office, package)[DONE] == 5.0


def test_the_same_return_twice_changes_nothing_the_second_time(office: PaperOffice, package: Package) -> None:
    file = returned(package, monthly_progress={(0, DONE): 5.0, (1, DONE): "约三"})
    office.collect([file])
    saved_again = dataclasses.replace(
        file, fingerprint="0" * 64
    )  # by another program: other bytes, same data
    before = office.rows(MonthlyProgress), office.conflicts
    for one in (file, saved_again):
        result = office.collect([one])[0]
        assert (result.state, result.changed) == ("已处理", 0)
    assert (office.rows(MonthlyProgress), office.conflicts) == before


def test_a_merge_that_was_undone_can_be_done_again(office: PaperOffice, package: Package) -> None:
    before = {sheet: office.rows(sheet) for sheet in (MonthlyProgress, Journal)}
    file = returned(package, monthly_progress={(0, DONE): 5.0})
    office.collect([file])
    for sheet, rows in before.items():  # what `undo` does to the workbook
        office.book.sheets[sheet] = cells_of(sheet, rows)
    assert kinds(office.collect([file])[0]) == {"应用": 1}
    assert report(office, package)[DONE] == 5.0


def test_two_colleagues_fill_in_one_half_each(office: PaperOffice, package: Package) -> None:
    first = collect(office, package, monthly_progress={(0, DONE): 5.0, (0, PROGRESS): "封顶"})
    second = collect(office, package, monthly_progress={(1, DONE): 6.0})
    assert kinds(first) == {"应用": 2}
    assert kinds(second) == {"应用": 1, "疑似撤回": 2}
    assert [report(office, package, place)[DONE] for place in (0, 1)] == [5.0, 6.0]
    assert [row["type"] for row in office.waiting] == ["疑似撤回", "疑似撤回"]


def test_a_unit_corrects_its_own_figure(office: PaperOffice, package: Package) -> None:
    collect(office, package, monthly_progress={(0, DONE): 5.0})
    again = collect(office, package, monthly_progress={(0, DONE): 6.0})
    assert kinds(again) == {"二次修改": 1}
    assert [(one.master, one.taken) for one in again.written] == [(5.0, 6.0)]
    assert report(office, package)[DONE] == 6.0


def test_what_the_office_typed_meanwhile_is_never_written_over(office: PaperOffice, package: Package) -> None:
    office.type(MonthlyProgress, report(office, package)["row_id"], DONE, 7.0)
    result = collect(office, package, monthly_progress={(0, DONE): 6.0})
    assert kinds(result) == {"冲突": 1}
    assert report(office, package)[DONE] == 7.0
    assert [(row["sent_value"], row["project"]) for row in office.waiting] == [(None, "A00")]
    assert str(office.waiting[0]["master_value"]).startswith("7\n（月度进度!")
    assert str(office.waiting[0]["returned_value"]).startswith("6\n（甲局　回")


def test_an_older_package_that_comes_late_is_merged_against_its_own_base(
    office: PaperOffice, package: Package
) -> None:
    office.type(MonthlyProgress, report(office, package)["row_id"], DONE, 7.0)
    newer = office.send("甲局")
    assert kinds(collect(office, newer, monthly_progress={(0, DONE): 8.0})) == {"应用": 1}
    late = collect(office, package, monthly_progress={(0, DONE): 6.0, (1, DONE): 3.0})
    assert kinds(late) == {"冲突": 1, "应用": 1}
    assert report(office, package)[DONE] == 8.0


def test_rows_that_do_not_come_back_stay(office: PaperOffice, package: Package) -> None:
    rows = {sheet: rows_of(package, sheet) for sheet in package.tables}
    result = office.collect([returned_rows(package, {MonthlyProgress: rows[MonthlyProgress][:1]})])[0]
    assert kinds(result) == {"未返回行": 5}
    assert len(office.rows(MonthlyProgress)) == 4 and len(office.rows(Projects)) == 4


def test_a_row_deleted_here_and_filled_in_there_waits(office: PaperOffice, package: Package) -> None:
    office.delete(MonthlyProgress, report(office, package)["row_id"])
    result = collect(office, package, monthly_progress={(0, DONE): 6.0})
    assert kinds(result) == {"改删冲突": 1}
    assert office.waiting[0]["master_value"] == "这一行已不在台账"
    done = office.resolve({str(office.waiting[0]["conflict_id"]): ("采用返回值", None)})
    assert [why for _, why in done.refused] == ["这一行已不在台账，不能写入；请选“保留现值”或“退回单位”"]
    assert len(office.rows(MonthlyProgress)) == 3


def test_a_row_that_belongs_to_another_unit_now_is_not_changed_by_its_old_one(
    office: PaperOffice, package: Package
) -> None:
    project = rows_of(package, Projects)[0]["row_id"]
    office.type(Projects, project, "responsible_units", "乙局")
    old = collect(office, package, monthly_progress={(0, DONE): 6.0})
    assert kinds(old) == {"已移交": 1}
    new = collect(office, office.send("乙局"), monthly_progress={(0, DONE): 9.0})
    assert kinds(new) == {"应用": 1}
    assert report(office, package)[DONE] == 9.0


def test_a_unit_that_was_renamed_since_is_still_itself(office: PaperOffice, package: Package) -> None:
    units = office.book.sheets[Units].values
    units["unit"][0], units["other_names"][0] = "甲委", "甲局"
    for row in rows_of(package, Projects):
        office.type(Projects, row["row_id"], "responsible_units", "甲委")
    assert kinds(collect(office, package, monthly_progress={(0, DONE): 6.0})) == {"应用": 1}


def test_an_office_column_is_listed_and_never_changed(office: PaperOffice, package: Package) -> None:
    result = collect(office, package, projects={(0, "project_name"): "改名", (0, "total_investment"): 9.0})
    assert kinds(result) == {"越权修改": 2}
    assert office.rows(Projects)[0]["project_name"] == "项目0"
    assert {str(row["field"]) for row in office.waiting} == {"项目名称", "总投资"}


def test_the_text_of_a_conflict_never_stands_in_a_data_cell(office: PaperOffice, package: Package) -> None:
    office.type(MonthlyProgress, report(office, package)["row_id"], PROGRESS, "办公室写的")
    collect(
        office,
        package,
        monthly_progress={(0, PROGRESS): "单位写的", (1, DONE): "约三", (1, PROGRESS): "二层"},
    )
    texts = {row[name] for row in office.rows(MonthlyProgress) for name in (DONE, PROGRESS)}
    assert texts == {None, "办公室写的", "二层"}


def new_issue(**more: Any) -> dict[str, Any]:
    return dict(row_id=None, number="W99", code="A00", description="新问题", handling="刚办") | more


def test_a_new_row_is_added_once_and_only_when_it_is_accepted(office: PaperOffice, package: Package) -> None:
    rows = {sheet: rows_of(package, sheet) for sheet in package.tables}
    rows[Issues] = [*rows[Issues], new_issue()]
    assert kinds(office.collect([returned_rows(package, rows)])[0]) == {"新增待确认": 1}
    assert len(office.rows(Issues)) == 4
    assert str(office.waiting[0]["returned_value"]).startswith(
        "问题编号：W99；项目代码：A00；问题描述：新问题"
    )
    done = office.resolve({str(office.waiting[0]["conflict_id"]): ("采用返回值", None)})
    assert done.counts == Counter({"采用返回值": 1})
    added = office.rows(Issues)[-1]
    assert (added["number"], added["handling"], added["row_id"]) == ("W99", "刚办", ID[350])
    rows[Issues][-1] = new_issue(handling="办好了")  # still without 行标识, which the unit never saw
    again = office.collect([returned_rows(package, rows)])[0]
    assert kinds(again) == {"应用": 1}
    assert [row["handling"] for row in office.rows(Issues)][-1] == "办好了"
    assert len(office.rows(Issues)) == 5


def test_a_new_row_under_a_number_that_stands_here_is_not_added(
    office: PaperOffice, package: Package
) -> None:
    rows = {sheet: rows_of(package, sheet) for sheet in package.tables}
    rows[Issues] = [*rows[Issues], new_issue(number="W3")]  # W3 is of 乙局
    office.collect([returned_rows(package, rows)])
    assert str(office.waiting[0]["master_value"]).startswith("问题编号“W3”台账已有（问题清单!")
    done = office.resolve({str(office.waiting[0]["conflict_id"]): ("采用返回值", None)})
    assert [why for _, why in done.refused] == ["台账里已有主键为“W3”的行，不能再加一行"]


def test_a_copied_row_is_a_new_one_and_its_original_stays(office: PaperOffice, package: Package) -> None:
    rows = {sheet: rows_of(package, sheet) for sheet in package.tables}
    copy = rows[Issues][0] | dict(number="W77", handling="另一件")
    rows[Issues] = [copy, *rows[Issues]]  # above its original: order says nothing
    assert kinds(office.collect([returned_rows(package, rows)])[0]) == {"新增待确认": 1}
    assert [row["handling"] for row in office.rows(Issues)] == ["在办"] * 4


@pytest.mark.parametrize(("handling", "expected"), [("在办", {}), ("另说", {"重复行": 2})])
def test_a_row_that_stands_twice_is_one_where_it_is_the_same_and_applied_by_nobody_where_not(
    office: PaperOffice, package: Package, handling: str, expected: dict[str, int]
) -> None:
    rows = {sheet: rows_of(package, sheet) for sheet in package.tables}
    rows[Issues] = [*rows[Issues], rows[Issues][0] | dict(handling=handling)]
    assert kinds(office.collect([returned_rows(package, rows)])[0]) == expected
    assert [row["handling"] for row in office.rows(Issues)] == ["在办"] * 4


def test_a_row_with_an_id_that_was_never_sent_is_set_aside(office: PaperOffice, package: Package) -> None:
    rows = {sheet: rows_of(package, sheet) for sheet in package.tables}
    theirs = office.rows(Issues)[3]["row_id"]  # of 乙局
    rows[Issues] = [*rows[Issues], new_issue(row_id=theirs)]
    assert kinds(office.collect([returned_rows(package, rows)])[0]) == {"外来行": 1}
    done = office.resolve({str(office.waiting[0]["conflict_id"]): ("采用返回值", None)})
    assert len(done.refused) == 1 and [row["handling"] for row in office.rows(Issues)] == ["在办"] * 4


def test_without_row_ids_rows_are_known_by_their_key(office: PaperOffice, package: Package) -> None:
    rows = {sheet: [row | dict(row_id=None) for row in rows_of(package, sheet)] for sheet in package.tables}
    rows[MonthlyProgress][1] |= {"code": "ａ０１ ", DONE: 4.0, "month": "2022年9月"}  # A01
    result = office.collect([returned_rows(package, rows)])[0]
    assert kinds(result) == {"应用": 1}
    assert report(office, package, 1)[DONE] == 4.0


def test_a_forged_package_changes_nothing_by_itself(office: PaperOffice, package: Package) -> None:
    rows = {sheet: rows_of(package, sheet) for sheet in package.tables}
    rows[MonthlyProgress][0][DONE] = 5.0
    rows[Issues][0]["handling"] = None
    result = office.collect([returned_rows(package, rows, signature="0" * 64)])[0]
    assert result.state == "两方比对"
    assert kinds(result) == {"冲突": 1, "清空待确认": 1}
    assert report(office, package)[DONE] is None
    chosen = next(row for row in office.waiting if row["type"] == "冲突")
    office.resolve({str(chosen["conflict_id"]): ("采用返回值", None)})
    assert report(office, package)[DONE] == 5.0


WRONG = [
    (dict(book_id="B00K000009"), "CP202209-01不是从这本台账发出的"),
    (dict(period=dt.date(2021, 9, 1)), "CP202209-01是2021年的，台账现在是2022年"),
    (dict(schema_version=9), "包的格式版本是 9，本程序用的是 1"),
    (dict(unit="丙局"), "填报单位“丙局”不在单位名录中"),
]


@pytest.mark.parametrize(("said", "what"), WRONG)
def test_a_package_of_elsewhere_is_refused_before_any_cell_is_compared(
    office: PaperOffice, package: Package, said: dict[str, Any], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compared(table: ReturnedTable, row: int) -> object:
        raise AssertionError("a cell was compared")

    monkeypatch.setattr(ReturnedTable, "content", compared)
    monkeypatch.setattr(ReturnedTable, "keys", compared)
    file = returned(package, monthly_progress={(0, DONE): 5.0})
    assert file.identity is not None
    result = office.collect(
        [dataclasses.replace(file, identity=dataclasses.replace(file.identity, **said))], keep=False
    )[0]
    assert result.state == "已拒收" and result.refused is not None
    assert result.refused.error.what == what


def test_a_value_that_was_put_right_closes_what_waited(office: PaperOffice, package: Package) -> None:
    collect(office, package, monthly_progress={(0, DONE): "约三"})
    assert [row["type"] for row in office.waiting] == ["待更正"]
    assert kinds(collect(office, package, monthly_progress={(0, DONE): 3.0})) == {"应用": 1}
    assert office.waiting == [] and len(office.conflicts) == 1


def test_a_colleagues_copy_does_not_take_back_what_waits(office: PaperOffice, package: Package) -> None:
    collect(office, package, monthly_progress={(0, DONE): "约三"})
    assert kinds(collect(office, package, monthly_progress={(1, DONE): 2.0})) == {"应用": 1}
    assert [row["type"] for row in office.waiting] == ["待更正"]


def test_what_was_kept_is_not_asked_again_and_what_was_sent_back_is(
    office: PaperOffice, package: Package
) -> None:
    for place in (0, 1):
        office.type(MonthlyProgress, report(office, package, place)["row_id"], DONE, 7.0)
    collect(office, package, monthly_progress={(0, DONE): 5.0, (1, DONE): 5.0})
    first, second = (str(row["conflict_id"]) for row in office.waiting)
    office.resolve({first: ("保留现值", None), second: ("退回单位", None)})
    assert office.waiting == []
    again = collect(office, package, monthly_progress={(0, DONE): 5.0, (1, DONE): 5.0, (0, PROGRESS): "新"})
    assert kinds(again) == {"冲突": 2, "应用": 1}
    assert [row["conflict_id"] for row in office.waiting] == [second]


def test_a_unit_may_go_on_after_its_value_won_a_conflict(office: PaperOffice, package: Package) -> None:
    office.type(MonthlyProgress, report(office, package)["row_id"], DONE, 7.0)
    collect(office, package, monthly_progress={(0, DONE): 5.0})
    office.resolve({str(office.waiting[0]["conflict_id"]): ("采用返回值", None)})
    assert report(office, package)[DONE] == 5.0
    assert kinds(collect(office, package, monthly_progress={(0, DONE): 6.0})) == {"二次修改": 1}
    assert report(office, package)[DONE] == 6.0


def test_a_value_typed_over_to_what_the_unit_said_counts_as_the_units(
    office: PaperOffice, package: Package
) -> None:
    row_id = report(office, package)["row_id"]
    office.type(MonthlyProgress, row_id, DONE, 7.0)
    collect(office, package, monthly_progress={(0, DONE): 5.0})
    office.type(MonthlyProgress, row_id, DONE, 5.0)  # the clerk asked, and typed it without resolve
    assert kinds(collect(office, package, monthly_progress={(0, DONE): 6.0})) == {"二次修改": 1}


def test_a_value_that_moved_since_it_was_listed_is_asked_anew(office: PaperOffice, package: Package) -> None:
    row_id = report(office, package)["row_id"]
    office.type(MonthlyProgress, row_id, DONE, 7.0)
    collect(office, package, monthly_progress={(0, DONE): 5.0})
    choose = {str(office.waiting[0]["conflict_id"]): ("采用返回值", None)}
    office.type(MonthlyProgress, row_id, DONE, 8.0)
    done = office.resolve(choose)
    assert (done.counts["重新列出"], done.written) == (1, [])
    assert office.waiting[0]["choice"] is None
    assert str(office.waiting[0]["master_value"]).startswith("8\n")
    assert report(office, package)[DONE] == 8.0
    assert len(office.resolve(choose).written) == 1
    assert report(office, package)[DONE] == 5.0


def test_a_choice_made_of_an_older_value_does_not_outlive_it(office: PaperOffice, package: Package) -> None:
    row_id = report(office, package)["row_id"]
    office.type(MonthlyProgress, row_id, DONE, 7.0)
    collect(office, package, monthly_progress={(0, DONE): 5.0})
    conflicts = office.book.sheets[Conflicts]
    conflicts.values["choice"][0] = "采用返回值"  # chosen, and not resolved yet
    office.type(MonthlyProgress, row_id, DONE, 8.0)
    collect(office, package, monthly_progress={(0, DONE): 5.0, (1, DONE): 1.0})
    assert office.waiting[0]["choice"] is None


def test_what_is_typed_by_hand_must_be_of_its_column(office: PaperOffice, package: Package) -> None:
    collect(office, package, monthly_progress={(0, DONE): "约三"})
    number = str(office.waiting[0]["conflict_id"])
    for typed, why in ((None, "选了“手工填写”，手工值却是空的"), ("三百多", "本月完成投资“三百多”不是数字")):
        assert [said for _, said in office.resolve({number: ("手工填写", typed)}).refused] == [why]
    assert len(office.resolve({number: ("手工填写", "3,000.5")}).written) == 1
    assert report(office, package)[DONE] == 3000.5
