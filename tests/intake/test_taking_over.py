"""Which row of ours a foreign row is, what it changes, and that a second import changes nothing."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.foreign import SEPTEMBER, UNDER_WAY, changed, read, said, taken
from support.ledgers import ledger_of

from addin.intake.taking import take_over
from addin.schema import Issues, MonthlyProgress, Projects

TITLES = ("项目代码", "项目名称", "责任单位", "建设地点", "总投资")
OURS = [
    dict(code="A-01", project_name="甲项目（一期）", stage="在建", responsible_units="甲镇", location="曹镇", total_investment=100),
    dict(code="B", project_name="乙项目", stage="在建", responsible_units="乙镇", owner_company="乙公司", total_investment=200),
]  # fmt: skip
UNITS = [dict(unit="甲镇", other_names="甲镇政府"), dict(unit="乙镇")]


def _ledger(**more):
    return ledger_of(projects=OURS, units=UNITS, **more)


def test_a_code_in_any_spelling_finds_its_project_and_only_what_differs_changes():
    result = taken(_ledger(), (TITLES, ("ａ－01 ", "甲项目（一期）", "甲镇", "新址", 100)))
    assert changed(result) == [("A-01", "项目清单!建设地点", "曹镇", "新址")]
    change = result.changes[0]
    assert (change.cell, change.proposal.place, change.proposal.cell) == ("L4", "来表.xlsx/表1", "D2")


def test_a_name_with_its_lead_unit_finds_its_project_whatever_blanks_and_brackets():
    result = taken(_ledger(), (TITLES[1:], ("甲 项目(一期)", "甲镇政府、乙镇", None, 150)))
    assert ("A-01", "项目清单!总投资", "100", "150") in changed(result)


def test_a_blank_foreign_cell_erases_nothing():
    assert changed(taken(_ledger(), (TITLES, ("A-01", None, None, None, "/")))) == []


def test_the_same_name_under_another_unit_is_not_taken_over():
    result = taken(_ledger(), (TITLES[1:], ("乙项目", "甲镇", "曹镇", 999)))
    assert changed(result) == []
    assert said(result.findings) == [
        "疑点 A2 “乙项目”（甲镇）与台账的“乙项目”（B，乙镇）疑似同一项目，请核对，没有导入"
    ]
    assert result.findings[0].advice == "是同一项目时在来表中填它的项目代码，不是时填新的代码"


def test_an_alike_name_is_not_taken_over():
    result = taken(_ledger(), (TITLES[1:], ("甲项目（二期）", "甲镇", "曹镇", 999)))
    assert said(result.findings) == [
        "疑点 A2 “甲项目（二期）”（甲镇）与台账的“甲项目（一期）”（A-01，甲镇）疑似同一项目，请核对，没有导入"
    ]


def test_a_name_alone_is_never_enough():
    result = taken(_ledger(), (("项目名称", "建设地点", "建设年限"), ("乙项目", "曹镇", "2022")))
    assert changed(result) == []
    assert said(result.findings) == [
        "疑点 A2 “乙项目”（没有写单位）与台账的“乙项目”（B，乙镇）疑似同一项目，请核对，没有导入"
    ]


def test_a_table_without_lead_units_is_matched_by_the_company():
    result = taken(_ledger(), (("项目名称", "建设单位", "建设地点"), ("乙项目", "乙公司", "曹镇")))
    assert changed(result) == [("B", "项目清单!建设地点", "", "曹镇")]


def test_a_new_code_with_the_name_and_unit_of_a_known_project_is_not_added():
    result = taken(_ledger(), (TITLES, ("C", "乙项目", "乙镇", "曹镇", 200)))
    assert changed(result) == []
    assert "疑似同一项目" in result.findings[0].message


def test_a_new_code_is_a_new_project_and_without_one_it_is_only_listed():
    result = taken(
        _ledger(), (TITLES, ("C", "丙水库", "甲镇", "曹镇", 5), (None, "完全不同的工程", "甲镇", None, 6))
    )
    assert changed(result) == [
        ("C", "项目清单!项目名称", "", "丙水库"),
        ("C", "项目清单!责任单位", "", "甲镇"),
        ("C", "项目清单!建设地点", "", "曹镇"),
        ("C", "项目清单!总投资", "", "5"),
    ]
    assert said(result.findings) == ["疑点 B3 “完全不同的工程”不在项目清单中，来表又没有项目代码，没有导入"]
    assert result.findings[0].advice == "在来表中加“项目代码”列并填写代码后再导入"
    counts = result.tables[0]
    assert (counts.matched, counts.new, counts.refused) == (0, 1, 1)


def test_figures_of_the_month_go_to_the_monthly_sheet_of_that_month():
    row = (None, "乙项目", None, None, None, None, None, 50, 500, 450, "主体施工")
    rows = (*UNDER_WAY, (*row, *[None] * 7, "乙镇"))
    assert changed(taken(_ledger(), rows)) == [
        ("B", "月度进度!本月完成投资", "", "50"),
        ("B", "月度进度!形象进度", "", "主体施工"),
    ]
    known = [dict(code="B", month=dt.date(2022, 9, 1), month_done=40, physical_progress="主体施工")]
    assert changed(taken(_ledger(monthly_progress=known), rows)) == [
        ("B", "月度进度!本月完成投资", "40", "50")
    ]


def test_the_stage_that_a_table_tells_is_only_for_new_projects_and_blank_stages():
    rows = (("在建项目",), TITLES, ("A-01", None, None, None, None), ("C", "丙水库", "甲镇", None, 5))
    ours = [
        dict(code="A-01", project_name="甲", responsible_units="甲镇"),
        dict(code="B", project_name="乙", stage="前期"),
    ]
    result = taken(ledger_of(projects=ours), (*rows, ("B", None, None, None, None)))
    stages = [one for one in changed(result) if one[1] == "项目清单!项目阶段"]
    assert stages == [("A-01", "项目清单!项目阶段", "", "在建"), ("C", "项目清单!项目阶段", "", "在建")]


def test_two_tables_that_contradict_each_other_are_said_and_the_first_counts():
    one, other = (TITLES, ("B", None, None, None, 210)), (TITLES, ("B", None, None, None, 220))
    result = taken(_ledger(), one, other)
    assert changed(result) == [("B", "项目清单!总投资", "200", "210")]
    assert said(result.findings) == [
        "疑点 E2 总投资“220”与 来表.xlsx/表1!E2 的“210”不一致，以先读到的为准，这一格没有导入"
    ]


def test_a_row_that_stands_twice_counts_once():
    result = taken(_ledger(), (TITLES, ("B", None, None, None, 210), ("b", None, None, None, 220)))
    assert changed(result) == [("B", "项目清单!总投资", "200", "210")]
    assert said(result.findings) == ["疑点 A3 与第 2 行是同一行，以第 2 行为准，这一行没有导入"]


def test_reports_of_unknown_projects_and_issues_without_number_are_refused():
    progress = (("项目代码", "月份", "本月完成投资"), ("X", "2022-09", 5))
    assert said(taken(_ledger(), progress).findings) == ["疑点 A2 项目代码“X”不在项目清单中，这一行没有导入"]
    issues = (
        ("问题编号", "项目代码", "问题描述", "解决标准"),
        (None, "B", "缺地", "供地"),
        ("W1", "B", "缺钱", "到位"),
    )
    result = taken(_ledger(), issues)
    assert said(result.findings) == ["疑点 B2 没有问题编号，这一行没有导入"]
    assert ("B", "问题清单!问题描述", "", "缺钱") in changed(result)
    assert result.ledger[Issues][Issues.code.name].tolist() == ["B"]


def test_a_column_that_our_workbook_lost_is_said_once():
    ledger = _ledger(without={Projects: ["location"]})
    result = taken(ledger, (TITLES, ("A-01", None, None, "新址", None), ("B", None, None, "新址", None)))
    assert changed(result) == []
    assert said(result.findings) == ["疑点 台账的项目清单没有“建设地点”列，这一列没有导入"]


def test_sums_that_contradict_each_other_are_doubts():
    """年度 = Σ本月 of the ledger (40 + 50 = 90, not 95), 累计 ≥ 年度, 累计 ≤ 总投资."""
    august = [dict(code="B", month=dt.date(2022, 8, 1), month_done=40, physical_progress="x")]
    row = (None, "乙项目", None, None, None, None, 200, 50, 250, 95, "主体", *[None] * 7, "乙镇")
    result = taken(_ledger(monthly_progress=august), (*UNDER_WAY, row))
    assert said(result.findings)[-2:] == [
        "疑点 J5 年度完成投资 95 万元与台账各月本月完成投资之和 90 万元不符",
        "疑点 I5 累计完成投资 250 万元大于总投资 200 万元",
    ]
    less = (None, "乙项目", None, None, None, None, 200, 50, 80, 90, "主体", *[None] * 7, "乙镇")
    result = taken(_ledger(monthly_progress=august), (*UNDER_WAY, less))
    assert said(result.findings)[-1:] == ["疑点 I5 累计完成投资 80 万元小于年度完成投资 90 万元"]


def test_a_title_of_another_year_than_the_month_is_a_doubt():
    old = (("湛河区 2021 年在建项目进展情况表",), *UNDER_WAY[1:])
    row = (None, "乙项目", *[None] * 5, 50, *[None] * 10, "乙镇")
    assert said(taken(_ledger(), (*old, row)).findings)[-1:] == [
        "疑点 A1 表题写的是 2021 年，本月数按 2022 年 9 月导入"
    ]


def test_problems_that_the_ledger_tells_already_are_no_news():
    ledger = _ledger(
        monthly_progress=[dict(code="B", month=dt.date(2022, 9, 1), problems="缺资金。")],
        issues=[dict(number="W1", code="B", description="土地未落实。")],
    )
    titles = ("项目代码", "项目名称", "责任单位", "建设地点", "存在问题")
    assert changed(taken(ledger, (titles, ("B", None, None, None, "缺资金；土地未落实")))) == []
    assert changed(taken(ledger, (titles, ("B", None, None, None, "缺电")))) == [
        ("B", "月度进度!存在问题", "缺资金。", "缺电")
    ]


_CODE = st.sampled_from([None, "A-01", "B", "C", "D"])
_NAME = st.sampled_from([None, "甲项目（一期）", "甲项目(一期)", "乙项目", "丙水库", "丁大桥"])
_UNIT = st.sampled_from([None, "甲镇", "乙镇", "甲镇政府、乙镇", "教体局"])
_TEXT = st.sampled_from([None, "曹镇", "新址", " 新 址", "/"])
_MONEY = st.sampled_from([None, 100, "1.5亿", "待定", 0])
_ROWS = st.lists(st.tuples(_CODE, _NAME, _UNIT, _TEXT, _MONEY, _MONEY, _UNIT), max_size=5)
_WIDE = (*TITLES, "本月完成投资", "建设单位")


@settings(max_examples=60, deadline=None)
@given(st.lists(_ROWS, min_size=1, max_size=3))
def test_a_second_import_of_the_same_files_changes_nothing(tables):
    """A law: taking over what was taken over already is doing nothing."""
    ledger = _ledger()
    foreign = [read(_WIDE, *rows, ledger=ledger, tab=f"表{number}") for number, rows in enumerate(tables)]
    once = take_over(ledger, foreign, SEPTEMBER)
    assert take_over(once.ledger, foreign, SEPTEMBER).changes == ()


@pytest.mark.parametrize("sheet", [Projects, MonthlyProgress])
def test_nothing_marks_a_whole_row_to_be_written(sheet):
    result = taken(_ledger(), (_WIDE, ("B", None, None, "新址", 5, 6, None)))
    assert "touched" not in result.ledger[sheet]
