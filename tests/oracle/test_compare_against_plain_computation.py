"""Two offices edit copies of one master: what merges, what waits and what is lost (nothing), told independently."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from oracle.plain_merge import BAD, plain_kind
from support.exchange_cases import ID
from support.ledgers import FakeBook, book_of

from addin.exchange.comparing import COMPARED, Comparison, compare
from addin.exchange.desk import MergeDesk
from addin.exchange.merging import apply
from addin.ledger import Ledger
from addin.schema import Issues, Projects

Row = dict[str, Any]
Rows = dict[str, Row]
"""By 行标识."""
Counted = Callable[[str], None]
NAMES = {Projects: ("code", "project_name", "remarks", "year_plan"), Issues: ("number", "code", "handling")}
VALUES = {
    "project_name": ["甲", "乙", None],
    "remarks": ["一", "二", None],
    "year_plan": [1.0, 2.0, None, BAD],
    "handling": ["在办", "办好", None],
}


def ancestor(chance: random.Random) -> dict[Any, Rows]:
    count = chance.randint(1, 6)
    return {
        Projects: {
            ID[n]: {"code": f"A{n}"} | {name: chance.choice(VALUES[name][:2]) for name in ("project_name", "remarks", "year_plan")}
            for n in range(count)
        },
        Issues: {ID[50 + n]: {"number": f"W{n}", "code": f"A{n}", "handling": "在办"} for n in range(count)},
    }  # fmt: skip


def edited(tables: dict[Any, Rows], chance: random.Random, new: int) -> dict[Any, Rows]:
    """Some cells changed, some rows deleted, some added, all rows in another order."""
    found: dict[Any, Rows] = {}
    for sheet, rows in tables.items():
        kept = {row_id: dict(row) for row_id, row in rows.items() if chance.random() > 0.1}
        for row in kept.values():
            for name in VALUES.keys() & row.keys():
                if chance.random() < 0.35:
                    row[name] = chance.choice(VALUES[name])
        if chance.random() < 0.3:
            key = NAMES[sheet][0]
            place = new + (100 if sheet is Issues else 0)
            kept[ID[place]] = {
                key: f"N{place}",
                "code": f"N{place}",
                NAMES[sheet][-1]: VALUES[NAMES[sheet][-1]][0],
            }
        order = list(kept)
        chance.shuffle(order)
        found[sheet] = {row_id: kept[row_id] for row_id in order}
    return found


def book(tables: dict[Any, Rows]) -> FakeBook:
    rows = {
        sheet: [{"row_id": row_id, **row} for row_id, row in found.items()] for sheet, found in tables.items()
    }
    return book_of(settings={"as_of": "2022-09"}, projects=rows[Projects], issues=rows[Issues])


def expected(
    base: dict[Any, Rows], mine: dict[Any, Rows], theirs: dict[Any, Rows]
) -> tuple[Counter[str], dict[Any, Rows]]:
    kinds: Counter[str] = Counter()
    after = {sheet: {row_id: dict(row) for row_id, row in rows.items()} for sheet, rows in mine.items()}
    for sheet, rows in theirs.items():
        kinds["未返回行"] += sum(row_id not in rows for row_id in base[sheet])
        for row_id, row in rows.items():
            if row_id not in base[sheet]:
                kinds["新增待确认"] += 1
                continue
            for name in NAMES[sheet]:
                sent, back, now = (
                    base[sheet][row_id].get(name),
                    row.get(name),
                    mine[sheet].get(row_id, {}).get(name),
                )
                state = "在" if row_id in mine[sheet] else "删"
                kind = plain_kind(sent, sent, now, back, True, back != BAD or sent == BAD, state)
                kinds[kind] += 1
                if kind == "应用":
                    after[sheet][row_id][name] = back
    kinds["未动"] = 0  # the other columns of every row are counted too
    return kinds, after


def merged(base: FakeBook, mine: FakeBook, theirs: FakeBook) -> tuple[MergeDesk, Comparison]:
    ledger = Ledger.load(mine, dt.date(2022, 9, 1), dt.date(2022, 10, 8))
    desk = MergeDesk(mine, ledger)
    found = compare(desk, theirs, base)
    for master, merge in found.merges:
        apply(merge, master)
    return desk, found


def check(seed: int) -> None:
    chance = random.Random(seed)
    base = ancestor(chance)
    mine, theirs = edited(base, chance, 200), edited(base, chance, 250)
    desk, found = merged(book(base), book(mine), book(theirs))
    kinds, after = expected(base, mine, theirs)
    counts: Counter[str] = Counter()
    for _, merge in found.merges:
        counts.update({kind.value: count for kind, count in merge.counts.items()})
    counts["未动"] = 0
    assert +counts == +kinds, seed
    for sheet in (Projects, Issues):
        table = desk.master(sheet)
        assert table is not None
        cells = table.overlaid()
        stands = {
            cells.values["row_id"][row]: {name: cells.values[name][row] for name in NAMES[sheet]}
            for row in range(len(cells.rows))
        }
        assert stands == {
            row_id: {name: row.get(name) for name in NAMES[sheet]} for row_id, row in after[sheet].items()
        }, seed


def test_a_hundred_pairs_of_masters_edited_in_two_offices_merge_as_told_plainly(counted: Counted) -> None:
    counted("两处改过的台账比对：100 对（全量 1,000 对）")
    for seed in range(100):
        check(seed)


@pytest.mark.torture
def test_a_thousand_pairs_of_masters_edited_in_two_offices_merge_as_told_plainly(counted: Counted) -> None:
    counted("两处改过的台账比对：1,000 对")
    for seed in range(1000):
        check(seed)


def test_without_a_common_version_nothing_is_written_and_every_difference_waits() -> None:
    chance = random.Random(5)
    base = ancestor(chance)
    mine, theirs = book(edited(base, chance, 200)), book(edited(base, chance, 250))
    desk = MergeDesk(mine, Ledger.load(mine, dt.date(2022, 9, 1), dt.date(2022, 10, 8)))
    found = compare(desk, theirs, None)
    kinds = {kind.value for _, merge in found.merges for kind, count in merge.counts.items() if count}
    assert not kinds & {"应用", "二次修改", "未返回行"}
    assert kinds & {"冲突", "清空待确认", "新增待确认"}


def test_every_sheet_in_which_people_type_is_compared() -> None:
    assert {Projects, Issues} <= set(COMPARED)
    assert all(any(not column.computed for column in sheet.columns) for sheet in COMPARED)
