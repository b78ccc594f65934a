"""LibreOffice 里的台账：protection, quiet, new rows, selection, typing, copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from live.calc import Calc
from live.conftest import copied
from live.screen import until

from addin.errors import ProgramError
from addin.libreoffice import CalcProgram, attach
from addin.libreoffice.connection import property_values, uno
from addin.libreoffice.program import ADDRESS
from addin.live.program import Selection
from addin.schema import Cockpit, Findings, Projects, Rankings

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]


@pytest.fixture(scope="module")
def master(calc: Calc, blank_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalcProgram]:
    with calc.closing():
        yield calc.open(copied(blank_book, tmp_path_factory.mktemp("master")))


def state(program: CalcProgram) -> tuple[object, ...]:
    document = program.book.api
    return (
        document.isAutomaticCalculationEnabled(),
        document.hasControllersLocked(),
        document.isActionLocked(),
        document.UndoManager.isLocked(),
        [sheet.name for sheet in program.book.sheets if sheet.api.isProtected()],
    )


def permissions(path: Path, tab: str) -> dict[str, object]:
    protection = openpyxl.load_workbook(path)[tab].protection
    names = ("sheet", "formatColumns", "formatRows", "sort", "autoFilter", "insertRows", "selectLockedCells")
    return {name: bool(getattr(protection, name)) for name in names}


def test_work_done_quietly_leaves_everything_as_it_was_also_after_an_error(master: CalcProgram) -> None:
    before = state(master)
    with pytest.raises(ZeroDivisionError), master.quiet(), master.writable(Rankings.title):
        assert state(master) != before
        master.book.sheets[Rankings.title]["B9"].value = "甲"
        raise ZeroDivisionError
    assert state(master) == before
    assert master.book.sheets[Rankings.title]["B9"].value == "甲"


def test_a_protected_sheet_is_protected_again_with_the_same_permissions(
    master: CalcProgram, tmp_path: Path
) -> None:
    """Charts that take over new figures in between make Calc record steps again; that must not matter."""
    asked = permissions(Path(master.book.fullname), Rankings.title)
    assert asked["sheet"] and not asked["autoFilter"]  # in the file's words: not forbidden
    with master.quiet(), master.writable(Cockpit.title), master.writable(Rankings.title):
        cockpit = master.book.sheets[Cockpit.title]
        for number in range(3):
            cockpit["G6:H9"].value = [["绿", number], ["黄", 7], ["红", 5], ["灰", 8]]
            master.book.sheets[Rankings.title]["B9"].value = f"第{number}次"
    copy = tmp_path / "副本.xlsm"
    master.save_copy(copy)
    for tab in (Rankings.title, Cockpit.title):
        assert permissions(copy, tab) == permissions(Path(master.book.fullname), tab)


def test_a_sheet_with_a_password_is_refused_and_stays_protected(plain: CalcProgram, sheet: xw.Sheet) -> None:
    sheet.api.protect("秘密")
    with (
        pytest.raises(ProgramError, match="工作表“Sheet1”：设了保护密码，写不进去。"),
        plain.writable(sheet.name),
    ):
        raise AssertionError
    assert sheet.api.isProtected()


def test_new_rows_look_like_the_row_above(plain: CalcProgram, sheet: xw.Sheet) -> None:
    """Number formats, colours, borders, a drop-down, a condition, also in a hidden column."""
    sheet["A3"].value = [["甲", 0.5, "红", "暗"]]
    sheet["B3"].number_format = "0.0%"
    sheet["A3"].color = (1, 2, 3)
    sheet["D3"].font.bold = True
    sheet["D3"].api.Columns.IsVisible = False
    sheet["A3"].row_height = 33
    _give_drop_down(sheet["C3"].api)
    _give_condition(plain, sheet["C3"].api)
    sheet["A4"].value = "已有"
    plain.like_row_above(sheet.name, 4, 6, 1, 4)
    assert sheet["B4:B6"].number_format == "0.0%"
    assert [sheet[f"A{row}"].color for row in (4, 6, 7)] == [(1, 2, 3), (1, 2, 3), None]
    assert (sheet["D5"].font.bold, sheet["A6"].row_height) == (True, pytest.approx(33, abs=0.1))
    assert sheet["C6"].api.Validation.getFormula1() == '"红";"黄"'
    formats = sheet.api.ConditionalFormats.getConditionalFormats()
    assert [one.Range.RangeAddressesAsString.rpartition(".")[2] for one in formats] == ["C3:C6"]
    assert sheet["A4"].value == "已有"


def test_formulas_below_a_row_are_noticed_also_truth_values_and_arrays(
    plain: CalcProgram, sheet: xw.Sheet
) -> None:
    sheet["B2"].formula = "=1+1"
    assert plain.has_formulas(sheet.name, 1) and not plain.has_formulas(sheet.name, 2)
    sheet["F900"].value = True  # Calc keeps it as a formula
    assert plain.has_formulas(sheet.name, 2) and plain.has_formulas(sheet.name, 899)
    sheet["F900"].value = None
    assert not plain.has_formulas(sheet.name, 2)
    sheet["D5:D6"].api.setArrayFormula("=A1:A2*2")
    assert plain.has_formulas(sheet.name, 4)


def _give_drop_down(area: Any) -> None:
    rule = area.Validation
    rule.Type = uno().Enum("com.sun.star.sheet.ValidationType", "LIST")
    rule.setFormula1('"红";"黄"')
    area.Validation = rule


def _give_condition(program: CalcProgram, area: Any) -> None:
    """A rule of the kind CONDITION, the first of them."""
    ranges = program.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    ranges.addRangeAddress(area.RangeAddress, False)
    formats = area.Spreadsheet.ConditionalFormats
    formats.createByRange(ranges)
    formats.getConditionalFormats()[0].createEntry(0, 0)


def test_rows_are_fitted_to_long_texts_but_not_where_a_person_set_the_height(
    plain: CalcProgram, sheet: xw.Sheet
) -> None:
    sheet["A1:A4"].wrap_text = True
    sheet["A3"].row_height = 20
    with plain.quiet(), plain.writable(sheet.name):
        sheet["A1"].value = [
            ["短"],
            ["很长的一句话，要折成好几行才放得下" * 3],
            ["同样很长的一句话" * 5],
            ["短"],
        ]
    heights = [sheet[f"A{row}"].row_height for row in (1, 2, 3, 4)]
    assert heights[1] > 3 * heights[0]
    assert (heights[2], heights[3]) == (pytest.approx(20, abs=0.2), heights[0])


def test_the_mark_differs_once_a_person_has_typed_and_not_when_we_wrote(
    calc: Calc, plain: CalcProgram, sheet: xw.Sheet
) -> None:
    with plain.quiet(), plain.writable(sheet.name):
        sheet["A1"].value = "我们写的"
    before = plain.mark()
    assert before is not None
    with plain.quiet(), plain.writable(sheet.name):
        sheet["A2"].value = "我们写的"
    assert plain.mark() == before
    calc.click_into_cells(plain)
    calc.screen.type("12")
    calc.screen.press("Return")
    until(lambda: plain.mark() != before, "多出一步", 10)


def test_the_selection_is_rows_that_can_be_seen_of_all_areas(plain: CalcProgram, sheet: xw.Sheet) -> None:
    sheet["A1:C9"].value = 1
    sheet["A4"].api.Rows.IsVisible = False
    areas = plain.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    for name in ("A7:B8", "C2:C5"):
        areas.addRangeAddress(sheet[name].api.RangeAddress, False)
    plain.book.api.CurrentController.select(areas)
    assert plain.selection() == Selection("Sheet1", (2, 3, 5, 7, 8))


def test_a_whole_column_counts_to_the_last_used_row_and_a_filter_hides_rows(
    plain: CalcProgram, sheet: xw.Sheet
) -> None:
    sheet["A1"].value = [["灯"], ["红"], ["绿"], ["红"]]
    _filter_for(sheet["A1:A4"].api, "红")
    plain.book.api.CurrentController.select(sheet["A:A"].api)
    assert plain.selection() == Selection("Sheet1", (1, 2, 4))


def _filter_for(area: Any, text: str) -> None:
    field = uno().createUnoStruct("com.sun.star.sheet.TableFilterField")
    field.Operator = uno().Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
    field.StringValue = text
    descriptor = area.createFilterDescriptor(True)
    descriptor.ContainsHeader = True
    descriptor.setFilterFields((field,))
    area.filter(descriptor)


def test_a_picture_is_no_selection_of_cells(plain: CalcProgram, sheet: xw.Sheet) -> None:
    document = plain.book.api
    shape = document.createInstance("com.sun.star.drawing.RectangleShape")
    sheet.api.DrawPage.add(shape)
    document.CurrentController.select(shape)
    assert plain.selection() is None
    plain.go_to("Sheet1", "B4")
    assert plain.selection() == Selection("Sheet1", (4,))


def test_going_to_a_sheet_that_is_not_there_is_refused(plain: CalcProgram) -> None:
    with pytest.raises(ProgramError, match="没有工作表“项目清单”"):
        plain.go_to(Projects.title)


@pytest.mark.parametrize("has_formula_bar", [True, False])
def test_a_cell_that_is_typed_into_is_noticed(calc: Calc, plain: CalcProgram, has_formula_bar: bool) -> None:
    """Without the formula bar it is noticed by those who were looking before the typing began."""
    if not has_formula_bar:
        _do(calc, plain, ".uno:InputLineVisible")
    assert not plain.is_editing
    watched = list(_panes(plain))
    calc.click_into_cells(plain)
    calc.screen.type("12")
    until(lambda: plain.is_editing, "正在输入", 10)
    calc.screen.press("Escape")
    until(lambda: not plain.is_editing, "放弃输入", 10)
    assert watched
    if not has_formula_bar:
        _do(calc, plain, ".uno:InputLineVisible")


def _do(calc: Calc, program: CalcProgram, command: str) -> None:
    frame = program.book.api.CurrentController.Frame
    calc.office.service("com.sun.star.frame.DispatchHelper").executeDispatch(frame, command, "", 0, ())


def _panes(program: CalcProgram) -> Iterator[Any]:
    window = program.book.api.CurrentController.Frame.ComponentWindow.AccessibleContext
    for index in range(window.AccessibleChildCount):
        part = window.getAccessibleChild(index).AccessibleContext
        yield from (part.getAccessibleChild(place) for place in range(part.AccessibleChildCount))


def test_a_sheet_alone_is_printed_to_a_pdf_and_nothing_changes(master: CalcProgram, tmp_path: Path) -> None:
    was = master.is_modified
    target = tmp_path / "校核清单.pdf"
    master.print_tab(Findings.title, target)
    assert target.read_bytes().startswith(b"%PDF")
    assert master.is_modified == was
    with pytest.raises(ProgramError, match="没有这个文件夹"):
        master.print_tab(Findings.title, tmp_path / "没有" / "a.pdf")


def test_a_read_only_book_says_so(calc: Calc, plain: CalcProgram) -> None:
    assert not plain.is_read_only
    path = Path(plain.book.fullname)
    plain.book.close()
    how = property_values(ReadOnly=True)
    calc.office.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, how)
    assert calc.program(path).is_read_only


@pytest.fixture
def attached(calc: Calc, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], CalcProgram]:
    monkeypatch.setenv(ADDRESS, calc.address)
    return attach


def test_a_book_is_found_by_path_and_by_address(
    plain: CalcProgram, attached: Callable[[str], CalcProgram], tmp_path: Path
) -> None:
    path = tmp_path / "白纸.xlsx"
    assert attached(str(path)).book.fullname == attached(path.as_uri()).book.fullname == str(path)
    with pytest.raises(ProgramError, match=r"别的\.xlsx：没有在 LibreOffice 里打开。"):
        attached(str(tmp_path / "别的.xlsx"))


def test_two_open_books_of_one_name_are_refused(
    calc: Calc, plain: CalcProgram, attached: Callable[[str], CalcProgram], tmp_path: Path
) -> None:
    plain.book.save()
    other = copied(tmp_path / "白纸.xlsx", tmp_path / "另一处")
    calc.office.desktop.loadComponentFromURL(other.as_uri(), "_blank", 0, ())
    with pytest.raises(ProgramError, match=r"白纸\.xlsx：打开了 2 份同名的台账。"):
        attached(str(tmp_path / "白纸.xlsx"))


def test_without_the_address_the_person_is_told_how_to_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    with pytest.raises(ProgramError, match="请用 liangdeng live 打开这份台账"):
        attach("/台账.xlsm")
