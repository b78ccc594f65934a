"""拟写：what each row of a foreign table would write, cell by cell, and which rows are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from addin.findings import Finding, Level
from addin.intake.foreign import ForeignTable
from addin.intake.matching import Identity, Known, Match, first_unit
from addin.intake.values import Values, is_blank
from addin.ledger import Ledger
from addin.ledger.text import folded, match_key
from addin.schema import Column, Issues, MonthlyProgress, Projects, Reserve, Sheet, Units

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """一格拟写：`value` for the column of the row with `key`, from `cell` of the foreign file.

    `row` holds the key's values as a new row needs them; `if_blank`: only where ours is blank.
    """

    column: Column
    sheet: type[Sheet]
    key: Key
    row: Mapping[str, Any]
    value: Any
    place: str
    cell: str
    code: str
    if_blank: bool = False


@dataclass(slots=True)
class Proposed:
    """拟写清单：of one table; `matched`, `new` and `refused` count its rows."""

    proposals: list[Proposal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    matched: int = 0
    new: int = 0
    refused: int = 0


def propose(ledger: Ledger, table: ForeignTable, month: pd.Timestamp) -> Proposed:
    """The cells that the table would write; `month` is that of reports which name none."""
    home = table.fit.sheet if table.fit.sheet is Reserve else Projects
    known, told = Known(ledger[home], home), _told(ledger, month)
    proposed = Proposed()
    seen: dict[str, int] = {}
    for at in range(len(table.rows)):
        match = _match(table, at, known)
        row = match and _row_keys(table, at, match.code, month)
        if match is None or not match.code or not row or (match.new and table.fit.sheet is not home):
            proposed.refused += 1
            proposed.findings.append(_refusal(table, at, match))
            continue
        key = _key(row)
        if str(key) in seen:
            proposed.refused += 1
            proposed.findings.append(_repeated(table, at, seen[str(key)], match.code))
            continue
        seen[str(key)] = at
        proposed.new += match.new
        proposed.matched += not match.new
        proposed.proposals += [
            one
            for one in _cells(table, at, match.code, row, month)
            if one.column is not MonthlyProgress.problems
            or not _parts(one.value) <= told.get(one.code, set())
        ]
    return proposed


def _told(ledger: Ledger, month: pd.Timestamp) -> dict[str, set[str]]:
    """The problems of each project that 月度进度 of the month or 问题清单 tells already: one cell of a foreign table
    may join them by ；."""
    reports, issues = ledger[MonthlyProgress], ledger[Issues]
    of_month = reports[reports[MonthlyProgress.month.name] == month]
    told: dict[str, set[str]] = {}
    for table, column in ((of_month, MonthlyProgress.problems), (issues, Issues.description)):
        for code, text in zip(table[Projects.code.name], table[column.name], strict=True):
            if code is not None and text is not None:
                told.setdefault(code, set()).update(_parts(text))
    return told


def _parts(text: str) -> set[str]:
    return {folded(part).rstrip("。") for part in text.split("；")} - {""}


def _match(table: ForeignTable, at: int, known: Known) -> Match | None:
    """The row's project; None where the row names none."""
    found = _identity(table, at)
    if found.code or found.name:
        return known.match(found)
    return None


def _identity(table: ForeignTable, at: int) -> Identity:
    units = [
        one
        for one in table.values
        if one.field.column.refers_to == Units.title and one.field.column is not Projects.supporting_units
    ]
    firm = table.value(Projects.owner_company, at)
    return Identity(
        _text(table, table.fit.sheet.column("code"), at),
        _text(table, table.fit.sheet.column("project_name"), at),
        first_unit(units[0].values[at]) if units else "",
        "" if is_blank(firm) else str(firm),
    )


def _text(table: ForeignTable, column: Column, at: int) -> str:
    value = table.value(column, at)
    return "" if is_blank(value) else str(value)


def _row_keys(table: ForeignTable, at: int, code: str, month: pd.Timestamp) -> dict[str, Any] | None:
    """The key values of the row on its sheet; None where one is blank."""
    row: dict[str, Any] = {}
    keys = table.fit.sheet.keys()
    for column in keys:
        value = code if column.name == Projects.code.name else table.value(column, at)
        if is_blank(value) and column is MonthlyProgress.month:
            value = month
        if is_blank(value):
            return None
        row[column.name] = value
    return row


def _key(row: Mapping[str, Any]) -> Key:
    return tuple(match_key(value) if isinstance(value, str) else value for value in row.values())


def _cells(
    table: ForeignTable, at: int, code: str, row: Mapping[str, Any], month: pd.Timestamp
) -> list[Proposal]:
    """Every filled cell of the row; the month's report of a project goes to 月度进度."""
    report = {MonthlyProgress.code.name: code, MonthlyProgress.month.name: month}
    proposals = []
    for one in table.values:
        column = one.field.column
        own = column.sheet_title == table.fit.sheet.title
        if not one.field.taken or is_blank(one.values[at]) or (own and column.name in row):
            continue
        sheet, keys = (table.fit.sheet, row) if own else (MonthlyProgress, report)
        value = code if column.name == Projects.code.name else one.values[at]
        proposals.append(
            Proposal(column, sheet, _key(keys), keys, value, table.tab.place, one.cells[at], code)
        )
    if table.fit.sheet is Projects and table.of(Projects.stage) is None:
        proposals += _stage(table, at, code, row)
    return proposals


def _stage(table: ForeignTable, at: int, code: str, row: Mapping[str, Any]) -> list[Proposal]:
    stage = table.stage(at)
    if stage is None:
        return []
    cell = _cell(table, at)
    return [
        Proposal(Projects.stage, Projects, _key(row), row, stage, table.tab.place, cell, code, if_blank=True)
    ]


def _cell(table: ForeignTable, at: int) -> str:
    """Where a finding about the whole row points: its name, else its code, else its first known cell."""
    named = [table.of(table.fit.sheet.column(name)) for name in ("project_name", "code")]
    columns: list[Values] = [one for one in named if one is not None] or list(table.values)
    filled = [one for one in columns if not is_blank(one.values[at])] or columns
    return filled[0].cells[at]


def _refusal(table: ForeignTable, at: int, match: Match | None) -> Finding:
    sheet, identity = table.fit.sheet, _identity(table, at)
    if match and match.message:
        message, advice = match.message, match.advice
    elif match and match.code and not match.new:
        keys = sheet.keys()
        titles = "、".join(column.title for column in keys if column.name != Projects.code.name)
        message, advice = f"没有{titles}，这一行没有导入", f"在来表中补上{titles}后再导入"
    elif match:
        message = f"项目代码“{match.code}”不在{Projects.title}中，这一行没有导入"
        advice = f"先在{Projects.title}登记这个项目，或改正代码"
    else:
        message, advice = "没有项目代码和项目名称，这一行没有导入", "补上项目代码后再导入"
    return Finding(
        Level.DOUBT, table.tab.place, _cell(table, at), message, advice, identity.code, identity.name
    )


def _repeated(table: ForeignTable, at: int, first: int, code: str) -> Finding:
    message = f"与第 {table.rows[first] + 1} 行是同一行，以第 {table.rows[first] + 1} 行为准，这一行没有导入"
    return Finding(
        Level.DOUBT, table.tab.place, _cell(table, at), message, "核对后删去来表中重复的一行", code
    )
