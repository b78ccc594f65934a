"""Values, scores and places of units equal an independent computation on random ledgers."""

from __future__ import annotations

import datetime as dt
import math
import random
from typing import Any

import pytest
from oracle.plain_lights import PlainLights
from oracle.plain_ranking import PlainRanking
from oracle.random_ledgers import random_tables
from support.ledgers import ledger_of
from support.light_presets import preset

from addin.ledger.progress import build_panel
from addin.lights import judge_all, publish
from addin.rankings import rank

Row = dict[str, Any]
UNITS = [{"unit": f"{n}号街道", "ranking_group": "街道"} for n in range(8)] + [
    {"unit": f"{n}号局", "ranking_group": "部门"} for n in range(6)
]


def rule(indicator: str, weight: int, target: str | None = "1", scoring: str = "比例", **more: Any) -> Row:
    return {
        "scheme": "默认",
        "indicator": indicator,
        "weight": weight,
        "target": target,
        "scoring": scoring,
        **more,
    }


SCHEMES = {
    "默认": [
        rule("投资完成率", 60, "序时进度", ceiling=1.2, floor=0),
        rule("开工率（截至本月）", 15, ceiling=1, floor=0),
        rule("节点按期率", 15, ceiling=1, floor=0),
        rule("报送及时率", 10, ceiling=1, floor=0),
    ],
    "四种计分": [
        rule("投资完成率", 40, "0.8"),
        rule("较序时偏差", 30, None, "名次"),
        rule("节点按期率", 20, None, "分段", bands="0.9:1；0.5:0.6；0.2:0.1"),
        rule("红灯数", 10, "2", "扣分"),
    ],
}
SETTINGS: dict[str, Row] = {
    "lead": {},
    "each": {"joint_projects": "各计1", "second_key": "完成率"},
    "mean": {"joint_projects": "平均", "second_key": "完成额"},
}


def tables_of(seed: int, projects: int) -> dict[str, list[Row]]:
    """Random projects shared among the units, with nodes, days of receipt and points by hand."""
    draw = random.Random(seed)
    tables = random_tables(seed, projects)
    names = [row["unit"] for row in UNITS[:-1]]  # the last unit has nothing due
    for row in tables["projects"]:
        row["responsible_units"] = "、".join(draw.sample(names, draw.choice([1, 1, 1, 2, 3])))
    for row in tables["monthly_progress"]:
        row["physical_progress"] = "主体施工"
        row["reported_on"] = draw.choice([f"{row['month']}-{day}" for day in (20, 24, 25, 26)])
    tables["milestones"] = [
        {
            "code": row["code"],
            "number": number,
            "planned_on": f"2022-{draw.randrange(1, 13):02}-15",
            "completed_on": draw.choice(
                [None, f"2022-{draw.randrange(1, 13):02}-{draw.choice((10, 15, 16))}"]
            ),
            "responsible_unit": draw.choice([None, None, draw.choice(names)]),
        }
        for row in tables["projects"]
        for number in range(1, draw.randrange(1, 4))
    ]
    tables["submissions"] = [
        {
            "unit": name,
            "month": "2022-09",
            "form": "月度进度",
            "received_on": draw.choice([None, "2022-09-25", "2022-09-26"]),
        }
        for name in names[::2]
    ]
    tables["bonuses"] = [
        {"unit": name, "month": "2022-09", "points": draw.choice([-2, 0, 1, 3])} for name in names[::3]
    ]
    tables["units"] = UNITS
    return tables


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("variant", SETTINGS)
@pytest.mark.parametrize("month", ["2022-09", "2022-01", "2021-12"])
def test_two_hundred_random_projects_rank_as_in_the_plain_computation(
    scheme: str, variant: str, month: str
) -> None:
    settings = SETTINGS[variant]
    tables = (
        tables_of(sum(map(ord, scheme + variant)), 200) | preset("宁波") | {"indicators": SCHEMES[scheme]}
    )
    expected = PlainRanking(
        PlainLights(tables, settings, "2022-09"), tables, settings, (int(month[:4]), int(month[5:]))
    )
    ledger = ledger_of(as_of="2022-09", settings=settings, **tables)
    panel = build_panel(ledger)
    register = publish(ledger, panel, judge_all(ledger, panel))
    frame = rank(ledger, panel, register, month=dt.date.fromisoformat(f"{month}-01")).frame
    units = frame[frame["object"] == "单位"].set_index("object_name")
    assert len(units) == len(UNITS)
    for unit, row in units.iterrows():
        for indicator, value in expected.values[unit].items():
            assert_close(row[indicator], value, (unit, indicator))
        assert_close(row["score"], expected.scores[unit], unit)
        assert (None if math.isnan(row["place"]) else int(row["place"])) == expected.places[unit], unit


def assert_close(found: float, expected: Any, where: Any) -> None:
    assert math.isnan(found) == (expected is None), where
    assert expected is None or found == pytest.approx(float(expected), abs=1e-7), where


def test_the_random_rankings_hold_ties_and_units_with_nothing_due() -> None:
    tables = tables_of(3, 12) | preset("宁波") | {"indicators": SCHEMES["默认"]}
    expected = PlainRanking(PlainLights(tables, {}, "2022-09"), tables, {}, (2022, 9))
    assert None in expected.places.values()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_on_any_sheet_does_not_change_places(seed: int) -> None:
    draw = random.Random(seed)
    tables = tables_of(seed, 60) | preset("宁波") | {"indicators": SCHEMES["默认"]}
    shuffled = {name: draw.sample(rows, len(rows)) for name, rows in tables.items()}

    def places(given: dict[str, list[Row]]) -> dict[tuple[str, str], float]:
        ledger = ledger_of(as_of="2022-09", **given)
        panel = build_panel(ledger)
        frame = rank(ledger, panel, publish(ledger, panel, judge_all(ledger, panel))).frame
        keys = zip(frame["object"], frame["object_code"].fillna(frame["object_name"]), strict=True)
        return dict(zip(keys, frame["place"].fillna(-1), strict=True))

    assert places(shuffled) == places(tables)
