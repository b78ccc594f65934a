"""命令、便笺、表格、上行文 as LibreOffice renders them, measured against GB/T 9704-2012. mm unless said."""

from __future__ import annotations

import itertools

import pytest
from support import layout_samples as samples
from support import standard
from support.layout_pages import (
    DATED,
    DOCUMENTS,
    ONE,
    READINGS,
    UNSEALED,
    inside_type_area,
    lines_between,
    red_rule_below,
)
from support.pages import Line

pytestmark = [pytest.mark.rendered, pytest.mark.xdist_group("layouts")]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", (*DOCUMENTS, *UNSEALED))
def test_every_layout_keeps_to_a4_and_to_156_mm(rendered, name, reading):
    sheets = rendered(f"{name}@{reading}")
    assert standard.paper(sheets) + inside_type_area(sheets) == []


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", sorted(DOCUMENTS.keys() - {"joint_letter"}))
def test_every_page_has_its_number_where_clauses_7_5_and_8_put_it(rendered, name, reading):
    sheets = rendered(f"{name}@{reading}")
    apart = (len(sheets) - 1, len(sheets)) if len(sheets) > 2 and not sheets[-2].glyphs else ()
    assert standard.page_numbers(sheets, without=apart) == []


# --- 10.2, 7.3.5.3


@pytest.mark.parametrize("reading", READINGS)
def test_an_orders_mark_stands_20_below_the_type_areas_top(rendered, reading):
    assert standard.mark(rendered(f"order@{reading}")[0], top=37 + 20) == []


@pytest.mark.parametrize("reading", READINGS)
def test_an_orders_number_is_two_lines_below_the_mark_and_its_text_two_below_that(rendered, reading):
    first = rendered(f"order@{reading}")[0]
    assert standard.number_below_mark(first, "第8号", reading) == []
    number, text = first.find("第8号"), first.find("截至")
    assert lines_between(number, text, reading) == pytest.approx(2, abs=0.05)
    assert text.x0 == pytest.approx(28 + 2 * ONE, abs=0.8)


@pytest.mark.parametrize("reading", READINGS)
def test_a_stamp_has_its_place_right_of_the_post_and_above_the_date(rendered, reading):
    last = rendered(f"order@{reading}")[-1]
    post, date = last.find("区长"), last.find(DATED)
    body = [line for line in last.within(37, post.baseline - 1) if line.size == 16][-1]
    assert date.x1 == pytest.approx(184 - 4 * ONE, abs=1)
    # A stamp seven 字 wide (39 mm), 右空四字, 二字 right of the post.
    assert post.x1 == pytest.approx(184 - (4 + 7 + 2) * ONE, abs=1)
    # Two lines empty, then the stamp's two, the post midway in them; one line empty, then the date.
    assert lines_between(body, post, reading) == pytest.approx(2.5, abs=0.06)
    assert lines_between(post, date, reading) == pytest.approx(1.5, abs=0.06)


def test_an_order_closes_with_an_imprint_on_an_even_page(rendered):
    assert standard.imprint(rendered("order"), 1) == []


# --- 便笺, 表格


def test_a_note_has_a_small_mark_on_top_no_rules_and_its_signature_right(rendered):
    (sheet,) = rendered("note")
    mark = sheet.lines[0]
    assert (mark.text, mark.size) == (samples.NOTE.mark, 26)
    assert standard.mark(sheet, top=37) == []
    assert sheet.strokes == ()
    assert standard.sealed_signature(sheet, samples.NOTE.signature, DATED) == []


def test_a_form_has_a_title_on_its_first_line_no_red_and_fills_156_mm(rendered):
    (sheet,) = rendered("form")
    title = sheet.lines[0]
    assert (title.text, title.size) == ("甬江区重大项目推进工作交办单", 22)
    assert standard.face("小标宋", title, "标题") == []
    assert (title.x0 + title.x1) / 2 == pytest.approx(106, abs=1)
    assert title.em_top == pytest.approx(37, abs=3)
    number = sheet.lines[1]
    assert number.text.replace(" ", "") == "编号：甬重办交〔2022〕7号"
    assert (number.size, round(number.x1)) == (14, 184)
    assert {stroke.colour for stroke in sheet.strokes} == {"000000"}
    x0, x1 = min(s.x0 for s in sheet.strokes), max(s.x1 for s in sheet.strokes)
    assert (x0, x1) == (pytest.approx(28, abs=0.5), pytest.approx(184, abs=0.5))


