"""VBA 工程：independent readers decode what the writer wrote, Chinese and all."""

import io
import struct
from random import Random

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.vba_reader import decompressed, modules

from workbook_templates.vba_compression import CHUNK, compressed
from workbook_templates.vba_project import Kind, Module, vba_project

SAY = """' 招呼：says hello.
Option Explicit
Public Sub Say()
    MsgBox "红灯项目：3个"
End Sub
"""
MODULES = [
    Module("ThisWorkbook", Kind.WORKBOOK, "Option Explicit\n"),
    Module("SheetProjects", Kind.SHEET, ""),
    Module("Greeting", Kind.STANDARD, SAY),
]
PROJECT = vba_project(MODULES)


def stream(name):
    with olefile.OleFileIO(io.BytesIO(PROJECT)) as file:
        return file.openstream(name).read()


def plain(name):
    return decompressed(stream(name))


def records():
    """(number, content) of the dir stream's records ([MS-OVBA] 2.3.4.2), the version told by size 4 + 2."""
    data, place, found = plain("VBA/dir"), 0, []
    while place < len(data):
        number, size = struct.unpack_from("<HI", data, place)
        size += 2 * (number == 9)
        found.append((number, data[place + 6 : place + 6 + size]))
        place += 6 + size
    return found


def test_oletools_decodes_every_module_with_its_chinese_intact():
    texts = modules(PROJECT)
    assert set(texts) == {"ThisWorkbook.cls", "SheetProjects.cls", "Greeting.bas"}
    assert texts["Greeting.bas"] == 'Attribute VB_Name = "Greeting"\n' + SAY


def test_lines_end_as_in_windows_and_text_is_in_code_page_936():
    assert plain("VBA/Greeting") == ('Attribute VB_Name = "Greeting"\n' + SAY).replace("\n", "\r\n").encode(
        "gbk"
    )


def test_document_modules_have_the_attributes_that_tie_them_to_workbook_and_sheet():
    lines = plain("VBA/SheetProjects").decode().split("\r\n")
    assert lines == [
        'Attribute VB_Name = "SheetProjects"',
        'Attribute VB_Base = "0{00020820-0000-0000-C000-000000000046}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = True",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = True",
        "",
    ]
    assert b'"0{00020819-0000-0000-C000-000000000046}"' in plain("VBA/ThisWorkbook")


def test_the_directory_names_code_page_modules_and_their_kinds():
    found = records()
    assert dict(found)[0x0003] == struct.pack("<H", 936)
    assert dict(found)[0x000F] == struct.pack("<H", 3)
    assert [content for number, content in found if number == 0x0019] == [
        b"ThisWorkbook", b"SheetProjects", b"Greeting",
    ]  # fmt: skip
    kinds = [number for number, _ in found if number in (0x21, 0x22)]
    assert kinds == [0x22, 0x22, 0x21]  # two documents, one standard module
    assert found[-1] == (0x0010, b"")


def test_no_module_and_no_project_brings_compiled_code():
    assert stream("VBA/_VBA_PROJECT") == bytes.fromhex("cc61ffff000000")
    assert {content for number, content in records() if number == 0x0031} == {bytes(4)}


def test_no_library_is_asked_for_that_a_machine_may_lack():
    assert not {number for number, _ in records()} & {0x000D, 0x000E, 0x0016, 0x002F, 0x0033}


def test_the_project_stream_lists_documents_and_modules():
    lines = stream("PROJECT").decode().split("\r\n")
    assert lines[1:4] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=SheetProjects/&H00000000",
        "Module=Greeting",
    ]
    assert "[Host Extender Info]" in lines and lines[-2] == "Greeting=0, 0, 0, 0, C"


def test_module_names_are_told_in_both_alphabets():
    assert stream("PROJECTwm").startswith(b"ThisWorkbook\0" + "ThisWorkbook\0".encode("utf-16-le"))
    assert stream("PROJECTwm").endswith(b"Greeting\0" + "Greeting\0".encode("utf-16-le") + b"\0\0")


def unscrambled(text, identifier):
    """Data Decryption ([MS-OVBA] 2.4.3.3)."""
    data = bytes.fromhex(text)
    seed, version, key = data[0], data[0] ^ data[1], data[0] ^ data[2]
    assert (version, key) == (2, sum(identifier.encode()) & 0xFF)
    before, result = key, []
    for place in range(3, len(data)):
        before = data[place] ^ (data[place - 2] + before) & 0xFF
        result.append(before)
    result = bytes(result)[(seed & 6) // 2 :]
    (length,) = struct.unpack_from("<I", result)
    assert len(result) == 4 + length
    return result[4:]


def test_the_project_is_open_to_be_read_and_has_no_password():
    values = dict(line.split("=", 1) for line in stream("PROJECT").decode().split("\r\n") if "=" in line)
    identifier = values["ID"].strip('"')
    read = {name: unscrambled(values[name].strip('"'), identifier) for name in ("CMG", "DPB", "GC")}
    assert read == {"CMG": bytes(4), "DPB": b"\0", "GC": b"\xff"}


def test_the_same_modules_give_the_same_bytes():
    assert vba_project(MODULES) == PROJECT


def test_a_character_that_the_code_page_lacks_is_refused():
    with pytest.raises(UnicodeEncodeError):
        vba_project([Module("A", Kind.STANDARD, "' 😀")])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([b"Public Sub ", b"End Sub\r\n", b"    ", "亮灯".encode("gbk"), b"x"])
        | st.binary(max_size=3)
    ).map(b"".join)
    | st.builds(lambda piece, times: piece * times, st.binary(min_size=1, max_size=40), st.integers(1, 600))
)
def test_compressed_text_comes_back_in_an_independent_reader(content):
    assert decompressed(compressed(content)) == content


@pytest.mark.parametrize("size", [0, 1, 3, 15, 16, 17, 4095, 4096, 4097, 8192, 12_000])
def test_text_about_the_size_of_a_chunk_comes_back(size):
    content = (SAY.encode("gbk") * (size // 50 + 1))[:size]
    assert decompressed(compressed(content)) == content


def test_what_does_not_compress_is_held_as_it_is():
    content = Random(1).randbytes(CHUNK)
    held = compressed(content)
    assert held[1:3] == b"\xff\x3f" and held[3:] == content
    assert decompressed(held) == content
