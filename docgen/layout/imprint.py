"""版记：抄送, 印发机关 and 印发日期 between rules, the last on the type area's lower edge (7.4).

It stands in a box no text flows round. A paragraph as high as the box closes the text, so that the box
never lies over a line: where there is no room, paragraph and box go to the next page together.
"""

from __future__ import annotations

from docgen.blocks import Composition
from docgen.layout import page
from docgen.layout.elements import Box, Para, Rule, Run, plain
from docgen.layout.page import TypeArea, millimetres, points
from docgen.layout.styles import IMPRINT
from docgen.layout.text_width import lines_needed, text_width

_CHARACTER = points(page.SMALL_SIZE)
_LABEL = "抄送："
_TURN = "\n"
_LIFT = 1.25
"""mm: an exact line sets its characters low; the box is raised so that they stand midway between rules."""
_ROW_GAP = 1.2
"""mm of white added above each row."""


def has_imprint(composition: Composition) -> bool:
    """Whether there is anything to print in a 版记."""
    return bool(composition.copied_to or composition.printed_by or composition.printed_on)


def imprint(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """版记 with its rules, for a 文件 or 纪要: the paragraph that reserves its room, box and rules anchored to it."""
    if not has_imprint(composition):
        return ()
    copied = _copied_to(composition.copied_to)
    printed = _printed(composition, area)
    rows = [row for row in (copied, printed) if row is not None]
    heights = [_height(row, area) for row in rows]
    top = page.TYPE_BOTTOM - sum(heights)
    edges = [top]
    for height in heights:
        edges.append(edges[-1] + height)
    shapes: list[Rule | Box] = [_rule(y, at in (0, len(edges) - 1)) for at, y in enumerate(edges)]
    shapes += [_box(row, y, height) for row, y, height in zip(rows, edges, heights, strict=False)]
    return (_reserve(sum(heights), area, tuple(shapes)),)


def letter_imprint(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """版记 of a 信函: 抄送 alone, no rules, at the type area's foot on the last page (10.1)."""
    row = _copied_to(composition.copied_to)
    if row is None:
        return ()
    height = _height(row, area)
    return (_reserve(height, area, (_box(row, page.TYPE_BOTTOM - height, height),)),)


def _reserve(height: float, area: TypeArea, shapes: tuple[Rule | Box, ...]) -> Para:
    # The text may end lower than 262 mm in one reading, higher in the other.
    foot = page.PAGE_HEIGHT - area.bottom - page.TYPE_BOTTOM
    return Para(line=page.twips(height + max(0.0, foot)), shapes=shapes)


def _copied_to(names: str) -> Para | None:
    """抄送机关: 左右各空一字, turn lines after the colon, ending with 。(7.4.2)."""
    if not names:
        return None
    text = names.removeprefix(_LABEL).rstrip("。；;") + "。"
    label = len(_LABEL) * _CHARACTER
    return Para((Run(_LABEL + text),), IMPRINT, left=_CHARACTER + label, right=_CHARACTER, first=-label)


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
    measure = (area.width - row.left - row.right) / _CHARACTER
    lines = lines_needed(row.text.replace("\t", ""), measure, row.first / _CHARACTER)
    return millimetres(lines * (IMPRINT.line or 0)) + _ROW_GAP


def _rule(y: float, outer: bool) -> Rule:
    width = page.IMPRINT_OUTER_RULE if outer else page.IMPRINT_INNER_RULE
    return Rule(page.TYPE_LEFT, y, page.TYPE_WIDTH, width, name="版记分隔线")


def _box(row: Para, y: float, height: float) -> Box:
    return Box(page.TYPE_LEFT, y + (_ROW_GAP / 2) - _LIFT, page.TYPE_WIDTH, height, (row,), name="版记")
