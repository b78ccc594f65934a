"""督查记录：one inspection by the five checks, 查方案、查记录、查进度、查履职、查实效 (a form, no 文种).

Source: 宁波市发展改革委专项行动纪实, 前、中、后期全过程监督.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.blocks import Composition, FormCell, FormGrid, Layout, NamedBlock
from docgen.documents.cards import Row, card, form_composed, line, pair
from docgen.documents.common import day_field, issuer_fields, text_field
from docgen.documents.kind import Kind
from docgen.facts import Header
from docgen.issue_facts import InspectionFacts
from docgen.wording.cleaning import one_line, prose
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, day_text, money

NAME = "督查记录"
CHECKS = ("查方案", "查记录", "查进度", "查履职", "查实效")
"""五查, in the order of `InspectionFacts.checks`."""
_CHECK_HEIGHT = 18.0


@dataclass(frozen=True, slots=True)
class InspectionRecordFacts:
    """督查记录：one inspection; `as_of` the day it is written on."""

    header: Header
    inspection: InspectionFacts
    as_of: date


def _fields(facts: InspectionRecordFacts) -> Mapping[str, Any]:
    inspection = facts.inspection
    return {
        **issuer_fields(facts.header.issuer),
        "督查编号": one_line(inspection.number),
        "类型": one_line(inspection.type or ""),
        "项目": one_line(inspection.project or ""),
        "责任单位": or_missing(inspection.unit, "责任单位"),
        "督查日期": day_field(inspection.held_on, "督查日期"),
    }


def _blocks(facts: InspectionRecordFacts) -> Mapping[str, NamedBlock]:
    return {NAME: _grid(facts.inspection)}


def _grid(inspection: InspectionFacts) -> FormGrid:
    """挂牌日期 and 摘牌日期 only where there is one; 存在问题 left blank in the ledger is a dash, not 「无」."""
    return card(
        pair("督查编号", one_line(inspection.number), "督查类型", or_missing(inspection.type, "督查类型")),
        pair(
            "项目名称",
            or_missing(inspection.project, "项目名称"),
            "项目阶段",
            or_missing(inspection.phase, "督查阶段"),
        ),
        pair(
            "责任单位",
            or_missing(inspection.unit, "责任单位"),
            "督查日期",
            day_field(inspection.held_on, "督查日期"),
        ),
        *_check_rows(inspection),
        line("存在问题", prose(inspection.problems or "") or DASH, _CHECK_HEIGHT),
        pair("得　　分", score(inspection), "挂牌督办", _board(inspection)),
        pair("督查人员\n（签字）", "", "被督查单位\n（签字）", ""),
    )


def _check_rows(inspection: InspectionFacts) -> list[Row]:
    """「五查」 beside its five lines."""
    rows: list[Row] = []
    for at, (name, found) in enumerate(zip(CHECKS, inspection.checks, strict=True)):
        said = FormCell(str(text_field(found, name)), span=2, align="left")
        first = (FormCell("五查情况", label=True, down=len(CHECKS)),) if at == 0 else ()
        rows.append(((*first, FormCell(name, label=True), said), _CHECK_HEIGHT))
    return rows


def score(inspection: InspectionFacts) -> str | Missing:
    """「66分」, with no more decimals than it has."""
    return Missing("得分") if inspection.score is None else f"{money(inspection.score)}分"


def _board(inspection: InspectionFacts) -> str:
    dates = ((inspection.listed_on, "挂牌"), (inspection.delisted_on, "摘牌"))
    return "，".join(f"{day_text(day)}{what}" for day, what in dates if day) or DASH


def _finish(facts: InspectionRecordFacts, draft: Draft) -> Composition:
    return form_composed(NAME, facts.header, draft, facts.as_of)


INSPECTION_RECORD = Kind(NAME, Layout.FORM, InspectionRecordFacts, NAME, _fields, _blocks, _finish)
