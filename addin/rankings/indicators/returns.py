"""月度报送：the reports due for a month, with their units, states and blanks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from addin.ledger.deadlines import MISSING, as_days, report_deadline, report_states
from addin.ledger.reports import FORM, REQUIRED
from addin.rankings.scene import View
from addin.rankings.units import Floats, Objects, Shares
from addin.schema import Submissions


@dataclass(frozen=True, slots=True)
class Returns:
    """One entry a report due: of each due project by its lead unit, then of each other table.

    `blanks` is 0 for a complete report. `typed` is 缺项数 of 报送登记 for 月度进度 by unit, NaN without.
    """

    shares: Shares
    state: Objects
    blanks: Floats
    is_project: np.ndarray
    typed: Floats


def month_returns(view: View) -> Returns:
    """The reports due for the view's month (leaf projects; units have one row a table on 报送登记)."""
    due = np.flatnonzero(view.panel.due[:, view.column] & view.panel.is_leaf)
    state, blanks = _of_projects(view, due)
    lead = view.scene.lead_shares
    place = np.full(len(view.panel.codes), -1)
    place[due] = np.arange(len(due))
    held = place[lead.row] >= 0
    units, form_state, form_blanks = _of_other_forms(view)
    known = units >= 0
    shares = Shares(
        np.concatenate([place[lead.row[held]], len(due) + np.flatnonzero(known)]),
        np.concatenate([lead.owner[held], units[known]]),
        np.ones(int(held.sum() + known.sum())),
        lead.count,
    )
    return Returns(
        shares,
        np.concatenate([state, form_state]),
        np.concatenate([blanks, form_blanks]),
        np.arange(len(due) + len(units)) < len(due),
        _typed_blanks(view),
    )


def _of_projects(view: View, due: np.ndarray) -> tuple[Objects, Floats]:
    """State and blanks of each due project's report; without a row 缺报, and every required cell blank."""
    row = view.panel.report_row[due, view.column]
    state = np.append(view.scene.report_states, MISSING)[row]
    blanks = np.append(view.scene.report_blanks, float(len(REQUIRED)))[row]
    return state, blanks


def _of_other_forms(view: View) -> tuple[np.ndarray, Objects, Floats]:
    register = view.ledger[Submissions]
    month = register[Submissions.month.name].to_numpy().astype("datetime64[M]")
    register = register[(month == view.month) & (register[Submissions.form.name] != FORM).to_numpy()]
    received = as_days(register[Submissions.received_on.name])
    deadline = report_deadline(np.full(len(register), view.month), view.ledger.settings)
    state = report_states(~np.isnat(received), received, deadline)
    typed = register[Submissions.blanks.name].fillna(0).to_numpy(dtype=float)
    # A table that did not come in has at least one blank.
    blanks = np.where(np.isnat(received), np.maximum(typed, 1), typed)
    units = view.scene.units.find(register[Submissions.unit.name]).fillna(-1).to_numpy(dtype=np.int64)
    return units, state, blanks


def _typed_blanks(view: View) -> Floats:
    register = view.ledger[Submissions]
    month = register[Submissions.month.name].to_numpy().astype("datetime64[M]")
    blanks = register[Submissions.blanks.name]
    rows = register[
        (month == view.month)
        & (register[Submissions.form.name] == FORM).to_numpy()
        & blanks.notna().to_numpy()
    ]
    typed = np.full(len(view.scene.units), np.nan)
    units = view.scene.units.find(rows[Submissions.unit.name])
    known = units.notna().to_numpy()
    typed[units[known].to_numpy(dtype=np.int64)] = rows[Submissions.blanks.name].to_numpy(dtype=float)[known]
    return typed
