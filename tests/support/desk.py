"""A clerk's desk: run commands as from the command line, and read a workbook with another reader."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin.cli import main
from addin.schema import Sheet

TODAY = "2022-10-08"

Grid = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Answer:
    """What a command left: exit code, the JSON object (--json), standard error."""

    code: int
    data: dict[str, Any]
    said: str


@dataclass
class Desk:
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: object, today: str = TODAY) -> Answer:
        """With --json and a fixed day; fails where standard output is not one JSON object."""
        self.capsys.readouterr()
        code = main([*map(str, arguments), "--json", "--today", today])
        captured = self.capsys.readouterr()
        return Answer(code, json.loads(captured.out, parse_constant=_no_such_word), captured.err)

    def say(self, *arguments: object) -> tuple[int, str, str]:
        """As a person sees it: exit code, standard output, standard error."""
        self.capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        return code, captured.out, captured.err


def _no_such_word(text: str) -> None:
    raise AssertionError(f"{text} is not JSON")


def rows(path: Path, sheet: type[Sheet]) -> list[dict[str, Any]]:
    """The data rows of a sheet by column name, read by openpyxl; 「—」 stays."""
    return _named(sheet, grid(path, sheet)[2:])


def height(path: Path, sheet: type[Sheet]) -> int:
    """The last row in which something stands."""
    return max(place for place, row in enumerate(grid(path, sheet), 1) if set(row) != {None})


def grid(path: Path, sheet: type[Sheet]) -> Grid:
    """Every cell's value from A1, read by openpyxl."""
    state = path.stat()
    return _grid(path, state.st_mtime_ns, state.st_size, sheet.title)


@lru_cache(maxsize=64)
def _grid(path: Path, changed: int, size: int, title: str) -> Grid:
    """One sheet is parsed, once for as long as the file is the same: all sheets take openpyxl seconds."""
    sheet = _book(path, changed, size)[title]
    sheet.reset_dimensions()
    found = list(sheet.iter_rows(values_only=True))
    width = max(map(len, found), default=0)
    return [(*row, *(None,) * (width - len(row))) for row in found]


@lru_cache(maxsize=2)
def _book(path: Path, changed: int, size: int) -> openpyxl.Workbook:
    """From memory, so that the file is nobody's; its texts alone take a tenth of a second to read."""
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True)


def rows_of(book: openpyxl.Workbook, sheet: type[Sheet]) -> list[dict[str, Any]]:
    """The rows from a workbook that openpyxl has open."""
    return _named(sheet, book[sheet.title].iter_rows(min_row=3, values_only=True))


def _named(sheet: type[Sheet], found: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """`found` begins with the header."""
    names = {column.title: column.name for column in sheet.columns}
    header, *values = found
    keys = [names.get(title, title) for title in header]
    return [dict(zip(keys, row, strict=True)) for row in values if any(value is not None for value in row)]


def change(path: Path, sheet: type[Sheet], excel_row: int, name: str, value: object) -> None:
    """Type one cell, as a person would (through the lossless writer, so that the rest stays as it is)."""
    from addin.workbook.closed_file import ClosedBook
    from addin.workbook.port import Edits

    book = ClosedBook.open(path)
    cells = book.read(sheet)
    assert cells is not None
    edits = Edits()
    edits.sheet(cells.tab).cells.append((excel_row, cells.columns[name], value))
    book.save(edits, "填写")
