"""存文稿：the 版记 finds its even page, then the document is written beside its target and put in place."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
from docx.document import Document

from docgen.blocks import Composition
from docgen.layout.elements import Section
from docgen.layout.estimate import estimated_pages
from docgen.layout.package import package_bytes
from docgen.layout.page import TypeArea
from docgen.layout.page import type_area as find_type_area
from docgen.layout.page_count import RenderError
from docgen.layout.story import Place, addressee_crowds, arranged, ends_turned, needs_even_page, story
from docgen.whole_file import replace_whole

PageCounter = Callable[[Sequence[Path]], Sequence[int]]
"""Counts the pages of several documents at once; RenderError where it cannot."""


@dataclass(frozen=True, slots=True)
class Pages:
    """页数：`estimated` where nothing rendered the document and the count was computed.

    `addressee_moved`: the 主送机关 was too long to leave page 1 any text, and stands in the 版记 (7.3.2).
    """

    pages: int
    estimated: bool
    addressee_moved: bool = False


def set_document(
    composition: Composition,
    *,
    type_area: str = "页面设置",
    page_counter: PageCounter | None = None,
    seal: bool = True,
) -> Document:
    """The document as python-docx opens it. `type_area` is 参数 版心口径; ValueError for an unknown one.

    `seal` leaves room for a seal (7.3.5.1); without, 署名 and date stand as 7.3.5.2 asks.
    """
    content, _ = _laid_out([composition], find_type_area(type_area), page_counter, seal)[0]
    return docx.Document(io.BytesIO(content))


def save_document(
    composition: Composition,
    path: Path,
    *,
    type_area: str = "页面设置",
    page_counter: PageCounter | None = None,
    seal: bool = True,
) -> Pages:
    """Write the document to `path`, whole or not at all, and say how many pages it has. OSError as it comes."""
    return save_documents([(composition, path)], type_area=type_area, page_counter=page_counter, seal=seal)[0]


def save_documents(
    documents: Sequence[tuple[Composition, Path]],
    *,
    type_area: str = "页面设置",
    page_counter: PageCounter | None = None,
    seal: bool = True,
) -> list[Pages]:
    """Write several documents, rendering them together: at most three runs of the counter for all."""
    area = find_type_area(type_area)
    laid_out = _laid_out([composition for composition, _ in documents], area, page_counter, seal)
    for (_, path), (content, _) in zip(documents, laid_out, strict=True):
        replace_whole(path, content)
    return [pages for _, pages in laid_out]


def _laid_out(
    compositions: Sequence[Composition], area: TypeArea, counter: PageCounter | None, seal: bool
) -> list[tuple[bytes, Pages]]:
    placed = [arranged(composition, area) for composition in compositions]

    @cache
    def sections(at: int, place: Place) -> tuple[Section, ...]:
        return story(placed[at], area, place, seal=seal)

    @cache
    def written(at: int, place: Place) -> bytes:
        return package_bytes(placed[at], sections(at, place), area)

    def count(wanted: Sequence[tuple[int, Place]]) -> list[int]:
        if counter is None or not wanted:
            return [estimated_pages(sections(*one), area) for one in wanted]
        return _rendered([written(*one) for one in wanted], counter)

    estimated = counter is None
    try:
        places, pages = _places(placed, count)
    except RenderError:
        counter, estimated = None, True
        places, pages = _places(placed, count)
    return [
        (written(at, place), Pages(number, estimated, addressee_crowds(compositions[at], area)))
        for at, (place, number) in enumerate(zip(places, pages, strict=True))
    ]


def _places(
    compositions: Sequence[Composition], count: Callable[[Sequence[tuple[int, Place]]], list[int]]
) -> tuple[list[Place], list[int]]:
    """Where each 版记 goes and how many pages that makes.

    With the 版记 after the text: an even count is right. Else the text alone is counted: odd, the 版记 takes
    the next page; even (there was no room for it), a blank page comes between.
    """
    everyone = range(len(compositions))
    places = [Place.AFTER] * len(compositions)
    turned = [needs_even_page(one) and ends_turned(one) for one in compositions]
    pages = count([(at, Place.NONE if turned[at] else Place.AFTER) for at in everyone])
    odd = [at for at in everyone if needs_even_page(compositions[at]) and pages[at] % 2 and not turned[at]]
    for at, alone in zip(odd, count([(at, Place.NONE) for at in odd]), strict=True):
        pages[at] = alone
    for at in everyone:
        if turned[at] or at in odd:
            places[at] = Place.NEXT_PAGE if pages[at] % 2 else Place.APART
            pages[at] += 1 if pages[at] % 2 else 2
    return places, pages


def _rendered(contents: Sequence[bytes], counter: PageCounter) -> list[int]:
    with tempfile.TemporaryDirectory(prefix="liangdeng-") as folder:
        paths = [Path(folder) / f"{at}.docx" for at in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        return list(counter(paths))
