"""字宽：how wide a text runs, in em of its 汉字, and about how many lines it takes."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

# Times New Roman, in em; what is not listed counts as half.
_LATIN = {
    **dict.fromkeys("'|", 0.19),
    **dict.fromkeys(" ,.", 0.25),
    **dict.fromkeys("/\\:;ijlt", 0.278),
    **dict.fromkeys("!()-[]`fr", 0.333),
    **dict.fromkeys("Js", 0.389),
    **dict.fromkeys('"?acez', 0.444),
    **dict.fromkeys("FPS+<=>", 0.56),
    **dict.fromkeys("ELTZ", 0.611),
    **dict.fromkeys("BCR", 0.667),
    **dict.fromkeys("ADGHKNOQUVXYw", 0.722),
    **dict.fromkeys("&m", 0.778),
    "%": 0.833,
    **dict.fromkeys("MW@", 0.92),
}
_HALF_TO_FULL = frozenset("“”‘’…—·★")


@lru_cache(maxsize=4096)
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
