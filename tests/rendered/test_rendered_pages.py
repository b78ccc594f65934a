"""Pages as LibreOffice renders them, measured against GB/T 9704-2012."""

from __future__ import annotations

import pytest
from support import standard
from support.pages import Sheet

pytestmark = pytest.mark.rendered

READINGS = ("页面设置", "实测")
HEADED = (
    "circular",
    "one_page",
    "long_title",
    "full_lines",
    "long_issuer",
    "three_pages",
    "portrait_attachment",
)
TITLES = {
    "long_title": "关于进一步加快推进2022年第四季度全区重大产业项目、重大基础设施项目和民生工程建设有关工作情况的通报"
}
DATES = ("2022年10月8日", "【待填：成文日期】")
LETTERS = ("letter", "short_letter", "long_letter")


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", (*HEADED, *LETTERS, "minutes"))
def test_paper_is_a4_and_text_keeps_to_its_levels(rendered, name, reading):
    sheets = rendered(f"{name}@{reading}")
    assert standard.paper(sheets) + standard.body(sheets) == []


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", ("long_title", "full_lines"))
def test_full_pages_hold_22_lines_on_the_type_area(rendered, name, reading):
    assert standard.type_area(rendered(f"{name}@{reading}"), reading) == []


@pytest.mark.parametrize("reading", READINGS)
def test_a_full_line_holds_28_characters(rendered, reading):
    assert standard.characters(rendered(f"full_lines@{reading}")) == []


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", HEADED)
def test_the_head_of_a_document_stands_where_clause_7_2_puts_it(rendered, name, reading):
    first = rendered(f"{name}@{reading}")[0]
    number = "甬政〔2022〕8号" if name == "one_page" else "甬重办〔2022〕"
    found = standard.mark(first) + standard.red_rule(first, number)
    assert found + standard.number_below_mark(first, number, reading) == []


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", HEADED)
def test_a_title_is_two_lines_below_the_red_rule_and_broken_by_sense(rendered, name, reading):
    first = rendered(f"{name}@{reading}")[0]
    words = TITLES.get(name, "关于2022年9月全区重大项目推进情况的通报")
    assert standard.title(first, words, first.strokes[0].y, reading) == []


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", HEADED)
def test_the_first_page_shows_text_and_the_signature_page_does_too(rendered, name, reading):
    sheets = rendered(f"{name}@{reading}")
    assert any(line.text.startswith(("截至", "现将", "重大项目是")) for line in sheets[0].lines)
    signed, date = next((sheet, line) for sheet in sheets for line in sheet.lines if line.text in DATES)
    assert any(line.x1 - line.x0 > 130 and line.size == 16 for line in signed.within(37, date.baseline))


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", (*HEADED, "minutes"))
def test_the_imprint_closes_an_even_last_page(rendered, name, reading):
    rows = 1 if name in {"one_page", "full_lines"} else 2
    assert standard.imprint(rendered(f"{name}@{reading}"), rows) == []


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", (*HEADED, "minutes"))
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(rendered, name, reading):
    sheets = rendered(f"{name}@{reading}")
    assert standard.page_numbers(sheets, without=_apart(sheets)) == []


def _apart(sheets: tuple[Sheet, ...]) -> tuple[int, ...]:
    """A blank page before the 版记 and the page that carries it are not numbered (7.5)."""
    blank = len(sheets) > 2 and not sheets[-2].glyphs
    return (len(sheets) - 1, len(sheets)) if blank else ()


@pytest.mark.parametrize("reading", READINGS)
def test_a_wide_attachment_lies_on_turned_pages_with_the_number_at_the_sheets_foot(rendered, reading):
    sheets = rendered(f"circular@{reading}")
    turned = [sheet for sheet in sheets if sheet.width > sheet.height]
    assert {sheet.number % 2 for sheet in turned} == {0, 1}
    assert turned[0].lines[0].text == "附件2"
    assert standard.face("黑体", turned[0].lines[0], "附件") == []
    assert all("亮灯原因" in "".join(line.text for line in sheet.lines) for sheet in turned)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_its_mark_at_30_and_its_double_rules(rendered, name, reading):
    first = rendered(f"{name}@{reading}")[0]
    assert standard.mark(first, top=30) + standard.letter_rules(first, "甬重办函〔2022〕12号") == []


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_no_number_on_page_1_and_rules_nowhere_else(rendered, name, reading):
    sheets = rendered(f"{name}@{reading}")
    assert standard.page_numbers(sheets, without=(1,)) == []
    assert not any(sheet.strokes for sheet in sheets[1:])
    assert max(line.em_bottom for line in sheets[0].lines) < 277 - 4.9


@pytest.mark.parametrize("reading", READINGS)
def test_a_letters_title_is_two_lines_below_its_number(rendered, reading):
    first = rendered(f"letter@{reading}")[0]
    below = first.find("甬重办函〔2022〕12号").baseline + 0.2 * standard.PITCH[reading]
    assert standard.title(first, "关于加快推进滨江片区综合开发等3个项目建设的提醒函", below, reading) == []


@pytest.mark.parametrize("reading", READINGS)
def test_a_letters_copies_stand_at_the_foot_of_its_last_page(rendered, reading):
    last = rendered(f"letter@{reading}")[-1].find("抄送：区政府督查室。")
    assert last.size == 14
    assert 255 < last.em_bottom <= 262


@pytest.mark.parametrize("reading", READINGS)
def test_minutes_have_mark_rule_and_attendance(rendered, reading):
    sheets = rendered(f"minutes@{reading}")
    found = standard.mark(sheets[0]) + standard.red_rule(sheets[0], "2022年10月8日")
    assert found + standard.attendance(sheets, ("出席", "请假", "列席")) == []
    title = "2022年第三季度重大项目推进工作会议纪要"
    assert standard.title(sheets[0], title, sheets[0].strokes[0].y, reading) == []


def test_minutes_carry_their_id_opposite_the_number(rendered):
    one, two = rendered("minutes")[:2]
    assert one.find("文稿编号").text.startswith("文稿编号 LD-2022-0012")
    assert two.find("文稿编号").text.endswith("文稿编号 LD-2022-0012")


@pytest.mark.parametrize("reading", READINGS)
def test_a_signature_leaves_room_for_a_seal(rendered, reading):
    short = rendered(f"short_letter@{reading}")[0]
    assert standard.sealed_signature(short, "甬江区发展和改革局", "2022年10月8日") == []


def test_labels_stand_on_the_first_lines(rendered):
    lines = rendered("one_page")[0].lines[:3]
    assert [line.text.replace(" ", "") for line in lines] == ["000012", "机密★1年", "特急"]
    assert standard.off("份号左端", lines[0].x0, 28, 0.5) == []
    assert [text for line in lines[1:] for text in standard.face("黑体", line, "标识")] == []


def test_drafts_and_sample_data_say_so_outside_the_type_area_of_every_page(rendered):
    for sheet in rendered("long_title"):
        sign = sheet.find("演示数据")
        assert sign.text.endswith("拟稿")
        assert sign.em_bottom < 30


def test_one_page_of_text_takes_two_pages_and_three_take_four(rendered):
    assert len(rendered("one_page")) == 2
    assert len(rendered("three_pages")) == 4
