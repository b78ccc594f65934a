"""表样：a form is data: its title, its header and where each cell comes from.

A form is filled from a ledger whose computed columns are computed (addin/commands/export.py), and gives
pages that writer.py (.xlsx) and word_writer.py (.docx) set. Text is masked here (参数!联系电话脱敏), so that no
page holds a phone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import pandas as pd

from addin.errors import UsageError
from addin.findings import Finding, Level
from addin.forms.pages import Cell, Leaf, ListPage, Page
from addin.ledger import Ledger
from addin.ledger.phones import masked
from addin.schema import Column, Kind, Sheet
from addin.schema.base import DATED, NUMERIC
from docgen.blocks import missing_marker

DEMONSTRATION = "演示数据"
"""What marks sample data."""

Maker: TypeAlias = Callable[[Ledger, pd.DataFrame], Sequence[Any]]
"""Cells of a column from the ledger and the rows of the form, parallel to the rows."""


@dataclass(frozen=True, slots=True)
class Head:
    """表头格：one leaf column. `title` and `group` may hold {年}; `source` a column of the rows, or a maker.

    `required`: what the form says must not be left blank; a blank shows 【待填：title】 and is a finding.
    `contact`: the cell is a contact, where 7 or 8 digits are a phone number too.
    """

    title: str
    source: Column | Maker
    width: float
    group: str = ""
    kind: Kind = Kind.TEXT
    required: bool = False
    contact: bool = False

    @property
    def shown_as(self) -> Kind:
        return self.source.kind if isinstance(self.source, Column) else self.kind

    def values(self, ledger: Ledger, rows: pd.DataFrame) -> list[Cell]:
        given = rows[self.source.name] if isinstance(self.source, Column) else self.source(ledger, rows)
        return [self._cell(value, ledger) for value in list(given)]

    def _cell(self, value: Any, ledger: Ledger) -> Cell:
        shown = cell(value, self.shown_as)
        return discreet(shown, ledger, self.contact) if isinstance(shown, str) else shown


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled: its pages, how many rows of the ledger it holds, what was missing."""

    pages: tuple[Page, ...]
    rows: int
    findings: tuple[Finding, ...] = ()


class Form(Protocol):
    """表样：what all families have in common."""

    @property
    def name(self) -> str: ...

    def fill(self, ledger: Ledger, wanted: Sequence[str]) -> Filled:
        """The form of the rows `wanted` (keys or 行标识), all that belong on it where none are named.

        Raises UsageError for a row that does not belong on it.
        """


@dataclass(frozen=True, slots=True)
class ListForm:
    """一览表：one line a row of the ledger, under a header of one or two levels.

    `title` may hold {年} and {区}; `rows` gives the rows of `sheet` that belong on it; `note` stands below.
    """

    name: str
    title: str
    sheet: type[Sheet]
    rows: Callable[[Ledger], pd.DataFrame]
    heads: tuple[Head, ...]
    money: bool = True
    note: str = ""
    paper: str = "A3"

    def fill(self, ledger: Ledger, wanted: Sequence[str]) -> Filled:
        rows = chosen(self.name, self.sheet, self.rows(ledger), wanted)
        columns = [head.values(ledger, rows) for head in self.heads]
        findings: list[Finding] = []
        for head, cells in zip(self.heads, columns, strict=True):
            if head.required:
                findings += _marked_missing(head, cells, ledger, self.sheet, rows)
        page = ListPage(
            tab=self.name,
            title=with_year(self.title, ledger),
            remark=remark(ledger, self.money),
            leaves=tuple(
                Leaf(with_year(head.title, ledger), with_year(head.group, ledger), head.width, head.shown_as)
                for head in self.heads
            ),
            lines=tuple(zip(*columns, strict=True)),
            note=self.note,
            paper=self.paper,
        )
        return Filled((page,), len(rows), tuple(findings))


def _marked_missing(
    head: Head, cells: list[Cell], ledger: Ledger, sheet: type[Sheet], rows: pd.DataFrame
) -> Iterable[Finding]:
    """Marks the blanks among `cells`, and says where to fill them in."""
    name = head.source.name if isinstance(head.source, Column) else None
    for place, position in enumerate(rows["position"].tolist()):
        if cells[place] is None:
            cells[place] = missing_marker(head.title)
            message = f"{head.title}没有填，表样要求“必须填写详细，不能留空格”"
            yield ledger.finding(
                Level.DOUBT, sheet, position, name, message, "请补填后再导出，或在导出的表里补填"
            )


def chosen(form: str, sheet: type[Sheet], rows: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """The rows whose key, 行标识 or 项目代码 is wanted, in the ledger's order. Raises UsageError."""
    if not wanted:
        return rows.reset_index(drop=True)
    names = [column.name for column in sheet.columns if column.key or column.name in ("row_id", "code")]
    keys = {one.removeprefix(f"{sheet.title}!") for one in wanted}
    hits = rows[names].isin(keys).any(axis=1)
    found = {str(value) for name in names for value in rows[name]}
    for one in wanted:
        if one.removeprefix(f"{sheet.title}!") not in found:
            titles = "、".join(sheet.column(name).title for name in reversed(names))
            raise UsageError("--rows", f"{form}里没有“{one}”这一行", f"请填属于这张表的{titles}")
    return rows[hits].reset_index(drop=True)


def cell(value: Any, kind: Kind) -> Cell:
    """A table's value as a cell: money and rates as numbers, dates as dates, lists joined by 、, blank None."""
    if isinstance(value, tuple):
        return "、".join(value) or None
    if value is None or value is pd.NaT or value != value:
        return None
    if kind in NUMERIC:
        return float(value)
    if kind in DATED:
        day: dt.date = pd.Timestamp(value).date()
        return day
    return str(value) or None


def discreet(text: str, ledger: Ledger, contact: bool = False) -> str:
    """The text as it may leave the workbook: phones hidden unless 参数!联系电话脱敏 is 否."""
    return text if ledger.settings.mask_phones == "否" else masked(text, contact)


def with_year(text: str, ledger: Ledger) -> str:
    """{年} and {区} of a title or header filled in."""
    return text.replace("{年}", str(ledger.settings.year)).replace("{区}", ledger.settings.region)


def remark(ledger: Ledger, money: bool) -> str:
    """The line above the header: 演示数据 where it is, the month, 单位：万元 where money stands."""
    settings = ledger.settings
    parts = [DEMONSTRATION] if settings.demonstration == "是" else []
    if money:
        parts += [f"截至{settings.as_of.year}年{settings.as_of.month}月", "单位：万元"]
    return "　".join(parts)


def numbered(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
    """序号, from 1."""
    return range(1, len(rows) + 1)


NUMBER = Head("序号", numbered, 5, kind=Kind.INTEGER)
