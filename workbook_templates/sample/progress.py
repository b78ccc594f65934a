"""月度进度：what units reported, month by month, with texts that follow the amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbook_templates.sample import roles
from workbook_templates.sample.common import (
    AS_OF,
    Row,
    generator,
    month_after,
    month_of,
    months_between,
    person,
    workday,
)
from workbook_templates.sample.curves import course, missed_months, plan_in_force
from workbook_templates.sample.phrases import (
    LABOUR,
    NOT_STARTED_TEXT,
    OWN_PROBLEMS,
    PROBLEMS,
    SLOW_LABOUR,
    STAGES,
    STEADY_NEXT,
    STOPPED_TEXT,
)
from workbook_templates.sample.specs import CONTRACTED, Spec, specs

NOT_ENTERED = ("区水利局", AS_OF)
LATE_REPORTERS = ("石漾镇", "区卫健局", "高铁新城管委会", "禾渡镇")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a project stands in one month: cumulative of the year, gap in points, months behind running."""

    year_done: float
    gap: float
    behind: int


def standings(spec: Spec) -> dict[date, Standing]:
    """The standing in each due month (missed reports count as behind)."""
    found: dict[date, Standing] = {}
    total, run = 0.0, 0
    plans = course(spec).year_plans
    for month, amount in course(spec).done.items():
        total = (amount or 0.0) + (total if month_after(month, -1) in found and month.month > 1 else 0.0)
        plan = plan_in_force(spec, month)
        run = run + 1 if amount is None or total < plan - 1e-9 else 0
        found[month] = Standing(total, (total - plan) / plans[month.year] * 100, run)
    return found


def deadline(month: date) -> date:
    """The 25th: the day by which the month is to be reported."""
    return month.replace(day=25)


def report_day(unit: str, month: date) -> date:
    """The day on which a unit's reports of a month came in: a few are late by some days."""
    if (unit, month) == NOT_ENTERED:
        return month.replace(day=28)
    rng = generator("report", unit, month)
    late = unit in LATE_REPORTERS and rng.random() < 0.18
    if late:
        return deadline(month).replace(day=26 + rng.randint(0, 2))
    return workday(month.replace(day=rng.randint(21, 25)))


def cause(spec: Spec) -> tuple[str, str | None, str, str]:
    """The difficulty a project keeps meeting; railway and river ones only where they fit."""
    fitting = [
        problem
        for problem in PROBLEMS
        if not (problem[1] == "涉河" and spec.work != "水务")
        and not (problem[1] == "涉铁" and spec.work != "道路")
    ]
    return generator("cause", spec.serial).choice(fitting)


def monthly_progress() -> list[Row]:
    """All reports, month after month and in catalogue order within a month."""
    reports = {spec.serial: _reports(spec) for spec in specs()}
    ordered: list[Row] = []
    for month in months_between(date(2021, 1, 1), AS_OF):
        ordered += [rows[month] for rows in reports.values() if month in rows]
    return ordered


def _reports(spec: Spec) -> dict[date, Row]:
    rows = {month: _report(spec, month) for month in course(spec).done if _has_row(spec, month)}
    if spec.serial == roles.EXEMPT:
        for month in (date(2022, 8, 1), AS_OF):
            rows[month] = {
                **_signature(spec, month),
                "month_done": 0.0,
                "physical_progress": STOPPED_TEXT,
                "remarks": "豁免期",
            }
    return rows


def _has_row(spec: Spec, month: date) -> bool:
    kept = spec.serial in (roles.BLANK_REPORT, roles.TEXT_MONEY[0])
    return kept or month not in missed_months(spec)


def _signature(spec: Spec, month: date) -> Row:
    known = "青岙镇" if spec.serial == roles.UNKNOWN_UNIT[0] else spec.unit
    return {
        "code": spec.code,
        "month": month,
        "reporting_unit": known,
        "reporter": person((spec.serial * 3) % 58),
        "reported_on": report_day(known, month),
        "as_of": deadline(month),
    }


