"""取值：the cells below a foreign header as values of our columns; what cannot be read is said, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.intake.aliases import STAGE_WORDS
from addin.intake.columns import Field
from addin.ledger import Ledger
from addin.ledger.clean import clean_column
from addin.ledger.numbers import WAN_YUAN, read_number
from addin.ledger.reading import BLANK, plain, quoted
from addin.ledger.references import Names, find_named, unit_names
from addin.ledger.text import folded, is_blank_mark
from addin.schema import Column, Kind, Projects, Units
from addin.workbook.grids import tidy
from addin.workbook.outside import OutsideTab
from addin.workbook.port import CellValue

_NUMERAL = re.compile(r"[+-]?[\d,]+(?:\.\d+)?")
_MASKED = re.compile(r"\d[-\s]?\*{3,}|\*{3,}[-\s]?\d")


@dataclass(frozen=True, slots=True)
class Values:
    """一列取值：parallel to the data rows; `cells` their addresses in the foreign file."""

    field: Field
    values: list[Any]
    cells: list[str]


def is_blank(value: object) -> bool:
    """Nothing reported: None, NaN, NaT, an empty list."""
    if isinstance(value, tuple):
        return not value
    return bool(pd.isna(value))  # type: ignore[call-overload]


def read_values(
    ledger: Ledger, tab: OutsideTab, field: Field, rows: Sequence[int]
) -> tuple[Values, list[Finding]]:
    """The field's values in the data rows (indices of the tab's rows), and what was odd about them."""
    place, column = field.leaf.place, field.column
    raw = np.empty(len(rows), dtype=object)
    raw[:] = tidy([tab.rows[row][place] for row in rows], {"": None})
    cells = [tab.address(row, place) for row in rows]
    findings = list(_left_blank(tab, field, raw, cells))
    hidden = [isinstance(value, str) and _MASKED.search(value) is not None for value in raw]
    findings += [
        _masked(tab, column, cell, value) for value, cell, one in zip(raw, cells, hidden, strict=True) if one
    ]
    raw[hidden] = None
    cleaned = clean_column(_prepared(raw, field), column, ledger.settings.year)
    if field.taken:
        findings += [
            Finding(
                remark.reading.level or Level.NOTE,
                tab.place,
                cells[remark.position],
                column.title + remark.reading.message.replace("按空白处理", "没有导入"),
                remark.reading.advice,
                value=plain(raw[remark.position]),
                used=remark.reading.used,
            )
            for remark in cleaned.remarks
            if not _is_unit_remark(raw[remark.position], field)
        ]
    values = [_scalar(value) for value in cleaned.values]
    if column.refers_to == Units.title:
        values, unknown = _units(ledger, values)
        findings += [_unknown_unit(tab, column, cells[at], names) for at, names in unknown]
    return Values(field, values, cells), findings


def _prepared(raw: np.ndarray, field: Field) -> np.ndarray:
    """Bare numbers with the unit of their column; 项目阶段 in our words."""
    prepared = raw.copy()
    if field.column.kind is Kind.MONEY and WAN_YUAN[field.unit] != 1:
        prepared[:] = [_with_unit(value, field.unit) for value in raw]
    elif field.column is Projects.stage:
        prepared[:] = [
            STAGE_WORDS.get(folded(value), value) if isinstance(value, str) else value for value in raw
        ]
    return prepared


def _with_unit(value: CellValue, unit: str) -> CellValue:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(value * WAN_YUAN[unit], 6)
    if isinstance(value, str) and _NUMERAL.fullmatch(folded(value)):
        return f"{value}{unit}"
    return value


def money_at(value: CellValue, field: Field) -> float | None:
    """A single amount of the field's column in 万元, None where there is none."""
    reading = read_number(_with_unit(value, field.unit), Kind.MONEY) if value != "" else BLANK
    return None if reading.value is None else float(reading.value)


def _is_unit_remark(value: CellValue, field: Field) -> bool:
    """A bare number of a column in another unit: said once, for the whole column."""
    return WAN_YUAN[field.unit] != 1 and isinstance(value, str) and bool(_NUMERAL.fullmatch(folded(value)))


def _scalar(value: Any) -> Any:
    """One value as tables hold it: numpy's own scalars as Python's, dates as Timestamps."""
    if isinstance(value, np.datetime64):
        return pd.Timestamp(value)
    return float(value) if isinstance(value, np.floating) else value


def _left_blank(
    tab: OutsideTab, field: Field, raw: Iterable[CellValue], cells: Sequence[str]
) -> Iterable[Finding]:
    """Cells left blank under a title that forbids it (「必须填写详细，不能留空格」)."""
    if field.leaf.must:
        for value, cell in zip(raw, cells, strict=True):
            if value is None or (isinstance(value, str) and is_blank_mark(value)):
                message = f"“{field.leaf.shown}”没有填写，表头要求不能留空"
                yield Finding(
                    Level.ERROR, tab.place, cell, message, "请填报单位补填后再导入", value=plain(value)
                )


def _masked(tab: OutsideTab, column: Column, cell: str, value: CellValue) -> Finding:
    message = f"{column.title}{quoted(value)}隐去了部分号码，没有导入"
    return Finding(Level.NOTE, tab.place, cell, message, "需要更新时填完整号码", value=plain(value))


def _units(ledger: Ledger, values: list[Any]) -> tuple[list[Any], list[tuple[int, tuple[str, ...]]]]:
    """Unit names as 单位名录 spells them, and (place, names) that it does not have."""
    names: Names = unit_names(ledger[Units])
    if not names.known:
        return values, []
    resolved, unknown = list(values), []
    for at, value in enumerate(values):
        if is_blank(value):
            continue
        found = find_named(value, names)
        resolved[at] = found.value
        if found.unknown:
            unknown.append((at, found.unknown))
    return resolved, unknown


def _unknown_unit(tab: OutsideTab, column: Column, cell: str, names: tuple[str, ...]) -> Finding:
    text = "、".join(names)
    message = f"{column.title}“{text}”不在{Units.title}中，按原文导入"
    return Finding(
        Level.DOUBT, tab.place, cell, message, f"在{Units.title}中补上这个单位或它的别名", value=text
    )
