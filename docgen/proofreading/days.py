"""日期核对：real dates that the facts carry, deadlines after 成文日期, 截至日期 at the month's end, weekdays."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import pairwise

from docgen.proofreading.known import Known
from docgen.proofreading.mismatch import Mismatch
from docgen.proofreading.passages import Passage
from docgen.proofreading.reading import Time, read
from docgen.wording.numerals import day_text, months_since_january

_QUARTERS = (1, 4, 7, 10)
"""The months that a year, a half or a quarter opens with."""
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"\s*[（(]?(?:星期|周)(?P<day>[一二三四五六日天])[）)]?")
_DEADLINE = re.compile(r"(?:请|要|须|需|务必)[^，。；：]{0,8}?于$|(?<![已定曾应])于$|反馈时限[：为]?$")
_PAST = re.compile(r"逾期|至今|[仍尚]未|未[按在能]|已于|曾于|原定")
"""Words of a sentence that tells of a deadline gone by."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the facts say of days, months, years, times and numbers like 2022-06-01."""

    days: frozenset[date]
    day_numbers: frozenset[tuple[int | None, int]]
    months: frozenset[tuple[int, int]]
    month_numbers: frozenset[int]
    years: frozenset[int]
    clock: frozenset[tuple[int, int]]
    codes: frozenset[str]

    @classmethod
    def of(cls, known: Known) -> Calendar:
        told = [day for time in known.times if (day := time.as_date())]
        days = known.days | frozenset(told)
        months = known.months | {(t.year, t.month) for t in known.times if t.year and t.month}
        numbers = {month for _, month in months} | {t.month for t in known.times if t.month}
        return cls(
            days,
            frozenset({(d.month, d.day) for d in days} | {(t.month, t.day) for t in known.times if t.day}),
            frozenset(months),
            frozenset(numbers),
            frozenset(known.years | {d.year for d in days} | {t.year for t in known.times if t.year}),
            frozenset((t.hour, t.minute or 0) for t in known.times if t.hour is not None),
            frozenset(t.code for t in known.times if t.code),
        )

    def knows(self, time: Time) -> bool:
        """Whether the facts carry what is written, as exactly as it is written."""
        if time.code:
            return time.code in self.codes
        if time.hour is not None:
            return (time.hour, time.minute or 0) in self.clock
        if time.quarter is not None:
            return any((month - 1) // 3 + 1 == time.quarter for month in self.month_numbers)
        return self._knows_day(time) if time.day is not None else self._knows_month(time)

    def _knows_day(self, time: Time) -> bool:
        if time.year is not None:
            return time.as_date() in self.days
        if time.month is not None:
            return (time.month, time.day) in self.day_numbers
        return any(day == time.day for _, day in self.day_numbers)

    def _knows_month(self, time: Time) -> bool:
        if time.opens and time.month in _QUARTERS:
            return True
        if time.year is None:
            return time.month in self.month_numbers
        if time.month is None:
            return time.year in self.years
        return (time.year, time.month) in self.months

    def nearest(self, time: Time) -> str:
        """What the facts say that comes nearest, in the form of a document."""
        if time.code:
            return next(iter(get_close_matches(time.code, self.codes, 1, 0)), "")
        if time.hour is not None:
            meant = time.hour * 60 + (time.minute or 0)
            clock = min(self.clock, key=lambda one: abs(one[0] * 60 + one[1] - meant), default=None)
            return "" if clock is None else f"{clock[0]}时" + (f"{clock[1]}分" if clock[1] else "")
        if time.month is None and time.day is None:
            year = min(self.years, key=lambda one: abs(one - (time.year or one)), default=None)
            return "" if year is None else f"{year}年"
        return self._nearest_day(time)

    def _nearest_day(self, time: Time) -> str:
        if time.day is None:
            months = sorted(self.months)
            near = min(months, key=lambda one: _apart(time, date(one[0], one[1], 1)), default=None)
            return "" if near is None else f"{near[0]}年{near[1]}月"
        day = min(sorted(self.days), key=lambda one: _apart(time, one), default=None)
        return "" if day is None else day_text(day)


def _apart(time: Time, day: date) -> int:
    """Days between, as far as the text says which year and month it means."""
    year, month = time.year or day.year, min(max(time.month or day.month, 1), 12)
    return abs((date(max(year, 1), month, 1) + timedelta(days=(time.day or 1) - 1) - day).days)


def wrong_days(passages: Iterable[Passage], known: Known) -> Iterator[Mismatch]:
    calendar = Calendar.of(known)
    for passage in passages:
        times = read(passage.open_text).times
        for time in times:
            for message, nearest in _faults(passage, time, known, calendar):
                yield Mismatch(passage.sentence(time.start), time.written, message, nearest)
        yield from _wrong_spans(passage, times, known)


def _wrong_spans(passage: Passage, times: Sequence[Time], known: Known) -> Iterator[Mismatch]:
    """「1—9月」 ends with the month reported on."""
    for first, last in pairwise(times):
        of_year = first.opens and first.month == 1 and first.end == last.start and last.day is None
        if of_year and known.as_of and last.month != known.as_of.month:
            written = first.written + last.written
            message = "累计的月份与统计月份对不上"
            yield Mismatch(passage.sentence(first.start), written, message, months_since_january(known.as_of))


def _faults(passage: Passage, time: Time, known: Known, calendar: Calendar) -> Iterator[tuple[str, str]]:
    if not _is_real(time):
        yield "没有这一天或这个时间", calendar.nearest(time)
        return
    if not calendar.knows(time):
        yield "台账里没有这个时间", calendar.nearest(time)
    day = time.as_date()
    if day is None:
        return
    weekday = _WEEKDAY.match(passage.text, time.end)
    if weekday and _WEEKDAYS.index(weekday["day"].replace("天", "日")) != day.weekday():
        yield f"与{weekday[0].strip('（）()')}对不上", f"星期{_WEEKDAYS[day.weekday()]}"
    before = passage.before(time.start)
    if known.dated and day < known.dated and _asks_for(passage, time):
        yield "时限早于成文日期", day_text(known.dated)
    if before.endswith("截至") and known.as_of and day != known.as_of and _same_month(day, known.as_of):
        yield "截至日期应当是月末", day_text(known.as_of)


def _asks_for(passage: Passage, time: Time) -> bool:
    """「请于…前」: what is still to be done by then."""
    asked = passage.text.startswith("前", time.end) and _DEADLINE.search(passage.before(time.start))
    return bool(asked) and not _PAST.search(passage.sentence(time.start))


def _is_real(time: Time) -> bool:
    month, day = time.month, time.day
    if month is not None and not 1 <= month <= 12:
        return False
    if day is not None and not 1 <= day <= (monthrange(time.year or 2000, month)[1] if month else 31):
        return False
    return time.hour is None or (time.hour <= 24 and (time.minute or 0) < 60)


def _same_month(day: date, other: date) -> bool:
    return (day.year, day.month) == (other.year, other.month)
