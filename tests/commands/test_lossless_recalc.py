"""What a person added to the ledger in Excel survives `recalc`, byte by byte.

`add_everything` (tests/support/additions.py): chart, picture, text box, sparklines, a slicer, data bars,
comments, rich text, a hidden row and a filter on 项目清单; a tab of one's own with formulas; a ribbon.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from support.additions import (
    HIDDEN_ROW,
    OWN_PART,
    OWN_SHEET,
    RICH_CELL,
    RICH_TEXT,
    add_everything,
    parts_of,
    sheet_part,
)
from support.desk import TODAY, Desk

from addin.cli import main
from addin.schema import SHEETS, Cockpit, Journal, Parameters, Projects, Sheet
from docgen.layout.page_count import find_libreoffice

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")  # it warns of what it would lose

ADDED = (
    OWN_PART,
    "xl/charts/chart101.xml",
    "xl/charts/chart102.xml",
    "xl/drawings/drawing101.xml",
    "xl/drawings/drawing102.xml",
    "xl/drawings/vmlDrawing101.vml",
    "xl/drawings/vmlDrawing102.vml",
    "xl/comments101.xml",
    "xl/comments102.xml",
    "xl/media/image101.png",
    "xl/slicers/slicer1.xml",
    "xl/slicerCaches/slicerCache1.xml",
    "customUI/customUI14.xml",
)
MONTH_SETTINGS = ("统计月份", "统计年度")


@pytest.fixture(scope="module")
def before(typed_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a person's additions, not computed yet."""
    path = tmp_path_factory.mktemp("added") / "台账.xlsx"
    return add_everything(Path(shutil.copy(typed_sample, path)))


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, computed. Only read by the tests."""
    path = Path(shutil.copy(before, tmp_path_factory.mktemp("recalculated") / "台账.xlsx"))
    assert main(["recalc", str(path), "--json", "--today", TODAY]) == 0
    return path


def raw_parts(path: Path) -> dict[str, bytes]:
    """Name → compressed bytes as they lie in the file."""
    content, found = path.read_bytes(), {}
    with zipfile.ZipFile(path) as package:
        for info in package.infolist():
            at = info.header_offset
            name, more = (int.from_bytes(content[at + o : at + o + 2], "little") for o in (26, 28))
            start = at + 30 + name + more
            found[info.filename] = content[start : start + info.compress_size]
    return found


def changed_parts(before: Path, after: Path) -> set[str]:
    old, new = raw_parts(before), raw_parts(after)
    assert list(old) == list(new), "no part added, lost or moved"
    return {name for name in old if old[name] != new[name]}


def cells(xml: str) -> dict[str, str]:
    """Address → the cell's XML as it stands."""
    return {found[1]: found[0] for found in re.finditer(r'<c r="([A-Z]+\d+)"(?:[^>]*/>|.*?</c>)', xml, re.S)}


def changed_cells(before: str, after: str) -> set[str]:
    old, new = cells(before), cells(after)
    return {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}


def around_cells(xml: str, last_row: int, fitted: set[str]) -> str:
    """The sheet without its cells, its extent, the rows below `last_row`, and the heights of the rows
    `fitted`, which a longer text in a computed cell may raise."""
    xml = re.sub(r"<dimension [^>]*/>", "", xml)
    xml = re.sub(r"<c r=[^>]*/>|<c r=.*?</c>", "", xml, flags=re.S)
    return re.sub(r'<row r="(\d+)"[^>]*?(?:/>|>\s*</row>)', lambda row: _kept(row, last_row, fitted), xml)


def _kept(row: re.Match[str], last_row: int, fitted: set[str]) -> str:
    if int(row[1]) > last_row:
        return ""
    return re.sub(r' (ht|customHeight)="[^"]*"', "", row[0]) if row[1] in fitted else row[0]


