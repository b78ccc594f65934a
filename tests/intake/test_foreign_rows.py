"""Which rows of a foreign table are data, and what its cells say."""

import datetime as dt

import pytest
from support.foreign import PLANNED, STARTED, UNDER_WAY, read, said
from support.ledgers import ledger_of

from addin.intake.lines import groups
from addin.schema import MonthlyProgress, Projects
from addin.workbook.port import CellError

TITLES = ("序号", "项目代码", "项目名称", "责任单位", "总投资")


def _names(table):
    return table.of(Projects.project_name).values


def test_headers_and_titles_printed_again_on_each_page_are_skipped():
    table = read(*UNDER_WAY, (1, "甲项目"), *UNDER_WAY, (2, "乙项目"))
    assert _names(table) == ["甲项目", "乙项目"]


def test_section_rows_are_groups_and_their_counts_are_checked():
    table = read(
        TITLES,
        ("一 科技产业类3项",),
        ("（一）科创中心",),
        (1, "A", "甲项目", "甲镇", 100),
        (2, "B", "乙项目", "甲镇", 200),
        ("（二）园区（1个）",),
        (1, "C", "丙项目", "甲镇", 300),
        ("二", None, "民生类2项"),
        (1, "D", "丁项目", "甲镇", 400),
    )
    assert _names(table) == ["甲项目", "乙项目", "丙项目", "丁项目"]
    assert groups(table.lines) == [
        {"name": "一 科技产业类3项", "stated": 3, "rows": 3},
        {"name": "(一)科创中心", "stated": None, "rows": 2},
        {"name": "(二)园区(1个)", "stated": 1, "rows": 1},
        {"name": "二 民生类2项", "stated": 2, "rows": 1},
    ]
    assert said(table.findings) == ["疑点 A8 “二 民生类2项”写明 2 项，下面实有 1 行"]


def test_a_project_whose_name_begins_like_a_number_is_a_project():
    table = read(TITLES, ("一", "A", "一号路改造", "甲镇", 100), (None, "B", "新建厂房3个", None, 5))
    assert _names(table) == ["一号路改造", "新建厂房3个"]


def test_totals_that_agree_are_silent_wherever_they_stand():
    table = read(
        TITLES,
        (None, None, "合计", None, 1000),
        ("一、产业类", None, None, None, 300),
        (1, "A", "甲项目", "甲镇", 100),
        (2, "B", "乙项目", "甲镇", 200),
        (None, None, "小 计", None, 300),
        ("二、民生类",),
        (1, "C", "丙项目", "甲镇", 700),
        ("小计：", None, None, None, 700),
        ("总计（3项）", None, None, None, 1000),
    )
    assert _names(table) == ["甲项目", "乙项目", "丙项目"]
    assert said(table.findings) == []


def test_a_total_that_does_not_agree_is_a_doubt_with_both_figures():
    table = read(
        TITLES,
        (1, "A", "甲项目", "甲镇", 100),
        (None, None, "小计", None, 90),
        (2, "B", "乙项目", "甲镇", 200),
        (None, None, "合计", None, "310"),
    )
    assert said(table.findings) == [
        "疑点 E3 “小计”的总投资 90 万元与所属各行之和 100 万元不符",
        "疑点 E5 “合计”的总投资 310 万元与全表各行之和 300 万元不符",
    ]
    assert table.findings[0].advice == "核对合计，或是否漏行、重复；合计本身没有导入"


def test_remarks_below_the_table_are_said_and_left():
    table = read(TITLES, (1, "A", "甲项目", "甲镇", 100), ("填表人：张三",))
    assert said(table.findings) == ["提示 A3 这一行没有项目名称和项目代码，没有导入"]


def test_amounts_come_over_in_ten_thousand_yuan_whatever_the_unit_of_the_sheet():
    """3.2亿元 = 32000万元; 「单位：亿元」 above, a column with its own bracket, a cell with its own unit."""
    table = read(
        ("附表", "单位：亿元"),
        ("项目代码", "项目名称", "总投资", "年计划投资（万元）"),
        ("A", "甲项目", 3.2, 5000),
        ("B", "乙项目", "３．２", "1,234.5"),
        ("C", "丙项目", "32000万元", "0.5亿"),
    )
    assert table.of(Projects.total_investment).values == [32000.0, 32000.0, 32000.0]
    assert table.of(Projects.year_plan).values == [5000.0, 1234.5, 5000.0]
    assert said(table.findings) == [
        "提示 C5 总投资“32000万元”按 32000 万元计算",
        "提示 D5 年计划投资“0.5亿”按 5000 万元计算",
        "提示 C2 列“总投资”的单位是亿元，已换算成万元（1亿元＝10000万元）",
    ]


def test_totals_are_compared_in_the_same_unit():
    table = read(
        ("项目代码", "项目名称", "建设地点", "总投资（亿元）"),
        ("A", "甲项目", None, 0.1),
        ("B", "乙项目", None, 0.2),
        ("合计", None, None, 0.3),
    )
    assert said(table.findings) == ["提示 D1 列“总投资(亿元)”的单位是亿元，已换算成万元（1亿元＝10000万元）"]


