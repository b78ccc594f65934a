"""文档文本：word/document.xml as indented text that a person can read and compare.

Nothing that changes a page is left out: a paragraph, a run, a cell is a line with its properties; a shape or a
picture is its name, place and size in mm. Long tables are closed by a count and a digest of the rows not shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

SHOWN_ROWS = 8
"""Rows of a table that are written out."""
_EMU_PER_MM = 36_000
_HINT_ONLY = "rFonts(hint=eastAsia)"
_BORDERS = "tblBorders"


def document_text(markup: bytes | str) -> str:
    """The body of word/document.xml, a line an element."""
    root = etree.fromstring(markup.encode() if isinstance(markup, str) else markup)
    return "\n".join(_children(root[0], "")) + "\n"


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _attributes(node: etree._Element) -> str:
    kept = ((etree.QName(key).localname, value) for key, value in node.attrib.items())
    return " ".join(f"{key}={value}" for key, value in kept if not key.startswith("rsid"))


def _properties(node: etree._Element | None) -> str:
    """`pStyle=Title spacing(before=1158 line=680)`: the children of a w:pPr, w:rPr …, in order."""
    if node is None:
        return ""
    return " ".join(_property(child) for child in node if _name(child) not in ("sectPr", _BORDERS))


def _property(node: etree._Element) -> str:
    given = " ".join(filter(None, (_attributes(node), *(_property(child) for child in node))))
    if not given:
        return _name(node)
    return (
        f"{_name(node)}={given[4:]}"
        if given.startswith("val=") and " " not in given
        else f"{_name(node)}({given})"
    )


def _child(node: etree._Element, name: str) -> etree._Element | None:
    return node.find(f"{{*}}{name}")


def _children(node: etree._Element, indent: str) -> Iterator[str]:
    for child in node:
        if _name(child) == "p":
            yield from _paragraph(child, indent)
        elif _name(child) == "tbl":
            yield from _table(child, indent)
        elif _name(child) == "sectPr":
            yield _section(child, indent)


def _section(node: etree._Element, indent: str) -> str:
    return f"{indent}节 {_properties(node)}"


def _paragraph(node: etree._Element, indent: str) -> Iterator[str]:
    properties = _child(node, "pPr")
    lines = list(_content(node, indent + "  "))
    opening = f"{indent}段 {_properties(properties)}".rstrip()
    # Text in the paragraph's own type stands on the paragraph's line.
    if len(lines) == 1 and lines[0].lstrip().startswith("「"):
        yield f"{opening} {lines[0].strip()}"
    else:
        yield opening
        yield from lines
    section = None if properties is None else _child(properties, "sectPr")
    if section is not None:
        yield _section(section, indent)


def _content(node: etree._Element, indent: str) -> Iterator[str]:
    for child in node:
        if _name(child) == "r":
            yield from _run(child, indent)
        elif _name(child) == "bookmarkStart":
            yield f"{indent}书签 {child.get(_same_space(child, 'name'))}"


def _same_space(node: etree._Element, name: str) -> str:
    return f"{{{etree.QName(node).namespace}}}{name}"


def _run(node: etree._Element, indent: str) -> Iterator[str]:
    drawing = next(node.iter("{*}drawing"), None)
    if drawing is not None:
        yield from _drawing(drawing[0], indent)
        return
    properties = _properties(_child(node, "rPr")).replace(_HINT_ONLY, "").strip()
    yield f"{indent}{properties + ' ' if properties else ''}「{''.join(map(_text, node))}」"


def _text(node: etree._Element) -> str:
    marks = {"br": "⏎", "tab": "⇥", "rPr": "", "t": node.text or ""}
    return marks.get(_name(node), f"<{_name(node)}>")


def _drawing(node: etree._Element, indent: str) -> Iterator[str]:
    """An anchored shape or an inline picture: name, place, size, line, and a box's paragraphs."""
    described = _required(node, "docPr")
    extent = _required(node, "extent")
    size = f"{_mm(extent.get('cx'))}×{_mm(extent.get('cy'))}"
    places = [_mm(offset.text) for offset in node.iter("{*}posOffset")]
    place = f" 在({', '.join(places)})" if places else ""
    stroke = next((line for line in node.iter("{*}ln") if line.get("w")), None)
    drawn = "" if stroke is None else f" 粗{_mm(stroke.get('w'))} {_colour(stroke)}"
    words = described.get("descr")
    yield f"{indent}图形 {described.get('name')}{place} {size}mm{drawn}{f'：{words}' if words else ''}"
    box = next(node.iter("{*}txbxContent"), None)
    if box is not None:
        yield from _children(box, indent + "  ")


def _required(node: etree._Element, name: str) -> etree._Element:
    found = _child(node, name)
    assert found is not None, f"图形里没有 {name}"
    return found


def _colour(node: etree._Element) -> str:
    return next((colour.get("val", "") for colour in node.iter("{*}srgbClr")), "")


def _mm(emu: str | None) -> str:
    return f"{int(emu or 0) / _EMU_PER_MM:.2f}".rstrip("0").rstrip(".")


def _table(node: etree._Element, indent: str) -> Iterator[str]:
    columns = " ".join(column.get(_same_space(column, "w"), "") for column in node.iter("{*}gridCol"))
    yield f"{indent}表 {_properties(_child(node, 'tblPr'))} 列({columns})"
    rows = [list(_row(row, indent + "  ")) for row in node.findall("{*}tr")]
    for row in rows[:SHOWN_ROWS]:
        yield from row
    rest = rows[SHOWN_ROWS:]
    if rest:
        digest = hashlib.sha256("\n".join(line for row in rest for line in row).encode()).hexdigest()
        yield f"{indent}  … 以下{len(rest)}行未列，摘要 {digest[:16]}"


def _row(node: etree._Element, indent: str) -> Iterator[str]:
    yield f"{indent}行 {_properties(_child(node, 'trPr'))}"
    for cell in node.findall("{*}tc"):
        yield from _cell(cell, indent + "  ")


def _cell(node: etree._Element, indent: str) -> Iterator[str]:
    """A cell of one paragraph of one run takes one line."""
    inside = list(_children(node, indent + "  "))
    opening = f"{indent}格 {_properties(_child(node, 'tcPr'))}"
    if len(inside) == 1:
        yield f"{opening} {inside[0].strip()}"
    else:
        yield opening
        yield from inside
