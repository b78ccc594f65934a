"""已知数：every figure, date and text that a document's facts carry, as its words are checked against them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, groupby
from typing import Any

from docgen.proofreading.labels import NO_FIGURES, light_named, unit_of_field
from docgen.proofreading.names import NameList
from docgen.proofreading.quotes import Quotes, forms_of, is_quotable
from docgen.proofreading.reading import Time, read
from docgen.proofreading.units import BARE, MONEY, POINTS, RECORDS, SCORE, SHARE
from docgen.wording.cleaning import one_line, prose
from docgen.wording.numerals import DASH

_IDENTITY = ("name", "project", "unit")
_FIELD_OF_TEMPLATE = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_UNCOUNTED = frozenset(("copied_to", "present", "on_leave", "attending"))
"""Lists of people and bodies that no text counts."""
_LONGEST_GROUP = 16
_SUMMED = frozenset((MONEY, RECORDS, BARE))
_NOT_A_PERIOD = re.compile(r"dated|due|deadline|held|(?:^|_)by$")
"""Days whose month a text never means when it names a month alone."""


@dataclass(frozen=True, slots=True)
class Owner:
    """所属：the project or unit a figure belongs to; only owners of one `sort` are told apart."""

    sort: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """`value` in `unit`; `field` names the fact, `light` the light it counts, `word` what its records share."""

    value: float
    unit: str
    field: str = ""
    owner: Owner | None = None
    light: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a document may say. `as_of` is 截至日期, `dated` the day it goes out or is drafted.

    `months` are those it reports on; `times` hours and numbers like 2022-06-01; `quotes` what people typed,
    which is not corrected; `units` and `projects` the names of 单位名录 and 项目清单.
    """

    figures: tuple[KnownFigure, ...] = ()
    days: frozenset[date] = frozenset()
    months: frozenset[tuple[int, int]] = frozenset()
    years: frozenset[int] = frozenset()
    times: tuple[Time, ...] = ()
    quotes: Quotes = field(default_factory=Quotes)
    as_of: date | None = None
    dated: date | None = None
    units: NameList = field(default_factory=NameList)
    projects: NameList = field(default_factory=NameList)


def known_of(
    facts: object,
    *,
    as_of: date | None = None,
    dated: date | None = None,
    units: NameList | None = None,
    projects: NameList | None = None,
    wording: str = "",
) -> Known:
    """Everything in the facts of a document, and what follows from it: counts, sums, differences.

    `wording` is the built-in template of the kind: what it says itself (一式3份) is no figure of the ledger.
    """
    walk = _Walk()
    walk.value(facts, "", None)
    walk.texts |= _said_by(wording)
    if as_of:
        walk.day(as_of, "as_of")
    if dated:
        walk.day(dated, "dated")
    return Known(
        tuple(dict.fromkeys(walk.figures)),
        frozenset(walk.days),
        frozenset(walk.months),
        frozenset(walk.years),
        tuple(dict.fromkeys(walk.times)),
        Quotes.of(walk.texts),
        as_of,
        dated,
        units or NameList(),
        projects or NameList(),
    )


@lru_cache(maxsize=64)
def _said_by(wording: str) -> frozenset[str]:
    """The template's own words with a number in them."""
    clauses = (form for text in _FIELD_OF_TEMPLATE.split(wording) for form in forms_of(text))
    return frozenset(clause for clause in clauses if any(character.isdigit() for character in clause))


