"""规范文字：sent values as JSON that gives back the same value and type, and the fingerprint over it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from addin.exchange.records import SentTable
from addin.schema import LEDGER_SHEETS, Sheet
from addin.workbook.port import CellValue

_MOMENT, _DAY = "刻", "日"
_SHEETS = {sheet.__name__: sheet for sheet in LEDGER_SHEETS}


def encoded(value: CellValue) -> object:
    """None, texts, numbers and truth values as themselves; dates as ["日", "2022-09-01"].

    Raises TypeError for anything else.
    """
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, dt.datetime):
        return [_MOMENT, value.isoformat()]
    if isinstance(value, dt.date):
        return [_DAY, value.isoformat()]
    raise TypeError(f"{type(value).__name__} is no value that is sent")


def decoded(value: object) -> CellValue:
    """The value that `encoded` was given. Raises ValueError."""
    if not isinstance(value, list):
        return value
    kind, text = value
    if kind == _MOMENT:
        return dt.datetime.fromisoformat(text)
    if kind == _DAY:
        return dt.date.fromisoformat(text)
    raise ValueError(kind)


def canonical(content: object) -> bytes:
    """One spelling for one content: keys sorted, no blanks, UTF-8. Raises ValueError for NaN."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def tables_as_json(tables: Iterable[SentTable]) -> list[dict[str, Any]]:
    """The tables in their order; sheets are named by class, so that a new title changes nothing."""
    return [
        {
            "sheet": table.sheet.__name__,
            "columns": list(table.columns),
            "rows": [[encoded(value) for value in row] for row in table.rows],
        }
        for table in tables
    ]


def tables_from_json(content: Iterable[Mapping[str, Any]]) -> dict[type[Sheet], SentTable]:
    """What `tables_as_json` was given. Raises KeyError, ValueError, TypeError."""
    tables = [
        SentTable(
            _SHEETS[one["sheet"]],
            tuple(one["columns"]),
            tuple(tuple(decoded(value) for value in row) for row in one["rows"]),
        )
        for one in content
    ]
    return {table.sheet: table for table in tables}


def fingerprint(tables: Iterable[SentTable]) -> str:
    """SHA-256 over the canonical JSON of the tables: the same exactly when the same was sent."""
    return hashlib.sha256(canonical(tables_as_json(tables))).hexdigest()
