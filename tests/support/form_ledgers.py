"""表样的台账：a ledger with so many rows for every form, names short and long, money of every size."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.ledgers import ledger_of

from addin.ledger import Ledger
from addin.schema import SiteVisits

LONG = "云澜街道滨河东路（北段）老旧小区综合改造及雨污分流、电梯加装、停车设施一体化提升工程（二期）第三标段"
NAMES = ("甲", LONG, "=SUM(A1)项目", "第一行\n第二行")
STAGES = ("前期", "新开工", "在建")


def project(number: int, stage: str) -> dict[str, Any]:
    """Money as small as nothing, with thousands, below zero, and not given."""
    amounts = (0, 1234567.005, -50, None)
    return dict(
        code=f"{stage}{number}",
        project_name=NAMES[number % 4],
        stage=stage,
        content=LONG * (number % 3),
        construction_years="2022-2024",
        total_investment=amounts[number % 4],
        year_plan=amounts[(number + 1) % 4],
        responsible_units="曹镇乡",
        owner_company="某某公司",
        contact="张某 13812345678",
        project_approval="已办",
    )


def visit(number: int, kind: str) -> dict[str, Any]:
    return dict(
        number=f"{kind}{number}",
        type=kind,
        county="甲县",
        project_name=NAMES[number % 4],
        total_investment=30000,
        quota=1000,
        funds_granted=1000,
        funds_received=800,
        funds_paid=600,
        payment_rate=0.75,
        visited_on=dt.date(2022, 9, 7),
    )


def ledger_with(rows: int) -> Ledger:
    """So many rows for every form; 挂图作战表, which lists the projects of every stage, has three times as many."""
    places = range(rows)
    return ledger_of(
        settings={"region": "湛河区"},
        projects=[project(number, stage) for stage in STAGES for number in places],
        topics=[
            dict(number=f"YT-{number}", code=f"在建{number}", question=NAMES[number % 4] * (number % 3 + 1),
                 applicant="曹镇乡", applied_on=dt.date(2022, 9, 20), conclusion="同意")
            for number in places
        ],
        task_forces=[
            dict(number=number, task_force=f"专班{number}", duties=LONG * (number % 3), member_units="市发改委、市财政局")
            for number in places
        ],
        site_visits=[visit(number, kind) for kind in SiteVisits.type.choices for number in places],
        reserve=[
            dict(code=f"C{number}", project_name=NAMES[number % 4], category="政府投资", nature="民生",
                 total_investment=3600, in_city_pool="是", verified_on=dt.date(2022, 8, 1))
            for number in places
        ],
        eligibility=[dict(scheme="龙亭", tier="区重大", number=1, in_city_pool="是")],
    )  # fmt: skip


def charted(*forces: str) -> Ledger:
    """Two tiers of 新乡 and one of another scheme, for the flow chart."""
    return ledger_of(
        settings={"tier_scheme": "新乡"},
        tiers=[
            dict(scheme="新乡", number=1, tier="县级", cycle=7, cycle_unit="天", raise_after_days=7),
            dict(scheme="新乡", number=2, tier="市政府", convenor="常务副市长", cycle=1, cycle_unit="月"),
            dict(scheme="北仑", number=1, tier="一周例会"),
        ],
        task_forces=[dict(number=number, task_force=force) for number, force in enumerate(forces, 1)],
    )
