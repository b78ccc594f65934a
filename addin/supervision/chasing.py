"""催报：the lists of the 20th, 23rd and 26th: which unit still owes which form (rules.md §4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from addin.ledger import Ledger
from addin.ledger.deadlines import days_overdue, month_end, report_deadline
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.ledger.reports import chase_days
from addin.ledger.wording import date_text, month_name
from addin.schema import Submissions, Units
from addin.supervision.submissions import to_chase
from addin.todos import Todo

TO_CHASE = "催报"


def chase_list(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """One matter a unit and form of 统计月份 that has not come in, as of today.

    From the first 催报日 of the month of the deadline on, each saying the how-manieth reminder is due (第1次 from
    the 20th, 第2次 from the 23rd); after the deadline how many days it is late, whether or not a 催报日 has come.
    """
    months = np.array([ledger.settings.as_of], dtype="datetime64[M]")
    due: dt.date = report_deadline(months, ledger.settings)[0].item()
    times = sum(day <= ledger.today for day in reminder_days(ledger))
    if not times and ledger.today <= due:
        return
    late = _days_late(ledger, due)
    said = f"第{times}次催报" if late is None else f"已逾期{late}天"
    month = month_name(ledger.settings.as_of)
    units = ledger[Units]
    liaison = dict(zip(units[Units.unit.name], units[Units.liaison.name], strict=True))
    # The sheet alone: rows that this run appends have no cell yet, and the next run would name another place.
    for unit, form in to_chase(ledger, panel).itertuples(index=False):
        matter = f"{month}“{form}”没有报来，{date_text(due)}截止（含当日），{said}"
        yield Todo(TO_CHASE, matter, Submissions.title, "", unit, liaison.get(unit) or "", due, late)


def reminder_days(ledger: Ledger) -> list[dt.date]:
    """催报日 in the month of 统计月份's deadline; the 31st of a short month is its last day."""
    settings = ledger.settings
    month = np.datetime64(settings.as_of, "M") + (1 if settings.report_month == "次月" else 0)
    first, last = month.astype("datetime64[D]"), month_end(month)
    return [min(first + (day - 1), last).item() for day in chase_days(settings)]


def _days_late(ledger: Ledger, due: dt.date) -> int | None:
    if ledger.today <= due:
        return None
    limit, today = (np.array([day], dtype="datetime64[D]") for day in (due, ledger.today))
    return int(days_overdue(limit, today, ledger.settings)[0])
