"""月报口径：the day up to which a month's figures were taken, and the days on which reports are chased."""

from __future__ import annotations

import re
from typing import Any

from addin.findings import Finding, Level
from addin.ledger.checks.marking import Said, mark
from addin.ledger.ledger import Ledger
from addin.ledger.reports import chase_days
from addin.schema import MonthlyProgress, Parameters
from addin.schema.settings import SETTINGS


def cut_off_outside_month(ledger: Ledger) -> list[Finding]:
    """截至日期 before the month it reports on, or after it: the figures are not those of the month.

    Reports are due on the 25th, so 截至日期 may lie before the month's end: the month's figures are those up to
    that day, and what follows belongs to the next month's report.
    """
    table = ledger[MonthlyProgress]
    cut_off, month = table[MonthlyProgress.as_of.name], table[MonthlyProgress.month.name]
    outside = cut_off.notna() & (
        cut_off.to_numpy().astype("datetime64[M]") != month.to_numpy().astype("datetime64[M]")
    )
    return mark(ledger, MonthlyProgress, MonthlyProgress.as_of, table[outside.to_numpy()], _outside)


def _outside(row: Any) -> Said:
    message = f"截至日期 {row.as_of:%Y-%m-%d} 不在 {row.month:%Y-%m} 内"
    return Said(Level.DOUBT, message, "核对截至日期和月份；数字是哪个月的就填哪个月")


def chase_days_not_read(ledger: Ledger) -> list[Finding]:
    """催报日 with something in it that is no day of a month."""
    typed = ledger.settings.chase_days
    parts = {part for part in re.split(r"[、,，;；/\s]+", typed) if part}
    if len(parts) == len(chase_days(ledger.settings)):
        return []
    title = next(setting.title for setting in SETTINGS if setting.name == "chase_days")
    rows = ledger[Parameters]
    position = rows.loc[rows[Parameters.setting.name] == title, "position"]
    message = f"催报日“{typed}”中有读不出的日子，只按{_said(ledger)}催报"
    return [
        ledger.finding(
            Level.DOUBT, Parameters, int(position.iloc[0]) if len(position) else None,
            Parameters.value.name, message, "写成 20、23、26 的样子，1 至 31 的整数", typed,
        )
    ]  # fmt: skip


def _said(ledger: Ledger) -> str:
    days = "、".join(f"{day}日" for day in chase_days(ledger.settings))
    return days or "报送截止日后"
