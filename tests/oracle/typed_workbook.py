"""The rows of a random ledger typed into a real workbook, days and months as Excel dates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from oracle.plain_lights import Row
from support.ledgers import SHEET_OF_TABLE

from addin.schema import Sheet
from addin.schema.base import DATED
from workbook_templates.build import build_workbook


def type_workbook(path: Path, tables: dict[str, list[Row]], settings: Row, preset: str, as_of: str) -> None:
    """The tables in a new workbook with the rules sheets as the presets have them."""
    typed = {
        SHEET_OF_TABLE[name]: [_typed(SHEET_OF_TABLE[name], row) for row in rows]
        for name, rows in tables.items()
    }
    build_workbook(path, typed, {**settings, "as_of": _day(as_of)}, preset=preset)


def _typed(sheet: type[Sheet], row: Row) -> dict[str, Any]:
    dated = {column.name for column in sheet.columns if column.kind in DATED}
    return {name: _day(value) if name in dated and value else value for name, value in row.items()}


def _day(text: str) -> dt.date:
    """2022-09-25 as it stands, 2022-09 as its first day."""
    return dt.date.fromisoformat(text if len(text) > 7 else f"{text}-01")
