"""督办阶梯：the highest step that each project, node, issue, duty and resolution has reached (rules.md §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from addin.findings import Finding
from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Floats, Objects
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.schema import Projects, Sheet, Units
from addin.supervision import deeds
from addin.supervision.deeds import Deeds
from addin.supervision.letters import SentLetters
from addin.supervision.steps import Row, read_ladder, subordinate_kind
from addin.supervision.subjects import Subjects, supervised

SUBORDINATE = "下级"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`columns[sheet]`: 已发督办 and 建议措施 of every row (schema names, parallel to `ledger[sheet]`).

    `letters`: one row a letter proposed and row it is about: kind, unit (the lead), sheet (title), ref
    (「表名!编号」), reason. `deeds` are the states it was worked out from.
    """

    columns: Mapping[type[Sheet], pd.DataFrame]
    letters: pd.DataFrame
    deeds: Deeds

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Close-outs that are refused."""
        return self.deeds.findings

    @property
    def projects(self) -> pd.Series:
        """建议措施 of 项目清单, kinds joined by 、; None where nothing is due."""
        return self.columns[Projects][Projects.suggestion.name]

    @property
    def project_columns(self) -> dict[str, pd.Series]:
        """The computed columns of 项目清单 that come from supervision."""
        columns = {str(name): values for name, values in self.columns[Projects].items()}
        return {Projects.open_issues.name: self.deeds.open_issues, **columns}


def suggest(ledger: Ledger, panel: Panel, register: PublishedLights) -> Suggestions:
    """已发督办 and 建议措施, as of 统计月份 for lights and as of today for days overdue and answers.

    建议措施 names the kinds of the highest step reached by any of its triggers; nothing for a row whose
    last letter's 反馈时限 has not passed. 督办函 becomes 督办通知 for a unit with 与本机关关系=下级.
    """
    rows = read_ladder(ledger)
    states = deeds.states(ledger)
    kinds = {kind for row in rows for kind in (row.kind, subordinate_kind(row.kind))}
    letters = SentLetters.of(ledger, kinds)
    below = _subordinates(ledger)
    columns, proposals = {}, []
    for subjects in supervised(ledger, panel, register, states, letters):
        proposal = _proposal(subjects, rows, letters, below)
        columns[subjects.sheet] = pd.DataFrame(
            {
                Projects.letters_sent.name: letters.said(subjects.ref),
                Projects.suggestion.name: proposal.text,
            }
        )
        proposals.append(_letters(subjects, proposal))
    return Suggestions(columns, pd.concat(proposals, ignore_index=True), states)


@dataclass(frozen=True, slots=True)
class _Proposal:
    """建议措施 and the reason, one entry a row of the sheet; None where nothing is due."""

    text: Objects
    reason: Objects


def _subordinates(ledger: Ledger) -> set[str]:
    units = ledger[Units]
    return set(units[Units.unit.name][units[Units.relation.name] == SUBORDINATE])


def _proposal(subjects: Subjects, rows: tuple[Row, ...], letters: SentLetters, below: set[str]) -> _Proposal:
    met = [_met(subjects, row) for row in rows]
    step = np.full(len(subjects.ref), -np.inf)
    for row, flags in zip(rows, met, strict=True):
        step = np.where(flags, np.maximum(step, row.step), step)
    step = np.where(subjects.open & ~letters.waiting(subjects.ref), step, -np.inf)
    text = _kinds(step, rows, subjects.unit.isin(below).to_numpy())
    for kind, settled in subjects.settled.items():
        text = _without(text, kind, settled)
    reason = _reasons(subjects, rows, met, step)
    reason[pd.isna(text)] = None
    return _Proposal(text, reason)


def _without(text: Objects, kind: str, rows: Bools) -> Objects:
    """The kinds joined by 、 with one left out in some rows; None where none is left."""
    for row in np.flatnonzero(rows & ~pd.isna(text)):
        text[row] = "、".join(one for one in text[row].split("、") if one != kind) or None
    return text


def _met(subjects: Subjects, row: Row) -> Bools:
    """Where the row's trigger lies between its bounds; a trigger that the sheet does not have never does."""
    values = subjects.measures.get(row.trigger)
    if values is None:
        return np.zeros(len(subjects.ref), dtype=bool)
    return np.asarray((values >= row.lower) & (values <= row.upper))


def _kinds(step: Floats, rows: tuple[Row, ...], below: Bools) -> Objects:
    """The kinds of each step joined by 、: all of the step's, whichever of its rows reached it."""
    text: Objects = np.full(len(step), None, dtype=object)
    for number in {row.step for row in rows}:
        kinds = list(dict.fromkeys(row.kind for row in rows if row.step == number))
        down = list(dict.fromkeys(subordinate_kind(kind) for kind in kinds))
        text[(step == number) & ~below] = "、".join(kinds)
        text[(step == number) & below] = "、".join(down)
    return text


def _reasons(subjects: Subjects, rows: tuple[Row, ...], met: list[Bools], step: Floats) -> Objects:
    """「红灯，连续2个月红灯」: the triggers of the step reached, each once."""
    text: Objects = np.full(len(step), "", dtype=object)
    for trigger in dict.fromkeys(row.trigger for row in rows):
        flags = np.zeros(len(step), dtype=bool)
        for row, reached in zip(rows, met, strict=True):
            flags |= reached & (step == row.step) & (row.trigger == trigger)
        if flags.any():
            text[flags] = text[flags] + "，" + subjects.phrase(trigger)[flags]
    said: Objects = pd.Series(text, dtype=object).str.removeprefix("，").to_numpy(dtype=object)
    said[np.isinf(step)] = None
    return said


def _letters(subjects: Subjects, proposal: _Proposal) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "kind": pd.Series(proposal.text, dtype=object).str.split("、"),
            "unit": subjects.unit.reset_index(drop=True),
            "sheet": subjects.sheet.title,
            "ref": subjects.ref.reset_index(drop=True),
            "reason": proposal.reason,
        }
    )
    return table[table["kind"].notna()].explode("kind", ignore_index=True)
