"""数字用法：numbers, dates and lists as GB/T 15835-2011 prints them in a document.

Money is in 万元 throughout a document; rates are fractions; deviations percentage points. Arabic
half-width digits; halves round up, as offices round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

_DIGITS = "〇一二三四五六七八九"
_NOISE = Decimal("1e-9")
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
"""Room for every float there is: a figure mistyped with twenty digits is printed, not an error."""
DASH = "—"
"""What stands in a table where there is no figure."""
MONEY_PLACES = 2
RATE_PLACES = 2


class Figure(float):
    """A number that prints as `text` in a template and still compares as a number."""

    text: str

    def __new__(cls, value: float, text: str) -> Figure:
        figure = super().__new__(cls, value)
        figure.text = text
        return figure

    def __str__(self) -> str:
        return self.text

    def __neg__(self) -> Figure:
        return Figure(-float(self), self.text.removeprefix("-") if float(self) < 0 else f"-{self.text}")

    def __abs__(self) -> Figure:
        return Figure(abs(float(self)), self.text.removeprefix("-"))


def chinese_number(value: int) -> str:
    """1–999 in 汉字, for headings: 一, 十, 十二, 三十五, 一百零六, 一百一十. Raises ValueError outside."""
    if not 1 <= value <= 999:
        raise ValueError(f"{value} is not between 1 and 999")
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    last = _DIGITS[ones] if ones else ""
    if not hundreds:
        return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + last
    middle = f"{_DIGITS[tens]}十" if tens else "零" if ones else ""
    return f"{_DIGITS[hundreds]}百{middle}{last}"


def heading_number(level: int, value: int) -> str:
    """一、 (1) （一） (2) 1. (3) （1） (4): GB/T 9704-2012, 7.3.3."""
    if level == 1:
        return f"{chinese_number(value)}、"
    if level == 2:
        return f"（{chinese_number(value)}）"
    return f"{value}." if level == 3 else f"（{value}）"


def rounded(value: float, places: int) -> str:
    """Fixed decimals, halves up, binary noise below 1e-9 removed; never 「-0.00」."""
    clean = Decimal(repr(float(value))).quantize(_NOISE, context=_EXACT)
    text = f"{clean.quantize(Decimal(1).scaleb(-places), context=_EXACT):f}"
    return text.removeprefix("-") if not float(text) else text


def money(value: float) -> str:
    """万元 with no more decimals than it has, at most two: 12000, 1234.5."""
    text = rounded(value, MONEY_PLACES)
    return text.rstrip("0").rstrip(".")


def percent(fraction: float) -> str:
    """0.75 → 75.00%."""
    return f"{rounded(fraction * 100, RATE_PLACES)}%"


def points(value: float) -> str:
    """Percentage points without their unit: -2.50."""
    return rounded(value, RATE_PLACES)


def against(deviation: float, word: str) -> str:
    """A deviation in words: 低于时序进度2.50个百分点; 与时序进度持平.

    A deviation that is not zero but prints as 0.00 is 基本持平.
    """
    size = points(abs(deviation))
    if not float(size):
        return f"与{word}{'' if abs(deviation) < 1e-9 else '基本'}持平"
    return f"{'低于' if deviation < 0 else '高于'}{word}{size}个百分点"


def money_column(values: Sequence[float | None]) -> list[str]:
    """One table column of 万元: as many decimals in every cell as the most exact needs; 「—」 = none."""
    places = max((len(money(v).partition(".")[2]) for v in values if v is not None), default=0)
    return [DASH if v is None else rounded(v, places) for v in values]


def day_text(day: date) -> str:
    """2022年9月30日 (no leading zeros: GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_text(month: date) -> str:
    """2022年9月."""
    return f"{month.year}年{month.month}月"


def months_since_january(month: date) -> str:
    """1—9月; January alone is 1月. The mark between times is the em dash (GB/T 15834)."""
    return "1月" if month.month == 1 else f"1—{month.month}月"


def time_text(time: str) -> str:
    """「14:30」→「14时30分」, 「9:00」→「9时」; other wording is left as typed."""
    hours, colon, minutes = time.replace("：", ":").partition(":")
    if not (colon and hours.isdigit() and minutes[:2].isdigit()):
        return time
    minute = int(minutes[:2])
    return f"{int(hours)}时" + (f"{minute}分" if minute else "")


def listed(names: Iterable[str]) -> str:
    """甲、乙、丙. No 、 between adjacent 《》 (GB/T 15834-2011)."""
    return "、".join(names).replace("》、《", "》《")
