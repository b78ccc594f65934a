"""What the gate for word processor files refuses, each in one sentence, and what it lets through."""

from __future__ import annotations

import struct
import time
import zipfile
from pathlib import Path

import pytest

from addin.errors import ProgramError
from addin.workbook.document_gate import Form, inspect_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = f'<Types><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
TEXT = "<w:document/>"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SAVE_AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再试。"


def document(path: Path, method: int = zipfile.ZIP_DEFLATED, **parts: str | bytes) -> Path:
    """A .docx; `word__x` is the part word/x.xml."""
    members: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": TEXT}
    members |= {f"{name.replace('__', '/')}.xml": content for name, content in parts.items()}
    with zipfile.ZipFile(path, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


def add(path: Path, name: str, content: str | bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ProgramError) as caught:
        inspect_document(path)
    return str(caught.value)


def test_a_plain_document_passes(tmp_path: Path) -> None:
    look = inspect_document(document(tmp_path / "纪要.docx"))
    assert (look.form, look.external) == (Form.DOCX, ())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "纪要.docx：文件是空的（0 字节）。请找发来文件的人重发。"),
        (b"%PDF-1.7", "纪要.docx：这是 PDF，不是 Word 文档。请换成改过的 .docx 文档。"),
        (b"<html><body>", f"纪要.docx：这是网页或 XML 文件，不是 Word 文档。{SAVE_AGAIN}"),
        (b"MIME-Version: 1.0", f"纪要.docx：这是网页或 XML 文件，不是 Word 文档。{SAVE_AGAIN}"),
        (b"\x01\x02\0", "纪要.docx：不是 Word 文档。请换成 .docx 文档。"),
        (b"PK\x03\x04half", "纪要.docx：文件不完整或已损坏，无法解开。请找发来文件的人重发。"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "纪要.docx：文件已加密，需要密码才能打开。请在 Word 或 WPS 里输入密码打开，去掉打开密码后另存。",
        ),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "纪要.docx：文件里带有宏。请在 Word 或 WPS 里另存为不带宏的 .docx 后再试。"),
        (OLE + "Workbook".encode("utf-16-le"), "纪要.docx：这是 Excel 工作簿，不是 Word 文档。请换成 .docx 文档。"),
        (OLE, "纪要.docx：文件不完整或已损坏。请找发来文件的人重发。"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_named(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "纪要.docx"
    path.write_bytes(content)
    assert refusal(path) == sentence


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "无.docx") == "无.docx：文件不存在。请核对路径和文件名。"
    assert refusal(tmp_path) == f"{tmp_path.name}：这是文件夹，不是文档。请给出文档文件的路径。"


@pytest.mark.parametrize(
    "name", ["word/document2.xml", "word/_rels/document.xml.rels", "docProps/custom.xml"]
)
def test_entities_are_refused_wherever_they_stand(tmp_path: Path, name: str) -> None:
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    path = add(document(tmp_path / "纪要.docx"), name, entity)
    assert refusal(path) == f"纪要.docx：部件 {name} 带有实体定义，可能有害。请勿打开，找发来文件的人核实。"


def test_macros_are_refused_whatever_the_name_says(tmp_path: Path) -> None:
    sentence = "纪要.docx：文件里带有宏。请在 Word 或 WPS 里另存为不带宏的 .docx 后再试。"
    assert refusal(add(document(tmp_path / "纪要.docx"), "word/vbaProject.bin", b"x")) == sentence
    types = TYPES.replace("wordprocessingml.document.main", "ms-word.document.macroEnabled.main")
    with zipfile.ZipFile(tmp_path / "纪要.docx", "w") as package:
        package.writestr("[Content_Types].xml", types)
    assert refusal(tmp_path / "纪要.docx") == sentence


def test_bombs_are_refused_before_they_are_inflated(tmp_path: Path) -> None:
    picture = add(document(tmp_path / "图.docx"), "word/media/a.bmp", b"\0" * (64 << 20))
    text = document(tmp_path / "文.docx", word__document=b"<w:t>" + b" " * (40 << 20))
    for path in (picture, text):
        start = time.perf_counter()
        assert (
            refusal(path)
            == f"{path.name}：解开后大得不合常理，已停止读取。请找发来文件的人核实，删去多余格式后另存。"
        )
        assert time.perf_counter() - start < 1  # inflating and parsing it would take several


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    path = document(tmp_path / "纪要.docx", word__document=b"<w:document>" + b"x" * 5000 + b"</w:document>")
    content = bytearray(path.read_bytes())
    directory = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    struct.pack_into("<I", content, directory + 24, 100)  # the inflated size of word/document.xml
    path.write_bytes(content)
    assert "文件已损坏" in refusal(path)


@pytest.mark.parametrize("name", ["../out.xml", "/abs.xml", "C:/x.xml"])
def test_members_that_leave_the_package_are_refused(tmp_path: Path, name: str) -> None:
    assert "越界的部件名" in refusal(add(document(tmp_path / "纪要.docx"), name, "<x/>"))


def relations(*kinds: str) -> str:
    return "".join(
        f'<Relationship Id="r{at}" Type="{RELATION}/{kind}" Target="http://a.invalid/" TargetMode="External"/>'
        for at, kind in enumerate(kinds)
    )


def test_what_a_document_would_fetch_is_told_and_a_link_to_click_is_not(tmp_path: Path) -> None:
    path = document(tmp_path / "纪要.docx")
    add(path, "word/_rels/document.xml.rels", relations("hyperlink", "image", "attachedTemplate"))
    assert inspect_document(path).external == ("image", "attachedTemplate")


def open_document(path: Path, content: str, **more: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        for name, text in more.items():
            package.writestr(name.replace("__", "/"), text)
    return path


def test_an_open_document_that_loads_from_elsewhere_is_not_given_to_libreoffice(tmp_path: Path) -> None:
    plain = '<text:a xlink:href="http://a.invalid/"/><draw:image xlink:href="Pictures/1.png"/>'
    assert inspect_document(open_document(tmp_path / "好.odt", plain)).form is Form.ODT
    for target in (
        "http://a.invalid/x.png",
        "file:///etc/passwd",
        r"\\a.invalid\x",
        "../x.png",
        "//a.invalid/x",
    ):
        path = open_document(tmp_path / "坏.odt", f'<draw:image draw:name="a" xlink:href="{target}"/>')
        assert refusal(path) == f"坏.odt：文件会从别处加载内容（链接的图片或对象）。{SAVE_AGAIN}"
    macro = open_document(tmp_path / "宏.odt", plain, Basic__Standard__Module1_xml="<script/>")
    assert "带有宏" in refusal(macro)
