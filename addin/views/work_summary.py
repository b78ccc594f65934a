"""工作小结：what was done this month and this year, counted (工作小结).

Duties by 职能, meetings by tier, letters by kind, issues by source, reports by state, and how fast investment
went. The month is 统计月份, the year 统计年度 up to its end; a date after today has not happened yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import LATE, MISSING, ON_TIME, as_days, month_end
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.ledger.tiers import scheme_tiers
from addin.ledger.wording import points
from addin.schema import Duties, Issues, Letters, Meetings, Submissions, Tiers, WorkSummary
from addin.supervision.issues import CLEARED, issue_states
from addin.supervision.letters import SENT
from addin.supervision.submissions import new_rows, states
from addin.views.figures import counted_projects

Row = tuple[str, str, float | None, float | None, str, str]
"""类别, 项目, 本月, 本年累计, 计量单位, 说明."""

BLANK = "未填写"
SPEED = "投资进度"


def work_summary(ledger: Ledger, panel: Panel, register: PublishedLights) -> pd.DataFrame:
    """The rows of 工作小结 at 统计月份."""
    rows = [
        *_duties(ledger),
        *_meetings(ledger),
        *_letters(ledger),
        *_issues(ledger),
        *_reports(ledger, panel),
        *_speed(ledger, panel),
    ]
    names = [column.name for column in WorkSummary.columns if column.name != "row_id"]
    return pd.DataFrame(rows, columns=names)


def _counts(ledger: Ledger, labels: pd.Series, dates: Any) -> pd.DataFrame:
    """month and year: how many rows of each label (blank = 未填写) fall in either; labels without any are left out."""
    days, month = as_days(dates), np.datetime64(ledger.settings.as_of, "M")
    happened = days <= min(month_end(month), np.datetime64(ledger.today, "D"))
    table = pd.DataFrame(
        {
            "label": labels.fillna(BLANK).to_numpy(dtype=object),
            "month": happened & (days >= month.astype("datetime64[D]")),
            "year": happened & (days >= month.astype("datetime64[Y]").astype("datetime64[D]")),
        }
    )
    return table[table["year"]].groupby("label", sort=False)[["month", "year"]].sum()


def _listed(
    section: str, counts: Sequence[tuple[str, pd.DataFrame]], labels: Sequence[str], unit: str, note: str = ""
) -> Iterator[Row]:
    """A row for each label and deed (「统筹：下达」; a single deed "" adds nothing): `labels` first, also where 0."""
    found = [label for _, table in counts for label in table.index]
    for label in dict.fromkeys([*labels, *found]):
        for deed, table in counts:
            month, year = table.loc[label] if label in table.index else (0, 0)
            yield section, f"{label}：{deed}" if deed else label, float(month), float(year), unit, note


def _duties(ledger: Ledger) -> Iterator[Row]:
    table = ledger[Duties]
    kinds = table[Duties.function.name]
    counts = [
        ("下达", _counts(ledger, kinds, table[Duties.assigned_on.name])),
        ("完成", _counts(ledger, kinds, table[Duties.completed_on.name])),
    ]
    return _listed(Duties.title, counts, Duties.function.choices, "项")


def _meetings(ledger: Ledger) -> Iterator[Row]:
    table = ledger[Meetings]
    held = _counts(ledger, table[Meetings.tier.name], table[Meetings.held_on.name])
    return _listed(Meetings.title, [("", held)], scheme_tiers(ledger)[Tiers.tier.name].tolist(), "次")


def _letters(ledger: Ledger) -> Iterator[Row]:
    table = ledger[Letters]
    sent = table[(table[Letters.state.name] == SENT).to_numpy()]
    issued = _counts(ledger, sent[Letters.kind.name], sent[Letters.dated.name])
    return _listed(Letters.title, [("", issued)], (), "件", "只计已发")


def _issues(ledger: Ledger) -> Iterator[Row]:
    table = ledger[Issues]
    closed = table[(issue_states(ledger)[0][Issues.step.name] == CLEARED).to_numpy()]
    counts = [
        ("提出", _counts(ledger, table[Issues.source.name], table[Issues.raised_on.name])),
        ("销号", _counts(ledger, closed[Issues.source.name], closed[Issues.closed_on.name])),
    ]
    return _listed(Issues.title, counts, (), "个")


def _reports(ledger: Ledger, panel: Panel) -> Iterator[Row]:
    """按时, 迟报 and 缺报 of 报送登记, by the month that a report is for."""
    table = ledger[Submissions]
    month = Submissions.month.name
    known = pd.DataFrame({"state": states(ledger, panel), "month": as_days(table[month])})
    added = new_rows(ledger, panel)
    fresh = pd.DataFrame(
        {"state": added[Submissions.state.name].to_numpy(object), "month": as_days(added[month])}
    )
    rows = pd.concat([part for part in (known, fresh) if len(part)] or [known], ignore_index=True)
    rows = rows[rows["state"].notna().to_numpy()]
    counts = _counts(ledger, rows["state"], rows["month"])
    return _listed(Submissions.title, [("", counts)], (ON_TIME, LATE, MISSING), "家次")


def _speed(ledger: Ledger, panel: Panel) -> Iterator[Row]:
    """月度投资进度: investment of a month ÷ the year's plan, in percentage points; beside it the mean of the
    year's months so far, and below it the mean of those before (003_6c0fd3b747236786.txt: 7.6% → 9.4%)."""
    column, number = panel.at(ledger.settings.as_of), ledger.settings.as_of.month
    counted = counted_projects(panel, column)
    plan = float(np.nansum(panel.year_plan[counted, column]))
    if plan <= 0:
        return
    this_month = float(np.nansum(panel.month_done[counted, column])) / plan * 100
    so_far = float(np.nansum(panel.year_done[counted, column])) / plan * 100
    mean = round(so_far / number, 9)
    basis = "本月完成投资÷年计划投资；本年累计一栏为各月平均"
    yield SPEED, "月度投资进度", round(this_month, 9), mean, "百分点", basis
    if number > 1:
        before = round((so_far - this_month) / (number - 1), 9)
        change = points([this_month - before])[0]
        note = f"1月至{number - 1}月平均；本月与之相差{change}个百分点"
        yield SPEED, "此前月均投资进度", before, None, "百分点", note
