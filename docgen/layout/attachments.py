"""附件：each on a new page, its label flush left, its title centred on line 3 (7.3.7)."""

from __future__ import annotations

from dataclasses import replace

from docgen.blocks import Attachment
from docgen.layout.body import block_elements, title_paragraphs
from docgen.layout.elements import Element, Para, Section, plain
from docgen.layout.page import TypeArea
from docgen.layout.styles import LABEL, TABLE_TEXT


def attachment_sections(attachments: tuple[Attachment, ...], area: TypeArea) -> tuple[Section, ...]:
    """One section an attachment; neighbours of one direction may later be joined."""
    alone = len(attachments) == 1
    return tuple(
        _section(attachment, "附件" if alone else f"附件{at}", area)
        for at, attachment in enumerate(attachments, 1)
    )


def _section(attachment: Attachment, label: str, area: TypeArea) -> Section:
    width = area.landscape_width if attachment.landscape else area.width
    opening = plain(label, LABEL)
    # Line 2 is empty, the title stands on line 3, one empty line parts it from what follows.
    title = title_paragraphs(attachment.name, area.pitch, width)
    elements: list[Element] = [opening, *title]
    blocks = list(block_elements(attachment.blocks, width))
    if blocks and isinstance(blocks[0], Para):
        blocks[0] = replace(blocks[0], before=area.pitch // 2)
    elements += blocks
    if attachment.note:
        note = plain(f"注：{attachment.note}", TABLE_TEXT, align="left", before=area.pitch // 4)
        elements.append(note)
    return Section(tuple(elements), attachment.landscape)
