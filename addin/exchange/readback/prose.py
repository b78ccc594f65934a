"""正文差异：lines outside the items that differ from those that were written. They are told, never read as values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Difference:
    """一处差异：`before` "" was added, `after` "" was left out."""

    before: str
    after: str

    @property
    def kind(self) -> str:
        return "增加" if not self.before else "删去" if not self.after else "改动"


def differences(before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    """In reading order; white is no difference, nor is the same line shown by one more header or footer."""
    matcher = SequenceMatcher(None, [*map(_plain, before)], [*map(_plain, after)], autojunk=False)
    found: list[Difference] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            found += _paired(before[start:end], after[first:last])
    return [*_without_moved(found)]


def _plain(text: str) -> str:
    return _WHITE.sub("", unicodedata.normalize("NFC", text)).replace("\u2011", "-")


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    for old, new in zip_longest(before, after, fillvalue=""):
        yield Difference(old, new)


def _without_moved(found: Sequence[Difference]) -> Iterator[Difference]:
    """A line that is left out at one place and added at another has only moved."""
    gone = [_plain(one.before) for one in found if not one.after]
    added = [_plain(one.after) for one in found if not one.before]
    both = {line for line in gone if line in added}
    for one in found:
        whole = one.before if not one.after else one.after if not one.before else ""
        if not whole or _plain(whole) not in both:
            yield one
