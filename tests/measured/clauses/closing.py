"""署名、成文日期、印章 (7.3.5), 版记 (7.4), 页码 (7.5), 横排表格 (8)."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from support.pages import Glyph, Line, Sheet, Stroke

from docgen.blocks import FormGrid, Layout, Table
from measured.asked import BOTTOM, FACES, LEFT, ONE, RIGHT, SEAL, SMALL
from measured.clauses.text import empty_lines, last_of_body
from measured.found import Found, counted
from measured.printed import Lines, Placed, Printed, foot, inside, packed
from measured.quirks import seams

TURNED_FOOT = 35.0
"""mm from the left edge of a turned page, which is the upright sheet's foot, to the type area."""
DATE = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日")


def signature(printed: Printed) -> Iterator[Found]:
    """7.3.5.1 with room for a seal, 7.3.5.2 without; the date's form; body text on its page."""
    names, dated = printed.signature, printed.dated
    if not dated:
        return
    yield from date_and_page(printed, dated)
    if printed.composition.joint and printed.seal and printed.layout is not Layout.ORDER:
        yield from joint_seals(printed, dated[0])
    elif names and printed.layout is not Layout.ORDER:
        placed = _sealed(printed, names, dated[0]) if printed.seal else _unsealed(printed, names[0], dated[0])
        yield from placed


def date_and_page(printed: Printed, dated: Lines) -> Iterator[Found]:
    """7.3.5.4, 7.3.5.5."""
    text = "".join(placed.text for placed in dated)
    good = "【待填" in text or DATE.fullmatch(text)
    yield from counted("成文日期写法", [] if good else [text], dated[0].page)
    on_page = {placed.page for _, lines in printed.blocks for placed in lines}
    on_page |= {sheet.number for sheet in printed.sheets if _table_rules(sheet)}
    # An 附件说明 that runs over a page's end is all that can go with the signature.
    noted = {placed.page for lines in printed.attachment_notes for placed in lines}
    on_page |= noted if len(noted) > 1 else set()
    yield from counted("署名页有正文", [] if dated[0].page in on_page else ["此页无正文"], dated[0].page)


def _sealed(printed: Printed, names: Lines, date: Placed) -> Iterator[Found]:
    page, day = date.page, date.line
    wide = max(placed.line.x1 - placed.line.x0 for placed in names)
    length = day.x1 - day.x0
    # A 署名 that would leave the type area if centred on a date 右空四字: it ends at the edge instead.
    long = RIGHT - 4 * ONE - length / 2 + wide / 2 > RIGHT - ONE / 2
    for placed in names:
        middle = (placed.line.x0 + placed.line.x1) / 2
        yield Found("署名与日期居中之差", middle - (day.x0 + day.x1) / 2, placed.page)
    if long:
        yield Found("长署名右端", max(placed.line.x1 for placed in names), page)
    else:
        yield Found("成文日期右空", (RIGHT - day.x1) / ONE, page)
    above = (
        (printed.attachment_notes[-1] or (None,))[-1] if printed.attachment_notes else last_of_body(printed)
    )
    if above is not None and above.page == names[0].page:
        yield Found("42mm印章上边距正文", _seal_room(names[0].line, day, above.line), page)


def _seal_room(name: Line, day: Line, above: Line) -> float:
    """From the text's feet to a seal's top. 署名 and date lie below the seal's centre (居中偏下).

    The centre is on the 署名's first line, or lower where there is no room, at most midway to the date.
    """
    highest = (name.em_top + name.em_bottom) / 2 - SEAL / 2 - above.em_bottom
    lowest = (name.em_top + day.em_bottom) / 2 - SEAL / 2 - above.em_bottom
    return highest if highest >= 0 else min(0.0, lowest)


def _unsealed(printed: Printed, name: Placed, date: Placed) -> Iterator[Found]:
    gap = empty_lines(last_of_body(printed), name, printed.pitch)
    if gap is not None and not printed.attachment_notes and not printed.fitted:
        yield Found("不加盖印章：上空行", gap, name.page)
    white = seams(date.text)
    longer = date.line.x1 - date.line.x0 - white > name.line.x1 - name.line.x0
    end = (date if longer else name).line.x1
    yield Found("不加盖印章：署名（长日期：日期）右空", (RIGHT - end) / ONE, name.page)
    # A long date ends at its place; the white between its 汉字 and figures pushes its beginning out.
    begin = date.line.x0 + (white if longer else 0)
    yield Found("不加盖印章：日期首字右移", (begin - name.line.x0) / ONE, date.page)


