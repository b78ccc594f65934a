"""The numbers of documents in twips, as Word's page set-up shows them."""

from __future__ import annotations

import pytest
from support import compositions as samples

from docgen.layout import set_document
from docgen.layout.page import MEASURED, PAGE_SETUP, millimetres, type_area

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_the_page_set_up_reading_has_the_margins_of_clause_5():
    section = set_document(samples.CIRCULAR).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm, 1) for margin in margins] == [37.0, 35.0, 28.0, 26.0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_measured_reading_starts_higher_so_that_the_ink_fills_the_type_area():
    section = set_document(samples.CIRCULAR, type_area="实测").sections[0]
    assert [round(x.mm, 1) for x in (section.top_margin, section.bottom_margin)] == [34.2, 32.2]


@pytest.mark.parametrize("area", [PAGE_SETUP, MEASURED])
def test_22_lines_and_no_23rd_fit_the_page(area):
    assert 22 * area.pitch <= area.height < 23 * area.pitch


@pytest.mark.parametrize("area", [PAGE_SETUP, MEASURED])
def test_28_characters_and_no_29th_fit_the_line(area):
    assert 28 * 315 <= area.width < 29 * 315
    assert millimetres(area.width) == pytest.approx(156, abs=0.1)


def test_an_unknown_reading_names_the_choices():
    with pytest.raises(ValueError, match="可选：页面设置、实测"):
        type_area("目测")


def test_a_wide_attachment_turns_its_page_the_portrait_left_on_top():
    landscape = [s for s in set_document(samples.CIRCULAR).sections if s.page_width > s.page_height]
    assert len(landscape) == 1
    margins = landscape[0]
    edges = (margins.top_margin, margins.right_margin, margins.bottom_margin, margins.left_margin)
    assert [round(edge.mm) for edge in edges] == [28, 37, 26, 35]


def test_lines_are_exact_and_the_programs_own_spacing_is_off():
    styles = set_document(samples.CIRCULAR).styles.element
    normal = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Normal")
    spacing = normal.find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("579", "exact")
    for name in ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        assert normal.find(f"{W}pPr/{W}{name}").get(f"{W}val") == "0"
    assert normal.find(f"{W}rPr/{W}sz").get(f"{W}val") == "32"
    assert normal.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"
