"""编排：a composition becomes sections of elements; where the 版记 goes is decided outside (save)."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from docgen.blocks import Composition, Heading, Layout, Paragraph
from docgen.layout import page
from docgen.layout.attachments import attachment_sections
from docgen.layout.body import (
    addressee_paragraph,
    attachment_note,
    attendance_paragraphs,
    block_elements,
    kept_with_next,
    note_paragraph,
    title_paragraphs,
)
from docgen.layout.elements import Element, Para, Section
from docgen.layout.estimate import estimated_pages
from docgen.layout.fitting import with_signature
from docgen.layout.hanging import evened
from docgen.layout.imprint import has_imprint, imprint, plain_imprint
from docgen.layout.letter import letterhead
from docgen.layout.masthead import masthead, minutes_masthead
from docgen.layout.office_paper import form_opening, note_opening, on_one_page, without_trailing_white
from docgen.layout.order import order_masthead, stamped_signature
from docgen.layout.page import TypeArea
from docgen.layout.signature import signature

_PLAIN_IMPRINT = frozenset({Layout.LETTER, Layout.NOTE, Layout.FORM})
"""Their 版记 has no rules, no 印发机关 and no even page: 抄送 alone, if any (10.1)."""
_ADDRESSEE_LAST = frozenset({Layout.MINUTES, Layout.ORDER})
"""Their 主送机关 stands in the 版记."""
_LONG_ADDRESSEE = 84
"""字, three lines: a shorter 主送机关 always leaves page 1 room for text."""


class Place(Enum):
    """版记位置：nowhere (to count the text alone), after the text, on a page of its own, or apart.

    APART: a blank page lies before it, and neither carries a number (7.5).
    """

    NONE = "none"
    AFTER = "after"
    NEXT_PAGE = "next"
    APART = "apart"


def ends_turned(composition: Composition) -> bool:
    """Whether the document ends on a landscape page: the 版记 then needs a portrait one."""
    attachments = composition.attachments
    return attachments[-1].landscape if attachments else _turned(composition)


def needs_even_page(composition: Composition) -> bool:
    """文件, 命令 and 纪要 close with a 版记 on an even page; a letter's 抄送 stands on its last page."""
    return composition.layout not in _PLAIN_IMPRINT and has_imprint(composition)


def arranged(composition: Composition, area: TypeArea) -> Composition:
    """The composition with its 主送机关 in the 版记 where it belongs there, or is too long to stand above the text.

    纪要 and 命令 have it there; elsewhere it goes there where page 1 could not show text (7.3.2, 7.3.3).
    """
    if not composition.addressee:
        return composition
    if composition.layout not in _ADDRESSEE_LAST and not addressee_crowds(composition, area):
        return composition
    return replace(composition, addressee="", imprint_addressee=composition.addressee)


def addressee_crowds(composition: Composition, area: TypeArea) -> bool:
    """Whether the 主送机关, where it stands above the text, leaves page 1 no line for it (7.3.2)."""
    if len(composition.addressee) < _LONG_ADDRESSEE or composition.layout in _ADDRESSEE_LAST:
        return False
    line = Para(line=area.pitch)
    return estimated_pages((Section((*_opening(composition, area), line)),), area) > 1


def story(
    composition: Composition, area: TypeArea, place: Place = Place.AFTER, *, seal: bool = True
) -> tuple[Section, ...]:
    """The sections of a document, 版记 at `place`."""
    return tuple(
        replace(
            section,
            elements=evened(section.elements, area.landscape_width if section.landscape else area.width),
        )
        for section in _sections(composition, area, place, seal)
    )


