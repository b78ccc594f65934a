"""重算：from the workbook as read to everything that can be computed from it, in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from addin.commands.base import Context
from addin.commands.pictures import missing_pictures
from addin.commands.sources import computed_columns, computed_sheets
from addin.findings import Finding
from addin.ledger import Ledger
from addin.ledger.check import run_checks
from addin.ledger.progress import Panel, build_panel
from addin.lights import Register, Verdicts, judge_all, publish
from addin.rankings import RankingResult, rank, rank_all
from addin.schema import Letters, LightRegister, Sheet
from addin.supervision.ladder import Suggestions, suggest
from addin.workbook.port import Book


@dataclass(frozen=True)
class Computation:
    """Everything one recalc knows. `findings` are those of reading, checking, rules, ranking and ladder.

    `columns[sheet]`: computed columns by name, parallel to `ledger[sheet]`, of addin/commands/sources.py.
    """

    ledger: Ledger
    panel: Panel
    verdicts: Verdicts
    register: Register
    ranking: RankingResult
    suggestions: Suggestions
    findings: tuple[Finding, ...]
    columns: Mapping[type[Sheet], pd.DataFrame]

    @cached_property
    def sheets(self) -> Mapping[type[Sheet], pd.DataFrame]:
        """The wholly computed lists of addin/commands/sources.py, worked out once they are asked for: a command
        that registers letters wants those after them."""
        return computed_sheets(self.ledger, self.panel, self.register, self.ranking.comments)

    @property
    def column(self) -> int:
        """统计月份's place on the panel."""
        return self.panel.at(self.ledger.settings.as_of)

    def with_register(self, register: Register) -> Computation:
        return replace(self, register=register)

    def with_letters(self, letters: pd.DataFrame) -> Computation:
        """The same with other rows in 发文登记: what is suggested, and to do, follows what has been sent."""
        ledger = self.ledger.with_table(Letters, letters)
        return replace(self, ledger=ledger, suggestions=suggest(ledger, self.panel, self.register))

    def reasons(self, named: bool = True) -> np.ndarray:
        """亮灯原因 of each project at 统计月份: as frozen where it is, with the adjustment where there is one.

        Not `named`: without 批准人, for documents, which need no names of persons.
        """
        reasons = self.verdicts.reason[:, self.column].copy()
        frame = self.register.frame
        rows = frame[(frame["month_at"] == self.column) & (frame["project"] >= 0)]
        reasons[rows["project"].to_numpy()] = rows[LightRegister.reason.name].fillna("").to_numpy(object)
        adjusted = rows[_counts_as_adjusted(rows)]
        for place, (_, row) in zip(adjusted["project"], adjusted.iterrows(), strict=True):
            reasons[place] = _adjusted_reason(row, str(reasons[place]), named)
        return reasons


def _counts_as_adjusted(rows: pd.DataFrame) -> pd.Series:
    """A 调整灯 that was taken: it stands as 发布灯, with 理由 and 批准人."""
    named = rows[LightRegister.adjustment_reason.name].notna() & rows[LightRegister.approved_by.name].notna()
    return named & (rows[LightRegister.adjusted_light.name] == rows[LightRegister.light.name])


def _adjusted_reason(row: pd.Series, ruled: str, named: bool) -> str:
    light, why, who = (
        row[column.name]
        for column in (
            LightRegister.adjusted_light,
            LightRegister.adjustment_reason,
            LightRegister.approved_by,
        )
    )
    approved = f"（批准人：{who}）" if named else ""
    return f"人工调整为{light}灯：{why}{approved}。规则灯为{row[LightRegister.rule_light.name]}。{ruled}"


def open_book(path: Path, context: Context) -> Book:
    context.progress.step("打开并检查文件")
    return context.books.open(path)


def load(book: Book, month: date | None, context: Context) -> Ledger:
    context.progress.step("读取各表")
    ledger = Ledger.load(book, month, context.today)
    ledger.findings.extend(missing_pictures(ledger, book.path.parent))
    return ledger


def compute(book: Book, month: date | None, context: Context, period: str | None = None) -> Computation:
    """Read, check, judge, rank (`period` None: every 口径), suggest. Nothing is written."""
    return computed(load(book, month, context), context, period)


def computed(
    ledger: Ledger, context: Context, period: str | None = None, checked: Ledger | None = None
) -> Computation:
    """The same of a ledger that is read already, also one with rows added (addin/ledger/additions.py).

    `checked` is then the ledger as read: added rows have no cells yet that a finding could name.
    """
    context.progress.step("计算进度和亮灯")
    panel = build_panel(ledger)
    verdicts = judge_all(ledger, panel)
    register = publish(ledger, panel, verdicts)
    context.progress.step("排名和督办建议")
    ranking = rank(ledger, panel, register, period) if period else rank_all(ledger, panel, register)
    suggestions = suggest(ledger, panel, register)
    context.progress.step("校核")
    ledger.findings.extend((*ranking.findings, *suggestions.findings))
    columns = computed_columns(ledger, panel, register)
    findings = tuple(run_checks(checked or ledger))
    return Computation(ledger, panel, verdicts, register, ranking, suggestions, findings, columns)
