"""问题清单：四单 (列单 → 交单 → 办单 → 清单), days overdue and the issue's own light (rules.md §4).

The six steps of 新乡市集中攻坚机制 (2024-01-12, 六) are the same row seen closer: 问题梳理 = 列单, 转办交办 = 交单
(交单日期, 签收日期), 督导督办 and 定期反馈 = 办单 (已发督办, 办单反馈日期), 跟踪问效 = 复核结果, 办结销号 = 清单.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Floats, Objects, as_days, days_overdue
from addin.ledger.measure_rules import highest_level, level_labels, measure_rules
from addin.schema import Issues, Projects

LISTED, ASSIGNED, HANDLED, CLEARED = "列单", "交单", "办单", "清单"
PASSED, RETURNED = "通过", "退回"
_MEASURE = "问题逾期天数"
_FALLBACK_SCHEME = "北仑"


def issue_states(ledger: Ledger) -> tuple[pd.DataFrame, list[Finding]]:
    """四单状态, 逾期天数 and 亮灯 of each issue, as of today; close-outs that are refused are findings.

    清单 asks for 解决标准, 办结日期, 复核结果=通过 and 销号日期. 退回 sends an issue back to 办单, where one with
    退回次数 stays. 逾期天数 runs to 办结日期, and on to today while there is none or the issue was sent back.
    """
    table = ledger[Issues]
    resolved, cleared = resolved_issues(ledger), cleared_issues(ledger)
    days = _days_overdue(ledger, resolved)
    columns = {
        Issues.step.name: _steps(ledger, cleared),
        Issues.days_overdue.name: days,
        Issues.light.name: _lights(ledger, days, ~cleared & ~resolved),
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(len(table))), _refused(ledger, cleared)


def open_issues(ledger: Ledger, states: pd.DataFrame) -> pd.Series:
    """未销号问题数 of each project, in the order of 项目清单."""
    codes = ledger[Issues][Issues.code.name][(states[Issues.step.name] != CLEARED).to_numpy()]
    counts = codes.dropna().value_counts()
    return ledger[Projects][Projects.code.name].map(counts).fillna(0).astype(int)


def _today(ledger: Ledger) -> np.datetime64:
    return np.datetime64(ledger.today, "D")


def resolved_issues(ledger: Ledger) -> Bools:
    """办结日期 has come and the review did not send it back."""
    table = ledger[Issues]
    resolved = as_days(table[Issues.resolved_on.name]) <= _today(ledger)
    return np.asarray(resolved & (table[Issues.review.name] != RETURNED).to_numpy())


def cleared_issues(ledger: Ledger) -> Bools:
    """Closed out in order: with 解决标准, 办结日期, 复核结果=通过 and 销号日期."""
    table = ledger[Issues]
    passed = (table[Issues.review.name] == PASSED) & table[Issues.standard.name].notna()
    closed = as_days(table[Issues.closed_on.name]) <= _today(ledger)
    return np.asarray(resolved_issues(ledger) & passed.to_numpy() & closed)


def _steps(ledger: Ledger, cleared: Bools) -> Objects:
    table = ledger[Issues]

    def dated(*names: str) -> Bools:
        return np.asarray(table[list(names)].notna().any(axis=1))

    returned = (table[Issues.times_returned.name] > 0).to_numpy()
    handled = dated(Issues.feedback_on.name, Issues.resolved_on.name) | returned
    assigned = dated(Issues.assigned_on.name, Issues.signed_on.name)
    return np.select([cleared, handled, assigned], [CLEARED, HANDLED, ASSIGNED], LISTED).astype(object)


def _days_overdue(ledger: Ledger, resolved: Bools) -> Floats:
    table = ledger[Issues]
    until = np.where(resolved, as_days(table[Issues.resolved_on.name]), _today(ledger))
    return days_overdue(as_days(table[Issues.due_on.name]), until, ledger.settings)


def _lights(ledger: Ledger, days: Floats, open_: Bools) -> Objects:
    """亮灯 of open issues with a deadline, by the 问题逾期天数 rows of the scheme, else those of 北仑."""
    rules = measure_rules(ledger, _MEASURE, ledger.settings.light_scheme)
    if rules.empty:
        rules = measure_rules(ledger, _MEASURE, _FALLBACK_SCHEME)
    text: Objects = level_labels(ledger)[highest_level(rules, days[:, None])]
    text[~open_ | np.isnan(days)] = None
    return text


def _refused(ledger: Ledger, cleared: Bools) -> list[Finding]:
    """销号日期 typed although 解决标准, 办结日期 or 复核结果=通过 is wanting."""
    table = ledger[Issues]
    typed = (as_days(table[Issues.closed_on.name]) <= _today(ledger)) & ~cleared
    wanting = {
        Issues.standard.title: table[Issues.standard.name].isna(),
        Issues.resolved_on.title: table[Issues.resolved_on.name].isna(),
        f"{Issues.review.title}={PASSED}": table[Issues.review.name] != PASSED,
    }
    findings = []
    for row in np.flatnonzero(typed):
        missing = "、".join(title for title, gaps in wanting.items() if gaps.iloc[row])
        position = int(table["position"].iloc[row])
        message = f"缺{missing or Issues.resolved_on.title}，不能销号"
        advice = "补齐后再填销号日期"
        findings.append(ledger.finding(Level.ERROR, Issues, position, Issues.closed_on.name, message, advice))
    return findings
