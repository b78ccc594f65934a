"""联合行文：the 发文机关标志 of several issuers, 「文件」 at their right (7.2.4)."""

from __future__ import annotations

from docgen.blocks import Composition
from docgen.layout import page
from docgen.layout.elements import Box, Para, Run
from docgen.layout.page import TypeArea, millimetres, points, twips
from docgen.layout.styles import ISSUER_MARK
from docgen.layout.text_width import text_width

_WORD = "文件"
_SIZES = (50.0, 12.0)
_NARROWEST = 0.6
"""Narrower characters make way for a smaller size."""
_LINE = 1.2
"""Of one name, in its size: the next stands that much lower."""
_GAP = 0.6
"""字 between the names and 「文件」."""
_BODY_LINES = 2
"""Lines of the body that page 1 shows at least (7.3.3)."""


def names(composition: Composition) -> tuple[str, ...]:
    """The issuers' names, 主办机关 first, without 「文件」."""
    marks = (composition.mark, *(one.mark for one in composition.joint))
    return tuple(mark.removesuffix(_WORD) for mark in marks if mark)


def joint_mark(composition: Composition, area: TypeArea, above: int, below: int) -> Para:
    """Boxes with the names and 「文件」, ink top at 72 mm, and the paragraph that keeps their room.

    `above` = twips of the lines between the margin and the paragraph; `below` = twips that 发文字号, rule,
    title and 主送机关 take: what they leave on page 1 less two lines of text is the names' room.
    """
    lines = names(composition)
    bottom = twips(page.PAGE_HEIGHT) - twips(area.bottom)
    room = bottom - twips(page.MARK_TOP) - below - _BODY_LINES * area.pitch
    size, scale = _size(lines, millimetres(room))
    height = page.MARK_TOP + ((len(lines) - 1) * _LINE + 1) * _mm(size)
    return Para(
        line=max(area.pitch, twips(height) - twips(area.top) - above), shapes=_boxes(lines, size, scale)
    )


def _size(lines: tuple[str, ...], room: float) -> tuple[float, float]:
    """Size in pt and the characters' width (1 = their own) for lines that fit 156 mm and `room` mm."""
    extent = _extent(lines)
    across = page.TYPE_WIDTH / 25.4 * 72 - 2
    down = room / 25.4 * 72 / (_LINE * len(lines))
    size = max(_SIZES[1], min(_SIZES[0], down, across / extent / _NARROWEST))
    size = int(size * 2) / 2
    return size, min(1.0, int(across / (extent * size) * 100) / 100)


def _extent(lines: tuple[str, ...]) -> float:
    return max(map(text_width, lines)) + _GAP + text_width(_WORD)


def _boxes(lines: tuple[str, ...], size: float, scale: float) -> tuple[Box, Box]:
    character = _mm(size) * scale
    widest = max(map(text_width, lines))
    left = page.TYPE_LEFT + (page.TYPE_WIDTH - _extent(lines) * character) / 2
    # Both boxes' first ink: the names' at 72 mm, 「文件」 midway between the names' first and last.
    lift = (page.EXACT_LINE_BASELINE * _LINE - page.INK_ABOVE) * _mm(size)
    top = page.MARK_TOP - lift
    middle = top + (len(lines) - 1) * _LINE * _mm(size) / 2
    pitch = points(size * _LINE)
    rows = tuple(_row(line, widest, size, scale, pitch) for line in lines)
    word = Para((Run(_WORD, size=size, scale=round(scale * 100)),), ISSUER_MARK, "left", line=pitch)
    height = _LINE * _mm(size)
    return (
        # The names' box reaches under 「文件」: a program that sets white round a figure turns no line.
        Box(left, top, _extent(lines) * character, height * (len(lines) + 0.3), rows, "发文机关标志"),
        Box(left + (widest + _GAP) * character, middle, 2.2 * character, height * 1.3, (word,), "文件"),
    )


def _row(line: str, widest: float, size: float, scale: float, pitch: int) -> Para:
    """A name spread to the widest one's width: white between its characters, none after the last."""
    percent = round(scale * 100)
    lacking = (widest - text_width(line)) * size * scale * 20
    if lacking <= 0 or len(line) < 2:
        return Para((Run(line, size=size, scale=percent),), ISSUER_MARK, "left", line=pitch)
    tracking = int(lacking / (len(line) - 1))
    spread = Run(line[:-1], size=size, scale=percent, tracking=tracking)
    return Para((spread, Run(line[-1], size=size, scale=percent)), ISSUER_MARK, "left", line=pitch)


def _mm(size: float) -> float:
    return size * 25.4 / 72