class _Walk:
    """Goes through facts of any shape."""

    def __init__(self) -> None:
        self.figures: list[KnownFigure] = []
        self.days: set[date] = set()
        self.months: set[tuple[int, int]] = set()
        self.years: set[int] = set()
        self.times: list[Time] = []
        self.texts: set[str] = set()
        self.inside = False

    def value(self, value: Any, name: str, owner: Owner | None) -> None:
        if isinstance(value, str):
            self.text(value)
        elif name.endswith("year") and isinstance(value, int):
            self.years.add(value)
        elif is_number(value) and name not in NO_FIGURES:
            self.figures += number_figures(value, name, owner)
        elif isinstance(value, date):
            self.day(value, name)
        elif isinstance(value, tuple | list):
            self._several(value, name, owner)
        elif is_dataclass(value) and not isinstance(value, type):
            self._record(value, owner)

    def day(self, day: date, name: str) -> None:
        self.days.add(day)
        if not _NOT_A_PERIOD.search(name):
            self.months.add((day.year, day.month))

    def text(self, text: str) -> None:
        """Words are quoted as a whole; a text without any (14:30, 6, 2022-06-01) gives its figures."""
        self.texts |= forms_of(text)
        found = read(text)
        bare = not is_quotable(text)
        self.times += (time for time in found.times if time.code or bare)
        if bare:
            self.figures += (KnownFigure(number.value, number.unit.base) for number in found.numbers)

    def _record(self, record: Any, owner: Owner | None) -> None:
        # The document's own facts belong to nobody: only what stands in them does.
        own = (owner_of(record) or owner) if self.inside else owner
        self.inside = True
        parts = [(part.name, getattr(record, part.name)) for part in fields(record)]
        for name, value in parts:
            self.value(value, name, own)
        light, count = light_named(getattr(record, "label", None)), getattr(record, "count", None)
        if light and isinstance(count, int):
            self.figures.append(KnownFigure(count, RECORDS, "count", None, light))
        self.figures += differences(parts, own)

    def _several(self, values: Sequence[Any], name: str, owner: Owner | None) -> None:
        if values and name not in _UNCOUNTED:
            self.figures.append(KnownFigure(len(values), RECORDS, name, owner))
        for one in values:
            self.value(one, name, owner)
        for _, group in groupby(values, type):
            records = list(group)
            if is_dataclass(records[0]):
                self.figures += counts_and_sums(records, owner)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def number_figures(value: float, name: str, owner: Owner | None, word: str = "") -> Iterator[KnownFigure]:
    """A number in the unit its name tells; a fraction whose name tells nothing in every unit it may have."""
    unit = unit_of_field(name, whole=isinstance(value, int))
    if unit is None:
        yield KnownFigure(value * 100, SHARE, name, owner, "", word)
        yield from (KnownFigure(value, one, name, owner, "", word) for one in (MONEY, POINTS, SCORE, BARE))
    else:
        yield KnownFigure(value * 100 if unit == SHARE else float(value), unit, name, owner, "", word)


def differences(parts: Iterable[tuple[str, Any]], owner: Owner | None) -> Iterator[KnownFigure]:
    """What two amounts, or two rates, of one record differ by: 尚差4600万元, 较上月提高8.12个百分点."""
    numbers = [(name, unit_of_field(name, whole=False), value) for name, value in parts if is_number(value)]
    for (_, unit, first), (name, other, second) in combinations(numbers, 2):
        gap = first - second
        if unit == other == MONEY:
            yield from (KnownFigure(size, MONEY, "", owner) for size in (gap, -gap))
        elif unit == other == SHARE:
            # A rate is compared with the schedule, never the schedule with a rate.
            sizes = (gap,) if name == "scheduled" else (gap, -gap)
            yield from (KnownFigure(size * 100, POINTS, "", owner) for size in sizes)


def counts_and_sums(records: Sequence[Any], owner: Owner | None) -> Iterator[KnownFigure]:
    """How many records share a word (亮红灯, 部门组), how many of them have each fact, and the sums of it."""
    yield from _sums(records, owner, "")
    for part in fields(records[0]):
        groups: dict[str, list[Any]] = {}
        for record in records:
            word = getattr(record, part.name, None)
            if isinstance(word, str) and word not in ("", DASH) and len(word) <= _LONGEST_GROUP:
                groups.setdefault(word, []).append(record)
        for word, group in groups.items():
            light = light_named(word)
            if light:
                yield KnownFigure(len(group), RECORDS, part.name, owner, light)
            elif len(groups) < len(records):  # as many words as records name the records and group nothing
                yield KnownFigure(len(group), RECORDS, part.name, owner, "", prose(word))
                yield from _sums(group, owner, prose(word))


def _sums(records: Sequence[Any], owner: Owner | None, word: str) -> Iterator[KnownFigure]:
    for part in fields(records[0]):
        values = [getattr(record, part.name, None) for record in records]
        filled = sum(value is not None and value not in ("", ()) for value in values)
        if filled < len(records):
            yield KnownFigure(filled, RECORDS, part.name, owner, "", word)
            yield KnownFigure(len(records) - filled, RECORDS, part.name, owner, "", word)
        numbers: list[Any] = [value for value in values if is_number(value)]
        if numbers:
            figures = number_figures(sum(numbers), part.name, owner, word)
            yield from (figure for figure in figures if figure.unit in _SUMMED)


def owner_of(record: Any) -> Owner | None:
    """The record's own name, or the project or unit it is about."""
    for name in _IDENTITY:
        value = getattr(record, name, None)
        if isinstance(value, str) and value.strip():
            return Owner(type(record).__name__, one_line(value))
    return None
