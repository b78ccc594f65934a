"""版记：抄送, 印发机关 and 印发日期 between rules, the last on the type area's lower edge (7.4).

It stands in a box no text flows round. A paragraph as high as the box closes the text, so that the box
never lies over a line: where there is no room, paragraph and box go to the next page together.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from docgen.blocks import Composition
from docgen.layout import page
from docgen.layout.elements import Box, Para, Rule, Run, plain
from docgen.layout.line_breaks import line_counts
from docgen.layout.page import TypeArea, millimetres, points
from docgen.layout.styles import IMPRINT
from docgen.layout.text_width import text_width

_CHARACTER = points(page.SMALL_SIZE)
_LABELS = ("主送：", "抄送：")
_TURN = "\n"
_LIFT = 1.25
"""mm: an exact line sets its characters low; the box is raised so that they stand midway between rules."""
_MOST_MOVED = 8
"""Twips, 3% of a character: nobody sees it."""
_SPARE = 0.25
"""字 by which a line may be counted too short."""
_ROW_GAP = 1.2
"""mm of white added above each row."""


def has_imprint(composition: Composition) -> bool:
    """Whether there is anything to print in a 版记."""
    c = composition
    return bool(c.imprint_addressee or c.copied_to or c.printed_by or c.printed_on)


def imprint(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """版记 with its rules, for a 文件 or 纪要: the paragraph that reserves its room, box and rules anchored to it."""
    if not has_imprint(composition):
        return ()
    printed = _printed(composition, area)
    bands = [band for band in (_sent_to(composition, area), [printed] if printed else []) if band]
    heights = [[_height(row, area) for row in band] for band in bands]
    y = page.TYPE_BOTTOM - sum(map(sum, heights))
    shapes: list[Rule | Box] = [_rule(y, outer=True)]
    boxes: list[Box] = []
    for band, band_heights in zip(bands, heights, strict=True):
        boxes += _stacked(band, band_heights, y)
        y += sum(band_heights)
        shapes.append(_rule(y, outer=band is bands[-1]))
    return (_reserve(sum(map(sum, heights)), area, (*shapes, *boxes)),)


def plain_imprint(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """版记 of a 信函: 抄送 alone, no rules, at the type area's foot on the last page (10.1); so of 便笺 and 表格."""
    rows = _sent_to(composition, area)
    if not rows:
        return ()
    heights = [_height(row, area) for row in rows]
    return (_reserve(sum(heights), area, tuple(_stacked(rows, heights, page.TYPE_BOTTOM - sum(heights)))),)


def _sent_to(composition: Composition, area: TypeArea) -> list[Para]:
    """主送 (if it stands here) one line above 抄送, no rule between (7.4.2)."""
    given = zip(_LABELS, (composition.imprint_addressee, composition.copied_to), strict=True)
    return [_copies(label, names, area) for label, names in given if names]


def _stacked(rows: list[Para], heights: list[float], top: float) -> list[Box]:
    tops = itertools.accumulate(heights, initial=top)
    return [_box(row, y, height) for row, y, height in zip(rows, tops, heights, strict=False)]


def _reserve(height: float, area: TypeArea, shapes: tuple[Rule | Box, ...]) -> Para:
    # The text may end lower than 262 mm in one reading, higher in the other.
    foot = page.PAGE_HEIGHT - area.bottom - page.TYPE_BOTTOM
    return Para(line=page.twips(height + max(0.0, foot)), shapes=shapes)


def _copies(label: str, names: str, area: TypeArea) -> Para:
    """抄送机关: 左右各空一字, turn lines after the colon, ending with 。; 主送机关 the same (7.4.2)."""
    text = names.removeprefix(label).rstrip("。；;：:") + "。"
    width = len(label) * _CHARACTER
    row = Para((Run(label + text),), IMPRINT, left=_CHARACTER + width, right=_CHARACTER, first=-width)
    tracking = _tracking(row, area)
    return replace(row, runs=(Run(label), Run(text, tracking=tracking))) if tracking else row


def _tracking(row: Para, area: TypeArea) -> int:
    """Twips its characters are moved so that every program sets it in as many lines; 0 where none will do.

    The box is as high as the lines are counted: one line fewer would leave white.
    """
    nearest = sorted(range(-_MOST_MOVED, _MOST_MOVED + 1), key=abs)
    return next((move for move in nearest if len(_counts(row, row.text, area, move)) == 1), 0)


def _counts(row: Para, text: str, area: TypeArea, tracking: int) -> set[int]:
    """How many lines a text may take in the row, its characters moved by so many twips."""
    measure, first = (area.width - row.left - row.right) / _CHARACTER, row.first / _CHARACTER
    moved = tracking / _CHARACTER
    return {count for spare in (0.0, _SPARE) for count in line_counts(text, measure - spare, first, moved)}


def _printed(composition: Composition, area: TypeArea) -> Para | None:
    """印发机关左空一字, 印发日期右空一字 with 「印发」(7.4.3), on a line of its own below a long name."""
    if not (composition.printed_by or composition.printed_on):
        return None
    day = composition.printed_on
    day = day if not day or day.endswith("印发") else f"{day}印发"
    crowded = text_width(composition.printed_by + day) + 2 > area.width / _CHARACTER - 2
    return plain(
        f"{composition.printed_by}{_TURN if crowded and day else ''}\t{day}",
        IMPRINT,
        align="left",
        left=_CHARACTER,
        tabs=(("right", area.width - _CHARACTER),),
    )


def _height(row: Para, area: TypeArea) -> float:
    tracking = row.runs[-1].tracking or 0
    parts = (part.replace("\t", "") for part in row.text.split(_TURN))
    lines = sum(max(_counts(row, part, area, tracking)) for part in parts)
    return millimetres(lines * (IMPRINT.line or 0)) + _ROW_GAP


def _rule(y: float, outer: bool) -> Rule:
    width = page.IMPRINT_OUTER_RULE if outer else page.IMPRINT_INNER_RULE
    return Rule(page.TYPE_LEFT, y, page.TYPE_WIDTH, width, name="版记分隔线")


def _box(row: Para, y: float, height: float) -> Box:
    """A row on its band's lower edge: lines counted too many leave white above it, never below."""
    top = y + (_ROW_GAP / 2) - _LIFT
    return Box(page.TYPE_LEFT, top, page.TYPE_WIDTH, height - _ROW_GAP, (row,), name="版记", foot=True)
