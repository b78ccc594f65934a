"""页数推算：the page each paragraph begins on: as the file says where Word saved it, otherwise reckoned."""

from __future__ import annotations

from docgen.check.model import Document, Paragraph, Section
from docgen.layout.text_width import lines_needed

_CELL_PADDING = 114
_SINGLE = 1.3
"""Height of a line of single spacing, in em."""
_ROW_PADDING = 100


def line_pitch(paragraph: Paragraph, section: Section) -> float:
    """Twips from one line to the next."""
    form = paragraph.format
    if form.rule == "exact":
        return float(form.line)
    natural = max(paragraph.size, 5.0) * 20 * _SINGLE
    if form.snap and section.grid in ("lines", "linesAndChars", "snapToChars") and section.pitch:
        natural = -(-natural // section.pitch) * section.pitch
    return max(natural, form.line) if form.rule == "atLeast" else natural * form.line / 240


def pages(document: Document) -> tuple[int, ...]:
    """The page of each paragraph, from 1."""
    if any(one.rendered_breaks for one in document.paragraphs):
        return _as_rendered(document)
    return _Reckoning(document).pages()


def _as_rendered(document: Document) -> tuple[int, ...]:
    found, page = [], 1
    for one in document.paragraphs:
        # A break at the very start of a paragraph is the common case; inside one, the next begins there.
        opens = bool(one.rendered_breaks)
        found.append(page + opens)
        page += one.rendered_breaks
    return tuple(found)


class _Reckoning:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.page = 1
        self.used = 0.0
        self.section = 0
        self.row: tuple[int, int] = (0, 0)
        self.row_height = 0.0
        self.columns: dict[tuple[int, int], int] = {}
        for one in document.paragraphs:
            row = (one.where.table, one.where.row)
            self.columns[row] = max(self.columns.get(row, 1), one.where.column)

    def pages(self) -> tuple[int, ...]:
        return tuple(self._place(one) for one in self.document.paragraphs)

    def _place(self, one: Paragraph) -> int:
        section = self.document.sections[min(one.where.section, len(self.document.sections) - 1)]
        if one.where.section != self.section:
            self._new_section(section)
        self.section = one.where.section
        if one.where.boxed or one.format.framed:
            return self.page
        if one.tabled:
            return self._in_table(one, section)
        self.row, self.row_height = (0, 0), 0.0
        if one.format.page_break or (one.breaks_page and not one.words):
            self._turn()
        page = self._add(one, section)
        if one.breaks_page and one.words:
            self._turn()
        return page

    def _new_section(self, section: Section) -> None:
        if section.start == "continuous":
            return
        self._turn()
        if (section.start == "evenPage" and self.page % 2) or (
            section.start == "oddPage" and not self.page % 2
        ):
            self.page += 1

    def _turn(self) -> None:
        self.page += 1
        self.used = 0.0

    def _add(self, one: Paragraph, section: Section) -> int:
        height = section.height - section.top - section.bottom
        pitch = line_pitch(one, section)
        before = one.format.before if self.used else 0
        if self.used and self.used + before + pitch > height + 20:
            self._turn()
            before = 0
        page = self.page
        self.used += before + pitch
        for _ in range(_lines(one, section.width - section.left - section.right) - 1):
            if self.used + pitch > height + 20:
                self._turn()
            self.used += pitch
        self.used += one.format.after
        return page

    def _in_table(self, one: Paragraph, section: Section) -> int:
        row = (one.where.table, one.where.row)
        if row != self.row:
            self.used += self.row_height
            self.row, self.row_height = row, 0.0
            if self.used > section.height - section.top - section.bottom - 400:
                self._turn()
        width = (section.width - section.left - section.right) / self.columns[row] - _CELL_PADDING
        needed = _lines(one, round(width)) * line_pitch(one, section) + _ROW_PADDING
        self.row_height = max(self.row_height, needed)
        return self.page


def _lines(one: Paragraph, width: int) -> int:
    if not one.words:
        return 1
    piece = max(one.pieces, key=lambda piece: len(piece.text))
    advance = max(60.0, (one.size * 20 + piece.format.tracking) * piece.format.scale / 100)
    room = max(1.0, (width - one.format.left - one.format.right) / advance)
    return max(1, lines_needed(one.said.replace("\t", "　"), room, one.format.first / advance))
