"""督办事项所据：rows of 问题清单, 节点计划, 责任清单 and 议定事项 as facts, and the letters that went before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.supervised_rows import Row, row_reference
from addin.errors import UsageError
from addin.ledger.wording import date_text
from addin.schema import Duties, Issues, Letters, Meetings, Milestones, Projects, Resolutions, Sheet
from addin.supervision.deeds import DONE_STATES, OVERDUE
from addin.supervision.issues import CLEARED, resolved_issues
from addin.supervision.letters import letters_about
from addin.supervision.subjects import DATED, lead_of
from docgen.facts import EarlierLetter, MatterFacts

Record = dict[Hashable, Any]

INSTRUCTED = "领导批示"
_MET = ("一周例会", "半月协调", "月度会商", "双月会商", "周调度会")
"""问题来源 that are meetings."""
WORKING_DAYS = "工作日"


def day_word(done: Computation) -> str:
    """What days overdue are counted in: 天, or 个工作日 where 参数!逾期口径 says so."""
    return "个工作日" if done.ledger.settings.overdue_days == WORKING_DAYS else "天"


def matter_facts(done: Computation, rows: Sequence[Row]) -> tuple[MatterFacts, ...]:
    """The rows as facts. Raises UsageError for one that is done: no letter can be about it."""
    return tuple(_matter(done, sheet, place) for sheet, place in rows)


def matter_codes(done: Computation, rows: Sequence[Row]) -> tuple[str, ...]:
    """The projects that the rows are about, each once."""
    code = {sheet: column.name for sheet, column, _ in DATED}
    found = (common.text_or_none(done.ledger[sheet].iloc[place][code[sheet]]) for sheet, place in rows)
    return tuple(dict.fromkeys(one for one in found if one))


def _matter(done: Computation, sheet: type[Sheet], place: int) -> MatterFacts:
    record: Record = done.ledger[sheet].iloc[place].to_dict()
    reference = row_reference(done, sheet, place)
    if _is_done(done, sheet, place):
        raise UsageError("--rows", f"“{reference}”已经办完，不用再发文", "请去掉这一行")
    code, unit = next((code, unit) for dated, code, unit in DATED if dated is sheet)
    lead = lead_of(done.ledger, done.ledger[sheet], code, unit).iloc[place]
    project = common.find_row(
        done.ledger[Projects], Projects.code.name, common.text_or_none(record[code.name]) or ""
    )
    facts = _READERS[sheet](done, record)
    person = common.text_or_none(record.get(Issues.person_in_charge.name)) or _person(project, lead)
    return MatterFacts(
        code=reference.partition("!")[2],
        project=None if project is None else common.text_or_none(project[Projects.project_name.name]),
        unit=lead,
        person=person,
        days_overdue=_days_overdue(done, sheet, place),
        **facts,
    )


def _person(project: pd.Series | None, lead: str | None) -> str | None:
    """责任人 of the project, for a row without one of its own that the project's lead unit answers for."""
    if project is None or project[Projects.responsible_units.name][:1] != (lead,):
        return None
    return common.text_or_none(project[Projects.person_in_charge.name])


def _is_done(done: Computation, sheet: type[Sheet], place: int) -> bool:
    states = done.suggestions.deeds.columns[sheet]
    if sheet is Issues:
        return bool(states[Issues.step.name].iloc[place] == CLEARED or resolved_issues(done.ledger)[place])
    return states[Milestones.state.name].iloc[place] in DONE_STATES


def _days_overdue(done: Computation, sheet: type[Sheet], place: int) -> int | None:
    states = done.suggestions.deeds.columns[sheet]
    if sheet is not Issues and states[Milestones.state.name].iloc[place] != OVERDUE:
        return None
    days = common.number_or_none(states[Milestones.days_overdue.name].iloc[place])
    return int(days) if days and days > 0 else None


# --- what each sheet calls its parts ------------------------------------------------------------


def _issue(done: Computation, row: Record) -> dict[str, Any]:
    standards = (Issues.standard, Issues.target, Issues.measures)
    texts = (common.text_or_none(row[column.name]) for column in standards)
    return {
        "sort": "问题",
        "content": common.text_or_none(row[Issues.description.name]),
        "requirement": next((text for text in texts if text), None),
        "due_on": common.day_or_none(row[Issues.due_on.name]),
        "basis": _source(row),
    }


