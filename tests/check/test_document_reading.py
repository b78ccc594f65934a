"""读文档：formatting through styles, changes accepted, text boxes once, numbers that stand in no text."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from support.checked_documents import DOCUMENT, swap, written

from docgen.check import UnreadableError
from docgen.check.model import Document
from docgen.check.reading import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_body(path: Path, *markup: str) -> Document:
    """A document of python-docx's own template with those blocks in it."""
    made = docx.Document()
    for one in markup:
        made.element.body.insert(-1, parse_xml(one.replace(">", f" {W}>", 1)))
    made.save(path)
    return read_document(path)


def words(document: Document) -> list[str]:
    return [one.words for one in document.paragraphs if one.words]


def test_inserted_text_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    mark = 'w:id="1" w:author="某" w:date="2022-10-08T00:00:00Z"'
    read = with_body(
        tmp_path / "a.docx",
        f"<w:p><w:r><w:t>甲</w:t></w:r><w:del {mark}><w:r><w:delText>乙</w:delText></w:r></w:del>"
        f"<w:ins {mark}><w:r><w:t>丙</w:t></w:r></w:ins><w:moveFrom {mark}><w:r><w:t>丁</w:t></w:r></w:moveFrom>"
        f"<w:moveTo {mark}><w:r><w:t>戊</w:t></w:r></w:moveTo></w:p>",
    )
    assert words(read) == ["甲丙戊"]


def test_paragraphs_whose_mark_is_deleted_read_as_one(tmp_path: Path) -> None:
    mark = '<w:del w:id="1" w:author="某" w:date="2022-10-08T00:00:00Z"/>'
    read = with_body(
        tmp_path / "a.docx",
        f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>后半</w:t></w:r></w:p>",
    )
    assert words(read) == ["前半后半"]


def test_a_text_box_in_two_forms_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    read = with_body(
        tmp_path / "a.docx",
        f'<w:p><w:r><mc:AlternateContent {mc}><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert words(read) == ["框中"]
    assert next(one for one in read.paragraphs if one.words).boxed


def test_a_field_shows_its_result_and_hidden_text_nothing(tmp_path: Path) -> None:
    read = with_body(
        tmp_path / "a.docx",
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:t>不显示</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>',
    )
    assert words(read) == ["结果"]


def test_formatting_comes_through_style_base_style_and_defaults(tmp_path: Path) -> None:
    made = docx.Document()
    base = made.styles.add_style("甲", 1)
    base.font.size = docx.shared.Pt(16)
    base.paragraph_format.first_line_indent = docx.shared.Pt(32)
    derived = made.styles.add_style("乙", 1)
    derived.base_style = base
    derived.font.bold = True
    made.add_paragraph("正文", style="乙").runs[0].font.bold = False
    made.save(tmp_path / "a.docx")
    one = read_document(tmp_path / "a.docx").paragraphs[0]
    assert (one.size, one.format.first, one.format.after) == (16.0, 640, 200)
    assert one.pieces[0].format.bold is False
    assert one.pieces[0].format.latin == "Cambria"
    assert one.pieces[0].format.themed


def test_an_indent_in_characters_counts_more_than_one_in_points(tmp_path: Path) -> None:
    read = with_body(
        tmp_path / "a.docx",
        '<w:p><w:pPr><w:ind w:firstLine="100" w:firstLineChars="200"/></w:pPr>'
        '<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>正文</w:t></w:r></w:p>',
    )
    assert read.paragraphs[0].format.first == 640


def test_automatic_numbers_are_counted(tmp_path: Path) -> None:
    made = docx.Document()
    for text in ("甲", "乙"):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("丙", style="List Bullet")
    made.save(tmp_path / "a.docx")
    assert [one.said for one in read_document(tmp_path / "a.docx").paragraphs] == ["1.甲", "2.乙", "•丙"]


def test_a_cell_knows_its_table_row_and_column(tmp_path: Path) -> None:
    read = read_document(written(tmp_path / "a.docx"))
    cell = next(one for one in read.paragraphs if one.words == "68.2%")
    assert (cell.where.table, cell.where.row, cell.where.column) == (1, 3, 2)


def test_rules_have_their_places_on_the_page_in_millimetres(tmp_path: Path) -> None:
    read = read_document(written(tmp_path / "a.docx"))
    rules = [one for one in read.shapes if one.is_rule]
    assert [one.line for one in rules] == [0.35, 0.25, 0.35]
    assert (rules[-1].x, rules[-1].y, rules[-1].width) == (28.0, 262.0, 156.0)


def test_page_breaks_that_word_saved_are_believed(tmp_path: Path) -> None:
    from docgen.check.paging import pages

    spoil = swap(
        DOCUMENT, "请各单位于2022年10月15日", "</w:t><w:lastRenderedPageBreak/><w:t>请各单位于2022年10月15日"
    )
    read = read_document(written(tmp_path / "a.docx", "通报", spoil))
    at = next(at for at, one in enumerate(read.paragraphs) if one.words.startswith("请各单位于"))
    assert pages(read)[at - 2 : at + 1] == (1, 1, 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是 Word 文档"),
        (b"PK\x03\x04 broken", "不是 Word 文档"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "加密"),
        ("纯文本".encode(), "不是 Word 文档"),
    ],
)
def test_what_is_no_word_document_is_refused_in_words(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as refused:
        read_document(path)
    assert said in refused.value.what


@pytest.mark.parametrize(
    ("there", "instead", "said"),
    [
        ("<w:body>", "<w:body", "已损坏"),
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", "严格"),
    ],
)  # fmt: skip
def test_a_broken_or_strict_document_is_refused_in_words(
    tmp_path: Path, there: str, instead: str, said: str
) -> None:
    path = written(tmp_path / "a.docx", "通报", swap(DOCUMENT, there, instead, -1))
    with pytest.raises(UnreadableError) as refused:
        read_document(path)
    assert said in refused.value.what


def test_a_package_that_swells_beyond_measure_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.docx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/big.bin", b"\0" * (64 << 20))
    with pytest.raises(UnreadableError) as refused:
        read_document(path)
    assert "太大" in refused.value.what
