"""名次：ties share a place and the next is skipped."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from addin.rankings.places import movements, places

NAN = float("nan")


def groups(*names: str) -> np.ndarray:
    return np.array(names, dtype=object)


def test_two_in_third_place_leave_no_fourth() -> None:
    # 六安 2017: 第三名 金安区、裕安区; 第五名 叶集区
    scores = np.array([95.0, 90.0, 85.0, 85.0, 80.0])
    assert places(groups(*"aaaaa"), [scores]).tolist() == [1, 2, 3, 3, 5]


def test_groups_rank_apart() -> None:
    scores = np.array([70.0, 80.0, 90.0, 60.0])
    assert places(groups("街道", "部门", "街道", "部门"), [scores]).tolist() == [2, 1, 1, 2]


def test_an_entry_without_a_score_has_no_place_and_takes_none() -> None:
    found = places(groups("a", "a", "a"), [np.array([80.0, NAN, 70.0])])
    assert found[0] == 1 and np.isnan(found[1]) and found[2] == 2


def test_a_difference_below_a_billionth_is_a_tie() -> None:
    assert places(groups("a", "a"), [np.array([0.1 + 0.2, 0.3])]).tolist() == [1, 1]


def test_a_second_key_parts_only_those_who_are_equal_in_the_first() -> None:
    first, second = np.array([90.0, 90.0, 80.0]), np.array([0.5, 0.7, 0.9])
    assert places(groups(*"aaa"), [first, second]).tolist() == [2, 1, 3]


def test_a_blank_second_key_comes_after_a_known_one() -> None:
    assert places(groups("a", "a"), [np.array([90.0, 90.0]), np.array([NAN, -5.0])]).tolist() == [2, 1]


def test_nobody_to_rank_is_no_error() -> None:
    assert places(groups(), [np.array([])]).tolist() == []
    assert np.isnan(places(groups("a"), [np.array([NAN])])).all()


def test_movement_is_up_down_or_the_same() -> None:
    now, before = np.array([1.0, 5.0, 2.0, 3.0, NAN]), np.array([3.0, 4.0, 2.0, NAN, 1.0])
    assert movements(now, before).tolist() == ["↑2", "↓1", "—", None, None]


entries = st.lists(
    st.tuples(st.sampled_from("甲乙"), st.integers(0, 6) | st.none(), st.integers(0, 2)), max_size=30
)


@given(entries)
def test_a_place_is_one_more_than_the_number_of_better_ones_in_the_group(rows: list[tuple]) -> None:
    first = np.array([NAN if score is None else score for _, score, _ in rows], dtype=float)
    second = np.array([key for *_, key in rows], dtype=float)
    found = places(groups(*(group for group, *_ in rows)), [first, second])
    for (group, score, key), place in zip(rows, found, strict=True):
        if score is None:
            assert np.isnan(place)
        else:
            better = [r for r in rows if r[0] == group and r[1] is not None and (r[1], r[2]) > (score, key)]
            assert place == 1 + len(better)


@given(entries, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple], random) -> None:
    def named(order: list[int]) -> dict[int, float]:
        picked = [rows[number] for number in order]
        first = np.array([NAN if score is None else score for _, score, _ in picked], dtype=float)
        found = places(groups(*(group for group, *_ in picked)), [first])
        return dict(zip(order, np.nan_to_num(found, nan=-1).tolist(), strict=True))

    shuffled = list(range(len(rows)))
    random.shuffle(shuffled)
    assert named(shuffled) == named(list(range(len(rows))))
