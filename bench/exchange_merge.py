"""回收：60 packages filled in and merged with one command, beside bare openpyxl reading the same files."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from pathlib import Path

from openpyxl import load_workbook

from addin.exchange import store
from addin.exchange.exchanged import column_of
from addin.schema import MonthlyProgress
from bench.exchange import MONTH, TEXT, tables
from bench.measure import child, snippet
from workbook_templates.build import build_workbook

READ = """
import sys
from pathlib import Path
from openpyxl import load_workbook
cells = 0
for path in sorted(Path(sys.argv[1]).iterdir()):
    for sheet in load_workbook(path).worksheets:
        cells += sum(len(row) for row in sheet.iter_rows(values_only=True))
print(cells)
"""


def exchange_merge(folder: Path, size: tuple[int, int]) -> None:
    """Prints the time and memory of collect, beside reading alone."""
    place = folder / "回收"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    os.environ["LIANGDENG_HOME"] = str(place / "配置")
    book = place / "台账.xlsx"
    build_workbook(book, tables(size), settings={"as_of": MONTH})
    day = ("--today", "2022-10-08", "--json")
    child("-m", "addin", "recalc", book, *day)
    child("-m", "addin", "split", book, "--out", place / "包", *day)
    child("-m", "bench.exchange_merge", place / "包", place / "交回")
    preview = child("-m", "addin", "collect", book, place / "交回", *day)
    merged = child("-m", "addin", "collect", book, place / "交回", "--apply", *day)
    again = child("-m", "addin", "collect", book, place / "交回", "--apply", *day)
    reading = snippet(READ, place / "交回")
    packages = store.packages(book)
    kept = [whole for package in packages if (whole := store.load(book, package.number))]
    cells = sum(len(table.rows) * len(table.columns) for one in kept for table in one.tables.values())
    data = json.loads(merged.output.splitlines()[-1])
    print(
        f"回收 {len(kept)} 个单位、{cells} 格，写入 {data['written']} 格，待处理 {data['listed']} 条："
        f"{merged.seconds:.1f} 秒，内存 {merged.gigabytes:.2f} GB；要求 ≤ 25 秒、≤ 0.8 GB"
    )
    print(f"  预览 {preview.seconds:.1f} 秒；再收一次（没有变化）{again.seconds:.1f} 秒")
    print(f"  openpyxl 只读同样的文件：{reading.seconds:.1f} 秒，内存 {reading.gigabytes:.2f} GB")


def fill_in(packages: Path, returned: Path) -> None:
    """Every report filled in by openpyxl, as a unit would; one in fifty in a way that cannot be taken over."""
    chance = random.Random(3)
    returned.mkdir()
    for path in sorted(packages.glob("*.xlsx")):
        book = load_workbook(path)
        sheet = book[MonthlyProgress.title]
        places = {}
        for cell in sheet[3]:
            if (found := column_of(cell.value)) is not None:
                places[found[1].name] = cell.column
        for row in range(5, sheet.max_row + 1):
            wrong = chance.random() < 0.02
            sheet.cell(row, places["month_done"]).value = "约三百" if wrong else chance.randint(100, 900) / 3
            for name in ("physical_progress", "problems", "next_steps"):
                sheet.cell(row, places[name]).value = f"{TEXT}（{chance.randint(1, 99)}）"
            sheet.cell(row, places["reported_on"]).value = MONTH.replace(day=24)
        book.save(returned / path.name)


if __name__ == "__main__":
    fill_in(Path(sys.argv[1]), Path(sys.argv[2]))
