"""亮灯方案：one workbook, its seven presets run in turn by typing 参数!亮灯方案, each at its edges.

Every figure below is worked out by hand. Unless said otherwise a project has a year's plan of 12000 on the linear
base, so that 9000 is due by September and each month's task is 1000; one point of 进度偏差 is 120.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from support.mechanisms import shows
from support.office import Office
from support.typed import block, choose

from addin.schema import (
    MONTH_COLUMNS,
    ChangeList,
    LightRegister,
    Projects,
    Rankings,
    ToDos,
)

SEPTEMBER = dt.date(2022, 9, 1)


def project(code: str, unit: str = "甲局", **more: Any) -> dict[str, Any]:
    ordinary = dict(
        code=code, project_name=f"{code}项目", stage="在建", responsible_units=unit, total_investment=90000,
        year_plan=12000,
    )  # fmt: skip
    return {**ordinary, **more}


def reports(
    code: str, done: Sequence[float], year: int = 2022, first: int = 1, **last: Any
) -> list[dict[str, Any]]:
    """月度进度 from `first` on; `last` goes into the last row."""
    rows = [
        dict(code=code, month=dt.date(year, month, 1), month_done=value, physical_progress="主体施工")
        for month, value in enumerate(done, first)
    ]
    rows[-1] |= last
    return rows


def by_september(code: str, total: float, **last: Any) -> list[dict[str, Any]]:
    """Nine reports that come to `total` in all."""
    return reports(code, [total, *[0] * 8], **last)


def plan_row(code: str, year: int) -> dict[str, Any]:
    """100, 200 … 1200: 1200 in the year."""
    return dict(code=code, year=year, **{name: 100 * n for n, name in enumerate(MONTH_COLUMNS, 1)})


def lights(office: Office, *codes: str) -> dict[str, str]:
    """发布灯 on 项目清单."""
    return {row["code"]: row["light"] for row in office.rows(Projects) if row["code"] in codes}


def light_of(office: Office, code: str, year: int, month: int) -> dict[str, Any]:
    """The row of 亮灯台账."""
    return office.row(LightRegister, code=code, month=dt.datetime(year, month, 1))


NINGBO_2021 = [100] * 10 + [90, 100]
NINGBO = dict(
    projects=[project("N1", year_plan=1200), project("N2", year_plan=1200)],
    monthly_plans=[plan_row(code, year) for code in ("N1", "N2") for year in (2021, 2022)],
    monthly_progress=[
        *reports("N1", NINGBO_2021, 2021), *reports("N1", [90, 110, 100, 100, 100, 100, 100, 90, 90]),
        *reports("N2", NINGBO_2021, 2021), *reports("N2", [100] * 6 + [90, 90, 90]),
    ],
)  # fmt: skip
"""N1: 1000, 1090, 1190 in 2021 against 1000, 1100, 1200; 90 and 200 in 2022 against 100 and 200; behind again in
August (790) and September (880). N2: the same 2021, then on plan to June; behind in July, August, September."""

XINXIANG = dict(
    projects=[project(code) for code in ("X1", "X2", "X3", "X4", "X5", "X6")],
    monthly_progress=[
        *by_september("X1", 5400, forecast="能够完成"),  # −30 points, but the unit will make it
        *by_september("X2", 9000, forecast="难以按时完成"),
        *by_september("X3", 9000, forecast="完成较差"),
        *by_september("X4", 6600),  # (6600 − 9000) ÷ 12000 = −20
        *by_september("X5", 6601.2),  # −19.99
        *by_september("X6", 9000),
    ],
)

BEILUN_DUE = {
    "B1": dt.date(2022, 9, 30),  # 0 days on 30 September
    "B2": dt.date(2022, 9, 29),  # 1
    "B3": dt.date(2022, 9, 1),  # 29
    "B4": dt.date(2022, 8, 31),  # 30
}
BEILUN = dict(
    projects=[project(code, person_in_charge="张某") for code in (*BEILUN_DUE, "B5", "B6")],
    monthly_progress=[row for code in (*BEILUN_DUE, "B5", "B6") for row in by_september(code, 9000)],
    milestones=[
        dict(code=code, number=1, milestone="封顶", planned_on=day) for code, day in BEILUN_DUE.items()
    ],
    duties=[dict(number="R1", code="B5", task="出让土地", lead_unit="甲局", due_on=dt.date(2022, 9, 29))],
    issues=[dict(number="W1", code="B6", description="缺资金", due_on=dt.date(2022, 8, 31))],
)

YINCHUAN = dict(
    projects=[
        *[project(code) for code in ("Y1", "Y2", "Y3", "Y4", "Y9", "Y10")],
        project("Y5", planned_start=dt.date(2022, 9, 20)),  # 1 month, that of the plan counted
        project("Y6", planned_start=dt.date(2022, 7, 20)),  # 3 months
        project("Y7", actual_start=dt.date(2022, 6, 30)),  # 3 months are up on 30 September, not before: 2
        project("Y8", actual_start=dt.date(2022, 6, 29)),  # 3
    ],
    monthly_progress=[
        *by_september("Y1", 7800),  # −10 points exactly
        *by_september("Y2", 7801.2),  # −9.99
        *by_september("Y3", 5400),  # −30 exactly
        *by_september("Y4", 5398.8),  # −30.01
        *reports("Y5", [3000], first=9),  # 12000 ÷ 4 months from September
        *reports("Y6", [2000, 2000, 2000], first=7),
        *by_september("Y7", 9000),
        *by_september("Y8", 9000),
        *by_september("Y9", 9000, funds_due=1000, funds_paid=1000),
        *by_september("Y10", 9000, funds_due=1000, funds_paid=999.99),
    ],
)

WUHAN = dict(
    projects=[project(code) for code in ("W1", "W2", "W3", "W4")],
    monthly_progress=[
        *by_september("W1", 7200),  # 7200 ÷ 9000 = 80% exactly
        *by_september("W2", 7199.1),  # 79.99%
        *by_september("W3", 5400),  # 60% exactly
        *by_september("W4", 5399.1),  # 59.99%
    ],
)

SANYA = dict(
    projects=[
        project("S1", "临港镇"), project("S2", "望海镇"), project("S3", "平山镇"), project("S4", "东湖镇"),
    ],
    monthly_progress=[
        *reports("S1", [1000] * 9),  # 9000 ÷ 9000 = 1; no month missed
        *reports("S2", [1000] * 8 + [999]),  # just below 1; September missed
        *reports("S3", [0] * 8 + [4500]),  # 0.5 exactly; January to August missed, September 4500 ≥ 1000
        *reports("S4", [4499] + [0] * 8),  # below 0.5; February to September missed
    ],
    units=[
        dict(unit=unit, type="乡镇街道", ranking_group="乡镇") for unit in ("临港镇", "望海镇", "平山镇", "东湖镇")
    ],
)  # fmt: skip

OUHAI = dict(
    projects=[project(code) for code in ("O1", "O2", "O3")],
    monthly_progress=[
        # March 900 of 1000; with April 3900 < 4000, with May 5100 ≥ 5000: made up
        *reports("O1", [1000, 1000, 900, 1000, 1200, 1000, 1000, 1000, 1000]),
        # June 900, never made up: 5900 … 8900 against 6000 … 9000
        *reports("O2", [1000] * 5 + [900] + [1000] * 3),
        # July 500, August 1500: 8000 ≥ 8000, made up
        *reports("O3", [1000] * 6 + [500, 1500, 1000]),
    ],
)

PARTS = (NINGBO, XINXIANG, BEILUN, YINCHUAN, WUHAN, SANYA, OUHAI)


def workbook() -> dict[str, list[dict[str, Any]]]:
    """The tables of all parts, one after the other."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for part in PARTS:
        for name, rows in part.items():
            tables.setdefault(name, []).extend(rows)
    tables["units"].append(dict(unit="甲局", type="部门", ranking_group="部门"))
    return tables


