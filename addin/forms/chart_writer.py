"""画流程图：the chains of a chart as text boxes on one landscape A4 sheet. Lengths in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from addin.forms.pages import Chain, ChartPage

FONT: Final = "宋体"
WIDTH: Final = 1000
ROW: Final = 20
_GAP: Final = 34
_HEADING: Final = 40
_TITLE, _TEXT, _ALONE = 34, 92, 44
"""Heights of a box's title, of its text, and of a text without a title."""
_BACK: Final = 28
_BETWEEN: Final = 26
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "head": {"font": {"name": "黑体", "size": 13, "color": "#FFFFFF"}, "fill": {"color": "#1B365D"}},
    "tier": {"font": {"name": "黑体", "size": 12, "color": "#FFFFFF"}, "fill": {"color": "#8A1C1C"}},
    "body": {"font": {"name": FONT, "size": 11}, "line": {"color": "#5B6673", "width": 0.75}},
    "plain": {"font": {"name": "黑体", "size": 14, "color": "#1B365D"}, "line": {"none": True}, "fill": {"none": True}},
    "arrow": {"font": {"name": FONT, "size": 20, "bold": True, "color": "#8A1C1C"}, "line": {"none": True}, "fill": {"none": True}},
    "dashed": {"font": {"name": FONT, "size": 11, "color": "#8A1C1C"}, "line": {"color": "#8A1C1C", "width": 1, "dash_type": "dash"}},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A box: where (from the top left of the drawing), what it says, its look (a key of _LOOKS)."""

    left: int
    top: int
    width: int
    height: int
    text: str
    look: str = "body"


def boxes(page: ChartPage) -> list[Box]:
    """Every box of the chart, chain under chain, in reading order."""
    placed: list[Box] = []
    top = 0
    for chain in page.chains:
        placed += _chain(chain, top)
        top = placed[-1].top + placed[-1].height + _BETWEEN
    return placed


def draw(sheet: Worksheet, placed: list[Box], row: int) -> None:
    """The boxes, the drawing's top at `row` (from 0)."""
    for box in placed:
        options = {
            "x_offset": box.left + 25,
            "y_offset": box.top,
            "width": box.width,
            "height": box.height,
            "align": {"vertical": "middle", "horizontal": "center"},
            **_LOOKS[box.look],
        }
        sheet.insert_textbox(row, 0, box.text, options)


def _chain(chain: Chain, top: int) -> Iterator[Box]:
    yield Box(0, top, WIDTH, 32, chain.heading, "plain")
    top += _HEADING
    count = len(chain.boxes)
    for place, (title, text) in enumerate(chain.boxes):
        left, width = _edges(chain, place)
        if title:
            yield Box(left, top, width, _TITLE, title, chain.look)
            yield Box(left, top + _TITLE, width, _TEXT, text)
        else:
            yield Box(left, top, width, _ALONE, text)
        if chain.arrows and place:
            yield Box(left - _GAP, top + _TITLE, _GAP, 40, "→", "arrow")
    if chain.back and count:
        left = _edges(chain, chain.back_to)[0]
        right = sum(_edges(chain, chain.back_from))
        yield Box(left, top + _TITLE + _TEXT + 8, right - left, _BACK, chain.back, "dashed")


def _edges(chain: Chain, place: int) -> tuple[int, int]:
    """Left edge and width of a box; boxes without arrows stand close together."""
    count = len(chain.boxes)
    if not chain.arrows:
        return place * (WIDTH // count), WIDTH // count - 6
    width = (WIDTH - _GAP * (count - 1)) // count
    return place * (width + _GAP), width
