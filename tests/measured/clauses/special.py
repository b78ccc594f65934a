"""特定格式：信函 (10.1), 命令 (10.2), 纪要 (10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from support.pages import MM, Line, Stroke

from docgen.blocks import Layout
from measured.asked import BOTTOM, LEFT, ONE, RED, RIGHT
from measured.clauses.foot import copied
from measured.clauses.head import in_face, number_written
from measured.clauses.text import empty_lines, name_start
from measured.found import Found, counted
from measured.printed import Placed, Printed, packed


def letter(printed: Printed) -> Iterator[Found]:
    """10.1: double rules of 170, number at the right, 抄送 alone at the last page's foot."""
    if printed.layout is not Layout.LETTER:
        return
    first = printed.first
    rules = [stroke for stroke in first.strokes if stroke.colour == RED]
    elsewhere = [sheet.number for sheet in printed.sheets[1:] if any(s.colour == RED for s in sheet.strokes)]
    faults = [f"首页有{len(rules)}条红线"] if len(rules) != 4 else []
    faults += [f"第{number}页也有双线" for number in elsewhere]
    if not faults and not (rules[0].width > rules[1].width and rules[2].width < rules[3].width):
        faults.append("粗细颠倒")
    yield from counted("双线粗细", faults, 1)
    for rule in rules:
        yield Found("双线长", rule.length, 1)
        yield Found("双线居中", (rule.x0 + rule.x1) / 2, 1)
    if len(rules) == 4:
        yield from _around_rules(printed, rules)
    yield from _letter_imprint(printed)


def _around_rules(printed: Printed, rules: list[Stroke]) -> Iterator[Found]:
    first, (upper, below, third, lowest) = printed.first, rules
    edge = upper.y - upper.width / 2
    if printed.mark:
        yield Found("上双线距标志", edge - first.ink("red", (20, 20, 190, edge - 0.3))[3], 1)
    yield Found("下双线距页底", 297 - lowest.y, 1)
    number = printed.number
    if number:
        yield Found("发文字号右端", number.x1, 1)
        ink = first.ink("dark", (number.x0, below.y + 0.5, number.x1, number.em_bottom))[1]
        yield Found("发文字号距上双线", ink - below.y - below.width / 2, 1)
        yield from number_written(printed, number)
    else:
        yield from counted("发文字号写法", [f"没有{printed.composition.number}"], 1)
    foot = max(line.em_bottom for line in first.lines)
    yield Found("首页末行距下双线", third.y - third.width / 2 - foot, 1)


def _letter_imprint(printed: Printed) -> Iterator[Found]:
    """抄送 without rules, on the type area's last lines."""
    last = printed.sheets[-1]
    lines = [line for line in last.within(150, 262.5) if abs(line.size - 14) < 0.1]
    text = "".join(packed(line.text) for line in lines)
    faults = [] if text == "".join(printed.sent_to) else [text or "没有抄送"]
    if lines and not BOTTOM - 6 < lines[-1].em_bottom <= BOTTOM + 0.7:
        faults.append(f"抄送末行在{lines[-1].em_bottom:.1f}")
    yield from counted("信函版记", faults, last.number)
    yield from copied(printed.sent_to, lines, last.number)


def command(printed: Printed) -> Iterator[Found]:
    """10.2: 令号 two empty lines below the mark, centred; the text two lines below it; 签名章 (7.3.5.3)."""
    if printed.layout is not Layout.ORDER or not printed.mark:
        return
    number = printed.number
    if number is None:
        yield from counted("发文字号写法", [f"没有{printed.composition.number}"], 1)
        return
    feet = printed.mark[-1].baseline + 0.2 * printed.mark[-1].size * MM
    yield Found("令号上空行", (number.baseline - 0.8 * printed.pitch - feet) / printed.pitch, 1)
    yield Found("令号居中", (number.x0 + number.x1) / 2, 1)
    if not printed.composition.title and printed.blocks and printed.blocks[0][1]:
        first = printed.blocks[0][1][0].line
        yield Found("正文上空行", (first.baseline - number.baseline) / printed.pitch - 1, 1)
    yield from _signed_order(printed)


def _signed_order(printed: Printed) -> Iterator[Found]:
    """7.3.5.3: 职务 and 签名章 two empty lines below the text, the date one empty line lower, 右空四字."""
    dated, names = printed.dated, printed.signature
    if not dated or not names:
        return
    last = printed.blocks[-1][1][-1] if printed.blocks and printed.blocks[-1][1] else None
    gap = empty_lines(last, names[0], printed.pitch)
    if gap is not None and not printed.fitted:
        yield Found("职务上空（签名章上空二行，职务居其半高）", gap, names[0].page)
    if printed.seal:
        right = (RIGHT - names[-1].line.x1) / ONE
        yield Found("职务右空（签名章右空四字、宽七字、左空二字）", right, names[0].page)
    below = empty_lines(names[-1], dated[0], printed.pitch)
    if below is not None and not printed.fitted:
        yield Found("职务与日期间空（签名章半高和空一行）", below, dated[0].page)
    yield Found("签发日期右空", (RIGHT - dated[0].line.x1) / ONE, dated[0].page)


def minutes(printed: Printed) -> Iterator[Found]:
    """10.3: 出席、请假、列席 in this order, 3号黑体 左空二字, turn lines after the colon."""
    if printed.layout is not Layout.MINUTES or not printed.composition.attendance:
        return
    faults = [
        group.label
        for group, lines in zip(printed.composition.attendance, printed.attendance, strict=True)
        if not lines or not _label_styled(lines[0].line, f"{group.label.rstrip('：')}：")
    ]
    yield from counted("出席字体次序", faults)
    for group, lines in zip(printed.composition.attendance, printed.attendance, strict=True):
        if not lines:
            continue
        yield Found("出席左空", (lines[0].line.x0 - LEFT) / ONE, lines[0].page)
        start = name_start(lines[0].line, len(packed(group.label).rstrip("：")) + 1)
        for placed in lines[1:]:
            yield Found("出席回行对齐之差", placed.line.x0 - start, placed.page)
    yield from _above_attendance(printed)


def _label_styled(line: Line, label: str) -> bool:
    """The label 黑体, the people after it 仿宋, all 3号."""
    inked = [glyph for glyph in line.glyphs if glyph.text.strip()]
    head, rest = Line(tuple(inked[: len(label) - 1])), tuple(inked[len(label) :])
    sized = all(abs(glyph.size - 16) < 0.1 for glyph in inked)
    return in_face("黑体", head) and (not rest or in_face("仿宋", Line(rest))) and sized


def _above_attendance(printed: Printed) -> Iterator[Found]:
    first = printed.attendance[0][0] if printed.attendance[0] else None
    if first is None:
        return
    above: Placed | None = None
    for placed in printed.lines:
        if placed.page == first.page and placed.line.baseline < first.line.baseline - 0.5:
            above = placed
    text = {id(placed.line) for _, lines in printed.blocks for placed in lines}
    if above is not None and id(above.line) in text:
        yield Found("出席上空行", empty_lines(above, first, printed.pitch) or 0.0, first.page)


MEASURES = (letter, command, minutes)
