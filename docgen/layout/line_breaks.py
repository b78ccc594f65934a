"""断行：where the lines of a text begin, as each program sets them.

LibreOffice's ways are read off its pages; tests/rendered/test_lines_after_resaving.py compares them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from docgen.layout.text_width import text_width

_AUTOSPACE = 0.2
"""White in em that LibreOffice sets between a 汉字 and a figure or letter, whatever `autoSpaceDE` says."""
_NO_LINE_START = frozenset("，。、；：！？）》”〕】")
_NOT_BEFORE_FIGURES = frozenset("，。、）》”〕】")
"""Marks that LibreOffice does not part from a figure or letter after them."""
_HUNG = frozenset("，。、；：！？")
_PIECE = re.compile(r"[（《“〔【]*(?:[!-~]+|.)")


class Setting(Enum):
    """谁来排：Word; LibreOffice with a document of ours; LibreOffice with one that it has saved itself.

    A mark that has no room takes the character before it to the next line. Only LibreOffice lets it hang past
    the line's end, and only in a document that it has not saved itself (docgen.layout.hanging says why).
    """

    WORD = "word"
    LIBREOFFICE = "libreoffice"
    RESAVED = "resaved"

    @property
    def hung(self) -> frozenset[str]:
        """Marks that may stand past the line's end."""
        return _HUNG if self is Setting.LIBREOFFICE else frozenset()


@dataclass(frozen=True, slots=True)
class Measure:
    """行宽：`width` of the lines in em, the first moved in by `first` (may be negative).

    Every character is moved from the next by `tracking` em; those from index `since` on by `moved` more.
    """

    width: float
    first: float = 0.0
    tracking: float = 0.0
    moved: float = 0.0
    since: int = 0

    def tracking_at(self, at: int) -> float:
        """What the character at index `at` is moved from the next."""
        return self.tracking + (self.moved if at >= self.since else 0.0)


@lru_cache(maxsize=4096)
def line_counts(text: str, width: float, first: float = 0.0, tracking: float = 0.0) -> frozenset[int]:
    """Lines a text takes, its characters moved by `tracking` em: one count where every program sets it alike.

    As `lines_needed`, but piece by piece (避头尾, figures kept whole), for a box that must not overflow.
    """
    measure = Measure(width, first, tracking)
    return frozenset(len(line_starts(text, measure, setting)) for setting in Setting)


@lru_cache(maxsize=4096)
def line_starts(text: str, measure: Measure, setting: Setting) -> tuple[int, ...]:
    """Index of the character that each line of the text begins with."""
    starts, used, chain = [0], measure.first, 0.0
    for piece in _pieces(text, setting):
        tracking = measure.tracking_at(piece.at)
        # LibreOffice gives the last character of a line, and of a script, its own width.
        own = -tracking if tracking < 0 and setting is not Setting.WORD else 0.0
        extent = piece.width + piece.length * tracking
        chain = chain + extent if piece.joined else extent
        room = measure.width - own
        beyond = used + extent + piece.white + (own if piece.changes_script else 0.0)
        if beyond <= room or (piece.may_hang and used <= room):
            used = beyond
        else:
            # What is wider than a line is broken wherever the line is full.
            lines = max(1, math.ceil(chain / room))
            starts += [piece.chain_start] * lines
            used = chain - (lines - 1) * room
    return tuple(starts)


class _Piece(NamedTuple):
    """字段：what no line's end parts, `width` em wide, its first character at index `at` of the text.

    `joined`: no line begins with it; it takes all from `chain_start` on to the next. `white` em stand before it.
    """

    at: int
    length: int
    width: float
    joined: bool
    chain_start: int
    may_hang: bool
    changes_script: bool
    white: float


@lru_cache(maxsize=512)
def _pieces(text: str, setting: Setting) -> tuple[_Piece, ...]:
    pieces, before, head, chain_start = [], "", "", 0
    for found in _PIECE.finditer(text):
        piece, at = found[0], found.start()
        joined = _is_joined(before, piece, setting)
        if not joined:
            chain_start, head = at, piece[-1]
        changes = setting is not Setting.WORD and bool(before) and before.isascii() != piece[0].isascii()
        white = _AUTOSPACE if changes and (before + piece[0]).isalnum() else 0.0
        # Behind figures LibreOffice hangs no mark.
        may_hang = piece in setting.hung and not head.isascii()
        width = text_width(piece)
        pieces.append(_Piece(at, len(piece), width, joined, chain_start, may_hang, changes, white))
        before = piece[-1]
    return tuple(pieces)


def _is_joined(before: str, piece: str, setting: Setting) -> bool:
    """Whether no line may begin with the piece."""
    if piece in _NO_LINE_START:
        return True
    kept = _NOT_BEFORE_FIGURES - setting.hung
    return setting is not Setting.WORD and before in kept and piece[0].isascii()
