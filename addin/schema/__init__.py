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
    Breakdown,
    ChangeList,
    Cockpit,
    Conflicts,
    Dispatches,
    Findings,
    IssueStatistics,
    Journal,
    MeetingCalendar,
    Snapshot,
    ToDos,
    WallChart,
    WorkSummary,
)
from addin.schema.rules import (
    Bonuses,
    Eligibility,
    FactorOffices,
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
    LightRules, LightLabels, Indicators, Ladder, Tiers, Eligibility, FactorOffices,
    ToDos, Breakdown, WorkSummary, IssueStatistics, MeetingCalendar,
    Findings, ChangeList, Snapshot, Dispatches, Conflicts, Journal,
)  # fmt: skip

LEDGER_SHEETS: tuple[type[Sheet], ...] = tuple(sheet for sheet in SHEETS if sheet.columns)


def sheet_titled(title: str) -> type[Sheet]:
    """The sheet class of a tab title. Raises KeyError."""
    for sheet in SHEETS:
        if sheet.title == title:
            return sheet
    raise KeyError(title)


__all__ = [
    "LEDGER_SHEETS", "MONTH_COLUMNS", "SHEETS", "Bonuses", "Breakdown", "ChangeList", "Cockpit", "Column",
    "Conflicts", "Dispatches", "Duties", "Eligibility", "Events", "FactorOffices", "Findings",
    "FormalTalks", "Group", "Indicators", "Inspections", "IssueMoves", "IssueStatistics", "Issuers",
    "Issues", "Journal", "Kind", "Ladder", "Letters", "LightLabels", "LightRegister", "LightRules",
    "MeetingCalendar", "Meetings", "Milestones", "MonthlyPlans", "MonthlyProgress", "Needs", "Organisation",
    "Owner", "Parameters", "Patrols", "Projects", "Rankings", "Rectifications", "Reserve", "Resolutions",
    "Sheet", "SiteVisits", "Snapshot", "Submissions", "TaskForces", "Tiers", "ToDos", "Topics", "Units",
    "WallChart", "WorkSummary", "sheet_titled",
]  # fmt: skip
