"""校核：all checks in their order, and 校核清单 as they leave it.

A check is a pure function of the ledger that returns findings; cells that cannot be read, references
and keys are said while tables are read (`addin.ledger.tables`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from addin.findings import Finding, Level
from addin.ledger.checks.amounts import (
    future_months,
    months_after_completion,
    negative_months,
    rates_too_high,
    totals_against_project,
    typed_as_cumulative,
    unit_slips,
)
from addin.ledger.checks.field import unfinished_five_checks
from addin.ledger.checks.people import one_person_each, people_in_several, ranks_of_task_forces
from addin.ledger.checks.plans import (
    falling_plans,
    negative_amounts,
    partly_filled,
    plan_years,
    plans_against_projects,
    unlisted_plan_year,
)
from addin.ledger.checks.procedures import blank_procedures
from addin.ledger.checks.projects import lookalikes, parent_cycles, refused_exemptions, rows_of_packages
from addin.ledger.checks.registers import (
    issues_closed_early,
    rectifications_without_evidence,
    refused_adjustments,
    repeated_row_ids,
    shared_names,
)
from addin.ledger.checks.reporting import chase_days_not_read, cut_off_outside_month
from addin.ledger.checks.reserve import converted_without_project, steps_left_out
from addin.ledger.checks.sequences import dates_in_order, deeds_in_the_future
from addin.ledger.checks.structure import (
    blank_required_cells,
    empty_tables,
    missing_columns,
    missing_sheets,
    settings_without_target,
)
from addin.ledger.checks.tiers import tier_rows, tiers_jumped, unknown_tiers
from addin.ledger.checks.working_days import years_without_holidays
from addin.ledger.ledger import Ledger
from addin.schema import LEDGER_SHEETS, SHEETS

Check = Callable[[Ledger], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    missing_sheets,
    missing_columns,
    empty_tables,
    settings_without_target,
    shared_names,
    repeated_row_ids,
    blank_required_cells,
    parent_cycles,
    rows_of_packages,
    lookalikes,
    refused_exemptions,
    negative_amounts,
    partly_filled,
    falling_plans,
    plan_years,
    plans_against_projects,
    unlisted_plan_year,
    negative_months,
    typed_as_cumulative,
    unit_slips,
    future_months,
    months_after_completion,
    totals_against_project,
    rates_too_high,
    dates_in_order,
    deeds_in_the_future,
    steps_left_out,
    converted_without_project,
    one_person_each,
    ranks_of_task_forces,
    people_in_several,
    cut_off_outside_month,
    chase_days_not_read,
    years_without_holidays,
    blank_procedures,
    refused_adjustments,
    issues_closed_early,
    rectifications_without_evidence,
    unfinished_five_checks,
    tier_rows,
    unknown_tiers,
    tiers_jumped,
)

_CELL = re.compile(r"([A-Z]+)(\d+)")


def run_checks(ledger: Ledger) -> list[Finding]:
    """校核清单: what reading the sheets and what every check found, sorted, each finding once.

    First 错误, then 疑点, then 提示; within a level by sheet (tab order), row and column. Findings that
    others appended to `ledger.findings` are among them; the ledger's own list is only read.
    """
    for sheet in LEDGER_SHEETS:
        ledger[sheet]
    found = [finding for check in CHECKS for finding in check(ledger)]
    return in_order(ledger, dict.fromkeys([*ledger.findings, *found]))


def in_order(ledger: Ledger, findings: Iterable[Finding]) -> list[Finding]:
    """The findings by level, sheet, row and column."""
    levels = {level: place for place, level in enumerate(Level)}
    tabs = {sheet.title: place for place, sheet in enumerate(SHEETS)}
    tabs |= {ledger.cells[sheet].tab: tabs[sheet.title] for sheet in ledger.cells}
    return sorted(
        findings,
        key=lambda one: (levels[one.level], tabs.get(one.sheet, len(tabs)), one.sheet, _place(one.cell)),
    )


def _place(cell: str) -> tuple[int, int, str]:
    """(row, length of the column letters, letters): the whole sheet stands before its cells."""
    found = _CELL.match(cell)
    return (int(found[2]), len(found[1]), found[1]) if found else (0, 0, "")
