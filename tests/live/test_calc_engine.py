"""xlwings 引擎：books, sheets, tables, names, colours in Calc, by xlwings' own words."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw
from live.calc import Calc

from addin.errors import ProgramError
from addin.libreoffice import CalcProgram
from addin.libreoffice.engine import NAME, register
from addin.libreoffice.sheets import filter_of
from addin.live.obstacles import arrays, merges, spans_of

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]


def test_the_engine_is_there_once_however_often_it_is_registered(calc: Calc) -> None:
    first, second = register(calc.office), register(calc.office)
    assert [engine.name for engine in xw.engines].count(NAME) == 1
    assert first is second is xw.engines.active


def test_books_and_sheets_are_found_by_name_and_number(
    calc: Calc, plain: CalcProgram, tmp_path: Path
) -> None:
    app = plain.book.app
    assert app.books["白纸.xlsx"].fullname == str(tmp_path / "白纸.xlsx")
    assert int(app.version.major) >= 7
    made = plain.book.sheets.add("月度计划", after=plain.book.sheets[0])
    assert [sheet.name for sheet in plain.book.sheets] == ["Sheet1", "月度计划"]
    assert (made.index, plain.book.sheets["月度计划"].index) == (2, 2)
    made.name = "月度进度"
    with pytest.raises(KeyError):
        plain.book.sheets("月度计划")
    made.delete()
    assert len(plain.book.sheets) == 1


def test_the_used_range_begins_where_something_stands(sheet: xw.Sheet) -> None:
    sheet["C4"].value = [[1, 2], [3, None]]
    assert sheet.used_range.address == "$C$4:$D$5"
    assert sheet["C4"].expand().address == "$C$4:$D$5"
    assert sheet["C4"].end("down").row == 5
    assert sheet["C5"].end("down").row == 1_048_576
    assert sheet["D4"].end("left").address == "$C$4"


def test_ranges_are_cut_and_addressed_as_in_excel(sheet: xw.Sheet) -> None:
    area = sheet["B2:D5"]
    assert (area.shape, area.row, area.column, len(area)) == ((4, 3), 2, 2, 12)
    assert area[1:, 0].address == "$B$3:$B$5"
    assert area(2, 3).address == "$D$3"
    assert sheet.range((2, 2), (5, 4)).address == area.address
    assert area.get_address(False, False) == "B2:D5"


def test_a_table_grows_and_shrinks_and_its_cells_stay(sheet: xw.Sheet) -> None:
    sheet["B3"].value = [["代码", "项目"], ["A", "甲"], ["B", "乙"]]
    table = sheet.tables.add(sheet["B3:C5"], name="表_项目清单")
    assert [one.name for one in sheet.tables] == ["表_项目清单"]
    assert table.header_row_range.value == ["代码", "项目"]
    assert table.data_body_range.value == [["A", "甲"], ["B", "乙"]]
    assert sheet["C4"].table.name == "表_项目清单"
    table.resize(sheet["B3:D9"])
    assert table.range.address == "$B$3:$D$9"
    table.resize(sheet["B3:C4"])
    assert (table.data_body_range.address, sheet["B5"].value) == ("$B$4:$C$4", "B")
    assert sheet["B5"].table is None


def test_names_stand_for_cells_or_for_none(plain: CalcProgram, sheet: xw.Sheet) -> None:
    plain.book.names.add("首页_亮灯", "=$Sheet1.$B$2:$C$4")
    plain.book.names.add("十二", "=12")
    assert [name.name for name in plain.book.names] == ["十二", "首页_亮灯"]
    assert plain.book.names["首页_亮灯"].refers_to_range.address == "$B$2:$C$4"
    assert sheet["首页_亮灯"].shape == (3, 2)
    with pytest.raises(ValueError, match="十二"):
        plain.book.names["十二"].refers_to_range  # noqa: B018 (a property that raises)
    plain.book.names["十二"].delete()
    assert "十二" not in plain.book.names


def test_colours_and_fonts_are_kept(sheet: xw.Sheet) -> None:
    sheet["B2"].color = (198, 40, 40)
    sheet["B3"].color = "#2E8B57"
    sheet["B2"].font.color = (255, 255, 255)
    sheet["B2"].font.bold = True
    assert [sheet["B2"].color, sheet["B3"].color, sheet["B4"].color] == [(198, 40, 40), (46, 139, 87), None]
    assert (sheet["B2"].font.color, sheet["B2"].font.bold, sheet["B3"].font.bold) == (
        (255, 255, 255),
        True,
        False,
    )


def test_a_number_format_is_told_only_where_all_cells_have_it(sheet: xw.Sheet) -> None:
    assert sheet["A1"].number_format == "General"
    sheet["A1:A3"].number_format = "0.00%"
    sheet["A4"].number_format = "@"
    assert [sheet["A1:A3"].number_format, sheet["A4"].number_format] == ["0.00%", "@"]
    assert sheet["A1:A4"].number_format is None


def test_rows_have_heights(sheet: xw.Sheet) -> None:
    sheet["A2:A3"].row_height = 40
    assert [sheet[f"A{row}"].row_height for row in (2, 3)] == pytest.approx([40, 40], abs=0.1)
    assert sheet["A4"].row_height < 20


def test_what_calc_refuses_is_said_plainly(sheet: xw.Sheet) -> None:
    """A sheet that is protected, and a book that is closed while a program works on it."""
    sheet.api.protect("")
    with pytest.raises(ProgramError, match=r"白纸\.xlsx：LibreOffice 不让动这些单元格。"):
        sheet["A1"].value = "甲"
    assert sheet["A1"].value is None
    sheet.book.close()
    with pytest.raises(ProgramError, match=r"白纸\.xlsx：在 LibreOffice 里被关闭了。"):
        sheet["A1:B2"].value  # noqa: B018 (a property that raises)


def test_merged_cells_are_told(sheet: xw.Sheet) -> None:
    sheet["B2:C3"].merge()
    assert (sheet["C3"].merge_cells, sheet["C3"].merge_area.address) == (True, "$B$2:$C$3")
    assert not sheet["D4"].merge_cells
    # Of many cells: all merged, some of them (the first of them not), none.
    assert [sheet[area].merge_cells for area in ("B2:C3", "A1:D4", "C1:C9", "D1:D9")] == [
        True, None, None, False,
    ]  # fmt: skip
    assert merges(sheet, spans_of((1, 1, 9, 9))) == [(2, 2, 3, 3)]


def test_array_formulas_are_told_from_formulas_and_from_text(sheet: xw.Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["B1"].formula = "=A1*2"
    sheet["B2:B3"].api.setArrayFormula("=A2:A3*2")
    sheet["C1"].api.getCellByPosition(0, 0).setString("{=A1}")
    sheet["C2"].formula = "=A1"
    assert [sheet[area].has_array for area in ("A1:A3", "B1", "B2", "B1:B3", "C1", "C1:C2")] == [
        False, False, True, None, False, None,
    ]  # fmt: skip
    assert arrays(sheet, spans_of((1, 1, 9, 9))) == [(2, 2, 2, 2), (3, 2, 3, 2)]


def test_a_book_is_saved_closed_and_opened_again(calc: Calc, plain: CalcProgram, sheet: xw.Sheet) -> None:
    path = plain.book.fullname
    sheet["A1"].value = "甲"
    plain.book.save()
    plain.book.close()
    again = register(calc.office).apps[1].books.open(path)
    assert again.sheets[0]["A1"].value == "甲"


def test_a_file_of_another_kind_is_not_written() -> None:
    with pytest.raises(ProgramError, match=r"台账\.txt：不是能保存的工作簿类型。"):
        filter_of(Path("台账.txt"))
