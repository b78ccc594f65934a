"""各单位的包：which units get a new package, which the one they were sent before, and what stands in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from addin.commands.base import Context
from addin.exchange import store
from addin.exchange.canonical import fingerprint
from addin.exchange.exchanged import exchanged
from addin.exchange.extracts import Tables
from addin.exchange.identity import sign, spelt
from addin.exchange.package_book import package_bytes
from addin.exchange.package_guide import Guide
from addin.exchange.records import Package
from addin.ledger import Ledger
from addin.ledger.deadlines import report_deadline
from addin.ledger.row_ids import new_ids
from addin.schema import Dispatches, Issuers
from addin.workbook.version_store import sha256

NAMED_COLUMNS = 4
"""So many columns of a sheet are named on 填报说明."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One unit's package and file; `new` unless it was sent before with the same content."""

    package: Package
    content: bytes
    new: bool

    @property
    def rows(self) -> int:
        return sum(len(table.rows) for table in self.package.tables.values())


def numbers_given(ledger: Ledger) -> set[str]:
    """Every 包号 on 发件回收."""
    return {number for number in ledger[Dispatches][Dispatches.package.name] if isinstance(number, str)}


def parcels(book: Path, ledger: Ledger, parts: Mapping[str, Tables], context: Context) -> list[Parcel]:
    """A package for each unit. Where a unit's rows are exactly those of its last one for the month, it is that
    one; else a new one, which names the last. Raises ProgramError."""
    month = ledger.settings.as_of
    last = {one.unit: one for one in store.packages(book) if one.period == month}
    prints = {unit: fingerprint(tables.values()) for unit, tables in parts.items()}
    given = numbers_given(ledger)
    again = {unit: one for unit in parts if (one := _sent_before(book, last.get(unit), prints[unit], given))}
    fresh = [unit for unit in parts if unit not in again]
    numbers = store.next_numbers(book, month, len(fresh), given)
    codes = new_ids(len(fresh), {one.return_code for one in last.values()}, context.chance)
    source = store.book_id(book, context.chance) if fresh else ""
    made = dict(again)
    with context.progress.count("写各单位的包", len(fresh)) as counted:
        for unit, number, code in zip(fresh, numbers, codes, strict=True):
            previous = last[unit].number if unit in last else ""
            package = Package(
                number, unit, month, code, source, context.now, parts[unit], prints[unit], previous
            )
            made[unit] = _written(ledger, package)
            counted()
    return [made[unit] for unit in parts]


def _sent_before(book: Path, last: Package | None, wanted: str, given: set[str]) -> Parcel | None:
    """The unit's last package where it holds the same, stands on 发件回收 and its file is unharmed."""
    if last is None or last.fingerprint != wanted or last.number not in given:
        return None
    file, package = store.package_file(book, last.number), store.load(book, last.number)
    if file is None or package is None or sha256(file) != store.sent_hash(book, last.number):
        return None
    return Parcel(package, file.read_bytes(), new=False)


def _written(ledger: Ledger, package: Package) -> Parcel:
    guide = guide_of(ledger, package)
    content = package_bytes(guide, list(package.tables.values()), spelt(package, sign(package)))
    return Parcel(package, content, new=True)


def guide_of(ledger: Ledger, package: Package) -> Guide:
    """What 填报说明 says of the package."""
    settings = ledger.settings
    deadline = report_deadline(np.array([np.datetime64(package.period, "M")]), settings)[0]
    return Guide(
        number=package.number,
        return_code=package.return_code,
        unit=package.unit,
        period=package.period,
        deadline=deadline.item(),
        send_to=_send_to(ledger),
        contents=[
            (table.sheet.title, len(table.rows), _columns(package, table.sheet.title))
            for table in package.tables.values()
        ],
        demonstration=settings.demonstration == "是",
    )


def _columns(package: Package, title: str) -> str:
    sheet = next(sheet for sheet in package.tables if sheet.title == title)
    reported = exchanged(sheet).reported
    # What must be filled in comes first.
    titles = [column.title for column in sorted(reported, key=lambda column: not column.required)]
    more = "等" if len(titles) > NAMED_COLUMNS else ""
    return "、".join(titles[:NAMED_COLUMNS]) + more


def _send_to(ledger: Ledger) -> str:
    """The office itself and whom to ask there, as 发文机关 has them; nobody else's name or number."""
    home = ledger.settings.home_issuer
    table = ledger[Issuers]
    rows = table[table[Issuers.short_name.name] == home] if home else table.iloc[:0]
    if rows.empty:
        return home or "来件的单位"
    row = rows.iloc[0]
    asked = [row[column.name] for column in (Issuers.contact, Issuers.phone)]
    whom = " ".join(text for text in asked if isinstance(text, str))
    name = row[Issuers.full_name.name]
    return f"{name if isinstance(name, str) else home}{f'（{whom}）' if whom else ''}"
