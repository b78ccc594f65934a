"""照标准量：what GB/T 9704-2012 asks of rendered pages. Each function lists what is wrong, nothing when right.

The numbers are written out here, not taken from the code that sets the pages. mm unless said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from support.pages import Line, Sheet, is_han, pitch

PITCH = {"页面设置": 10.213, "实测": 10.442}
FACES = {
    "仿宋": ("FandolFang", "ARPLUMing"),
    "楷体": ("FandolKai", "ARPLUKai"),
    "黑体": ("FandolHei", "NotoSansCJK"),
    "宋体": ("FandolSong", "ARPLUMing"),
    "小标宋": ("FandolBiao", "NotoSerifCJK"),
}
_ONE = 5.556
"""One 汉字 of the body."""
_SMALL = 14 * 25.4 / 72
"""One 汉字 of 4号."""


def off(name: str, found: float, asked: float, allowed: float) -> list[str]:
    """A sentence where a figure lies outside its tolerance."""
    return [] if abs(found - asked) <= allowed else [f"{name} {found:.2f}，应为 {asked:g}±{allowed:g}"]


def face(name: str, line: Line, what: str) -> list[str]:
    """A sentence where a line's 汉字 are not all in that face."""
    wrong = [font for font in line.fonts if not font.startswith(FACES[name])]
    return [f"{what}「{line.text[:12]}」应为{name}，是{'、'.join(wrong)}"] if wrong else []


def text_lines(sheet: Sheet) -> tuple[Line, ...]:
    """Lines inside the type area."""
    return sheet.within(37, 262.5)


