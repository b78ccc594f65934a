"""The 版记 lands on an even page whatever the counter says; without a counter the pages are estimated."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from support import compositions as samples

from docgen.layout import Pages, RenderError, save_document, save_documents
from docgen.layout.estimate import estimated_pages
from docgen.layout.page import PAGE_SETUP
from docgen.layout.story import Place, story

PLAIN = replace(samples.CIRCULAR, attachments=())


def parts(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def counter(*answers: int):
    """A page counter that gives these answers in turn, one a document."""
    left = list(answers)
    return lambda paths: [left.pop(0) for _ in paths]


def test_an_even_count_leaves_the_imprint_after_the_text(tmp_path):
    path = tmp_path / "通报.docx"
    assert save_document(PLAIN, path, page_counter=counter(4)) == Pages(4, False)
    assert "evenPage" not in parts(path)


def test_an_odd_count_sends_it_to_the_next_page(tmp_path):
    path = tmp_path / "通报.docx"
    assert save_document(PLAIN, path, page_counter=counter(3, 3)) == Pages(4, False)
    assert "evenPage" in parts(path)
    assert "rId15" not in parts(path)


def test_no_room_on_an_even_page_leaves_a_blank_page_and_no_numbers(tmp_path):
    path = tmp_path / "通报.docx"
    assert save_document(PLAIN, path, page_counter=counter(3, 2)) == Pages(4, False)
    last = parts(path).rsplit("<w:sectPr>", 1)[1]
    assert re.findall(r'footerReference w:type="\w+" r:id="(\w+)"', last) == ["rId15", "rId15"]


@pytest.mark.parametrize(("text_pages", "pages"), [(5, 6), (6, 8)])
def test_after_a_turned_attachment_it_takes_a_portrait_page(tmp_path, text_pages, pages):
    path = tmp_path / "通报.docx"
    assert save_document(samples.CIRCULAR, path, page_counter=counter(text_pages)) == Pages(pages, False)


def test_a_letter_may_end_on_an_odd_page(tmp_path):
    path = tmp_path / "函.docx"
    assert save_document(samples.LETTER, path, page_counter=counter(3)) == Pages(3, False)


def test_without_a_counter_the_pages_are_estimated(tmp_path):
    assert save_document(PLAIN, tmp_path / "通报.docx").estimated


def test_a_counter_that_fails_gives_way_to_the_estimate(tmp_path):
    def broken(paths):
        raise RenderError("没有找到 LibreOffice")

    assert save_document(PLAIN, tmp_path / "通报.docx", page_counter=broken).estimated


def test_many_letters_are_counted_in_one_call(tmp_path):
    calls = []

    def counting(paths):
        calls.append(len(paths))
        return [1] * len(paths)

    save_documents([(samples.LETTER, tmp_path / f"{at}.docx") for at in range(12)], page_counter=counting)
    assert calls == [12]


def test_every_estimate_with_an_imprint_is_even():
    for count in range(1, 40):
        one = replace(PLAIN, body=samples.paragraphs(count))
        text = estimated_pages(story(one, PAGE_SETUP, Place.NONE), PAGE_SETUP)
        whole = estimated_pages(story(one, PAGE_SETUP, Place.NEXT_PAGE), PAGE_SETUP)
        assert whole % 2 == 0
        assert 1 <= whole - text <= 2


def test_more_text_never_takes_fewer_pages():
    pages = [
        estimated_pages(story(replace(PLAIN, body=samples.paragraphs(n)), PAGE_SETUP, Place.NONE), PAGE_SETUP)
        for n in range(2, 60)
    ]
    assert pages == sorted(pages)
