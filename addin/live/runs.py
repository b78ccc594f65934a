"""成段写：which stretches of a column to write, so that few calls suffice and nothing else is written over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

MOST_RUNS = 40
"""A typed column with more changed stretches than this is written as a block like a computed one."""

Run = tuple[int, int]  # first and last row


def runs_of(rows: Sequence[int], untouchable: Sequence[int], bridge: bool) -> list[Run]:
    """The stretches that hold all of `rows` (ascending) and none of `untouchable` (ascending).

    `bridge`: rows in between may be written once more with what stands in them. Where they may not,
    only neighbours are joined, unless that makes more than MOST_RUNS stretches.
    """
    found = _joined(rows, untouchable, bridge)
    if not bridge and len(found) > MOST_RUNS:
        return _joined(rows, untouchable, bridge=True)
    return found


def _joined(rows: Sequence[int], untouchable: Sequence[int], bridge: bool) -> list[Run]:
    runs: list[Run] = []
    for row in rows:
        last = runs[-1][1] if runs else None
        if last is not None and (row == last + 1 or (bridge and _is_free(untouchable, last, row))):
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _is_free(untouchable: Sequence[int], after: int, before: int) -> bool:
    place = bisect_left(untouchable, after + 1)
    return place == len(untouchable) or untouchable[place] >= before
