"""Forms keep their cells, headings and heights; pictures their shape, their words and their 图题."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from support import layout_samples as samples
from support.layout_samples import label, png

from docgen.blocks import Composition, FormCell, FormGrid, Picture
from docgen.layout import save_document, set_document
from docgen.layout.body import block_elements
from docgen.layout.elements import Figure, Grid
from docgen.layout.estimate import row_heights
from docgen.layout.forms import filled_rows, form_grid
from docgen.layout.page import twips
from docgen.layout.pictures import picture_elements, png_size

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WIDTH = 8844


def parts(composition: Composition, folder: Path) -> dict[str, bytes]:
    path = folder / "文稿.docx"
    save_document(composition, path)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def grids(form: FormGrid) -> Grid:
    return form_grid(form, WIDTH)


# --- cells


def test_a_cell_over_two_rows_goes_on_below_and_the_rest_stay_in_order():
    rows = filled_rows(samples.CARD)
    assert [(cell.text, cell.merge, cell.span) for cell in rows[3]] == [
        ("", "continue", 1),
        ("9月底前完成施工图审查。", "", 3),
    ]


def test_a_heading_of_two_levels_covers_every_column_of_both_rows():
    first, second = filled_rows(samples.LEVELS)[:2]
    assert [cell.span for cell in first] == [1, 1, 1, 3, 2, 1]
    assert [cell.merge for cell in second] == [
        "continue",
        "continue",
        "continue",
        "",
        "",
        "",
        "",
        "",
        "continue",
    ]


def test_a_wide_cell_over_three_rows_goes_on_as_wide():
    form = FormGrid(
        (5, 5, 5), ((label("甲", span=2, down=3), FormCell("1")), (FormCell("2"),), (FormCell("3"),))
    )
    assert [[(cell.text, cell.span) for cell in row] for row in filled_rows(form)] == [
        [("甲", 2), ("1", 1)],
        [("", 2), ("2", 1)],
        [("", 2), ("3", 1)],
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (((FormCell("甲"),),), "表样第1行少了格：只到第1列，共2列"),
        (((FormCell("甲"), FormCell("乙"), FormCell("丙")),), "表样第1行多了格：共2列"),
        (((FormCell("甲"), FormCell("乙", span=2)),), "表样第1行多了格：共2列"),
        (((FormCell("甲", down=2), FormCell("乙")),), "表样最后一行还有没到底的合并格"),
    ],
)
def test_cells_that_do_not_fill_the_form_are_named(rows, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        filled_rows(FormGrid((5, 5), rows))


# --- what stands in the file


def test_merged_cells_are_words_own_spans_and_merges():
    table = set_document(samples.FORM).tables[0]
    assert table.cell(0, 1)._tc is table.cell(0, 3)._tc
    assert table.cell(2, 0)._tc is table.cell(3, 0)._tc
    assert table.cell(2, 0).text == "交办事项"


def test_labels_are_black_type_and_what_is_filled_in_is_not():
    first = set_document(samples.FORM).tables[0].rows[0].cells
    assert first[0].paragraphs[0].style.name == "表格栏目"
    assert first[1].paragraphs[0].style.name == "表格文字"


def test_a_filled_in_cell_carries_its_bookmark():
    table = set_document(samples.FORM).tables[0]
    assert [mark.get(f"{W}name") for mark in table._tbl.iter(f"{W}bookmarkStart")] == ["f_project"]


def test_both_rows_of_a_two_level_heading_are_repeated_and_no_other():
    rows = set_document(samples.WIDE_FORM).tables[0].rows
    repeated = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert repeated == [True, True, *[False] * 30]


def test_least_heights_are_at_least_not_exact():
    heights = [row._tr.find(f"{W}trPr/{W}trHeight") for row in set_document(samples.FORM).tables[0].rows]
    assert heights[:4] == [None] * 4
    # 60 mm and 40 mm, in twips.
    assert [height.get(f"{W}val") for height in heights[4:]] == ["3402", "2268"]
    assert {height.get(f"{W}hRule") for height in heights[4:]} == {"atLeast"}


def test_the_columns_of_a_form_add_up_to_the_line():
    assert sum(grids(samples.CARD).widths) == WIDTH


def test_more_columns_take_smaller_type():
    # 30 字 of 14 pt are 420 pt, the line has 442; 55 字 fit it in no size but the smallest.
    assert grids(samples.CARD).size == 14
    assert grids(samples.LEVELS).size == 9


def test_a_row_higher_than_a_third_of_the_page_may_be_split_and_a_short_one_not():
    long = FormGrid((5, 20), ((label("甲"), FormCell("重" * 600)), (label("乙"), FormCell("短"))))
    assert grids(long).splits == {0}
    rows = set_document(replace(samples.FORM, body=(long,))).tables[0].rows
    assert [row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [False, True]


def test_a_remark_stands_above_the_form_as_it_was_given():
    remark = next(p for p in set_document(samples.WIDE_FORM).paragraphs if "万元" in p.text)
    assert remark.text == "单位：万元"


def test_a_text_taller_than_the_rows_it_covers_makes_the_last_of_them_higher():
    form = FormGrid((4, 20), ((label("高" * 40, down=2), FormCell("1")), (FormCell("2"),)))
    # The first column is 1550 twips wide: five 字 of 14 pt a line, eight lines of 392 twips and 100 of white.
    assert row_heights(grids(form)) == [492, 8 * 392 + 100 - 492]


# --- one page


def test_a_form_that_nearly_fits_gives_up_white_to_stay_on_one_page():
    # 220 mm of least heights and some 72 mm of the rest: six tenths of the former leave all within 225 mm.
    high = replace(samples.CARD, heights=(0, 0, 0, 0, 120, 100))
    rows = set_document(replace(samples.FORM, body=(high,))).tables[0].rows[4:]
    given = [int(row._tr.find(f"{W}trPr/{W}trHeight").get(f"{W}val")) for row in rows]
    assert given == [round(twips(120) * 0.6), round(twips(100) * 0.6)]


def test_a_form_of_many_pages_keeps_its_type_and_heights():
    many = replace(samples.LEVELS, heights=(0, 0, *[30] * 30))
    row = set_document(replace(samples.WIDE_FORM, body=(many,))).tables[0].rows[2]
    assert row._tr.find(f"{W}trPr/{W}trHeight").get(f"{W}val") == str(twips(30))


# --- pictures


def test_a_pictures_height_follows_its_width():
    figure, caption = picture_elements(Picture(png(640, 320), 120, "柱状图", "图1　完成率"), WIDTH)
    assert isinstance(figure, Figure)
    assert (figure.width, figure.height) == (twips(120), twips(60))
    assert figure.keep_next
    assert caption.text == "图1　完成率"


def test_a_picture_wider_than_the_line_or_higher_than_the_page_is_made_to_fit():
    wide, *_ = picture_elements(Picture(png(1000, 100), 300, "长图"), WIDTH)
    tall, *_ = picture_elements(Picture(png(100, 1000), 100, "高图"), WIDTH)
    assert (wide.width, wide.height) == (WIDTH, WIDTH // 10)
    assert (tall.width, tall.height) == (twips(190) // 10, twips(190))


@pytest.mark.parametrize("content", [b"", b"GIF89a" + bytes(40), b"\x89PNG\r\n\x1a\n" + bytes(4)])
def test_what_is_no_png_is_refused_in_plain_words(content):
    with pytest.raises(ValueError, match="图不是 PNG 格式"):
        png_size(content)


def test_a_picture_without_extent_is_refused():
    with pytest.raises(ValueError, match="宽或高是0"):
        png_size(png(0, 5))


def test_the_package_names_the_picture_its_type_and_its_words(tmp_path):
    found = parts(samples.ILLUSTRATED, tmp_path)
    assert found["word/media/image1.png"] == png(640, 320)
    assert b'Extension="png" ContentType="image/png"' in found["[Content_Types].xml"]
    links = {
        link.get("Id"): link.get("Target") for link in etree.fromstring(found["word/_rels/document.xml.rels"])
    }
    drawing = etree.fromstring(found["word/document.xml"])
    (blip,) = drawing.iter("{*}blip")
    embedded = next(value for key, value in blip.attrib.items() if key.endswith("embed"))
    assert links[embedded] == "media/image1.png"
    described = next(mark for mark in drawing.iter("{*}docPr") if mark.get("descr"))
    assert described.get("descr") == "柱状图：九月各街道完成率，第3街道最低，为52.5%"


def test_one_picture_shown_twice_is_one_part(tmp_path):
    twice = Picture(png(10, 10), 50, "同一张图")
    other = Picture(png(10, 20), 50, "另一张图")
    found = parts(replace(samples.ILLUSTRATED, body=(twice, other, twice)), tmp_path)
    assert sorted(name for name in found if "media" in name) == [
        "word/media/image1.png",
        "word/media/image2.png",
    ]
    assert len(Document(tmp_path / "文稿.docx").inline_shapes) == 3


def test_words_for_a_picture_may_hold_any_mark(tmp_path):
    spoken = '引号"、小于<、和&、换行\n与控制符\x07'
    composition = replace(samples.ILLUSTRATED, body=(Picture(png(4, 4), 20, spoken),))
    drawing = etree.fromstring(parts(composition, tmp_path)["word/document.xml"])
    described = [mark.get("descr") for mark in drawing.iter("{*}docPr") if mark.get("descr")]
    assert described == ['引号"、小于<、和&、换行 与控制符']


def test_documents_without_pictures_have_no_part_for_them(tmp_path):
    found = parts(samples.FORM, tmp_path)
    assert not [name for name in found if "media" in name]
    assert b"relationships/image" not in found["word/_rels/document.xml.rels"]


def test_a_picture_is_parted_from_the_text_and_kept_with_its_caption():
    elements = block_elements((Picture(png(4, 2), 20, "图", "图2"),), WIDTH)
    assert [getattr(element, "keep_next", None) for element in elements] == [True, True, False, False]