def full_pages(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Pages of running text from the first line to the last: the page that follows goes on with a turn line."""
    upright = [sheet for sheet in sheets if sheet.width < sheet.height]
    left = min(line.x0 for sheet in upright for line in text_lines(sheet))
    return [
        sheet
        for sheet, after in itertools.pairwise(upright)
        if sheet.number > 1 and text_lines(after) and text_lines(after)[0].x0 - left < 1
    ]


def paper(sheets: Sequence[Sheet]) -> list[str]:
    """5.1: A4, upright or turned."""
    wrong = []
    for sheet in sheets:
        wide, tall = sorted((sheet.width, sheet.height))
        wrong += off(f"第{sheet.number}页纸宽", wide, 210, 0.5) + off(
            f"第{sheet.number}页纸高", tall, 297, 0.5
        )
    return wrong


def type_area(sheets: Sequence[Sheet], reading: str) -> list[str]:
    """5.2: 22 lines on 156 × 225, margins 37 and 28, on every full page.

    页面设置: the line boxes fill the type area. 实测: the ink does, its top about 38 from the edge.
    """
    pages = full_pages(sheets)
    wrong = [] if pages else ["没有排满的页，量不了版心"]
    for sheet in pages:
        lines = text_lines(sheet)
        step = pitch(lines)
        page = f"第{sheet.number}页"
        if len(lines) != 22:
            wrong.append(f"{page}{len(lines)}行，应为22行")
        wrong += off(f"{page}行距", step, PITCH[reading], 0.05)
        wrong += off(f"{page}订口", min(line.x0 for line in lines), 28, 1)
        wrong += off(f"{page}版心右边", _right_edge(lines), 184, 1)
        wrong += _height(sheet, lines, step, reading)
    return wrong


def _height(sheet: Sheet, lines: Sequence[Line], step: float, reading: str) -> list[str]:
    page = f"第{sheet.number}页"
    if reading == "页面设置":
        top = lines[0].baseline - 0.8 * step
        return off(f"{page}天头", top, 37, 1) + off(f"{page}版心高", len(lines) * step, 225, 1)
    _, top, _, bottom = sheet.ink("dark", (28, 30, 190, 265))
    return off(f"{page}墨迹上边", top, 38, 1) + off(f"{page}版心高", bottom - top, 225, 1.2)


def _right_edge(lines: Sequence[Line]) -> float:
    """Where lines end; a mark hung past the edge is not counted (LibreOffice hangs it, Word does not)."""
    return max(
        max(glyph.x1 for glyph in line.glyphs if is_han(glyph.text) or glyph.text.isdigit()) for line in lines
    )


def characters(sheets: Sequence[Sheet]) -> list[str]:
    """5.2.3: a line of 汉字 from edge to edge holds 28."""
    counts = {
        sum(glyph.text.strip() != "" for glyph in line.glyphs)
        for sheet in full_pages(sheets)
        for line in text_lines(sheet)
        if abs(line.x0 - 28) < 1 and line.x1 > 180 and all(not glyph.text.isdigit() for glyph in line.glyphs)
    }
    return [] if counts and counts <= {28, 29} and 28 in counts else [f"每行字数 {sorted(counts)}，应为28"]


def mark(sheet: Sheet, top: float = 72) -> list[str]:
    """7.2.4, 10.1, 10.3: red 小标宋, centred, inside 156, its ink top at 72 (a letter's at 30)."""
    red = [line for line in sheet.lines if line.glyphs[0].colour == "FF0000"]
    if len(red) != 1:
        return [f"发文机关标志应为一行，有{len(red)}行"]
    line = red[0]
    box = (20.0, top - 8, 190.0, line.baseline + 4)
    x0, y0, x1, _ = sheet.ink("red", box)
    wrong = face("小标宋", line, "标志") + off("标志上边", y0, top, 1)
    wrong += off("标志居中", (x0 + x1) / 2, 106, 1)
    return wrong + ([f"标志宽 {x1 - x0:.1f}，超过版心"] if x1 - x0 > 156 else [])


def red_rule(sheet: Sheet, over: str) -> list[str]:
    """7.2.7: red, as wide as the type area, 4 below the feet of the line that holds `over`."""
    rules = [stroke for stroke in sheet.strokes if stroke.colour == "FF0000"]
    if not rules:
        return ["没有红色分隔线"]
    rule, line = rules[0], sheet.find(over)
    return [
        *off("红线长", rule.length, 156, 1),
        *off("红线左端", rule.x0, 28, 1),
        *off("红线距发文字号", rule.y - rule.width / 2 - line.em_bottom, 4, 0.5),
        *face("仿宋", line, "发文字号"),
        *off("发文字号字号", line.size, 16, 0.1),
    ]


def number_below_mark(sheet: Sheet, number: str, reading: str) -> list[str]:
    """7.2.5: two empty lines between mark and number, the number centred."""
    line = sheet.find(number)
    red = next(line for line in sheet.lines if line.glyphs[0].colour == "FF0000")
    gap = line.baseline - 0.8 * PITCH[reading] - (red.baseline + 0.2 * red.size * 25.4 / 72)
    return off("标志下空", gap / PITCH[reading], 2, 0.15) + off(
        "发文字号居中", (line.x0 + line.x1) / 2, 106, 1.5
    )


def title(sheet: Sheet, words: str, below: float, reading: str) -> list[str]:
    """7.3.1: 2号小标宋, centred, two empty lines below `below`, lines as a trapezoid or a diamond."""
    lines = [line for line in sheet.lines if abs(line.size - 22) < 0.1 and line.glyphs[0].colour != "FF0000"]
    if "".join(line.text for line in lines).replace(" ", "") != words.replace(" ", ""):
        return [f"标题成了{[line.text for line in lines]}"]
    wrong = [sentence for line in lines for sentence in face("小标宋", line, "标题")]
    wrong += [text for line in lines for text in off("标题居中", (line.x0 + line.x1) / 2, 106, 1.5)]
    widths = [line.x1 - line.x0 for line in lines]
    if any(a > b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
        wrong.append(f"标题成沙漏形：{widths}")
    if max(widths) > 156:
        wrong.append("标题一行超出版心")
    gap = (lines[0].em_top - below) / PITCH[reading]
    return wrong + ([] if 1.9 <= gap <= 3 else [f"标题上空 {gap:.1f} 行，应为2行"])


_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), "黑体"),
    (re.compile(r"（[一二三四五六七八九十]+）"), "楷体"),
    (re.compile(r"\d+\.\D"), "仿宋"),
    (re.compile(r"（\d+）"), "仿宋"),
)


