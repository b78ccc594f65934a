"""Seeded random ledgers: gaps, blanks, corrections, exemptions, year ends, ties, adjustments, parents."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from oracle.plain_lights import PLAN_MONTHS

Row = dict[str, Any]
STAGES = ["在建"] * 12 + ["新开工"] * 5 + ["前期", "储备", None, "竣工", "投产"]
YEARS = (2021, 2022)


def random_tables(seed: int, projects: int) -> dict[str, list[Row]]:
    """项目清单, 月度计划 and 月度进度 of 2021 and 2022."""
    draw = random.Random(seed)
    rows = [_project(draw, number) for number in range(projects)]
    _package(draw, rows)
    plans = [plan for row in rows for year in YEARS for plan in _plans(draw, row, year)]
    reports = [report for row in rows for report in _reports(draw, row)]
    return {"projects": rows, "monthly_plans": plans, "monthly_progress": reports}


def _sometimes(draw: random.Random, chance: float, value: Any) -> Any:
    return value if draw.random() < chance else None


def _day(draw: random.Random, first: str, days: int) -> str:
    return (dt.date.fromisoformat(first) + dt.timedelta(draw.randrange(days))).isoformat()


def _project(draw: random.Random, number: int) -> Row:
    row: Row = {
        "code": f"P{number:04d}",
        "project_name": f"{number}号项目",
        "stage": draw.choice(STAGES),
        "responsible_units": "甲局",
        "year_plan": draw.choice([1000, 1200, 1200, 6000, 12345.67, 100, 0, None]),
        "total_investment": draw.choice([20000, 20000, 50000, 1500, None, 0]),
        "invested_before": _sometimes(draw, 0.3, draw.randrange(0, 900)),
        "planned_start": _sometimes(draw, 0.5, _day(draw, "2020-06-01", 1100)),
        "actual_start": _sometimes(draw, 0.6, _day(draw, "2020-06-01", 900)),
        "statistics_entry": _sometimes(draw, 0.5, _day(draw, "2020-09-01", 850)),
        "actual_completion": _sometimes(draw, 0.08, _day(draw, "2021-03-01", 700)),
    }
    if draw.random() < 0.2:
        start, end = sorted(draw.sample(range(2021 * 12, 2023 * 12), 2))
        row |= {
            "exemption_reason": _sometimes(draw, 0.9, "管控停工"),
            "exemption_document": _sometimes(draw, 0.9, "×函〔2022〕3号"),
            "exempt_from": f"{start // 12}-{start % 12 + 1:02d}",
            "exempt_until": _sometimes(draw, 0.8, f"{end // 12}-{end % 12 + 1:02d}"),
        }
    return row


def _package(draw: random.Random, rows: list[Row]) -> None:
    """Every tenth project is the parent of two later ones; the second of these may be a parent too."""
    for index in range(0, len(rows) - 5, 10):
        rows[index + 1]["parent_code"] = rows[index]["code"]
        rows[index + 2]["parent_code"] = rows[index]["code"]
        if draw.random() < 0.5:
            rows[index + 3]["parent_code"] = rows[index + 2]["code"]


def _plans(draw: random.Random, row: Row, year: int) -> list[Row]:
    if draw.random() < 0.4:
        return []
    versions = [_version(draw, row["code"], year, None)]
    if draw.random() < 0.3:
        versions.append(_version(draw, row["code"], year, f"{year}-{draw.randrange(2, 13):02d}"))
    if draw.random() < 0.1:
        versions[-1][draw.choice(PLAN_MONTHS)] = None
    return versions


def _version(draw: random.Random, code: str, year: int, effective_from: str | None) -> Row:
    total = draw.choice([1000, 1200, 2400, 777.77, 1200, 0])
    marks = sorted(draw.randrange(0, 101) for _ in range(11))
    figures = [round(total * mark / 100, 2) for mark in marks] + [total]
    return {
        "code": code, "year": year, "effective_from": effective_from, **dict(zip(PLAN_MONTHS, figures, strict=True)),
    }  # fmt: skip


def _reports(draw: random.Random, row: Row) -> list[Row]:
    pace = draw.choice([0.5, 0.8, 0.9, 1, 1, 1.1])
    reports = []
    for year in (2020, *YEARS):
        for month in range(1, 13):
            if (year == 2020 and month < 11) or draw.random() < 0.08:
                continue
            reports.append(_report(draw, row["code"], f"{year}-{month:02d}", pace))
    return reports


def _report(draw: random.Random, code: str, month: str, pace: float) -> Row:
    done = draw.choice([100, 100, 100, 80, 120, 0, 83.33, 60, -20, None])
    return {
        "code": code,
        "month": month,
        "month_done": None if done is None else round(done * pace, 2),
        "forecast": draw.choice([None, None, "能够完成", "难以按时完成", "完成较差"]),
        "funds_due": draw.choice([None, None, 0, 100, 200]),
        "funds_paid": draw.choice([None, 100, 100, 150, 200, 250]),
    }
