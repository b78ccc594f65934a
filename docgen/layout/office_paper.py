"""便笺与表格：an office's own paper: no 版头 and no 版记 of the standard, its type area and page numbers."""

from __future__ import annotations

import itertools
from dataclasses import replace

from docgen.blocks import Composition, FormGrid
from docgen.layout import page
from docgen.layout.body import addressee_paragraph, title_paragraphs
from docgen.layout.elements import Element, Grid, Para, Section, plain
from docgen.layout.estimate import estimated_pages
from docgen.layout.masthead import mark_paragraph
from docgen.layout.page import TypeArea
from docgen.layout.styles import IMPRINT, table_pitch
from docgen.layout.tables import SIZES

_NOTE_MARK = 26.0
_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_NEARLY_ONE = 2
"""Pages: a form that takes more is a list, and stands as it is."""
_SPARE = 3.0
"""mm by which a form's height may be counted too low."""
_LOWEST = 20
"""Twips: the lowest line there is."""
_NUMBER_LABEL = "编号："


def note_opening(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """便笺: the issuer's name small on top; number (if any) right; title and 主送机关 (if any) below."""
    mark = mark_paragraph(composition.mark, area, 0, top=page.TYPE_TOP, largest=_NOTE_MARK)
    number = (plain(composition.number, align="right", before=area.pitch // 2),) if composition.number else ()
    gap = page.TITLE_GAP_LINES * area.pitch
    title = title_paragraphs(composition.title, gap, area.width)
    addressee = addressee_paragraph(composition.addressee, area)
    if addressee and not title:
        addressee = (replace(addressee[0], before=gap),)
    return (mark, *number, *title, *addressee)


def form_opening(composition: Composition, area: TypeArea, width: int) -> tuple[Para, ...]:
    """表格: the title on the first line, 「编号：…」 at the right above the form, whom it goes to."""
    title = title_paragraphs(composition.title, 0, width)
    number = composition.number
    if number and not number.startswith(_NUMBER_LABEL):
        number = _NUMBER_LABEL + number
    line = (plain(number, IMPRINT, align="right", before=area.pitch // 2),) if number else ()
    below = (*line, *addressee_paragraph(composition.addressee, area))
    return (*title, *(below or _gap_above_a_grid(composition, area)))


def _gap_above_a_grid(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    first = composition.body[0] if composition.body else None
    bare = isinstance(first, FormGrid) and not first.remark
    return (Para(line=area.pitch // 2),) if bare else ()


def without_trailing_white(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """The paragraph that must follow a table, as low as goes: it may not go to a page of its own."""
    last = elements[-1] if elements else None
    if isinstance(last, Para) and not last.text and not last.shapes:
        return (*elements[:-1], replace(last, line=_LOWEST))
    return elements


def on_one_page(elements: tuple[Element, ...], area: TypeArea, landscape: bool) -> tuple[Element, ...]:
    """The form, its least heights lowered (to half at most), then its type, if that keeps it on one page."""
    room = (
        replace(area, right=area.right + _SPARE) if landscape else replace(area, bottom=area.bottom + _SPARE)
    )
    for size, share in itertools.product(SIZES, _SHARES):
        closer = tuple(_closer(element, size, share) for element in elements)
        pages = estimated_pages((Section(closer, landscape),), room)
        if pages == 1:
            return closer
        if pages > _NEARLY_ONE:
            break
    return elements


def _closer(element: Element, size: float, share: float) -> Element:
    if not isinstance(element, Grid):
        return element
    heights = tuple(round(height * share) for height in element.heights)
    if size >= element.size:
        return replace(element, heights=heights)
    return replace(element, heights=heights, size=size, pitch=table_pitch(size))
