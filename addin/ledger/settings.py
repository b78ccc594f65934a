"""参数：the typed settings of a run, read from the sheet 参数 with its defaults.

Which month is reckoned: the argument (--month), else 参数!统计月份, else the latest month of 月度进度
(提示), never today's date, except in a workbook without any report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from addin.findings import Level
from addin.ledger.clean import clean_column
from addin.ledger.reading import Reading, quoted
from addin.ledger.text import match_key, tidy
from addin.schema import Column, Kind, MonthlyProgress
from addin.schema.settings import SETTINGS, Setting

Say = Callable[[Level, int | None, str, str, str, str], None]
"""(level, position in 参数 or None, message, advice, value, used)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings by name (addin/schema/settings.py). Blank texts are ""; `as_of` is a month's first day."""

    as_of: dt.date
    year: int
    plan_year: int
    home_issuer: str = ""
    region: str = ""
    light_scheme: str = "宁波"
    score_scheme: str = "默认"
    tier_scheme: str = "北仑"
    basis: str = "月度计划"
    tolerance: float = 0.0
    missing_as: str = "滞后"
    across_years: str = "是"
    lit_counting: str = "月"
    inspection_after: int = 2
    joint_projects: str = "牵头计1"
    second_key: str = "无"
    board_size: int = 3
    honour_when: str = "完成且前N名"
    warning_when: str = "未完成且后N名"
    report_day: int = 25
    report_month: str = "当月"
    report_forms: str = MonthlyProgress.title
    chase_days: str = "20、23、26"
    overdue_days: str = "自然日"
    postpone: str = "否"
    officer_limit: int = 5
    leader_ranks: str = "县级、处级"
    liaison_ranks: str = "科级、业务骨干"
    start_months: int = 2
    land_months: int = 1
    visit_months: int = 6
    collective_months: int = 3
    reserve_scheme: str = "龙亭"
    idle_days: int = 7
    due_soon_days: int = 7
    sign_days: int = 3
    reply_days: int = 5
    progress_word: str = "时序进度"
    type_area: str = "页面设置"
    mask_phones: str = "是"
    demonstration: str = "否"


_BOUNDS: Mapping[str, tuple[float, float]] = {
    "tolerance": (0, 100), "inspection_after": (1, 12), "board_size": (0, 100), "report_day": (1, 31),
    "officer_limit": (1, 100), "start_months": (0, 120), "land_months": (0, 120), "visit_months": (1, 120), "collective_months": (1, 12), "idle_days": (1, 366), "due_soon_days": (0, 366), "sign_days": (0, 366), "reply_days": (0, 366),
    "plan_year": (1950, 2100), "year": (1950, 2100),
}  # fmt: skip
_AS_OF = "as_of"


def settings_from(
    names: np.ndarray,
    values: np.ndarray,
    as_of: dt.date | None,
    latest: dt.date | None,
    today: dt.date,
    say: Say,
) -> Settings:
    """The settings of the rows (名称, 取值) of 参数.

    `as_of` wins over 统计月份; `latest` is the latest month of 月度进度, if any. What is wrong is said.
    """
    given = _given(names, values, say)
    typed_month = given.pop(_AS_OF, None)
    month = as_of or typed_month or _fallback_month(latest, today, _row_of_month(names), say)
    given["as_of"] = month.replace(day=1)
    given["year"] = month.year
    given["plan_year"] = given.get("plan_year") or month.year
    known = {field.name for field in fields(Settings)}
    return Settings(**{name: value for name, value in given.items() if name in known})


def stated_month(names: np.ndarray, values: np.ndarray) -> dt.date | None:
    """参数!统计月份 as it stands on the rows (名称, 取值), whatever month was asked for; None where it has none."""

    def unsaid(*remark: object) -> None:
        return

    month: dt.date | None = _given(names, values, unsaid).get(_AS_OF)
    return month


def _given(names: np.ndarray, values: np.ndarray, say: Say) -> dict[str, Any]:
    """The settings that are typed and fit, by name; the others are said."""
    by_title = {match_key(setting.title): setting for setting in SETTINGS}
    given: dict[str, Any] = {}
    for position, (name, value) in enumerate(zip(names, values, strict=True)):
        setting = by_title.get(match_key(str(name or "")))
        if setting is None:
            _say_unknown(position, name, say)
        elif setting.name not in given:
            used = _read(setting, value, position, say)
            if used is not None:
                given[setting.name] = used
    return given


def _say_unknown(position: int, name: object, say: Say) -> None:
    if name is not None and tidy(str(name)):
        advice = "核对名称；不需要的行可以删除"
        say(Level.NOTE, position, f"没有{quoted(name)}这个参数，此行不起作用", advice, "", "")


def _read(setting: Setting, value: object, position: int, say: Say) -> Any:
    column = Column(setting.title, setting.kind, choices=setting.choices)
    cell = np.empty(1, dtype=object)
    cell[0] = value
    cleaned = clean_column(cell, column)
    reading = cleaned.remarks[0].reading if cleaned.remarks else Reading(None)
    used = _typed(setting, cleaned.values[0])
    if used is not None and not _within_bounds(setting, used):
        reading = Reading(None, Level.ERROR, f"{quoted(value)}超出范围", _bounds_advice(setting))
        used = None
    if reading.level:
        _say_reading(setting, value, reading, used, position, say)
    return used


def _typed(setting: Setting, value: Any) -> Any:
    if value is None or value != value:
        return None
    if setting.kind is Kind.MONTH:
        return dt.date.fromisoformat(str(value.astype("datetime64[D]")))
    if setting.kind is Kind.INTEGER:
        return int(value)
    return float(value) if setting.kind is Kind.NUMBER else value


def _within_bounds(setting: Setting, used: Any) -> bool:
    low, high = _BOUNDS.get(setting.name, (None, None))
    return low is None or high is None or low <= used <= high


def _bounds_advice(setting: Setting) -> str:
    low, high = _BOUNDS[setting.name]
    return f"改为 {low:g} 至 {high:g} 之间的数"


def _say_reading(
    setting: Setting, value: object, reading: Reading, used: Any, position: int, say: Say
) -> None:
    message = f"{setting.title}{reading.message}"
    shown = reading.used
    if used is None:
        shown = "" if setting.default is None else str(setting.default)
        message = message.removesuffix("，按空白处理") + (
            f"，按默认值“{shown}”处理" if shown else "，按空白处理"
        )
    say(
        reading.level or Level.NOTE,
        position,
        message,
        reading.advice,
        str(getattr(value, "text", value)),
        shown,
    )


def _row_of_month(names: np.ndarray) -> int | None:
    title = next(setting.title for setting in SETTINGS if setting.name == _AS_OF)
    return next((row for row, name in enumerate(names) if match_key(str(name or "")) == title), None)


def _fallback_month(latest: dt.date | None, today: dt.date, row: int | None, say: Say) -> dt.date:
    used = latest or today.replace(day=1)
    source = "月度进度中最近的月份" if latest else "今天所在的月份（月度进度还没有数据）"
    message = f"没有填统计月份，采用{source}"
    say(Level.NOTE, row, message, "在“统计月份”的取值中填月份，如 2022-09", "", f"{used:%Y-%m}")
    return used
