"""重算的比值：whole `recalc` against reading with calamine + deflating, and against openpyxl."""

from __future__ import annotations

import random
import shutil
import sys
from datetime import date
from pathlib import Path

from addin.schema import MonthlyProgress
from addin.workbook.closed_file import ClosedBook
from addin.workbook.port import Edits
from bench.measure import Run, child, snippet

CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""
DEFLATE = """
import sys, zipfile, zlib
with zipfile.ZipFile(sys.argv[1]) as package:
    for name in package.namelist():
        zlib.compress(package.read(name))
"""
# The cells that differ between the file before and after recalc, set by openpyxl on the file before.
OPENPYXL = """
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for tab, row, column, value in json.load(open(sys.argv[2])):
    book[tab].cell(row, column).value = value
book.save(sys.argv[3])
"""
DIFFERENCES = """
import sys, json, datetime
from python_calamine import CalamineWorkbook
before, after = (CalamineWorkbook.from_path(path) for path in sys.argv[1:3])
cells = []
for tab in before.sheet_names:
    old, new = (book.get_sheet_by_name(tab).to_python(skip_empty_area=False) for book in (before, after))
    for row, values in enumerate(new, 1):
        known = old[row - 1] if row <= len(old) else []
        if values != known:
            for column, value in enumerate(values, 1):
                if column > len(known) or value != known[column - 1]:
                    cells.append((tab, row, column, str(value) if isinstance(value, (datetime.date, datetime.time)) else value))
json.dump(cells, open(sys.argv[3], "w"))
print(len(cells))
"""


def recalculation(folder: Path, projects: int) -> None:
    """Prints the figures; `folder` keeps the workbook that was computed once."""
    first, changed, done = (folder / f"{projects}_{name}.xlsx" for name in ("第一次", "改一个月", "重算后"))
    # In a process of its own: a child's peak memory counts from what its parent held when it began.
    child("-m", "bench.big_ledger", first, str(projects))
    first_run = child("-m", "addin", "recalc", first)
    shutil.copy(first, changed)
    child("-c", "from bench.recalculation import change_month; change_month()", changed)
    shutil.copy(changed, done)
    run = child("-m", "addin", "recalc", done)
    reading, deflating = snippet(CALAMINE, changed), snippet(DEFLATE, changed)
    cells = folder / "cells.json"
    snippet(DIFFERENCES, changed, done, cells)
    loading = snippet(OPENPYXL, changed, cells, folder / "openpyxl.xlsx")
    _print(projects, first_run, run, reading, deflating, loading)


def change_month() -> None:
    """New figures for every report of December 2022 in the file that sys.argv names."""
    path, month, chance = Path(sys.argv[1]), date(2022, 12, 1), random.Random(2)
    book = ClosedBook.open(path)
    cells = book.read(MonthlyProgress)
    assert cells is not None
    edits = Edits()
    column = cells.columns[MonthlyProgress.month_done.name]
    for row, value in zip(cells.rows, cells.values[MonthlyProgress.month.name], strict=True):
        if (value.year, value.month) == (month.year, month.month):
            edits.sheet(cells.tab).cells.append((int(row), column, float(chance.randint(400, 1600))))
    book.save(edits, "演示改数")


def _print(projects: int, first: Run, run: Run, reading: Run, deflating: Run, loading: Run) -> None:
    base = reading.seconds + deflating.seconds
    print(f"{projects} 个项目 × 24 个月（月度进度 {projects * 24} 行）")
    print(f"  第一次重算 {first.seconds:.1f} 秒，内存峰值 {first.gigabytes:.2f} GB")
    print(f"  改一个月后重算 {run.seconds:.1f} 秒，内存峰值 {run.gigabytes:.2f} GB")
    print(
        f"  = {run.seconds / base:.2f} ×（calamine 读同一文件 {reading.seconds:.1f} 秒 + 压缩同样的字节 {deflating.seconds:.1f} 秒）；要求 ≤ 3"
    )
    print(
        f"  openpyxl 打开、写同样的单元格、保存 {loading.seconds:.1f} 秒 = {loading.seconds / run.seconds:.1f} ×；要求 ≥ 6"
    )
