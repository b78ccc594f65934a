"""活动日程：visits, collective starts and joint approvals that are due, and what has been held this year.

观摩 every half-year and 集中开工 every quarter (平湛政办〔2021〕8号 二), 联审联批 before each 集中开工 (新乡市
2024年重要项目集中攻坚机制 五); a type that 活动日程 does not have is not asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import as_days, days_overdue
from addin.ledger.wording import date_text
from addin.schema import Events
from addin.todos import Todo

KIND = "活动"
VISIT, COLLECTIVE_START, APPROVAL, _, TRAINING, MATCHING = Events.type.choices


def event_todos(ledger: Ledger) -> Iterator[Todo]:
    """待办 of 活动日程."""
    yield from _visit(ledger)
    yield from _collective_start(ledger)
    yield from _approvals(ledger)
    yield from _counted(ledger)


def _days_of(ledger: Ledger, kind: str) -> list[dt.date]:
    """The days of all events of a type, held and planned, in order."""
    table = ledger[Events]
    days = as_days(table.loc[table[Events.type.name] == kind, Events.held_on.name])
    found: list[dt.date] = np.sort(days[~np.isnat(days)]).astype(object).tolist()
    return found


def _visit(ledger: Ledger) -> Iterator[Todo]:
    """观摩: the last one is 观摩周期 months ago or longer."""
    held = [day for day in _days_of(ledger, VISIT) if day <= ledger.today]
    if not held:
        return
    months = ledger.settings.visit_months
    due = (pd.Timestamp(held[-1]) + pd.DateOffset(months=months)).date()
    if due < ledger.today:
        matter = f"近{months}个月没有{VISIT}，上次在{date_text(held[-1])}，请安排{VISIT}点评"
        yield _todo(ledger, matter, due)


def _collective_start(ledger: Ledger) -> Iterator[Todo]:
    """集中开工: none, held or planned, in the running quarter (集中开工周期 months from January on)."""
    days = _days_of(ledger, COLLECTIVE_START)
    if not days:
        return
    months, today = ledger.settings.collective_months, ledger.today
    first = dt.date(today.year, (today.month - 1) // months * months + 1, 1)
    end = (pd.Timestamp(first) + pd.DateOffset(months=months)).date()
    last = min(end, dt.date(today.year + 1, 1, 1)) - dt.timedelta(days=1)
    if not any(first <= day <= last for day in days):
        period = f"{date_text(first)}至{date_text(last)}"
        yield _todo(ledger, f"{period}没有安排{COLLECTIVE_START}活动，原则上每{months}个月一次", last)


def _approvals(ledger: Ledger) -> Iterator[Todo]:
    """联审联批: one is wanted between the 集中开工 before and each one that is planned."""
    approvals, starts = _days_of(ledger, APPROVAL), _days_of(ledger, COLLECTIVE_START)
    if not approvals:
        return
    for before, start in zip([dt.date.min, *starts], starts, strict=False):
        if start > ledger.today and not any(before < day <= start for day in approvals):
            matter = f"{date_text(start)}{COLLECTIVE_START}前没有安排{APPROVAL}会议，请在活动前召开一次"
            yield _todo(ledger, matter, start)


def _counted(ledger: Ledger) -> Iterator[Todo]:
    """培训, 政银企对接: how many this year, and the next that is planned."""
    for kind in (TRAINING, MATCHING):
        days = _days_of(ledger, kind)
        if not days:
            continue
        held = [day for day in days if day <= ledger.today and day.year == ledger.today.year]
        coming = [day for day in days if day > ledger.today]
        last = f"，最近一次在{date_text(held[-1])}" if held else ""
        planned = f"下一次在{date_text(coming[0])}" if coming else f"请安排下一次{kind}"
        yield _todo(ledger, f"{kind}本年已办{len(held)}次{last}；{planned}", coming[0] if coming else None)


def _todo(ledger: Ledger, matter: str, due: dt.date | None) -> Todo:
    if due is None:
        return Todo(KIND, matter, Events.title)
    today = np.array([ledger.today], dtype="datetime64[D]")
    late = int(days_overdue(np.array([due], dtype="datetime64[D]"), today, ledger.settings)[0])
    return Todo(KIND, matter, Events.title, due_on=due, days_overdue=late or None)
