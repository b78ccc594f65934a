"""日期：Arabic figures, the year in full, no leading zeros, 日 and not 号 (7.3.5.4, GB/T 15835)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from docgen.check.findings import NUMERALS, Finding
from docgen.check.roles import HOLE, Role
from docgen.check.view import Line, View, fault

_DATE = re.compile(
    r"(?<![\d.])(?P<y>\d{2}|\d{4})年\s*(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})(?P<end>[日号])(?![楼线院馆店路门坑井桥文地桩塔机]))?"
)
_DAY_ALONE = re.compile(
    r"(?<![\d年.])(?P<m>\d{1,2})月(?P<d>\d{1,2})(?P<end>[日号])(?![楼线院馆店路门坑井桥文地桩塔机])"
)
_GOOD = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日")
_ELEMENTS = (Role.DATE, Role.PRINTED, Role.EDITED)


def days(view: View) -> Iterator[Finding]:
    """Every date with 年、月、日, in text, tables and boxes."""
    for line in view.texts():
        seen: set[int] = set()
        for found in (*_DATE.finditer(line.paragraph.text), *_DAY_ALONE.finditer(line.paragraph.text)):
            if found.start("m") not in seen:
                seen.add(found.start("m"))
                yield from _wrong_date(line, found)


def _wrong_date(line: Line, found: re.Match[str]) -> Iterator[Finding]:
    parts = found.groupdict()
    clause, book = ("7.3.5", "") if line.role in _ELEMENTS else ("", NUMERALS)
    told = [
        (parts["m"].startswith("0") or (parts["d"] or "").startswith("0"), "月、日不编虚位（1不编为01）"),
        (parts["end"] == "号", "应写“日”，不写“号”"),
        (len(parts.get("y") or "2026") == 2 and parts["d"] is not None, "年份应写全四位"),
    ]
    for wrong, asked in told:
        if wrong:
            yield _fault(line, clause, book, f"日期写成“{found[0]}”", asked)
    if not any(wrong for wrong, _ in told) and not _exists(parts):
        yield _fault(line, clause, book, f"日期写成“{found[0]}”", "没有这一天，请核对")


def _fault(line: Line, clause: str, book: str, found: str, asked: str) -> Finding:
    return fault(line, clause, found, asked, book=book) if book else fault(line, clause, found, asked)


def _exists(parts: dict[str, str | None]) -> bool:
    month, day = int(parts["m"] or 0), int(parts["d"] or 1)
    year = int(parts.get("y") or 2024)
    return 1 <= month <= 12 and 1 <= day <= monthrange(year if year > 99 else 2024, month)[1]


def date_of_signature(view: View) -> Iterator[Finding]:
    """成文日期: 2026年10月12日, in Arabic figures (7.3.5.4)."""
    for line in view.of(Role.DATE):
        words = re.sub(r"\s", "", line.words)
        if not (HOLE.fullmatch(line.words) or _GOOD.fullmatch(words) or _DATE.search(line.words)):
            yield fault(line, "7.3.5", f"成文日期写成“{line.words}”", "应为阿拉伯数字，如“2026年10月12日”")
