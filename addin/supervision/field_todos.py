"""待办（现场）：sites at rest, reports that do not agree with the site, monthly inspections not held."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import as_days
from addin.ledger.progress import UNDER_CONSTRUCTION, Panel
from addin.ledger.published import PublishedLights
from addin.ledger.reports import lead_units
from addin.ledger.wording import date_text, month_name
from addin.schema import Inspections, Patrols, Projects, SiteVisits
from addin.supervision.todos import at, brief, late_days
from addin.supervision.visits import patrol_states, visit_states
from addin.todos import Todo

IDLE_SITE, DISAGREES, MONTHLY = "现场督查", "上报不符", "月度督查"


def field_todos(ledger: Ledger, panel: Panel, register: PublishedLights) -> Iterator[Todo]:
    """Matters of 现场巡查, 实地查看 and 督查记录 (月度督查), in this order."""
    yield from _idle_sites(ledger)
    yield from _disagreements(ledger)
    yield from _monthly_inspections(ledger, panel)


def _idle_sites(ledger: Ledger) -> Iterator[Todo]:
    """Projects whose last patrol proposes an inspection, until one is held on that day or later."""
    table = ledger[Patrols].assign(**patrol_states(ledger))
    last = table.sort_values(Patrols.patrolled_on.name, kind="stable")
    last = last.drop_duplicates(Patrols.code.name, keep="last")
    rows = last[last[Patrols.notice.name].notna().to_numpy()]
    held = ledger[Inspections].groupby(Inspections.code.name)[Inspections.held_on.name].max()
    settled = rows[Patrols.code.name].map(held) >= rows[Patrols.patrolled_on.name]
    lead = lead_units(ledger)
    for row in rows[~settled.to_numpy(dtype=bool)].to_dict("records"):
        code = row[Patrols.code.name]
        seen = f"{date_text(row[Patrols.patrolled_on.name])}巡查，设备已连续停工{row[Patrols.idle_days.name]:.0f}天"
        place = at(ledger, Patrols, int(row["position"]), Patrols.notice)
        yield Todo(IDLE_SITE, f"{seen}，建议现场督查", place, code, lead.get(code) or "")


def _disagreements(ledger: Ledger) -> Iterator[Todo]:
    """实地查看 of 统计年度 (or without a date) with 是否一致=否."""
    table = ledger[SiteVisits]
    differs = (visit_states(ledger)[SiteVisits.consistent.name] == "否").to_numpy()
    year = table[SiteVisits.visited_on.name].dt.year
    rows = table[differs & (year.isna() | (year == ledger.settings.year)).to_numpy()]
    due = as_days(rows[SiteVisits.due_on.name])
    limits, days = due.astype(object).tolist(), late_days(ledger, due)
    for place, row in enumerate(rows.to_dict("records")):
        reported, seen = brief(row[SiteVisits.reported_state.name]), brief(row[SiteVisits.seen_state.name])
        name = "" if row[SiteVisits.code.name] else row[SiteVisits.project_name.name] or ""
        yield Todo(
            type=DISAGREES,
            matter=f"{name}实地查看{row[SiteVisits.number.name]}：上报“{reported}”，现场“{seen}”，请核实",
            place=at(ledger, SiteVisits, int(row["position"]), SiteVisits.consistent),
            project=row[SiteVisits.code.name] or "",
            unit=row[SiteVisits.responsible_unit.name] or "",
            due_on=limits[place],
            days_overdue=days[place],
        )


def _monthly_inspections(ledger: Ledger, panel: Panel) -> Iterator[Todo]:
    """Projects 在建 that nobody inspected in 统计月份 (平湛政办〔2021〕8号: 每月督查).

    Only where 督查记录 has a 月度督查 of 统计年度: an office that does not hold them is not asked to.
    """
    held = _held_monthly(ledger)
    if held.empty or not panel.months.size:
        return
    as_of, column = ledger.settings.as_of, panel.at(ledger.settings.as_of)
    done = held.loc[held[Inspections.held_on.name].dt.month == as_of.month, Inspections.code.name]
    wanted = (panel.stage == UNDER_CONSTRUCTION) & panel.is_leaf
    wanted &= ~panel.finished[:, column] & ~panel.exempt[:, column]
    wanted &= ~np.asarray(ledger[Projects][Projects.code.name].isin(done))
    units = lead_units(ledger).to_numpy(dtype=object)
    matter = f"{month_name(as_of)}还没有月度督查记录"
    for code, unit in zip(panel.codes[wanted], units[wanted], strict=True):
        yield Todo(MONTHLY, matter, Inspections.title, code, unit or "")


def _held_monthly(ledger: Ledger) -> pd.DataFrame:
    """月度督查 of 统计年度, in 统计月份 or before."""
    table = ledger[Inspections]
    day = table[Inspections.held_on.name]
    in_year = (day.dt.year == ledger.settings.year) & (day.dt.month <= ledger.settings.as_of.month)
    rows: pd.DataFrame = table[(table[Inspections.type.name] == MONTHLY) & in_year]
    return rows
