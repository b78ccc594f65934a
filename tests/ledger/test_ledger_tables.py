"""Sheets as clean tables: which rows count, and what is said about the others."""

import datetime as dt

import pandas as pd
import pytest
from support.ledgers import FakeBook, book_of, ledger_of, lines

from addin.errors import ProgramError
from addin.findings import Finding, Level
from addin.ledger import Ledger
from addin.schema import (
    LEDGER_SHEETS,
    FormalTalks,
    Indicators,
    Issues,
    Kind,
    LightLabels,
    MonthlyPlans,
    MonthlyProgress,
    Projects,
    Rankings,
    Topics,
)

TODAY = dt.date(2022, 10, 8)


def test_a_table_has_every_column_of_the_schema_in_its_kind():
    ledger = ledger_of()
    for sheet in LEDGER_SHEETS:
        table = ledger[sheet]
        assert list(table.columns) == [*(column.name for column in sheet.columns), "excel_row", "position"]
        for column in sheet.columns:
            expected = {Kind.DATE: "datetime64[ns]", Kind.MONTH: "datetime64[ns]"}.get(column.kind)
            if column.kind in (Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.RATE, Kind.POINTS):
                expected = "float64"
            assert table[column.name].dtype == (expected or object)


def test_rows_know_where_they_stand():
    ledger = ledger_of(projects=[dict(code="A"), dict(project_name="无代码"), dict(code="B")])
    table = ledger[Projects]
    assert table[["code", "excel_row", "position"]].to_numpy().tolist() == [["A", 4, 0], ["B", 6, 2]]
    assert list(table.index) == [0, 1]


def test_a_row_without_its_key_is_left_out_and_said():
    ledger = ledger_of(projects=[dict(code="—", project_name="甲")])
    assert ledger[Projects].empty
    assert lines(ledger.findings) == [
        "错误 项目清单!B4 项目代码没有填写，本行未计入；补上后重新计算；整行不要时请删除该行"
    ]


def test_a_row_in_which_nothing_is_typed_is_not_worth_a_word():
    ledger = ledger_of(projects=[dict(row_id="000000000A", light="绿"), dict(code=None)])
    assert ledger[Projects].empty
    assert ledger.findings == []


def test_the_later_row_of_a_repeated_key_is_left_out():
    ledger = ledger_of(
        projects=[dict(code="A-1", project_name="甲"), dict(code=" ａ－１", project_name="乙")]
    )
    assert ledger[Projects]["project_name"].tolist() == ["甲"]
    assert lines(ledger.findings) == [
        "错误 项目清单!B5 项目代码“ａ－１”与第 4 行重复，以第 4 行为准，本行未计入；核对 B4 与本行，改正项目代码或删除一行"
    ]


def test_a_key_of_several_parts_repeats_only_as_a_whole():
    ledger = ledger_of(
        projects=[dict(code="A"), dict(code="B")],
        monthly_progress=[
            dict(code="A", month="2022-01", month_done=1),
            dict(code="A", month="2022-02", month_done=2),
            dict(code="B", month="2022-01", month_done=3),
            dict(code="A", month=202201, month_done=4),
        ],
    )
    assert ledger[MonthlyProgress]["month_done"].tolist() == [1, 2, 3]
    assert lines(ledger.findings) == [
        "错误 月度进度!B7 项目代码、月份“A、2022-01”与第 4 行重复，以第 4 行为准，本行未计入；核对 B4 与本行，改正项目代码或删除一行"
    ]


def test_an_unreadable_key_is_said_once():
    ledger = ledger_of(
        projects=[dict(code="A")], monthly_progress=[dict(code="A", month="三月", month_done=1)]
    )
    assert ledger[MonthlyProgress].empty
    assert lines(ledger.findings) == ["错误 月度进度!C4 月份“三月”不是月份，本行未计入；改为月份，如 2022-09"]


def test_parts_of_a_key_that_may_be_blank_are_blank():
    ledger = ledger_of(
        projects=[dict(code="A")],
        monthly_plans=[dict(code="A", year=2022)],
        light_labels=[dict(scheme="宁波", level=0, label="绿"), dict(scheme="宁波", label="灰")],
        indicators=[dict(scheme="默认", indicator="开工率（本年）")],
    )
    assert (len(ledger[MonthlyPlans]), len(ledger[LightLabels]), len(ledger[Indicators])) == (1, 2, 1)
    assert ledger.findings == []


def test_a_blank_month_of_effect_repeats_january():
    ledger = ledger_of(
        projects=[dict(code="A")],
        monthly_plans=[dict(code="A", year=2022), dict(code="A", year=2022, effective_from="2022-01")],
    )
    assert len(ledger[MonthlyPlans]) == 1
    assert lines(ledger.findings) == [
        "错误 月度计划!B5 项目代码、年度、生效月份“A、2022、2022-01”与第 4 行重复，以第 4 行为准，本行未计入；核对 B4 与本行，改正项目代码或删除一行"
    ]


