"""日期先后：dates that must follow one another, and deeds dated after today."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark
from addin.ledger.ledger import Ledger
from addin.schema import (
    Column,
    Duties,
    Inspections,
    Issues,
    Letters,
    Milestones,
    Projects,
    Reserve,
    Resolutions,
    Sheet,
    SiteVisits,
)

Chain = tuple[type[Sheet], tuple[Column, ...]]

IN_ORDER: tuple[Chain, ...] = (
    (Projects, (Projects.land_acquired, Projects.actual_start, Projects.actual_completion)),
    (Projects, (Projects.collective_start, Projects.substantive_start)),
    (Projects, (Projects.planned_start, Projects.planned_completion)),
    (
        Reserve,
        (
            Reserve.applied_on, Reserve.screened_on, Reserve.verified_on, Reserve.decided_on,
            Reserve.approved_on, Reserve.entered_on, Reserve.converted_on,
        ),
    ),
    (Reserve, (Reserve.entered_on, Reserve.left_on)),
    (
        Issues,
        (
            Issues.raised_on, Issues.listed_on, Issues.assigned_on, Issues.signed_on,
            Issues.feedback_on, Issues.resolved_on, Issues.closed_on,
        ),
    ),
    (Duties, (Duties.assigned_on, Duties.completed_on)),
    (Letters, (Letters.dated, Letters.reply_due)),
    (Letters, (Letters.dated, Letters.replied_on)),
    (Inspections, (Inspections.listed_on, Inspections.delisted_on)),
    (SiteVisits, (SiteVisits.issued_on, SiteVisits.placed_on)),
)  # fmt: skip
"""Sheets and dates of which each must not be before the last filled one to its left."""

DONE_ON: tuple[Chain, ...] = (
    (Projects, (Projects.actual_start, Projects.actual_completion)),
    (Milestones, (Milestones.completed_on,)),
    (Issues, (Issues.resolved_on, Issues.closed_on)),
    (Duties, (Duties.completed_on,)),
    (Resolutions, (Resolutions.completed_on,)),
    (
        Reserve,
        (
            Reserve.applied_on, Reserve.screened_on, Reserve.verified_on, Reserve.decided_on,
            Reserve.approved_on, Reserve.entered_on, Reserve.left_on, Reserve.converted_on,
        ),
    ),
)  # fmt: skip
"""Dates of deeds, which cannot lie after today."""


def dates_in_order(ledger: Ledger) -> list[Finding]:
    """Each date against the last filled one before it in its chain (IN_ORDER)."""
    findings = []
    for sheet, chain in IN_ORDER:
        rows = ledger[sheet]
        last = np.full(len(rows), np.datetime64("NaT"), dtype="datetime64[ns]")
        last_title = np.full(len(rows), "", dtype=object)
        for column in chain:
            dates = rows[column.name].to_numpy()
            early = dates < last
            if early.any():
                found = rows[early].assign(this=dates[early], last=last[early], last_title=last_title[early])
                findings += mark(ledger, sheet, column, found, partial(_early, column.title))
            filled = ~np.isnat(dates)
            last, last_title = np.where(filled, dates, last), np.where(filled, column.title, last_title)
    return findings


def _early(title: str, row: Any) -> Said:
    message = f"{title} {row.this:%Y-%m-%d} 早于{row.last_title} {row.last:%Y-%m-%d}"
    return Said(Level.DOUBT, message, "核对这两个日期")


def deeds_in_the_future(ledger: Ledger) -> list[Finding]:
    """A deed dated after today (DONE_ON)."""
    findings = []
    today = pd.Timestamp(ledger.today)
    for sheet, columns in DONE_ON:
        rows = ledger[sheet]
        for column in columns:
            future = rows[(rows[column.name] > today).to_numpy()]
            message = f"{column.title}在今天（{ledger.today}）之后"
            said = Said(Level.DOUBT, message, f"还没有发生的清空{column.title}")
            findings += mark(ledger, sheet, column, future, said)
    return findings
