"""文种：the kinds of document that can be written. A new kind = one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docgen.blocks import Composition
from docgen.documents.assignment_order import ASSIGNMENT
from docgen.documents.board_notice import BOARD_NOTICE
from docgen.documents.briefing import BRIEFING
from docgen.documents.campaign_plan import CAMPAIGN_PLAN
from docgen.documents.circular import CIRCULAR
from docgen.documents.close_out_form import CLOSE_OUT
from docgen.documents.collective_start import COLLECTIVE_START
from docgen.documents.commendation import COMMENDATION
from docgen.documents.coordination_request import COORDINATION
from docgen.documents.inspection_circular import INSPECTION_CIRCULAR
from docgen.documents.inspection_notice import INSPECTION_NOTICE
from docgen.documents.inspection_record import INSPECTION_RECORD
from docgen.documents.kind import Kind
from docgen.documents.light_notice import LIGHT_NOTICE
from docgen.documents.list_notice import LIST_NOTICE
from docgen.documents.meeting_notice import MEETING_NOTICE
from docgen.documents.minutes import MINUTES
from docgen.documents.monthly_report import MONTHLY_REPORT
from docgen.documents.ranking_bulletin import RANKING_BULLETIN
from docgen.documents.reminder_letter import REMINDER
from docgen.documents.review_report import REVIEW_REPORT
from docgen.documents.supervision_letter import SUPERVISION_LETTER, SUPERVISION_NOTICE
from docgen.documents.talk_notice import TALK_NOTICE
from docgen.documents.talk_record import TALK_RECORD
from docgen.wording.errors import WordingError
from docgen.wording.markdown import Draft, MarkupError, parse
from docgen.wording.templates import Wording, fill_in, find_wording, template_line

__all__ = ["DOCUMENTS", "Kind", "compose", "find_kind"]

DOCUMENTS: Mapping[str, Kind[Any]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            CIRCULAR,
            REMINDER,
            SUPERVISION_LETTER,
            SUPERVISION_NOTICE,
            LIGHT_NOTICE,
            INSPECTION_NOTICE,
            BOARD_NOTICE,
            REVIEW_REPORT,
            CAMPAIGN_PLAN,
            MINUTES,
            RANKING_BULLETIN,
            ASSIGNMENT,
            CLOSE_OUT,
            COORDINATION,
            MEETING_NOTICE,
            TALK_NOTICE,
            TALK_RECORD,
            INSPECTION_RECORD,
            INSPECTION_CIRCULAR,
            COMMENDATION,
            COLLECTIVE_START,
            LIST_NOTICE,
            MONTHLY_REPORT,
            BRIEFING,
        )
    }
)


def find_kind(name: str) -> Kind[Any]:
    """The kind of this name or alias (通报 = 推进通报). Raises KeyError for any other name."""
    for kind in DOCUMENTS.values():
        if name == kind.name or name in kind.aliases:
            return kind
    raise KeyError(name)


def compose(kind_name: str, facts: object, overrides: Path | None = None) -> Composition:
    """A document in words: the template of the kind filled in with `facts`.

    `overrides` is the office's 模板/ folder (None: only the built-in wording). Missing facts show as
    【待填：…】 and are listed in `missing`. Raises KeyError for an unknown kind, TypeError for facts of
    another kind, WordingError where the template cannot be used.
    """
    kind = find_kind(kind_name)
    if not isinstance(facts, kind.facts):
        raise TypeError(f"{kind.name} is made from {kind.facts.__name__}, not {type(facts).__name__}")
    wording = find_wording(kind.template, overrides)
    return kind.finish(facts, _draft(kind, wording, facts))


def _draft(kind: Kind[Any], wording: Wording, facts: object) -> Draft:
    text = fill_in(wording, kind.fields(facts))
    try:
        return parse(text, kind.blocks(facts))
    except MarkupError as error:
        raise WordingError(wording.file, template_line(wording.source, error.line), error.what) from error
