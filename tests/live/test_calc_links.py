"""LibreOffice 里的链接：put on cells and taken away, told as the file tells them; texts stay what they were."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from live.calc import Calc
from live.conftest import copied
from live_memory.both_ways import run
from support.ledgers import SHEET_OF_TABLE
from support.packages import SETTINGS, UNITS, tables
from support.returns import fill

from addin.commands.base import ClosedFiles
from addin.libreoffice import CalcProgram
from addin.live.undo import LiveBooks
from addin.schema import Conflicts, MonthlyProgress, Projects
from addin.workbook.closed_file import ClosedBook
from addin.workbook.links import ELSEWHERE, location, told_alike
from workbook_templates.build import build_workbook

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("libreoffice-live")]

TWO_LINES = "120.5\n（月度进度!E4，发出以来没有改）"
HERE = location("Sheet1", "A9")


def test_a_cell_keeps_what_it_says_and_leads_where_it_should(plain: CalcProgram, sheet: xw.Sheet) -> None:
    sheet["B4:B6"].value = [[TWO_LINES], ["=1+1 是文字"], ["另一格"]]
    plain.put_links(sheet.name, {(4, 2): HERE, (5, 2): HERE})
    assert sheet["B4:B6"].value == [TWO_LINES, "=1+1 是文字", "另一格"]
    assert plain.links(sheet.name, [2]) == {(4, 2): HERE, (5, 2): HERE}
    plain.put_links(sheet.name, {(4, 2): None})
    assert plain.links(sheet.name, [2]) == {(5, 2): HERE}
    assert sheet["B4"].value == TWO_LINES


def test_a_cell_that_is_written_to_loses_its_link(plain: CalcProgram, sheet: xw.Sheet) -> None:
    """Which is why a save asks for the links once more when all values are written."""
    sheet["B4"].value = "甲"
    plain.put_links(sheet.name, {(4, 2): HERE})
    sheet["B4"].value = "乙"
    assert plain.links(sheet.name, [2]) == {}


def test_saved_and_read_as_a_file_the_links_are_the_same(
    calc: Calc, plain: CalcProgram, sheet: xw.Sheet, tmp_path: Path
) -> None:
    sheet["B4:B5"].value = [[TWO_LINES], ["乙"]]
    plain.put_links(sheet.name, {(4, 2): HERE, (5, 2): location("Sheet1", "B9")})
    copy = tmp_path / "副本.xlsx"
    plain.save_copy(copy)
    cells = openpyxl.load_workbook(copy)["Sheet1"]
    told = [told_alike(cells[at].hyperlink.location) for at in ("B4", "B5")]
    assert told == [HERE, location("Sheet1", "B9")]
    assert cells["B4"].value == TWO_LINES
    with calc.closing():
        again = calc.open(copy)
        assert again.links("Sheet1", [2]) == {(4, 2): HERE, (5, 2): location("Sheet1", "B9")}


def test_a_link_to_the_web_is_told_as_one_elsewhere(
    calc: Calc, plain: CalcProgram, sheet: xw.Sheet, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    cells = book.worksheets[0]
    cells["B4"], cells["B5"] = "外网", "行\n行"
    cells["B4"].hyperlink = "https://example.invalid/"
    book.save(tmp_path / "外网.xlsx")
    with calc.closing():
        assert calc.open(tmp_path / "外网.xlsx").links(cells.title, [2]) == {(4, 2): ELSEWHERE}


def test_a_thousand_links_are_put_and_read_in_seconds(
    plain: CalcProgram, sheet: xw.Sheet, counted: Callable[[str], None]
) -> None:
    rows = range(4, 1004)
    sheet["B4:B1003"].value = [[f"{row}\n（行）"] for row in rows]
    begun = time.monotonic()
    with plain.quiet(), plain.writable(sheet.name):
        plain.put_links(sheet.name, {(row, 2): location("Sheet1", f"A{row}") for row in rows})
    put = time.monotonic()
    assert len(plain.links(sheet.name, [2])) == 1000
    read = time.monotonic()
    counted(f"一千个链接：写 {put - begun:.1f} 秒，读 {read - put:.1f} 秒")
    assert put - begun < 30 and read - put < 30


def test_collected_and_resolved_in_calc_the_links_are_those_of_the_closed_file(
    calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of three conflicts wait on after one is dealt with; undo brings all three back."""
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "配置"))
    master = tmp_path / "台账.xlsx"
    given = {SHEET_OF_TABLE[name]: rows for name, rows in tables().items()}
    build_workbook(master, given, dict(SETTINGS))
    run(master, ClosedFiles(), "split", "--out", tmp_path / "发件")
    edits = [(MonthlyProgress, place, MonthlyProgress.month_done, "约三百") for place in (0, 1)]
    package = tmp_path / "发件" / f"CP202209-01_{UNITS[0]}.xlsx"
    back = fill(package, tmp_path / "回.xlsx", [*edits, (Projects, 0, Projects.project_name, "改名")])
    other = copied(master, tmp_path / "关闭")
    shutil.copytree(tmp_path / "台账.发件", other.parent / "台账.发件")
    run(other, ClosedFiles(), "collect", back, "--apply")
    wanted = dict(ClosedBook.open(other).links(Conflicts.title))
    (column,) = {place[1] for place in wanted}
    with calc.closing():
        program = calc.open(master)
        run(master, LiveBooks(program), "collect", back, "--apply")
        assert program.links(Conflicts.title, [column]) == wanted and len(wanted) == 3
        program.book.sheets[Conflicts.title].range((4, column + 2)).value = "保留现值"
        run(master, LiveBooks(program), "resolve")
        assert program.links(Conflicts.title, [column]) == {
            (row - 1, column): link for (row, _), link in wanted.items() if row > 4
        }
        run(master, LiveBooks(program), "undo")
        assert program.links(Conflicts.title, [column]) == wanted
