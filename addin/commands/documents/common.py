"""通用事实：issuer, header, a project's figures, totals, lights and rank rows as of the month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from addin.commands.computation import Computation
from addin.schema import Issuers, Ladder, LightLabels, MonthlyProgress, Projects, Units
from addin.schema.base import Sheet
from docgen.facts import Issuer, LightCount, ProjectFacts, Totals


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


def issuer_name(done: Computation, kind: str) -> str | None:
    """督办阶梯!机关简称 for the kind, else 参数!本机关, else the only 发文机关 there is."""
    ladder = done.ledger[Ladder]
    named = ladder.loc[
        (ladder[Ladder.kind.name] == kind) & ladder[Ladder.issuer.name].notna(), Ladder.issuer.name
    ]
    if len(named):
        return str(named.iloc[0])
    if done.ledger.settings.home_issuer:
        return str(done.ledger.settings.home_issuer)
    issuers = done.ledger[Issuers][Issuers.short_name.name]
    return str(issuers.iloc[0]) if len(issuers) == 1 else None


def issuer_facts(done: Computation, short_name: str | None) -> Issuer:
    """A body that 发文机关 does not know has only its short name; wording asks for the rest."""
    row = find_row(done.ledger[Issuers], Issuers.short_name.name, short_name) if short_name else None
    if row is None:
        return Issuer(short_name or "")
    names = [
        column.name for column in Issuers.columns if column.name not in ("row_id", Issuers.short_name.name)
    ]
    return Issuer(short_name or "", **{name: text_or_none(row[name]) for name in names})


def reply_days(done: Computation, kind: str) -> int:
    """督办阶梯!反馈天数 for the kind, else 参数!默认反馈天数."""
    ladder = done.ledger[Ladder]
    days = ladder.loc[ladder[Ladder.kind.name] == kind, Ladder.reply_days.name].dropna()
    return int(days.iloc[0]) if len(days) else int(done.ledger.settings.reply_days)


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
    projects = done.ledger[Projects]
    reports, reasons = _reports_of_month(done), done.reasons()
    return tuple(_one_project(done, projects.iloc[place], place, reports, reasons) for place in positions)


def _one_project(
    done: Computation, row: pd.Series, place: int, reports: dict[str, pd.Series], reasons: np.ndarray
) -> ProjectFacts:
    panel, column = done.panel, done.column
    code = str(row[Projects.code.name])
    report = reports.get(code)
    units = row[Projects.responsible_units.name]
    return ProjectFacts(
        code=code,
        name=text_or_none(row[Projects.project_name.name]) or code,
        unit=units[0] if units else "",
        light=str(done.register.light[place, column]),
        reason=str(reasons[place] or ""),
        year_plan=number_or_none(panel.year_plan[place, column]),
        year_done=number_or_none(panel.year_done[place, column]),
        rate=number_or_none(panel.rate[place, column]),
        scheduled=number_or_none(panel.scheduled[place, column]),
        deviation=number_or_none(panel.deviation[place, column]),
        lag_months=int(panel.streak[place, column]),
        problems=None if report is None else text_or_none(report[MonthlyProgress.problems.name]),
        next_steps=None if report is None else text_or_none(report[MonthlyProgress.next_steps.name]),
    )


def _reports_of_month(done: Computation) -> dict[str, pd.Series]:
    progress = done.ledger[MonthlyProgress]
    month = progress[progress[MonthlyProgress.month.name] == pd.Timestamp(done.ledger.settings.as_of)]
    return {str(row[MonthlyProgress.code.name]): row for _, row in month.iterrows()}


def totals(done: Computation) -> Totals:
    """Leaf projects with a year's plan, not exempt in the month; the same base as the ranking's rate."""
    panel, column = done.panel, done.column
    leaves = panel.is_leaf
    investment = done.ledger[Projects][Projects.total_investment.name].to_numpy(dtype=float)
    plan, scheduled, finished = _sums(done, column)
    previous = _sums(done, column - 1) if column else (0.0, 0.0, 0.0)
    same_year = column > 0 and panel.months[column - 1].astype("datetime64[Y]") == panel.months[
        column
    ].astype("datetime64[Y]")
    return Totals(
        projects=int(leaves.sum()),
        total_investment=float(np.nansum(investment[leaves])),
        year_plan=plan,
        year_done=finished,
        rate=finished / plan if plan else None,
        scheduled=scheduled / plan if plan else None,
        deviation=round((finished - scheduled) / plan * 100, 9) if plan else None,
        previous_rate=previous[2] / previous[0] if same_year and previous[0] else None,
    )


def _sums(done: Computation, column: int) -> tuple[float, float, float]:
    """Σ year's plan, Σ plan to the month, Σ done of the year, in 万元."""
    panel = done.panel
    counted = panel.is_leaf & (panel.year_plan[:, column] > 0) & ~panel.exempt[:, column]
    return tuple(
        round(float(np.nansum(values[counted, column])), 6)
        for values in (panel.year_plan, panel.plan, panel.year_done)
    )  # type: ignore[return-value]


def light_counts(done: Computation) -> tuple[LightCount, ...]:
    """Leaf projects by published light; the grey ones with what their reasons open with."""
    leaves = done.panel.is_leaf
    labels = done.register.light[leaves, done.column]
    reasons = done.reasons()[leaves]
    return tuple(
        LightCount(
            label,
            level,
            int((labels == label).sum()),
            _grey_note(reasons[labels == label]) if level is None else "",
        )
        for label, level in scheme_labels(done)
        if level in (None, 0, 1, 3) or (labels == label).any()
    )


def scheme_labels(done: Computation) -> list[tuple[str, int | None]]:
    """颜色标签 of the scheme, best first, 不亮灯 last."""
    frame = done.ledger[LightLabels]
    rows = frame[frame[LightLabels.scheme.name] == done.ledger.settings.light_scheme]
    found = [
        (str(label), None if np.isnan(level) else int(level))
        for label, level in zip(rows[LightLabels.label.name], rows[LightLabels.level.name], strict=True)
    ]
    unique = dict(reversed(found))
    return sorted(unique.items(), key=lambda pair: (pair[1] is None, pair[1] or 0))


def _grey_note(reasons: np.ndarray) -> str:
    """豁免1个、前期阶段5个: the words before the first mark of each reason, counted."""
    openings = pd.Series(
        [
            str(reason or "未说明").split("：")[0].split("，")[0].split("（")[0].rstrip("。")
            for reason in reasons
        ],
        dtype=object,
    )
    counts = openings.value_counts(sort=False)
    return "、".join(f"{opening}{count}个" for opening, count in counts.items())
