"""Reading ledger sheets: header search, rows that are no data, values."""

import datetime as dt

import pytest
from workbook_samples import (
    PROGRESS_COLUMNS,
    PROJECT_COLUMNS,
    PROJECTS,
    plain_book,
    progress_rows,
    project_book,
)

from addin.schema import MonthlyProgress, Projects
from addin.workbook.closed_file import ClosedBook, open_outside
from addin.workbook.headers import column_titled, normal_title, without_bracket
from addin.workbook.port import CellError


def opened(path):
    return ClosedBook.open(path)


def messages(book):
    return [(str(f.level), f.sheet, f.cell, f.message, f.advice) for f in book.findings]


def test_a_sheet_is_read_by_its_header(tmp_path):
    book = opened(project_book(tmp_path / "账.xlsx"))
    cells = book.read(Projects)
    assert cells.tab == "项目清单" and cells.header_row == 3 and cells.last_row == 6
    assert cells.rows.tolist() == [4, 5, 6]
    assert cells.columns["code"] == 2 and cells.columns["investment_rate"] == 8
    assert cells.values["project_name"].tolist() == ["东港大道", "滨河学校", "城西水厂"]
    assert cells.values["total_investment"].tolist() == [32000.0, 8600.5, 15000.0]
    assert cells.values["rule_light"].tolist() == ["绿", "黄", None]
    assert cells.address(2, "code") == "B6"
    assert messages(book) == []


def test_only_the_columns_asked_for_are_kept_and_more_can_be_asked_later(tmp_path):
    book = opened(project_book(tmp_path / "账.xlsx"))
    assert set(book.read(Projects, ["code"]).values) == {"code"}
    assert "stage" in book.read(Projects).values
    assert book.read(Projects) is book.read(Projects, ["code"])


def test_a_missing_sheet_is_none(tmp_path):
    assert opened(project_book(tmp_path / "账.xlsx")).read(MonthlyProgress) is None


def test_titles_are_known_in_full_width_with_spaces_line_breaks_and_units(tmp_path):
    titles = [
        "行标识",
        "项目 代码*",
        "项目\n名称",
        "项目阶段",
        "责任单位",
        "总投资（万元）",
        "规则灯",
        "时序 进度",
    ]
    cells = opened(project_book(tmp_path / "账.xlsx", columns=titles)).read(Projects)
    assert list(cells.columns) == [
        "row_id", "code", "project_name", "stage", "responsible_units", "total_investment", "rule_light", "scheduled_progress",
    ]  # fmt: skip


def test_a_unit_other_than_ten_thousand_yuan_is_another_column():
    assert column_titled(Projects, "总投资(亿元)") is None
    assert without_bracket(normal_title("总投资（ 万元 ）")) == "总投资"


def test_columns_moved_added_and_missing(tmp_path):
    columns = [Projects.total_investment, "说明", Projects.code, Projects.stage, Projects.project_name]
    rows = [(1, "甲", "P1", "在建", "东港大道")]
    cells = opened(project_book(tmp_path / "账.xlsx", rows, columns=columns)).read(Projects)
    assert cells.columns == {"total_investment": 1, "code": 3, "stage": 4, "project_name": 5}
    assert cells.extra == {"说明": 2}
    assert "rule_light" not in cells.values


def test_a_title_that_stands_twice_is_reported_with_both_cells(tmp_path):
    columns = [*PROJECT_COLUMNS[:4], "备注", "备注"]
    book = opened(
        project_book(
            tmp_path / "账.xlsx", [("r", "P1", "甲", "在建", "一", "二")], columns=columns, table=False
        )
    )
    assert book.read(Projects).values["remarks"].tolist() == ["一"]
    assert messages(book) == [
        ("错误", "项目清单", "F3", "列标题“备注”出现两次：E3 和 F3", "改正或删去其中一列")
    ]


def test_blank_total_and_repeated_header_rows_are_no_data(tmp_path):
    titles = tuple(column.title for column in PROJECT_COLUMNS)
    rows = [
        PROJECTS[0],
        (),
        titles,
        PROJECTS[1],
        ("r9",),
        ("", "", "合 计", "", "", 40600.5),
        ("", "小计："),
        ("", "P9", "总计"),
    ]
    book = opened(project_book(tmp_path / "账.xlsx", rows, table=False))
    cells = book.read(Projects)
    assert cells.values["code"].tolist() == ["P001", "P002", "P9"]
    assert cells.rows.tolist() == [4, 7, 11] and cells.last_row == 11
    assert messages(book) == [
        ("提示", "项目清单", "A9", "合计行不是数据，计算时没有用它", "合计可放在表外"),
        ("提示", "项目清单", "A10", "合计行不是数据，计算时没有用它", "合计可放在表外"),
    ]


def test_a_zero_alone_makes_a_row(tmp_path):
    rows = [PROJECTS[0], ("", None, None, None, None, 0)]
    assert opened(project_book(tmp_path / "账.xlsx", rows)).read(Projects).rows.tolist() == [4, 5]


