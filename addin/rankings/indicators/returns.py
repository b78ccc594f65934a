"""月度报送：the reports due for a month, with their units, states and blanks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from addin.ledger.deadlines import MISSING, as_days, report_deadline, report_states
from addin.ledger.reports import FORM, REQUIRED, as_months, due_forms, owing_projects
from addin.ledger.text import match_key
from addin.rankings.scene import Scene, View
from addin.rankings.units import Bools, Floats, Ints, Objects, Shares
from addin.schema import Submissions


@dataclass(frozen=True, slots=True)
class Returns:
    """One entry a report due: of each due project by its lead unit, then of each other table.

    `blanks` is 0 for a complete report. `typed` is 缺项数 of 报送登记 for 月度进度 by unit, NaN without.
    """

    shares: Shares
    state: Objects
    blanks: Floats
    is_project: Bools
    typed: Floats


@dataclass(frozen=True, slots=True)
class _Register:
    """报送登记, one entry a row: `unit` −1 where it is not ranked; `blanks` as typed, NaN without;
    `state` is that of a table other than 月度进度. `first`: the month from which each of 应报表名 is due."""

    month: np.ndarray
    unit: Ints
    form: Objects
    state: Objects
    blanks: Floats
    received: Bools
    first: dict[str, np.datetime64]


def month_returns(view: View) -> Returns:
    """The reports due for the view's month (leaf projects; units owe one of each other table)."""
    return view.scene.once(("returns", view.column), lambda: _returns(view))


def _returns(view: View) -> Returns:
    register = view.scene.once("register", lambda: _register(view.scene))
    wanted = owing_projects(view.ledger, view.panel, view.column, FORM)
    due = np.flatnonzero(wanted & (FORM in register.first))
    state, blanks = _of_projects(view, due)
    lead = view.scene.lead_shares
    place = np.full(len(view.panel.codes), -1)
    place[due] = np.arange(len(due))
    held = place[lead.row] >= 0
    units, form_state, form_blanks = _of_other_forms(view, register)
    shares = Shares(
        np.concatenate([place[lead.row[held]], len(due) + np.arange(len(units))]),
        np.concatenate([lead.owner[held], units]),
        np.ones(int(held.sum()) + len(units)),
        lead.count,
    )
    return Returns(
        shares,
        np.concatenate([state, form_state]),
        np.concatenate([blanks, form_blanks]),
        np.arange(len(due) + len(units)) < len(due),
        _typed_blanks(view, register),
    )


def _register(scene: Scene) -> _Register:
    table = scene.ledger[Submissions]
    months = as_months(table[Submissions.month.name])
    received = as_days(table[Submissions.received_on.name])
    deadline = report_deadline(months, scene.ledger.settings)
    owed = due_forms(scene.ledger.settings)
    spelt = {match_key(name): name for name in (FORM, *owed)}
    form = table[Submissions.form.name].map(lambda name: spelt.get(match_key(name), name)).to_numpy(object)
    as_of = np.datetime64(scene.ledger.settings.as_of, "M")
    first = pd.Series(months.astype("datetime64[ns]")).groupby(form).min()
    return _Register(
        month=months,
        unit=scene.units.find(table[Submissions.unit.name]).fillna(-1).to_numpy(dtype=np.int64),
        form=form,
        state=report_states(~np.isnat(received), received, deadline),
        blanks=table[Submissions.blanks.name].to_numpy(dtype=float),
        received=~np.isnat(received),
        first={
            name: min(as_of, np.datetime64(first[name], "M")) if name in first else as_of for name in owed
        },
    )


def _of_projects(view: View, due: np.ndarray) -> tuple[Objects, Floats]:
    """State and blanks of each due project's report; without a row 缺报, and every required cell blank."""
    row = view.panel.report_row[due, view.column]
    state = np.append(view.scene.report_states, MISSING)[row]
    blanks = np.append(view.scene.report_blanks, float(len(REQUIRED)))[row]
    return state, blanks


def _of_other_forms(view: View, register: _Register) -> tuple[Ints, Objects, Floats]:
    """The tables on 报送登记 for the month, and those of 参数!应报表名 that have no row there: 缺报."""
    there = (register.month == view.month) & (register.unit >= 0) & (register.form != FORM)
    typed = np.nan_to_num(register.blanks[there])
    # A table that did not come in has at least one blank.
    blanks = np.where(register.received[there], typed, np.maximum(typed, 1))
    absent = _without_row(view, register, there)
    return (
        np.concatenate([register.unit[there], absent]),
        np.concatenate([register.state[there], np.full(len(absent), MISSING, dtype=object)]),
        np.concatenate([blanks, np.ones(len(absent))]),
    )


def _without_row(view: View, register: _Register, there: Bools) -> Ints:
    """A unit for each table that it owes and that has no row.

    A table that is new on 参数 is due from 统计月份, or from its first row, on.
    """
    found = [np.empty(0, dtype=np.int64)]
    for form, first in register.first.items():
        if form != FORM and first <= view.month:
            owing = owing_projects(view.ledger, view.panel, view.column, form)
            entered = register.unit[there & (register.form == form)]
            found.append(np.setdiff1d(np.flatnonzero(view.scene.lead_shares.total(owing) > 0), entered))
    return np.concatenate(found)


def _typed_blanks(view: View, register: _Register) -> Floats:
    rows = (register.month == view.month) & (register.unit >= 0) & (register.form == FORM)
    rows &= ~np.isnan(register.blanks)
    typed = np.full(len(view.scene.units), np.nan)
    typed[register.unit[rows]] = register.blanks[rows]
    return typed
