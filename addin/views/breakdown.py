"""分类统计：leaf projects, their money and lights by tag, class, tier, trade, stage and unit (分类统计).

A project that stands in several categories of a dimension (清单标签, 配合单位, 资金来源) counts in each; the
dimension's 合计 counts it once, 未填写 counts those without any. Money stands as on 首页 (addin/views/figures.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.progress import Panel, clean
from addin.ledger.published import PublishedLights
from addin.ledger.reports import lead_units
from addin.ledger.text import split_outside_brackets
from addin.lights.rules import YELLOW
from addin.schema import Breakdown, Duties, Projects, Units
from addin.views.figures import counted_projects

TOTAL, BLANK = "合计", "未填写"
ALL_PROJECTS = "全部项目"
_SEPARATORS = "、，,；;"

Dimension = tuple[str, pd.Series, Sequence[str]]
"""Title; category of each project (a text, or a tuple of texts), parallel to 项目清单; categories that go first."""


def breakdown(ledger: Ledger, panel: Panel, register: PublishedLights) -> pd.DataFrame:
    """The rows of 分类统计 at 统计月份: first all projects, then each dimension that is filled in at all."""
    amounts = _amounts(ledger, panel, register)
    parts = [_rows(TOTAL, [(ALL_PROJECTS, amounts.sum())])]
    for title, values, order in _dimensions(ledger):
        pairs = _pairs(values[panel.is_leaf])
        if len(pairs):
            parts.append(_rows(title, _categories(pairs, order, amounts)))
    return pd.concat(parts, ignore_index=True)


def _amounts(ledger: Ledger, panel: Panel, register: PublishedLights) -> pd.DataFrame:
    """What is summed, one row a leaf: its plan, what was due and done count as on 首页, else 0."""
    column = panel.at(ledger.settings.as_of)
    counted = counted_projects(panel, column)
    money = {
        name: np.where(counted, np.nan_to_num(table[:, column]), 0.0)
        for name, table in (("plan", panel.year_plan), ("due", panel.plan), ("done", panel.year_done))
    }
    investment = ledger[Projects][Projects.total_investment.name].to_numpy(dtype=float)
    table = pd.DataFrame(
        {
            "projects": 1.0,
            "investment": np.nan_to_num(investment),
            **money,
            "lit": (register.level[:, column] >= YELLOW).astype(float),
        }
    )
    return table[panel.is_leaf]


def _dimensions(ledger: Ledger) -> Iterator[Dimension]:
    projects = ledger[Projects]
    lead = pd.Series(lead_units(ledger).to_numpy(dtype=object), dtype=object)
    groups = ledger[Units].set_index(Units.unit.name)[Units.ranking_group.name]
    listed = (
        Projects.tags, Projects.category, Projects.tier, Projects.industry, Projects.stage, Projects.task_force,
    )  # fmt: skip
    for column in listed:
        yield column.title, projects[column.name], column.choices
    yield Duties.lead_unit.title, lead, ()
    yield Projects.supporting_units.title, projects[Projects.supporting_units.name], ()
    yield Projects.funding.title, _split(projects[Projects.funding.name]), ()
    yield Units.ranking_group.title, lead.map(groups).astype(object), tuple(dict.fromkeys(groups.dropna()))


def _split(texts: pd.Series) -> pd.Series:
    """「中央预算内投资、专项债券」 → its parts."""
    parts = {
        text: tuple(part.strip() for part in split_outside_brackets(text, _SEPARATORS) if part.strip())
        for text in texts.dropna().unique()
    }
    return texts.map(parts).astype(object)


def _pairs(values: pd.Series) -> pd.Series:
    """project → category, once each; projects without any left out."""
    pairs = values.explode().dropna()
    return pairs[~pd.MultiIndex.from_arrays([pairs.index, pairs]).duplicated()]


def _categories(pairs: pd.Series, order: Sequence[str], amounts: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    """(category, its sums): those of `order` first, the others as they come; then 合计 and 未填写."""
    sums = amounts.loc[pairs.index].groupby(pairs.to_numpy(), sort=False).sum()
    first = [name for name in order if name in sums.index]
    rows = [(str(name), sums.loc[name]) for name in dict.fromkeys([*first, *sums.index])]
    named = amounts.index.isin(pairs.index)
    rows.append((TOTAL, amounts[named].sum()))
    return rows if named.all() else [*rows, (BLANK, amounts[~named].sum())]


def _rows(dimension: str, categories: Sequence[tuple[str, pd.Series]]) -> pd.DataFrame:
    """The columns of 分类统计; no rate without a plan."""
    sums = pd.DataFrame([row for _, row in categories]).reset_index(drop=True)
    plan, due, done = (np.round(sums[name].to_numpy(), 6) for name in ("plan", "due", "done"))
    share = np.where(plan > 0, plan, np.nan)
    return pd.DataFrame(
        {
            Breakdown.dimension.name: dimension,
            Breakdown.category.name: [name for name, _ in categories],
            Breakdown.projects.name: sums["projects"],
            Breakdown.total_investment.name: np.round(sums["investment"], 6),
            Breakdown.year_plan.name: plan,
            Breakdown.year_done.name: done,
            Breakdown.investment_rate.name: clean(done / share),
            Breakdown.scheduled_progress.name: clean(due / share),
            Breakdown.deviation.name: clean((done - due) / share * 100),
            Breakdown.lit.name: sums["lit"],
        }
    )
