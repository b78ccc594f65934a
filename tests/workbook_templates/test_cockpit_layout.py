"""首页：blocks under their names, links to every sheet, charts, one page."""

import re

import pytest
from master_file import empty, empty_book, filled_book, members

from addin.schema import SHEETS, Cockpit
from addin.schema.cockpit import BLOCKS, LIGHT_COUNTS, MONTHS, PERIOD

PAGE = Cockpit.title


def area(name):
    """(first row, first column, last row, last column) of a workbook name on 首页."""
    tab, reference = empty_book().defined_names[name].attr_text.split("!")
    assert tab == PAGE
    cells = empty_book()[PAGE][reference.replace("$", "")]
    cells = cells if isinstance(cells, tuple) else ((cells,),)
    return cells[0][0].row, cells[0][0].column, cells[-1][-1].row, cells[-1][-1].column


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_every_block_is_a_name_over_exactly_its_cells(block):
    top, left, bottom, right = area(block.name)
    assert (bottom - top + 1, right - left + 1) == (block.rows, len(block.titles))


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block is not PERIOD], ids=lambda block: block.name
)
def test_the_titles_of_a_block_stand_above_it(block):
    top, left, _, right = area(block.name)
    assert (
        tuple(empty_book()[PAGE].cell(top - 1, column).value for column in range(left, right + 1))
        == block.titles
    )


def test_no_two_blocks_overlap_and_no_cell_of_one_is_merged():
    taken = [
        (row, column)
        for block in BLOCKS
        for top, left, bottom, right in [area(block.name)]
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    merged = {cell for each in empty_book()[PAGE].merged_cells.ranges for cell in each.cells}
    assert len(set(taken)) == len(taken)
    assert not merged & set(taken)


def test_the_period_is_the_month_given():
    top, left, *_ = area(PERIOD.name)
    assert filled_book()[PAGE].cell(top, left).value.strftime("%Y-%m") == "2022-09"
    assert filled_book()[PAGE].cell(top, left).number_format == 'yyyy"年"m"月"'
    assert empty_book()[PAGE].cell(top, left).value == "未定"


def test_there_is_a_link_to_every_other_sheet():
    cells = [cell for row in empty_book()[PAGE].iter_rows() for cell in row]
    links = {cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert links == {f"'{sheet.title}'!B4" for sheet in SHEETS if sheet is not Cockpit}


def test_the_links_stand_above_the_legend_in_rows_as_high_as_the_others():
    sheet = empty_book()[PAGE]
    legend = next(
        row[0].row for row in sheet.iter_rows(min_col=2, max_col=2) if str(row[0].value).startswith("图例")
    )
    rows = [cell.row for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert max(rows) < legend - 1
    assert len({sheet.row_dimensions[row].height for row in rows}) == 1


def test_the_charts_look_at_the_blocks():
    parts = {name: text.decode() for name, text in members(empty()).items() if "/charts/chart" in name}
    assert len(parts) == 2
    doughnut, months = (parts[f"xl/charts/chart{number}.xml"] for number in (1, 2))
    assert "<c:doughnutChart>" in doughnut
    assert "<c:barChart>" in months and "<c:lineChart>" in months
    top, _, bottom, _ = area(MONTHS.name)
    assert set(re.findall(r"首页!\$S\$(\d+):\$S\$(\d+)", months)) == {(str(top), str(bottom))}


def test_the_doughnut_counts_by_label_so_that_its_colours_are_right_for_any_scheme():
    top, left, bottom, right = area(LIGHT_COUNTS.name)
    formulas = [
        cell.value
        for row in empty_book()[PAGE].iter_rows()
        for cell in row
        if str(cell.value).startswith("=SUMIF")
    ]
    letters = [chr(64 + left), chr(64 + right)]
    where = [f"${letter}${top}:${letter}${bottom}" for letter in letters]
    assert formulas == [f'=SUMIF({where[0]},"{label}",{where[1]})' for label in "绿黄橙红蓝灰"]


def test_a_chart_says_which_labels_it_does_not_show():
    text = members(empty())["xl/charts/chart1.xml"].decode()
    assert '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="1"/>' in text
    assert text.count("<c:showCatName") == 1


def test_the_page_is_one_landscape_sheet_and_protected():
    worksheet = empty_book()[PAGE]
    assert worksheet.page_setup.orientation == "landscape"
    assert worksheet.page_setup.fitToWidth in (None, 1) and worksheet.page_setup.fitToHeight in (None, 1)
    assert worksheet.sheet_properties.pageSetUpPr.fitToPage
    assert worksheet.print_area == "'首页'!$B$1:$Q$33"
    assert worksheet.protection.sheet


def test_the_workbook_opens_on_the_cockpit():
    assert empty_book().active.title == PAGE
