"""A write that the program refuses leaves workbook, program and versions as they were."""

import contextlib

import pytest
from live_memory.memory_program import MemoryProgram
from live_memory.memory_sheet import Cell, RefusedError
from live_memory.small_books import FIRST, TAB, held, opened, place, save, value

from addin.errors import ProgramError, UsageError
from addin.live.book import LiveBook, path_of
from addin.schema import Journal, LightRegister, Projects
from addin.workbook.locks import lock_path
from addin.workbook.port import Edits
from addin.workbook.version_store import read_steps, versions

CALM = {"screen": True, "calculation": "automatic", "events": True}


@pytest.fixture
def program(tmp_path):
    return opened(tmp_path)


def refused(action):
    with pytest.raises(ProgramError) as caught:
        action()
    return str(caught.value)


def several(program: MemoryProgram) -> Edits:
    """Two columns and a new row of 项目清单, and a row of a protected sheet."""
    book_tab = program.tab(LightRegister.title)
    header = book_tab.tables[0].box[0]
    light, name = place(program, "rule_light"), place(program, "project_name")
    edits = Edits()
    edits.sheet(TAB).cells = [
        *((FIRST + n, light[1], "红") for n in range(4)),
        (FIRST + 1, name[1], "改名"),
        (FIRST + 3, name[1], "新项目"),
    ]
    edits.sheet(TAB).last_row = FIRST + 3
    edits.sheet(TAB).headers = {program.tab(TAB).tables[0].box[3] + 1: "新列"}
    edits.sheet(Journal.title).cells = [(header + 1, 2, "x")]
    return edits


def write(program: MemoryProgram) -> None:
    book = LiveBook(program)
    book.read(Projects)
    book.save(several(program), "重算")


def count_of_writes(folder) -> int:
    program = opened(folder)
    for tab in program.engine_book.tabs.values():
        tab.fail_at = 1000
    write(program)
    return max(1000 - tab.fail_at for tab in program.engine_book.tabs.values())


def test_whichever_write_fails_everything_stands_as_before(tmp_path):
    (tmp_path / "数").mkdir()
    writes = count_of_writes(tmp_path / "数")
    assert writes >= 5
    for number in range(writes):
        folder = tmp_path / str(number)
        folder.mkdir()
        program = opened(folder)
        program.tab(TAB).cells[place(program, "rule_light", FIRST + 1)] = Cell("绿", '=IF(1,"绿")', "@")
        program.tab(TAB).results['=IF(1,"绿")'] = "绿"
        before, ranges = held(program), program.tab(TAB).tables[0].box
        program.tab(TAB).fail_at = number
        message = refused(lambda program=program: write(program))
        assert message == (
            "台账.xlsx：程序没有让写入（应用程序定义或对象定义错误），台账没有改动。"
            "请再试一次；还是不行，请保存后重新打开台账。"
        )
        assert held(program) == before and program.tab(TAB).tables[0].box == ranges
        assert program.state == CALM and program.tab(Journal.title).password == ""
        assert versions(program.path) == [] and read_steps(program.path) == []
        assert not lock_path(program.path).exists()


def test_where_putting_back_fails_too_the_message_names_the_version(program):
    sheet = program.tab(TAB)
    sheet.fail_at, sheet.stubborn = 2, True
    message = refused(lambda: write(program))
    (version,) = versions(program.path)
    assert message == (
        "台账.xlsx：写到一半被程序拒绝（应用程序定义或对象定义错误），已写的部分也没能退回。"
        f"请不要保存，关闭后重新打开；写入之前的台账在版本文件夹里：{version.path.name}。"
    )
    assert [(step.version, step.after) for step in read_steps(program.path)] == [(version.path.name, "")]
    assert program.state == CALM


def test_a_program_that_keeps_its_settings_from_us_is_named_and_the_write_stands(program):
    quiet = program.quiet

    @contextlib.contextmanager
    def never_loud_again():
        with quiet():
            yield
        raise RefusedError("计算方式改不回去")

    program.quiet = never_loud_again
    message = refused(lambda: write(program))
    assert message == (
        "台账.xlsx：已经写入，但屏幕刷新、计算方式或工作表保护没有复原（计算方式改不回去）。"
        "请看一看“公式”里的计算选项和“审阅”里的工作表保护。"
    )
    assert value(program, "rule_light") == "红" and len(read_steps(program.path)) == 1