def test_a_forms_rows_are_as_high_as_asked_and_its_labels_black(rendered):
    (sheet,) = rendered("form")
    # The last two rules are the edges of 销号意见 (40), the one above that of 办理结果 (60).
    edges = sorted({round(stroke.y, 1) for stroke in sheet.strokes})
    steps = [b - a for a, b in itertools.pairwise(edges) if b - a > 2]
    assert steps[-2:] == [pytest.approx(60, abs=1), pytest.approx(40, abs=1)]
    for text in ("项目名称", "办理结果"):
        head = Line(tuple(glyph for glyph in sheet.find(text).glyphs if glyph.x1 < 62))
        assert standard.face("黑体", head, "栏目") == []
    assert standard.face("仿宋", sheet.find("9月底前完成场地移交"), "填写") == []


def test_a_wide_form_lies_across_its_heading_of_two_levels_on_every_page(rendered):
    sheets = rendered("wide_form")
    assert len(sheets) >= 3
    for sheet in sheets:
        assert sheet.width > sheet.height
        words = "".join(line.text for line in sheet.lines)
        assert words.count("投资完成情况") == words.count("累计完成") == words.count("存在问题") == 1
        # The sheet's left edge is on top: 订口 28; its foot is at the left: 35.
        assert min(line.em_top for line in sheet.lines) > 27
        assert min(glyph.x0 for glyph in sheet.glyphs if not glyph.turned) > 34.5
        assert max(line.x1 for line in sheet.lines) < 297 - 36.5
    rows = [line.text.split()[0] for sheet in sheets for line in sheet.lines if "52.5%" in line.text]
    assert len(rows) == 30


# --- 7.2.5, 7.2.6


@pytest.mark.parametrize("reading", READINGS)
def test_number_and_signatory_share_the_line_above_the_red_rule_one_character_in(rendered, reading):
    first = rendered(f"request@{reading}")[0]
    assert red_rule_below(first, "签发人：") == []
    line = first.find("签发人：")
    assert line.text.replace(" ", "").startswith("甬政〔2022〕8号")
    assert line.x0 == pytest.approx(28 + ONE, abs=0.5)
    assert line.x1 == pytest.approx(184 - ONE, abs=1)
    assert standard.mark(first) == []


def test_the_label_is_fangsong_and_the_name_kaiti(rendered):
    line = rendered("request")[0].find("签发人：")
    label = Line(tuple(glyph for glyph in line.glyphs if glyph.text in "签发人"))
    name = Line(tuple(glyph for glyph in line.glyphs if glyph.text in "张明远"))
    assert standard.face("仿宋", label, "签发人") + standard.face("楷体", name, "姓名") == []


@pytest.mark.parametrize("reading", READINGS)
def test_several_signatories_stand_two_a_line_aligned_with_the_first(rendered, reading):
    first = rendered(f"joint_request@{reading}")[0]
    lines = [first.find(name) for name in ("张明远", "王建国", "陈小明")]
    starts = [next(g.x0 for g in line.glyphs if g.text in "张王陈") for line in lines]
    assert starts == [pytest.approx(starts[0], abs=0.6)] * 3
    seconds = [next(g.x0 for g in line.glyphs if g.text in "李赵") for line in lines[:2]]
    assert seconds[0] == pytest.approx(seconds[1], abs=0.6)
    assert lines[0].x1 == pytest.approx(184 - ONE, abs=1)
    assert [lines_between(a, b, reading) for a, b in itertools.pairwise(lines)] == [
        pytest.approx(0, abs=0.05)
    ] * 2
    # 发文字号 on the last 签发人's line, 4 mm above the rule.
    assert first.find("甬政〔2022〕8号").baseline == lines[-1].baseline
    assert red_rule_below(first, "陈小明") == []
