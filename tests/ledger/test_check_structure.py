"""Checks of the workbook's structure: sheets, columns, required cells, schemes."""

import datetime as dt

from support.ledgers import book_of, ledger_of, lines

from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.ledger.checks.structure import (
    blank_required_cells,
    empty_tables,
    missing_columns,
    missing_sheets,
    settings_without_target,
)
from addin.schema import Issues, LightRules, MonthlyProgress, Projects, Units

RULES = dict(
    light_rules=[dict(scheme="宁波", measure="连续滞后月数", level=1)],
    light_labels=[dict(scheme="宁波", level=0, label="绿")],
)


def loaded(**book):
    return Ledger.load(book_of(**book), dt.date(2022, 9, 1), dt.date(2022, 10, 8))


def test_a_complete_workbook_has_nothing_missing():
    ledger = loaded()
    assert missing_sheets(ledger) == missing_columns(ledger) == []


def test_a_missing_sheet_weighs_as_much_as_it_is_needed():
    assert lines(missing_sheets(loaded(absent=[MonthlyProgress, Issues]))) == [
        "错误 月度进度! 没有“月度进度”工作表，亮灯与排名不完整；把这张表放回工作簿，或从新建的台账复制一张",
        "提示 问题清单! 没有“问题清单”工作表，与它有关的内容略去；把这张表放回工作簿，或从新建的台账复制一张",
    ]


def test_a_sheet_of_which_the_book_said_why_is_not_missing_twice():
    book = book_of(absent=[Issues])
    book.findings = (Finding(Level.ERROR, "问题清单", "", "找不到表头", "恢复表头"),)
    assert missing_sheets(Ledger.load(book, dt.date(2022, 9, 1), dt.date(2022, 10, 8))) == []


def test_missing_columns_are_named_by_sheet_and_weight():
    ledger = loaded(without={MonthlyProgress: ["month"], Projects: ["stage", "industry", "tags"]})
    assert lines(missing_columns(ledger)) == [
        "错误 项目清单! 没有“项目阶段”列，按空白处理；在表头补上这些列名，或把改过的列名改回",
        "提示 项目清单! 没有“清单标签”“行业领域”列，按空白处理；在表头补上这些列名，或把改过的列名改回",
        "错误 月度进度! 没有“月份”列，整张表未计入；在表头补上这些列名，或把改过的列名改回",
    ]


def test_an_empty_workbook_is_a_finding_and_not_a_fault():
    assert lines(empty_tables(ledger_of())) == [
        "提示 项目清单! 没有项目；从第 4 行起逐行填写项目",
        "错误 亮灯规则! 亮灯规则没有内容，无法判定亮灯；从新建的台账复制各方案的行",
        "错误 颜色标签! 颜色标签没有内容，无法判定亮灯；从新建的台账复制各方案的行",
    ]


def test_without_units_nobody_can_be_ranked():
    assert lines(empty_tables(ledger_of(projects=[dict(code="A")], **RULES))) == [
        "疑点 单位名录! 没有单位，各表的责任单位无法核对，也无法按组别排名；填写单位名称和排名组别"
    ]


def test_missing_tables_are_not_also_empty():
    ledger = loaded(absent=[LightRules, Units], projects=[dict(code="A")], light_labels=RULES["light_labels"])
    assert empty_tables(ledger) == []


def test_required_cells_that_are_blank_are_said():
    ledger = ledger_of(
        projects=[dict(code="A", project_name="", total_investment="—", responsible_units=None)],
        monthly_progress=[dict(code="A", month="2022-01")],
    )
    assert lines(blank_required_cells(ledger)) == [
        "疑点 项目清单!C4 项目名称没有填写；补填项目名称",
        "提示 项目清单!J4 项目阶段没有填写，不判亮灯；从下拉列表中选择阶段",
        "疑点 项目清单!N4 总投资没有填写；补填总投资",
        "疑点 项目清单!AK4 责任单位没有填写；补填责任单位",
        "提示 月度进度!D4 本月完成投资没有填写，按缺报处理；没有完成投资时填 0，否则补报",
        "提示 月度进度!E4 形象进度没有填写；补填形象进度",
    ]


def test_a_cell_that_could_not_be_read_is_not_also_blank():
    ledger = ledger_of(
        projects=[
            dict(
                code="A", project_name="甲", stage="开工了", total_investment="约3", responsible_units="甲局"
            )
        ]
    )
    assert blank_required_cells(ledger) == []


def test_schemes_must_stand_on_their_sheets():
    ledger = ledger_of(
        settings=dict(light_scheme="宁坡", home_issuer="区府办", score_scheme="默认"),
        issuers=[dict(short_name="区重点办")],
        **RULES,
    )
    assert lines(settings_without_target(ledger)) == [
        "错误 参数!C4 亮灯方案“宁坡”在亮灯规则中没有；改为亮灯规则中已有的方案：宁波",
        "提示 参数!C5 本机关“区府办”在发文机关中没有；改为发文机关中已有的机关简称：区重点办",
    ]


def test_the_default_scheme_is_looked_for_too():
    ledger = ledger_of(light_rules=[dict(scheme="武汉", measure="完成比", level=1)])
    assert lines(settings_without_target(ledger)) == [
        "错误 参数! 亮灯方案“宁波”在亮灯规则中没有；改为亮灯规则中已有的方案：武汉"
    ]
