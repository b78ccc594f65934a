"""挤版：body and signature share a page, by line pitch where they must (7.3.5.5), never 「此页无正文」."""

from __future__ import annotations

import math
from dataclasses import replace

from docgen.layout.body import kept_with_next
from docgen.layout.elements import Element, Figure, Para, Section
from docgen.layout.estimate import estimated_pages, paragraph_lines, stack_height
from docgen.layout.page import TWIPS_PER_MM, TypeArea

_TIGHTEST = 500
"""25 pt: the closest the lines of 3号 may stand."""
_WIDEST = 2.0
_STEP = 5
_MARGIN = 0.6
"""Lines by which the count may err."""
_SHORT = 6
"""Lines of a paragraph that always goes with the signature: at most so many stay empty on the page before."""
_DRIFT = 0.3
"""Lines a page: what the count of a long text may err by."""


def with_signature(
    opening: tuple[Element, ...], body: tuple[Element, ...], tail: tuple[Para, ...], area: TypeArea
) -> tuple[Element, ...]:
    """Body and what closes it (附件说明, 署名, date), the lines between them never parted by a page's end.

    The last paragraph goes with the signature. LibreOffice does not split such a paragraph, so a long one goes
    only where a page may end there. The first one stays, since page 1 must show text (7.3.3): its lines are set
    closer until all is on page 1, or wider until some are on page 2.
    """
    if not tail:
        return body
    if stack_height(tail, area.width) > area.height - _SHORT * area.pitch:
        # LibreOffice keeps nothing together that is longer than a page.
        tail = _loosened(tail)
    kept = kept_with_next(body)
    leaves_text = _leaves_text(kept)
    if not (leaves_text and _is_short(body, area)) and not may_part((*opening, *body), tail, area):
        return (*body, *tail)
    if leaves_text:
        return (*kept, *tail)
    closer = _closer(opening, body, tail, area)
    return closer or (*_wider(opening, body, area), *_loosened(tail))


def _is_short(body: tuple[Element, ...], area: TypeArea) -> bool:
    """Whether the body ends with a paragraph of a few lines."""
    last = body[-1] if body else None
    return isinstance(last, Para) and bool(last.text) and paragraph_lines(last, area.width) <= _SHORT


def _leaves_text(kept: tuple[Element, ...]) -> bool:
    """Whether the body has text above what goes where the signature goes."""
    loose = [at for at, element in enumerate(kept) if not _goes_on(element)]
    return bool(loose) and any(_is_text(element) for element in kept[: loose[-1] + 1])


def _goes_on(element: Element) -> bool:
    return isinstance(element, Para | Figure) and element.keep_next


def _is_text(element: Element) -> bool:
    return not isinstance(element, Para) or bool(element.text)


def may_part(before: tuple[Element, ...], tail: tuple[Para, ...], area: TypeArea) -> bool:
    """Whether a page may end between the two: the text a line shorter to two longer than counted, or more.

    What the count errs by grows with the pages.
    """
    drift = math.ceil(_pages(before, area) * _DRIFT)
    return any(
        _pages(before, area, lines) != _pages((*before, *tail), area, lines)
        for lines in range(-1 - drift, 3 + drift)
    )


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


def _loosened(tail: tuple[Para, ...]) -> tuple[Para, ...]:
    """A long 附件说明 begins under the text; its last name goes with the signature."""
    hanging = [at for at, para in enumerate(tail) if para.first < 0]
    return tuple(
        replace(para, keep_next=False) if at in hanging[:-1] else para for at, para in enumerate(tail)
    )


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


def _pages(elements: tuple[Element, ...], area: TypeArea, longer: int = 0) -> int:
    """Pages of a text counted so many lines longer."""
    return estimated_pages((Section(elements),), area, longer * area.pitch)
