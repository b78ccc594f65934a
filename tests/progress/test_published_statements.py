"""Rates and gaps that governments published come out of the panel (tests/data/published_statements.csv).

Each statement is a ledger with one project: its year's plan, and what was done reported in the month named.
Where a source printed no plan, its printed rate stands for done ÷ plan.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support.ledgers import ledger_of

from addin.ledger.progress import build_panel

DATA = Path(__file__).parent.parent / "data" / "published_statements.csv"
WAN_PER_YI = 10_000
RATE, GAP = "公布完成率%", "公布超(+)/低(-)序时百分点"
STATEMENTS = list(csv.DictReader(DATA.read_text(encoding="utf-8").splitlines()))


def panel_figures(statement: dict[str, str]) -> tuple[float, float]:
    """(投资完成率 in per cent, 进度偏差 in points); without a month, as of December."""
    month = int(statement["截至月"]) if statement["截至月"].isdigit() else 12
    plan = float(statement["年度计划亿"] or 100)
    done = float(statement["完成亿"]) if statement["年度计划亿"] else float(statement[RATE])
    ledger = ledger_of(
        as_of=f"2022-{month:02d}",
        projects=[{"code": "A", "project_name": "甲", "stage": "在建", "year_plan": plan * WAN_PER_YI}],
        monthly_progress=[{"code": "A", "month": f"2022-{month:02d}", "month_done": done * WAN_PER_YI}],
    )
    panel = build_panel(ledger)
    return float(panel.rate[0, -1]) * 100, float(panel.deviation[0, -1])


def name_of(statement: dict[str, str]) -> str:
    return f"{statement['地区']} {statement['口径']}"


def last_digit(printed: str) -> float:
    """One unit of the last printed digit: 97.2 → 0.1."""
    return 10.0 ** -len(printed.partition(".")[2])


AS_PRINTED = [row for row in STATEMENTS if row["年度计划亿"] and not row["与公布"]]
MARKED = [row for row in STATEMENTS if row["年度计划亿"] and row["与公布"]]
CONSISTENT = [row for row in STATEMENTS if row["线性一致性"] == "一致"]
INCONSISTENT = [row for row in STATEMENTS if row["线性一致性"] == "不一致"]


@pytest.mark.parametrize("statement", AS_PRINTED, ids=name_of)
def test_a_published_rate_comes_out_to_its_last_printed_digit(statement: dict[str, str]) -> None:
    rate, _ = panel_figures(statement)
    assert abs(rate - float(statement[RATE])) <= last_digit(statement[RATE])


def test_the_rates_that_sources_printed_otherwise_are_these() -> None:
    listed = [(name_of(row), row["与公布"], row[RATE], f"{panel_figures(row)[0]:.2f}") for row in MARKED]
    assert listed == [
        ("钟楼区 市重大", "尾差", "61.62", "61.60"),
        ("山西 市级", "不符", "6902", "69.24"),
        ("湘西州 州直", "尾差", "58.8", "58.71"),
        ("开平(推断) 省重点", "尾差", "27.1", "27.17"),
        ("吉林高速 吉草高速(本年)", "不符", "72.8", "68.53"),
    ]


@pytest.mark.parametrize("statement", CONSISTENT, ids=name_of)
def test_a_published_gap_to_linear_progress_comes_out_within_a_tenth_of_a_point(
    statement: dict[str, str],
) -> None:
    _, deviation = panel_figures(statement)
    assert abs(deviation - float(statement[GAP])) <= 0.1


def test_the_gaps_that_do_not_follow_from_linear_progress_are_these() -> None:
    listed = [(name_of(row), row[GAP], f"{panel_figures(row)[1]:.2f}") for row in INCONSISTENT]
    assert listed == [("川渝 双城圈", "7", "6.17"), ("某县(未印名,疑福建) 重点项目", "5.3", "5.56")]


def test_nine_months_at_three_quarters_of_the_year_are_exactly_on_linear_progress() -> None:
    """482 projects, January to September: 1052 亿元, 75% of the year's plan."""
    plan = 1052 / 0.75
    rate, deviation = panel_figures({"截至月": "9", "年度计划亿": str(plan), "完成亿": "1052", RATE: "75"})
    assert (round(rate, 2), deviation) == (75.00, 0)
