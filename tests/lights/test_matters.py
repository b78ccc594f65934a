"""待办 from lights: what waits for a person, and where."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.ledgers import ledger_of
from support.light_presets import label_rows
from support.small_ledgers import ORDINARY, judged, reports

from addin.ledger.progress import build_panel
from addin.lights import judge_all, publish
from addin.lights.matters import light_todos, refused_adjustments, special_inspections, to_confirm
from addin.todos import Todo

DISCRETION = [
    {"scheme": "宁波", "enabled": "是", "measure": "连续滞后月数", "level": 1, "comparison": "≥", "threshold": 2,
     "discretionary": "是"},
]  # fmt: skip
BEHIND = reports(900, 900, 900)  # lit in February and March


def todos(which: Any = None, **tables: Any) -> list[Todo]:
    ledger, panel, _, register = judged(**({"as_of": "2022-03", "monthly_progress": BEHIND} | tables))
    return list(which(ledger, register) if which else light_todos(ledger, panel, register))


def test_lights_at_discretion_are_listed_latest_month_first_at_the_cells_where_they_are_decided() -> None:
    found = todos(light_rules=DISCRETION)
    assert found == [
        Todo("待确认", "2022年3月规则灯为黄（视情），请填调整灯、理由和批准人", "亮灯台账!I6", "A", "甲局"),
        Todo("待确认", "2022年2月规则灯为黄（视情），请填调整灯、理由和批准人", "亮灯台账!I5", "A", "甲局"),
    ]


def test_a_row_that_stands_already_is_named_by_its_own_cell() -> None:
    typed = [{"code": "A", "month": "2022-03"}]
    assert [one.place for one in todos(light_rules=DISCRETION, light_register=typed)] == [
        "亮灯台账!I4", "亮灯台账!I6",
    ]  # fmt: skip


def test_only_the_months_asked_for_are_listed() -> None:
    found = todos(lambda ledger, register: to_confirm(ledger, register, [1]), light_rules=DISCRETION)
    assert [one.matter[:7] for one in found] == ["2022年2月"]


def test_a_month_decided_or_frozen_waits_no_more() -> None:
    decided = {"code": "A", "adjusted_light": "绿", "adjustment_reason": "雨季", "approved_by": "李某"}
    frozen = {"code": "A", "month": "2022-02", "rule_light": "黄", "light": "绿", "frozen": "是"}
    rows = [decided | {"month": "2022-03"}, frozen]
    assert todos(light_rules=DISCRETION, light_register=rows) == []


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ({}, "调整理由、批准人"),
        ({"adjustment_reason": "雨季"}, "批准人"),
        ({"approved_by": "李某"}, "调整理由"),
    ],
)
def test_an_adjustment_says_what_it_lacks(typed: dict[str, str], missing: str) -> None:
    row = {"code": "A", "month": "2022-02", "adjusted_light": "绿", **typed}
    assert todos(refused_adjustments, light_register=[row]) == [
        Todo("调整未批", f"2022年2月调整为绿，缺{missing}", "亮灯台账!I4", "A", "甲局")
    ]


def test_an_adjustment_of_a_frozen_row_is_history() -> None:
    row = {"code": "A", "month": "2022-02", "adjusted_light": "绿", "light": "黄", "frozen": "是"}
    assert todos(refused_adjustments, light_register=[row]) == []


WUHAN = {"scheme": "武汉", "monthly_progress": reports(500, 500, 2000)}
"""完成比 50%, 50%, 100%: lit in January and February, both red."""


def inspections(**tables: Any) -> list[Todo]:
    ledger, panel, _, register = judged(**({"as_of": "2022-03"} | WUHAN | tables))
    return list(special_inspections(ledger, panel, register))


def test_the_second_light_of_the_year_brings_a_special_inspection() -> None:
    assert inspections(projects=[ORDINARY | {"person_in_charge": "张某"}]) == [
        Todo(
            "专项督查", "2022年内亮灯2次（1月红灯、2月红灯），已达2次，请开展专项督查、复盘问责", "督查记录",
            "A", "甲局", "张某",
        )
    ]  # fmt: skip
    assert inspections(as_of="2022-01") == []
    assert inspections(settings={"inspection_after": 3}) == []


def test_lights_of_the_year_before_do_not_count() -> None:
    plans = [
        {"code": "A", "year": year, **{name: 1000 * n for n, name in enumerate(_MONTHS, 1)}}
        for year in (2021, 2022)
    ]
    done = [*reports(*[0] * 12, start="2021-01"), *reports(500)]
    found = inspections(as_of="2022-01", monthly_plans=plans, monthly_progress=done)
    assert found == []


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@pytest.mark.parametrize(
    ("row", "listed"),
    [
        ({"type": "专项督查", "held_on": "2022-02-01"}, False),
        ({"type": "专项督查", "held_on": "2022-01-31"}, True),  # before the month lit last
        ({"type": "月度督查", "held_on": "2022-03-01"}, True),
        ({"type": "专项督查", "held_on": "2022-10-09"}, True),  # tomorrow
        ({"type": "专项督查"}, True),
        ({"type": "专项督查", "held_on": "2022-03-01", "code": "B"}, True),
    ],
)
def test_an_inspection_held_since_the_month_lit_last_settles_it(row: dict[str, str], listed: bool) -> None:
    found = inspections(inspections=[{"number": "D1", "code": "A", **row}])
    assert bool(found) is listed


def test_without_the_register_on_the_workbook_the_matter_names_the_sheet() -> None:
    from support.ledgers import book_of

    from addin.ledger import Ledger
    from addin.schema import LightRegister

    book = book_of(
        absent=[LightRegister], projects=[ORDINARY], monthly_progress=BEHIND, light_rules=DISCRETION,
        light_labels=label_rows("宁波"),
    )  # fmt: skip
    ledger = Ledger.load(book, dt.date(2022, 3, 1), dt.date(2022, 10, 8))
    panel = build_panel(ledger)
    register = publish(ledger, panel, judge_all(ledger, panel))
    assert {one.place for one in light_todos(ledger, panel, register)} == {"亮灯台账"}


def test_a_ledger_without_projects_has_no_matters() -> None:
    ledger = ledger_of(settings={"light_scheme": "宁波"})
    panel = build_panel(ledger)
    assert list(light_todos(ledger, panel, publish(ledger, panel, judge_all(ledger, panel)))) == []
