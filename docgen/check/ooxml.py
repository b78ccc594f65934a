"""标记读法：names and values of WordprocessingML, read so that no odd file stops the check."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
V = "urn:schemas-microsoft-com:vml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

_LARGEST = 1e9
_OFF = frozenset({"0", "false", "off", "none"})


def w(tag: str) -> str:
    """The full name of a `w:` element or attribute."""
    return f"{{{W}}}{tag}"


def local(element: Element) -> str:
    """The name of an element without its namespace; blank for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, tag: str) -> Element | None:
    """The first `w:` child of that name."""
    return None if element is None else element.find(w(tag))


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the `w:` namespace."""
    return None if element is None else element.get(w(name))


def switched_on(element: Element | None) -> bool | None:
    """A toggle: None where it is not there, True where it stands without a value."""
    if element is None:
        return None
    return (value(element) or "1").lower() not in _OFF


def number(text: str | None) -> float | None:
    """A measure as a number in its own unit; None for what is none."""
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return _universal(text)


def _universal(text: str) -> float | None:
    """「2.5cm」, 「12pt」 in twips, as newer programs may write them."""
    twips = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0}.get(text[-2:])
    try:
        return None if twips is None else float(text[:-2]) * twips
    except ValueError:
        return None


def whole(text: str | None) -> int | None:
    """A measure as a whole number."""
    found = number(text)
    return round(found) if found is not None and abs(found) < _LARGEST else None


def measure(element: Element | None, name: str = "val") -> int | None:
    """An attribute of the `w:` namespace as a whole number."""
    return whole(value(element, name))


def chosen(element: Element) -> Iterator[Element]:
    """The children, with `mc:AlternateContent` replaced by what its first choice (else its fallback) holds."""
    for one in element:
        if one.tag != f"{{{MC}}}AlternateContent":
            yield one
            continue
        picked = one.find(f"{{{MC}}}Choice")
        if picked is None:
            picked = one.find(f"{{{MC}}}Fallback")
        if picked is not None:
            yield from chosen(picked)


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Every element of that local name below, alternatives taken once."""
    for one in chosen(element):
        if local(one) == name:
            yield one
        yield from descendants(one, name)
