"""What is written into open cells: texts stay texts, formulas and errors of others stay, formats stay."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_memory.memory_engine import Range
from live_memory.memory_sheet import Cell
from live_memory.small_books import FIRST, TAB, opened, place, save, value
from live_memory.typed_input import entered

from addin.live.typing import typed, would_change
from addin.schema import Projects

MEANT_AS_TEXT = [
    "=1+1", "+1", "-1", "@SUM(A1)", "'一", "007", "3-4", "1/2", "2022年9月", "2022-09-01", "9月1日", "12:30",
    "TRUE", "false", "#N/A", "1e5", "50%", "￥5", "１２３", "＝1", " 5", "1,000", "2022年9月完成主体",
]  # fmt: skip


@pytest.fixture
def program(tmp_path):
    return opened(tmp_path)


@pytest.mark.parametrize("form", ["General", "@", "0.00", "yyyy-mm-dd"])
def test_a_text_stays_the_text_it_is(program, form):
    at = place(program, "content")
    for text in MEANT_AS_TEXT:
        program.tab(TAB).cells[at] = Cell("旧", "", form)
        assert save(program, {at: text}).findings == ()
        cell = program.tab(TAB).cell(at)
        assert (cell.value, cell.formula, cell.number_format) == (text, "", form)


def test_excel_would_have_taken_most_of_them_for_something_else():
    changed = [text for text in MEANT_AS_TEXT if entered(text, "General").value != text]
    assert len(changed) > 15 and "2022年9月完成主体" not in changed
    assert all(would_change(text) for text in changed)


@settings(max_examples=300)
@given(st.text(st.sampled_from("0123456789=+-@'/:.,%年月日TRUEfalse#N/A 项￥"), min_size=1, max_size=12))
def test_whatever_a_text_is_made_of_it_is_what_the_cell_holds(text):
    handed = typed(text, as_text=False, date1904=False)
    assert entered(handed, "General").value == text


def test_numbers_and_dates_go_into_cells_formatted_as_text_as_numbers(program):
    at = place(program, "project_name")
    below = (FIRST + 1, at[1])
    assert program.tab(TAB).cell(at).number_format == "@"
    save(program, {at: 12.5, below: dt.date(2022, 9, 1)})
    assert [program.tab(TAB).cell(one).value for one in (at, below)] == [12.5, 44805.0]
    assert {program.tab(TAB).cell(one).number_format for one in (at, below)} == {"@"}
    assert value(program, "project_name", FIRST + 2) == "项目3"


def test_dates_keep_the_format_of_their_cell(program):
    at = place(program, "planned_start")
    save(program, {at: dt.date(2022, 9, 1)})
    cell = program.tab(TAB).cell(at)
    assert (cell.value, cell.number_format) == (44805.0, "yyyy-mm-dd")


def test_a_column_of_mixed_formats_is_written_stretch_by_stretch(program):
    at = place(program, "content")
    rows = [(FIRST + n, at[1]) for n in range(3)]
    for cell, form in zip(rows, ("@", "General", "@"), strict=True):
        program.tab(TAB).cells[cell] = Cell("旧", "", form)
    save(program, dict.fromkeys(rows, "3-4"))
    assert [program.tab(TAB).cell(cell).value for cell in rows] == ["3-4"] * 3


def test_a_formula_between_changed_cells_stays_with_what_it_came_to(program):
    light = place(program, "rule_light")
    rows = [(FIRST + n, light[1]) for n in range(3)]
    program.tab(TAB).cells[rows[1]] = Cell("绿", '=IF(1,"绿")', "@")
    save(program, {rows[0]: "红", rows[2]: "黄"})
    cells = [program.tab(TAB).cell(cell) for cell in rows]
    assert [cell.value for cell in cells] == ["红", "绿", "黄"] and cells[1].formula == '=IF(1,"绿")'


def test_an_error_value_between_changed_cells_stays(program):
    light = place(program, "rule_light")
    rows = [(FIRST + n, light[1]) for n in range(3)]
    program.tab(TAB).cells[rows[1]] = Cell(-2146826265, "", "@")
    save(program, {rows[0]: "红", rows[2]: "黄"})
    assert program.tab(TAB).cell(rows[1]).value == -2146826265


def test_a_text_that_begins_with_an_equals_sign_is_no_formula_to_be_left_alone(program):
    light = place(program, "rule_light")
    rows = [(FIRST + n, light[1]) for n in range(3)]
    program.tab(TAB).cells[rows[1]] = Cell("=绿", "", "General")
    save(program, {rows[0]: "红", rows[2]: "黄"})
    cell = program.tab(TAB).cell(rows[1])
    assert (cell.value, cell.formula) == ("=绿", "")


def test_a_wanted_cell_with_a_formula_is_written_over_as_in_a_closed_file(program):
    at = place(program, "rule_light")
    program.tab(TAB).cells[at] = Cell("绿", '=IF(1,"绿")', "@")
    assert save(program, {at: "红"}).cells_written == 1
    assert (program.tab(TAB).cell(at).value, program.tab(TAB).cell(at).formula) == ("红", "")


def test_typed_cells_between_changed_ones_are_not_written_again(program):
    at = place(program, "project_name")
    save(program, {at: "甲", (FIRST + 2, at[1]): "丙"})
    assert [row for (row, column), _ in program.tab(TAB).written if column == at[1]] == [FIRST, FIRST + 2]


def test_merged_cells_and_array_formulas_are_left_alone_and_named(program):
    left, right = place(program, "rule_light"), place(program, "project_name")
    rows = [FIRST, FIRST + 1, FIRST + 2]
    program.tab(TAB).merges.append((FIRST, left[1], FIRST + 1, left[1]))
    program.tab(TAB).arrays.append((FIRST, right[1], FIRST + 1, right[1]))
    cells = {(row, column): "新" for row in rows for column in (left[1], right[1])}
    saved = save(program, cells)
    assert sorted((finding.message, finding.value) for finding in saved.findings) == [
        ("这一格在合并单元格里，没有写入", "新"),
        ("这一格属于数组公式，没有写入", "新"),
        ("这一格属于数组公式，没有写入", "新"),
    ]
    assert saved.cells_written == 3
    assert [value(program, "rule_light", row) for row in rows] == ["新", None, "新"]
    assert [value(program, "project_name", row) for row in rows] == ["项目1", "项目2", "新"]


def test_large_blocks_cut_into_pieces_arrive_whole(program, monkeypatch):
    monkeypatch.setattr(Range, "chunk", 2)
    at = place(program, "rule_light")
    save(program, {(FIRST + n, at[1]): f"第{n}格" for n in range(3)})
    assert [value(program, "rule_light", FIRST + n) for n in range(3)] == ["第0格", "第1格", "第2格"]


def test_what_the_program_did_not_take_as_meant_is_said(program):
    """A cell whose every value the program makes something else of."""
    at = place(program, "content")
    sheet = program.tab(TAB)
    put = sheet.put
    sheet.put = lambda where, given: put(where, "别的" if where == at else given)
    (finding,) = save(program, {at: "新内容"}).findings
    assert (finding.cell, finding.message, finding.value) == (
        f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[at[1] - 1]}4",
        "写入后读回的是“别的”",
        "新内容",
    )


def test_currency_that_a_program_rounds_is_read_as_it_was_typed(program):
    at = place(program, "total_investment")
    program.tab(TAB).cells[at] = Cell(1234.56789, "", "¥#,##0.00")
    from addin.live.book import LiveBook

    cells = LiveBook(program).read(Projects)
    assert cells.values["total_investment"][0] == 1234.56789
    save(program, {(FIRST + 1, at[1]): 5.0})
    assert value(program, "total_investment") == 1234.56789
