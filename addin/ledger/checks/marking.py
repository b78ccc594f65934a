"""标记：findings for the rows of a table that a check has picked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.ledger import Ledger
from addin.ledger.reading import plain
from addin.ledger.text import is_blank_mark
from addin.schema import Column, Sheet


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one cell."""

    level: Level
    message: str
    advice: str
    used: str = ""


def mark(
    ledger: Ledger, sheet: type[Sheet], column: Column, rows: pd.DataFrame, say: Said | Callable[[Any], Said]
) -> list[Finding]:
    """One finding a row, at its cell in the column. `say` may depend on the row (a named tuple)."""
    findings: list[Finding] = []
    if rows.empty:
        return findings
    positions = rows["position"].to_numpy()
    for row in rows.itertuples(index=False):
        said = say if isinstance(say, Said) else say(row)
        position = int(positions[len(findings)])
        findings.append(
            ledger.finding(
                said.level, sheet, position, column.name, said.message, said.advice, used=said.used
            )
        )
    return findings


def truly_blank(ledger: Ledger, sheet: type[Sheet], rows: pd.DataFrame, column: Column) -> np.ndarray:
    """Which rows have nothing typed in the column: an unreadable cell is not blank, it was said already."""
    blank = is_blank(rows[column.name])
    raw = ledger.cells[sheet].values.get(column.name) if ledger.has(sheet) else None
    if raw is None:
        return np.zeros(len(rows), dtype=bool)
    for index in np.flatnonzero(blank):
        blank[index] = is_blank_mark(plain(raw[rows["position"].iloc[index]]))
    return blank


def is_blank(values: pd.Series) -> np.ndarray:
    """Which clean values are blank: None, NaN, NaT or an empty list."""
    blank = np.array(values.isna())
    if values.dtype == object:
        blank |= np.fromiter((value == () for value in values), dtype=bool, count=len(values))
    return blank


def titles(columns: Iterable[Column]) -> str:
    """「A」、「B」 as they stand in a sentence: “A”“B”."""
    return "".join(f"“{column.title}”" for column in columns)


def words(columns: Iterable[Column]) -> str:
    """A、B."""
    return "、".join(column.title for column in columns)
