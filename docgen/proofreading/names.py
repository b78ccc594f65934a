"""名称核对：names in a text that are one slip away from one on a list of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

_SHORTEST = 4
_LONG = 6
"""From this many characters on a missing or an extra one inside is a slip too, not another name."""


@dataclass(frozen=True, slots=True)
class Slip:
    """误写：`written` stands at `start`; the list has `name`."""

    written: str
    start: int
    name: str


@dataclass(frozen=True, slots=True)
class NameList:
    """A list of names, made once for all documents of a run.

    One slip leaves the first or the second half of a name whole: `halves` finds the names by either.
    """

    names: frozenset[str] = frozenset()
    halves: dict[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> NameList:
        known = frozenset(name for name in names if name)
        halves: dict[str, list[tuple[str, bool]]] = {}
        for name in sorted(known):
            if len(name) < _SHORTEST:
                continue
            middle = len(name) // 2
            for half, opens in ((name[:middle], True), (name[middle:], False)):
                halves.setdefault(half, []).append((name, opens))
        return cls(
            known,
            {half: tuple(found) for half, found in halves.items()},
            tuple(sorted({len(half) for half in halves})),
        )

    def nearest(self, written: str) -> str:
        return next(iter(get_close_matches(written, self.names, 1, 0.5)), "")

    def look(self, text: str) -> tuple[list[tuple[int, int]], list[Slip]]:
        """Where names of the list stand in the text as they are; and what is one slip off, and no name itself."""
        spans: list[tuple[int, int]] = []
        slips: list[Slip] = []
        for at, name, opens in self._found_halves(text):
            for start, end in _windows(at, name, opens):
                written = text[max(start, 0) : end]
                if written == name:
                    spans.append((start, end))
                elif start >= 0 and written not in self.names and _one_slip(written, name):
                    slips.append(Slip(written, start, name))
        return spans, slips

    def _found_halves(self, text: str) -> Iterator[tuple[int, str, bool]]:
        halves = self.halves
        for length in self.lengths:
            for at in range(len(text) - length + 1):
                half = text[at : at + length]
                if half in halves:
                    yield from ((at, name, opens) for name, opens in halves[half])


def _windows(at: int, name: str, opens: bool) -> Iterator[tuple[int, int]]:
    """Where the whole name would stand, were it as long, one shorter or one longer."""
    half = len(name) // 2
    for length in (len(name), len(name) - 1, len(name) + 1):
        end = at + length if opens else at + len(name) - half
        yield end - length, end


def _one_slip(written: str, name: str) -> bool:
    """One inner character another; in a long name also one inner character more or less, or any one another."""
    if not written or _strange(written, name):
        return False
    if len(written) == len(name):
        off = [at for at, (one, other) in enumerate(zip(written, name, strict=True)) if one != other]
        return (
            len(off) == 1
            and (_is_inner(off[0], name) or len(name) >= _LONG)
            and not _other_level(written, name)
        )
    if len(name) < _LONG or (written[0], written[-1]) != (name[0], name[-1]):
        return False
    longer, shorter = (written, name) if len(written) > len(name) else (name, written)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer) - 1))


def _is_inner(at: int, name: str) -> bool:
    return 0 < at < len(name) - 1


def _other_level(written: str, name: str) -> bool:
    """市财政局 is no slip for 区财政局."""
    return written[0] != name[0] and {written[0], name[0]} <= set("省市区县镇乡")


def _strange(written: str, name: str) -> bool:
    """Punctuation or a gap that the name has not: two words, not one misspelt."""
    return any(not one.isalnum() and one not in name for one in written)
