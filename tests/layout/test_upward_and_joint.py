"""上行文与联合行文：what stands in the 版头 and under the text, before anything is rendered."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import layout_samples as samples

from docgen.blocks import Composition, JointIssuer
from docgen.layout import set_document
from docgen.layout.elements import Box, Para
from docgen.layout.estimate import estimated_pages
from docgen.layout.joint import joint_mark, names
from docgen.layout.page import CHARACTER, PAGE_SETUP
from docgen.layout.signature import signature
from docgen.layout.story import Place, story
from docgen.layout.text_width import text_width
from docgen.layout.upward import signatories, upward_number

DATED = "2022年10月8日"


def texts(composition: Composition) -> list[str]:
    return [paragraph.text for paragraph in set_document(composition).paragraphs if paragraph.text.strip()]


def upward(*signed: str) -> tuple[Para, ...]:
    return upward_number(replace(samples.REQUEST, signatory="、".join(signed)), PAGE_SETUP)


# --- 7.2.5, 7.2.6


def test_the_number_and_the_only_signatory_share_a_line():
    (line,) = upward("张明远")
    assert line.text == "甬政〔2022〕8号\t签发人：张明远"
    # 28 字 less 一字 at the right, less 七字 of label and name.
    assert line.tabs == (("left", PAGE_SETUP.width - 8 * 315),)
    assert line.first == 315


def test_two_signatories_a_line_under_each_other_and_the_number_on_the_last():
    lines = upward("张明远", "李琳", "王建国")
    assert [line.text for line in lines] == ["\t签发人：张明远\t李　琳", "甬政〔2022〕8号\t王建国"]
    # Two names of three 字 and 一字 between them end 一字 from the right.
    first = PAGE_SETUP.width - 8 * 315
    assert lines[0].tabs == (("left", first - 4 * 315), ("left", first + 4 * 315))
    assert lines[1].tabs == (("left", first), ("left", first + 4 * 315))


def test_only_the_first_of_the_lines_stands_two_below_the_mark():
    lines = upward("张明远", "李琳", "王建国", "赵文", "陈明")
    assert [line.before for line in lines] == [2 * 579, 0, 0]


def test_the_label_is_fangsong_and_names_are_kaiti():
    (line,) = upward("张明远")
    assert [(run.text, run.font) for run in line.runs[1:]] == [("\t签发人：", ""), ("张明远", "楷体_GB2312")]


def test_joint_issuers_signatories_follow_in_order():
    assert signatories(samples.JOINT_REQUEST) == ("张明远", "李　琳", "王建国", "赵文", "陈小明")


def test_a_long_number_leaves_one_name_a_line():
    long = replace(samples.REQUEST, number="甬江国家经开区重办〔2022〕112号", signatory="欧阳明远、司马文")
    lines = upward_number(long, PAGE_SETUP)
    assert [line.text.count("\t") for line in lines] == [1, 1]


def test_a_missing_signatory_is_shown_as_the_kind_wrote_it():
    (line,) = upward("【待填：签发人】")
    assert line.text.endswith("签发人：【待填：签发人】")


def test_without_any_signatory_the_number_stands_alone_at_the_left():
    (line,) = upward_number(replace(samples.REQUEST, signatory=""), PAGE_SETUP)
    assert line.text == "甬政〔2022〕8号"


def test_downward_documents_name_no_signatory():
    assert not [text for text in texts(replace(samples.REQUEST, upward=False)) if "签发人" in text]


# --- 7.2.4


def issuers(count: int, length: int = 8) -> Composition:
    joint = tuple(JointIssuer("某" * length, "某" * length) for _ in range(count - 1))
    return replace(samples.JOINT, mark="某" * length, joint=joint)


def test_the_first_of_joint_names_is_the_host_and_none_says_document():
    assert names(replace(samples.JOINT, mark="甬江区政务服务局文件")) == (
        "甬江区政务服务局",
        "甬江区发展和改革局",
        "甬江区财政局",
    )


@given(st.integers(2, 10), st.integers(4, 30))
def test_joint_names_stay_within_156_mm_and_leave_page_1_text(count, length):
    composition = issuers(count, length)
    main = story(composition, PAGE_SETUP, Place.NONE)[0]
    boxes = [shape for para in main.elements if isinstance(para, Para) for shape in para.shapes]
    names_box, word = boxes
    run = names_box.paragraphs[0].runs[0]
    assert names_box.x >= 27.9
    assert word.x + 2 * run.size * run.scale / 100 * 25.4 / 72 <= 184.1
    assert (length + 2.6) * run.size * run.scale / 100 <= 156 / 25.4 * 72
    opening = [element for element in main.elements if isinstance(element, Para)][: _until_body(main)]
    assert estimated_pages((replace(main, elements=(*opening, Para(line=579))),), PAGE_SETUP) == 1


def _until_body(main) -> int:
    return next(at for at, para in enumerate(main.elements) if para.text.startswith("截至"))


def test_more_issuers_take_smaller_names():
    sizes = [
        joint_mark(issuers(count), PAGE_SETUP, 3 * 579, 6000).shapes[0].paragraphs[0].runs[0].size
        for count in (2, 4, 6, 8)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_the_word_document_stands_midway_between_the_first_name_and_the_last():
    names_box, word = joint_mark(samples.JOINT, PAGE_SETUP, 3 * 579, 6000).shapes
    assert isinstance(names_box, Box) and isinstance(word, Box)
    pitch = names_box.paragraphs[0].line / 1440 * 25.4
    assert word.y == pytest.approx(names_box.y + pitch, abs=0.05)
    assert word.paragraphs[0].text == "文件"


def test_shorter_names_are_spread_to_the_width_of_the_longest():
    names_box, _ = joint_mark(samples.JOINT, PAGE_SETUP, 3 * 579, 6000).shapes
    extents = []
    for para in names_box.paragraphs:
        size, scale = para.runs[0].size, para.runs[0].scale / 100
        spread = (len(para.text) - 1) * (para.runs[0].tracking or 0) if len(para.runs) > 1 else 0
        extents.append(text_width(para.text) * size * scale * 20 + spread)
    assert max(extents) - min(extents) < 10


def test_a_letter_bears_the_hosts_name_alone_and_is_signed_by_all():
    composition = samples.JOINT_LETTER
    first = story(composition, PAGE_SETUP, Place.NONE)[0].elements[0]
    assert first.shapes[0].paragraphs[0].text == "甬江区重大项目推进工作领导小组办公室"
    assert "甬江区发展和改革局" in "".join(texts(composition))


# --- 7.3.5


def rows_of(*signed: str, seal: bool = True) -> list[tuple[list[str], tuple]]:
    paras = signature(signed, DATED, PAGE_SETUP, seal=seal)
    return [(para.text.split("\t")[1:] if "\t" in para.text else [para.text], para.tabs) for para in paras]


def middles(tabs) -> list[float]:
    return [place / 1440 * 25.4 for _, place in tabs]


def test_three_seals_share_a_row_45_mm_apart_inside_the_type_area():
    (names_row, tabs), (dated, _) = rows_of("甬江区发改局", "甬江区财政局", "甬江区住建局")
    assert names_row == ["甬江区发改局", "甬江区财政局", "甬江区住建局"]
    assert dated == [DATED]
    places = middles(tabs)
    assert [b - a for a, b in itertools.pairwise(places)] == pytest.approx([45, 45], abs=0.1)
    # A seal of 42 mm reaches 21 mm to each side.
    assert places[0] - 21 >= 0
    assert places[-1] + 21 <= 156


def test_the_last_name_stands_above_the_middle_of_the_date():
    (_, tabs), _ = rows_of("甬江区发改局", "甬江区财政局")
    # The date is six and a half 字 wide, its figures half, and ends four 字 from the right.
    assert middles(tabs)[-1] == pytest.approx(156 - (4 + 3.25) * 5.556, abs=2)


def test_seven_issuers_take_rows_of_three_three_and_one_51_mm_apart():
    paras = signature(tuple(f"甬江区第{n}局" for n in "一二三四五六七"), DATED, PAGE_SETUP)
    assert [para.text.count("\t") for para in paras] == [3, 3, 1, 0]
    assert [para.before for para in paras] == [2 * 579, 4 * 579, 4 * 579, 0]
    assert {para.tabs[-1][1] for para in paras[:3]} == {paras[0].tabs[-1][1]}


def test_four_issuers_stand_two_and_two():
    paras = signature(("甲局", "乙局", "丙局", "丁局"), DATED, PAGE_SETUP)
    assert [para.text for para in paras] == ["\t甲局\t乙局", "\t丙局\t丁局", DATED]


def test_a_long_joint_name_is_narrowed_and_a_longer_one_takes_two_lines():
    (names_row, *_) = signature(("甬江区发展和改革局", "甲局", "乙局"), DATED, PAGE_SETUP)
    assert names_row.runs[0].scale < 100
    first, second, _ = signature(("甬江区重大项目推进工作领导小组办公室", "甲局", "乙局"), DATED, PAGE_SETUP)
    assert first.text.count("\t") == second.text.count("\t") == 3
    assert first.text.split("\t")[1] + second.text.split("\t")[1] == "甬江区重大项目推进工作领导小组办公室"
    # The others' names stand on the last line, above the date.
    assert second.text.endswith("\t甲局\t乙局")


def test_without_seals_names_stand_one_under_another_and_end_two_characters_in():
    paras = signature(("甬江区发展和改革局", "甬江区重大项目办公室"), DATED, PAGE_SETUP, seal=False)
    assert [para.text for para in paras] == ["甬江区发展和改革局", "甬江区重大项目办公室", DATED]
    ends = [para.left + text_width(para.text) * CHARACTER for para in paras[:2]]
    assert ends == [PAGE_SETUP.width - 2 * 315] * 2
    assert paras[2].left - paras[1].left == 2 * 315
    assert [para.before for para in paras] == [579, 0, 0]


def test_a_date_longer_than_the_last_name_moves_the_names_not_the_date():
    first, last, dated = signature(("甬江区发展和改革局", "区财政局"), DATED, PAGE_SETUP, seal=False)
    assert (dated.align, dated.right) == ("right", 2 * 315)
    # The date is six and a half 字 wide.
    assert last.left == PAGE_SETUP.width - round((2 + 6.5 + 2) * 315)
    assert first.left + 9 * CHARACTER == last.left + 4 * CHARACTER