def _sections(composition: Composition, area: TypeArea, place: Place, seal: bool) -> tuple[Section, ...]:
    composition = arranged(composition, area)
    opening = _opening(composition, area)
    elements = (*opening, *_closing(composition, area, opening, seal))
    if composition.layout is Layout.FORM:
        elements = on_one_page(without_trailing_white(elements), area, _turned(composition))
    main = Section(elements, _turned(composition))
    sections = [main, *attachment_sections(composition.attachments, area)]
    if place is Place.NONE:
        return _joined(sections)
    plain = composition.layout in _PLAIN_IMPRINT
    closing = plain_imprint(composition, area) if plain else imprint(composition, area)
    if not closing:
        return _joined(sections)
    last = _imprint_section(composition, sections)
    if place is Place.AFTER and last is not None:
        sections[last] = Section((*sections[last].elements, *closing))
        return _joined(sections)
    start = "nextPage" if plain else "evenPage"
    return _joined([*sections, Section(closing, start=start, numbered=place is not Place.APART)])


def _imprint_section(composition: Composition, sections: list[Section]) -> int | None:
    """The section that a 版记 closes: the last, if upright; of an office's own paper the last upright one."""
    upright = [at for at, section in enumerate(sections) if not section.landscape]
    own = composition.layout in (Layout.NOTE, Layout.FORM)
    return upright[-1] if upright and (own or upright[-1] == len(sections) - 1) else None


def _turned(composition: Composition) -> bool:
    return composition.landscape and composition.layout is Layout.FORM


def _width(composition: Composition, area: TypeArea) -> int:
    return area.landscape_width if _turned(composition) else area.width


def _opening(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """From the type area's top to the title and 主送机关."""
    if composition.layout is Layout.FORM:
        return form_opening(composition, area, _width(composition, area))
    if composition.layout is Layout.NOTE:
        return note_opening(composition, area)
    if composition.layout is Layout.ORDER:
        return order_masthead(composition, area)
    title = title_paragraphs(composition.title, page.TITLE_GAP_LINES * area.pitch, area.width)
    following = (*title, *addressee_paragraph(composition.addressee, area))
    if composition.layout is Layout.LETTER:
        return (*letterhead(composition, area), *following)
    if composition.layout is Layout.MINUTES:
        return (*minutes_masthead(composition, area), *following)
    return (*masthead(composition, area, following), *following)


def _closing(
    composition: Composition, area: TypeArea, opening: tuple[Element, ...], seal: bool
) -> tuple[Element, ...]:
    """Body, 附件说明, 署名 and date (纪要: 出席), 附注."""
    blocks = list(block_elements(composition.body, _width(composition, area)))
    lines = _lines_above_text(composition)
    if blocks and lines:
        blocks[0] = _lowered(blocks[0], lines, area)
    notes = attachment_note(composition.attachments, area)
    if composition.layout is Layout.MINUTES:
        people = attendance_paragraphs(composition.attendance, area)
        return (*blocks, *notes, *people, *note_paragraph(composition.note))
    signed = _signed(composition, area, seal)
    remark = note_paragraph(composition.note)
    if remark and signed:
        signed = (*signed[:-1], replace(signed[-1], keep_next=True))
    tail = (*notes, *signed, *remark)
    if _turned(composition):
        return (*kept_with_next(tuple(blocks)), *tail) if tail else tuple(blocks)
    return with_signature(opening, tuple(blocks), tail, area)


def _signed(composition: Composition, area: TypeArea, seal: bool) -> tuple[Para, ...]:
    if composition.layout is Layout.ORDER:
        return stamped_signature(composition, area, seal=seal)
    names = (composition.signature, *(one.signature for one in composition.joint))
    return signature(names, composition.dated, area, seal=seal, width=_width(composition, area))


def _lines_above_text(composition: Composition) -> int:
    """Empty lines above the body where no 主送机关 stands there: one below a title, two below a 令号 (10.2).

    A form's table stands close below its title.
    """
    if composition.addressee:
        return 0
    if composition.layout is Layout.FORM:
        return int(bool(composition.body) and isinstance(composition.body[0], Heading | Paragraph))
    if composition.layout is Layout.ORDER or (composition.layout is Layout.NOTE and not composition.title):
        return 2
    return 1


def _lowered(element: Element, lines: int, area: TypeArea) -> Element:
    return replace(element, before=lines * area.pitch) if isinstance(element, Para) else element


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
