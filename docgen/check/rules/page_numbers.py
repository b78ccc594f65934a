"""页码：— 1 — in 4号宋体 7 mm below the type area, odd pages at the right, even ones at the left (7.5, 8, 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from docgen.check.findings import Finding
from docgen.check.mending import set_footer_distance
from docgen.check.model import Paragraph, Section
from docgen.check.numbering_mends import keep_first_page_clear, set_page_numbers
from docgen.check.recognition import Look
from docgen.check.roles import IMPRINT, Role
from docgen.check.typefaces import PAGE_NUMBER, family, size_text
from docgen.check.view import View, fault_at
from docgen.layout.markup import FOOTER_DISTANCE
from docgen.layout.page import PAGE_SETUP, SMALL_SIZE, millimetres, points, twips

_CHARACTER = points(SMALL_SIZE)
_NEAR = 0.4
_LOWEST, _HIGHEST = 24.0, 28.6
"""mm from the page's foot: 25.5 sets the dash 7 mm below the type area, 28 the line's foot."""
_DASHED = re.compile(r"[—―]\s?\d*\s?[—―]")
_CENTRED = "居中"
_SIDES = {"default": "单页", "even": "双页", "first": "首页"}


def present(view: View) -> Iterator[Finding]:
    """Every page carries its number, but the blank page and the 版记 after it, and a letter's first (7.5, 10.1)."""
    sections = view.document.sections
    bare = [at for at in _numbered_sections(view) if not _field(sections[at], "default")]
    mend = partial(set_page_numbers, view.document, view.look is Look.LETTER)
    if bare:
        yield _fault(view, bare[0], "没有页码", "应有页码（— 1 —）", mend)
        return
    if not view.document.even_and_odd and not _outside(sections, _numbered_sections(view)):
        yield _fault(view, 0, "单双页的页码在同一侧", "单页应居右空一字，双页居左空一字", mend)
        return
    for at in _numbered_sections(view):
        if view.document.even_and_odd and not _field(sections[at], "even"):
            yield _fault(view, at, "双页没有页码", "双页应有页码，居左空一字", mend)
            return
        letter = view.look is Look.LETTER and at == 0
        if sections[at].title_page and not letter and not _field(sections[at], "first"):
            yield _fault(view, at, "首页没有页码", "首页应有页码", mend)
            return


def letter_first_page(view: View) -> Iterator[Finding]:
    """A letter's first page carries no number (10.1)."""
    if view.look is not Look.LETTER:
        return
    section = view.document.sections[0]
    if _field(section, "first") if section.title_page else _field(section, "default"):
        yield fault_at(
            1,
            "第1节首页页脚",
            "10.1",
            "信函首页显示了页码",
            "首页不显示页码",
            mend=partial(keep_first_page_clear, view.document),
        )


def form(view: View) -> Iterator[Finding]:
    """4号宋体 figures between 一字线 (7.5)."""
    for at, _, one in _numbers(view):
        mend = partial(set_page_numbers, view.document, view.look is Look.LETTER)
        if not _DASHED.search(one.text):
            yield _fault(
                view,
                at,
                f"页码写成“{one.words[:12]}”",
                "应在数字两边各放一条一字线（— 1 —）",
                mend,
            )
        figures = [piece for piece in one.pieces if piece.field.startswith("PAGE")]
        if any(abs(piece.format.size - PAGE_NUMBER.size) > 0.3 for piece in figures):
            yield _fault(view, at, f"页码是{size_text(figures[0].format.size)}", "应为4号（14磅）", mend)
        elif any(family(piece.format.latin) != "宋体" for piece in figures):
            face = figures[0].format.latin or "没有指定的字体"
            yield _fault(view, at, f"页码用的是{face}", "应为4号半角宋体", mend)


def side(view: View) -> Iterator[Finding]:
    """Odd pages 居右空一字, even pages 居左空一字 (7.5)."""
    for at, kind, one in _numbers(view):
        if one.tabled or one.boxed or kind == "first" or not view.document.even_and_odd:
            continue
        found = _misplaced(one, kind)
        if found:
            which = "" if found == _CENTRED else _SIDES[kind]
            mend = partial(set_page_numbers, view.document, view.look is Look.LETTER)
            yield _fault(view, at, f"{which}页码{found}", "单页码应居右空一字，双页码应居左空一字", mend)


