"""发给单位的表：EXCHANGED, the one list of what may leave the workbook in a package. All else stays.

A package is built from this list and from nothing else. Keys and 报 columns go by themselves; an office column
only where it is named here. No person of the office or of another unit, and nothing that is computed over
several units, may be named here.
"""

from __future__ import annotations

from dataclasses import dataclass

from addin.schema import (
    LEDGER_SHEETS,
    Column,
    Duties,
    Issues,
    Milestones,
    MonthlyProgress,
    Owner,
    Projects,
    Rectifications,
    Reserve,
    Resolutions,
    Sheet,
)

GUIDE_TAB = "填报说明"
"""The package's first sheet, which no ledger has."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """发给单位的一张表。

    `shown`: office columns that a unit must see to report, besides the keys. `lead`: whose row it is (the first
    of a list); None, or blank on the row: the lead unit of its project. `month`: only rows of the package's
    month go. `finished`: rows finished before that month stay. `new_rows`: blank lines to enter new rows on.
    """

    sheet: type[Sheet]
    shown: tuple[Column, ...] = ()
    lead: Column | None = None
    month: Column | None = None
    finished: Column | None = None
    new_rows: int = 0

    @property
    def columns(self) -> tuple[Column, ...]:
        """In the order of the package's sheet: 行标识, keys, what is shown, what is reported."""
        keys = (column for column in self.sheet.columns if column.key and column.owner is not Owner.UNIT)
        return (self.sheet.row_id, *keys, *self.shown, *self.reported)

    @property
    def reported(self) -> tuple[Column, ...]:
        return tuple(column for column in self.sheet.columns if column.owner is Owner.UNIT)


EXCHANGED: tuple[Exchanged, ...] = (
    Exchanged(MonthlyProgress, shown=(MonthlyProgress.project_name,), month=MonthlyProgress.month),
    Exchanged(
        Projects,
        shown=(
            Projects.project_name, Projects.stage, Projects.total_investment, Projects.year_plan,
            Projects.year_target, Projects.planned_start, Projects.planned_completion,
        ),
        lead=Projects.responsible_units,
    ),
    Exchanged(Reserve, lead=Reserve.applicant, finished=Reserve.left_on, new_rows=10),
    Exchanged(
        Milestones,
        shown=(Milestones.project_name, Milestones.milestone, Milestones.standard, Milestones.planned_on),
        lead=Milestones.responsible_unit,
        finished=Milestones.completed_on,
    ),
    Exchanged(
        Issues,
        shown=(
            Issues.code, Issues.project_name, Issues.description, Issues.target, Issues.measures,
            Issues.standard, Issues.assigned_on, Issues.due_on,
        ),
        lead=Issues.responsible_units,
        finished=Issues.closed_on,
    ),
    Exchanged(
        Duties,
        shown=(Duties.code, Duties.type, Duties.task, Duties.assigned_on, Duties.due_on),
        lead=Duties.lead_unit,
        finished=Duties.completed_on,
    ),
    Exchanged(
        Rectifications,
        shown=(Rectifications.project_name, Rectifications.reason, Rectifications.due_on),
        lead=Rectifications.responsible_unit,
        finished=Rectifications.closed_on,
    ),
    Exchanged(
        Resolutions,
        shown=(Resolutions.code, Resolutions.resolution, Resolutions.due_on),
        lead=Resolutions.responsible_units,
        finished=Resolutions.completed_on,
    ),
)  # fmt: skip
"""In the order of a package's sheets; every sheet with a 报 column is here."""

_BY_SHEET = {one.sheet: one for one in EXCHANGED}
_SHEETS = {sheet.__name__: sheet for sheet in LEDGER_SHEETS}


def exchanged(sheet: type[Sheet]) -> Exchanged:
    """Raises KeyError for a sheet that is not sent."""
    return _BY_SHEET[sheet]


def column_id(sheet: type[Sheet], column: Column) -> str:
    """列号：what stands in the hidden row above a package's header: "MonthlyProgress.month_done".

    It knows a column whose header, or whose sheet, somebody renamed.
    """
    return f"{sheet.__name__}.{column.name}"


def column_of(text: object) -> tuple[type[Sheet], Column] | None:
    """The sheet and column of a 列号; None for any other text."""
    name, _, attribute = str(text).strip().partition(".")
    sheet = _SHEETS.get(name)
    if sheet is None:
        return None
    return next(((sheet, column) for column in sheet.columns if column.name == attribute), None)
