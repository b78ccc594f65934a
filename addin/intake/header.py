"""表头：finding the header of a foreign table, one row or several, and flattening it to 「上级/下级」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from addin.intake.aliases import ALIASES, TARGETS, UNUSED
from addin.schema import Column, Sheet
from addin.workbook.grids import Row
from addin.workbook.headers import HEADER_WITHIN, known_titles, normal_title
from addin.workbook.outside import OutsideTab
from addin.workbook.port import CellValue

LEAST_TITLES = 3
MOST_LEVELS = 4

_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")
_YEAR = re.compile(r"(\d{4})年(?:度(?=.))?(.+)")
_UNIT = re.compile(r"(亿元?|百万元?|千万元?|万元?|千元|元)")
_ABOVE = re.compile(r"[:：]|附件|\d{4}\s*年?\s*[-.]?\s*\d+\s*月?")
_MUST_FILL = re.compile(r"不能留空|不得留空|必须填|必填")


@dataclass(frozen=True, slots=True)
class Title:
    """标题：one header cell: `core` without bracket, year, blanks; `unit` 亿元, 万元 …; `must` not blank."""

    core: str
    unit: str = ""
    year: int | None = None
    must: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """末级列：one column of the header; `path` its titles from the top."""

    place: int
    path: tuple[Title, ...]
    shown: str

    @property
    def year(self) -> int | None:
        return next((title.year for title in reversed(self.path) if title.year), None)

    @property
    def unit(self) -> str:
        return next((title.unit for title in reversed(self.path) if title.unit), "")

    @property
    def must(self) -> bool:
        return any(title.must for title in self.path)


@dataclass(frozen=True, slots=True)
class Head:
    """表头位置：rows `first` … `last` (indices of the tab's rows) and the columns below them."""

    first: int
    last: int
    leaves: tuple[Leaf, ...]
    unit: str
    """金额单位 written above the header (「单位：亿元」); "" where none is."""


@lru_cache(maxsize=5_000)
def read_title(text: str) -> Title:
    """「2021 年投资目标（亿元）」 → Title("年投资目标", "亿元", 2021)."""
    core, unit, must = normal_title(text), "", False
    while found := _BRACKET.search(core):
        if found.start() == 0:
            break
        core = core[: found.start()]
        said = _UNIT.search(found[1])
        unit, must = (said[1] if said else unit), must or bool(_MUST_FILL.search(found[1]))
    dated = _YEAR.fullmatch(core)
    return Title(f"年{dated[2]}", unit, int(dated[1]), must) if dated else Title(core, unit, None, must)


def column_called(sheet: type[Sheet], path: Sequence[Title]) -> Column | None:
    """The column that a header path names for the sheet, perhaps one of another sheet; None where none."""
    cores = [title.core for title in path]
    for start in range(len(cores)):
        below = "/".join(cores[start:])
        found = ALIASES[sheet].get(below) or _declared(sheet, below)
        if found:
            return found
    return None


def _declared(sheet: type[Sheet], core: str) -> Column | None:
    known = known_titles(sheet)  # type: ignore[arg-type]
    spellings = (core, f"年度{core[1:]}") if core.startswith("年") else (core,)
    return next((known[text] for text in spellings if text in known and known[text].name != "row_id"), None)


@lru_cache(maxsize=5_000)
def _is_known(text: str) -> bool:
    title = read_title(text)
    return title.core in UNUSED or any(column_called(sheet, (title,)) for sheet in TARGETS)


def known_titles_in(row: Row) -> int:
    """How many different cells of the row read like titles of our columns."""
    return len({text for text in row if isinstance(text, str) and text and _is_known(text)})


def find_head(tab: OutsideTab) -> Head | None:
    """The header within the first 20 rows: the row with most known titles (three or more), the upper of two,
    with the rows above and below that belong to it."""
    top = tab.rows[:HEADER_WITHIN]
    counts = [known_titles_in(row) for row in top]
    if max(counts, default=0) < LEAST_TITLES:
        return None
    first = last = counts.index(max(counts))
    while first > 0 and last - first < MOST_LEVELS - 1 and _is_level_above(top[first - 1]):
        first -= 1
    while last + 1 < len(tab.rows) and last - first < MOST_LEVELS - 1:
        if not _is_level_below(tab.rows[first : last + 1], tab.rows[last + 1]):
            break
        last += 1
    return Head(first, last, _leaves(tab.rows[first : last + 1]), _unit_above(tab.rows[:first]))


def _is_level_above(row: Row) -> bool:
    """Group titles over the header; the table's title stands alone and 「填报单位：…」 has a colon."""
    filled = [value for value in row if value != ""]
    return len(filled) > 1 and all(isinstance(value, str) and not _ABOVE.search(value) for value in filled)


def _is_level_below(above: Sequence[Row], row: Row) -> bool:
    """Titles under group titles: only text, and only in columns that no title ends above.

    A section row of the data (「一　科技产业类67项」) opens at the left, where a title ends.
    """
    filled = [place for place, value in enumerate(row) if value != ""]
    if not filled or not all(isinstance(row[place], str) for place in filled):
        return False
    open_above = {place for place in filled if all(upper[place] == "" for upper in above)}
    groups = {place for place in filled if place not in open_above and place + 1 in open_above}
    return bool(open_above) and set(filled) == groups | open_above


def _leaves(rows: Sequence[Row]) -> tuple[Leaf, ...]:
    spread = [_spread(rows, level) for level in range(len(rows))]
    leaves = []
    for place in range(len(rows[0])):
        texts = list(dict.fromkeys(text for level in spread if (text := level[place])))
        if texts:
            path = tuple(read_title(text) for text in texts)
            leaves.append(Leaf(place, path, "/".join(normal_title(text) for text in texts)))
    return tuple(leaves)


def _spread(rows: Sequence[Row], level: int) -> list[str]:
    """A header row's texts, a group title repeated over the columns that it was merged across."""
    texts = [_text(value) for value in rows[level]]
    for place in range(1, len(texts)):
        below = any(rows[lower][place] != "" for lower in range(level + 1, len(rows)))
        own = any(rows[upper][place] != "" for upper in range(level))
        if not texts[place] and below and not own and _stands_over_others(rows, level, place - 1):
            texts[place] = texts[place - 1]
    return texts


def _stands_over_others(rows: Sequence[Row], level: int, place: int) -> bool:
    """Whether the title has titles of lower levels below it: only such a one can be a group's."""
    return any(rows[lower][place] != "" for lower in range(level + 1, len(rows)))


def _text(value: CellValue) -> str:
    return value if isinstance(value, str) else "" if value == "" else str(value)


def _unit_above(rows: Sequence[Row]) -> str:
    for row in reversed(rows):
        for value in row:
            if isinstance(value, str) and (found := re.search(r"单位[:：](.*)", normal_title(value))):
                unit = _UNIT.search(found[1])
                if unit:
                    return unit[1]
    return ""