def body(sheets: Sequence[Sheet]) -> list[str]:
    """5.2.2, 7.3.3: 16 pt; 一、黑体 （一）楷体 1. and （1）仿宋, each 左空二字; the rest 仿宋."""
    wrong = []
    for sheet in sheets:
        for line in text_lines(sheet):
            if abs(line.size - 16) > 0.1 or sheet.width > sheet.height or not line.fonts:
                continue
            wanted = next((name for pattern, name in _LEVELS if pattern.match(line.text)), None)
            if wanted is None or line.x0 < 30:
                continue
            first = Line(tuple(glyph for glyph in line.glyphs[:8] if glyph.text.strip()))
            wrong += face(wanted, first, "层次") + off(
                f"「{line.text[:8]}」左空", line.x0, 28 + 2 * _ONE, 0.8
            )
    return wrong


def page_numbers(sheets: Sequence[Sheet], without: Sequence[int] = ()) -> list[str]:
    """7.5, 8: — n — in 4号宋体, the dash 7 below the type area, 一字 inside its right (odd) or left (even)."""
    wrong = []
    for sheet in sheets:
        upright = sheet.width < sheet.height
        glyphs = _number_glyphs(sheet, upright)
        text = "".join(glyph.text for glyph in glyphs).replace(" ", "")
        if sheet.number in without:
            wrong += [f"第{sheet.number}页不应编页码"] if text else []
        elif text != f"—{sheet.number}—":
            wrong.append(f"第{sheet.number}页页码是「{text}」")
        else:
            wrong += _number_place(sheet, upright)
    return wrong


def _number_glyphs(sheet: Sheet, upright: bool) -> list:
    if upright:
        lines = sheet.within(265, 275)
        found = [glyph for line in lines for glyph in line.glyphs if abs(glyph.size - 14) < 0.1]
        return sorted(found, key=lambda glyph: glyph.x0)
    return sorted((g for g in sheet.glyphs if g.turned), key=lambda glyph: glyph.baseline)


def _number_place(sheet: Sheet, upright: bool) -> list[str]:
    """A turned page is measured as the portrait sheet it is bound as: its left edge is the foot."""
    odd = sheet.number % 2 == 1
    inner, outer = (184 - _SMALL - 4, 184 - _SMALL) if odd else (28 + _SMALL, 28 + _SMALL + 4)
    if upright:
        dash = sheet.ink("dark", (inner - 0.5, 266, outer + 1.5, 273))
        y, end = (dash[1] + dash[3]) / 2, dash[2] if odd else dash[0]
    else:
        dash = sheet.ink("dark", (23, inner - 0.5, 32, outer + 1.5))
        y, end = 297 - (dash[0] + dash[2]) / 2, dash[3] if odd else dash[1]
    page = f"第{sheet.number}页"
    asked = 184 - _SMALL if odd else 28 + _SMALL
    return off(f"{page}一字线", y, 269, 0.5) + off(f"{page}页码{'右' if odd else '左'}端", end, asked, 0.8)


