"""督办阶梯的各行：which value of which trigger calls for which document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from addin.ledger import Ledger
from addin.schema import Ladder

LIGHT, OVERDUE, REMINDER, SUPERVISION, RED_RUN, LIT_COUNT = (
    "灯级", "逾期天数", "提醒函未反馈", "督办函未反馈", "连续红灯月数", "年内亮灯次数",
)  # fmt: skip
REMINDER_LETTER, SUPERVISION_LETTER, LETTER_TO_SUBORDINATE = "提醒函", "督办函", "督办通知"
BOARD_LETTER = "挂牌督办通知"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of 督办阶梯: the trigger's value lies in lower … upper, both included."""

    step: float
    trigger: str
    lower: float
    upper: float
    kind: str


def subordinate_kind(kind: str) -> str:
    """What a 下级 gets: 督办通知 for 督办函, every other kind as it is."""
    return LETTER_TO_SUBORDINATE if kind == SUPERVISION_LETTER else kind


def ladder_issuer(ledger: Ledger, kind: str) -> str | None:
    """Who signs letters of the kind: 督办阶梯!机关简称 of its first row that has one, None without; 督办通知 is
    signed as 督办函 where it has no row of its own."""
    ladder = ledger[Ladder]
    named = ladder[ladder[Ladder.issuer.name].notna()]
    for name in (kind, SUPERVISION_LETTER) if kind == LETTER_TO_SUBORDINATE else (kind,):
        found = named.loc[named[Ladder.kind.name] == name, Ladder.issuer.name]
        if len(found):
            return str(found.iloc[0])
    return None


def read_ladder(ledger: Ledger) -> tuple[Row, ...]:
    """The rows in the order of the sheet (reading leaves out those without 级次, 触发条件 or 文种).

    A blank 阈值下限 is 参数!专项督查次数 for 年内亮灯次数, else 1; a blank 阈值上限 has no limit.
    """
    return tuple(
        _row(record, ledger.settings.inspection_after) for record in ledger[Ladder].to_dict("records")
    )


def _row(record: dict[Any, Any], inspection_after: int) -> Row:
    trigger = record[Ladder.trigger.name]
    lower, upper = record[Ladder.lower.name], record[Ladder.upper.name]
    lowest = float(inspection_after) if trigger == LIT_COUNT else 1.0
    return Row(
        step=float(record[Ladder.step.name]),
        trigger=trigger,
        lower=lowest if np.isnan(lower) else float(lower),
        upper=np.inf if np.isnan(upper) else float(upper),
        kind=record[Ladder.kind.name],
    )
