"""数字与单位：ranges, figures, units (GB/T 15835, GB 3100)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.findings import NUMERALS, PUNCTUATION, UNITS, Finding, TextEdit
from docgen.check.view import Line, View, fault

_NUMBER = r"\d+(?:\.\d+)?"
_PERCENT_RANGE = re.compile(rf"(?<![\d.%％])({_NUMBER})[～~—–\-－至到]({_NUMBER})([%％])")
_LARGE_RANGE = re.compile(rf"(?<![\d.])({_NUMBER})[～~—–－]({_NUMBER})(万|亿)")
_COUNTED = "个|天|次|人|户|元|米|公里|公顷|亩|平方|吨|万|亿|年|月|日|时|点|倍|周|岁|层|家|名|项|条"
_HYPHEN = re.compile(rf"(?<![\dA-Za-z.\-/])({_NUMBER})\s?(-)\s?({_NUMBER})(?={_COUNTED})(?!\d*[年月日]?-)")
_WAVE = re.compile(r"(?<=[\d%％年月日时点])(~)(?=\d)")
_FULL_FIGURE = re.compile(r"[０-９]+")
_UNIT = re.compile(r"(?<=\d)\s?(KM|Km|KG|Kg|MM|CM|KW|Kw|kw|m2|m3|M2|km2|KM2)(?![A-Za-z0-9])")
_UNITS = {"km": "km", "kg": "kg", "mm": "mm", "cm": "cm", "kw": "kW", "m2": "m²", "m3": "m³", "km2": "km²"}
_COMPOUND = re.compile(r"\d+亿\d+千万")
_TIMES = ("年", "月", "日", "时", "点")


def ranges(view: View) -> Iterator[Finding]:
    """10%～20%, not 10～20%; 9万～16万, not 9～16万 (GB/T 15835)."""
    for line in view.texts():
        for found in _PERCENT_RANGE.finditer(line.paragraph.text):
            yield _number_fault(line, found[0], f"应写作“{found[1]}%～{found[2]}%”")
        for found in _LARGE_RANGE.finditer(line.paragraph.text):
            yield _number_fault(
                line, found[0], f"应写作“{found[1]}{found[3]}～{found[2]}{found[3]}”", firm=False
            )


def _number_fault(line: Line, there: str, asked: str, firm: bool = True) -> Finding:
    return fault(line, "", f"数值范围写成“{there}”", asked, firm=firm, book=NUMERALS)


def range_marks(view: View) -> Iterator[Finding]:
    """～ or — between the ends of a range, no hyphen, no half-width ~ (GB/T 15834)."""
    for line in view.texts():
        text = line.paragraph.text
        for found in _HYPHEN.finditer(text):
            if _PERCENT_RANGE.match(text, found.start()) or _code(text, found):
                continue
            mark = "—" if text[found.end() : found.end() + 1] in _TIMES else "～"
            yield _mark_fault(line, found[0], found.start(2), mark)
        for found in _WAVE.finditer(text):
            if not any(m.start() <= found.start() < m.end() for m in _PERCENT_RANGE.finditer(text)):
                around = text[max(0, found.start() - 4) : found.end() + 4]
                yield _mark_fault(line, around, found.start(), "～")


def _code(text: str, found: re.Match[str]) -> bool:
    """表3-1, 附件2-1, G60-2: a hyphen inside a code; 2022-09月 is no range either."""
    before = text[max(0, found.start() - 2) : found.start()]
    return bool(re.search(r"[表图件第款条号]$", before)) or (len(found[1]) == 4 and found[3].startswith("0"))


def _mark_fault(line: Line, there: str, at: int, mark: str) -> Finding:
    return fault(
        line,
        "",
        f"起止之间用了“{line.paragraph.text[at]}”（{there}）",
        f"应为“{mark}”",
        firm=False,
        book=PUNCTUATION,
        edits=(TextEdit(line.paragraph, at, at + 1, mark),),
    )


def figures(view: View) -> Iterator[Finding]:
    """Arabic figures are half-width (GB/T 15835)."""
    for line in view.texts():
        for found in _FULL_FIGURE.finditer(line.paragraph.text):
            yield fault(line, "", f"数字写成全角“{found[0]}”", "应为半角数字", book=NUMERALS)
        for found in _COMPOUND.finditer(line.paragraph.text):
            yield fault(
                line, "", f"数值写成“{found[0]}”", "应只用一个单位（如1.2亿）", firm=False, book=NUMERALS
            )


def units(view: View) -> Iterator[Finding]:
    """Signs of units as the national standard writes them (9)."""
    for line in view.texts():
        for found in _UNIT.finditer(line.paragraph.text):
            asked = _UNITS[found[1].lower()]
            yield fault(line, "", f"单位写成“{found[1]}”", f"应写作“{asked}”", firm=False, book=UNITS)
