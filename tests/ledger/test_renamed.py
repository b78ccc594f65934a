"""疑似更名：pairs of names that are alike."""

from __future__ import annotations

import time

import pandas as pd

from addin.ledger.renamed import likely_renamed


def frame(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "project_name": [name for name, _ in rows],
            "responsible_units": [(unit,) if unit else () for _, unit in rows],
        }
    )


def test_six_tenths_of_the_characters_are_enough_and_less_is_not() -> None:
    # ratio = 2 × matching characters ÷ both lengths: 2×3/10 = 0.6, 2×2/10 = 0.4
    assert likely_renamed(frame(("甲乙丙一二", "")), frame(("甲乙丙三四", ""))) == [(0, 0)]
    assert likely_renamed(frame(("甲乙一二三", "")), frame(("甲乙四五六", ""))) == []


def test_the_same_lead_unit_goes_before_a_name_that_is_more_alike() -> None:
    gone = frame(("城东水厂一期", "甲镇"))
    assert likely_renamed(gone, frame(("城东水厂一期", "乙镇"), ("城东水厂扩建", "甲镇"))) == [(0, 1)]


def test_each_project_is_in_one_pair_at_most() -> None:
    gone = frame(("城东水厂一期", "甲镇"), ("城东水厂二期", "甲镇"))
    assert likely_renamed(gone, frame(("城东水厂一期工程", "甲镇"))) == [(0, 0)]


def test_blank_names_and_empty_lists_pair_with_nothing() -> None:
    assert likely_renamed(frame((None, "甲镇")), frame((None, "甲镇"))) == []  # type: ignore[arg-type]
    assert likely_renamed(frame(), frame(("城东水厂", "甲镇"))) == []


def test_ten_thousand_codes_changed_at_once_are_passed_over_quickly() -> None:
    many = frame(*[(f"项目{number}", "甲镇") for number in range(10_000)])
    started = time.perf_counter()
    assert likely_renamed(many, many) == []
    assert time.perf_counter() - started < 1


def test_many_changes_are_still_looked_at_unit_by_unit() -> None:
    gone = frame(*[(f"{number}号城东水厂一期", f"第{number}镇") for number in range(100)])
    added = frame(*[(f"{number}号城东水厂", f"第{number}镇") for number in range(100)])
    assert likely_renamed(gone, added) == [(number, number) for number in range(100)]
