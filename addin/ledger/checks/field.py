"""五查校核：a 五查 record whose five checks or phase are not filled in (宁波“五查”监督)."""

from __future__ import annotations

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark, truly_blank
from addin.ledger.ledger import Ledger
from addin.schema import Inspections

FIVE_CHECKS = "五查"
_NEEDED = (
    Inspections.phase,
    Inspections.plan_check,
    Inspections.record_check,
    Inspections.progress_check,
    Inspections.duty_check,
    Inspections.result_check,
)


def unfinished_five_checks(ledger: Ledger) -> list[Finding]:
    """Each blank cell among 阶段, 查方案, 查记录, 查进度, 查履职 and 查实效 of a 五查 record."""
    table = ledger[Inspections]
    rows = table[(table[Inspections.type.name] == FIVE_CHECKS).to_numpy()]
    findings = []
    for column in _NEEDED:
        said = Said(Level.DOUBT, f"五查记录没有填{column.title}", f"补填{column.title}")
        blank = rows[truly_blank(ledger, Inspections, rows, column)]
        findings += mark(ledger, Inspections, column, blank, said)
    return findings
