"""署名与成文日期：with room for a seal (7.3.5.1) or without one (7.3.5.2), of one issuer or several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.layout import page
from docgen.layout.elements import Para, Run, plain
from docgen.layout.page import CHARACTER, TypeArea, twips
from docgen.layout.text_width import text_width
from docgen.layout.title import title_lines

_AUTOSPACE = 180
"""Twips: half of what some programs set between the 汉字 and figures of a date."""
_NAME_MEASURE = 22
"""字 a line of the 署名 holds; a longer name is broken by sense."""
_SEAL_LINES = 2
"""Empty lines above the 署名: a seal of 42-45 mm then begins within one line of the body."""
_SEALS_A_ROW = 3  # 7.3.5.1: 每排 within the type area: seals of 42 mm
_SEAL_ROW_LINES = 4
"""Empty lines from the last line of one row of joint 署名 to the first of the next: seals do not touch.

Names end on a row's last line, so a short one beside a long one has its seal there.
"""
_ROWS_TOGETHER = 3
_NAME_GAP = 0.6
"""字 between names side by side."""
_NARROWEST = 0.7
"""Of the characters of a joint 署名; a name that needs more takes another line."""
_COLUMNS = {2: twips(70), 3: twips(45)}
"""Twips between the middles of neighbouring 署名: of two in a row, of three."""


def signature(
    signed_by: tuple[str, ...], dated: str, area: TypeArea, *, seal: bool = True, width: int = 0
) -> tuple[Para, ...]:
    """署名 (主办机关 first) and 成文日期 at their places; nothing where neither is given.

    `width` is the line's in twips where it is not the type area's.
    """
    names = tuple(name for name in signed_by if name)
    width = width or area.width
    if not names and not dated:
        return ()
    if not seal:
        return _unsealed(names or ("",), dated, area, width)
    if len(names) > 1:
        return _joint_sealed(names, dated, area, width)
    return _sealed("".join(names), dated, area, width)


def _date_middle(dated: str, width: int) -> int:
    """The middle of a date 右空四字, from the left."""
    date_width = round(text_width(dated) * CHARACTER) + _AUTOSPACE
    return width - page.SEALED_DATE_RIGHT * CHARACTER - date_width // 2


def _sealed(signed_by: str, dated: str, area: TypeArea, width: int) -> tuple[Para, ...]:
    """日期右空四字, 署名 above it, centred on the date; a 署名 too long for that ends at the margin."""
    lines = title_lines(signed_by, _NAME_MEASURE)
    name_width = round(max(map(text_width, lines)) * CHARACTER)
    on_date = _date_middle(dated, width)
    middle = min(on_date, width - (name_width + CHARACTER) // 2)
    name = _centred("\n".join(lines), middle, width, before=_SEAL_LINES * area.pitch)
    if middle < on_date:
        return (name, _centred(dated, middle, width, before=0))
    return (name, _dated(dated))


def _dated(dated: str) -> Para:
    return plain(dated, align="right", right=page.SEALED_DATE_RIGHT * CHARACTER)


def _centred(text: str, middle: int, width: int, before: int) -> Para:
    """Centred on `middle`, which lies right of the line's middle."""
    return plain(text, align="center", left=max(0, 2 * middle - width), before=before, keep_next=bool(before))


def _joint_sealed(names: tuple[str, ...], dated: str, area: TypeArea, width: int) -> tuple[Para, ...]:
    """In order, side by side, each where its seal has room; the last above the date (7.3.5.1)."""
    a_row = 2 if len(names) in (2, 4) else _SEALS_A_ROW
    column = _COLUMNS[a_row]
    last = _date_middle(dated, width)
    paras: list[Para] = []
    for at in range(0, len(names), a_row):
        row = names[at : at + a_row]
        middles = [last - column * back for back in reversed(range(len(row)))]
        before = (_SEAL_ROW_LINES if paras else _SEAL_LINES) * area.pitch
        # A page holds three rows and the date with some text; of more rows, only the last keep together.
        together = at + _ROWS_TOGETHER * a_row >= len(names)
        paras += (replace(line, keep_next=together) for line in _name_row(row, middles, column, before))
    return (*paras, _dated(dated))


def _name_row(row: tuple[str, ...], middles: list[int], column: int, before: int) -> Iterator[Para]:
    """A row of names, each centred on its own middle; long ones are narrowed, then take several lines.

    Names end on one line: the last stands right above the date.
    """
    measure = column / CHARACTER - _NAME_GAP
    broken = [title_lines(name, measure / _NARROWEST) for name in row]
    scales = [min(100, int(measure / max(map(text_width, lines)) * 100)) for lines in broken]
    tabs = tuple(("center", middle) for middle in middles)
    most = max(map(len, broken))
    for at in range(most):
        parts = [lines[at - most + len(lines)] if at >= most - len(lines) else "" for lines in broken]
        runs = tuple(Run(f"\t{part}", scale=scale) for part, scale in zip(parts, scales, strict=True))
        yield Para(runs, align="left", tabs=tabs, before=0 if at else before)


def _unsealed(names: tuple[str, ...], dated: str, area: TypeArea, width: int) -> tuple[Para, ...]:
    """署名右空二字, one under another; the date's first 字 two 字 right of that of the 署名 above it.

    A longer date takes 右空二字 itself, and the 署名 move left (7.3.5.2).
    """
    inset = page.SIGNED_DATE_RIGHT * CHARACTER
    edge = width - inset
    last_width = round(text_width(names[-1]) * CHARACTER)
    date_width = round(text_width(dated) * CHARACTER)
    if date_width > last_width:
        edge -= date_width + 2 * CHARACTER - last_width
        date = plain(dated, align="right", right=inset)
    else:
        date = plain(dated, align="left", left=max(0, edge - last_width) + 2 * CHARACTER)
    paras = [
        plain(
            name,
            align="left",
            left=max(0, edge - round(text_width(name) * CHARACTER)),
            before=0 if at else area.pitch,
            keep_next=True,
        )
        for at, name in enumerate(names)
    ]
    return (*paras, date)
