"""计划校核：月度计划 rows that are incomplete, fall, or disagree with 项目清单."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark, truly_blank, words
from addin.ledger.ledger import Ledger
from addin.ledger.reading import number_text
from addin.schema import MONTH_COLUMNS, MonthlyPlans, Projects

_MONTHS = tuple(MonthlyPlans.column(name) for name in MONTH_COLUMNS)
_ROUNDING = 1e-6
_DECEMBER = MonthlyPlans.dec


def partly_filled(ledger: Ledger) -> list[Finding]:
    """A row with some months blank is treated as blank (workbook.md)."""
    plans = ledger[MonthlyPlans]
    blank = plans[list(MONTH_COLUMNS)].isna().to_numpy().reshape(-1, 12)
    findings = []
    for index in np.flatnonzero(blank.any(axis=1)).tolist():
        lacking = [column for column, gone in zip(_MONTHS, blank[index], strict=True) if gone]
        message = "1月至12月没有填写" if len(lacking) == 12 else f"{words(lacking)}没有填写"
        said = Said(Level.DOUBT, f"{message}，本行按空白处理", "补齐 1月至12月的累计计划")
        findings += mark(ledger, MonthlyPlans, lacking[0], plans.iloc[[index]], said)
    return findings


def falling_plans(ledger: Ledger) -> list[Finding]:
    """A cumulative plan that falls from one month to the next, or begins below zero."""
    plans = _complete(ledger)
    figures = plans[list(MONTH_COLUMNS)].to_numpy(np.float64).reshape(-1, 12)
    steps = np.diff(figures, axis=1, prepend=0) < -_ROUNDING
    findings = []
    for index in np.flatnonzero(steps.any(axis=1)).tolist():
        month = int(np.argmax(steps[index]))
        figure = number_text(figures[index, month])
        before = f"{_MONTHS[month - 1].title} {number_text(figures[index, month - 1])}" if month else "零"
        message = f"{_MONTHS[month].title}累计计划 {figure} 小于{before}"
        said = Said(Level.DOUBT, message, "填累计数；不是累计数时逐月加总")
        findings += mark(ledger, MonthlyPlans, _MONTHS[month], plans.iloc[[index]], said)
    return findings


def plan_years(ledger: Ledger) -> list[Finding]:
    """生效月份 outside the row's 年度."""
    plans = ledger[MonthlyPlans]
    effective = plans[MonthlyPlans.effective_from.name]
    astray = effective.notna() & (effective.dt.year != plans[MonthlyPlans.year.name])
    return mark(ledger, MonthlyPlans, MonthlyPlans.effective_from, plans[astray.to_numpy()], _astray)


def _astray(row: Any) -> Said:
    message = f"生效月份 {row.effective_from:%Y-%m} 不在 {number_text(row.year)} 年度内"
    return Said(Level.DOUBT, message, "改正生效月份或年度")


def plans_against_projects(ledger: Ledger) -> list[Finding]:
    """12月 of the row last in force in 计划年度 against 年计划投资; plans above 总投资."""
    final = _final_rows(ledger)
    projects = ledger[Projects].set_index(Projects.code.name)
    listed = final[MonthlyPlans.code.name].map(projects[Projects.year_plan.name])
    differs = (final[_DECEMBER.name] - listed).abs() > _ROUNDING
    differing = final.assign(listed=listed)[differs.to_numpy()]
    total = final[MonthlyPlans.code.name].map(projects[Projects.total_investment.name])
    beyond = differs & (final[_DECEMBER.name] > total + _ROUNDING)
    above = final.assign(total=total)[(beyond | (listed.isna() & (final[_DECEMBER.name] > total))).to_numpy()]
    return [
        *mark(ledger, MonthlyPlans, _DECEMBER, differing, _differs),
        *mark(ledger, MonthlyPlans, _DECEMBER, above, _december_above_total),
        *_year_plan_above_total(ledger),
    ]


def _differs(row: Any) -> Said:
    figures = f"12月累计计划 {number_text(row.dec)} 与项目清单年计划投资 {number_text(row.listed)} 不一致"
    return Said(Level.DOUBT, f"{figures}，以月度计划为准", "核对后改成一致", number_text(row.dec))


def _december_above_total(row: Any) -> Said:
    message = f"12月累计计划 {number_text(row.dec)} 大于总投资 {number_text(row.total)}"
    return Said(Level.DOUBT, message, "核对计划、总投资和单位（万元）")


def _year_plan_above_total(ledger: Ledger) -> list[Finding]:
    projects = ledger[Projects]
    above = projects[Projects.year_plan.name] > projects[Projects.total_investment.name] + _ROUNDING
    return mark(ledger, Projects, Projects.year_plan, projects[above.to_numpy()], _listed_above_total)


def _listed_above_total(row: Any) -> Said:
    message = f"年计划投资 {number_text(row.year_plan)} 大于总投资 {number_text(row.total_investment)}"
    return Said(Level.DOUBT, message, "核对年计划投资、总投资和单位（万元）")


def _complete(ledger: Ledger) -> pd.DataFrame:
    plans = ledger[MonthlyPlans]
    return plans[plans[list(MONTH_COLUMNS)].notna().all(axis=1).to_numpy()]


def _final_rows(ledger: Ledger) -> pd.DataFrame:
    """The complete row of each project that is in force at the end of 计划年度."""
    plans = _complete(ledger)
    of_year = plans[(plans[MonthlyPlans.year.name] == ledger.settings.plan_year).to_numpy()]
    ordered = of_year.sort_values(MonthlyPlans.effective_from.name, kind="stable", na_position="first")
    return ordered.drop_duplicates(MonthlyPlans.code.name, keep="last")


def negative_amounts(ledger: Ledger) -> list[Finding]:
    """总投资, 年计划投资 and 期初累计完成投资 below zero."""
    projects = ledger[Projects]
    findings = []
    for column in (Projects.total_investment, Projects.year_plan, Projects.invested_before):
        below = projects[(projects[column.name] < 0).to_numpy()]
        said = Said(Level.DOUBT, f"{column.title}小于零", "核对正负号")
        findings += mark(ledger, Projects, column, below, said)
    return findings


def unlisted_plan_year(ledger: Ledger) -> list[Finding]:
    """Projects under way with neither 年计划投资 nor a complete 月度计划 row of 计划年度: no rate, no light."""
    projects = ledger[Projects]
    under_way = projects[Projects.stage.name].isin(Projects.stage.choices[3:5])
    parents = projects[Projects.code.name].isin(projects[Projects.parent_code.name].dropna())
    planned = projects[Projects.code.name].isin(_final_rows(ledger)[MonthlyPlans.code.name])
    blank = truly_blank(ledger, Projects, projects, Projects.year_plan)
    rows = projects[(under_way & ~parents & ~planned).to_numpy() & blank]
    said = Said(
        Level.NOTE, "没有年计划投资，也没有月度计划，不计完成率，不判亮灯", "补填年计划投资或月度计划"
    )
    return mark(ledger, Projects, Projects.year_plan, rows, said)
