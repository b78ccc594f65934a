"""图形读法：rules and boxes, DrawingML and VML, with their places on the page where these are given."""

from __future__ import annotations

import re

from docgen.check.model import Section, Shape
from docgen.check.ooxml import WP, A, Element, V, descendants, local

_EMU = 36_000
_TWIPS = 1440 / 25.4
_UNITS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 72}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(pt|in|cm|mm|px|)")


def drawing_shape(
    drawing: Element, section: Section | None, number: int, anchor: int, box: int
) -> Shape | None:
    """A `w:drawing` that is anchored to the page; None for a picture in the line."""
    frame = next(descendants(drawing, "anchor"), None)
    if frame is None:
        return None
    extent = frame.find(f"{{{WP}}}extent")
    width, height = _emu(extent, "cx"), _emu(extent, "cy")
    line = next((one for one in frame.iter(f"{{{A}}}ln")), None)
    colour = next(line.iter(f"{{{A}}}srgbClr"), None) if line is not None else None
    form = next((one.get("prst") or "" for one in frame.iter(f"{{{A}}}prstGeom")), "picture")
    return Shape(
        x=_place(frame, "positionH", section, width),
        y=_place(frame, "positionV", section, height),
        width=width,
        height=height,
        colour=(colour.get("val") or "").upper() if colour is not None else "",
        line=_emu(line, "w"),
        section=number,
        anchor=anchor,
        box=box,
        kind=form,
    )


def _emu(element: Element | None, name: str) -> float:
    try:
        return 0.0 if element is None else int(element.get(name) or 0) / _EMU
    except ValueError:
        return 0.0


def _place(frame: Element, name: str, section: Section | None, extent: float) -> float | None:
    position = frame.find(f"{{{WP}}}{name}")
    if position is None or section is None:
        return None
    across = name == "positionH"
    size = (section.width if across else section.height) / _TWIPS
    before = (section.left if across else section.top) / _TWIPS
    after = (section.right if across else section.bottom) / _TWIPS
    origins = {"page": (0.0, size), "margin": (before, size - after), "column": (before, size - after)}
    if (position.get("relativeFrom") or "") not in origins:
        return None
    start, end = origins[position.get("relativeFrom") or ""]
    for one in position:
        if local(one) == "posOffset" and (one.text or "").lstrip("-").isdigit():
            return start + int(one.text or 0) / _EMU
        if local(one) == "align":
            return {"center": (start + end - extent) / 2, "right": end - extent, "bottom": end - extent}.get(
                one.text or "", start
            )
    return None


def vml_shape(picture: Element, section: Section | None, number: int, anchor: int, box: int) -> Shape | None:
    """The first line or box of a `w:pict`."""
    drawn = (one for one in picture.iter() if isinstance(one.tag, str) and one.tag.startswith(f"{{{V}}}"))
    shape = next((one for one in drawn if local(one) in ("line", "shape", "rect")), None)
    if shape is None:
        return None
    style = dict(
        part.split(":", 1) for part in (shape.get("style") or "").replace(" ", "").split(";") if ":" in part
    )
    width, height = _length(style.get("width")), _length(style.get("height"))
    on_page = "page" in (
        style.get("mso-position-vertical-relative"),
        style.get("mso-position-horizontal-relative"),
    )
    x, y = _length(style.get("margin-left")), _length(style.get("margin-top"))
    if local(shape) == "line":
        start, end = _point(shape.get("from")), _point(shape.get("to"))
        x, y, width, height = start[0], start[1], abs(end[0] - start[0]), abs(end[1] - start[1])
    colour = (shape.get("strokecolor") or "").split(" ")[0].lstrip("#").upper()
    return Shape(
        x=x if on_page and section else None,
        y=y if on_page and section else None,
        width=width,
        height=height,
        colour={"RED": "FF0000"}.get(colour, colour),
        line=_length(shape.get("strokeweight") or "0.75pt"),
        section=number,
        anchor=anchor,
        box=box,
        kind=local(shape),
    )


def _length(text: str | None) -> float:
    found = _LENGTH.match(text or "")
    return float(found[1]) * _UNITS[found[2]] if found else 0.0


def _point(text: str | None) -> tuple[float, float]:
    parts = (text or "0,0").split(",")
    return (_length(parts[0]), _length(parts[-1]))
