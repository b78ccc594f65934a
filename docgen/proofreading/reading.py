"""读数：the figures, dates and times that stand in a text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from docgen.proofreading.units import Unit, unit_after

# No figures: a document's number, phones, list numbers, attachments, names made of letters and digits.
_APART = re.compile(
    r"[〔\[［(（]\d{4}[〕\]］)）]\s*第?\s*\d*\s*号"
    r"|0\d{2,3}[-－—]\d{7,8}|1[3-9]\d(?:\d{8}|\*{4}\d{4})|(?:电话|传真|手机)[：:]?\s*[\d*－—-]+"
    r"|^\s*(?:\d+[.．、](?!\d)|（\d+）)"
    r"|附件\d+(?:[、—至-]\d+)*"
    r"|(?=[\w.+/-]*[A-Za-z])(?=[A-Za-z\d.+/-]*\d)[A-Za-z\d][A-Za-z\d.+/-]*"
)
_TIMES = re.compile(
    r"(?P<code>\d{4}(?:-\d+)+)"
    r"|(?P<year>\d{4}|\d{2}(?=年\d{1,2}月))年(?:(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?)?"
    r"|(?P<first>\d{1,2})(?:月)?[—－\-~～至](?=\d{1,2}月)"
    r"|(?P<only_month>\d{1,2})月(?:份)?(?:(?P<only_day>\d{1,2})[日号])?"
    r"|(?<=[至—])(?P<last_day>\d{1,2})日"
    r"|(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})(?!\d)|时(?:(?P<minutes>\d{1,2})分)?(?!间))"
    r"|第?(?P<quarter>[1-4])季度"
)
_NUMBER = re.compile(r"(?<![\d.,])(?:(?<![\d％%])[-−])?\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """数：`value` in the unit's base; `step` the last digit's worth; `start`–`end` with its unit."""

    written: str
    value: float
    step: float
    unit: Unit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Time:
    """时间：what of year, month, day, hour, minute, quarter is written; `code` a number like 2022-06-01.

    `opens`: the first month of a span, 「1—9月」, 「7月至9月」.
    """

    written: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    quarter: int | None = None
    code: str = ""
    opens: bool = False

    def as_date(self) -> date | None:
        """The day it names, None where it names none or there is no such day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Read:
    """What stands in one text."""

    numbers: tuple[Number, ...]
    times: tuple[Time, ...]


@lru_cache(maxsize=4096)
def read(text: str) -> Read:
    """Figures and times of a text, without numbers that are no data (list numbers, 发文字号, phones).

    Every check of a document reads the same texts, and every letter of a run carries the same names.
    """
    rest = blanked(text, _APART)
    times = tuple(_times(rest))
    for time in times:
        rest = rest[: time.start] + "\0" * (time.end - time.start) + rest[time.end :]
    return Read(tuple(_numbers(rest)), times)


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """The text, as long as before, with what the pattern finds made unreadable."""
    return pattern.sub(lambda found: "\0" * len(found[0]), text)


def _numbers(text: str) -> Iterator[Number]:
    for found in _NUMBER.finditer(text):
        unit, end = unit_after(text, found.end())
        plain = found[0].replace(",", "").replace("−", "-")
        step = 10.0 ** -len(plain.partition(".")[2])
        written = text[found.start() : end]
        yield Number(written, float(plain) * unit.scale, step * unit.scale, unit, found.start(), end)


def _times(text: str) -> Iterator[Time]:
    for found in _TIMES.finditer(text):
        parts = {name: value for name, value in found.groupdict().items() if value is not None}
        code = parts.pop("code", "")
        if not code and not _stands_alone(text, found.start()):
            continue
        numbers = {name: int(value) for name, value in parts.items()}
        yield Time(
            found[0],
            found.start(),
            found.end(),
            year=_full_year(numbers.get("year")),
            month=numbers.get("month", numbers.get("only_month", numbers.get("first"))),
            day=numbers.get("day", numbers.get("only_day", numbers.get("last_day"))),
            hour=numbers.get("hour"),
            minute=numbers.get("minute", numbers.get("minutes", 0)) if "hour" in numbers else None,
            quarter=numbers.get("quarter"),
            code=code,
            opens="first" in numbers,
        )


def _stands_alone(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isdigit() or text[start - 1] in ".,")


def _full_year(year: int | None) -> int | None:
    return 2000 + year if year is not None and year < 100 else year
