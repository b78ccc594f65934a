"""Row ids: made, checked, renewed where a row was copied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ledgers import ledger_of, lines

from addin.ledger.checks.registers import repeated_row_ids
from addin.ledger.row_ids import ALPHABET, LENGTH, fill, is_valid, new_ids
from addin.schema import MonthlyProgress, Projects

SEEDS = st.integers(0, 2**32)


@given(SEEDS, st.integers(0, 200))
def test_new_ids_are_valid_and_all_different(seed, count):
    ids = new_ids(count, set(), np.random.default_rng(seed))
    assert len(set(ids)) == count
    assert all(is_valid(row_id) for row_id in ids)


@given(SEEDS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(seed, place, character):
    row_id = new_ids(1, set(), np.random.default_rng(seed))[0]
    wrong = row_id[:place] + character + row_id[place + 1 :]
    assert not is_valid(wrong) or wrong == row_id or {character, row_id[place]} == {"0", "Z"}


@given(SEEDS, st.integers(0, LENGTH - 3))
def test_two_swapped_characters_are_noticed(seed, place):
    row_id = new_ids(1, set(), np.random.default_rng(seed))[0]
    left, right = row_id[place], row_id[place + 1]
    wrong = row_id[:place] + right + left + row_id[place + 2 :]
    assert not is_valid(wrong) or wrong == row_id or {left, right} == {"0", "Z"}


@pytest.mark.parametrize("text", ["", "ABC", "ABCDEFGHIJ", "0123456789A", "甲000000000"])
def test_other_texts_are_no_ids(text):
    assert not is_valid(text)


def test_ids_that_are_taken_are_not_given_again():
    first = new_ids(5, set(), np.random.default_rng(1))
    assert set(new_ids(5, set(first), np.random.default_rng(1))).isdisjoint(first)


def test_blank_and_repeated_ids_are_filled_and_the_first_row_keeps_its_own():
    ledger = ledger_of(
        projects=[dict(row_id="000000001A", code="A"), dict(code="B"), dict(row_id="000000001A", code="C")],
        monthly_progress=[dict(code="A", month="2022-01")],
    )
    filled = fill(ledger, np.random.default_rng(7))
    assert {sheet: list(positions) for sheet, positions in filled.items()} == {
        Projects: [1, 2],
        MonthlyProgress: [0],
    }
    ids = [*filled[Projects].values(), *filled[MonthlyProgress].values()]
    assert len(set(ids)) == 3
    assert all(map(is_valid, ids))


def test_a_sheet_with_all_its_ids_is_left_alone():
    assert fill(ledger_of(projects=[dict(row_id="000000001A", code="A")]), np.random.default_rng(7)) == {}


def test_a_copied_row_is_noted_with_the_row_it_came_from():
    ledger = ledger_of(projects=[dict(row_id="000000001A", code=code) for code in "AB"])
    assert lines(repeated_row_ids(ledger)) == [
        "提示 项目清单!A5 行标识与第 4 行相同（多为复制行），重新计算时换成新的；无需处理"
    ]
