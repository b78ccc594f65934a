"""部件改动：whole members of a workbook file added, replaced or left out, with their links and types.

Links are relationship parts, types the list of content types (ECMA-376 Part 2, 9.3 and 10.1.2.3).
They are changed as text, so that all else in them stays as it was written.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import quoteattr

from addin.workbook.package import Package

CONTENT_TYPES: Final = "[Content_Types].xml"
_NO_LINKS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_LINKS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_LINK: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*?/>")
_LAST_TAG: Final = re.compile(rb"</((?:\w+:)?)(?:Relationships|Types)\s*>\s*$")
_IDENTIFIER: Final = re.compile(rb"\sId=[\"']([^\"']*)[\"']")


@dataclass(slots=True)
class PartEdits:
    """Nothing is changed in `package`. `heads` and `tails` are, by worksheet part, what is to stand
    before and after its rows.
    """

    package: Package
    replaced: dict[str, bytes] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    heads: dict[str, bytes] = field(default_factory=dict)
    tails: dict[str, bytes] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.added or (name in self.package and name not in self.dropped)

    def read(self, name: str) -> bytes:
        """A member as it is to be. Raises KeyError, DamagedMemberError."""
        for changed in (self.replaced, self.added):
            if name in changed:
                return changed[name]
        return self.package.read(name)

    def write(self, name: str, content: bytes, content_type: str = "") -> None:
        """A member's new content; for a new member its type too, unless its name's ending tells it."""
        if name in self.package:
            self.replaced[name] = content
            return
        self.added[name] = content
        types = self.read(CONTENT_TYPES)
        ending = quoteattr(posixpath.splitext(name)[1][1:])
        told = f"Default Extension={ending} ContentType={quoteattr(content_type)}".encode()
        if told not in types:
            override = f"Override PartName={quoteattr('/' + name)} ContentType={quoteattr(content_type)}"
            self.replaced[CONTENT_TYPES] = _appended(types, override)

    def drop(self, names: Set[str]) -> None:
        """Leaves members out, and their types."""
        self.dropped |= names
        types = self.read(CONTENT_TYPES)
        for name in names:
            types = re.sub(
                rb"<(?:\w+:)?Override\s[^>]*?\"/%s\"[^>]*?/>" % re.escape(name.encode()), b"", types
            )
        self.replaced[CONTENT_TYPES] = types

    def has_link(self, source: str, ending: str) -> bool:
        """Whether `source` (a part, "" for the package) has a link of a kind with this ending."""
        return any(_is_kind(link, ending) for link in _LINK.findall(self._links(source)))

    def link(self, source: str, kind: str, target: str) -> str:
        """Links `source` to the member `target`; the link's identifier."""
        links = self._links(source)
        taken = set(_IDENTIFIER.findall(links))
        number = 1
        while b"rId%d" % number in taken:
            number += 1
        relative = posixpath.relpath(target, posixpath.dirname(source)) if source else target
        values = {"Id": f"rId{number}", "Type": kind, "Target": relative}
        element = "Relationship" + "".join(f" {key}={quoteattr(value)}" for key, value in values.items())
        self.write(_links_part(source), _appended(links, element), _LINKS_TYPE)
        return f"rId{number}"

    def unlink(self, source: str, ending: str) -> None:
        """Takes out the links of a kind."""
        links = self._links(source)
        kept = _LINK.sub(lambda link: b"" if _is_kind(link[0], ending) else link[0], links)
        self.write(_links_part(source), kept, _LINKS_TYPE)

    def _links(self, source: str) -> bytes:
        name = _links_part(source)
        return self.read(name) if name in self else _NO_LINKS


def _links_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_kind(link: bytes, ending: str) -> bool:
    return re.search(rb"\sType=[\"'][^\"']*%s[\"']" % re.escape(ending.encode()), link) is not None


def _appended(xml: bytes, element: str) -> bytes:
    """The root element with one child more, in its own prefix."""
    return _LAST_TAG.sub(lambda end: b"<" + end[1] + element.encode() + b"/>" + end[0], xml, count=1)
