"""议程落表：the rows of 会商会议、会商议题 and 问题流转 that an agenda asks for, and what changes on 问题清单."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from addin.ledger import Ledger
from addin.ledger.additions import with_rows, with_values
from addin.ledger.numbering import next_numbers
from addin.ledger.reports import lead_units
from addin.ledger.text import match_key
from addin.meetings.agenda import RAISED, Agenda, Item, meeting_number
from addin.meetings.tiers import Scheme
from addin.schema import IssueMoves, Issues, Meetings, MonthlyProgress, Organisation, Topics

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Additions:
    """New rows by column name; changes as {index of the table's row: {column name: value}}."""

    meetings: tuple[Row, ...]
    topics: tuple[Row, ...]
    moves: tuple[Row, ...]
    topic_changes: dict[int, Row]
    issue_changes: dict[int, Row]

    def __len__(self) -> int:
        """Rows added or changed."""
        parts = (self.meetings, self.topics, self.moves, self.topic_changes, self.issue_changes)
        return sum(map(len, parts))

    def applied(self, ledger: Ledger) -> Ledger:
        """The ledger with all of them."""
        for sheet, rows in ((Meetings, self.meetings), (Topics, self.topics), (IssueMoves, self.moves)):
            ledger = with_rows(ledger, sheet, rows)
        ledger = with_values(ledger, Topics, self.topic_changes)
        return with_values(ledger, Issues, self.issue_changes)


def additions(ledger: Ledger, scheme: Scheme, plan: Agenda) -> Additions:
    """What `plan` asks for and the workbook lacks: applied once, nothing is left to add."""
    new_meeting = _meeting(ledger, scheme, plan) if plan.meeting is None else None
    meeting = new_meeting[Meetings.number.name] if new_meeting else meeting_number(ledger, plan.meeting or 0)
    keys = ledger[Topics][Topics.number.name].tolist()
    numbers = next_numbers(keys, keys, f"YT{plan.day.year}-001", plan.day.year)
    written = [(item, next(numbers) if item.new else keys[item.topic or 0]) for item in plan.items]
    unplaced = ledger[Topics][Topics.meeting.name].isna()
    return Additions(
        meetings=(new_meeting,) if new_meeting else (),
        topics=tuple(_topic(ledger, plan, item, key, meeting) for item, key in written if item.new),
        moves=tuple(
            _move(ledger, scheme, plan, item, key) for item, key in written if item.start is not None
        ),
        topic_changes={
            item.topic: {Topics.meeting.name: meeting}
            for item in plan.items
            if not item.new and item.topic is not None and unplaced.iloc[item.topic]
        },
        issue_changes=_issue_changes(ledger, scheme, plan),
    )


def _issue_changes(ledger: Ledger, scheme: Scheme, plan: Agenda) -> dict[int, Row]:
    """当前层级 of issues that go up now, or that went up while the cell was left as it was."""
    places = scheme.places(ledger[Issues][Issues.tier.name])
    return {
        item.issue: {Issues.tier.name: plan.tier.name}
        for item in plan.items
        if item.issue is not None
        and (item.start is not None or item.source == RAISED)
        and places[item.issue] != plan.tier.place
    }


def _meeting(ledger: Ledger, scheme: Scheme, plan: Agenda) -> Row:
    table = ledger[Meetings]
    keys = table[Meetings.number.name]
    own = keys[scheme.places(table[Meetings.tier.name]) == plan.tier.place].tolist()
    first = f"HY{plan.day.year}-01"
    # A tier that has never met is numbered in a row of its own, not in that of another tier.
    numbers = next_numbers(
        own or [key for key in keys if key.startswith(first[:-2])], keys, first, plan.day.year
    )
    return {
        Meetings.number.name: next(numbers),
        Meetings.tier.name: plan.tier.name,
        Meetings.held_on.name: plan.day,
        Meetings.convenor.name: plan.tier.convenor or None,
        Meetings.present.name: _members(ledger, plan.tier.name),
    }


def _members(ledger: Ledger, body: str) -> tuple[str, ...]:
    """The people of 组织架构 under the tier's name, in their order there; nobody where it has no such body."""
    table = ledger[Organisation]
    own = table[Organisation.body.name].map(match_key) == match_key(body)
    return tuple(dict.fromkeys(table.loc[own, Organisation.person.name]))


def _topic(ledger: Ledger, plan: Agenda, item: Item, key: str, meeting: str) -> Row:
    """A new topic: copied from the one left open, else made from the issue."""
    row = _copied(ledger, item.topic) if item.topic is not None else _of_issue(ledger, item.issue or 0)
    return row | {
        Topics.number.name: key,
        Topics.meeting.name: meeting,
        Topics.tier.name: plan.tier.name,
        Topics.applied_on.name: pd.Timestamp(ledger.today),
        Topics.convenor.name: plan.tier.convenor or None,
    }


def _copied(ledger: Ledger, topic: int) -> Row:
    names = (
        Topics.issue, Topics.code, Topics.applicant, Topics.responsible_unit, Topics.current_progress,
        Topics.question, Topics.proposal, Topics.attending_units, Topics.summary,
    )  # fmt: skip
    return {column.name: ledger[Topics][column.name].iloc[topic] for column in names}


def _of_issue(ledger: Ledger, row: int) -> Row:
    issue = ledger[Issues].iloc[row]
    code, units = issue[Issues.code.name], issue[Issues.responsible_units.name]
    first = units[0] if units else None
    tags = "、".join(issue[Issues.special_tags.name])
    return {
        Topics.issue.name: issue[Issues.number.name],
        Topics.code.name: code,
        Topics.applicant.name: first or lead_units(ledger).get(code),
        Topics.responsible_unit.name: lead_units(ledger).get(code) or first,
        Topics.current_progress.name: issue[Issues.handling.name] or _physical_progress(ledger, code),
        Topics.question.name: issue[Issues.description.name],
        Topics.proposal.name: issue[Issues.proposal.name],
        Topics.attending_units.name: issue[Issues.supporting_units.name],
        Topics.summary.name: f"{Issues.special_tags.title}：{tags}" if tags else None,
    }


def _physical_progress(ledger: Ledger, code: str | None) -> str | None:
    """形象进度 of the project in 统计月份."""
    table = ledger[MonthlyProgress]
    month = pd.Timestamp(ledger.settings.as_of)
    here = (table[MonthlyProgress.code.name] == code) & (table[MonthlyProgress.month.name] == month)
    texts = table.loc[here, MonthlyProgress.physical_progress.name].dropna()
    return str(texts.iloc[0]) if len(texts) else None


def _move(ledger: Ledger, scheme: Scheme, plan: Agenda, item: Item, key: str) -> Row:
    return {
        IssueMoves.number.name: ledger[Issues][Issues.number.name].iloc[item.issue or 0],
        IssueMoves.moved_on.name: pd.Timestamp(ledger.today),
        IssueMoves.from_tier.name: scheme.tiers[item.start or 0].name,
        IssueMoves.to_tier.name: plan.tier.name,
        IssueMoves.reason.name: item.reason,
        IssueMoves.topic.name: key,
    }
