"""Where lines begin in Word and in LibreOffice, and paragraphs that take as many lines with hung marks as without.

Widths are in em: a 汉字 or a full-width mark 1, a figure ½, LibreOffice's white between the two 0.2.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import compositions as samples

from docgen.blocks import Heading, Paragraph
from docgen.layout.body import addressee_paragraph, body_paragraph, heading_paragraph, title_paragraphs
from docgen.layout.elements import Para, Run
from docgen.layout.hanging import evened
from docgen.layout.line_breaks import Measure, Setting, line_starts
from docgen.layout.page import PAGE_SETUP
from docgen.layout.story import story
from docgen.layout.styles import HEI

WORD, LIBREOFFICE, RESAVED = Setting.WORD, Setting.LIBREOFFICE, Setting.RESAVED
NINE = "一二三四五六七八九"
DIFFERS = "2.请于2022年10月31日前完成整改，使项目达到进度要求。"
"""27 字 wide after its indent of two, with the full stop that hangs."""
LONG_NAME = "甬江国家级经济技术开发区重大项目建设推进工作领导小组办公室"


# --- where lines begin


@pytest.mark.parametrize(
    ("text", "width", "word", "libreoffice", "resaved"),
    [
        # A mark without room takes 九 along, or hangs.
        (f"{NINE}，一二", 9, (0, 8), (0, 10), (0, 8)),
        (f"{NINE}。", 9, (0, 8), (0,), (0, 8)),
        # A bracket never hangs; what it opens stays with it.
        (f"{NINE}）", 9, (0, 8), (0, 8), (0, 8)),
        (f"{NINE}（一）", 10, (0, 9), (0, 9), (0, 9)),
        # 1 + ½ + 1 in Word; two seams in LibreOffice.
        ("一2三", 2.8, (0,), (0, 2), (0, 2)),
        # Seven 字 and a mark leave 1 em: 2022 goes down, and with it 七， where the mark cannot hang.
        ("一二三四五六七，2022年", 9, (0, 8), (0, 8), (0, 6)),
        # … and （七） wherever it is set by LibreOffice.
        ("一二三四五六（七）2022年", 9, (0, 9), (0, 6), (0, 6)),
        # 八 + 0.2 + 1 em of figures are 9.2; behind figures no mark hangs.
        ("一二三四五六七八12。", 9.5, (0, 8), (0, 8), (0, 8)),
    ],
)
def test_lines_begin_where_each_program_begins_them(text, width, word, libreoffice, resaved):
    measure = Measure(width)
    assert [line_starts(text, measure, one) for one in Setting] == [word, libreoffice, resaved]


def test_an_indent_shortens_the_first_line_only():
    assert line_starts(NINE * 2, Measure(9, first=2), WORD) == (0, 7, 16)


def test_libreoffice_gives_a_lines_last_character_its_own_width():
    # Ten characters moved together by 0.05 are 9.5 em wide, the last at its own width 9.55.
    assert line_starts(f"{NINE}十", Measure(9.52, tracking=-0.05), WORD) == (0,)
    assert line_starts(f"{NINE}十", Measure(9.52, tracking=-0.05), LIBREOFFICE) == (0, 9)
    assert line_starts(f"{NINE}十", Measure(9.56, tracking=-0.05), LIBREOFFICE) == (0,)


def test_only_the_characters_from_an_index_on_are_moved():
    # Nine and nine: 9 em, then 8.55 with the last at its own width; moved from the start both lines take ten.
    assert line_starts(NINE * 2, Measure(9.0, moved=-0.05, since=9), WORD) == (0, 9)
    assert line_starts(NINE * 3, Measure(9.6, moved=-0.05, since=9), WORD) == (0, 9, 19)


# --- as many lines either way


def lines(para: Para, setting: Setting) -> int:
    """Lines of a body paragraph whose runs are moved from some run on, all alike."""
    moved = next((run for run in para.runs if run.tracking is not None), None)
    since = para.text.rindex(moved.text) if moved else 0
    move = (moved.tracking - para.style.tracking) / 320 if moved else 0.0
    measure = Measure(PAGE_SETUP.width / 320, para.first / 320, para.style.tracking / 320, move, since)
    return len(line_starts(para.text, measure, setting))


def settled(text: str) -> Para:
    (para,) = evened((body_paragraph(Paragraph(text)),), PAGE_SETUP.width)
    assert isinstance(para, Para)
    return para


def test_a_paragraph_whose_full_stop_hangs_takes_as_many_lines_without():
    as_written = body_paragraph(Paragraph(DIFFERS))
    assert (lines(as_written, LIBREOFFICE), lines(as_written, RESAVED)) == (1, 2)
    para = settled(DIFFERS)
    assert lines(para, LIBREOFFICE) == lines(para, RESAVED)
    assert para.text == DIFFERS


def test_a_paragraph_that_takes_as_many_lines_is_written_as_it_was():
    for text in ("特此通知。", samples.paragraphs(1)[0].text, LONG_NAME):
        para = body_paragraph(Paragraph(text))
        assert evened((para,), PAGE_SETUP.width) == (para,)


def test_only_the_last_line_of_a_long_paragraph_gives_way():
    # 26, 28 and 28 字, and the full stop that hangs.
    text = (LONG_NAME * 3)[: 26 + 28 + 28] + "。"
    head, tail = settled(text).runs
    assert (head.text, head.tracking) == (text[:54], None)
    # 28 of 317 twips have no room on 8844: the last goes down with the full stop, as where none hangs.
    assert (tail.text, tail.tracking) == (text[54:], -5 + 2)


def test_a_lead_in_keeps_its_typeface():
    text = f"（一）查找差距。{DIFFERS.removeprefix('2.')}列入黑榜的单位要逐项查找原因。"
    (para,) = evened((body_paragraph(Paragraph(text)),), PAGE_SETUP.width)
    assert para.text == text
    assert "".join(run.text for run in para.runs if run.font) == "（一）查找差距。"


def test_headings_are_settled_and_titles_tables_and_what_has_tabs_left_alone():
    heading = heading_paragraph(Heading(1, f"一、{'重大项目' * 6}。"))
    (after,) = evened((heading,), PAGE_SETUP.width)
    assert after.runs[0].tracking is not None
    assert after.runs[-1].font == heading.runs[-1].font
    assert after.style.font == HEI
    alone = (
        *title_paragraphs(samples.LONG_TITLE.title, 0, PAGE_SETUP.width),
        Para((Run(f"1.\t{DIFFERS}"),), tabs=(("left", 400),)),
        Para((Run(f"甲\n{DIFFERS}"),)),
        replace(body_paragraph(Paragraph("")), runs=(Run(DIFFERS, size=14),)),
    )
    assert evened(alone, PAGE_SETUP.width) == alone


def test_the_addressee_is_settled_too():
    (para,) = addressee_paragraph(f"{'区第一局，' * 4}区政府，区第十局", PAGE_SETUP)
    (after,) = evened((para,), PAGE_SETUP.width)
    assert len(line_starts(para.text, Measure(PAGE_SETUP.width / 320, 0, -5 / 320), LIBREOFFICE)) == 1
    assert lines(after, LIBREOFFICE) == lines(after, RESAVED)


@given(
    st.lists(
        st.sampled_from(["重大项目", "完成投资", "2022年", "71.5%", "，", "、", "。", "（一）"]), max_size=90
    )
)
def test_nothing_is_lost_and_nobody_sees_the_difference(words):
    text = "一" + "".join(words)
    para = settled(text)
    assert para.text == text
    moves = {run.tracking + 5 for run in para.runs if run.tracking is not None}
    assert len(moves) <= 1
    assert all(0 < abs(move) <= 8 for move in moves)
    if moves:
        assert lines(para, LIBREOFFICE) == lines(para, RESAVED)


@given(st.integers(1, 8), st.integers(0, 27))
def test_lines_of_characters_alone_stay_full(lines_full, more):
    """28 字 a line, 26 the first: no paragraph is set so that they hold fewer (5.2.3)."""
    text = (LONG_NAME * 12)[: 26 + 28 * lines_full + more] + "，请于10月31日前办结。"
    para = settled(text)
    moved = next((run for run in para.runs if run.tracking is not None), None)
    since = text.rindex(moved.text) if moved else len(text)
    measure = Measure(
        PAGE_SETUP.width / 320, 630 / 320, -5 / 320, (moved.tracking + 5) / 320 if moved else 0, since
    )
    starts = line_starts(text, measure, LIBREOFFICE)
    assert starts[1 : lines_full + 1] == tuple(26 + 28 * at for at in range(lines_full))


def test_a_document_is_settled_throughout():
    composition = replace(
        samples.CIRCULAR, body=(Paragraph(DIFFERS), Paragraph("特此通报。")), attachments=()
    )
    paras = [
        one for section in story(composition, PAGE_SETUP) for one in section.elements if isinstance(one, Para)
    ]
    found = next(para for para in paras if para.text == DIFFERS)
    assert {run.tracking for run in found.runs} != {None}
