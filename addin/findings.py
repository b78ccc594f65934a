"""校核发现：one thing wrong with the data, at its cell, collected and never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """级别：how much a finding weighs."""

    ERROR = "错误"
    DOUBT = "疑点"
    NOTE = "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of 校核清单. `cell` is like "F12", blank where the whole sheet is meant.

    `value` is what stands there as text; `used` what was reckoned with ("" = left blank);
    `project` the 项目代码 concerned, blank where there is none.
    """

    level: Level
    sheet: str
    cell: str
    message: str
    advice: str
    project: str = ""
    value: str = ""
    used: str = ""
