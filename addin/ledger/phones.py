"""联系电话脱敏：phone numbers in a text with four of their digits hidden; all else stays as it was typed.

138 1234 5678 → 138 **** 5678; 0374-2912345 → 0374-****345; 010-87654321 → 010-****4321.
"""

from __future__ import annotations

import re

_GAP = r"[\s\u200b\u200c\u200d\u2060\ufeff\-‐‑‒–—―−－.·]{0,3}"
_ABROAD = rf"(?:(?:\+|00)?86{_GAP})?"
# Written 3-4-4, 4-4-3, 3-8 …; numbers one straight after the other count as several.
_MOBILE = rf"1[3-9]\d{_GAP}\d{_GAP}\d{{3}}{_GAP}\d{_GAP}\d{{3}}"
_MOBILES = re.compile(rf"(?<!\d){_ABROAD}0?((?:{_MOBILE})+)(?!\d)")
_LANDLINE = re.compile(rf"(?<![\d*]){_ABROAD}\(?0\d{{2,3}}\)?{_GAP}(\d{{3,4}}{_GAP}\d{{4}})(?![\d*])")
_LOCAL = re.compile(rf"(?<![\d*])([2-8]\d{{2,3}}{_GAP}\d{{4}})(?![\d*])")

_MOBILE_HIDDEN = range(3, 7)
_LANDLINE_HIDDEN = range(4)
_MOBILE_LENGTH = 11
_WIDE = str.maketrans("（）＋", "()+")


def masked(text: str, contact: bool = False) -> str:
    """The text with its phone numbers hidden: mobiles and landlines with an area code.

    In a `contact` cell 7 or 8 digits without area code are a phone number too; elsewhere they may be a
    date or a sum. Digits of any width are recognised; blanks and dashes within a number are kept.
    """
    marks = list(text)
    found = [(_MOBILES, _MOBILE_HIDDEN, _MOBILE_LENGTH), (_LANDLINE, _LANDLINE_HIDDEN, 0)]
    found += [(_LOCAL, _LANDLINE_HIDDEN, 0)] if contact else []
    for pattern, hidden, length in found:
        for number in pattern.finditer(_folded("".join(marks))):
            _hide(marks, number.start(1), number.end(1), hidden, length)
    return "".join(marks)


def _folded(text: str) -> str:
    """The same length, every digit as 0–9."""
    digits = (str(int(mark)) if mark.isdecimal() else mark for mark in text)
    return "".join(digits).translate(_WIDE)


def _hide(marks: list[str], start: int, end: int, hidden: range, length: int) -> None:
    """Stars for the digits counted in `hidden`, of each number of `length` digits (0: of the one number)."""
    digits = [place for place in range(start, end) if marks[place].isdecimal()]
    for count, place in enumerate(digits):
        if (count % length if length else count) in hidden:
            marks[place] = "*"
