"""受检文档：what the rules see of a document: paragraphs in reading order with their effective formatting.

Tracked changes are taken as accepted. Lengths are twips unless a name says otherwise, sizes pt, places of
shapes mm from the page's corner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.check.ooxml import Element
from docgen.check.package import Package

EXCERPT = 20
"""Characters of a paragraph that a finding quotes at most."""


@dataclass(frozen=True, slots=True)
class CharFormat:
    """字符格式：`font` the 汉字 face, `latin` that of letters and figures; `themed`: taken from the theme."""

    font: str = ""
    latin: str = ""
    size: float = 10.0
    bold: bool = False
    colour: str = ""
    tracking: int = 0
    scale: int = 100
    themed: bool = False
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class Border:
    """边框：`width` in mm, `colour` RRGGBB or auto."""

    kind: str
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class ParaFormat:
    """段落格式：`first` negative = hanging; `rule` auto, atLeast or exact (then `line` in twips, else 240ths)."""

    style_id: str = ""
    style_name: str = ""
    align: str = "left"
    left: int = 0
    right: int = 0
    first: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    rule: str = "auto"
    snap: bool = True
    page_break: bool = False
    outline: int | None = None
    framed: bool = False
    frame_side: str = ""
    borders: Mapping[str, Border] = field(default_factory=dict)
    tabs: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """字段：the text of one `w:t`, tab or break; `node` is what holds it, `run` the `w:r` around it."""

    text: str
    node: Element
    run: Element
    format: CharFormat
    linked: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """所在：the story, its section, and table, row and column (from 1; 0 = no table) or text box."""

    part: str = "正文"
    section: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    boxed: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段：`text` as it reads once changes are accepted; `label` an automatic number, not part of it."""

    element: Element
    pieces: tuple[Piece, ...]
    format: ParaFormat
    where: Where
    label: str = ""
    breaks_page: bool = False
    rendered_breaks: int = 0
    text: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(piece.text for piece in self.pieces))

    @property
    def words(self) -> str:
        """The text without white at its ends."""
        return self.text.strip(" 　\t\n\xa0")

    @property
    def said(self) -> str:
        """Automatic number and words."""
        return f"{self.label}{self.words}"

    @property
    def tabled(self) -> bool:
        return bool(self.where.table)

    @property
    def boxed(self) -> bool:
        return bool(self.where.boxed) or self.format.framed

    @property
    def size(self) -> float:
        """The size most of its characters have."""
        sizes: dict[float, int] = {}
        for piece in self.pieces:
            sizes[piece.format.size] = sizes.get(piece.format.size, 0) + len(piece.text.strip())
        return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0

    @property
    def excerpt(self) -> str:
        said = " ".join(self.said.split())
        return said if len(said) <= EXCERPT else f"{said[: EXCERPT - 1]}…"


@dataclass(frozen=True, slots=True)
class Shape:
    """图形：a rule or a box; a place is None where it hangs on the flow of the text. `box` > 0 names a text box."""

    x: float | None
    y: float | None
    width: float
    height: float
    colour: str
    line: float
    section: int
    anchor: int
    box: int = 0
    kind: str = "line"

    @property
    def is_rule(self) -> bool:
        return not self.box and self.width > 50 and self.height < 3


@dataclass(frozen=True, slots=True)
class Section:
    """节：page setup; `footers` by kind default, even, first."""

    element: Element
    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int
    landscape: bool
    title_page: bool
    grid: str
    pitch: int
    char_space: int
    start: str
    footers: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    footer_parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """原件：the package and the trees of its parts that a correction writes back."""

    package: Package
    trees: Mapping[str, Element]


@dataclass(frozen=True, slots=True)
class Document:
    """文档：main story in reading order, sections, shapes, foot- and endnotes."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    shapes: tuple[Shape, ...]
    notes: tuple[Paragraph, ...]
    even_and_odd: bool
    source: Source
