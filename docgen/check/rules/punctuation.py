"""标点：full-width marks among 汉字, quotes, 《》, …… and —— (GB/T 15834-2011).

A mark is judged by what stands beside it, so that English, web addresses, times and codes are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.findings import PUNCTUATION, Finding, TextEdit
from docgen.check.roles import ATTACHMENT_LABEL, HEADINGS, LEVELS, Role
from docgen.check.view import Line, View, fault

_HAN = "㐀-䶵一-龥"
_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_HALF = re.compile(rf"(?<=[{_HAN}”》）〉】〕％%])[,;:?!]|(?<![,;?!\s])[,;?!](?=[{_HAN}“《（])")
_STOP = re.compile(rf"(?<=[{_HAN}”》）])\.(?=[{_HAN}“《]|\s*$)")
_BRACKETS = re.compile(r"\(([^()\n]{0,80})\)")
_DOUBLE = re.compile(r'"([^"\n]{1,120})"')
_SINGLE = re.compile(r"'([^'\n]{1,120})'")
_DOTS = re.compile(rf"(?<=[{_HAN}”》）])(?:\.{{3,}}|。{{2,}}|…(?!…)(?<!……)|…{{3,}})|\.{{3,}}(?=[{_HAN}])")
_LONE_DOTS = re.compile(r"(?<!…)…(?!…)")
_DASH = re.compile(rf"(?<=[{_HAN}”》）])(?:-{{2,}}|－{{2,}}|–{{2,}})(?=[{_HAN}“《（])")
_ADJACENT = re.compile(r"(?<=》)、(?=《)|(?<=”)、(?=“)")
_TWICE = re.compile(r"[，。；：、]{2,}")
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*://[^\s㐀-䶵一-龥，。；（）]+|[\w.\-]+@[\w.\-]+|www\.[\w./\-]+"
)


def half_width(view: View) -> Iterator[Finding]:
    """，；：？！ among 汉字 are full-width."""
    for line, text in _prose(view):
        for found in _HALF.finditer(text):
            if not _taken(line, found.start()):
                yield _mark(line, found, found[0].translate(_FULL), "半角标点")
        for found in _STOP.finditer(text):
            if not _taken(line, found.start()):
                yield _mark(line, found, "。", "半角标点")


def brackets(view: View) -> Iterator[Finding]:
    """Brackets among 汉字 are full-width."""
    for line, text in _prose(view):
        for found in _BRACKETS.finditer(text):
            if _beside_han(text, found) and not _taken(line, found.start()):
                ends = (found.start(), found.end() - 1)
                yield _pair(line, found[0], ends, "（）", "半角括号")


def quotes(view: View) -> Iterator[Finding]:
    """“ ” and ‘ ’ among 汉字, not straight ones."""
    for line, text in _prose(view):
        for found in _DOUBLE.finditer(text):
            if _beside_han(text, found):
                yield _pair(line, found[0], (found.start(), found.end() - 1), "“”", "直引号")
        for found in _SINGLE.finditer(text):
            if re.search(rf"[{_HAN}]", found[1]) and _beside_han(text, found):
                yield _pair(line, found[0], (found.start(), found.end() - 1), "‘’", "直引号")


def ellipses(view: View) -> Iterator[Finding]:
    """…… takes two cells, —— too."""
    for line, text in _prose(view):
        told = set()
        for found in (*_DOTS.finditer(text), *_LONE_DOTS.finditer(text)):
            if found.start() not in told:
                told.add(found.start())
                yield _mark(line, found, "……", "省略号")
        for found in _DASH.finditer(text):
            yield _mark(line, found, "——", "破折号")


def between_titles(view: View) -> Iterator[Finding]:
    """No 、 between neighbouring 《》 or “”."""
    for line, text in _prose(view):
        for found in _ADJACENT.finditer(text):
            around = text[max(0, found.start() - 3) : found.end() + 3]
            yield fault(
                line,
                "",
                f"并列的书名号或引号之间有顿号（{around}）",
                "通常不用顿号",
                firm=False,
                book=PUNCTUATION,
                edits=(TextEdit(line.paragraph, found.start(), found.end(), ""),),
            )


def doubled(view: View) -> Iterator[Finding]:
    """No two marks of pause beside each other."""
    for line, text in _prose(view):
        for found in _TWICE.finditer(text):
            if not re.fullmatch(r"。{2,}", found[0]):
                yield fault(line, "", f"标点重复“{found[0]}”", "只用一个", book=PUNCTUATION)


# --- what they share ----------------------------------------------------------------------------


def _prose(view: View) -> Iterator[tuple[Line, str]]:
    """Texts with addresses and links blanked, so that their marks are not judged; offsets stay."""
    for line in view.texts():
        text = "".join(
            "\x00" * len(piece.text) if piece.linked and "://" in piece.text else piece.text
            for piece in line.paragraph.pieces
        )
        yield line, _ADDRESS.sub(lambda found: "\x00" * len(found[0]), text)


def _taken(line: Line, at: int) -> bool:
    """Marks that another rule answers for: a heading's number, the end of 主送机关, 附件 labels."""
    text = line.paragraph.text
    start = len(text) - len(text.lstrip(" 　\t\n\xa0"))
    if line.role in HEADINGS:
        found = LEVELS[HEADINGS.index(line.role)].match(text, start)
        return found is not None and at < found.end()
    if line.role is Role.NUMBER:
        return True
    if line.role is Role.ADDRESSEE:
        return at == len(text.rstrip()) - 1
    if line.role in (Role.TITLE, Role.ATTACHMENT_TITLE):
        return at == len(text.rstrip()) - 1 and text[at] not in "()"
    return line.role is Role.ATTACHMENT_LABEL and bool(ATTACHMENT_LABEL.match(text))


def _beside_han(text: str, found: re.Match[str]) -> bool:
    """Whether a pair holds 汉字, or 汉字 stand before it; 5\" and f(x) are none of these."""
    if text[found.start()] in "\"'" and found.start() and text[found.start() - 1].isdigit():
        return False
    before = text[found.start() - 1] if found.start() else ""
    return bool(re.search(rf"[{_HAN}]", found[1])) or bool(re.match(rf"[{_HAN}”》]", before))


def _mark(line: Line, found: re.Match[str], asked: str, name: str) -> Finding:
    text = line.paragraph.text
    around = text[max(0, found.start() - 4) : found.end() + 4].strip()
    return fault(
        line,
        "",
        f"{name}“{found[0]}”（{around}）",
        f"应为“{asked}”",
        book=PUNCTUATION,
        edits=(TextEdit(line.paragraph, found.start(), found.end(), asked),),
    )


def _pair(line: Line, there: str, ends: tuple[int, int], asked: str, name: str) -> Finding:
    shown = there if len(there) <= 14 else f"{there[:12]}…"
    edits = tuple(TextEdit(line.paragraph, at, at + 1, mark) for at, mark in zip(ends, asked, strict=True))
    return fault(line, "", f"{name}：{shown}", f"应为{asked}", book=PUNCTUATION, edits=edits)
