"""版头：发文字号, its place, the red rule, 签发人, the double rules of a letter (7.2, 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from docgen.check.findings import Finding, TextEdit
from docgen.check.geometry import spans
from docgen.check.mending import set_align
from docgen.check.model import Shape
from docgen.check.recognition import Look
from docgen.check.roles import HOLE, Role, document_number, is_red, signatory_start
from docgen.check.view import Line, View, fault, fault_at
from docgen.layout.page import LETTER_LOWER_RULE, LETTER_RULE_LENGTH, TYPE_WIDTH

_OPEN, _CLOSE = "〔", "〕"
_PLACE_TOLERANCE = 1.0
_BRACKETED = re.compile(r"(?<=[一-龥×])([\[［【{])(\d{4})([\]］】}])(?=第?\d+号)")


def number_present(view: View) -> Iterator[Finding]:
    """A 文件 or 信函 has a 发文字号 (7.2.5)."""
    mark = view.first(Role.MARK)
    if mark and view.look in (Look.DOCUMENT, Look.LETTER) and view.first(Role.NUMBER) is None:
        yield fault(mark, "7.2.5", "没有发文字号", "应有发文字号，如“×办〔2026〕12号”")


def number_form(view: View) -> Iterator[Finding]:
    """代字〔四位年份〕序号号: no 第, no leading zero (7.2.5)."""
    for line in view.of(Role.NUMBER):
        found = document_number(line.paragraph)
        if found is None or (HOLE.search(line.words) and not found["n"]):
            continue
        brackets = found["open"] + found["close"]
        if brackets != _OPEN + _CLOSE and (found["open"] or found["close"] or found["word"]):
            yield fault(
                line,
                "7.2.5",
                f"发文字号的年份用了“{brackets or '年'}”",
                "年份应用六角括号〔〕",
                edits=_brackets(line, found),
            )
        yield from _number_parts(line, found["year"], found["n"], bool(found["di"]), bool(found["hao"]))


def _number_parts(line: Line, year: str, serial: str, ordinal: bool, ended: bool) -> Iterator[Finding]:
    asked = "发文字号应为“代字〔四位年份〕序号号”"
    if len(year) != 4:
        yield fault(line, "7.2.5", f"发文字号的年份是“{year}”", f"年份应写全四位，{asked}")
    if serial.startswith("0"):
        yield fault(line, "7.2.5", f"发文字号的序号是“{serial}”", "序号不编虚位（1不编为01）")
    if ordinal:
        yield fault(line, "7.2.5", "发文字号的序号前有“第”", "序号前不加“第”字")
    if not ended:
        yield fault(line, "7.2.5", "发文字号后没有“号”", "序号后应加“号”字")


def _brackets(line: Line, found: re.Match[str]) -> tuple[TextEdit, ...]:
    """Both brackets where both are there; the year's own marks are found again in the whole line."""
    if not (found["open"] and found["close"]):
        return ()
    text = line.paragraph.text
    start = text.find(f"{found['open']}{found['year']}")
    end = text.find(found["close"], start + 1)
    if start < 0 or end < 0:
        return ()
    edits = (
        TextEdit(line.paragraph, start, start + 1, _OPEN),
        TextEdit(line.paragraph, end, end + 1, _CLOSE),
    )
    return tuple(edit for edit in edits if text[edit.start : edit.end] != edit.new)


def quoted_numbers(view: View) -> Iterator[Finding]:
    """A 发文字号 quoted in the text has 〔〕 too (7.2.5)."""
    for line in view.texts():
        if line.role is Role.NUMBER:
            continue
        for found in _BRACKETED.finditer(line.paragraph.text):
            first, last = found.start(1), found.start(3)
            yield fault(
                line,
                "7.2.5",
                f"引用的发文字号写成“{found[0]}”",
                "年份应用六角括号〔〕",
                edits=(
                    TextEdit(line.paragraph, first, first + 1, _OPEN),
                    TextEdit(line.paragraph, last, last + 1, _CLOSE),
                ),
            )


def number_place(view: View) -> Iterator[Finding]:
    """Centred in a 文件, at the right in a letter; with a 签发人 one 字 from the left (7.2.5, 10.1)."""
    line = view.first(Role.NUMBER)
    if line is None or view.first(Role.MARK) is None or line.paragraph.tabled or line.paragraph.boxed:
        return
    form = line.paragraph.format
    if view.look is Look.LETTER:
        placed = "\t" in line.paragraph.text or form.align in ("right", "end")
        clause, found, asked, align = "10.1", "信函的发文字号没有居右", "应顶格居版心右边缘", "right"
    else:
        placed = signatory_start(line.paragraph) >= 0 or form.align == "center" or _centred(view, line)
        clause, found, asked, align = "7.2.5", "发文字号没有居中", "应居中排布", "center"
    if not placed:
        yield fault(line, clause, found, asked, mend=partial(set_align, line.paragraph, align))


def _centred(view: View, line: Line) -> bool:
    span = spans(line.paragraph, view.section(line))[0]
    return abs(span.start - span.white) <= _PLACE_TOLERANCE


def red_rule(view: View) -> Iterator[Finding]:
    """A red rule, as wide as the type area, under the number (7.2.7)."""
    mark = view.first(Role.MARK)
    if mark is None or view.look not in (Look.DOCUMENT, Look.MINUTES):
        return
    borders = [
        border
        for line in view.lines[: mark.at + 14]
        for side, border in line.paragraph.format.borders.items()
        if side in ("bottom", "top", "between") and border.kind not in ("none", "nil")
    ]
    drawn = [one for one in view.document.shapes if one.is_rule and one.anchor <= mark.at + 14]
    if not borders and not drawn:
        yield fault(mark, "7.2.7", "版头没有红色分隔线", "发文字号之下4毫米处应有与版心等宽的红色分隔线")
        return
    if not any(is_red(colour) for colour in [one.colour for one in borders] + [one.colour for one in drawn]):
        yield fault(mark, "7.2.7", "版头的分隔线不是红色", "应为红色")
    for one in drawn:
        if is_red(one.colour) and abs(one.width - TYPE_WIDTH) > 2:
            yield _length(mark.page, "版头分隔线", "7.2.7", one, TYPE_WIDTH)


def letter_rules(view: View) -> Iterator[Finding]:
    """Two red double rules of 170 mm, the lower 20 mm from the page's foot (10.1)."""
    mark = view.first(Role.MARK)
    if view.look is not Look.LETTER or mark is None:
        return
    rules = [one for one in view.document.shapes if one.is_rule and one.section == 0 and one.width > 120]
    doubled = [one for one in rules if is_red(one.colour)]
    bordered = any(line.paragraph.format.borders for line in view.lines[:12])
    if not doubled and not bordered:
        yield fault(
            mark, "10.1", "信函没有红色双线", "标志下4毫米和距下页边20毫米处应各有一条170毫米的红色双线"
        )
        return
    for one in doubled:
        if abs(one.width - LETTER_RULE_LENGTH) > 1.5:
            yield _length(1, "信函红色双线", "10.1", one, LETTER_RULE_LENGTH)
            break
    placed = [one.y for one in doubled if one.y is not None]
    if placed and abs(max(placed) - LETTER_LOWER_RULE) > 2:
        yield fault_at(
            1,
            "信函下双线",
            "10.1",
            f"下双线距下页边{297 - max(placed):.0f}毫米",
            "应为20毫米",
        )


def _length(page: int, place: str, clause: str, shape: Shape, asked: float) -> Finding:
    return fault_at(page, place, clause, f"线长{shape.width:.0f}毫米", f"应为{asked:.0f}毫米")
