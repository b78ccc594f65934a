"""总体数字：counts by light sum to the leaf projects, whatever labels stand in the ledger."""

from __future__ import annotations

from support.computed import computed, monthly, project

from addin.views.figures import light_counts


def test_a_label_of_an_earlier_scheme_is_counted_after_those_of_the_scheme() -> None:
    done = computed(
        projects=[project("A", "甲局"), project("B", "甲局")],
        monthly_progress=[*monthly("A", *[1000] * 9), *monthly("B", *[1000] * 9)],
        light_register=[{"code": "A", "month": "2022-09", "frozen": "是", "light": "蓝"}],
    )
    column = done.panel.at(done.ledger.settings.as_of)
    counts = light_counts(done.ledger, done.panel, done.register, column)
    assert [(label, count) for label, _, count in counts] == [
        ("绿", 1), ("黄", 0), ("红", 0), ("灰", 0), ("蓝", 1),
    ]  # fmt: skip
