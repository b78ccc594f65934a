"""A small workbook open in memory, and edits said in one line."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from live_memory.memory_program import MemoryProgram

from addin.live.book import LiveBook
from addin.schema import Projects
from addin.workbook.port import Edits, Saved
from workbook_templates.build import build_workbook

TAB = Projects.title
FIRST = 4
"""The first data row."""


def project_rows(count: int = 3) -> list[dict[str, Any]]:
    return [
        dict(code=f"P{n:03}", project_name=f"项目{n}", stage="在建", responsible_units="甲局", content=f"内容{n}",
             total_investment=1000.0 * n)
        for n in range(1, count + 1)
    ]  # fmt: skip


def opened(folder: Path) -> MemoryProgram:
    """A workbook of three projects, as Excel would have it open."""
    path = folder / "台账.xlsx"
    path.write_bytes(_built())
    return MemoryProgram(path)


@lru_cache
def _built() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        build_workbook(path, {Projects: project_rows()}, {})
        return path.read_bytes()


def place(program: MemoryProgram, name: str, row: int = FIRST) -> tuple[int, int]:
    """The cell of a column of 项目清单, found by its title in row 3."""
    title = Projects.column(name).title
    cells = program.tab(TAB).cells
    return row, next(column for (at, column), cell in cells.items() if at == 3 and cell.value == title)


def value(program: MemoryProgram, name: str, row: int = FIRST) -> object:
    return program.tab(TAB).cell(place(program, name, row)).value


def save(program: MemoryProgram, cells: dict[tuple[int, int], object], last_row: int | None = None) -> Saved:
    """Read 项目清单 and write these cells of it."""
    book = LiveBook(program)
    book.read(Projects)
    edits = Edits()
    edits.sheet(TAB).cells = [(row, column, value) for (row, column), value in cells.items()]
    edits.sheet(TAB).last_row = last_row
    return book.save(edits, "重算")


def held(program: MemoryProgram) -> dict[str, dict[tuple[int, int], tuple[object, str, str]]]:
    """Everything that stands in the workbook: values, formulas, number formats."""
    return {
        tab: {
            at: (cell.value, cell.formula, cell.number_format)
            for at, cell in sheet.cells.items()
            if cell.value is not None or cell.formula
        }
        for tab, sheet in program.engine_book.tabs.items()
    }
