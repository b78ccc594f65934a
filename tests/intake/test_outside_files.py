"""Files of other offices in their formats: read whole, never written, refused in one sentence."""

import zipfile

import openpyxl
import pytest
from support.foreign import saved

from addin.errors import ProgramError
from addin.workbook.outside import read_outside
from addin.workbook.port import CellError

ROWS = [["项目代码", "项目名称"], ["A", "甲项目"], ["B", "𬭼水库"]]


def test_every_tab_is_read_from_the_first_row_on(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "一"
    book.active["B3"] = "项目名称"
    book.active["C4"] = " "
    book.create_sheet("二")["A1"] = 5
    book.save(tmp_path / "来.xlsx")
    one, two = read_outside(tmp_path / "来.xlsx")
    assert (one.place, one.rows[2], one.left) == ("来.xlsx/一", ["项目名称", ""], 2)
    assert (one.address(2, 0), one.rows[3]) == ("B3", ["", ""])
    assert (two.tab, two.rows) == ("二", [[5.0]])


def test_hidden_rows_and_filtered_rows_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["项目代码"])
    book.active.append(["A"])
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "来.xlsx")
    assert read_outside(tmp_path / "来.xlsx")[0].rows == [["项目代码"], ["A"]]


def test_an_error_value_is_told_from_a_blank(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "总投资"
    book.active["A2"] = "#REF!"
    book.save(tmp_path / "来.xlsx")
    assert read_outside(tmp_path / "来.xlsx")[0].rows[1] == [CellError("#REF!")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_text_table_is_read_in_either_encoding_with_any_mark(tmp_path, encoding, mark):
    path = tmp_path / "来表.csv"
    path.write_text("\r\n".join(mark.join(row) for row in ROWS) + f'\r\n"C{mark}1"', encoding=encoding)
    tab = read_outside(path)[0]
    assert (tab.place, tab.rows) == ("来表.csv/来表", [*ROWS, [f"C{mark}1", ""]])


def test_what_is_no_text_table_is_refused(tmp_path):
    path = tmp_path / "来表.csv"
    path.write_bytes(b"\0\x01\x02\xff\xff")
    with pytest.raises(ProgramError) as caught:
        read_outside(path)
    assert (
        str(caught.value)
        == "来表.csv：不是文本表格，或文字编码不认识。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。"
    )


def _open_document(path):
    """The least .ods there is."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cells = ("".join(cell.format(text) for text in row) for row in ROWS)
    rows = "".join(f"<table:table-row>{each}</table:table-row>" for each in cells)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def test_an_open_document_is_read(tmp_path):
    tab = read_outside(_open_document(tmp_path / "来.ods"))[0]
    assert (tab.place, tab.rows) == ("来.ods/表", ROWS)


@pytest.mark.parametrize("name", ["来.xls", "来.et", "来.ods"])
def test_a_damaged_file_of_another_format_is_one_sentence(tmp_path, name):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"junk" * 500)
    with pytest.raises(ProgramError) as caught:
        read_outside(tmp_path / name)
    assert caught.value.where == name and caught.value.advice == "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"


@pytest.mark.parametrize("name", ["无.xlsx", "无.xls", "无.csv"])
def test_a_file_that_is_not_there_is_said(tmp_path, name):
    with pytest.raises(ProgramError) as caught:
        read_outside(tmp_path / name)
    assert str(caught.value) == f"{name}：文件不存在。请核对路径和文件名。"


def test_macros_from_outside_are_refused(tmp_path):
    path = saved(tmp_path / "来.xlsx", [("项目代码",)])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(ProgramError) as caught:
        read_outside(path)
    assert caught.value.what == "文件里带有宏"
