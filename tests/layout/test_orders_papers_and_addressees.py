"""命令、便笺、表格、主送机关移至版记、附件说明: before anything is rendered."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import compositions
from support import layout_samples as samples

from docgen.blocks import Attachment, Composition, JointIssuer, Layout
from docgen.layout import Pages, save_document, set_document
from docgen.layout.elements import Box
from docgen.layout.line_breaks import line_counts
from docgen.layout.page import PAGE_SETUP, twips
from docgen.layout.story import Place, addressee_crowds, arranged, needs_even_page, story
from docgen.layout.text_width import text_width

DATED = "2022年10月8日"


def texts(composition: Composition) -> list[str]:
    return [paragraph.text for paragraph in set_document(composition).paragraphs if paragraph.text.strip()]


# --- 10.2, 7.3.5.3


def test_an_order_has_its_number_two_lines_below_the_mark_no_title_and_its_text_two_below():
    elements = story(samples.ORDER, PAGE_SETUP, Place.NONE)[0].elements
    assert [para.text[:8] for para in elements[:3]] == ["甬江区人民政府令", "第8号", "截至2022年9"]
    assert [para.before for para in elements[1:3]] == [2 * 579, 2 * 579]
    assert elements[1].align == "center"


def test_the_post_stands_two_characters_left_of_the_stamps_place_and_the_name_is_left_to_it():
    post, dated = story(samples.ORDER, PAGE_SETUP, Place.NONE)[0].elements[-2:]
    assert post.text == "\t区长"
    # 四字 at the right, a stamp of seven, 二字 between.
    assert post.tabs[0] == ("right", PAGE_SETUP.width - (4 + 7 + 2) * 315)
    assert post.before == 2 * 579 + 579 // 2
    assert (dated.text, dated.right, dated.before) == (DATED, 4 * 315, 579 // 2 + 579)


def test_without_a_stamp_or_where_it_is_missing_the_name_is_printed():
    unstamped = story(samples.ORDER, PAGE_SETUP, Place.NONE, seal=False)[0].elements[-2]
    assert unstamped.text == "\t区长\t张明远"
    missing = replace(samples.ORDER, signatory="【待填：签发人】")
    assert story(missing, PAGE_SETUP, Place.NONE)[0].elements[-2].text.endswith("【待填：签发人】")


def test_joint_orders_have_one_post_a_line():
    joint = (JointIssuer("", "甬江军分区司令员", "李　琳"),)
    *_, first, second, dated = story(replace(samples.ORDER, joint=joint), PAGE_SETUP, Place.NONE)[0].elements
    assert [para.text for para in (first, second, dated)] == ["\t区长", "\t甬江军分区司令员", DATED]
    assert first.tabs[0] == second.tabs[0]


def test_labels_of_an_order_stand_above_its_mark_within_20_mm():
    header = replace(samples.ORDER.header, copy_number="000012", secrecy="秘密★1年", urgency="特急")
    elements = story(replace(samples.ORDER, header=header), PAGE_SETUP, Place.NONE)[0].elements
    assert [para.text for para in elements[:3]] == ["000012", "秘密★1年", "特急"]
    assert sum(para.line for para in elements[:3]) <= twips(20)
    assert min(para.line for para in elements[:3]) >= 16 * 20


# --- 便笺, 表格


def test_a_note_has_neither_number_nor_imprint_and_may_end_on_an_odd_page(tmp_path):
    note = replace(samples.NOTE, printed_by="某办", printed_on=DATED)
    assert not needs_even_page(note)
    assert save_document(note, tmp_path / "便笺.docx", page_counter=lambda paths: [1]) == Pages(1, False)
    assert texts(note)[:2] == ["甬江区重大项目推进工作领导小组办公室", "区住房和城乡建设局："]
    assert not [text for text in texts(note) if "印发" in text]


def test_copies_of_a_note_or_form_are_not_lost():
    for composition in (samples.NOTE, samples.FORM):
        markup = set_document(replace(composition, copied_to="区政府办公室")).element.xml
        assert "抄送：区政府办公室。" in markup


def test_copies_of_a_form_stand_on_its_last_upright_page_not_on_one_of_their_own():
    turned = Attachment("项目清单", (samples.LEVELS,), landscape=True)
    form = replace(samples.FORM, copied_to="区政府办公室", attachments=(turned,))
    first, last = story(form, PAGE_SETUP)
    assert (first.landscape, last.landscape) == (False, True)
    assert first.elements[-1].shapes[0].paragraphs[0].text == "抄送：区政府办公室。"
    wide = replace(samples.WIDE_FORM, copied_to="区政府办公室")
    assert [section.landscape for section in story(wide, PAGE_SETUP)] == [True, False]


def test_a_form_has_its_title_first_and_its_number_labelled_once():
    assert texts(samples.FORM)[:2] == ["甬江区重大项目推进工作交办单", "编号：甬重办交〔2022〕7号"]
    labelled = replace(samples.FORM, number="编号：7")
    assert texts(labelled)[1] == "编号：7"


def test_only_a_form_may_be_landscape():
    turned = [
        replace(one, landscape=True, body=samples.FORM.body)
        for one in (samples.FORM, samples.NOTE, samples.ORDER, samples.REQUEST)
    ]
    assert [story(one, PAGE_SETUP, Place.NONE)[0].landscape for one in turned] == [True, False, False, False]


def test_a_forms_signature_is_optional():
    signed = replace(samples.FORM, signature="甬江区重大办", dated=DATED)
    assert texts(signed)[-2:] == ["甬江区重大办", DATED]
    assert DATED not in texts(samples.FORM)


# --- 7.3.2, 7.4.2


def test_a_short_addressee_stands_above_the_text():
    assert not addressee_crowds(compositions.CIRCULAR, PAGE_SETUP)
    assert arranged(compositions.CIRCULAR, PAGE_SETUP) is compositions.CIRCULAR


def test_an_addressee_that_leaves_page_1_no_text_goes_to_the_imprint_and_the_caller_is_told(tmp_path):
    pages = save_document(samples.LONG_ADDRESSEE, tmp_path / "通知.docx")
    assert pages.addressee_moved
    assert not save_document(compositions.CIRCULAR, tmp_path / "通报.docx").addressee_moved


def test_it_stands_one_line_above_the_copies_with_no_rule_between():
    short = replace(
        samples.LONG_ADDRESSEE, addressee="", imprint_addressee="各镇，各街道", copied_to="区委办公室"
    )
    shapes = story(short, PAGE_SETUP)[-1].elements[-1].shapes
    boxes = [shape for shape in shapes if isinstance(shape, Box)]
    rules = [shape for shape in shapes if not isinstance(shape, Box)]
    assert [box.paragraphs[0].text for box in boxes[:2]] == ["主送：各镇，各街道。", "抄送：区委办公室。"]
    assert len(rules) == 3
    assert not [rule for rule in rules if boxes[0].y + 3 < rule.y < boxes[1].y + 3]
    assert [rule.width for rule in rules] == [0.35, 0.25, 0.35]


def test_minutes_and_orders_have_their_addressee_in_the_imprint_without_a_word_to_the_user(tmp_path):
    minutes = replace(compositions.MINUTES, addressee="各镇（街道）")
    assert arranged(minutes, PAGE_SETUP).imprint_addressee == "各镇（街道）"
    long = replace(samples.ORDER, addressee=samples.TOWNS)
    assert not save_document(long, tmp_path / "令.docx").addressee_moved


def test_a_letters_moved_addressee_has_no_rules_either():
    letter = replace(compositions.LETTER, addressee=samples.TOWNS, title=compositions.LONG_TITLE.title)
    moved = arranged(replace(letter, addressee=samples.TOWNS * 2), PAGE_SETUP)
    assert moved.imprint_addressee
    shapes = story(moved, PAGE_SETUP)[-1].elements[-1].shapes
    assert [type(shape) for shape in shapes] == [Box, Box]


@given(st.text("重大项目办公室、，。2A", min_size=1, max_size=200), st.integers(5, 40))
def test_lines_counted_one_by_one_are_never_fewer_than_the_text_is_wide(text, width):
    # One mark may hang past the end of a line.
    assert min(line_counts(text, width)) >= text_width(text) / (width + 1) - 0.01
    assert line_counts(text, 10_000) == {1}


def test_marks_that_may_not_begin_a_line_take_a_character_along():
    # Nine 字 stay on line 1: the tenth goes down with its 、 and leaves room for eight of the next ten.
    assert max(line_counts("一二三四五六七八九十、" * 2, 10)) == 3
    assert line_counts("一二三四五六七八九十" * 2, 10) == {2}


# --- 7.3.4, 7.3.5.5


def test_eleven_attachments_leave_room_for_two_figures():
    entries = [
        p for p in set_document(samples.MANY_ATTACHMENTS).paragraphs if re.match(r"(附件：)?\d+\.\t", p.text)
    ]
    assert len(entries) == 11
    # 左空二字, 附件：, a number of one and a half 字.
    assert {entry.paragraph_format.left_indent.twips for entry in entries} == {5 * 315 + 472}


def test_a_long_list_of_attachments_may_begin_under_the_text_but_ends_with_the_signature():
    entries = [
        p for p in set_document(samples.MANY_ATTACHMENTS).paragraphs if re.match(r"(附件：)?\d+\.\t", p.text)
    ]
    kept = [bool(entry.paragraph_format.keep_with_next) for entry in entries]
    assert kept == [False] * 10 + [True]


def test_a_table_before_the_signature_takes_its_last_row_along():
    composition = replace(
        samples.REQUEST, upward=False, body=(*compositions.paragraphs(2), samples.CARD), attachments=()
    )
    table = set_document(composition).tables[0]
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [False] * 5 + [True]


ALL = [
    value
    for name, value in vars(samples).items()
    if isinstance(value, Composition) and name not in ("CIRCULAR", "LETTER", "SHORT_CIRCULAR")
]


@pytest.mark.parametrize("composition", ALL, ids=lambda one: one.kind)
def test_every_layout_gives_the_same_bytes_twice(tmp_path, composition):
    save_document(composition, tmp_path / "a.docx")
    save_document(composition, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.mark.parametrize("composition", ALL, ids=lambda one: one.kind)
def test_only_documents_orders_and_minutes_close_on_an_even_page(composition):
    closed = composition.layout in (Layout.DOCUMENT, Layout.ORDER)
    assert needs_even_page(composition) == closed
