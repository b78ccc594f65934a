"""After a write only what it can have changed is read again; the fingerprint kept for 撤销 is that of all the same."""

from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from live_memory.memory_program import MemoryProgram
from live_memory.memory_sheet import Cell
from live_memory.small_books import FIRST, TAB, place, project_rows, save

from addin.errors import WouldLoseError
from addin.live.book import LiveBook
from addin.live.tabs import LiveTabs
from addin.live.undo import undo
from addin.schema import MonthlyProgress, Projects
from addin.workbook.content import content_fingerprint
from addin.workbook.headers import HEADER_WITHIN
from addin.workbook.port import Edits
from addin.workbook.version_store import read_steps
from workbook_templates.build import build_workbook

ROWS = 40
LAST = FIRST + ROWS - 1


@pytest.fixture
def program(tmp_path: Path) -> MemoryProgram:
    """More rows than the first ones, which are always read again."""
    path = tmp_path / "台账.xlsx"
    build_workbook(path, {Projects: project_rows(ROWS)}, {})
    return MemoryProgram(path)


def write(program: MemoryProgram, new: object, row: int = LAST) -> None:
    save(program, {place(program, "rule_light", row): new})


def reads_below_the_first_rows(program: MemoryProgram, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the cells of each column of 项目清单 are asked for, from now on."""
    sheet, times = program.tab(TAB), Counter()
    shown = sheet.shown

    def asked(at: tuple[int, int]) -> object:
        times[at[1]] += at[0] == HEADER_WITHIN + 1
        return shown(at)

    monkeypatch.setattr(sheet, "shown", asked)
    return times


def at_the_end_of_writing(program: MemoryProgram, monkeypatch: pytest.MonkeyPatch, happens) -> None:
    quiet = program.quiet

    @contextmanager
    def and_then():
        with quiet():
            yield
        happens()

    monkeypatch.setattr(program, "quiet", and_then)


def is_kept(program: MemoryProgram) -> bool:
    """Whether the last step's fingerprint is that of the workbook as it stands, all of it read anew."""
    return read_steps(program.path)[-1].after == content_fingerprint(LiveTabs(program.book))


def test_of_a_written_tab_the_written_columns_are_read_again_and_no_others(program, monkeypatch):
    light = place(program, "rule_light")[1]
    times = reads_below_the_first_rows(program, monkeypatch)
    write(program, "红")
    once_more = times.pop(light) - min(times.values())
    assert set(times.values()) == {2}  # read, and read before writing, as Excel cannot say whether it changed
    assert once_more == 1 and is_kept(program)


def test_what_formulas_below_the_first_rows_come_to_is_read_again(program, monkeypatch):
    """A person reckons at the end of the sheet with a cell that we write."""
    there = (LAST, 79)
    program.tab(TAB).cells[there] = Cell("白", '="今日"&BH43')
    at_the_end_of_writing(
        program, monkeypatch, lambda: program.tab(TAB).cells.update({there: Cell("今日红", '="今日"&BH43')})
    )
    write(program, "红")
    assert is_kept(program)


def test_the_period_above_every_table_is_read_again_also_where_nothing_was_written(program, monkeypatch):
    reports = program.tab(MonthlyProgress.title)
    above = next(at for at, cell in reports.cells.items() if cell.formula)
    assert above[0] == 2
    at_the_end_of_writing(
        program, monkeypatch, lambda: reports.cells.update({above: Cell("期间：2022年9月", "=…")})
    )
    book = LiveBook(program)
    book.read(MonthlyProgress)
    edits = Edits()
    edits.sheet(TAB).cells = [(*place(program, "rule_light", LAST), "红")]
    book.save(edits, "重算")
    assert is_kept(program)


def test_rows_below_those_there_were_belong_to_it(program):
    column = place(program, "project_name")[1]
    save(program, {(LAST + 1, column): "新项目", (LAST + 2, column): "又一个"}, last_row=LAST + 2)
    assert is_kept(program)


def test_cells_beside_those_there_were_belong_to_it(program):
    save(program, {(LAST, 90): "旁边的一格"})
    assert is_kept(program)


def test_what_a_person_types_elsewhere_while_it_is_written_is_not_taken_back_unasked(program, monkeypatch):
    name = place(program, "project_name", LAST)
    at_the_end_of_writing(program, monkeypatch, lambda: program.type(TAB, name, "刚改的名称"))
    write(program, "红")
    monkeypatch.undo()
    with pytest.raises(WouldLoseError, match="项目清单"):
        undo(program)
    assert program.tab(TAB).cell(name).value == "刚改的名称"
