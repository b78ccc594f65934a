"""登记校核：adjusted lights, issues and rectifications closed without what closing needs; row ids twice."""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, is_blank, mark, truly_blank, words
from addin.ledger.ledger import Ledger
from addin.ledger.references import unit_names
from addin.ledger.row_ids import repeated_ids
from addin.ledger.text import match_key
from addin.schema import LEDGER_SHEETS, Issues, LightRegister, Rectifications, Units

_NEEDED_TO_ADJUST = (LightRegister.adjustment_reason, LightRegister.approved_by)


def accepted_adjustments(register: pd.DataFrame) -> np.ndarray:
    """Which rows of 亮灯台账 have a 调整灯 that counts: with 调整理由 and 批准人 (bool array)."""
    needed = (LightRegister.adjusted_light, *_NEEDED_TO_ADJUST)
    accepted: np.ndarray = np.logical_and.reduce([~is_blank(register[column.name]) for column in needed])
    return accepted


def refused_adjustments(ledger: Ledger) -> list[Finding]:
    """A 调整灯 without 调整理由 or 批准人: the 规则灯 stays (rules.md §2)."""
    register = ledger[LightRegister]
    refused = ~is_blank(register[LightRegister.adjusted_light.name]) & ~accepted_adjustments(register)
    findings = []
    for index in np.flatnonzero(refused).tolist():
        row = register.iloc[[index]]
        missing = [column for column in _NEEDED_TO_ADJUST if is_blank(row[column.name])[0]]
        said = Said(
            Level.ERROR, f"调整灯没有{words(missing)}，仍按规则灯发布", f"补填{words(missing)}，或清空调整灯"
        )
        findings += mark(ledger, LightRegister, missing[0], row, said)
    return findings


def issues_closed_early(ledger: Ledger) -> list[Finding]:
    """销号日期 without 解决标准, 办结日期 or 复核结果, or with 复核结果 退回."""
    issues = ledger[Issues]
    closed = issues[issues[Issues.closed_on.name].notna().to_numpy()]
    needed = (Issues.standard, Issues.resolved_on, Issues.review)
    lacking = [truly_blank(ledger, Issues, closed, column) for column in needed]
    findings = []
    for index in range(len(closed)):
        row = closed.iloc[[index]]
        missing = [column for column, gone in zip(needed, lacking, strict=True) if gone[index]]
        if missing:
            said = Said(
                Level.DOUBT, f"已填销号日期，但没有{words(missing)}", f"补填{words(missing)}，或清空销号日期"
            )
            findings += mark(ledger, Issues, Issues.closed_on, row, said)
    returned = closed[(closed[Issues.review.name] == Issues.review.choices[1]).to_numpy()]
    said = Said(Level.DOUBT, "复核结果为退回，却填了销号日期", "清空销号日期，或改正复核结果")
    return findings + mark(ledger, Issues, Issues.review, returned, said)


def rectifications_without_evidence(ledger: Ledger) -> list[Finding]:
    """专项整改台账: 销号日期 without 销号依据."""
    rows = ledger[Rectifications]
    closed = rows[rows[Rectifications.closed_on.name].notna().to_numpy()]
    bare = closed[truly_blank(ledger, Rectifications, closed, Rectifications.evidence)]
    said = Said(Level.DOUBT, "已填销号日期，但没有销号依据", "补填销号依据，或清空销号日期")
    return mark(ledger, Rectifications, Rectifications.closed_on, bare, said)


def shared_names(ledger: Ledger) -> list[Finding]:
    """A 规范全称 or 别名 that two units of 单位名录 share belongs to neither."""
    units = ledger[Units]
    names = unit_names(units)
    findings = []
    for column in (Units.full_name, Units.other_names):
        for position, typed in zip(units["position"], units[column.name], strict=True):
            for name in typed if isinstance(typed, tuple) else (typed,):
                if name and match_key(name) not in names.known:
                    message = f"{column.title}“{name}”有两个以上单位使用，无法认定是哪一个"
                    advice = "只留在一个单位名下"
                    findings.append(
                        ledger.finding(Level.DOUBT, Units, int(position), column.name, message, advice, name)
                    )
    return findings


def repeated_row_ids(ledger: Ledger) -> list[Finding]:
    """A 行标识 that stands on an earlier row (a copied row); recalc renews it."""
    findings = []
    for sheet in LEDGER_SHEETS:
        if ledger.has_column(sheet, sheet.row_id.name) and not sheet.wholly_computed:
            for position, first_row in repeated_ids(ledger, sheet):
                message = f"行标识与第 {first_row} 行相同（多为复制行），重新计算时换成新的"
                findings.append(
                    ledger.finding(Level.NOTE, sheet, position, sheet.row_id.name, message, "无需处理")
                )
    return findings
