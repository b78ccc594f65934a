"""督查通报：the month's inspections, what was found unit by unit, what is asked of them (通报, 文件格式)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docgen.blocks import Composition, Layout, NamedBlock, Table, TableColumn, missing_marker
from docgen.documents.common import composed, day_field, issuer_fields, period_fields, with_missing
from docgen.documents.inspection_record import CHECKS
from docgen.documents.kind import Kind
from docgen.facts import Header
from docgen.issue_facts import InspectionFacts
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, day_text, listed, money, month_text

NAME = "督查通报"
_TABLE = "督查情况表"
_BOARD = "挂牌督办"


@dataclass(frozen=True, slots=True)
class InspectionCircularFacts:
    """督查通报：inspections in the order of their days, `since` the first month of them, `month` the last."""

    header: Header
    region: str | None
    since: date
    month: date
    as_of: date
    addressee: str | None
    inspections: tuple[InspectionFacts, ...]
    reply_by: date | None


def _fields(facts: InspectionCircularFacts) -> Mapping[str, Any]:
    done = facts.inspections
    units = by_unit(done)
    with_problems = {unit: rows for unit, rows in units.items() if any(map(_problems, rows))}
    return {
        **period_fields(facts.month, facts.as_of),
        **issuer_fields(facts.header.issuer),
        "督查期间": span_of_months(facts.since, facts.month),
        "行政区": facts.region or "",
        "主送": or_missing(facts.addressee, "主送机关"),
        "督查次数": len(done),
        "督查情况": Missing("督查情况"),
        "单位数": len(units),
        "项目数": len({row.project or row.number for row in done}),
        "各类次数": _types(done),
        "问题次数": sum(1 for row in done if _problems(row)),
        "各单位": [_unit_fields(unit, rows) for unit, rows in with_problems.items()],
        "没有问题的单位": listed(unit for unit in units if unit not in with_problems),
        "反馈时限": day_field(facts.reply_by, "反馈时限"),
    }


def span_of_months(first: date, last: date) -> str:
    """2022年9月; 2022年8月至9月; 2021年12月至2022年1月."""
    if (first.year, first.month) == (last.year, last.month):
        return month_text(last)
    return f"{month_text(first)}至{f'{last.month}月' if first.year == last.year else month_text(last)}"


def by_unit(inspections: Sequence[InspectionFacts]) -> dict[str, list[InspectionFacts]]:
    """The inspections of each unit, units in the order they were first inspected."""
    units: dict[str, list[InspectionFacts]] = {}
    for row in inspections:
        unit = one_line(row.unit or "") or missing_marker(f"{one_line(row.number)}责任单位")
        units.setdefault(unit, []).append(row)
    return units


def _types(inspections: Sequence[InspectionFacts]) -> str:
    """「五查1次、月度督查2次」; nothing where all are of one type that is not said."""
    counts = Counter(one_line(row.type) for row in inspections if row.type)
    return listed(f"{name}{count}次" for name, count in counts.items())


def _problems(row: InspectionFacts) -> str:
    return prose(row.problems or "")


def _unit_fields(unit: str, rows: Sequence[InspectionFacts]) -> dict[str, Any]:
    return {"单位": unit, "各次": [_row_fields(row) for row in rows if _problems(row)]}


def _row_fields(row: InspectionFacts) -> dict[str, Any]:
    """项目, 督查日期, 类型, 查的情况 「查方案发现开工方案不细」, 问题, 得分 (blank where there is none)."""
    number = one_line(row.number)
    found = (f"{name}：{prose(text)}" for name, text in zip(CHECKS, row.checks, strict=True) if text)
    return {
        "项目": one_line(row.project or "") or missing_marker(f"{number}项目名称"),
        "督查日期": Missing(f"{number}督查日期") if row.held_on is None else day_text(row.held_on),
        "类型": one_line(row.type or "") or "督查",
        "五查": "；".join(found),
        "问题": _problems(row),
        "得分": "" if row.score is None else money(row.score),
        "挂牌": row.listed_on is not None and row.delisted_on is None and row.type != _BOARD,
    }


# --- table --------------------------------------------------------------------------------------


def _blocks(facts: InspectionCircularFacts) -> Mapping[str, NamedBlock]:
    return {_TABLE: inspections_table(facts.inspections)}


def inspections_table(inspections: Sequence[InspectionFacts]) -> Table:
    """附件, landscape: one row an inspection, the five checks and the problem side by side."""
    columns = (
        TableColumn("序号", 2.4),
        TableColumn("责任单位", 5),
        TableColumn("项目名称", 8, "left"),
        TableColumn("督查日期", 6.2),
        TableColumn("类型", 4.2),
        *(TableColumn(name, 6, "left") for name in CHECKS),
        TableColumn("存在问题", 7, "left"),
        TableColumn("得分", 2.6),
    )
    return Table(columns, tuple(_cells(at, row) for at, row in enumerate(inspections, 1)))


def _cells(at: int, row: InspectionFacts) -> tuple[str, ...]:
    number = one_line(row.number)
    return (
        str(at),
        one_line(row.unit or "") or missing_marker(f"{number}责任单位"),
        one_line(row.project or "") or missing_marker(f"{number}项目名称"),
        missing_marker(f"{number}督查日期") if row.held_on is None else day_text(row.held_on),
        one_line(row.type or "") or DASH,
        *(prose(text or "") or DASH for text in row.checks),
        _problems(row) or DASH,
        DASH if row.score is None else money(row.score),
    )


def _finish(facts: InspectionCircularFacts, draft: Draft) -> Composition:
    year = (facts.header.dated or facts.as_of).year
    composition = composed(NAME, Layout.DOCUMENT, facts.header, draft, year)
    addressee = composition.addressee or missing_marker("主送机关")
    return with_missing(replace(composition, addressee=addressee))


INSPECTION_CIRCULAR = Kind(NAME, Layout.DOCUMENT, InspectionCircularFacts, NAME, _fields, _blocks, _finish)
