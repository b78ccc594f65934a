"""信函：mark, double rules, number at the right, nothing at the foot of page 1 (10.1)."""

from __future__ import annotations

from docgen.blocks import Composition
from docgen.layout import page
from docgen.layout.elements import Box, Para, Rule, Run
from docgen.layout.masthead import mark_run, white_above_ink
from docgen.layout.page import TypeArea, millimetres, points, twips
from docgen.layout.styles import HEI, ISSUER_MARK

_LARGEST_MARK = 44.0


def letterhead(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """Mark and rules anchored to an empty line, then labels at the left and the number at the right."""
    run = mark_run(composition.mark, largest=_LARGEST_MARK)
    upper = upper_rule(run.size)
    labels = _labels(composition)
    # The number's characters stand 7/8 of a 3号 below the lower rule of the pair.
    characters = upper + _pair_height() + page.LETTER_NUMBER_GAP
    above_characters = page.EXACT_LINE_BASELINE * area.pitch - page.INK_ABOVE * points(page.BODY_SIZE)
    first_line = twips(characters) - twips(area.top) - round(above_characters)
    shapes = (_mark(run), *_pair(upper, thick_first=True), *_lower_pair())
    rows = [_row(labels[0] if labels else Run(""), composition.number, area)]
    rows += [Para((label,), align="left") for label in labels[1:]]
    return (Para(line=max(20, first_line), shapes=shapes), *rows)


def upper_rule(size: float) -> float:
    """The first rule's middle in mm from the page's top: its edge 4 mm below the mark's feet."""
    mark = (page.INK_ABOVE + page.INK_BELOW) * size * 25.4 / 72
    return page.LETTER_MARK_TOP + mark + page.LETTER_RULE_GAP + page.LETTER_THICK_RULE / 2


def _mark(run: Run) -> Box:
    """The mark in a box, its ink top 30 mm from the page's top."""
    line = points(run.size)
    para = Para((run,), ISSUER_MARK, line=line)
    return Box(
        page.TYPE_LEFT,
        page.LETTER_MARK_TOP - millimetres(white_above_ink(run)),
        page.TYPE_WIDTH,
        millimetres(line) * 1.3,
        (para,),
        name="发文机关标志",
    )


def _labels(composition: Composition) -> list[Run]:
    header = composition.header
    labels = [Run(header.copy_number)] if header.copy_number else []
    return labels + [Run(text, font=HEI) for text in (header.secrecy, header.urgency) if text]


def _row(label: Run, number: str, area: TypeArea) -> Para:
    return Para((label, Run(f"\t{number}")), align="left", tabs=(("right", area.width),))


def _pair_height() -> float:
    return page.LETTER_THICK_RULE / 2 + page.LETTER_PAIR_GAP + page.LETTER_THIN_RULE


def _pair(top: float, *, thick_first: bool) -> tuple[Rule, Rule]:
    """Two red rules of 170 mm, centred on the sheet; `top` is the middle of the upper one."""
    widths = (page.LETTER_THICK_RULE, page.LETTER_THIN_RULE)
    widths = widths if thick_first else widths[::-1]
    lower = top + sum(widths) / 2 + page.LETTER_PAIR_GAP
    x = (page.PAGE_WIDTH - page.LETTER_RULE_LENGTH) / 2
    return tuple(  # type: ignore[return-value]
        Rule(x, y, page.LETTER_RULE_LENGTH, width, page.RED, "红色双线")
        for y, width in zip((top, lower), widths, strict=True)
    )


def _lower_pair() -> tuple[Rule, Rule]:
    """上细下粗, the lower rule 20 mm from the page's foot."""
    widths = page.LETTER_THICK_RULE + page.LETTER_THIN_RULE
    return _pair(page.LETTER_LOWER_RULE - widths / 2 - page.LETTER_PAIR_GAP, thick_first=False)
