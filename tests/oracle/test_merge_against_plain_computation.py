"""Random returns, merged: every cell and row as an independent computation says, and nothing lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from oracle.plain_merge import plain_merge
from oracle.random_merges import NAMES, NUMBERS, THEIRS, UNIT, Case, cases
from support.exchange_cases import master_table, returned_table, sent_table

from addin.exchange.fields import ROW_KINDS, MergeKind
from addin.exchange.merging import TableMerge, Terms, apply, merge_table
from addin.exchange.tables import MasterTable, table_of
from addin.schema import MonthlyProgress

Counted = Callable[[str], None]
CELL_KINDS = [kind for kind in MergeKind if kind not in ROW_KINDS and kind is not MergeKind.UNTOUCHED]


def merge(case: Case) -> tuple[TableMerge, MasterTable]:
    """Through the product: merged and applied."""
    base = table_of(sent_table(MonthlyProgress, case.sent, NAMES))
    master = master_table(MonthlyProgress, case.standing, case.owners)
    returned = returned_table(MonthlyProgress, case.returned, NAMES, case.formulas)
    found = merge_table(base, returned, master, Terms(UNIT), case.seen, {})
    apply(found, master)
    return found, master


def check(case: Case) -> None:
    found, master = merge(case)
    expected = plain_merge(
        case.sent,
        case.returned,
        case.standing,
        case.seen,
        case.owners,
        UNIT,
        THEIRS,
        NUMBERS,
        case.formulas,
    )
    kinds = {(one.row_id, one.column): one.kind.value for one in found.cells}
    assert kinds == {place: kind for place, kind in expected.kinds.items() if kind != "未动"}
    assert found.untouched == sum(kind == "未动" for kind in expected.kinds.values())
    rows = Counter(one.kind.value for one in found.rows)
    rows["未返回行"] = found.absent
    assert +rows == +expected.rows
    assert cells(master) == expected.master
    assert_adds_up(found, case)


def cells(master: MasterTable) -> dict[str, dict[str, Any]]:
    """The master's rows after the merge, as they would be written."""
    after = master.overlaid()
    names = [name for name in NAMES if name in after.values]
    return {
        after.values["row_id"][row]: {name: after.values[name][row] for name in names}
        for row in range(len(after.rows))
    }


def assert_adds_up(found: TableMerge, case: Case) -> None:
    """changed = 应用+二次修改+一致+冲突+越权修改+待更正+清空待确认+改删冲突+已移交+疑似撤回, to the cell."""
    assert found.changed == sum(found.counts[kind] for kind in CELL_KINDS)
    assert found.untouched + found.changed == found.matched * (len(NAMES) - 1)
    written = {(one.row_id, one.column) for one in found.written()}
    before = {row["row_id"]: row for row in case.standing}
    assert written <= {(row, name) for row in before for name in THEIRS}


@settings(max_examples=1000)
@given(cases())
def test_every_cell_of_a_random_return_is_as_the_plain_computation_says(case: Case) -> None:
    check(case)


@pytest.mark.torture
@settings(max_examples=10_000)
@given(cases())
def test_every_cell_of_ten_thousand_random_returns_is_as_the_plain_computation_says(case: Case) -> None:
    check(case)


def test_the_random_returns_hold_what_is_hard(counted: Counted) -> None:
    counted("随机回收逐格核对：1,000 例（全量 10,000 例）")
    met: Counter[MergeKind] = Counter()

    @settings(max_examples=300)
    @given(cases())
    def gather(case: Case) -> None:
        met.update(merge(case)[0].counts)

    gather()
    assert {kind for kind in MergeKind if not met[kind]} == set()


@settings(max_examples=200)
@given(cases())
def test_a_second_merge_of_the_same_return_writes_nothing(case: Case) -> None:
    found, master = merge(case)
    base = table_of(sent_table(MonthlyProgress, case.sent, NAMES))
    returned = returned_table(MonthlyProgress, case.returned, NAMES, case.formulas)
    noted = (MergeKind.APPLIED, MergeKind.CHANGED_AGAIN, MergeKind.AGREED, MergeKind.CONFLICT)
    seen = case.seen | {(one.row_id, one.column): one.taken for one in found.cells if one.kind in noted}
    again = merge_table(base, returned, master, Terms(UNIT), seen, {})
    assert list(again.written()) == []
