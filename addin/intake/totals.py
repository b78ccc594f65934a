"""合计核对：total rows and section rows with amounts, compared with the sums of the rows themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from addin.findings import Finding, Level
from addin.intake.lines import Line, Role
from addin.intake.values import Values, is_blank, money_at
from addin.ledger.reading import number_text, plain
from addin.workbook.outside import OutsideTab

TOLERANCE = 0.01
"""万元: sums of figures that were shown with two decimals."""


def total_findings(tab: OutsideTab, lines: Sequence[Line], columns: Sequence[Values]) -> list[Finding]:
    """疑点 for every total that is the sum neither of all rows nor of those it stands above or below."""
    findings: list[Finding] = []
    for column in columns:
        amounts = _amounts(lines, column)
        for place, line in enumerate(lines):
            if line.role in (Role.TOTAL, Role.SECTION):
                findings += _compared(tab, lines, amounts, place, column)
    return findings


def _amounts(lines: Sequence[Line], column: Values) -> np.ndarray:
    """万元 of each line; 0 for those that are no data."""
    values = iter(column.values)
    taken = [next(values) if line.role is Role.DATA else 0.0 for line in lines]
    return np.array([0.0 if is_blank(value) else value for value in taken])


def _compared(
    tab: OutsideTab, lines: Sequence[Line], amounts: np.ndarray, place: int, column: Values
) -> Iterable[Finding]:
    line = lines[place]
    raw = tab.rows[line.row][column.field.leaf.place]
    stated = money_at(raw, column.field)
    if stated is None:
        return
    sums = [float(amounts[part].sum()) for part in _parts(lines, place)]
    if any(abs(own - stated) <= TOLERANCE for own in sums):
        return
    cell = tab.address(line.row, column.field.leaf.place)
    own, whose = (sums[0], "全表各行") if _is_whole(line) else (sums[1], "所属各行")
    message = f"“{line.text}”的{column.field.column.title} {number_text(stated)} 万元与{whose}之和 {number_text(own)} 万元不符"
    yield Finding(
        Level.DOUBT, tab.place, cell, message, "核对合计，或是否漏行、重复；合计本身没有导入",
        value=plain(raw), used=number_text(own),
    )  # fmt: skip


def _is_whole(line: Line) -> bool:
    return line.role is Role.TOTAL and not line.text.lstrip("(").startswith("小")


def _parts(lines: Sequence[Line], place: int) -> list[slice]:
    """Which lines a total may be the sum of: all; those next to it, up to a section or total; between totals."""
    marks = [at for at, line in enumerate(lines) if line.role in (Role.TOTAL, Role.SECTION)]
    totals = [at for at in marks if lines[at].role is Role.TOTAL]
    tops = [at for at in marks if lines[at].role is Role.TOTAL or lines[at].level == 1]
    after = [slice(place, _next(each, place, len(lines))) for each in (marks, tops, totals)]
    before = [slice(_last(each, place), place) for each in (marks, tops, totals)]
    if lines[place].role is Role.SECTION:
        own = tops if lines[place].level == 1 else marks
        return [slice(None), slice(place, _next(own, place, len(lines)))]
    follows = any(line.role is Role.DATA for line in lines[before[0]])
    nearest = before if follows else after
    return [slice(None), *nearest, *before, *after]


def _next(places: Sequence[int], place: int, end: int) -> int:
    return next((at for at in places if at > place), end)


def _last(places: Sequence[int], place: int) -> int:
    return next((at for at in reversed(places) if at < place), 0)
