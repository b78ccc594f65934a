"""表页：what the writers set, as .xlsx or .docx: a list, a card or a chart, with every text final."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, TypeAlias

from addin.schema import Kind

Cell: TypeAlias = str | float | dt.date | None

LEFT: Final = frozenset({Kind.LONG_TEXT, Kind.TEXT, Kind.LIST})
SHORT: Final = 12
"""Text columns up to this many characters wide are centred, as in the sources' own tables."""
BLANK_LINES: Final = 12
"""Lines of a form that has no rows, to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column: its title, the title above it ("" = none), width in characters, kind of its cells."""

    title: str
    group: str
    width: float
    kind: Kind

    @property
    def align(self) -> str:
        """How its cells stand: money right, sentences left, the rest in the middle."""
        if self.kind is Kind.MONEY:
            return "right"
        return "left" if self.kind in LEFT and self.width > SHORT else "center"


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """表头格：where it begins in the header (from 0), how many columns and rows it takes."""

    row: int
    column: int
    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class ListPage:
    """一览表. `remark` stands right above the header, `note` below the table; without lines it is a blank form."""

    tab: str
    title: str
    remark: str
    leaves: tuple[Leaf, ...]
    lines: tuple[tuple[Cell, ...], ...]
    note: str
    paper: str

    @property
    def header_rows(self) -> int:
        """1, or 2 where there are groups."""
        return 2 if any(leaf.group for leaf in self.leaves) else 1

    def header(self) -> tuple[HeaderCell, ...]:
        """The header's cells from left to right, a group before its columns; the rest stands over both rows."""
        cells = []
        for place, leaf in enumerate(self.leaves):
            if not leaf.group:
                cells.append(HeaderCell(0, place, leaf.title, down=self.header_rows))
                continue
            if place == 0 or self.leaves[place - 1].group != leaf.group:
                cells.append(HeaderCell(0, place, leaf.group, across=self._group_width(place)))
            cells.append(HeaderCell(1, place, leaf.title))
        return tuple(cells)

    def _group_width(self, place: int) -> int:
        """How many columns the group takes that begins at `place`."""
        end = place + 1
        while end < len(self.leaves) and self.leaves[end].group == self.leaves[place].group:
            end += 1
        return end - place

    def shown_lines(self) -> tuple[tuple[Cell, ...], ...]:
        """The lines, blank ones for a form without rows."""
        return self.lines or ((None,) * len(self.leaves),) * BLANK_LINES


@dataclass(frozen=True, slots=True)
class Field:
    """One label of a card and its value, which spans `span` columns of the grid (the label takes one)."""

    label: str
    value: Cell
    span: int
    kind: Kind = Kind.TEXT

    @property
    def align(self) -> str:
        return "left" if self.kind is Kind.LONG_TEXT else "center"


@dataclass(frozen=True, slots=True)
class CardPage:
    """卡片：lines of labels and values on a grid of `columns`; `above` are the label and value before the grid.

    `tall`: the least height (points) of a line of long text.
    """

    tab: str
    title: str
    remark: str
    above: tuple[tuple[str, Cell], ...]
    lines: tuple[tuple[Field, ...], ...]
    columns: int
    tall: float


@dataclass(frozen=True, slots=True)
class Chain:
    """流程段：boxes in a row under a heading, each a title ("" = none) and a text.

    `look`: head (an arrow from each to the next), tier (the same, set apart) or body (no arrows).
    `back` says what leads back from the box `back_from` to `back_to`, "" = nothing.
    """

    heading: str
    boxes: tuple[tuple[str, str], ...]
    look: str
    back: str = ""
    back_to: int = 0
    back_from: int = 0

    @property
    def arrows(self) -> bool:
        return self.look != "body"


@dataclass(frozen=True, slots=True)
class ChartPage:
    """流程图：chains of boxes on one landscape page."""

    tab: str
    title: str
    remark: str
    chains: tuple[Chain, ...]


Page: TypeAlias = ListPage | CardPage | ChartPage
