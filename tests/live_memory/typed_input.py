"""键入：what Excel makes of a value handed to a cell, as far as its rules are public; written without the product's own."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

EPOCH = dt.datetime(1899, 12, 30)
ERRORS = {
    "#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#NULL!": -2146826288,
    "#NUM!": -2146826252, "#REF!": -2146826265, "#VALUE!": -2146826273, "#SPILL!": -2146826243,
}  # fmt: skip

_NUMBER = re.compile(r"[￥¥$]?\s*[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?\s*%?")
_FRACTION = re.compile(r"(?:(\d+) )?(\d+)/(\d+)")
_DAY = re.compile(r"(\d{4})[-/年.](\d{1,2})(?:[-/月.](\d{1,2})日?|月)?")
_MONTH_DAY = re.compile(r"(\d{1,2})[-/月](\d{1,2})日?")
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?")


@dataclass(frozen=True)
class Entered:
    """What stands in the cell afterwards: a value or a formula, and a format where Excel chooses one."""

    value: object = None
    formula: str = ""
    number_format: str = ""


def entered(given: object, number_format: str) -> Entered:
    """`given` put into a cell of that format."""
    if given is None or given == "":
        return Entered()
    if number_format == "@":
        return Entered(given if isinstance(given, str) else _as_text(given))
    if isinstance(given, dt.datetime):
        return Entered((given - EPOCH) / dt.timedelta(days=1), number_format="yyyy/m/d")
    if isinstance(given, bool) or not isinstance(given, str):
        return Entered(given if isinstance(given, bool) else float(given))  # type: ignore[arg-type]
    if given.startswith("'"):
        return Entered(given[1:] or None)
    return _typed(given)


def _as_text(given: object) -> str:
    if isinstance(given, bool):
        return str(given).upper()
    return f"{given:.15g}"


def _typed(text: str) -> Entered:
    plain = text.strip()
    if plain[:1] in ("=", "+", "-", "@") and _number(plain) is None and len(plain) > 1:
        return Entered(formula="=" + plain.lstrip("=@") if plain[0] in "=@" else "=" + plain)
    if plain.upper() in ("TRUE", "FALSE"):
        return Entered(plain.upper() == "TRUE")
    if plain.upper() in ERRORS:
        return Entered(ERRORS[plain.upper()])
    number, day = _number(plain), _day(plain)
    if number is not None:
        return Entered(number)
    if day is not None:
        return Entered(day, number_format="yyyy/m/d")
    return Entered(text)


def _number(text: str) -> float | None:
    text = text.translate({ord("０") + digit: str(digit) for digit in range(10)})
    if not text or not any(character.isdigit() for character in text):
        return None
    fraction = _FRACTION.fullmatch(text)
    if fraction and fraction[1]:
        return int(fraction[1]) + int(fraction[2]) / int(fraction[3])
    if not _NUMBER.fullmatch(text):
        return None
    share = text.endswith("%")
    value = float(re.sub(r"[￥¥$,%\s]", "", text))
    return value / 100 if share else value


def _day(text: str) -> float | None:
    match, clock = _DAY.fullmatch(text), _CLOCK.fullmatch(text)
    short = _MONTH_DAY.fullmatch(text)
    try:
        if match:
            moment = dt.datetime(int(match[1]), int(match[2]), int(match[3] or 1))
        elif short:
            moment = dt.datetime(2022, int(short[1]), int(short[2]))
        elif clock:
            return (int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0)) / 86400
        else:
            return None
    except ValueError:
        return None
    return float((moment - EPOCH).days)