def test_a_renamed_tab_is_found_by_its_header(tmp_path):
    book = opened(
        project_book(
            tmp_path / "账.xlsx", tab="项目清单(6月)", columns=list(Projects.columns), rows=[("r", "P1")]
        )
    )
    assert book.read(Projects).values["code"].tolist() == ["P1"]
    assert messages(book) == [
        (
            "提示",
            "项目清单(6月)",
            "",
            "没有名为“项目清单”的工作表，按表头认定“项目清单(6月)”就是它",
            "请把工作表名改回“项目清单”",
        )
    ]


def test_two_tabs_that_fit_are_reported_and_neither_is_taken(tmp_path):
    titles = [column.title for column in Projects.columns]

    def second(workbook):
        workbook.add_worksheet("乙").write_row(2, 0, titles)

    book = opened(project_book(tmp_path / "账.xlsx", [("r", "P1")], second, tab="甲", columns=titles))
    assert book.read(Projects) is None
    assert messages(book) == [
        (
            "错误",
            "项目清单",
            "",
            "没有名为“项目清单”的工作表，“甲”、“乙”的表头都像它，无法认定",
            "请把其中正确的一张改名为“项目清单”",
        )
    ]


def test_a_sheet_without_its_header_is_reported(tmp_path):
    book = opened(plain_book(tmp_path / "账.xlsx", {"A1": "x"}, tab="项目清单"))
    assert book.read(Projects) is None
    assert messages(book) == [
        ("错误", "项目清单", "", "前 20 行里找不到表头，这张表没有读取", "请恢复列标题那一行")
    ]


def test_error_values_come_as_such_and_formulas_by_their_last_value(tmp_path):
    def formulas(workbook):
        sheet = workbook.get_worksheet_by_name("项目清单")
        sheet.write_formula("F4", "=1/0", None, "#DIV/0!")
        sheet.write_formula("F5", "=40+2", None, 42)

    values = opened(project_book(tmp_path / "账.xlsx", more=formulas)).read(Projects).values
    assert values["total_investment"].tolist() == [CellError("#DIV/0!"), 42.0, 15000.0]


def test_hidden_rows_are_data(tmp_path):
    def hide(workbook):
        workbook.get_worksheet_by_name("项目清单").set_row(4, None, None, {"hidden": True})

    assert len(opened(project_book(tmp_path / "账.xlsx", more=hide)).read(Projects).rows) == 3


def test_dates_times_and_truth_values(tmp_path):
    def values(workbook):
        sheet = workbook.get_worksheet_by_name("月度进度")
        for row, (value, form) in enumerate(
            [
                (44805, "yyyy-mm-dd"),
                (44805.5, "yyyy-mm-dd hh:mm"),
                (0.375, "hh:mm"),
                (44805, "General"),
                (1.5, "[h]:mm"),
            ],
            3,
        ):
            sheet.write_number(row, 2, value, workbook.add_format({"num_format": form}))
        sheet.write_boolean(8, 2, True)

    rows = [("m", f"P{i}", None, 1.0, "x") for i in range(6)]
    path = project_book(tmp_path / "账.xlsx", rows, values, tab="月度进度", columns=PROGRESS_COLUMNS)
    assert opened(path).read(MonthlyProgress).values["month"].tolist() == [
        dt.date(2022, 9, 1), dt.datetime(2022, 9, 1, 12), "09:00", 44805.0, 1.5, True,
    ]  # fmt: skip


def test_day_numbers_of_a_1904_workbook_count_as_everywhere_else(tmp_path):
    def number(workbook):
        workbook.get_worksheet_by_name("月度进度").write_number(3, 2, 44805 - 1462)

    rows = [("m", "P1", None, 1.0, "x")]
    path = project_book(
        tmp_path / "账.xlsx", rows, number, tab="月度进度", columns=PROGRESS_COLUMNS, date_1904=True
    )
    assert opened(path).read(MonthlyProgress).values["month"].tolist() == [44805.0]


def test_equal_texts_share_one_object(tmp_path):
    path = project_book(tmp_path / "账.xlsx", progress_rows(2, 3), tab="月度进度", columns=PROGRESS_COLUMNS)
    texts = opened(path).read(MonthlyProgress).values["physical_progress"].tolist()
    assert len({id(text) for text in texts}) == 1


@pytest.mark.parametrize("opening", [ClosedBook.open, open_outside])
def test_a_far_cell_is_left_out_and_reported(tmp_path, opening):
    def far(workbook):
        workbook.get_worksheet_by_name("项目清单").write("XFD1048576", "远")

    path = project_book(tmp_path / "账.xlsx", more=far)
    before = path.read_bytes()
    book = opening(path)
    assert book.read(Projects).values["code"].tolist() == ["P001", "P002", "P003"]
    assert messages(book) == [
        ("疑点", "项目清单", "XFD1048576", "这一格离表格太远，没有读取", "如不需要请删去这一格的内容")
    ]
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["账.xlsx"]
