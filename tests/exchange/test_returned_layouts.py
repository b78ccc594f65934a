"""Where a table stands in a returned file, whatever people did to its rows and columns."""

from __future__ import annotations

from typing import Any

import pytest

from addin.exchange.exchanged import column_id, exchanged
from addin.exchange.returned_tables import ReturnedTable, read_tables, signature
from addin.findings import Finding
from addin.schema import Issues, MonthlyProgress, Projects
from addin.workbook.outside import OutsideTab
from addin.workbook.port import CellValue

NAMES = ("row_id", "code", "month", "project_name", "month_done", "physical_progress")
COLUMNS = [MonthlyProgress.column(name) for name in NAMES]
IDS = [column_id(MonthlyProgress, column) for column in COLUMNS]
TITLES = [column.title for column in COLUMNS]
DATA: list[list[CellValue]] = [
    ["WPQWVF5F49", "A00", "2022-09", "滨江道路", 5.0, "封顶"],
    ["9KBV568E6N", "A01", "2022-09", "北门学校", "", "二层"],
]
Rows = list[list[CellValue]]


def as_sent() -> Rows:
    """The rows of a package's sheet, as split writes them."""
    return [
        ["月度进度（甲局）", "", "", "", "", ""],
        ["单位：万元", "", "", "", "", ""],
        [*IDS],
        [*TITLES],
        *DATA,
    ]


def read(rows: Rows, tab: str = "月度进度", left: int = 1) -> tuple[ReturnedTable | None, list[Finding]]:
    width = max(map(len, rows))
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    tables, findings = read_tables([OutsideTab("回.xlsx", tab, left, even)], {})
    return (tables[0] if tables else None), findings


def said(table: ReturnedTable | None) -> list[tuple[Any, ...]]:
    assert table is not None
    columns = [table.values(name) for name in ("code", "month_done", "physical_progress")]
    return list(zip(*columns, strict=True))


EXPECTED = [("A00", 5.0, "封顶"), ("A01", None, "二层")]


def test_as_it_was_sent() -> None:
    table, findings = read(as_sent())
    assert said(table) == EXPECTED and findings == []
    assert table is not None and table.ids == ["WPQWVF5F49", "9KBV568E6N"]
    assert (table.place(0, "month_done"), table.place(1)) == ("月度进度!E5", "月度进度!第6行")


def test_rows_inserted_above_make_no_difference() -> None:
    above: Rows = [["请各单位认真填报", "", "", "", "", ""], ["", "", "", "", "", ""]]
    rows = as_sent()
    assert said(read([*above, *rows])[0]) == EXPECTED
    between = [*rows[:3], ["（第二次催报）", "", "", "", "", ""], *rows[3:]]
    table, _ = read(between)
    assert said(table) == EXPECTED
    assert table is not None and table.place(0, "month_done") == "月度进度!E6"


def test_columns_moved_or_inserted_make_no_difference() -> None:
    order = [5, 0, 4, 1, 2, 3]
    moved = [[row[place] for place in order] for row in as_sent()]
    table, findings = read(moved)
    assert said(table) == EXPECTED and findings == []
    assert table is not None and table.place(0, "physical_progress") == "月度进度!A5"
    assert said(read(as_sent(), left=3)[0]) == EXPECTED  # two empty columns before the table


def test_a_renamed_header_and_a_renamed_tab_are_known_by_the_hidden_row() -> None:
    rows = as_sent()
    rows[3] = ["x", "代号", "月", "名", "本月投了多少", "进度"]
    table, findings = read(rows, tab="九月报表")
    assert said(table) == EXPECTED and findings == []


def test_without_the_hidden_row_the_titles_say_what_a_column_is() -> None:
    rows = as_sent()
    del rows[2]
    rows[2] = ["行标识", "项目代码*", " 月份 ", "项目名称", "本月完成投资（万元）", "形象\n进度"]
    assert said(read(rows)[0]) == EXPECTED


