"""首页：what the blocks of the cockpit show (addin/schema/cockpit.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.progress import Panel
from addin.ledger.wording import percent, points
from addin.lights.register import Register
from addin.rankings import RankingResult
from addin.schema import Rankings
from addin.schema import cockpit as blocks
from addin.schema.cockpit import Block
from addin.views.figures import light_counts, month_totals, year_curve
from addin.views.lists import due_soon, to_decide
from addin.workbook.port import CellValue

Rows = list[tuple[CellValue, ...]]


def cockpit_blocks(
    ledger: Ledger,
    panel: Panel,
    register: Register,
    ranking: RankingResult,
    findings: Sequence[Finding],
) -> dict[str, Rows]:
    """The rows of every block by its workbook name, filled up with blank rows to the block's size."""
    column = panel.at(ledger.settings.as_of)
    contents: Mapping[Block, Rows] = {
        blocks.PERIOD: [(ledger.settings.as_of,)],
        blocks.KEY_FIGURES: key_figures(ledger, panel, column, findings),
        blocks.LIGHT_COUNTS: [
            (label, count) for label, _, count in light_counts(ledger, panel, register, column)
        ],
        blocks.MONTHS: months(ledger, panel, column),
        blocks.TOP_UNITS: top_units(ranking),
        blocks.BOTTOM_UNITS: bottom_units(ranking),
        blocks.DUE_SOON: due_soon(ledger, blocks.DUE_SOON.rows),
        blocks.TO_DECIDE: to_decide(ledger, register, column, blocks.TO_DECIDE.rows),
    }
    return {block.name: _padded(block, rows) for block, rows in contents.items()}


def _padded(block: Block, rows: Rows) -> Rows:
    blank: tuple[CellValue, ...] = (None,) * len(block.titles)
    return [*rows[: block.rows], *[blank] * (block.rows - len(rows))]


def key_figures(ledger: Ledger, panel: Panel, column: int, findings: Sequence[Finding]) -> Rows:
    """Money and counts as numbers, rates as text, for one column shows them all."""
    total = month_totals(ledger, panel, column)
    errors, doubts = (
        sum(finding.level is level for finding in findings) for level in (Level.ERROR, Level.DOUBT)
    )
    rate, scheduled = percent([total.rate, total.scheduled])
    (deviation,) = points([total.deviation])
    return [
        ("重点项目（个）", total.projects),
        ("总投资（万元）", total.total_investment),
        ("年计划投资（万元）", total.year_plan),
        ("年度完成投资（万元）", total.year_done),
        ("投资完成率", rate),
        (ledger.settings.progress_word, scheduled),
        ("进度偏差（百分点）", deviation),
        ("校核错误／疑点（条）", f"{errors}／{doubts}"),
    ]


def months(ledger: Ledger, panel: Panel, column: int) -> Rows:
    """「1月」, cumulative plan, cumulative done (blank after 统计月份), in 万元."""
    plan, done = year_curve(ledger, panel, column)
    return [
        (f"{number}月", float(planned), None if np.isnan(made) else float(made))
        for number, (planned, made) in enumerate(zip(plan, done, strict=True), start=1)
    ]


def top_units(ranking: RankingResult) -> Rows:
    """The first of every group, then the seconds …, as many as fit."""
    units = _ranked_units(ranking)
    return _unit_rows(units.sort_values(Rankings.place.name, kind="stable"))


def bottom_units(ranking: RankingResult) -> Rows:
    """The last of every group, then the last but one …; units already among the first are left out."""
    units = _ranked_units(ranking)
    top = units.sort_values(Rankings.place.name, kind="stable").head(blocks.TOP_UNITS.rows)
    rest = units.drop(top.index).iloc[::-1]
    from_end = rest.groupby(Rankings.ranking_group.name, sort=False).cumcount()
    return _unit_rows(rest.iloc[np.argsort(from_end.to_numpy(), kind="stable")])


def _ranked_units(ranking: RankingResult) -> pd.DataFrame:
    frame = ranking.frame
    return frame[(frame[Rankings.object.name] == "单位") & frame[Rankings.place.name].notna()]


def _unit_rows(units: pd.DataFrame) -> Rows:
    chosen = units.head(blocks.TOP_UNITS.rows)
    return list(
        zip(
            chosen[Rankings.ranking_group.name].replace("", None),
            chosen[Rankings.object_name.name],
            chosen[Rankings.score.name].astype(float),
            chosen[Rankings.place.name].astype(int),
            strict=True,
        )
    )
