"""The measuring itself: pages with one thing wrong must be found wrong, each for its own reason."""

from __future__ import annotations

import pytest
from support import standard

pytestmark = pytest.mark.rendered


@pytest.mark.parametrize(
    ("spoilt", "word"),
    [
        ("!margin", "订口"),
        ("!pitch_29", "行"),
        ("!pitch_28", "版心高"),
        ("!letter_paper", "版心"),
    ],
)
def test_a_wrong_type_area_is_found(rendered, spoilt, word):
    assert any(word in sentence for sentence in standard.type_area(rendered(spoilt), "页面设置"))


def test_wrong_paper_is_found(rendered):
    assert standard.paper(rendered("!letter_paper"))


def test_27_characters_a_line_are_found(rendered):
    assert standard.characters(rendered("!tracking"))


def test_a_mark_that_stands_too_low_is_found(rendered):
    assert standard.mark(rendered("!mark")[0])


def test_a_rule_too_near_the_number_is_found(rendered):
    assert any("红线距" in text for text in standard.red_rule(rendered("!rule")[0], "甬重办〔2022〕12号"))


@pytest.mark.parametrize("spoilt", ["!number_side", "!number_height"])
def test_a_misplaced_page_number_is_found(rendered, spoilt):
    with pytest.raises(AssertionError):
        assert standard.page_numbers(rendered(spoilt)) == []


def test_a_thick_imprint_rule_is_found(rendered):
    assert any("线粗" in sentence for sentence in standard.imprint(rendered("!imprint_rule"), 1))


def test_an_imprint_on_an_odd_page_is_found(rendered):
    sheets = rendered("full_lines")
    assert any("双页" in text for text in standard.imprint(sheets[:-1], 1))


def test_a_heading_in_the_wrong_face_is_found(rendered):
    assert any("楷体" in sentence for sentence in standard.body(rendered("!heading_face")))


def test_a_title_of_18_points_is_found(rendered):
    first = rendered("!title_size")[0]
    words = "关于2022年9月全区重大项目推进情况的通报"
    assert standard.title(first, words, first.strokes[0].y, "页面设置")


def test_short_double_rules_are_found(rendered):
    first = rendered("!letter_rule")[0]
    assert any("双线长" in text for text in standard.letter_rules(first, "甬重办函〔2022〕12号"))


def test_attendance_labels_in_the_wrong_face_are_found(rendered):
    assert standard.attendance(rendered("!attendance_face"), ("出席", "请假", "列席"))
