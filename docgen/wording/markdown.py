"""小标记：the small Markdown of a filled-in template → blocks.

`标题：` `主送：` `附注：` lines; `# ` 一、 `## ` （一） `### ` 1. `#### ` （1）, numbered here; a heading with
「。」 inside runs into its paragraph; `1. ` a numbered paragraph; `[[表：名]]` a table, `[[图：名]]` a picture;
`附件：名` or `附件（横排）：名` opens an attachment, `注：` its note; `[[附件：名]]` in a text is 「附件2」. A blank
line ends a paragraph; lines that follow each other are one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from docgen.blocks import Attachment, Block, Heading, NamedBlock, Paragraph, Picture
from docgen.wording.cleaning import printable
from docgen.wording.numerals import heading_number
from docgen.wording.templates import FILLED_IN, STATEMENT

_HEADING = re.compile(r"(#{1,4}) +(.+)")
_ITEM = re.compile(r"\d+\. +(.+)")
_NAMED_BLOCK = re.compile(r"\[\[(表|图)：(.+?)\]\]")
_ATTACHMENT = re.compile(r"附件(（横排）)?：(.+)")
_REFERENCE = re.compile(r"\[\[附件：(.+?)\]\]")
_NAMED = re.compile(r"(标题|主送|附注|注)：(.*)")
_ITEM_LEVEL = 3
# A reference to an attachment while its number is not known yet: characters no filled-in text can hold.
_OPEN, _CLOSE = "\x01", "\x02"
_OPEN_REFERENCE = re.compile("\x01(.+?)\x02")


class MarkupError(ValueError):
    """A line that names what is not there. `line` is the text of the line."""

    def __init__(self, line: str, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True)
class Draft:
    """草稿：what a template says, before the facts of the header are added."""

    title: str = ""
    addressee: str = ""
    note: str = ""
    body: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(slots=True)
class _Part:
    """The body, or one attachment, while it is read."""

    name: str = ""
    landscape: bool = False
    note: str = ""
    blocks: list[Block] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    items: int = 0

    def add(self, block: Block) -> None:
        """Anything but a numbered paragraph ends a run of numbered paragraphs."""
        self.items = 0
        self.blocks.append(block)

    def add_item(self, text: str) -> None:
        self.items += 1
        self.blocks.append(Paragraph(heading_number(_ITEM_LEVEL, self.items) + text))

    def number(self, level: int) -> str:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (4 - level)
        return heading_number(level, self.counts[level - 1])


def parse(text: str, named: Mapping[str, NamedBlock]) -> Draft:
    """The blocks of a filled-in template. Raises MarkupError for an unknown table, picture or attachment."""
    reader = _Reader(named)
    for line in _logical_lines(text):
        reader.read(line)
    return reader.draft()


def _logical_lines(text: str) -> list[str]:
    """Lines, those of one paragraph joined. A statement that printed nothing leaves no blank line."""
    lines: list[str] = []
    open_paragraph = False
    for raw in text.splitlines():
        line = raw.replace(STATEMENT, "").strip()
        if not line and STATEMENT in raw:
            continue
        if line and open_paragraph and not _starts_a_block(line):
            lines[-1] = _joined(lines[-1], line)
            continue
        if line:
            lines.append(line)
        open_paragraph = bool(line) and _may_go_on(line)
    return lines


def _starts_a_block(line: str) -> bool:
    return any(p.match(line) for p in (_HEADING, _ITEM, _NAMED_BLOCK, _ATTACHMENT, _NAMED))


def _may_go_on(line: str) -> bool:
    heading = _HEADING.match(line)
    if heading:
        return "。" in heading[2]
    return not (_NAMED_BLOCK.fullmatch(line) or _ATTACHMENT.match(line) or _NAMED.match(line))


def _joined(first: str, second: str) -> str:
    both_latin = first[-1].isascii() and second.lstrip(FILLED_IN)[:1].isascii() and first[-1].isalpha()
    return f"{first} {second}" if both_latin else first + second


class _Reader:
    def __init__(self, blocks: Mapping[str, NamedBlock]) -> None:
        self.blocks = blocks
        self.named: dict[str, str] = {}
        self.parts = [_Part()]

    def read(self, line: str) -> None:
        part = self.parts[-1]
        if match := _HEADING.match(line):
            part.add(_heading(part, len(match[1]), match[2]))
        elif match := _ATTACHMENT.match(line):
            self.parts.append(_Part(_plain(match[2]), landscape=bool(match[1])))
        elif match := _NAMED_BLOCK.fullmatch(line):
            part.add(self._named_block(line, match[1], _plain(match[2])))
        elif match := _ITEM.match(line):
            part.add_item(_plain(match[1]))
        elif match := _NAMED.match(line):
            self._name(part, match[1], _plain(match[2]))
        elif match := _NAMED_BLOCK.search(line):
            raise MarkupError(match[0], f"“{match[0]}”要单独成一行，前后都空一行")
        else:
            part.add(Paragraph(_plain(line)))

    def _named_block(self, line: str, sort: str, name: str) -> NamedBlock:
        known = [key for key, block in self.blocks.items() if isinstance(block, Picture) is (sort == "图")]
        if name not in known:
            others = "、".join(known) or f"（本文种没有{sort}）"
            raise MarkupError(line, f"没有“{name}”这张{sort}；可用的{sort}：{others}")
        return self.blocks[name]

    def _name(self, part: _Part, name: str, value: str) -> None:
        if name == "注":
            part.note = value
        else:
            self.named[name] = value

    def draft(self) -> Draft:
        body, *rest = self.parts
        attachments = tuple(Attachment(p.name, tuple(p.blocks), p.landscape, p.note) for p in rest)
        names = [attachment.name for attachment in attachments]
        return Draft(
            self.named.get("标题", ""),
            self.named.get("主送", ""),
            self.named.get("附注", ""),
            tuple(_with_references(block, names) for block in body.blocks),
            tuple(
                replace(a, blocks=tuple(_with_references(b, names) for b in a.blocks)) for a in attachments
            ),
        )


def _heading(part: _Part, level: int, text: str) -> Block:
    """A heading alone carries no end mark; one that goes on after 「。」 opens its paragraph."""
    number, plain = part.number(level), _plain(text)
    if "。" in plain.rstrip("。"):
        return Paragraph(number + plain)
    return Heading(level, number + plain.rstrip("。；;"))


def _with_references(block: Block, names: list[str]) -> Block:
    if isinstance(block, NamedBlock) or _OPEN not in block.text:
        return block

    def label(match: re.Match[str]) -> str:
        if match[1] not in names:
            others = "、".join(names) or "（没有附件）"
            raise MarkupError(f"[[附件：{match[1]}]]", f"没有“{match[1]}”这个附件；文中的附件：{others}")
        return "附件" if len(names) == 1 else f"附件{names.index(match[1]) + 1}"

    return replace(block, text=_OPEN_REFERENCE.sub(label, block.text))


def _plain(text: str) -> str:
    """The text as it will be printed; references to attachments stay marked until all are known."""
    pieces = _REFERENCE.split(text)
    pieces[::2] = [_printable_piece(piece) for piece in pieces[::2]]
    pieces[1::2] = [f"{_OPEN}{_printable_piece(name).strip()}{_CLOSE}" for name in pieces[1::2]]
    return "".join(pieces).strip()


def _printable_piece(text: str) -> str:
    return printable(text.replace(FILLED_IN, ""), strip=False)
