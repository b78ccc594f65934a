"""页码校正：footers with — 1 — at their places, written into the package."""

from __future__ import annotations

from lxml import etree

from docgen.check.mending import put, set_footer_distance
from docgen.check.model import Document, Section
from docgen.check.ooxml import RELATIONSHIPS, Element, R, child, value, w
from docgen.check.package import parsed
from docgen.layout.markup import FOOTER_DISTANCE, NAMESPACES
from docgen.layout.page import SMALL_SIZE, points, twips
from docgen.layout.styles import SONG, fonts

_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_TYPES = "[Content_Types].xml"
_CHARACTER = points(SMALL_SIZE)


def set_page_numbers(document: Document, letter: bool) -> None:
    """Numbers on every portrait section that shows some or is the first; a letter's first page stays clear."""
    odd = _part(document, "ldOdd", _footer("right"))
    even = _part(document, "ldEven", _footer("left"))
    for at, section in enumerate(document.sections):
        turned = section.landscape or section.width > section.height
        if turned and _shows_number(section):
            continue
        references = {"default": odd, "even": even}
        if section.title_page:
            references["first"] = _part(document, "ldEmpty", _empty()) if letter and at == 0 else odd
        _refer(section, references)
        if not turned:
            set_footer_distance(section, twips(FOOTER_DISTANCE))
    if letter:
        keep_first_page_clear(document)
    _turn_even_on(document)


def keep_first_page_clear(document: Document) -> None:
    """The first page has a footer of its own, which is empty (10.1)."""
    section = document.sections[0]
    put(section.element, "titlePg", val=1)
    _refer(section, {"first": _part(document, "ldEmpty", _empty())})


def _shows_number(section: Section) -> bool:
    return any(p.field.startswith("PAGE") for one in section.footers.get("default", ()) for p in one.pieces)


def _refer(section: Section, references: dict[str, str]) -> None:
    for kind, identity in references.items():
        for old in section.element.findall(w("footerReference")):
            if (value(old, "type") or "default") == kind:
                section.element.remove(old)
        reference = etree.Element(w("footerReference"))
        reference.set(w("type"), kind)
        reference.set(f"{{{R}}}id", identity)
        section.element.insert(len(section.element.findall(w("headerReference"))), reference)


def _turn_even_on(document: Document) -> None:
    """Even pages have their own footer; where headers had one kind only, even pages keep it."""
    settings = document.source.trees.get(document.source.package.related("settings"))
    if settings is None:
        return
    if child(settings, "evenAndOddHeaders") is None:
        mark = etree.Element(w("evenAndOddHeaders"))
        before = child(settings, "defaultTabStop")
        settings.insert(0 if before is None else settings.index(before) + 1, mark)
    else:
        put(settings, "evenAndOddHeaders", val=1)
    for section in document.sections:
        headers = {
            value(one, "type") or "default": one for one in section.element.findall(w("headerReference"))
        }
        if "default" in headers and "even" not in headers:
            copy = etree.Element(w("headerReference"))
            copy.set(w("type"), "even")
            copy.set(f"{{{R}}}id", headers["default"].get(f"{{{R}}}id") or "")
            section.element.insert(0, copy)


def _part(document: Document, name: str, markup: str) -> str:
    """A footer part and the relationship that names it; made once."""
    source = document.source
    folder, _, main = source.package.main.rpartition("/")
    part = f"{folder}/{name}.xml".lstrip("/")
    trees = source.trees
    assert isinstance(trees, dict)
    trees[part] = parsed(markup.encode(), part)
    links = _tree(document, f"{folder}/_rels/{main}.rels".lstrip("/"))
    if all(one.get("Id") != name for one in links):
        etree.SubElement(
            links, f"{{{RELATIONSHIPS}}}Relationship", Id=name, Type=f"{R}/footer", Target=f"{name}.xml"
        )
        types = _tree(document, _TYPES)
        namespace = etree.QName(types).namespace
        etree.SubElement(types, f"{{{namespace}}}Override", PartName=f"/{part}", ContentType=_CONTENT)
    return name


def _tree(document: Document, name: str) -> Element:
    trees = document.source.trees
    assert isinstance(trees, dict)
    if name not in trees:
        trees[name] = document.source.package.tree(name)
    tree: Element = trees[name]
    return tree


def _footer(side: str) -> str:
    form = (
        f'{fonts(SONG, SONG)}<w:sz w:val="{round(SMALL_SIZE * 2)}"/><w:szCs w:val="{round(SMALL_SIZE * 2)}"/>'
    )
    run = f"<w:r><w:rPr>{form}</w:rPr>{{}}</w:r>".format
    steps = (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    )
    line = (
        '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="280" w:lineRule="exact"/>'
        f'<w:ind w:{side}="{_CHARACTER}" w:firstLine="0"/><w:jc w:val="{side}"/>'
    )
    return f"<w:ftr {NAMESPACES}><w:p><w:pPr>{line}</w:pPr>{''.join(map(run, steps))}</w:p></w:ftr>"


def _empty() -> str:
    return f"<w:ftr {NAMESPACES}><w:p/></w:ftr>"
