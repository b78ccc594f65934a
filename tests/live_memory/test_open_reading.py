"""An open tab reads as the same tab of a closed file: same cells, same findings, wherever its used range begins."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from live_memory.memory_program import MemoryProgram
from live_memory.memory_sheet import Cell
from live_memory.small_books import TAB, opened, place
from workbook.workbook_samples import PROJECTS, project_book

from addin.findings import Finding
from addin.live import tab_reading
from addin.live.book import LiveBook
from addin.live.tabs import LiveTabs
from addin.schema import MonthlyProgress, Projects
from addin.workbook.closed_file import ClosedBook
from addin.workbook.content import TabValues, content_fingerprint
from addin.workbook.port import CellError, SheetCells


def agree(path: Path, sheet=Projects) -> tuple[SheetCells, list[Finding]]:
    """Read the closed file and the same file open; both must say the same."""
    closed, live = ClosedBook.open(path), LiveBook(MemoryProgram(path))
    one, other = closed.read(sheet), live.read(sheet)
    assert [str(finding) for finding in live.findings] == [str(finding) for finding in closed.findings]
    if one is None or other is None:
        assert one is other
        return None, list(live.findings)
    assert (other.tab, other.header_row, other.last_row) == (one.tab, one.header_row, one.last_row)
    assert (other.columns, other.extra) == (one.columns, one.extra)
    np.testing.assert_array_equal(other.rows, one.rows)
    for name, values in one.values.items():
        assert list(other.values[name]) == list(values), name
        assert list(map(type, other.values[name])) == list(map(type, values)), name
    assert content_fingerprint(LiveTabs(MemoryProgram(path).book)) == content_fingerprint(
        ClosedBook.open(path)
    )
    return other, list(live.findings)


def test_numbers_texts_and_blanks(tmp_path):
    cells, findings = agree(project_book(tmp_path / "账.xlsx"))
    assert cells.values["code"].tolist() == ["P001", "P002", "P003"] and findings == []
    assert cells.values["rule_light"][2] is None


def test_dates_times_and_truth_values(tmp_path):
    path = tmp_path / "账.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(MonthlyProgress.title)
    columns = (MonthlyProgress.code, MonthlyProgress.month, MonthlyProgress.month_done, MonthlyProgress.reported_on,
               MonthlyProgress.physical_progress)  # fmt: skip
    sheet.write_row(2, 0, [column.title for column in columns])
    day, moment, clock = (
        book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm")
    )
    sheet.write(3, 0, "P1")
    sheet.write_datetime(3, 1, dt.datetime(2022, 9, 1), day)
    sheet.write_number(3, 2, 5)
    sheet.write_datetime(3, 3, dt.datetime(2022, 9, 25, 14, 30), moment)
    sheet.write_number(3, 4, 9.5 / 24, clock)
    sheet.write(4, 0, "P2")
    sheet.write_boolean(4, 2, True)
    sheet.write_string(4, 1, "2022年9月")
    book.close()
    cells, _ = agree(path, MonthlyProgress)
    assert cells.values["month"].tolist() == [dt.date(2022, 9, 1), "2022年9月"]
    assert cells.values["reported_on"][0] == dt.datetime(2022, 9, 25, 14, 30)
    assert cells.values["physical_progress"][0] == "09:30" and cells.values["month_done"].tolist() == [
        5.0,
        True,
    ]


def test_a_table_that_does_not_begin_in_the_first_row_or_column(tmp_path):
    path = tmp_path / "账.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(Projects.title)
    titles = [column.title for column in (Projects.code, Projects.project_name, Projects.stage)]
    sheet.write_row(7, 5, titles)
    sheet.write_row(8, 5, ["P1", "甲", "在建"])
    sheet.write_row(9, 5, ["合计", None, "1"])
    book.close()
    cells, findings = agree(path)
    assert cells.rows.tolist() == [9] and cells.address(0, "project_name") == "G9"
    assert [finding.cell for finding in findings] == ["F10"]


def test_a_renamed_tab_is_found_by_its_header_and_said(tmp_path):
    cells, findings = agree(project_book(tmp_path / "账.xlsx", tab="我的项目", columns=Projects.columns))
    assert cells.tab == "我的项目" and "按表头认定“我的项目”就是它" in findings[0].message


def test_a_tab_without_its_header_and_a_missing_one(tmp_path):
    _, findings = agree(project_book(tmp_path / "账.xlsx", columns=["甲", "乙"], rows=[(1, 2)]))
    assert "找不到表头" in findings[0].message
    assert agree(project_book(tmp_path / "别.xlsx"), MonthlyProgress) == (None, [])


def test_error_values_are_told_from_blanks_and_from_texts(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    program = MemoryProgram(path)
    codes = {4: -2146826265, 5: -2146826243, 6: -2146826290}  # #REF!, #SPILL!, one that nobody has named
    for row, code in codes.items():
        program.tab(TAB).cells[row, 6] = Cell(code)
    cells = LiveBook(program).read(Projects)
    assert cells.values["total_investment"].tolist() == [
        CellError("#REF!"),
        CellError("#SPILL!"),
        CellError("#N/A"),
    ]


def test_closed_errors_agree_too(tmp_path):
    rows = [(*PROJECTS[0][:5], "=NA()", None, None)]
    path = tmp_path / "账.xlsx"

    def error(book):
        book.worksheets()[0].write_formula(3, 5, "=1/0", None, "#DIV/0!")

    cells, _ = agree(project_book(path, rows, more=error))
    assert cells.values["total_investment"][0] == CellError("#DIV/0!")


def test_only_the_columns_asked_for_and_more_when_asked_again(tmp_path):
    book = LiveBook(MemoryProgram(project_book(tmp_path / "账.xlsx")))
    assert set(book.read(Projects, ["code"]).values) == {"code"}
    assert set(book.read(Projects, ["code", "stage"]).values) == {"code", "stage"}
    assert "rule_light" in book.read(Projects).values and book.findings == []


def test_a_tab_is_read_once_however_often_it_is_asked_for(tmp_path):
    program = opened(tmp_path)
    book = LiveBook(program)
    for _ in range(3):
        book.read(Projects)
    assert program.calls["read"] == 1


def test_cells_far_beyond_the_table_are_left_out_and_said(tmp_path):
    program = opened(tmp_path)
    program.tab(TAB).cells[5, 703] = Cell("远")
    book = LiveBook(program)
    assert book.read(Projects).rows.tolist() == [4, 5, 6]
    assert [(finding.cell, finding.message) for finding in book.findings] == [
        ("AAA5", "这一格离表格太远，没有读取")
    ]


def test_cells_below_a_great_gap_are_left_out_and_said(tmp_path, monkeypatch):
    monkeypatch.setattr(tab_reading, "FAR_GAP", 50)
    program = opened(tmp_path)
    program.tab(TAB).cells[200, 2] = Cell("P999")
    book = LiveBook(program)
    assert book.read(Projects).rows.tolist() == [4, 5, 6]
    assert [finding.cell for finding in book.findings] == ["B200"]


def test_formatting_to_the_edge_of_the_sheet_does_not_read_the_whole_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(tab_reading, "FAR_GAP", 50)
    monkeypatch.setattr(tab_reading, "MOST_CELLS", 10_000)
    program = opened(tmp_path)
    program.tab(TAB).cells[1_000_000, 2] = Cell(number_format="0.00")
    assert LiveBook(program).read(Projects).rows.tolist() == [4, 5, 6]
    assert program.calls["read"] == 2


@pytest.mark.parametrize("date1904", [False, True])
def test_day_numbers_without_a_date_format_count_as_in_the_file(tmp_path, date1904):
    path = tmp_path / "账.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": date1904})
    sheet = book.add_worksheet(Projects.title)
    titles = [Projects.code, Projects.project_name, Projects.stage, Projects.planned_start]
    sheet.write_row(2, 0, [column.title for column in titles])
    sheet.write_row(3, 0, ["P1", "甲", "在建", 43343.0])
    book.close()
    closed, live = ClosedBook.open(path).read(Projects), LiveBook(MemoryProgram(path)).read(Projects)
    assert live.values["planned_start"].tolist() == closed.values["planned_start"].tolist()
    assert live.values["planned_start"][0] == (44805.0 if date1904 else 43343.0)


def test_the_column_of_a_program_that_keeps_currency_is_asked_for_once_more(tmp_path):
    program = opened(tmp_path)
    at = place(program, "total_investment")
    program.tab(TAB).cells[at] = Cell(0.123456, "=A1/3", "¥#,##0.00")
    cells = LiveBook(program).read(Projects)
    assert cells.values["total_investment"].tolist() == [0.1235, 2000.0, 3000.0]
    assert program.calls["formula read"] == 1


def test_a_tabs_values_are_blank_outside_what_is_used():
    values = TabValues("表", 3, 2, [["甲", "", 1.0]])
    assert values.down(2, 1, 6) == [None, None, "甲", None, 1.0, None]
    assert values.down(9, 1, 2) == [None, None] and values.down(2, 8, 9) == [None, None]
    assert values.down(2, 1, 2) == [None, None] and values.down(2, 4, 5) == [None, 1.0]
    assert (values.at(5, 2), values.at(5, 3), values.last_row, values.right) == (1.0, None, 5, 2)
    assert values.part((2, 2, 3, 3)).columns == [["", "甲"], ["", ""]]
