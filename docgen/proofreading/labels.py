"""叫法：how a text leads up to a figure, and in what unit a fact of that name is said."""

from __future__ import annotations

import re

from docgen.proofreading.units import BARE, DAYS, MONEY, MONTHS, PLACE, POINTS, RECORDS, SCORE, SHARE

FIELDS = {
    "year_plan": "年度计划投资",
    "year_done": "年度完成投资",
    "rate": "投资完成率",
    "scheduled": "时序进度",
    "deviation": "进度偏差",
    "total_investment": "总投资",
    "previous_rate": "上月投资完成率",
    "score": "得分",
    "place": "名次",
    "lag_months": "连续滞后月数",
    "count": "个数",
    "projects": "项目数",
}
"""字段的叫法：the facts that several kinds share; others are told by their owner alone."""

_LEADS = (
    (re.compile(r"项目共$"), ("projects",)),
    (re.compile(r"总投资(?:为)?$"), ("total_investment",)),
    (re.compile(r"计划投资(?:为)?$"), ("year_plan",)),
    (re.compile(r"年内完成投资(?:为)?$"), ("year_done",)),
    (re.compile(r"完成率(?:为|达到?)?$"), ("rate", "previous_rate")),
    (re.compile(r"[时序]序进度为$"), ("scheduled",)),
    (re.compile(r"[低高]于[时序]序进度$"), ("deviation",)),
)
"""Words right before a figure that leave no doubt which fact it is."""

LIGHTS = "绿黄橙红蓝灰"
_LIGHT = re.compile(rf"(?P<light>[{LIGHTS}])灯(?:项目)?$")
_LESS = re.compile(r"(?:低于?|落后|滞后|下降|回落|减少)[^，。；、\d]{0,6}$")
_MORE = re.compile(r"(?:高于?|超过?|超出|提高|上升|增加|增长)[^，。；、\d]{0,6}$")

_UNITS_BY_ENDING = (
    (("rate", "ratio", "share", "scheduled"), SHARE),
    (("deviation", "points", "gap"), POINTS),
    (("score", "marks", "bonus"), SCORE),
    (("plan", "done", "investment", "amount", "paid", "funds", "money", "due_funds"), MONEY),
)
_WHOLE_BY_ENDING = (
    (("months",), MONTHS),
    (("days",), DAYS),
    (("place",), PLACE),
    (("projects", "count"), RECORDS),
)


NO_FIGURES = frozenset(("level", "order", "year"))
"""Whole numbers that no text counts with."""


def unit_of_field(name: str, *, whole: bool) -> str | None:
    """The unit a fact of this name is said in; None for a name that does not tell (a whole number: BARE)."""
    endings = (*_UNITS_BY_ENDING, *_WHOLE_BY_ENDING) if whole else _UNITS_BY_ENDING
    found = next((unit for words, unit in endings if name.endswith(words)), None)
    return BARE if whole and found is None else found


def named_by(before: str) -> tuple[str, ...]:
    """The fields that the words before a figure name; () where they leave it open."""
    return next((names for pattern, names in _LEADS if pattern.search(before)), ())


def light_named(word: object) -> str:
    """红 for 红 and 红灯; blank for any other word."""
    bare = word.removesuffix("灯") if isinstance(word, str) else ""
    return bare if len(bare) == 1 and bare in LIGHTS else ""


def light_before(before: str) -> str:
    """红 of 「红灯项目」 right before a count, else blank."""
    found = _LIGHT.search(before)
    return found["light"] if found else ""


def direction(before: str) -> int:
    """−1 after 低于, 下降 …; +1 after 高于, 提高 …; 0 where the words before do not say."""
    return -1 if _LESS.search(before) else 1 if _MORE.search(before) else 0
