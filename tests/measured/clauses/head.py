"""版头与标题：份号 to the red rule (7.2), title and 主送机关 (7.3.1, 7.3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from support.pages import MM, Line

from docgen.blocks import Composition, Layout
from measured.asked import FACES, MARGINS, RED, TITLE_PITCH
from measured.found import Found, counted
from measured.printed import Lines, Printed, edges, packed

MARK_TOP = {
    Layout.DOCUMENT: (72, "标志上边至页边"),
    Layout.LETTER: (30, "信函标志上边至页边"),
    Layout.ORDER: (57, "命令标志上边至页边"),
    Layout.MINUTES: (72, "纪要标志上边至页边"),
    Layout.NOTE: (37, "便笺标志上边至页边"),
}
MISSING = "【待填"
"""What is still to be filled in is not judged by how it is written."""
_NUMBER = re.compile(r"[^\s第]+〔\d{4}〕([1-9]\d*)?号")
_SECRECY = re.compile(r"(秘密|机密|绝密)(★.+)?")


def in_face(name: str, line: Line) -> bool:
    """Whether all 汉字 of a line are in that face."""
    return all(font.startswith(FACES[name]) for font in line.fonts)


def ruled(printed: Printed) -> bool:
    """Whether a red rule closes the 版头."""
    return printed.layout in (Layout.DOCUMENT, Layout.MINUTES)


def labels(printed: Printed) -> Iterator[Found]:
    """7.2.1-7.2.3: one a line, from the first line of the type area; a letter's under its first rule."""
    header = printed.composition.header
    wanted = [
        ("份号", header.copy_number, "仿宋", re.compile(r"\d{6}"), "份号左端"),
        ("密级和保密期限", header.secrecy, "黑体", _SECRECY, "密级左端"),
        ("紧急程度", header.urgency, "黑体", re.compile("特急|加急"), "紧急程度左端"),
    ]
    given = [(element, text, *rest) for element, text, *rest in wanted if text]
    lines = [line.part(packed(text)) for _, text, *_ in given for line in _holding(printed, text)]
    for at, ((element, text, face, written, left), line) in enumerate(zip(given, lines, strict=True)):
        faults = []
        if line is None:
            faults.append(f"没有{text}")
        else:
            right = in_face(face, line) and abs(line.size - 16) < 0.1
            right = right and (MISSING in text or written.fullmatch(packed(text)))
            if not right or round(_row(printed, line, lines[0])) != at:
                faults.append(text)
            yield Found(left, line.x0, 1)
        yield from counted(element, faults, 1)


def _holding(printed: Printed, text: str) -> Iterator[Line]:
    """The first line of page 1 that says `text`, or any line where none does."""
    lines = printed.first.lines
    yield next((line for line in lines if line.part(packed(text))), lines[0])


def _row(printed: Printed, line: Line, first: Line | None) -> float:
    """Which line of the type area this is, from 0 (a letter's: which below its first label)."""
    top = MARGINS[printed.reading][0]
    if printed.layout is Layout.ORDER and first:
        # Three lines above a mark at 57 mm stand closer than those of the text.
        return [one.baseline for one in printed.first.lines].index(line.baseline)
    if printed.layout is Layout.LETTER:
        return (line.baseline - (first or line).baseline) / printed.pitch
    return (line.baseline - 0.8 * printed.pitch - top) / printed.pitch


def mark(printed: Printed) -> Iterator[Found]:
    """7.2.4, 10.1, 10.2, 10.3: red 小标宋, its ink's top where the layout has it, centred, inside 156."""
    # A form has no mark of its own, whoever issues it.
    if not printed.composition.mark or printed.layout not in MARK_TOP:
        return
    red, (top, element) = printed.mark, MARK_TOP[printed.layout]
    faults = [line.text for line in red if not in_face("小标宋", line)]
    faults += [] if red else ["没有红色标志"]
    yield from counted("标志字体颜色", faults, 1)
    if not red:
        return
    # Below the mark's feet a letter's double rule follows, 4 mm off.
    box = (20.0, top - 12.0, 190.0, red[-1].baseline + 2)
    yield Found(element, printed.first.ink("red", box)[1], 1)
    x0, x1 = min(line.x0 for line in red), max(line.x1 for line in red)
    yield Found("标志居中", (x0 + x1) / 2, 1)
    yield Found("标志宽", x1 - x0, 1)
    if printed.composition.joint and printed.layout is Layout.DOCUMENT:
        yield from _joint_marks(printed.composition, red)


