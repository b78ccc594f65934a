"""文档文字：a .docx as its reader sees it when every change is accepted: paragraphs, tables, bookmarks, notes beside.

python-docx leaves out inserted text and content controls; here both stand in their place. What still is only a
proposed change is marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from addin.errors import ProgramError
from addin.workbook.package import Package
from docgen.check.ooxml import MC, Element, child, chosen, local, measure, switched_on, value

_MAIN = "word/document.xml"
_CUSTOM = "docProps/custom.xml"
_STORIES = ("header", "footer", "footnotes", "endnotes")
_DROPPED = frozenset(
    {"del", "moveFrom", "rPr", "instrText", "delText", "delInstrText", "rt", "rubyPr", "sdtPr", "sdtEndPr",
     "tblPr", "tblGrid", "tcPr", "trPr", "sectPr", "proofErr", "annotationRef"}
)  # fmt: skip
_CHANGES = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"}
)
_MARKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "cr": "\n"}
_SHAPES = frozenset({"drawing", "pict", "object"})
_ONE_SPELLING = str.maketrans({"\u2011": "-", "\u00ad": None, "\u200b": None})
"""The hyphen at which no line ends is spelt in two ways, LibreOffice changes one into the other."""


@dataclass(frozen=True, slots=True)
class Passage:
    """一段文字：a paragraph, or a cell whose paragraphs stand on lines of their own.

    `marks` are bookmarks that begin in it; `tracked` whether it holds a change that nobody has accepted;
    `controlled` whether a content control (SDT) does; `column` and `span` its place in a row.
    """

    text: str
    marks: tuple[str, ...] = ()
    tracked: bool = False
    controlled: bool = False
    column: int = 0
    span: int = 1


@dataclass(frozen=True, slots=True)
class WordTable:
    """表：its rows of cells; rows whose deletion is proposed are left out."""

    rows: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class WordText:
    """文档文字：`blocks` in reading order, text boxes behind the paragraph they are anchored in.

    `spans` is what stands inside each bookmark, one entry for each time it stands in the document; `beside` the
    lines of headers, footers and notes without page numbers; `tracked` counts passages with changes nobody accepted.
    """

    blocks: tuple[Passage | WordTable, ...]
    spans: dict[str, list[str]]
    beside: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    tracked: int = 0

    @property
    def paragraphs(self) -> Iterator[Passage]:
        return (block for block in self.blocks if isinstance(block, Passage))

    @property
    def tables(self) -> list[WordTable]:
        return [block for block in self.blocks if isinstance(block, WordTable)]


def read_text(path: Path) -> WordText:
    """The text of a .docx that the gate has let pass. Raises ProgramError."""
    with Package(path) as package:
        try:
            body = child(_tree(package, _main_part(package)), "body")
            if body is None:
                raise ProgramError(path.name, "文档里没有正文", "请换一个 .docx 文件")
            reader = _Reader()
            reader.blocks(body)
            return WordText(
                tuple(reader.found),
                {name: ["".join(parts) for parts in spans] for name, spans in reader.spans.items()},
                tuple(dict.fromkeys(line for name in _STORIES for line in _beside(package, name))),
                tuple(_comments(package)),
                dict(_properties(package)),
                reader.tracked,
            )
        except etree.XMLSyntaxError as error:
            raise ProgramError(
                path.name, "文件已损坏（正文读不出来）", "请用 Word 或 WPS 打开，另存为 .docx 后再试"
            ) from error


def _tree(package: Package, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(name), parser)


def _main_part(package: Package) -> str:
    """`word/document.xml`, wherever the file says it keeps it."""
    if "_rels/.rels" in package:
        for link in _tree(package, "_rels/.rels"):
            target = (link.get("Target") or "").lstrip("/")
            if (link.get("Type") or "").endswith("/officeDocument") and target in package:
                return target
    if _MAIN in package:
        return _MAIN
    raise ProgramError(package.path.name, "文档里没有正文", "请换一个 .docx 文件")


def _beside(package: Package, kind: str) -> Iterator[str]:
    for member in package.members:
        folder, _, name = member.filename.rpartition("/")
        if folder == "word" and name.startswith(kind) and name.endswith(".xml"):
            reader = _Reader(fields=False)
            reader.blocks(_tree(package, member.filename))
            yield from (block.text for block in reader.found if isinstance(block, Passage))


def _comments(package: Package) -> Iterator[str]:
    if "word/comments.xml" not in package:
        return
    for comment in _tree(package, "word/comments.xml"):
        reader = _Reader()
        reader.blocks(comment)
        text = " ".join(one.text for one in reader.found if isinstance(one, Passage) and one.text)
        yield f"{value(comment, 'author') or '（没有署名）'}：{text}"


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    if _CUSTOM in package:
        for one in _tree(package, _CUSTOM):
            yield one.get("name") or "", "".join(str(text) for text in one.itertext()).strip()


class _Reader:
    """One story, walked once. A bookmark that stands between cells or paragraphs belongs to what follows it."""

    def __init__(self, fields: bool = True) -> None:
        self.found: list[Passage | WordTable] = []
        self.spans: dict[str, list[list[str]]] = {}
        self.tracked = 0
        self._fields = fields
        self._open: dict[str, list[str]] = {}
        self._pending: list[str] = []
        self._joined: _Line | None = None

    def blocks(self, parent: Element) -> None:
        """Everything below an element that holds paragraphs and tables."""
        for one in chosen(parent):
            name = local(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self._table(one)
            elif not self._bookmark(one, name, None) and name not in _DROPPED:
                self.blocks(one)

    def _bookmark(self, element: Element, name: str, line: _Line | None) -> bool:
        """Whether it was a bookmark's beginning or end."""
        if name == "bookmarkStart":
            title = value(element, "name") or ""
            parts: list[str] = []
            self._open[value(element, "id") or title] = parts
            self.spans.setdefault(title, []).append(parts)
            (self._pending if line is None else line.marks).append(title)
        elif name == "bookmarkEnd":
            self._open.pop(value(element, "id") or "", None)
        return name in ("bookmarkStart", "bookmarkEnd")

    # --- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> None:
        line = self._joined or _Line()
        self._joined = None
        line.marks += self._pending
        self._pending = []
        line.tracked |= _is_changed(element)
        line.controlled |= any(local(one) == "sdt" for one in (*element.iterancestors(), *element.iter()))
        self._runs(element, line, [])
        if switched_on(child(child(child(element, "pPr"), "rPr"), "del")) is not None:
            self._joined = line  # the mark between two paragraphs is deleted: they read as one
        else:
            self._close(line)
        for content in line.boxes:
            self.blocks(content)

    def _close(self, line: _Line) -> None:
        for parts in self._open.values():
            parts.append("\n")
        text = "".join(line.parts).translate(_ONE_SPELLING)
        self.tracked += line.tracked
        self.found.append(Passage(text, tuple(line.marks), line.tracked, line.controlled))

    def _runs(self, parent: Element, line: _Line, fields: list[bool]) -> None:
        for one in chosen(parent):
            name = local(one)
            if self._bookmark(one, name, line) or name in _DROPPED or name == "pPr":
                continue
            if name == "r":
                self._run(one, line, fields)
            elif name == "fldSimple" and not self._fields:
                continue
            else:
                self._runs(one, line, fields)

    def _run(self, run: Element, line: _Line, fields: list[bool]) -> None:
        if switched_on(child(child(run, "rPr"), "vanish")):
            return
        for one in chosen(run):
            name = local(one)
            if name == "fldChar":
                _field(fields, value(one, "fldCharType") or "", self._fields)
            elif name in _SHAPES:
                line.boxes += _boxes(one)
            elif name == "ruby":
                self._runs(one, line, fields)
            elif all(fields):
                self._text(_written(one, name), line)

    def _text(self, text: str, line: _Line) -> None:
        if text:
            line.parts.append(text)
            for parts in self._open.values():
                parts.append(text)

    # --- tables ----------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        place = len(self.found)
        inside: list[Passage | WordTable] = []
        rows = []
        for row in self._parts(table, "tr"):
            if child(child(row, "trPr"), "del") is None:
                cells = tuple(self._cells(row, inside))
                if cells:
                    rows.append(cells)
        self.found[place:] = [WordTable(tuple(rows)), *inside]

    def _parts(self, parent: Element, wanted: str) -> Iterator[Element]:
        """Rows of a table, cells of a row, also those that a content control or a change encloses."""
        for one in chosen(parent):
            name = local(one)
            if name == wanted:
                yield one
            elif not self._bookmark(one, name, None) and name not in _DROPPED:
                yield from self._parts(one, wanted)

    def _cells(self, row: Element, inside: list[Passage | WordTable]) -> Iterator[Passage]:
        column = measure(child(child(row, "trPr"), "gridBefore")) or 0
        changed = child(child(row, "trPr"), "ins") is not None
        for cell in self._parts(row, "tc"):
            properties = child(cell, "tcPr")
            span = max(1, measure(child(properties, "gridSpan")) or 1)
            if child(properties, "cellDel") is None:
                tracked = changed or child(properties, "cellIns") is not None
                yield self._cell(cell, column, span, tracked, inside)
            column += span

    def _cell(
        self, cell: Element, column: int, span: int, tracked: bool, inside: list[Passage | WordTable]
    ) -> Passage:
        """The cell's own paragraphs as one passage; a table inside it comes behind the outer one."""
        place = len(self.found)
        self.blocks(cell)
        if self._joined is not None:
            self._close(self._joined)
            self._joined = None
        held, self.found[place:] = self.found[place:], []
        lines = [one for one in held if isinstance(one, Passage)]
        inside += (one for one in held if isinstance(one, WordTable))
        return Passage(
            "\n".join(one.text for one in lines),
            tuple(mark for one in lines for mark in one.marks),
            tracked or any(one.tracked for one in lines),
            any(one.controlled for one in lines),
            column,
            span,
        )


