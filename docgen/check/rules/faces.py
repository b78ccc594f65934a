"""字体字号：face, size, boldness and colour of every element (5.2.2, 5.2.4, 7.2–7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from docgen.check.findings import Finding
from docgen.check.mending import drop_highlight, set_characters, set_mark_size
from docgen.check.model import Piece
from docgen.check.recognition import Look
from docgen.check.roles import HEADINGS, Role, is_red, signatory_start
from docgen.check.typefaces import Wanted, family, size_text, usual_latin
from docgen.check.view import Line, View, fault
from docgen.layout.page import BODY_SIZE, RED, SMALL_SIZE, TITLE_SIZE
from docgen.layout.styles import LATIN

_HAN = re.compile(r"[㐀-䶵一-龥]")
_LETTER = re.compile(r"[A-Za-z0-9]")
_LONGEST_LEAD = 27
"""字 of a heading that runs into its paragraph; a longer first sentence is text."""

_USUAL = Wanted("5.2.2", "", "仿宋", BODY_SIZE)
"""公文格式各要素一般用3号仿宋体字 (5.2.2): told once, wherever it is not so."""
_SIGNATORY = Wanted("7.2.6", "签发人姓名", "楷体", BODY_SIZE)
_SENTENCE = re.compile(r"[。；：].*$")
_TITLE = Wanted("7.3.1", "标题", "小标宋", TITLE_SIZE)

WANTED: dict[Role, Wanted] = {
    **dict.fromkeys(
        (
            Role.BODY,
            Role.NUMBER,
            Role.ADDRESSEE,
            Role.ATTACHMENT_NOTE,
            Role.SIGNATURE,
            Role.DATE,
            Role.NOTE,
            Role.EDITED,
        ),
        _USUAL,
    ),
    Role.COPY_NUMBER: Wanted("7.2.1", "份号", "", BODY_SIZE),
    Role.SECRECY: Wanted("7.2.2", "密级", "黑体", BODY_SIZE),
    Role.URGENCY: Wanted("7.2.3", "紧急程度", "黑体", BODY_SIZE),
    Role.MARK: Wanted("7.2.4", "发文机关标志", "小标宋", 0.0, firm=False),
    Role.TITLE: _TITLE,
    Role.ATTACHMENT_TITLE: _TITLE,
    Role.HEADING1: Wanted("7.3.3", "一级标题", "黑体", BODY_SIZE),
    Role.HEADING2: Wanted("7.3.3", "二级标题", "楷体", BODY_SIZE),
    Role.HEADING3: Wanted("7.3.3", "三级标题", "仿宋", BODY_SIZE),
    Role.HEADING4: Wanted("7.3.3", "四级标题", "仿宋", BODY_SIZE),
    Role.ATTACHMENT_LABEL: Wanted("7.3.7", "附件序号", "黑体", BODY_SIZE),
    Role.COPIED_TO: Wanted("7.4.2", "版记", "仿宋", SMALL_SIZE),
    Role.PRINTED: Wanted("7.4.2", "版记", "仿宋", SMALL_SIZE),
    Role.ATTENDANCE: Wanted("10.3", "出席标识", "黑体", BODY_SIZE),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """一段里的一部分：the pieces that are asked for one family; `whole`: no piece lies across its edge."""

    pieces: list[Piece]
    wanted: Wanted
    whole: bool = True


def faces(view: View) -> Iterator[Finding]:
    """The face of each element's 汉字."""
    for line in view.lines:
        wanted = WANTED.get(line.role)
        # The name under an order stands for a stamp, in 楷体 as a signature is printed (7.3.5.3).
        stamped = view.look is Look.ORDER and line.role is Role.SIGNATURE
        if not (wanted and wanted.family and line.words) or stamped:
            continue
        for part in _parts(line, wanted):
            yield from _wrong_faces(line, part)


def _wrong_faces(line: Line, part: _Part) -> Iterator[Finding]:
    wanted = part.wanted
    han = [piece for piece in part.pieces if _HAN.search(piece.text)]
    wrong = [piece for piece in han if family(piece.format.font) != wanted.family]
    if wrong:
        mostly = sum(len(p.text) for p in wrong) * 2 > sum(len(p.text) for p in han)
        face = wrong[0].format.font or "没有指定的字体"
        which = wanted.name if mostly else f"{wanted.name}中“{wrong[0].text.strip()[:8]}”"
        yield fault(
            line,
            wanted.clause,
            f"{which}用的是{face}",
            "应为小标宋体" if wanted.family == "小标宋" else f"应为{wanted.family}",
            firm=wanted.firm and mostly,
            mend=partial(set_characters, wrong, family=wanted.family) if part.whole else None,
        )


def _parts(line: Line, wanted: Wanted) -> list[_Part]:
    """The pieces of a line with the face each is asked for: a heading may run into its paragraph."""
    pieces, text = list(line.paragraph.pieces), line.paragraph.text
    if line.role is Role.ATTENDANCE:
        return _split(pieces, text.find("：") + 1, wanted, _USUAL)
    signatory = signatory_start(line.paragraph) if line.role is Role.NUMBER else -1
    if signatory >= 0:
        return _split(pieces, signatory, wanted, _SIGNATORY)
    if line.role not in (Role.HEADING1, Role.HEADING2):
        return [_Part(pieces, _USUAL if _sentence(line) else wanted)]
    stop = text.find("。") + 1
    if stop not in (0, len(text.rstrip())):
        return _split(pieces, stop, wanted, _USUAL) if stop <= _LONGEST_LEAD + 4 else []
    # A whole sentence is a heading with an end mark, or an item of the text: both faces are seen.
    item = len(line.words) > _LONGEST_LEAD or _one_of(pieces, ("仿宋", wanted.family))
    return [] if _sentence(line) and item else [_Part(pieces, wanted)]


