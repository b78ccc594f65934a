"""挂图作战表：开竣工节点、建设进度、存在问题、对策措施、意见建议, in the order of the provincial system
(新乡市稳经济重要项目集中攻坚机制工作方案 四)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from addin.forms.form import NUMBER, Head, ListForm
from addin.forms.rows import both, of_open_issues, projects_in, reported
from addin.ledger import Ledger
from addin.ledger.wording import date_text, money, percent
from addin.schema import Column, Issues, Milestones, MonthlyProgress, Projects
from addin.supervision.deeds import DONE_STATES

_NODES = "开工/竣工节点"


def _planned_and_done(planned: Column, done: Column) -> Callable[[Ledger, pd.DataFrame], Sequence[Any]]:
    """「计划2022年3月15日，实际2022年3月20日」."""

    def texts(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
        pairs = zip(rows[planned.name], rows[done.name], strict=True)
        return ["，".join((*_dated("计划", plan), *_dated("实际", deed))) for plan, deed in pairs]

    return texts


def _dated(word: str, day: Any) -> tuple[str, ...]:
    return () if pd.isna(day) else (f"{word}{date_text(day.date())}",)


def _next_node(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
    """The earliest node that is not done yet: 「主体封顶（2022年10月30日前，临期）」."""
    nodes = ledger[Milestones]
    left = nodes[~nodes[Milestones.state.name].isin(DONE_STATES) & nodes[Milestones.planned_on.name].notna()]
    first = left.sort_values(Milestones.planned_on.name, kind="stable").drop_duplicates(Milestones.code.name)
    texts = {row[Milestones.code.name]: _node(row) for row in first.to_dict("records")}
    return [texts.get(code) for code in rows[Projects.code.name]]


def _node(row: dict[Any, Any]) -> str:
    name = row[Milestones.milestone.name] or f"节点{row[Milestones.number.name]:g}"
    state = row[Milestones.state.name]
    return f"{name}（{date_text(row[Milestones.planned_on.name].date())}前{f'，{state}' if state else ''}）"


def _progress(ledger: Ledger, rows: pd.DataFrame) -> Sequence[Any]:
    """形象进度 of the month, then what was invested in the year and its share of the year's plan."""
    seen = reported(MonthlyProgress.physical_progress)(ledger, rows)
    done, rate = rows[Projects.year_done.name], rows[Projects.investment_rate.name]
    shown = zip(seen, done, money(done), rate, percent(rate), strict=True)
    return [
        "；".join(
            (
                *((text.rstrip("。；"),) if isinstance(text, str) else ()),
                *((f"年度完成投资{amount}",) if value == value else ()),
                *((f"占年计划{share}",) if portion == portion else ()),
            )
        )
        for text, value, amount, portion, share in shown
    ]


WALL_MAP = ListForm(
    name="挂图作战表",
    title="{区}{年}年重大项目挂图作战表",
    sheet=Projects,
    rows=projects_in(),
    heads=(
        NUMBER,
        Head("项目", Projects.project_name, 24),
        Head("开工", _planned_and_done(Projects.planned_start, Projects.actual_start), 20, _NODES),
        Head("竣工", _planned_and_done(Projects.planned_completion, Projects.actual_completion), 20, _NODES),
        Head("下一节点", _next_node, 24, _NODES),
        Head("进度", _progress, 34),
        Head("问题", both(reported(MonthlyProgress.problems), of_open_issues(Issues.description)), 30),
        Head("对策", both(reported(MonthlyProgress.next_steps), of_open_issues(Issues.measures)), 30),
        Head("建议", of_open_issues(Issues.proposal), 26),
    ),
)

FORMS = (WALL_MAP,)
