"""节假日：years whose holidays are not known, where working days are counted or deadlines postponed."""

from __future__ import annotations

import numpy as np

from addin.findings import Finding, Level
from addin.ledger.deadlines import as_days, report_deadline
from addin.ledger.ledger import Ledger
from addin.ledger.starts import land_start_limits, substantive_start_limits
from addin.ledger.working_days import known_years
from addin.schema import (
    Column,
    Duties,
    Issues,
    Milestones,
    Needs,
    Parameters,
    Rectifications,
    Resolutions,
    Sheet,
    Submissions,
)

DEADLINES: tuple[tuple[type[Sheet], Column], ...] = (
    (Milestones, Milestones.planned_on),
    (Issues, Issues.due_on),
    (Duties, Duties.due_on),
    (Needs, Needs.due_on),
    (Rectifications, Rectifications.due_on),
    (Resolutions, Resolutions.due_on),
)


def years_without_holidays(ledger: Ledger) -> list[Finding]:
    """One 提示 naming the years of deadlines, and of today, whose holidays are not known.

    Nothing where 逾期口径 is 自然日 and 顺延 is 否: the calendar is not even looked at.
    """
    settings = ledger.settings
    if settings.overdue_days != "工作日" and settings.postpone != "是":
        return []
    known = known_years()
    strange = sorted(year for year in _years(ledger) if year not in known)
    if not strange:
        return []
    years = "、".join(f"{year}年" for year in strange)
    message = f"{years}的节假日安排不在内（有{known[0]}年至{known[-1]}年），只按周末算工作日"
    advice = "逐条核对这些年份的时限和逾期天数，或把逾期口径改为自然日、顺延改为否"
    return [ledger.finding(Level.NOTE, Parameters, None, None, message, advice)]


def _years(ledger: Ledger) -> set[int]:
    days = [as_days(ledger[sheet][column.name]) for sheet, column in DEADLINES]
    days += [substantive_start_limits(ledger), land_start_limits(ledger)]
    days.append(report_deadline(ledger[Submissions][Submissions.month.name].dropna(), ledger.settings))
    days.append(np.array([ledger.today], dtype="datetime64[D]"))
    known = np.concatenate(days)
    years = known[~np.isnat(known)].astype("datetime64[Y]").astype(int) + 1970
    return {int(year) for year in np.unique(years)}
