"""编号：the next free key of a sheet, in the way its rows are numbered already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from addin.ledger.text import match_key

_ENDS_IN_DIGITS = re.compile(r"(.*?)(\d+)$", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def next_numbers(like: Sequence[str], taken: Iterable[str], first: str, year: int) -> Iterator[str]:
    """Keys after the last of `like` (its prefix, its width), none of them taken: YT2022-009 → YT2022-010 …

    A prefix that holds another year starts anew with `year`. Without a key that ends in digits: from
    `first` on.
    """
    used = {match_key(key) for key in taken}
    prefix, number, width = _start([*like], first, year)
    while True:
        key = f"{prefix}{number:0{width}d}"
        number += 1
        if match_key(key) not in used:
            yield key


def _start(like: list[str], first: str, year: int) -> tuple[str, int, int]:
    parts = [match for match in map(_ENDS_IN_DIGITS.match, like) if match]
    if not parts:
        found = _ENDS_IN_DIGITS.match(first)
        assert found, first
        return found[1], int(found[2]), len(found[2])
    prefix, digits = parts[-1][1], parts[-1][2]
    front = _YEAR.sub(str(year), prefix)
    last = max((int(one[2]) for one in parts if one[1] == front), default=0)
    return front, last + 1, len(digits)
