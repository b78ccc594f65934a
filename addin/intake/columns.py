"""对列：which sheet of ours a foreign table belongs to, and which column each of its columns is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from addin.findings import Finding, Level
from addin.intake.aliases import TARGETS, UNUSED
from addin.intake.header import Head, Leaf, column_called
from addin.ledger.numbers import WAN_YUAN
from addin.schema import SHEETS, Column, Issues, Kind, MonthlyProgress, Projects, Sheet
from addin.workbook.headers import normal_title
from addin.workbook.outside import OutsideTab

LEAST_COLUMNS = 3
NAME, CODE = "project_name", "code"
_OTHER_SHEETS = {normal_title(sheet.title) for sheet in SHEETS if sheet not in TARGETS}


@dataclass(frozen=True, slots=True)
class Field:
    """对应列：a foreign column and ours. `unit` is the one money stands in there, `taken` False: only looked at."""

    leaf: Leaf
    column: Column
    unit: str
    taken: bool

    @property
    def title(self) -> str:
        return f"{self.column.sheet_title}!{self.column.title}"


@dataclass(frozen=True, slots=True)
class Fit:
    """对应：a foreign table as one of ours."""

    sheet: type[Sheet]
    fields: tuple[Field, ...]
    unknown: tuple[Leaf, ...]

    def field(self, column: Column) -> Field | None:
        return next((one for one in self.fields if one.column is column), None)

    @property
    def money(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.column.kind is Kind.MONEY)


def fits(tab: OutsideTab, head: Head) -> list[Fit]:
    """The sheets whose columns match best: one, none, or several that match equally.

    Three columns at least, and a third of the table's: a table with less in common is about something else.
    """
    candidates = [_fit(sheet, head) for sheet in TARGETS]
    candidates = [one for one in candidates if 2 * len(one.fields) >= len(one.unknown)]
    if not candidates:
        return []
    scores = [_score(one) for one in candidates]
    best = max(scores)
    if best[0] < LEAST_COLUMNS:
        return []
    found = [one for one, score in zip(candidates, scores, strict=True) if score == best]
    named = [one for one in found if normal_title(one.sheet.title) == normal_title(tab.tab)]
    return named or found


def _fit(sheet: type[Sheet], head: Head) -> Fit:
    fields: dict[tuple[str, str], Field] = {}
    unknown = []
    for leaf in head.leaves:
        column = column_called(sheet, leaf.path)
        if column is None or (column.sheet_title, column.name) in fields:
            if leaf.path[-1].core not in UNUSED:
                unknown.append(leaf)
            continue
        unit = leaf.unit or head.unit or "万元"
        fields[column.sheet_title, column.name] = Field(leaf, column, unit, not column.computed)
    return Fit(sheet, tuple(fields.values()), tuple(unknown))


def _score(fit: Fit) -> tuple[int, bool]:
    """How many of the sheet's own columns the table has, none without a row's identity; of two sheets, the one
    whose numbers (问题编号, 节点序号) it has."""
    own = {one.column.name for one in fit.fields if one.column.sheet_title == fit.sheet.title}
    keys = {column.name for column in fit.sheet.columns if column.key and column is not MonthlyProgress.month}
    return (len(own) if own & {NAME, CODE, Issues.number.name} else 0), keys - {CODE} <= own


def other_years(tab: OutsideTab, head: Head, fit: Fit, plan_year: int) -> tuple[Fit, list[Finding]]:
    """The fit without 年计划投资 of another year than 参数!计划年度, and what is said about it."""
    field = fit.field(Projects.year_plan)
    if field is None or field.leaf.year in (None, plan_year):
        return fit, []
    said = Finding(
        Level.DOUBT,
        tab.place,
        tab.address(head.last, field.leaf.place),
        f"列标题写的是 {field.leaf.year} 年，台账的计划年度是 {plan_year} 年，这一列没有导入",
        "核对年份；确是本年度计划时改列标题里的年份后再导入",
        value=field.leaf.shown,
        used="不计",
    )
    return Fit(fit.sheet, tuple(one for one in fit.fields if one is not field), fit.unknown), [said]


def column_findings(tab: OutsideTab, head: Head, fit: Fit) -> list[Finding]:
    """Columns that are not taken over, and money columns in another unit than 万元."""
    findings = [
        _about(tab, head, leaf, Level.NOTE, "没有对应的列，没有导入", "需要导入时把列标题改成台账里的名称")
        for leaf in fit.unknown
    ]
    findings += [
        _about(
            tab,
            head,
            one.leaf,
            Level.NOTE,
            f"在台账中由系统计算（{one.title}），没有导入",
            "只用来核对，不需处理",
        )
        for one in fit.fields
        if one.column.computed and one.column.name != NAME
    ]
    findings += [
        _about(
            tab, head, one.leaf, Level.NOTE,
            f"的单位是{one.unit}，已换算成万元（1{one.unit}＝{WAN_YUAN[one.unit]:g}万元）",
            "核对单位无误即可",
        )
        for one in fit.money
        if WAN_YUAN[one.unit] != 1
    ]  # fmt: skip
    return findings


def _about(tab: OutsideTab, head: Head, leaf: Leaf, level: Level, message: str, advice: str) -> Finding:
    cell = tab.address(head.last, leaf.place)
    return Finding(level, tab.place, cell, f"列“{leaf.shown}”{message}", advice, value=leaf.shown)


def choose(tab: OutsideTab, head: Head | None) -> tuple[Fit | None, list[Finding]]:
    """The one sheet that the table belongs to; None with a finding where none or several do.

    A tab that bears the name of another sheet of ours (a copy of the ledger) is that sheet, whatever its columns.
    """
    if normal_title(tab.tab) in _OTHER_SHEETS:
        return None, [_not_ours(tab, f"这是台账的“{tab.tab}”，不由导入更新，没有导入")]
    if head is None:
        return None, [_not_ours(tab, "前 20 行里找不到台账认识的列标题，这张表没有导入")]
    found = fits(tab, head)
    if not found:
        titles = "、".join(sheet.title for sheet in TARGETS)
        return None, [_not_ours(tab, f"列标题与{titles}都对不上，这张表没有导入")]
    if len(found) > 1:
        return None, [_ambiguous(tab, found)]
    return found[0], []


def _not_ours(tab: OutsideTab, message: str) -> Finding:
    return Finding(Level.NOTE, tab.place, "", message, "需要导入时按台账的列标题改好表头")


def _ambiguous(tab: OutsideTab, found: Sequence[Fit]) -> Finding:
    names = "、".join(f"“{one.sheet.title}”" for one in found)
    return Finding(
        Level.ERROR,
        tab.place,
        "",
        f"列标题同时对得上{names}，无法认定，这张表没有导入",
        "请把工作表名改成其中正确的一个，再导入",
    )
