"""Which rows go to which unit: a row to its lead unit only, no row twice, none lost without a word."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.ledgers import ledger_of
from support.packages import MONTH, UNITS, project, tables

from addin.exchange.exchanged import EXCHANGED
from addin.exchange.extracts import Homeless, Tables, extracts, sent_value
from addin.exchange.reports_due import rows_lacking
from addin.ledger import Ledger
from addin.schema import (
    Column,
    Duties,
    Issues,
    Kind,
    Milestones,
    MonthlyProgress,
    Projects,
    Rectifications,
    Reserve,
    Resolutions,
    Sheet,
)
from addin.workbook.port import CellError


def ids_of(ledger: Ledger) -> dict[type[Sheet], dict[int, str]]:
    """Row ids made up from the Excel rows."""
    return {one.sheet: {row: f"ID{row}" for row in ledger.cells[one.sheet].rows} for one in EXCHANGED}


def cut(**given: Any) -> tuple[dict[str, Tables], list[Homeless]]:
    ledger = ledger_of(**{**tables(), **given})
    return extracts(ledger, MONTH, ids_of(ledger))


def keys(parts: dict[str, Tables], sheet: type[Sheet]) -> dict[str, list[object]]:
    """The first key of each row that a unit gets of a sheet."""
    return {unit: [row[1] for row in found[sheet].rows] for unit, found in parts.items() if sheet in found}


def test_a_project_goes_to_its_lead_unit_and_to_no_supporting_one() -> None:
    parts, homeless = cut()
    assert keys(parts, Projects) == {"市住建局": ["A-01", "A-02"], "市交通局": ["B-01"], "东街街道": ["C-01"]}
    assert homeless == []


def test_units_come_in_the_order_of_the_directory() -> None:
    parts, _ = cut()
    assert tuple(parts) == UNITS


def test_a_milestone_goes_to_its_own_unit_or_to_the_projects() -> None:
    parts, _ = cut()
    assert keys(parts, Milestones) == {"市交通局": ["A-01"], "市住建局": ["A-02"]}
    [row] = parts["市交通局"][Milestones].rows
    assert row[3] == "滨江道路"  # the project is another unit's, but its name says what the row is about


def test_of_the_reports_only_the_months_go() -> None:
    parts, _ = cut()
    [row] = parts["市住建局"][MonthlyProgress].rows
    assert row[1:6] == ("A-01", MONTH, "滨江道路", 120.5, "主体施工")


def test_what_was_finished_before_the_month_stays() -> None:
    parts, _ = cut()
    assert keys(parts, Issues) == {"东街街道": ["WT-1"]}
    closing = [
        dict(number="WT-1", responsible_units="东街街道", closed_on=day)
        for day in (dt.date(2022, 9, 1), dt.date(2022, 9, 30))
    ]
    for row in closing:
        assert keys(cut(issues=[row])[0], Issues) == {"东街街道": ["WT-1"]}


@pytest.mark.parametrize(
    ("name", "sheet", "row"),
    [
        ("reserve", Reserve, dict(code="CB-1", applicant="市交通局")),
        ("duties", Duties, dict(number="ZR-1", lead_unit="市交通局", supporting_units="市住建局")),
        ("rectifications", Rectifications, dict(code="A-01", listed_month=MONTH, responsible_unit="市交通局")),
        ("resolutions", Resolutions, dict(number="YD-1", responsible_units="市交通局、市住建局")),
    ],
)  # fmt: skip
def test_each_kind_of_row_has_its_own_lead_column(name: str, sheet: type[Sheet], row: dict[str, Any]) -> None:
    parts, _ = cut(**{name: [row]})
    assert list(keys(parts, sheet)) == ["市交通局"]


def test_every_row_of_the_month_is_sent_once_or_said() -> None:
    given = tables()
    given["projects"] += [project("D-01", "无主", ""), project("E-01", "生人", "某某公司")]
    ledger = ledger_of(**given)
    parts, homeless = extracts(ledger, MONTH, ids_of(ledger))
    sent = [row[0] for found in parts.values() for table in found.values() for row in table.rows]
    sent_projects = [row[0] for found in parts.values() if Projects in found for row in found[Projects].rows]
    assert len(sent_projects) == len(set(sent_projects))
    assert len(sent) == 4 + 1 + 2 + 1
    assert homeless == [Homeless(Projects, 4, ""), Homeless(Projects, 5, "某某公司")]


def test_without_a_directory_any_unit_is_known() -> None:
    parts, homeless = cut(units=[])
    assert set(parts) == set(UNITS)
    assert homeless == []


def test_an_alias_of_a_unit_is_that_unit() -> None:
    given = tables()
    given["units"][0]["other_names"] = "住建局"
    given["projects"] = [project("A-01", "滨江道路", "住建局"), project("A-02", "北门学校", "云江市住建局")]
    parts, _ = cut(**given)
    assert keys(parts, Projects) == {"市住建局": ["A-01", "A-02"]}


def test_a_cell_is_sent_as_it_stands_not_as_it_is_read() -> None:
    given = tables()
    given["projects"][0] |= dict(total_investment="约9000万", year_plan="３０００", stage="续建")
    parts, _ = cut(**given)
    table = parts["市住建局"][Projects]
    sent = dict(zip(table.columns, table.rows[0], strict=True))
    assert (sent["total_investment"], sent["year_plan"], sent["stage"]) == ("约9000万", "３０００", "续建")


DATE, TEXT = Column("某日", Kind.DATE), Column("某文", Kind.TEXT)


@pytest.mark.parametrize(
    ("value", "column", "sent"),
    [
        (None, TEXT, None), ("", TEXT, None), (" ", TEXT, " "), (True, TEXT, "是"), (False, TEXT, "否"),
        (3, TEXT, 3.0), (CellError("#REF!"), TEXT, None), (float("nan"), TEXT, None),
        (dt.datetime(2022, 9, 1), DATE, dt.date(2022, 9, 1)),
        (dt.datetime(2022, 9, 1, 8, 30), DATE, dt.datetime(2022, 9, 1, 8, 30)),
        (dt.datetime(2022, 9, 1), TEXT, dt.datetime(2022, 9, 1)),
        (dt.date(1899, 12, 31), DATE, "1899-12-31"),
    ],
)  # fmt: skip
def test_every_value_is_sent_as_one_type(value: object, column: Column, sent: object) -> None:
    found = sent_value(value, column)
    assert found == sent and type(found) is type(sent)


def test_each_project_that_owes_a_report_gets_one_row_a_month() -> None:
    ledger = ledger_of(**tables())
    assert [row["code"] for row in rows_lacking(ledger, MONTH, None)] == ["A-02", "B-01", "C-01"]
    assert [row["code"] for row in rows_lacking(ledger, MONTH, ["市交通局"])] == ["B-01"]


@pytest.mark.parametrize(
    "more",
    [
        dict(
            exemption_reason="停工",
            exemption_document="甬批1号",
            exempt_from="2022-01",
            exempt_until="2022-12",
        ),
        dict(actual_completion=dt.date(2022, 5, 1), stage="竣工"),
        dict(year_plan=None, total_investment=None),
        dict(responsible_units=""),
        dict(responsible_units="某某公司"),
    ],
    ids=["豁免", "竣工", "没有计划", "没有单位", "单位不在名录"],
)
def test_a_project_that_owes_none_or_has_nobody_to_ask_gets_no_row(more: dict[str, Any]) -> None:
    given = tables()
    given["projects"] = [{**project("Z-01", "某项目", "市住建局"), **more}]
    given["monthly_progress"] = []
    assert rows_lacking(ledger_of(**given), MONTH, None) == []
