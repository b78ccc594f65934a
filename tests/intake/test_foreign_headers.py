"""Where the header of a foreign table stands, what its columns are, and which sheet of ours it is."""

import pytest
from support.foreign import PLANNED, STARTED, UNDER_WAY, read, said, tab_of
from support.ledgers import ledger_of

from addin.intake.columns import choose
from addin.intake.foreign import read_foreign
from addin.intake.header import find_head, read_title
from addin.schema import Issues, Milestones, MonthlyProgress, Projects, Reserve

PROJECT = ("1", "甲项目", "甲镇", 100)


def _columns(*rows):
    return {one.leaf.shown: one.title for one in read(*rows).fit.fields}


def _leaves(*rows):
    head = find_head(tab_of(*rows))
    return (head.first, head.last, [leaf.shown for leaf in head.leaves]) if head else None


@pytest.mark.parametrize(
    ("text", "core", "unit", "year"),
    [
        ("总投资", "总投资", "", None),
        ("总投资（亿元）", "总投资", "亿元", None),
        ("总 投 资\n(万元)", "总投资", "万元", None),
        ("2021 年投资目标", "年投资目标", "", 2021),
        ("２０２１年度计划投资（万元）", "年计划投资", "万元", 2021),
        ("前期进展情况（必须填写详细，不能留空格）", "前期进展情况", "", None),
        ("（一）", "(一)", "", None),
    ],
)
def test_a_title_is_read_without_its_bracket_year_and_blanks(text, core, unit, year):
    title = read_title(text)
    assert (title.core, title.unit, title.year) == (core, unit, year)


def test_the_planned_table_has_one_header_row_below_title_and_unit():
    first, last, leaves = _leaves(*PLANNED)
    assert (first, last, len(leaves)) == (2, 2, 14)


def test_two_levels_are_flattened_and_single_titles_keep_their_name():
    first, last, leaves = _leaves(*STARTED, ("1", "甲项目"))
    assert (first, last) == (2, 3)
    early = "前期进展情况(必须填写详细,不能留空格)"
    assert leaves[8:14] == [
        "2022年投资目标", f"{early}/审批、核准、备案", f"{early}/环评", f"{early}/土地", f"{early}/规划", "项目进展情况",
    ]  # fmt: skip


def test_a_trailing_empty_column_is_no_column():
    assert len(_leaves(*UNDER_WAY)[2]) == 22
    assert len(_leaves(UNDER_WAY[2] + (None,), UNDER_WAY[3])[2]) == 22


def test_a_first_row_of_texts_alone_is_not_taken_for_a_second_header_row():
    head = find_head(tab_of(*UNDER_WAY, ("一", "甲项目", "产业", "建厂房", "2021-2023", "曹镇")))
    assert head.last == 3


def test_three_levels_are_flattened_too():
    rows = (
        ("序号", "项目名称", "责任单位", "投资情况", None, None, None),
        (None, None, None, "计划", None, "完成", None),
        (None, None, None, "总投资", "年计划投资", "本月完成投资", "累计完成投资"),
        (1, "甲项目", "甲镇", 100, 50, 5, 30),
    )
    first, last, leaves = _leaves(*rows)
    assert (first, last) == (0, 2)
    assert leaves[3:] == [
        "投资情况/计划/总投资", "投资情况/计划/年计划投资", "投资情况/完成/本月完成投资", "投资情况/完成/累计完成投资",
    ]  # fmt: skip


def test_groups_above_the_known_titles_belong_to_the_header():
    rows = (
        ("基本情况", None, None, "投资（亿元）", None),
        ("项目名称", "责任单位", "建设地点", "总投资", "年计划投资"),
        ("甲项目", "甲镇", "曹镇", 1, 0.5),
    )
    assert _leaves(*rows)[:2] == (0, 1)
    assert [one.unit for one in read(*rows).fit.money] == ["亿元", "亿元"]


def test_the_header_is_looked_for_in_the_first_twenty_rows_only():
    assert find_head(tab_of(*[("说明",)] * 19, PLANNED[2])) is not None
    assert find_head(tab_of(*[("说明",)] * 20, PLANNED[2])) is None


