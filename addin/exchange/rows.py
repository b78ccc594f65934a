"""对行：which returned row is which row that was sent: by 行标识, then by a key that stands once; never by place.

An absent row is never a deleted one. A row that cannot be told for certain is given to a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from addin.exchange.normal import Key
from addin.ledger.row_ids import is_valid

RowKey = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class SentRows:
    """发出的行：`ids` and `keys` in their order; an id is "" and a key None where there is none."""

    ids: Sequence[str]
    keys: Sequence[RowKey | None]


@dataclass(frozen=True, slots=True)
class ReturnedRows:
    """返回的行：blank rows left out. `content` tells two rows apart that claim to be the same one; `signs`
    are hashes of content, by which a new row accepted before is known again."""

    ids: Sequence[str]
    keys: Sequence[RowKey | None]
    content: Callable[[int], Hashable]
    sign: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Matching:
    """对行结果：`pairs` (returned, sent); `new`, `foreign` and `repeated` (the sent row, those that claim it)
    are places of returned rows, `absent` of sent ones."""

    pairs: list[tuple[int, int]]
    new: list[int]
    foreign: list[int]
    repeated: list[tuple[int, tuple[int, ...]]]
    absent: list[int]


def match_rows(sent: SentRows, returned: ReturnedRows, accepted: Mapping[str, int]) -> Matching:
    """`accepted`: hash of content → place among the sent rows of a new row taken in before."""
    claims, new, foreign = _claims(sent, returned, accepted)
    pairs, repeated = [], []
    for place, claimants in claims.items():
        own, copies = _told_apart(sent.keys[place], claimants, returned)
        new += copies
        if len(own) > 1:
            repeated.append((place, tuple(own)))
        else:
            pairs.append((own[0], place))
    absent = [place for place in range(len(sent.ids)) if place not in claims]
    return Matching(sorted(pairs), sorted(new), foreign, repeated, absent)


def _claims(
    sent: SentRows, returned: ReturnedRows, accepted: Mapping[str, int]
) -> tuple[dict[int, list[int]], list[int], list[int]]:
    """Which returned rows say that they are which sent one; new ones; those with an id never sent."""
    places = {row_id: place for place, row_id in enumerate(sent.ids) if row_id}
    by_key = once(sent.keys)
    claims: dict[int, list[int]] = defaultdict(list)
    new: list[int] = []
    foreign: list[int] = []
    for row, (row_id, key) in enumerate(zip(returned.ids, returned.keys, strict=True)):
        place = places.get(row_id)
        if place is None and is_valid(row_id):
            foreign.append(row)
            continue
        if place is None and key is not None:
            place = by_key.get(key)
        if place is None:
            place = accepted.get(returned.sign(row))
        if place is None:
            new.append(row)
        else:
            claims[place].append(row)
    return claims, new, foreign


def once(keys: Sequence[RowKey | None]) -> dict[RowKey, int]:
    """Key → place, of the keys that stand exactly once."""
    found: dict[RowKey, int] = {}
    twice = set()
    for place, key in enumerate(keys):
        if key is None:
            continue
        if key in found:
            twice.add(key)
        found[key] = place
    return {key: place for key, place in found.items() if key not in twice}


def _told_apart(
    key: RowKey | None, claimants: list[int], returned: ReturnedRows
) -> tuple[list[int], list[int]]:
    """Of several rows that claim one sent row: its own, and copies of it that were made into new rows.

    Rows that are the same in every cell are one. Where no row keeps the key none can be called the original.
    """
    if len(claimants) == 1:
        return claimants, []
    own = [row for row in claimants if returned.keys[row] == key]
    copies = [row for row in claimants if returned.keys[row] != key] if own else []
    distinct = {returned.content(row): row for row in reversed(own or claimants)}
    return sorted(distinct.values()), copies
