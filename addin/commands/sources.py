"""各方所出：which room fills which computed columns, lists and matters to do. One line each, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import pandas as pd

from addin.ledger import Ledger
from addin.ledger.progress import Panel
from addin.lights import Register
from addin.schema import Projects, Sheet, ToDos
from addin.todos import Todo

Columns: TypeAlias = Mapping[type[Sheet], pd.DataFrame]

COLUMN_SOURCES: tuple[Callable[[Ledger, Panel, Register], Columns], ...] = ()
"""Computed columns by sheet, schema names, parallel to `ledger[sheet]`; two sources never fill the same column."""

SHEET_SOURCES: Mapping[type[Sheet], Callable[[Ledger, Panel, Register], pd.DataFrame]] = {}
"""Wholly computed lists: a frame with the sheet's columns by schema name, rows in the order to be shown."""

TODO_SOURCES: tuple[Callable[[Ledger, Panel, Register], Iterable[Todo]], ...] = ()
"""Matters that wait for a person, in the order of 待办清单."""


def computed_columns(ledger: Ledger, panel: Panel, register: Register) -> Columns:
    """What all sources say of every sheet, side by side."""
    found: dict[type[Sheet], list[pd.DataFrame]] = {}
    for source in COLUMN_SOURCES:
        for sheet, columns in source(ledger, panel, register).items():
            found.setdefault(sheet, []).append(columns.reset_index(drop=True))
    return {sheet: pd.concat(parts, axis=1) for sheet, parts in found.items()}


def computed_sheets(ledger: Ledger, panel: Panel, register: Register) -> Columns:
    """待办清单 and the other lists, each whole."""
    sheets = {sheet: source(ledger, panel, register) for sheet, source in SHEET_SOURCES.items()}
    return {**sheets, ToDos: _to_dos(ledger, panel, register)}


def _to_dos(ledger: Ledger, panel: Panel, register: Register) -> pd.DataFrame:
    todos = [todo for source in TODO_SOURCES for todo in source(ledger, panel, register)]
    names = dict(
        zip(ledger[Projects][Projects.code.name], ledger[Projects][Projects.project_name.name], strict=True)
    )
    rows = [
        (place, one.type, one.project, names.get(one.project), one.unit, one.person, one.matter, one.due_on, one.days_overdue, one.place)
        for place, one in enumerate(todos, 1)
    ]  # fmt: skip
    columns = [column.name for column in ToDos.columns if column.name != "row_id"]
    return pd.DataFrame(rows, columns=columns)
