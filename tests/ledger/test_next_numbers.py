"""编号：the next free key."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.ledger.numbering import next_numbers
from addin.ledger.text import match_key


@pytest.mark.parametrize(
    ("like", "expected"),
    [
        ([], ["YT2022-001", "YT2022-002"]),
        (["开工"], ["YT2022-001", "YT2022-002"]),
        (["YT2022-009"], ["YT2022-010", "YT2022-011"]),
        (["T9"], ["T10", "T11"]),
        (["7"], ["8", "9"]),
        (["T12", "T3"], ["T13", "T14"]),
        (["YT2021-044"], ["YT2022-001", "YT2022-002"]),  # another year starts anew
        (["A-1", "B-5"], ["B-6", "B-7"]),  # as the last row is numbered
    ],
)
def test_rows_go_on_in_the_way_they_are_numbered(like: list[str], expected: list[str]) -> None:
    assert list(islice(next_numbers(like, like, "YT2022-001", 2022), 2)) == expected


@given(st.lists(st.text("AB2019-０0", min_size=1, max_size=8)))
def test_a_new_key_is_never_taken(taken: list[str]) -> None:
    fresh = list(islice(next_numbers(taken, taken, "YT2022-001", 2022), 5))
    assert len({match_key(key) for key in [*fresh, *taken]}) == 5 + len({match_key(key) for key in taken})
