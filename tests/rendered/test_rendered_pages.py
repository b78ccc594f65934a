"""Hand-made documents as LibreOffice renders them: every number holds, and what no single number tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from measured.clauses import all_found
from measured.found import wrong
from measured.printed import Printed
from support import compositions as samples
from support import standard
from support.pages import Sheet, measure

from docgen.blocks import Composition
from docgen.layout import libreoffice_page_count, save_documents
from docgen.layout.page_count import render

pytestmark = pytest.mark.rendered

READINGS = ("页面设置", "实测")
LONG_MARK = "甬江国家级经济技术开发区重大项目建设推进工作领导小组办公室"
DOCUMENTS: dict[str, Composition] = {
    "circular": samples.CIRCULAR,
    "one_page": samples.SHORT_CIRCULAR,
    "long_title": samples.LONG_TITLE,
    "long_issuer": replace(
        samples.CIRCULAR, mark=LONG_MARK, signature=LONG_MARK, printed_by=LONG_MARK, attachments=()
    ),
    "three_pages": replace(samples.CIRCULAR, attachments=(), body=samples.paragraphs(11)),
    "letter": samples.LETTER,
    "short_letter": samples.SHORT_LETTER,
    "minutes": samples.MINUTES,
}
Measured = Callable[[str], tuple[Sheet, ...]]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """`rendered("letter")` or `rendered("letter@实测")`: the measured pages; one LibreOffice renders them all."""
    folder = tmp_path_factory.mktemp("rendered")
    paths: dict[str, Path] = {}
    for reading in READINGS:
        named = {f"{name}@{reading}": folder / f"{name}_{reading}.docx" for name in DOCUMENTS}
        save_documents(
            [(DOCUMENTS[name.partition("@")[0]], path) for name, path in named.items()],
            type_area=reading,
            page_counter=libreoffice_page_count,
        )
        paths.update(named)
    pdfs = dict(zip(paths, render(list(paths.values()), folder, timeout=300), strict=True))
    return lambda name: measure(pdfs[name if "@" in name else f"{name}@页面设置"])


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_number_of_the_standard_holds(rendered, name, reading):
    sheets = rendered(f"{name}@{reading}")
    assert wrong(all_found(Printed(DOCUMENTS[name], sheets, reading))) == []


@pytest.mark.parametrize("reading", READINGS)
def test_a_wide_attachment_lies_on_turned_pages_with_the_number_at_the_sheets_foot(rendered, reading):
    sheets = rendered(f"circular@{reading}")
    turned = [sheet for sheet in sheets if not sheet.upright]
    assert {sheet.number % 2 for sheet in turned} == {0, 1}
    assert turned[0].lines[0].text == "附件2"
    assert all("亮灯原因" in "".join(line.text for line in sheet.lines) for sheet in turned)


@pytest.mark.parametrize("reading", READINGS)
def test_a_letters_copies_stand_at_the_foot_of_its_last_page(rendered, reading):
    last = rendered(f"letter@{reading}")[-1].find("抄送：区政府督查室。")
    assert last.size == 14
    assert 255 < last.em_bottom <= 262


def test_issued_minutes_carry_no_mark_of_the_program(rendered):
    lines = [line.text for sheet in rendered("minutes") for line in sheet.lines]
    assert lines and not any("LD-2022-0012" in line for line in lines)


@pytest.mark.parametrize("reading", READINGS)
def test_a_signature_leaves_room_for_a_seal(rendered, reading):
    short = rendered(f"short_letter@{reading}")[0]
    assert standard.sealed_signature(short, "甬江区发展和改革局", "2022年10月8日") == []


def test_labels_stand_on_the_first_lines(rendered):
    lines = rendered("one_page")[0].lines[:3]
    assert [line.text.replace(" ", "") for line in lines] == ["000012", "机密★1年", "特急"]


def test_drafts_and_sample_data_say_so_outside_the_type_area_of_every_page(rendered):
    for sheet in rendered("long_title"):
        sign = sheet.find("演示数据")
        assert sign.text.endswith("拟稿")
        assert sign.em_bottom < 30


def test_one_page_of_text_takes_two_pages_and_three_take_four(rendered):
    assert len(rendered("one_page")) == 2
    assert len(rendered("three_pages")) == 4
