"""Returns of different units may come in any order: the master and what waits are the same."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import paper_office
from support.paper_office import PaperOffice, returned

from addin.exchange.records import Package
from addin.exchange.returns import ReturnedFile
from addin.schema import Conflicts, Issues, MonthlyProgress, Projects

UNITS = [f"单位{number:02d}" for number in range(60)]
Counted = Callable[[str], None]


def opened(folder: Path) -> tuple[PaperOffice, list[ReturnedFile]]:
    """Sixty returns with something of every kind; the office has typed, deleted and handed over meanwhile."""
    office = PaperOffice.opens(folder / "台账.xlsx", UNITS)
    packages = office.send_all(UNITS)
    chance = random.Random(60)
    paper_office.FILES = itertools.count()  # the same names every time
    files = [_filled(package, chance) for package in packages]
    for number, package in enumerate(packages):
        row_id = str(package.tables[MonthlyProgress].rows[0][0])
        if number % 7 == 0:
            office.type(MonthlyProgress, row_id, "month_done", 99.0)
        elif number % 11 == 0:
            office.delete(MonthlyProgress, row_id)
        elif number % 13 == 0:
            office.type(
                Projects, str(package.tables[Projects].rows[0][0]), "responsible_units", UNITS[number - 1]
            )
    return office, files


def _filled(package: Package, chance: random.Random) -> ReturnedFile:
    values = [None, "约三", 1.0, 2.0, 3.0]
    edits: dict[str, Any] = {
        "monthly_progress": {(0, "month_done"): chance.choice(values), (1, "month_done"): chance.choice(values)},
        "issues": {(0, "handling"): chance.choice([None, "办好", "在办"])},
    }  # fmt: skip
    if chance.random() < 0.2:
        edits["projects"] = {(1, "project_name"): "改名"}
    return returned(package, **edits)


def outcome(office: PaperOffice) -> tuple[Any, ...]:
    sheets = (MonthlyProgress, Projects, Issues)
    names = [column.name for column in Conflicts.columns if column is not Conflicts.row_id]
    waiting = [tuple(row[name] for name in names) for row in office.conflicts]
    return (*(office.rows(sheet) for sheet in sheets), waiting)


def in_order(folder: Path, seed: int | None, one_by_one: bool) -> tuple[Any, ...]:
    folder.mkdir()
    office, files = opened(folder)
    if seed is not None:
        random.Random(seed).shuffle(files)
    for batch in [[file] for file in files] if one_by_one else [files]:
        office.collect(batch)
    return outcome(office)


def check(folder: Path, orders: int) -> None:
    first = in_order(folder / "依次", None, one_by_one=False)
    assert len(first[-1]) > 40
    assert {row[1] for row in first[-1]} >= {"冲突", "待更正", "清空待确认", "改删冲突", "已移交", "越权修改"}
    for seed in range(orders):
        again = in_order(folder / f"乱序{seed}", seed, one_by_one=bool(seed % 2))
        assert again == first


def test_sixty_returns_in_two_random_orders_give_the_same_master_and_the_same_list(
    tmp_path: Path, counted: Counted
) -> None:
    counted("60 份回收换次序：2 种（全量 20 种）")
    check(tmp_path, 2)


@pytest.mark.torture
def test_sixty_returns_in_twenty_random_orders_give_the_same_master_and_the_same_list(
    tmp_path: Path, counted: Counted
) -> None:
    counted("60 份回收换次序：20 种")
    check(tmp_path, 20)
