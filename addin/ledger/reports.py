"""月度报送：the state of every report of 月度进度 and of 报送登记 (rules.md §4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from addin.ledger.deadlines import Bools, Days, Floats, Objects, as_days, report_deadline, report_states
from addin.ledger.ledger import Ledger
from addin.ledger.settings import Settings
from addin.ledger.text import match_key, split_list
from addin.schema import MonthlyProgress, Owner, Projects, Submissions
from addin.schema.ledgers import STAGES

if TYPE_CHECKING:
    from addin.ledger.progress import Panel

FORM = MonthlyProgress.title
"""The 表名 under which the reports of 月度进度 stand on 报送登记."""

LONGEST_MONTH = 31

REQUIRED = tuple(
    column for column in MonthlyProgress.columns if column.required and column.owner is Owner.UNIT
)


FORM_STAGES: Mapping[str, tuple[str, ...]] = {
    "前期项目谋划表": STAGES[:3],
    "新建（竣工）项目情况表": (STAGES[3], STAGES[5]),
    "在建项目进展情况表": STAGES[4:5],
}
"""Forms of the stages 谋划、储备、前期 / 新开工、竣工 / 在建 (平湛政办〔2021〕8号, 重点项目月报制度): what a unit that
leads no such project need not send."""


def due_forms(settings: Settings) -> list[str]:
    """应报表名: the forms due every month, each once; a known one as it is spelt here."""
    known = {match_key(name): name for name in (FORM, *FORM_STAGES)}
    typed = {match_key(name): name for name in split_list(settings.report_forms)}
    return [known.get(key, name) for key, name in typed.items()]


def owing_projects(ledger: Ledger, panel: Panel, column: int, form: str) -> Bools:
    """(P,) the projects for which a lead unit owes the form in the month at `column` of the panel.

    月度进度: the leaf projects with a report due. A form of some stages: the leaf projects of one of them that
    are not exempt. Any other form: every project.
    """
    if form == FORM:
        return np.asarray(panel.due[:, column] & panel.is_leaf)
    if form not in FORM_STAGES:
        return np.ones(len(panel.codes), dtype=bool)
    stage = ledger[Projects][Projects.stage.name].isin(FORM_STAGES[form]).to_numpy()
    return np.asarray(stage & panel.is_leaf & ~panel.exempt[:, column])


def chase_days(settings: Settings) -> list[int]:
    """催报日: the days of the month, ascending, each once; what is no day of a month is left out."""
    typed = re.findall(r"\d+", settings.chase_days)
    return sorted({int(day) for day in typed if 1 <= int(day) <= LONGEST_MONTH})


def lead_units(ledger: Ledger) -> pd.Series:
    """项目代码 → the lead unit (the first 责任单位), None without one."""
    projects = ledger[Projects]
    lead = projects[Projects.responsible_units.name].str[0].to_numpy(dtype=object)
    return pd.Series(lead, index=projects[Projects.code.name], dtype=object)


def report_row_states(ledger: Ledger) -> Objects:
    """报送情况 of each row of 月度进度: 缺报 where 本月完成投资 is blank.

    The day of receipt is 收到日期 on 报送登记 for the lead unit and month, without it 填报日期.
    """
    table = ledger[MonthlyProgress]
    months = table[MonthlyProgress.month.name].to_numpy().astype("datetime64[M]")
    received = _received(ledger, months)
    typed = as_days(table[MonthlyProgress.reported_on.name])
    received = np.where(np.isnat(received), typed, received)
    reported = table[MonthlyProgress.month_done.name].notna().to_numpy()
    return report_states(reported, received, report_deadline(months, ledger.settings))


def _received(ledger: Ledger, months: Days) -> Days:
    """收到日期 of 报送登记 for each row of 月度进度, NaT without one."""
    result = np.full(len(months), np.datetime64("NaT"), dtype="datetime64[D]")
    register = ledger[Submissions]
    register = register[
        (register[Submissions.form.name] == FORM) & register[Submissions.received_on.name].notna()
    ]
    if register.empty or not len(months):
        return result
    number, units = pd.factorize(register[Submissions.unit.name])
    held = _keys(number, as_months(register[Submissions.month.name]))
    lead = lead_units(ledger)
    lead_number = pd.Series(units.get_indexer(pd.Index(lead)), index=lead.index)
    own = (
        ledger[MonthlyProgress][MonthlyProgress.code.name]
        .map(lead_number)
        .fillna(-1)
        .to_numpy(dtype=np.int64)
    )
    found = pd.Index(held).get_indexer(pd.Index(_keys(own, months)))
    days = as_days(register[Submissions.received_on.name])
    result[found >= 0] = days[found[found >= 0]]
    return result


def _keys(units: Any, months: Days) -> Any:
    """One number for each (unit number, month); distinct for the months of a century."""
    return np.asarray(units, dtype=np.int64) * 4096 + months.astype(np.int64)


def as_months(dates: pd.Series) -> Days:
    """A table's month column as datetime64[M]."""
    return dates.to_numpy().astype("datetime64[M]")


def blank_counts(ledger: Ledger) -> Floats:
    """Required reported cells left blank on each row of 月度进度."""
    table = ledger[MonthlyProgress]
    blanks = np.zeros(len(table))
    for column in REQUIRED:
        blanks += table[column.name].isna().to_numpy()
    return blanks