def _source(row: Record) -> str | None:
    """领导批示, or the meeting that raised the issue, with the day; other sources call for no basis."""
    source, raised = row[Issues.source.name], common.day_or_none(row[Issues.raised_on.name])
    if source not in (INSTRUCTED, *_MET):
        return None
    said = source if source == INSTRUCTED else f"{str(source).removesuffix('会')}会议定事项"
    return f"{date_text(raised)}{said}" if raised else said


def _milestone(done: Computation, row: Record) -> dict[str, Any]:
    return {
        "sort": "节点",
        "content": common.text_or_none(row[Milestones.milestone.name]),
        "requirement": common.text_or_none(row[Milestones.standard.name]),
        "due_on": common.day_or_none(row[Milestones.planned_on.name]),
    }


def _duty(done: Computation, row: Record) -> dict[str, Any]:
    return {
        "sort": "任务",
        "content": common.text_or_none(row[Duties.task.name]),
        "due_on": common.day_or_none(row[Duties.due_on.name]),
    }


def _resolution(done: Computation, row: Record) -> dict[str, Any]:
    return {
        "sort": Resolutions.title,
        "content": common.text_or_none(row[Resolutions.resolution.name]),
        "due_on": common.day_or_none(row[Resolutions.due_on.name]),
        "basis": _meeting(done, common.text_or_none(row[Resolutions.meeting.name])),
    }


def _meeting(done: Computation, number: str | None) -> str | None:
    """「2022年第6次月度会商会议（甬纪要〔2022〕6号）议定事项」; 会议议定事项 where the meeting is not listed."""
    meeting = common.find_row(done.ledger[Meetings], Meetings.number.name, number or "")
    if meeting is None:
        return "会议议定事项"
    held = common.day_or_none(meeting[Meetings.held_on.name])
    name = common.text_or_none(meeting[Meetings.meeting_name.name]) or (
        f"{date_text(held)}会议" if held else "会议"
    )
    minutes = common.text_or_none(meeting[Meetings.minutes_number.name])
    return f"{name}{f'（{minutes}）' if minutes else ''}议定事项"


_READERS: dict[type[Sheet], Callable[[Computation, Record], dict[str, Any]]] = {
    Issues: _issue,
    Milestones: _milestone,
    Duties: _duty,
    Resolutions: _resolution,
}


# --- 前期文书 -----------------------------------------------------------------------------------


def earlier_letters(
    done: Computation, kinds: Collection[str], names: dict[str, str], issuers: Collection[str]
) -> tuple[EarlierLetter, ...]:
    """The last letter of each of the kinds that went out about any of the rows, oldest first.

    `names`: 「表名!编号」 → what the row is called; `issuers` the bodies that write now.
    """
    letters = letters_about(done.ledger, kinds, names)
    last: dict[str, EarlierLetter] = {}
    for row in letters.to_dict("records"):
        last[row[Letters.kind.name]] = _earlier(done, row, names, issuers)
    return tuple(sorted(last.values(), key=lambda letter: letter.dated or date.min))


def _earlier(
    done: Computation, row: Record, names: dict[str, str], issuers: Collection[str]
) -> EarlierLetter:
    replied = common.day_or_none(row[Letters.replied_on.name])
    if replied and replied > done.ledger.today:
        replied = None
    about = tuple(dict.fromkeys(names[ref] for ref in row["refs"] if ref in names))
    issuer = common.text_or_none(row[Letters.issuer.name])
    signed = common.issuer_facts(done, issuer)
    return EarlierLetter(
        kind=str(row[Letters.kind.name]),
        number=common.text_or_none(row[Letters.document_number.name]),
        issuer=None if not issuer or issuer in issuers else (signed.signature or signed.full_name or issuer),
        dated=common.day_or_none(row[Letters.dated.name]),
        reply_due=common.day_or_none(row[Letters.reply_due.name]),
        replied_on=replied,
        reply=common.text_or_none(row[Letters.reply.name]) if replied else None,
        about=() if len(about) == len(names) else about,
    )
