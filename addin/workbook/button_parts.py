"""按钮部件：the form buttons of a sheet drawn again where a program has spoilt or dropped them.

Form controls stand in a VML part (ECMA-376 Part 4, 19.4); programs later than 2007 list them in the
sheet as well.
"""

from __future__ import annotations

import re
from typing import Final

from addin.workbook.part_edits import PartEdits
from addin.workbook.parts import relations

_VML: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_SHAPE: Final = re.compile(rb"<v:shape\s.*?</v:shape>", re.S)
_MACRO: Final = re.compile(rb"<x:FmlaMacro>[^<]*?(Click_\w+)</x:FmlaMacro>")
_CLIENT_DATA: Final = b"<x:ClientData"
_FOUND_AGAIN: Final = re.compile(rb"<v:shape\s[^>]*?id=\"_x0000_s\d+\"")
"""A shape by whose number other parts and programs find it."""
_CONTROLS: Final = re.compile(
    rb"<mc:AlternateContent[^>]*><mc:Choice[^>]*><controls>.*</controls></mc:Choice></mc:AlternateContent>",
    re.S,
)
_ALTERNATE: Final = re.compile(
    rb"<mc:AlternateContent[^>]*>(?:(?!</?mc:AlternateContent).)*</mc:AlternateContent>", re.S
)
_NO_SIZE: Final = b'<a:ext cx="0" cy="0"/>'
_DRAWING: Final = re.compile(rb"<(?:\w+:)?drawing\s[^>]*?/>")
_IDENTIFIER: Final = re.compile(rb"(\w+:id=[\"'])[^\"']*")


def draw_again(edits: PartEdits, part: str, tail: bytes, wanted: bytes) -> None:
    """Puts the buttons of the VML `wanted` on the sheet `part`, after whose rows `tail` stands.

    Nothing where they are sound, or where the sheet holds other controls or notes too, which are not
    ours to touch.
    """
    drawings = list(relations(edits.package, part, "vmlDrawing").values())
    if not drawings:
        _draw_anew(edits, part, tail, wanted)
    elif len(drawings) == 1 and drawings[0] in edits:
        _replace(edits, part, tail, drawings[0], wanted)


def _replace(edits: PartEdits, part: str, tail: bytes, drawing: str, wanted: bytes) -> None:
    old = edits.read(drawing)
    standing = set(_MACRO.findall(old))
    if not standing or _FOUND_AGAIN.search(old) or old.count(_CLIENT_DATA) != len(standing):
        return
    edits.write(drawing, _only(wanted, standing))
    edits.tails[part] = _CONTROLS.sub(b"", tail)
    _drop_stubs(edits, part)
    listed = {name for name in relations(edits.package, part, "ctrlProp").values() if name in edits}
    if listed:
        edits.drop(listed)
        edits.unlink(part, "/ctrlProp")


def _only(vml: bytes, macros: set[bytes]) -> bytes:
    """The VML with those buttons alone: one that a person has removed stays away."""

    def kept(shape: re.Match[bytes]) -> bytes:
        macro = _MACRO.search(shape[0])
        return shape[0] if macro is None or macro[1] in macros else b""

    return _SHAPE.sub(kept, vml)


def _drop_stubs(edits: PartEdits, part: str) -> None:
    """LibreOffice also puts a shape without size for each button into the sheet's drawing."""
    for name in relations(edits.package, part, "drawing").values():
        if name in edits:
            old = edits.read(name)
            new = _ALTERNATE.sub(lambda match: b"" if _NO_SIZE in match[0] else match[0], old)
            edits.write(name, new)


def _draw_anew(edits: PartEdits, part: str, tail: bytes, wanted: bytes) -> None:
    """Where no VML part is left. legacyDrawing comes right after drawing (18.3.1.99), which 首页 has."""
    drawing = _DRAWING.search(tail)
    if drawing is None:
        return
    name = _free_name(edits)
    edits.write(name, wanted, _VML_TYPE)
    identifier = edits.link(part, _VML, name).encode()
    element = drawing[0].replace(b"drawing", b"legacyDrawing", 1)
    element = _IDENTIFIER.sub(rb"\g<1>" + identifier, element, count=1)
    edits.tails[part] = tail[: drawing.end()] + element + tail[drawing.end() :]


def _free_name(edits: PartEdits) -> str:
    number = 1
    while f"xl/drawings/vmlDrawing{number}.vml" in edits:
        number += 1
    return f"xl/drawings/vmlDrawing{number}.vml"
