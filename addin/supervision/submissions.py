"""报送：which units owe a report, 报送情况 on 报送登记 and on 月度进度, and whom to chase (rules.md §4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import MISSING, Bools, Days, Objects, as_days, report_deadline, report_states
from addin.ledger.progress import Panel
from addin.ledger.reports import FORM, due_forms, lead_units, owing_projects
from addin.ledger.text import match_key
from addin.schema import MonthlyProgress, Submissions, Units

_FAR_AHEAD = np.datetime64("9999-12-31", "D")


def due_units(ledger: Ledger, panel: Panel, month: dt.date | None = None, form: str = FORM) -> list[str]:
    """Lead units that owe the form for the month (None: 统计月份), in ledger order.

    月度进度: of the leaf projects with a report due. A form of some stages: of the leaf projects of one of them
    that are not exempt. Any other form: every lead unit. Nobody for a month outside the ledger.
    """
    column = _column(panel, month or ledger.settings.as_of)
    if column is None:
        return []
    lead = lead_units(ledger).to_numpy(dtype=object)
    owing = pd.Series(lead[owing_projects(ledger, panel, column, form)], dtype=object)
    return owing.dropna().drop_duplicates().tolist()


def new_rows(ledger: Ledger, panel: Panel, month: dt.date | None = None) -> pd.DataFrame:
    """The key rows that 报送登记 lacks for the month, form by form of 应报表名: unit, month, form, state.

    Rows that stand there are never touched, whatever the width of the brackets in their 表名.
    """
    when = month or ledger.settings.as_of
    parts = [_lacking(ledger, panel, when, form) for form in due_forms(ledger.settings)]
    wanting = pd.concat([pd.Series([], dtype=object), *parts])
    rows = pd.DataFrame({Submissions.unit.name: wanting.to_numpy(dtype=object)})
    rows[Submissions.month.name] = pd.Timestamp(when.replace(day=1))
    rows[Submissions.form.name] = pd.Series(wanting.index, dtype=object)
    nothing = np.full(len(rows), np.datetime64("NaT"), dtype="datetime64[D]")
    rows[Submissions.state.name] = _states(ledger, panel, rows, nothing)
    return rows


def _lacking(ledger: Ledger, panel: Panel, month: dt.date, form: str) -> pd.Series:
    """Units without a row for the month and the form (the index)."""
    wanting = pd.Series(due_units(ledger, panel, month, form), dtype=object)
    # A unit that 单位名录 does not know is a finding already; a row of its own would make it two.
    known = ledger[Units][Units.unit.name]
    wanting = wanting[wanting.isin(known)] if len(known) else wanting
    register = ledger[Submissions]
    held = register[_of(register, month, [form])]
    wanting = wanting[~wanting.isin(held[Submissions.unit.name])]
    wanting.index = pd.Index([form] * len(wanting), dtype=object)
    return wanting


def _of(rows: pd.DataFrame, month: dt.date, forms: Iterable[str]) -> Bools:
    """Which rows are of the month and of one of the forms."""
    keys = {match_key(form) for form in forms}
    named = rows[Submissions.form.name].map(match_key, na_action="ignore").isin(keys)
    return np.asarray(named & (rows[Submissions.month.name] == pd.Timestamp(month.replace(day=1))))


def states(ledger: Ledger, panel: Panel) -> Objects:
    """报送情况 of each row of 报送登记: by 收到日期; a 月度进度 row without one by its projects' reports:
    缺报 while any is missing, else as the last of them. Other tables without 收到日期: 缺报."""
    table = ledger[Submissions]
    return _states(ledger, panel, table, as_days(table[Submissions.received_on.name]))


def to_chase(ledger: Ledger, panel: Panel, month: dt.date | None = None) -> pd.DataFrame:
    """Unit and form of each report due for the month that has not come in, in the order of 报送登记."""
    when = month or ledger.settings.as_of
    forms = {match_key(form): form for form in due_forms(ledger.settings)}
    register = ledger[Submissions].assign(**{Submissions.state.name: states(ledger, panel)})
    rows = pd.concat(
        [
            part[[column.name for column in (Submissions.unit, Submissions.form, Submissions.state)]]
            for part in (register[_of(register, when, forms.values())], new_rows(ledger, panel, when))
        ],
        ignore_index=True,
    )
    rows[Submissions.form.name] = rows[Submissions.form.name].map(lambda form: forms[match_key(form)])
    owing = {(unit, form) for form in forms.values() for unit in due_units(ledger, panel, when, form)}
    pairs = zip(rows[Submissions.unit.name], rows[Submissions.form.name], strict=True)
    asked = np.fromiter((pair in owing for pair in pairs), dtype=bool, count=len(rows))
    late: pd.DataFrame = rows[asked & (rows[Submissions.state.name] == MISSING).to_numpy()]
    return late.drop(columns=Submissions.state.name).reset_index(drop=True)


def _column(panel: Panel, month: dt.date) -> int | None:
    try:
        return panel.at(month)
    except KeyError:
        return None


def _states(ledger: Ledger, panel: Panel, rows: pd.DataFrame, received: Days) -> Objects:
    months = rows[Submissions.month.name].to_numpy().astype("datetime64[M]")
    is_progress = (rows[Submissions.form.name] == FORM).to_numpy()
    reported = ~np.isnat(received)
    if is_progress.any():
        complete, last = _of_projects(ledger, panel, rows)
        received = np.where(reported | ~is_progress, received, last)
        reported = reported | (is_progress & complete)
    return report_states(reported, received, report_deadline(months, ledger.settings))


def _of_projects(ledger: Ledger, panel: Panel, rows: pd.DataFrame) -> tuple[Bools, Days]:
    """For each (unit, month): whether all its due projects have reported, and the last 填报日期.

    The date is NaT where a report has none: it is not known when the last one came in.
    """
    due = panel.due & panel.is_leaf[:, None]
    project, column = np.nonzero(due)
    report = panel.report_row[project, column]
    days = np.append(as_days(ledger[MonthlyProgress][MonthlyProgress.reported_on.name]), np.datetime64("NaT"))
    day = days[report]
    table = pd.DataFrame(
        {
            "unit": lead_units(ledger).to_numpy(dtype=object)[project],
            "month": panel.months[column].astype("datetime64[ns]"),
            "missing": panel.missing[project, column],
            # An unknown day must win over the known ones.
            "day": np.where(np.isnat(day), _FAR_AHEAD, day).astype("int64"),
        }
    )
    groups: Any = table.groupby(["unit", "month"], sort=False)
    found = groups.agg(missing=("missing", "any"), day=("day", "max"))
    keys = pd.MultiIndex.from_arrays([rows[Submissions.unit.name], rows[Submissions.month.name]])
    place = found.index.get_indexer(keys)
    complete = (place >= 0) & ~np.append(found["missing"].to_numpy(dtype=bool), True)[place]
    last = np.append(found["day"].to_numpy(dtype="int64"), _FAR_AHEAD.astype("int64"))[place]
    known = last.astype("datetime64[D]")
    known[known == _FAR_AHEAD] = np.datetime64("NaT")
    return complete, known
