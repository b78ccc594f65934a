"""工作日：statutory holidays and make-up working days, over whole arrays of days.

The arrangement of each year is the State Council's yearly notice on holidays (国务院办公厅关于部分节假日
安排的通知), taken from the library chinese_calendar. In years that it does not hold Saturdays and Sundays
alone are days off; `addin.ledger.checks.working_days` says so.

Days are numpy datetime64[D] without NaT. The library is read when it is first needed, so a ledger that
counts calendar days never waits for it.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]
Ints = npt.NDArray[np.int64]

_MONDAY_TO_FRIDAY = "1111100"


def known_years() -> range:
    """The years whose holidays are known."""
    holidays, _ = _arrangement()
    years = holidays.astype("datetime64[Y]").astype(int) + 1970
    return range(int(years.min()), int(years.max()) + 1)


def next_working_day(days: Days) -> Days:
    """Each day that is worked as it is, each day off as the first working day after it."""
    moved: Days = np.busday_offset(days, 0, roll="forward", busdaycal=_calendar_of(days))
    return moved


def working_days_after(start: Days, end: Days) -> Ints:
    """How many days after `start` up to `end`, that day included, are worked; 0 where `end` is not later."""
    # busday_count counts [begin, end): both ends move by one day.
    first = np.minimum(start, end) + 1
    counted: Ints = np.busday_count(first, end + 1, busdaycal=_calendar_of(first, end))
    return counted


def _calendar_of(*days: Days) -> np.busdaycalendar:
    """The calendar of all years in which the days lie, and of the year after: a day off may roll into it."""
    years = known_years()
    held = [each for each in days if each.size]
    low = [int(each.min().astype("datetime64[Y]").astype(int)) + 1970 for each in held]
    high = [int(each.max().astype("datetime64[Y]").astype(int)) + 1970 for each in held]
    return _calendar(min([years.start, *low]), max([years.stop, *(year + 2 for year in high)]))


@cache
def _calendar(first: int, stop: int) -> np.busdaycalendar:
    """Every day of the years `first` to `stop` − 1 but the days off is worked.

    A calendar of days off alone, over a week of seven working days, is what lets a Saturday be worked.
    """
    days = np.arange(np.datetime64(f"{first:04}-01-01"), np.datetime64(f"{stop:04}-01-01"))
    holidays, made_up = _arrangement()
    off = ~np.is_busday(days, weekmask=_MONDAY_TO_FRIDAY) | np.isin(days, holidays)
    off &= ~np.isin(days, made_up)
    return np.busdaycalendar(weekmask="1111111", holidays=days[off])


@cache
def _arrangement() -> tuple[Days, Days]:
    """Statutory holidays, and the Saturdays and Sundays worked for them."""
    import chinese_calendar

    holidays, made_up = (
        np.array(sorted(given), dtype="datetime64[D]")
        for given in (chinese_calendar.holidays, chinese_calendar.workdays)
    )
    return holidays, made_up
