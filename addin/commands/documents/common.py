"""通用事实：issuer, header, a project's figures, totals, lights and rank rows as of the month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.ledger.published import UNLIT
from addin.ledger.text import split_list
from addin.lights.rules import NORMAL, RED, YELLOW
from addin.schema import Issuers, Ladder, MonthlyProgress, Projects, Units
from addin.schema.base import Sheet
from addin.supervision.steps import LETTER_TO_SUBORDINATE, SUPERVISION_LETTER, ladder_issuer
from addin.supervision.subjects import red_run
from addin.views import figures
from docgen.facts import Issuer, LightCount, LitMonth, ProjectFacts, Totals


def month_end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def next_month_end(month: date) -> date:
    """The day the next light is measured on: what is asked for by then can still turn it."""
    return month_end(month_end(month) + timedelta(days=1))


def text_or_none(value: Any) -> str | None:
    return None if value is None or value != value or value == "" else str(value)


def number_or_none(value: Any) -> float | None:
    return None if value is None or np.isnan(value) else float(value)


def find_row(frame: pd.DataFrame, name: str, value: str) -> pd.Series | None:
    found = frame[frame[name] == value]
    return found.iloc[0] if len(found) else None


def day_or_none(value: Any) -> date | None:
    """A date cell of a table: Timestamp → date, NaT → None."""
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def issuer_name(done: Computation, kind: str) -> str | None:
    """督办阶梯!机关简称 for the kind, else 参数!本机关, else the only 发文机关 there is; several joined by 、 where
    they issue together, the 主办机关 first."""
    named = ladder_issuer(done.ledger, kind)
    if named:
        return named
    if done.ledger.settings.home_issuer:
        return str(done.ledger.settings.home_issuer)
    issuers = done.ledger[Issuers][Issuers.short_name.name]
    return str(issuers.iloc[0]) if len(issuers) == 1 else None


def issuers_facts(done: Computation, names: str | None) -> tuple[Issuer, ...]:
    """The bodies that a 机关简称 names, joined by 、: the 主办机关 first, at least one."""
    return tuple(_issuer(done, name) for name in split_list(names or "")) or (Issuer(""),)


def issuer_facts(done: Computation, names: str | None) -> Issuer:
    """The body that issues, of several the 主办机关 (the first)."""
    return issuers_facts(done, names)[0]


def _issuer(done: Computation, short_name: str) -> Issuer:
    """A body that 发文机关 does not know has only its short name; wording asks for the rest."""
    row = find_row(done.ledger[Issuers], Issuers.short_name.name, short_name)
    if row is None:
        return Issuer(short_name)
    names = [
        column.name for column in Issuers.columns if column.name not in ("row_id", Issuers.short_name.name)
    ]
    return Issuer(short_name, **{name: text_or_none(row[name]) for name in names})


def reply_days(done: Computation, kind: str) -> int:
    """督办阶梯!反馈天数 for the kind (督办通知 without its own: 督办函's), else 参数!默认反馈天数."""
    ladder = done.ledger[Ladder]
    for name in (kind, SUPERVISION_LETTER) if kind == LETTER_TO_SUBORDINATE else (kind,):
        days = ladder.loc[ladder[Ladder.kind.name] == name, Ladder.reply_days.name].dropna()
        if len(days):
            return int(days.iloc[0])
    return int(done.ledger.settings.reply_days)


def salutation(done: Computation, unit: str) -> str | None:
    row = find_row(done.ledger[Units], Units.unit.name, unit)
    if row is None:
        return None
    return text_or_none(row[Units.salutation.name]) or text_or_none(row[Units.full_name.name]) or unit


def key_of(sheet: type[Sheet], *parts: str) -> str:
    """「表名!编号」, as 发文登记!关联编号 names a row; composite keys join with /."""
    return f"{sheet.title}!{'/'.join(parts)}"


def project_facts(done: Computation, positions: list[int]) -> tuple[ProjectFacts, ...]:
    """Projects (positions on the panel) as of the month."""
    reasons = done.reasons(named=False)
    across = done.ledger.settings.across_years == "是"
    runs = red_run(done.panel, done.register, across_years=across)[:, done.column]
    return tuple(
        _one_project(done, place, str(reasons[place] or ""), int(runs[place])) for place in positions
    )


def _one_project(done: Computation, place: int, reason: str, red_months: int) -> ProjectFacts:
    panel, column = done.panel, done.column
    row = done.ledger[Projects].iloc[place]
    code = str(row[Projects.code.name])
    units = row[Projects.responsible_units.name]
    problems, next_steps = _reported(done, int(panel.report_row[place, column]))
    return ProjectFacts(
        code=code,
        name=text_or_none(row[Projects.project_name.name]) or code,
        unit=units[0] if units else "",
        light=str(done.register.light[place, column]),
        reason=reason,
        year_plan=number_or_none(panel.year_plan[place, column]),
        year_done=number_or_none(panel.year_done[place, column]),
        rate=number_or_none(panel.rate[place, column]),
        scheduled=number_or_none(panel.scheduled[place, column]),
        deviation=number_or_none(panel.deviation[place, column]),
        lag_months=int(panel.streak[place, column]),
        problems=problems,
        next_steps=next_steps,
        person=text_or_none(row[Projects.person_in_charge.name]),
        lit_count=int(done.register.lit_count[place]),
        lit_months=_lit_months(done, place),
        red_months=red_months,
    )


def _lit_months(done: Computation, place: int) -> tuple[LitMonth, ...]:
    """The months of the year, up to the one told of, in which the project was lit."""
    months = done.panel.months[: done.column + 1]
    year = months.astype("datetime64[Y]") == months[-1].astype("datetime64[Y]")
    lit = np.flatnonzero(year & done.register.lit[place, : done.column + 1])
    lights = done.register.light[place]
    return tuple(
        LitMonth(months[at].astype("datetime64[D]").astype(date), str(lights[at])) for at in lit.tolist()
    )


def _reported(done: Computation, report: int) -> tuple[str | None, str | None]:
    """存在问题 and 下步措施 of a row of 月度进度 (−1: none)."""
    if report < 0:
        return None, None
    row = done.ledger[MonthlyProgress].iloc[report]
    return text_or_none(row[MonthlyProgress.problems.name]), text_or_none(
        row[MonthlyProgress.next_steps.name]
    )


def totals(done: Computation) -> Totals:
    """The month's totals (addin.views.figures), with the rate of the month before in the same year."""
    panel, column = done.panel, done.column
    total = figures.month_totals(done.ledger, panel, column)
    january = done.ledger.settings.as_of.month == 1
    previous = None if january else figures.month_totals(done.ledger, panel, column - 1).rate
    return Totals(
        projects=total.projects,
        total_investment=total.total_investment,
        year_plan=total.year_plan,
        year_done=total.year_done,
        rate=number_or_none(total.rate),
        scheduled=number_or_none(total.scheduled),
        deviation=number_or_none(total.deviation),
        previous_rate=number_or_none(previous),
    )


def light_counts(done: Computation) -> tuple[LightCount, ...]:
    """Leaf projects by published light; the grey ones with what their reasons open with.

    Green, yellow, red and grey are always told, the other levels where there is a project.
    """
    return tuple(
        LightCount(
            label, None if level == UNLIT else level, count, _grey_note(done) if level == UNLIT else ""
        )
        for label, level, count in figures.light_counts(done.ledger, done.panel, done.register, done.column)
        if count or level in (NORMAL, YELLOW, RED, UNLIT)
    )


def _grey_note(done: Computation) -> str:
    """豁免1个、前期阶段5个: the words before the first mark of each grey leaf's reason, counted."""
    grey = done.panel.is_leaf & (done.register.level[:, done.column] == UNLIT)
    openings = [
        re.split("[：，（。]", str(reason or "未说明"), maxsplit=1)[0] for reason in done.reasons()[grey]
    ]
    return "、".join(f"{opening}{count}个" for opening, count in Counter(openings).items())
