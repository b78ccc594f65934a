"""The table of field rules, row by row, against examples by hand and against the same rules told another way."""

from __future__ import annotations

import itertools

import pytest
from oracle.plain_merge import plain_kind

from addin.exchange import fields
from addin.exchange.fields import RULES, MergeKind, RowState, Standing, decide, is_changed

BY_HAND: list[tuple[str, Standing]] = [
    ("未动", Standing(sent=5.0, seen=5.0, master=5.0, returned=5.0)),
    ("未动", Standing(sent=5.0, seen=5.0, master=9.0, returned=5.0)),  # the office changed it since
    ("应用", Standing(sent="", seen="", master="", returned=5.0)),
    ("应用", Standing(sent=5.0, seen=5.0, master=5.0, returned=6.0)),
    ("二次修改", Standing(sent="", seen=5.0, master=5.0, returned=6.0)),
    ("一致", Standing(sent="", seen="", master=6.0, returned=6.0)),
    ("一致", Standing(sent="", seen=5.0, master=5.0, returned=5.0)),  # the same return once more
    ("冲突", Standing(sent="", seen="", master=7.0, returned=6.0)),
    ("冲突", Standing(sent="", seen=5.0, master=7.0, returned=6.0)),
    ("疑似撤回", Standing(sent="", seen=5.0, master=5.0, returned="")),  # a colleague's copy
    ("疑似撤回", Standing(sent=1.0, seen=5.0, master=7.0, returned=1.0)),
    ("清空待确认", Standing(sent=5.0, seen=5.0, master=5.0, returned="")),
    ("清空待确认", Standing(sent=5.0, seen=5.0, master=7.0, returned="")),
    ("一致", Standing(sent=5.0, seen=5.0, master="", returned="")),
    ("越权修改", Standing(sent=5.0, seen=5.0, master=5.0, returned=6.0, theirs=False)),
    ("越权修改", Standing(sent=5.0, seen=5.0, master=6.0, returned=6.0, theirs=False)),
    ("待更正", Standing(sent=5.0, seen=5.0, master=5.0, returned="约六", valid=False)),
    ("待更正", Standing(sent=5.0, seen=5.0, master="约六", returned="约六", valid=False)),
    ("改删冲突", Standing(sent=5.0, seen=5.0, master="", returned=6.0, row=RowState.DELETED)),
    ("未动", Standing(sent=5.0, seen=5.0, master="", returned=5.0, row=RowState.DELETED)),
    ("已移交", Standing(sent=5.0, seen=5.0, master=5.0, returned=6.0, row=RowState.HANDED_OVER)),
    ("越权修改", Standing(5.0, 5.0, "", 6.0, theirs=False, row=RowState.DELETED)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cell"), BY_HAND)
def test_a_cell_gets_the_kind_of_the_first_rule_that_holds(kind: str, cell: Standing) -> None:
    assert decide(cell).value == kind


VALUES = ("", 1.0, 2.0, 3.0)
EVERY_CELL = [
    Standing(*values, theirs, valid, state)
    for values in itertools.product(VALUES, repeat=4)
    for theirs in (True, False)
    for valid in (True, False)
    for state in RowState
    if state is not RowState.DELETED or values[2] == ""
]


def told_plainly(cell: Standing) -> str:
    blank = [None if value == "" else value for value in (cell.sent, cell.seen, cell.master, cell.returned)]
    state = {"在": "在", "已删": "删", "移交": "移"}[cell.row]
    return plain_kind(*blank, mine=cell.theirs, good=cell.valid, state=state)


def test_every_combination_of_values_is_decided_as_told_plainly() -> None:
    assert len(EVERY_CELL) == 4**4 * 4 * 2 + 4**3 * 4
    assert [decide(cell).value for cell in EVERY_CELL] == [told_plainly(cell) for cell in EVERY_CELL]


def test_a_cell_counts_as_changed_exactly_when_its_kind_is_not_untouched() -> None:
    for cell in EVERY_CELL:
        assert is_changed(cell) is (decide(cell) is not MergeKind.UNTOUCHED)


NEVER_BOTH = (
    {MergeKind.UNTOUCHED, MergeKind.NOT_THEIRS},
    {MergeKind.DELETED_HERE, MergeKind.HANDED_OVER},
    {MergeKind.WITHDRAWN, MergeKind.CLEARED},
)
"""Neighbours that no cell meets at once: their order says nothing."""


@pytest.mark.parametrize("place", range(len(RULES) - 1))
def test_two_rules_in_the_wrong_order_are_noticed(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    swapped = list(RULES)
    swapped[place : place + 2] = reversed(swapped[place : place + 2])
    names = [kind for kind, _ in swapped[place : place + 2]]
    monkeypatch.setattr(fields, "RULES", tuple(swapped))
    found = [decide(cell).value for cell in EVERY_CELL]
    assert (found == [told_plainly(cell) for cell in EVERY_CELL]) is (set(names) in NEVER_BOTH)


@pytest.mark.parametrize("place", range(len(RULES) - 1))
def test_a_missing_rule_is_noticed(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "RULES", (*RULES[:place], *RULES[place + 1 :]))
    assert [decide(cell).value for cell in EVERY_CELL] != [told_plainly(cell) for cell in EVERY_CELL]


def test_the_kinds_are_those_of_the_model() -> None:
    assert [kind.value for kind in MergeKind] == [
        "未动", "应用", "二次修改", "一致", "冲突", "越权修改", "待更正", "清空待确认", "改删冲突", "已移交",
        "疑似撤回", "新增待确认", "未返回行", "重复行", "外来行",
    ]  # fmt: skip
