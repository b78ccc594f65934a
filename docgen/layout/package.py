"""文件包：a story written as a .docx package, the same bytes for the same story."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from docgen.blocks import Composition, Layout
from docgen.layout.elements import Element, Figure, Para, Section
from docgen.layout.grid_markup import grid_markup
from docgen.layout.markup import NAMESPACES, Ids, attribute, paragraph_markup, plain_markup, section_markup
from docgen.layout.page import TypeArea
from docgen.layout.page_numbers import DOCUMENT_ID, number_line, sign_line, turned_number
from docgen.layout.picture_markup import figure_markup, picture_id, picture_part
from docgen.layout.styles import DOCUMENT_FONTS, PAGE_NUMBER, styles_markup

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STAMP = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FOOTERS = {"odd": "rId11", "even": "rId12", "turned_odd": "rId13", "turned_even": "rId14", "empty": "rId15"}
_HEADER = "rId10"
_SEAM = Para(line=20)
"""The smallest paragraph: it ends a section where a table does."""
# Word's own lists for zh-CN, and the 一字线, so that 「1—9月」 stays on a line (GB/T 15834 5.1.6).
_NO_LINE_END = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥" + "—―"
_NO_LINE_START = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠" + "—"
)
BASE_PROPERTY, KIND_PROPERTY = "底稿标记", "文种"
"""Custom properties beside DOCUMENT_ID: what `Header.base_mark` says, and the kind; nothing of them is printed."""
_UNDATED = "2000-01-01"


def package_bytes(composition: Composition, sections: tuple[Section, ...], area: TypeArea) -> bytes:
    """The whole .docx. Nothing in it depends on the clock."""
    ids = Ids()
    document = _document(composition, sections, area, ids)
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core(composition),
        "docProps/custom.xml": _custom(composition),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _document_relationships(len(ids.pictures)),
        "word/styles.xml": _styles(area),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/header1.xml": _story_part("hdr", _written(sign_line(composition))),
        **_footers(composition, area),
        **{f"word/{picture_part(number)}": png for png, number in ids.pictures.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, markup in members.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, markup)
    return stream.getvalue()


def _document(composition: Composition, sections: tuple[Section, ...], area: TypeArea, ids: Ids) -> str:
    parts = []
    for at, section in enumerate(sections):
        # 信函: page 1 carries no number (10.1).
        first_apart = at == 0 and composition.layout is Layout.LETTER
        closing = section_markup(section, area, _references(section, first_apart), first_apart)
        parts.append(_section(section, closing, ids, last=at == len(sections) - 1))
    return f"{_HEAD}<w:document {NAMESPACES}><w:body>{''.join(parts)}</w:body></w:document>"


def _section(section: Section, closing: str, ids: Ids, *, last: bool) -> str:
    elements = list(section.elements)
    if not isinstance(elements[-1], Para):
        elements.append(_SEAM)
    written = [_element(element, ids) for element in elements[:-1]]
    end = elements[-1]
    assert isinstance(end, Para)
    if last:
        return f"{''.join(written)}{paragraph_markup(end, ids)}{closing}"
    return "".join(written) + paragraph_markup(end, ids, closing)


def _element(element: Element, ids: Ids) -> str:
    if isinstance(element, Para):
        return paragraph_markup(element, ids)
    return figure_markup(element, ids) if isinstance(element, Figure) else grid_markup(element, ids)


def _references(section: Section, first_apart: bool) -> str:
    odd, even = ("turned_odd", "turned_even") if section.landscape else ("odd", "even")
    if not section.numbered:
        odd = even = "empty"
    kinds = {"default": odd, "even": even}
    if first_apart:
        kinds["first"] = "empty"
    headers = "".join(f'<w:headerReference w:type="{kind}" r:id="{_HEADER}"/>' for kind in kinds)
    footers = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{_FOOTERS[part]}"/>' for kind, part in kinds.items()
    )
    return headers + footers


def _footers(composition: Composition, area: TypeArea) -> dict[str, str]:
    stories = {
        "odd": _written(number_line(composition, area, odd=True)),
        "even": _written(number_line(composition, area, odd=False)),
        "turned_odd": turned_number(area, odd=True),
        "turned_even": turned_number(area, odd=False),
        "empty": _written(Para(style=PAGE_NUMBER)),
    }
    return {f"word/footer_{name}.xml": _story_part("ftr", markup) for name, markup in stories.items()}


def _written(para: Para) -> str:
    return paragraph_markup(para, Ids())


def _story_part(tag: str, markup: str) -> str:
    return f"{_HEAD}<w:{tag} {NAMESPACES}>{markup}</w:{tag}>"


@lru_cache
def _styles(area: TypeArea) -> str:
    return f"{_HEAD}<w:styles {NAMESPACES}>{styles_markup(area)}</w:styles>"


@lru_cache
def _settings() -> str:
    return (
        f'{_HEAD}<w:settings {NAMESPACES}><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val="{attribute(_NO_LINE_END)}"/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val="{attribute(_NO_LINE_START)}"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


@lru_cache
def _font_table() -> str:
    fonts = "".join(f'<w:font w:name="{name}"/>' for name in DOCUMENT_FONTS)
    return f"{_HEAD}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


@lru_cache
def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/header1.xml": f"{_WORD}.header+xml",
        **{f"/word/footer_{name}.xml": f"{_WORD}.footer+xml" for name in _FOOTERS},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    entries = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{entries}</Types>'
    )


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


@lru_cache
def _package_relationships() -> str:
    return _relationships(
        {
            "rId1": (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            "rId3": (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        }
    )


@lru_cache
def _document_relationships(pictures: int) -> str:
    kinds = f"{_OFFICE}/relationships"
    return _relationships(
        {
            "rId1": (f"{kinds}/styles", "styles.xml"),
            "rId2": (f"{kinds}/settings", "settings.xml"),
            "rId3": (f"{kinds}/fontTable", "fontTable.xml"),
            _HEADER: (f"{kinds}/header", "header1.xml"),
            **{rid: (f"{kinds}/footer", f"footer_{name}.xml") for name, rid in _FOOTERS.items()},
            **{
                picture_id(number): (f"{kinds}/image", picture_part(number))
                for number in range(1, pictures + 1)
            },
        }
    )


def _core(composition: Composition) -> str:
    issuer = composition.header.issuer
    day = composition.header.dated.isoformat() if composition.header.dated else _UNDATED
    title = " ".join(composition.title.split()) or composition.kind
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{plain_markup(title)}</dc:title><dc:subject>{plain_markup(composition.kind)}</dc:subject>"
        f"<dc:creator>{plain_markup(issuer.full_name or issuer.short_name)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _custom(composition: Composition) -> str:
    values = {DOCUMENT_ID: composition.header.document_id, KIND_PROPERTY: composition.kind}
    if composition.header.base_mark:
        values[BASE_PROPERTY] = composition.header.base_mark
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{plain_markup(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{entries}</Properties>'
    )
