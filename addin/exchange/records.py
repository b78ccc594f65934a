"""包：what was sent to a unit, as the office keeps it in `台账.发件/`: the base of every later merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from addin.schema import Sheet
from addin.workbook.port import CellValue

SCHEMA_VERSION = 1
"""Of the package's own layout; a package of another version is read by its own rules or refused."""


@dataclass(frozen=True, slots=True)
class SentTable:
    """发出的表：one ledger sheet's rows as sent.

    `columns` are column names (schema attributes) in the order of the package's sheet, row_id first;
    `rows[i][j]` is the value of column j as it stood in the master (None blank, numbers float, dates
    date, texts str): the b0 of the merge. Every row has its row id.
    """

    sheet: type[Sheet]
    columns: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Package:
    """一个包：`number` 包号 (CP202209-07: ASCII, identifies the file even where its name is cut);
    `return_code` 回收码, `book_id` of the master it came from, `previous` the number of the package it
    replaces, or "". `fingerprint` is the SHA-256 of the tables (`addin.exchange.store`).
    """

    number: str
    unit: str
    period: date
    return_code: str
    book_id: str
    sent_at: datetime
    tables: Mapping[type[Sheet], SentTable]
    fingerprint: str
    previous: str = ""
    schema_version: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Identity:
    """身份：what a returned file says of itself, from whichever of its three carriers was found.

    `signature` is the HMAC over number, unit, period, schema version, sent time, fingerprint, book and
    回收码, made with a key that stays in the office; None where the file has none, or where two carriers
    name different packages. What only the visible carrier says is number, unit, period and `return_code`;
    the rest is then "", None or 0.
    """

    number: str
    unit: str
    period: date | None
    book_id: str
    schema_version: int
    sent_at: datetime | None
    fingerprint: str
    signature: str | None
    return_code: str = ""
