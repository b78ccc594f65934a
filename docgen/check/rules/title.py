"""标题：centred, its lines a trapezoid or a diamond, no end mark (7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from docgen.check.findings import Finding, TextEdit
from docgen.check.mending import drop_borders, set_align
from docgen.check.roles import Role
from docgen.check.view import Line, View, fault
from docgen.layout.text_width import text_width

_END_MARK = re.compile(r"[。．.；;，,、：:！!]$")
_STEP = 0.6
"""字 by which lines may differ and still count as alike."""


def centred(view: View) -> Iterator[Finding]:
    """The title, and an attachment's, stand in the middle (7.3.1, 7.3.7)."""
    for line in view.of(Role.TITLE, Role.ATTACHMENT_TITLE):
        if line.paragraph.format.align != "center":
            yield fault(
                line,
                "7.3.1",
                "标题没有居中",
                "应居中排布",
                mend=partial(set_align, line.paragraph, "center"),
            )


def shape(view: View) -> Iterator[Finding]:
    """Lines in a trapezoid or a diamond, not an hourglass or a block (7.3.1)."""
    for lines in (view.of(Role.TITLE), *(view.of(Role.ATTACHMENT_TITLE, zone=zone) for zone in _zones(view))):
        rows = [row.strip() for line in lines for row in line.paragraph.text.split("\n") if row.strip()]
        widths = [text_width(row) for row in rows]
        if len(widths) < 3:
            continue
        clause = "7.3.1" if lines[0].role is Role.TITLE else "7.3.7"
        if _hourglass(widths):
            yield fault(lines[0], clause, f"{lines[0].role}各行成沙漏形", "应排成梯形或菱形")
        elif all(abs(after - before) <= 0.05 for before, after in pairwise(widths)):
            yield fault(lines[0], clause, f"{lines[0].role}各行一样长", "应排成梯形或菱形", firm=False)


def _zones(view: View) -> range:
    return range(1, max((line.zone for line in view.lines), default=0) + 1)


def _hourglass(widths: list[float]) -> bool:
    """A line shorter than one before it and than one after it."""
    fell = False
    for before, after in pairwise(widths):
        if after - before > _STEP and fell:
            return True
        fell = fell or after - before < -_STEP
    return False


def end_mark(view: View) -> Iterator[Finding]:
    """No mark ends a title (7.3.1; GB/T 15834)."""
    for lines in (view.of(Role.TITLE), *(view.of(Role.ATTACHMENT_TITLE, zone=zone) for zone in _zones(view))):
        if lines and _END_MARK.search(lines[-1].words):
            clause = "7.3.1" if lines[0].role is Role.TITLE else "7.3.7"
            last = lines[-1]
            yield fault(
                last,
                clause,
                f"{last.role}末尾有“{last.words[-1]}”",
                "标题末尾不加标点",
                edits=(without_end(last),),
            )


def without_end(line: Line) -> TextEdit:
    """The last character of a paragraph taken away."""
    end = len(line.paragraph.text.rstrip(" 　\t\n\xa0"))
    return TextEdit(line.paragraph, end - 1, end, "")


def ruled(view: View) -> Iterator[Finding]:
    """No rule stands under a title (some programs' own title style sets one)."""
    for line in view.of(Role.TITLE):
        sides = line.paragraph.format.borders
        if not view.official and any(border.kind not in ("none", "nil") for border in sides.values()):
            yield fault(
                line,
                "7.3.1",
                "标题带有边框线",
                "标题不加线",
                firm=False,
                mend=partial(drop_borders, line.paragraph),
            )
