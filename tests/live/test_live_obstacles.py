"""点不成的时候：one plain message, and the workbook as it was."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from live.calc import Calc
from live.conftest import copied
from live.screen import until

from addin.libreoffice import CalcProgram
from addin.libreoffice.connection import property_values
from addin.libreoffice.launch import load
from addin.libreoffice.toolbar import show_toolbar
from addin.schema import Cockpit, Projects

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]

RECALC, REMINDER, CHECK = "重新计算", "提醒函", "校核"


class Standing:
    """`program` shows the sample; every test leaves it as it found it, unchanged."""

    def __init__(self, calc: Calc, path: Path) -> None:
        self.calc = calc
        self.path = path
        self.program: CalcProgram = calc.open(path)
        self.bytes = path.read_bytes()

    def said_to(self, label: str) -> str:
        """What the message box says to a click on the toolbar."""
        self.calc.click_toolbar(self.program, label)
        said = self.calc.message()
        self.calc.answer("Escape")
        return said

    @property
    def is_untouched(self) -> bool:
        kept = self.path.with_suffix(".版本").exists() or (self.path.parent / "文书").exists()
        return self.path.read_bytes() == self.bytes and not kept and not self.program.is_modified


@pytest.fixture(scope="module")
def standing(calc: Calc, sample_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    with calc.closing():
        yield Standing(calc, copied(sample_book, tmp_path_factory.mktemp("standing")))


def test_a_click_while_a_cell_is_typed_into(standing: Standing) -> None:
    """Calc leaves the cell as it is, half typed, while a toolbar button is clicked."""
    standing.program.go_to(Projects.title, "D6")
    standing.calc.click_into_cells(standing.program)
    standing.calc.screen.type("12")
    said = standing.said_to(REMINDER)
    assert said == "台账.xlsm：有一格正在输入，还没有确认。请按回车确认（或按 Esc 放弃），再点一次。"
    standing.calc.give_keyboard_to_cells(standing.program)
    standing.calc.screen.press("Escape")
    until(lambda: not standing.program.is_editing, "放弃输入")
    assert standing.is_untouched


def test_a_click_with_no_data_row_selected(standing: Standing) -> None:
    standing.program.go_to(Projects.title, "B900")
    said = standing.said_to(REMINDER)
    assert "选中的不是数据行" in said and "请选中要写提醒函的行" in said
    assert standing.is_untouched


def test_a_click_on_a_sheet_that_has_no_such_rows(standing: Standing) -> None:
    sheets = standing.program.book.api.Sheets
    sheets.insertNewByName("随手记", sheets.Count)
    standing.program.go_to("随手记")
    standing.program.book.api.setModified(False)
    said = standing.said_to(REMINDER)
    assert "工作表“随手记”" in said and f"现在就到“{Projects.title}”吗？" in said
    assert standing.is_untouched
    sheets.removeByName("随手记")
    standing.program.book.api.setModified(False)


def test_a_click_with_a_sheet_renamed(standing: Standing) -> None:
    """A sheet is known by its header too; one that cannot be told is missed by name."""
    sheet = standing.program.book.sheets[Projects.title]
    sheet.name = "我的项目"
    sheet["B3"].value, title = "改了的表头", sheet["B3"].value
    standing.program.book.api.setModified(False)
    said = standing.said_to(RECALC)
    assert Projects.title in said
    assert standing.is_untouched
    sheet["B3"].value = title
    sheet.name = Projects.title
    standing.program.book.api.setModified(False)


def test_a_click_with_another_book_of_the_same_name_open(standing: Standing, tmp_path: Path) -> None:
    other = copied(standing.path, tmp_path)
    standing.program.go_to(Cockpit.title)
    standing.program.book.api.setModified(False)
    with standing.calc.closing():
        document = load(standing.calc.office, other)
        show_toolbar(document)
        said = standing.said_to(CHECK)
    assert "打开了 2 份同名的台账" in said
    assert standing.is_untouched


def test_a_click_in_a_book_that_is_read_only(calc: Calc, sample_book: Path, tmp_path: Path) -> None:
    path = copied(sample_book, tmp_path).rename(tmp_path / "只读的台账.xlsm")
    with calc.closing():
        how = property_values(ReadOnly=True, MacroExecutionMode=4)
        document = calc.office.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, how)
        show_toolbar(document)
        program = calc.program(path)
        calc.click_toolbar(program, RECALC)
        assert "只读打开的，写不进去" in calc.message()
        calc.answer()
    assert not path.with_suffix(".版本").exists()


@pytest.fixture(scope="module")
def without_python(calc: Calc, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """A LibreOffice whose Python has been moved away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", "/没有/这个/python")
        other = Calc(calc.screen, tmp_path_factory.mktemp("other"))
    yield other
    other.close()


def test_a_click_without_python(without_python: Calc, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    document = without_python.office.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    document.storeAsURL(path.as_uri(), property_values(FilterName="Calc MS Excel 2007 XML"))
    show_toolbar(document)
    before = path.read_bytes()
    without_python.click_toolbar(without_python.program(path), CHECK)
    said = without_python.message()
    assert said == "找不到 Python：/没有/这个/python。请重新运行安装脚本，再打开台账点一次。"
    without_python.answer()
    assert path.read_bytes() == before
