"""How many times a command asks the program depends on sheets and columns, never on rows."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from live_memory.both_ways import run
from live_memory.memory_program import MemoryProgram

from addin.live.undo import LiveBooks
from addin.schema import MonthlyProgress, Projects, Units
from workbook_templates.build import build_workbook

FIRST = 4


def ledger_of(folder: Path, projects: int) -> MemoryProgram:
    """Two projects with a report each, typed; then as many as asked for, copied in the open workbook."""
    path = folder / f"{projects}.xlsx"
    plan = dict(stage="在建", total_investment=60000.0, year_plan=12000.0, responsible_units="甲局")
    typed = [dict(code=f"XM{number:06d}", project_name=f"项目{number}", **plan) for number in (1, 2)]
    reports = [dict(code=one["code"], month=dt.date(2022, 9, 1), month_done=100.0) for one in typed]
    tables = {Units: [dict(unit="甲局")], Projects: typed, MonthlyProgress: reports}
    build_workbook(path, tables, {"as_of": dt.date(2022, 9, 1)})
    program = MemoryProgram(path)
    for sheet in (Projects, MonthlyProgress):
        grow(program, sheet.title, projects)
    return program


def grow(program: MemoryProgram, tab: str, rows: int) -> None:
    """As many rows as asked for, each like the first but for its code."""
    sheet = program.tab(tab)
    (table,) = sheet.tables
    first = {column: cell for (row, column), cell in sheet.cells.items() if row == FIRST}
    for row in range(FIRST, FIRST + rows):
        for column, cell in first.items():
            is_code = isinstance(cell.value, str) and cell.value.startswith("XM")
            sheet.cells[row, column] = replace(cell, value=f"XM{row:06d}") if is_code else replace(cell)
    table.box = (*table.box[:2], FIRST + rows - 1, table.box[3])


def calls_of(program: MemoryProgram, command: str, *options: object) -> Counter[str]:
    program.calls.clear()
    run(program.path, LiveBooks(program), command, *options)
    return Counter(program.calls)


def compare(folder: Path, few: int, many: int) -> None:
    small, large = (ledger_of(folder, count) for count in (few, many))
    assert calls_of(small, "recalc") == calls_of(large, "recalc")
    filled = sum(cell.value is not None for cell in large.tab(Projects.title).cells.values())
    assert filled > 10 * many
    assert calls_of(small, "undo") == calls_of(large, "undo")


def test_four_hundred_projects_take_as_many_calls_as_twenty(tmp_path: Path) -> None:
    compare(tmp_path, 20, 400)


@pytest.mark.torture
def test_ten_thousand_projects_take_as_many_calls_as_a_hundred(tmp_path: Path) -> None:
    compare(tmp_path, 100, 10_000)


def test_a_recalc_asks_each_tab_three_times_and_each_written_column_a_few(tmp_path: Path) -> None:
    program = ledger_of(tmp_path, 10)
    calls = calls_of(program, "recalc")
    tabs = len(program.engine_book.tabs)
    columns = {
        (tab, column) for tab, sheet in program.engine_book.tabs.items() for (_, column), _ in sheet.written
    }
    assert calls["read"] <= 3 * tabs + len(columns)
    assert calls["write"] <= 1.1 * len(columns)  # a typed column in as many stretches as were changed
    assert calls["formula read"] <= len(columns) and calls["format read"] <= 1.1 * len(columns)
