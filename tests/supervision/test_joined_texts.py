"""合并文字：texts of one key in their order."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from addin.ledger.joining import joined


def test_texts_of_one_key_are_joined_in_their_order() -> None:
    found = joined(pd.Series(["甲", "乙", "丙"]), np.array([1, 0, 1]), "、")
    assert found.to_dict() == {0: "乙", 1: "甲、丙"}


def test_no_texts_give_no_groups() -> None:
    assert joined(pd.Series([], dtype=object), np.array([], dtype=np.int64), "、").to_dict() == {}


@given(st.lists(st.tuples(st.integers(0, 5), st.text("甲乙、", max_size=3)), max_size=20))
def test_joining_equals_a_plain_loop(rows: list[tuple[int, str]]) -> None:
    expected: dict[int, list[str]] = {}
    for key, text in rows:
        expected.setdefault(key, []).append(text)
    texts = pd.Series([text for _, text in rows], dtype=object)
    found = joined(texts, np.array([key for key, _ in rows], dtype=np.int64), "、")
    assert found.to_dict() == {key: "、".join(parts) for key, parts in expected.items()}
