"""外来表：one table of another office, read whole: its columns as ours, its rows as values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from addin.findings import Finding
from addin.intake.aliases import TELLING_GROUPS, TITLED_STAGES
from addin.intake.columns import Fit, choose, column_findings, other_years
from addin.intake.header import Head, find_head
from addin.intake.lines import Line, Role, line_findings, read_lines
from addin.intake.totals import total_findings
from addin.intake.values import Values, read_values
from addin.ledger import Ledger
from addin.schema import Column, MonthlyProgress
from addin.workbook.headers import normal_title
from addin.workbook.outside import OutsideTab

_DONE = re.compile(r"(?:项目)?(?:已|全部|整体|已全部|已整体)?(?:竣工|完工|建成)")


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """外来表：`values` one entry a column, parallel to `rows` (indices of the tab's rows)."""

    tab: OutsideTab
    head: Head
    fit: Fit
    lines: tuple[Line, ...]
    rows: tuple[int, ...]
    values: tuple[Values, ...]
    findings: tuple[Finding, ...]

    def of(self, column: Column) -> Values | None:
        """The column's values, None where the table does not have it."""
        return next((one for one in self.values if one.field.column is column), None)

    def value(self, column: Column, at: int) -> Any:
        found = self.of(column)
        return None if found is None else found.values[at]

    def stage(self, at: int) -> str | None:
        """项目阶段 as the table's title says: 前期, 新开工 (竣工 where its progress says so), 在建."""
        stage = _titled_stage(self.tab.rows[: self.head.first], self.tab.tab) or _told_by_groups(self.head)
        if stage == "新开工" and _DONE.match(str(self.value(MonthlyProgress.physical_progress, at) or "")):
            return "竣工"
        return stage


def read_foreign(ledger: Ledger, tab: OutsideTab) -> tuple[ForeignTable | None, list[Finding]]:
    """The table on the tab; None with a finding where it belongs to no sheet of ours, or to two."""
    if not any(value != "" for row in tab.rows for value in row):
        return None, []
    head = find_head(tab)
    fit, findings = choose(tab, head)
    if fit is None or head is None:
        return None, findings
    fit, findings = other_years(tab, head, fit, ledger.settings.plan_year)
    lines = read_lines(tab, head, fit)
    rows = tuple(line.row for line in lines if line.role is Role.DATA)
    columns = []
    for field in fit.fields:
        values, odd = read_values(ledger, tab, field, rows)
        columns.append(values)
        findings += odd
    findings += [*column_findings(tab, head, fit), *line_findings(tab, lines)]
    findings += total_findings(tab, lines, [one for one in columns if one.field in fit.money])
    table = ForeignTable(tab, head, fit, tuple(lines), rows, tuple(columns), tuple(findings))
    return table, []


def _titled_stage(above: Sequence[Sequence[object]], tab: str) -> str | None:
    """By the words of the title rows, else of the tab's name; only the tables of projects have them."""
    titles = [normal_title(value) for row in above for value in row if isinstance(value, str)]
    for text in (*titles, normal_title(tab)):
        for word, stage in TITLED_STAGES:
            if f"{word}项目" in text or f"{word}(竣工)项目" in text:
                return stage
    return None


def _told_by_groups(head: Head) -> str | None:
    groups = {title.core for leaf in head.leaves for title in leaf.path}
    return next((stage for group, stage in TELLING_GROUPS.items() if group in groups), None)
