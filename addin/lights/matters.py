"""灯的待办：lights that wait for a person (待确认), projects lit often enough for a 专项督查, adjustments not
granted (调整未批)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from addin.ledger.deadlines import as_days
from addin.ledger.progress import Panel
from addin.ledger.reports import lead_units
from addin.ledger.wording import month_name, month_text
from addin.lights.register import FROZEN, NEW_ROW, Bools, Ints, Register
from addin.schema import Inspections, LightRegister, Projects
from addin.todos import Todo
from addin.workbook.port import column_letters

if TYPE_CHECKING:
    from addin.ledger import Ledger

TO_CONFIRM, INSPECTION, REFUSED = "待确认", "专项督查", "调整未批"
_NEEDED = (LightRegister.adjustment_reason, LightRegister.approved_by)


def light_todos(ledger: Ledger, panel: Panel, register: Register) -> Iterator[Todo]:
    """The matters of 待办清单 that come from lights: those of 统计年度 up to 统计月份, the latest month first."""
    yield from to_confirm(ledger, register, reversed(_columns_of_year(ledger, panel).tolist()))
    yield from special_inspections(ledger, panel, register)
    yield from refused_adjustments(ledger, register)


def _columns_of_year(ledger: Ledger, panel: Panel) -> Ints:
    at = panel.at(ledger.settings.as_of)
    return np.arange(max(at - ledger.settings.as_of.month + 1, 0), at + 1)


def to_confirm(ledger: Ledger, register: Register, columns: Iterable[int]) -> Iterator[Todo]:
    """视情 lights that no person has decided on, month by month (columns of the panel)."""
    frame, units = register.frame, lead_units(ledger).to_dict()
    for column in columns:
        here = frame[((frame["month_at"] == column) & (frame["project"] >= 0)).to_numpy()]
        waiting = here[register.confirm[here["project"].to_numpy(dtype=np.int64), column]]
        places = _cells(ledger, register, waiting.index)
        for row, place in zip(waiting.to_dict("records"), places, strict=True):
            code, month = row[LightRegister.code.name], row[LightRegister.month.name]
            light = row[LightRegister.rule_light.name]
            matter = f"{month_name(month)}规则灯为{light}（视情），请填调整灯、理由和批准人"
            yield Todo(TO_CONFIRM, matter, place, code, units.get(code) or "")


def special_inspections(ledger: Ledger, panel: Panel, register: Register) -> Iterator[Todo]:
    """Projects with 年内亮灯次数 ≥ 专项督查次数 (「两次以上」 includes the second; 仑政办〔2022〕26号).

    Done by a 专项督查 on 督查记录 that is not earlier than the month lit last.
    """
    settings, columns = ledger.settings, _columns_of_year(ledger, panel)
    lit = register.lit[:, columns]
    often = (register.lit_count >= settings.inspection_after) & lit.any(axis=1)
    last = panel.months[columns][lit.shape[1] - 1 - np.argmax(lit[:, ::-1], axis=1)]
    due = np.flatnonzero(often & ~_inspected_since(ledger, panel, last))
    people = ledger[Projects][Projects.person_in_charge.name].to_list()
    units = lead_units(ledger).to_dict()
    for project in due.tolist():
        when = columns[lit[project]]
        months = "、".join(
            f"{month % 12 + 1}月{light}灯"
            for month, light in zip(
                panel.months[when].astype(np.int64).tolist(), register.light[project, when], strict=True
            )
        )
        matter = (
            f"{settings.as_of.year}年内亮灯{register.lit_count[project]}次（{months}），"
            f"已达{settings.inspection_after}次，请开展专项督查、复盘问责"
        )
        code = str(panel.codes[project])
        yield Todo(INSPECTION, matter, Inspections.title, code, units.get(code) or "", people[project] or "")


def _inspected_since(ledger: Ledger, panel: Panel, months: np.ndarray) -> Bools:
    """(P,): a 专项督查 was held, by today, in or after the month given for the project."""
    table = ledger[Inspections]
    rows = table[(table[Inspections.type.name] == INSPECTION).to_numpy()]
    held = as_days(rows[Inspections.held_on.name])
    project = pd.Index(panel.codes).get_indexer(pd.Index(rows[Inspections.code.name]))
    counts = (project >= 0) & (held <= np.datetime64(ledger.today, "D"))
    latest = np.full(len(panel.codes), np.datetime64("0001-01-01", "D"))
    np.maximum.at(latest, project[counts], held[counts])
    since: Bools = latest >= months.astype("datetime64[D]")
    return since


def refused_adjustments(ledger: Ledger, register: Register) -> Iterator[Todo]:
    """调整灯 without 调整理由 or 批准人, in rows not frozen."""
    frame, units = register.frame, lead_units(ledger).to_dict()
    gaps = np.stack([frame[column.name].isna().to_numpy() for column in _NEEDED])
    asked = frame[LightRegister.adjusted_light.name].notna() & (frame[LightRegister.frozen.name] != FROZEN)
    rows = np.flatnonzero(asked.to_numpy() & gaps.any(axis=0))
    places = _cells(ledger, register, frame.index[rows])
    for row, place in zip(rows.tolist(), places, strict=True):
        code = frame[LightRegister.code.name].iloc[row]
        month = month_text(
            int(np.datetime64(frame[LightRegister.month.name].iloc[row], "M").astype(np.int64))
        )
        missing = "、".join(column.title for column, gap in zip(_NEEDED, gaps[:, row], strict=True) if gap)
        light = frame[LightRegister.adjusted_light.name].iloc[row]
        yield Todo(REFUSED, f"{month}调整为{light}，缺{missing}", place, code, units.get(code) or "")


def _cells(ledger: Ledger, register: Register, rows: pd.Index) -> list[str]:
    """「亮灯台账!H5」: the cell of 调整灯 of each row; a row that is new is appended in this run."""
    cells = ledger.cells.get(LightRegister)
    name = LightRegister.adjusted_light.name
    needed = {name, LightRegister.code.name, LightRegister.month.name}
    if cells is None or not needed <= set(cells.columns):
        return [LightRegister.title] * len(rows)
    position = register.frame["position"].to_numpy(dtype=np.int64)
    new = position == NEW_ROW
    excel_row = cells.last_row + np.cumsum(new)
    excel_row[~new] = cells.rows[position[~new]]
    letters = column_letters(cells.columns[name])
    return [f"{cells.tab}!{letters}{row}" for row in excel_row[rows.to_numpy()].tolist()]
