"""前期手续：the matrix of procedures on 项目清单, and the ones that may not be left blank."""

from __future__ import annotations

from typing import Any

import numpy as np

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark, truly_blank, words
from addin.ledger.ledger import Ledger
from addin.schema import Projects

PROCEDURES = (
    Projects.project_approval,
    Projects.environment,
    Projects.land_approval,
    Projects.land_planning,
    Projects.construction_planning,
)
"""立项、环评、土地、规划、建设 (平湛政办〔2021〕8号: 手续代办)."""

NEVER_BLANK = PROCEDURES[:4]
"""审批核准备案、环评、土地、规划: 附件2 新建（竣工）项目情况表 says 「必须填写详细，不能留空格」."""

REPORTED_STAGES = ("新开工", "竣工")
"""What stands on that form."""


def blank_procedures(ledger: Ledger) -> list[Finding]:
    """New and finished projects with one of the four left blank: one 疑点 a project, at the first blank."""
    projects = ledger[Projects]
    rows = projects[projects[Projects.stage.name].isin(REPORTED_STAGES).to_numpy()]
    lacking = np.array([truly_blank(ledger, Projects, rows, column) for column in NEVER_BLANK]).T
    messages = np.array([_said(row) for row in lacking], dtype=object)
    rows = rows.assign(said=messages)
    findings: list[Finding] = []
    before = np.zeros(len(rows), dtype=bool)
    for column, gone in zip(NEVER_BLANK, lacking.T, strict=True):
        findings += mark(ledger, Projects, column, rows[gone & ~before], _finding)
        before |= gone
    return findings


def _said(lacking: np.ndarray) -> str:
    missing = [column for column, gone in zip(NEVER_BLANK, lacking, strict=True) if gone]
    return f"{words(missing)}没有填写；新开工、竣工项目的前期进展情况不能留空"


def _finding(row: Any) -> Said:
    return Said(Level.DOUBT, row.said, "从下拉列表中选择；不需要办的选“不需办理”")
