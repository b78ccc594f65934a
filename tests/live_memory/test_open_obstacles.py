"""Merged cells are found among the cells that are written and between them; others cost hardly a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_memory.memory_program import MemoryProgram
from live_memory.small_books import TAB, opened

from addin.live.obstacles import arrays, merges, spans_between, spans_of
from addin.workbook.cells import plain
from addin.workbook.edit_list import edit_list
from addin.workbook.edit_places import Box
from addin.workbook.port import SheetEdits


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> MemoryProgram:
    return opened(tmp_path_factory.mktemp("合并"))


@pytest.fixture(autouse=True)
def _plain_again(program: MemoryProgram):
    yield
    program.tab(TAB).merges, program.tab(TAB).arrays = [], []


def spans(*places: tuple[int, int]):
    return spans_between(edit_list(SheetEdits(TAB, [(row, column, "甲") for row, column in places]), plain))


def asked(program: MemoryProgram, where) -> tuple[list[Box], int]:
    program.calls.clear()
    found = merges(program.book.sheets[TAB], where)
    return found, program.calls["merges"]


def test_of_each_column_the_cells_from_the_first_to_the_last_count() -> None:
    assert spans((9, 2), (5, 2), (7, 4)) == {2: (5, 9), 4: (7, 7)}
    assert spans_of((1, 2, 3, 4)) == {2: (1, 3), 3: (1, 3), 4: (1, 3)}


def test_a_sheet_without_merges_among_them_costs_one_question(program: MemoryProgram) -> None:
    assert asked(program, spans((5, 2), (900, 40))) == ([], 1)


def test_a_merge_between_two_written_cells_of_a_column_is_found(program: MemoryProgram) -> None:
    program.tab(TAB).merges = [(7, 2, 8, 3)]
    assert asked(program, spans((5, 2), (9, 2)))[0] == [(7, 2, 8, 3)]


def test_merges_in_other_columns_and_rows_are_not_looked_into_cell_by_cell(program: MemoryProgram) -> None:
    program.tab(TAB).merges = [(row, 10, row, 13) for row in range(1, 400)]
    found, questions = asked(program, spans((5, 2), (400, 2), (3, 20), (390, 20)))
    assert found == [] and questions <= 5


CELLS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=12)


@given(written=CELLS, corners=CELLS)
def test_what_is_found_is_what_a_look_at_every_cell_finds(program, written, corners) -> None:
    boxes: list[Box] = []
    for row, column in corners:
        box = row, column, row + 1, column + 2
        if not any(
            box[0] <= one[2] and one[0] <= box[2] and box[1] <= one[3] and one[1] <= box[3] for one in boxes
        ):
            boxes.append(box)
    program.tab(TAB).merges = program.tab(TAB).arrays = boxes
    where = spans(*written)
    cells = {(row, column) for column, (first, last) in where.items() for row in range(first, last + 1)}
    held = {
        (row, column): box
        for box in boxes
        for row in range(box[0], box[2] + 1)
        for column in range(box[1], box[3] + 1)
    }
    sheet = program.book.sheets[TAB]
    assert sorted(merges(sheet, where)) == sorted({held[cell] for cell in cells & held.keys()})
    assert {box[:2] for box in arrays(sheet, where)} == cells & held.keys()
