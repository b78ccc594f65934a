"""纸张与版心：paper, margins, lines on a page, characters in a line (5.1, 5.2)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import partial

from docgen.check.findings import Finding
from docgen.check.mending import set_characters, set_grid, set_page, set_pitch, set_white
from docgen.check.model import Section
from docgen.check.paging import line_pitch
from docgen.check.roles import Role
from docgen.check.view import RUNNING, Line, View, fault, fault_at
from docgen.layout.page import (
    BODY_SIZE,
    BODY_TRACKING,
    MEASURED,
    PAGE_HEIGHT,
    PAGE_SETUP,
    PAGE_WIDTH,
    TWIPS_PER_MM,
    TYPE_WIDTH,
    TypeArea,
    millimetres,
    twips,
)

LINES, CHARACTERS = 22, 28
_TOLERANCE = 1.0
"""mm (5.2.1: 37±1, 28±1; 6: 版心 within 1 mm)."""
_SAME_PITCH = 8
_EDGES = {"top": "天头（上边距）", "left": "订口（左边距）", "right": "右边距", "bottom": "下边距"}
_SET_ALIKE = (
    *RUNNING,
    Role.NUMBER,
    Role.ADDRESSEE,
    Role.ATTACHMENT_NOTE,
    Role.SIGNATURE,
    Role.DATE,
    Role.NOTE,
    Role.ATTENDANCE,
    Role.ATTACHMENT_LABEL,
)
"""What is set in 3号 at the body's pitch."""


def paper(view: View) -> Iterator[Finding]:
    """A4, 210×297 mm (5.1)."""
    for at, section in enumerate(view.document.sections):
        size = sorted((millimetres(section.width), millimetres(section.height)))
        if abs(size[0] - PAGE_WIDTH) > _TOLERANCE or abs(size[1] - PAGE_HEIGHT) > _TOLERANCE:
            shown = f"{size[0]:.0f}×{size[1]:.0f}毫米"
            yield fault_at(
                _page(view, at),
                f"第{at + 1}节页面设置",
                "5.1",
                f"纸张是{shown}",
                "应为A4（210×297毫米）",
                mend=partial(set_page, section, reading(section)),
            )


def margins(view: View) -> Iterator[Finding]:
    """天头 37±1, 订口 28±1, 版心 156×225 (5.2.1); a turned page has them turned."""
    for at, section in enumerate(view.document.sections):
        area = reading(section)
        asked = _asked_margins(section, area)
        there = {edge: millimetres(getattr(section, edge)) for edge in asked}
        wrong = [edge for edge in asked if abs(there[edge] - asked[edge]) > _TOLERANCE + 0.05]
        if wrong:
            yield fault_at(
                _page(view, at),
                f"第{at + 1}节页面设置",
                "5.2.1",
                "、".join(f"{_EDGES[edge]}{there[edge]:.1f}毫米" for edge in wrong),
                f"应为{'、'.join(f'{asked[edge]:.0f}毫米' for edge in wrong)}，版心156×225毫米",
                mend=partial(set_page, section, area),
            )


def reading(section: Section) -> TypeArea:
    """The reading of the type area a section follows: the measured one only where its margins say so."""
    measured, page_setup = min(_deviations(section, MEASURED)), min(_deviations(section, PAGE_SETUP))
    return MEASURED if measured <= _TOLERANCE + 0.05 < page_setup else PAGE_SETUP


def _deviations(section: Section, area: TypeArea) -> list[float]:
    asked = _asked_margins(section, area)
    vertical = ("left", "right") if section.landscape else ("top", "bottom")
    return [round(abs(millimetres(getattr(section, edge)) - asked[edge]), 1) for edge in vertical]


def _asked_margins(section: Section, area: TypeArea) -> dict[str, float]:
    if not (section.landscape or section.width > section.height):
        return {"top": area.top, "bottom": area.bottom, "left": area.left, "right": area.right}
    clockwise = {"top": area.left, "right": area.top, "bottom": area.right, "left": area.bottom}
    other = {"top": area.right, "right": area.bottom, "bottom": area.left, "left": area.top}
    return min(
        (clockwise, other),
        key=lambda one: sum(abs(millimetres(getattr(section, edge)) - size) for edge, size in one.items()),
    )


def _page(view: View, section: int) -> int:
    return next((line.page for line in view.lines if line.paragraph.where.section == section), 1)


def lines_on_page(view: View) -> Iterator[Finding]:
    """22 lines that fill the type area (5.2.3): exact 28.95 pt, or 29.6 pt with the measured margins."""
    body = view.of(*RUNNING)
    if not body or not view.pitch or _fitted(view):
        return
    area = reading(view.section(body[0]))
    count = math.floor((area.height + 1) / view.pitch)
    filled = LINES * view.pitch >= area.height - _TOLERANCE * TWIPS_PER_MM
    if count == LINES and filled:
        return
    wrong = [one.paragraph for one in view.of(*_SET_ALIKE) if not one.paragraph.boxed]
    short = "，22行撑不满版心" if count >= LINES and not filled and count == LINES else ""
    yield fault(
        next(line for line in body if line_pitch(line.paragraph, view.section(line)) == view.pitch),
        "5.2.3",
        f"正文{_pitch_text(body, view)}，每面{count}行{short}",
        f"应每面22行、撑满版心（固定值{area.pitch / 20:g}磅）",
        mend=partial(set_pitch, wrong, area.pitch),
    )