def _report(spec: Spec, month: date) -> Row:
    standing = standings(spec)[month]
    amount: object = course(spec).done[month]
    remarks = None
    if spec.serial == roles.TEXT_MONEY[0] and month == month_of(roles.TEXT_MONEY[1]):
        amount = roles.TEXT_MONEY[2]
    if spec.serial == roles.CORRECTION and month == date(2022, 6, 1):
        remarks = "5月误将6月预计完成额一并填报，经与监理计量核对，本月核减160万元"
    return {
        **_signature(spec, month),
        "month_done": amount,
        "physical_progress": _physical(spec, month),
        **_texts(spec, month, standing),
        **_funds(spec, month, standing),
        "remarks": remarks,
    }


def _position(spec: Spec, month: date) -> tuple[int, float]:
    """Which stage of works the money spent stands for, and the share of that stage done."""
    part = course(spec).invested(month) / (CONTRACTED * spec.total)
    steps = STAGES[spec.work]
    at = max(number for number, step in enumerate(steps) if step[0] <= max(part, 0.0))
    upper = steps[at + 1][0] if at + 1 < len(steps) else 1.0
    inside = (part - steps[at][0]) / (upper - steps[at][0])
    return at, min(max(inside, 0.02), 0.98)


def _physical(spec: Spec, month: date) -> str:
    if spec.serial == roles.NOT_STARTED:
        return NOT_STARTED_TEXT
    rng = generator("physical", spec.serial, month)
    behind = standings(spec)[month].behind
    at, inside = _position(spec, month)
    finished = roles.FINISHED.get(spec.serial)
    if finished and month == finished[0].replace(day=1):
        return (
            "全部建设内容完成，通过竣工验收，正在办理移交"
            if finished[1] == "竣工"
            else "全部产线调试完成，正式投产"
        )
    text = STAGES[spec.work][at][2].format(p=max(round(inside * 100), 3), n=1 + int(inside * _span(spec)))
    hands = rng.randint(2, 6) * 10 if behind else rng.randint(6, 24) * 10
    labour = rng.choice(SLOW_LABOUR if behind else LABOUR).format(
        w=hands, k=rng.randint(2, 4) if behind else hands // 16
    )
    return f"{text}；{labour}"


def _span(spec: Spec) -> float:
    """Storeys, lorries or machines at most: more on a larger project."""
    return min(3 + spec.total / 9000, 15.0)


def _texts(spec: Spec, month: date, standing: Standing) -> Row:
    rng = generator("texts", spec.serial, month)
    at, _ = _position(spec, month)
    steps = STAGES[spec.work]
    following = steps[min(at + 1, len(steps) - 1)][1]
    if not standing.behind:
        text = rng.choice(STEADY_NEXT).format(stage=steps[at][1], following=following)
        return {"problems": None, "next_steps": text, "forecast": None if month.year == 2021 else "能够完成"}
    problem, remedy = _difficulty(spec, month)
    months = f"{month_after(month).month}月"
    words = problem.format(n=max(12 - standing.behind * 2, 3), m=400 - standing.behind * 40)
    if standing.behind > 1:
        words = f"上月所报问题尚未根本解决：{words}"
    forecast = "完成较差" if standing.gap < -15 else "难以按时完成"
    return {
        "problems": words,
        "next_steps": remedy.format(month=months),
        "forecast": None if month.year == 2021 else forecast,
    }


def _difficulty(spec: Spec, month: date) -> tuple[str, str]:
    if month >= date(2022, 5, 1) and spec.serial in OWN_PROBLEMS:
        return OWN_PROBLEMS[spec.serial]
    _, _, problem, remedy = cause(spec)
    return problem, remedy


def _funds(spec: Spec, month: date, standing: Standing) -> Row:
    """到位、应支付、支付: cumulative from January, of 2022's government projects."""
    if spec.category != "政府投资" or month.year != AS_OF.year:
        return {}
    rng = generator("funds", spec.serial)
    received = round(standing.year_done * rng.uniform(0.82, 1.05))
    due = round(standing.year_done * 0.75)
    behind = spec.serial in (35, 42, 57)
    return {
        "funds_received": float(received),
        "funds_due": float(due),
        "funds_paid": float(round(due * (0.86 if behind else 1.02))),
    }
