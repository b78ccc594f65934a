"""时限：deadlines, days overdue and the state of a report (rules.md §4), over whole arrays.

Days are numpy datetime64[D], NaT where blank.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger.settings import Settings
from addin.ledger.working_days import next_working_day, working_days_after

Days = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

ON_TIME, LATE, MISSING = "按时", "迟报", "缺报"


def as_days(dates: Any) -> Days:
    """A table's date column as days; also one of dates, timestamps and blanks (object)."""
    values = np.asarray(dates)
    if (
        values.dtype.kind != "M"
    ):  # made into a Series only where it must be: this is asked a hundred times a recalc
        values = pd.Series(dates).astype("datetime64[ns]").to_numpy()
    return values.astype("datetime64[D]")


def month_end(month: Any) -> Any:
    """The last day of a month (datetime64[M]); also of an array of months."""
    return (month + 1).astype("datetime64[D]") - 1


def months_later(days: Any, months: Any) -> Days:
    """`months` calendar months after each day, clipped to the month's end; NaT stays.

    31 December + 2 is 28 or 29 February. `months`: a number, or integers that broadcast with the days.
    """
    days = np.asarray(days, dtype="datetime64[D]")
    begun = days.astype("datetime64[M]")
    month = begun + months
    later: Days = np.minimum(month.astype("datetime64[D]") + (days - begun), month_end(month))
    return later


def report_deadline(months: Any, settings: Settings) -> Days:
    """The day on which the report of each month is due, that day included (报送截止日, 报送截止月).

    The 31st of a short month is its last day. 顺延=是 moves a day off to the next working day.
    """
    months = np.asarray(months, dtype="datetime64[M]")
    if settings.report_month == "次月":
        months = months + 1
    due: Days = np.minimum(months.astype("datetime64[D]") + (settings.report_day - 1), month_end(months))
    return postponed(due, settings)


def postponed(due: Days, settings: Settings) -> Days:
    """顺延=是: a deadline on a day off (weekend, statutory holiday) moves to the next working day, which may be
    a make-up Saturday: 1 October 2022 → 8 October. NaT stays."""
    if settings.postpone != "是":
        return due
    moved = due.copy()
    known = ~np.isnat(due)
    moved[known] = next_working_day(due[known])
    return moved


def days_overdue(due: Days, until: Days, settings: Settings) -> Floats:
    """Days from the deadline to `until`: 0 when in time, NaN without a deadline or an end.

    逾期口径 自然日 counts every day, 工作日 only days that are worked, holidays and make-up days reckoned
    with: due on 30 September 2022 and done on 8 October (a Saturday worked) is 8 and 1.
    """
    due, until = np.broadcast_arrays(postponed(due, settings), until)
    result = np.full(due.shape, np.nan)
    known = ~(np.isnat(due) | np.isnat(until))
    start, end = due[known], until[known]
    if settings.overdue_days == "工作日":
        days = working_days_after(start, end)
    else:
        days = (end - start).astype("int64")
    result[known] = np.maximum(days, 0)
    return result


def report_states(reported: Bools, received: Days, deadline: Days) -> Objects:
    """报送情况 of reports: 缺报 where nothing was reported, else 按时/迟报 by the day of receipt.

    Blank where it was reported but no day is known: lateness is never guessed.
    """
    state = np.full(reported.shape, None, dtype=object)
    known = reported & ~np.isnat(received)
    state[known] = np.where((received <= deadline)[known], ON_TIME, LATE)
    state[~reported] = MISSING
    return state
