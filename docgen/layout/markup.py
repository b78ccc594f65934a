"""标记：layout elements written as WordprocessingML. Text only; no tree is built."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape

from docgen.layout.elements import Box, Para, Rule, Run, Section
from docgen.layout.page import EMU_PER_MM, RED, RED_RULE_WIDTH, TypeArea, emu, twips
from docgen.layout.styles import LATIN, fonts

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_SHAPE_URI = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MARKS = {"\n": "<w:br/>", "\t": "<w:tab/>", "-": "<w:noBreakHyphen/>"}
# Where it follows 汉字 immediately, LibreOffice would end the line inside the figures.
_TELEPHONE_HYPHEN = r"(?:(?<=(?<!\S)\d{3})|(?<=(?<!\S)\d{4}))-(?=\d{7,8}(?!\d))"
_PARTS = re.compile(rf"([\n\t]|{_TELEPHONE_HYPHEN})")
_RULE_EIGHTHS = round(RED_RULE_WIDTH / 25.4 * 72 * 8)


class Ids:
    """编号：shapes, bookmarks, pictures of one part are numbered apart, from 1; one shown twice is one."""

    def __init__(self) -> None:
        self.shapes: Iterator[int] = itertools.count(1)
        self.bookmarks: Iterator[int] = itertools.count(1)
        self.names: set[str] = set()
        self.pictures: dict[bytes, int] = {}


def plain_markup(text: str) -> str:
    """Text as XML holds it: marks escaped, characters XML has no place for left out."""
    return escape(_NOT_XML.sub("", text))


def attribute(text: str) -> str:
    """Text as the value of an attribute in double quotes."""
    return plain_markup(text).replace('"', "&quot;").replace("\n", " ")


def text_markup(text: str) -> str:
    """`w:t` elements; a tab and a line break become their own marks; what XML cannot hold is left out.

    So does the hyphen of a telephone number that stands alone or after white: no line ends there. That of a
    code stays one that can be searched for.
    """
    return "".join(
        _MARKS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _PARTS.split(_NOT_XML.sub("", text))
        if part
    )


def run_markup(run: Run, latin: str = LATIN) -> str:
    """One run; a field becomes its three marks with the text as its last result."""
    properties = fonts(run.font, latin) if run.font else '<w:rFonts w:hint="eastAsia"/>'
    if run.colour:
        properties += f'<w:color w:val="{run.colour}"/>'
    if run.tracking is not None:
        properties += f'<w:spacing w:val="{run.tracking}"/>'
    if run.scale != 100:
        properties += f'<w:w w:val="{run.scale}"/>'
    if run.size:
        half_points = round(run.size * 2)
        properties += f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    properties = f"<w:rPr>{properties}</w:rPr>"
    if not run.field:
        return f"<w:r>{properties}{text_markup(run.text)}</w:r>"
    steps = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {run.field} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        text_markup(run.text),
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{step}</w:r>" for step in steps)


def _indents(para: Para) -> str:
    if not (para.left or para.right or para.first):
        return ""
    parts = [f'w:left="{para.left}"'] if para.left else []
    if para.right:
        parts.append(f'w:right="{para.right}"')
    if para.first > 0:
        chars = f'w:firstLineChars="{para.chars}" ' if para.chars else ""
        parts.append(f'{chars}w:firstLine="{para.first}"')
    elif para.first:
        parts.append(f'w:hanging="{-para.first}"')
    return f"<w:ind {' '.join(parts)}/>"


def _spacing(para: Para) -> str:
    parts = [f'w:before="{para.before}"'] if para.before else []
    if para.line:
        parts.append(f'w:line="{para.line}" w:lineRule="exact"')
    return f"<w:spacing {' '.join(parts)}/>" if parts else ""


def paragraph_properties(para: Para, section: str = "") -> str:
    """`w:pPr`; `section` the `w:sectPr` the paragraph ends a section with."""
    parts = [f'<w:pStyle w:val="{para.style.id}"/>' if para.style.id != "Normal" else ""]
    parts.append("<w:keepNext/>" if para.keep_next else "")
    parts.append("<w:pageBreakBefore/>" if para.page_break else "")
    if para.rule is not None:
        parts.append(
            f'<w:pBdr><w:bottom w:val="single" w:sz="{_RULE_EIGHTHS}" w:space="{para.rule}" '
            f'w:color="{RED}"/></w:pBdr>'
        )
    if para.tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in para.tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    parts.append(_spacing(para) + _indents(para))
    parts.append(f'<w:jc w:val="{para.align}"/>' if para.align else "")
    inner = "".join(parts) + section
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def paragraph_markup(para: Para, ids: Ids, section: str = "") -> str:
    """One paragraph with the shapes anchored to it; `section` the `w:sectPr` it ends a section with."""
    shapes = "".join(shape_markup(shape, ids) for shape in para.shapes)
    runs = "".join(run_markup(run, para.style.latin) for run in para.runs)
    return f"<w:p>{paragraph_properties(para, section)}{shapes}{runs}</w:p>"


def shape_markup(shape: Rule | Box, ids: Ids) -> str:
    """A rule or box anchored to the page."""
    number = next(ids.shapes)
    if isinstance(shape, Rule):
        width, height, text = emu(shape.length), 0, "<wps:bodyPr/>"
        outline = f'<a:ln w="{round(shape.width * EMU_PER_MM)}"><a:solidFill><a:srgbClr val="{shape.colour}"/></a:solidFill></a:ln>'
        form, kind = "line", "<wps:cNvCnPr/>"
    else:
        width, height, text = emu(shape.width), emu(shape.height), _box_text(shape, ids)
        outline = "<a:noFill/><a:ln><a:noFill/></a:ln>"
        form, kind = "rect", '<wps:cNvSpPr txBox="1"/>'
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{emu(shape.x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(shape.y)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{escape(shape.name)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE_URI}"><wps:wsp>{kind}<wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{outline}</wps:spPr>{text}</wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _box_text(box: Box, ids: Ids) -> str:
    paragraphs = "".join(paragraph_markup(_self_contained(para), ids) for para in box.paragraphs)
    return (
        f"<wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{"b" if box.foot else "t"}" anchorCtr="0"><a:noAutofit/></wps:bodyPr>'
    )


def _self_contained(para: Para) -> Para:
    """Face and colour on the runs: LibreOffice saves a text box without what its style gives them."""
    style = para.style
    runs = tuple(
        replace(
            run,
            font=run.font or style.font,
            colour=run.colour or style.colour,
        )
        for run in para.runs
    )
    return replace(para, runs=runs)


def turned_markup(para: Para, x: float, y: float, length: float) -> str:
    """A line written down the page, clockwise, from (x, y) mm: a floating cell, and the paragraph it needs.

    A text box would do in Word; LibreOffice loses the place of one in the footer of odd pages.
    """
    thickness = para.style.line or 0
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" '
        f'w:horzAnchor="page" w:tblpX="{twips(x)}" w:tblpY="{twips(y)}"/>'
        f'<w:tblW w:w="{thickness}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{thickness}"/></w:tblGrid><w:tr><w:trPr>'
        f'<w:trHeight w:val="{twips(length)}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{thickness}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{paragraph_markup(para, Ids())}</w:tc></w:tr></w:tbl>{paragraph_markup(Para(style=para.style), Ids())}"
    )


def section_markup(section: Section, area: TypeArea, references: str, first_apart: bool) -> str:
    """`w:sectPr`: paper, margins, grid. A turned page has the sheet's left edge on top (clause 8)."""
    if section.landscape:
        size = f'w:w="{twips(area.sheet_height)}" w:h="{twips(area.sheet_width)}" w:orient="landscape"'
        # A grid of lines that do not fill the page's height: LibreOffice would leave the rest white, above and below.
        grid = ""
        top, right, bottom, left = area.left, area.top, area.right, area.bottom
        footer = TURNED_FOOTER_DISTANCE
    else:
        size = f'w:w="{twips(area.sheet_width)}" w:h="{twips(area.sheet_height)}"'
        grid = 'w:type="lines" '
        top, right, bottom, left = area.top, area.right, area.bottom, area.left
        footer = FOOTER_DISTANCE
    return (
        f'<w:sectPr>{references}<w:type w:val="{section.start}"/><w:pgSz {size}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" '
        f'w:left="{twips(left)}" w:header="{twips(HEADER_DISTANCE)}" '
        f'w:footer="{twips(footer)}" w:gutter="0"/><w:cols w:space="425"/>'
        f"{'<w:titlePg/>' if first_apart else ''}"
        f'<w:docGrid {grid}w:linePitch="{area.pitch}"/></w:sectPr>'
    )


HEADER_DISTANCE = 15.0
# The number's line (14 pt, exact) ends this far from the page's foot: its dash is then at 269 mm.
FOOTER_DISTANCE = 25.5
# On a turned page the footer holds only the empty paragraph that carries the number at the side.
TURNED_FOOTER_DISTANCE = 15.0
