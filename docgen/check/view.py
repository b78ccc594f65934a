"""受检视图：a document as each rule sees it: its lines with role, zone and page, and how to report on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docgen.check.findings import FORMAT, Finding, Severity, TextEdit
from docgen.check.model import Document, Paragraph, Section
from docgen.check.paging import line_pitch, pages
from docgen.check.recognition import Look, recognize
from docgen.check.roles import HEADINGS, Role

RUNNING = (Role.BODY, *HEADINGS)
"""正文: what runs in the body's type."""
Mend = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Line:
    """一段：a paragraph with what was made out about it."""

    at: int
    paragraph: Paragraph
    role: Role
    zone: int
    page: int

    @property
    def words(self) -> str:
        return self.paragraph.words

    @property
    def place(self) -> str:
        return place_of(self.paragraph)


@dataclass(frozen=True, slots=True)
class View:
    """视图：the document, its lines, its look; `pitch` the line pitch most of its body has, in twips."""

    document: Document
    lines: tuple[Line, ...]
    look: Look
    issued: bool
    pitch: float

    @property
    def official(self) -> bool:
        """Whether it is a 公文: a mark or a number was seen."""
        return self.look not in (Look.PLAIN, Look.NOTE)

    def of(self, *roles: Role, zone: int | None = None) -> tuple[Line, ...]:
        """The lines of those roles, in reading order."""
        return tuple(one for one in self.lines if one.role in roles and (zone is None or one.zone == zone))

    def first(self, role: Role) -> Line | None:
        return next(iter(self.of(role)), None)

    def section(self, line: Line) -> Section:
        sections = self.document.sections
        return sections[min(line.paragraph.where.section, len(sections) - 1)]

    def texts(self) -> Iterator[Line]:
        """Everything that is read: text, tables, boxes, notes."""
        yield from (line for line in self.lines if line.words)
        for at, note in enumerate(self.document.notes):
            if note.words:
                yield Line(-1 - at, note, Role.OTHER, 0, 1)


def view_of(document: Document) -> View:
    """Look at a document."""
    seen = recognize(document)
    lines = tuple(
        Line(at, *parts)
        for at, parts in enumerate(
            zip(document.paragraphs, seen.roles, seen.zones, pages(document), strict=True)
        )
    )
    return View(document, lines, seen.look, seen.issued, _usual_pitch(document, lines))


def _usual_pitch(document: Document, lines: tuple[Line, ...]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        if line.role in RUNNING:
            section = document.sections[min(line.paragraph.where.section, len(document.sections) - 1)]
            counts[line_pitch(line.paragraph, section)] += len(line.words)
    return counts.most_common(1)[0][0] if counts else 0.0


def place_of(paragraph: Paragraph) -> str:
    """「第3段“…”」, 「表1第2行第3列“…”」, 「文本框“…”」."""
    where, said = paragraph.where, f"“{paragraph.excerpt}”" if paragraph.words else "空行"
    if where.table:
        return f"表{where.table}第{where.row}行第{where.column}列{said}"
    if where.boxed or where.part != "正文":
        return f"{'文本框' if where.boxed else where.part}{said}"
    return f"第{where.number}段{said}"


def fault(
    line: Line,
    clause: str,
    found: str,
    asked: str,
    *,
    firm: bool = True,
    mend: Mend | None = None,
    edits: tuple[TextEdit, ...] = (),
    book: str = FORMAT,
) -> Finding:
    """A finding at a paragraph."""
    severity = Severity.FIRM if firm else Severity.CUSTOM
    mends = () if mend is None else (mend,)
    return Finding(f"{book} {clause}".strip(), line.page, line.place, found, asked, severity, edits, mends)


def fault_at(
    page: int, place: str, clause: str, found: str, asked: str, *, firm: bool = True, mend: Mend | None = None
) -> Finding:
    """A finding at something that is no paragraph: a section, a footer, a rule."""
    severity = Severity.FIRM if firm else Severity.CUSTOM
    return Finding(
        f"{FORMAT} {clause}", page, place, found, asked, severity, (), () if mend is None else (mend,)
    )
