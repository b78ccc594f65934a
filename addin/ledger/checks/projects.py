"""项目：packaged projects, pairs that look alike, exemptions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, is_blank, mark, truly_blank, words
from addin.ledger.ledger import Ledger
from addin.ledger.text import match_key
from addin.schema import Column, MonthlyPlans, MonthlyProgress, Projects, Sheet

MAX_DEPTH = 64


def parent_cycles(ledger: Ledger) -> list[Finding]:
    """Projects that are their own parent, or their parent's parent and so on."""
    projects = ledger[Projects]
    parent = pd.Index(projects[Projects.code.name]).get_indexer(pd.Index(projects[Projects.parent_code.name]))
    circling = projects[_circling(parent)]
    said = Said(Level.ERROR, "上级项目绕成了一圈，合计无法计算", "改正上级项目代码，最上一级留空")
    return mark(ledger, Projects, Projects.parent_code, circling, said)


def _circling(parent: np.ndarray) -> np.ndarray:
    """Which rows come back to themselves when their parents are followed (parent −1: none)."""
    rows = np.arange(len(parent))
    at = parent.copy()
    back = np.zeros(len(parent), dtype=bool)
    for _ in range(MAX_DEPTH):
        back |= at == rows
        at = np.where(at >= 0, parent[at], -1)
        if (at < 0).all():
            break
    return back


def rows_of_packages(ledger: Ledger) -> list[Finding]:
    """Plans and reports of a parent: its figures are the sums of its children."""
    projects = ledger[Projects]
    parents = set(projects[Projects.parent_code.name].dropna()) & set(projects[Projects.code.name])
    findings = []
    places: tuple[tuple[type[Sheet], Column], ...] = (
        (MonthlyPlans, MonthlyPlans.code),
        (MonthlyProgress, MonthlyProgress.code),
    )
    for sheet, column in places:
        rows = ledger[sheet]
        said = Said(Level.NOTE, "打包项目按子项合计，本行数字不计", "数字填在子项上")
        findings += mark(ledger, sheet, column, rows[rows[column.name].isin(parents)], said)
    return findings


def lookalikes(ledger: Ledger) -> list[Finding]:
    """Two codes with the same name and lead unit, also where only brackets or blanks differ."""
    projects = ledger[Projects]
    names = projects[Projects.project_name.name].map(lambda name: match_key(name) if name else None)
    units = projects[Projects.responsible_units.name].map(lambda units: units[0] if units else None)
    twins = pd.DataFrame({"name": names, "unit": units, "code": projects[Projects.code.name]})
    repeated = twins.duplicated(["name", "unit"]) & twins["name"].notna()
    first = twins.drop_duplicates(["name", "unit"]).set_index(["name", "unit"])["code"]

    def say(row: Any) -> Said:
        other = first.loc[(row.name_key, row.unit_key)]
        message = f"与项目 {other} 名称、责任单位相同，可能是同一项目"
        return Said(Level.DOUBT, message, "核对后删除重复的一行，或在名称上区分")

    rows = projects.assign(name_key=names, unit_key=units)[repeated.to_numpy()]
    return mark(ledger, Projects, Projects.project_name, rows, say)


_EXEMPTION = (
    Projects.exemption_reason,
    Projects.exemption_document,
    Projects.exempt_from,
    Projects.exempt_until,
)
_ASKED = _EXEMPTION[:3]


def refused_exemptions(ledger: Ledger) -> list[Finding]:
    """Exemptions without 豁免原因, 豁免批准文号 or 豁免起月 (rules.md §2), or ending before they begin."""
    projects = ledger[Projects]
    begun = np.logical_or.reduce([~is_blank(projects[column.name]) for column in _EXEMPTION])
    rows = projects.iloc[np.flatnonzero(begun)]
    lacking = [truly_blank(ledger, Projects, rows, column) for column in _ASKED]
    findings: list[Finding] = []
    for index in np.flatnonzero(np.logical_or.reduce(lacking)).tolist():
        missing = [column for column, gone in zip(_ASKED, lacking, strict=True) if gone[index]]
        said = Said(
            Level.ERROR, f"豁免没有{words(missing)}，不予豁免", "补齐后重新计算；不豁免时清空各豁免列"
        )
        findings += mark(ledger, Projects, missing[0], rows.iloc[[index]], said)
    backwards = rows[(rows[Projects.exempt_until.name] < rows[Projects.exempt_from.name]).to_numpy()]
    return findings + mark(ledger, Projects, Projects.exempt_until, backwards, _backwards)


def _backwards(row: Any) -> Said:
    message = f"豁免止月 {row.exempt_until:%Y-%m} 早于豁免起月 {row.exempt_from:%Y-%m}，不予豁免"
    return Said(Level.ERROR, message, "改正豁免起止月份")
