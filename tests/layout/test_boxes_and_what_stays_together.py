"""Boxes keep their colour and their last line's place; the signature never stands on a page without text (7.3.5.5)."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from support import compositions
from support import layout_samples as samples

from docgen.blocks import Attachment, Composition, FormCell, FormGrid, Heading, Paragraph
from docgen.layout import save_document, set_document
from docgen.layout.elements import Box, Grid, Para
from docgen.layout.imprint import imprint, plain_imprint
from docgen.layout.line_breaks import line_counts
from docgen.layout.markup import section_markup, text_markup
from docgen.layout.order import order_masthead
from docgen.layout.page import A3_FORM, MEASURED, PAGE_SETUP, TypeArea, millimetres, twips
from docgen.layout.page_numbers import turned_number
from docgen.layout.signature import signature
from docgen.layout.story import Place, story

DATED = "2022年10月8日"
FORTY = "，".join(f"区第{at}局" for at in range(1, 41))
"""Forty units: eight lines of 4号 if marks hang past the line's end, nine if not."""


def document(composition: Composition, folder: Path) -> str:
    save_document(composition, folder / "文稿.docx")
    with zipfile.ZipFile(folder / "文稿.docx") as package:
        return package.read("word/document.xml").decode()


def boxed_runs(markup: str) -> list[str]:
    boxes = re.findall(r"<w:txbxContent>.*?</w:txbxContent>", markup)
    return [run for box in boxes for run in re.findall(r"<w:r>.*?</w:r>", box)]


def boxes_of(paras: tuple[Para, ...]) -> list[Box]:
    return [shape for para in paras for shape in para.shapes if isinstance(shape, Box)]


# --- what a text box says itself


@pytest.mark.parametrize("composition", [compositions.LETTER, samples.JOINT], ids=["letter", "joint"])
def test_a_mark_in_a_box_is_red_and_xiaobiaosong_on_its_runs(tmp_path, composition):
    marks = [run for run in boxed_runs(document(composition, tmp_path)) if "方正小标宋简体" in run]
    assert marks
    assert all('<w:color w:val="FF0000"/>' in run for run in marks)


def test_every_run_in_a_box_names_its_face(tmp_path):
    runs = boxed_runs(document(compositions.CIRCULAR, tmp_path))
    assert runs
    assert all('w:eastAsia="仿宋_GB2312"' in run for run in runs)


# --- 版记


def test_rows_of_an_imprint_stand_on_the_lower_edge_of_their_boxes(tmp_path):
    assert all(box.foot for box in boxes_of(imprint(compositions.CIRCULAR, PAGE_SETUP)))
    assert 'anchor="b"' in document(compositions.CIRCULAR, tmp_path)
    assert 'anchor="b"' not in document(replace(compositions.LETTER, copied_to=""), tmp_path)


@pytest.mark.parametrize("copies", ["区政府督查室", FORTY], ids=["one line", "eight lines"])
def test_a_letters_last_line_of_copies_ends_at_the_type_areas_foot(copies):
    (box,) = boxes_of(plain_imprint(replace(compositions.LETTER, copied_to=copies), PAGE_SETUP))
    # 1.25 mm higher than 262, and half of the 1.2 mm between rows: the characters stand midway between rules.
    assert box.y + box.height == pytest.approx(262 - 1.25 - 0.6)


def test_forty_units_are_moved_together_until_every_program_sets_eight_lines():
    assert line_counts(f"抄送：{FORTY}。", 26.58, -3) == {8, 9}
    (box,) = boxes_of(plain_imprint(replace(compositions.LETTER, copied_to=FORTY), PAGE_SETUP))
    label, names = box.paragraphs[0].runs
    assert (label.text, label.tracking) == ("抄送：", None)
    # Not more than 3% of a 字.
    assert names.tracking is not None and 0 < -names.tracking <= 8
    # Eight lines of 26 pt.
    assert box.height == pytest.approx(millimetres(8 * 520))


def test_an_ordinary_list_of_copies_is_set_as_it_is():
    (box, _) = boxes_of(
        imprint(replace(compositions.CIRCULAR, copied_to="区委办公室，区政府办公室"), PAGE_SETUP)
    )
    assert [run.tracking for run in box.paragraphs[0].runs] == [None]


def test_figures_are_not_parted_nor_opening_marks_left_at_a_lines_end():
    # Nine 字 leave room for one, not for 1234; a bracket goes down with what it opens.
    assert line_counts("一二三四五六七八九1234", 10) == {2}
    assert line_counts("一二三四五六七八九1234五六七八九十一", 10) == {2}
    assert line_counts("一二三四五六七八九（一二三四五六七八九", 10) == {2}
    assert line_counts("一二三四五六七八九（一二三四五六七八九十", 10) == {3}


# --- 10.2


@pytest.mark.parametrize("area", [PAGE_SETUP, MEASURED], ids=lambda one: one.name)
def test_three_labels_leave_an_orders_mark_its_place(area: TypeArea):
    header = replace(samples.ORDER.header, copy_number="000012", secrecy="机密★1年", urgency="特急")
    *labels, mark, _ = order_masthead(replace(samples.ORDER, header=header), area)
    assert len(labels) == 3
    above = twips(area.top) + sum(label.line for label in labels) + mark.before
    # Two hundredths of its 60 pt lie above a mark's characters.
    assert millimetres(above + 24) == pytest.approx(57, abs=0.1)


