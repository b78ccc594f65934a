"""总台账的样子：every sheet and column of the schema, its table, header, panes, print set-up."""

import io
import warnings
import zipfile

import pytest
from master_file import cell, empty, empty_book, filled, filled_book, header, members, opened
from openpyxl.utils import get_column_letter

from addin.schema import (
    LEDGER_SHEETS,
    SHEETS,
    Cockpit,
    Group,
    Issues,
    LightRegister,
    MonthlyPlans,
    Parameters,
    Projects,
    Rankings,
    Units,
    WallChart,
)
from addin.schema.settings import SETTINGS
from workbook_templates.styles import GROUP_COLOURS

ledger_sheets = pytest.mark.parametrize("sheet", LEDGER_SHEETS, ids=lambda sheet: sheet.title)


def test_openpyxl_opens_it_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        opened(empty())
        opened(filled())


def test_the_tabs_are_the_sheets_of_the_schema_in_their_order():
    assert empty_book().sheetnames == [sheet.title for sheet in SHEETS]


@ledger_sheets
def test_every_column_stands_in_row_3_in_order(sheet):
    shown = list(header(empty_book(), sheet))
    declared = [column.title for column in sheet.columns]
    assert [title for title in shown if title in declared] == declared
    assert sheet is Rankings or shown == declared


def test_the_ranking_board_has_the_default_indicators_after_the_name():
    shown = list(header(empty_book(), Rankings))
    after = shown.index("对象名称") + 1
    assert shown[after : after + 5] == [
        "投资完成率",
        "开工率（截至本月）",
        "节点按期率",
        "报送及时率",
        "加减分",
    ]


@ledger_sheets
def test_every_ledger_is_one_table_from_row_3_with_at_least_one_data_row(sheet):
    (table,) = empty_book()[sheet.title].tables.values()
    last = get_column_letter(len(header(empty_book(), sheet)))
    first, end = table.ref.split(":")
    assert table.displayName == sheet.table_name()
    assert first == "A3"
    assert end.startswith(last) and int(end.removeprefix(last)) >= 4
    assert table.autoFilter is not None


def test_the_table_reaches_to_the_last_row_given():
    assert filled_book()[Projects.title].tables["表_项目清单"].ref.endswith("5")


@ledger_sheets
def test_title_and_note_are_one_merged_cell_each(sheet):
    worksheet = empty_book()[sheet.title]
    last = get_column_letter(len(header(empty_book(), sheet)))
    assert {str(area) for area in worksheet.merged_cells.ranges} == {f"B1:{last}1", f"B2:{last}2"}
    assert worksheet["B1"].value == sheet.title


def test_the_note_names_the_unit_and_the_period():
    note = empty_book()[MonthlyPlans.title]["B2"].value
    assert note.startswith('="单位：万元　各月为当年累计计划　期间："&IF(ISNUMBER(统计月份)')
    shown = members(filled())["xl/worksheets/sheet8.xml"].decode()
    assert "单位：万元　期间：2022年9月　" in shown


def test_the_period_name_points_to_its_row_of_the_settings():
    name = empty_book().defined_names["统计月份"].attr_text
    assert name == 'INDEX(参数!$C$4:$C$203,MATCH("统计月份",参数!$B$4:$B$203,0))'


def test_demonstration_data_says_so_on_every_sheet():
    for sheet in LEDGER_SHEETS:
        worksheet = filled_book()[sheet.title]
        assert "演示数据（内容均为虚构）" in worksheet["B2"].value, sheet.title
        assert "演示数据（内容均为虚构）" in str(worksheet["B1"].value), sheet.title
    assert "演示数据（内容均为虚构）" in [each.value for each in filled_book()[Cockpit.title][2]]
    assert "演示" not in empty_book()[Projects.title]["B2"].value


@ledger_sheets
def test_row_ids_are_hidden(sheet):
    assert empty_book()[sheet.title].column_dimensions["A"].hidden


@pytest.mark.parametrize(
    ("sheet", "corner"),
    [
        (Projects, "D4"),
        (MonthlyPlans, "E4"),
        (LightRegister, "E4"),
        (Issues, "C4"),
        (WallChart, "D4"),
        (Rankings, "H4"),
    ],
    ids=lambda value: getattr(value, "title", value),
)
def test_header_and_key_columns_stay_in_view(sheet, corner):
    assert empty_book()[sheet.title].freeze_panes == corner


@ledger_sheets
def test_every_sheet_has_the_tab_colour_of_its_group(sheet):
    colour = empty_book()[sheet.title].sheet_properties.tabColor.rgb
    assert colour == "FF" + GROUP_COLOURS[sheet.group].removeprefix("#")


def test_tab_colours_tell_the_groups_apart():
    assert len(set(GROUP_COLOURS.values())) == len(Group)


