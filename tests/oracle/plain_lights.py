"""An independent computation of lights: dicts, Fractions and loops, one project and month at a time.

It shares no code with the product. Months are (year, month) pairs; money is 万元 as Fractions.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Month = tuple[int, int]
Row = dict[str, Any]
PLAN_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_of(text: str | None) -> Month | None:
    """ "2022-09" or "2022-09-15" → (2022, 9)."""
    return None if not text else (int(text[:4]), int(text[5:7]))


def number(value: Any) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def nine(value: Fraction | None) -> Fraction | None:
    """Cleaned to 1e-9."""
    return None if value is None else round(value, 9)


@dataclass
class Cell:
    """What is expected of one project in one month."""

    due: bool = False
    exempt: bool = False
    listed: bool = False
    missing: bool = False
    finished: bool = False
    basis: str | None = None
    year_plan: Fraction | None = None
    plan: Fraction | None = None
    done: Fraction = Fraction(0)
    invested: Fraction = Fraction(0)
    month_done: Fraction | None = None
    rate: Fraction | None = None
    scheduled: Fraction | None = None
    deviation: Fraction | None = None
    streak: int = 0
    streak_months: list[Month] = field(default_factory=list)
    level: int | None = 0  # None = 灰
    attention: bool = False


class PlainLights:
    """All expectations of one ledger: `cells[code][month]`."""

    def __init__(self, tables: dict[str, list[Row]], settings: Row, as_of: str) -> None:
        self.settings = {
            "missing_as": "滞后", "across_years": "是", "tolerance": 0, "basis": "月度计划",
            "light_scheme": "宁波", "lit_counting": "月", **settings,
        }  # fmt: skip
        self.as_of = month_of(as_of)
        assert self.as_of
        self.plan_year = self.settings.get("plan_year") or self.as_of[0]
        self.projects = {row["code"]: row for row in tables["projects"]}
        self.reports = {(row["code"], month_of(row["month"])): row for row in tables["monthly_progress"]}
        self.plans = [
            row for row in tables["monthly_plans"] if all(row.get(m) is not None for m in PLAN_MONTHS)
        ]
        self.rules = tables["light_rules"]
        self.children: dict[str, list[str]] = {code: [] for code in self.projects}
        for code, row in self.projects.items():
            if row.get("parent_code"):
                self.children[row["parent_code"]].append(code)
        self.months = self._months()
        leaves = [code for code in self.projects if not self.children[code]]
        self.cells = {code: {month: Cell() for month in self.months} for code in self.projects}
        for code in leaves:
            self._leaf(code)
        for code in self.projects:
            if self.children[code]:
                self._parent(code)
        for code in self.projects:
            self._streaks(code)
            self._light(code)

    def _months(self) -> list[Month]:
        years = [row["year"] for row in self.plans]
        if any((row.get("year_plan") or 0) > 0 for row in self.projects.values()):
            years.append(self.plan_year)
        first = min([self.as_of[0], *years])
        every = [(year, month) for year in range(first, self.as_of[0] + 1) for month in range(1, 13)]
        return [month for month in every if month <= self.as_of]

    # ---- plans ----

    def _row_in_force(self, code: str, month: Month) -> Row | None:
        best, best_from = None, None
        for row in self.plans:
            if row["code"] != code or row["year"] != month[0]:
                continue
            start = month_of(row.get("effective_from")) or (row["year"], 1)
            if start <= month and (best_from is None or start > best_from):
                best, best_from = row, start
        return best

    def _year_has_plan(self, code: str, year: int) -> bool:
        if any(row["code"] == code and row["year"] == year and row["dec"] > 0 for row in self.plans):
            return True
        return year == self.plan_year and (self.projects[code].get("year_plan") or 0) > 0

    def _plan(self, code: str, month: Month) -> tuple[Fraction | None, Fraction | None, str | None]:
        """(the year's plan, cumulative plan, basis)"""
        row = self._row_in_force(code, month)
        listed = number(self.projects[code].get("year_plan")) if month[0] == self.plan_year else None
        year_plan = number(row["dec"]) if row else listed
        if year_plan is None:
            return None, None, None
        if row and self.settings["basis"] == "月度计划":
            return year_plan, number(row[PLAN_MONTHS[month[1] - 1]]), "月度计划"
        start = month_of(self.projects[code].get("planned_start"))
        if start and start[0] > month[0]:
            return year_plan, Fraction(0), "线性"
        s = start[1] if start and start[0] == month[0] else 1
        if month[1] < s:
            return year_plan, Fraction(0), "线性"
        return year_plan, year_plan * (month[1] - s + 1) / (13 - s), "线性"

    # ---- one leaf ----

    def _leaf(self, code: str) -> None:
        project = self.projects[code]
        start = month_of(project.get("planned_start"))
        end = month_of(project.get("actual_completion"))
        invested = number(project.get("invested_before")) or Fraction(0)
        for (owner, month), row in self.reports.items():
            if owner == code and month < self.months[0]:
                invested += number(row.get("month_done")) or 0
        year_done, reached = Fraction(0), False
        total = number(project.get("total_investment"))
        for month in self.months:
            cell = self.cells[code][month]
            if month[1] == 1:
                year_done = Fraction(0)
            row = self.reports.get((code, month))
            cell.month_done = number(row.get("month_done")) if row else None
            year_done += cell.month_done or 0
            invested += cell.month_done or 0
            cell.done, cell.invested = year_done, invested
            cell.year_plan, cell.plan, cell.basis = self._plan(code, month)
            expected = self._year_has_plan(code, month[0])
            expected = expected and not (start and month < start) and not (end and month > end)
            cell.exempt = self._exempt(project, month)
            cell.listed = expected
            cell.due = expected and not cell.exempt
            cell.missing = cell.due and cell.month_done is None
            reached = reached or (total is not None and total > 0 and invested >= total)
            cell.finished = month >= end if end else project.get("stage") in ("竣工", "投产") or reached
            self._rates(cell)

    @staticmethod
    def _exempt(project: Row, month: Month) -> bool:
        if not (
            project.get("exemption_reason")
            and project.get("exemption_document")
            and project.get("exempt_from")
        ):
            return False
        end = month_of(project.get("exempt_until"))
        return month_of(project["exempt_from"]) <= month and (end is None or month <= end)

    @staticmethod
    def _rates(cell: Cell) -> None:
        if cell.year_plan is not None and cell.year_plan > 0:
            cell.rate = nine(cell.done / cell.year_plan)
            cell.scheduled = nine(cell.plan / cell.year_plan)
            cell.deviation = nine((cell.done - cell.plan) / cell.year_plan * 100)

    # ---- parents ----

    def _leaves(self, code: str) -> list[str]:
        if not self.children[code]:
            return [code]
        return [leaf for child in self.children[code] for leaf in self._leaves(child)]

    def _parent(self, code: str) -> None:
        project, leaves = self.projects[code], self._leaves(code)
        end = month_of(project.get("actual_completion"))
        totals = [number(self.projects[leaf].get("total_investment")) for leaf in leaves]
        total = sum((value for value in totals if value is not None), Fraction(0))
        reached = False
        for month in self.months:
            cell = self.cells[code][month]
            own = [self.cells[leaf][month] for leaf in leaves]
            for name in ("year_plan", "plan", "month_done"):
                known = [getattr(child, name) for child in own if getattr(child, name) is not None]
                setattr(cell, name, sum(known, Fraction(0)) if known else None)
            cell.done = sum((child.done for child in own), Fraction(0))
            cell.invested = sum((child.invested for child in own), Fraction(0))
            bases = {child.basis for child in own if child.basis}
            cell.basis = "、".join(name for name in ("月度计划", "线性") if name in bases) or None
            cell.listed = any(child.listed for child in own) and not (end and month > end)
            some_due = any(child.due for child in own)
            cell.exempt = self._exempt(project, month) or (cell.listed and not some_due)
            cell.due = cell.listed and not cell.exempt
            cell.missing = cell.due and cell.month_done is None
            reached = reached or (total > 0 and cell.invested >= total)
            alone = month >= end if end else project.get("stage") in ("竣工", "投产") or reached
            cell.finished = alone or all(child.finished for child in own)
            self._rates(cell)

    # ---- streaks and lights ----

    def counts_as(self, cell: Cell) -> int | None:
        """1 behind, 0 not, None does not count."""
        if not cell.due:
            return None
        if cell.missing:
            return {"滞后": 1, "不计": None, "未滞后": 0}[self.settings["missing_as"]]
        if cell.deviation is None:
            return None
        return int(cell.deviation < -Fraction(str(self.settings["tolerance"])))

    def _streaks(self, code: str) -> None:
        run: list[Month] = []
        for month in self.months:
            cell = self.cells[code][month]
            if month[1] == 1 and self.settings["across_years"] == "否":
                run = []
            counted = self.counts_as(cell)
            if counted == 1:
                run = [*run, month]
            elif counted == 0:
                run = []
            cell.streak, cell.streak_months = len(run), run

    def _light(self, code: str) -> None:
        project = self.projects[code]
        stage = "在建" if project.get("actual_completion") else project.get("stage")
        for month in self.months:
            cell = self.cells[code][month]
            if cell.finished:
                cell.level = 0
            elif not cell.due or stage not in ("新开工", "在建"):
                cell.level = None
            else:
                cell.level = max(
                    [0, *(rule["level"] for rule in self.rules if self._holds(rule, code, month))]
                )
                watched = any(rule["measure"] == "连续滞后月数" for rule in self.rules)
                cell.attention = watched and cell.level == 0 and cell.streak >= 1

    def _holds(self, rule: Row, code: str, month: Month) -> bool:
        value = self.measure(rule["measure"], code, month)
        if value is None:
            return False
        limit = Fraction(str(rule["threshold"]))
        return {"≥": value >= limit, ">": value > limit, "≤": value <= limit, "<": value < limit}[
            rule["comparison"]
        ]

    def measure(self, name: str, code: str, month: Month) -> Fraction | int | None:
        cell, project = self.cells[code][month], self.projects[code]
        report = None if self.children[code] else self.reports.get((code, month))
        forecast = (report or {}).get("forecast")
        grades = {"能够完成": 0, "难以按时完成": 1, "完成较差": 2}
        measures: dict[str, Any] = {
            "连续滞后月数": lambda: cell.streak,
            "进度偏差": lambda: cell.deviation,
            "完成比": lambda: nine(cell.done / cell.plan) if cell.plan else None,
            "预判": lambda: grades.get(forecast),
            "未预判偏差": lambda: cell.deviation if forecast is None else None,
            "开工逾期月数": lambda: self._start_overdue(project, month),
            "入库逾期月数": lambda: self._months_between(
                project.get("actual_start"), project.get("statistics_entry"), month
            ),
            "支付率差": lambda: self._payment_gap(code, month),
        }
        result: Fraction | int | None = measures[name]()
        return result

    @staticmethod
    def _start_overdue(project: Row, month: Month) -> int | None:
        planned = month_of(project.get("planned_start"))
        if planned is None:
            return None
        last = dt.date(*month, calendar.monthrange(*month)[1])
        if project.get("actual_start") and dt.date.fromisoformat(project["actual_start"]) <= last:
            return 0
        return max((month[0] - planned[0]) * 12 + month[1] - planned[1] + 1, 0)

    @staticmethod
    def _months_between(since: str | None, until: str | None, month: Month) -> int | None:
        if since is None:
            return None
        last = dt.date(*month, calendar.monthrange(*month)[1])
        first = dt.date.fromisoformat(since)
        if first > last:
            return None
        if until and dt.date.fromisoformat(until) <= last:
            return 0
        k = 0
        while True:
            year, index = divmod(first.year * 12 + first.month - 1 + k + 1, 12)
            day = min(first.day, calendar.monthrange(year, index + 1)[1])
            if dt.date(year, index + 1, day) >= last:
                return k
            k += 1

    def _payment_gap(self, code: str, month: Month) -> Fraction | None:
        due, paid = [], []
        for leaf in self._leaves(code):
            report = self.reports.get((leaf, month), {})
            due.append(number(report.get("funds_due")))
            paid.append(number(report.get("funds_paid")))
        asked = sum((value for value in due if value is not None), Fraction(0))
        given = [value for value in paid if value is not None]
        if asked <= 0 or not given:
            return None
        return nine((sum(given, Fraction(0)) - asked) / asked)

    # ---- register ----

    def register_keys(self) -> list[tuple[str, Month]]:
        """One row for each due or exempt month, by month and then by project."""
        return [
            (code, month) for month in self.months for code in self.projects if self.cells[code][month].listed
        ]

    def lit_count(self, code: str) -> int:
        """年内亮灯次数 of the year of 统计月份."""
        levels = [self.cells[code][month].level for month in self.months if month[0] == self.as_of[0]]
        if self.settings["lit_counting"] == "月":
            return sum(1 for level in levels if level is not None and level >= 1)
        lit = [level >= 1 for level in levels if level is not None]
        return sum(1 for before, now in zip([False, *lit], lit, strict=False) if now and not before)
