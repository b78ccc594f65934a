"""What the gate refuses, each in one sentence, and what it lets through."""

import io
import shutil
import struct
import zipfile

import pytest
import xlsxwriter
from workbook_samples import members, plain_book, project_book, sheet_data, with_members, with_sheet

from addin.errors import ProgramError
from addin.workbook.gate import inspect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016
SAVE_AGAIN = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。"
RESEND = "请找发来文件的人重发，或从版本文件夹取回。"


def refusal(path, outside=False):
    with pytest.raises(ProgramError) as caught:
        inspect(path, outside)
    assert caught.value.exit_code == 3
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", f"账.xlsx：文件是空的（0 字节）。{RESEND}"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "账.xlsx：文件已加密，需要密码才能打开。请用 Excel 或 WPS 输入密码打开，去掉打开密码后另存。",
        ),
        (OLE + "Workbook".encode("utf-16-le"), f"账.xlsx：这是旧格式的工作簿（.xls 或 .et）。{SAVE_AGAIN}"),
        (
            OLE + "WordDocument".encode("utf-16-le"),
            "账.xlsx：这是旧格式的 Word 文档。请换成 .xlsx 或 .xlsm 工作簿。",
        ),
        (OLE, f"账.xlsx：这是旧格式的 Office 文件。{SAVE_AGAIN}"),
        (b"<html><table>", f"账.xlsx：这是网页，不是工作簿。{SAVE_AGAIN}"),
        (b"<?xml version='1.0'?><Workbook/>", f"账.xlsx：这是 XML 文件，不是工作簿。{SAVE_AGAIN}"),
        (b"%PDF-1.7", "账.xlsx：这是 PDF，不是工作簿。请换成 .xlsx 或 .xlsm 工作簿。"),
        ("项目,月份\n甲,9".encode("gb18030"), f"账.xlsx：这是文本表格（CSV），不是工作簿。{SAVE_AGAIN}"),
        (b"\x01\x02\0", "账.xlsx：不是 Excel 工作簿。请换成 .xlsx 或 .xlsm 工作簿。"),
        (b"PK\x03\x04half", f"账.xlsx：文件不完整或已损坏，无法解开。{RESEND}"),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path, content, sentence):
    path = tmp_path / "账.xlsx"
    path.write_bytes(content)
    assert refusal(path) == sentence


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    assert refusal(tmp_path / "无.xlsx") == "无.xlsx：文件不存在。请核对路径和文件名。"
    assert refusal(tmp_path) == f"{tmp_path.name}：这是文件夹，不是工作簿。请给出工作簿文件的路径。"


def zipped(path, **contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name.replace("__", "/"), content)
    return path


def test_a_word_document_under_a_workbooks_name_is_named(tmp_path):
    types = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
    path = zipped(tmp_path / "账.xlsx", **{"[Content_Types].xml": types})
    assert refusal(path) == "账.xlsx：这是 Word 文档，不是 Excel 工作簿。请换成 .xlsx 或 .xlsm 工作簿。"


