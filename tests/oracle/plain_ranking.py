"""An independent computation of the month's ranking: dicts, Fractions and loops, one unit at a time.

It shares no code with the product; the figures of projects come from oracle.plain_lights.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from oracle.plain_lights import Cell, Month, PlainLights, Row, month_of

Value = Fraction | None


class PlainRanking:
    """values, scores and places of the units of `tables` at a month."""

    def __init__(
        self, lights: PlainLights, tables: dict[str, list[Row]], settings: Row, month: Month
    ) -> None:
        self.lights, self.tables, self.month = lights, tables, month
        self.mode = settings.get("joint_projects", "牵头计1")
        self.tie_keys = {"无": [], "完成率": ["完成率", "完成额", "开工率"], "完成额": ["完成额", "开工率"]}[
            settings.get("second_key", "无")
        ]
        self.last_day = "{}-{:02}-{}".format(*month, calendar.monthrange(*month)[1])
        self.units = {row["unit"]: row["ranking_group"] for row in tables["units"]}
        self.rules = tables["indicators"]
        self.values = {unit: self._values(unit) for unit in self.units}
        self.scores = {unit: self._score(unit) for unit in self.units}
        self.places = {unit: self._place(unit) for unit in self.units}

    def shares(self, units: str) -> dict[str, Fraction]:
        named = units.split("、")
        if self.mode == "牵头计1":
            return {named[0]: Fraction(1)}
        return dict.fromkeys(named, Fraction(1, len(named)) if self.mode == "平均" else Fraction(1))

    def counted(self, unit: str) -> list[tuple[Row, Cell, Fraction]]:
        """(project, its month, share) of the unit's leaf projects that are not exempt."""
        found = []
        for code, row in self.lights.projects.items():
            share = self.shares(row["responsible_units"]).get(unit)
            cell = self.lights.cells[code][self.month]
            if share and not self.lights.children[code] and not cell.exempt:
                found.append((row, cell, share))
        return found

    def ratio(self, rows: list[tuple[bool, Fraction]]) -> Value:
        due = sum((share for _, share in rows), Fraction(0))
        return sum((share for good, share in rows if good), Fraction(0)) / due if due else None

    def in_year(self, day: str | None) -> bool:
        return day is not None and f"{self.month[0]}-01-01" <= day <= self.last_day

    def planned(self, unit: str) -> list[tuple[Cell, Fraction]]:
        return [
            (cell, share) for _, cell, share in self.counted(unit) if cell.year_plan and cell.year_plan > 0
        ]

    def money(self, unit: str, name: str) -> Fraction:
        return sum((share * (getattr(cell, name) or 0) for cell, share in self.planned(unit)), Fraction(0))

    def rate(self, unit: str) -> Value:
        return self.money(unit, "done") / self.money(unit, "year_plan") if self.planned(unit) else None

    def scheduled(self, unit: str) -> Value:
        return self.money(unit, "plan") / self.money(unit, "year_plan") if self.planned(unit) else None

    def gap(self, unit: str) -> Value:
        rate, scheduled = self.rate(unit), self.scheduled(unit)
        return None if rate is None or scheduled is None else rate - scheduled

    def starts(self, unit: str) -> Value:
        rows = []
        for row, _, share in self.counted(unit):
            if self.in_year(row.get("planned_start")):
                actual = row.get("actual_start")
                rows.append((actual is not None and actual <= self.last_day, share))
        return self.ratio(rows)

    def nodes(self, unit: str) -> Value:
        rows = []
        for node in self.tables["milestones"]:
            cell = self.lights.cells[node["code"]][self.month]
            units = node["responsible_unit"] or self.lights.projects[node["code"]]["responsible_units"]
            share = self.shares(units).get(unit)
            if share and self.in_year(node["planned_on"]) and not cell.exempt:
                done = node["completed_on"]
                rows.append((done is not None and done <= node["planned_on"], share))
        return self.ratio(rows)

    def reports(self, unit: str) -> Value:
        limit = "{}-{:02}-25".format(*self.month)
        received = {
            row["unit"]: row["received_on"]
            for row in self.tables["submissions"]
            if month_of(row["month"]) == self.month
        }
        rows = []
        for code, row in self.lights.projects.items():
            lead = row["responsible_units"].split("、")[0]
            if lead != unit or self.lights.children[code] or not self.lights.cells[code][self.month].due:
                continue
            report = self.lights.reports.get((code, self.month))
            day = received.get(unit) or (report or {}).get("reported_on")
            made = report is not None and report["month_done"] is not None
            rows.append((made and day is not None and day <= limit, Fraction(1)))
        return self.ratio(rows)

    def red(self, unit: str) -> Value:
        levels = [(cell.level, share) for _, cell, share in self.counted(unit) if cell.level is not None]
        return sum((share for level, share in levels if level == 3), Fraction(0)) if levels else None

    def _values(self, unit: str) -> dict[str, Value]:
        known: dict[str, Callable[[str], Value]] = {
            "投资完成率": self.rate, "较序时偏差": self.gap, "开工率（截至本月）": self.starts,
            "节点按期率": self.nodes, "报送及时率": self.reports, "红灯数": self.red,
        }  # fmt: skip
        return {rule["indicator"]: known[rule["indicator"]](unit) for rule in self.rules}

    def _score(self, unit: str) -> Value:
        due = {}
        for rule in self.rules:
            value, target = self.values[unit][rule["indicator"]], Fraction(1)
            if rule["target"] == "序时进度":
                target = self.scheduled(unit) or Fraction(0)
            elif rule["target"]:
                target = Fraction(rule["target"])
            if value is not None and (target > 0 or rule["target"] != "序时进度"):
                due[rule["indicator"]] = (rule, value, target)
        if not due:
            return None
        whole = sum(Fraction(rule["weight"]) for rule in self.rules)
        part = sum(Fraction(rule["weight"]) for rule, *_ in due.values())
        total = sum(self._points(unit, *row, whole / part) for row in due.values())
        bonus = [
            row["points"]
            for row in self.tables["bonuses"]
            if row["unit"] == unit and month_of(row["month"]) == self.month
        ]
        return total + sum(map(Fraction, bonus), Fraction(0))

    def _points(self, unit: str, rule: Row, value: Fraction, target: Fraction, raised: Fraction) -> Fraction:
        weight = Fraction(rule["weight"]) * raised
        if rule["scoring"] == "扣分":
            return max(weight - target * value, Fraction(0))
        if rule["scoring"] == "名次":
            return self._by_place(unit, rule["indicator"], value, weight)
        if rule["scoring"] == "分段":
            bands = [band.split(":") for band in rule["bands"].split("；")]
            reached = [Fraction(factor) for bound, factor in bands if round(value, 9) >= Fraction(bound)]
            return weight * (reached[0] if reached else 0)
        ceiling = Fraction(str(rule.get("ceiling") or 1))
        return weight * min(max(value / target, Fraction(0)), ceiling)

    def _by_place(self, unit: str, indicator: str, value: Fraction, weight: Fraction) -> Fraction:
        group = [name for name, own in self.units.items() if own == self.units[unit]]
        others = [self.values[name][indicator] for name in group]
        ranked = [other for other in others if other is not None]
        place = 1 + sum(round(other, 9) > round(value, 9) for other in ranked)
        return weight * Fraction(len(ranked) - place + 1, len(ranked))

    def _key(self, unit: str) -> tuple[Fraction, ...]:
        ties = {"完成率": self.rate, "完成额": lambda name: self.money(name, "done"), "开工率": self.starts}
        found: list[Any] = [self.scores[unit], *(ties[key](unit) for key in self.tie_keys)]
        return tuple(Fraction(-(10**9)) if value is None else round(value, 9) for value in found)

    def _place(self, unit: str) -> int | None:
        if self.scores[unit] is None:
            return None
        group = [name for name, own in self.units.items() if own == self.units[unit]]
        ranked = [name for name in group if self.scores[name] is not None]
        return 1 + sum(self._key(name) > self._key(unit) for name in ranked)