def _sentence(line: Line) -> bool:
    """A numbered line that is text, no heading on its own line."""
    return line.role in HEADINGS and bool(_SENTENCE.search(line.words))


def _one_of(pieces: Sequence[Piece], families: Sequence[str]) -> bool:
    return all(family(piece.format.font) in families for piece in pieces if _HAN.search(piece.text))


def _split(pieces: list[Piece], stop: int, lead: Wanted, rest: Wanted) -> list[_Part]:
    """Pieces before and after the character `stop`. One that lies across is asked for the face it has not."""
    before: list[Piece] = []
    after: list[Piece] = []
    at, crossed = 0, False
    for piece in pieces:
        end = at + len(piece.text)
        across = at < stop < end and bool(_HAN.search(piece.text[stop - at :]))
        crossed = crossed or across
        leads = (
            end <= stop or (across and family(piece.format.font) != lead.family) or (at < stop and not across)
        )
        (before if leads else after).append(piece)
        at = end
    rest = replace(rest, name=rest.name or "标题后的文字") if crossed else rest
    return [_Part(before, lead, whole=not crossed), _Part(after, rest, whole=not crossed)]


def sizes(view: View) -> Iterator[Finding]:
    """The size of each element."""
    for line in view.lines:
        wanted = WANTED.get(line.role)
        if not (wanted and wanted.size and line.words):
            continue
        wanted = _USUAL if _sentence(line) or line.role is Role.ATTENDANCE else wanted
        wrong = [
            p for p in line.paragraph.pieces if p.text.strip() and abs(p.format.size - wanted.size) > 0.3
        ]
        if wrong:
            yield fault(
                line,
                wanted.clause,
                f"{wanted.name or '字号'}是{size_text(wrong[0].format.size)}",
                f"应为{size_text(wanted.size)}",
                firm=wanted.firm,
                mend=partial(_set_size, line, wrong, wanted.size),
            )


def _set_size(line: Line, pieces: Sequence[Piece], size: float) -> None:
    """Of the words, and of an automatic number before them, which takes the paragraph mark's size."""
    set_characters(pieces, size=size)
    if line.paragraph.label:
        set_mark_size(line.paragraph, size)


def latin_faces(view: View) -> Iterator[Finding]:
    """Letters and figures in Times New Roman or the face of the 汉字, as offices are used to."""
    for line in view.lines:
        if line.role not in WANTED or line.role is Role.MARK:
            continue
        wrong = [
            piece
            for piece in line.paragraph.pieces
            if _LETTER.search(piece.text)
            and not usual_latin(piece.format.latin, WANTED[line.role].family or "仿宋")
        ]
        if wrong:
            yield fault(
                line,
                WANTED[line.role].clause,
                f"数字和字母用的是{wrong[0].format.latin}",
                f"一般用{LATIN}或仿宋",
                firm=False,
                mend=partial(set_characters, wrong, latin=LATIN),
            )


def boldness(view: View) -> Iterator[Finding]:
    """Headings and title are told by their faces, not by bold type (7.3.1, 7.3.3)."""
    for line in view.of(Role.TITLE, Role.ATTACHMENT_TITLE, Role.BODY, *HEADINGS):
        bold = [piece for piece in line.paragraph.pieces if piece.format.bold and _HAN.search(piece.text)]
        whole = sum(len(piece.text) for piece in bold) * 2 > len(line.paragraph.text)
        if bold and (whole or line.role is not Role.BODY):
            everything = [piece for piece in line.paragraph.pieces if piece.format.bold]
            yield fault(
                line,
                WANTED[line.role].clause,
                f"{WANTED[line.role].name or line.role}加粗了",
                "不应加粗，靠字体区分",
                firm=line.role is not Role.BODY,
                mend=partial(set_characters, everything, bold=False),
            )


def colours(view: View) -> Iterator[Finding]:
    """Black, unless the standard says otherwise (5.2.4)."""
    for line in view.texts():
        if line.role is Role.MARK:
            continue
        wrong = [
            p
            for p in line.paragraph.pieces
            if p.text.strip() and not p.linked and not _black(p.format.colour)
        ]
        if wrong:
            colour = "红色" if is_red(wrong[0].format.colour) else f"颜色{wrong[0].format.colour}"
            yield fault(
                line,
                "5.2.4",
                f"“{wrong[0].text.strip()[:8]}”是{colour}",
                "应为黑色",
                mend=partial(set_characters, wrong, colour="000000"),
            )
        marked = [piece for piece in line.paragraph.pieces if piece.format.highlighted and piece.text.strip()]
        if marked:
            yield fault(
                line,
                "5.2.4",
                f"“{marked[0].text.strip()[:8]}”加了底色",
                "公文不加底色",
                firm=False,
                mend=partial(drop_highlight, marked),
            )


def _black(colour: str) -> bool:
    if colour in ("", "AUTO", "000000") or len(colour) != 6:
        return True
    return all(part <= "33" for part in (colour[0:2], colour[2:4], colour[4:6]))


def mark_colour(view: View) -> Iterator[Finding]:
    """发文机关标志 is red (7.2.4)."""
    for line in view.of(Role.MARK):
        wrong = [p for p in line.paragraph.pieces if p.text.strip() and not is_red(p.format.colour)]
        if wrong:
            yield fault(
                line,
                "7.2.4",
                "发文机关标志不是红色",
                "应为红色",
                mend=partial(set_characters, wrong, colour=RED),
            )
