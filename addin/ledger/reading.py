"""读数：what one odd cell was read as, and what is to be said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from addin.findings import Level

MESSAGE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """One value as read. `level` None: nothing to say.

    `message` goes on after the column's title (「总投资」+「“约300万”不是数字」), without a full stop.
    `value` is None where the cell is left blank; `used` says the value in words a clerk reads.
    """

    value: Any
    level: Level | None = None
    message: str = ""
    advice: str = ""
    used: str = ""


Reader = Callable[[object], Reading]
BLANK = Reading(None)


def quoted(value: object) -> str:
    """The value in Chinese quotation marks, cut where it is long."""
    text = plain(value)
    return f"“{text[:MESSAGE_LENGTH]}…”" if len(text) > MESSAGE_LENGTH else f"“{text}”"


def plain(value: object) -> str:
    """The value as a person would see it in the cell: 12000.0 → "12000", a date → "2022-09-30"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, dt.date):
        return value.isoformat().replace("T00:00:00", "").replace("T", " ")
    return str(getattr(value, "text", value))


def number_text(value: float) -> str:
    """The number in full, without exponents or trailing zeros, to 1e-6: 32000.0 → "32000"."""
    if value != value or abs(value) >= 1e15:
        return str(value)
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"
