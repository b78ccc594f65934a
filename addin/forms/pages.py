"""表页：what the writer sets: a list, a card or a chart, with every text final."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from addin.schema import Kind

Cell: TypeAlias = str | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column: its title, the title above it ("" = none), width in characters, kind of its cells."""

    title: str
    group: str
    width: float
    kind: Kind


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


@dataclass(frozen=True, slots=True)
class Field:
    """One label of a card and its value, which spans `span` columns of the grid (the label takes one)."""

    label: str
    value: Cell
    span: int
    kind: Kind = Kind.TEXT


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
class Box:
    """A box of a chart: where (pixels from the top left of the drawing), what it says, how it looks.

    `look` is one of LOOKS in addin/forms/writer.py.
    """

    left: int
    top: int
    width: int
    height: int
    text: str
    look: str = "body"


@dataclass(frozen=True, slots=True)
class ChartPage:
    """流程图：boxes and arrows on one landscape page."""

    tab: str
    title: str
    remark: str
    boxes: tuple[Box, ...]


Page: TypeAlias = ListPage | CardPage | ChartPage
