"""单位灯：consecutive months in which a unit's projects together missed the month's task."""

from __future__ import annotations

from typing import Any

from support.computed import NINGBO_LABELS, computed, monthly, project

SANYA = [
    {
        "scheme": "宁波",
        "enabled": "是",
        "measure": "单位任务未完成月数",
        "level": 1,
        "comparison": "≥",
        "threshold": 1,
    },
    {
        "scheme": "宁波",
        "enabled": "是",
        "measure": "单位任务未完成月数",
        "level": 3,
        "comparison": "≥",
        "threshold": 2,
    },
]
UNITS = [{"unit": name, "ranking_group": "区"} for name in ("吉阳区", "天涯区", "海棠区", "崖州区")]
TABLES: dict[str, Any] = {
    "units": UNITS,
    "projects": [
        project("J", "吉阳区"),
        project("T", "天涯区"),
        project("T2", "天涯区"),
        project("H", "海棠区"),
    ],
    "monthly_progress": [
        *monthly("J", *[1000] * 9),
        *monthly("T", *[1000] * 8, 900),
        *monthly("T2", *[1000] * 9),
        *monthly("H", *[1000] * 7, 999),
    ],
    "light_labels": NINGBO_LABELS,
}


def lights(**tables: Any) -> dict[str, str | None]:
    frame = computed(**{**TABLES, **tables}).rank().frame
    frame = frame[frame["object"] == "单位"]
    return dict(zip(frame["object_name"], frame["unit_light"], strict=True))


def test_one_month_missed_is_yellow_and_two_running_are_red() -> None:
    # 天涯: 1900 of 2000 in September. 海棠: 999 of 1000 in August, nothing reported in September.
    found = lights(light_rules=SANYA)
    assert found == {"吉阳区": "绿", "天涯区": "黄", "海棠区": "红", "崖州区": None}


def test_a_surplus_of_one_project_makes_good_another_of_the_same_unit() -> None:
    reports = [*monthly("T", *[1000] * 8, 900), *monthly("T2", *[1000] * 8, 1100)]
    assert lights(light_rules=SANYA, monthly_progress=reports)["天涯区"] == "绿"


def test_a_scheme_without_the_rule_gives_no_unit_light() -> None:
    assert set(lights().values()) == {None}
