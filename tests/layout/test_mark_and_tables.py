"""Long names are narrowed into the type area; tables take the largest type that fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.blocks import Table, TableColumn
from docgen.layout.masthead import mark_run
from docgen.layout.tables import column_widths, table_elements, table_size
from docgen.layout.text_width import lines_needed, text_width

WIDTH = 8844


def table(*widths: float) -> Table:
    return Table(tuple(TableColumn("列", width) for width in widths), ())


@given(st.integers(2, 45))
def test_a_mark_of_any_length_stays_within_156_mm(length):
    run = mark_run("某" * length)
    assert length * run.size * run.scale / 100 <= 156 / 25.4 * 72


def test_a_short_mark_is_as_large_as_goes_and_not_narrowed():
    run = mark_run("甬江区政府文件")
    assert (run.size, run.scale) == (60, 100)


def test_a_long_mark_is_narrowed_before_it_is_made_smaller():
    ten, twenty = mark_run("某" * 10), mark_run("某" * 20)
    assert ten.size == 60
    assert ten.scale < 100
    assert twenty.size < 60


@given(st.lists(st.floats(1, 30), min_size=1, max_size=15))
def test_columns_add_up_to_the_line(widths):
    columns = column_widths(table(*widths), WIDTH)
    assert sum(columns) == WIDTH
    assert min(columns) > 0


def test_more_columns_take_smaller_type():
    assert table_size(table(5, 10, 10), WIDTH) == 14
    assert table_size(table(*[5] * 8), WIDTH) == 10.5
    assert table_size(table(*[5] * 20), WIDTH) == 9


def test_the_unit_stands_above_right_with_its_label_once():
    given = Table((TableColumn("名称", 4),), (("甲",),), unit="单位：万元")
    assert table_elements(given, WIDTH)[0].text == "单位：万元"


def test_figures_are_half_as_wide_as_characters():
    assert text_width("2022年") == 3
    assert text_width("“〔★—") == 4


@given(st.text("重大项目12，。", max_size=300), st.integers(5, 40))
def test_more_text_never_takes_fewer_lines(text, width):
    assert 1 <= lines_needed(text, width) <= lines_needed(text + "重", width)


def filled(columns: tuple[TableColumn, ...], *rows: tuple[str, ...]) -> Table:
    return Table(columns, rows)


def test_a_column_is_never_too_narrow_for_its_codes():
    columns = (TableColumn("编号", 2), TableColumn("议定内容", 30))
    narrow = filled(columns, ("SX2022-014", "由区水利局牵头"))
    code, content = column_widths(narrow, WIDTH, 10.5)
    assert code >= text_width("SX2022-014") * 10.5 * 20 + 114
    assert code + content == WIDTH


def test_equal_cells_of_a_merged_column_are_one_cell():
    columns = (TableColumn("组别", 4, merged=True), TableColumn("单位", 8))
    rows = (("街道", "甲"), ("街道", "乙"), ("部门", "丙"))
    (grid,) = table_elements(filled(columns, *rows), WIDTH)
    assert [(row[0].text, row[0].merge) for row in grid.rows] == [
        ("组别", ""),
        ("街道", "restart"),
        ("", "continue"),
        ("部门", ""),
    ]
    assert [row[1].text for row in grid.rows] == ["单位", "甲", "乙", "丙"]


def test_a_column_is_wide_enough_for_the_dates_in_it() -> None:
    columns = (TableColumn("事项", 30, "left"), TableColumn("时限", 4))
    dated = Table(columns, (("主体结构封顶", "2022年12月30日"),))
    width, size = 8844, 10.5
    assert column_widths(dated, width, size)[1] >= 7 * size * 20
    undated = Table(columns, (("主体结构封顶", "年底前"),))
    assert column_widths(undated, width, size)[1] < 7 * size * 20
