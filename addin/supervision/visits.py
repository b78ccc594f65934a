"""现场巡查、实地查看：days without work on site; 支付率 and whether the report agrees with the site."""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.ledger import Ledger
from addin.ledger.deadlines import Floats, Objects, as_days
from addin.schema import Patrols, SiteVisits

IDLE, RUNNING = "否", "是"
PROPOSAL = "建议现场督查"


def patrol_states(ledger: Ledger) -> pd.DataFrame:
    """连续停工天数 = 巡查日期 − the first 否 of the unbroken run, by project; 提示 from 停工提示天数 on.

    0 where equipment runs (设备运转=是); blank where that is blank, which does not break a run.
    """
    table = ledger[Patrols]
    days = np.full(len(table), np.nan)
    looked = table[table[Patrols.running.name].notna() & table[Patrols.patrolled_on.name].notna()]
    ordered = looked.sort_values([Patrols.code.name, Patrols.patrolled_on.name], kind="stable")
    days[ordered.index.to_numpy()] = _idle_days(ordered)
    notice: Objects = np.full(len(table), None, dtype=object)
    notice[days >= ledger.settings.idle_days] = PROPOSAL
    return pd.DataFrame({Patrols.idle_days.name: days, Patrols.notice.name: notice})


def _idle_days(ordered: pd.DataFrame) -> Floats:
    """Days since each row's run of 否 began; rows sorted by project and day."""
    day = as_days(ordered[Patrols.patrolled_on.name]).astype("int64")
    idle = (ordered[Patrols.running.name] == IDLE).to_numpy()
    code = ordered[Patrols.code.name].to_numpy(dtype=object)
    begins = np.ones(len(ordered), dtype=bool)
    begins[1:] = (code[1:] != code[:-1]) | ~idle[:-1]
    start = np.maximum.accumulate(np.where(begins, np.arange(len(ordered)), 0))
    return np.where(idle, day - day[start], 0).astype(float)


def visit_states(ledger: Ledger) -> pd.DataFrame:
    """支付率 = 支付资金 ÷ 到位资金 (NaN without 到位资金 above 0), and 是否一致: whether 形象进度（上报） and
    形象进度（现场） are the same text, ends trimmed; blank where either is."""
    table = ledger[SiteVisits]
    received = table[SiteVisits.funds_received.name].to_numpy(dtype=float)
    paid = table[SiteVisits.funds_paid.name].to_numpy(dtype=float)
    rate = np.full(len(table), np.nan)
    np.divide(paid, received, out=rate, where=received > 0)
    reported = table[SiteVisits.reported_state.name]
    seen = table[SiteVisits.seen_state.name]
    consistent: Objects = np.where(reported.str.strip() == seen.str.strip(), "是", "否").astype(object)
    consistent[(reported.isna() | seen.isna()).to_numpy()] = None
    return pd.DataFrame({SiteVisits.payment_rate.name: rate, SiteVisits.consistent.name: consistent})
