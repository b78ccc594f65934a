"""事实：small facts for tests of documents, everything in them invented; and facts as JSON."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

from docgen.facts import (
    CircularFacts,
    Header,
    Issuer,
    LightCount,
    MinutesFacts,
    ProjectFacts,
    RankRow,
    ReminderFacts,
    ResolutionFacts,
    TopicFacts,
    Totals,
)

ISSUER = Issuer(
    short_name="区重大办",
    full_name="甬东区重大项目推进工作领导小组办公室",
    code="甬重办",
    letter_code="甬重办函",
    contact="王某某",
    phone="0574-5550123",
)
ISSUED = Header(
    ISSUER, "LD-1", "甬重办〔2022〕12号", date(2022, 10, 8), copied_to=("区委办公室", "区政府办公室")
)
DRAFT = Header(ISSUER, "LD-2")


def project(name: str = "区体育中心", **changes: Any) -> ProjectFacts:
    """A red project: 12000 planned, 7400 done, 13.33 points behind."""
    facts: dict[str, Any] = {
        "code": "2022-001",
        "name": name,
        "unit": "区住建局",
        "light": "红",
        "reason": "7月、8月、9月连续3个月低于进度要求",
        "year_plan": 12000.0,
        "year_done": 7400.0,
        "rate": 7400 / 12000,
        "scheduled": 0.75,
        "deviation": (7400 / 12000 - 0.75) * 100,
        "lag_months": 3,
        "problems": "征迁未完成",
    }
    return ProjectFacts(**(facts | changes))


def rank(name: str, place: int | None, score: float | None = 90.0, group: str = "部门") -> RankRow:
    return RankRow(group, name, 1000.0, 700.0, 0.7, -5.0, score, place)


TOTALS = Totals(68, 1234567.8, 456789.0, 345678.9, 345678.9 / 456789, 0.75, 0.68, 0.6756)
NOTHING_KNOWN = Totals(0, None, None, None, None, None, None)
LIGHTS = (
    LightCount("绿", 0, 60),
    LightCount("黄", 1, 1),
    LightCount("红", 2, 1),
    LightCount("灰", None, 6, "前期阶段6个"),
)


def circular(**changes: Any) -> CircularFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "region": "甬东区",
        "month": date(2022, 9, 1),
        "as_of": date(2022, 9, 30),
        "addressee": "各镇（街道），区直各单位",
        "totals": TOTALS,
        "lights": LIGHTS,
        "rule_sentences": ("连续2个月低于进度要求的亮黄灯", "连续3个月低于进度要求的亮红灯"),
        "ranking": (rank("区住建局", 1, 96.5), rank("区水利局", 2), rank("区教育局", None, None)),
        "ranking_note": "联合项目由牵头单位计1个",
        "lit": (project("城北污水处理厂", light="黄", unit="区水利局", lag_months=2), project()),
        "reply_by": date(2022, 10, 15),
    }
    return CircularFacts(**(facts | changes))


def reminder(*projects: ProjectFacts, **changes: Any) -> ReminderFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "unit": "区住建局",
        "salutation": None,
        "month": date(2022, 9, 1),
        "as_of": date(2022, 9, 30),
        "projects": projects or (project(),),
        "rule_sentences": ("连续3个月低于进度要求的亮红灯",),
        "rectify_by": date(2022, 10, 31),
        "reply_by": date(2022, 10, 15),
    }
    return ReminderFacts(**(facts | changes))


def resolution(row_id: str = "R1", **changes: Any) -> ResolutionFacts:
    facts: dict[str, Any] = {
        "row_id": row_id,
        "number": "2022-6-1",
        "project": "区体育中心",
        "content": "完成剩余3户征迁。",
        "responsible": ("区住建局",),
        "supporting": ("东街道", "区资规局"),
        "due_on": date(2022, 10, 31),
    }
    return ResolutionFacts(**(facts | changes))


TOPIC = TopicFacts("区体育中心", "区住建局", "主体结构完成60%", "剩余3户征迁", "于10月底前完成征迁。")


def minutes(**changes: Any) -> MinutesFacts:
    facts: dict[str, Any] = {
        "header": ISSUED,
        "meeting": "2022年第6次重大项目月度会商会议",
        "tier": "月度会商",
        "session": "6",
        "held_on": date(2022, 10, 9),
        "held_at": "14:30",
        "place": "区行政中心301会议室",
        "host": "常务副区长陈某某",
        "present": ("区政府陈某某", "区住建局王某某"),
        "on_leave": ("区水利局赵某某",),
        "attending": ("区交投集团孙某某",),
        "recorder": "周某",
        "topics": (TOPIC,),
        "resolutions": (resolution(),),
        "requirements": "各责任单位要按期完成。",
        "addressee": "各镇（街道），区直各单位",
        "month": date(2022, 9, 1),
        "as_of": date(2022, 9, 30),
        "totals": TOTALS,
        "lights": LIGHTS,
    }
    return MinutesFacts(**(facts | changes))


def as_json(value: Any) -> Any:
    """Facts as plain JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def from_json(kind: Any, value: Any) -> Any:
    """The reverse of `as_json`, by the type hints of the facts."""
    if value is None:
        return None
    if get_origin(kind) in (types.UnionType,):
        return from_json(next(k for k in get_args(kind) if k is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(from_json(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: from_json(hints[name], item) for name, item in value.items()})
    return date.fromisoformat(value) if kind is date else value
