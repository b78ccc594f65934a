"""Links within the workbook, put on cells of a closed file; all other links stay as they were, to the byte."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter import Workbook

from addin.workbook.closed_file import ClosedBook
from addin.workbook.links import ELSEWHERE, changes, links_in, location, told_alike, with_links
from addin.workbook.port import Edits

B = 2
HEAD = b"</sheetData>"
END = b'<pageMargins left="1"/></worksheet>'
OURS = b'<hyperlink ref="B4" location="\'\xe7\x94\xb2\'!E4" tooltip="x"/>'
WEB = b'<hyperlink ref="B5" r:id="rId1"/>'


def tail(*links: bytes) -> bytes:
    whole = b"<hyperlinks>%s</hyperlinks>" % b"".join(links) if links else b""
    return HEAD + b'<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>' + whole + END


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Sheet 单 with a table B3:C6; B4 → 甲!E4, B5 → the web, A1 → 甲!A1; 乙's is on the other sheet."""
    book = Workbook(tmp_path / "本.xlsx")
    sheet, other = book.add_worksheet("单"), book.add_worksheet("甲'一 号")
    sheet.write_url("A1", "internal:'甲''一 号'!A1", string="目录")
    for row in range(4):
        sheet.write_row(row + 2, 1, ["名", "值"] if row == 0 else [f"第{row}行", row])
    sheet.add_table("B3:C6", {"name": "表_单", "columns": [{"header": "名"}, {"header": "值"}]})
    sheet.write_url("B4", "internal:'甲''一 号'!E4", string="第1行")
    sheet.write_url("B5", "https://example.invalid/?a=1&b=2", string="第2行")
    sheet.write_url("C6", "internal:'甲''一 号'!C9", string="别的列")
    sheet.set_margins(left=0.5)
    other.write(0, 0, "标题")
    book.close()
    return tmp_path / "本.xlsx"


def linked(path: Path, tab: str = "单") -> dict[str, str]:
    """Cell → where its link goes, as openpyxl reads it."""
    sheet = openpyxl.load_workbook(path)[tab]
    found = (cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    return {link.ref: link.location or link.target for link in found}


def save(path: Path, links: dict[int, dict[int, str]], last_row: int | None = None, **cells: object) -> int:
    edits = Edits()
    edits.sheet("单").links = links
    edits.sheet("单").last_row = last_row
    edits.sheet("单").cells = [
        (int(name[1:]), "ABC".index(name[0]) + 1, value) for name, value in cells.items()
    ]
    return ClosedBook.open(path).save(edits, "试").cells_written


TAB = "甲'一 号"
ABOVE = {"A1": "'甲''一 号'!A1", "B5": "https://example.invalid/?a=1&b=2", "C6": "'甲''一 号'!C9"}


def test_a_column_has_the_links_asked_for_and_no_other_while_links_elsewhere_stay(path: Path) -> None:
    assert linked(path) == ABOVE | {"B4": "'甲''一 号'!E4"}
    save(path, {B: {5: location(TAB, "E5"), 6: location(TAB, "E6")}})
    assert linked(path) == ABOVE | {"B6": "'甲''一 号'!E6"}
    assert ClosedBook.open(path).links("单")[6, 2] == "'甲''一 号'!E6"
    save(path, {B: {}})
    assert linked(path) == ABOVE


def test_links_grow_with_the_sheet(path: Path) -> None:
    save(path, {B: {4: location(TAB, "E4"), 7: location(TAB, "E7")}}, last_row=7, B7="第4行")
    assert linked(path) == ABOVE | {"B4": "'甲''一 号'!E4", "B7": "'甲''一 号'!E7"}
    assert openpyxl.load_workbook(path)["单"].tables["表_单"].ref == "B3:C7"


def test_links_that_stand_already_change_nothing_and_others_touch_only_their_element(path: Path) -> None:
    before = path.read_bytes()
    save(path, {B: {4: location(TAB, "E4")}})
    assert path.read_bytes() == before
    save(path, {B: {6: location(TAB, "E4")}})
    changed, standing = (
        zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml") for file in (path, io.BytesIO(before))
    )
    cut = re.compile(rb"<hyperlink ref=\"B[46]\"[^>]*/>")
    assert cut.sub(b"", changed) == cut.sub(b"", standing)


def test_a_sheet_without_links_gets_them_before_what_must_follow_and_loses_them_whole() -> None:
    put = with_links(tail(), b"", {B: {4: "'甲'!E4"}}, 3)
    assert put.index(b"</mergeCells>") < put.index(b"<hyperlinks>") < put.index(b"<pageMargins")
    assert links_in(put) == {(4, B): "'甲'!E4"}
    assert with_links(put, b"", {B: {}}, 3) == tail()


@pytest.mark.parametrize(
    "end",
    [b"</worksheet>", b'<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>',
     b'<drawing r:id="rId2"/><extLst><ext><x:pageSetup/></ext></extLst></worksheet>'],
)  # fmt: skip
def test_their_place_is_found_whatever_follows(end: bytes) -> None:
    inside = b"<customSheetViews><customSheetView><pageMargins/></customSheetView></customSheetViews>"
    put = with_links(HEAD + inside + end, b"", {B: {4: "'甲'!E4"}}, 3)
    assert put.startswith(HEAD + inside + b"<hyperlinks>") and put.endswith(b"</hyperlinks>" + end)


def test_a_prefix_is_kept_and_odd_names_are_written_as_xml() -> None:
    put = with_links(b"</x:sheetData></x:worksheet>", b"x:", {B: {4: location('甲"<&', "E4")}}, 3)
    assert b"<x:hyperlinks><x:hyperlink ref=" in put and b"&lt;&amp;" in put
    assert links_in(put) == {(4, B): "'甲\"<&'!E4"}


def test_links_over_a_range_or_to_the_web_are_elsewhere_and_their_cells_get_none() -> None:
    standing = links_in(tail(OURS, WEB, b'<hyperlink ref="B6:B7" location="\'\xe7\x94\xb2\'!A1"/>'))
    assert standing == {(4, B): "'甲'!E4", (5, B): ELSEWHERE, (6, B): ELSEWHERE, (7, B): ELSEWHERE}
    wanted = {B: dict.fromkeys(range(4, 9), "'甲'!E9")}
    assert changes(standing, wanted, 3) == {(4, B): "'甲'!E9", (8, B): "'甲'!E9"}


def test_the_header_and_what_stands_above_it_are_left_alone() -> None:
    assert changes({(3, B): "'甲'!E4", (4, B): "'甲'!E5"}, {B: {}}, 3) == {(4, B): None}


@pytest.mark.parametrize("text", ["甲!E4", "'甲'!$E$4", "#'甲'.E4", "#甲.E4", "'甲'!E4"])
def test_however_a_program_writes_a_link_it_is_the_same(text: str) -> None:
    assert told_alike(text) == "'甲'!E4"


def test_a_name_or_a_range_stays_as_it_is_written() -> None:
    assert [told_alike(text) for text in ("表_项目", "甲!A1:B2")] == ["表_项目", "甲!A1:B2"]


def test_a_cell_may_be_written_and_linked_at_once(path: Path) -> None:
    assert save(path, {B: {6: location(TAB, "E6")}}, B6="改了") == 1
    assert openpyxl.load_workbook(path)["单"]["B6"].value == "改了"
    assert linked(path)["B6"] == "'甲''一 号'!E6"
