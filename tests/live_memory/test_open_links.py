"""Links of 冲突处理 in the open workbook: those of the closed file, put back by undo, in as many calls as there are links."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from live_memory.both_ways import BothWays, run
from live_memory.memory_program import MemoryProgram
from live_memory.memory_sheet import RefusedError
from live_memory.small_books import held
from support.ledgers import SHEET_OF_TABLE
from support.packages import SETTINGS, UNITS, tables
from support.returns import fill

from addin.commands.base import ClosedFiles
from addin.errors import ProgramError
from addin.live.undo import LiveBooks
from addin.schema import Conflicts, MonthlyProgress, Projects
from addin.workbook.closed_file import ClosedBook
from workbook_templates.build import build_workbook

Links = dict[tuple[int, int], str]
DONE = MonthlyProgress.month_done


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BothWays:
    """A workbook from which packages were sent, closed and open, each with its 台账.发件."""
    monkeypatch.setenv("LIANGDENG_HOME", str(tmp_path / "配置"))
    path = tmp_path / "台账.xlsx"
    given = {SHEET_OF_TABLE[name]: rows for name, rows in tables().items()}
    build_workbook(path, given, dict(SETTINGS))
    run(path, ClosedFiles(), "split", "--out", tmp_path / "发件")
    both = BothWays(path, tmp_path)
    for copy in (both.closed, both.open):
        shutil.copytree(tmp_path / "台账.发件", copy.parent / "台账.发件")
    return both


@pytest.fixture
def returned(both: BothWays, tmp_path: Path) -> Path:
    package = tmp_path / "发件" / f"CP202209-01_{UNITS[0]}.xlsx"
    edits = [(MonthlyProgress, place, DONE, "约三百") for place in (0, 1)]
    return fill(package, tmp_path / "回.xlsx", [*edits, (Projects, 0, Projects.project_name, "改名")])


def closed(both: BothWays) -> Links:
    return dict(ClosedBook.open(both.closed).links(Conflicts.title))


def opened(both: BothWays) -> Links:
    return both.program.tab(Conflicts.title).links


def collect(both: BothWays, returned: Path) -> None:
    both.run("collect", returned, "--apply")
    assert len(closed(both)) == 3 and opened(both) == closed(both)


def choose(both: BothWays, place: int, choice: str) -> None:
    """In both, typed into a data row of 冲突处理."""
    sheet = both.program.tab(Conflicts.title)
    column = next(c for (r, c), cell in sheet.cells.items() if (r, cell.value) == (3, Conflicts.choice.title))
    both.program.type(Conflicts.title, (4 + place, column), choice)
    book = openpyxl.load_workbook(both.closed)
    book[Conflicts.title].cell(4 + place, column).value = choice
    book.save(both.closed)


def test_collected_into_the_open_workbook_the_links_are_those_of_the_file(
    both: BothWays, returned: Path
) -> None:
    collect(both, returned)
    assert both.differences() == []


def test_what_is_dealt_with_loses_its_link_in_both_and_the_rest_move(both: BothWays, returned: Path) -> None:
    collect(both, returned)
    before = opened(both).copy()
    choose(both, 0, "保留现值")
    both.run("resolve")
    assert opened(both) == closed(both)
    (first, second), column = sorted(opened(both)), next(iter(before))[1]
    assert (first, second) == ((4, column), (5, column))
    assert [opened(both)[first], opened(both)[second]] == [before[5, column], before[6, column]]


def test_undo_puts_the_links_of_the_open_workbook_back_too(both: BothWays, returned: Path) -> None:
    collect(both, returned)
    before = opened(both).copy()
    choose(both, 0, "保留现值")
    run(both.open, LiveBooks(both.program), "resolve")
    assert opened(both) != before
    run(both.open, LiveBooks(both.program), "undo")
    assert opened(both) == before
    run(both.open, LiveBooks(both.program), "undo", "--force")
    assert opened(both) == {}


def test_saved_by_the_person_the_links_are_in_the_file(both: BothWays, returned: Path) -> None:
    collect(both, returned)
    both.program.save()
    assert dict(ClosedBook.open(both.open).links(Conflicts.title)) == closed(both)
    assert MemoryProgram(both.open).tab(Conflicts.title).links == opened(both)


def test_a_link_to_the_web_that_a_person_put_there_stays(both: BothWays, returned: Path) -> None:
    collect(both, returned)
    place = sorted(opened(both))[1]
    opened(both)[place] = ""
    choose(both, 0, "保留现值")
    run(both.open, LiveBooks(both.program), "resolve")
    assert opened(both)[place] == ""


def test_links_that_the_program_refuses_leave_values_and_links_as_they_were(
    both: BothWays, returned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(both, returned)
    before = opened(both).copy()
    choose(both, 0, "保留现值")
    typed = held(both.program)
    real, calls = MemoryProgram.put_links, 0

    def refuses_once(self: MemoryProgram, tab: str, links: Links) -> None:
        nonlocal calls
        calls += 1
        real(self, tab, dict(list(links.items())[: 1 if calls == 1 else None]))
        if calls == 1:
            raise RefusedError("应用程序定义或对象定义错误")

    monkeypatch.setattr(MemoryProgram, "put_links", refuses_once)
    with pytest.raises(ProgramError, match="没有让写入"):
        run(both.open, LiveBooks(both.program), "resolve")
    assert opened(both) == before and calls == 2
    assert held(both.program) == typed


def test_the_calls_for_links_depend_on_the_links_alone(both: BothWays, returned: Path) -> None:
    both.program.calls.clear()
    collect(both, returned)
    assert both.program.calls["link write"] == 3
    assert both.program.calls["link read"] == 1  # how many there are: none
    both.program.calls.clear()
    run(both.open, LiveBooks(both.program), "recalc")
    assert not both.program.calls["link read"] and not both.program.calls["link write"]
