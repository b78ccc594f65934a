"""开工时限：the day by which a project must have begun after 集中开工, or after it got its land."""

from __future__ import annotations

import numpy as np
import pandas as pd

from addin.ledger.deadlines import Days, as_days, months_later, postponed
from addin.ledger.ledger import Ledger
from addin.schema import Projects


def substantive_start_limits(ledger: Ledger) -> Days:
    """实质性开工时限 of each project: 集中开工日期 + 集中开工时限 calendar months, clipped to the month's end.

    平湛政办〔2021〕8号: 「确保集中开工项目2个月内实现实质性开工」. NaT without 集中开工日期.
    """
    since = as_days(ledger[Projects][Projects.collective_start.name])
    return postponed(months_later(since, ledger.settings.start_months), ledger.settings)


def land_start_limits(ledger: Ledger) -> Days:
    """拿地开工时限 of each project: 拿地日期 + 拿地开工时限 calendar months, clipped to the month's end.

    仑政办〔2022〕26号: 「一般产业项目拿地一个月内开工」. NaT without 拿地日期.
    """
    since = as_days(ledger[Projects][Projects.land_acquired.name])
    return postponed(months_later(since, ledger.settings.land_months), ledger.settings)


def start_columns(ledger: Ledger) -> pd.DataFrame:
    """实质性开工时限, 拿地开工时限 and 拿地至开工天数 of 项目清单.

    拿地至开工天数 = 实际开工日期 − 拿地日期, NaN until the project has begun (a start dated after today has not).
    """
    projects = ledger[Projects]
    land, start = (as_days(projects[one.name]) for one in (Projects.land_acquired, Projects.actual_start))
    begun = (start <= np.datetime64(ledger.today, "D")) & ~np.isnat(land)
    days = np.full(len(projects), np.nan)
    days[begun] = (start[begun] - land[begun]).astype(np.int64)
    return pd.DataFrame(
        {
            Projects.substantive_start_due.name: substantive_start_limits(ledger),
            Projects.land_start_due.name: land_start_limits(ledger),
            Projects.days_to_start.name: days,
        }
    )
