"""演示数据：an invented ledger that shows every state once; seeded, the same at every call.

Nothing in it is real: no person, enterprise, place or project. FACTS says what plays which part.
"""

from __future__ import annotations

from addin.schema import (
    Bonuses,
    Duties,
    Events,
    FormalTalks,
    Inspections,
    IssueMoves,
    Issuers,
    Issues,
    Letters,
    LightRegister,
    Meetings,
    Milestones,
    MonthlyPlans,
    MonthlyProgress,
    Needs,
    Organisation,
    Patrols,
    Projects,
    Rectifications,
    Reserve,
    Resolutions,
    Sheet,
    SiteVisits,
    Submissions,
    TaskForces,
    Topics,
    Units,
)
from workbook_templates.sample import (
    duties,
    issues,
    meetings,
    people,
    progress,
    projects,
    reserve,
    supervision,
)
from workbook_templates.sample.common import AS_OF, CROCKFORD, CellValue, Row, generator
from workbook_templates.sample.facts import FACTS, DeliberateError, Facts

ROW_ID_LENGTH = 10

_SOURCES = {
    Issuers: people.issuers,
    Units: people.units,
    Organisation: people.organisation,
    TaskForces: people.task_forces,
    Projects: projects.projects,
    Reserve: reserve.reserve,
    MonthlyPlans: projects.monthly_plans,
    MonthlyProgress: progress.monthly_progress,
    Milestones: duties.milestones,
    Issues: issues.issues,
    IssueMoves: issues.issue_moves,
    Duties: duties.duties,
    Needs: duties.needs,
    Rectifications: duties.rectifications,
    Meetings: meetings.meetings,
    Topics: meetings.topics,
    Resolutions: meetings.resolutions,
    Events: meetings.events,
    LightRegister: supervision.adjustments,
    Letters: supervision.letters,
    FormalTalks: supervision.formal_talks,
    Submissions: supervision.submissions,
    Inspections: supervision.inspections,
    SiteVisits: supervision.site_visits,
    Patrols: supervision.patrols,
    Bonuses: supervision.bonuses,
}


def tables() -> dict[type[Sheet], list[Row]]:
    """Rows by sheet as dicts by column name: every typed column and row_id, no computed column.

    Dates are datetime.date (months their first day), money float in 万元, lists joined by 、,
    blanks None. Deliberate errors stand in as they would be typed (FACTS.errors).
    """
    rng = generator("row ids")
    given: set[str] = set()

    def row_id() -> str:
        while True:
            made = "".join(rng.choices(CROCKFORD, k=ROW_ID_LENGTH))
            if made not in given:
                given.add(made)
                return made

    return {sheet: [_complete(sheet, row, row_id()) for row in rows()] for sheet, rows in _SOURCES.items()}


def _complete(sheet: type[Sheet], row: Row, row_id: str) -> Row:
    typed = [column.name for column in sheet.columns if not column.computed]
    unknown = set(row) - set(typed)
    if unknown:
        raise KeyError(f"{sheet.title}: {sorted(unknown)}")
    return {"row_id": row_id, **{name: row.get(name) for name in typed}}


def settings() -> dict[str, CellValue]:
    """Values of 参数 by Setting.name, for those that differ from the defaults."""
    return {
        "year": AS_OF.year,
        "as_of": AS_OF,
        "plan_year": AS_OF.year,
        "home_issuer": people.HOME_ISSUER,
        "region": people.REGION,
        "light_scheme": "宁波",
        "tier_scheme": "北仑",
        "leader_ranks": "处级、科级",
        "liaison_ranks": "股级、业务骨干",
        "demonstration": "是",
    }


__all__ = ["FACTS", "DeliberateError", "Facts", "settings", "tables"]
