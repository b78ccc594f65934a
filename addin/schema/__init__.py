"""台账结构：every sheet and column of the master workbook, declared once (SHEETS, in tab order)."""

from addin.schema.base import Column, Group, Kind, Owner, Sheet
from addin.schema.basics import Issuers, Organisation, Parameters, TaskForces, Units
from addin.schema.ledgers import (
    MONTH_COLUMNS,
    Duties,
    IssueMoves,
    Issues,
    Milestones,
    MonthlyPlans,
    MonthlyProgress,
    Needs,
    Projects,
    Rectifications,
    Reserve,
)
from addin.schema.meetings import Events, Meetings, Resolutions, Topics
from addin.schema.results import (
    ChangeList,
    Cockpit,
    Conflicts,
    Dispatches,
    Findings,
    Journal,
    WallChart,
)
from addin.schema.rules import (
    Bonuses,
    Indicators,
    Ladder,
    LightLabels,
    LightRules,
    Rankings,
    Tiers,
)
from addin.schema.supervising import (
    FormalTalks,
    Inspections,
    Letters,
    LightRegister,
    Patrols,
    SiteVisits,
    Submissions,
)

SHEETS: tuple[type[Sheet], ...] = (
    Cockpit, WallChart,
    Parameters, Issuers, Units, Organisation, TaskForces,
    Projects, Reserve, MonthlyPlans, MonthlyProgress, Milestones, Issues, IssueMoves, Duties, Needs, Rectifications,
    Meetings, Topics, Resolutions, Events,
    LightRegister, Letters, FormalTalks, Submissions, Inspections, SiteVisits, Patrols,
    Rankings, Bonuses,
    LightRules, LightLabels, Indicators, Ladder, Tiers,
    Findings, ChangeList, Dispatches, Conflicts, Journal,
)  # fmt: skip

LEDGER_SHEETS: tuple[type[Sheet], ...] = tuple(sheet for sheet in SHEETS if sheet.columns)


def sheet_titled(title: str) -> type[Sheet]:
    """The sheet class of a tab title. Raises KeyError."""
    for sheet in SHEETS:
        if sheet.title == title:
            return sheet
    raise KeyError(title)


__all__ = [
    "LEDGER_SHEETS", "MONTH_COLUMNS", "SHEETS", "Bonuses", "ChangeList", "Cockpit", "Column", "Conflicts", "Dispatches",
    "Duties", "Events", "Findings", "FormalTalks", "Group", "Indicators", "Inspections", "IssueMoves", "Issuers",
    "Issues", "Journal", "Kind", "Ladder", "Letters", "LightLabels", "LightRegister", "LightRules", "Meetings",
    "Milestones", "MonthlyPlans", "MonthlyProgress", "Needs", "Organisation", "Owner", "Parameters", "Patrols",
    "Projects", "Rankings", "Rectifications", "Reserve", "Resolutions", "Sheet", "SiteVisits", "Submissions",
    "TaskForces", "Tiers", "Topics", "Units", "WallChart", "sheet_titled",
]  # fmt: skip
