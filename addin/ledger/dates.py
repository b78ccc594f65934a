"""日期：reads one odd date or month cell: serial numbers, 2022年6月底, 202209, 6月上旬."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from addin.findings import Level
from addin.ledger.numbers import error_value
from addin.ledger.reading import BLANK, Reading, quoted
from addin.ledger.text import folded, is_blank_mark
from addin.workbook.port import CellError

FIRST_YEAR, LAST_YEAR = 1950, 2100
_SERIAL_START = dt.date(1899, 12, 30)
_SERIALS = range(18_264, 73_416)  # 1950-01-01 … 2100-12-31
_DATE_ADVICE = "改为日期，如 2022-09-30"
_MONTH_ADVICE = "改为月份，如 2022-09"

_TIME = r"(?:日?T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAY = re.compile(rf"(\d{{4}})[-./年](\d{{1,2}})[-./月](\d{{1,2}})[日号]?{_TIME}")
_DAY_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?(?:份)?")
_MONTH_DIGITS = re.compile(r"(\d{4})(\d{2})")
_LOOSE = re.compile(
    r"(?:(?P<year>\d{4})年?)?"
    r"(?:(?P<month>\d{1,2})月(?:份)?(?P<part>上旬|中旬|下旬|底|末)?"
    r"|第?(?P<quarter>[一二三四1-4])季度?(?:末|底)?"
    r"|(?P<half>上半年|下半年)|(?P<end>年?[底末]))前?"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read_date(value: object, year: int | None = None) -> Reading:
    """A date cell: real dates, serial numbers and the spellings people type.

    A month alone is its last day, 上旬 the 10th, 中旬 the 20th, a quarter or half its last day (提示).
    `year` is taken where the text names none (疑点).
    """
    if isinstance(value, (dt.date, dt.datetime)):
        return _dated(value, value.year, value.month, value.day)
    if isinstance(value, CellError):
        return error_value(value, _DATE_ADVICE)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _date_of_number(value)
    if not isinstance(value, str):
        return _not_a_date(value)
    return BLANK if is_blank_mark(value) else _date_of_text(value, folded(value), year)


def read_month(value: object) -> Reading:
    """A month cell, as the first of the month: a date within it, 2022-09, 2022.9, 2022年9月, 202209 …"""
    if isinstance(value, (dt.date, dt.datetime)):
        return _first_of(read_date(value), value)
    if isinstance(value, CellError):
        return error_value(value, _MONTH_ADVICE)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _month_of_number(value)
    if not isinstance(value, str):
        return _not_a_month(value)
    return BLANK if is_blank_mark(value) else _month_of_text(value, folded(value))


def month_end(year: int, month: int) -> dt.date:
    """The last day of the month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _date_of_number(number: float) -> Reading:
    if day := _serial_day(number):
        return Reading(day)
    if _is_ambiguous(number):
        return _january_or_october(number, _DATE_ADVICE)
    return _date_of_text(number, f"{number:.15g}", None)


def _month_of_number(number: float) -> Reading:
    if day := _serial_day(number):
        return Reading(day.replace(day=1))
    if _is_ambiguous(number):
        return _january_or_october(number, _MONTH_ADVICE)
    return _month_of_text(number, f"{number:.15g}")


def _serial_day(number: float) -> dt.date | None:
    """The day of an Excel serial number of the years that count, else None."""
    if _SERIALS.start <= number < _SERIALS.stop:
        return _SERIAL_START + dt.timedelta(days=int(number))
    return None


def _is_ambiguous(number: float) -> bool:
    """2022.1 as a number: 2022.10 loses its last zero."""
    return FIRST_YEAR <= number <= LAST_YEAR and f"{number:.15g}".endswith(".1")


def _january_or_october(number: float, advice: str) -> Reading:
    message = f"{quoted(number)}可能是 1 月，也可能是 10 月，按空白处理"
    return Reading(None, Level.DOUBT, message, advice)


def _date_of_text(value: object, text: str, year: int | None) -> Reading:
    if day := _DAY.fullmatch(text) or _DAY_DIGITS.fullmatch(text):
        return _dated(value, *(int(part) for part in day.groups()))
    if month := _MONTH.fullmatch(text) or _MONTH_DIGITS.fullmatch(text):
        return _whole_month(value, int(month[1]), int(month[2]))
    if day_number := _serial_text(text):
        return Reading(day_number)
    loose = _LOOSE.fullmatch(text)
    return _loose_date(value, loose, year) if loose else _not_a_date(value)


def _serial_text(text: str) -> dt.date | None:
    """A serial number that was typed, or stored, as text."""
    return _serial_day(int(text)) if re.fullmatch(r"[0-9]{5}", text) else None


def _month_of_text(value: object, text: str) -> Reading:
    if month := _MONTH.fullmatch(text) or _MONTH_DIGITS.fullmatch(text):
        year, number = int(month[1]), int(month[2])
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12:
            return Reading(dt.date(year, number, 1))
        return Reading(None, Level.ERROR, f"{quoted(value)}没有这个月份，按空白处理", _MONTH_ADVICE)
    if _DAY.fullmatch(text) or _DAY_DIGITS.fullmatch(text) or _serial_text(text):
        return _first_of(_date_of_text(value, text, None), value)
    return _not_a_month(value)


def _dated(value: object, year: int, month: int, day: int) -> Reading:
    possible = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
    if possible and 1 <= day <= calendar.monthrange(year, month)[1]:
        return Reading(dt.date(year, month, day))
    return Reading(None, Level.ERROR, f"{quoted(value)}没有这一天，按空白处理", _DATE_ADVICE)


def _whole_month(value: object, year: int, month: int) -> Reading:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return Reading(None, Level.ERROR, f"{quoted(value)}没有这个月份，按空白处理", _DATE_ADVICE)
    return _approximate(value, month_end(year, month))


def _approximate(value: object, day: dt.date, assumed_year: int | None = None) -> Reading:
    if assumed_year is None:
        return Reading(day, Level.NOTE, f"{quoted(value)}按 {day} 计算", "需要时改为确切日期", str(day))
    message = f"{quoted(value)}没有年份，按统计年度算作 {day}"
    return Reading(day, Level.DOUBT, message, "补上年份，改为确切日期", str(day))


def _loose_date(value: object, found: re.Match[str], default_year: int | None) -> Reading:
    year = int(found["year"]) if found["year"] else default_year
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return _not_a_date(value)
    month = _loose_month(found)
    if not 1 <= month <= 12:
        return Reading(None, Level.ERROR, f"{quoted(value)}没有这个月份，按空白处理", _DATE_ADVICE)
    days = {"上旬": 10, "中旬": 20}
    day = days.get(found["part"] or "", month_end(year, month).day)
    return _approximate(value, dt.date(year, month, day), None if found["year"] else year)


def _loose_month(found: re.Match[str]) -> int:
    if found["month"]:
        return int(found["month"])
    if found["quarter"]:
        return 3 * _QUARTERS[found["quarter"]]
    return 6 if found["half"] == "上半年" else 12


def _first_of(day: Reading, value: object) -> Reading:
    return Reading(day.value.replace(day=1)) if day.value else _not_a_month(value)


def _not_a_date(value: object) -> Reading:
    return Reading(None, Level.ERROR, f"{quoted(value)}不是日期，按空白处理", _DATE_ADVICE)


def _not_a_month(value: object) -> Reading:
    return Reading(None, Level.ERROR, f"{quoted(value)}不是月份，按空白处理", _MONTH_ADVICE)
