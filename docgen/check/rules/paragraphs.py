"""段落：first-line indents, 主送机关, what stands flush (7.3.2–7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from docgen.check.findings import Finding, TextEdit
from docgen.check.geometry import first_indent
from docgen.check.mending import indent_two, set_align, set_indents
from docgen.check.roles import HEADINGS, Role
from docgen.check.view import RUNNING, Line, View, fault

_TOLERANCE = 0.25
_TITLES = {Role.BODY: "正文", **dict.fromkeys(HEADINGS, "标题")}


def first_lines(view: View) -> Iterator[Finding]:
    """每个自然段左空二字，回行顶格 (7.3.3)."""
    for line in view.of(*RUNNING):
        form = line.paragraph.format
        if form.align in ("center", "right"):
            where = "居中" if form.align == "center" else "居右"
            yield _indent(line, f"{_TITLES[line.role]}{where}排", "应左空二字，回行顶格")
            continue
        white = first_indent(line.paragraph)
        if abs(white - 2) > _TOLERANCE:
            yield _indent(line, f"首行左空{white:.2g}字", "应左空二字")
        elif form.left > 60 and form.first <= 0:
            yield _indent(line, "回行没有顶格", "应左空二字，回行顶格")


def _indent(line: Line, found: str, asked: str) -> Finding:
    return fault(line, "7.3.3", found, asked, mend=partial(indent_two, line.paragraph))


def right_edges(view: View) -> Iterator[Finding]:
    """The body takes the whole width of the type area (5.2.1)."""
    for line in view.of(*RUNNING):
        if line.paragraph.format.right > 60 and line.paragraph.format.align not in ("center", "right"):
            yield fault(
                line,
                "5.2.1",
                f"右缩进{line.paragraph.format.right / 20:g}磅",
                "正文应排满版心宽度",
                mend=partial(indent_two, line.paragraph),
            )


def flush_left(view: View) -> Iterator[Finding]:
    """主送机关 and the number of an attachment stand flush (7.3.2, 7.3.7)."""
    for line in view.of(Role.ADDRESSEE, Role.ATTACHMENT_LABEL):
        clause = "7.3.2" if line.role is Role.ADDRESSEE else "7.3.7"
        form = line.paragraph.format
        if form.align in ("center", "right"):
            yield fault(
                line,
                clause,
                f"{line.role}没有顶格",
                "应居左顶格",
                mend=partial(_flush, line),
            )
        elif abs(first_indent(line.paragraph)) > _TOLERANCE or form.left > 60:
            yield fault(
                line,
                clause,
                f"{line.role}左空{first_indent(line.paragraph):.2g}字",
                "应居左顶格",
                mend=partial(_flush, line),
            )


def _flush(line: Line) -> None:
    set_indents(line.paragraph)
    if line.paragraph.format.align in ("center", "right"):
        set_align(line.paragraph, "left")


def addressee_colon(view: View) -> Iterator[Finding]:
    """主送机关 ends with a full-width colon (7.3.2)."""
    for line in view.of(Role.ADDRESSEE):
        if not line.words.endswith("："):
            end = len(line.paragraph.text.rstrip(" 　\t\n\xa0"))
            yield fault(
                line,
                "7.3.2",
                f"主送机关后是“{line.words[-1]}”",
                "应为全角冒号“：”",
                edits=(TextEdit(line.paragraph, end - 1, end, "："),),
            )


def note_in_brackets(view: View) -> Iterator[Finding]:
    """附注: under the date, 左空二字, in full-width brackets (7.3.6)."""
    for line in view.of(Role.NOTE):
        if not re.fullmatch(r"（.*）", line.words, re.S):
            yield fault(line, "7.3.6", "附注没有用全角括号括起来", "应加全角圆括号（）")
        if abs(first_indent(line.paragraph) - 2) > _TOLERANCE:
            yield fault(
                line,
                "7.3.6",
                f"附注左空{first_indent(line.paragraph):.2g}字",
                "应居左空二字",
                mend=partial(indent_two, line.paragraph),
            )
