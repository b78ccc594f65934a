"""卡片表：the cells of an office's own forms (交办单, 销号单, 约谈记录, 督查记录): labels, what was filled in, room for a pen.

They are not 公文: no 版头, no 版记, and a 编号 that runs by their name, not a 发文字号 (条例 art. 8).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docgen.blocks import Composition, FormCell, FormGrid, Layout
from docgen.documents.common import composed, with_missing
from docgen.facts import Header
from docgen.wording.markdown import Draft
from docgen.wording.missing import Missing

WIDTHS = (6.0, 12.0, 6.0, 12.0)
"""Label, value, label, value: four columns in 小四 across the type area."""
_GAP = "\u3000"
_DATE_BLANK = f"年{_GAP * 2}月{_GAP * 2}日"
LOW, TALL = 9.5, 25.0
"""Least heights of rows in mm: one line, and room to write in."""

Text = str | Missing
Row = tuple[tuple[FormCell, ...], float]
"""The cells that begin in a row, and the least height it takes in mm."""


def pair(label: str, value: Text, second: str, second_value: Text) -> Row:
    """Two short facts side by side."""
    cells = (
        FormCell(label, label=True),
        FormCell(str(value)),
        FormCell(second, label=True),
        FormCell(str(second_value)),
    )
    return cells, LOW


def line(label: str, value: Text, height: float = LOW) -> Row:
    """One fact across the form."""
    return (FormCell(label, label=True), FormCell(str(value), span=3, align="left")), height


def to_sign(label: str, signer: str, text: str = "") -> Row:
    """An opinion to be written and signed by hand, below what is known already."""
    place = f"{signer}（签字）：{_GAP * 6}{_DATE_BLANK}"
    if text:
        return line(label, f"{text}\n\n{_GAP * 2}{place}", TALL)
    cells = (FormCell(label, label=True), FormCell(f"\n\n{place}{_GAP}", span=3, align="right"))
    return cells, TALL


def card(*rows: Row) -> FormGrid:
    return FormGrid(WIDTHS, tuple(cells for cells, _ in rows), heights=tuple(height for _, height in rows))


def form_composed(kind: str, header: Header, draft: Draft, as_of: date) -> Composition:
    """The elements of a form: its title, its 编号 and the grid; whoever signs does so in its cells.

    `as_of` is the day it is written on: the year of the 编号 of a draft.
    """
    form = composed(kind, Layout.FORM, header, draft, (header.dated or as_of).year)
    return with_missing(replace(form, mark="", addressee="", signature="", dated="", copied_to=""))
