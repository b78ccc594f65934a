"""引文：texts that a document takes over word for word, and where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from docgen.wording.cleaning import one_line, plain_figures, prose

HIDDEN = "\0"
"""Stands for every character of a quoted text: no check reads it."""

_HAN = re.compile(r"[一-龥]")
# A sentence, its parts between ；, its clauses: wording may take over any of them alone.
_LEVELS = tuple(map(re.compile, (r"[。\n]+", r"[；;。\n]+", r"[，；：。（）;:()\n]+")))
_KEY = 4


def is_quotable(text: str) -> bool:
    """Two 汉字 at least: shorter, it would be found where nobody quoted it."""
    return len(_HAN.findall(text)) > 1


@lru_cache(maxsize=4096)
def forms_of(text: str) -> frozenset[str]:
    """A typed text as wording may print it, whole and in parts."""
    whole = {text, one_line(text), prose(text), plain_figures(prose(text))}
    parts = {part.strip() for form in whole for level in _LEVELS for part in level.split(form)}
    return frozenset(form for form in whole | parts if is_quotable(form))


@dataclass(frozen=True, slots=True)
class Quotes:
    """The texts by their first characters, the longest first: each place of a document is looked at once."""

    by_key: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Quotes:
        by_key: dict[str, list[str]] = {}
        for text in sorted(set(texts), key=lambda one: (-len(one), one)):
            by_key.setdefault(text[:_KEY], []).append(text)
        return cls({key: tuple(found) for key, found in by_key.items()})

    def hide(self, text: str) -> str:
        """The text, as long as before, with what is quoted hidden. A figure is never cut in two."""
        pieces = list(text)
        at = 0
        while at < len(text):
            end = at + self._length_at(text, at)
            pieces[at:end] = HIDDEN * (end - at)
            at = max(end, at + 1)
        return "".join(pieces)

    def _length_at(self, text: str, at: int) -> int:
        if at and text[at - 1].isdigit():  # a number is read with its unit
            return 0
        for size in range(_KEY, 1, -1):
            for words in self.by_key.get(text[at : at + size], ()):
                end = at + len(words)
                if not _cuts_a_number(text, end) and text.startswith(words, at):
                    return len(words)
        return 0


def _cuts_a_number(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1] in "0123456789." and text[at].isdigit()
