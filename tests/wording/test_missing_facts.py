"""待填。"""

from __future__ import annotations

from docgen.wording.missing import Missing, missing_facts, or_missing


def test_a_missing_fact_prints_as_a_visible_marker() -> None:
    assert str(Missing("反馈时限")) == "【待填：反馈时限】"


def test_a_part_of_a_missing_whole_is_missing_too() -> None:
    assert str(Missing("总体情况").完成率) == "【待填：总体情况】"


def test_a_missing_fact_is_false_empty_and_compares_with_nothing() -> None:
    missing = Missing("偏差")
    assert not missing
    assert list(missing) == []
    assert not (missing < 0 or missing > 0 or missing <= 0 or missing >= 0 or missing == 0)


def test_blank_text_is_missing_and_zero_is_not() -> None:
    assert or_missing("  ", "单位") == Missing("单位")
    assert or_missing(None, "单位") == Missing("单位")
    assert or_missing(0, "个数") == 0


def test_missing_facts_are_listed_in_reading_order_each_once() -> None:
    assert missing_facts(["甲【待填：乙】丙【待填：丁】", "【待填：乙】"]) == ("乙", "丁")
