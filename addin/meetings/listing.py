"""议程清单：an agenda as rows to be shown: topics with their tags, resolutions with what became of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from addin.ledger import Ledger
from addin.meetings.additions import Additions
from addin.meetings.agenda import Agenda, Item
from addin.meetings.outcomes import deed_words
from addin.meetings.tiers import Scheme
from addin.schema import Issues, Projects, Resolutions, Topics


def topic_rows(ledger: Ledger, scheme: Scheme, plan: Agenda, wanted: Additions) -> list[dict[str, Any]]:
    """One object an item: topic (its number, of a new one the number it gets), source, issue, code, project_name,
    unit, question, proposal, tags (特殊标签), from_tier and reason of its raising."""
    new = iter(wanted.topics)
    names = dict(
        zip(ledger[Projects][Projects.code.name], ledger[Projects][Projects.project_name.name], strict=True)
    )
    rows = []
    for item in plan.items:
        topic = next(new) if item.new else ledger[Topics].iloc[item.topic or 0].to_dict()
        code = topic[Topics.code.name]
        rows.append(
            {
                "topic": topic[Topics.number.name],
                "source": item.source,
                "issue": topic[Topics.issue.name],
                "code": code,
                "project_name": names.get(code),
                "unit": topic[Topics.responsible_unit.name],
                "question": topic[Topics.question.name],
                "proposal": topic[Topics.proposal.name],
                "tags": _tags(ledger, item),
                "from_tier": None if item.start is None else scheme.tiers[item.start].name,
                "reason": item.reason or None,
            }
        )
    return rows


def _tags(ledger: Ledger, item: Item) -> list[str]:
    return [] if item.issue is None else list(ledger[Issues][Issues.special_tags.name].iloc[item.issue])


def tag_counts(topics: list[dict[str, Any]]) -> dict[str, int]:
    """How many topics bear each of 特殊标签; those that occur, in their order on the sheet."""
    counts = Counter(tag for topic in topics for tag in topic["tags"])
    return {tag: counts[tag] for tag in (*Issues.special_tags.choices, *counts) if counts[tag]}


def resolution_rows(ledger: Ledger, plan: Agenda) -> list[dict[str, Any]]:
    """One object a resolution to be heard: number, meeting, resolution, units, due_on, state in words."""
    table, words = ledger[Resolutions], deed_words(ledger)
    return [_resolution(table.iloc[row], words.iloc[row]) for row in plan.resolutions]


def _resolution(row: pd.Series, state: str) -> dict[str, Any]:
    due_on = row[Resolutions.due_on.name]
    return {
        "number": row[Resolutions.number.name],
        "meeting": row[Resolutions.meeting.name],
        "resolution": row[Resolutions.resolution.name],
        "units": list(row[Resolutions.responsible_units.name]),
        "due_on": None if pd.isna(due_on) else f"{due_on:%Y-%m-%d}",
        "state": state,
    }