def unnumbered(printed: Printed) -> set[int]:
    """A letter's page 1; a blank page before the 版记 and the page that carries it."""
    sheets = printed.sheets
    if printed.layout is Layout.LETTER:
        return {1}
    blank = len(sheets) > 2 and not sheets[-2].lines and not sheets[-2].pictures
    return {len(sheets) - 1, len(sheets)} if blank else set()


def joint_seals(printed: Printed, date: Placed) -> Iterator[Found]:
    """7.3.5.1 联合行文: names in order, a seal on each, none touching another or leaving the type area."""
    composition = printed.composition
    wanted = [composition.signature, *(issuer.signature for issuer in composition.joint)]
    pieces = _pieces(printed, date)
    places = [_place(packed(name), pieces) for name in wanted]
    found = [place for place in places if place]
    faults = [name for name, place in zip(wanted, places, strict=True) if place is None]
    faults += [f"印章中心在{x:.1f}" for x, _ in found if not LEFT + SEAL / 2 <= x <= RIGHT - SEAL / 2]
    in_order = sorted(found, key=lambda place: (round(place[1] / SEAL * 2), place[0])) == found
    faults += [] if in_order else ["没有依次排列"]
    middle = (date.line.x0 + date.line.x1) / 2
    faults += [] if found and abs(found[-1][0] - middle) < 2 else ["末一署名不与日期居中"]
    yield from counted("联合行文署名", faults, date.page)
    for (ax, ay), (bx, by) in itertools.combinations(found, 2):
        yield Found("联合行文相邻印章中心距", math.hypot(ax - bx, ay - by), date.page)


def _pieces(printed: Printed, date: Placed) -> list[Line]:
    """What stands between wide white on the lines above the date, top to bottom, left to right."""
    lines = [line for line in inside(date.sheet) if line.baseline < date.line.baseline - 1]
    pieces: list[Line] = []
    for line in lines:
        run: list[Glyph] = []
        for glyph in (glyph for glyph in line.glyphs if glyph.text.strip()):
            if run and glyph.x0 - run[-1].x1 > 2:
                pieces.append(Line(tuple(run)))
                run = []
            run.append(glyph)
        pieces.append(Line(tuple(run)))
    return pieces


def _place(name: str, pieces: list[Line]) -> tuple[float, float] | None:
    """The middle (x, y) of a name that may stand on several lines; its pieces are used up."""
    for at, first in enumerate(pieces):
        used, rest = [first], name
        if not rest.startswith(packed(first.text)):
            continue
        rest = rest[len(packed(first.text)) :]
        for piece in pieces[at + 1 :]:
            below = abs(piece.x0 + piece.x1 - first.x0 - first.x1) < 6
            if rest and below and rest.startswith(packed(piece.text)):
                used.append(piece)
                rest = rest[len(packed(piece.text)) :]
        if not rest:
            for piece in used:
                pieces.remove(piece)
            return (first.x0 + first.x1) / 2, (used[0].em_top + used[-1].em_bottom) / 2
    return None


def page_numbers(printed: Printed) -> Iterator[Found]:
    """7.5, 8: — n — at the sheet's foot, 一字 inside, right on odd pages and left on even ones."""
    without = unnumbered(printed)
    for sheet in printed.sheets:
        glyphs = number_glyphs(sheet)
        text = "".join(packed(glyph.text) for glyph in glyphs)
        if sheet.number in without:
            if printed.layout is Layout.LETTER:
                yield from counted("信函首页", [text] if text else [], sheet.number)
            else:
                yield from counted("页码写法", [text] if text else [], sheet.number)
            continue
        faults = [] if text == f"—{sheet.number}—" else [f"第{sheet.number}页是「{text}」"]
        faults += [g.font for g in glyphs if g.text.strip() and not g.font.startswith(FACES["宋体"])][:1]
        yield from counted("页码写法", faults, sheet.number)
        if text:
            yield from _number_place(sheet, glyphs)


