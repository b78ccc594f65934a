"""交办单、销号单：one form an issue of 问题清单.

交办单, without --rows: issues whose 建议措施 names it and those still at 列单, not yet handed over. 销号单: issues
closed out in 统计月份, and those resolved and reviewed (复核结果=通过) that wait for their 销号日期.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from addin.commands.computation import Computation
from addin.commands.documents import common
from addin.commands.documents.builder import Builder, Selection
from addin.commands.documents.issue_rows import issue_facts, lead_units_of_issues, project_codes
from addin.commands.documents.job import Job
from addin.commands.documents.row_selection import chosen_rows, row_reference, suggested
from addin.ledger.deadlines import Bools, as_days
from addin.schema import Issues
from addin.supervision.issues import LISTED, PASSED, cleared_issues, resolved_issues
from docgen.documents.assignment_order import AssignmentFacts
from docgen.documents.close_out_form import CloseOutFacts
from docgen.facts import Header

ASSIGNED_BY, CLOSED_BY = "交办单", "销号单"
Facts = Callable[[Header, date], AssignmentFacts | CloseOutFacts]


def _assignments(done: Computation, chosen: Selection) -> list[Job]:
    otherwise = suggested(done, Issues, ASSIGNED_BY) | _not_handed_over(done)
    places = chosen_rows(done, Issues, chosen, lead_units_of_issues(done), otherwise)
    return [_job(done, ASSIGNED_BY, place, _assignment(done, place)) for place in places]


def _assignment(done: Computation, place: int) -> Facts:
    def facts(header: Header, base_day: date) -> AssignmentFacts:
        issue = issue_facts(done, place)
        reply_by = base_day + timedelta(days=common.reply_days(done, ASSIGNED_BY))
        if issue.due_on is not None and base_day <= issue.due_on < reply_by:
            reply_by = issue.due_on
        return AssignmentFacts(header, issue, reply_by, base_day)

    return facts


def _not_handed_over(done: Computation) -> Bools:
    step = done.suggestions.deeds.columns[Issues][Issues.step.name]
    listed: Bools = (step == LISTED).to_numpy()
    return listed


def _close_outs(done: Computation, chosen: Selection) -> list[Job]:
    otherwise = _closed_in_month(done) | _waiting_for_close_out(done)
    places = chosen_rows(done, Issues, chosen, lead_units_of_issues(done), otherwise)
    return [_job(done, CLOSED_BY, place, _close_out(done, place)) for place in places]


def _close_out(done: Computation, place: int) -> Facts:
    def facts(header: Header, base_day: date) -> CloseOutFacts:
        return CloseOutFacts(header, issue_facts(done, place), base_day)

    return facts


def _closed_in_month(done: Computation) -> Bools:
    closed = as_days(done.ledger[Issues][Issues.closed_on.name]).astype("datetime64[M]")
    in_month: Bools = cleared_issues(done.ledger) & (closed == np.datetime64(done.ledger.settings.as_of, "M"))
    return in_month


def _waiting_for_close_out(done: Computation) -> Bools:
    table = done.ledger[Issues]
    passed = (table[Issues.review.name] == PASSED) & table[Issues.closed_on.name].isna()
    waiting: Bools = resolved_issues(done.ledger) & passed.to_numpy()
    return waiting


def _job(done: Computation, kind: str, place: int, facts: Facts) -> Job:
    """The same issue has one form of a kind, whatever the month."""
    unit = lead_units_of_issues(done).iloc[place] or ""
    number = str(done.ledger[Issues][Issues.number.name].iloc[place])
    return Job(
        kind,
        unit,
        "_".join(part for part in (unit, number) if part),
        None,
        (row_reference(done, Issues, place),),
        project_codes(done, [place]),
        facts,
        addressee=common.salutation(done, unit) or unit,
    )


ASSIGNMENT = Builder(ASSIGNED_BY, _assignments, ("rows", "units"), (Issues,))
CLOSE_OUT = Builder(CLOSED_BY, _close_outs, ("rows", "units"), (Issues,))
