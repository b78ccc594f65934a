"""单元格的值：written into Calc and read back through xlwings; what a file holds, read by Calc."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from live.calc import Calc

from addin.libreoffice import CalcProgram

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]

MIDNIGHT = dt.datetime(2022, 9, 30)


def test_every_kind_of_value_comes_back_as_it_was(sheet: xw.Sheet) -> None:
    written = [
        "文字",
        1.5,
        -3.0,
        0.0,
        1e15,
        True,
        False,
        MIDNIGHT,
        dt.datetime(2022, 9, 30, 8, 5, 30),
        None,
        1.0,
    ]
    sheet["B2"].options(transpose=True).value = written
    found = sheet["B2:B12"].value
    assert found == written
    assert [type(one) for one in found] == [type(one) for one in written]


def test_a_text_stays_a_text_however_it_looks(sheet: xw.Sheet) -> None:
    written = ["=1+1", "'引号", "3-4", "1.50", "2022-09-30", "TRUE", "#REF!", "+86", " 空格 ", "两\n行"]
    sheet["A1"].value = [written]
    assert sheet["A1:J1"].value == written


def test_a_long_text_is_kept_whole(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "长" * 32_767
    assert sheet["A1"].value == "长" * 32_767


def test_a_date_shows_as_a_date_and_keeps_a_format_that_it_has(sheet: xw.Sheet) -> None:
    sheet["A2"].number_format = 'yyyy"年"m"月"'
    sheet["A1"].value = [[dt.date(2022, 9, 30)], [dt.date(2022, 9, 1)]]
    shown = [sheet["A1:A2"].api.getCellByPosition(0, row).String for row in (0, 1)]
    assert shown == ["2022-09-30", "2022年9月"]
    assert sheet["A1:A2"].options(dates=dt.date).value == [dt.date(2022, 9, 30), dt.date(2022, 9, 1)]


def test_numbers_that_are_not_there_are_blanks_and_infinity_is_refused(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [float("nan"), "", 2]
    assert sheet["A1:C1"].value == [None, None, 2.0]
    with pytest.raises(ValueError, match="infinity"):
        sheet["A1"].value = float("inf")


def test_a_failed_formula_is_told_apart_from_a_blank(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = [["=1/0"], ["=NA()"], ['=VALUE("x")'], ["=nosuch()"], ['=""']]
    assert sheet["A1:A6"].options(err_to_str=True).value == [
        "#DIV/0!",
        "#N/A",
        "#VALUE!",
        "#NAME?",
        None,
        None,
    ]
    assert sheet["A1:A6"].value == [None] * 6


def test_formulas_that_give_dates_and_truths_are_read_as_such(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = "=DATE(2022;9;30)"
    sheet["A2"].formula = "=1=1"
    sheet["A3"].formula = "=2+3"
    assert sheet["A1:A3"].value == [MIDNIGHT, True, 5.0]


def test_a_truth_that_a_person_typed_is_no_number(sheet: xw.Sheet) -> None:
    """Calc keeps what is typed as TRUE as the number 1 in a format of its own."""
    sheet["A1"].value = [[1.0], [1.0], [0.0]]
    formats = sheet.book.api.NumberFormats
    sheet["A2"].api.NumberFormat = formats.getStandardFormat(1024, sheet.book.api.CharLocale)
    assert sheet["A1:A3"].value == [1.0, True, 0.0]


def test_100000_cells_written_in_pieces_are_all_there(sheet: xw.Sheet) -> None:
    """7,000 rows of 15 in pieces of 2,000: the last piece is shorter than the others."""
    rows = [[float(row * 15 + column) for column in range(15)] for row in range(7_000)]
    sheet["C3"].options(chunksize=2_000).value = rows
    assert sheet["C3"].resize(7_000, 15).options(chunksize=3_000).value == rows
    assert sheet.used_range.address == "$C$3:$Q$7002"


def test_a_scalar_fills_its_range_and_a_formula_moves_along(sheet: xw.Sheet) -> None:
    sheet["A1:B2"].value = 7
    assert sheet["A1:B2"].value == [[7.0, 7.0], [7.0, 7.0]]
    sheet["D1:D2"].formula = [["=A1+1"], ["=A2+2"]]
    assert sheet["D1:D2"].value == [8.0, 9.0]
    assert sheet["D2"].formula == "=A2+2"


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 6) + 0.0),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(VALUES, min_size=n, max_size=n), min_size=1, max_size=6)
    )
)
def test_whatever_is_written_is_read(sheet: xw.Sheet, rows: list[list[object]]) -> None:
    sheet["A1:Z99"].clear()
    area = sheet["B2"].resize(len(rows), len(rows[0]))
    area.value = rows
    assert area.options(ndim=2).value == rows


def test_what_a_file_holds_is_read_as_another_reader_reads_it(calc: Calc, tmp_path: Path) -> None:
    """Truths, dates and times in cells of every format, as openpyxl wrote them."""
    cells = [
        (True, "General"), (True, "@"), (False, "0.00"), (dt.date(2022, 9, 1), "yyyy-mm-dd"),
        (dt.datetime(2022, 9, 1, 8, 30), "yyyy-mm-dd hh:mm"), (44805, 'yyyy"年"m"月"'), (44805, "@"),
        (0.25, "h:mm"), (1.25, "[h]:mm"), (44805.5, "0.00%"), (44805.5, "[Red]General"), ("2022", "General"),
    ]  # fmt: skip
    book = openpyxl.Workbook()
    for row, (value, form) in enumerate(cells, 1):
        book.active.cell(row, 1, value).number_format = form
    path = tmp_path / "各种格式.xlsx"
    book.save(path)
    with calc.closing():
        assert calc.open(path).book.sheets[0]["A1:A12"].value == [
            True, True, False, dt.datetime(2022, 9, 1), dt.datetime(2022, 9, 1, 8, 30), dt.datetime(2022, 9, 1), 44805.0,
            dt.datetime(1899, 12, 30, 6), 1.25, 44805.5, 44805.5, "2022",
        ]  # fmt: skip


def test_a_copy_that_is_saved_reads_the_same_elsewhere(
    plain: CalcProgram, sheet: xw.Sheet, tmp_path: Path
) -> None:
    sheet["A1"].value = ["=文字", 1.5, True, MIDNIGHT, None, "3-4"]
    copy = tmp_path / "副本.xlsx"
    plain.save_copy(copy)
    row = next(openpyxl.load_workbook(copy, data_only=True).active.iter_rows(max_row=1, values_only=True))
    assert row == ("=文字", 1.5, True, MIDNIGHT, None, "3-4")
