"""约谈通知、约谈记录：one document a talk of 约谈登记.

约谈通知, without --rows: talks not yet held (约谈日期 blank, today or later, and no 约谈情况). 约谈记录: talks held
from the first day of 统计月份 up to today.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.job import Job
from addin.commands.documents.meeting_notice import day_before
from addin.commands.documents.row_selection import chosen_rows, project_name, row_reference
from addin.ledger.deadlines import Bools, as_days
from addin.ledger.reports import lead_units
from addin.schema import FormalTalks, Projects
from docgen.documents.talk_notice import TalkNoticeFacts
from docgen.documents.talk_record import TalkRecordFacts
from docgen.facts import Header

CALLED_BY, RECORDED_BY = "约谈通知", "约谈记录"


def _notices(done: Computation, chosen: Selection) -> list[Job]:
    """With the projects talked about in 关联编号, so that they are not suggested again while the answer is open."""
    places = chosen_rows(done, FormalTalks, chosen, _units(done), _to_come(done))
    return [_notice(done, place) for place in places]


def _records(done: Computation, chosen: Selection) -> list[Job]:
    places = chosen_rows(done, FormalTalks, chosen, _units(done), _held(done))
    return [_record(done, place) for place in places]


def _days(done: Computation) -> np.ndarray:
    return as_days(done.ledger[FormalTalks][FormalTalks.held_on.name])


def _to_come(done: Computation) -> Bools:
    days, table = _days(done), done.ledger[FormalTalks]
    silent = table[FormalTalks.record.name].isna().to_numpy()
    to_come: Bools = silent & (np.isnat(days) | (days >= np.datetime64(done.ledger.today, "D")))
    return to_come


def _held(done: Computation) -> Bools:
    days = _days(done)
    first = np.datetime64(done.ledger.settings.as_of, "D")
    held: Bools = (days >= first) & (days <= np.datetime64(done.ledger.today, "D"))
    return held


def _units(done: Computation) -> pd.Series:
    """约谈单位, without one the lead unit of the first project; None where there is neither."""
    table, leads = done.ledger[FormalTalks], lead_units(done.ledger)
    first = table[FormalTalks.codes.name].map(lambda codes: leads.get(codes[0]) if codes else None)
    own = table[FormalTalks.unit.name]
    found = np.where(own.notna(), own, first).astype(object)
    found[pd.isna(found)] = None
    return pd.Series(found, dtype=object)


def _notice(done: Computation, place: int) -> Job:
    row, unit = done.ledger[FormalTalks].iloc[place], _units(done).iloc[place] or ""
    projects = _project_places(done, row)
    month = done.ledger.settings.as_of

    def text(name: str) -> str | None:
        return common.text_or_none(row[name])

    def facts(header: Header, base_day: date) -> TalkNoticeFacts:
        held_on = common.day_or_none(row[FormalTalks.held_on.name])
        asked = base_day + timedelta(days=common.reply_days(done, CALLED_BY))
        sent = done.suggestions.columns[Projects][Projects.letters_sent.name]
        return TalkNoticeFacts(
            header=header,
            unit=unit or None,
            salutation=common.salutation(done, unit),
            month=month,
            as_of=common.month_end(month),
            matter=text(FormalTalks.matter.name),
            held_on=held_on,
            held_at=text(FormalTalks.held_at.name),
            place=text(FormalTalks.place.name),
            speaker=text(FormalTalks.speaker.name),
            spoken_to=text(FormalTalks.spoken_to.name),
            units_present=row[FormalTalks.units_present.name],
            projects=common.project_facts(done, projects),
            letters_sent=tuple(common.text_or_none(sent.iloc[at]) or "" for at in projects),
            reply_by=day_before(base_day, asked, held_on) or held_on,
            progress_word=done.ledger.settings.progress_word,
        )

    about = tuple(row_reference(done, Projects, at) for at in projects)
    return Job(
        CALLED_BY,
        unit,
        _label(unit, row),
        None,
        (row_reference(done, FormalTalks, place), *about),
        _codes(row),
        facts,
        addressee=common.salutation(done, unit) or unit,
    )


def _record(done: Computation, place: int) -> Job:
    row, unit = done.ledger[FormalTalks].iloc[place], _units(done).iloc[place] or ""

    def text(name: str) -> str | None:
        return common.text_or_none(row[name])

    def facts(header: Header, base_day: date) -> TalkRecordFacts:
        return TalkRecordFacts(
            header=header,
            number=str(row[FormalTalks.number.name]),
            unit=unit or None,
            projects=tuple(project_name(done, code) or code for code in _codes(row)),
            matter=text(FormalTalks.matter.name),
            held_on=common.day_or_none(row[FormalTalks.held_on.name]),
            held_at=text(FormalTalks.held_at.name),
            place=text(FormalTalks.place.name),
            speaker=text(FormalTalks.speaker.name),
            spoken_to=text(FormalTalks.spoken_to.name),
            units_present=row[FormalTalks.units_present.name],
            record=text(FormalTalks.record.name),
            requirements=text(FormalTalks.requirements.name),
            due_on=common.day_or_none(row[FormalTalks.due_on.name]),
            as_of=base_day,
        )

    rows = (row_reference(done, FormalTalks, place),)
    return Job(RECORDED_BY, unit, _label(unit, row), None, rows, _codes(row), facts)


def _label(unit: str, row: pd.Series) -> str:
    return "_".join(part for part in (unit, str(row[FormalTalks.number.name])) if part)


def _codes(row: pd.Series) -> tuple[str, ...]:
    return tuple(row[FormalTalks.codes.name])


def _project_places(done: Computation, row: pd.Series) -> list[int]:
    """Positions in 项目清单 of the projects talked about; a code that it does not have is left out (校核清单 says so)."""
    known = {code: at for at, code in enumerate(done.ledger[Projects][Projects.code.name])}
    return [known[code] for code in _codes(row) if code in known]


TALK_NOTICE = Builder(CALLED_BY, _notices, ("rows", "units"), (FormalTalks,))
TALK_RECORD = Builder(RECORDED_BY, _records, ("rows", "units"), (FormalTalks,))
