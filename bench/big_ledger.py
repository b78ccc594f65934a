"""大台账：a ledger of N projects × 24 months for the benchmarks; every figure made up from a seed.

Every light rule of every preset is on at once, as one scheme; one project in ten has a milestone, an issue, a
duty and a topic.
"""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path
from typing import Any

from addin.ledger.checks import procedures
from addin.schema import (
    MONTH_COLUMNS,
    Duties,
    Issues,
    LightLabels,
    LightRules,
    Milestones,
    MonthlyPlans,
    MonthlyProgress,
    Projects,
    Sheet,
    Topics,
    Units,
)
from workbook_templates.build import DEFAULT_PRESET, build_workbook
from workbook_templates.preset_tables import preset_rows

YEARS = (2021, 2022)
UNITS = 60
PROCEDURES = tuple(column.name for column in procedures.PROCEDURES)
EVERY_RULE = "全部"
"""The scheme that holds the rules of all presets."""
TROUBLED = 10
"""One project in so many has a milestone, an issue, a duty and a topic."""


def tables(projects: int, seed: int = 1) -> dict[type[Sheet], list[dict[str, Any]]]:
    """Typed rows only: plans for two years, a report for each of the 24 months but a few."""
    chance = random.Random(seed)
    codes = [f"XM{number:06d}" for number in range(1, projects + 1)]
    return {
        Units: [_unit(number) for number in range(UNITS)],
        Projects: [_project(code, number, chance) for number, code in enumerate(codes)],
        MonthlyPlans: [_plan(code, year, chance) for code in codes for year in YEARS],
        MonthlyProgress: [
            _report(code, year, month, chance) for year in YEARS for month in range(1, 13) for code in codes
        ],
        **_rules(),
        **_troubles(codes[::TROUBLED]),
    }


def _rules() -> dict[type[Sheet], list[dict[str, Any]]]:
    labels = [row for row in preset_rows(LightLabels) if row["scheme"] == DEFAULT_PRESET]
    # Two presets may judge the same measure: the first one's thresholds stand.
    rules = {(row["measure"], row["level"]): row for row in reversed(preset_rows(LightRules))}
    return {
        LightRules: [{**row, "scheme": EVERY_RULE} for row in rules.values()],
        LightLabels: [{**row, "scheme": EVERY_RULE} for row in labels],
    }


def _troubles(codes: list[str]) -> dict[type[Sheet], list[dict[str, Any]]]:
    due = date(2022, 11, 30)
    return {
        Milestones: [{"code": code, "number": 1, "milestone": "主体封顶", "planned_on": due} for code in codes],
        Issues: [
            {"number": f"WT{code}", "code": code, "description": "用地指标未落实", "raised_on": date(2022, 9, 1),
             "assigned_on": date(2022, 9, 5), "due_on": due}
            for code in codes
        ],
        Duties: [
            {"number": f"ZR{code}", "code": code, "task": "落实用地指标", "lead_unit": "单位01", "due_on": due}
            for code in codes
        ],
        Topics: [{"number": f"YT{code}", "code": code, "tier": "市领导", "question": "用地指标"} for code in codes],
    }  # fmt: skip


def _unit(number: int) -> dict[str, Any]:
    group = "乡镇街道" if number % 2 else "区直部门"
    return {"unit": f"单位{number:02d}", "ranking_group": group}


def _project(code: str, number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "code": code,
        "project_name": f"演示项目{number}",
        "category": chance.choice(("政府投资", "社会投资")),
        "stage": "在建",
        "content": "新建厂房、道路及配套设施，内容为演示数据",
        "total_investment": 60000.0,
        **dict.fromkeys(PROCEDURES, "已办"),
        "responsible_units": f"单位{number % UNITS:02d}",
    }


def _plan(code: str, year: int, chance: random.Random) -> dict[str, Any]:
    steps = [chance.randint(500, 1500) for _ in MONTH_COLUMNS]
    row: dict[str, Any] = {"code": code, "year": year}
    return row | {name: float(sum(steps[: place + 1])) for place, name in enumerate(MONTH_COLUMNS)}


def _report(code: str, year: int, month: int, chance: random.Random) -> dict[str, Any]:
    done = None if chance.random() < 0.01 else float(chance.randint(400, 1600))
    return {
        "code": code,
        "month": date(year, month, 1),
        "month_done": done,
        "physical_progress": "主体施工",
        "reported_on": date(year, month, 24),
    }


def write(path: Path, projects: int) -> None:
    build_workbook(path, tables(projects), settings={"as_of": date(2022, 12, 1), "light_scheme": EVERY_RULE})


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
