"""待填行：the rows of 月度进度 that a month lacks, one a project that owes a report, its reported cells blank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

import pandas as pd

from addin.ledger import Ledger
from addin.ledger.progress import build_panel
from addin.ledger.reports import FORM, lead_units, owing_projects
from addin.schema import MonthlyProgress, Units


def rows_lacking(ledger: Ledger, month: dt.date, units: Collection[str] | None) -> list[dict[str, Any]]:
    """The rows to add for the month (the ledger's 统计月份), of the projects that `units` lead (None: of all).

    Asked again of a ledger that has them, it is none.
    """
    panel = build_panel(ledger)
    owing = owing_projects(ledger, panel, panel.at(month), FORM)
    lead = lead_units(ledger)
    table, known = ledger[MonthlyProgress], set(ledger[Units][Units.unit.name])
    when = pd.Timestamp(month.replace(day=1))
    standing = set(table.loc[table[MonthlyProgress.month.name] == when, MonthlyProgress.code.name])
    return [
        {MonthlyProgress.code.name: code, MonthlyProgress.month.name: when}
        for code, unit, owes in zip(lead.index, lead, owing, strict=True)
        if owes and code not in standing and _is_sent(unit, known, units)
    ]


def _is_sent(unit: object, known: Collection[str], asked: Collection[str] | None) -> bool:
    """Whether there is somebody to send the row to, and he was asked for."""
    if not isinstance(unit, str) or (known and unit not in known):
        return False
    return asked is None or unit in asked
