"""段落：the texts of a composed document that are checked, and what in them is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.blocks import Block, Composition, Heading, Paragraph, Table
from docgen.proofreading.quotes import Quotes
from docgen.proofreading.reading import blanked

_TO_FILL_IN = re.compile(r"【待填：[^】]*】")
_SENTENCE_END = re.compile(r"[。！？；\n]")
# A comma inside brackets parts no clauses: 第2名甲、乙（并列，92.50分）.
_SEAMS = tuple(map(re.compile, (r"[，；。！？](?![^（）]*）)", r"[；。！？](?![^（）]*）)", r"[。！？]")))
_STOP = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading or note. `open_text` is as long, with what is quoted hidden."""

    text: str
    open_text: str

    def sentence(self, start: int) -> str:
        """The sentence in which `start` lies, with its mark."""
        begin = max((found.end() for found in _STOP.finditer(self.text, 0, start)), default=0)
        end = _STOP.search(self.text, start)
        return self.text[begin : end.end() if end else len(self.text)].strip()

    def around(self, start: int) -> Iterator[str]:
        """What `start` stands in: its clause, the part of its sentence, the sentence, the whole text."""
        for marks in _SEAMS:
            begin = max((seam.end() for seam in marks.finditer(self.text, 0, start)), default=0)
            end = marks.search(self.text, start)
            yield self.text[begin : end.start() if end else len(self.text)]
        yield self.text

    def before(self, start: int, length: int = 12) -> str:
        """The words right before `start`, no further than their own clause."""
        piece = self.text[max(0, start - length) : start]
        return _SENTENCE_END.split(piece)[-1]


def passages(composition: Composition, quotes: Quotes) -> tuple[Passage, ...]:
    """Every text that the wording makes: title, body, notes."""
    return tuple(
        Passage(text, quotes.hide(blanked(text, _TO_FILL_IN))) for text in _texts(composition) if text
    )


def _texts(composition: Composition) -> Iterator[str]:
    yield composition.title
    yield from _block_texts(composition.body)
    yield composition.note
    for attachment in composition.attachments:
        yield attachment.name
        yield from _block_texts(attachment.blocks)
        yield attachment.note


def _block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    return (block.text for block in blocks if isinstance(block, Heading | Paragraph))


def tables(composition: Composition) -> Iterator[tuple[str, Table]]:
    """Every table with the name it stands under ("" = in the body)."""
    yield from (("", block) for block in composition.body if isinstance(block, Table))
    for attachment in composition.attachments:
        yield from ((attachment.name, block) for block in attachment.blocks if isinstance(block, Table))