def _pitch_text(body: tuple[Line, ...], view: View) -> str:
    line = next(line for line in body if line_pitch(line.paragraph, view.section(line)) == view.pitch)
    form = line.paragraph.format
    if form.rule == "exact":
        return f"行距固定值{form.line / 20:g}磅"
    return f"行距约{view.pitch / 20:.1f}磅（{'最小值' if form.rule == 'atLeast' else f'{form.line / 240:g}倍行距'}）"


def _fitted(view: View) -> bool:
    """A lone paragraph whose lines were set closer or wider to keep the signature with it (7.3.5.5)."""
    heads = view.of(Role.ADDRESSEE, Role.NUMBER)
    pitches = {line_pitch(one.paragraph, view.section(one)) for one in heads if not one.paragraph.boxed}
    kept = pitches and pitches <= {PAGE_SETUP.pitch, MEASURED.pitch}
    return bool(kept) and len(view.of(*RUNNING, zone=0)) == 1


def line_spacing(view: View) -> Iterator[Finding]:
    """No paragraph of the body stands at another pitch than the rest (5.2.3)."""
    if _fitted(view):
        return
    for line in view.of(*RUNNING):
        pitch = line_pitch(line.paragraph, view.section(line))
        area = reading(view.section(line))
        if abs(pitch - view.pitch) > _SAME_PITCH and abs(pitch - area.pitch) > 1:
            yield fault(
                line,
                "5.2.3",
                f"这段行距是{_one_pitch(line)}，与全文不一致",
                f"应与全文一致（固定值{area.pitch / 20:g}磅）",
                mend=partial(set_pitch, [line.paragraph], area.pitch),
            )


def _one_pitch(line: Line) -> str:
    form = line.paragraph.format
    kind = {"exact": "固定值", "atLeast": "最小值"}.get(form.rule)
    return f"{kind}{form.line / 20:g}磅" if kind else f"{form.line / 240:g}倍"


def white_between(view: View) -> Iterator[Finding]:
    """No white between paragraphs but whole or half lines above them (5.2.3)."""
    for line in view.of(*_SET_ALIKE, Role.TITLE):
        form = line.paragraph.format
        halves = form.before / (view.pitch / 2) if view.pitch else 0
        odd = line.role in RUNNING and form.before and abs(halves - round(halves)) > 0.15
        if (form.after or odd) and not line.paragraph.boxed:
            which = f"段后{form.after / 20:g}磅" if form.after else f"段前{form.before / 20:g}磅"
            kept = 0 if odd else form.before
            mend = partial(set_white, line.paragraph, kept)
            yield fault(line, "5.2.3", which, "段前段后应为0，撑满版心", firm=False, mend=mend)


def characters_in_line(view: View) -> Iterator[Finding]:
    """28 characters in a line (5.2.3)."""
    advances: Counter[float] = Counter()
    for line in view.of(*RUNNING):
        for piece in line.paragraph.pieces:
            if piece.format.size == BODY_SIZE:
                advances[_advance(piece.format.tracking, view.section(line))] += len(piece.text)
    if not advances:
        return
    count = math.floor((twips(TYPE_WIDTH) + 1) / advances.most_common(1)[0][0])
    if count != CHARACTERS:
        pieces = [
            p for one in view.of(*_SET_ALIKE) for p in one.paragraph.pieces if p.format.size == BODY_SIZE
        ]
        yield fault(
            view.of(*RUNNING)[0],
            "5.2.3",
            f"正文每行{count}个字",
            f"应每行28个字（字间距缩{-BODY_TRACKING / 20:g}磅）",
            mend=partial(set_characters, pieces, tracking=BODY_TRACKING),
        )


def _advance(tracking: int, section: Section) -> float:
    grid = section.char_space / 4096 * 20 if section.grid in ("linesAndChars", "snapToChars") else 0.0
    return BODY_SIZE * 20 + tracking + grid


def grid(view: View) -> Iterator[Finding]:
    """The document grid agrees with the body's pitch (5.2.3)."""
    for at, section in enumerate(view.document.sections):
        area = reading(section)
        gridded = section.grid in ("lines", "linesAndChars", "snapToChars")
        if gridded and view.pitch and abs(section.pitch - area.pitch) > _SAME_PITCH:
            yield fault_at(
                _page(view, at),
                f"第{at + 1}节页面设置",
                "5.2.3",
                f"文档网格是每行{section.pitch / 20:g}磅",
                f"应为{area.pitch / 20:g}磅，每面22行",
                firm=False,
                mend=partial(set_grid, section, area.pitch),
            )
