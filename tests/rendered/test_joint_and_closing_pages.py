"""联合行文、署名、主送、附件、图 as LibreOffice renders them, measured against GB/T 9704-2012. mm unless said."""

from __future__ import annotations

import itertools

import pytest
from support import layout_samples as samples
from support import standard
from support.layout_pages import (
    DATED,
    ONE,
    READINGS,
    lines_between,
)
from support.pages import Line, Sheet

pytestmark = [pytest.mark.rendered, pytest.mark.xdist_group("layouts")]


# --- 7.2.4


def red_lines(sheet: Sheet) -> list[Line]:
    return [line for line in sheet.lines if line.glyphs[0].colour == "FF0000"]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize(("name", "issuers"), [("joint", 3), ("joint_request", 5), ("ten_issuers", 10)])
def test_joint_names_begin_at_72_the_host_first_all_of_one_width(rendered, name, issuers, reading):
    first = rendered(f"{name}@{reading}")[0]
    word_at = min(g.x0 for line in red_lines(first) for g in line.glyphs if g.text == "文")
    rows = [
        Line(tuple(g for g in line.glyphs if g.x0 < word_at - 0.5))
        for line in red_lines(first)
        if any(g.x0 < word_at - 0.5 for g in line.glyphs)
    ]
    assert len(rows) == issuers
    assert rows[0].text.replace(" ", "") == "甬江区政务服务局"
    x0, y0, x1, _ = first.ink("red", (20, 60, 190, rows[-1].baseline + 3))
    assert standard.off("标志上边", y0, 72, 1) == []
    assert x0 >= 27.5 and x1 <= 184.5
    assert (x0 + x1) / 2 == pytest.approx(106, abs=1)
    lefts, rights = [row.x0 for row in rows], [row.x1 for row in rows]
    assert max(lefts) - min(lefts) < 0.5
    assert max(rights) - min(rights) < 1.5


@pytest.mark.parametrize("name", ["joint", "joint_request", "ten_issuers"])
def test_the_word_document_stands_right_of_the_names_midway(rendered, name):
    first = rendered(name)[0]
    glyphs = [glyph for line in red_lines(first) for glyph in line.glyphs]
    word = [glyph for glyph in glyphs if glyph.text in "文件"]
    names_ = [glyph for glyph in glyphs if glyph.text not in "文件" and glyph.text.strip()]
    assert min(glyph.x0 for glyph in word) > max(glyph.x1 for glyph in names_)
    middle = (min(g.baseline for g in names_) + max(g.baseline for g in names_)) / 2
    assert word[0].baseline == pytest.approx(middle, abs=0.6)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", ["joint", "joint_request", "ten_issuers"])
def test_page_1_shows_text_however_many_issue_together(rendered, name, reading):
    first = rendered(f"{name}@{reading}")[0]
    assert any(line.text.startswith("截至") and line.size == 16 for line in first.within(72, 262.5))


def test_a_joint_letter_bears_the_hosts_mark_alone(rendered):
    first = rendered("joint_letter")[0]
    assert [line.text for line in red_lines(first)] == [samples.JOINT_LETTER.mark]
    assert standard.letter_rules(first, samples.JOINT_LETTER.number) == []


# --- 7.3.5


def spans(sheet: Sheet, names: tuple[str, ...]) -> list[tuple[float, float]]:
    """Middle and baseline of each name's last line."""
    found = []
    for name in names:
        line = next(line for line in reversed(sheet.lines) if name in line.text.replace(" ", ""))
        packed = [glyph for glyph in line.glyphs if glyph.text.strip()]
        at = "".join(glyph.text for glyph in packed).index(name)
        glyphs = packed[at : at + len(name)]
        found.append(((glyphs[0].x0 + glyphs[-1].x1) / 2, line.baseline))
    return found


def test_joint_names_stand_in_order_each_with_room_for_a_seal_of_42(rendered):
    last = rendered("joint")[-1]
    places = spans(last, ("甬江区政务服务局", "甬江区发展和改革局", "甬江区财政局"))
    middles = [middle for middle, _ in places]
    assert [b - a for a, b in itertools.pairwise(middles)] == [pytest.approx(45, abs=0.7)] * 2
    assert middles[0] - 21 > 28 and middles[-1] + 21 < 184
    assert len({round(baseline, 1) for _, baseline in places}) == 1
    date = last.find(DATED)
    assert date.x1 == pytest.approx(184 - 4 * ONE, abs=1)
    assert middles[-1] == pytest.approx((date.x0 + date.x1) / 2, abs=2)


@pytest.mark.parametrize("reading", READINGS)
def test_a_second_row_of_seals_does_not_touch_the_first(rendered, reading):
    last = rendered(f"joint_request@{reading}")[-1]
    first = spans(last, ("甬江区政务服务局",))[0]
    second = spans(last, ("和规划局",))[0]
    assert second[1] - first[1] > 42
    assert first[0] - 21 > 28


def test_seals_begin_within_a_line_of_the_text(rendered):
    last = rendered("joint")[-1]
    (_, name), *_ = spans(last, ("甬江区政务服务局",))
    body = [line for line in last.within(37, name - 5) if line.size == 16][-1]
    # A seal of 42, its middle on the middle of the name: its top is within one line of the text.
    seal_top = name - 2 - 21
    assert 0 <= seal_top - body.em_bottom <= 10.2


