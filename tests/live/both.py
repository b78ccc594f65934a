"""两条路：what LibreOffice shows of the workbook that is open in it, and of the file of the closed run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import lxml.html
import xlwings as xw
from live.calc import Calc

from addin.libreoffice import CalcProgram
from addin.schema import Journal, Projects

Cells = dict[str, object]
HEADER = 2
DRAWN_BY_LOT = {Projects.row_id.title}
OF_THIS_RUN = {Journal.done_at.title, Journal.operator.title, Journal.fingerprint.title}


def run(*arguments: object) -> None:
    """A command of the command line on a closed file."""
    command = [sys.executable, "-m", "addin", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def differences(calc: Calc, program: CalcProgram, closed: Path) -> list[str]:
    """Where the open workbook and the closed run's file differ: in a value, or in how a cell looks, conditional
    formats worked out. Row ids are drawn by lot, and the log has its own clock."""
    with calc.closing():
        other = opened(calc, closed)
        found = [text for tab in _tabs(program) for text in _of_tab(program.book, other.book, tab)]
        return found + _looks(calc, program, other)


def opened(calc: Calc, closed: Path) -> CalcProgram:
    """A copy under another name: two open workbooks of one name are refused."""
    return calc.open(Path(shutil.copy(closed, closed.with_stem("关闭时算的"))))


def _tabs(program: CalcProgram) -> list[str]:
    return [str(sheet.name) for sheet in program.book.sheets]


def _of_tab(one: xw.Book, other: xw.Book, tab: str) -> list[str]:
    open_cells, closed_cells = values(one, tab), values(other, tab)
    return [
        f"{tab}!{address}：打开的是 {open_cells.get(address)!r}，关闭的是 {closed_cells.get(address)!r}"
        for address in sorted({*open_cells, *closed_cells})
        if open_cells.get(address) != closed_cells.get(address)
    ]


def values(book: xw.Book, tab: str) -> Cells:
    """Every filled cell of a tab, by address."""
    area = book.sheets[tab].used_range
    rows = area.options(ndim=2, err_to_str=True).value
    left_out = _left_out(tab, rows[HEADER - area.row + 1]) if len(rows) > HEADER else set()
    return {
        f"{xw.utils.col_name(area.column + place)}{area.row + at}": value
        for at, row in enumerate(rows)
        for place, value in enumerate(row)
        if value is not None and place not in left_out
    }


def _left_out(tab: str, header: list[object]) -> set[int]:
    titles = DRAWN_BY_LOT | (OF_THIS_RUN if tab == Journal.title else set())
    return {place for place, title in enumerate(header) if title in titles}


def _looks(calc: Calc, one: CalcProgram, other: CalcProgram) -> list[str]:
    sheets = zip(
        _tabs(one),
        _tables(calc.html(one, calc.folder / "打开.html")),
        _tables(calc.html(other, calc.folder / "关闭.html")),
        strict=True,
    )
    return [
        f"{tab} 第{number}行：打开的是 {left}，关闭的是 {right}"
        for tab, first, second in sheets
        if tab != Journal.title
        for number, (left, right) in enumerate(zip(first, second, strict=True), 1)
        if left != right
    ]


def _tables(html: str) -> list[list[list[tuple[str, str, str]]]]:
    """(text, background, colours of the text) of every cell, by sheet and row; row ids stand in column A."""
    page = lxml.html.fromstring(html.encode())
    return [
        [[_look(cell) for cell in row.iterchildren("td")][1:] for row in table.iter("tr")]
        for table in page.iter("table")
    ]


def _look(cell: lxml.html.HtmlElement) -> tuple[str, str, str]:
    fonts = "".join(font.get("color", "") for font in cell.iter("font"))
    return cell.text_content().strip(), cell.get("bgcolor", ""), fonts


def document(path: Path) -> bytes:
    """What a Word document says and how, without its clock."""
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml")