def distance(view: View) -> Iterator[Finding]:
    """The number stands 7 mm below the type area (7.5)."""
    for at in _numbered_sections(view):
        section = view.document.sections[at]
        height = millimetres(section.footer)
        turned = section.landscape or section.width > section.height
        if _field(section, "default") and not turned and not _LOWEST <= height <= _HIGHEST:
            yield _fault(
                view,
                at,
                f"页脚距下页边{height:.1f}毫米",
                "页码应在版心下边缘之下7毫米（页脚距约25.5毫米）",
                partial(set_footer_distance, section, twips(FOOTER_DISTANCE)),
            )


def turned(view: View) -> Iterator[Finding]:
    """On a turned page the number stands where the other pages have it (8)."""
    for at, _, one in _numbers(view):
        section = view.document.sections[at]
        if (section.landscape or section.width > section.height) and not (one.tabled or one.boxed):
            yield fault_at(
                _page(view, at),
                f"第{at + 1}节页脚",
                "8",
                "横排页的页码排在长边下方",
                "应与其他页在同一位置（短边一侧）",
                firm=False,
            )


# --- what they share ----------------------------------------------------------------------------


def _numbered_sections(view: View) -> list[int]:
    """Sections whose pages carry a number: all but those that hold a 版记 alone."""
    found = []
    for at in range(len(view.document.sections)):
        roles = {one.role for one in view.lines if one.paragraph.where.section == at and one.words}
        if at == 0 or roles - set(IMPRINT) - {Role.EMPTY}:
            found.append(at)
    return found


def _field(section: Section, kind: str) -> Paragraph | None:
    """The paragraph of a footer that holds the page's number."""
    for one in section.footers.get(kind, ()):
        if any(piece.field.startswith("PAGE") for piece in one.pieces):
            return one
    return None


def _numbers(view: View) -> Iterator[tuple[int, str, Paragraph]]:
    """Each numbered footer once, with the first section that shows it."""
    seen: set[str] = set()
    for at in _numbered_sections(view):
        section = view.document.sections[at]
        for kind in ("default", "even", "first"):
            shown = (kind != "even" or view.document.even_and_odd) and (kind != "first" or section.title_page)
            part, one = section.footer_parts.get(kind, ""), _field(section, kind)
            if shown and one is not None and part not in seen:
                seen.add(part)
                yield at, kind, one


def _outside(sections: tuple[Section, ...], numbered: list[int]) -> bool:
    """Word's own frame on the outer side of the page."""
    fields = [_field(sections[at], "default") for at in numbered]
    return any(one is not None and one.format.frame_side == "outside" for one in fields)


def _misplaced(one: Paragraph, kind: str) -> str:
    """Where a number stands, if it is not where it should; blank where it is."""
    # Tab stops were set for the type area's own width, whatever the margins are now.
    form, width = one.format, PAGE_SETUP.width
    parts = one.text.split("\t")
    at = next((at for at, part in enumerate(parts) if _DASHED.search(part)), 0)
    align, left, right = form.align, (form.left + form.first) / _CHARACTER, form.right / _CHARACTER
    if at and form.tabs:
        align, right = "right", (width - form.tabs[-1][1]) / _CHARACTER
    if align == "center":
        return _CENTRED
    wanted = "right" if kind == "default" else "left"
    there = "right" if align in ("right", "end") else "left"
    if there != wanted:
        return "居左" if there == "left" else "居右"
    inset = (
        right + (len(one.text) - len(one.text.rstrip("　")))
        if wanted == "right"
        else left + one.text.count("　")
    )
    return "" if abs(inset - 1) <= _NEAR else f"{'居右' if wanted == 'right' else '居左'}空{inset:.1f}字"


def _page(view: View, section: int) -> int:
    return next((line.page for line in view.lines if line.paragraph.where.section == section), 1)


def _fault(view: View, section: int, found: str, asked: str, mend: partial[None]) -> Finding:
    return fault_at(_page(view, section), f"第{section + 1}节页脚", "7.5", found, asked, mend=mend)
