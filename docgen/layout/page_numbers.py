"""页码与版心外标识：numbers under (on a turned page: beside) the type area, signs above it (7.5, 8)."""

from __future__ import annotations

from docgen.blocks import Composition, Layout
from docgen.layout import page
from docgen.layout.elements import Para, Run
from docgen.layout.markup import turned_markup
from docgen.layout.masthead import sign_runs
from docgen.layout.page import TypeArea, points
from docgen.layout.styles import PAGE_NUMBER, SIGN

_CHARACTER = points(page.SMALL_SIZE)
DOCUMENT_ID = "文稿编号"
"""What the footer of a draft, and a custom property of every document, call 登记号."""
_ID_SIZE = 9.0
_DASH_IN_LINE = 2.3
"""mm from the lower side of a number's line to the middle of its dash, on a turned page."""


def number_runs() -> tuple[Run, ...]:
    """— 1 —: 4号半角宋体 figures between 一字线."""
    return (Run("— "), Run("1", field="PAGE"), Run(" —"))


def number_line(composition: Composition, area: TypeArea, *, odd: bool) -> Para:
    """The number 居右空一字 on odd pages, 居左空一字 on even ones; drafts of minutes carry their 文稿编号 opposite."""
    label = document_label(composition)
    if not label:
        side = {"align": "right", "right": _CHARACTER} if odd else {"align": "left", "left": _CHARACTER}
        return Para(number_runs(), PAGE_NUMBER, **side)  # type: ignore[arg-type]
    small = Run(label, size=_ID_SIZE, colour=page.GREY)
    runs = (small, Run("\t"), *number_runs()) if odd else (*number_runs(), Run("\t"), small)
    stop = ("right", area.width - _CHARACTER)
    return Para(runs, PAGE_NUMBER, align="left", first=_CHARACTER, tabs=(stop,))


def document_label(composition: Composition) -> str:
    """The document's own id, in the footer of a draft of 纪要, by which a read-back knows a retyped copy.

    Issued minutes carry no mark that the standard does not name: there the custom property alone says it.
    """
    header = composition.header
    shown = composition.layout is Layout.MINUTES and header.draft
    return f"{DOCUMENT_ID} {header.document_id}" if shown else ""


def turned_number(area: TypeArea, *, odd: bool) -> str:
    """On a landscape page the number stands where it stands on the others: at the portrait sheet's foot.

    The sheet turns clockwise, so that its foot is the landscape page's left edge and its left is the top.
    """
    x = page.PAGE_HEIGHT - page.TYPE_BOTTOM - page.PAGE_NUMBER_GAP - _DASH_IN_LINE
    align = "right" if odd else "left"
    inset = {"right": _CHARACTER} if odd else {"left": _CHARACTER}
    para = Para(number_runs(), PAGE_NUMBER, align=align, **inset)  # type: ignore[arg-type]
    return turned_markup(para, x, page.TYPE_LEFT, page.millimetres(area.width))


def sign_line(composition: Composition) -> Para:
    """拟稿 and 演示数据, upper right, outside the type area of every page."""
    return Para(sign_runs(composition), SIGN)