# --- 7.3.5.1


def test_the_next_row_of_joint_names_stands_four_lines_below_the_last_line_of_a_long_name():
    long = "甬江区重大项目推进工作领导小组办公室甬江国家经济技术开发区管理委员会"
    paras = signature((long, "甲局", "乙局", "丙局"), DATED, PAGE_SETUP)
    lines = [(para.text.strip(), para.before) for para in paras]
    at = next(at for at, (text, _) in enumerate(lines) if text.startswith("乙局"))
    assert at >= 2
    assert [before for _, before in lines[1:at]] == [0] * (at - 1)
    assert lines[at][1] == 4 * 579


# --- 7.3.5.5


def kept(composition: Composition, text: str) -> list[bool]:
    """keep_next of the paragraphs that hold the text."""
    elements = story(composition, PAGE_SETUP, Place.NONE)[0].elements
    return [e.keep_next for e in elements if isinstance(e, Para) and text in e.text]


PLAIN = replace(compositions.CIRCULAR, attachments=())


@pytest.mark.parametrize("count", range(2, 64))
def test_a_short_last_paragraph_always_goes_with_the_signature(count):
    composition = replace(PLAIN, body=(*compositions.paragraphs(count), Paragraph("请认真抓好落实。")))
    assert kept(composition, "请认真抓好落实。") == [True]


def test_a_long_last_paragraph_goes_with_it_only_where_a_page_may_end_there():
    # Ten lines of 28 字.
    long = Paragraph("重大项目" * 70)
    found = {
        tuple(kept(replace(PLAIN, body=(*compositions.paragraphs(n), long)), "重大项目" * 70))
        for n in range(1, 9)
    }
    assert found == {(True,), (False,)}


@pytest.mark.parametrize("count", range(1, 27))
def test_the_only_paragraph_under_a_heading_stays_on_page_1(count):
    body = (Heading(1, "一、总体情况"), Paragraph("各单位倒排工期。" * count))
    assert kept(replace(PLAIN, body=body), "各单位倒排工期。") == [False]


def test_of_forty_attachments_only_the_last_name_goes_with_the_signature():
    attachments = tuple(Attachment(f"第{at}分册", (Paragraph("略。"),)) for at in range(1, 41))
    few = replace(PLAIN, attachments=attachments[:3])
    many = replace(PLAIN, attachments=attachments)
    assert kept(few, ".\t第") == [True] * 3
    # Forty names are longer than a page, and no program keeps so many together.
    assert kept(many, ".\t第") == [False] * 39 + [True]


# --- settings, hyphens


def test_word_keeps_the_dash_of_a_range_with_both_its_figures(tmp_path):
    document(PLAIN, tmp_path)
    with zipfile.ZipFile(tmp_path / "文稿.docx") as package:
        settings = package.read("word/settings.xml").decode()
    lists = dict(re.findall(r'<w:noLineBreaks(After|Before) w:lang="zh-CN" w:val="([^"]*)"/>', settings))
    assert "—" in lists["After"] and "—" in lists["Before"]
    # What Word's own lists hold stays forbidden.
    assert set("（《“〔") <= set(lists["After"])
    assert set("，。、；：！？）》”〕") <= set(lists["Before"])
    assert (
        settings.index("characterSpacingControl")
        < settings.index("noLineBreaksAfter")
        < settings.index("<w:compat>")
    )


@pytest.mark.parametrize(
    ("text", "hyphens"),
    [
        ("0574-5550123", 1),
        ("王某某 0574-5550123\n010-66001234", 2),
        ("电话：0574-5550123", 0),
        ("SX2022-014", 0),
        ("2022-09-30", 0),
        ("-1.2", 0),
    ],
)
def test_no_line_ends_after_the_hyphen_of_a_telephone_number(text, hyphens):
    assert text_markup(text).count("<w:noBreakHyphen/>") == hyphens


def test_a_telephone_number_reads_back_as_it_was_given():
    form = FormGrid((5, 20), ((FormCell("电话", label=True), FormCell("0574-5550123")),))
    table = set_document(replace(samples.FORM, body=(form,))).tables[0]
    assert table.rows[0].cells[1].text == "0574-5550123"


# --- 表格


def test_what_must_follow_a_forms_table_is_one_point_high():
    elements = story(samples.FORM, PAGE_SETUP)[0].elements
    assert isinstance(elements[-2], Grid)
    assert isinstance(elements[-1], Para) and elements[-1].line == 20


def test_a_turned_page_has_no_grid_of_lines_that_would_move_its_table_down():
    upright, turned = (story(one, MEASURED)[0] for one in (samples.FORM, samples.WIDE_FORM))
    assert 'docGrid w:type="lines"' in section_markup(upright, MEASURED, "", False)
    assert 'docGrid w:type="lines"' not in section_markup(turned, MEASURED, "", False)


def test_the_number_of_a_turned_a3_page_ends_one_character_inside_its_type_area():
    # 297 mm less 28 and 20: the right margin is not that of A4.
    assert 'w:trHeight w:val="14116"' in turned_number(A3_FORM, odd=True)
    assert 'w:trHeight w:val="8844"' in turned_number(PAGE_SETUP, odd=True)