def _joint_marks(composition: Composition, red: Sequence[Line]) -> Iterator[Found]:
    """7.2.4: 主办机关 first, 「文件」 at the right, midway between the first and the last name."""
    wanted = [composition.mark.removesuffix("文件"), *(issuer.mark for issuer in composition.joint)]
    names = [next((part for line in red if (part := line.part(packed(name)))), None) for name in wanted]
    heights = [name.baseline for name in names if name]
    in_order = None not in names and heights == sorted(heights) and len(set(heights)) == len(heights)
    yield from counted("联合行文标志次序", [] if in_order else ["、".join(wanted)], 1)
    word = next((part for line in red if (part := line.part("文件"))), None)
    if word and in_order:
        ends = [name for name in names if name]
        middle = (ends[0].em_top + ends[-1].em_bottom) / 2
        yield Found("联合行文“文件”上下居中之差", (word.em_top + word.em_bottom) / 2 - middle, 1)


def number(printed: Printed) -> Iterator[Found]:
    """7.2.5, 7.2.6: two empty lines below the mark, centred; an 上行文's at the left, 签发人 at the right."""
    if not ruled(printed):
        return
    line, red = printed.number, printed.mark
    if line is None or not red:
        yield from counted("发文字号写法", [f"没有{printed.composition.number}"], 1)
        return
    upward = printed.composition.upward
    first = _signatories(printed)[0] if upward and _signatories(printed) else line
    feet = red[-1].baseline + 0.2 * red[-1].size * MM
    yield Found("标志下空行", (first.baseline - 0.8 * printed.pitch - feet) / printed.pitch, 1)
    if upward:
        yield Found("上行文发文字号左端（空一字）", line.x0, 1)
    else:
        yield Found("发文字号居中", (line.x0 + line.x1) / 2, 1)
    yield from number_written(printed, line)
    if upward and MISSING not in printed.composition.signatory:
        yield from _signed(printed, line)


def number_written(printed: Printed, line: Line) -> Iterator[Found]:
    """7.2.5: how the number is written; a number still to be filled in is not judged."""
    text = packed(printed.composition.number)
    styled = in_face("仿宋", line) and abs(line.size - 16) < 0.1
    written = MISSING in text or printed.layout is Layout.MINUTES or _NUMBER.fullmatch(text)
    yield from counted("发文字号写法", [] if styled and written else [text], 1)


def _signatories(printed: Printed) -> list[Line]:
    """Lines of 签发人: from the one that says so down to the number's own."""
    number = printed.number
    lines = [line for line in printed.first.lines if number and line.baseline <= number.baseline + 0.5]
    start = next((at for at, line in enumerate(lines) if "签发人：" in line.text), len(lines))
    return lines[start:]


def _signed(printed: Printed, number: Line) -> Iterator[Found]:
    """7.2.6: 「签发人：」 仿宋, names 楷体, two a line, the last ending one 字 inside and beside the number."""
    lines = _signatories(printed)
    if not lines:
        yield from counted("签发人与发文字号", ["没有签发人"], 1)
        return
    composition = printed.composition
    people = [composition.signatory, *(issuer.signatory for issuer in composition.joint)]
    parts = [
        part for name in people if name for line in lines if (part := line.part(packed(name))) is not None
    ]
    label = lines[0].part("签发人：")
    faults = [part.text for part in parts if not in_face("楷体", part) or abs(part.size - 16) > 0.1]
    faults += [] if label and in_face("仿宋", label) else ["签发人："]
    yield from counted("签发人字体", faults, 1)
    yield Found("签发人右端（空一字）", max(part.x1 for part in parts) if parts else 0.0, 1)
    yield from counted("签发人与发文字号", _grid_faults(parts, number), 1)


