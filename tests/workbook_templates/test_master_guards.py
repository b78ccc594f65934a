"""下拉、有效性、保护和颜色：what a person may type, and what lights up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from master_file import cell, empty_book, filled_book, header
from openpyxl.utils import get_column_letter

from addin.schema import (
    LEDGER_SHEETS,
    SHEETS,
    Findings,
    Issues,
    Kind,
    LightRegister,
    MonthlyProgress,
    Needs,
    Owner,
    Parameters,
    Projects,
    Rankings,
    SiteVisits,
    WallChart,
)
from addin.schema.settings import SETTINGS
from workbook_templates.guards import choice_rule, referred_sheets
from workbook_templates.styles import LIGHT_COLOURS

LAST = 1_048_576
TYPED_IN = [sheet for sheet in LEDGER_SHEETS if not sheet.wholly_computed]


def validations(sheet, name, row=4):
    """The validations that stand on one cell."""
    book = empty_book()
    letter = get_column_letter(header(book, sheet)[sheet.column(name).title])
    return [
        rule for rule in book[sheet.title].data_validations.dataValidation if f"{letter}{row}" in rule.sqref
    ]


def marks(book, sheet, name):
    """The conditional formats of a column, as (first argument, number format, fill)."""
    letter = get_column_letter(header(book, sheet)[sheet.column(name).title])
    return {
        rule.formula[0]: rule.dxf
        for area, rules in book[sheet.title].conditional_formatting._cf_rules.items()
        for rule in rules
        if f"{letter}4" in area.sqref
    }


@pytest.mark.parametrize("sheet", TYPED_IN, ids=lambda sheet: sheet.title)
def test_computed_cells_of_a_sheet_that_people_type_in_refuse_typing(sheet):
    assert not empty_book()[sheet.title].protection.sheet
    for column in sheet.columns[1:]:
        if column.owner is Owner.COMPUTED:
            (rule,) = validations(sheet, column.name, LAST)
            assert (rule.type, rule.formula1, rule.errorStyle or "stop") == ("custom", "FALSE", "stop"), (
                column.title
            )
            assert rule.showErrorMessage and rule.showInputMessage
            assert rule.promptTitle == "自动计算"
            assert cell(empty_book(), sheet, 0, column.name).fill.fgColor.rgb == "FFF4F6F8"


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.wholly_computed], ids=lambda sheet: sheet.title
)
def test_wholly_computed_sheets_are_protected_without_a_password(sheet):
    protection = empty_book()[sheet.title].protection
    assert protection.sheet and not protection.password
    assert not protection.selectLockedCells
    assert not protection.formatColumns
    if sheet.columns:
        assert not protection.autoFilter and not protection.sort


@pytest.mark.parametrize(
    ("sheet", "name", "choices"),
    [
        (Projects, "stage", "谋划,储备,前期,新开工,在建,竣工,投产"),
        (Needs, "factor", "土地,资金,能耗,环境容量,林地,水电路,其他"),
        (LightRegister, "adjusted_light", "绿,黄,红,灰,蓝,橙"),
    ],
    ids=["项目阶段", "要素", "调整灯"],
)
def test_a_choice_refuses_other_words(sheet, name, choices):
    (rule,) = validations(sheet, name, LAST)
    assert (rule.type, rule.formula1) == ("list", f'"{choices}"')
    assert rule.showErrorMessage and (rule.errorStyle or "stop") == "stop"


@pytest.mark.parametrize(
    ("sheet", "name", "source"),
    [
        (
            Projects,
            "tags",
            '"年度新开工,区领导联系,百亿级,标志性,蜗牛,省市集中开工,省市重点工程,省“4+1”,亮点工程"',
        ),
        (Projects, "responsible_units", "选项_单位名录"),
        (Projects, "parent_code", "选项_项目清单"),
        (MonthlyProgress, "code", "选项_项目清单"),
        (Issues, "special_tags", '"涉铁,涉军,涉河,涉电"'),
    ],
    ids=["清单标签", "责任单位", "上级项目代码", "项目代码", "特殊标签"],
)
def test_lists_and_references_suggest_without_refusing(sheet, name, source):
    (rule,) = validations(sheet, name)
    assert (rule.type, rule.formula1, rule.showErrorMessage) == ("list", source, False)


def test_every_column_that_refers_to_a_sheet_has_its_list():
    titles = {column.refers_to for sheet in SHEETS for column in sheet.columns if column.refers_to}
    assert {sheet.title for sheet in referred_sheets()} == titles


def test_the_list_of_units_grows_with_the_sheet():
    name = empty_book().defined_names["选项_单位名录"].attr_text
    column = "单位名录!$B$4:$B$20003"
    assert name == f"单位名录!$B$4:INDEX({column},MAX(1,COUNTA({column})))"


@pytest.mark.parametrize(
    ("name", "kind"), [("month", "date"), ("month_done", "decimal"), ("reported_on", "date")]
)
def test_dates_and_numbers_warn_and_let_the_person_keep_what_was_typed(name, kind):
    (rule,) = validations(MonthlyProgress, name, LAST)
    assert (rule.type, rule.errorStyle) == (kind, "warning")


def test_a_hint_of_the_schema_is_shown_on_the_cell():
    (rule,) = validations(Projects, "invested_before")
    assert rule.prompt == Projects.invested_before.hint


def test_every_choice_of_a_setting_is_a_drop_down_on_its_cell():
    rules = empty_book()[Parameters.title].data_validations.dataValidation
    lists = {str(rule.sqref): rule.formula1 for rule in rules if rule.type == "list"}
    for row, setting in enumerate(SETTINGS, 4):
        if setting.choices:
            assert lists[f"C{row}"] == f'"{",".join(setting.choices)}"', setting.title
    assert '"宁波,新乡,北仑,银川,武汉,三亚,瓯海"' in lists.values()


def test_choices_too_long_for_a_drop_down_are_noticed():
    with pytest.raises(ValueError, match="查看类别"):
        choice_rule("查看类别", ["字" * 200, "字" * 60])


def test_the_longest_choices_of_the_schema_fit():
    (rule,) = validations(SiteVisits, "type")
    assert len(rule.formula1) <= 257


@pytest.mark.parametrize("label", LIGHT_COLOURS)
@pytest.mark.parametrize(("sheet", "name"), [(Projects, "light"), (Projects, "rule_light"), (LightRegister, "adjusted_light"), (Rankings, "unit_light"), (Issues, "light")])  # fmt: skip
def test_lights_show_colour_and_symbol(sheet, name, label):
    symbol, fill, _ = LIGHT_COLOURS[label]
    dxf = marks(empty_book(), sheet, name)[f'"{label}"']
    assert dxf.fill.bgColor.rgb == "FF" + fill.removeprefix("#")
    assert dxf.numFmt.formatCode == f'"{symbol} "@'


def test_the_symbols_tell_the_lights_apart_without_colour():
    assert len({symbol for symbol, _, _ in LIGHT_COLOURS.values()}) == len(LIGHT_COLOURS)


def test_a_month_of_the_wall_chart_is_coloured_by_the_symbol_or_label_it_opens_with():
    found = marks(empty_book(), WallChart, "jan")
    letter = get_column_letter(header(empty_book(), WallChart)["1月"])
    assert f'OR(LEFT({letter}4,1)="●",ISNUMBER(FIND("绿",LEFT({letter}4,3))))' in found
    assert marks(empty_book(), WallChart, "dec").keys() == found.keys()


def test_deviations_below_zero_are_red():
    (rule,) = [dxf for formula, dxf in marks(empty_book(), Projects, "deviation").items() if formula == "0"]
    assert rule.font.color.rgb == "FFB3261E"


def test_findings_are_tinted_by_level():
    assert set(marks(empty_book(), Findings, "level")) == {'"错误"', '"疑点"', '"提示"'}


def test_places_gained_and_lost_are_coloured():
    assert len(marks(empty_book(), Rankings, "movement")) == 2


@pytest.mark.parametrize("sheet", LEDGER_SHEETS, ids=lambda sheet: sheet.title)
def test_colouring_covers_rows_added_later(sheet):
    for area in empty_book()[sheet.title].conditional_formatting:
        assert all(part.max_row == LAST for part in area.sqref.ranges)


def test_only_cells_are_unlocked_that_a_person_fills():
    assert not cell(filled_book(), Projects, 0, "project_name").protection.locked
    assert cell(filled_book(), Projects, 0, "light").protection.locked


@given(st.lists(st.text(alphabet="甲乙丙丁", min_size=1, max_size=9), min_size=1, max_size=40))
def test_a_drop_down_is_never_longer_than_excel_takes(choices):
    if len(",".join(choices)) > 255:
        with pytest.raises(ValueError, match="choices"):
            choice_rule("列", choices)
    else:
        assert choice_rule("列", choices)["source"] == choices


def test_number_columns_of_the_schema_all_have_a_guard():
    for sheet in TYPED_IN:
        for column in sheet.columns[1:]:
            if column.kind in (Kind.MONEY, Kind.DATE, Kind.MONTH) and sheet is not Parameters:
                assert len(validations(sheet, column.name)) == 1, (sheet.title, column.title)
