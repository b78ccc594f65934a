"""首页的两张清单：what is due this week, and what waits for a person's decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import as_days
from addin.ledger.reports import lead_units
from addin.ledger.wording import date_text, month_name
from addin.lights.register import FROZEN, Register
from addin.schema import (
    Column,
    Duties,
    Issues,
    Kind,
    Letters,
    LightRegister,
    Milestones,
    Projects,
    Resolutions,
    Sheet,
)
from addin.supervision.deeds import DUE_SOON, deed_states
from addin.supervision.issues import resolved_issues
from addin.supervision.letters import SENT
from addin.workbook.port import CellValue

Rows = list[tuple[CellValue, ...]]

LONGEST = 28
"""汉字 that stand under 事项: two lines of its column on 首页."""

TO_CONFIRM, UNANSWERED, REFUSED = "待确认", "未反馈", "调整未批"

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
    rows = [*_to_confirm(register, column), *_refused(register), *_unanswered(ledger)]
    return _cut(rows, limit, lambda more: ("", None, f"另有{more}项"))


def _cut(rows: Rows, limit: int, more: object) -> Rows:
    if len(rows) <= limit:
        return rows
    return [*rows[: limit - 1], more(len(rows) - limit + 1)]  # type: ignore[operator]


def _to_confirm(register: Register, column: int) -> Iterator[tuple[CellValue, ...]]:
    frame = register.frame
    here = frame[(frame["month_at"] == column) & (frame["project"] >= 0)]
    waiting = here[register.confirm[here["project"].to_numpy(dtype=np.int64), column]]
    names = waiting[LightRegister.project_name.name]
    lights = waiting[LightRegister.rule_light.name]
    for name, light in zip(names, lights, strict=True):
        yield TO_CONFIRM, name, f"规则灯为{light}（视情），请填调整灯、理由和批准人"


def _refused(register: Register) -> Iterator[tuple[CellValue, ...]]:
    """调整灯 without 调整理由 or 批准人, in rows not frozen."""
    frame = register.frame
    wanting = {
        column.title: frame[column.name].isna()
        for column in (LightRegister.adjustment_reason, LightRegister.approved_by)
    }
    asked = frame[LightRegister.adjusted_light.name].notna() & (frame[LightRegister.frozen.name] != FROZEN)
    for row in frame.index[asked & np.logical_or.reduce([gaps.to_numpy() for gaps in wanting.values()])]:
        month = pd.Timestamp(str(frame.at[row, LightRegister.month.name]))
        missing = "、".join(title for title, gaps in wanting.items() if gaps.at[row])
        light = frame.at[row, LightRegister.adjusted_light.name]
        text = f"{month_name(month)}调整为{light}，缺{missing}"
        yield REFUSED, frame.at[row, LightRegister.project_name.name], text


def _unanswered(ledger: Ledger) -> Iterator[tuple[CellValue, ...]]:
    """已发 letters whose 反馈时限 has passed without 反馈日期, longest waiting first."""
    table, today = ledger[Letters], np.datetime64(ledger.today, "D")
    late = (as_days(table[Letters.reply_due.name]) < today) & ~(
        as_days(table[Letters.replied_on.name]) <= today
    )
    rows = table[late & (table[Letters.state.name] == SENT).to_numpy()]
    projects = ledger[Projects]
    codes = Projects.title + "!" + projects[Projects.code.name]
    names = dict(zip(codes, projects[Projects.project_name.name], strict=True))
    for row in rows.sort_values(Letters.reply_due.name, kind="stable").to_dict("records"):
        about = "、".join(names[ref] or "" for ref in row[Letters.rows.name] if ref in names)
        number = f"（{row[Letters.document_number.name]}）" if row[Letters.document_number.name] else ""
        letter = f"{row[Letters.unit.name] or '有关单位'}对{row[Letters.kind.name]}{number}"
        yield UNANSWERED, about or None, f"{letter}应于{date_text(row[Letters.reply_due.name])}前反馈"
