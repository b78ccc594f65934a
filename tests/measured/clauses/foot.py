"""版记 (7.4): 主送、抄送, 印发机关 and 印发日期 between rules, on the even last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from support.pages import Line, Sheet, Stroke

from docgen.blocks import Layout
from measured.asked import LEFT, RIGHT, SMALL
from measured.clauses.head import in_face
from measured.found import Found, counted
from measured.printed import Printed, packed
from measured.quirks import unhung


def imprint_rules(sheet: Sheet) -> list[Stroke]:
    """Black rules as wide as the type area; a table's are thinner and lie higher."""
    return [
        stroke
        for stroke in sheet.strokes
        if stroke.colour == "000000" and stroke.width > 0.2 and stroke.length > 60
    ]


def imprint(printed: Printed) -> Iterator[Found]:
    """7.4: on the even last page; rules 0.35 0.25 0.35, the last on the type area's lower edge."""
    composition, sent = printed.composition, printed.sent_to
    rows = bool(sent) + bool(composition.printed_by or composition.printed_on)
    if not rows or printed.layout in (Layout.LETTER, Layout.NOTE, Layout.FORM):
        return
    last = printed.sheets[-1]
    rules, page = imprint_rules(last), last.number
    faults = [] if page % 2 == 0 else [f"在第{page}页"]
    faults += [] if len(rules) == rows + 1 else [f"有{len(rules)}条线，应为{rows + 1}条"]
    yield from counted("版记在最后一面", faults, page)
    if not rules:
        return
    yield from _rules(rules, page)
    lines = last.within(rules[0].y, rules[-1].y)
    upper = [line for line in lines if sent and line.baseline < rules[1].y]
    yield from copied(sent, upper, page)
    yield from _issued(printed, lines[len(upper) :], page)
    above = [line.em_bottom for line in last.within(30, rules[0].y - 0.1)]
    yield Found("版记距正文", rules[0].y - max(above, default=37.0), page)


def _rules(rules: Sequence[Stroke], page: int) -> Iterator[Found]:
    for at, rule in enumerate(rules):
        outer = at in (0, len(rules) - 1)
        yield Found("版记首末线粗" if outer else "版记中间线粗", rule.width, page)
        yield Found("版记线长", rule.length, page)
    yield Found("末条线距页顶", rules[-1].y, page)


def copied(sent: Sequence[str], lines: Sequence[Line], page: int) -> Iterator[Found]:
    """7.4.2: 抄送, and above it a 主送机关 that stands here."""
    if not sent:
        return
    text = "".join(packed(line.text) for line in lines)
    good = text == "".join(sent) and all(in_face("仿宋", line) for line in lines)
    yield from counted("抄送写法", [] if good else [text or "没有抄送"], page)
    start = None
    for line in lines:
        yield Found("抄送字号", line.size, page)
        yield Found("抄送右空", (RIGHT - unhung(line, RIGHT - SMALL)[-1].x1) / SMALL, page)
        if packed(line.text).startswith(("主送：", "抄送：")):
            start = [glyph for glyph in line.glyphs if glyph.text.strip()][3].x0
            yield Found("抄送左空", (line.x0 - LEFT) / SMALL, page)
        elif start is not None:
            yield Found("抄送回行对齐之差", line.x0 - start, page)


def _issued(printed: Printed, lines: Sequence[Line], page: int) -> Iterator[Found]:
    """7.4.3."""
    composition = printed.composition
    text = "".join(packed(line.text) for line in lines)
    faults = [line.text for line in lines if not in_face("仿宋", line) or abs(line.size - 14) > 0.1]
    wanted = packed(composition.printed_by + composition.printed_on)
    faults += [] if text == wanted + ("" if wanted.endswith("印发") else "印发") else [text]
    yield from counted("印发写法", faults, page)
    if lines:
        yield Found("印发机关左空", (lines[0].x0 - LEFT) / SMALL, page)
        yield Found("印发日期右空", (RIGHT - lines[-1].x1) / SMALL, page)


MEASURES = (imprint,)