def test_bad_cells_are_left_blank_and_said_with_their_value():
    ledger = ledger_of(
        projects=[dict(code="A", total_investment="约300万", year_plan="3.2亿", stage="开工了")]
    )
    row = ledger[Projects].iloc[0]
    assert (pd.isna(row.total_investment), row.year_plan, row.stage) == (True, 32000, None)
    assert ledger.findings == [
        Finding(
            Level.ERROR, "项目清单", "J4", "项目阶段“开工了”不在可选值中，按空白处理",
            "从下拉列表中选择：谋划、储备、前期、新开工、在建、竣工、投产", "A", "开工了",
        ),
        Finding(
            Level.ERROR, "项目清单", "N4", "总投资“约300万”不是数字，按空白处理", "改为以万元计的数字", "A", "约300万",
        ),
        Finding(
            Level.NOTE, "项目清单", "P4", "年计划投资“3.2亿”按 32000 万元计算", "改为以万元计的数字，说明文字写入备注",
            "A", "3.2亿", "32000",
        ),
    ]  # fmt: skip


def test_computed_cells_are_read_without_a_word():
    ledger = ledger_of(
        projects=[dict(code="A", investment_rate="—", deviation="坏", light="绿")], rankings=[dict(score="x")]
    )
    assert ledger[Projects]["investment_rate"].isna().all()
    assert len(ledger[Rankings]) == 1
    assert ledger.findings == []


def test_a_missing_sheet_is_an_empty_table():
    ledger = Ledger.load(book_of(absent=[Issues]), dt.date(2022, 9, 1), TODAY)
    assert not ledger.has(Issues)
    assert ledger[Issues].empty
    assert Issues not in ledger.cells
    assert ledger.has(Topics)


def test_a_sheet_without_its_key_column_has_no_rows():
    book = book_of(
        without={MonthlyProgress: ["month"]},
        projects=[dict(code="A")],
        monthly_progress=[dict(code="A", month_done=1)],
    )
    assert Ledger.load(book, None, TODAY)[MonthlyProgress].empty


def test_a_missing_column_is_blank():
    book = book_of(without={Projects: ["stage", "light"]}, projects=[dict(code="A", stage="在建")])
    ledger = Ledger.load(book, None, TODAY)
    assert ledger[Projects]["stage"].tolist() == [None]
    assert not ledger.has_column(Projects, "stage")


def test_without_the_project_list_the_run_stops():
    with pytest.raises(ProgramError) as stopped:
        Ledger.load(book_of(absent=[Projects]), None, TODAY)
    assert str(stopped.value) == "工作簿：没有“项目清单”工作表。把台账的这张表放回工作簿，或用 new 新建台账。"
    assert stopped.value.exit_code == 3


def test_without_project_codes_the_run_stops():
    with pytest.raises(ProgramError) as stopped:
        Ledger.load(book_of(without={Projects: ["code"]}), None, TODAY)
    assert str(stopped.value) == "工作表“项目清单”：没有“项目代码”列。在表头补上“项目代码”列。"


def test_where_the_book_knows_why_it_says_so():
    book = book_of(absent=[Projects])
    book.findings = (
        Finding(Level.ERROR, "项目清单", "", "前 20 行里找不到表头，这张表没有读取", "请恢复列标题那一行"),
    )
    with pytest.raises(ProgramError) as stopped:
        Ledger.load(book, None, TODAY)
    assert (
        str(stopped.value) == "工作表“项目清单”：前 20 行里找不到表头，这张表没有读取。请恢复列标题那一行。"
    )


def test_what_the_book_finds_while_reading_is_heard():
    class Telling(FakeBook):
        def read(self, sheet, columns=None):
            self.findings = (*self.findings, Finding(Level.NOTE, sheet.title, "", "表名改过", "改回"))
            return super().read(sheet, columns)

    ledger = Ledger.load(Telling(book_of().sheets), dt.date(2022, 9, 1), TODAY)
    assert ledger.has(Issues)
    assert [one.sheet for one in ledger.findings] == ["项目清单", "参数", "月度进度", "问题清单"]


def test_what_the_book_found_comes_first():
    book = book_of()
    book.findings = (Finding(Level.NOTE, "项目清单", "", "表名改过", "改回"),)
    assert Ledger.load(book, dt.date(2022, 9, 1), TODAY).findings == list(book.findings)


def test_a_finding_carries_address_project_and_value():
    ledger = ledger_of(
        projects=[dict(code="A-1", total_investment=12000.0)],
        issues=[dict(number="W1", code="ａ-1")],
        formal_talks=[dict(number="Y1", codes="A-1")],
    )
    one = ledger.finding(Level.DOUBT, Projects, 0, "total_investment", "问题", "建议", used="1")
    assert one == Finding(Level.DOUBT, "项目清单", "N4", "问题", "建议", "A-1", "12000", "1")
    assert ledger.finding(Level.NOTE, Projects, None, None, "问题", "建议").cell == ""
    assert ledger.finding(Level.NOTE, Issues, 0, "number", "问题", "建议").project == "A-1"
    assert ledger.finding(Level.NOTE, FormalTalks, 0, "number", "问题", "建议").project == "A-1"
    assert ledger.findings == []