def test_without_seals_names_stand_under_each_other_two_characters_in(rendered):
    last = rendered("unsealed")[-1]
    names_ = [last.find(one) for one in ("甬江区政务服务局", "甬江区发展和改革局", "甬江区财政局")]
    date = last.find(DATED)
    # The date is longer than the last name: 右空二字 is the date's, and the names end further left.
    assert date.x1 == pytest.approx(184 - 2 * ONE, abs=1)
    assert names_[-1].x1 < date.x1
    assert len({round(line.x1, 0) for line in names_}) == 1
    assert [lines_between(a, b, "页面设置") for a, b in itertools.pairwise((*names_, date))] == [
        pytest.approx(0, abs=0.05)
    ] * 3


def test_without_a_seal_the_name_ends_two_characters_in_and_the_date_begins_two_right_of_it(rendered):
    (sheet,) = rendered("unsealed_one")
    name = next(line for line in reversed(sheet.lines) if line.text == samples.NOTE.mark)
    date = sheet.find(DATED)
    assert name.x1 == pytest.approx(184 - 2 * ONE, abs=0.8)
    assert date.x0 - name.x0 == pytest.approx(2 * ONE, abs=0.8)


# --- 7.3.2, 7.4.2


@pytest.mark.parametrize("reading", READINGS)
def test_a_long_addressee_closes_the_document_and_page_1_shows_text(rendered, reading):
    sheets = rendered(f"long_addressee@{reading}")
    first, last = sheets[0], sheets[-1]
    assert last.number % 2 == 0
    rules = [(round(rule.width, 2), round(rule.length)) for rule in last.strokes]
    assert rules == [(0.35, 156), (0.25, 156), (0.35, 156)]
    assert last.strokes[-1].y == pytest.approx(262, abs=0.5)
    assert any(line.text.startswith("截至") for line in first.lines)
    assert not any("街道办事处" in line.text for line in first.lines)
    words = "".join(line.text for line in last.lines).replace(" ", "")
    assert f"主送：{samples.TOWNS}。抄送：" in words


def test_addressee_and_copies_turn_after_their_colon_and_stand_below_each_other(rendered):
    last = rendered("long_addressee")[-1]
    small = 14 * 25.4 / 72
    labelled = [last.find("主送："), last.find("抄送：")]
    assert [line.x0 for line in labelled] == [pytest.approx(28 + small, abs=0.6)] * 2
    turned = [
        line
        for line in last.within(labelled[0].baseline + 1, 255)
        if not line.text.startswith(("抄送", "甬江区重大项目推进工作领导小组"))
    ]
    assert {round(line.x0 - (28 + 4 * small)) for line in turned} == {0}


# --- 7.3.4, 7.3.7


def test_names_of_attachments_turn_under_their_first_character(rendered):
    sheets = rendered("attachments")
    lines = [line for sheet in sheets[:3] for line in sheet.lines]
    first = next(line for line in lines if line.text.startswith("附件："))
    assert first.x0 == pytest.approx(28 + 2 * ONE, abs=0.8)
    # 左空二字, 附件：, a number of one and a half 字 (ten and more).
    name_at = 28 + (2 + 3 + 1.5) * ONE
    long = [at for at, line in enumerate(lines) if "甬江区重大项目推进情况第" in line.text and at < 40]
    assert len(long) == 3
    for at in long:
        name = next(g for g in lines[at].glyphs if g.text == "2" and g.x0 > name_at - 1)
        assert name.x0 == pytest.approx(name_at, abs=0.8)
        # A turn line may open with a bracket, whose ink is in its right half.
        assert lines[at + 1].x0 == pytest.approx(name_at, abs=0.9)
    assert lines[long[0]].text[-1] not in "。；，"


def test_each_attachment_has_its_own_page_label_and_title(rendered):
    sheets = rendered("attachments")
    labels = [
        sheet.lines[0].text for sheet in sheets if sheet.lines and sheet.lines[0].text.startswith("附件")
    ]
    assert labels == [f"附件{at}" for at in range(1, 12)]
    for sheet in sheets:
        if sheet.lines and sheet.lines[0].text in labels:
            label, title = sheet.lines[:2]
            assert (round(label.x0), title.size) == (28, 22)
            # Line 1 and line 3.
            assert title.em_top - 37 == pytest.approx(2 * 10.2, abs=3)


def test_the_signature_page_of_a_long_list_of_attachments_is_not_without_it(rendered):
    sheet = next(
        sheet for sheet in rendered("attachments") if any(line.text == DATED for line in sheet.lines)
    )
    assert any("第11分册" in line.text for line in sheet.lines)


# --- pictures


def test_a_picture_is_120_by_60_centred_with_its_caption_under_it(rendered):
    sheet = next(
        sheet for sheet in rendered("illustrated") if any("图1" in line.text for line in sheet.lines)
    )
    caption = sheet.find("图1")
    ((left, top, right, bottom),) = sheet.pictures
    assert right - left == pytest.approx(120, abs=1)
    assert bottom - top == pytest.approx(60, abs=1)
    assert (left + right) / 2 == pytest.approx(106, abs=1)
    assert 0 < caption.em_top - bottom < 5
    assert (caption.x0 + caption.x1) / 2 == pytest.approx(106, abs=1)
    assert any(line.baseline < top for line in sheet.lines)
