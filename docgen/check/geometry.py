"""位置：where a paragraph's words begin and end on the line, in 字 of their own size."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.check.model import Paragraph, Section
from docgen.layout.page import CHARACTER
from docgen.layout.text_width import text_width

_WHITE = " 　\t\xa0"


@dataclass(frozen=True, slots=True)
class Span:
    """起止：from the line's left end, and what is left white to its right end, in 字 of 3号."""

    start: float
    end: float
    white: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def leading_white(text: str) -> float:
    """White typed before the words, in 字."""
    return sum(0.5 if one in " \xa0" else 1.0 for one in text[: len(text) - len(text.lstrip(_WHITE))])


def first_indent(paragraph: Paragraph) -> float:
    """How far the first 字 stands in from the line's left end, in 字 of its own size."""
    form = paragraph.format
    size = paragraph.size or 16.0
    tracking = paragraph.pieces[0].format.tracking if paragraph.pieces else 0
    return (form.left + form.first) / (size * 20 + tracking) + leading_white(paragraph.text)


def spans(paragraph: Paragraph, section: Section) -> list[Span]:
    """Each line of a paragraph that a person broke."""
    width = (section.width - section.left - section.right) / CHARACTER
    return [
        _span(line, paragraph, width, order == 0) for order, line in enumerate(paragraph.text.split("\n"))
    ]


def _span(line: str, paragraph: Paragraph, width: float, opening: bool) -> Span:
    form, words = paragraph.format, line.strip(_WHITE)
    extent = text_width(words)
    left = (form.left + (form.first if opening else 0)) / CHARACTER
    right = form.right / CHARACTER
    before, after = leading_white(line), leading_white(line[::-1])
    start = left + before
    if form.align == "right":
        start = width - right - after - extent
    elif form.align == "center":
        start = left + (width - left - right - extent + before - after) / 2
    elif "\t" in line:
        return _last_at_tab(line, paragraph, width, left)
    return Span(start, start + extent, width - start - extent)


def _last_at_tab(line: str, paragraph: Paragraph, width: float, left: float) -> Span:
    """The last words of a line set with tabs: at the stop they go to, else at every 1.33 字 (420 twips)."""
    parts = line.split("\t")
    at = max((order for order, part in enumerate(parts) if part.strip(_WHITE)), default=0)
    extent = text_width(parts[at].strip(_WHITE))
    stops = [(kind, place / CHARACTER) for kind, place in paragraph.format.tabs if place > 0]
    start = left + at * 420 / CHARACTER
    if 0 < at <= len(stops):
        kind, place = stops[at - 1]
        start = place - {"center": extent / 2, "right": extent, "end": extent}.get(kind, 0.0)
    return Span(start, start + extent, width - start - extent)
