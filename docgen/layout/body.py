"""主体：title, 主送机关, headings and paragraphs, 附件说明, 附注, 出席 (7.3, 10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from docgen.blocks import Attachment, Attendance, Block, FormGrid, Heading, NamedBlock, Paragraph, Table
from docgen.layout.elements import Element, Para, Run, plain
from docgen.layout.forms import form_elements
from docgen.layout.page import CHARACTER, TypeArea
from docgen.layout.pictures import picture_elements
from docgen.layout.styles import HEADINGS, HEI, KAI, TITLE
from docgen.layout.tables import table_elements
from docgen.layout.text_width import text_width
from docgen.layout.title import title_lines, title_measure

_TABLE_GAP = 120
"""Twips of white above and below a table."""
_LEAD_INS = (
    (re.compile(r"([一二三四五六七八九十]+、[^。]{1,26}。)(?=.)"), HEI),
    (re.compile(r"(（[一二三四五六七八九十]+）[^。]{1,26}。)(?=.)"), KAI),
)


def title_paragraphs(title: str, before: int, width: int) -> tuple[Para, ...]:
    """标题: 2号小标宋, centred on `width` twips, broken by sense; `before` twips above the first line."""
    text = "\n".join(title_lines(title, title_measure(width)))
    return (plain(text, TITLE, before=before),) if text else ()


def addressee_paragraph(addressee: str, area: TypeArea) -> tuple[Para, ...]:
    """主送机关: one empty line below the title, flush left, ending with a full-width colon (7.3.2)."""
    if not addressee:
        return ()
    text = addressee if addressee.endswith("：") else addressee.rstrip(":：") + "："
    return (plain(text, before=area.pitch),)


def block_elements(blocks: Iterable[Block], width: int) -> tuple[Element, ...]:
    """Body blocks across `width` twips."""
    elements: list[Element] = []
    for block in blocks:
        if isinstance(block, Heading):
            elements.append(heading_paragraph(block))
        elif isinstance(block, Paragraph):
            elements.append(body_paragraph(block))
        else:
            gap = Para(line=_TABLE_GAP, keep_next=True)
            elements.extend((gap, *_named_block(block, width), Para(line=_TABLE_GAP)))
    return tuple(elements)


def _named_block(block: NamedBlock, width: int) -> tuple[Element, ...]:
    if isinstance(block, Table):
        return table_elements(block, width)
    return form_elements(block, width) if isinstance(block, FormGrid) else picture_elements(block, width)


def heading_paragraph(heading: Heading) -> Para:
    """层次标题 on a line of its own, 左空二字, kept with what follows (7.3.3)."""
    return indented(plain(heading.text, HEADINGS[heading.level - 1], keep_next=True))


def body_paragraph(paragraph: Paragraph) -> Para:
    """正文段; a lead-in 「一、××。」 or 「（一）××。」 keeps its heading's typeface."""
    para = replace(plain(""), runs=_lead_in(paragraph.text))
    return indented(para) if paragraph.indent else para


def indented(para: Para) -> Para:
    """左空二字 (7.3.3)."""
    return replace(para, first=2 * CHARACTER, chars=200)


def _lead_in(text: str) -> tuple[Run, ...]:
    for pattern, font in _LEAD_INS:
        found = pattern.match(text)
        if found:
            return (Run(found[1], font=font), Run(text[found.end() :]))
    return (Run(text),)


def attachment_note(attachments: tuple[Attachment, ...], area: TypeArea) -> tuple[Para, ...]:
    """附件说明: one empty line below the body, 左空二字; turn lines stand under the name's first 字 (7.3.4)."""
    if not attachments:
        return ()
    label = 5 * CHARACTER
    if len(attachments) == 1:
        only = Para((Run(f"附件：{attachments[0].name}"),), left=label, first=2 * CHARACTER - label)
        return (replace(only, before=area.pitch, keep_next=True),)
    digits = CHARACTER if len(attachments) < 10 else CHARACTER * 3 // 2
    name = label + digits
    lines = []
    for at, attachment in enumerate(attachments, 1):
        opening, first = ("附件：", 2 * CHARACTER) if at == 1 else ("", label)
        lines.append(
            Para(
                (Run(f"{opening}{at}.\t{attachment.name}"),),
                left=name,
                first=first - name,
                before=area.pitch if at == 1 else 0,
                keep_next=True,
            )
        )
    return tuple(lines)


def note_paragraph(note: str) -> tuple[Para, ...]:
    """附注: in brackets, 左空二字, on the line under the date (7.3.6)."""
    if not note:
        return ()
    text = note if note.startswith("（") else f"（{note}）"
    return (indented(plain(text)),)


def attendance_paragraphs(attendance: tuple[Attendance, ...], area: TypeArea) -> tuple[Para, ...]:
    """出席、请假、列席: label 3号黑体 左空二字, people 3号仿宋, turn lines after the colon (10.3)."""
    lines = []
    for at, group in enumerate(attendance):
        label = f"{group.label.rstrip('：:')}："
        left = 2 * CHARACTER + round(text_width(label) * CHARACTER)
        runs = (Run(label, font=HEI), Run("、".join(group.people)))
        before = area.pitch if at == 0 else 0
        lines.append(Para(runs, left=left, first=2 * CHARACTER - left, before=before))
    return tuple(lines)


def kept_with_next(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """The last paragraph goes where the signature goes: no page without body text (7.3.5.5)."""
    kept = list(elements)
    for at in reversed(range(len(kept))):
        kept[at] = replace(kept[at], keep_next=True)
        element = kept[at]
        # The white below a table or picture is not text: what stands above it must come along.
        if not isinstance(element, Para) or element.text:
            break
    return tuple(kept)