@ledger_sheets
def test_pages_are_landscape_numbered_and_repeat_the_header(sheet):
    worksheet = empty_book()[sheet.title]
    assert worksheet.page_setup.orientation == "landscape"
    assert int(worksheet.page_setup.paperSize) == {"A4": 9, "A3": 8}[sheet.paper]
    assert worksheet.print_title_rows == "$1:$3"
    assert worksheet.oddFooter.center.text == "第 &P 页　共 &N 页"
    assert worksheet.oddFooter.left.text == "&A"
    assert worksheet.print_options.horizontalCentered


def test_a_wide_sheet_goes_over_several_pages_and_repeats_its_key_columns():
    worksheet = empty_book()[Projects.title]
    assert (worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight) == (4, 0)
    assert worksheet.print_title_cols == "$B:$C"


def test_the_wall_chart_is_one_a3_page_wide():
    worksheet = empty_book()[WallChart.title]
    assert int(worksheet.page_setup.paperSize) == 8
    assert worksheet.page_setup.fitToWidth in (None, 1)
    assert worksheet.print_title_cols is None


def test_header_fills_tell_the_owners_apart_and_required_ones_are_bold():
    book = empty_book()
    code, tags, remarks, light = (
        book[Projects.title].cell(3, header(book, Projects)[column.title])
        for column in (Projects.code, Projects.tags, Projects.remarks, Projects.light)
    )
    assert len({each.fill.fgColor.rgb for each in (tags, remarks, light)}) == 3
    assert code.font.bold and not tags.font.bold


@pytest.mark.parametrize(
    ("name", "number_format"),
    [
        ("total_investment", '#,##0.00_ ;"−"#,##0.00_ ;#,##0.00_ ;@_ '),
        ("investment_rate", '0.00%_ ;"−"0.00%_ ;0.00%_ ;@_ '),
        ("deviation", '0.00_ ;"−"0.00_ ;0.00_ ;@_ '),
        ("planned_start", "yyyy-mm-dd"),
        ("exempt_from", 'yyyy"年"m"月"'),
        ("lag_months", '0;"−"0'),
        ("code", "@"),
    ],
)
def test_cells_have_the_number_format_of_their_kind(name, number_format):
    assert cell(empty_book(), Projects, 0, name).number_format == number_format


def test_columns_keep_their_format_for_rows_added_later():
    letter = get_column_letter(header(empty_book(), Projects)["总投资"])
    assert empty_book()[Projects.title].column_dimensions[letter].number_format.startswith("#,##0.00")


def test_a_dash_stands_at_the_right_like_the_rates():
    found = cell(filled_book(), Projects, 0, "investment_rate")
    assert (found.value, found.alignment.horizontal) == ("—", "right")


def test_long_text_wraps_and_its_row_is_tall_enough_without_being_fixed():
    assert cell(filled_book(), Projects, 0, "content").alignment.wrap_text
    sheet = members(filled())["xl/worksheets/sheet8.xml"].decode()
    row = sheet.split('<row r="4"')[1].split(">")[0]
    assert float(row.split('ht="')[1].split('"')[0]) > 120
    assert "customHeight" not in row


def test_values_are_written_as_what_they_are():
    first, second = ({name: cell(filled_book(), Projects, row, name).value for name in (
        "code", "project_name", "total_investment", "responsible_units", "year_plan")} for row in (0, 1))  # fmt: skip
    assert first["total_investment"] == 12000.5
    assert first["responsible_units"] == "云澜街道、区住建局"
    assert second == {
        "code": "0012",
        "project_name": "=1+1",
        "total_investment": "约300万",
        "responsible_units": None,
        "year_plan": None,
    }
    assert cell(filled_book(), Projects, 1, "project_name").data_type == "s"


def test_every_setting_has_its_row_value_and_explanation():
    book = filled_book()
    rows = {
        cell(book, Parameters, at, "setting").value: (
            cell(book, Parameters, at, "value").value,
            cell(book, Parameters, at, "explanation").value,
        )
        for at in range(len(SETTINGS))
    }
    assert list(rows) == [setting.title for setting in SETTINGS]
    assert all(
        explained == setting.explanation
        for setting, (_, explained) in zip(SETTINGS, rows.values(), strict=True)
    )
    assert rows["行政区名称"][0] == "云江区"
    assert rows["统计月份"][0].strftime("%Y-%m-%d") == "2022-09-01"
    assert rows["滞后容差"][0] == 0
    assert rows["演示数据"][0] == "是"
    assert rows["逾期口径"][0] == "自然日"


def test_units_stand_empty_in_a_new_workbook():
    assert empty_book()[Units.title].max_row == 4
    assert cell(empty_book(), Units, 0, "unit").value is None


def test_document_properties_are_neutral():
    book = empty_book()
    assert book.properties.title == "重大项目推进台账"
    assert book.properties.created.year == 2022
    assert book.custom_doc_props["结构版本"].value == "1"
    assert "<Company></Company>" in members(empty())["docProps/app.xml"].decode()


def test_every_member_is_dated_alike():
    with zipfile.ZipFile(io.BytesIO(empty())) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
