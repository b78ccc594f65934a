"""时限与状态：what is due, done and overdue on 节点计划、责任清单、议定事项 and 专项整改台账.

Days are counted to today (`ledger.today`): 逾期天数 is what a person is told now. The measures of
lights and rankings look at the last day of the month instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.deadlines import Days, Objects, as_days, days_overdue, postponed
from addin.schema import (
    Column,
    Duties,
    Issues,
    Milestones,
    Patrols,
    Rectifications,
    Resolutions,
    Sheet,
    SiteVisits,
)
from addin.supervision.issues import issue_states, open_issues
from addin.supervision.visits import patrol_states, visit_states

NOT_DUE, DUE_SOON, IN_TIME, DONE_LATE, OVERDUE = "未到期", "临期", "按期完成", "逾期完成", "逾期未完成"
DONE_STATES = (IN_TIME, DONE_LATE)
RECTIFYING, RECTIFY_LATE, STRUCK_OFF = "整改中", "逾期", "已销号"

DEEDS: Mapping[type[Sheet], tuple[Column, Column]] = {
    Milestones: (Milestones.planned_on, Milestones.completed_on),
    Duties: (Duties.due_on, Duties.completed_on),
    Resolutions: (Resolutions.due_on, Resolutions.completed_on),
}
"""Sheets whose 状态 is that of 节点计划: the columns of the deadline and of the deed."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """`columns[sheet]`: computed columns by schema name, parallel to `ledger[sheet]`; `open_issues`:
    未销号问题数 in the order of 项目清单."""

    columns: Mapping[type[Sheet], pd.DataFrame]
    open_issues: pd.Series
    findings: tuple[Finding, ...]


def states(ledger: Ledger) -> Deeds:
    """状态, 逾期天数 and the like of every supervised sheet, as of `ledger.today`."""
    columns = {sheet: deed_states(ledger, sheet) for sheet in DEEDS}
    columns[Issues], issue_findings = issue_states(ledger)
    columns[Rectifications], rectification_findings = rectification_states(ledger)
    columns[Patrols] = patrol_states(ledger)
    columns[SiteVisits] = visit_states(ledger)
    return Deeds(columns, open_issues(ledger, columns[Issues]), (*issue_findings, *rectification_findings))


def deed_states(ledger: Ledger, sheet: type[Sheet]) -> pd.DataFrame:
    """状态 and 逾期天数 of 节点计划, 责任清单 or 议定事项.

    临期: due within 临期天数, the last day included. A deed dated after today is not done yet. Without
    a deadline there is no state until it is done (按期完成), and no 逾期天数.
    """
    deadline, deed = (as_days(ledger[sheet][column.name]) for column in DEEDS[sheet])
    today = np.datetime64(ledger.today, "D")
    done = deed <= today
    limit = postponed(deadline, ledger.settings)
    soon = limit - ledger.settings.due_soon_days <= today
    state = np.select(
        [done & (deed > limit), done, limit < today, soon, ~np.isnat(limit)],
        [DONE_LATE, IN_TIME, OVERDUE, DUE_SOON, NOT_DUE],
        "",
    ).astype(object)
    state[state == ""] = None
    days = days_overdue(deadline, np.where(done, deed, today), ledger.settings)
    return pd.DataFrame({Milestones.state.name: state, Milestones.days_overdue.name: days})


def rectification_states(ledger: Ledger) -> tuple[pd.DataFrame, list[Finding]]:
    """状态 of 专项整改台账: 已销号 only with 销号日期 and 销号依据; a date alone is refused (错误)."""
    table = ledger[Rectifications]
    today = np.datetime64(ledger.today, "D")
    closed = as_days(table[Rectifications.closed_on.name]) <= today
    proven = table[Rectifications.evidence.name].notna().to_numpy()
    late = _limit(ledger, table[Rectifications.due_on.name]) < today
    state: Objects = np.select([closed & proven, late], [STRUCK_OFF, RECTIFY_LATE], RECTIFYING).astype(object)
    refused = [
        ledger.finding(
            Level.ERROR, Rectifications, int(position), Rectifications.closed_on.name,
            "填了销号日期但没有销号依据，不能销号", "补填销号依据，或删去销号日期",
        )
        for position in table["position"].to_numpy()[closed & ~proven]
    ]  # fmt: skip
    return pd.DataFrame({Rectifications.state.name: state}), refused


def _limit(ledger: Ledger, dates: pd.Series) -> Days:
    return postponed(as_days(dates), ledger.settings)
