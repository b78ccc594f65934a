"""Saving changes the cells that differ and nothing else."""

import datetime as dt
import re
import warnings
import zipfile

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from rich_workbook import rich_book
from workbook_samples import (
    PROJECT_COLUMNS,
    members,
    plain_book,
    project_book,
    sheet_data,
    with_members,
    with_sheet,
)

from addin.errors import ProgramError
from addin.schema import Projects
from addin.workbook.closed_file import ClosedBook
from addin.workbook.port import Edits

SHEET = "xl/worksheets/sheet1.xml"
TABLE = "xl/tables/table1.xml"


def edits_of(cells, tab=Projects.title, last_row=None, headers=None):
    edits = Edits()
    sheet = edits.sheet(tab)
    sheet.cells, sheet.last_row, sheet.headers = list(cells), last_row, headers or {}
    return edits


def save(path, cells, **more):
    return ClosedBook.open(path).save(edits_of(cells, **more), "重算")


def raw_members(path):
    """Name → (compressed bytes, date, attributes), read independently of the code under test."""
    content, found = path.read_bytes(), {}
    with zipfile.ZipFile(path) as package:
        for info in package.infolist():
            start = info.header_offset
            start += (
                30
                + int.from_bytes(content[start + 26 : start + 28], "little")
                + int.from_bytes(content[start + 28 : start + 30], "little")
            )
            found[info.filename] = (
                content[start : start + info.compress_size],
                info.date_time,
                info.external_attr,
            )
    return found


