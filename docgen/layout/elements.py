"""版面元素：what stands on the pages, between the layouts (which place it) and the markup (which writes it).

The estimate of pages walks the same elements. Lengths are twips; shapes stand in mm from the page's corner.
"""

from __future__ import annotations

from dataclasses import dataclass

from docgen.layout.styles import BODY, Style


@dataclass(frozen=True, slots=True)
class Run:
    """字段：text in one typeface. `scale` is the width of its characters in percent; `field` a Word field.

    `tracking` is what each character is moved from the next (twips), in place of the style's.
    """

    text: str
    font: str = ""
    size: float = 0.0
    scale: int = 100
    colour: str = ""
    field: str = ""
    tracking: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """线：from (x, y) over `length`, horizontal."""

    x: float
    y: float
    length: float
    width: float
    colour: str = "000000"
    name: str = "线"


@dataclass(frozen=True, slots=True)
class Box:
    """文本框：paragraphs in a box that no text flows round; `foot`: they stand on its lower edge."""

    x: float
    y: float
    width: float
    height: float
    paragraphs: tuple[Para, ...]
    name: str = "文本框"
    foot: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """段：indents in twips, `first` negative = hanging; `chars` repeats a first-line indent in 1/100 字.

    `rule` = the gap in pt between the line and a red rule under it (None: no rule).
    """

    runs: tuple[Run, ...] = ()
    style: Style = BODY
    align: str = ""
    left: int = 0
    right: int = 0
    first: int = 0
    chars: int = 0
    before: int = 0
    line: int = 0
    keep_next: bool = False
    page_break: bool = False
    rule: int | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    shapes: tuple[Rule | Box, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """格：`bookmark` names what stands in it; `merge` is restart or continue in a cell over several rows.

    `span` is the columns it is wide; `label` a printed label, in the heading's typeface.
    """

    text: str
    align: str = "center"
    bookmark: str = ""
    merge: str = ""
    span: int = 1
    label: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """表：`widths` twips a column; the first `heading` rows are the heading and stand on every page.

    `heights` are the least a row takes (twips, 0: as its text asks; shorter than `rows`: 0). A row is never
    split over two pages unless it is one of `splits`. `keep_next`: the last row goes where the next paragraph
    goes.
    """

    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float
    pitch: int
    heading: int = 1
    heights: tuple[int, ...] = ()
    splits: frozenset[int] = frozenset()
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """图：a PNG in a line of its own, centred; `keep_next` with its 图题."""

    png: bytes
    width: int
    height: int
    alternative: str
    keep_next: bool = False


Element = Para | Grid | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """节：pages of one direction. `start` is nextPage or evenPage; `numbered` False: no page numbers."""

    elements: tuple[Element, ...]
    landscape: bool = False
    start: str = "nextPage"
    numbered: bool = True


def plain(text: str, style: Style = BODY, **settings: object) -> Para:
    """A paragraph of one run."""
    return Para((Run(text),) if text else (), style, **settings)  # type: ignore[arg-type]
