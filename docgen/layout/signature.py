"""署名与成文日期：with room for a seal (7.3.5.1) or without one (7.3.5.2)."""

from __future__ import annotations

from docgen.layout import page
from docgen.layout.elements import Para, plain
from docgen.layout.page import CHARACTER, TypeArea
from docgen.layout.text_width import text_width
from docgen.layout.title import title_lines

_AUTOSPACE = 180
"""Twips: half of what some programs set between the 汉字 and figures of a date."""
_NAME_MEASURE = 22
"""字 a line of the 署名 holds; a longer name is broken by sense."""
_SEAL_LINES = 2
"""Empty lines above the 署名: a seal of 42-45 mm then begins within one line of the body."""


def signature(signed_by: str, dated: str, area: TypeArea, *, seal: bool = True) -> tuple[Para, ...]:
    """署名 and 成文日期 at their places; nothing where neither is given."""
    if not signed_by and not dated:
        return ()
    return _sealed(signed_by, dated, area) if seal else _unsealed(signed_by, dated, area)


def _sealed(signed_by: str, dated: str, area: TypeArea) -> tuple[Para, ...]:
    """日期右空四字, 署名 above it, centred on the date; a 署名 too long for that ends at the margin."""
    width = area.width
    date_width = round(text_width(dated) * CHARACTER) + _AUTOSPACE
    lines = title_lines(signed_by, _NAME_MEASURE)
    name_width = round(max(map(text_width, lines)) * CHARACTER)
    date_right = page.SEALED_DATE_RIGHT * CHARACTER
    middle = min(width - date_right - date_width // 2, width - (name_width + CHARACTER) // 2)
    name = _centred("\n".join(lines), middle, width, before=_SEAL_LINES * area.pitch)
    if middle < width - date_right - date_width // 2:
        return (name, _centred(dated, middle, width, before=0))
    return (name, plain(dated, align="right", right=date_right))


def _centred(text: str, middle: int, width: int, before: int) -> Para:
    """Centred on `middle`, which lies right of the line's middle."""
    return plain(text, align="center", left=max(0, 2 * middle - width), before=before, keep_next=bool(before))


def _unsealed(signed_by: str, dated: str, area: TypeArea) -> tuple[Para, ...]:
    """署名右空二字, the date's first 字 two 字 right of its own; a longer date takes 右空二字 itself."""
    edge = area.width - page.SIGNED_DATE_RIGHT * CHARACTER
    name_width = round(text_width(signed_by) * CHARACTER)
    date_width = round(text_width(dated) * CHARACTER)
    if date_width > name_width:
        date_left = edge - date_width
        name_left = date_left - 2 * CHARACTER
    else:
        name_left = max(0, edge - name_width)
        date_left = name_left + 2 * CHARACTER
    return (
        plain(signed_by, align="left", left=name_left, before=area.pitch, keep_next=True),
        plain(dated, align="left", left=date_left),
    )
