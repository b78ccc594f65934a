"""Rows of 亮灯规则 and 颜色标签 as they are read, and what is said of wrong ones."""

from __future__ import annotations

from typing import Any

import pytest
from support.ledgers import ledger_of
from support.light_presets import RULES, label_rows, preset, rule_rows

from addin.lights.rules import read_labels, read_rules


def findings(*rows: dict[str, Any]) -> list[tuple[str, str, str]]:
    ledger = ledger_of(light_rules=[rule_rows("宁波")[0], *rows])
    assert len(read_rules(ledger)) == 1
    return [(finding.level, finding.cell, finding.message) for finding in ledger.findings]


WRONG = rule_rows("宁波")[1]


def test_an_unknown_measure_is_said_at_its_cell() -> None:
    assert findings(WRONG | {"measure": "连续落后月数"}) == [
        ("错误", "D5", "没有“连续落后月数”这个指标，本行规则不起作用"),
    ]  # fmt: skip


def test_a_level_that_is_none_of_the_five_is_said_at_its_cell() -> None:
    assert findings(WRONG | {"level": 4}) == [("错误", "F5", "级别只能是 −1、0、1、2、3，本行规则不起作用")]


def test_a_blank_comparison_is_said_at_its_cell() -> None:
    assert findings(WRONG | {"comparison": None}) == [("错误", "G5", "没有可用的比较符号，本行规则不起作用")]


def test_a_wrong_comparison_is_said_once_when_it_is_read() -> None:
    ((level, cell, message),) = findings(WRONG | {"comparison": "大于"})
    assert (level, cell) == ("错误", "G5")
    assert message.startswith("比较“大于”不在可选值中")


def test_a_blank_threshold_is_said_at_its_cell() -> None:
    assert findings(WRONG | {"threshold": None}) == [("错误", "H5", "没有可用的阈值，本行规则不起作用")]


def test_a_measure_of_units_is_no_mistake_and_lights_no_project() -> None:
    assert findings(WRONG | {"measure": "单位任务未完成月数"}) == []


def test_rows_not_enabled_and_rows_of_other_schemes_do_not_apply() -> None:
    assert findings(WRONG | {"enabled": "否"}, WRONG | {"scheme": "银川"}) == []


def test_a_scheme_with_no_rule_enabled_is_said() -> None:
    ledger = ledger_of(light_rules=rule_rows("宁波", enabled="否"))
    assert read_rules(ledger) == read_rules(ledger) == ()
    assert [finding.message for finding in ledger.findings] == [
        "亮灯方案“宁波”没有启用的规则，所有项目不亮灯"
    ]


@pytest.mark.parametrize("scheme", RULES)
def test_the_presets_are_read_without_a_word(scheme: str) -> None:
    ledger = ledger_of(settings={"light_scheme": scheme}, **preset(scheme))
    assert len(read_rules(ledger)) == len(RULES[scheme])
    assert ledger.findings == []


def test_a_condition_reads_as_on_the_sheet() -> None:
    rows = [*rule_rows("武汉", periods=2), rule_rows("银川")[0]]
    rules = [
        rule
        for scheme in ("武汉", "银川")
        for rule in read_rules(ledger_of(settings={"light_scheme": scheme}, light_rules=rows))
    ]
    assert [rule.condition() for rule in rules] == ["<0.8，连续2个月", "<0.6，连续2个月", "≤−10"]


def test_levels_without_a_label_keep_the_usual_one() -> None:
    labels = read_labels(ledger_of(light_labels=label_rows("宁波", {0: "畅", 2: "橙"})))
    assert [labels.of(level) for level in (-9, -1, 0, 1, 2, 3)] == ["灰", "畅", "畅", "黄", "橙", "红"]


def test_a_label_two_levels_share_means_level_0() -> None:
    labels = read_labels(ledger_of(light_labels=label_rows("宁波", {-1: "绿", 0: "绿", 3: "红"})))
    assert (labels.level_of("绿"), labels.level_of("红"), labels.level_of("紫")) == (0, 3, None)


def test_labels_are_listed_best_first_and_grey_last() -> None:
    rows = [
        {"scheme": "自定", "label": label, "level": level}
        for label, level in (("灰", None), ("红", 3), ("蓝", -1), ("绿", 0), ("黄", 1), ("橙", 2))
    ]
    ledger = ledger_of(settings={"light_scheme": "自定"}, light_labels=rows)
    assert [label for label, _ in read_labels(ledger).in_order()] == ["蓝", "绿", "黄", "橙", "红", "灰"]


def test_a_workbook_without_labels_lists_the_usual_ones() -> None:
    assert read_labels(ledger_of()).in_order() == [("绿", 0), ("黄", 1), ("红", 3), ("灰", -9)]
