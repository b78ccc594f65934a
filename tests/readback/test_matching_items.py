"""Which row of a document is which item: by bookmark, by number, by a guess; and the tables that are no items."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.minutes_desk import IDS

from addin.exchange.readback.columns import columns_titled, read_mark, stem_of
from addin.exchange.readback.finding_rows import Found, FoundRow, find_rows
from addin.exchange.readback.matching import Written, match_items
from addin.exchange.readback.prose import Difference, differences
from addin.exchange.readback.word_text import Passage, WordTable, WordText
from docgen.documents.minutes import HEARD_TITLE, RESOLUTION_TITLES, cell_bookmarks

A, B = IDS[0], IDS[1]
WRITTEN = [Written(A, "M-1", "完成剩余三户征迁并交出净地"), Written(B, "M-2", "落实管线迁改的费用")]


def row(number: str = "", content: str = "", mark: str = "") -> FoundRow:
    """`mark` is the row id that its bookmarks name."""
    cells = {"number": Found(number, "编号"), "resolution": Found(content, "议定内容")}
    stem = stem_of(mark) if mark else ""
    return FoundRow(
        "行", cells, Counter({stem: 2} if stem else {}), dict.fromkeys(cells, stem) if stem else {}
    )


@pytest.mark.parametrize(
    ("number", "mark", "sure"),
    [
        ("M-1", A, True),
        ("ｍ－１", A, True),
        ("M-1", "", True),
        ("", A, False),
        ("M-9", A, False),
        ("M-2", A, False),
    ],
)
def test_bookmark_and_number_must_agree_to_be_sure(number: str, mark: str, sure: bool) -> None:
    result = match_items(WRITTEN, [row(number, "完成征迁", mark)])
    assert [(row_id, doubt == "") for _, row_id, doubt in result.pairs] == [(A, sure)]
    assert result.absent == [B]


def test_a_row_that_lost_bookmark_and_number_is_guessed_by_its_content_and_never_sure() -> None:
    result = match_items(WRITTEN, [row("", "完成剩余三户征迁并交出净地。")])
    assert [(row_id, bool(doubt)) for _, row_id, doubt in result.pairs] == [(A, True)]


def test_a_content_that_is_half_the_same_is_a_new_item() -> None:
    result = match_items(WRITTEN, [row("", "完成剩余三户征迁")])
    assert (result.pairs, len(result.new), result.absent) == ([], 1, [A, B])


def test_an_item_that_stands_is_never_guessed_again() -> None:
    result = match_items(WRITTEN, [row("M-1", "改过了", A), row("M-7", "完成剩余三户征迁并交出净地")])
    assert [row_id for _, row_id, _ in result.pairs] == [A]
    assert [one.number for one in result.new] == ["M-7"]


def test_a_number_that_stands_twice_repeats_its_item_whatever_the_bookmarks_say() -> None:
    result = match_items(WRITTEN, [row("M-2", "甲", A), row("M-2", "乙", B)])
    assert ([row_id for _, row_id in result.repeated], result.absent, result.pairs) == ([B, B], [A], [])


def test_of_two_rows_with_one_bookmark_the_one_that_kept_its_number_is_the_item() -> None:
    result = match_items(WRITTEN, [row("M-9", "甲", A), row("M-1", "乙", A)])
    assert [(one.number, row_id) for one, row_id, _ in result.pairs] == [("M-1", A)]
    assert [one.number for one in result.new] == ["M-9"]


def test_bookmarks_of_other_minutes_are_foreign() -> None:
    result = match_items(WRITTEN, [row("X-1", "甲", IDS[5])])
    assert [stem for _, stem in result.foreign] == [stem_of(IDS[5])]


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "M-1", "M-2", "M-9"]), st.sampled_from(["", A, B, IDS[5]])), max_size=6
    )
)
def test_every_row_has_one_fate_and_no_item_two_sure_rows(rows: list[tuple[str, str]]) -> None:
    given_rows = [row(number, "别的内容", mark) for number, mark in rows]
    result = match_items(WRITTEN, given_rows)
    fates = [id(one) for one, *_ in (*result.pairs, *result.repeated, *result.foreign)] + [
        *map(id, result.new)
    ]
    assert sorted(fates) == sorted(map(id, given_rows))
    paired = [row_id for _, row_id, _ in result.pairs]
    assert len(set(paired)) == len(paired)
    assert not set(paired) & {row_id for _, row_id in result.repeated}
    assert set(result.absent) == {A, B} - set(paired) - {row_id for _, row_id in result.repeated}


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(chance: random.Random) -> None:
    rows = [
        row("M-1", "甲", A),
        row("M-2", "乙", B),
        row("M-9", "丙", A),
        row("", "丁"),
        row("X-1", "戊", IDS[5]),
    ]
    before = match_items(WRITTEN, rows)
    chance.shuffle(rows)
    after = match_items(WRITTEN, rows)
    assert sorted((one.number, row_id) for one, row_id, _ in after.pairs) == sorted(
        (one.number, row_id) for one, row_id, _ in before.pairs
    )
    assert sorted(one.number for one in after.new) == sorted(one.number for one in before.new)


# --- tables and bookmarks ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (cell_bookmarks(A)[5], (A, "due_on")),
        (f"{cell_bookmarks(A)[5]}_Copy_1", (A, "due_on")),
        (f"{cell_bookmarks(A)[0]} 副本 1", (A, "number")),
        ("_GoBack", None),
        ("cp_due", None),
    ],
)
def test_a_bookmark_says_row_and_column(name: str, expected: tuple[str, str] | None) -> None:
    assert read_mark(name) == expected


def test_the_table_of_earlier_items_is_no_table_of_items() -> None:
    heard = ["编号", "议定内容", "责任单位", "解决时限", HEARD_TITLE]
    assert columns_titled(heard) == {}
    assert columns_titled(["项目", "金额"]) == {}
    assert len(columns_titled(list(RESOLUTION_TITLES))) == 6
    lines = [heard, ["M-0", "旧事", "甲镇", "2022年9月1日", "已完成"]]
    table = WordTable(
        tuple(tuple(Passage(text, column=at) for at, text in enumerate(line)) for line in lines)
    )
    found = find_rows(WordText((table,), {}))
    assert (found.rows, found.tables) == ([], 0)
    assert found.prose == [
        "编号 | 议定内容 | 责任单位 | 解决时限 | 落实情况",
        "M-0 | 旧事 | 甲镇 | 2022年9月1日 | 已完成",
    ]


def test_differences_tell_what_was_changed_added_and_left_out_but_not_white_or_order() -> None:
    before = ["一、总体", "会议 指出。", "二、议题", "页脚甲", "页脚乙"]
    after = ["一、总体", "会议\u3000指出。", "二、议题研究", "三、其他", "页脚乙", "页脚甲"]
    found = differences(before, after)
    assert [(one.kind, one.before, one.after) for one in found] == [
        ("改动", "二、议题", "二、议题研究"),
        ("增加", "", "三、其他"),
    ]
    assert Difference("甲", "").kind == "删去"
