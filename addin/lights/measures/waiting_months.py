"""入库逾期月数、集中开工后月数、拿地后月数：calendar months passed since one step without the next."""

from __future__ import annotations

from collections.abc import Callable

from addin.ledger.wording import date_text
from addin.lights.measures.base import Cells, Facts, Floats, Measure, months_without
from addin.schema import Column, Projects


def _waiting(title: str, since: Column, until: Column, step: str, lacking: str) -> Measure:
    def value(facts: Facts) -> Floats:
        return months_without(facts, since, until)

    return Measure(title, value, _phrase(value, since, step, lacking))


def _phrase(
    value: Callable[[Facts], Floats], since: Column, step: str, lacking: str
) -> Callable[[Facts, Cells], list[str]]:
    def phrase(facts: Facts, cells: Cells) -> list[str]:
        """「2022年3月15日开工，已满5个月未统计入库」"""
        days = facts.dates(since)[cells.rows, 0]
        months = cells.of(value(facts)).astype(int).tolist()
        return [
            f"{date_text(day)}{step}，已满{count}个月{lacking}"
            for day, count in zip(days, months, strict=True)
        ]

    return phrase


STATISTICS_OVERDUE = _waiting(
    "入库逾期月数", Projects.actual_start, Projects.statistics_entry, "开工", "未统计入库"
)
COLLECTIVE_START_MONTHS = _waiting(
    "集中开工后月数", Projects.collective_start, Projects.substantive_start, "集中开工", "未实质性开工"
)
LAND_MONTHS = _waiting("拿地后月数", Projects.land_acquired, Projects.actual_start, "拿地", "未开工")