def test_while_a_cell_is_typed_into_the_message_says_so(program):
    program.tab(TAB).fail_at, program.is_editing = 0, True
    assert refused(lambda: write(program)) == "台账.xlsx：正在编辑单元格。请按回车或 Esc 后再点。"


def test_a_password_is_met_before_anything_is_written(program):
    before = held(program)
    program.tab(Journal.title).password = "秘"
    assert (
        refused(lambda: write(program)) == f"{Journal.title}：工作表有密码保护，写不进去。请撤销保护后再试。"
    )
    assert held(program) == before and versions(program.path) == [] and program.state == CALM


def test_protected_sheets_are_written_and_protected_again(program):
    permissions = dict(program.tab(Journal.title).permissions)
    write(program)
    sheet = program.tab(Journal.title)
    assert sheet.cell((4, 2)).value == "x" and (sheet.password, sheet.permissions) == ("", permissions)
    assert program.seen == [{"screen": False, "calculation": "manual", "events": False}] * 2


def test_hidden_rows_filters_selection_and_scroll_stay(program):
    sheet = program.tab(TAB)
    sheet.hidden_rows, sheet.filters, program.scroll = {FIRST + 1}, {2: "P001"}, (3, 5)
    write(program)
    assert value(program, "rule_light", FIRST + 1) == "红"
    assert (sheet.hidden_rows, sheet.filters, program.scroll) == ({FIRST + 1}, {2: "P001"}, (3, 5))


def test_what_changes_while_the_command_reckons_is_not_written_over(program):
    book = LiveBook(program)
    book.read(Projects)
    program.type(TAB, place(program, "project_name"), "刚刚改的")
    before = held(program)
    message = refused(lambda: book.save(several(program), "重算"))
    assert message == "台账.xlsx：“项目清单”在读取之后被改动过，没有写入。请重新执行一次。"
    assert held(program) == before and versions(program.path) == []


def test_a_read_only_workbook_is_not_written(program):
    program.is_read_only = True
    assert "以只读方式打开" in refused(lambda: write(program))


def test_there_is_no_other_file_to_write_to(program):
    with pytest.raises(UsageError, match="打开着的台账只能写在原处"):
        LiveBook(program).save(Edits(), "重算", program.path.with_name("别处.xlsx"))


def test_a_workbook_without_a_file_or_on_the_web_is_refused(program):
    program.engine_book.fullname = "工作簿1"
    assert "还没有存成文件" in refused(lambda: path_of(program))
    program.engine_book.fullname = "https://example.invalid/台账.xlsx"
    assert "不在本机的文件夹里" in refused(lambda: path_of(program))


def test_a_missing_tab_is_named_before_anything_is_written(program):
    edits = several(program)
    edits.sheet("没有的表").cells = [(1, 1, "x")]
    assert refused(lambda: LiveBook(program).save(edits, "重算")) == (
        "台账.xlsx：缺少工作表“没有的表”。请恢复这张表后再试。"
    )
    assert versions(program.path) == []


def test_where_nothing_differs_nothing_is_kept(program):
    saved = save(program, {place(program, "project_name"): "项目1"})
    assert (saved.cells_written, saved.version) == (0, None) and versions(program.path) == []
    assert program.tab(TAB).written == []


def test_a_block_without_its_name_is_passed_over_and_said(program):
    book, edits = LiveBook(program), Edits()
    edits.blocks["首页_没有"] = [["x"]]
    (finding,) = book.save(edits, "重算").findings
    assert finding.message == "工作簿里没有名称“首页_没有”，这一块没有写"
    program.engine_book.areas["首页_没有"] = ("首页", None)
    assert [one.message for one in book.save(edits, "重算").findings] == [finding.message]


def test_a_new_column_joins_the_table_and_looks_like_the_last_one(program):
    top, left, bottom, right = program.tab(TAB).tables[0].box
    last_format = program.tab(TAB).cell((FIRST, right)).number_format
    write(program)
    sheet = program.tab(TAB)
    assert sheet.tables[0].box == (top, left, bottom + 1, right + 1)
    assert sheet.cell((top, right + 1)).value == "新列"
    assert sheet.cell((FIRST, right + 1)).number_format == last_format
