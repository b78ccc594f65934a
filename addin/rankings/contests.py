"""排名对象：units by their scores, projects and task forces by 投资完成率, then 进度偏差."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from addin.ledger.wording import two_decimals
from addin.rankings.indicators import INDICATORS, deviation, investment_rate, start_rate_to_month
from addin.rankings.scene import Scene, View
from addin.rankings.scheme import Scheme
from addin.rankings.scoring import Rule, score, shared_weights
from addin.rankings.standings import Standing
from addin.rankings.units import Bools, Floats, Ints, Objects, Shares, divided
from addin.schema import Bonuses, Projects, TaskForces

NOTHING_DUE = "无应考核事项"


class Contest(Protocol):
    """Objects that are ranked together. Arrays have one entry an object."""

    title: str
    key_count: int

    @property
    def names(self) -> Objects: ...

    @property
    def codes(self) -> Objects: ...

    @property
    def groups(self) -> Objects: ...

    def standing(self, view: View, end: View) -> Standing:
        """What the month says; `end` is the last month of the period, for 期间口径 期末."""

    def progress(self, view: View) -> tuple[Floats, Floats]:
        """投资完成率 and 较序时偏差 at the month, fractions."""

    def remarks(self, standing: Standing) -> Objects: ...


class UnitContest:
    """单位: by the total of 考核指标, in groups."""

    title = "单位"

    def __init__(self, scene: Scene, scheme: Scheme) -> None:
        self._scheme = scheme
        self._units = scene.units
        self._tie_keys = _TIE_KEYS.get(scene.ledger.settings.second_key, ())
        self.key_count = 1 + len(self._tie_keys)

    @property
    def names(self) -> Objects:
        return self._units.names

    @property
    def codes(self) -> Objects:
        return np.full(len(self._units), None, dtype=object)

    @property
    def groups(self) -> Objects:
        return self._units.groups

    def standing(self, view: View, end: View) -> Standing:
        end = end if self._at_end.any() else view
        key = (self, view.column, end.column, end.months)
        return view.scene.once(key, lambda: self._standing(view, end))

    def _standing(self, view: View, end: View) -> Standing:
        values, scheduled = self._values(view), self._scheduled(view)
        if end is not view:
            values = np.where(self._at_end, self._values(end), values)
            scheduled = np.where(self._at_end, self._scheduled(end), scheduled)
        points = np.full(values.shape, np.nan)
        for members, columns, rules in self._groups_rules:
            cells = np.ix_(members, columns)
            points[cells] = _points(rules, values[cells], scheduled[cells])
        bonus = _bonuses(view)
        total = np.where(
            np.isnan(points).all(axis=1), np.nan, np.nansum(points, axis=1) + np.nan_to_num(bonus)
        )
        return Standing(values, points, bonus, (total, *_tie_values(view, self._tie_keys)))

    def progress(self, view: View) -> tuple[Floats, Floats]:
        return investment_rate.value(view), deviation.value(view)

    @cached_property
    def _groups_rules(self) -> list[tuple[Ints, Ints, tuple[Rule, ...]]]:
        """Each group's members, its indicators' columns and their rules."""
        titles, found = self._scheme.indicators, []
        for group in dict.fromkeys(self.groups):
            rules = self._scheme.of_group(group)
            columns = np.array([titles.index(rule.indicator) for rule in rules], dtype=np.int64)
            found.append((np.flatnonzero(self.groups == group), columns, rules))
        return found

    @cached_property
    def _at_end(self) -> Bools:
        """Units × indicators: 期间口径 is 期末."""
        result = np.zeros((len(self._units), len(self._scheme.indicators)), dtype=bool)
        for members, columns, rules in self._groups_rules:
            result[np.ix_(members, columns)] = np.array([rule.at_end for rule in rules], dtype=bool)
        return result

    def _values(self, view: View) -> Floats:
        """Units × indicators."""

        def made() -> Floats:
            columns = [INDICATORS[title](view) for title in self._scheme.indicators]
            return np.stack(columns, axis=1) if columns else np.empty((len(self._units), 0))

        return view.scene.once(("values", view.column, view.months), made)

    def _scheduled(self, view: View) -> Floats:
        """The units' own 序时进度, the same for every indicator."""
        scheduled = view.scene.once(("scheduled", view.column), lambda: investment_rate.scheduled(view))
        return np.broadcast_to(scheduled[:, None], (len(scheduled), len(self._scheme.indicators)))

    def remarks(self, standing: Standing) -> Objects:
        """「投资完成率58.20分、节点按期率15.00分」: what the total is made of."""
        text = np.full(len(self._units), "", dtype=object)
        for place, title in enumerate(self._scheme.indicators):
            points = standing.points[:, place]
            part = "、" + title + _texts(points) + "分"
            text = text + np.where(np.isnan(points), "", part)
        text = pd.Series(text, dtype=object).str.removeprefix("、").to_numpy(dtype=object)
        return np.where(np.isnan(standing.keys[0]), NOTHING_DUE, text)


def _points(rules: tuple[Rule, ...], values: Floats, scheduled: Floats) -> Floats:
    """Units of one group × its indicators, as all three arrays. Where 目标值 is 序时进度 and that is 0, nothing is due."""
    by_schedule = np.array([rule.by_schedule for rule in rules], dtype=bool)
    fixed = np.array([rule.target for rule in rules], dtype=float)
    targets = np.where(by_schedule, scheduled, fixed)
    assessed = np.where(by_schedule & ~(targets > 0), np.nan, values)
    weights = shared_weights(np.array([rule.weight for rule in rules], dtype=float), assessed)
    points = np.full(values.shape, np.nan)
    for place, rule in enumerate(rules):
        points[:, place] = score(rule, assessed[:, place], weights[:, place], targets[:, place])
    return points