def number_glyphs(sheet: Sheet) -> list[Glyph]:
    """4号 below the type area; on a turned page, turned."""
    if not sheet.upright:
        return sorted((g for g in sheet.glyphs if g.turned), key=lambda glyph: glyph.baseline)
    lines = sheet.within(262.5, 290)
    found = [glyph for line in lines for glyph in line.glyphs if abs(glyph.size - 14) < 0.1]
    return sorted(found, key=lambda glyph: glyph.x0)


def _number_place(sheet: Sheet, glyphs: Sequence[Glyph]) -> Iterator[Found]:
    """A turned page is measured as the upright sheet it is bound as: its left edge is the foot."""
    right = foot(sheet) if not sheet.upright else RIGHT
    odd, names = sheet.number % 2 == 1, ("一字线距版心下边", "页码外侧空")
    if sheet.upright:
        dash = glyphs[-1] if odd else glyphs[0]
        ink = sheet.ink("dark", (dash.x0 - 0.3, dash.baseline - 6, dash.x1 + 0.3, dash.baseline + 1))
        y, end = (ink[1] + ink[3]) / 2, ink[2] if odd else ink[0]
    else:
        inked = [glyph for glyph in glyphs if glyph.text.strip()]
        dash = max(inked, key=_along) if odd else min(inked, key=_along)
        ink = sheet.ink("dark", (dash.x0 - 0.3, _along(dash) - 6, dash.x1 + 0.3, _along(dash) + 6))
        y, end = BOTTOM + TURNED_FOOT - (ink[0] + ink[2]) / 2, ink[3] if odd else ink[1]
        names = ("横排页页码距版心下边", "横排页页码外侧空")
    yield Found(names[0], y - BOTTOM, sheet.number)
    yield Found(names[1], (right - end if odd else end - LEFT) / SMALL, sheet.number)


def _along(glyph: Glyph) -> float:
    """How far down a turned page a turned glyph stands: how far right on the sheet as bound."""
    return glyph.baseline


def _table_rules(sheet: Sheet) -> list[Stroke]:
    return [s for s in sheet.strokes if s.colour == "000000" and s.width < 0.3 and s.length > 20]


def tables(printed: Printed) -> Iterator[Found]:
    """8: a turned page's heading lies at the portrait sheet's left; a heading stands on every page."""
    turned = [sheet for sheet in printed.sheets if not sheet.upright]
    faults = [f"第{sheet.number}页页码不在左边" for sheet in turned if not _foot_at_left(sheet)]
    if turned:
        yield from counted("横排表", faults)
    headings = [set_of for set_of in map(_heading, _tables(printed)) if set_of]
    if not headings:
        return
    lacking = [
        f"第{sheet.number}页没有表头"
        for sheet in printed.sheets
        if len(_table_rules(sheet)) > 2 and not any(heading <= _black(sheet) for heading in headings)
    ]
    yield from counted("表头", lacking)


def _foot_at_left(sheet: Sheet) -> bool:
    turned = [glyph for glyph in sheet.glyphs if glyph.turned]
    return bool(turned) and max(glyph.x1 for glyph in turned) < 35


def _tables(printed: Printed) -> Iterable[Table | FormGrid]:
    composition = printed.composition
    blocks = [*composition.body, *(block for one in composition.attachments for block in one.blocks)]
    return [block for block in blocks if isinstance(block, Table | FormGrid)]


def _heading(table: Table | FormGrid) -> Counter[str]:
    """The characters of a table's heading."""
    if isinstance(table, Table):
        texts = [column.title for column in table.columns]
    else:
        texts = [cell.text for row in table.rows[: table.heading] for cell in row]
    return Counter(packed("".join(texts)))


def _black(sheet: Sheet) -> Counter[str]:
    """The characters of a page's tables: all that is smaller than 3号, and 黑体."""
    return Counter(packed("".join(glyph.text for glyph in sheet.glyphs if not glyph.turned)))


MEASURES = (signature, page_numbers, tables)
