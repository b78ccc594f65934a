"""印出的文稿：which printed lines say which element of a composition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from support.pages import Line, Sheet

from docgen.blocks import Block, Composition, Heading, Layout, Paragraph
from measured.asked import A3_EDGES, A3_FOOT, BOTTOM, LEFT, MARGINS, PITCH, RED, RIGHT
from measured.quirks import without_lost_mark

LEAST = 4
"""Characters by which a line is known to begin a text (fewer where the text has fewer)."""


def packed(text: str) -> str:
    """A text without white."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Placed:
    """字行及其页."""

    sheet: Sheet
    line: Line

    @property
    def page(self) -> int:
        return self.sheet.number

    @property
    def text(self) -> str:
        return packed(self.line.text)


Lines = tuple[Placed, ...]


def inside(sheet: Sheet) -> tuple[Line, ...]:
    """Lines of the type area: on a turned page between its own edges."""
    return sheet.within(37, 262.5) if sheet.upright else sheet.within(28, foot(sheet) + 1)


def is_a3(sheet: Sheet) -> bool:
    """Whether this is the wider paper of a form; the standard asks A4 of documents."""
    return max(sheet.width, sheet.height) > 400


def foot(sheet: Sheet) -> float:
    """The type area's lower edge as the page is read."""
    if sheet.upright:
        return BOTTOM
    return A3_FOOT if is_a3(sheet) else RIGHT


def edges(sheet: Sheet, reading: str) -> tuple[float, float]:
    """Left and right of the lines; a turned page lies with the portrait sheet's foot at its left."""
    if is_a3(sheet):
        return A3_EDGES
    above, below = MARGINS[reading]
    return (LEFT, RIGHT) if sheet.upright else (below, 297 - above)


@dataclass(slots=True)
class Cursor:
    """Reads on from line to line: every text after the one before it."""

    lines: Lines
    at: int = 0
    lost: list[str] = field(default_factory=list)

    def take(self, text: str, *otherwise: str) -> Lines:
        """The lines that say `text` (or what may stand for it) and nothing else; () where none do: remembered."""
        for wanted in map(packed, (text, *otherwise)):
            for start in range(self.at, len(self.lines)):
                found = self._run(start, wanted)
                if found:
                    self.at = start + len(found)
                    return found
        self.lost.append(text)
        return ()

    def _run(self, start: int, wanted: str) -> Lines:
        first = self.lines[start].text
        if not wanted or not first or len(first) < min(LEAST, len(wanted)):
            return ()
        end = start
        while wanted and end < len(self.lines):
            said = self.lines[end].text
            if end > start and said and not wanted.startswith(said):
                wanted = without_lost_mark(wanted)
            if not said or not wanted.startswith(said):
                return ()
            wanted = wanted[len(said) :]
            end += 1
        return () if wanted else self.lines[start:end]


