"""字宽：how wide a text runs, in em of its 汉字, and how many lines it takes."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

# Times New Roman, in em; what is not listed counts as half.
_LATIN = {
    **dict.fromkeys(" .,;:'|!/ijlt", 0.27),
    **dict.fromkeys("()-[]fr", 0.33),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 0.68),
    **dict.fromkeys("mMW%@", 0.86),
}
_HALF_TO_FULL = frozenset("“”‘’…—·★")

_AUTOSPACE = 0.21
"""Of 4号, as LibreOffice sets it: a fifth, and a little."""
_NO_LINE_START = frozenset("，。、；：！？）》”〕")
_HUNG = frozenset("，。、；：！？")
_PIECE = re.compile(r"[（《“〔]*(?:[!-~]+|.)")
"""What no line's end parts."""


def character_width(character: str) -> float:
    """Width of one character in em."""
    if character in _HALF_TO_FULL or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return _LATIN.get(character, 0.5)


def text_width(text: str) -> float:
    """Width of a text in em."""
    return sum(map(character_width, text))


def lines_needed(text: str, width: float, first: float = 0.0) -> int:
    """Lines a text takes on a measure of `width` em, its first line moved in by `first` em (may be negative).

    A line gives up half a 字 on average to the rules of line ends (避头尾) and to digits kept together.
    """
    lines = 0
    for part in text.split("\n"):
        extent = text_width(part) + first
        lines += 1 if extent <= width else max(1, math.ceil((extent - 0.01) / max(width - 0.25, 1.0)))
    return lines


@lru_cache(maxsize=4096)
def line_counts(text: str, width: float, first: float = 0.0, tracking: float = 0.0) -> frozenset[int]:
    """Lines a text takes, its characters moved by `tracking` em: one count where every program sets it alike.

    As `lines_needed`, but piece by piece (避头尾, figures kept whole), for a box that must not overflow.
    Word sets no white round figures and hangs no mark past the line's end; LibreOffice does both, and only the
    first in a document that it has saved itself.
    """
    ways: tuple[tuple[float, frozenset[str]], ...] = (
        (0.0, frozenset()),
        (_AUTOSPACE, _HUNG),
        (_AUTOSPACE, frozenset()),
    )
    return frozenset(_set_lines(text, width, first, tracking, *way) for way in ways)


def _set_lines(
    text: str, width: float, first: float, tracking: float, autospace: float, hung: frozenset[str]
) -> int:
    lines, used, before, last = 1, first, "", 0.0
    for piece in _PIECE.findall(text):
        extent = text_width(piece) + len(piece) * tracking
        white = autospace if _is_seam(before, piece[0]) else 0.0
        if used + white + extent <= width or (piece in hung and used <= width):
            used += white + extent
        else:
            # A mark may not begin a line: the piece before it comes along.
            along = last if piece in _NO_LINE_START else 0.0
            # What is wider than a line is broken wherever the line is full.
            more = max(1, math.ceil((along + extent) / width))
            lines, used = lines + more, along + extent - (more - 1) * width
        before, last = piece[-1], extent + (last if piece in _NO_LINE_START else 0.0)
    return lines


def _is_seam(before: str, after: str) -> bool:
    """Where some programs set white: between a 汉字 and a figure or letter."""
    return bool(before) and before.isascii() != after.isascii() and (before + after).isalnum()