def _bonuses(view: View) -> Floats:
    """加减分 of the month by unit, NaN without any."""
    table = view.ledger[Bonuses]
    units = view.scene.units.find(table[Bonuses.unit.name]).to_numpy(dtype=float)
    points = table[Bonuses.points.name].to_numpy(dtype=float)
    in_month = table[Bonuses.month.name].to_numpy().astype("datetime64[M]") == view.month
    used = in_month & ~np.isnan(units) & ~np.isnan(points)
    owners, count = units[used].astype(np.int64), len(view.scene.units)
    total = np.bincount(owners, points[used], count)
    return np.where(np.bincount(owners, minlength=count) > 0, total, np.nan)


_RATE, _AMOUNT, _START = "完成率", "完成额", "开工率"
_TIE_KEYS = {_RATE: (_RATE, _AMOUNT, _START), _AMOUNT: (_AMOUNT, _START), _START: (_START,)}
"""同分第二依据 → the keys tried in turn: rules.md §3 writes 完成率 → 完成额 → 开工率."""


def _tie_values(view: View, keys: tuple[str, ...]) -> list[Floats]:
    def amount(view: View) -> Floats:
        return view.scene.project_shares.total(view.amounts(view.panel.year_done))

    values = {_RATE: investment_rate.value, _AMOUNT: amount, _START: start_rate_to_month.value}
    return [values[key](view) for key in keys]


class _ByProgress(ABC):
    """What projects and task forces share: ranked by 投资完成率, then 进度偏差; 总分 is the rate × 100."""

    key_count = 2

    def __init__(self, scheme: Scheme) -> None:
        self._indicators = scheme.indicators
        self._at_end = any(
            rule.at_end for rule in scheme.of_group("") if rule.indicator == investment_rate.TITLE
        )

    @abstractmethod
    def progress(self, view: View) -> tuple[Floats, Floats]: ...

    def standing(self, view: View, end: View) -> Standing:
        """As 考核指标 says of 投资完成率: the month's own figures, or those of the period's last month."""
        used = end if self._at_end else view
        return used.scene.once((self, used.column), lambda: self._standing(*self.progress(used)))

    def _standing(self, rate: Floats, gap: Floats) -> Standing:
        values = np.full((len(rate), len(self._indicators)), np.nan)
        for title, column in ((investment_rate.TITLE, rate), (deviation.TITLE, gap)):
            if title in self._indicators:
                values[:, self._indicators.index(title)] = column
        nothing = np.full(len(rate), np.nan)
        return Standing(values, np.full(values.shape, np.nan), nothing, (rate * 100, gap * 100))

    def remarks(self, standing: Standing) -> Objects:
        rate, gap = standing.keys
        text: Objects = "投资完成率" + _texts(rate) + "%，进度偏差" + _texts(gap) + "个百分点"
        text[np.isnan(rate)] = NOTHING_DUE
        return text


class ProjectContest(_ByProgress):
    """项目: every leaf project, in one group."""

    title = "项目"

    def __init__(self, scene: Scene, scheme: Scheme) -> None:
        super().__init__(scheme)
        self._scene = scene
        self._leaves = np.flatnonzero(scene.panel.is_leaf)

    @property
    def names(self) -> Objects:
        names = self._scene.ledger[Projects][Projects.project_name.name]
        return names.to_numpy(dtype=object)[self._leaves]

    @property
    def codes(self) -> Objects:
        return np.asarray(self._scene.panel.codes, dtype=object)[self._leaves]

    @property
    def groups(self) -> Objects:
        return np.full(len(self._leaves), "", dtype=object)

    def progress(self, view: View) -> tuple[Floats, Floats]:
        rate = np.where(view.planned, view.panel.rate[:, view.column], np.nan)[self._leaves]
        gap = np.where(view.planned, view.panel.deviation[:, view.column], np.nan)[self._leaves]
        return rate, gap / 100


class TaskForceContest(_ByProgress):
    """专班: by the sums over the leaf projects of 所属专班."""

    title = "专班"

    def __init__(self, scene: Scene, scheme: Scheme) -> None:
        super().__init__(scheme)
        self._scene = scene

    @cached_property
    def names(self) -> Objects:
        listed = self._scene.ledger[TaskForces][TaskForces.task_force.name]
        named = self._scene.ledger[Projects][Projects.task_force.name].dropna()
        names: Objects = pd.concat([listed, named]).drop_duplicates().to_numpy(dtype=object)
        return names

    @property
    def codes(self) -> Objects:
        return np.full(len(self.names), None, dtype=object)

    @property
    def groups(self) -> Objects:
        return np.full(len(self.names), "", dtype=object)

    @cached_property
    def _shares(self) -> Shares:
        forces = self._scene.ledger[Projects][Projects.task_force.name].to_numpy(dtype=object)
        owner = pd.Index(self.names, dtype=object).get_indexer(pd.Index(forces, dtype=object))
        row = np.flatnonzero(owner >= 0)
        return Shares(row, owner[row].astype(np.int64), np.ones(len(row)), len(self.names))

    def progress(self, view: View) -> tuple[Floats, Floats]:
        done, plan, year_plan = (
            self._shares.total(view.amounts(table))
            for table in (view.panel.year_done, view.panel.plan, view.panel.year_plan)
        )
        return divided(done, year_plan), divided(done - plan, year_plan)


def _texts(values: Floats) -> Objects:
    return np.array(two_decimals(values), dtype=object)