@shows(
    "K1", "S4-06", "K3", "K8", "S0-16",
    at=[
        Projects.rule_light, Projects.light, Projects.reason, LightRegister.light,
        LightRegister.adjusted_light, ChangeList.after, ToDos.matter,
        Rankings.unit_light,
    ],
    commands=["recalc", "freeze"],
)  # fmt: skip
def test_the_seven_presets_run_in_turn_by_typing_the_scheme_give_the_lights_worked_out_by_hand(
    office: Office,
) -> None:
    office.opens(**workbook())
    for check in (ningbo, xinxiang, beilun, yinchuan, wuhan, sanya, ouhai):
        check(office)


def use(office: Office, scheme: str) -> None:
    choose(office, light_scheme=scheme)
    office.run("recalc", "--month", "2022-09")


def ningbo(office: Office) -> None:
    """Second month 黄, third 红, over the new year; January on the new plan."""
    use(office, "宁波")
    assert [light_of(office, "N1", 2021, month)["light"] for month in (10, 11, 12)] == ["绿", "绿", "黄"]
    assert [light_of(office, "N1", 2022, month)["light"] for month in (1, 2, 8, 9)] == [
        "红",
        "绿",
        "绿",
        "黄",
    ]
    # N2 ended 2021 ten short; on the new plan its January is not behind.
    assert [light_of(office, "N2", 2022, month)["light"] for month in (1, 7, 8, 9)] == [
        "绿",
        "绿",
        "黄",
        "红",
    ]
    assert light_of(office, "N2", 2022, 9)["reason"] == (
        "连续3个月低于进度要求（2022年7月、8月、9月）。年度计划1,200.00万元，截至2022年9月应完成900.00万元（月度计划），"
        "实际完成870.00万元，投资完成率72.50%，时序进度75.00%，低2.50个百分点。"
        "规则：连续滞后月数≥2亮黄灯、≥3亮红灯（依据：宁波市发展改革委专项行动纪实）。"
    )
    choose(office, across_years="否")
    office.run("recalc", "--month", "2022-09")
    january = light_of(office, "N1", 2022, 1)
    assert (january["light"], january["reason"][:2]) == ("绿", "关注")
    choose(office, across_years="是")