def test_a_missing_column_is_untouched() -> None:
    rows = [row[:4] + row[5:] for row in as_sent()]
    table, findings = read(rows)
    assert table is not None and "month_done" not in table.columns and findings == []


def test_a_column_that_stands_twice_stops_its_sheet() -> None:
    rows = [[*row, row[4]] for row in as_sent()]
    table, findings = read(rows)
    assert table is None
    assert [(one.message, one.cell) for one in findings] == [
        ("列“本月完成投资”出现两次，这张表没有读取", "A4")
    ]
    typed_beside = as_sent()
    typed_beside[2].append("")
    typed_beside[3].append("本月完成投资")
    assert read(typed_beside)[0] is None


def test_a_column_that_nobody_knows_is_told_with_what_stands_in_it() -> None:
    rows = [
        [*row, value] for row, value in zip(as_sent(), ["", "", "", "我的备忘", "问小李", 7.0], strict=True)
    ]
    table, findings = read(rows)
    assert said(table) == EXPECTED
    assert [(one.message, one.value, one.cell) for one in findings] == [
        ("未识别列“我的备忘”有2格内容（G5“问小李”等），没有采用", "G5：问小李；G6：7", "G4")
    ]


def test_blank_rows_and_totals_are_no_rows() -> None:
    rows = as_sent()
    rows[4:] = [["", "", "", "", "", ""], DATA[0], ["G3TVTK4YK5", "", "", "", "", ""], DATA[1],
                ["", "合计", "", "", 5.0, ""]]  # fmt: skip
    table, findings = read(rows)
    assert said(table) == EXPECTED
    assert [(one.message, one.cell) for one in findings] == [("合计行不是数据，没有读取", "B9")]


def test_a_tab_without_header_and_a_tab_of_the_units_own_are_told() -> None:
    table, findings = read(as_sent()[4:])
    assert table is None
    assert [one.message for one in findings] == ["前 20 行里找不到表头，这张表没有读取"]
    table, findings = read([["随便写写", "一"]], tab="草稿")
    assert table is None
    assert [one.message for one in findings] == ["不是发出的表（A1“随便写写”等），没有读取"]
    assert read([["包号", "CP202209-01"]], tab="填报说明") == (None, [])


def test_a_table_that_stands_on_two_tabs_is_read_once_and_said() -> None:
    tabs = [OutsideTab("回.xlsx", name, 1, as_sent()) for name in ("月度进度", "月度进度 (2)")]
    tables, findings = read_tables(tabs, {})
    assert [table.tab for table in tables] == ["月度进度"]
    assert [one.message for one in findings] == ["与工作表“月度进度”是同一张表，只读了“月度进度”"]


@pytest.mark.parametrize("sheet", [Projects, Issues, MonthlyProgress])
def test_every_sent_column_is_found_by_its_number_and_by_its_title(sheet: Any) -> None:
    columns = exchanged(sheet).columns
    numbers = [column_id(sheet, column) for column in columns]
    titles = [column.title for column in columns]
    row: list[CellValue] = [f"v{place}" for place in range(len(columns))]
    for rows in ([numbers, ["?"] * len(columns), row], [titles, row]):
        tables, _ = read_tables([OutsideTab("回.xlsx", sheet.title, 1, [list(one) for one in rows])], {})
        assert tables[0].columns == [column.name for column in columns if column.name != "row_id"]


def test_the_signature_is_of_the_data_whatever_program_saved_it_in_whatever_order() -> None:
    first, _ = read(as_sent())
    rows = as_sent()
    rows[4:] = [list(DATA[1]), [*DATA[0][:2], "2022年9月", "滨江道路 ", "5.00", "封顶\r\n"]]
    second, _ = read(rows, tab="改过名")
    rows[4][5] = "三层"
    third, _ = read(rows)
    assert first is not None and second is not None and third is not None
    assert signature([first]) == signature([second])
    assert signature([first]) != signature([third])
