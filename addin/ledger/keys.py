"""主键：rows without a key and rows whose key stands on an earlier row are left out, and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.reading import number_text, plain
from addin.ledger.text import match_key
from addin.schema import Column, FactorOffices, Indicators, Kind, LightLabels, MonthlyPlans, Sheet
from addin.schema.base import DATED, NUMERIC
from addin.workbook.port import SheetCells, column_letters

if TYPE_CHECKING:
    from addin.ledger.ledger import Ledger

OPTIONAL_KEYS = (
    MonthlyPlans.effective_from,
    LightLabels.level,
    Indicators.ranking_group,
    FactorOffices.funding_level,
)
"""Parts of keys where blank means something: January, 不亮灯, every group, every level."""

_LEAVE_OUT_ADVICE = "补上后重新计算；整行不要时请删除该行"


def valid_rows(
    ledger: Ledger, cells: SheetCells, columns: dict[str, np.ndarray], said: set[str]
) -> tuple[np.ndarray, list[Finding]]:
    """Which rows count (bool array over the rows), and what is said about the others.

    `said` are cells about which something was said already.
    """
    sheet = cells.sheet
    keys = [column for column in sheet.columns if column.key and not column.computed]
    keep = np.ones(len(cells.rows), dtype=bool)
    if not keys or sheet.wholly_computed:
        return keep, []
    if any(key.name not in cells.columns for key in keys if key not in OPTIONAL_KEYS):
        return np.zeros(len(cells.rows), dtype=bool), []
    findings: list[Finding] = []
    for key in keys:
        blank = pd.isna(columns[key.name])
        if key not in OPTIONAL_KEYS and blank.any():
            findings += _blank_keys(ledger, cells, key, np.flatnonzero(blank & keep), said)
            keep &= ~blank
    repeated = _repeated(cells, keys, columns, keep)
    for position, _ in repeated:
        keep[position] = False
    return keep, findings + [_repeated_key(ledger, cells, columns, later, first) for later, first in repeated]


def normalised(values: np.ndarray) -> np.ndarray:
    """The keys' comparable form (`match_key`), blank as "" (object array)."""
    labels, distinct = pd.factorize(values)
    forms = np.array([*(match_key(str(value)) for value in distinct), ""], dtype=object)
    return forms[labels]


def _blank_keys(
    ledger: Ledger, cells: SheetCells, key: Column, positions: np.ndarray, said: set[str]
) -> list[Finding]:
    return [
        ledger.finding(
            Level.ERROR,
            cells.sheet,
            position,
            key.name,
            f"{key.title}没有填写，本行未计入",
            _LEAVE_OUT_ADVICE,
        )
        for position in positions.tolist()
        if cells.address(position, key.name) not in said and _has_content(cells, position)
    ]


def _has_content(cells: SheetCells, position: int) -> bool:
    """Whether a person typed anything on the row."""
    typed = (
        column.name for column in cells.sheet.columns if not column.computed and column.name in cells.values
    )
    return any(plain(cells.values[name][position]).strip() for name in typed)


def _repeated(
    cells: SheetCells, keys: list[Column], columns: dict[str, np.ndarray], keep: np.ndarray
) -> list[tuple[int, int]]:
    """(later row, first row) of every repeated key among the rows kept."""
    positions = np.flatnonzero(keep)
    group = np.zeros(len(positions), dtype=np.int64)
    for key in keys:
        labels, distinct = pd.factorize(_comparable(cells.sheet, key, columns)[positions])
        group = group * (len(distinct) + 1) + labels + 1
        group = pd.factorize(group)[0]
    _, first_of_group, group = np.unique(group, return_index=True, return_inverse=True)
    first = first_of_group[group]
    later = np.flatnonzero(first != np.arange(len(positions)))
    return [(int(positions[row]), int(positions[first[row]])) for row in later]


def _comparable(sheet: type[Sheet], key: Column, columns: dict[str, np.ndarray]) -> np.ndarray:
    values = columns[key.name]
    if sheet is MonthlyPlans and key is MonthlyPlans.effective_from:
        return _january_where_blank(values, columns[MonthlyPlans.year.name])
    return values if key.kind in DATED or key.kind in NUMERIC else normalised(values)


def _january_where_blank(months: np.ndarray, years: np.ndarray) -> np.ndarray:
    known = (years >= 1) & (years <= 9999)  # a slip like 20222022 has no January
    januaries = np.full(len(years), np.datetime64("NaT"), dtype="datetime64[ns]")
    januaries[known] = (years[known].astype(np.int64) - 1970).astype("datetime64[Y]").astype("datetime64[ns]")
    return np.where(np.isnat(months), januaries, months)


def _repeated_key(
    ledger: Ledger, cells: SheetCells, columns: dict[str, np.ndarray], later: int, first: int
) -> Finding:
    keys = [key for key in cells.sheet.columns if key.key and key.name in cells.columns]
    titles = "、".join(key.title for key in keys)
    shown = "、".join(key_text(columns[key.name][later], key) or "空白" for key in keys)
    row = cells.rows[first]
    where = f"{column_letters(cells.columns[keys[0].name])}{row}"
    message = f"{titles}“{shown}”与第 {row} 行重复，以第 {row} 行为准，本行未计入"
    advice = f"核对 {where} 与本行，改正{keys[0].title}或删除一行"
    return ledger.finding(Level.ERROR, cells.sheet, later, keys[0].name, message, advice)


def key_text(value: object, key: Column) -> str:
    """A clean key value as text: a month as 2022-09, a date as 2022-09-30, blank as ""."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if key.kind is Kind.MONTH:
        return f"{pd.Timestamp(value):%Y-%m}"  # type: ignore[arg-type]
    if key.kind is Kind.DATE:
        return f"{pd.Timestamp(value):%Y-%m-%d}"  # type: ignore[arg-type]
    return number_text(float(value)) if key.kind in NUMERIC else str(value)  # type: ignore[arg-type]
