"""编排：a composition becomes sections of elements; where the 版记 goes is decided outside (save)."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from docgen.blocks import Composition, Layout
from docgen.layout import page
from docgen.layout.attachments import attachment_sections
from docgen.layout.body import (
    addressee_paragraph,
    attachment_note,
    attendance_paragraphs,
    block_elements,
    note_paragraph,
    title_paragraphs,
)
from docgen.layout.elements import Element, Para, Section
from docgen.layout.fitting import with_signature
from docgen.layout.imprint import has_imprint, imprint, letter_imprint
from docgen.layout.letter import letterhead
from docgen.layout.masthead import masthead, minutes_masthead
from docgen.layout.page import TypeArea
from docgen.layout.signature import signature


class Place(Enum):
    """版记位置：nowhere (to count the text alone), after the text, on a page of its own, or apart.

    APART: a blank page lies before it, and neither carries a number (7.5).
    """

    NONE = "none"
    AFTER = "after"
    NEXT_PAGE = "next"
    APART = "apart"


def ends_turned(composition: Composition) -> bool:
    """Whether the last attachment lies on landscape pages: the 版记 then needs a portrait page."""
    return bool(composition.attachments) and composition.attachments[-1].landscape


def needs_even_page(composition: Composition) -> bool:
    """文件 and 纪要 close with a 版记 on an even page; a letter's 抄送 stands on its last page."""
    return composition.layout is not Layout.LETTER and has_imprint(composition)


def story(
    composition: Composition, area: TypeArea, place: Place = Place.AFTER, *, seal: bool = True
) -> tuple[Section, ...]:
    """The sections of a document, 版记 at `place`."""
    opening = _opening(composition, area)
    main = Section((*opening, *_closing(composition, area, opening, seal)))
    sections = [main, *attachment_sections(composition.attachments, area)]
    if place is Place.NONE:
        return _joined(sections)
    letter = composition.layout is Layout.LETTER
    closing = letter_imprint(composition, area) if letter else imprint(composition, area)
    if not closing:
        return _joined(sections)
    if place is Place.AFTER and not ends_turned(composition):
        sections[-1] = Section((*sections[-1].elements, *closing))
        return _joined(sections)
    start = "nextPage" if letter else "evenPage"
    return _joined([*sections, Section(closing, start=start, numbered=place is not Place.APART)])


def _opening(composition: Composition, area: TypeArea) -> tuple[Element, ...]:
    """From the type area's top to the title and 主送机关."""
    gap = page.TITLE_GAP_LINES * area.pitch
    if composition.layout is Layout.LETTER:
        head = letterhead(composition, area)
    elif composition.layout is Layout.MINUTES:
        head = minutes_masthead(composition, area)
    else:
        head = masthead(composition, area)
    title = title_paragraphs(composition.title, gap, area.width)
    return (*head, *title, *addressee_paragraph(composition.addressee, area))


def _closing(
    composition: Composition, area: TypeArea, opening: tuple[Element, ...], seal: bool
) -> tuple[Element, ...]:
    """Body, 附件说明, 署名 and date (纪要: 出席), 附注."""
    blocks = list(block_elements(composition.body, area.width))
    minutes = composition.layout is Layout.MINUTES
    if blocks and not composition.addressee:
        blocks[0] = _lowered(blocks[0], area)
    notes = attachment_note(composition.attachments, area)
    if minutes:
        people = attendance_paragraphs(composition.attendance, area)
        return (*blocks, *notes, *people, *note_paragraph(composition.note))
    signed = signature(composition.signature, composition.dated, area, seal=seal)
    remark = note_paragraph(composition.note)
    if remark and signed:
        signed = (*signed[:-1], replace(signed[-1], keep_next=True))
    return with_signature(opening, tuple(blocks), (*notes, *signed, *remark), area)


def _lowered(element: Element, area: TypeArea) -> Element:
    """One empty line stands below the title where no 主送机关 does."""
    return replace(element, before=area.pitch) if isinstance(element, Para) else element


def _joined(sections: list[Section]) -> tuple[Section, ...]:
    """Neighbouring sections of one direction become one, with a page break between: fewer seams."""
    joined: list[Section] = []
    for section in sections:
        last = joined[-1] if joined else None
        same = last and last.landscape == section.landscape and section.start == "nextPage"
        if last and same and last.numbered == section.numbered:
            joined[-1] = replace(last, elements=(*last.elements, *_on_new_page(section.elements)))
        else:
            joined.append(section)
    return tuple(joined)


def _on_new_page(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    first = elements[0]
    opening = replace(first, page_break=True) if isinstance(first, Para) else Para(line=20, page_break=True)
    return (opening, *elements[isinstance(first, Para) :])
