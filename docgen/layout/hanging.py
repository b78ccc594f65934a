"""标点悬出：a paragraph takes as many lines whether or not marks hang past the ends of its lines.

Word hangs none: the styles say so (`overflowPunct` 0). LibreOffice 7.4 reads that the wrong way round and hangs
them, and writes it the right way round: in a document that it has saved and opens again it hangs none. A
paragraph one line longer then moves all that follows, and the 版记 to a page where it may not stand. Nothing
that the file can say of `overflowPunct` is the same to both programs, in the styles, their defaults or the
paragraph; left out, LibreOffice hangs marks for ever and so does Word. So the characters of a paragraph
that would differ give way, at its end if that will do, by less than anyone sees.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docgen.layout.elements import Element, Para, Run
from docgen.layout.line_breaks import Measure, Setting, line_starts
from docgen.layout.page import BODY_SIZE, TWIPS_PER_PT

_EM = BODY_SIZE * TWIPS_PER_PT
_MOST_MOVED = 8
"""Twips, 0.4 pt or 3% of a character."""
_LAST_LINES = 3
"""Lines at a paragraph's end that are tried alone, before the paragraph as a whole."""
_SURE = (0.0, -0.05, 0.05)
"""字 by which a line may be counted too long or too short."""
_COUNTED = (0.0,)
_HAN = re.compile("[一-鿿]+")


def evened(elements: Iterable[Element], width: int) -> tuple[Element, ...]:
    """Elements across `width` twips, every paragraph of body size as many lines long with hung marks as without."""
    return tuple(_evened(element, width) if isinstance(element, Para) else element for element in elements)


def _evened(para: Para, width: int) -> Para:
    if not _is_plain(para):
        return para
    measure = (width - para.left - para.right) / _EM
    since, move = _settled(para.text, Measure(measure, para.first / _EM, para.style.tracking / _EM))
    return replace(para, runs=tuple(_moved(para, since, move))) if move else para


def _is_plain(para: Para) -> bool:
    """Whether it is text of body size, on lines that only their length breaks."""
    alike = all(
        not (run.size or run.field) and run.scale == 100 and run.tracking is None for run in para.runs
    )
    return alike and para.style.size == BODY_SIZE and not para.tabs and not {"\n", "\t"} & set(para.text)


def _settled(text: str, measure: Measure) -> tuple[int, int]:
    """From which character on the text is moved by how many twips so that it takes as many lines: by 0 as it is.

    First what holds even where a line is counted a little wrong; where nothing does, it stays as it is.
    """
    for spares in (_SURE, _COUNTED):
        for since, move in _moves(text, measure):
            moved = replace(measure, moved=move / _EM, since=since)
            if all(_agree(text, replace(moved, width=moved.width - spare)) for spare in spares):
                return since, move
    return 0, 0


def _moves(text: str, measure: Measure) -> Iterator[tuple[int, int]]:
    """None; then the last line, the last two, … and the whole, closer or wider by ever more."""
    yield 0, 0
    starts = line_starts(text, measure, Setting.LIBREOFFICE)
    for since in dict.fromkeys((*starts[: -_LAST_LINES - 1 : -1], 0)):
        for move in range(1, _MOST_MOVED + 1):
            yield from ((since, -move), (since, move))


def _agree(text: str, measure: Measure) -> bool:
    """Whether it takes as many lines either way, and those of 汉字 alone are as full as ever."""
    hung, resaved = (line_starts(text, measure, one) for one in (Setting.LIBREOFFICE, Setting.RESAVED))
    return len(hung) == len(resaved) and not _thinned(text, hung, measure)


def _thinned(text: str, starts: tuple[int, ...], measure: Measure) -> bool:
    """Whether a line of 汉字 without a mark near its end holds fewer than 28, or than its indents leave (5.2.3)."""
    full = int(measure.width / (1 + measure.tracking))
    lines = itertools.pairwise(starts[1:])
    return any(end - start < full and _HAN.fullmatch(text[start : end + 2]) for start, end in lines)


def _moved(para: Para, since: int, move: int) -> Iterator[Run]:
    """The runs, those characters moved that stand from `since` on."""
    at = 0
    for run in para.runs:
        cut = max(0, since - at)
        head, tail = run.text[:cut], run.text[cut:]
        if head:
            yield replace(run, text=head)
        if tail:
            yield replace(run, text=tail, tracking=para.style.tracking + move)
        at += len(run.text)
