"""来件里另加的东西：comments, and rows and columns that are hidden, of a file from outside; told, never carried on.

Only for the child process with its limits (addin/workbook/child.py): .xlsx that the gate has let pass, and .ods and
.xls, which it does not know.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from lxml import etree

from addin.workbook.cells import split_address
from addin.workbook.package import Package
from addin.workbook.parts import read_workbook, relations
from addin.workbook.sheet_xml import Part, prefix_of, row_starts, split_rows, tags_of

Place = tuple[int, int]  # row, column
Run = tuple[int, int]  # first and last

LONGEST = 100
"""Characters of a comment that are told."""
MOST = 500
"""Comments of a tab that are looked at."""

_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_COLUMN = re.compile(rb"<(?:\w+:)?col(?=\s)([^>]*?)/?>")
_SPAN = {name: re.compile(rb"\s" + name + rb"\s*=\s*[\"'](\d+)[\"']") for name in (b"min", b"max")}


@dataclass(slots=True)
class Additions:
    """另加的：of one tab; `rows` and `columns` are runs of hidden ones."""

    comments: dict[Place, str] = field(default_factory=dict)
    rows: list[Run] = field(default_factory=list)
    columns: list[Run] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        comments = [[*place, text] for place, text in self.comments.items()]
        return {"comments": comments, "rows": self.rows, "columns": self.columns}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Additions:
        return cls(
            {(row, column): text for row, column, text in content["comments"]},
            [(first, last) for first, last in content["rows"]],
            [(first, last) for first, last in content["columns"]],
        )

    def note(self, place: Place, text: str) -> None:
        """A comment, cut to what is told; an empty one says nothing."""
        short = " ".join(text.split())
        if short and len(self.comments) < MOST:
            self.comments[place] = short if len(short) <= LONGEST else short[:LONGEST] + "…"


def joined(numbers: Iterable[int]) -> list[Run]:
    """Ascending numbers as runs."""
    runs: list[Run] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


# --- .xlsx ----------------------------------------------------------------------------------------


def additions_of(path: Path) -> dict[str, Additions]:
    """Of every tab of an .xlsx."""
    with Package(path) as package:
        return {tab: _of_part(package, part) for tab, part in read_workbook(package).tabs.items()}


def _of_part(package: Package, part: str) -> Additions:
    found = Additions()
    rows: list[int] = []
    tags, last = tags_of(b""), 0
    for kind, piece in split_rows(package.chunks(package[part])):
        if kind is Part.HEAD:
            tags = tags_of(prefix_of(piece) or b"")
            found.columns = list(_hidden_columns(piece))
        elif kind is Part.ROWS:
            numbers, starts = row_starts(piece, tags, last)
            last = numbers[-1] if numbers else last
            if b"hidden" in piece:
                openings = (tags.row.match(piece, start) for start in starts)
                rows += [
                    n for n, one in zip(numbers, openings, strict=True) if one and _HIDDEN.search(one[1])
                ]
    found.rows = joined(rows)
    _note_comments(found, package, part)
    return found


def _hidden_columns(head: bytes) -> Iterator[Run]:
    for column in _COLUMN.finditer(head):
        ends = [pattern.search(column[1]) for pattern in _SPAN.values()]
        if _HIDDEN.search(column[1]) and ends[0] and ends[1]:
            yield int(ends[0][1]), int(ends[1][1])


def _note_comments(found: Additions, package: Package, part: str) -> None:
    """Threaded comments first: each stands once more among the old ones, with an advertisement around it."""
    threads: dict[str, list[str]] = {}
    for element in _elements(package, part, "threadedComment", "threadedComment"):
        threads.setdefault(element.get("ref", ""), []).append(_text(element, ("text",)))
    for element in _elements(package, part, "comments", "comment"):
        threads.setdefault(element.get("ref", ""), [_text(element, ("t",))])
    for reference, texts in threads.items():
        try:
            found.note(split_address(reference), "／".join(texts))
        except ValueError:
            continue


def _elements(package: Package, part: str, kind: str, name: str) -> Iterator[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for target in relations(package, part, kind).values():
        if target in package:
            root = etree.fromstring(package.read(target), parser)
            yield from (one for one in root.iter() if _local(one) == name)


def _text(element: etree._Element, names: tuple[str, ...]) -> str:
    """Of the elements of these names; phonetic hints are no text."""
    parts = (one for one in element.iter() if _local(one) in names and _local(one.getparent()) != "rPh")
    return "".join(str(text) for one in parts for text in one.itertext())


def _local(element: etree._Element | None) -> str:
    known = element is not None and isinstance(element.tag, str)
    return str(etree.QName(element).localname) if known and element is not None else ""


# --- .ods -----------------------------------------------------------------------------------------

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OUT_OF_SIGHT = ("collapse", "filter")


def additions_in_open_document(path: Path) -> dict[str, Additions]:
    """Of every tab of an .ods. Raises OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError."""
    with zipfile.ZipFile(path) as package, package.open("content.xml") as content:
        return _in_content(content)


def _in_content(content: IO[bytes]) -> dict[str, Additions]:
    reading = _Content()
    for event, element in etree.iterparse(content, ("start", "end"), no_network=True, resolve_entities=False):
        if event == "start":
            reading.begin(_local(element), element)
        else:
            reading.end(_local(element), element)
    return reading.found


class _Content:
    """The tabs on their way through; `row` and `column` are what has been counted of the present one."""

    def __init__(self) -> None:
        self.found: dict[str, Additions] = {}
        self._here, self._row, self._column, self._columns = Additions(), 0, 0, 0

    def begin(self, kind: str, element: etree._Element) -> None:
        if kind == "table":
            self._here = self.found.setdefault(element.get(f"{_TABLE}name", ""), Additions())
            self._row = self._columns = 0
        elif kind == "table-column":
            self._columns = _hide(self._here.columns, element, self._columns, "number-columns-repeated")
        elif kind == "table-row":
            _hide(self._here.rows, element, self._row, "number-rows-repeated")
            self._row, self._column = self._row + 1, 0

    def end(self, kind: str, element: etree._Element) -> None:
        if kind == "annotation":
            self._here.note((self._row, self._column + 1), _text(element, ("p",)))
        elif kind in ("table-cell", "covered-table-cell"):
            self._column += _times(element, "number-columns-repeated")
        elif kind == "table-row":
            self._row += _times(element, "number-rows-repeated") - 1
            element.clear()


def _hide(runs: list[Run], element: etree._Element, before: int, times: str) -> int:
    """The number of the last of the rows or columns that the element stands for; noted where they are hidden."""
    last = before + _times(element, times)
    if element.get(f"{_TABLE}visibility") in _OUT_OF_SIGHT:
        runs.append((before + 1, last))
    return last


def _times(element: etree._Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdecimal() else 1
