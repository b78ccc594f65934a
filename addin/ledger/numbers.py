"""数值：reads one odd number cell: full-width digits, 3.2亿, 1200（含征地）, 75%."""

from __future__ import annotations

import math
import re

from addin.findings import Level
from addin.ledger.reading import BLANK, Reading, number_text, quoted
from addin.ledger.text import folded, is_blank_mark
from addin.schema import Kind
from addin.workbook.port import CellError

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+"
_SHAPE = re.compile(rf"[¥]?(?P<number>{_NUMBER})(?P<unit>[^\d()\[\]+\-.,]*)(?P<note>[(\[].*[)\]])?")
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,2}")
_MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-"})

WAN_YUAN = {
    "亿元": 10_000, "亿": 10_000, "千万元": 1_000, "千万": 1_000, "百万元": 100, "百万": 100,
    "万元": 1, "万": 1, "千元": 0.1, "元": 0.0001,
}  # fmt: skip
"""How many 万元 one of each unit is."""

_COUNTERS = frozenset({"年", "月", "日", "天", "个", "项", "次", "名", "位", "期", "级", "分", "人"})
_POINT_UNITS = frozenset({"%", "个百分点", "百分点"})
_UNDECIDED = frozenset({"待定", "未定", "待核", "待核实"})
_WHAT = {Kind.MONEY: "以万元计的数字", Kind.INTEGER: "整数", Kind.RATE: "百分数，如 75%"}


def read_number(value: object, kind: Kind) -> Reading:
    """A number cell that is not simply a number. MONEY in 万元, RATE a fraction, POINTS in points."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_kind(float(value), value, kind)
    if isinstance(value, CellError):
        return error_value(value, f"改好公式，或直接填{_what(kind)}")
    if not isinstance(value, str):
        return _not_a_number(value, kind)
    if is_blank_mark(value):
        return BLANK
    return _read_text(value, folded(value).translate(_MINUS), kind)


def error_value(value: CellError, advice: str) -> Reading:
    """#REF! and the like: never read as anything."""
    return Reading(None, Level.ERROR, f"是错误值 {value.text}，按空白处理", advice)


def _read_text(typed: str, text: str, kind: Kind) -> Reading:
    if text in _UNDECIDED:
        return Reading(None, Level.NOTE, f"为{quoted(text)}，按空白处理", f"确定后填{_what(kind)}")
    if _EXPONENT.fullmatch(text):
        return _of_kind(float(text), typed, kind)
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return _not_a_number(typed, kind)
    number = float(shape["number"].replace(",", ""))
    return _with_unit(typed, number, shape["unit"], shape["note"] or "", kind)


def _with_unit(typed: str, number: float, unit: str, note: str, kind: Kind) -> Reading:
    factor = _factor(unit, kind)
    if factor is None:
        return _not_a_number(typed, kind)
    used = round(number * factor, 6)
    reading = _of_kind(used, typed, kind)
    if reading.value is None or not (note or (unit and unit not in _POINT_UNITS)):
        return reading
    return _conversion(typed, unit, used, kind)


def _conversion(typed: str, unit: str, used: float, kind: Kind) -> Reading:
    measure = " 万元" if kind is Kind.MONEY else " "
    small = kind is Kind.MONEY and WAN_YUAN.get(unit, 1) < 1
    return Reading(
        used,
        Level.DOUBT if small else Level.NOTE,
        f"{quoted(typed)}按 {number_text(used)}{measure}计算",
        "核实单位后改为以万元计的数字" if small else f"改为{_what(kind)}，说明文字写入备注",
        number_text(used),
    )


def _factor(unit: str, kind: Kind) -> float | None:
    """What to multiply by for the column's unit; None where the unit does not belong in the column."""
    if kind is Kind.RATE:
        return 0.01 if unit in _POINT_UNITS else 1 if not unit else None
    if not unit:
        return 1
    if kind is Kind.MONEY:
        return WAN_YUAN.get(unit)
    if kind is Kind.POINTS:
        return 1 if unit in _POINT_UNITS else None
    if kind is Kind.NUMBER and unit == "%":
        return 0.01
    return 1 if unit in _COUNTERS else None


def _of_kind(number: float, typed: object, kind: Kind) -> Reading:
    if not math.isfinite(number):
        return _not_a_number(typed, kind)
    if kind is Kind.INTEGER and number != int(number):
        return Reading(None, Level.ERROR, f"{quoted(typed)}不是整数，按空白处理", "改为整数")
    return Reading(number)


def _not_a_number(value: object, kind: Kind) -> Reading:
    return Reading(None, Level.ERROR, f"{quoted(value)}不是数字，按空白处理", f"改为{_what(kind)}")


def _what(kind: Kind) -> str:
    return _WHAT.get(kind, "数字")
