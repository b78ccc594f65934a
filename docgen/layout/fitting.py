"""挤版：body and signature share a page, by line pitch where they must (7.3.5.5), never 「此页无正文」."""

from __future__ import annotations

from dataclasses import replace

from docgen.layout.body import kept_with_next
from docgen.layout.elements import Element, Para, Section
from docgen.layout.estimate import estimated_pages
from docgen.layout.page import TWIPS_PER_MM, TypeArea

_TIGHTEST = 500
"""25 pt: the closest the lines of 3号 may stand."""
_WIDEST = 2.0
_STEP = 5
_MARGIN = 0.6
"""Lines by which the count may err."""


def with_signature(
    opening: tuple[Element, ...], body: tuple[Element, ...], tail: tuple[Para, ...], area: TypeArea
) -> tuple[Element, ...]:
    """Body and what closes it (附件说明, 署名, date), the lines between them never parted by a page's end.

    Where a page may end there, the last paragraph goes with the signature. LibreOffice does not split such a
    paragraph, so it is done only there. A lone paragraph stays, since page 1 must show text (7.3.3): its lines
    are set closer until all is on page 1, or wider until some are on page 2.
    """
    if not tail or not may_part((*opening, *body), tail, area):
        return (*body, *tail)
    if sum(isinstance(element, Para) for element in body) > 1:
        return (*kept_with_next(body), *tail)
    return _closer(opening, body, tail, area) or _wider(opening, body, area) + tail


def may_part(before: tuple[Element, ...], tail: tuple[Para, ...], area: TypeArea) -> bool:
    """Whether a page may end between the two, a line sooner or two later than counted."""
    for lines in (-1, 0, 2):
        shifted = _shorter(area, lines)
        if _pages(before, shifted) != _pages((*before, *tail), shifted):
            return True
    return False


def _closer(
    opening: tuple[Element, ...], body: tuple[Element, ...], tail: tuple[Para, ...], area: TypeArea
) -> tuple[Element, ...]:
    """Body and tail at the widest pitch at which both end on page 1; empty where none does.

    One empty line above the 署名 is given up first: a seal's top may stand within a line of the text.
    """
    close = tuple(replace(para, before=min(para.before, area.pitch)) for para in tail)
    for pitch in range(area.pitch, _TIGHTEST - 1, -_STEP):
        fitted = _at_pitch((*body, *close), pitch, area)
        if _pages((*opening, *fitted), _shorter(area, _MARGIN)) == 1:
            return fitted
    return ()


def _wider(opening: tuple[Element, ...], body: tuple[Element, ...], area: TypeArea) -> tuple[Element, ...]:
    """The body at the closest pitch at which it runs over page 1; as it is where none does."""
    for pitch in range(area.pitch, round(area.pitch * _WIDEST), _STEP):
        fitted = _at_pitch(body, pitch, area)
        if _pages((*opening, *fitted), _shorter(area, -_MARGIN)) > 1:
            return fitted
    return body


def _at_pitch(elements: tuple[Element, ...], pitch: int, area: TypeArea) -> tuple[Element, ...]:
    """Exact lines of `pitch`, and the white counted in lines with them."""
    return tuple(
        replace(element, line=pitch, before=round(element.before * pitch / area.pitch))
        if isinstance(element, Para) and not element.line
        else element
        for element in elements
    )


def _shorter(area: TypeArea, lines: float) -> TypeArea:
    """The type area less so many lines."""
    return replace(area, bottom=area.bottom + lines * area.pitch / TWIPS_PER_MM)


def _pages(elements: tuple[Element, ...], area: TypeArea) -> int:
    return estimated_pages((Section(elements),), area)
