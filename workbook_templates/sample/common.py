"""公用：dates, months, amounts and invented people that every room of the sample uses."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

CellValue = object
Row = dict[str, CellValue]

SEED = 20220930
AS_OF = date(2022, 9, 1)
TODAY = date(2022, 10, 8)
YEARS = (2021, 2022)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"


def generator(*parts: object) -> random.Random:
    """A generator of its own for each thing, so that adding one row does not change the others."""
    return random.Random("/".join(str(part) for part in (SEED, *parts)))


def month_after(month: date, steps: int = 1) -> date:
    """The first day of the month `steps` later (or earlier)."""
    index = month.year * 12 + month.month - 1 + steps
    return date(index // 12, index % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """All months from `first` to `last`, both included; empty where last is earlier."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [month_after(first, step) for step in range(max(count, 0))]


def month_end(month: date) -> date:
    return month_after(month) - timedelta(days=1)


def month_of(text: str) -> date:
    """「2022-03」 or 「2203」 → 2022-03-01."""
    digits = text.replace("-", "")
    year = int(digits[:-2])
    return date(year if year > 100 else 2000 + year, int(digits[-2:]), 1)


def tidy(amount: float, unit: int = 10) -> float:
    """Money as offices plan it: rounded to tens or hundreds of 万元."""
    return float(math.floor(amount / unit + 0.5) * unit)


def workday(day: date) -> date:
    """The day itself, or the Friday before where it falls on a weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def person(number: int) -> str:
    """An invented name that nobody can bear: 「赵某」, 「钱某」, then 「赵某某」…"""
    return SURNAMES[number % len(SURNAMES)] + "某" * (1 + number // len(SURNAMES))


def phone(number: int) -> str:
    """A number that cannot be dialled."""
    return f"0000-{number % 10_000_000:07d}"
