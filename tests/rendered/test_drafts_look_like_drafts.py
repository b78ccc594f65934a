"""拟稿：a draft says so on every printed page, in every layout; an issued document does not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pdfplumber
import pytest
from support.facts import from_json
from support.proofs import CASES

from docgen.blocks import Composition, Layout
from docgen.documents import DOCUMENTS, compose
from docgen.layout import save_documents
from docgen.layout.page_count import render

pytestmark = [pytest.mark.rendered, pytest.mark.xdist_group("draft-pages")]

Pages = dict[tuple[Layout, bool], list[str]]


@cache
def documents() -> dict[Layout, tuple[Composition, Composition]]:
    """By layout the first golden document of it, as a draft and as issued."""
    found: dict[Layout, tuple[Composition, Composition]] = {}
    for case in CASES:
        given = json.loads((case / "facts.json").read_text(encoding="utf-8"))
        facts = from_json(DOCUMENTS[given["kind"]].facts, given["facts"])
        draft = replace(facts.header, number=None, dated=None, demonstration=False)
        issued = replace(draft, number="甬重办〔2022〕12号", dated=date(2022, 10, 8))
        pair = [compose(given["kind"], replace(facts, header=header)) for header in (draft, issued)]
        found.setdefault(pair[0].layout, (pair[0], pair[1]))
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The text of every page that is not blank, by layout and whether it is a draft; one render for all."""
    folder: Path = tmp_path_factory.mktemp("drafts")
    pairs = {
        (layout, draft): (composition, folder / f"{layout.name}_{draft}.docx")
        for layout, both in documents().items()
        for composition, draft in zip(both, (True, False), strict=True)
    }
    save_documents(list(pairs.values()))
    pdfs = render([path for _, path in pairs.values()], folder, timeout=300)
    return {key: _texts(pdf) for key, pdf in zip(pairs, pdfs, strict=True)}


def _texts(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [text for page in pdf.pages if (text := page.extract_text())]


@pytest.mark.parametrize("layout", documents(), ids=lambda layout: layout.name)
def test_every_page_of_a_draft_says_so_and_no_page_of_an_issued_document(
    layout: Layout, pages: Pages
) -> None:
    assert pages[layout, True] and all("拟稿" in text for text in pages[layout, True])
    assert pages[layout, False] and not any("拟稿" in text for text in pages[layout, False])


@pytest.mark.parametrize("layout", documents(), ids=lambda layout: layout.name)
def test_a_draft_has_no_number_and_shows_what_is_to_be_filled_in(layout: Layout, pages: Pages) -> None:
    draft = "".join(pages[layout, True]).replace(" ", "")
    assert "12号" not in draft
    assert "【待填：" in draft
