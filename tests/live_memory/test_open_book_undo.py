"""Undo on the open workbook: write by write, never over what a person has typed since unasked."""

import datetime as dt
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_memory.both_ways import contents
from live_memory.memory_program import MemoryProgram
from live_memory.memory_sheet import Cell
from live_memory.small_books import FIRST, TAB, held, opened, place, save, value
from workbook.workbook_samples import project_book

from addin.errors import ProgramError, WouldLoseError
from addin.live.undo import LiveBooks
from addin.schema import Projects
from addin.workbook import versions as closed_versions
from addin.workbook.closed_file import ClosedBook
from addin.workbook.content import content_fingerprint
from addin.workbook.port import Edits
from addin.workbook.version_store import UNDONE, read_steps, sha256, versions


@pytest.fixture
def program(tmp_path):
    return opened(tmp_path)


def undo(program: MemoryProgram, force: bool = False) -> str:
    return LiveBooks(program).undo(program.path, force)


def refused(action):
    with pytest.raises(ProgramError) as caught:
        action()
    return str(caught.value)


def light(program: MemoryProgram, text: str | None) -> None:
    save(program, {place(program, "rule_light"): text})


def test_each_undo_goes_one_write_further_back(program):
    states = [held(program)]
    for text in "一二三":
        light(program, text)
        states.append(held(program))
    for state in reversed(states[:-1]):
        undo(program)
        assert held(program) == state
    assert refused(lambda: undo(program)) == "台账.xlsx：没有可以撤销的写入。可在 台账.版本 里找以前的版本。"


def test_what_an_undo_replaces_is_kept_and_the_file_is_not_touched(program):
    before = sha256(program.path)
    light(program, "红")
    assert undo(program).endswith("_重算.xlsx")
    kept = versions(program.path)[-1]
    assert kept.operation == UNDONE
    assert MemoryProgram(kept.path).tab(TAB).cell(place(program, "rule_light")).value == "红"
    assert sha256(program.path) == before


def test_rows_columns_and_the_tables_range_go_back(program):
    before, box = held(program), program.tab(TAB).tables[0].box
    book = LiveBooks(program).open(program.path)
    edits = Edits()
    sheet = edits.sheet(TAB)
    sheet.cells = [(FIRST + 3, 2, "P004"), (FIRST, box[3] + 1, 88.5)]
    sheet.last_row, sheet.headers = FIRST + 3, {box[3] + 1: "得分"}
    edits.blocks["首页_期间"] = [["2022年9月"]]
    book.save(edits, "重算")
    assert program.tab(TAB).tables[0].box == (box[0], box[1], box[2] + 1, box[3] + 1)
    assert held(program) != before
    undo(program)
    assert held(program) == before and program.tab(TAB).tables[0].box == box


def test_typing_since_our_write_is_not_lost_unasked(program):
    before = held(program)
    light(program, "红")
    step = read_steps(program.path)[-1]
    program.type(TAB, place(program, "project_name"), "改名")
    program.type(TAB, place(program, "total_investment", FIRST + 2), 99.0)
    typed = held(program)
    with pytest.raises(WouldLoseError) as caught:
        undo(program)
    name, money = (ClosedBook.open(program.path).read(Projects).address(n, column) for n, column in
                   ((0, "project_name"), (2, "total_investment")))  # fmt: skip
    assert str(caught.value) == (
        f"台账.xlsx：上次写入（{step.at} 重算）之后有人改动过文件，撤销会丢掉这些改动：项目清单 2 处（{name}、{money}）。"
        "确实要丢掉，请加 --force；丢掉的文件会另存在版本文件夹里。"
    )
    assert held(program) == typed
    undo(program, force=True)
    assert held(program) == before
    assert (
        MemoryProgram(versions(program.path)[-1].path).tab(TAB).cell(place(program, "project_name")).value
        == "改名"
    )


def test_what_a_person_takes_back_again_does_not_stand_in_the_way(program):
    before = held(program)
    light(program, "红")
    at = place(program, "project_name")
    program.type(TAB, at, "改名")
    program.type(TAB, at, "项目1")
    undo(program)
    assert held(program) == before


def test_the_number_format_and_the_file_saved_meanwhile_do_not_stand_in_the_way(program):
    before = held(program)
    light(program, "红")
    program.save()
    assert not program.is_modified
    undo(program)
    assert held(program) == before


def test_a_formula_that_was_written_over_comes_back_as_a_formula(tmp_path):
    program = opened(tmp_path)
    at = place(program, "rule_light")
    add_formula(program.path, at)
    program = MemoryProgram(program.path)
    program.tab(TAB).results['=IF(1,"绿","红")'] = "绿"
    assert program.tab(TAB).cell(at).formula == '=IF(1,"绿","红")'
    light(program, "红")
    assert program.tab(TAB).cell(at).formula == ""
    undo(program)
    assert program.tab(TAB).cell(at) == Cell(
        "绿", '=IF(1,"绿","红")', program.tab(TAB).cell(at).number_format
    )


