"""名单印发通知：关于印发《…年…名单》的通知, with the list as it stands on the sheet (龙项目办〔2022〕3号 第九条)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, Table, TableColumn, missing_marker
from docgen.documents.common import composed, day_field, issuer_fields, money_field, with_missing
from docgen.documents.kind import Kind
from docgen.facts import Header
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, listed, money_column

NAME = "名单印发通知"
LIST = "名单"
KEY, MAJOR = "重点", "重大"


@dataclass(frozen=True, slots=True)
class ListedFacts:
    """One row of 储备库; `tier` its 可申报层级 (区重点, 区重大), `approval` its 批准文号."""

    name: str
    applicant: str | None
    tier: str | None
    industry: str | None = None
    category: str | None = None
    nature: str | None = None
    total_investment: float | None = None
    content: str | None = None
    decided_on: date | None = None
    approval: str | None = None


@dataclass(frozen=True, slots=True)
class ListNoticeFacts:
    """名单印发通知. `rows` in the order of the sheet."""

    header: Header
    region: str | None
    year: int
    addressee: str | None
    rows: tuple[ListedFacts, ...]


def _fields(facts: ListNoticeFacts) -> Mapping[str, Any]:
    return {
        **issuer_fields(facts.header.issuer),
        "行政区": facts.region or "",
        "主送": or_missing(facts.addressee, "主送机关"),
        "年度": str(facts.year),
        "名单名称": list_title(facts),
        "重点用字": tier_words(facts.rows),
        "审定日期": _decided(facts.rows),
        "批准文号": _approvals(facts.rows),
        "项目数": len(facts.rows),
        "项目": "" if facts.rows else Missing("名单项目"),
        "总投资": money_field(_total(facts.rows), "总投资"),
        "各层级": _counted(facts.rows, lambda row: row.tier),
        "各类别": _counted(facts.rows, lambda row: row.category),
    }


def tier_words(rows: Sequence[ListedFacts]) -> str:
    """「重点」, 「重大」 or 「重点（重大）」, as 可申报层级 of the rows says."""
    has_major = any(MAJOR in (row.tier or "") for row in rows)
    has_key = any(MAJOR not in (row.tier or "") for row in rows) or not rows
    return f"{KEY}（{MAJOR}）" if has_major and has_key else MAJOR if has_major else KEY


def list_title(facts: ListNoticeFacts) -> str:
    """「云江区2022年重点项目名单」."""
    return f"{one_line(facts.region or '')}{facts.year}年{tier_words(facts.rows)}项目名单"


def _total(rows: Sequence[ListedFacts]) -> float | None:
    known = [row.total_investment for row in rows if row.total_investment is not None]
    return sum(known) if rows and len(known) == len(rows) else None


def _counted(rows: Sequence[ListedFacts], of: Callable[[ListedFacts], str | None]) -> list[dict[str, Any]]:
    """名称, 个数 and 总投资 of each value in the order of the sheet; none where it is not known of every row."""
    if any(of(row) is None for row in rows):
        return []
    names = dict.fromkeys(of(row) or "" for row in rows)
    found = [(name, [row for row in rows if of(row) == name]) for name in names]
    return [
        {
            "名称": one_line(name),
            "个数": len(own),
            "总投资": money_field(_total(own), f"{one_line(name)}总投资"),
        }
        for name, own in found
    ]


def _decided(rows: Sequence[ListedFacts]) -> Any:
    """The day on which all were decided; blank where there were several, missing where one has none."""
    days = {row.decided_on for row in rows}
    if not days or None in days:
        return Missing("审定日期")
    return day_field(days.pop(), "审定日期") if len(days) == 1 else ""


def _approvals(rows: Sequence[ListedFacts]) -> str | Missing:
    """The 批准文号 of the rows, each once; missing where a row has none: the list may not go out before."""
    if not rows or any(not (row.approval or "").strip() for row in rows):
        return Missing("批准文号")
    return listed(dict.fromkeys(one_line(row.approval or "") for row in rows))


def list_table(rows: Sequence[ListedFacts]) -> Table:
    """The sheet's order; 层级 once beside its rows."""
    columns = (
        TableColumn("序号", 2.2),
        TableColumn("层级", 3.4, merged=True),
        TableColumn("项目名称", 9, "left"),
        TableColumn("申报单位", 5.4, "left"),
        TableColumn("行业领域", 4.4),
        TableColumn("项目类别", 4.4),
        TableColumn("项目属性", 4.4),
        TableColumn("总投资", 4.4, "right"),
        TableColumn("建设内容及规模", 13, "left"),
    )
    totals = money_column([row.total_investment for row in rows])
    cells = tuple(
        _cells(number, row, total) for number, (row, total) in enumerate(zip(rows, totals, strict=True), 1)
    )
    return Table(columns, cells, "单位：万元")


def _cells(number: int, row: ListedFacts, total: str) -> tuple[str, ...]:
    words = (row.applicant, row.industry, row.category, row.nature)
    return (
        str(number),
        one_line(row.tier or "") or DASH,
        one_line(row.name),
        *(one_line(text or "") or DASH for text in words),
        total,
        prose(row.content or "") or DASH,
    )


def _blocks(facts: ListNoticeFacts) -> Mapping[str, NamedBlock]:
    return {LIST: list_table(facts.rows)}


def _finish(facts: ListNoticeFacts, draft: Draft) -> Composition:
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, facts.year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


LIST_NOTICE = Kind(NAME, Layout.DOCUMENT, ListNoticeFacts, NAME, _fields, _blocks, _finish)
