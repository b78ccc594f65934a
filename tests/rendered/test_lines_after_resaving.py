"""Paragraphs take as many lines in a document that LibreOffice has saved again: sentences put together by chance."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from measured.batch import resaved
from measured.cases import golden_facts
from measured.printed import Printed
from measured.variants import NOTE
from support.pages import measure

from docgen.blocks import Composition, Paragraph
from docgen.documents import compose
from docgen.layout import save_document
from docgen.layout.line_breaks import Measure, Setting, line_starts
from docgen.layout.page import PAGE_SETUP
from docgen.layout.page_count import render

pytestmark = pytest.mark.rendered

SEED = 9704
PARAGRAPHS = 200
AS_WRITTEN = Measure(PAGE_SETUP.width / 320, 630 / 320, -5 / 320)
"""Of a body paragraph, in em of 16 pt."""


def sentences() -> list[str]:
    """Every sentence of the golden documents; of every third only what is no figure."""
    composed = (compose(kind, facts) for kind, _, facts in golden_facts())
    texts = {block.text for one in composed for block in one.body if isinstance(block, Paragraph)}
    found = sorted(
        {part for text in texts for part in re.findall("[^。]{8,120}。", text) if "【" not in part}
    )
    return [re.sub("[ -~]", "", text) if at % 3 == 0 else text for at, text in enumerate(found)]


def by_chance() -> Composition:
    chosen, told = random.Random(SEED), sentences()
    # Each begins with 甲 and its number, so that no paragraph's lines are taken for another's.
    texts = [f"甲{at}乙{''.join(chosen.sample(told, chosen.randint(1, 6)))}" for at in range(PARAGRAPHS)]
    return replace(NOTE, body=tuple(map(Paragraph, texts)))


Lines = dict[str, tuple[str, ...]]


def printed(composition: Composition, document: Path) -> Lines:
    (pdf,) = render([document], document.parent, timeout=300)
    blocks = Printed(composition, measure(pdf)).blocks
    return {block.text: tuple(placed.text for placed in lines) for block, lines in blocks if lines}


def both(composition: Composition, folder: Path) -> tuple[Lines, Lines]:
    """By paragraph, the lines of the document and of the one that LibreOffice saves of it."""
    folder.mkdir()
    document = folder / "便笺.docx"
    save_document(composition, document)
    (again,) = resaved([document], folder / "resaved")
    return printed(composition, document), printed(composition, again)


def differing(written: Lines, again: Lines) -> list[str]:
    return [text for text in written.keys() & again.keys() if len(written[text]) != len(again[text])]


@pytest.fixture(scope="module")
def as_they_come(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lines, Lines]:
    """The paragraphs set as they are, no character moved."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("docgen.layout.story.evened", lambda elements, width: tuple(elements))
        return both(by_chance(), tmp_path_factory.mktemp("as_they_come") / "set")


def test_lines_begin_where_they_are_reckoned_to(as_they_come: tuple[Lines, Lines]) -> None:
    settings = (Setting.LIBREOFFICE, Setting.RESAVED)
    wrong = total = 0
    for lines, setting in zip(as_they_come, settings, strict=True):
        for text, found in lines.items():
            total += 1
            wrong += len(line_starts(text, AS_WRITTEN, setting)) != len(found)
    assert total > 1.9 * PARAGRAPHS
    assert wrong <= 0.005 * total


def test_a_paragraph_is_as_long_after_saving_again(as_they_come: tuple[Lines, Lines], tmp_path: Path) -> None:
    before = differing(*as_they_come)
    after = differing(*both(by_chance(), tmp_path / "settled"))
    # One in twenty would be longer; what is left are those that LibreOffice breaks as nobody reckons.
    assert len(before) >= 0.03 * PARAGRAPHS
    assert len(after) <= 0.005 * PARAGRAPHS, after
    assert not set(after) - set(before)