@pytest.mark.parametrize("mark", ["", "/", "—", "－", "无", "暂无", None])
def test_what_people_write_for_nothing_is_nothing(mark):
    table = read(TITLES, (1, "A", "甲项目", mark, mark))
    assert table.of(Projects.total_investment).values[0] != table.of(Projects.total_investment).values[0]
    assert said(table.findings) == []


def test_dates_are_read_as_in_the_ledger_and_a_bad_one_is_said():
    table = read(
        ("项目代码", "项目名称", "计划开工时间", "计划竣工日期", "实际开工日期"),
        ("A", "甲项目", "2022年6月", 44713, dt.date(2022, 3, 1)),
        ("B", "乙项目", "2022.06.31", 2022.1, "年底"),
    )
    assert [str(value)[:10] for value in table.of(Projects.planned_start).values] == ["2022-06-30", "NaT"]
    assert str(table.of(Projects.planned_completion).values[0])[:10] == "2022-06-01"
    assert said(table.findings) == [
        "提示 C2 计划开工日期“2022年6月”按 2022-06-30 计算",
        "错误 C3 计划开工日期“2022.06.31”没有这一天，没有导入",
        "疑点 D3 计划竣工日期“2022.1”可能是 1 月，也可能是 10 月，没有导入",
        "疑点 E3 实际开工日期“年底”没有年份，按统计年度算作 2022-12-31",
    ]


def test_a_cell_that_cannot_be_read_names_its_cell_and_an_error_value_is_never_taken():
    table = read(TITLES, (1, "A", "甲项目", "甲镇", "约三千"), (2, "B", "乙项目", "甲镇", CellError("#REF!")))
    assert said(table.findings) == [
        "错误 E2 总投资“约三千”不是数字，没有导入",
        "错误 E3 总投资是错误值 #REF!，没有导入",
    ]
    assert (table.findings[0].sheet, table.findings[0].value) == ("来表.xlsx/Sheet1", "约三千")


def test_units_are_split_named_as_in_the_directory_and_unknown_ones_said():
    ledger = ledger_of(units=[dict(unit="资规分局", other_names="自然资源分局"), dict(unit="住建局")])
    table = read(
        TITLES, (1, "A", "甲项目", "自然资源分局，住建局", 1), (2, "B", "乙项目", "资规分局和住建局", 1),
        (3, "C", "丙项目", "教体局", 1), ledger=ledger,
    )  # fmt: skip
    assert table.of(Projects.responsible_units).values == [
        ("资规分局", "住建局"), ("资规分局", "住建局"), ("教体局",),
    ]  # fmt: skip
    assert said(table.findings) == ["疑点 D4 责任单位“教体局”不在单位名录中，按原文导入"]


def test_a_column_that_must_not_be_left_blank_is_an_error_where_it_is():
    table = read(*STARTED, (1, "甲项目", *[None] * 7, "已办", "办理中", None, "—"))
    early = "前期进展情况(必须填写详细,不能留空格)"
    assert said(table.findings) == [
        f"错误 L5 “{early}/土地”没有填写，表头要求不能留空",
        f"错误 M5 “{early}/规划”没有填写，表头要求不能留空",
    ]
    assert table.findings[0].advice == "请填报单位补填后再导入"


def test_a_choice_in_other_words_is_said_with_the_words_there_are():
    table = read(*STARTED, (1, "甲项目", *[None] * 7, "已取得备案证", "已办", "已办", "已办"))
    assert said(table.findings) == ["错误 J5 审批核准备案手续“已取得备案证”不在可选值中，没有导入"]
    assert table.findings[0].advice == "从下拉列表中选择：未办、办理中、已办、不需办理"


def test_hidden_phone_digits_never_come_over():
    table = read(("项目代码", "项目名称", "联系人及电话"), ("A", "甲项目", "张三 138****5678"))
    assert table.of(Projects.contact).values == [None]
    assert said(table.findings) == ["提示 C2 联系人及电话“张三 138****5678”隐去了部分号码，没有导入"]


@pytest.mark.parametrize(
    ("rows", "progress", "stage"),
    [
        (PLANNED, None, "前期"),
        (STARTED, "基础施工", "新开工"),
        (STARTED, "已竣工验收", "竣工"),
        (STARTED, "主体已完工", "新开工"),
        (UNDER_WAY, None, "在建"),
        (STARTED[2:], None, "新开工"),
        (UNDER_WAY[2:], None, "在建"),
        ((TITLES,), None, None),
    ],
)
def test_the_table_tells_the_stage_of_its_projects(rows, progress, stage):
    table = read(*rows, (1, "A" if rows[0] is TITLES else "甲项目", "甲项目", *[None] * 10, progress))
    assert table.stage(0) == stage


def test_xujian_is_zaijian():
    table = read(("项目代码", "项目名称", "项目阶段"), ("A", "甲项目", "续建"), ("B", "乙项目", "在建"))
    assert table.of(Projects.stage).values == ["在建", "在建"]


def test_a_table_of_reports_keeps_its_own_months():
    table = read(("项目代码", "月份", "本月完成投资"), ("A", "2022年8月", 5))
    assert str(table.of(MonthlyProgress.month).values[0])[:7] == "2022-08"
