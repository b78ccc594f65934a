"""亮灯告知单、专项督查通知、挂牌督办通知：one a unit with all its rows of 项目清单."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.genre import Genre
from addin.commands.documents.job import Job
from addin.commands.documents.supervised_jobs import unit_job, unit_jobs, with_notice
from addin.commands.documents.supervised_rows import PROJECTS_ONLY, Chosen
from addin.ledger.deadlines import as_days
from addin.lights.rule_sentences import rule_sentences
from addin.schema import Inspections
from addin.supervision.boards import open_boards
from docgen.documents.board_notice import BoardNoticeFacts, OnBoard
from docgen.documents.inspection_notice import InspectionNoticeFacts
from docgen.documents.unit_notice import UnitNoticeFacts
from docgen.facts import Header

NOTICE, INSPECTION, BOARD = "亮灯告知单", "专项督查通知", "挂牌督办通知"
INSPECTED = Inspections.type.choices[0]
"""专项督查."""

Extra = Callable[[Computation, tuple[str, ...]], dict[str, Any]]
"""What a kind knows besides, of the 项目代码 it is about: fields of its facts by name."""


def _builder(kind: str, facts_type: type[UnitNoticeFacts], extra: Extra) -> Builder:
    def job(done: Computation, genre: Genre, one: Chosen) -> Job:
        codes = tuple(str(done.panel.codes[place]) for place in one.projects)

        def facts(header: Header, base_day: date) -> UnitNoticeFacts:
            return facts_type(**_facts(done, genre, one, header, base_day), **extra(done, codes))

        return with_notice(unit_job(done, genre, one, kind, facts), _unplanned(done, kind, codes))

    def jobs(done: Computation, chosen: Selection) -> list[Job]:
        return unit_jobs(done, kind, chosen, job)

    return Builder(kind, jobs, ("rows", "units"), PROJECTS_ONLY)


def _facts(done: Computation, genre: Genre, one: Chosen, header: Header, base_day: date) -> dict[str, Any]:
    settings = done.ledger.settings
    return {
        "header": header,
        "unit": one.unit or None,
        "salutation": common.salutation(done, one.unit),
        "month": settings.as_of,
        "as_of": common.month_end(settings.as_of),
        "projects": common.project_facts(done, one.projects),
        "rule_sentences": rule_sentences(done.ledger),
        "rectify_by": common.next_month_end(settings.as_of),
        "reply_by": base_day + timedelta(days=common.reply_days(done, genre.kind)),
        "progress_word": settings.progress_word,
        "subordinate": genre.below,
    }


def _nothing(done: Computation, codes: tuple[str, ...]) -> dict[str, Any]:
    return {}


def _inspection(done: Computation, codes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "threshold": done.ledger.settings.inspection_after,
        "inspected_on": planned_inspection(done, codes),
    }


def planned_inspection(done: Computation, codes: tuple[str, ...]) -> date | None:
    """督查日期 of 督查记录, 类型 专项督查, from today on: the first that is planned for one of the projects."""
    table = done.ledger[Inspections]
    held = as_days(table[Inspections.held_on.name])
    ahead = (held >= np.datetime64(done.ledger.today, "D")) & (table[Inspections.type.name] == INSPECTED)
    days = table.loc[ahead & table[Inspections.code.name].isin(codes), Inspections.held_on.name]
    return common.day_or_none(days.min()) if len(days) else None


def _unplanned(done: Computation, kind: str, codes: tuple[str, ...]) -> str:
    """Where to enter the day of an inspection that none is planned for."""
    if kind != INSPECTION or planned_inspection(done, codes):
        return ""
    return (
        f"{Inspections.title}：没有给要督查的项目排{INSPECTED}，{INSPECTION}的督查时间待填；"
        f"请先登记一行，{Inspections.type.title}填{INSPECTED}，{Inspections.held_on.title}填督查那天。"
    )


def _board(done: Computation, codes: tuple[str, ...]) -> dict[str, Any]:
    boards = open_boards(done.ledger)
    own = boards[boards[Inspections.code.name].isin(codes)]
    pairs = zip(own[Inspections.code.name], own[Inspections.listed_on.name], strict=True)
    return {
        "on_board": tuple(OnBoard(str(code), pd.Timestamp(day).date()) for code, day in pairs),
        "report_day": done.ledger.settings.report_day,
    }


LIGHT_NOTICES = _builder(NOTICE, UnitNoticeFacts, _nothing)
INSPECTION_NOTICES = _builder(INSPECTION, InspectionNoticeFacts, _inspection)
BOARD_NOTICES = _builder(BOARD, BoardNoticeFacts, _board)
