"""The file itself: whole or not at all, the same bytes for the same document, readable by others."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from support import compositions as samples

from docgen.blocks import Composition, Paragraph
from docgen.layout import save_document, set_document
from docgen.layout.package import package_bytes
from docgen.layout.page import PAGE_SETUP
from docgen.layout.story import story

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALL = (samples.CIRCULAR, samples.SHORT_CIRCULAR, samples.LONG_TITLE, samples.LETTER, samples.MINUTES)


def texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_the_same_composition_gives_the_same_bytes(tmp_path):
    save_document(samples.CIRCULAR, tmp_path / "a.docx")
    save_document(samples.CIRCULAR, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.mark.parametrize("composition", ALL, ids=lambda one: one.kind)
def test_every_part_is_well_formed_and_every_relationship_has_its_part(tmp_path, composition):
    path = tmp_path / "文稿.docx"
    save_document(composition, path)
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        for name in names:
            etree.fromstring(package.read(name))
        links = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    assert {f"word/{link.get('Target')}" for link in links} <= names


def test_an_interrupted_write_leaves_the_earlier_file(tmp_path, monkeypatch):
    path = tmp_path / "通报.docx"
    path.write_bytes(b"earlier")

    def fails(self: Path, target: Path) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(PermissionError):
        save_document(samples.CIRCULAR, path)
    assert path.read_bytes() == b"earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["通报.docx"]


def test_properties_name_the_document_and_not_the_program():
    properties = set_document(samples.CIRCULAR).core_properties
    assert properties.title == "关于2022年9月全区重大项目推进情况的通报"
    assert properties.author == "甬江区重大项目推进工作领导小组办公室"
    assert properties.created.date() == date(2022, 10, 8)
    assert "python-docx" not in (properties.comments or "") + (properties.last_modified_by or "")


def test_the_document_id_is_a_custom_property(tmp_path):
    path = tmp_path / "纪要.docx"
    save_document(samples.MINUTES, path)
    with zipfile.ZipFile(path) as package:
        custom = package.read("docProps/custom.xml").decode()
    assert 'name="文稿编号"><vt:lpwstr>LD-2022-0012<' in custom


@pytest.mark.parametrize(("number", "shown"), [(None, True), ("甬重办〔2022〕12号", False)])
def test_only_a_draft_of_minutes_shows_its_id_opposite_the_page_number(tmp_path, number, shown):
    header = replace(samples.MINUTES.header, number=number)
    save_document(replace(samples.MINUTES, header=header), tmp_path / "纪要.docx")
    with zipfile.ZipFile(tmp_path / "纪要.docx") as package:
        odd, even = (package.read(f"word/footer_{side}.xml").decode() for side in ("odd", "even"))
    assert (">文稿编号 LD-2022-0012<" in odd, ">文稿编号 LD-2022-0012<" in even) == (shown, shown)
    assert "文稿编号 LD-2022-0012" not in even.split("PAGE")[0]


def test_a_document_that_is_read_back_says_which_state_of_it_was_kept(tmp_path):
    header = replace(samples.MINUTES.header, base_mark="0123456789ABCDEF")
    save_document(replace(samples.MINUTES, header=header), tmp_path / "纪要.docx")
    with zipfile.ZipFile(tmp_path / "纪要.docx") as package:
        custom = package.read("docProps/custom.xml").decode()
        others = [package.read(name).decode() for name in package.namelist() if name.startswith("word/")]
    assert 'name="底稿标记"><vt:lpwstr>0123456789ABCDEF<' in custom
    assert not any("0123456789ABCDEF" in part for part in others)


def test_each_resolution_cell_has_its_bookmark_around_its_text():
    table = set_document(samples.MINUTES).tables[0]
    names = [mark.get(f"{W}name") for mark in table._tbl.iter(f"{W}bookmarkStart")]
    assert names[:6] == ["r_1_no", "r_1_project", "r_1_content", "r_1_lead", "r_1_help", "r_1_due"]
    cell = table.rows[1].cells[1].paragraphs[0]._p
    assert [child.tag.removeprefix(W) for child in cell] == ["pPr", "bookmarkStart", "r", "bookmarkEnd"]


@pytest.mark.parametrize(("name", "why"), [("议定1", "不合格"), ("r" * 41, "不合格"), ("1a", "不合格")])
def test_a_bookmark_word_would_drop_is_refused(name, why):
    table = samples.MINUTES.body[4]
    spoilt = replace(table, rows=table.rows[:1], bookmarks=((name, "b", "c", "d", "e", "f"),))
    with pytest.raises(ValueError, match=why):
        set_document(replace(samples.MINUTES, body=(spoilt,)))


def test_a_bookmark_used_twice_is_refused():
    table = samples.MINUTES.body[4]
    spoilt = replace(table, rows=table.rows[:1], bookmarks=(("a",) * 6,))
    with pytest.raises(ValueError, match="用了两次"):
        set_document(replace(samples.MINUTES, body=(spoilt,)))


def test_a_cell_of_two_lines_is_two_paragraphs_inside_one_bookmark():
    table = samples.MINUTES.body[4]
    row = ("1", "甲", "第一行\n第二行", "乙", "丙", "")
    two = replace(table, rows=(row,), bookmarks=(("a", "b", "c", "d", "e", "f"),))
    cells = set_document(replace(samples.MINUTES, body=(two,))).tables[0].rows[1].cells
    assert cells[2].text == "第一行\n第二行"
    first, second = cells[2].paragraphs
    assert first._p.find(f"{W}bookmarkStart") is not None
    assert second._p.find(f"{W}bookmarkEnd") is not None


def test_table_headings_repeat_and_rows_are_not_split():
    rows = set_document(samples.CIRCULAR).tables[0].rows
    assert rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_headings_are_word_headings_of_their_level():
    styles = {p.text: p.style.name for p in set_document(samples.CIRCULAR).paragraphs}
    assert styles["一、总体情况"] == "Heading 1"
    assert styles["（一）投资完成情况"] == "Heading 2"
    assert styles["1.产业项目"] == "Heading 3"


def test_a_lead_in_keeps_its_headings_face():
    paragraph = next(p for p in set_document(samples.CIRCULAR).paragraphs if p.text.startswith("（一）压实"))
    lead = paragraph.runs[0]
    assert lead.text == "（一）压实责任。"
    assert lead._r.rPr.rFonts.get(f"{W}eastAsia") == "楷体_GB2312"


def test_one_attachment_is_not_numbered_and_two_are():
    two = texts(set_document(samples.CIRCULAR))
    assert "附件：1.\t2022年9月各单位重大项目推进情况排名表" in two
    assert "附件1" in two
    one = texts(set_document(replace(samples.CIRCULAR, attachments=samples.CIRCULAR.attachments[:1])))
    assert "附件：2022年9月各单位重大项目推进情况排名表" in one
    assert "附件" in one


def test_an_issued_document_of_real_data_carries_no_sign():
    header = set_document(samples.CIRCULAR).sections[0].header
    assert "".join(paragraph.text for paragraph in header.paragraphs) == ""


def test_a_draft_of_sample_data_carries_both_signs():
    header = set_document(samples.LONG_TITLE).sections[0].header
    assert header.paragraphs[0].text == "演示数据　拟稿"


def test_without_a_seal_the_date_stands_two_characters_in():
    document = set_document(replace(samples.SHORT_LETTER, dated="2022年10月8日"), seal=False)
    name = next(p for p in document.paragraphs if p.text == "甬江区发展和改革局")
    dated = next(p for p in document.paragraphs if p.text == "2022年10月8日")
    assert dated.paragraph_format.left_indent.twips - name.paragraph_format.left_indent.twips == 2 * 315


@given(st.text(max_size=60))
def test_any_text_makes_a_document_that_opens(text):
    composition = replace(samples.SHORT_LETTER, title=text, addressee=text, body=(Paragraph(text),))
    set_document(composition)


def test_the_clock_is_not_in_the_file(monkeypatch):
    def written(composition: Composition) -> bytes:
        return package_bytes(composition, story(composition, PAGE_SETUP), PAGE_SETUP)

    before = written(samples.MINUTES)
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert written(samples.MINUTES) == before
