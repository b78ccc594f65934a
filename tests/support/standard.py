"""照标准量：what single tests ask of rendered pages. Each function lists what is wrong, nothing when right.

Every number of a whole document is measured in tests/measured; the numbers stand in measured/asked.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from measured.asked import FACES, ONE, PITCH, SMALL
from support.pages import Line, Sheet


def off(name: str, found: float, asked: float, allowed: float) -> list[str]:
    """A sentence where a figure lies outside its tolerance."""
    return [] if abs(found - asked) <= allowed else [f"{name} {found:.2f}，应为 {asked:g}±{allowed:g}"]


def face(name: str, line: Line, what: str) -> list[str]:
    """A sentence where a line's 汉字 are not all in that face."""
    wrong = [font for font in line.fonts if not font.startswith(FACES[name])]
    return [f"{what}「{line.text[:12]}」应为{name}，是{'、'.join(wrong)}"] if wrong else []


def paper(sheets: Sequence[Sheet]) -> list[str]:
    """5.1: A4, upright or turned."""
    wrong = []
    for sheet in sheets:
        wide, tall = sorted((sheet.width, sheet.height))
        wrong += off(f"第{sheet.number}页纸宽", wide, 210, 0.5) + off(
            f"第{sheet.number}页纸高", tall, 297, 0.5
        )
    return wrong


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


def number_below_mark(sheet: Sheet, number: str, reading: str) -> list[str]:
    """7.2.5: two empty lines between mark and number, the number centred."""
    line = sheet.find(number)
    red = next(line for line in sheet.lines if line.glyphs[0].colour == "FF0000")
    gap = line.baseline - 0.8 * PITCH[reading] - (red.baseline + 0.2 * red.size * 25.4 / 72)
    return off("标志下空", gap / PITCH[reading], 2, 0.15) + off(
        "发文字号居中", (line.x0 + line.x1) / 2, 106, 1.5
    )


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
    inner, outer = (184 - SMALL - 4, 184 - SMALL) if odd else (28 + SMALL, 28 + SMALL + 4)
    if upright:
        dash = sheet.ink("dark", (inner - 0.5, 266, outer + 1.5, 273))
        y, end = (dash[1] + dash[3]) / 2, dash[2] if odd else dash[0]
    else:
        dash = sheet.ink("dark", (23, inner - 0.5, 32, outer + 1.5))
        y, end = 297 - (dash[0] + dash[2]) / 2, dash[3] if odd else dash[1]
    page = f"第{sheet.number}页"
    asked = 184 - SMALL if odd else 28 + SMALL
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
            [] if line.x0 > 28 + SMALL - 0.5 and line.x1 < 184.3 else [f"版记「{line.text[:8]}」没有空一字"]
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


def sealed_signature(sheet: Sheet, signed_by: str, dated: str) -> list[str]:
    """7.3.5.1: the date 右空四字, the 署名 above it, centred on the date."""
    date = sheet.find(dated)
    name = next(line for line in reversed(sheet.lines) if signed_by in line.text)
    return [
        *off("成文日期右端", date.x1, 184 - 4 * ONE, 1),
        *off("署名居中", (name.x0 + name.x1) / 2, (date.x0 + date.x1) / 2, 2),
        *([] if name.baseline < date.baseline else ["署名在日期之下"]),
    ]
