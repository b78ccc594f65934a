"""规范值：what two spellings of one value share, so that what a program changed by saving is no change.

LibreOffice keeps 15 significant digits, turns True into =TRUE() or 1, drops tabs; Excel and WPS break lines by
CR LF; people type 2026.6.30 for a date and １５０ or 1,250.50 for a number. A key is a float, a date or a text;
"" is blank. Texts are kept apart by every character that a person can see.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from addin.ledger.clean import clean_column
from addin.ledger.dates import read_date, read_month
from addin.ledger.numbers import read_number
from addin.ledger.reading import Reading, quoted
from addin.ledger.text import is_blank_mark, match_key, tidy
from addin.schema import Column, Kind
from addin.schema.base import DATED, NUMERIC
from addin.workbook.port import CellError, CellValue

Key = str | float | dt.date
KeyReader = Callable[[CellValue], Key]

MOST_DIGITS = 15
"""Significant digits that every program keeps; 12 would swallow 分 on 99,999,999,999.99."""

_LINE_ENDS = re.compile("\r\n?|\x0b|_x000D_\n?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_MARKED = frozenset({Kind.CODE, Kind.ROW_ID, Kind.CHOICE})
_SECONDS_A_DAY = 86_400


def key_reader(column: Column) -> KeyReader:
    """How a value of the column becomes its key."""
    if column.kind in NUMERIC:
        return lambda value: _number_key(value, column.kind)
    if column.kind in DATED:
        return _month_key if column.kind is Kind.MONTH else _date_key
    if column.kind is Kind.CHOICE and column.choices:
        return _choice_reader(column)
    if column.kind in (Kind.CODE, Kind.ROW_ID):
        return lambda value: match_key(_unmarked(_text_key(value)))
    if column.kind is Kind.TIME:
        return _time_key
    if column.refers_to:
        return lambda value: _unmarked(_text_key(value))
    return _text_key


def keys_of(values: Iterable[CellValue], column: Column) -> list[Key]:
    """The keys of many values; each distinct one is read once."""
    read, known = key_reader(column), _Memory()
    return [known.key(value, read) for value in values]


class _Memory:
    """Keys by type and value: True and 1 are equal in Python, a date and its midnight are not."""

    def __init__(self) -> None:
        self._keys: dict[tuple[type, CellValue], Key] = {}

    def key(self, value: CellValue, read: KeyReader) -> Key:
        place = (type(value), value)
        found = self._keys.get(place)
        if found is None:
            found = self._keys[place] = read(value)
        return found


def _number_key(value: CellValue, kind: Kind) -> Key:
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, (int, float)):
        return _round(value)
    if not isinstance(value, str):
        return _text_key(value)
    if is_blank_mark(value):
        return ""
    reading = read_number(value, kind)
    return _text_key(value) if reading.value is None or reading.level else _round(reading.value)


def _round(value: float) -> float | str:
    if value != value:
        return ""
    return float(f"{value:.{MOST_DIGITS}g}") + 0.0  # −0 is 0


def _date_key(value: CellValue) -> Key:
    return _day_key(value, read_date)


def _month_key(value: CellValue) -> Key:
    return _day_key(value, read_month)


def _day_key(value: CellValue, read: Callable[[object], object]) -> Key:
    if value is None or isinstance(value, (bool, CellError)):
        return _text_key(value)
    if isinstance(value, str) and is_blank_mark(value):
        return ""
    reading = read(value)
    day: dt.date | None = getattr(reading, "value", None)
    return _text_key(value) if day is None or getattr(reading, "level", None) else day


def _choice_reader(column: Column) -> KeyReader:
    choices = {match_key(choice): choice for choice in column.choices}

    def read(value: CellValue) -> Key:
        text = _unmarked(_text_key(value))
        return choices.get(match_key(text), text)

    return read


def _time_key(value: CellValue) -> Key:
    """Seconds of the day where it is a time of day."""
    if isinstance(value, dt.timedelta):
        return float(round(value.total_seconds()))
    if isinstance(value, dt.time):
        return float(value.hour * 3600 + value.minute * 60 + value.second)
    if isinstance(value, float) and 0 <= value < 1:
        return float(round(value * _SECONDS_A_DAY))
    text = _text_key(value)
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return text
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def _text_key(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return text_key(value)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, float)):
        return "" if value != value else f"{value + 0.0:.{MOST_DIGITS}g}"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0).isoformat(" ")
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else text_key(str(value))


def text_key(text: str) -> str:
    """NFC, line ends as LF, ends stripped, tabs left out (LibreOffice drops them from an .ods)."""
    if text.isascii() and text.isprintable() and text == text.strip():
        return text
    return tidy(_LINE_ENDS.sub("\n", text).replace("\t", "")) or ""


def _unmarked(text: str) -> str:
    """/ and 无 in a column of codes, choices or names say that there is nothing."""
    return "" if is_blank_mark(text) else text


@dataclass(frozen=True, slots=True)
class Taken:
    """取值：what a returned value would be written as, and what is wrong with it ("" nothing)."""

    value: CellValue
    problem: str = ""
    advice: str = ""


def taken_values(values: Sequence[CellValue], column: Column) -> list[Taken]:
    """Each returned value as it would be written; nothing is converted that a person would have to check."""
    raw = np.empty(len(values), dtype=object)
    raw[:] = values
    cleaned = clean_column(raw, column)
    wrong = {remark.position: remark.reading for remark in cleaned.remarks}
    taken = []
    for place, value in enumerate(values):
        reading = wrong.get(place)
        problem = _problem(value, reading, column) if reading else _lost_digits(value, column)
        advice = reading.advice if reading else ""
        taken.append(Taken(_written(value, cleaned.values[place], column), problem, advice))
    return taken


def _problem(value: CellValue, reading: Reading, column: Column) -> str:
    """The ledger reckons with such a cell as best it can; a returned one waits until it says what it means."""
    if reading.value is not None and reading.value != ():
        return f"{column.title}{quoted(value)}要换算或推断才能用"
    return column.title + reading.message.replace("，按空白处理", "")


def _lost_digits(value: CellValue, column: Column) -> str:
    """A number of more than 15 digits in a column of text has lost its last ones (an 18-digit id)."""
    if column.kind in NUMERIC or column.kind in DATED or isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)) and abs(value) >= 10**MOST_DIGITS:
        return f"{column.title}超过 15 位却按数字保存，末尾的位数已经丢失"
    return ""


def _written(value: CellValue, clean: object, column: Column) -> CellValue:
    if column.kind in NUMERIC:
        number = float(clean)  # type: ignore[arg-type]
        return None if number != number else number
    if column.kind in DATED:
        day = np.datetime64(clean, "D")  # type: ignore[call-overload]
        return None if np.isnat(day) else day.item()
    if column.kind is Kind.CHOICE and column.choices:
        return clean
    if column.kind is Kind.TIME and not isinstance(value, str):
        return _clock_text(value)
    text = _text_key(value)
    if isinstance(value, str):
        text = tidy(_LINE_ENDS.sub("\n", value)) or ""
    return text or None


def _clock_text(value: CellValue) -> CellValue:
    key = _time_key(value)
    if not isinstance(key, float):
        return key or None
    minutes = int(key) // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
