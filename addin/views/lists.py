"""首页的两张清单：what is due this week, and what waits for a person's decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import as_days
from addin.ledger.reports import lead_units
from addin.lights.matters import refused_adjustments, to_confirm
from addin.lights.register import Register
from addin.schema import (
    Column,
    Duties,
    Issues,
    Kind,
    Letters,
    Milestones,
    Projects,
    Resolutions,
    Sheet,
)
from addin.supervision.deeds import DUE_SOON, deed_states
from addin.supervision.issues import resolved_issues
from addin.supervision.letters import letter_text, unanswered_letters
from addin.workbook.port import CellValue

Rows = list[tuple[CellValue, ...]]

LONGEST = 28
"""汉字 that stand under 事项: two lines of its column on 首页."""

UNANSWERED = "未反馈"

_DATED: tuple[tuple[type[Sheet], Column, Column, Column, Column], ...] = (
    (Milestones, Milestones.milestone, Milestones.code, Milestones.responsible_unit, Milestones.planned_on),
    (Issues, Issues.description, Issues.code, Issues.responsible_units, Issues.due_on),
    (Duties, Duties.task, Duties.code, Duties.lead_unit, Duties.due_on),
    (
        Resolutions,
        Resolutions.resolution,
        Resolutions.code,
        Resolutions.responsible_units,
        Resolutions.due_on,
    ),
)
"""What stands under 事项, 项目, 责任单位 and 时限 of each sheet."""


def due_soon(ledger: Ledger, limit: int) -> Rows:
    """事项, 项目, 责任单位, 时限 of open rows due within 临期天数, earliest first; the last row says how many
    more there are."""
    found = pd.concat([_due_rows(ledger, *source) for source in _DATED], ignore_index=True)
    found = found.sort_values("due", kind="stable")
    days: list[dt.date] = as_days(found["due"]).astype(object).tolist()
    matters = [shortened(text) for text in found["matter"]]
    rows: Rows = list(zip(matters, found["project"], found["unit"], days, strict=True))
    return _cut(rows, limit, lambda more: (f"另有{more}项", None, None, None))


def shortened(text: str | None) -> str | None:
    """A matter on one line, cut with 「…」 to what two lines of its cell hold."""
    if text is None:
        return None
    line = "".join(text.split("\n"))
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip("，、；。") + "…"


def _due_rows(
    ledger: Ledger, sheet: type[Sheet], matter: Column, code: Column, unit: Column, due: Column
) -> pd.DataFrame:
    table = ledger[sheet]
    rows = table[_is_due_soon(ledger, sheet)]
    names = ledger[Projects].set_index(Projects.code.name)[Projects.project_name.name]
    own = rows[unit.name].str.join("、") if unit.kind is Kind.LIST else rows[unit.name]
    own = own.where(own.astype(object).fillna("") != "", rows[code.name].map(lead_units(ledger)))
    columns = {
        "matter": rows[matter.name],
        "project": rows[code.name].map(names),
        "unit": own,
    }
    texts = pd.DataFrame(columns, dtype=object)
    texts = texts.mask(texts.isna(), None)
    return texts.assign(due=rows[due.name])


def _is_due_soon(ledger: Ledger, sheet: type[Sheet]) -> np.ndarray:
    if sheet is not Issues:
        return (deed_states(ledger, sheet)[Milestones.state.name] == DUE_SOON).to_numpy()
    due, today = as_days(ledger[Issues][Issues.due_on.name]), np.datetime64(ledger.today, "D")
    soon = (due >= today) & (due - ledger.settings.due_soon_days <= today)
    return np.asarray(soon & ~resolved_issues(ledger))


def to_decide(ledger: Ledger, register: Register, column: int, limit: int) -> Rows:
    """类型, 项目, 说明: lights that wait for a person (视情), letters unanswered, adjustments refused."""
    projects = ledger[Projects]
    names = dict(zip(projects[Projects.code.name], projects[Projects.project_name.name], strict=True))
    lights = [*to_confirm(ledger, register, [column]), *refused_adjustments(ledger, register)]
    rows: Rows = [(one.type, names.get(one.project), one.matter) for one in lights]
    rows += _unanswered(ledger)
    return _cut(rows, limit, lambda more: ("", None, f"另有{more}项"))


def _cut(rows: Rows, limit: int, more: object) -> Rows:
    if len(rows) <= limit:
        return rows
    return [*rows[: limit - 1], more(len(rows) - limit + 1)]  # type: ignore[operator]


def _unanswered(ledger: Ledger) -> Iterator[tuple[CellValue, ...]]:
    """已发 letters whose 反馈时限 has passed without 反馈日期, longest waiting first."""
    projects = ledger[Projects]
    codes = Projects.title + "!" + projects[Projects.code.name]
    names = dict(zip(codes, projects[Projects.project_name.name], strict=True))
    for row in unanswered_letters(ledger).to_dict("records"):
        about = "、".join(names[ref] or "" for ref in row[Letters.rows.name] if ref in names)
        yield UNANSWERED, about or None, letter_text(row)