def xinxiang(office: Office) -> None:
    """The unit's own forecast; without one the deviation, red from −20 points on."""
    use(office, "新乡")
    assert lights(office, "X1", "X2", "X3", "X4", "X5", "X6") == {
        "X1": "绿", "X2": "黄", "X3": "红", "X4": "红", "X5": "黄", "X6": "绿",
    }  # fmt: skip


def beilun(office: Office) -> None:
    """Overdue by 1 and 30 days: a proposal until a person types the light."""
    use(office, "北仑")
    codes = ("B1", "B2", "B3", "B4", "B5", "B6")
    ruled = {row["code"]: row["rule_light"] for row in office.rows(Projects) if row["code"] in codes}
    assert ruled == {"B1": "绿", "B2": "黄", "B3": "黄", "B4": "红", "B5": "黄", "B6": "红"}
    assert set(lights(office, *codes).values()) == {"绿"}
    waiting = {row["project"]: row for row in office.rows(ToDos) if row["type"] == "待确认"}
    assert sorted(waiting) == ["B2", "B3", "B4", "B5", "B6"]
    assert waiting["B4"]["matter"] == "2022年9月规则灯为红（视情），请填调整灯、理由和批准人"
    place = office.rows(LightRegister).index(light_of(office, "B4", 2022, 9))
    assert waiting["B4"]["place"] == f"亮灯台账!I{place + 4}"
    assert ("待确认", "B4项目", waiting["B4"]["matter"]) in block(office, "首页_待确认")
    office.type(LightRegister, place, adjusted_light="红", adjustment_reason="属实")
    office.run("recalc", "--month", "2022-09")
    row = office.row(ToDos, type="调整未批")
    assert (row["project"], row["matter"]) == ("B4", "2022年9月调整为红，缺批准人")
    assert "错误 亮灯台账!K" in "".join(office.findings())
    office.type(LightRegister, place, approved_by="李某")
    office.run("recalc", "--month", "2022-09")
    assert lights(office, "B4") == {"B4": "红"}
    waiting = {row["project"]: row for row in office.rows(ToDos) if row["type"] == "待确认"}
    assert sorted(waiting) == ["B2", "B3", "B5", "B6"]


def yinchuan(office: Office) -> None:
    """≤ −10 yellow and < −30 red; start, statistics entry, payments."""
    use(office, "银川")
    assert lights(office, *[f"Y{number}" for number in range(1, 11)]) == {
        "Y1": "黄", "Y2": "绿", "Y3": "黄", "Y4": "红", "Y5": "黄", "Y6": "红", "Y7": "黄", "Y8": "红",
        "Y9": "绿", "Y10": "红",
    }  # fmt: skip


def wuhan(office: Office) -> None:
    """Below 80% yellow, below 60% red."""
    use(office, "武汉")
    assert lights(office, "W1", "W2", "W3", "W4") == {"W1": "绿", "W2": "黄", "W3": "黄", "W4": "红"}


def sanya(office: Office) -> None:
    """Below 1 yellow, below 0.5 red; a unit by the months in which its projects missed the task together."""
    use(office, "三亚")
    assert lights(office, "S1", "S2", "S3", "S4") == {"S1": "绿", "S2": "黄", "S3": "黄", "S4": "红"}
    units = {
        row["object_name"]: row["unit_light"] for row in office.rows(Rankings) if row["object"] == "单位"
    }
    # 望海镇 one month missed, 东湖镇 eight, 平山镇 none in September
    assert [units[name] for name in ("临港镇", "望海镇", "平山镇", "东湖镇")] == ["绿", "黄", "绿", "红"]


def ouhai(office: Office) -> None:
    """A missed month is red; made up later it is yellow, unless it is 定版: then 变动清单 says so."""
    choose(office, light_scheme="瓯海")
    office.run("recalc", "--month", "2022-03")
    assert light_of(office, "O1", 2022, 3)["light"] == "红"
    office.run("freeze", "--month", "2022-03")
    office.run("recalc", "--month", "2022-09")
    assert light_of(office, "O1", 2022, 3)["light"] == "红"
    change = office.row(ChangeList, code="O1", field="发布灯")
    assert (change["month"], change["type"]) == (dt.datetime(2022, 3, 1), "定版后改动")
    assert (change["before"], change["after"]) == ("红", "黄")
    assert light_of(office, "O2", 2022, 6)["light"] == "红"
    made_up = light_of(office, "O3", 2022, 7)
    assert (made_up["light"], light_of(office, "O3", 2022, 8)["light"]) == ("黄", "绿")
    assert made_up["reason"].startswith(
        "本月任务1,000.00万元，完成500.00万元，为任务的50.00%，以后月份已补齐。"
    )