def loaded(path, tab=Projects.title):
    """The sheet as openpyxl reads it, which warns of what it would lose on saving."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)[tab]


def values(path, tab=Projects.title):
    sheet = loaded(path, tab)
    return {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }


def test_in_a_workbook_full_of_additions_only_the_sheets_own_part_changes(tmp_path):
    path = rich_book(tmp_path / "账.xlsx")
    before = raw_members(path)
    assert b'fullCalcOnLoad="1"' in members(path)["xl/workbook.xml"]  # XlsxWriter sets it
    saved = save(path, [(4, 7, "红"), (6, 8, 0.1), (5, 7, "黄")])
    after = raw_members(path)
    assert saved.cells_written == 2
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {SHEET}


@pytest.mark.parametrize("old", [b'<calcPr calcId="124519"/>', b""])
def test_formulas_are_reckoned_anew_on_opening(tmp_path, old):
    path = rich_book(tmp_path / "账.xlsx")
    xml = re.sub(rb"<calcPr[^>]*/>", old, members(path)["xl/workbook.xml"])
    with_members(path, {"xl/workbook.xml": xml})
    save(path, [(4, 7, "红")])
    flag = (
        old[:-2].replace(b"calcPr", b'calcPr fullCalcOnLoad="1"') + b"/>"
        if old
        else b'<calcPr fullCalcOnLoad="1"/>'
    )
    assert flag in members(path)["xl/workbook.xml"]
    assert values(path)["G4"] == "红"


def test_a_workbook_without_formulas_keeps_its_workbook_part(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    with_members(path, {"xl/workbook.xml": re.sub(rb"<calcPr[^>]*/>", b"", members(path)["xl/workbook.xml"])})
    before = raw_members(path)
    save(path, [(4, 7, "红")])
    assert {name for name in before if before[name] != raw_members(path)[name]} == {SHEET}


def test_the_sheet_differs_only_in_the_cells_written(tmp_path):
    path = rich_book(tmp_path / "账.xlsx")
    before = members(path)[SHEET].decode()
    save(path, [(4, 7, "红")])
    after = members(path)[SHEET].decode()
    cell = re.search(r'<c r="G4"[^>]*>.*?</c>', before)[0]
    style = re.search(r's="\d+"', cell)[0]
    assert after == before.replace(cell, f'<c r="G4" {style} t="inlineStr"><is><t>红</t></is></c>')


def test_saving_the_same_again_changes_nothing_at_all(tmp_path):
    path = rich_book(tmp_path / "账.xlsx")
    cells = [(4, 7, "红"), (6, 8, 0.1), (7, 2, "P004")]
    book = ClosedBook.open(path)
    assert book.save(edits_of(cells, last_row=7), "重算").cells_written == 3
    content, moment = path.read_bytes(), path.stat().st_mtime_ns
    for again in (ClosedBook.open(path), book):
        again.read(Projects)
        saved = again.save(edits_of(cells, last_row=7), "重算")
        assert (saved.cells_written, saved.version) == (0, None)
    assert path.read_bytes() == content and path.stat().st_mtime_ns == moment


def test_the_new_rows_grow_table_filter_dimension_formatting_and_drop_downs(tmp_path):
    path = rich_book(tmp_path / "账.xlsx")
    save(path, [(row, 2, f"P{row:03}") for row in range(7, 10)], last_row=9)
    new = members(path)
    assert b' ref="A3:H9"' in new[TABLE] and b'<autoFilter ref="A3:H9"' in new[TABLE]
    assert b'<dimension ref="A1:J9"/>' in new[SHEET]
    assert b'<conditionalFormatting sqref="G4:G9"' in new[SHEET] and b'sqref="D4:D9"' in new[SHEET]
    sheet = loaded(path)
    assert sheet["C9"].border.left.style == "thin" and sheet["B7"].value == "P007"
    assert ClosedBook.open(path).read(Projects).last_row == 9


def test_fewer_rows_shrink_the_table_which_keeps_one(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    save(path, [(r, c, None) for r in (4, 5, 6) for c in range(1, 9)], last_row=3)
    new = members(path)
    assert b' ref="A3:H4"' in new[TABLE] and b'<autoFilter ref="A3:H4"' in new[TABLE]
    assert b'<dimension ref="A1:H4"/>' in new[SHEET]
    assert ClosedBook.open(path).read(Projects).rows.tolist() == []


def test_a_totals_row_becomes_an_ordinary_row_when_the_table_grows(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    with_members(path, {TABLE: members(path)[TABLE].replace(b' totalsRowShown="0"', b' totalsRowCount="1"')})
    save(path, [(7, 2, "P004")], last_row=7)
    assert b"totalsRowCount" not in members(path)[TABLE] and b' ref="A3:H7"' in members(path)[TABLE]


def test_a_sheet_level_filter_over_the_rows_follows_them(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    with_sheet(path, lambda xml: xml.replace(b"</sheetData>", b'</sheetData><autoFilter ref="A3:H6"/>'))
    save(path, [(7, 2, "P004")], last_row=7)
    assert b'</sheetData><autoFilter ref="A3:H7"/>' in members(path)[SHEET]


def test_new_columns_at_the_right_end_and_renamed_ones(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    save(path, [(4, 9, 88.5), (4, 10, "x")], headers={9: "投资<完成>率得分", 10: "加\n分", 3: "项目全名"})
    xml = members(path)[TABLE].decode()
    assert ' ref="A3:J6"' in xml and '<tableColumns count="10">' in xml
    assert (
        '<tableColumn id="9" name="投资&lt;完成&gt;率得分"/><tableColumn id="10" name="加_x000a_分"/>' in xml
    )
    assert 'id="3" name="项目全名"' in xml
    sheet = loaded(path)
    assert (sheet["I3"].value, sheet["J3"].value, sheet["C3"].value, sheet["I4"].value) == (
        "投资<完成>率得分",
        "加\n分",
        "项目全名",
        88.5,
    )


def test_a_new_column_looks_like_the_last_one_before_it(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    with_sheet(path, lambda xml: xml.replace(b'<c r="H3" ', b'<c r="H3" s="1" '))
    save(path, [(4, 9, 88.5)], headers={9: "得分"})
    sheet = loaded(path)
    assert sheet["I4"].border.left.style == sheet["I3"].border.left.style == "thin"


def test_a_cell_in_the_header_row_renames_the_tables_column_too(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    save(path, [(3, 3, "名称")])
    assert 'id="3" name="名称"' in members(path)[TABLE].decode()


def test_a_replaced_formula_drops_the_calculation_chain_and_its_references(tmp_path):
    path = rich_book(tmp_path / "账.xlsx")
    old = members(path)
    chain = b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>'
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/>'
    types, relations = old["[Content_Types].xml"], old["xl/_rels/workbook.xml.rels"]
    with_members(
        path,
        {
            "xl/calcChain.xml": b'<calcChain xmlns="x"><c r="J7" i="1"/></calcChain>',
            "[Content_Types].xml": types.replace(b"</Types>", chain + b"</Types>"),
            "xl/_rels/workbook.xml.rels": relations.replace(
                b"</Relationships>", relation + b"</Relationships>"
            ),
        },
    )
    save(path, [(4, 7, "红")])
    assert "xl/calcChain.xml" in members(path)
    save(path, [(7, 10, 1)])
    new = members(path)
    assert "xl/calcChain.xml" not in new
    assert new["[Content_Types].xml"] == types and new["xl/_rels/workbook.xml.rels"] == relations


def test_a_cell_under_a_merge_is_reported_and_not_written(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    saved = save(path, [(1, 1, "新标题"), (1, 2, "x"), (4, 7, "红")])
    assert saved.cells_written == 2
    assert [(f.cell, f.message, f.advice, f.value) for f in saved.findings] == [
        ("B1", "这一格在合并单元格里，没有写入", "请取消合并后重算", "x")
    ]


def test_a_cell_of_an_array_formula_is_reported_and_not_written(tmp_path):
    path = sheet_data(
        plain_book(tmp_path / "账.xlsx", {"A1": 1}),
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
    )
    saved = save(path, [(2, 1, 5), (3, 1, 6)], tab="表")
    assert [(f.cell, f.message, f.advice) for f in saved.findings] == [
        ("A2", "这一格属于数组公式，没有写入", "请删去数组公式后重算")
    ]
    assert values(path, "表")["A3"] == 6


def test_a_text_longer_than_a_cell_holds_is_cut_and_reported(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    saved = save(path, [(4, 7, "长" * 40_000)])
    assert values(path)["G4"] == "长" * 32_766 + "…"
    assert saved.findings[0].message == "文字有 40000 字，超过单元格上限 32767 字"


def test_a_sheet_that_is_not_there_cannot_be_written(tmp_path):
    with pytest.raises(ProgramError) as caught:
        save(project_book(tmp_path / "账.xlsx"), [(1, 1, 1)], tab="月度进度")
    assert str(caught.value) == "账.xlsx：缺少工作表“月度进度”。请恢复这张表后再试。"


def test_a_sheet_with_comments_among_its_cells_is_not_patched(tmp_path):
    path = with_sheet(
        plain_book(tmp_path / "账.xlsx", {"A1": 1}), lambda xml: xml.replace(b"<row ", b"<!-- x --><row ", 1)
    )
    with pytest.raises(ProgramError) as caught:
        save(path, [(1, 1, 2)], tab="表")
    assert str(caught.value) == "表：这张表的内部写法不认识，不能改写。请用 Excel 或 WPS 打开，另存后再试。"


def cockpit(path):
    def names(book):
        sheet = book.add_worksheet("首页")
        sheet.write("B3", "旧")
        sheet.write("C4", 9)
        sheet.merge_range("D3:E3", "")
        book.define_name("首页_亮灯", "=首页!$B$3:$E$4")

    return project_book(path, more=names)


def test_a_block_is_written_whole_and_blanked_beyond(tmp_path):
    path = cockpit(tmp_path / "账.xlsx")
    edits = Edits(blocks={"首页_亮灯": [("绿", 12, "并")]})
    saved = ClosedBook.open(path).save(edits, "重算")
    assert values(path, "首页") == {"B3": "绿", "C3": 12, "D3": "并"}
    assert saved.cells_written == 4 and saved.findings == ()


def test_a_block_whose_name_was_deleted_is_reported(tmp_path):
    saved = ClosedBook.open(project_book(tmp_path / "账.xlsx")).save(
        Edits(blocks={"首页_亮灯": [(1,)]}), "重算"
    )
    assert [f.message for f in saved.findings] == ["工作簿里没有名称“首页_亮灯”，这一块没有写"]


def test_whole_columns_are_filled_at_once_and_only_differences_written(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    book = ClosedBook.open(path)
    cells = book.read(Projects)
    edits = Edits()
    edits.sheet(cells.tab).fill(7, cells.rows, np.array(["绿", "红", np.nan], dtype=object))
    edits.sheet(cells.tab).fill(8, cells.rows, np.array([0.75, 0.5, np.nan]))
    assert edits.count() == 6
    assert book.save(edits, "重算").cells_written == 2
    again = ClosedBook.open(path).read(Projects)
    assert again.values["rule_light"].tolist() == ["绿", "红", None]
    assert again.values["investment_rate"].tolist() == [0.75, 0.5, None]


def test_days_are_written_in_the_workbooks_own_date_system(tmp_path):
    path = project_book(tmp_path / "账.xlsx", date_1904=True)
    save(path, [(4, 7, dt.date(2022, 9, 1))])
    assert b"<v>43343</v>" in members(path)[SHEET]


def test_out_leaves_the_book_untouched(tmp_path):
    path, out = project_book(tmp_path / "账.xlsx"), tmp_path / "副本.xlsx"
    before = path.read_bytes()
    saved = ClosedBook.open(path).save(edits_of([(4, 7, "红")]), "重算", out)
    assert path.read_bytes() == before and saved.path == out and saved.version is None
    assert values(out)["G4"] == "红"
    same = tmp_path / "照抄.xlsx"
    assert ClosedBook.open(path).save(Edits(), "重算", same).cells_written == 0
    assert same.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["账.xlsx", "副本.xlsx", "照抄.xlsx"])


def test_members_with_sizes_behind_their_data_are_carried_over(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    streamed = tmp_path / "流.xlsx"
    with streamed.open("wb") as file, zipfile.ZipFile(_NoSeek(file), "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members(path).items():
            package.writestr(name, content)
    assert save(streamed, [(4, 7, "红")]).cells_written == 1
    assert {**members(streamed), SHEET: b""} == {**members(path), SHEET: b""}


class _NoSeek:
    """A stream that cannot go back: zipfile then writes data descriptors."""

    def __init__(self, file):
        self.write, self.flush = file.write, file.flush


def test_64_bit_sizes_in_the_source_are_understood(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    big = tmp_path / "大.xlsx"
    with zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members(path).items():
            with package.open(name, "w", force_zip64=True) as member:
                member.write(content)
    assert save(big, [(4, 7, "红")]).cells_written == 1
    assert values(big)["G4"] == "红"
    assert zipfile.ZipFile(big).testzip() is None


CELL = st.tuples(st.integers(1, 30), st.integers(1, 12))
VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\x7f"), min_size=1, max_size=20),
    st.sampled_from(["=1+1", "_x0041_", " 空 ", "甲\n乙", "#REF!", "<c>&"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(CELL, VALUE, max_size=25))
def test_any_edits_read_back_exactly_and_nothing_else_changes(tmp_path, edits):
    path = tmp_path / "账.xlsx"
    rich_book(path)
    before = grid(path)
    covered = {(r, c) for r in (1, 2) for c in range(2, len(PROJECT_COLUMNS) + 1)}
    edits = {place: value for place, value in edits.items() if place not in covered and place[0] != 3}
    ClosedBook.open(path).save(edits_of([(r, c, v) for (r, c), v in edits.items()]), "重算")
    after = grid(path)
    expected = {**before, **edits}
    for place in set(expected) | set(after):
        wanted, found = expected.get(place, ""), after.get(place, "")
        wanted = "" if wanted is None else wanted
        assert found == wanted and isinstance(found, bool) is isinstance(wanted, bool), place


def grid(path):
    """(row, column) → value, as calamine reads it."""
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(Projects.title)
    return {
        (row, column): value
        for row, line in enumerate(sheet.to_python(skip_empty_area=False), 1)
        for column, value in enumerate(line, 1)
        if value != ""
    }
