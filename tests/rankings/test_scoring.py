"""计分方式：each method by hand, and the sharing out of weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.rankings.scoring import Rule, score, shared_weights

NAN = float("nan")


def points(rule: Rule, *values: float, weight: float = 60, target: float = 1.0) -> list[float]:
    count = len(values)
    found = score(rule, np.array(values, dtype=float), np.full(count, weight), np.full(count, target))
    return found.tolist()


def test_a_ratio_is_capped_at_the_ceiling_and_held_up_by_the_floor() -> None:
    rule = Rule("", "投资完成率", 60, ceiling=1.2, floor=0.1)
    # 0.75 of a target of 0.75; half of it; twice; nothing
    assert points(rule, 0.75, 0.375, 1.5, 0.0, target=0.75) == pytest.approx([60, 30, 72, 6])


def test_a_ratio_without_a_ceiling_stops_at_the_full_mark() -> None:
    assert points(Rule("", "开工率（本年）", 15), 1.3, weight=15) == [15]


def test_where_lower_is_better_the_ratio_is_turned_round() -> None:
    rule = Rule("", "红灯数", 10, lower_is_better=True)
    # a target of 2 red lights: 4 give half, 2 and 0 give all
    assert points(rule, 4, 2, 0, weight=10, target=2) == [5, 10, 10]


def test_a_deduction_does_not_go_below_the_floor() -> None:
    rule = Rule("", "缺项扣分", 10, method="扣分", floor=0.2)
    assert points(rule, 0, 3, 20, weight=10, target=1) == [10, 7, 2]


def test_by_place_the_first_of_four_gets_all_and_the_last_a_quarter() -> None:
    rule = Rule("", "储备项目数", 20, method="名次")
    assert points(rule, 9, 5, 5, 1, weight=20) == [20, 15, 15, 5]


def test_by_place_the_units_without_a_value_do_not_count() -> None:
    rule = Rule("", "储备项目数", 20, method="名次")
    found = points(rule, 9, NAN, 5, weight=20)
    assert found[0] == 20 and np.isnan(found[1]) and found[2] == 10


def test_by_place_the_lower_value_wins_where_lower_is_better() -> None:
    assert points(Rule("", "红灯数", 10, method="名次", lower_is_better=True), 0, 3, weight=10) == [10, 5]


def test_bands_take_the_first_bound_that_the_value_reaches() -> None:
    rule = Rule("", "节点按期率", 10, method="分段", bands=((0.9, 1.0), (0.8, 0.6)))
    assert points(rule, 0.95, 0.9, 0.85, 0.8, 0.79, weight=10) == [10, 10, 6, 6, 0]


def test_bands_count_downwards_where_lower_is_better() -> None:
    rule = Rule("", "红灯数", 10, method="分段", bands=((0, 1.0), (2, 0.5)), lower_is_better=True)
    assert points(rule, 0, 1, 2, 3, weight=10) == [10, 5, 5, 0]


def test_the_weight_of_what_is_not_due_goes_to_the_others_in_proportion() -> None:
    weights = np.array([60.0, 15.0, 15.0, 10.0])
    values = np.array([[1, 1, 1, 1], [1, NAN, 1, 1], [NAN, NAN, NAN, 1], [NAN, NAN, NAN, NAN]], dtype=float)
    found = shared_weights(weights, values)
    assert found[0].tolist() == [60, 15, 15, 10]
    assert found[1] == pytest.approx([60 / 0.85, 0, 15 / 0.85, 10 / 0.85])
    assert found[2] == pytest.approx([0, 0, 0, 100])
    assert found[3].tolist() == [0, 0, 0, 0]


@given(st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=8))
def test_shared_weights_always_add_up_to_the_whole(indicators: list[tuple[int, bool]]) -> None:
    weights = np.array([weight for weight, _ in indicators], dtype=float)
    values = np.array([[1.0 if due else NAN for _, due in indicators]])
    total = shared_weights(weights, values).sum()
    assert total == pytest.approx(weights.sum() if any(due for _, due in indicators) else 0)
