"""数字核对：the sums that a foreign table states about a project, against each other and against the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from addin.findings import Finding, Level
from addin.intake.foreign import ForeignTable
from addin.intake.proposals import Proposed
from addin.intake.totals import TOLERANCE
from addin.intake.values import Values, is_blank
from addin.ledger import Ledger
from addin.ledger.reading import number_text
from addin.schema import MonthlyProgress, Projects
from addin.workbook.headers import normal_title

_YEAR = re.compile(r"(20\d\d)年")


def disagreements(
    ledger: Ledger, table: ForeignTable, proposed: Proposed, month: pd.Timestamp
) -> Iterable[Finding]:
    """年度完成投资 against Σ本月完成投资 of the ledger, and 年度 ≤ 累计 ≤ 总投资 within the table."""
    if table.fit.sheet is not Projects:
        return
    yield from _another_year(table, month)
    codes = {one.cell[_digits(one.cell) :]: one.code for one in proposed.proposals}
    year, invested = table.of(Projects.year_done), table.of(Projects.invested_to_date)
    total = table.of(Projects.total_investment)
    done = _done(ledger, month)
    for at, row in enumerate(table.rows):
        code = codes.get(str(row + 1), "")
        if year and code:
            yield from _differs(table, year, at, code, done.get(code, 0.0))
        if year and invested:
            yield from _exceeds(table, invested, at, code, year, "小于")
        if total and invested:
            yield from _exceeds(table, invested, at, code, total, "大于")


def _another_year(table: ForeignTable, month: pd.Timestamp) -> Iterable[Finding]:
    """The year in the table's title (「湛河区 2021 年在建项目进展情况表」) against the month its figures are taken for."""
    if not any(one.field.column.sheet_title == MonthlyProgress.title for one in table.values):
        return
    for row, cells in enumerate(table.tab.rows[: table.head.first]):
        for place, value in enumerate(cells):
            found = _YEAR.search(normal_title(value)) if isinstance(value, str) else None
            if found and int(found[1]) != month.year:
                message = f"表题写的是 {found[1]} 年，本月数按 {month.year} 年 {month.month} 月导入"
                advice = "月份不对时用 --month 指明来表的月份"
                yield Finding(Level.DOUBT, table.tab.place, table.tab.address(row, place), message, advice)


def _digits(cell: str) -> int:
    return next(place for place, character in enumerate(cell) if character.isdigit())


def _done(ledger: Ledger, month: pd.Timestamp) -> dict[str, float]:
    """Σ本月完成投资 of each project from January to the month."""
    rows = ledger[MonthlyProgress]
    months = rows[MonthlyProgress.month.name]
    within = rows[(months <= month) & (months.dt.year == month.year)]
    sums = within.groupby(MonthlyProgress.code.name)[MonthlyProgress.month_done.name].sum().round(6)
    return {str(code): float(value) for code, value in sums.items()}


def _differs(table: ForeignTable, year: Values, at: int, code: str, own: float) -> Iterable[Finding]:
    stated = year.values[at]
    if is_blank(stated) or abs(stated - own) <= TOLERANCE:
        return
    message = (
        f"{Projects.year_done.title} {number_text(stated)} 万元与台账各月{MonthlyProgress.month_done.title}之和"
        f" {number_text(own)} 万元不符"
    )
    yield _finding(table, year, at, code, message, f"核对各月数，缺的月份在{MonthlyProgress.title}中补录")


def _exceeds(
    table: ForeignTable, invested: Values, at: int, code: str, other: Values, word: str
) -> Iterable[Finding]:
    """累计完成投资 小于 年度完成投资, or 大于 总投资."""
    stated, limit = invested.values[at], other.values[at]
    if is_blank(stated) or is_blank(limit):
        return
    wrong = stated < limit - TOLERANCE if word == "小于" else stated > limit + TOLERANCE
    if wrong:
        message = f"{invested.field.column.title} {number_text(stated)} 万元{word}{other.field.column.title} {number_text(limit)} 万元"
        yield _finding(table, invested, at, code, message, "请填报单位核对后改正")


def _finding(table: ForeignTable, column: Values, at: int, code: str, message: str, advice: str) -> Finding:
    value = number_text(column.values[at])
    return Finding(Level.DOUBT, table.tab.place, column.cells[at], message, advice, code, value)
