"""督办对象：the rows that letters are written about, with what the triggers of 督办阶梯 look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Floats, Objects
from addin.ledger.measure_rules import level_labels
from addin.ledger.progress import Panel, running_months
from addin.ledger.published import UNLIT, PublishedLights
from addin.ledger.reports import lead_units
from addin.schema import Column, Duties, Issues, Kind, Milestones, Projects, Resolutions, Sheet
from addin.supervision.boards import on_board
from addin.supervision.deeds import DONE_STATES, Deeds
from addin.supervision.deeds import OVERDUE as OVERDUE_STATE
from addin.supervision.issues import CLEARED, resolved_issues
from addin.supervision.letters import SentLetters, reference
from addin.supervision.steps import (
    BOARD_LETTER,
    LETTER_TO_SUBORDINATE,
    LIGHT,
    LIT_COUNT,
    OVERDUE,
    RED_RUN,
    REMINDER,
    REMINDER_LETTER,
    SUPERVISION,
    SUPERVISION_LETTER,
)

RED = 3
_PHRASES = {
    OVERDUE: ("逾期", "天"),
    REMINDER: ("", "份提醒函到期未反馈"),
    SUPERVISION: ("", "份督办函到期未反馈"),
    RED_RUN: ("连续", "个月红灯"),
    LIT_COUNT: ("年内亮灯", "次"),
}


@dataclass(frozen=True, slots=True)
class Subjects:
    """The rows of one sheet in its order. `unit`: the lead unit, None without one; `open`: rows that a
    letter can still be about; `measures`: trigger → value, NaN for none; `labels`: level → label; `settled`:
    kind of letter → rows that are not to get it again."""

    sheet: type[Sheet]
    ref: pd.Series
    unit: pd.Series
    open: Bools
    measures: Mapping[str, Floats]
    labels: Objects
    settled: Mapping[str, Bools] = field(default_factory=dict)

    def phrase(self, trigger: str) -> Objects:
        """The trigger's value in words: 红灯, 逾期12天, 连续2个月红灯."""
        values = np.nan_to_num(self.measures[trigger]).astype(int)
        if trigger == LIGHT:
            light: Objects = self.labels[np.clip(values, 0, len(self.labels) - 1)] + "灯"
            return light
        before, after = _PHRASES[trigger]
        said: Objects = np.asarray(before + pd.Series(values).astype(str) + after, dtype=object)
        return said


def supervised(
    ledger: Ledger, panel: Panel, register: PublishedLights, deeds: Deeds, letters: SentLetters
) -> Iterator[Subjects]:
    """项目清单, then 节点计划, 问题清单, 责任清单, 议定事项."""
    yield _projects(ledger, panel, register, letters)
    for sheet, code, unit in DATED:
        yield _dated(ledger, sheet, code, unit, deeds, letters)


DATED: tuple[tuple[type[Sheet], Column, Column], ...] = (
    (Milestones, Milestones.code, Milestones.responsible_unit),
    (Issues, Issues.code, Issues.responsible_units),
    (Duties, Duties.code, Duties.lead_unit),
    (Resolutions, Resolutions.code, Resolutions.responsible_units),
)
"""Sheets of rows with a deadline: the columns of their 项目代码 and of the unit that answers for them."""


def _answers(letters: SentLetters, ref: pd.Series) -> dict[str, Floats]:
    return {
        REMINDER: letters.unanswered(ref, (REMINDER_LETTER,)),
        SUPERVISION: letters.unanswered(ref, (SUPERVISION_LETTER, LETTER_TO_SUBORDINATE)),
    }


def _projects(ledger: Ledger, panel: Panel, register: PublishedLights, letters: SentLetters) -> Subjects:
    """Finished and exempt projects are past letters; packaged parents are lit and so written about. A project
    that is 挂牌 gets no second 挂牌督办通知 until it is 摘牌."""
    table = ledger[Projects]
    ref = reference(Projects, table[Projects.code.name])
    measures = _answers(letters, ref)
    open_ = np.zeros(len(table), dtype=bool)
    if panel.months.size:
        column = panel.at(ledger.settings.as_of)
        level = register.level[:, column]
        open_ = ~panel.finished[:, column] & ~panel.exempt[:, column]
        measures |= {
            LIGHT: np.where(level == UNLIT, np.nan, level.astype(float)),
            RED_RUN: red_run(panel, register, across_years=ledger.settings.across_years == "是")[:, column],
            LIT_COUNT: np.asarray(register.lit_count, dtype=float),
        }
    lead = pd.Series(lead_units(ledger).to_numpy(dtype=object), dtype=object)
    settled = {BOARD_LETTER: on_board(ledger)}
    return Subjects(Projects, ref, lead, open_, measures, level_labels(ledger), settled)


def red_run(panel: Panel, register: PublishedLights, *, across_years: bool) -> Floats:
    """Months of red running; a month of 灰 neither counts nor breaks the run."""
    flags = np.where(register.level == UNLIT, -1, register.level == RED).astype(np.int8)
    runs, _ = running_months(flags, panel.months.astype(np.int64), across_years)
    return runs.astype(float)


def _dated(
    ledger: Ledger, sheet: type[Sheet], code: Column, unit: Column, deeds: Deeds, letters: SentLetters
) -> Subjects:
    """Rows with a deadline: open until done (an issue until it is closed out)."""
    table, states = ledger[sheet], deeds.columns[sheet]
    ref = reference(sheet, key_texts(table, sheet))
    days = states[Milestones.days_overdue.name].to_numpy(dtype=float)
    if sheet is Issues:
        open_ = (states[Issues.step.name] != CLEARED).to_numpy()
        late = open_ & ~resolved_issues(ledger)
    else:
        state = states[Milestones.state.name]
        late, open_ = (state == OVERDUE_STATE).to_numpy(), ~state.isin(DONE_STATES).to_numpy()
    measures = {OVERDUE: np.where(late, days, np.nan), **_answers(letters, ref)}
    return Subjects(sheet, ref, lead_of(ledger, table, code, unit), open_, measures, level_labels(ledger))


def key_texts(table: pd.DataFrame, sheet: type[Sheet]) -> pd.Series:
    """The row's key as text; a composite key is joined with /."""
    parts = [table[column.name] for column in sheet.columns if column.key]
    texts = [part.map("{:.0f}".format) if part.dtype.kind == "f" else part for part in parts]
    key = texts[0]
    for text in texts[1:]:
        key = key + "/" + text
    return key


def lead_of(ledger: Ledger, table: pd.DataFrame, code: Column, unit: Column) -> pd.Series:
    """The row's own unit (the first of a list), without one the lead unit of its project."""
    own = table[unit.name].str[0] if unit.kind is Kind.LIST else table[unit.name]
    inherited = table[code.name].map(lead_units(ledger)).astype(object)
    found = np.where(own.notna(), own, inherited)
    found[pd.isna(found)] = None
    return pd.Series(found, dtype=object)
