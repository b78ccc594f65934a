"""有效格式：run → character style → paragraph style → basedOn → table style → docDefaults, as Word resolves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.check.model import Border, CharFormat, ParaFormat
from docgen.check.ooxml import A, Element, child, local, measure, switched_on, value, w

Properties = dict[str, Any]

_SIDES = {"start": "left", "end": "right"}
_LONGEST_CHAIN = 30
_RUN_SWITCHES = {"b": "bold", "vanish": "vanish"}
_PARAGRAPH_SWITCHES = {"snapToGrid": "snap", "pageBreakBefore": "page_break"}


def run_properties(element: Element | None) -> Properties:
    """What one `w:rPr` says itself."""
    if element is None:
        return {}
    found: Properties = {**_faces(child(element, "rFonts")), **_switches(element, _RUN_SWITCHES)}
    for tag, key, share in (("sz", "size", 2), ("spacing", "tracking", 1), ("w", "scale", 1)):
        size = measure(child(element, tag))
        if size is not None:
            found[key] = size / share if share > 1 else size
    colour, highlight = child(element, "color"), value(child(element, "highlight"))
    if colour is not None:
        found["colour"] = (value(colour) or "").upper()
    if highlight:
        found["highlighted"] = highlight != "none"
    return found


def _faces(fonts: Element | None) -> Properties:
    """Faces of 汉字 and of letters; one of the theme is named with @."""
    found: Properties = {}
    for name in ("eastAsia", "ascii"):
        theme, face = value(fonts, f"{name}Theme"), value(fonts, name)
        if theme or face:
            found[name] = f"@{theme}" if theme else face
    return found


def _switches(element: Element, names: Mapping[str, str]) -> Properties:
    states = {key: switched_on(child(element, tag)) for tag, key in names.items()}
    return {key: state for key, state in states.items() if state is not None}


def paragraph_properties(element: Element | None) -> Properties:
    """What one `w:pPr` says itself."""
    if element is None:
        return {}
    found: Properties = {
        **_spacing(child(element, "spacing")),
        **_indents(child(element, "ind")),
        **_switches(element, _PARAGRAPH_SWITCHES),
        **_numbering(child(element, "numPr")),
    }
    align = value(child(element, "jc"))
    if align:
        found["align"] = _SIDES.get(align, align)
    outline = measure(child(element, "outlineLvl"))
    if outline is not None:
        found["outline"] = outline if outline < 9 else None
    frame = child(element, "framePr")
    if frame is not None:
        found["framed"], found["frame_side"] = True, value(frame, "xAlign") or ""
    borders = child(element, "pBdr")
    if borders is not None:
        found["borders"] = {local(side): border(side) for side in borders}
    tabs = child(element, "tabs")
    if tabs is not None:
        found["tabs"] = tuple((value(tab) or "", measure(tab, "pos") or 0) for tab in tabs)
    return found


def _spacing(element: Element | None) -> Properties:
    found: Properties = {}
    for name in ("before", "after", "line"):
        size = measure(element, name)
        if size is not None:
            found[name] = size
    for name in ("before", "after"):
        lines = measure(element, f"{name}Lines")
        if lines:
            found[name] = round(lines * 3.12)
    if value(element, "lineRule"):
        found["rule"] = value(element, "lineRule")
    elif "line" in found:
        found["rule"] = "auto"
    return found


def _indents(element: Element | None) -> Properties:
    found: Properties = {}
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            for suffix in ("", "Chars"):
                size = measure(element, f"{name}{suffix}")
                if size is not None:
                    found[f"{key}{suffix}"] = size
    for suffix in ("", "Chars"):
        first, hanging = measure(element, f"firstLine{suffix}"), measure(element, f"hanging{suffix}")
        if hanging or first is not None or hanging is not None:
            found[f"first{suffix}"] = -hanging if hanging else first or 0
    return found


def _numbering(element: Element | None) -> Properties:
    found: Properties = {}
    number, level = measure(child(element, "numId")), measure(child(element, "ilvl"))
    if number is not None:
        found["num_id"] = number
    if level is not None:
        found["num_level"] = level
    return found


def border(side: Element) -> Border:
    """One side of `w:pBdr`, `w:tblBorders` or `w:tcBorders`."""
    eighths = measure(side, "sz") or 0
    return Border(value(side) or "none", eighths / 8 / 72 * 25.4, (value(side, "color") or "auto").upper())


class Styles:
    """样式：the style part, the document's defaults and the theme's faces."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._styles = {} if styles is None else {value(s, "styleId"): s for s in styles.iter(w("style"))}
        self._default: dict[str, str] = {}
        for style_id, style in self._styles.items():
            if value(style, "default") in ("1", "true", "on"):
                self._default[value(style, "type") or ""] = style_id or ""
        defaults = child(styles, "docDefaults")
        self._run_defaults = run_properties(child(child(defaults, "rPrDefault"), "rPr"))
        self._paragraph_defaults = paragraph_properties(child(child(defaults, "pPrDefault"), "pPr"))
        self._faces = _theme_faces(theme)

    def paragraph(self, own: Element | None, table_style: str) -> tuple[Properties, Properties]:
        """Paragraph and run properties of a paragraph before its runs are looked at; `style_id` among them."""
        style_id = value(child(own, "pStyle")) or self._default.get("paragraph", "")
        merged = dict(self._paragraph_defaults)
        runs = dict(self._run_defaults)
        for chain in (table_style and self._chain(table_style), self._chain(style_id)):
            for style in reversed(chain or []):
                merged.update(paragraph_properties(child(style, "pPr")))
                runs.update(run_properties(child(style, "rPr")))
        merged.update(paragraph_properties(own))
        merged["style_id"] = style_id
        return merged, runs

    def run(self, inherited: Properties, own: Element | None) -> Properties:
        """Run properties: the paragraph's, the character style's, the run's own."""
        merged = dict(inherited)
        style_id = value(child(own, "rStyle"))
        for style in reversed(self._chain(style_id) if style_id else []):
            said = run_properties(child(style, "rPr"))
            if said.get("bold"):
                said["bold"] = not inherited.get("bold", False)
            merged.update(said)
        merged.update(run_properties(own))
        return merged

    def characters(self, properties: Properties) -> CharFormat:
        """As a record, the theme's faces named."""
        font, latin = properties.get("eastAsia", ""), properties.get("ascii", "")
        return CharFormat(
            font=self._face(font),
            latin=self._face(latin),
            size=properties.get("size", 10.0),
            bold=properties.get("bold", False),
            colour=properties.get("colour", ""),
            tracking=properties.get("tracking", 0),
            scale=properties.get("scale", 100),
            themed=font.startswith("@") or latin.startswith("@"),
            highlighted=properties.get("highlighted", False),
        )

    def layout(self, properties: Properties, advance: float) -> ParaFormat:
        """As a record; indents counted in characters become twips of `advance` each."""
        sizes = {}
        for name in ("left", "right", "first"):
            characters = properties.get(f"{name}Chars")
            sizes[name] = round(characters / 100 * advance) if characters else properties.get(name, 0)
        # A hanging indent in characters moves the whole paragraph in where no left indent is given.
        if sizes["first"] < 0 and properties.get("firstChars") and not properties.get("leftChars"):
            sizes["left"] = max(sizes["left"], -sizes["first"])
        style_id = properties.get("style_id", "")
        plain = ("align", "before", "after", "line", "rule", "snap", "page_break", "outline")
        given = {name: properties[name] for name in plain if name in properties}
        return ParaFormat(
            style_id=style_id,
            style_name=self.name(style_id),
            framed=properties.get("framed", False),
            frame_side=properties.get("frame_side", ""),
            borders=properties.get("borders", {}),
            tabs=properties.get("tabs", ()),
            **given,
            **sizes,
        )

    def name(self, style_id: str) -> str:
        """The name of a style as the program shows it."""
        return value(child(self._styles.get(style_id), "name")) or ""

    def _chain(self, style_id: str) -> list[Element]:
        chain: list[Element] = []
        while style_id in self._styles and len(chain) < _LONGEST_CHAIN:
            style = self._styles[style_id]
            if style in chain:
                break
            chain.append(style)
            style_id = value(child(style, "basedOn")) or ""
        return chain

    def _face(self, name: str) -> str:
        return self._faces.get(name.removeprefix("@"), "主题字体") if name.startswith("@") else name


def _theme_faces(theme: Element | None) -> dict[str, str]:
    """Theme font name (minorEastAsia …) → face."""
    faces: dict[str, str] = {}
    if theme is None:
        return faces
    for kind in ("major", "minor"):
        group = next(theme.iter(f"{{{A}}}{kind}Font"), None)
        if group is None:
            continue
        scripts = {one.get("script"): one.get("typeface") or "" for one in group.iter(f"{{{A}}}font")}
        named = {local(one): one.get("typeface") or "" for one in group}
        faces[f"{kind}EastAsia"] = named.get("ea") or scripts.get("Hans") or "主题字体"
        for ending in ("HAnsi", "Ascii"):
            faces[f"{kind}{ending}"] = named.get("latin") or "主题字体"
    return faces
