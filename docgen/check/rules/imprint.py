"""版记：抄送 and 印发 in 4号 between rules at the foot of the last page (7.4, 10.1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from docgen.check.findings import Finding, TextEdit
from docgen.check.geometry import first_indent
from docgen.check.mending import set_indents
from docgen.check.model import Shape
from docgen.check.recognition import Look
from docgen.check.roles import IMPRINT, Role, copied_to, is_red
from docgen.check.view import Line, View, fault, fault_at
from docgen.layout.page import (
    IMPRINT_INNER_RULE,
    IMPRINT_OUTER_RULE,
    SMALL_SIZE,
    TYPE_BOTTOM,
    TYPE_WIDTH,
    points,
)

_CHARACTER = points(SMALL_SIZE)
_ALLOWED = 0.06
"""mm by which a rule may be thicker or thinner."""


def copied_to_end(view: View) -> Iterator[Finding]:
    """抄送机关 ends with a 句号, after a full-width colon (7.4.2)."""
    for line in view.of(Role.COPIED_TO):
        end = len(line.paragraph.text.rstrip(" 　\t\n\xa0"))
        if not line.words.endswith("。"):
            marked = line.words[-1] in ".．；;，,、"
            edit = TextEdit(line.paragraph, end - marked, end, "。")
            yield fault(line, "7.4.2", f"抄送机关末尾是“{line.words[-1]}”", "末尾应加句号", edits=(edit,))
        at = line.paragraph.text.find(":")
        if 0 <= at < 8:
            edit = TextEdit(line.paragraph, at, at + 1, "：")
            yield fault(line, "7.4.2", "“抄送”后是半角冒号", "应为全角冒号", edits=(edit,))


def printed(view: View) -> Iterator[Finding]:
    """印发机关 and 印发日期, which ends with 「印发」; a letter has none (7.4.3, 10.1)."""
    lines = view.of(Role.PRINTED)
    if view.look is Look.LETTER:
        for line in lines:
            yield fault(
                line, "10.1", "信函的版记有印发机关和印发日期", "信函版记不加印发机关和印发日期", firm=False
            )
        return
    for line in lines:
        if not line.words.rstrip("。.").endswith("印发"):
            yield fault(line, "7.4.3", "印发日期后没有“印发”", "印发日期后应加“印发”二字")
    official = view.look in (Look.DOCUMENT, Look.MINUTES) and view.first(Role.MARK)
    copied = view.first(Role.COPIED_TO)
    if not lines and official:
        line = copied or view.of(Role.MARK)[0]
        yield fault(
            line, "7.4.3", "版记没有印发机关和印发日期", "版记应有印发机关和印发日期", firm=copied is not None
        )


def insets(view: View) -> Iterator[Finding]:
    """左右各空一字 (7.4.2, 7.4.3)."""
    for line in view.of(*IMPRINT):
        if line.paragraph.tabled or abs(line.paragraph.size - SMALL_SIZE) > 0.3:
            continue
        clause = "7.4.2" if line.role is Role.COPIED_TO else "7.4.3"
        white = first_indent(line.paragraph)
        if abs(white - 1) > 0.3:
            mend = partial(_set_in, line)
            yield fault(line, clause, f"{line.role}左空{white:.2g}字", "应左右各空一字", mend=mend)


def _set_in(line: Line) -> None:
    label = 3 * _CHARACTER if copied_to(line.paragraph) else 0
    set_indents(line.paragraph, left=_CHARACTER + label, right=_CHARACTER if label else 0, first=-label)


def rules(view: View) -> Iterator[Finding]:
    """Rules as wide as the type area: first and last 0.35 mm, between 0.25 mm, the last at its foot (7.4.1)."""
    lines = view.of(*IMPRINT)
    if not lines or not view.official:
        return
    drawn = _drawn(view, lines)
    if view.look is Look.LETTER:
        if drawn:
            yield fault(lines[0], "10.1", "信函的版记有分隔线", "信函版记不加分隔线", firm=False)
        return
    if not drawn:
        bordered = any(line.paragraph.tabled or line.paragraph.format.borders for line in lines)
        if not bordered:
            yield fault(lines[0], "7.4.1", "版记没有分隔线", "应有与版心等宽的分隔线")
        return
    yield from _lengths(lines[0], drawn)
    yield from _place(lines[0], drawn)


def _drawn(view: View, lines: tuple[Line, ...]) -> list[Shape]:
    sections = {line.paragraph.where.section for line in lines}
    found = [
        one
        for one in view.document.shapes
        if one.is_rule and not is_red(one.colour) and one.section in sections and one.width > 100
    ]
    return sorted(found, key=lambda one: one.y or 0.0)


def _lengths(line: Line, drawn: list[Shape]) -> Iterator[Finding]:
    for order, one in enumerate(drawn):
        outer = order in (0, len(drawn) - 1)
        width = IMPRINT_OUTER_RULE if outer else IMPRINT_INNER_RULE
        which = "首条" if order == 0 else "末条" if outer else "中间的"
        if abs(one.width - TYPE_WIDTH) > 1.5:
            yield _rule_fault(line, f"{which}分隔线长{one.width:.0f}毫米", "应与版心等宽（156毫米）")
        if abs(one.line - width) > _ALLOWED:
            yield _rule_fault(line, f"{which}分隔线粗{one.line:.2f}毫米", f"应为{width}毫米")


def _place(line: Line, drawn: list[Shape]) -> Iterator[Finding]:
    last = drawn[-1].y
    if last is not None and abs(last - TYPE_BOTTOM) > 1.5:
        yield _rule_fault(
            line,
            f"版记末条分隔线距页顶{last:.0f}毫米",
            f"应与最后一面版心下边缘重合（{TYPE_BOTTOM:.0f}毫米）",
        )


def _rule_fault(line: Line, found: str, asked: str) -> Finding:
    return fault_at(line.page, f"版记（{line.place}）", "7.4.1", found, asked)


def last(view: View) -> Iterator[Finding]:
    """Nothing follows the 版记 (7.4, 7.3.7)."""
    lines = view.of(*IMPRINT)
    if not lines or not view.official:
        return
    for line in view.lines[lines[-1].at + 1 :]:
        if line.words and not line.paragraph.boxed and line.role is not Role.EMPTY:
            clause = "7.3.7" if line.role is Role.ATTACHMENT_LABEL else "7.4"
            yield fault(line, clause, "版记之后还有内容", "版记应在最后一面，附件在版记之前")
            return
