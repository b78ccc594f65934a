"""Titles are broken by sense, into a trapezoid or a diamond."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.layout.text_width import text_width
from docgen.layout.title import MEASURE, title_lines

LONG = "关于进一步加快推进2022年第四季度全区重大产业项目、重大基础设施项目和民生工程建设有关工作情况的通报"


def test_a_short_title_stays_on_one_line():
    assert title_lines("关于重大项目推进情况的通报") == ("关于重大项目推进情况的通报",)


def test_line_ends_in_the_title_itself_stand():
    assert title_lines("关于印发重点项目名单的\n通知") == ("关于印发重点项目名单的", "通知")


def test_a_long_title_forms_no_hourglass_and_no_rectangle():
    widths = [text_width(line) for line in title_lines(LONG)]
    assert len(widths) in (3, 4)
    steps = [later > earlier for earlier, later in itertools.pairwise(widths)]
    assert steps == sorted(steps, reverse=True)
    assert max(widths) - min(widths) >= 1


@pytest.mark.parametrize("word", ["产业项目", "2022年第四季度", "基础设施", "民生工程", "关于", "进一步"])
def test_no_known_word_is_cut(word):
    ends = set(itertools.accumulate(len(line) for line in title_lines(LONG)))
    at = LONG.index(word)
    assert ends.isdisjoint(range(at + 1, at + len(word)))


def test_no_line_begins_with_de_or_a_mark():
    for line in title_lines("关于滨江片区综合开发一期工程和甬江大道快速化改造二期工程建设进度严重滞后的通报"):
        assert line[0] not in "的，、。）》"


@given(st.text("关于加快推进重大项目建设情况的通报滨江甬区，、（）《》2022年A", min_size=1, max_size=90))
def test_lines_joined_are_the_title_and_each_fits(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(map(text_width, lines)) <= MEASURE + 1


@given(st.text("甬江重大项目", min_size=45, max_size=200))
def test_a_very_long_title_without_words_is_still_divided(title):
    assert all(text_width(line) <= MEASURE for line in title_lines(title))
