"""计量：units of measure in a text, and what they are compared in.

Money in 万元; counted things (个, 家, 项 …) are one class; a share (%) and percentage points (百分点) are two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONEY, SHARE, POINTS, SCORE, MONTHS, DAYS, BARE = "万元", "%", "百分点", "分", "个月", "天", ""
RECORDS, PEOPLE, PLACE = "个", "人", "名"
"""What is counted: rows of the facts; people and whatever else has a counter of its own; 第几名."""
COUNTED = frozenset((RECORDS, PEOPLE, PLACE, MONTHS, DAYS, BARE))
"""What a whole number may be said in whose name does not tell."""

_ROWS = "个家项条件次位"
_COUNTERS = _ROWS + "人名户处宗座台套批场期类例组笔张轮届"
# What is no figure of the ledger: copies, pages, rooms, storeys, hours.
_IDLE = "小时|分钟|会议室|[份页楼层室号栋幢式版时路线]"
_SCALED = {"万亿元": (1e8, MONEY), "亿元": (1e4, MONEY), "万元": (1.0, MONEY), "元": (1e-4, MONEY)}
_PLAIN = {
    "个百分点": POINTS,
    "百分点": POINTS,
    "%": SHARE,
    "％": SHARE,
    "个月": MONTHS,
    "个工作日": DAYS,
    "工作日": DAYS,
    "天": DAYS,
    "日": DAYS,
    "分": SCORE,
}
_UNIT = re.compile(
    rf"\s*(?:(?P<idle>{_IDLE})"
    rf"|(?P<scaled>{'|'.join(_SCALED)})"
    rf"|(?P<plain>{'|'.join(_PLAIN)})"
    rf"|(?P<many>[万亿]?)(?P<other>[{_COUNTERS}]|平方米|公里|千米|米|亩|公顷|吨|年))?"
)
_MANY = {"": 1.0, "万": 1e4, "亿": 1e8}


@dataclass(frozen=True, slots=True)
class Unit:
    """`written` as in the text; one of it is `scale` of `base`. `idle`: what it counts is no data."""

    written: str
    base: str
    scale: float = 1.0
    idle: bool = False


def unit_after(text: str, end: int) -> tuple[Unit, int]:
    """The unit that stands at `end`, where a number has just ended, and where it ends itself."""
    found = _UNIT.match(text, end)
    if found is None or not found[0].strip():
        return Unit("", BARE), end
    return _unit(found), found.end()


def _unit(found: re.Match[str]) -> Unit:
    written = found[0].strip()
    if found["idle"]:
        return Unit(written, BARE, idle=True)
    if found["scaled"]:
        scale, base = _SCALED[found["scaled"]]
        return Unit(written, base, scale)
    if found["plain"]:
        return Unit(written, _PLAIN[found["plain"]])
    other = found["other"]
    base = RECORDS if other in _ROWS else PEOPLE if other in _COUNTERS else other
    return Unit(written, base, _MANY[found["many"]])
