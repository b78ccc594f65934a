"""格里的字：what a cell of a form reads, where no number format does it (Word): as the .xlsx shows it."""

from __future__ import annotations

import datetime as dt

from addin.forms.pages import Cell
from addin.ledger.wording import half_up, number, percent
from addin.schema import Kind


def shown(value: Cell, kind: Kind) -> str:
    """Money 12,000.00, rates 75.00%, whole numbers, dates 2022-09-30; what is blank stays blank."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if kind is Kind.MONEY:
        return f"{float(half_up(value)):,.2f}".replace("-", "−")
    if kind is Kind.RATE:
        return percent([value])[0].replace("-", "−")
    return number(float(half_up(value, 0))) if kind is Kind.INTEGER else number(value)
