"""ExcelProgram against a recorded COM object model: what it asks of Excel, and how refusals read."""

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from live_memory.fake_com import Area, Collection, ComError, FakeBook, FakeSheet

from addin.errors import ProgramError
from addin.live.com import BUSY, be_patient_not_for_ever, plain_error
from addin.live.excel import ExcelProgram
from addin.live.program import Selection

PATH = r"C:\办公\台账.xlsx"


def nobody_chooses(text, options, title):
    raise AssertionError(text)


@pytest.fixture
def book():
    return FakeBook(PATH)


@pytest.fixture
def program(book):
    return ExcelProgram(book, nobody_chooses)


def refused(action):
    with pytest.raises(ProgramError) as caught:
        action()
    return str(caught.value)


def attach(fullname, *books):
    return ExcelProgram.attach(fullname, nobody_chooses, [SimpleNamespace(books=[book]) for book in books])


def test_it_attaches_to_the_workbook_of_that_full_path_in_any_excel(book):
    other = FakeBook(r"C:\办公\别的.xlsx")
    assert attach(PATH, other, book).book is book
    assert attach("c:/办公/台账.XLSX", other, book).book is book


def test_the_same_file_by_another_road_is_the_same_workbook(tmp_path):
    real = tmp_path / "台账.xlsx"
    real.write_bytes(b"x")
    (tmp_path / "盘").symlink_to(tmp_path)
    book = FakeBook(str(real))
    assert attach(str(tmp_path / "盘" / "台账.xlsx"), book).book is book


def test_two_open_workbooks_of_one_name_are_not_told_apart_but_refused(book):
    twin = FakeBook(r"D:\备份\台账.xlsx")
    assert (
        refused(lambda: attach(PATH, twin, book))
        == "台账.xlsx：有两本同名的台账同时开着。请关闭其中一本后再试。"
    )


def test_a_workbook_that_is_not_open_is_named(book):
    other = FakeBook(r"D:\备份\台账.xlsx")
    for open_books in ((), (other,)):
        message = refused(lambda open_books=open_books: attach(PATH, *open_books))
        assert message == "台账.xlsx：没有在 Excel 里打开。请先用 Excel 打开这本台账。"


def test_xlwings_no_longer_repeats_a_rejected_call_for_ever(monkeypatch):
    engine = SimpleNamespace(N_COM_ATTEMPTS=0)
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", engine)
    be_patient_not_for_ever()
    assert engine.N_COM_ATTEMPTS > 100


def test_state_and_copy_come_from_the_workbook(book, program, tmp_path):
    assert (program.is_read_only, program.is_modified, program.plain_text) == (False, False, False)
    book.api.ReadOnly, book.api.Saved = True, False
    assert (program.is_read_only, program.is_modified) == (True, True)
    program.save_copy(tmp_path / "副本.xlsx")
    assert book.saved_as == [str(tmp_path / "副本.xlsx")]


@pytest.mark.parametrize("code", sorted(BUSY))
def test_a_rejected_call_reads_as_a_cell_being_edited(book, program, code):
    message = "副本.xlsx：正在编辑单元格。请按回车或 Esc 后再点。"
    for error in (ComError(code), ComError(-2147352567, scode=code)):
        book.refusing = error
        assert refused(lambda: program.save_copy(Path("副本.xlsx"))) == message


def test_any_other_refusal_keeps_excels_own_words(book, program):
    book.refusing = ComError(-2147352567, "无法访问\n“副本.xlsx”。")
    assert refused(lambda: program.save_copy(Path("副本.xlsx"))) == (
        "副本.xlsx：Excel 没有照办（无法访问 “副本.xlsx”。）。请再试一次；还是不行，请保存后重新打开台账。"
    )
    assert "没有照办（断了）" in str(plain_error("台账", ValueError("断了")))


def test_typing_into_a_cell_is_noticed(book, program):
    assert not program.is_editing
    book.app.api.editing = True
    assert program.is_editing


STATE = ("ScreenUpdating", "EnableEvents", "DisplayAlerts", "Calculation")


def state(book):
    application = book.app.api
    correction = application.AutoCorrect
    return [getattr(application, name) for name in STATE], vars(correction).copy()


def test_quiet_puts_everything_back_exactly_also_after_an_error(book, program):
    before = state(book)
    with pytest.raises(ZeroDivisionError), program.quiet():
        assert state(book) == (
            [False, False, False, -4135],
            {"AutoExpandListRange": False, "AutoFillFormulasInLists": False},
        )
        raise ZeroDivisionError
    assert state(book) == before


def test_what_was_switched_before_excel_refused_is_put_back(book, program, monkeypatch):
    application = type(book.app.api)
    monkeypatch.setattr(application, "Calculation", property(lambda one: 2, _reject), raising=False)
    before = state(book)
    assert "正在编辑单元格" in refused(lambda: program.quiet().__enter__())
    assert state(book) == before


def _reject(application, value):
    raise ComError(-2147418111)


def test_protection_is_lifted_and_put_back_with_the_same_permissions(book, program):
    sheet = book.tabs["项目清单"]
    sheet.ProtectContents = True
    with pytest.raises(ZeroDivisionError), program.writable("项目清单"):
        assert not sheet.ProtectContents
        raise ZeroDivisionError
    ((name, arguments),) = sheet.calls
    assert name == "Protect" and sheet.ProtectContents and sheet.EnableSelection == 1
    assert "Password" not in arguments
    assert {name for name, given in arguments.items() if given} == {"AllowSorting", "Contents", "Scenarios"}
    assert len(arguments) == 15