def heights(xml: str) -> dict[str, float]:
    return {row: float(height) for row, height in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', xml)}


def computed_cells(book: openpyxl.Workbook, sheet: type[Sheet], last_row: int) -> set[str]:
    """The addresses that `recalc` may change: computed columns from row 4 on, blocks of 首页, new
    rows, and 参数's 统计月份 and 统计年度."""
    grid = book[sheet.title]
    if sheet is Cockpit:
        blocks = [
            name.attr_text.split("!")[1] for title, name in book.defined_names.items() if "首页_" in title
        ]
        return {cell.coordinate for block in blocks for row in rows_in(grid, block) for cell in row}
    names = {column.title: column for column in sheet.columns}
    found = set()
    for place, cell in enumerate(grid[3], start=1):
        column = names.get(cell.value)
        first = 4 if column is None or column.computed else last_row + 1
        found |= {f"{get_column_letter(place)}{row}" for row in range(first, grid.max_row + 1)}
    if sheet is Parameters:
        found |= {f"C{row}" for row in range(4, grid.max_row + 1) if grid[f"B{row}"].value in MONTH_SETTINGS}
    return found


def rows_in(grid: Any, block: str) -> Any:
    found = grid[block.replace("$", "")]
    return found if isinstance(found, tuple) else ((found,),)


def test_recalc_changes_tabs_that_it_computes_and_the_extent_of_their_tables_only(
    before: Path, after: Path
) -> None:
    changed = changed_parts(before, after)
    parts = parts_of(before)
    tabs = {sheet_part(parts, sheet.title) for sheet in SHEETS}
    tables = {name for name in parts if name.startswith("xl/tables/")}
    assert sheet_part(parts, Projects.title) in changed
    assert changed - tabs - tables == set()
    assert changed.isdisjoint(ADDED) and set(ADDED) <= set(parts)
    for name in changed & tables:
        old, new = (
            re.sub(r' ref="A3:[A-Z]+\d+"', "", parts_of(path)[name].decode()) for path in (before, after)
        )
        assert old == new, name


def test_every_cell_that_is_not_computed_stays_as_it_stands(before: Path, after: Path) -> None:
    old, new, book = parts_of(before), parts_of(after), openpyxl.load_workbook(after)
    for sheet in SHEETS:
        part = sheet_part(old, sheet.title)
        was = old[part].decode()
        last_row = max(int(row) for row in re.findall(r'<row r="(\d+)"', was))
        changed = changed_cells(was, new[part].decode())
        assert changed <= computed_cells(book, sheet, last_row), sheet.title


def test_a_changed_tab_is_the_same_around_its_cells(before: Path, after: Path) -> None:
    old, new = parts_of(before), parts_of(after)
    for name in changed_parts(before, after):
        if name.startswith("xl/worksheets/"):
            was, now = old[name].decode(), new[name].decode()
            last_row = max(int(row) for row in re.findall(r'<row r="(\d+)"', was))
            fitted = {re.sub("[A-Z]", "", place) for place in changed_cells(was, now)}
            assert around_cells(was, last_row, fitted) == around_cells(now, last_row, fitted), name
            assert all(heights(now)[row] >= height for row, height in heights(was).items()), name


def test_what_a_person_added_is_still_on_the_tab(after: Path) -> None:
    parts = parts_of(after)
    xml = parts[sheet_part(parts, Projects.title)].decode()
    for mark in ("<drawing ", "<legacyDrawing ", "x14:sparkline>", "x14:dataBar ", "x14:slicer "):
        assert mark in xml, mark
    assert re.search(f'<row r="{HIDDEN_ROW}"[^>]* hidden="1"', xml)
    filtered = [name for name in parts if b"filterColumn" in parts[name]]
    assert len(filtered) == 1 and "项目清单" in parts[filtered[0]].decode()
    grid = openpyxl.load_workbook(after, rich_text=True)[Projects.title]
    assert [str(run) for run in grid[RICH_CELL].value] == ["请", "甲局", "盯紧"]
    assert grid["C4"].comment.text == "请核对"


def test_a_second_recalc_changes_the_journal_and_its_table_only(
    desk: Desk, after: Path, tmp_path: Path
) -> None:
    again = Path(shutil.copy(after, tmp_path / "台账.xlsx"))
    assert desk.run("recalc", again).code == 0
    parts = parts_of(after)
    journal = sheet_part(parts, Journal.title)
    table = journal_table(parts, journal)
    assert changed_parts(after, again) == {journal, table}
    written = changed_cells(parts[journal].decode(), parts_of(again)[journal].decode())
    assert len({re.sub("[A-Z]", "", place) for place in written}) == 1, "one row"


def journal_table(parts: dict[str, bytes], journal: str) -> str:
    relations = parts[journal.replace("worksheets/", "worksheets/_rels/") + ".rels"].decode()
    return "xl/" + relations.split('Target="../')[1].split('"')[0]


def test_openpyxl_opens_it_with_pictures_charts_and_formulas(after: Path) -> None:
    book = openpyxl.load_workbook(after)
    for title in (Projects.title, OWN_SHEET):
        assert (len(book[title]._charts), len(book[title]._images)) == (1, 1), title
    assert book[OWN_SHEET]["B2"].value == '=COUNTIF(项目清单!$J$4:$J$200,"在建")'


@pytest.mark.rendered
def test_libreoffice_opens_it_with_the_persons_own_tab_and_the_lights(after: Path, tmp_path: Path) -> None:
    program = find_libreoffice()
    assert program is not None, "没有找到 LibreOffice"
    profile = (tmp_path / "profile").as_uri()
    every_tab = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", every_tab,
         "--outdir", str(tmp_path / "各表"), str(after)],
        check=True, timeout=300, capture_output=True,
    )  # fmt: skip
    own = read_csv(tmp_path / "各表" / f"台账-{OWN_SHEET}.csv")
    projects = read_csv(tmp_path / "各表" / f"台账-{Projects.title}.csv")
    assert [row[:2] for row in own[1:4]] == [["在建", "1"], ["新开工", "2"], ["前期", "3"]]
    assert RICH_TEXT in projects[4]
    assert {"红", "黄", "绿"} <= {row[projects[2].index(Projects.light.title)] for row in projects[3:]}


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def test_cells_a_command_could_not_write_are_named_to_the_person(desk: Desk, typed: Path) -> None:
    """发布灯 of rows 4 and 5 is merged by a person: only its first cell can hold a value."""
    book = openpyxl.load_workbook(typed)
    sheet = book[Projects.title]
    titles = {cell.value: cell.column_letter for cell in sheet[3]}
    column = titles[Projects.light.title]
    sheet.merge_cells(f"{column}4:{column}5")
    book.save(typed)
    for command in (["recalc", typed], ["freeze", typed, "--month", "2022-09"]):
        told = desk.run(*command).said
        assert f"  {Projects.title}!{column}5：这一格在合并单元格里，没有写入。请取消合并后重算。\n" in told
