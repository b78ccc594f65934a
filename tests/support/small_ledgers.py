"""One ordinary project, and short ways to say what is different about it."""

from __future__ import annotations

from typing import Any

from support.ledgers import ledger_of
from support.light_presets import preset

from addin.ledger import Ledger
from addin.ledger.progress import Panel, build_panel
from addin.lights import Register, Verdicts, judge_all, publish
from addin.schema import MONTH_COLUMNS

ORDINARY: dict[str, Any] = {
    "code": "A", "project_name": "甲项目", "stage": "在建", "responsible_units": "甲局",
    "total_investment": 100000, "year_plan": 12000,
}  # fmt: skip


def reports(
    *done: float | None, code: str = "A", start: str = "2022-01", **more: Any
) -> list[dict[str, Any]]:
    """月度进度 rows for months running from `start`; None = a month without a row."""
    first = int(start[:4]) * 12 + int(start[5:]) - 1
    months = (f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, first + len(done)))
    return [
        {"code": code, "month": month, "month_done": value, **more}
        for month, value in zip(months, done, strict=True)
        if value is not None
    ]


def monthly_plan(
    *figures: float | None, code: str = "A", year: int = 2022, start: str | None = None
) -> dict[str, Any]:
    """A 月度计划 row: twelve cumulative figures."""
    return {
        "code": code,
        "year": year,
        "effective_from": start,
        **dict(zip(MONTH_COLUMNS, figures, strict=True)),
    }


def even_plan(total: float, **more: Any) -> dict[str, Any]:
    """A 月度计划 row that spreads the total evenly."""
    return monthly_plan(*[total / 12 * month for month in range(1, 13)], **more)


def judged(
    scheme: str = "宁波", as_of: str = "2022-05", settings: dict[str, Any] | None = None, **tables: Any
) -> tuple[Ledger, Panel, Verdicts, Register]:
    """Everything of a small ledger; `projects` defaults to the ordinary one."""
    tables.setdefault("projects", [ORDINARY])
    settings = {"light_scheme": scheme, **(settings or {})}
    ledger = ledger_of(as_of=as_of, settings=settings, **(preset(scheme) | tables))
    panel = build_panel(ledger)
    verdicts = judge_all(ledger, panel)
    return ledger, panel, verdicts, publish(ledger, panel, verdicts)


def panel_of(as_of: str = "2022-05", settings: dict[str, Any] | None = None, **tables: Any) -> Panel:
    """The panel of a small ledger; `projects` defaults to the ordinary one."""
    tables.setdefault("projects", [ORDINARY])
    return build_panel(ledger_of(as_of=as_of, settings=settings, **tables))
