"""拆分：60 units × 300 rows × 30 columns, ours beside bare openpyxl writing the same cells; a child process each."""

from __future__ import annotations

import os
import random
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from addin.exchange import store
from addin.schema import Issues, MonthlyProgress, Projects, Sheet, Units
from bench.measure import child
from workbook_templates.build import build_workbook

UNITS = 60
THREE_HUNDRED_ROWS, AS_MANY_CELLS = (140, 20), (235, 30)
"""Projects and issues of a unit. With one report a project the first is 300 rows a unit: the master has 27 to 60
columns of them, a package the 17 to 21 that a unit needs. The second is 500 rows a unit, so that the packages
hold as many cells as 300 rows × 30 columns would."""
MONTH = date(2022, 9, 1)
TEXT = "主体结构施工，完成主楼三层顶板浇筑，机电预留预埋同步推进"


def tables(size: tuple[int, int], seed: int = 1) -> dict[type[Sheet], list[dict[str, Any]]]:
    """Typed rows only; of half the projects the month's report stands already."""
    projects, issues = size
    chance = random.Random(seed)
    found: dict[type[Sheet], list[dict[str, Any]]] = {
        Units: [{"unit": f"单位{unit:02d}"} for unit in range(UNITS)],
        Projects: [], MonthlyProgress: [], Issues: [],
    }  # fmt: skip
    for unit in range(UNITS):
        name = f"单位{unit:02d}"
        codes = [f"XM{unit:02d}{number:03d}" for number in range(projects)]
        found[Projects] += [_project(code, name, chance) for code in codes]
        found[MonthlyProgress] += [_report(code, chance) for code in codes[::2]]
        found[Issues] += [_issue(code, name) for code in codes[:issues]]
    return found


def _project(code: str, unit: str, chance: random.Random) -> dict[str, Any]:
    return {
        "code": code, "project_name": f"演示项目{code}", "category": "政府投资", "stage": "在建", "content": TEXT,
        "total_investment": float(chance.randint(5_000, 90_000)), "year_plan": float(chance.randint(1_000, 9_000)),
        "year_target": TEXT, "procedures": TEXT, "demolition": "已完成", "land_approval": "已办",
        "project_approval": "已办", "land_planning": "已办", "construction_planning": "办理中", "environment": "已办",
        "planned_start": date(2021, 3, 1), "planned_completion": date(2024, 3, 1), "actual_start": date(2021, 4, 1),
        "responsible_units": unit, "contact": "某某 0000-0000000", "remarks": TEXT,
    }  # fmt: skip


def _report(code: str, chance: random.Random) -> dict[str, Any]:
    return {
        "code": code, "month": MONTH, "month_done": chance.randint(100, 900) / 3, "physical_progress": TEXT,
        "problems": TEXT, "next_steps": TEXT, "forecast": "能够完成", "reported_on": date(2022, 9, 24),
    }  # fmt: skip


def _issue(code: str, unit: str) -> dict[str, Any]:
    return {
        "number": f"WT{code}", "code": code, "description": TEXT, "target": TEXT, "measures": TEXT,
        "responsible_units": unit, "assigned_on": date(2022, 8, 1), "due_on": date(2022, 12, 1),
    }  # fmt: skip


def bare(book: Path, out: Path) -> None:
    """The same packages' cells by openpyxl: master loaded, sixty workbooks written, master saved; no formats, no
    rules, no bases, no versions."""
    master = load_workbook(book)
    out.mkdir()
    for package in store.packages(book):
        whole = store.load(book, package.number)
        assert whole is not None
        target = Workbook()
        target.remove(target.active)
        for table in whole.tables.values():
            sheet = target.create_sheet(table.sheet.title)
            sheet.append([table.sheet.column(name).title for name in table.columns])
            for row in table.rows:
                sheet.append(list(row))
        target.save(out / f"{package.number}.xlsx")
    master.save(book.with_name("另存.xlsx"))


def exchange(folder: Path, size: tuple[int, int]) -> None:
    """Prints both times, the ratio and the memory."""
    place = folder / "拆分"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    os.environ["LIANGDENG_HOME"] = str(place / "配置")
    book = place / "台账.xlsx"
    build_workbook(book, tables(size), settings={"as_of": MONTH})
    child("-m", "addin", "recalc", book, "--today", "2022-10-08", "--json")  # as it stands in an office
    arguments = ("-m", "addin", "split", book, "--out", place / "包", "--today", "2022-10-08", "--json")
    mine, again = child(*arguments), child(*arguments)
    plain = child("-m", "bench.exchange", book, place / "素")
    sizes = [path.stat().st_size for path in (place / "包").iterdir()]
    kept = [store.load(book, one.number) for one in store.packages(book)]
    rows = sum(len(table.rows) for one in kept if one for table in one.tables.values())
    cells = sum(len(table.rows) * len(table.columns) for one in kept if one for table in one.tables.values())
    print(
        f"拆分 {len(sizes)} 个单位、{rows} 行、{cells} 格（台账 {book.stat().st_size >> 10} KB，每包 {sum(sizes) // len(sizes) >> 10} KB）："
        f"{mine.seconds:.1f} 秒，内存 {mine.gigabytes:.2f} GB；要求 ≤ 20 秒、≤ 0.8 GB"
    )
    print(f"  再拆一次（没有变化）：{again.seconds:.1f} 秒，内存 {again.gigabytes:.2f} GB")
    print(
        f"  openpyxl 读台账、写同样的格、存台账：{plain.seconds:.1f} 秒，内存 {plain.gigabytes:.2f} GB；"
        f"比值 {mine.seconds / plain.seconds:.2f}"
    )


if __name__ == "__main__":
    bare(Path(sys.argv[1]), Path(sys.argv[2]))
