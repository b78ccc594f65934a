"""How typed text is tidied, compared and split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.ledger.text import all_tidy, folded, is_blank_mark, match_key, split_list, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  甲项目 ", "甲项目"),
        ("\u3000甲项目\u00a0", "甲项目"),
        ("\u200b甲项目\ufeff", "甲项目"),
        ("甲\n乙", "甲\n乙"),
        ("泾 县", "泾 县"),
        ("e\u0301", "é"),
        ("䢺𬭼", "䢺𬭼"),
        ("=1+1", "=1+1"),
        ("\u200b \n", None),
        ("", None),
    ],
)
def test_ends_are_trimmed_and_the_inside_is_kept(typed, kept):
    assert tidy(typed) == kept


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    once = tidy(text)
    assert once is None or tidy(once) == once


@given(st.lists(st.text(alphabet="甲A \u00a0\u200be\u0301\x00", max_size=4), max_size=5))
def test_one_look_at_all_texts_says_what_each_would(texts):
    clean = all(tidy(text) == text and "\x00" not in text for text in texts)
    assert all_tidy(texts) == clean or "\x00" in "".join(texts)


@pytest.mark.parametrize("mark", ["/", "／", "—", "－", "-", "无", "暂无", "空", " 无 ", "", "——"])
def test_marks_of_nothing_are_blank(mark):
    assert is_blank_mark(mark)


@pytest.mark.parametrize("text", ["0", "待定", "无锡", "空港"])
def test_zero_and_words_are_not_blank(text):
    assert not is_blank_mark(text)


def test_full_width_and_blanks_do_not_make_another_key():
    assert match_key("ａ－０１ ") == match_key("A -01") == "A-01"
    assert match_key("甲（一期）") == match_key("甲(一期)")


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert match_key(match_key(text)) == match_key(match_key(match_key(text)))
    assert " " not in folded(text)


@pytest.mark.parametrize(
    ("typed", "members"),
    [
        ("资规分局、住建局", ("资规分局", "住建局")),
        ("住建局/街道", ("住建局", "街道")),
        ("甲局，乙局,丙局；丁局;戊局\n己局", ("甲局", "乙局", "丙局", "丁局", "戊局", "己局")),
        ("住建局（牵头、主办）、街道", ("住建局（牵头、主办）", "街道")),
        ("区发展和改革局", ("区发展和改革局",)),
        ("甲局、甲局、", ("甲局",)),
        ("无", ()),
        ("月度进度!A01/2022-09、项目清单!A02", ("月度进度!A01/2022-09", "项目清单!A02")),
        ("甲局（乙", ("甲局（乙",)),
        ("甲）、乙", ("甲）", "乙")),
    ],
)
def test_lists_split_at_their_marks_but_never_inside_brackets(typed, members):
    assert split_list(typed) == members


@given(st.lists(st.text(alphabet="甲乙丙丁（）", min_size=1, max_size=6), max_size=5))
def test_a_joined_list_splits_into_members_that_stay_whole(members):
    once = split_list("、".join(members))
    assert split_list("、".join(once)) == once
