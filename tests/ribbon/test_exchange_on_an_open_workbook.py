"""打开着、没保存：packages, returns and choices on the open workbook, and what is left where it is closed unsaved."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from live_memory.memory_program import MemoryProgram
from support.clicks import Person, click
from support.packages import UNITS
from support.returns import fill

from addin.commands.base import Outcome
from addin.errors import ProgramError
from addin.exchange import store
from addin.live.book import LiveBook
from addin.live.undo import LiveBooks
from addin.ribbon.click import Click
from addin.schema import Conflicts, Dispatches, Journal, MonthlyProgress, Sheet

DONE = MonthlyProgress.month_done
HOUSING, TRAFFIC, STREET = UNITS


def pressed(tag: str, program: MemoryProgram, person: Person) -> Person:
    person.is_modified = program.is_modified
    return click(tag, program.path, person, books=LiveBooks(program))


def rows(program: MemoryProgram, sheet: type[Sheet]) -> list[dict[str, object]]:
    cells = LiveBook(program).read(sheet)
    assert cells is not None
    return [dict(zip(cells.values, row, strict=True)) for row in zip(*cells.values.values(), strict=True)]


def type_into(program: MemoryProgram, sheet: type[Sheet], place: int, name: str, value: object) -> None:
    """A person types into the data row `place` (0 the first)."""
    cells = LiveBook(program).read(sheet)
    assert cells is not None
    program.type(cells.tab, (int(cells.rows[place]), cells.columns[name]), value)


def returned(program: MemoryProgram, *values: tuple[int, object], name: str = "住建.xlsx") -> Path:
    """市住建局's first package with 本月完成投资 typed into its reports: (row's place, value)."""
    package = next((program.path.parent / "台账.下发" / "2022-09").glob("CP202209-01_*"))
    edits = [(MonthlyProgress, place, DONE, value) for place, value in values]
    return fill(package, program.path.parent / "收件" / name, edits)


def progress(program: MemoryProgram, code: str) -> object:
    found = [row for row in rows(program, MonthlyProgress) if row["code"] == code]
    return found[-1]["month_done"]


@pytest.fixture
def program(office: Path) -> MemoryProgram:
    """Open, split, not saved."""
    program = MemoryProgram(office)
    pressed("split", program, Person())
    return program


def reopened(program: MemoryProgram) -> MemoryProgram:
    """Closed without saving, and opened again."""
    return MemoryProgram(program.path)


def test_from_packages_to_choices_nothing_of_the_file_is_touched(program: MemoryProgram) -> None:
    file = program.path.read_bytes()
    assert [row["package"] for row in rows(program, Dispatches)] == [
        "CP202209-01",
        "CP202209-02",
        "CP202209-03",
    ]
    type_into(program, MonthlyProgress, 0, "month_done", 125.0)
    back = returned(program, (0, 130.0), (1, 66.5))
    merged = pressed("collect", program, Person(picks=[back], agrees=[True, True]))
    assert merged.boxes[2].startswith("已并入1份：写入1格，1条列在“冲突处理”。")
    assert merged.went_to == ["冲突处理"]
    assert (progress(program, "A-02"), rows(program, MonthlyProgress)[0]["month_done"]) == (66.5, 125.0)
    type_into(program, Conflicts, 0, "choice", "采用返回值")
    (text,) = pressed("conflicts", program, Person()).boxes
    assert text.startswith("已处理1条：采用返回值1条。\n写入1格")
    assert rows(program, MonthlyProgress)[0]["month_done"] == 130.0
    states = {row["unit"]: row["return_state"] for row in rows(program, Dispatches)}
    assert states == {HOUSING: "已应用", TRAFFIC: None, STREET: None}
    assert program.path.read_bytes() == file


def test_the_file_of_the_open_workbook_is_no_return(program: MemoryProgram) -> None:
    (text,) = pressed("collect", program, Person(picks=[program.path])).boxes[1:]
    assert text == "台账.xlsx：这就是台账自己。请给出单位交回的文件。"


def test_what_was_merged_and_not_saved_is_merged_again(program: MemoryProgram) -> None:
    program.save()
    back = returned(program, (1, 66.5))
    pressed("collect", program, Person(picks=[back], agrees=[True]))
    again = reopened(program)
    assert progress(again, "A-02") is None
    assert {row["return_state"] for row in rows(again, Dispatches)} == {None}
    person = pressed("collect", again, Person(picks=[back], agrees=[True]))
    assert person.boxes[2].startswith("已并入1份：写入1格。")
    assert progress(again, "A-02") == 66.5
    again.save()
    assert (
        pressed("collect", reopened(again), Person(picks=[back])).boxes[1].startswith("1个文件：没有新的内容")
    )


def test_a_choice_that_was_not_saved_is_made_again(program: MemoryProgram) -> None:
    type_into(program, MonthlyProgress, 0, "month_done", 125.0)
    pressed("collect", program, Person(picks=[returned(program, (0, 130.0))], agrees=[True]))
    program.save()
    type_into(program, Conflicts, 0, "choice", "保留现值")
    pressed("conflicts", program, Person())
    again = reopened(program)
    assert (
        pressed("conflicts", again, Person()).boxes[0].startswith("“冲突处理”里有1条等着处理，还没有一条选好")
    )
    type_into(again, Conflicts, 0, "choice", "采用返回值")
    assert pressed("conflicts", again, Person()).boxes[0].startswith("已处理1条：采用返回值1条。")
    assert rows(again, MonthlyProgress)[0]["month_done"] == 130.0


def test_numbers_of_packages_that_were_not_saved_never_come_again(program: MemoryProgram) -> None:
    again = reopened(program)
    assert rows(again, Dispatches) == []
    (text,) = pressed("split", again, Person()).boxes
    assert "新写3个" in text
    assert "文件夹里还有3个文件不是这次的包，发的时候不要弄混：CP202209-01_市住建局.xlsx、" in text
    assert [row["package"] for row in rows(again, Dispatches)] == [
        "CP202209-04",
        "CP202209-05",
        "CP202209-06",
    ]
    assert len(store.packages(program.path)) == 6


def test_a_return_of_a_package_that_was_not_saved_loses_nothing(program: MemoryProgram) -> None:
    """Its 行标识 are unknown to the workbook: a row is found by its key; one that is gone waits for a person."""
    again = reopened(program)
    type_into(again, MonthlyProgress, 0, "month_done", 125.0)
    back = returned(program, (0, 130.0), (1, 66.5))
    merged = pressed("collect", again, Person(picks=[back], agrees=[True]))
    assert "住建.xlsx　市住建局：冲突1、改删冲突1。" in merged.boxes[1].splitlines()
    assert rows(again, Dispatches) == []  # nothing is counted as returned
    waiting = {row["row_key"]: row for row in rows(again, Conflicts)}
    assert str(waiting["A-01/2022-09"]["master_value"]).startswith("125\n（月度进度!")
    assert waiting["A-02/2022-09"]["master_value"] == "这一行已不在台账"
    assert str(waiting["A-02/2022-09"]["returned_value"]).startswith("66.5\n")
    for place in (0, 1):
        type_into(again, Conflicts, place, "choice", "采用返回值")
    (text,) = pressed("conflicts", again, Person()).boxes
    assert text.startswith("已处理1条：采用返回值1条。") and "没能处理1条：" in text
    assert rows(again, MonthlyProgress)[0]["month_done"] == 130.0
    pressed("split", again, Person())  # brings the row back, under another 行标识
    (text,) = pressed("conflicts", again, Person()).boxes
    assert text.startswith("已处理1条：采用返回值1条。\n写入1格")
    assert progress(again, "A-02") == 66.5


def test_undone_the_packages_and_returns_can_be_made_again(program: MemoryProgram) -> None:
    back = returned(program, (1, 66.5))
    pressed("collect", program, Person(picks=[back], agrees=[True]))
    pressed("undo", program, Person())
    assert progress(program, "A-02") is None
    person = pressed("collect", program, Person(picks=[back], agrees=[True]))
    assert person.boxes[2].startswith("已并入1份：写入1格。")
    assert [row["operation"] for row in rows(program, Journal)][-2:] == ["拆分发件", "回收汇总"]


def test_packages_of_an_unsaved_workbook_are_to_be_saved_first(office: Path) -> None:
    program = MemoryProgram(office)
    type_into(program, MonthlyProgress, 0, "month_done", 125.0)
    (text,) = pressed("split", program, Person()).boxes
    assert "台账还没有保存：请先按 Ctrl+S 保存，再把包发出去。" in text.splitlines()


def test_packages_that_the_open_workbook_names_are_kept_though_the_save_failed_at_last(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = MemoryProgram(office)
    with monkeypatch.context() as patch:
        patch.setattr("addin.workbook.version_store.note_last", _full_disk)
        assert pressed("split", program, Person()).boxes[0].startswith("台账.xlsx：")
    named = [row["package"] for row in rows(program, Dispatches)]
    assert len(named) == 3 and store.packages(office) == []
    monkeypatch.setattr("addin.exchange.store.is_alive", lambda process: False)  # as for the next click
    (text,) = pressed("split", program, Person()).boxes
    assert "新写0个" in text
    assert [package.number for package in store.packages(office)] == named


def _full_disk(*given: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_workbook_that_answers_no_more_does_not_hide_that_the_returns_were_merged(
    program: MemoryProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody begins to type as soon as the command is done: Excel refuses every call."""
    back, run = returned(program, (1, 66.5)), Click.run

    def then_silent(click: Click, *given: str) -> Outcome:
        outcome = run(click, *given)
        if "--apply" in given:
            monkeypatch.setattr(LiveBooks, "open", _busy)
        return outcome

    monkeypatch.setattr(Click, "run", then_silent)
    person = pressed("collect", program, Person(picks=[back], agrees=[True]))
    assert person.boxes[2].startswith("已并入1份：写入1格。")


def _busy(*given: object) -> None:
    raise ProgramError("台账.xlsx", "正在编辑单元格", "请按回车或 Esc 后再点")