def test_other_packages_are_named(tmp_path):
    assert (
        refusal(zipped(tmp_path / "a.xlsx", x="1"))
        == "a.xlsx：这是压缩包，不是 Excel 工作簿。请换成 .xlsx 或 .xlsm 工作簿。"
    )
    ods = zipped(tmp_path / "b.xlsx", mimetype="application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(ods) == f"b.xlsx：这是 OpenDocument 文件。{SAVE_AGAIN}"
    xlsb = zipped(
        tmp_path / "c.xlsx",
        **{"[Content_Types].xml": "application/vnd.ms-excel.sheet.binary.macroEnabled.main"},
    )
    assert refusal(xlsb) == f"c.xlsx：这是二进制工作簿（.xlsb）。{SAVE_AGAIN}"


def test_a_sound_ledger_passes_with_its_table_known(tmp_path):
    look = inspect(project_book(tmp_path / "账.xlsx"))
    assert [table.name for table in look.tables.values()] == ["表_项目清单"]
    assert next(iter(look.tables.values())).box == (3, 1, 6, 8)
    assert not look.has_far_cells and not look.has_formulas and not look.macros


def test_a_truncated_file_is_refused(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    path.write_bytes(path.read_bytes()[:-400])
    assert refusal(path) == f"账.xlsx：文件不完整或已损坏，无法解开。{RESEND}"


def test_a_flipped_bit_is_found_wherever_it_is(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    with zipfile.ZipFile(path) as package:
        member = package.getinfo("xl/styles.xml")
    content = bytearray(path.read_bytes())
    content[member.header_offset + 30 + len(member.filename) + member.compress_size // 2] ^= 0x10
    path.write_bytes(content)
    assert refusal(path).startswith("账.xlsx：文件已损坏（xl/styles.xml ")


def test_macros_are_allowed_only_in_our_own_xlsm(tmp_path):
    path = with_members(project_book(tmp_path / "账.xlsx"), {"xl/vbaProject.bin": b"x"})
    assert refusal(path) == "账.xlsx：扩展名是 .xlsx，里面却带有宏。请另存为不带宏的 .xlsx 后再试。"
    named = tmp_path / "账.xlsm"
    shutil.copy(path, named)
    assert inspect(named).macros
    assert refusal(named, outside=True) == "账.xlsm：文件里带有宏。请另存为不带宏的 .xlsx 后再试。"


@pytest.mark.parametrize("name", ["../x.xml", "/x.xml", "C:x.xml", "a\\..\\..\\x"])
def test_a_member_that_leaves_the_package_is_refused(tmp_path, name):
    path = with_members(project_book(tmp_path / "账.xlsx"), {name: b"x"})
    assert refusal(path) == "账.xlsx：文件内部有越界的部件名，可能被改造过。请勿打开，找发来文件的人核实。"


def test_a_member_twice_is_refused(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("XL/workbook.xml", "x")
    assert refusal(path) == f"账.xlsx：文件内部有重名部件，可能被改造过。{SAVE_AGAIN}"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    "part",
    ["xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "docProps/app.xml", "_rels/.rels"],
)
def test_entities_are_refused_in_every_part(tmp_path, part):
    path = project_book(tmp_path / "账.xlsx")
    with_members(path, {part: ENTITIES.encode() + members(path)[part]})
    assert refusal(path) == f"账.xlsx：部件 {part} 带有实体定义，可能有害。请勿打开，找发来文件的人核实。"


def test_an_encoding_that_would_hide_entities_is_refused(tmp_path):
    path = with_members(project_book(tmp_path / "账.xlsx"), {"xl/styles.xml": "<a/>".encode("utf-16")})
    assert refusal(path) == f"账.xlsx：部件 xl/styles.xml 不是 UTF-8 编码。{SAVE_AGAIN}"


BOMB = "账.xlsx：解开后大得不合常理，已停止读取。请找发来文件的人核实，删去多余格式后另存。"


def test_a_bomb_is_refused_before_it_goes_off(tmp_path):
    path = project_book(tmp_path / "账.xlsx")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open("xl/sharedStrings.xml", "w") as member:
            for _ in range(80):
                member.write(b" " * (1 << 20))
        for name, content in members(path).items():
            if name != "xl/sharedStrings.xml":
                package.writestr(name, content)
    path.write_bytes(packed.getvalue())
    assert refusal(path) == BOMB


def test_sizes_that_lie_are_found_while_reading(tmp_path):
    path = with_members(project_book(tmp_path / "账.xlsx"), {"xl/media/x.bin": b"\0" * 100_000})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<I", 100_000), struct.pack("<I", 10)))
    assert refusal(path) == f"账.xlsx：文件已损坏（xl/media/x.bin 比目录所记的长）。{RESEND}"


def test_a_value_far_out_is_noted_and_formats_alone_are_not(tmp_path):
    path = plain_book(tmp_path / "账.xlsx", {"A1": 1, "XFD1048576": 2, "AAA5": "x"})
    assert next(iter(inspect(path).sheets.values())).far == [(5, 703), (1048576, 16384)]
    book = xlsxwriter.Workbook(tmp_path / "空.xlsx")
    book.add_worksheet().write_blank("XFD1048576", None, book.add_format({"border": 1}))
    book.close()
    assert not inspect(tmp_path / "空.xlsx").has_far_cells


def test_rows_that_are_only_formatted_make_no_gap(tmp_path):
    rows = "".join(f'<row r="{r}" s="1" customFormat="1"/>' for r in range(1, 200_001))
    path = sheet_data(
        plain_book(tmp_path / "账.xlsx", {"A1": 1}),
        rows + '<row r="200001"><c r="A200001"><v>1</v></c></row>',
    )
    look = next(iter(inspect(path).sheets.values()))
    assert not look.far and look.last_row == 200_001


def test_too_many_cells_far_out_are_refused(tmp_path):
    rows = "".join(f'<row r="{r}"><c r="AAB{r}"><v>1</v></c></row>' for r in range(1, 2_100))
    path = sheet_data(plain_book(tmp_path / "账.xlsx", {"A1": 1}), rows)
    assert refusal(path) == "账.xlsx：工作表数据过于分散，远处单元格太多。请删去表外远处的内容，另存后再试。"


def test_error_values_formulas_and_array_ranges_are_noted(tmp_path):
    rows = (
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="e"><v>#REF!</v></c></row>'
        '<row r="2"><c r="A2"><f t="array" ref="A2:A4">B2:B4</f><v>1</v></c></row>'
    )
    look = next(iter(inspect(sheet_data(plain_book(tmp_path / "账.xlsx", {"A1": 1}), rows)).sheets.values()))
    assert look.errors == {(1, 1): "#DIV/0!", (1, 2): "#REF!"}
    assert look.arrays == [(2, 1, 4, 1)] and look.has_formulas


def test_comments_among_cells_mark_a_sheet_as_not_to_be_patched(tmp_path):
    path = with_sheet(
        plain_book(tmp_path / "账.xlsx", {"A1": 1}), lambda xml: xml.replace(b"<row ", b"<!-- x --><row ", 1)
    )
    assert next(iter(inspect(path).sheets.values())).uneditable
