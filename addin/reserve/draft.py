"""名单草案：what has been verified, is eligible and waits for the commission's decision (龙项目办〔2022〕3号 第九条三、四)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools
from addin.reserve.conditions import read_conditions
from addin.reserve.eligibility import NOT_ELIGIBLE, SCOPE, reserve_tiers
from addin.reserve.steps import has_come
from addin.schema import Reserve

_TOLD = (
    Reserve.code, Reserve.project_name, Reserve.applicant, Reserve.industry, Reserve.category, Reserve.nature,
    Reserve.total_investment, Reserve.content, Reserve.verified_on,
)  # fmt: skip


def draft_list(ledger: Ledger) -> pd.DataFrame:
    """The draft: rows of 储备库 (index kept) with 可申报层级 and 判定依据, highest tier first, then as on the sheet."""
    table = ledger[Reserve]
    tiers = reserve_tiers(ledger).set_index(table.index)
    eligible = tiers[Reserve.eligible_tier.name].notna() & (tiers[Reserve.eligible_tier.name] != NOT_ELIGIBLE)
    rows = eligible.to_numpy() & awaiting_decision(ledger)
    draft = table.loc[rows, [column.name for column in _TOLD]].join(tiers[rows])
    order = list(dict.fromkeys(row.tier for row in read_conditions(ledger) if not row.tier.endswith(SCOPE)))
    rank = (
        -draft[Reserve.eligible_tier.name]
        .map({name: place for place, name in enumerate(order)})
        .to_numpy(float)
    )
    return draft.iloc[np.argsort(rank, kind="stable")]


def awaiting_decision(ledger: Ledger) -> Bools:
    """核实日期 has come, 审定日期 and everything that follows a decision has not; still in the pool."""
    table = ledger[Reserve]
    waiting = has_come(ledger, table, Reserve.verified_on)
    for column in (Reserve.decided_on, Reserve.approved_on, Reserve.left_on, Reserve.converted_on):
        waiting = waiting & ~has_come(ledger, table, column)
    return waiting
