"""督查记录、督查通报：from the rows of 督查记录: one form an inspection, one 通报 of all of them.

Without --rows: the inspections of 统计月份.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import circular, common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.job import Job
from addin.commands.documents.row_selection import chosen_rows, project_name, row_reference
from addin.ledger.deadlines import Bools, as_days
from addin.ledger.wording import month_name
from addin.schema import Inspections, Projects
from addin.supervision.subjects import lead_of
from docgen.documents.inspection_circular import InspectionCircularFacts
from docgen.documents.inspection_record import InspectionRecordFacts
from docgen.facts import Header
from docgen.issue_facts import InspectionFacts

RECORDED_BY, CIRCULATED_BY = "督查记录", "督查通报"
CHECKS = (
    Inspections.plan_check,
    Inspections.record_check,
    Inspections.progress_check,
    Inspections.duty_check,
    Inspections.result_check,
)
"""五查."""


def _units(done: Computation) -> pd.Series:
    return lead_of(done.ledger, done.ledger[Inspections], Inspections.code, Inspections.responsible_unit)


def _places(done: Computation, chosen: Selection) -> list[int]:
    return chosen_rows(done, Inspections, chosen, _units(done), _of_month(done))


def _of_month(done: Computation) -> Bools:
    held = as_days(done.ledger[Inspections][Inspections.held_on.name]).astype("datetime64[M]")
    of_month: Bools = held == np.datetime64(done.ledger.settings.as_of, "M")
    return of_month


def _facts(done: Computation, place: int) -> InspectionFacts:
    row = done.ledger[Inspections].iloc[place]
    unit = _units(done).iloc[place]

    def text(name: str) -> str | None:
        return common.text_or_none(row[name])

    return InspectionFacts(
        number=str(row[Inspections.number.name]),
        type=text(Inspections.type.name),
        phase=text(Inspections.phase.name),
        project=project_name(done, text(Inspections.code.name)),
        unit=unit,
        held_on=common.day_or_none(row[Inspections.held_on.name]),
        checks=tuple(text(column.name) for column in CHECKS),
        problems=text(Inspections.problems.name),
        listed_on=common.day_or_none(row[Inspections.listed_on.name]),
        delisted_on=common.day_or_none(row[Inspections.delisted_on.name]),
        score=common.number_or_none(row[Inspections.score.name]),
    )


def _codes(done: Computation, places: list[int]) -> tuple[str, ...]:
    codes = done.ledger[Inspections][Inspections.code.name].to_numpy(dtype=object)[places]
    return tuple(dict.fromkeys(str(code) for code in codes if common.text_or_none(code)))


# --- 督查记录 -----------------------------------------------------------------------------------


def _records(done: Computation, chosen: Selection) -> list[Job]:
    return [_record(done, place) for place in _places(done, chosen)]


def _record(done: Computation, place: int) -> Job:
    unit = _units(done).iloc[place] or ""
    number = str(done.ledger[Inspections][Inspections.number.name].iloc[place])

    def facts(header: Header, base_day: date) -> InspectionRecordFacts:
        return InspectionRecordFacts(header, _facts(done, place), base_day)

    return Job(
        RECORDED_BY,
        unit,
        "_".join(part for part in (unit, number) if part),
        None,
        (row_reference(done, Inspections, place),),
        _codes(done, [place]),
        facts,
    )


# --- 督查通报 -----------------------------------------------------------------------------------


def _circulars(done: Computation, chosen: Selection) -> list[Job]:
    """One 通报; 关联编号 names the projects inspected too, so that they are not suggested again while the answer is
    open."""
    places = _places(done, chosen)
    if not places:
        return []
    days = as_days(done.ledger[Inspections][Inspections.held_on.name])[places]
    in_order = [places[at] for at in np.argsort(days, kind="stable")]
    month = done.ledger.settings.as_of
    codes = _codes(done, in_order)

    def facts(header: Header, base_day: date) -> InspectionCircularFacts:
        inspections = tuple(_facts(done, place) for place in in_order)
        held = [one.held_on for one in inspections if one.held_on] or [month]
        return InspectionCircularFacts(
            header=header,
            region=done.ledger.settings.region or None,
            since=min(held).replace(day=1),
            month=max(held).replace(day=1),
            as_of=common.month_end(month),
            addressee=circular.addressee(done),
            inspections=inspections,
            reply_by=base_day + timedelta(days=common.reply_days(done, CIRCULATED_BY)),
        )

    known = set(done.ledger[Projects][Projects.code.name])
    rows = [row_reference(done, Inspections, place) for place in in_order]
    rows += [common.key_of(Projects, code) for code in codes if code in known]
    return [Job(CIRCULATED_BY, "", month_name(month), month, tuple(rows), codes, facts)]


INSPECTION_RECORD = Builder(RECORDED_BY, _records, ("rows", "units"), (Inspections,))
INSPECTION_CIRCULAR = Builder(CIRCULATED_BY, _circulars, ("rows", "units"), (Inspections,))
