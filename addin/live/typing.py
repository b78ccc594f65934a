"""像人键入一样：Excel takes a text handed to a cell as if it were typed, so some texts need an apostrophe."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from addin.live.tab_reading import serial_of_time
from addin.workbook.cells import serial
from addin.workbook.port import CellError, CellValue

TEXT_FORMAT, NO_FORMAT = "@", "General"

_SIGNS = "=+-@'/\"^\\"
# All that dates, times, numbers, percentages, amounts of money, truth values and error values are made of,
# in a Chinese Excel too: 2022年9月, 二〇二二年九月, 下午3时, 星期一, ￥5, TRUE, #N/A.
_COULD_BE_TYPED = re.compile(
    r"[\x00-\x7f年月日号时点分秒上下午凌晨早晚周星期〇零一二三四五六七八九十廿卅百千万亿元￥¥€£°％×−]+"
)


@dataclass(frozen=True, slots=True)
class Formula:
    """公式：to be put into a cell as a formula; `text` begins with "="."""

    text: str


def would_change(text: str) -> bool:
    """Whether Excel might take the text for something else than the text, when typed into a cell.

    Rather once too often: an apostrophe before a text that needs none does no harm.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain[:1] in _SIGNS or _COULD_BE_TYPED.fullmatch(plain) is not None


def typed(value: CellValue, as_text: bool, date1904: bool) -> object:
    """What to hand to a cell so that it holds `value`. `as_text`: texts are taken as they are.

    Dates go in as day numbers, so that the cell keeps its number format.
    """
    if isinstance(value, str):
        return value if as_text or not would_change(value) else f"'{value}"
    if isinstance(value, dt.date):
        return serial(value, date1904)
    if isinstance(value, (dt.time, dt.timedelta)):
        return serial_of_time(value)
    if isinstance(value, CellError):
        return value.text
    return value


def is_number(value: CellValue) -> bool:
    """Whether a cell formatted as text (@) would make a text of it."""
    return isinstance(value, (int, float, dt.date, dt.time, dt.timedelta))
