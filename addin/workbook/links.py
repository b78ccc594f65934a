"""格上的链接：where a click on a cell goes: in what stands after a worksheet's rows, and what a save changes of it.

ECMA-376 Part 1, 18.3.1.47 (hyperlink) and 18.3.1.48 (hyperlinks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from xml.sax.saxutils import quoteattr

from addin.workbook.cells import address, split_range

Place = tuple[int, int]  # row, column
Links = Mapping[Place, str]
"""The link of each cell: "'表'!E12" within the workbook, ELSEWHERE for a web page, a file or a whole range."""
Wanted = Mapping[int, Mapping[int, str]]
"""As in `SheetEdits.links`: by column, by row."""

ELSEWHERE = ""
TIP = "点一下，转到台账里的这一格"

_PARTS = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?"
_TAG = re.compile(rb"<!--.*?-->|<(/?)([\w.:-]+)(" + _PARTS + rb")(/?)>", re.S)
_ATTRIBUTE = re.compile(rb"\s([\w.:-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+?))[!.](\$?[A-Z]{1,3}\$?[0-9]{1,7})$")
# What follows hyperlinks in a worksheet (18.3.1.99); an AlternateContent holds controls.
_AFTER = frozenset(
    b"printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors"
    b" smartTags drawing drawingHF legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems"
    b" tableParts extLst AlternateContent".split()
)


def location(tab: str, cell: str) -> str:
    """("表", "E12") → "'表'!E12"."""
    return f"'{tab.replace(chr(39), chr(39) * 2)}'!{cell}"


def told_alike(text: str) -> str:
    """A link within the workbook as `location` tells it, whichever program wrote it; any other text as it is."""
    match = _TARGET.match(text.removeprefix("#"))
    if match is None:
        return text
    tab = match[1].replace("''", "'") if match[1] else match[2]
    return location(tab, match[3].replace("$", ""))


def changes(standing: Links, wanted: Wanted, header_row: int) -> dict[Place, str | None]:
    """What a save changes: a link for a cell, or None where the one that stands goes.

    Header and the cells above it are left alone, and so is every cell with a link elsewhere.
    """
    ours = {
        place: link
        for place, link in standing.items()
        if link != ELSEWHERE and place[1] in wanted and place[0] > header_row
    }
    new = {
        (row, column): link
        for column, links in wanted.items()
        for row, link in links.items()
        if standing.get((row, column)) != ELSEWHERE
    }
    gone: dict[Place, str | None] = dict.fromkeys(place for place in ours if place not in new)
    return gone | {place: link for place, link in new.items() if ours.get(place) != link}


# --- in a worksheet part --------------------------------------------------------------------------


def links_in(tail: bytes) -> dict[Place, str]:
    """The links of a worksheet, of which `tail` stands after the rows."""
    found: dict[Place, str] = {}
    for start, end in _links(tail):
        for place, link in _link(tail[start:end]).items():
            found[place] = link if found.get(place) != ELSEWHERE else ELSEWHERE
    return found


def with_links(tail: bytes, prefix: bytes, wanted: Wanted, header_row: int) -> bytes:
    """The tail with the links that `SheetEdits.links` asks for; the very bytes where they stand already."""
    changed = changes(links_in(tail), wanted, header_row) if wanted else {}
    if not changed:
        return tail
    element = next((place for name, *place in _children(tail) if name == b"hyperlinks"), None)
    kept = b"".join(
        tail[start:end] for start, end in _links(tail) if not changed.keys() & _link(tail[start:end])
    )
    added = b"".join(_element(prefix, place, link) for place, link in sorted(changed.items()) if link)
    name = prefix + b"hyperlinks"
    whole = b"<%s>%s%s</%s>" % (name, kept, added, name) if kept or added else b""
    start, end = element or [_place(tail)] * 2
    return tail[:start] + whole + tail[end:]


def _element(prefix: bytes, place: Place, link: str) -> bytes:
    said = {"ref": address(*place), "location": link, "tooltip": TIP}
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in said.items())
    return b"<" + prefix + b"hyperlink" + attributes.encode() + b"/>"


def _link(element: bytes) -> dict[Place, str]:
    """The cells of one hyperlink element and where it goes; {} where its range cannot be read."""
    attributes = {
        match[1].rpartition(b":")[2]: unescape(match[2][1:-1].decode())
        for match in _ATTRIBUTE.finditer(element)
    }
    try:
        top, left, bottom, right = split_range(attributes.get(b"ref", ""))
    except ValueError:
        return {}
    if (top, left) == (bottom, right) and b"id" not in attributes and b"location" in attributes:
        return {(top, left): told_alike(attributes[b"location"])}
    rows, columns = range(top, min(bottom, top + _MOST) + 1), range(left, min(right, left + _MOST) + 1)
    return dict.fromkeys(((row, column) for row in rows for column in columns), ELSEWHERE)


_MOST = 1_000
"""A link over a range is followed so far."""


def _links(tail: bytes) -> Iterator[tuple[int, int]]:
    """Where each hyperlink element begins and ends."""
    for name, start, end in _children(tail):
        if name == b"hyperlinks":
            inner = _TAG.match(tail, start)
            assert inner is not None  # an element begins with its tag
            yield from ((a, b) for _, a, b in _children(tail[:end], inner.end()))


def _place(tail: bytes) -> int:
    """Where hyperlinks go in a worksheet that has none: before the first element that follows them."""
    last = 0
    for name, start, end in _children(tail):
        if name in _AFTER:
            return start
        last = end
    return last or tail.index(b">") + 1


def _children(xml: bytes, start: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Local name, start and end of the elements on the level at which `start` lies; what closes it ends them."""
    depth, begun, name = 0, 0, b""
    for tag in _TAG.finditer(xml, start):
        if tag[2] is None or (tag[1] and tag.start() == start):
            continue  # a comment; the closing sheetData tag, with which a tail begins
        if tag[1]:
            depth -= 1
            if depth < 0:
                return
        elif not depth:
            begun, name = tag.start(), tag[2].rpartition(b":")[2]
        if not tag[1] and not tag[4]:
            depth += 1
        if not depth:
            yield name, begun, tag.end()
