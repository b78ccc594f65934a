"""命令：mark 20 mm below the type area's top, 令号 under it, no title; a 签名章 closes it (10.2, 7.3.5.3)."""

from __future__ import annotations

from dataclasses import replace

from docgen.blocks import Composition
from docgen.layout import page
from docgen.layout.elements import Para, Run, plain
from docgen.layout.masthead import label_rows, mark_paragraph, mark_run, white_above_ink
from docgen.layout.page import CHARACTER, TypeArea, twips
from docgen.layout.styles import BODY, KAI
from docgen.layout.text_width import text_width

_STAMP_LINES = 2
_STAMP_CHARACTERS = 7
"""A 签名章 is about 40 mm by 20 mm: seven 字, two lines."""
_ABOVE_STAMP = 2  # 7.3.5.3, empty lines
_BELOW_STAMP = 1  # 7.3.5.3, empty lines
_RIGHT = 4  # 7.3.5.3, 字
_POST_GAP = 2  # 7.3.5.3, 字 between 职务 and 签名章


def order_masthead(composition: Composition, area: TypeArea) -> tuple[Para, ...]:
    """Mark with its ink top at 57 mm; 令号 two empty lines below it, centred."""
    labels = label_rows(composition.header)
    room = twips(page.ORDER_MARK_TOP) - twips(area.top) - white_above_ink(mark_run(composition.mark))
    pitch = min(area.pitch, room // len(labels)) if labels else 0
    rows = tuple(replace(row, line=pitch) for row in labels)
    mark = mark_paragraph(composition.mark, area, len(rows) * pitch, top=page.ORDER_MARK_TOP)
    before = page.NUMBER_GAP_LINES * area.pitch
    return (*rows, mark, plain(composition.number, BODY, align="center", before=before))


def stamped_signature(composition: Composition, area: TypeArea, *, seal: bool) -> tuple[Para, ...]:
    """职务 beside the place of each 签名章, the 主办机关's first, then the date, 右空四字.

    The place is left white for the stamp. Without one (`seal` False) the name stands in it; so does a
    【待填】, or nobody would see what is missing.
    """
    signed = [(composition.signature, composition.signatory)]
    signed += [(one.signature, one.signatory) for one in composition.joint]
    half = (_STAMP_LINES - 1) * area.pitch // 2
    paras = []
    for at, (post, name) in enumerate(signed):
        gap = _ABOVE_STAMP * area.pitch if at == 0 else half + area.pitch // 2
        shown = name if not seal or name.startswith("【待填") else ""
        paras.append(_post(post, shown, area, before=gap + half))
    if not composition.dated:
        return tuple(paras)
    below = half + _BELOW_STAMP * area.pitch
    return (*paras, plain(composition.dated, align="right", right=_RIGHT * CHARACTER, before=below))


def _post(post: str, name: str, area: TypeArea, before: int) -> Para:
    place = area.width - round(max(_STAMP_CHARACTERS, text_width(name)) + _RIGHT) * CHARACTER
    tabs = (("right", place - _POST_GAP * CHARACTER), ("left", place))
    runs = [Run(f"\t{post}")]
    if name:
        runs.append(Run(f"\t{name}", font=KAI))
    return Para(tuple(runs), align="left", before=before, tabs=tabs, keep_next=True)
