"""Random projects shared among units, and the score schemes that the units are ranked by."""

from __future__ import annotations

import random
from typing import Any

from oracle.random_ledgers import random_tables

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