@dataclass(slots=True)
class _Line:
    """A paragraph on its way."""

    parts: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    tracked: bool = False
    controlled: bool = False


def _field(fields: list[bool], kind: str, shown: bool) -> None:
    """A field shows its result, which follows its code; without one there is nothing to show."""
    if kind == "begin":
        fields.append(False)
    elif kind == "separate" and fields:
        fields[-1] = shown
    elif kind == "end" and fields:
        fields.pop()


def _written(element: Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "br":
        return "" if value(element, "type") in ("page", "column") else "\n"
    if name == "sym":
        return _symbol(value(element, "char") or "")
    return _MARKS.get(name, "")


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _boxes(shape: Element) -> list[Element]:
    """The contents of text boxes; of the two spellings of one box the first."""
    fallbacks = set(shape.iter(f"{{{MC}}}Fallback"))
    boxes = [one for one in shape.iter() if local(one) == "txbxContent"]
    outside = fallbacks.union(boxes)  # a box inside a box is read with the outer one
    return [one for one in boxes if not outside.intersection(one.iterancestors())]


def _is_changed(paragraph: Element) -> bool:
    """Whether the paragraph, or its end, is inserted, deleted or moved by a change that waits."""
    around = any(local(one) in ("ins", "moveTo") for one in paragraph.iterancestors())
    return around or any(local(one) in _CHANGES for one in paragraph.iter())
