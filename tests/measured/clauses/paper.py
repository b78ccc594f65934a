"""第5章：paper, type area, lines and characters, colour; and what no line may begin or end with (9)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from support.pages import Line, Sheet, is_han, pitch

from docgen.blocks import Layout
from measured.asked import LEFT, MARGINS, RED, RIGHT
from measured.found import Found, counted
from measured.printed import Printed, edges, foot, inside, is_a3
from measured.quirks import may_begin, unhung

SLACK = 0.7
"""mm by which ink may lie outside without being out: side bearings, half a table's rule."""
NO_START = "，。、；：！？）》”’〕】」』％%…—～"
NO_END = "（《“‘〔【「『"


def paper(printed: Printed) -> Iterator[Found]:
    """5.1."""
    for sheet in printed.sheets:
        wide, tall = sorted((sheet.width, sheet.height))
        form = printed.layout is Layout.FORM and is_a3(sheet)
        yield Found("表样幅面宽（A3）" if form else "幅面宽", wide, sheet.number)
        yield Found("表样幅面长（A3）" if form else "幅面长", tall, sheet.number)


def full_pages(printed: Printed) -> list[Sheet]:
    """Pages of nothing but 3号 from the first line to the last: a paragraph goes on overleaf."""
    going_on = {
        a.page
        for _, lines in printed.blocks
        for a, b in itertools.pairwise(lines)
        if b.page == a.page + 1 and a.page > 1
    }
    return [
        sheet
        for sheet in printed.sheets
        if sheet.number in going_on
        and not sheet.strokes
        and not sheet.pictures
        and all(abs(line.size - 16) < 0.3 for line in inside(sheet))
        and not printed.fitted
    ]


def type_area(printed: Printed) -> Iterator[Found]:
    """5.2.1, 5.2.3: on every full page."""
    reading = printed.reading
    for sheet in full_pages(printed):
        lines, page = inside(sheet), sheet.number
        left, step = min(line.x0 for line in lines), pitch(lines)
        yield Found("满页行数", _rows(lines, step), page)
        yield Found(f"行距（{reading}）", step, page)
        yield Found("订口", left, page)
        yield Found("版心宽", max(map(right_end, lines)) - left, page)
        if reading == "页面设置":
            yield Found("天头（页面设置：首行行框上边）", lines[0].baseline - 0.8 * step, page)
            height = lines[-1].baseline - lines[0].baseline + step
            yield Found("版心高（页面设置：22行行框）", height, page)
        else:
            _, top, _, bottom = sheet.ink("dark", (28, 30, 190, 265))
            yield Found("天头（实测：首行墨迹上边）", top, page)
            yield Found("版心高（实测：墨迹）", bottom - top, page)


def _rows(lines: tuple[Line, ...], step: float) -> int:
    """Lines and empty lines from the first to the last."""
    return round((lines[-1].baseline - lines[0].baseline) / step) + 1


def right_end(line: Line) -> float:
    """Where a line ends; a mark hung past the edge is not counted."""
    return max(glyph.x1 for glyph in unhung(line, RIGHT))


def characters(printed: Printed) -> Iterator[Found]:
    """5.2.3: lines of 汉字 alone, from edge to edge, where no mark that may not begin a line shortens them."""
    for _, lines in printed.blocks:
        for placed, below in itertools.pairwise(lines):
            glyphs = unhung(placed.line, RIGHT)
            whole = placed.line.x0 < LEFT + 1 and all(is_han(glyph.text) for glyph in glyphs)
            pulled = any(mark in NO_START + NO_END for mark in below.text[:2])
            if whole and not pulled and len(glyphs) == len(placed.text):
                yield Found("满行字数", len(glyphs), placed.page)


def bounds(printed: Printed) -> Iterator[Found]:
    """5.2.1: nothing printed out of the type area but page numbers, signs and a letter's double rules."""
    for sheet in printed.sheets:
        yield from counted("版心内无文字、图、线出界", _outside(sheet, printed), sheet.number)


def _outside(sheet: Sheet, printed: Printed) -> Iterator[str]:
    left, right = edges(sheet, printed.reading)
    lower = foot(sheet) + SLACK
    for line in inside(sheet):
        glyphs = unhung(line, right)
        if line.x0 < left - SLACK or glyphs[-1].x1 > right + SLACK or line.em_bottom > lower + 0.5:
            yield line.text[:20]
    below = sheet.within(foot(sheet) + 0.6, sheet.height)
    yield from (f"版心下：{line.text[:20]}" for line in below if not 269 < line.baseline < 272)
    # In 实测 the ink of text fills 37 to 262, its line boxes 34.2 to 264.8: a table's rules go as far as these.
    boxed = 297 - MARGINS[printed.reading][1] + SLACK if sheet.upright else lower
    drawn = [(s.x0, s.x1, s.y) for s in sheet.strokes if s.colour != RED]
    for x0, x1, y in (*drawn, *((x0, x1, y1) for x0, _, x1, y1 in sheet.pictures)):
        if x0 < left - SLACK or x1 > right + SLACK or y > boxed:
            yield f"线或图（{x0:.1f}～{x1:.1f}，{y:.1f}）"


def colours(printed: Printed) -> Iterator[Found]:
    """5.2.4."""
    coloured = [
        placed.line.text[:20]
        for placed in printed.lines
        if placed.line not in printed.mark
        and any(glyph.colour != "000000" for glyph in placed.line.glyphs if glyph.text.strip())
    ]
    yield from counted("文字颜色", coloured)


def line_ends(printed: Printed) -> Iterator[Found]:
    """9: marks that may not begin a line, marks that may not end one."""
    faults = []
    for _, lines in printed.blocks:
        for above, below in itertools.pairwise(lines):
            begins = below.text[0] in NO_START and not may_begin(below.text)
            if begins or above.text[-1] in NO_END:
                faults.append(f"{above.text[-3:]}／{below.text[:3]}")
            elif above.text[-1].isdigit() and (below.text[0].isdigit() or below.text[0] in ".%％"):
                faults.append(f"{above.text[-6:]}／{below.text[:6]}")
    if printed.blocks:
        yield from counted("行首行尾标点", faults)


def order(printed: Printed) -> Iterator[Found]:
    """7.1: every element is printed, each after the one before it."""
    yield from counted("各要素次序", printed.lost)


MEASURES = (paper, type_area, characters, bounds, colours, line_ends, order)

__all__ = ["MEASURES", "full_pages", "right_end"]
