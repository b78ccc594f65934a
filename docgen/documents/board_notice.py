"""挂牌督办通知：projects put on the board, what has to be done, and when they come off it (文件格式).

Source: 仑政办〔2022〕26号 (对进度滞后的项目责任单位在一定范围内通报、挂牌督办).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.blocks import Layout, NamedBlock, Table, TableColumn
from docgen.documents.common import day_field, first_sentence, light_name, reason_field
from docgen.documents.kind import Kind
from docgen.documents.unit_notice import UnitNoticeFacts, unit_fields, unit_finish
from docgen.facts import ProjectFacts
from docgen.wording.cleaning import one_line
from docgen.wording.missing import or_missing
from docgen.wording.numerals import DASH, day_text

NAME = "挂牌督办通知"
_ON_BOARD = "挂牌项目"


@dataclass(frozen=True, slots=True)
class OnBoard:
    """挂牌：a project (项目代码) that stands on the board, and since when."""

    code: str
    listed_on: date


@dataclass(frozen=True, slots=True)
class BoardNoticeFacts(UnitNoticeFacts):
    """`on_board`: the projects that are 挂牌 by 督查记录; the others are from the day of the 通知.

    `report_day`: the day of the month by which the unit reports (参数!报送截止日).
    """

    on_board: tuple[OnBoard, ...] = ()
    report_day: int | None = None


def _fields(facts: BoardNoticeFacts) -> Mapping[str, Any]:
    listed_on = {one.code: one.listed_on for one in facts.on_board}
    return {
        **unit_fields(facts),
        "都已挂牌": bool(facts.projects) and all(p.code in listed_on for p in facts.projects),
        "有已挂牌": any(p.code in listed_on for p in facts.projects),
        "报送日": or_missing(facts.report_day, "报送截止日"),
    }


def _blocks(facts: BoardNoticeFacts) -> Mapping[str, NamedBlock]:
    columns = (
        TableColumn("序号", 2.5),
        TableColumn("项目名称", 9, "left"),
        TableColumn("挂牌事由", 11, "left"),
        TableColumn("责任人", 4),
        TableColumn("挂牌日期", 8.5),
        TableColumn("整改时限", 8.5),
    )
    limit = str(day_field(facts.rectify_by, "整改时限"))
    listed_on = {one.code: one.listed_on for one in facts.on_board}
    rows = (_row(project, listed_on.get(project.code), limit) for project in facts.projects)
    return {_ON_BOARD: Table(columns, tuple((str(n), *row) for n, row in enumerate(rows, 1)))}


def _row(project: ProjectFacts, listed_on: date | None, limit: str) -> tuple[str, ...]:
    name = one_line(project.name)
    return (
        name,
        grounds(project),
        str(or_missing(one_line(project.person or ""), f"{name}责任人")),
        day_text(listed_on) if listed_on else "印发之日",
        limit,
    )


def grounds(project: ProjectFacts) -> str:
    """「连续3个月亮红灯：连续5个月低于进度要求（…）」; one month alone: 「亮红灯：…」."""
    red = project.red_months or 0
    light = f"连续{red}个月亮红灯" if red > 1 else f"亮{light_name(project.light)}"
    reason = str(first_sentence(reason_field(project))) or DASH
    return f"{light}：{reason}"


BOARD_NOTICE = Kind(
    NAME, Layout.DOCUMENT, BoardNoticeFacts, NAME, _fields, _blocks, unit_finish(NAME, Layout.DOCUMENT)
)