def imprint(sheets: Sequence[Sheet], rows: int) -> list[str]:
    """7.4: on an even last page; rules as wide as the type area, 0.35 0.25 0.35, the last on its lower edge."""
    last = sheets[-1]
    rules = [stroke for stroke in last.strokes if stroke.y > 180 and stroke.colour == "000000"]
    wrong = [] if last.number % 2 == 0 else [f"版记在第{last.number}页，应在双页"]
    if len(rules) != rows + 1:
        return [*wrong, f"版记有{len(rules)}条线，应为{rows + 1}条"]
    for at, rule in enumerate(rules):
        outer = at in (0, rows)
        wrong += off(f"版记第{at + 1}线粗", rule.width, 0.35 if outer else 0.25, 0.03)
        wrong += off(f"版记第{at + 1}线长", rule.length, 156, 1)
    wrong += off("末条分隔线", rules[-1].y, 262, 0.5)
    for line in last.within(rules[0].y, rules[-1].y):
        wrong += off("版记字号", line.size, 14, 0.1)
        wrong += (
            [] if line.x0 > 28 + _SMALL - 0.5 and line.x1 < 184.3 else [f"版记「{line.text[:8]}」没有空一字"]
        )
    above = [line for line in last.within(37, rules[0].y) if line.em_bottom > rules[0].y - 1]
    return wrong + ([f"版记压住正文：{above[-1].text}"] if above else [])


def letter_rules(sheet: Sheet, number: str) -> list[str]:
    """10.1: pairs of 170, centred; 4 below the mark, 上粗下细; 20 above the page's foot, 上细下粗."""
    rules = [stroke for stroke in sheet.strokes if stroke.colour == "FF0000"]
    if len(rules) != 4:
        return [f"红色双线共{len(rules)}条，应为4条"]
    wrong = [text for rule in rules for text in off("双线长", rule.length, 170, 1)]
    wrong += [text for rule in rules for text in off("双线居中", (rule.x0 + rule.x1) / 2, 105, 1)]
    upper, below, third, lowest = rules
    if not (upper.width > below.width and third.width < lowest.width):
        wrong.append("双线粗细颠倒")
    foot = sheet.ink("red", (20, 28, 190, upper.y - upper.width / 2 - 0.3))[3]
    line = sheet.find(number)
    ink = sheet.ink("dark", (line.x0, below.y + 0.5, line.x1, line.em_bottom))[1]
    return [
        *wrong,
        *off("上双线距标志", upper.y - upper.width / 2 - foot, 4, 0.6),
        *off("下双线距页边", 297 - lowest.y, 20, 1),
        *off("发文字号右端", line.x1, 184, 1),
        *off("发文字号距双线", ink - below.y - below.width / 2, 4.94, 0.7),
    ]


def attendance(sheets: Sequence[Sheet], labels: Sequence[str]) -> list[str]:
    """10.3: 出席、请假、列席 in this order, 3号黑体 左空二字, turn lines after the colon."""
    wrong = []
    lines = [(sheet.number, line) for sheet in sheets for line in text_lines(sheet)]
    places = [
        next((at for at, (_, line) in enumerate(lines) if line.text.startswith(f"{label}：")), -1)
        for label in labels
    ]
    if -1 in places or places != sorted(places):
        return [f"出席、请假、列席不全或不按次序：{places}"]
    for at in places:
        line = lines[at][1]
        head = Line(line.glyphs[:2])
        wrong += face("黑体", head, "标识") + off("标识左空", line.x0, 28 + 2 * _ONE, 0.8)
        wrong += off("标识字号", line.size, 16, 0.1)
    turn = lines[places[0] + 1][1]
    if places[0] + 1 not in places:
        wrong += off("出席回行", turn.x0, 28 + 5 * _ONE, 0.8)
    return wrong


def sealed_signature(sheet: Sheet, signed_by: str, dated: str) -> list[str]:
    """7.3.5.1: the date 右空四字, the 署名 above it, centred on the date."""
    date = sheet.find(dated)
    name = next(line for line in reversed(sheet.lines) if signed_by in line.text)
    return [
        *off("成文日期右端", date.x1, 184 - 4 * _ONE, 1),
        *off("署名居中", (name.x0 + name.x1) / 2, (date.x0 + date.x1) / 2, 2),
        *([] if name.baseline < date.baseline else ["署名在日期之下"]),
    ]
