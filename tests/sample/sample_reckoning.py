"""演示数据的独立验算：rules of progress (linear or 月度计划) and the 宁波 lights in plain loops.

Reads only what is typed in the tables; knows nothing of how the sample is made nor of the add-in's
rules, so that both can be compared with it.
"""

import datetime as dt

from addin.schema import MONTH_COLUMNS, LightRegister, MonthlyPlans, MonthlyProgress, Projects
from workbook_templates import sample

TABLES = sample.tables()
SETTINGS = sample.settings()
AS_OF = SETTINGS["as_of"]


def amount(value):
    return float(value) if isinstance(value, int | float) else None


def months_until(last, first=dt.date(2021, 1, 1)):
    months = [first]
    while months[-1] < last:
        year, month = divmod(months[-1].year * 12 + months[-1].month, 12)
        months.append(dt.date(year, month + 1, 1))
    return months


MONTHS = months_until(AS_OF)


def first_rows(sheet, key):
    """Rows by key; the first of a repeated key counts."""
    found = {}
    for row in TABLES[sheet]:
        found.setdefault(key(row), row)
    return found


PROJECTS = first_rows(Projects, lambda row: row["code"])
REPORTS = first_rows(MonthlyProgress, lambda row: (row["code"], row["month"]))
PARENTS = {row["parent_code"] for row in PROJECTS.values() if row["parent_code"]}
LEAVES = [code for code in PROJECTS if code not in PARENTS]


def plan_row(code, month):
    """The cumulative plan of twelve months in force in `month`, or None."""
    rows = [
        row
        for row in TABLES[MonthlyPlans]
        if row["code"] == code
        and row["year"] == month.year
        and (row["effective_from"] or dt.date(month.year, 1, 1)) <= month
    ]
    if not rows:
        return None
    newest = max(rows, key=lambda row: row["effective_from"] or dt.date(month.year, 1, 1))
    return [newest[name] for name in MONTH_COLUMNS]


def start_month(project, year):
    planned = project["planned_start"]
    return planned.month if planned and planned.year == year else 1


def plan(code, month):
    """(cumulative plan of the month, the year's plan), or None where there is none."""
    project = PROJECTS[code]
    if project["planned_start"] and project["planned_start"].year > month.year:
        return None
    row = plan_row(code, month)
    if row:
        return row[month.month - 1], row[11]
    if month.year != SETTINGS["plan_year"] or not project["year_plan"]:
        return None
    start = start_month(project, month.year)
    total = project["year_plan"]
    return total * max(month.month - start + 1, 0) / (13 - start), total


def is_exempt(project, month):
    allowed = project["exemption_reason"] and project["exemption_document"]
    return bool(allowed) and project["exempt_from"] <= month <= project["exempt_until"]


def is_due(code, month):
    project = PROJECTS[code]
    if plan(code, month) is None or month.month < start_month(project, month.year):
        return False
    completed = project["actual_completion"]
    return not is_exempt(project, month) and not (completed and month > completed.replace(day=1))


def done(code, month):
    """年度完成投资 at the end of the month."""
    months = [m for m in MONTHS if m.year == month.year and m <= month]
    return sum(amount(REPORTS.get((code, m), {}).get("month_done")) or 0.0 for m in months)


def is_missing(code, month):
    return amount(REPORTS.get((code, month), {}).get("month_done")) is None


def is_behind(code, month):
    scheduled, total = plan(code, month)
    return is_missing(code, month) or round((done(code, month) - scheduled) / total * 100, 9) < 0


def streak(code, month):
    """连续滞后月数 ending at the month; months not due neither count nor break it."""
    running = 0
    for m in MONTHS:
        if m <= month and is_due(code, m):
            running = running + 1 if is_behind(code, m) else 0
    return running


def is_finished(code, month):
    project = PROJECTS[code]
    completed = project["actual_completion"]
    invested = (project["invested_before"] or 0) + sum(
        done(code, m) for m in MONTHS if m == month or (m.month == 12 and m < month)
    )
    return (
        bool(completed and completed.replace(day=1) <= month) or invested >= project["total_investment"] > 0
    )


def rule_light(code, month):
    if is_finished(code, month):
        return "绿"
    if PROJECTS[code]["stage"] not in ("新开工", "在建", "竣工", "投产") or not is_due(code, month):
        return "灰"
    months = streak(code, month)
    return "红" if months >= 3 else "黄" if months == 2 else "绿"


def published_light(code, month):
    for row in TABLES[LightRegister]:
        if (row["code"], row["month"]) == (code, month):
            return row["adjusted_light"]
    return rule_light(code, month)
