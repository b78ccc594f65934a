"""真的点按钮：a click on a button in LibreOffice does what the same command does with the closed file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from live.both import differences, document, opened, run, values
from live.calc import Calc
from live.conftest import copied

from addin.libreoffice import CalcProgram
from addin.schema import Cockpit, Findings, Letters, Projects

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]

RECALC, REMINDER = "重新计算", "提醒函"


class Clicked:
    """`program` shows the workbook in which 重新计算 was clicked on 首页; `closed` is the same file, recalculated
    closed; `said` is what the message box said."""

    def __init__(self, calc: Calc, source: Path, folder: Path) -> None:
        self.calc = calc
        self.closed = copied(source, folder / "关闭")
        self.path = copied(source, folder / "打开")
        self.program: CalcProgram = calc.open(self.path)
        self.bytes = self.path.read_bytes()
        self.protected = self._protected()
        run("recalc", self.closed)
        calc.click_sheet_button(self.program, RECALC)
        self.said = calc.message()
        calc.answer("Escape")

    def _protected(self) -> list[str]:
        return [sheet.name for sheet in self.program.book.sheets if sheet.api.isProtected()]

    @property
    def still_protected(self) -> bool:
        return self._protected() == self.protected != []


@pytest.fixture(scope="module")
def clicked(calc: Calc, sample_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clicked]:
    with calc.closing():
        yield Clicked(calc, sample_book, tmp_path_factory.mktemp("clicked"))


def test_a_click_on_recalc_on_the_first_sheet_gives_what_the_closed_run_gives(clicked: Clicked) -> None:
    """Cell by cell and colour by colour, 校核清单 among them."""
    assert "绿55、黄7、红5、灰8" in clicked.said
    assert len(values(clicked.program.book, Findings.title)) > 100
    assert differences(clicked.calc, clicked.program, clicked.closed) == []


def test_the_persons_file_is_not_saved_and_the_state_before_is_kept(clicked: Clicked) -> None:
    assert clicked.path.read_bytes() == clicked.bytes
    assert clicked.program.is_modified
    (version,) = clicked.path.with_suffix(".版本").glob("*.xlsm")
    assert version.read_bytes() == clicked.bytes


def test_screen_calculation_and_protection_are_as_they_were(clicked: Clicked) -> None:
    state = clicked.program.book.api
    assert clicked.still_protected
    assert state.isAutomaticCalculationEnabled()
    assert not (state.hasControllersLocked() or state.isActionLocked() or state.UndoManager.isLocked())
    assert state.UndoManager.getAllUndoActionTitles() == ()


def test_the_chart_on_the_first_sheet_shows_the_new_figures(clicked: Clicked) -> None:
    charts = clicked.program.book.sheets[Cockpit.title].api.Charts
    lights = charts.getByIndex(0).EmbeddedObject.getData().Data
    assert [row[0] for row in lights if row[0]] == [55, 7, 5, 8]


def test_letters_from_selected_rows_are_the_same_files_and_rows_as_from_the_closed_file(
    clicked: Clicked,
) -> None:
    """Two rows in two areas of 项目清单, selected; 提醒函 clicked on the toolbar."""
    rows = [6, 9]
    projects = clicked.program.book.sheets[Projects.title]
    codes = [projects[f"B{row}"].value for row in rows]
    run("write", clicked.closed, REMINDER, "--rows", *codes)
    clicked.program.go_to(Projects.title)
    areas = clicked.program.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    for row in rows:
        areas.addRangeAddress(projects[f"C{row}:D{row}"].api.RangeAddress, False)
    clicked.program.book.api.CurrentController.select(areas)
    clicked.calc.click_toolbar(clicked.program, REMINDER)
    said = clicked.calc.message()
    clicked.calc.answer("Escape")
    written, wanted = _documents(clicked.path), _documents(clicked.closed)
    assert written == wanted != {}, said
    assert all(name in said for name in written)
    assert values(clicked.program.book, Letters.title) == _closed_letters(clicked)


def _documents(book: Path) -> dict[str, bytes]:
    return {path.name: document(path) for path in (book.parent / "文书").glob("*.docx")}


def _closed_letters(clicked: Clicked) -> dict[str, object]:
    with clicked.calc.closing():
        return values(opened(clicked.calc, clicked.closed).book, Letters.title)


def test_a_value_and_a_colour_that_differ_would_be_found(
    calc: Calc, plain: CalcProgram, tmp_path: Path
) -> None:
    """The comparison that the tests above rest on."""
    sheet = plain.book.sheets[0]
    sheet["A1"].value = [["甲", 1], ["乙", 2], ["丙", 3], ["丁", 4], ["戊", 5]]
    plain.book.save()
    closed = copied(tmp_path / "白纸.xlsx", tmp_path / "关闭")
    assert differences(calc, plain, closed) == []
    sheet["B4"].value = 4.5
    sheet["B5"].color = (198, 40, 40)
    found = differences(calc, plain, closed)
    assert [text.partition("：")[0] for text in found] == ["Sheet1!B4", "Sheet1 第4行", "Sheet1 第5行"]
