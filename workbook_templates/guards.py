"""数据有效性：drop-downs, hints, and computed cells that refuse typing.

A choice of the schema refuses other words; lists and references only suggest (a code pasted before
its project is entered must not be lost); dates and numbers warn. What is wrong all the same stands
in 校核清单.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from addin.schema import SHEETS, Column, Kind, Sheet, sheet_titled
from workbook_templates.marks import LAST_ROW

Rule = dict[str, object]

LIST_LIMIT: Final = 255
"""Excel takes a drop-down written into the validation only up to this length."""
LIST_ROWS: Final = 20_000
COMPUTED_TITLE: Final = "自动计算"
COMPUTED_HINT: Final = "本格由“重新计算”填写，请勿手工改动；改了也会被恢复。"
HINTS: Final[dict[Kind, str]] = {
    Kind.DATE: "不像日期，请按 2022-09-30 的样子填写。仍要保留吗？",
    Kind.MONTH: "不像月份，请按 2022-09 的样子填写。仍要保留吗？",
    Kind.MONEY: "不是数值，请填以万元计的数，不要带单位。仍要保留吗？",
    Kind.NUMBER: "不是数值。仍要保留吗？",
    Kind.INTEGER: "不是整数。仍要保留吗？",
    Kind.RATE: "不是数值，百分之七十五请填 75%。仍要保留吗？",
}


def list_name(sheet: type[Sheet]) -> str:
    """The workbook name that holds a sheet's keys for drop-downs, e.g. 选项_单位名录."""
    return f"选项_{sheet.title}"


def suggesting(sheet: type[Sheet]) -> bool:
    """Does the sheet have one key column, so that others may choose from it?"""
    return len(sheet.keys()) == 1


def referred_sheets() -> list[type[Sheet]]:
    """The sheets that any column refers to, in tab order."""
    titles = {column.refers_to for sheet in SHEETS for column in sheet.columns if column.refers_to}
    return [sheet for sheet in SHEETS if sheet.title in titles and suggesting(sheet)]


def define_lists(workbook: Workbook, first_row: int) -> None:
    """One name a referred sheet: its filled keys, from the first data row down (grows by itself)."""
    for sheet in referred_sheets():
        letters = xl_col_to_name(sheet.columns.index(sheet.keys()[0]))
        tab = quote_sheetname(sheet.title)
        first = f"{tab}!${letters}${first_row + 1}"
        column = f"{first}:${letters}${first_row + LIST_ROWS}"
        workbook.define_name(list_name(sheet), f"={first}:INDEX({column},MAX(1,COUNTA({column})))")


def guard(column: Column) -> Rule | None:
    """The validation rule of a column's cells, or None."""
    if column.computed:
        return refusal(column)
    rule = _choice(column) or _reference(column) or _plausible(column)
    if column.hint:
        rule = rule or {"validate": "any"}
        rule |= {"input_title": column.title[:32], "input_message": column.hint[:255]}
    return rule


def refusal(column: Column) -> Rule:
    """Typing is refused; deleting cannot be, and recalc puts the value back."""
    hint = f"{column.hint}。{COMPUTED_HINT}" if column.hint else COMPUTED_HINT
    return {
        "validate": "custom",
        "value": "=FALSE",
        "ignore_blank": False,
        "input_title": COMPUTED_TITLE,
        "input_message": hint[:255],
        "error_title": COMPUTED_TITLE,
        "error_message": COMPUTED_HINT,
        "error_type": "stop",
    }


def choice_rule(title: str, choices: Sequence[str], refuses: bool = True) -> Rule:
    """A drop-down of fixed words; where it does not refuse it only suggests."""
    if len(",".join(choices)) > LIST_LIMIT:
        raise ValueError(f"{title}: the choices are longer than {LIST_LIMIT} characters")
    rule: Rule = {"validate": "list", "source": list(choices)}
    if not refuses:
        return {**rule, "show_error": False}
    return {
        **rule,
        "error_title": title[:32],
        "error_message": "请从下拉列表中选一项。",
        "error_type": "stop",
    }


def _choice(column: Column) -> Rule | None:
    if not column.choices:
        return None
    return choice_rule(column.title, column.choices, column.kind is Kind.CHOICE)


def _reference(column: Column) -> Rule | None:
    if not column.refers_to or not suggesting(sheet_titled(column.refers_to)):
        return None
    return {
        "validate": "list",
        "source": f"={list_name(sheet_titled(column.refers_to))}",
        "show_error": False,
    }


def _plausible(column: Column) -> Rule | None:
    return plausible(column.kind, column.title)


def plausible(kind: Kind, title: str) -> Rule | None:
    """Warns, and lets the person keep it, where a date or number is asked and something else typed."""
    if kind not in HINTS:
        return None
    rule: Rule = {"error_title": title[:32], "error_message": HINTS[kind], "error_type": "warning"}
    if kind in (Kind.DATE, Kind.MONTH):
        bounds = {"minimum": dt.date(1980, 1, 1), "maximum": dt.date(2099, 12, 31)}
        return {**rule, "validate": "date", "criteria": "between", **bounds}
    return {
        **rule,
        "validate": "integer" if kind is Kind.INTEGER else "decimal",
        "criteria": "between",
        "minimum": -1_000_000_000,
        "maximum": 1_000_000_000,
    }


def write_guards(worksheet: Worksheet, placed: Iterable[tuple[int, Column]], first_row: int) -> None:
    """Columns with the same rule share one validation over all rows, present and to come."""
    groups: dict[str, tuple[Rule, list[int]]] = {}
    for place, column in placed:
        rule = guard(column)
        if rule is not None:
            signature = repr({key: value for key, value in rule.items() if key != "error_title"})
            groups.setdefault(signature, (rule, []))[1].append(place)
    for rule, places in groups.values():
        spans = _spans(places)
        others = [[first_row, first, LAST_ROW, last] for first, last in spans[1:]]
        shared = {**rule, "other_cells": others} if others else rule
        if len(places) > 1 and rule.get("error_type") == "warning":
            shared = {**shared, "error_title": "请核对"}
        worksheet.data_validation(first_row, spans[0][0], LAST_ROW, spans[0][1], shared)


def _spans(places: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring columns as (first, last)."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place - 1:
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((place, place))
    return spans
