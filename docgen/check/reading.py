"""读文档：a .docx as the rules see it: changes accepted, fields shown, text boxes in their place, once each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from docgen.check.autonumbers import AutoNumbers
from docgen.check.formatting import Properties, Styles
from docgen.check.model import Document, Paragraph, Piece, Section, Shape, Source, Where
from docgen.check.ooxml import (
    Element,
    R,
    child,
    chosen,
    descendants,
    local,
    measure,
    switched_on,
    value,
    w,
)
from docgen.check.package import Package, parsed, read_package, serialized
from docgen.check.shapes import drawing_shape, vml_shape

_DROPPED = frozenset({"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "rubyPr", "sdtPr"})
_MARKS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n", "softHyphen": ""}
_PAPER = {"w": 11906, "h": 16838}


def read_document(path: Path) -> Document:
    """Open and read. Raises UnreadableError, OSError."""
    return read(read_package(path))


def read(package: Package) -> Document:
    """Read an opened package."""
    reader = _Reader(package)
    return reader.document()


@dataclass(slots=True)
class _State:
    """Where the walk stands: section, table, text box; the page breaks seen."""

    section: int = 0
    tables: int = 0
    boxes: int = 0
    numbered: int = 0
    shapes: list[Shape] = field(default_factory=list)
    found: list[Paragraph] = field(default_factory=list)
    kept: list[Piece] = field(default_factory=list)


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.trees: dict[str, Element] = {}
        self.styles = Styles(self._tree(package.related("styles")), package.tree(package.related("theme")))
        self.numbers = AutoNumbers(package.tree(package.related("numbering")))
        self.sections: list[Section] = []

    def _tree(self, name: str) -> Element | None:
        tree = self.package.tree(name) if name else None
        if tree is not None:
            self.trees[name] = tree
        return tree

    def document(self) -> Document:
        root = self._tree(self.package.main)
        assert root is not None
        settings = self._tree(self.package.related("settings"))
        self.sections = self._sections(root)
        state = _State()
        body = child(root, "body")
        assert body is not None
        self._blocks(body, Where(), state, "")
        return Document(
            tuple(state.found),
            tuple(self.sections),
            tuple(state.shapes),
            tuple(self._notes()),
            bool(switched_on(child(settings, "evenAndOddHeaders"))),
            Source(self.package, self.trees),
        )

    # --- sections and the stories beside the text ------------------------------------------------

    def _sections(self, root: Element) -> list[Section]:
        marks = [one for one in root.iter(w("sectPr")) if local(one.getparent()) in ("pPr", "body")]  # type: ignore[arg-type]
        if not marks:
            body = child(root, "body")
            assert body is not None
            marks = [etree.SubElement(body, w("sectPr"))]
        sections: list[Section] = []
        targets = self.package.targets()
        for mark in marks:
            before = sections[-1] if sections else None
            sections.append(self._section(mark, before, targets))
        return sections

    def _section(
        self, mark: Element, before: Section | None, targets: Mapping[str, tuple[str, str]]
    ) -> Section:
        size, margins, grid = child(mark, "pgSz"), child(mark, "pgMar"), child(mark, "docGrid")
        parts = dict(before.footer_parts) if before else {}
        footers = dict(before.footers) if before else {}
        for reference in mark.iter(w("footerReference")):
            kind = value(reference, "type") or "default"
            parts[kind] = targets.get(reference.get(f"{{{R}}}id") or "", ("", ""))[1]
            footers[kind] = tuple(self._story(parts[kind], "页脚"))
        edges = {
            name: measure(margins, name) or 0
            for name in ("top", "bottom", "left", "right", "header", "footer")
        }
        edges["left"] += measure(margins, "gutter") or 0
        return Section(
            element=mark,
            width=measure(size, "w") or _PAPER["w"],
            height=measure(size, "h") or _PAPER["h"],
            landscape=value(size, "orient") == "landscape",
            title_page=bool(switched_on(child(mark, "titlePg"))),
            grid=value(grid, "type") or "",
            pitch=measure(grid, "linePitch") or 0,
            char_space=measure(grid, "charSpace") or 0,
            start=value(child(mark, "type")) or "nextPage",
            footers=footers,
            footer_parts=parts,
            **edges,
        )

    def _story(self, part: str, name: str) -> list[Paragraph]:
        root = self.trees.get(part)
        root = self._tree(part) if root is None else root
        if root is None:
            return []
        state = _State()
        self._blocks(root, Where(name), state, "")
        return state.found

    def _notes(self) -> Iterator[Paragraph]:
        for kind in ("footnotes", "endnotes"):
            yield from self._story(self.package.related(kind), "脚注")

    # --- the walk --------------------------------------------------------------------------------

    def _blocks(self, parent: Element, where: Where, state: _State, table_style: str) -> None:
        for one in chosen(parent):
            name = local(one)
            if name == "p":
                self._paragraph(one, where, state, table_style)
            elif name == "tbl":
                self._table(one, where, state)
            elif name not in _DROPPED:
                self._blocks(one, where, state, table_style)

    def _table(self, table: Element, where: Where, state: _State) -> None:
        state.tables += 1
        number = state.tables
        style = value(child(child(table, "tblPr"), "tblStyle")) or ""
        rows = [row for row in descendants(table, "tr") if _own_table(row) is table]
        kept = [row for row in rows if child(child(row, "trPr"), "del") is None]
        for at, row in enumerate(kept, 1):
            cells = [cell for cell in descendants(row, "tc") if _own_table(cell) is table]
            for column, cell in enumerate(cells, 1):
                inside = replace(where, table=number, row=at, column=column, section=state.section)
                self._blocks(cell, inside, state, style)

    def _paragraph(self, element: Element, where: Where, state: _State, table_style: str) -> None:
        own = child(element, "pPr")
        properties, inherited = self.styles.paragraph(own, table_style)
        collector = _Runs(self, inherited, state, replace(where, section=state.section))
        collector.walk(element)
        pieces = [*state.kept, *collector.pieces]
        state.kept = []
        if own is not None and child(child(own, "rPr"), "del") is not None:
            # The mark between two paragraphs is deleted: they read as one.
            state.kept = pieces
        else:
            label = self.numbers.label(properties.get("num_id"), properties.get("num_level", 0))
            said = label or "".join(piece.text for piece in pieces).strip()
            state.numbered += bool(said) and not where.table and not where.boxed
            place = replace(where, section=state.section, number=state.numbered)
            advance = _advance(pieces, inherited)
            state.found.append(
                Paragraph(
                    element,
                    tuple(pieces),
                    self.styles.layout(properties, advance),
                    place,
                    label,
                    collector.breaks_page,
                    collector.rendered_breaks,
                )
            )
        for content in collector.boxes:
            state.boxes += 1
            self._blocks(content, replace(where, part="文本框", boxed=state.boxes), state, "")
        if own is not None and child(own, "sectPr") is not None:
            state.section += 1


def _own_table(element: Element) -> Element | None:
    return next((one for one in element.iterancestors() if local(one) == "tbl"), None)


def _advance(pieces: list[Piece], inherited: Properties) -> float:
    size = pieces[0].format.size if pieces else inherited.get("size", 10.0)
    tracking = pieces[0].format.tracking if pieces else inherited.get("tracking", 0)
    return float(size * 20 + tracking)


class _Runs:
    """字段收集：the pieces of one paragraph, its shapes, text boxes and breaks."""

    def __init__(self, reader: _Reader, inherited: Properties, state: _State, where: Where) -> None:
        self.reader = reader
        self.inherited = inherited
        self.state = state
        self.where = where
        self.pieces: list[Piece] = []
        self.boxes: list[Element] = []
        self.breaks_page = False
        self.rendered_breaks = 0
        self.fields: list[str] = []
        self.showing: list[bool] = []

    def walk(self, parent: Element, linked: bool = False, field_name: str = "") -> None:
        for one in chosen(parent):
            name = local(one)
            if name == "r":
                self._run(one, linked, field_name)
            elif name == "fldSimple":
                self.walk(one, linked, (value(one, "instr") or "").strip().upper())
            elif name == "ruby":
                self.walk(next(descendants(one, "rubyBase"), one), linked, field_name)
            elif name not in _DROPPED:
                self.walk(one, linked or name == "hyperlink", field_name)

    def _run(self, run: Element, linked: bool, field_name: str) -> None:
        properties = self.reader.styles.run(self.inherited, child(run, "rPr"))
        if properties.get("vanish"):
            return
        characters = self.reader.styles.characters(properties)
        for one in chosen(run):
            name = local(one)
            if name in ("fldChar", "instrText"):
                self._field(one, name)
            elif name in ("drawing", "pict", "object"):
                self._shape(one)
            elif name == "ruby":
                self.walk(next(descendants(one, "rubyBase"), one), linked, field_name)
            elif not self._broken(one, name):
                text = "\n" if name == "br" else (one.text or "") if name == "t" else _MARKS.get(name, "")
                if text and all(self.showing):
                    current = field_name or " ".join(self.fields).strip().upper()
                    self.pieces.append(Piece(text, one, run, characters, linked, current))

    def _broken(self, element: Element, name: str) -> bool:
        """Breaks of page and column, which are no text."""
        kind = value(element, "type") if name == "br" else None
        self.rendered_breaks += name == "lastRenderedPageBreak"
        self.breaks_page = self.breaks_page or kind == "page"
        return kind in ("page", "column") or name == "lastRenderedPageBreak"

    def _field(self, element: Element, name: str) -> None:
        kind = value(element, "fldCharType")
        if name == "instrText":
            if self.fields:
                self.fields[-1] += element.text or ""
        elif kind == "begin":
            self.fields.append("")
            self.showing.append(False)
        elif kind == "separate" and self.showing:
            self.showing[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()
            self.showing.pop()

    def _shape(self, element: Element) -> None:
        contents = list(descendants(element, "txbxContent"))
        box = self.state.boxes + len(self.boxes) + 1 if contents else 0
        self.boxes += contents
        sections = self.reader.sections
        section = sections[self.where.section] if self.where.section < len(sections) else None
        read_shape = drawing_shape if local(element) == "drawing" else vml_shape
        shape = read_shape(element, section, self.where.section, len(self.state.found), box)
        if shape is not None:
            self.state.shapes.append(shape)


def rewritten(document: Document) -> dict[str, bytes]:
    """The parts that were read as trees and are no longer what the package holds, as bytes."""
    parts = document.source.package.parts
    changed = {}
    for name, tree in document.source.trees.items():
        content = serialized(tree)
        if name not in parts or serialized(parsed(parts[name], name)) != content:
            changed[name] = content
    return changed
