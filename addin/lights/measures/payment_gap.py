"""支付率差：(支付资金 − 应支付资金) ÷ 应支付资金, cumulative from January; none without 应支付资金."""

from __future__ import annotations

import numpy as np

from addin.ledger.progress import clean
from addin.ledger.wording import money, percent
from addin.lights.measures.base import Cells, Facts, Floats, Measure
from addin.schema import MonthlyProgress


def value(facts: Facts) -> Floats:
    due, paid = facts.money(MonthlyProgress.funds_due), facts.money(MonthlyProgress.funds_paid)
    with np.errstate(invalid="ignore", divide="ignore"):
        return clean(np.where(due > 0, (paid - due) / due, np.nan))


def phrase(facts: Facts, cells: Cells) -> list[str]:
    """「应支付资金1,000.00万元，已支付920.00万元，低8.00%」"""
    due = money(cells.of(facts.money(MonthlyProgress.funds_due)))
    paid = money(cells.of(facts.money(MonthlyProgress.funds_paid)))
    gaps = cells.of(value(facts))
    shares = percent(np.abs(gaps))
    sides = np.where(gaps < 0, "低", "高").tolist()
    return [
        f"应支付资金{asked}，已支付{given}，{side}{share}"
        for asked, given, side, share in zip(due, paid, sides, shares, strict=True)
    ]


PAYMENT_GAP = Measure("支付率差", value, phrase)
