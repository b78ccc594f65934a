"""姓名：which columns of the ledger name persons, so that what needs no names can leave them out."""

from __future__ import annotations

from addin.ledger.ledger import Ledger
from addin.schema import (
    Column,
    Duties,
    FormalTalks,
    Issuers,
    Issues,
    LightRegister,
    Meetings,
    Milestones,
    MonthlyProgress,
    Organisation,
    Projects,
    Sheet,
    SiteVisits,
    Units,
)
from addin.workbook.port import column_letters

PERSONAL: dict[type[Sheet], tuple[Column, ...]] = {
    Issuers: (Issuers.signatory, Issuers.contact, Issuers.phone),
    Units: (Units.liaison, Units.phone, Units.email),
    Organisation: (Organisation.person,),
    Projects: (Projects.sponsor, Projects.service_officer, Projects.person_in_charge, Projects.contact),
    MonthlyProgress: (MonthlyProgress.reporter,),
    Milestones: (Milestones.person_in_charge,),
    Issues: (Issues.person_in_charge,),
    Duties: (Duties.person_in_charge,),
    Meetings: (
        Meetings.convenor, Meetings.host, Meetings.present, Meetings.on_leave, Meetings.attending,
        Meetings.recorder,
    ),
    LightRegister: (LightRegister.approved_by,),
    FormalTalks: (FormalTalks.speaker, FormalTalks.spoken_to),
    SiteVisits: (SiteVisits.visitor,),
}  # fmt: skip
"""Columns that name persons, alone or with their post, or say how to reach them."""


def personal_columns(ledger: Ledger) -> frozenset[tuple[str, str]]:
    """Where they stand in the workbook: (name of the sheet's tab, letters of the column)."""
    return frozenset(
        (ledger.cells[sheet].tab, column_letters(ledger.cells[sheet].columns[column.name]))
        for sheet, columns in PERSONAL.items()
        if ledger.has(sheet)
        for column in columns
        if column.name in ledger.cells[sheet].columns
    )
