"""From a workbook as typed, through `recalc`, to every computed cell: equal to an independent computation.

The workbook is built, computed as from the command line and read again by openpyxl. The rules are
those of the presets in the workbook; the independent computation has its own copy of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from oracle.plain_lights import Cell, Month, PlainLights, Row, month_of
from oracle.plain_ranking import PlainRanking
from oracle.plain_reasons import LABEL, assert_reason
from oracle.random_units import SCHEMES, UNITS, tables_of
from oracle.typed_workbook import type_workbook
from support.desk import Desk, rows_of
from support.light_presets import preset

from addin.schema import LightRegister, MonthlyProgress, Projects, Rankings, Sheet

DASH = "—"
Counted = Callable[[str], None]
CASES: dict[str, tuple[str, Row]] = {
    "宁波": ("2022-12", {}),
    "新乡": ("2022-12", {"missing_as": "不计", "joint_projects": "各计1", "second_key": "完成率"}),
    "武汉": ("2022-12", {"across_years": "否", "tolerance": 5, "joint_projects": "平均"}),
    "银川": ("2022-09", {"lit_counting": "次", "second_key": "完成额"}),
}
"""Preset → (统计月份, settings of 参数); the ledgers reach from November 2020 to December 2022."""


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


@dataclass(frozen=True)
class Expected:
    tables: dict[str, list[Row]]
    lights: PlainLights
    ranking: PlainRanking


@pytest.mark.parametrize(("scheme", "projects"), [("宁波", 120), ("新乡", 120), ("武汉", 120), ("银川", 120)])
def test_a_random_workbook_over_two_years_equals_the_plain_computation(
    scheme: str, projects: int, desk: Desk, tmp_path: Path, counted: Counted
) -> None:
    counted(f"随机台账逐格核对：{scheme} {projects} 个项目 × 24 个月（全量 500 个项目）")
    assert_same(tmp_path / "台账.xlsx", computed(scheme, projects, desk, tmp_path / "台账.xlsx"))


@pytest.mark.torture
@pytest.mark.parametrize("scheme", CASES)
def test_five_hundred_projects_over_two_years_equal_the_plain_computation_under_every_preset(
    scheme: str, desk: Desk, tmp_path: Path, counted: Counted
) -> None:
    counted(f"随机台账逐格核对：{scheme} 500 个项目 × 24 个月")
    assert_same(tmp_path / "台账.xlsx", computed(scheme, 500, desk, tmp_path / "台账.xlsx"))


WRONG: list[tuple[type[Sheet], str, Any]] = [
    (Projects, "year_done", 1.5),
    (Projects, "deviation", -10.0000011),
    (Projects, "lit_count", 99),
    (Projects, "light", "蓝"),
    (MonthlyProgress, "lag_months", 99),
    (MonthlyProgress, "report_state", "不知"),
    (LightRegister, "rule_light", "蓝"),
    (LightRegister, "light", None),
    (Rankings, "place", 99),
    (Rankings, "score", 60.5),
    (Rankings, "投资完成率", 0.123),
]


def test_one_wrong_cell_anywhere_is_noticed(desk: Desk, tmp_path: Path) -> None:
    path, spoilt = tmp_path / "台账.xlsx", tmp_path / "错一格.xlsx"
    expected = computed("宁波", 12, desk, path)
    for sheet, name, value in WRONG:
        book = openpyxl.load_workbook(path)
        grid = book[sheet.title]
        titles = {column.name: column.title for column in sheet.columns}
        header = [cell.value for cell in grid[3]]
        grid.cell(
            16 if sheet is MonthlyProgress else 6, header.index(titles.get(name, name)) + 1
        ).value = value
        book.save(spoilt)
        with pytest.raises(AssertionError):
            assert_same(spoilt, expected)


def computed(scheme: str, projects: int, desk: Desk, path: Path) -> Expected:
    """Builds and computes the workbook; what must stand in it."""
    as_of, settings = CASES[scheme]
    tables = tables_of(sum(map(ord, scheme)) + projects, projects)
    type_workbook(path, tables, settings, scheme, as_of)
    assert desk.run("recalc", path).code == 0
    tables |= preset(scheme) | {"indicators": SCHEMES["默认"]}
    settings = {**settings, "light_scheme": scheme}
    lights = PlainLights(tables, settings, as_of)
    return Expected(tables, lights, PlainRanking(lights, tables, settings, lights.as_of))


def assert_same(path: Path, expected: Expected) -> None:
    book = openpyxl.load_workbook(path)
    assert_projects(expected.lights, rows_of(book, Projects))
    assert_progress(expected.lights, expected.tables, rows_of(book, MonthlyProgress))
    assert_register(expected.lights, rows_of(book, LightRegister))
    assert_places(expected.ranking, rows_of(book, Rankings))


def assert_projects(lights: PlainLights, found: list[Row]) -> None:
    assert [row["code"] for row in found] == list(lights.projects)
    for row in found:
        cell = lights.cells[row["code"]][lights.as_of]
        assert_cells(row, figures(cell) | {"invested_to_date": cell.invested}, row["code"])
        assert number(row["month_done"]) == number(cell.month_done), row["code"]
        assert (row["rule_light"], row["light"]) == (LABEL[cell.level], LABEL[cell.level]), row["code"]
        assert row["lit_count"] == lights.lit_count(row["code"]), row["code"]
        assert_reason(cell, lights.as_of, row["reason"] or "", row["code"])


def assert_progress(lights: PlainLights, tables: dict[str, list[Row]], found: list[Row]) -> None:
    typed = tables["monthly_progress"]
    assert len(found) == len(typed)
    received = {
        (row["unit"], row["month"]): row["received_on"] for row in tables["submissions"] if row["received_on"]
    }
    for row, given in zip(found, typed, strict=True):
        code, month = row["code"], as_month(row["month"])
        assert (code, month) == (given["code"], month_of(given["month"]))
        computed = {column.name for column in MonthlyProgress.columns if column.computed} - {"row_id"}
        if month not in lights.cells[code]:
            assert {name for name in computed if row[name] is not None} == set(), (code, month)
            continue
        cell = lights.cells[code][month]
        lead = lights.projects[code]["responsible_units"].split("、")[0]
        day = received.get((lead, given["month"])) or given["reported_on"]
        assert_cells(row, figures(cell), (code, month))
        assert row["project_name"] == lights.projects[code]["project_name"]
        assert row["basis"] == cell.basis, (code, month)
        assert row["behind"] == {1: "是", 0: "否", None: None}[lights.counts_as(cell)], (code, month)
        assert row["report_state"] == state(given["month_done"], day, given["month"]), (code, month)


def state(done: float | None, day: str, month: str) -> str:
    """By the 25th of the month, that day included."""
    return "缺报" if done is None else "按时" if day <= f"{month}-25" else "迟报"


def assert_register(lights: PlainLights, found: list[Row]) -> None:
    assert [(row["code"], as_month(row["month"])) for row in found] == lights.register_keys()
    for row in found:
        month, project = as_month(row["month"]), lights.projects[row["code"]]
        cell, where = lights.cells[row["code"]][month], (row["code"], month)
        assert (row["rule_light"], row["light"]) == (LABEL[cell.level], LABEL[cell.level]), where
        assert (row["project_name"], row["frozen"]) == (project["project_name"], "否"), where
        assert bool(row["rule"]) == (cell.level in (1, 3)), where
        assert_reason(cell, month, row["reason"] or "", where)


def assert_places(expected: PlainRanking, found: list[Row]) -> None:
    units = [row for row in found if (row["object"], row["period"]) == ("单位", "月")]
    assert {row["object_name"] for row in units} == {row["unit"] for row in UNITS}
    for row in units:
        unit = row["object_name"]
        assert (as_month(row["month"]), row["period"]) == (expected.month, "月")
        assert row["ranking_group"] == expected.units[unit]
        assert row["place"] == shown(expected.places[unit]), unit
        for title, value in {**expected.values[unit], "score": expected.scores[unit]}.items():
            assert number(row[title]) == number(shown(value)), (unit, title)


def figures(cell: Cell) -> Row:
    """The computed columns that 项目清单 and 月度进度 have in common."""
    return {
        "year_done": cell.done,
        "investment_rate": shown(cell.rate),
        "scheduled_progress": shown(cell.scheduled),
        "deviation": shown(cell.deviation),
        "lag_months": cell.streak,
    }


def assert_cells(found: Row, expected: Row, where: Any) -> None:
    assert {name: number(found[name]) for name in expected} == {
        name: number(value) for name, value in expected.items()
    }, where


def shown(value: Any) -> Any:
    """A rate, score or place that there is not stands as 「—」."""
    return DASH if value is None else value


def number(value: Any) -> Any:
    """Seven decimals: two ways of adding up differ in the last bits of a float."""
    return value if value is None or value == DASH else round(Decimal(float(value)), 7) + 0


def as_month(day: Any) -> Month:
    return day.year, day.month


def test_the_random_workbooks_hold_what_is_hard() -> None:
    tables = tables_of(7, 80) | preset("宁波") | {"indicators": SCHEMES["默认"]}
    lights = PlainLights(tables, {}, "2022-12")
    cells = [cell for by_month in lights.cells.values() for cell in by_month.values()]
    places = PlainRanking(lights, tables, {}, (2022, 12)).places
    assert {LABEL[cell.level] for cell in cells} == {"灰", "绿", "黄", "红"}
    assert any(cell.exempt for cell in cells) and any(cell.missing for cell in cells)
    assert any(cell.streak > 12 for cell in cells)
    assert None in places.values()
