"""挂牌督办：which projects stand on the board, since when, and which may come off it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Bools, as_days
from addin.schema import Inspections, Projects


def open_boards(ledger: Ledger) -> pd.DataFrame:
    """Rows of 督查记录 with 挂牌日期 and no 摘牌日期 as of today, of whichever 类型."""
    table, today = ledger[Inspections], np.datetime64(ledger.today, "D")
    listed = as_days(table[Inspections.listed_on.name]) <= today
    delisted = as_days(table[Inspections.delisted_on.name]) <= today
    return table[listed & ~delisted]


def on_board(ledger: Ledger) -> Bools:
    """挂牌中, for each project of 项目清单."""
    codes = open_boards(ledger)[Inspections.code.name].dropna()
    return np.asarray(ledger[Projects][Projects.code.name].isin(codes))