def test_what_the_three_tables_call_their_columns_is_ours():
    started = _columns(*STARTED, ("1", "甲项目"))
    early = "前期进展情况(必须填写详细,不能留空格)"
    assert started == {
        "项目名称": "项目清单!项目名称",
        "行业领域": "项目清单!行业领域",
        "建设单位": "项目清单!项目单位",
        "建设规模和主要内容": "项目清单!建设内容及规模",
        "项目实施地点": "项目清单!建设地点",
        "总投资": "项目清单!总投资",
        "建设起止年限": "项目清单!建设年限",
        "2022年投资目标": "项目清单!年计划投资",
        f"{early}/审批、核准、备案": "项目清单!审批核准备案手续",
        f"{early}/环评": "项目清单!环评审批手续",
        f"{early}/土地": "项目清单!用地审批手续",
        f"{early}/规划": "项目清单!用地规划手续",
        "项目进展情况": "月度进度!形象进度",
        "项目单位联系人及电话": "项目清单!联系人及电话",
        "备注": "项目清单!备注",
    }
    under_way = _columns(*UNDER_WAY, ("1", "甲项目"))
    assert under_way["本月完成投资"] == "月度进度!本月完成投资"
    assert under_way["2022年计划完成投资"] == "项目清单!年计划投资"
    assert under_way["联审联批手续/环评审批手续"] == "项目清单!环评审批手续"
    assert _columns(*PLANNED, ("1", "甲项目"))["存在问题"] == "月度进度!存在问题"


@pytest.mark.parametrize(
    ("titles", "sheet"),
    [
        (("项目代码", "月份", "本月完成投资", "形象进度", "存在问题", "下步措施"), MonthlyProgress),
        (("项目名称", "申报单位", "行业领域", "项目属性", "资金层级", "总投资", "申请日期"), Reserve),
        (("问题编号", "项目代码", "问题描述", "责任单位", "办结时限", "解决标准"), Issues),
        (("项目代码", "节点序号", "节点名称", "完成标准", "计划完成时间"), Milestones),
        (("项目名称", "责任单位", "总投资"), Projects),
    ],
)
def test_the_sheet_whose_columns_match_best_is_meant(titles, sheet):
    fit, _ = choose(tab_of(titles), find_head(tab_of(titles)))
    assert fit is not None and fit.sheet is sheet


def test_a_table_that_fits_none_is_said():
    table, findings = read_foreign(ledger_of(), tab_of(("姓名", "电话", "住址"), ("张三", "1", "2")))
    assert table is None
    assert said(findings) == ["提示 前 20 行里找不到台账认识的列标题，这张表没有导入"]
    assert findings[0].sheet == "来表.xlsx/Sheet1"
    _, findings = read_foreign(
        ledger_of(), tab_of(("责任单位", "责任人", "完成标准"), ("甲镇", "张三", "好"))
    )
    assert said(findings) == [
        "提示 列标题与项目清单、月度进度、储备库、问题清单、节点计划都对不上，这张表没有导入"
    ]


def test_a_table_that_fits_two_sheets_is_not_guessed_but_the_tab_name_decides():
    titles = ("项目代码", "行业领域", "总投资", "建设内容及规模")
    _, findings = read_foreign(ledger_of(), tab_of(titles, ("A", "产业", 1, "建")))
    assert said(findings) == ["错误 列标题同时对得上“项目清单”、“储备库”，无法认定，这张表没有导入"]
    assert findings[0].advice == "请把工作表名改成其中正确的一个，再导入"
    assert read(titles, ("A", "产业", 1, "建"), tab="储备库").fit.sheet is Reserve


def test_a_plan_of_another_year_is_not_taken():
    table = read(("项目代码", "项目名称", "2021年计划完成投资"), ("A", "甲项目", 500))
    assert said(table.findings)[0] == (
        "疑点 C1 列标题写的是 2021 年，台账的计划年度是 2022 年，这一列没有导入"
    )
    assert table.of(Projects.year_plan) is None


def test_columns_that_are_not_taken_over_are_said():
    table = read(
        ("项目代码", "项目名称", "总投资", "吉祥物", "发布灯", "序号"), ("A", "甲项目", 5, "熊", "红", 1)
    )
    assert said(table.findings) == [
        "提示 D1 列“吉祥物”没有对应的列，没有导入",
        "提示 E1 列“发布灯”在台账中由系统计算（项目清单!发布灯），没有导入",
    ]


def test_a_table_with_little_in_common_is_about_something_else():
    titles = ("项目代码", "项目名称", "责任单位", *(f"设备{number}" for number in range(7)))
    assert read_foreign(ledger_of(), tab_of(titles, ("A", "甲", "乙")))[0] is None
    assert read_foreign(ledger_of(), tab_of(titles[:9], ("A", "甲", "乙")))[0] is not None


def test_other_sheets_of_a_copy_of_the_ledger_are_left_alone():
    tab = tab_of(("项目代码", "项目名称", "责任单位", "总投资"), ("A", "甲", "乙", 1), tab="实地查看")
    table, findings = read_foreign(ledger_of(), tab)
    assert table is None
    assert said(findings) == ["提示 这是台账的“实地查看”，不由导入更新，没有导入"]
