"""字段规则：what becomes of one returned cell; RULES is the table, read from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class MergeKind(StrEnum):
    """类型：the outcome of a cell, or of a row; the keys of every `counts`."""

    UNTOUCHED = "未动"
    APPLIED = "应用"
    CHANGED_AGAIN = "二次修改"
    AGREED = "一致"
    CONFLICT = "冲突"
    NOT_THEIRS = "越权修改"
    TO_CORRECT = "待更正"
    CLEARED = "清空待确认"
    DELETED_HERE = "改删冲突"
    HANDED_OVER = "已移交"
    WITHDRAWN = "疑似撤回"
    NEW_ROW = "新增待确认"
    ABSENT_ROW = "未返回行"
    REPEATED_ROW = "重复行"
    FOREIGN_ROW = "外来行"


ROW_KINDS = (
    MergeKind.NEW_ROW,
    MergeKind.ABSENT_ROW,
    MergeKind.REPEATED_ROW,
    MergeKind.FOREIGN_ROW,
)
"""Kinds that count rows; all others count cells."""

WRITTEN = (MergeKind.APPLIED, MergeKind.CHANGED_AGAIN)
"""Kinds that change the master by themselves."""

SETTLED = (MergeKind.UNTOUCHED, *WRITTEN, MergeKind.AGREED, MergeKind.ABSENT_ROW)
"""Kinds that need nobody's choice; all others are listed on 冲突处理."""


class RowState(StrEnum):
    """行的现状：of a row that was sent, in the master as it stands now."""

    PRESENT = "在"
    DELETED = "已删"
    HANDED_OVER = "移交"


@dataclass(frozen=True, slots=True)
class Standing:
    """一格的四个值：`sent` b0, `seen` L, `master` m, `returned` r, normalised ("" blank).

    `theirs`: the unit may fill the column; `valid`: r is of the column's type and in its list, and typed rather
    than computed by a formula.
    """

    sent: Any
    seen: Any
    master: Any
    returned: Any
    theirs: bool = True
    valid: bool = True
    row: RowState = RowState.PRESENT


RULES: tuple[tuple[MergeKind, Callable[[Standing], bool]], ...] = (
    (MergeKind.UNTOUCHED, lambda c: c.returned == c.sent == c.seen),
    (MergeKind.NOT_THEIRS, lambda c: not c.theirs and c.returned != c.sent),
    (MergeKind.TO_CORRECT, lambda c: not c.valid),
    (MergeKind.DELETED_HERE, lambda c: c.row is RowState.DELETED and c.returned != c.sent),
    (MergeKind.HANDED_OVER, lambda c: c.row is RowState.HANDED_OVER and c.returned != c.sent),
    (MergeKind.AGREED, lambda c: c.returned == c.master),
    # Two colleagues each fill half on copies: the blank half of the second is no wish to erase the first.
    (MergeKind.WITHDRAWN, lambda c: c.returned == c.sent),
    (MergeKind.CLEARED, lambda c: c.returned == "" and c.sent != ""),
    (MergeKind.APPLIED, lambda c: c.master == c.seen == c.sent),
    (MergeKind.CHANGED_AGAIN, lambda c: c.master == c.seen),
    (MergeKind.CONFLICT, lambda c: True),
)
"""The first that holds decides."""


def decide(cell: Standing) -> MergeKind:
    """The kind of one cell."""
    return next(kind for kind, holds in RULES if holds(cell))


def is_changed(cell: Standing) -> bool:
    """Whether the cell counts as changed: against what was sent, or against what was seen since."""
    return bool(cell.returned != cell.sent or cell.seen != cell.sent)
