"""校正手法：changes of formatting, each to one paragraph or section of the tree. Words are never touched."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from docgen.check.model import Paragraph, Piece, Section
from docgen.check.ooxml import Element, child, local, value, w
from docgen.check.typefaces import written_face
from docgen.layout.page import BODY_SIZE, BODY_TRACKING, CHARACTER, PAGE_HEIGHT, PAGE_WIDTH, TypeArea, twips
from docgen.layout.styles import LATIN

_PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
_RUN = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
_SECTION = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
]
_ORDERS = {"pPr": _PARAGRAPH, "rPr": _RUN, "sectPr": _SECTION}


def put(parent: Element, tag: str, fresh: bool = False, **attributes: object) -> Element:
    """The child of that name at its place in the schema's order, with those `w:` attributes; None drops one."""
    found = child(parent, tag)
    if found is not None and fresh:
        parent.remove(found)
        found = None
    if found is None:
        found = etree.Element(w(tag))
        order = _ORDERS.get(local(parent), [])
        later = set(order[order.index(tag) + 1 :]) if tag in order else set()
        at = next((at for at, one in enumerate(parent) if local(one) in later), len(parent))
        parent.insert(at, found)
    for name, content in attributes.items():
        if content is None:
            if w(name) in found.attrib:
                del found.attrib[w(name)]
        else:
            found.set(w(name), str(content))
    return found


def properties(element: Element, tag: str) -> Element:
    """`w:pPr` of a paragraph or `w:rPr` of a run, made where it is not."""
    found = child(element, tag)
    if found is None:
        found = etree.Element(w(tag))
        element.insert(0, found)
    return found


# --- characters ---------------------------------------------------------------------------------


def set_characters(
    pieces: Iterable[Piece],
    family: str = "",
    size: float = 0.0,
    latin: str = "",
    bold: bool | None = None,
    colour: str = "",
    tracking: int | None = None,
) -> None:
    """Face of 汉字, size, face of letters, boldness, colour, tracking: what is given."""
    for piece in pieces:
        form = properties(piece.run, "rPr")
        if family or latin:
            _set_faces(form, written_face(family) if family else "", latin)
        if size:
            put(form, "sz", val=round(size * 2))
            put(form, "szCs", val=round(size * 2))
            tracking = (BODY_TRACKING if size == BODY_SIZE else 0) if tracking is None else tracking
        if bold is not None:
            put(form, "b", val=int(bold))
        if colour:
            put(form, "color", fresh=True, val=colour)
        if tracking is not None:
            put(form, "spacing", val=tracking)


def _set_faces(form: Element, face: str, latin: str) -> None:
    fonts = put(form, "rFonts")
    if face:
        put(form, "rFonts", hint="eastAsia", eastAsia=face, eastAsiaTheme=None)
    if latin:
        put(form, "rFonts", ascii=latin, hAnsi=latin, asciiTheme=None, hAnsiTheme=None)
    if value(fonts, "csTheme"):
        put(form, "rFonts", cs=LATIN, cstheme=None, csTheme=None)


def set_mark_size(paragraph: Paragraph, size: float) -> None:
    """Size of the paragraph mark."""
    form = put(properties(paragraph.element, "pPr"), "rPr")
    put(form, "sz", val=round(size * 2))
    put(form, "szCs", val=round(size * 2))


def drop_highlight(pieces: Iterable[Piece]) -> None:
    """Without the marker's colour behind the words."""
    for piece in pieces:
        put(properties(piece.run, "rPr"), "highlight", val="none")


# --- paragraphs ---------------------------------------------------------------------------------


def set_align(paragraph: Paragraph, align: str) -> None:
    """Alignment; a centred or right line gives up its first-line indent."""
    form = properties(paragraph.element, "pPr")
    put(form, "jc", val=align)
    if align in ("center", "right"):
        put(form, "ind", firstLine=0, firstLineChars=0, hanging=None, hangingChars=None)


def set_indents(paragraph: Paragraph, left: int = 0, right: int = 0, first: int = 0, chars: int = 0) -> None:
    """Indents in twips, `first` negative = hanging; `chars` the first-line indent in 1/100 字."""
    form = properties(paragraph.element, "pPr")
    indent = put(form, "ind", fresh=True, left=left, right=right)
    indent.set(w("leftChars"), "0")
    indent.set(w("rightChars"), "0")
    if first < 0:
        indent.set(w("hangingChars"), "0")
        indent.set(w("hanging"), str(-first))
    else:
        indent.set(w("firstLineChars"), str(chars))
        indent.set(w("firstLine"), str(first))


def indent_two(paragraph: Paragraph) -> None:
    """左空二字; white typed before the words counts."""
    text = paragraph.text
    white = sum(1.0 if one in "　\t" else 0.5 for one in text[: len(text) - len(text.lstrip())])
    lacking = max(0.0, 2.0 - white)
    set_indents(paragraph, first=round(lacking * CHARACTER), chars=round(lacking * 100))
    if paragraph.format.align in ("center", "right"):
        put(properties(paragraph.element, "pPr"), "jc", val="both")


def set_pitch(paragraphs: Iterable[Paragraph], pitch: int) -> None:
    """An exact line pitch in twips."""
    for paragraph in paragraphs:
        form = properties(paragraph.element, "pPr")
        put(form, "spacing", line=pitch, lineRule="exact")
        put(form, "snapToGrid", val=0)


def set_white(paragraph: Paragraph, before: int = 0, after: int = 0) -> None:
    """White above and below a paragraph, in twips."""
    form = properties(paragraph.element, "pPr")
    spacing = put(form, "spacing", before=before, after=after, beforeAutospacing=0, afterAutospacing=0)
    for name in ("beforeLines", "afterLines"):
        if w(name) in spacing.attrib:
            del spacing.attrib[w(name)]
    put(form, "contextualSpacing", val=0)


def drop_borders(paragraph: Paragraph) -> None:
    """Without rules of its own."""
    borders = put(properties(paragraph.element, "pPr"), "pBdr", fresh=True)
    for side in ("top", "left", "bottom", "right"):
        etree.SubElement(borders, w(side)).set(w("val"), "nil")


def start_new_page(paragraph: Paragraph) -> None:
    """On a new page."""
    put(properties(paragraph.element, "pPr"), "pageBreakBefore", val=1)


# --- page setup ---------------------------------------------------------------------------------


def set_page(section: Section, area: TypeArea) -> None:
    """Paper and margins of that reading; a turned page keeps its direction."""
    mark, turned = section.element, section.landscape or section.width > section.height
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if turned else (PAGE_WIDTH, PAGE_HEIGHT)
    orient = "landscape" if turned else None
    put(mark, "pgSz", w=twips(width), h=twips(height), orient=orient, code=None)
    edges = (
        (area.left, area.top, area.right, area.bottom)
        if turned
        else (area.top, area.right, area.bottom, area.left)
    )
    top, right, bottom, left = map(twips, edges)
    put(mark, "pgMar", gutter=0, top=top, right=right, bottom=bottom, left=left)


def set_grid(section: Section, pitch: int) -> None:
    """A grid of lines at the body's pitch."""
    put(section.element, "docGrid", type="lines", linePitch=pitch, charSpace=None)


def set_footer_distance(section: Section, distance: int) -> None:
    put(section.element, "pgMar", footer=distance)
