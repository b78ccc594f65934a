"""From a ledger to its panel, lights and ranking: what tests of rankings, supervision and views start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from support.ledgers import ledger_of

from addin.ledger import Ledger
from addin.ledger.progress import Panel, build_panel
from addin.lights import Register, judge_all, publish
from addin.rankings import RankingResult, rank

NINGBO = [
    {
        "scheme": "宁波",
        "enabled": "是",
        "measure": "连续滞后月数",
        "level": 1,
        "comparison": "≥",
        "threshold": 2,
    },
    {
        "scheme": "宁波",
        "enabled": "是",
        "measure": "连续滞后月数",
        "level": 3,
        "comparison": "≥",
        "threshold": 3,
    },
]
NINGBO_LABELS = [
    {"scheme": "宁波", "level": 0, "label": "绿", "symbol": "●"},
    {"scheme": "宁波", "level": 1, "label": "黄", "symbol": "▲"},
    {"scheme": "宁波", "level": 3, "label": "红", "symbol": "■"},
    {"scheme": "宁波", "label": "灰", "symbol": "○"},
]


@dataclass(frozen=True)
class Computed:
    ledger: Ledger
    panel: Panel
    register: Register

    def rank(self, **arguments: Any) -> RankingResult:
        return rank(self.ledger, self.panel, self.register, **arguments)


def computed(**tables: Any) -> Computed:
    """The panel and the 宁波 lights of the tables (arguments as `ledger_of`)."""
    tables.setdefault("light_rules", NINGBO)
    tables.setdefault("light_labels", NINGBO_LABELS)
    ledger = ledger_of(**tables)
    panel = build_panel(ledger)
    return Computed(ledger, panel, publish(ledger, panel, judge_all(ledger, panel)))


def project(code: str, *units: str, year_plan: float = 12000, **more: Any) -> dict[str, Any]:
    """A project under construction of 12000 万元 a year (1000 a month on the linear base)."""
    ordinary = {
        "code": code,
        "project_name": f"{code}项目",
        "stage": "在建",
        "responsible_units": "、".join(units),
        "total_investment": 900000,
        "year_plan": year_plan,
    }
    return {**ordinary, **more}


def monthly(code: str, *amounts: float | None, year: int = 2022, **more: Any) -> list[dict[str, Any]]:
    """The reports from January on, each in on the 20th; None leaves the month out."""
    return [
        {
            "code": code,
            "month": f"{year}-{month:02}",
            "month_done": amount,
            "physical_progress": "主体施工",
            "reported_on": f"{year}-{month:02}-20",
            **more,
        }
        for month, amount in enumerate(amounts, start=1)
        if amount is not None
    ]
