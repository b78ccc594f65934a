"""各方所出：which room fills which computed columns, lists and matters to do. One line each, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import pandas as pd

from addin import people, reserve
from addin.ledger import Ledger
from addin.ledger.progress import Panel
from addin.lights import Register
from addin.lights.matters import light_todos
from addin.meetings.calendar import meeting_calendar
from addin.meetings.columns import meeting_columns
from addin.meetings.todos import meeting_todos
from addin.schema import Breakdown, IssueStatistics, MeetingCalendar, Projects, Sheet, ToDos, WorkSummary
from addin.supervision import starts
from addin.supervision.chasing import chase_list
from addin.supervision.field_todos import field_todos
from addin.supervision.procedures import procedures_to_do
from addin.supervision.statistics import issue_statistics
from addin.supervision.todos import supervision_todos
from addin.todos import Todo
from addin.views.breakdown import breakdown
from addin.views.work_summary import work_summary

Columns: TypeAlias = Mapping[type[Sheet], pd.DataFrame]

COLUMN_SOURCES: tuple[Callable[[Ledger, Panel, Register], Columns], ...] = (
    meeting_columns,
    starts.columns,
    reserve.columns,
    people.columns,
)
"""Computed columns by sheet, schema names, parallel to `ledger[sheet]`; two sources never fill the same column."""

SHEET_SOURCES: Mapping[type[Sheet], Callable[[Ledger, Panel, Register], pd.DataFrame]] = {
    MeetingCalendar: meeting_calendar,
    IssueStatistics: issue_statistics,
    Breakdown: breakdown,
    WorkSummary: work_summary,
}
"""Wholly computed lists: a frame with the sheet's columns by schema name, rows in the order to be shown."""

TODO_SOURCES: tuple[Callable[[Ledger, Panel, Register], Iterable[Todo]], ...] = (
    chase_list,
    starts.starts_to_do,
    procedures_to_do,
    light_todos,
    supervision_todos,
    field_todos,
    meeting_todos,
    reserve.todos,
    people.todos,
)
"""Matters that wait for a person, in the order of 待办清单."""


def computed_columns(ledger: Ledger, panel: Panel, register: Register) -> Columns:
    """What all sources say of every sheet, side by side."""
    found: dict[type[Sheet], list[pd.DataFrame]] = {}
    for source in COLUMN_SOURCES:
        for sheet, columns in source(ledger, panel, register).items():
            found.setdefault(sheet, []).append(columns.reset_index(drop=True))
    return {sheet: pd.concat(parts, axis=1) for sheet, parts in found.items()}


def computed_sheets(
    ledger: Ledger, panel: Panel, register: Register, comments: Iterable[Todo] = ()
) -> Columns:
    """待办清单 and the other lists, each whole. `comments` (双月点评) come from the ranking and stand last."""
    sheets = {sheet: source(ledger, panel, register) for sheet, source in SHEET_SOURCES.items()}
    return {**sheets, ToDos: _to_dos(ledger, panel, register, comments)}


def _to_dos(ledger: Ledger, panel: Panel, register: Register, comments: Iterable[Todo]) -> pd.DataFrame:
    todos = [todo for source in TODO_SOURCES for todo in source(ledger, panel, register)]
    todos.extend(comments)
    names = dict(
        zip(ledger[Projects][Projects.code.name], ledger[Projects][Projects.project_name.name], strict=True)
    )
    rows = [
        (place, one.type, one.project, names.get(one.project), one.unit, one.person, one.matter, one.due_on, one.days_overdue, one.place)
        for place, one in enumerate(todos, 1)
    ]  # fmt: skip
    columns = [column.name for column in ToDos.columns if column.name != "row_id"]
    return pd.DataFrame(rows, columns=columns)
