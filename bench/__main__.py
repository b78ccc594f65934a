"""make bench：prints every ratio of docs/性能.md; arguments: how many projects (default 1400 10000)."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.documents import documents
from bench.exchange import AS_MANY_CELLS, THREE_HUNDRED_ROWS, exchange
from bench.exchange_merge import exchange_merge
from bench.letters import letters
from bench.live import main as live
from bench.recalculation import recalculation

FOLDER = Path(".cache/bench")


def main(sizes: list[int]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    letters(FOLDER)  # first: a child's peak memory counts from what its parent held when it began
    documents(FOLDER)
    for size in (THREE_HUNDRED_ROWS, AS_MANY_CELLS):
        exchange(FOLDER, size)
        exchange_merge(FOLDER, size)
    for projects in sizes:
        recalculation(FOLDER, projects)
    live(1400)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1400, 10000])
