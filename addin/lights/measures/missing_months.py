"""缺报月数：months running without a report, ending at the month."""

from __future__ import annotations

import numpy as np

from addin.ledger.progress import running_months
from addin.ledger.wording import months_text
from addin.lights.measures.base import Cells, Facts, Floats, Ints, Measure


def _runs(facts: Facts) -> tuple[Ints, Ints]:
    flags = np.where(facts.panel.due, facts.panel.missing, -1).astype(np.int8)
    return running_months(flags, facts.months, facts.ledger.settings.across_years == "是")


def value(facts: Facts) -> Floats:
    return _runs(facts)[0].astype(np.float64)


def phrase(facts: Facts, cells: Cells) -> list[str]:
    """「连续2个月缺报（2022年8月、9月）」"""
    lengths, starts = _runs(facts)
    return [
        f"连续{length}个月缺报（{_months(facts, row, start, column)}）"
        for row, column, start, length in zip(
            cells.rows, cells.columns, cells.of(starts), cells.of(lengths), strict=True
        )
    ]


def _months(facts: Facts, row: int, start: int, column: int) -> str:
    span = slice(start, column + 1)
    return months_text(facts.months[span][facts.panel.missing[row, span]].tolist())


MISSING_MONTHS = Measure("缺报月数", value, phrase)
