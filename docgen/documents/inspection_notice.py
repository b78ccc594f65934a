"""专项督查通知：projects lit twice or more in the year are to be inspected (文件格式).

Source: 仑政办〔2022〕26号 (对两次以上亮灯项目开展专项督查); what is looked at are the 五查 of the sheet 督查记录.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.blocks import Layout, NamedBlock, Table, TableColumn
from docgen.documents.common import day_field, light_name, rate_field
from docgen.documents.kind import Kind
from docgen.documents.unit_notice import UnitNoticeFacts, lit_months_text, unit_fields, unit_finish
from docgen.facts import ProjectFacts
from docgen.wording.cleaning import one_line
from docgen.wording.missing import Missing, or_missing
from docgen.wording.numerals import DASH, points

NAME = "专项督查通知"
_SUBJECTS = "督查对象"


@dataclass(frozen=True, slots=True)
class InspectionNoticeFacts(UnitNoticeFacts):
    """`threshold` is 参数!专项督查次数; `inspected_on` the day of the inspection that 督查记录 has planned."""

    threshold: int | None = None
    inspected_on: date | None = None


def _fields(facts: InspectionNoticeFacts) -> Mapping[str, Any]:
    reached = [p for p in facts.projects if facts.threshold and (p.lit_count or 0) >= facts.threshold]
    return {
        **unit_fields(facts),
        "督查次数": or_missing(facts.threshold, "专项督查次数"),
        "都达到次数": bool(facts.projects) and len(reached) == len(facts.projects),
        "督查时间": day_field(facts.inspected_on, "督查时间"),
    }


def _blocks(facts: InspectionNoticeFacts) -> Mapping[str, NamedBlock]:
    columns = (
        TableColumn("序号", 2.5),
        TableColumn("项目名称", 11, "left"),
        TableColumn("年内亮\n灯次数", 3.5),
        TableColumn("亮灯月份", 9, "left"),
        TableColumn("当月\n发布灯", 3.5),
        TableColumn("投资\n完成率", 4.5),
        TableColumn(f"较{facts.progress_word}\n（百分点）", 6.5),
    )
    rows = (_row(project, facts.progress_word) for project in facts.projects)
    return {_SUBJECTS: Table(columns, tuple((str(n), *row) for n, row in enumerate(rows, 1)))}


def _row(project: ProjectFacts, progress_word: str) -> tuple[str, ...]:
    name = one_line(project.name)
    deviation = project.deviation
    return (
        name,
        str(or_missing(project.lit_count, f"{name}年内亮灯次数")),
        lit_months_text(project.lit_months) or DASH,
        light_name(project.light),
        str(rate_field(project.rate, f"{name}投资完成率")),
        str(Missing(f"{name}与{progress_word}的偏差")) if deviation is None else points(deviation),
    )


INSPECTION_NOTICE = Kind(
    NAME, Layout.DOCUMENT, InspectionNoticeFacts, NAME, _fields, _blocks, unit_finish(NAME, Layout.DOCUMENT)
)
