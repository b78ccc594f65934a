"""登记：what a return leaves on 发件回收 and 报送登记."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from addin.exchange.desk import MergeDesk
from addin.exchange.fields import SETTLED, WRITTEN, MergeKind
from addin.exchange.records import Package
from addin.exchange.tables import KeyedTable, MasterTable, table_of
from addin.ledger.reports import FORM, REQUIRED
from addin.schema import Dispatches, MonthlyProgress, Submissions

_CONFLICTS = (MergeKind.CONFLICT, MergeKind.DELETED_HERE, MergeKind.HANDED_OVER)
_TO_CONFIRM = tuple(kind for kind in MergeKind if kind not in (*SETTLED, *_CONFLICTS))

NOT_RETURNED = "未回收"


def register_return(
    desk: MergeDesk, number: str, state: str, counts: Counter[MergeKind], now: dt.datetime
) -> None:
    """发件回收: when it came, and what came of it; nothing for a package that is not on it."""
    table = desk.master(Dispatches)
    places = table.places_of(Dispatches.package.name, number) if table is not None else []
    if table is None or not places:
        return
    values = {
        Dispatches.received_at.name: f"{now:%Y-%m-%d %H:%M:%S}",
        Dispatches.return_state.name: state,
        Dispatches.applied.name: float(sum(counts[kind] for kind in WRITTEN)),
        Dispatches.conflicts.name: float(sum(counts[kind] for kind in _CONFLICTS)),
        Dispatches.to_confirm.name: float(sum(counts[kind] for kind in _TO_CONFIRM)),
    }
    for name, value in values.items():
        if name in table.columns:
            table.set(places[0], name, value)


def register_report(desk: MergeDesk, package: Package, today: dt.date) -> None:
    """报送登记: 收到日期 of the unit's first return for the month stays; 缺项数 is as it is now."""
    table, reports = desk.master(Submissions), desk.master(MonthlyProgress)
    sent = package.tables.get(MonthlyProgress)
    if table is None or reports is None or sent is None:
        return
    row = {
        Submissions.unit.name: package.unit,
        Submissions.month.name: package.period,
        Submissions.form.name: FORM,
    }
    same = [set(table.places_of(name, value)) for name, value in row.items()]
    blanks = float(_blanks(reports, table_of(sent)))
    places = sorted(set.intersection(*same))
    if not places:
        new = next((one for one in table.added if row.items() <= one.items()), None)
        if new is None:
            table.add("", row | {Submissions.received_on.name: today, Submissions.blanks.name: blanks})
        else:
            new[Submissions.blanks.name] = blanks
        return
    if (
        Submissions.received_on.name in table.columns
        and table.values(Submissions.received_on.name)[places[0]] is None
    ):
        table.set(places[0], Submissions.received_on.name, today)
    if Submissions.blanks.name in table.columns:
        table.set(places[0], Submissions.blanks.name, blanks)


def _blanks(reports: MasterTable, sent: KeyedTable) -> int:
    """Required cells that stand blank on the unit's rows of the month."""
    rows = zip(sent.ids, sent.row_keys, strict=True)
    places = [at for row_id, key in rows if (at := reports.position(row_id, key)) >= 0]
    columns = [column.name for column in REQUIRED if column.name in reports.columns]
    return sum(bool(reports.keys(name)[at] == "") for name in columns for at in places)


def not_returned(desk: MergeDesk, arrived: set[str]) -> list[tuple[str, str]]:
    """(unit, package) of the month whose last package has not come back, in the order of 发件回收.

    `arrived` are the packages of this run. A unit that returned an earlier package of the month has returned.
    """
    table = desk.master(Dispatches)
    if table is None:
        return []
    month = f"{desk.ledger.settings.as_of:%Y-%m}"
    last: dict[str, str] = {}
    returned = set()
    for place in range(table.length):
        row = table.row(place)
        if str(row.get(Dispatches.period.name)) != month:
            continue
        unit, number = str(row.get(Dispatches.unit.name)), str(row.get(Dispatches.package.name))
        last[unit] = number
        if row.get(Dispatches.return_state.name, NOT_RETURNED) != NOT_RETURNED or number in arrived:
            returned.add(unit)
    return [(unit, number) for unit, number in last.items() if unit not in returned]
