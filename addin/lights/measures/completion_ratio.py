"""完成比：done ÷ plan, both from January; none where the plan is 0."""

from __future__ import annotations

import numpy as np

from addin.ledger.progress import clean
from addin.ledger.wording import percent
from addin.lights.measures.base import Cells, Facts, Floats, Measure


def value(facts: Facts) -> Floats:
    plan = facts.panel.plan
    with np.errstate(invalid="ignore", divide="ignore"):
        return clean(np.where(plan > 0, facts.panel.year_done / plan, np.nan))


def phrase(facts: Facts, cells: Cells) -> list[str]:
    """「完成额为应完成额的57.50%」"""
    return [f"完成额为应完成额的{share}" for share in percent(cells.of(value(facts)))]


COMPLETION_RATIO = Measure("完成比", value, phrase)
