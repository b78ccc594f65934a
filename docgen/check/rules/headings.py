"""层次序数：一、（一）1.（1）in order, without gap or jump, with their own marks (7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.findings import Finding, TextEdit
from docgen.check.roles import HEADINGS, LEVELS, Role
from docgen.check.rules.title import without_end
from docgen.check.typefaces import family
from docgen.check.view import Line, View, fault
from docgen.wording.numerals import heading_number

_DIGITS = {digit: at for at, digit in enumerate("〇一二三四五六七八九")}
_MOST = 900
_MARKS = {1: "、", 2: "", 3: ".", 4: ""}
_ANY: set[int] = set()
"""Whatever number comes next at a level that was jumped over: that is told once."""
_END = re.compile(r"[。；;，,]$")


def _match(line: Line) -> tuple[int, re.Match[str]] | None:
    """Level and number of a heading that carries one."""
    level = HEADINGS.index(line.role) + 1
    found = LEVELS[level - 1].match(line.paragraph.said)
    return (level, found) if found else None


def marks(view: View) -> Iterator[Finding]:
    """一、 with 顿号, （一） and （1） with none, 1. with a dot; brackets full-width (7.3.3)."""
    for line in view.of(*HEADINGS):
        numbered = _match(line)
        if numbered is None:
            continue
        level, found = numbered
        if level in (2, 4) and found["open"] + found["close"] != "（）":
            yield _wrong_mark(line, found[0], f"应为全角括号（{found['n']}）", _bracket_edits(line, found))
        if found["mark"] != _MARKS[level]:
            asked = heading_number(level, value_of(found["n"]) or 1)
            yield _wrong_mark(line, found[0], f"应写作“{asked}”", _mark_edits(line, found, level))


def _wrong_mark(line: Line, there: str, asked: str, edits: tuple[TextEdit, ...]) -> Finding:
    return fault(line, "7.3.3", f"层次序数写成“{there.strip()}”", asked, edits=edits)


def _offset(line: Line) -> int:
    """Where the number begins in the paragraph's own text; -1 where it is an automatic one."""
    text = line.paragraph.text
    return -1 if line.paragraph.label else len(text) - len(text.lstrip(" 　\t\n\xa0"))


def _bracket_edits(line: Line, found: re.Match[str]) -> tuple[TextEdit, ...]:
    start = _offset(line)
    if start < 0:
        return ()
    places = ((found.start("open"), "（"), (found.start("close"), "）"))
    return tuple(TextEdit(line.paragraph, start + at, start + at + 1, mark) for at, mark in places)


def _mark_edits(line: Line, found: re.Match[str], level: int) -> tuple[TextEdit, ...]:
    start = _offset(line)
    if start < 0 or not found["mark"]:
        return ()
    at, end = found.span("mark")
    return (TextEdit(line.paragraph, start + at, start + end, _MARKS[level]),)


def value_of(text: str) -> int | None:
    """一, 十二, 二十, 3 as a number; None for what is none, or beyond what headings are numbered with."""
    if text.isascii() and text.isdigit():
        return int(text)
    total, digit = 0, 0
    for one in text:
        if one == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif one == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif one in _DIGITS:
            digit = _DIGITS[one]
        else:
            return None
    return total + digit if total + digit <= _MOST else None


def order(view: View) -> Iterator[Finding]:
    """Numbers follow each other (7.3.3). A list of 1. or （1） may begin anew."""
    reached: dict[int, set[int]] = {}
    above, zone = 0, -1
    for line in view.of(*HEADINGS):
        if line.zone != zone:
            reached, above, zone = {}, 0, line.zone
        numbered = _match(line)
        value = value_of(numbered[1]["n"]) if numbered else None
        if numbered is None or value is None:
            continue
        level = numbered[0]
        before = reached.get(level, {0})
        reached = {one: values for one, values in reached.items() if one < level}
        reached[level] = {value}
        if value - 1 not in before and not (level >= 3 and value == 1) and before is not _ANY:
            expected = max(before) + 1
            # What follows may go on from the number there, or from the one that should be there.
            reached[level].add(expected)
            there, asked = heading_number(level, value), heading_number(level, expected)
            yield fault(line, "7.3.3", f"层次序数是“{there}”", f"按顺序应为“{asked}”")
        if _jumps(line, level, above):
            reached.update(dict.fromkeys(range(above + 1, level), _ANY))
        above = level if _alone(line) or level <= 2 else above


def _alone(line: Line) -> bool:
    """A heading on its own line, no sentence."""
    return not re.search(r"[。；：，;]", line.words)


def _jumps(line: Line, level: int, above: int) -> bool:
    return bool(above) and level > above + 1 and _alone(line)


def jumps(view: View) -> Iterator[Finding]:
    """A heading on its own line is one level below the one above it at most (7.3.3)."""
    above, zone = 0, -1
    for line in view.of(*HEADINGS):
        if line.zone != zone:
            above, zone = 0, line.zone
        level = HEADINGS.index(line.role) + 1
        if _jumps(line, level, above):
            found = f"{_name(above)}下面直接是{_name(level)}"
            yield fault(line, "7.3.3", found, "层次应依次为一、（一）1.（1）", firm=False)
        above = level if _alone(line) or level <= 2 else above


def _name(level: int) -> str:
    return f"第{'一二三四'[level - 1]}层"


def end_marks(view: View) -> Iterator[Finding]:
    """A heading on its own line ends without a mark (GB/T 15834)."""
    for line in view.of(Role.HEADING1, Role.HEADING2):
        own_face = {Role.HEADING1: "黑体", Role.HEADING2: "楷体"}[line.role]
        whole = all(
            family(piece.format.font) == own_face for piece in line.paragraph.pieces if piece.text.strip()
        )
        if whole and _END.search(line.words) and len(line.words) <= 30 and line.words.count("。") <= 1:
            yield fault(
                line,
                "7.3.3",
                f"单独成行的标题末尾有“{line.words[-1]}”",
                "标题末尾不加标点",
                firm=False,
                edits=(without_end(line),),
            )