def add_formula(path, at):
    import openpyxl

    book = openpyxl.load_workbook(path)
    book[TAB].cell(*at).value = '=IF(1,"绿","红")'
    book.save(path)


def test_after_a_command_on_the_closed_file_the_open_workbook_can_undo_it(tmp_path):
    program = opened(tmp_path)
    before = held(program)
    path = program.path
    edits = Edits()
    edits.sheet(TAB).cells = [(*place(program, "rule_light"), "红")]
    ClosedBook.open(path).save(edits, "关闭时写")
    program = MemoryProgram(path)
    program.tab(TAB).changed = True  # a program that reckons on opening asks to save
    undo(program)
    assert held(program) == before


def test_after_a_click_and_a_save_the_closed_file_can_be_undone(program):
    before = contents(program)
    light(program, "红")
    program.save()
    closed_versions.undo(program.path)
    assert contents(MemoryProgram(program.path)) == before


def test_the_closed_file_is_not_undone_over_what_was_typed_after_a_click(program):
    light(program, "红")
    program.type(TAB, place(program, "project_name"), "改名")
    program.save()
    assert "项目清单 1 处" in refused(lambda: closed_versions.undo(program.path))


def test_a_click_whose_workbook_was_closed_without_saving_is_passed_over(tmp_path):
    program = opened(tmp_path)
    light(program, "一")
    program.save()
    light(program, "二")
    again = MemoryProgram(program.path)
    assert value(again, "rule_light") == "一"
    undo(again)
    assert value(again, "rule_light") is None


def test_a_write_that_was_cut_off_is_only_taken_back_when_asked_twice(program):
    before = held(program)
    sheet = program.tab(TAB)
    sheet.fail_at, sheet.stubborn = 1, True
    refused(lambda: save(program, {place(program, "rule_light"): "红", place(program, "project_name"): "新"}))
    sheet.stubborn, sheet.fail_at = False, -1
    assert "撤销会丢掉这些改动" in refused(lambda: undo(program))
    undo(program, force=True)
    assert held(program) == before


def test_an_altered_version_is_not_put_back(program):
    light(program, "红")
    (kept,) = versions(program.path)
    kept.path.write_bytes(b"x")
    assert refused(lambda: undo(program)) == (
        f"{kept.path.name}：保存的版本被改动过，不能用来撤销。请从版本文件夹里另选一个版本。"
    )


def test_an_undo_that_fails_halfway_is_taken_back_and_can_be_tried_again(program):
    save(program, {place(program, "rule_light"): "红", place(program, "project_name"): "新"})
    written = held(program)
    program.tab(TAB).fail_at = 1
    assert "台账没有改动" in refused(lambda: undo(program))
    assert held(program) == written and len(versions(program.path)) == 1
    undo(program)
    assert value(program, "project_name") == "项目1"


def test_a_tab_that_is_gone_is_named(program):
    light(program, "红")
    del program.engine_book.tabs["月度进度"]
    message = refused(lambda: undo(program, force=True))
    assert (
        message == "台账.xlsx：缺少工作表“月度进度”。请恢复这张表后再撤销，或从版本文件夹里打开以前的版本。"
    )


def test_another_workbook_than_the_open_one_is_refused(program, tmp_path):
    other = tmp_path / "另一本.xlsx"
    shutil.copy(program.path, other)
    assert refused(lambda: LiveBooks(program).open(other)).startswith(
        "另一本.xlsx：不是现在打开着的这本台账。"
    )
    assert refused(lambda: LiveBooks(program).undo(other, False)).startswith("另一本.xlsx：")


COLUMNS = ("rule_light", "project_name", "total_investment")
CELLS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.sampled_from(COLUMNS)),
    st.one_of(
        st.none(),
        st.text("=甲1'月年 ", max_size=4),
        st.floats(1, 1e5),
        st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40)
@given(writes=st.lists(CELLS, min_size=1, max_size=3))
def test_writes_undone_one_by_one_lead_back_to_where_they_began(tmp_path_factory, writes):
    """On a workbook of one small tab, so that many can be tried."""
    program = MemoryProgram(project_book(tmp_path_factory.mktemp("撤销") / "台账.xlsx"))
    states = [held(program)]
    for cells in writes:
        saved = save(program, {place(program, name, FIRST + row): new for (row, name), new in cells.items()})
        if saved.version:
            states.append(held(program))
            copy = program.path.with_name("看一看.xlsx")
            program.save_copy(copy)
            assert content_fingerprint(ClosedBook.open(copy)) == read_steps(program.path)[-1].after
    for state in reversed(states[:-1]):
        undo(program)
        assert held(program) == state
