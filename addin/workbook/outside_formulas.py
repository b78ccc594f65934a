"""来件里的公式：where formulas stand in a file from outside, whose readers give only their last results.

.xlsx is looked through as the gate left it; .ods and .xls, which the gate does not know, only in a child process
with its limits (addin/workbook/child.py).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from addin.workbook.compound import CompoundError, stream
from addin.workbook.package import Package
from addin.workbook.parts import read_workbook
from addin.workbook.sheet_look import cells_with
from addin.workbook.sheet_xml import Part, prefix_of, split_rows, tags_of

Places = dict[str, set[tuple[int, int]]]
"""(row, column), both 1-based, by tab."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST = 16_384
"""A repeated cell is counted so often at most: a sheet has no more columns."""


def formula_places(path: Path) -> Places:
    """Of an .xlsx that the gate has let pass."""
    with Package(path) as package:
        tabs = read_workbook(package).tabs
        found = {tab: set(_in_part(package, part)) for tab, part in tabs.items()}
    return {tab: places for tab, places in found.items() if places}


def _in_part(package: Package, part: str) -> Iterator[tuple[int, int]]:
    tags, last = tags_of(b""), 0
    for kind, piece in split_rows(package.chunks(package[part])):
        if kind is Part.HEAD:
            tags = tags_of(prefix_of(piece) or b"")
        elif kind is Part.ROWS and tags.formula_start.search(piece):
            for row, column, cell in cells_with(tags, piece, last, b"<" + tags.prefix + b"f"):
                if tags.formula_start.search(cell[2] or b""):
                    yield row, column
                last = row


def other_formula_places(path: Path) -> Places:
    """Of an .ods or .xls; nothing where it cannot be told. For the child process."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package, package.open("content.xml") as content:
                return _in_open_document(content)
        return _in_workbook_stream(stream(path, ("Workbook", "Book")))
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, CompoundError, struct.error):
        return {}


def _in_open_document(content: IO[bytes]) -> Places:
    """`table:formula` of every cell; a repeated row or cell counts as often as it says."""
    found: Places = {}
    tab, row, column = "", 0, 0
    for event, element in etree.iterparse(content, ("start", "end"), no_network=True, resolve_entities=False):
        kind = str(element.tag).removeprefix(_TABLE)
        if event == "end":
            if kind == "table-row":
                row += _times(element, "number-rows-repeated") - 1
                element.clear()
        elif kind == "table":
            tab, row = element.get(f"{_TABLE}name", ""), 0
        elif kind == "table-row":
            row, column = row + 1, 0
        elif kind in ("table-cell", "covered-table-cell"):
            times = _times(element, "number-columns-repeated")
            if element.get(f"{_TABLE}formula"):
                more = range(min(times, _MOST))
                found.setdefault(tab, set()).update((row, column + 1 + place) for place in more)
            column += times
    return found


def _times(element: etree._Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdecimal() else 1


_FORMULA, _SHEET, _BEGIN = 0x0006, 0x0085, 0x0809


def _in_workbook_stream(content: bytes) -> Places:
    """FORMULA records ([MS-XLS] 2.4.127); a BOUNDSHEET record names the sheet that begins at an offset."""
    names: dict[int, str] = {}
    found: Places = {}
    tab = ""
    for start, kind, body in records(content):
        if kind == _SHEET:
            names[struct.unpack_from("<I", body)[0]] = short_text(body[6:])
        elif kind == _BEGIN:
            tab = names.get(start, tab)
        elif kind == _FORMULA:
            row, column = struct.unpack_from("<HH", body)
            found.setdefault(tab, set()).add((row + 1, column + 1))
    return found


def records(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Offset, kind and body of every record of a workbook stream ([MS-XLS] 2.1.4)."""
    at = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        yield at, kind, content[at + 4 : at + 4 + size]
        at += 4 + size


def short_text(body: bytes) -> str:
    """ShortXLUnicodeString ([MS-XLS] 2.5.240)."""
    count, wide = body[0], body[1] & 1
    return body[2 : 2 + count * 2].decode("utf-16-le") if wide else body[2 : 2 + count].decode("latin-1")
