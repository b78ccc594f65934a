"""各文种的选取：every kind of document that can be written from the workbook."""

from __future__ import annotations

from addin.commands.documents.briefing import BRIEFING
from addin.commands.documents.builder import by_kind
from addin.commands.documents.campaign import CAMPAIGN
from addin.commands.documents.circular import CIRCULAR
from addin.commands.documents.collective_start import COLLECTIVE_START
from addin.commands.documents.commendation import COMMENDATION
from addin.commands.documents.coordination import COORDINATION
from addin.commands.documents.inspections import INSPECTION_CIRCULAR, INSPECTION_RECORD
from addin.commands.documents.issue_forms import ASSIGNMENT, CLOSE_OUT
from addin.commands.documents.list_notice import LIST_NOTICE
from addin.commands.documents.meeting_notice import MEETING_NOTICE
from addin.commands.documents.minutes import MINUTES
from addin.commands.documents.monthly_report import MONTHLY_REPORT
from addin.commands.documents.ranking import RANKING_BULLETIN
from addin.commands.documents.reminder import REMINDER
from addin.commands.documents.review import REVIEW
from addin.commands.documents.supervision import SUPERVISION_LETTERS, SUPERVISION_NOTICES
from addin.commands.documents.talks import TALK_NOTICE, TALK_RECORD
from addin.commands.documents.unit_notices import BOARD_NOTICES, INSPECTION_NOTICES, LIGHT_NOTICES

BUILDERS = by_kind(
    CIRCULAR,
    REMINDER,
    MINUTES,
    SUPERVISION_LETTERS,
    SUPERVISION_NOTICES,
    LIGHT_NOTICES,
    INSPECTION_NOTICES,
    BOARD_NOTICES,
    REVIEW,
    CAMPAIGN,
    RANKING_BULLETIN,
    COMMENDATION,
    COLLECTIVE_START,
    LIST_NOTICE,
    MONTHLY_REPORT,
    ASSIGNMENT,
    CLOSE_OUT,
    COORDINATION,
    MEETING_NOTICE,
    TALK_NOTICE,
    TALK_RECORD,
    INSPECTION_RECORD,
    INSPECTION_CIRCULAR,
    BRIEFING,
)
