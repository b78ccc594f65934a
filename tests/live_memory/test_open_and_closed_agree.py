"""Every command leaves the same cells in the open workbook as in the closed file."""

from pathlib import Path

import pytest
from live_memory.both_ways import BothWays, contents, formats, tables
from live_memory.memory_program import MemoryProgram
from support.foreign import saved

from addin.schema import LightRegister, Projects
from addin.workbook.version_store import read_steps, sha256, versions

MONTH = "2022-09"


def agree(both: BothWays, command: str, *options: object) -> None:
    before = contents(both.program)
    closed, live = both.run(command, *options)
    assert both.differences() == []
    assert contents(both.program) != before
    assert [str(finding) for finding in live.findings] == [str(finding) for finding in closed.findings]
    assert live.data.get("cells_written") == closed.data.get("cells_written")


def test_the_first_recalc(typed: BothWays) -> None:
    agree(typed, "recalc")


def test_a_recalc_of_another_month(computed: BothWays) -> None:
    agree(computed, "recalc", "--month", "2022-08")


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("freeze", "--month", MONTH),
        ("suggest", "--apply"),
        ("rank",),
        ("rollover", "--year", "2023"),
        ("write", "提醒函", "--issue"),
        ("write", "通报"),
    ],
    ids=" ".join,
)
def test_a_command_on_the_computed_ledger(computed: BothWays, command: tuple[str, ...]) -> None:
    agree(computed, *command)


def test_an_import_that_is_applied(computed: BothWays, tmp_path: Path) -> None:
    program = computed.program
    names = [cell.value for place, cell in sorted(program.tab(Projects.title).cells.items()) if place[0] > 3][
        1:3
    ]
    code = program.tab(Projects.title).cells[4, 2].value
    assert code in names
    head = ("项目代码", "项目名称", "建设地点", "总投资（万元）")
    rows = [(code, None, "=滨江路1号", 4321.5), ("XIN-1", "新来的项目", "2022年9月", 88)]
    table = saved(tmp_path / "来表.xlsx", [head], *rows)
    agree(computed, "import", table, "--apply")


def test_one_command_after_another(typed: BothWays) -> None:
    for command in (
        ("recalc",),
        ("freeze", "--month", MONTH),
        ("suggest", "--apply"),
        ("recalc", "--month", "2022-10"),
    ):
        agree(typed, *command)
        typed.program.save()
    assert both_undo_all(typed) == 4


def both_undo_all(both: BothWays) -> int:
    """Undone step by step the two agree at each step."""
    count = 0
    while read_steps(both.open):
        both.run("undo")
        assert both.differences() == []
        count += 1
    return count


def test_a_second_recalc_writes_only_the_journal(computed: BothWays) -> None:
    closed, live = computed.run("recalc")
    assert closed.data["cells_written"] == live.data["cells_written"]
    again = [sheet.title for sheet in (Projects, LightRegister)]
    assert not [one for one in again if computed.program.tab(one).written]


def test_the_number_formats_stay_as_they_were(computed: BothWays) -> None:
    before = formats(computed.program)
    computed.run("recalc", "--month", "2022-08")
    after = formats(computed.program)
    changed = [
        (tab, place, form, after[tab][place])
        for tab, cells in before.items()
        for place, form in cells.items()
        if after[tab][place] != form
    ]
    assert changed == []


def test_new_rows_look_like_the_rows_above(typed: BothWays) -> None:
    typed.run("recalc")
    sheet = typed.program.tab(LightRegister.title)
    (table,) = sheet.tables
    top, left, bottom, right = table.box
    assert bottom > top + 2
    for column in range(left, right + 1):
        assert len({sheet.cell((row, column)).number_format for row in range(top + 1, bottom + 1)}) == 1


def test_the_file_itself_is_never_touched_and_its_copy_is_the_version(computed: BothWays) -> None:
    before = sha256(computed.open)
    computed.run("recalc", "--month", "2022-08")
    assert sha256(computed.open) == before
    (version,) = versions(computed.open)
    assert sha256(version.path) == before and read_steps(computed.open)[0].before == before


def test_of_a_workbook_with_unsaved_changes_the_version_holds_them(computed: BothWays) -> None:
    computed.program.type(Projects.title, (4, 3), "改过名的项目")
    computed.program.tab(Projects.title).written.clear()
    computed.run("recalc", "--month", "2022-08")
    (version,) = versions(computed.open)
    assert sha256(version.path) != sha256(computed.open)
    assert MemoryProgram(version.path).tab(Projects.title).cells[4, 3].value == "改过名的项目"


def test_saved_by_the_person_it_reads_as_it_stood_in_the_program(computed: BothWays) -> None:
    computed.run("recalc", "--month", "2022-08")
    computed.program.save()
    again = MemoryProgram(computed.open)
    assert contents(again) == contents(computed.program) and tables(again) == tables(computed.program)