def test_an_unprotected_sheet_stays_unprotected(book, program):
    with program.writable("项目清单"):
        pass
    assert book.tabs["项目清单"].calls == [] and not book.tabs["项目清单"].ProtectContents


def test_a_password_is_never_asked_for_but_said():
    book = FakeBook(PATH, {"亮灯台账": FakeSheet("亮灯台账", password="秘")})
    book.tabs["亮灯台账"].ProtectContents = True
    message = refused(lambda: ExcelProgram(book, nobody_chooses).writable("亮灯台账").__enter__())
    assert message == "亮灯台账：工作表有密码保护，写不进去。请在“审阅”里撤销工作表保护后再试。"
    assert book.tabs["亮灯台账"].ProtectContents


def test_formats_and_drop_downs_are_carried_from_the_row_above(book, program):
    program.like_row_above("项目清单", 41, 45, 1, 60)
    assert book.tabs["项目清单"].calls == [
        ("Copy", 40, 40),
        ("PasteSpecial", -4122, 41, 45),
        ("PasteSpecial", 6, 41, 45),
    ]
    assert book.app.api.CutCopyMode is False


@pytest.mark.parametrize(("hidden", "copied"), [({39, 40}, 38), (set(range(4, 41)), 40)])
def test_of_filtered_rows_one_that_shows_is_copied_but_never_the_header(book, program, hidden, copied):
    sheet = book.tabs["项目清单"]
    sheet.FilterMode, sheet.hidden = True, hidden
    program.like_row_above("项目清单", 41, 41, 1, 60)
    assert sheet.calls[0] == ("Copy", copied, copied)


@pytest.mark.parametrize(
    ("rows", "found"),
    [(set(), False), ({2, 20}, False), ({2, 21}, True), ({1000}, True), (set(range(1, 1001)), True)],
)
def test_formulas_below_a_row_are_noticed_to_the_last_row_of_the_sheet(book, program, rows, found):
    book.tabs["项目清单"].formula_rows = rows
    assert program.has_formulas("项目清单", 20) is found


def select(book, *areas):
    sheet = book.tabs["项目清单"]
    book.app.api.Selection = SimpleNamespace(Areas=Collection([Area(sheet, *area) for area in areas]))


def test_rows_of_several_areas_are_taken_once_and_in_order(book, program):
    select(book, (9, 10), (5, 5), (10, 12))
    assert program.selection() == Selection("项目清单", (5, 9, 10, 11, 12))


def test_hidden_rows_are_left_out_and_whole_columns_end_with_what_is_used(book, program):
    book.tabs["项目清单"].hidden = {6, 8}
    select(book, (4, 8), (8, 8))
    assert program.selection().rows == (4, 5, 7)
    select(book, (1, 1048576))
    assert program.selection().rows == tuple(row for row in range(1, 41) if row not in (6, 8))
    book.tabs["项目清单"].hidden = set(range(1, 41))
    assert program.selection().rows == ()


def test_a_chart_another_workbook_or_no_sheet_is_no_selection(book, program):
    book.app.api.Selection = SimpleNamespace(Name="图表 1")
    assert program.selection() is None
    select(book, (4, 5))
    book.app.api.ActiveWorkbook.Name = "别的.xlsx"
    assert program.selection() is None
    book.app.api.ActiveSheet = None
    assert program.selection() is None


def test_status_bar_going_to_a_sheet_and_printing(book, program, tmp_path):
    program.status("正在重算")
    assert book.app.api.StatusBar == "正在重算"
    program.status(None)
    assert book.app.api.StatusBar is False
    program.go_to("项目清单", "B7")
    program.print_tab("项目清单", tmp_path / "一页.pdf")
    assert book.saved_as == ["front"]
    assert book.tabs["项目清单"].calls == [
        ("Activate",),
        ("Select", 7),
        ("ExportAsFixedFormat", 0, str(tmp_path / "一页.pdf")),
    ]


def test_messages_and_questions_stand_above_excel(book, program, monkeypatch):
    boxes = []
    answer = [1, 6, 7]

    def box(window, text, title, kind):
        boxes.append((window, text, title, kind))
        return answer.pop(0)

    monkeypatch.setattr(
        ctypes, "windll", SimpleNamespace(user32=SimpleNamespace(MessageBoxW=box)), raising=False
    )
    program.say("好了", "重新计算")
    assert (program.confirm("要吗", "撤销"), program.confirm("要吗", "撤销")) == (True, False)
    assert [(window, text) for window, text, _, _ in boxes] == [(99, "好了"), (99, "要吗"), (99, "要吗")]
    assert [kind & 0xF for _, _, _, kind in boxes] == [0, 4, 4]


def test_one_of_several_is_chosen_in_the_systems_list(book):
    asked = []

    def last(text, options, title):
        asked.append((text, title))
        return options[-1]

    assert ExcelProgram(book, last).choose("写哪一种", ["甲", "乙"], "更多") == "乙"
    assert asked == [("写哪一种", "更多")]


def test_files_are_chosen_in_excels_own_dialog(book, program):
    book.app.api.answers = [("C:/来/甲.xlsx", "C:/来/乙.xls"), False]
    assert program.choose_files("导入", [".xlsx", ".xls"]) == [Path("C:/来/甲.xlsx"), Path("C:/来/乙.xls")]
    assert book.app.api.asked[0] == ("*.xlsx;*.xls,*.xlsx;*.xls", 1, "导入", None, True)
    assert program.choose_files("导入", [".xlsx"]) == []
