"""取行：which rows go to which unit, and what of them: the tables of every package, cut from one ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.exchange.exchanged import EXCHANGED, Exchanged
from addin.exchange.records import SentTable
from addin.ledger import Ledger
from addin.ledger.reports import lead_units
from addin.schema import Column, Kind, Projects, Sheet, Units
from addin.schema.base import DATED
from addin.workbook.port import CellError, CellValue

Tables = dict[type[Sheet], SentTable]
RowIds = Mapping[int, str]
"""Row ids by Excel row."""

_NAME = "project_name"
_FIRST_YEAR = 1900
"""Excel has no dates before it."""


@dataclass(frozen=True, slots=True)
class Homeless:
    """没有去处的行：a row of `sheet` at `position` that goes to no unit; `unit` is the name that nobody knows, or ""."""

    sheet: type[Sheet]
    position: int
    unit: str


def extracts(
    ledger: Ledger, month: dt.date, ids: Mapping[type[Sheet], RowIds]
) -> tuple[dict[str, Tables], list[Homeless]]:
    """The tables of each unit in the order of 单位名录, and the rows that go nowhere.

    `ids` are the row ids as they will stand, by sheet and Excel row; a new row's Excel row (`excel_row`) is the
    one it will get.
    """
    parts: dict[str, Tables] = {}
    homeless: list[Homeless] = []
    known = set(ledger[Units][Units.unit.name])
    for one in EXCHANGED:
        for unit, rows in _by_unit(ledger, one, month):
            if unit is None or (known and unit not in known):
                homeless += [Homeless(one.sheet, place, unit or "") for place in rows["position"]]
            else:
                parts.setdefault(unit, {})[one.sheet] = _table(ledger, one, rows, ids.get(one.sheet, {}))
    order = {unit: place for place, unit in enumerate(ledger[Units][Units.unit.name])}
    ranked = sorted(parts, key=lambda unit: (order.get(unit, len(order)), unit))
    return {unit: parts[unit] for unit in ranked}, homeless


def units_of(ledger: Ledger, one: Exchanged) -> pd.Series:
    """The lead unit of each row of the sheet's table, None where there is none."""
    table = ledger[one.sheet]
    own: list[Any] = [None] * len(table)
    if one.lead is not None:
        named = table[one.lead.name]
        own = (named.str[0] if one.lead.kind is Kind.LIST else named).tolist()
    if one.sheet is not Projects and Projects.code.name in table:
        leads = dict(lead_units(ledger).items())
        codes = table[Projects.code.name]
        own = [leads.get(code) if pd.isna(unit) else unit for unit, code in zip(own, codes, strict=True)]
    units = [None if pd.isna(unit) else unit for unit in own]
    return pd.Series(units, index=table.index, dtype=object)


def in_scope(ledger: Ledger, one: Exchanged, month: dt.date) -> np.ndarray:
    """Which rows of the sheet's table belong to a package of the month (bool array)."""
    table = ledger[one.sheet]
    scope = np.ones(len(table), dtype=bool)
    first = pd.Timestamp(month.replace(day=1))
    if one.month is not None:
        scope &= (table[one.month.name] == first).to_numpy()
    if one.finished is not None:
        scope &= ~(table[one.finished.name] < first).to_numpy()
    return scope


def _by_unit(ledger: Ledger, one: Exchanged, month: dt.date) -> Iterator[tuple[str | None, pd.DataFrame]]:
    table = ledger[one.sheet]
    scope = in_scope(ledger, one, month)
    units = units_of(ledger, one)[scope]
    rows = table[scope]
    for unit in dict.fromkeys(units):
        yield unit, rows[(units.isna() if unit is None else units == unit).to_numpy()]


def _table(ledger: Ledger, one: Exchanged, rows: pd.DataFrame, ids: RowIds) -> SentTable:
    columns = [_values(ledger, one, column, rows) for column in one.columns[1:]]
    row_ids = [ids[row] for row in rows["excel_row"]]
    names = tuple(column.name for column in one.columns)
    return SentTable(one.sheet, names, tuple(zip(row_ids, *columns, strict=True)))


def _values(ledger: Ledger, one: Exchanged, column: Column, rows: pd.DataFrame) -> list[CellValue]:
    """The column's cells as they stand in the master; of a new row as they will."""
    if column.name == _NAME and column.computed:
        return _project_names(ledger, rows)
    raw = ledger.cells[one.sheet].values.get(column.name)
    if raw is None:
        return [None] * len(rows)
    new = rows[column.name].tolist()
    places = rows["position"].tolist()
    return [
        sent_value(raw[place] if place >= 0 else value, column)
        for place, value in zip(places, new, strict=True)
    ]


def _project_names(ledger: Ledger, rows: pd.DataFrame) -> list[CellValue]:
    """项目名称 as 项目清单 has it: what the sheet itself shows may not be computed yet."""
    projects = ledger[Projects]
    names = dict(zip(projects[Projects.code.name], projects[Projects.project_name.name], strict=True))
    return [names.get(code) for code in rows[Projects.code.name]]


def sent_value(value: CellValue, column: Column) -> CellValue:
    """A master's cell as it is sent: nothing computed, nothing corrected, only one type for each kind of value.

    A failed formula is sent as a blank, a truth value as 是 or 否, as the ledger reads it.
    """
    if value is None or isinstance(value, CellError) or value != value or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return _sent_day(value, column)
    return float(value) if isinstance(value, (int, float)) else str(value)


def _sent_day(value: dt.date, column: Column) -> CellValue:
    if value.year < _FIRST_YEAR:
        return value.isoformat()
    if not isinstance(value, dt.datetime):
        return value
    plain = dt.datetime(*value.timetuple()[:6], value.microsecond)
    at_midnight = plain == dt.datetime(value.year, value.month, value.day)
    return plain.date() if column.kind in DATED and at_midnight else plain
