"""上行文：发文字号 and 签发人 on the lines above the red rule (7.2.5, 7.2.6)."""

from __future__ import annotations

from dataclasses import replace

from docgen.blocks import Composition
from docgen.layout import page
from docgen.layout.elements import Para, Run
from docgen.layout.page import CHARACTER, TypeArea
from docgen.layout.styles import KAI
from docgen.layout.text_width import text_width

_LABEL = "签发人："
_PER_LINE = 2
_GAP = 1.0
"""字 between two names."""
_SHORTEST_ROOM = 2.0
"""字 of white between the 发文字号 and what stands right of it."""


def signatories(composition: Composition) -> tuple[str, ...]:
    """签发人 in the issuers' order: the 主办机关's, then those of the others."""
    given = (composition.signatory, *(one.signatory for one in composition.joint))
    return tuple(name for text in given for name in text.split("、") if name)


def upward_number(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """签发人 居右空一字, two a line under each other; 发文字号 居左空一字 on the last of these lines."""
    names = _even(signatories(composition))
    columns = min(_PER_LINE, len(names)) or 1
    width = max(map(text_width, names), default=0.0)
    if columns > 1 and _too_wide(composition.number, columns, width, area):
        columns = 1
    first_name = area.width - CHARACTER - round(_block(columns, width) * CHARACTER)
    rows = [names[at : at + columns] for at in range(0, len(names), columns)] or [()]
    lines = [_line(row, at == 0, first_name, width, columns) for at, row in enumerate(rows)]
    last = lines[-1]
    lines[-1] = replace(last, runs=(Run(composition.number), *last.runs))
    lines[0] = replace(lines[0], before=page.NUMBER_GAP_LINES * area.pitch)
    return tuple(lines)


def _even(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of two characters among longer ones are spaced out to three, so that all stand evenly."""
    if max(map(len, names), default=0) != 3:
        return names
    return tuple("　".join(name) if len(name) == 2 else name for name in names)


def _block(columns: int, width: float) -> float:
    return columns * width + (columns - 1) * _GAP


def _too_wide(number: str, columns: int, width: float, area: TypeArea) -> bool:
    """Whether the names of a line would run into the 发文字号 at its left."""
    needed = 1 + text_width(number) + _SHORTEST_ROOM + text_width(_LABEL) + _block(columns, width) + 1
    return needed * CHARACTER > area.width


def _line(row: tuple[str, ...], labelled: bool, first_name: int, width: float, columns: int) -> Para:
    places = [first_name + round(at * (width + _GAP) * CHARACTER) for at in range(columns)]
    runs = [Run("\t" + name, font=KAI) for name in row]
    if labelled and row:
        # The label ends where the first name begins: a tab between them would pass that place.
        places[0] -= round(text_width(_LABEL) * CHARACTER)
        runs = [Run("\t" + _LABEL), Run(row[0], font=KAI), *runs[1:]]
    return Para(tuple(runs), align="left", first=CHARACTER, tabs=tuple(("left", place) for place in places))
