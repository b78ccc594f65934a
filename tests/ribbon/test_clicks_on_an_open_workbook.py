"""打开着的台账：the same clicks through the live workbook; the person's file on the disk is never written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from live_memory import memory_engine
from live_memory.memory_program import MemoryProgram
from support.clicks import Person, click

from addin.live.book import LiveBook
from addin.live.undo import LiveBooks
from addin.ribbon.hosts import open_desk
from addin.schema import Letters, LightRegister, Projects


@pytest.fixture
def program(book: Path) -> MemoryProgram:
    return MemoryProgram(book)


def pressed(tag: str, program: MemoryProgram, person: Person, month: dt.date | None = None) -> Person:
    return click(tag, program.path, person, month, books=LiveBooks(program))


def column(program: MemoryProgram, sheet: type, name: str) -> list[object]:
    cells = LiveBook(program).read(sheet)
    assert cells is not None
    return list(cells.values[name])


def test_the_desk_of_an_open_workbook_knows_its_tabs_and_the_one_in_front(
    program: MemoryProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = property(lambda sheets: list(sheets)[1])
    monkeypatch.setattr(memory_engine.Sheets, "active", second, raising=False)
    desk = open_desk(program, program.path)
    assert desk.tabs()[:3] == ["首页", "作战图", "参数"]
    assert desk.front() == "作战图"
    assert desk.window is program


def test_recalculating_writes_the_open_workbook_and_leaves_the_file_alone(program: MemoryProgram) -> None:
    before = program.path.read_bytes()
    person = pressed("recalc", program, Person(), dt.date(2022, 8, 1))
    assert person.boxes[0].splitlines()[0] == "2022-08：2个项目，绿1、黄1、红0、灰0。"
    assert column(program, Projects, Projects.light.name) == ["黄", "绿"]
    assert program.path.read_bytes() == before


def test_a_letter_is_drafted_and_numbered_in_the_open_workbook(program: MemoryProgram) -> None:
    person = pressed("reminder", program, Person(selects=("项目清单", 4)))
    assert person.boxes[0].splitlines()[1] == "提醒函_甲镇_拟稿.docx"
    issued = pressed("issue", program, Person(selects=("发文登记", 4)))
    assert issued.boxes[0].splitlines()[:2] == ["已编号登记1件：", "甬统办函〔2022〕1号　提醒函（甲镇）"]
    assert column(program, Letters, Letters.document_number.name) == ["甬统办函〔2022〕1号"]


def test_undo_puts_the_open_workbook_back(program: MemoryProgram) -> None:
    pressed("freeze", program, Person(), dt.date(2022, 9, 1))
    assert "是" in column(program, LightRegister, LightRegister.frozen.name)
    (text,) = pressed("undo", program, Person()).boxes
    assert text.startswith("已退回到 ")
    assert "是" not in column(program, LightRegister, LightRegister.frozen.name)