def _grid_faults(parts: Sequence[Line], number: Line) -> list[str]:
    """The last name beside the number; at most two a line, each under the one above it."""
    if not parts:
        return ["没有签发人姓名"]
    faults = [] if abs(parts[-1].baseline - number.baseline) < 0.5 else ["最后一个签发人不与发文字号同行"]
    rows = [parts[at : at + 2] for at in range(0, len(parts), 2)]
    faults += [] if list(parts) == sorted(parts, key=_reading_order) else ["签发人次序不符"]
    faults += [
        f"{row[0].text}没有对齐"
        for row in rows[1:]
        if any(abs(one.x0 - above.x0) > 0.8 for one, above in zip(row, rows[0], strict=False))
    ]
    return faults


def _reading_order(line: Line) -> tuple[int, float]:
    return round(line.baseline), line.x0


def red_rule(printed: Printed) -> Iterator[Found]:
    """7.2.7: red, as wide as the type area, 4 below the feet of the line above it."""
    if not ruled(printed):
        return
    rules = [stroke for stroke in printed.first.strokes if stroke.colour == RED]
    if not rules:
        yield Found("红线长", 0.0, 1, "没有红线")
        return
    rule = rules[0]
    above = [line for line in printed.first.lines if line.baseline < rule.y]
    yield Found("红线距发文字号", rule.y - rule.width / 2 - above[-1].em_bottom, 1)
    yield Found("红线长", rule.length, 1)
    yield Found("红线左端", rule.x0, 1)


def title(printed: Printed) -> Iterator[Found]:
    """7.3.1: 2号小标宋, two empty lines below what stands above it, lines a trapezoid or a diamond."""
    words = printed.composition.title
    if not words:
        return
    lines = printed.title
    said = "".join(packed(line.text) for line in lines)
    faults = [] if said == packed(words) else [f"标题成了{said}"]
    faults += [line.text for line in lines if not in_face("小标宋", line)]
    widths = [line.x1 - line.x0 for line in lines]
    if any(a > b + 1 and b + 1 < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
        faults.append(f"沙漏形：{[round(width) for width in widths]}")
    yield from counted("标题字体排列", faults, 1)
    for line in lines:
        yield Found("标题字号", line.size, 1)
        left, right = edges(printed.first, printed.reading)
        yield Found("标题居中之差", (line.x0 + line.x1 - left - right) / 2, printed.first.number)
        if printed.first.upright:
            yield Found("标题最长一行", line.x1 - line.x0, printed.first.number)
    below = _above_title(printed)
    if lines and below is not None:
        top = lines[0].baseline - 0.8 * TITLE_PITCH
        yield Found("标题上空行", (top - below) / printed.pitch, 1)


def _above_title(printed: Printed) -> float | None:
    """The lower edge of what the two empty lines are counted from."""
    if ruled(printed):
        rules = [stroke for stroke in printed.first.strokes if stroke.colour == RED]
        return rules[0].y + rules[0].width / 2 if rules else None
    if printed.layout is Layout.LETTER and printed.title:
        above = [line for line in printed.first.lines if line.baseline < printed.title[0].baseline - 1]
        return above[-1].baseline + 0.2 * printed.pitch if above else None
    return None


def addressee(printed: Printed) -> Iterator[Found]:
    """7.3.2: one empty line below the title, flush left also in turn lines, ending with 「：」."""
    lines = printed.addressee
    if printed.title and (first := lines or _first_block(printed)):
        top = first[0].line.baseline - 0.8 * printed.pitch
        foot = printed.title[-1].baseline + 0.2 * TITLE_PITCH
        if first[0].page == 1 and not printed.fitted and printed.layout is not Layout.FORM:
            yield Found("标题下空行", (top - foot) / printed.pitch, 1)
    if lines:
        for placed in lines:
            yield Found("主送机关左端（含回行）", placed.line.x0, placed.page)
        yield from counted("主送机关写法", [] if lines[-1].text.endswith("：") else [lines[-1].text], 1)


def _first_block(printed: Printed) -> Lines:
    return printed.blocks[0][1] if printed.blocks else ()


MEASURES = (labels, mark, number, red_rule, title, addressee)
