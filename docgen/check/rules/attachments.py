"""附件：附件说明 against what is attached: numbers, names, marks, places (7.3.4, 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from docgen.check.findings import Finding, TextEdit
from docgen.check.geometry import first_indent
from docgen.check.mending import start_new_page
from docgen.check.model import Paragraph
from docgen.check.roles import ATTACHMENT_LABEL, Role
from docgen.check.rules.headings import value_of
from docgen.check.rules.title import without_end
from docgen.check.view import Line, View, fault

_NOTE = re.compile(
    r"(?:附\s*件\s*(?P<colon>[：:])\s*)?(?:(?P<n>\d{1,2})(?P<mark>[.．、,，])\s*(?!\d))?(?P<name>.*)", re.S
)
_END = re.compile(r"[。；，、,.;：:]$")


@dataclass(frozen=True, slots=True)
class _Listed:
    """附件说明里的一件：its number (None: none), its name, the lines it takes."""

    number: int | None
    name: str
    line: Line
    last: Line


def _listed(view: View) -> list[_Listed]:
    found: list[_Listed] = []
    for line in view.of(Role.ATTACHMENT_NOTE):
        match = _NOTE.fullmatch(line.paragraph.said)
        assert match is not None
        number = int(match["n"]) if match["n"] else None
        if found and number is None and not match["colon"]:
            before = found[-1]
            found[-1] = _Listed(before.number, before.name + line.words, before.line, line)
        else:
            found.append(_Listed(number, match["name"], line, line))
    return found


def _name(text: str) -> str:
    """A name without white and end marks: as it is compared."""
    return re.sub(r"\s", "", text).rstrip("。；，、,.;：:")


def _labels(view: View) -> list[tuple[int | None, str, Line, Line | None]]:
    """Number, title, label and first title line of each attachment."""
    found = []
    for line in view.of(Role.ATTACHMENT_LABEL):
        match = ATTACHMENT_LABEL.fullmatch(line.words)
        titles = [one for one in view.of(Role.ATTACHMENT_TITLE, zone=line.zone) if one.at > line.at]
        title = "".join(one.words for one in titles)
        number = value_of(match["n"]) if match and match["n"] else None
        found.append((number, title, line, titles[0] if titles else None))
    return found


def note_form(view: View) -> Iterator[Finding]:
    """附件：1.名称, 左空二字, full-width colon, a dot after the figure (7.3.4)."""
    for order, one in enumerate(_listed(view)):
        match = _NOTE.fullmatch(one.line.paragraph.said)
        assert match is not None
        paragraph, text = one.line.paragraph, one.line.paragraph.text
        if match["colon"] == ":":
            edits = _edit(paragraph, text.find(":"), "：")
            yield fault(one.line, "7.3.4", "“附件”后是半角冒号", "应为全角冒号", edits=edits)
        if match["mark"] and match["mark"] != ".":
            at = -1 if paragraph.label else text.find(match["mark"], text.find(match["n"]))
            found, asked = f"附件顺序号写成“{match['n']}{match['mark']}”", f"应写作“{match['n']}.”"
            yield fault(one.line, "7.3.4", found, asked, edits=_edit(paragraph, at, "."))
        white = first_indent(paragraph)
        if order == 0 and abs(white - 2) > 0.3:
            yield fault(one.line, "7.3.4", f"附件说明左空{white:.2g}字", "应左空二字")


def _edit(paragraph: Paragraph, at: int, mark: str) -> tuple[TextEdit, ...]:
    return (TextEdit(paragraph, at, at + 1, mark),) if at >= 0 else ()


def note_ends(view: View) -> Iterator[Finding]:
    """No mark ends an attachment's name (7.3.4)."""
    for one in _listed(view):
        if _END.search(one.last.words):
            found = f"附件名称后有“{one.last.words[-1]}”"
            yield fault(one.last, "7.3.4", found, "附件名称后不加标点", edits=(without_end(one.last),))


def note_numbers(view: View) -> Iterator[Finding]:
    """Several attachments are numbered from 1, one alone is not (7.3.4)."""
    listed = _listed(view)
    if len(listed) == 1 and listed[0].number is not None and len(_labels(view)) < 2:
        yield fault(listed[0].line, "7.3.4", "只有一个附件却编了顺序号", "只有一个附件时不编号", firm=False)
        return
    for order, one in enumerate(listed, 1):
        if len(listed) > 1 and one.number != order:
            there = f"“{one.number}.”" if one.number is not None else "没有顺序号"
            yield fault(one.line, "7.3.4", f"附件说明的顺序号是{there}", f"按顺序应为“{order}.”")


def note_against_pages(view: View) -> Iterator[Finding]:
    """What 附件说明 lists is attached, under the same number and name (7.3.4, 7.3.7)."""
    listed, labels = _listed(view), _labels(view)
    if labels and not listed:
        if view.official or len(labels) > 1:
            yield fault(labels[0][2], "7.3.4", "有附件，正文后没有附件说明", "应在正文下空一行写附件说明")
        return
    if listed and not labels:
        yield fault(
            listed[0].line, "7.3.7", "附件说明列了附件，文中没有附件页", "附件应与正文一起装订", firm=False
        )
        return
    if len(listed) != len(labels):
        extra = labels[len(listed)][2] if len(labels) > len(listed) else listed[len(labels)].line
        yield fault(
            extra,
            "7.3.4" if len(labels) > len(listed) else "7.3.7",
            f"附件说明列了{len(listed)}个附件，文中有{len(labels)}个",
            "附件说明应与附件一致",
        )
    for one, (number, title, label, first) in zip(listed, labels, strict=False):
        if one.number != number:
            there = label.words
            asked = f"附件{one.number}" if one.number is not None else "附件"
            yield fault(label, "7.3.7", f"附件序号写成“{there}”", f"应与附件说明一致，写作“{asked}”")
        if title and _name(one.name) != _name(title):
            yield fault(
                first or label,
                "7.3.7",
                f"附件标题“{title[:16]}”与附件说明“{one.name[:16]}”不一致",
                "附件标题应与附件说明一致",
            )


def label_form(view: View) -> Iterator[Finding]:
    """「附件1」 alone on the first line, without a mark, in Arabic figures (7.3.7)."""
    for line in view.of(Role.ATTACHMENT_LABEL):
        match = ATTACHMENT_LABEL.fullmatch(line.words)
        if match and match["mark"]:
            yield fault(
                line,
                "7.3.7",
                f"附件序号后有“{match['mark']}”",
                "附件序号后不加标点",
                edits=(without_end(line),),
            )
        if match and match["n"] and not match["n"].isdigit():
            yield fault(line, "7.3.7", f"附件序号写成“{line.words}”", "应用阿拉伯数字")


def new_page(view: View) -> Iterator[Finding]:
    """An attachment begins on a new page (7.3.7)."""
    for line in view.of(Role.ATTACHMENT_LABEL):
        before = next((one for one in reversed(view.lines[: line.at]) if one.words), None)
        empty = view.lines[(before.at + 1 if before else 0) : line.at]
        broken = any(one.paragraph.breaks_page or one.paragraph.format.page_break for one in (*empty, line))
        ended = before is not None and before.paragraph.breaks_page
        other = before is not None and before.paragraph.where.section != line.paragraph.where.section
        if before is not None and not (broken or ended or other):
            yield fault(
                line,
                "7.3.7",
                "附件没有另面编排",
                "附件应另起一面",
                mend=partial(start_new_page, line.paragraph),
            )
