"""储备库的校核：steps left out, an approval without its document, a converted project that is on no list."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark, truly_blank
from addin.ledger.ledger import Ledger
from addin.schema import Column, Projects, Reserve

DECISION = (
    Reserve.applied_on,
    Reserve.screened_on,
    Reserve.verified_on,
    Reserve.decided_on,
    Reserve.approved_on,
)
"""The steps of a decision, none of which can be left out (龙项目办〔2022〕3号 第九条). 入库 follows a recommendation
(第六条) and needs none of them."""
NEEDED_BEFORE: tuple[tuple[Column, tuple[Column, ...]], ...] = (
    *((step, DECISION[place + 1 :]) for place, step in enumerate(DECISION[:-1])),
    (Reserve.approval_document, (Reserve.approved_on,)),
    (Reserve.entered_on, (Reserve.left_on, Reserve.converted_on)),
)
"""What must stand, and the dates that need it."""


def steps_left_out(ledger: Ledger) -> list[Finding]:
    """疑点 at each blank cell that a later date needs."""
    rows = ledger[Reserve]
    findings: list[Finding] = []
    for needed, later in NEEDED_BEFORE:
        first = np.full(len(rows), "", dtype=object)
        for column in later:
            filled = rows[column.name].notna().to_numpy()
            first[filled & (first == "")] = column.title
        gone = truly_blank(ledger, Reserve, rows, needed) & (first != "")
        found = rows[gone].assign(later=first[gone])
        findings += mark(ledger, Reserve, needed, found, partial(_left_out, needed.title))
    return findings


def _left_out(title: str, row: Any) -> Said:
    return Said(Level.DOUBT, f"已填{row.later}，但没有{title}", f"补填{title}，或核对{row.later}")


def converted_without_project(ledger: Ledger) -> list[Finding]:
    """提示: 转化日期 stands, and 项目清单 has no such 项目代码 (及时入库、动态管理, 第六条)."""
    rows = ledger[Reserve]
    listed = rows[Reserve.code.name].isin(ledger[Projects][Projects.code.name])
    gone = rows[(rows[Reserve.converted_on.name].notna() & ~listed).to_numpy()]
    message = f"已转化，但{Projects.title}中没有这个{Projects.code.title}"
    said = Said(Level.NOTE, message, f"把该项目列入{Projects.title}，或核对{Projects.code.title}和转化日期")
    return mark(ledger, Reserve, Reserve.converted_on, gone, said)
