"""Files from outside are read in a child process with limits."""

import datetime as dt

import pytest
from workbook_samples import plain_book, project_book, sheet_data

from addin.errors import ProgramError
from addin.schema import Projects
from addin.workbook.child import read_in_child
from addin.workbook.closed_file import open_outside
from addin.workbook.port import Edits


def test_a_child_reads_what_this_process_would(tmp_path):
    book = open_outside(project_book(tmp_path / "账.xlsx"))
    assert book.read(Projects).values["total_investment"].tolist() == [32000.0, 8600.5, 15000.0]


def test_every_kind_of_value_comes_over(tmp_path):
    path = plain_book(tmp_path / "账.xlsx", {"B2": "文\n字", "C2": 1.5, "D2": True, "E2": ""})
    grid = read_in_child(path).grid("表")
    assert (grid.left, list(grid.rows)) == (2, [["", "", ""], ["文\n字", 1.5, True]])


def test_dates_come_over(tmp_path):
    path = project_book(tmp_path / "账.xlsx", [("r", "P1", dt.date(2022, 9, 1))])
    assert isinstance(open_outside(path).read(Projects).values["project_name"][0], float | dt.date)


def test_only_the_named_tabs_are_read(tmp_path):
    path = project_book(
        tmp_path / "账.xlsx", more=lambda workbook: workbook.add_worksheet("别的").write("A1", 1)
    )
    assert read_in_child(path, ["别的"]).tabs == ["别的"]


def test_what_the_gate_refuses_is_said_by_the_child(tmp_path):
    path = tmp_path / "账.xlsx"
    path.write_bytes(b"%PDF")
    with pytest.raises(ProgramError) as caught:
        read_in_child(path)
    assert str(caught.value) == "账.xlsx：这是 PDF，不是工作簿。请换成 .xlsx 或 .xlsm 工作簿。"


def test_a_child_that_takes_too_much_memory_dies_alone(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(f'<row r="{r}"/>' for r in range(2, 60_000))
    path = sheet_data(
        plain_book(tmp_path / "账.xlsx", {"A1": 1}), rows + '<row r="60000"><c r="ZZ60000"><v>1</v></c></row>'
    )
    with pytest.raises(ProgramError) as caught:
        read_in_child(path, memory_limit=600 << 20)
    assert str(caught.value) == (
        "账.xlsx：读取它要用的内存超出限度，已停止。请用 Excel 或 WPS 打开，删去多余的格式和空行，另存后再试。"
    )


def test_a_child_that_takes_too_long_is_stopped(tmp_path):
    with pytest.raises(ProgramError) as caught:
        read_in_child(project_book(tmp_path / "账.xlsx"), seconds=0.001)
    assert str(caught.value) == (
        "账.xlsx：读了 0.001 秒还没读完，已停止。请用 Excel 或 WPS 打开，删去多余的格式和空行，另存后再试。"
    )


def test_a_file_from_outside_is_never_written(tmp_path):
    book = open_outside(project_book(tmp_path / "账.xlsx"))
    with pytest.raises(ProgramError) as caught:
        book.save(Edits(), "重算")
    assert str(caught.value) == "账.xlsx：这是外来文件，只读不写。请写到自己的台账里。"
