"""两条路：the same command on the same workbook, once on the closed file and once on the workbook open in memory."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from live_memory.memory_program import MemoryProgram
from live_memory.typed_input import EPOCH
from python_calamine import CalamineWorkbook

from addin.commands import COMMANDS
from addin.commands.base import Books, ClosedFiles, Context, Outcome
from addin.commands.parser import build_parser
from addin.live.undo import LiveBooks
from addin.schema import LEDGER_SHEETS, Journal
from addin.schema.cockpit import BLOCKS
from addin.workbook.closed_file import ClosedBook

TODAY = dt.date(2022, 10, 8)
NOW = dt.datetime(2022, 10, 8, 9, 30)
HEADER = 3

Cells = dict[tuple[int, int], object]


def run(path: Path, books: Books, command: str, *options: object, seed: int = 1) -> Outcome:
    """`liangdeng COMMAND BOOK …` with a fixed clock and fixed chance; errors are raised."""
    named = build_parser(command).parse_args([command, str(path), *map(str, options)])
    chosen = next(one for one in COMMANDS if one.name == command)
    context = Context(TODAY, NOW, "甲", chance=np.random.default_rng(seed), books=books)
    return chosen.run(named, context)


class BothWays:
    """`closed` and `open` are copies of one file in folders of their own; `program` shows the second."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.closed, self.open = (folder / name / "台账.xlsx" for name in ("关闭", "打开"))
        for path in (self.closed, self.open):
            path.parent.mkdir()
            shutil.copy(source, path)
        self.program = MemoryProgram(self.open)

    def run(self, command: str, *options: object, seed: int = 1) -> tuple[Outcome, Outcome]:
        """What the command says of the closed file, and of the open workbook."""
        closed = run(self.closed, ClosedFiles(), command, *options, seed=seed)
        return closed, run(self.open, LiveBooks(self.program), command, *options, seed=seed)

    def differences(self) -> list[str]:
        """Where the two hold something else: cells of our tabs and blocks, and ranges of tables."""
        wanted, found = parts(on_disk(self.closed), self.program), contents(self.program)
        book, open_tables = ClosedBook.open(self.closed), tables(self.program)
        return [
            f"{part} {place}: {wanted[part].get(place)!r} closed, {found[part].get(place)!r} open"
            for part in wanted
            for place in sorted({*wanted[part], *found[part]})
            if wanted[part].get(place) != found[part].get(place)
        ] + [
            tab
            for tab in open_tables
            if [(one.name, one.box) for one in book.tables(tab)] != open_tables[tab]
        ]


def on_disk(path: Path) -> dict[str, Cells]:
    """The filled cells of every tab of a file, days as the numbers that a program keeps for them."""
    book = CalamineWorkbook.from_path(str(path))
    return {
        tab: {
            (row, column): _number(value)
            for row, values in enumerate(book.get_sheet_by_name(tab).to_python(skip_empty_area=False), 1)
            for column, value in enumerate(values, 1)
            if value != ""
        }
        for tab in book.sheet_names
    }


def _number(value: object) -> object:
    if isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        return (moment - EPOCH) / dt.timedelta(days=1)
    return value


def tables(program: MemoryProgram) -> Mapping[str, list[object]]:
    return {
        tab: [(table.name, table.box) for table in sheet.tables]
        for tab, sheet in program.engine_book.tabs.items()
    }


def contents(program: MemoryProgram) -> dict[str, Cells]:
    """Every filled cell of our tabs and of the blocks of 首页, as a program keeps it."""
    filled = {
        tab: {place: cell.value for place, cell in sheet.cells.items() if cell.value is not None}
        for tab, sheet in program.engine_book.tabs.items()
    }
    return parts(filled, program)


def parts(tabs: Mapping[str, Cells], program: MemoryProgram) -> dict[str, Cells]:
    """Our tabs and blocks among all tabs. 文件指纹 is left out: the same workbook has other bytes as a file of
    its own than as a program saves it."""
    found = {sheet.title: dict(tabs[sheet.title]) for sheet in LEDGER_SHEETS}
    journal = found[Journal.title]
    column = next(
        c for (r, c), value in journal.items() if r == HEADER and value == Journal.fingerprint.title
    )
    found[Journal.title] = {
        place: v for place, v in journal.items() if place[1] != column or place[0] == HEADER
    }
    for block in BLOCKS:
        tab, (top, left, bottom, right) = program.engine_book.areas[block.name]
        found[block.name] = {
            (row, at): value
            for (row, at), value in tabs[tab].items()
            if top <= row <= bottom and left <= at <= right
        }
    return found


def formats(program: MemoryProgram) -> dict[str, dict[tuple[int, int], str]]:
    return {
        tab: {place: cell.number_format for place, cell in sheet.cells.items()}
        for tab, sheet in program.engine_book.tabs.items()
    }
