"""进度偏差：points by which the investment rate is above (+) or below (−) the scheduled progress."""

from __future__ import annotations

from addin.ledger.wording import points_against
from addin.lights.measures.base import Cells, Facts, Floats, Measure


def value(facts: Facts) -> Floats:
    return facts.panel.deviation


def phrase(facts: Facts, cells: Cells) -> list[str]:
    """「投资完成率比时序进度低12.50个百分点」"""
    word = facts.ledger.settings.progress_word
    return [f"投资完成率比{word}{gap}" for gap in points_against(cells.of(facts.panel.deviation))]


DEVIATION = Measure("进度偏差", value, phrase)
