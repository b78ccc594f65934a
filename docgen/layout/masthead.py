"""版头：份号、密级、紧急程度, the issuer's mark, the 发文字号 and the red rule (7.2)."""

from __future__ import annotations

import math
from dataclasses import replace

from docgen.blocks import Composition
from docgen.facts import Header
from docgen.layout import page
from docgen.layout.elements import Para, Run, plain
from docgen.layout.estimate import stack_height
from docgen.layout.joint import joint_mark
from docgen.layout.page import TypeArea, points, twips
from docgen.layout.styles import BODY, HEI, ISSUER_MARK, LABEL
from docgen.layout.text_width import text_width
from docgen.layout.upward import upward_number

_LABEL_ROWS = 3
_MARK_SIZES = (60.0, 26.0)
_NARROWEST = 58
"""Percent: narrower characters make way for a smaller size."""


def label_rows(header: Header) -> tuple[Para, ...]:
    """份号 (3号), 密级, 紧急程度 (3号黑体), one a line, flush left from the type area's top (7.2.1-7.2.3)."""
    rows = [plain(header.copy_number, BODY, align="left")] if header.copy_number else []
    rows += [plain(text, LABEL) for text in (header.secrecy, header.urgency) if text]
    return tuple(rows)


def mark_run(mark: str, width: float = page.TYPE_WIDTH, largest: float = _MARK_SIZES[0]) -> Run:
    """The mark as one run: as large as goes, its characters narrowed, then smaller, to stay within `width` mm."""
    room = width / 25.4 * 72 - 2
    extent = max(text_width(mark), 1.0)
    size = min(largest, max(_MARK_SIZES[1], room / extent * 100 / _NARROWEST))
    size = int(size * 2) / 2
    scale = min(100, int(room / (extent * size) * 100))
    return Run(mark, size=size, scale=max(scale, 33))


def mark_paragraph(
    mark: str, area: TypeArea, above: int, *, top: float = page.MARK_TOP, largest: float = _MARK_SIZES[0]
) -> Para:
    """The mark with its ink top at `top` mm: 72 (7.2.4), of an order 57 (10.2).

    `above` = twips of the lines between the margin and it.
    """
    run = mark_run(mark, largest=largest)
    before = twips(top) - twips(area.top) - above - white_above_ink(run)
    return Para((run,), ISSUER_MARK, before=max(0, before), line=points(run.size))


def white_above_ink(run: Run) -> int:
    """Twips from the top of the mark's own line to its characters."""
    return round((page.EXACT_LINE_BASELINE - page.INK_ABOVE) * points(run.size))


def number_lines(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """发文字号: two empty lines below the mark, centred; 4 mm below it the red rule (7.2.5, 7.2.7).

    上行文: at the left, the 签发人 at the right.
    """
    if composition.upward:
        *above, last = upward_number(composition, area)
    else:
        before = page.NUMBER_GAP_LINES * area.pitch
        above, last = [], plain(composition.number, BODY, align="center", before=before)
    return (*above, replace(last, rule=rule_gap(area)))


def rule_gap(area: TypeArea) -> int:
    """The gap in pt from a body line's lower edge to the rule, for 4 mm from its characters' feet."""
    below_feet = (1 - page.EXACT_LINE_BASELINE) * area.pitch / 20 - page.INK_BELOW * page.BODY_SIZE
    return max(0, math.ceil(page.RED_RULE_GAP / 25.4 * 72 - below_feet))


def masthead(composition: Composition, area: TypeArea, following: tuple[Para, ...] = ()) -> tuple[Para, ...]:
    """The whole 版头 of a 文件: from the type area's top to the red rule.

    `following` is the title and 主送机关: joint issuers' names leave them and some text room on page 1.
    """
    labels = label_rows(composition.header)
    empty = tuple(Para() for _ in range(_LABEL_ROWS - len(labels)))
    above = _LABEL_ROWS * area.pitch
    number = number_lines(composition, area)
    if composition.joint:
        mark = joint_mark(composition, area, above, stack_height((*number, *following), area.width))
    else:
        mark = mark_paragraph(document_mark(composition), area, above)
    return (*labels, *empty, mark, *number)


def document_mark(composition: Composition) -> str:
    """发文机关标志 of a 文件: the issuer's name and 「文件」 (7.2.4)."""
    mark = composition.mark
    return mark if mark.endswith("文件") else f"{mark}文件"


def minutes_masthead(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """版头 of 纪要 (10.3): the mark, the session's number, 编印单位 and date on one line, the red rule."""
    labels = label_rows(composition.header)
    empty = tuple(Para() for _ in range(_LABEL_ROWS - len(labels)))
    mark = mark_paragraph(composition.mark, area, _LABEL_ROWS * area.pitch)
    session = plain(composition.number, BODY, align="center", before=page.NUMBER_GAP_LINES * area.pitch)
    edited_by = composition.signature or composition.printed_by or composition.header.issuer.short_name
    # The rule takes the type area's width, the words stay one 字 inside it.
    line = Para(
        (
            Run(edited_by, scale=_edited_scale(edited_by, composition.dated, area)),
            Run(f"\t{composition.dated}"),
        ),
        align="left",
        before=area.pitch // 2,
        first=page.CHARACTER,
        tabs=(("right", area.width - page.CHARACTER),),
        rule=rule_gap(area),
    )
    return (*labels, *empty, mark, session, line)


def _edited_scale(edited_by: str, dated: str, area: TypeArea) -> int:
    """Percent: a long 编印单位 is narrowed so that it and the date share the line."""
    room = area.width / page.CHARACTER - text_width(dated) - 4
    return max(50, min(100, int(room / max(text_width(edited_by), 1.0) * 100)))


def sign_runs(composition: Composition) -> tuple[Run, ...]:
    """What stands outside the type area of every page: 演示数据, 拟稿."""
    signs = ["演示数据"] if composition.header.demonstration else []
    signs += ["拟稿"] if composition.header.draft else []
    return (Run("　".join(signs), font=HEI),) if signs else ()
