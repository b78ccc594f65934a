"""机制：which mechanism of the five sources a test runs, and where in the workbook it is to be seen."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from addin.schema import Column, Sheet

LIST = Path(__file__).parents[1] / "mechanisms" / "机制清单.csv"
BACKGROUND = ("S2-18", "S3-13")
"""Rows that are background: nothing to run."""

Test = TypeVar("Test", bound=Callable[..., object])


@dataclass(frozen=True)
class Mechanism:
    """One row of the sources: its number, where it is from, what it is called, its own words."""

    number: str
    source: str
    title: str
    words: str


@dataclass(frozen=True)
class Shown:
    """What one test shows of a mechanism."""

    numbers: tuple[str, ...]
    places: tuple[str, ...]
    commands: tuple[str, ...]
    documents: tuple[str, ...]


def mechanisms() -> list[Mechanism]:
    with LIST.open(encoding="utf-8", newline="") as lines:
        return [Mechanism(*row) for row in list(csv.reader(lines))[1:]]


def shows(
    *numbers: str,
    at: Iterable[Column | type[Sheet]],
    commands: Iterable[str],
    documents: Iterable[str] = (),
) -> Callable[[Test], Test]:
    """Marks a test with the mechanisms it runs: the columns or sheets it looks at, the commands it gives,
    the documents or forms it writes (by name)."""

    def mark(test: Test) -> Test:
        places = tuple(one.title if isinstance(one, type) else f"{one.sheet_title}!{one.title}" for one in at)
        test.shown = Shown(numbers, places, tuple(commands), tuple(documents))  # type: ignore[attr-defined]
        return test

    return mark
