"""正文：sizes, faces, indents, headings (5.2.2, 7.3.3), 附件说明 (7.3.4), 附注 (7.3.6), 附件 (7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from support.pages import Line, is_han

from docgen.blocks import Heading, Paragraph
from measured.asked import FACES, LEFT, ONE, TITLE_PITCH
from measured.clauses.head import in_face
from measured.found import Found, counted
from measured.printed import Lines, Placed, Printed, attachment_lines, edges, packed

LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), "黑体"),
    (re.compile(r"（[一二三四五六七八九十]+）"), "楷体"),
    (re.compile(r"\d+\.\D"), "仿宋"),
    (re.compile(r"（\d+）"), "仿宋"),
)
LEAD_IN = re.compile(r"[^。]{1,30}。(?=.)")
"""A heading that opens a paragraph may be set in its level's face up to its full stop."""


def sizes(printed: Printed) -> Iterator[Found]:
    """5.2.2."""
    for _, lines in printed.blocks:
        for placed in lines:
            yield Found("正文字号", placed.line.size, placed.page)


def faces(printed: Printed) -> Iterator[Found]:
    """5.2.2, 7.3.3: 仿宋, but for headings and for the heading that opens a paragraph."""
    plain, levelled = [], []
    for block, lines in printed.blocks:
        level = next((face for pattern, face in LEVELS if pattern.match(block.text)), None)
        faults = _face_faults(block, lines, level or "仿宋")
        (levelled if level else plain).extend(faults)
    if printed.blocks:
        yield from counted("正文字体", plain)
        yield from counted("层次字体", levelled)


def _face_faults(block: Heading | Paragraph, lines: Lines, face: str) -> list[str]:
    glyphs = [glyph for placed in lines for glyph in placed.line.glyphs if is_han(glyph.text)]
    if not glyphs:
        return []
    whole = isinstance(block, Heading)
    lead_in = LEAD_IN.match(block.text)
    opening = sum(map(is_han, lead_in[0] if lead_in else ""))
    allowed = [FACES[face] if whole or at < opening else FACES["仿宋"] for at in range(len(glyphs))]
    for glyph, names in zip(glyphs, allowed, strict=True):
        # A long lead-in is a sentence, not a heading: it may be 仿宋 from its number on.
        if not glyph.font.startswith(names) and (whole or not glyph.font.startswith(FACES["仿宋"])):
            return [f"{block.text[:14]}…的「{glyph.text}」是{glyph.font}"]
    if lead_in and not whole and len(lead_in[0]) <= 26 and not glyphs[0].font.startswith(FACES[face]):
        return [f"{lead_in[0]}不是{face}"]
    return []


def indents(printed: Printed) -> Iterator[Found]:
    """7.3.3: 左空二字, turn lines flush left; page 1 shows text."""
    for block, lines in printed.blocks:
        if not lines:
            continue
        if not (isinstance(block, Paragraph) and not block.indent):
            yield Found("段首左空", (lines[0].line.x0 - LEFT) / ONE, lines[0].page)
        for placed in lines[1:]:
            yield Found("回行左端", placed.line.x0, placed.page)
    if printed.blocks:
        first = printed.first.number
        shown = sum(placed.page == first for _, lines in printed.blocks for placed in lines)
        yield Found("首页正文行数", shown, first)


def last_of_body(printed: Printed) -> Placed | None:
    """The last line before 附件说明 and 署名 that is text (None: a table closes the body)."""
    body = printed.composition.body
    if not body or not printed.blocks or not isinstance(body[-1], Heading | Paragraph):
        return None
    lines = printed.blocks[-1][1]
    return lines[-1] if lines else None


def empty_lines(above: Placed | None, below: Placed, step: float) -> float | None:
    """Empty lines between two lines of one page."""
    if above is None or above.page != below.page:
        return None
    return (below.line.baseline - above.line.baseline) / step - 1


def attachment_notes(printed: Printed) -> Iterator[Found]:
    """7.3.4: one empty line below the body, 左空二字, turn lines under the name's first 字, no end mark."""
    notes = printed.attachment_notes
    if not notes or not notes[0]:
        return
    first = notes[0][0]
    gap = empty_lines(last_of_body(printed), first, printed.pitch)
    if gap is not None and not printed.fitted:
        yield Found("附件说明上空行", gap, first.page)
    yield Found("附件说明左空", (first.line.x0 - LEFT) / ONE, first.page)
    said = attachment_lines(printed.composition)
    for attachment, text, lines in zip(printed.composition.attachments, said, notes, strict=True):
        yield from _name_aligned(packed(text).removesuffix(packed(attachment.name)), lines)
    ended = [text for text in said if text[-1] in "。；，、."]
    yield from counted("附件说明写法", ended, first.page)


def _name_aligned(before: str, lines: Lines) -> Iterator[Found]:
    """Turn lines against the first 字 after 「附件：1.」."""
    if len(lines) < 2:
        return
    start = name_start(lines[0].line, len(before))
    for placed in lines[1:]:
        yield Found("附件名称回行对齐之差", placed.line.x0 - start, placed.page)


def name_start(line: Line, skipped: int) -> float:
    """Where the glyph after so many begins."""
    inked = [glyph for glyph in line.glyphs if glyph.text.strip()]
    return inked[min(skipped, len(inked) - 1)].x0


def note(printed: Printed) -> Iterator[Found]:
    """7.3.6: 左空二字 on the line under the date, in （）."""
    lines = printed.note
    if not lines:
        return
    if printed.dated and lines[0].page == printed.dated[-1].page and not printed.fitted:
        gap = (lines[0].line.baseline - printed.dated[-1].line.baseline) / printed.pitch
        yield Found("附注在日期下一行", gap, lines[0].page)
    yield Found("附注左空", (lines[0].line.x0 - LEFT) / ONE, lines[0].page)
    text = "".join(placed.text for placed in lines)
    bracketed = text.startswith("（") and text.endswith("）")
    yield from counted("附注写法", [] if bracketed else [text], lines[0].page)


def attachments(printed: Printed) -> Iterator[Found]:
    """7.3.7: on a new page, 「附件1」 黑体 flush left on line 1, its title centred on line 3."""
    others = {placed.page for _, lines in printed.blocks for placed in lines}
    for attachment, (label, title) in zip(printed.composition.attachments, printed.attachments, strict=True):
        faults = [] if title else [attachment.name]
        yield from counted("附件标题与附件说明", faults, label[0].page if label else 0)
        if label and title:
            yield from _attachment_head(label[0], title, others, printed)


def _attachment_head(
    label: Placed, title: Sequence[Placed], others: set[int], printed: Printed
) -> Iterator[Found]:
    sheet, line = label.sheet, label.line
    left, right = edges(sheet, printed.reading)
    first = min(other.baseline for other in sheet.lines if other.baseline > 28)
    good = in_face("黑体", line) and abs(line.size - 16) < 0.1 and label.page not in others
    yield from counted("“附件”字样", [] if good and line.baseline < first + 0.5 else [line.text], label.page)
    yield Found("“附件”左端", line.x0 - left, label.page)
    top = title[0].line.baseline - 0.8 * TITLE_PITCH
    yield Found("附件标题在第几行", (top - line.baseline) / printed.pitch + 1.8, label.page)
    for placed in title:
        middle = (placed.line.x0 + placed.line.x1) / 2
        yield Found("附件标题居中之差", middle - (left + right) / 2, placed.page)


MEASURES = (sizes, faces, indents, attachment_notes, note, attachments)
