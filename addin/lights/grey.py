"""灰与已完工：why a month has no light, or is past all lights."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from addin.ledger.progress import FINISHED_STAGES
from addin.ledger.wording import date_text, money, month_name, month_text
from addin.lights.measures import Cells, Facts
from addin.schema import Projects

Objects = npt.NDArray[np.object_]
Bools = npt.NDArray[np.bool_]
EARLY_STAGES = ("谋划", "储备", "前期")


def unlit_reasons(facts: Facts, unlit: Bools, in_stage: Bools) -> tuple[Cells, list[str]]:
    """豁免 first, then a stage that no rule in force covers, then nothing due: 未到期, or no year's plan.

    `in_stage` (P,1): some rule covers the project's stage.
    """
    cells = Cells(*np.nonzero(unlit))
    text = _without_plan(facts, cells)
    for applies, wording in (
        (_before_start(facts), _starts(facts)),
        (np.broadcast_to(~in_stage, unlit.shape), _stages(facts)),
        (facts.panel.exempt, _exemptions(facts)),
    ):
        text = np.where(cells.of(applies), wording[cells.rows], text)
    return cells, text.tolist()


def finished_reasons(facts: Facts, finished: Bools) -> tuple[Cells, list[str]]:
    """「已完工：2022年6月30日竣工。」, 「…：项目阶段为竣工。」, 「…：累计完成投资达到总投资12,000.00万元。」"""
    cells = Cells(*np.nonzero(finished))
    projects = facts.ledger[Projects]
    completed = facts.dates(Projects.actual_completion)[:, 0]
    total = facts.panel.tree.total(projects[Projects.total_investment.name].to_numpy(np.float64))
    how = np.array(
        [
            _finished_how(day, stage, worth)
            for day, stage, worth in zip(completed, projects[Projects.stage.name], money(total), strict=True)
        ],
        dtype=object,
    )
    return cells, how[cells.rows].tolist()


def _finished_how(day: np.datetime64, stage: str | None, total: str) -> str:
    if not np.isnat(day):
        return f"已完工：{date_text(day)}竣工。"
    if stage in FINISHED_STAGES:
        return f"已完工：项目阶段为{stage}。"
    return f"已完工：累计完成投资达到总投资{total}。"


def _exemptions(facts: Facts) -> Objects:
    """(P,) 「豁免（2022年6月至2022年9月）：管控停工，批准文号×政函〔2022〕3号。」"""
    projects = facts.ledger[Projects]
    columns = (
        projects[Projects.exempt_from.name],
        projects[Projects.exempt_until.name],
        projects[Projects.exemption_reason.name],
        projects[Projects.exemption_document.name],
    )
    return np.array([_exemption(*row) for row in zip(*columns, strict=True)], dtype=object)


def _exemption(start: pd.Timestamp, end: pd.Timestamp, reason: str | None, document: str | None) -> str:
    if not (reason and document) or pd.isna(start):
        return "豁免：子项目当月全部豁免。"
    until = "起" if pd.isna(end) else f"至{month_name(end)}"
    return f"豁免（{month_name(start)}{until}）：{reason}，批准文号{document}。"


def _stages(facts: Facts) -> Objects:
    """(P,) why the stage is not judged."""
    scheme = facts.ledger.settings.light_scheme
    return np.array([_stage(stage, scheme) for stage in facts.panel.stage.tolist()], dtype=object)


def _stage(stage: str | None, scheme: str) -> str:
    if not stage:
        return "项目阶段没有填写，不亮灯。"
    if stage in EARLY_STAGES:
        return f"前期阶段（{stage}），不亮灯。"
    return f"亮灯方案“{scheme}”没有适用于“{stage}”项目的规则，不亮灯。"


def _before_start(facts: Facts) -> Bools:
    """(P,M): the month lies before the month of 计划开工日期."""
    planned = facts.dates(Projects.planned_start).astype("datetime64[M]")
    before: Bools = facts.panel.months < planned
    return before & facts.panel.is_leaf[:, None]


def _starts(facts: Facts) -> Objects:
    planned = facts.dates(Projects.planned_start)[:, 0]
    months = planned.astype("datetime64[M]").astype(np.int64)
    known = ~np.isnat(planned)
    return np.array(
        [
            f"未到期：计划{month_text(month)}开工。" if ok else ""
            for month, ok in zip(months.tolist(), known, strict=True)
        ],
        dtype=object,
    )


def _without_plan(facts: Facts, cells: Cells) -> Objects:
    """「2022年没有年度计划，不判定。」, of zero or of no leaf due likewise."""
    years = (facts.months // 12 + 1970)[cells.columns].tolist()
    planned = cells.of(facts.panel.year_plan)
    with np.errstate(invalid="ignore"):
        kind = np.where(cells.of(facts.panel.has_plan), 2, np.where(planned <= 0, 1, 0)).tolist()
    texts = (
        "{}年没有年度计划，不判定。",
        "{}年年度计划为零，不判定。",
        "{}年本月没有应报进度的子项目，不判定。",
    )
    return np.array(
        [texts[which].format(year) for which, year in zip(kind, years, strict=True)], dtype=object
    )
