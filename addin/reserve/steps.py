"""储备库状态：申请 → 初筛 → 核实遴选（草案） → 审定 → 批准印发 → 入库 → 转化 or 出库.

Source: 龙项目办〔2022〕3号 第九条 (the four steps of the decision), 第六条 (及时入库、动态管理).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, Objects, as_days
from addin.schema import Column, Reserve

VERIFIED, DECIDED = "核实遴选（草案）", "审定"
LEFT, CONVERTED = "出库", "转化"
STEPS: tuple[tuple[Column, str], ...] = (
    (Reserve.applied_on, "申请"),
    (Reserve.screened_on, "初筛"),
    (Reserve.verified_on, VERIFIED),
    (Reserve.decided_on, DECIDED),
    (Reserve.approved_on, "批准印发"),
    (Reserve.entered_on, "入库"),
)


def states(ledger: Ledger) -> Objects:
    """状态 of 储备库: the last step with a date that has come; None where there is none.

    Of 转化 and 出库 the later one; 转化 where they are of the same day (it left because it was converted).
    """
    table = ledger[Reserve]
    today = np.datetime64(ledger.today, "D")
    state: Objects = np.full(len(table), None, dtype=object)
    for column, name in STEPS:
        state[as_days(table[column.name]) <= today] = name
    left, converted = (as_days(table[column.name]) for column in (Reserve.left_on, Reserve.converted_on))
    state[left <= today] = LEFT
    state[(converted <= today) & ~((left <= today) & (left > converted))] = CONVERTED
    return state


def has_come(ledger: Ledger, table: pd.DataFrame, column: Column) -> Bools:
    """Whether the date stands and is not after today."""
    come: Bools = as_days(table[column.name]) <= np.datetime64(ledger.today, "D")
    return come
