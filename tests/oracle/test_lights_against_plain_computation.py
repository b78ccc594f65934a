"""Lights, streaks, counts and the figures of reasons equal an independent computation, cell by cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from oracle.plain_lights import Cell, PlainLights
from oracle.plain_reasons import LABEL, assert_reason
from oracle.random_ledgers import random_tables
from support.ledgers import ledger_of
from support.light_presets import preset

from addin.ledger.progress import Panel, build_panel
from addin.lights import Register, Verdicts, judge_all, publish
from addin.schema import LightRegister

VARIANTS: dict[str, dict[str, Any]] = {
    "as the settings come": {},
    "missing reports do not count": {"missing_as": "不计"},
    "missing reports are on time": {"missing_as": "未滞后", "lit_counting": "次"},
    "streaks end with the year": {"across_years": "否", "tolerance": 5},
    "linear only": {"basis": "线性"},
    "last year's plans on 项目清单": {"plan_year": 2021},
}


def outcome(
    seed: int, projects: int, scheme: str, settings: dict[str, Any], as_of: str = "2022-12"
) -> tuple[PlainLights, Panel, Verdicts, Register]:
    tables = random_tables(seed, projects) | preset(scheme)
    settings = {"light_scheme": scheme, **settings}
    ledger = ledger_of(as_of=as_of, settings=settings, **tables)
    panel = build_panel(ledger)
    verdicts = judge_all(ledger, panel)
    return PlainLights(tables, settings, as_of), panel, verdicts, publish(ledger, panel, verdicts)


def assert_same(expected: PlainLights, panel: Panel, verdicts: Verdicts, register: Register) -> None:
    assert [(month.year, month.month) for month in panel.months.tolist()] == expected.months
    assert panel.codes.tolist() == list(expected.projects)
    for row, code in enumerate(expected.projects):
        for column, month in enumerate(expected.months):
            cell = expected.cells[code][month]
            assert figures_of(panel, row, column) == expected_figures(cell), (code, month)
            assert verdicts.label[row, column] == LABEL[cell.level], (code, month)
            assert bool(verdicts.attention[row, column]) == cell.attention, (code, month)
            assert_reason(cell, month, verdicts.reason[row, column], (code, month))
        assert register.lit_count[row] == expected.lit_count(code), code
    keys = zip(register.frame[LightRegister.code.name], register.frame[LightRegister.month.name], strict=True)
    assert [(code, (month.year, month.month)) for code, month in keys] == expected.register_keys()


def figures_of(panel: Panel, row: int, column: int) -> tuple[Any, ...]:
    flags = [bool(array[row, column]) for array in (panel.due, panel.exempt, panel.missing, panel.finished)]
    names = ("month_done", "year_done", "invested", "year_plan", "rate", "scheduled", "deviation")
    numbers = [decimal_of(getattr(panel, name)[row, column]) for name in names]
    return (*flags, panel.basis[row, column], int(panel.streak[row, column]), *numbers)


def expected_figures(cell: Cell) -> tuple[Any, ...]:
    numbers = [
        cell.month_done,
        cell.done,
        cell.invested,
        cell.year_plan,
        cell.rate,
        cell.scheduled,
        cell.deviation,
    ]
    flags = [cell.due, cell.exempt, cell.missing, cell.finished]
    shown = [None if value is None else decimal_of(float(value)) for value in numbers]
    return (*flags, cell.basis, cell.streak, *shown)


def decimal_of(value: float) -> Decimal | None:
    """Eight decimals: two ways of adding up differ in the last bits of a float."""
    return None if np.isnan(value) else round(Decimal(value), 8) + 0


@pytest.mark.parametrize("scheme", ["宁波", "新乡", "武汉", "银川"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_sixty_random_projects_over_two_years_equal_the_plain_computation(scheme: str, variant: str) -> None:
    seed = sum(map(ord, scheme + variant))
    assert_same(*outcome(seed, 60, scheme, VARIANTS[variant]))


@pytest.mark.parametrize("scheme", ["宁波", "新乡", "武汉", "银川"])
def test_five_hundred_random_projects_over_two_years_equal_the_plain_computation(scheme: str) -> None:
    assert_same(*outcome(20220930, 500, scheme, {}))


def test_a_month_in_mid_year_equals_the_plain_computation() -> None:
    assert_same(*outcome(7, 60, "宁波", {}, as_of="2022-05"))


def test_the_random_ledgers_hold_what_is_hard() -> None:
    expected, *_ = outcome(20220930, 500, "宁波", {})
    cells = [cell for by_month in expected.cells.values() for cell in by_month.values()]
    assert {LABEL[cell.level] for cell in cells} == {"灰", "绿", "黄", "红"}
    assert sum(cell.exempt for cell in cells) > 100
    assert sum(cell.missing for cell in cells) > 100
    assert sum(cell.deviation == 0 for cell in cells) > 10
    assert sum(cell.streak > month[1] for by in expected.cells.values() for month, cell in by.items()) > 50
    assert {cell.basis for cell in cells} == {None, "月度计划", "线性", "月度计划、线性"}
