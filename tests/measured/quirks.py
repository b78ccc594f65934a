"""LibreOffice 的脾气：the only places where a page is measured otherwise than it stands. Word does none of it.

- It reads `overflowPunct` inverted: a closing mark that Word would take into the next line is hung past the
  right edge. Such a mark counts neither in the line's right end nor among its characters.
- A mark that it hangs before a figure is now and then not in the PDF at all (「推进，」 before 「2022年」).
- Its rules for line starts leave out the single 一字线 of 「1—9月」, and it does not read a document's own
  (`noLineBreaksBefore`). Other marks at a line's start are faults.
- It ignores `autoSpaceDE=0` and sets 3.6 pt of white between a 汉字 and a figure or Latin letter. A line whose
  place was reckoned from its characters is wider by that much for every such seam.
"""

from __future__ import annotations

import itertools

from support.pages import Glyph, Line, is_han

HUNG = "，。、；：！？）》”’〕】」』％%·…"
RANGE_DASH = "—"
AUTOSPACE = 3.6 * 25.4 / 72


def unhung(line: Line, edge: float) -> tuple[Glyph, ...]:
    """The line's ink without a mark hung past `edge`."""
    inked = [glyph for glyph in line.glyphs if glyph.text.strip()]
    while len(inked) > 1 and inked[-1].text in HUNG and inked[-1].x1 > edge + 0.3:
        inked.pop()
    return tuple(inked)


def without_lost_mark(text: str) -> str:
    """What is left to be read where the mark hung at the end of the line before is not in the PDF."""
    return text[1:] if text[:1] in HUNG and text[1:2].isascii() else text


def may_begin(text: str) -> bool:
    """Whether a line begins with the 一字线 of a range, which LibreOffice lets stand there; not with a 破折号."""
    return text.startswith(RANGE_DASH) and not text.startswith(RANGE_DASH * 2)


def seams(text: str) -> float:
    """mm of white that stand between 汉字 and figures in a line of this text."""
    found = sum(
        (is_han(a) and b.isascii() and b.isalnum()) or (is_han(b) and a.isascii() and a.isalnum())
        for a, b in itertools.pairwise(text)
    )
    return found * AUTOSPACE
