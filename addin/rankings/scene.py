"""考核场景：what the indicators look at: the ledger, the panel and the published lights, by month."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Days, as_days, month_end
from addin.ledger.progress import Panel
from addin.ledger.published import PublishedLights
from addin.ledger.reports import blank_counts, report_row_states
from addin.rankings.units import Bools, Floats, Ints, Objects, RankedUnits, Shares
from addin.schema import Column, Projects, Sheet

Made = TypeVar("Made")


class Scene:
    """One ledger in all its months. What several months or indicators need is worked out once."""

    def __init__(self, ledger: Ledger, panel: Panel, register: PublishedLights) -> None:
        self.ledger = ledger
        self.panel = panel
        self.register = register
        self.units = RankedUnits.of(ledger)
        self._made: dict[Hashable, Any] = {}

    def at(self, month: Any, months: int = 1) -> View | None:
        """The view of a month that ends a period of `months`, None where the panel does not hold it."""
        number = np.datetime64(month, "M")
        if not len(self.panel.months) or not self.panel.months[0] <= number <= self.panel.months[-1]:
            return None
        column = int((number - self.panel.months[0]).astype(np.int64))
        return self.once((View, column, months), lambda: View(self, column, months))

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made when it is first asked for."""
        if key not in self._made:
            self._made[key] = make()
        return cast(Made, self._made[key])

    @cached_property
    def project_shares(self) -> Shares:
        """Who counts a project: 责任单位 by 联合项目计分."""
        lists = self.ledger[Projects][Projects.responsible_units.name]
        return self.units.shares(lists, self.ledger.settings.joint_projects)

    @cached_property
    def lead_shares(self) -> Shares:
        """The lead unit of each project, whatever 联合项目计分 says: it is the one that reports."""
        return self.units.shares(self.ledger[Projects][Projects.responsible_units.name], "牵头计1")

    @cached_property
    def report_states(self) -> Objects:
        """报送情况 of each row of 月度进度."""
        return report_row_states(self.ledger)

    @cached_property
    def report_blanks(self) -> Floats:
        """Required cells left blank on each row of 月度进度."""
        return blank_counts(self.ledger)

    def row_shares(self, sheet: type[Sheet], unit: Column, code: Column | None = None) -> Shares:
        """Who counts a row: its own unit or units, without one those of its project."""
        return self.once((sheet, unit.name), lambda: self._row_shares(sheet, unit, code))

    def _row_shares(self, sheet: type[Sheet], unit: Column, code: Column | None) -> Shares:
        units = self.ledger[sheet][unit.name]
        lists = units.map(lambda cell: cell if isinstance(cell, tuple) else (cell,) if cell else ())
        if code is not None:
            projects = self.ledger[Projects]
            lead = pd.Series(
                projects[Projects.responsible_units.name].to_numpy(), projects[Projects.code.name]
            )
            inherited = self.ledger[sheet][code.name].map(lead)
            lists = lists.where(lists.str.len() > 0, inherited)
            lists = lists.where(lists.notna(), pd.Series([()] * len(lists), lists.index))
        return self.units.shares(lists, self.ledger.settings.joint_projects)

    def project_rows(self, sheet: type[Sheet], code: Column) -> Ints:
        """Row in 项目清单 of each row's project, −1 where there is none."""
        codes = pd.Index(self.ledger[sheet][code.name].to_numpy(dtype=object))
        return self.once(
            (sheet, code.name, "rows"),
            lambda: np.asarray(pd.Index(self.panel.codes).get_indexer(codes), dtype=np.int64),
        )

    def days(self, sheet: type[Sheet], column: Column) -> Days:
        """A date column as days."""
        return self.once((sheet, column.name, "days"), lambda: as_days(self.ledger[sheet][column.name]))


@dataclass(frozen=True)
class View:
    """One month of a scene, the last of a period. `column` is the month's place on the panel's axis;
    `months` how many the period holds so far, 1 for the month by itself."""

    scene: Scene
    column: int
    months: int = 1

    @property
    def ledger(self) -> Ledger:
        return self.scene.ledger

    @property
    def panel(self) -> Panel:
        return self.scene.panel

    @property
    def month(self) -> Any:
        return self.panel.months[self.column]

    @property
    def first_day(self) -> Any:
        """1 January of the month's year."""
        return self.month.astype("datetime64[Y]").astype("datetime64[D]")

    @property
    def period_start(self) -> Any:
        """The first day of the period."""
        return (self.month - (self.months - 1)).astype("datetime64[D]")

    @property
    def last_day(self) -> Any:
        return month_end(self.month)

    @cached_property
    def counted(self) -> Bools:
        """Leaf projects, not exempt in the month."""
        return np.asarray(self.panel.is_leaf & ~self.panel.exempt[:, self.column])

    @cached_property
    def planned(self) -> Bools:
        """Counted projects with a plan for the year."""
        return np.asarray(self.counted & (np.nan_to_num(self.panel.year_plan[:, self.column]) > 0))

    def amounts(self, table: Floats) -> Floats:
        """The month's column of a panel table for the planned projects, else 0."""
        return np.where(self.planned, np.nan_to_num(table[:, self.column]), 0.0)

    def days(self, sheet: type[Sheet], column: Column) -> Days:
        return self.scene.days(sheet, column)

    def this_year(self, days: Days) -> Bools:
        """Due from 1 January to the last day of the month."""
        return np.asarray((days >= self.first_day) & (days <= self.last_day))

    def of_counted_projects(self, sheet: type[Sheet], code: Column) -> Bools:
        """Rows whose project is not exempt in the month; a row without a project counts."""
        codes = self.ledger[sheet][code.name]
        rows = self.scene.project_rows(sheet, code)
        exempt = self.panel.exempt[:, self.column]
        free = ~exempt[rows] if len(exempt) else np.zeros(len(rows), dtype=bool)
        return np.where(rows >= 0, free, codes.isna().to_numpy())


def blank(count: int) -> Floats:
    """No value for anyone."""
    return np.full(count, np.nan)