@dataclass(frozen=True)
class Printed:
    """A composition and the pages it became; `reading` is the 版心口径, `seal` whether 7.3.5.1 applies."""

    composition: Composition
    sheets: tuple[Sheet, ...]
    reading: str = "页面设置"
    seal: bool = True

    @property
    def pitch(self) -> float:
        return PITCH[self.reading]

    @property
    def layout(self) -> Layout:
        return self.composition.layout

    @property
    def first(self) -> Sheet:
        return self.sheets[0]

    @cached_property
    def lines(self) -> Lines:
        return tuple(Placed(sheet, line) for sheet in self.sheets for line in inside(sheet))

    @cached_property
    def mark(self) -> tuple[Line, ...]:
        """Lines with the 发文机关标志's size and colour: all that is red on page 1."""
        return tuple(line for line in self.first.lines if line.glyphs[0].colour == RED)

    @cached_property
    def title(self) -> tuple[Line, ...]:
        """The lines of page 1 that say it; where none do, those of its size."""
        lines = tuple(line for line in inside(self.first) if line not in self.mark)
        said = Cursor(tuple(Placed(self.first, line) for line in lines)).take(self.composition.title)
        sized = tuple(line for line in lines if abs(line.size - 22) < 0.3)
        return tuple(placed.line for placed in said) or sized

    @cached_property
    def number(self) -> Line | None:
        """发文字号."""
        wanted = packed(self.composition.number)
        parts = (line.part(wanted) for line in self.first.lines)
        return next((part for part in parts if part), None)

    @cached_property
    def _parts(self) -> _Parts:
        return _read(self)

    @property
    def addressee(self) -> Lines:
        return self._parts.addressee

    @property
    def blocks(self) -> tuple[tuple[Heading | Paragraph, Lines], ...]:
        return self._parts.blocks

    @property
    def attachment_notes(self) -> tuple[Lines, ...]:
        return self._parts.attachment_notes

    @property
    def signature(self) -> Lines:
        return self._parts.signature

    @property
    def dated(self) -> Lines:
        return self._parts.dated

    @property
    def note(self) -> Lines:
        return self._parts.note

    @property
    def attendance(self) -> tuple[Lines, ...]:
        return self._parts.attendance

    @property
    def attachments(self) -> tuple[tuple[Lines, Lines], ...]:
        """Label and title of each 附件."""
        return self._parts.attachments

    @property
    def lost(self) -> tuple[str, ...]:
        """Texts that are not printed, or not in their place."""
        return tuple(self._parts.lost)

    @cached_property
    def addressee_moved(self) -> bool:
        """Whether the 主送机关 stands in the 版记: of 纪要 and 命令, and one of more than three lines (7.3.2)."""
        names = packed(self.composition.addressee)
        if self.layout in (Layout.MINUTES, Layout.ORDER):
            return bool(names)
        at_top = any(line.text.startswith(names[:LEAST]) for line in inside(self.first) if line.x0 < LEFT + 1)
        return len(names) > 84 and not at_top

    @property
    def sent_to(self) -> tuple[str, ...]:
        """What the 版记 says of 主送 and 抄送, as printed."""
        composition = self.composition
        moved = composition.imprint_addressee or (composition.addressee if self.addressee_moved else "")
        given = (("主送：", moved), ("抄送：", composition.copied_to))
        return tuple(f"{label}{packed(names).rstrip('。：')}。" for label, names in given if names)

    @property
    def fitted(self) -> bool:
        """Whether the lines of a lone paragraph may stand closer or wider, as 7.3.5.5 asks."""
        return len(self.composition.body) == 1

    def pages_of(self, lines: Sequence[Placed]) -> set[int]:
        return {placed.page for placed in lines}


@dataclass(slots=True)
class _Parts:
    addressee: Lines = ()
    blocks: tuple[tuple[Heading | Paragraph, Lines], ...] = ()
    attachment_notes: tuple[Lines, ...] = ()
    signature: Lines = ()
    dated: Lines = ()
    note: Lines = ()
    attendance: tuple[Lines, ...] = ()
    attachments: tuple[tuple[Lines, Lines], ...] = ()
    lost: list[str] = field(default_factory=list)


def _read(printed: Printed) -> _Parts:
    composition = printed.composition
    cursor = Cursor(printed.lines)
    parts = _Parts(lost=cursor.lost)
    if composition.title:
        cursor.take(composition.title)
    if composition.addressee and not printed.addressee_moved:
        names = composition.addressee.rstrip("：")
        parts.addressee = cursor.take(f"{names}：", f"{names}:", names)
    parts.blocks = _blocks(composition.body, cursor)
    parts.attachment_notes = tuple(map(cursor.take, attachment_lines(composition)))
    if printed.layout is Layout.MINUTES:
        parts.attendance = tuple(
            cursor.take(f"{group.label.rstrip('：')}：{'、'.join(group.people)}")
            for group in composition.attendance
        )
    else:
        if composition.signature and not composition.joint:
            stamped = printed.layout is Layout.ORDER and not printed.seal
            name = composition.signatory if stamped else ""
            parts.signature = cursor.take(composition.signature + name)
        parts.dated = cursor.take(composition.dated) if composition.dated else ()
    if composition.note:
        bare = composition.note.startswith("（")
        parts.note = cursor.take(composition.note if bare else f"（{composition.note}）")
    parts.attachments = _attachments(composition, cursor)
    return parts


def _blocks(body: Sequence[Block], cursor: Cursor) -> tuple[tuple[Heading | Paragraph, Lines], ...]:
    texts = [block for block in body if isinstance(block, Heading | Paragraph) and packed(block.text)]
    return tuple((block, cursor.take(block.text)) for block in texts)


def attachment_lines(composition: Composition) -> tuple[str, ...]:
    """附件说明 as printed: 「附件：名」, or 「附件：1.名」 「2.名」 …"""
    names = [attachment.name for attachment in composition.attachments]
    if len(names) < 2:
        return tuple(f"附件：{name}" for name in names)
    numbered = [f"{at}.{name}" for at, name in enumerate(names, 1)]
    return (f"附件：{numbered[0]}", *numbered[1:])


def _attachments(composition: Composition, cursor: Cursor) -> tuple[tuple[Lines, Lines], ...]:
    alone = len(composition.attachments) == 1
    return tuple(
        (cursor.take("附件" if alone else f"附件{at}"), cursor.take(attachment.name))
        for at, attachment in enumerate(composition.attachments, 1)
    )
