"""统计机制：projects counted by tag, class and unit; what was done in the month and the year; how fast it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from support.linear_projects import project, reports
from support.mechanisms import shows
from support.office import Office
from support.typed import block

from addin.schema import (
    Breakdown,
    Duties,
    Letters,
    Meetings,
    Projects,
    Rankings,
    WorkSummary,
)


def tally(office: Office, dimension: str) -> dict[str, int]:
    """分类统计: 分类 → 项目个数 of one 统计口径."""
    return {
        row["category"]: row["projects"] for row in office.rows(Breakdown) if row["dimension"] == dimension
    }


def summary(office: Office, section: str) -> dict[str, tuple[Any, Any]]:
    """工作小结: 项目 → (本月, 本年累计) of one 类别."""
    return {
        row["item"]: (row["month_count"], row["year_count"])
        for row in office.rows(WorkSummary)
        if row["section"] == section
    }


@shows(
    "S0-13", "S4-01",
    at=[Projects.tags, Breakdown.category, Breakdown.projects, Breakdown.year_plan, Breakdown.lit],
    commands=["recalc"],
)  # fmt: skip
def test_a_project_with_several_tags_counts_in_each_and_once_in_the_total(office: Office) -> None:
    """A 蜗牛 and 标志性, B 蜗牛 and 三个一批, C 专项债券, D none; the package P is its child D, never counted.

    蜗牛: A + B = 24000 planned, 9000 + 5000 done, 14000 ÷ 24000 = 58.33%, due 18000 = 75%, −16.67 points; B, behind
    for three months and more, is lit.
    """
    office.opens(
        projects=[
            project("A", tags="蜗牛、标志性"),
            project("B", tags="“三个一批”、蜗牛"),
            project("C", tags="地方政府专项债券"),
            project("P", tags="百亿级", year_plan=None),
            project("D", parent_code="P"),
        ],
        monthly_progress=[
            *reports("A", *[1000] * 9),
            *reports("B", *[1000] * 5, *[0] * 4),
            *reports("C", *[1000] * 9),
            *reports("D", *[1000] * 9),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    assert tally(office, "清单标签") == {
        "标志性": 1, "蜗牛": 2, "“三个一批”": 1, "地方政府专项债券": 1, "合计": 3, "未填写": 1,
    }  # fmt: skip
    assert tally(office, "合计") == {"全部项目": 4}
    snails = office.row(Breakdown, dimension="清单标签", category="蜗牛")
    assert (snails["total_investment"], snails["year_plan"], snails["year_done"]) == (100000, 24000, 14000)
    assert (snails["investment_rate"], snails["scheduled_progress"]) == (0.583333333, 0.75)
    assert (snails["deviation"], snails["lit"]) == (-16.666666667, 1)
    assert office.row(Breakdown, dimension="清单标签", category="合计")["year_plan"] == 36000


@shows(
    "S3-06",
    at=[Projects.responsible_units, Projects.supporting_units, Breakdown.dimension, Breakdown.projects],
    commands=["recalc"],
)
def test_22_projects_led_and_27_supported_are_counted_apart(office: Office) -> None:
    """发改委 leads 22, in two of them with another; it supports 27 others."""
    led = [project(f"Q{n:02}", responsible_units="发改委、水利局" if n < 2 else "发改委") for n in range(22)]
    helped = [
        project(
            f"P{n:02}", responsible_units="住建局", supporting_units="水利局、发改委" if n < 5 else "发改委"
        )
        for n in range(27)
    ]
    units = [dict(unit=name, type="部门", ranking_group="部门") for name in ("发改委", "住建局", "水利局")]
    office.opens(projects=[*led, *helped], units=units)
    office.run("recalc", "--month", "2022-09")
    assert tally(office, "牵头单位") == {"发改委": 22, "住建局": 27, "合计": 49}
    assert tally(office, "配合单位") == {"水利局": 5, "发改委": 27, "合计": 27, "未填写": 22}
    assert tally(office, "排名组别") == {"部门": 49, "合计": 49}


@shows("S1-13", at=[Projects.funding, Breakdown.year_done, Breakdown.investment_rate], commands=["recalc"])
def test_money_by_source_of_funds_counts_a_project_in_each_of_its_sources(office: Office) -> None:
    """A has both sources: 中央预算内 9000 + 3000 of 24000 is 50%, 专项债 9000 of 12000 is 75%."""
    office.opens(
        projects=[
            project("A", funding="中央预算内、专项债"),
            project("B", funding="中央预算内"),
            project("C", funding="省级专项", year_plan=None),
        ],
        monthly_progress=[*reports("A", *[1000] * 9), *reports("B", *[1000] * 3, *[0] * 6)],
    )
    office.run("recalc", "--month", "2022-09")
    rows = {row["category"]: row for row in office.rows(Breakdown) if row["dimension"] == "资金来源"}
    assert {
        name: (row["projects"], row["year_done"], row["investment_rate"]) for name, row in rows.items()
    } == {
        "中央预算内": (2, 12000, 0.5),
        "专项债": (1, 9000, 0.75),
        "省级专项": (1, 0, "—"),
        "合计": (3, 12000, 0.5),
    }


@shows(
    "S0-02",
    at=[Duties.function, WorkSummary.item, WorkSummary.month_count, WorkSummary.year_count],
    commands=["recalc"],
)
def test_duties_set_and_completed_are_counted_by_their_function(office: Office) -> None:
    """统筹: set in March and in September, one completed in September; 服务: set in 2021, completed in May."""
    office.opens(
        projects=[project("A")],
        duties=[
            dict(
                number="R1", task="定方案", function="统筹", assigned_on=dt.date(2022, 3, 1),
                completed_on=dt.date(2022, 9, 30),
            ),
            dict(number="R2", task="排工期", function="统筹", assigned_on=dt.date(2022, 9, 1)),
            dict(
                number="R3", task="代办", function="服务", assigned_on=dt.date(2021, 12, 31),
                completed_on=dt.date(2022, 5, 5),
            ),
            dict(number="R4", task="催办", assigned_on=dt.date(2022, 10, 1)),
        ],
    )  # fmt: skip
    office.run("recalc", "--month", "2022-09")
    assert summary(office, "责任清单") == {
        "统筹：下达": (1, 2), "统筹：完成": (1, 1),
        "协调：下达": (0, 0), "协调：完成": (0, 0),
        "服务：下达": (0, 0), "服务：完成": (0, 1),
        "督促：下达": (0, 0), "督促：完成": (0, 0),
    }  # fmt: skip


@shows(
    "S1-07",
    at=[
        WorkSummary.section,
        WorkSummary.month_count,
        Meetings.tier,
        Letters.kind,
        Rankings.period,
        Breakdown.deviation,
    ],
    commands=["recalc", "rank"],
)
def test_the_monthly_and_the_quarterly_statement_are_tables_in_the_workbook(office: Office) -> None:
    """Meetings, letters, issues and reports of September and of the year; the ranking of the quarter."""
    day = dt.date
    office.opens(
        settings={"tier_scheme": "北仑"},
        projects=[project("A", responsible_units="甲局"), project("B", responsible_units="乙局")],
        monthly_progress=[
            *reports("A", *[1000] * 9, reported_on=day(2022, 9, 25)),
            *reports("B", *[900] * 9, reported_on=day(2022, 9, 26)),
        ],
        units=[dict(unit=name, type="部门", ranking_group="部门") for name in ("甲局", "乙局")],
        meetings=[
            dict(number="M1", tier="一周例会", held_on=day(2022, 9, 5)),
            dict(number="M2", tier="一周例会", held_on=day(2022, 8, 29)),
            dict(number="M3", tier="现场会", held_on=day(2022, 9, 30)),
            dict(number="M4", tier="月度会商", held_on=day(2022, 10, 1)),
        ],
        letters=[
            dict(number="F1", kind="提醒函", dated=day(2022, 9, 6), state="已发"),
            dict(number="F2", kind="提醒函", dated=day(2022, 2, 6), state="已发"),
            dict(number="F3", kind="提醒函", dated=day(2022, 9, 7), state="作废"),
        ],
        issues=[
            dict(number="W1", source="督查", description="缺资金", raised_on=day(2022, 9, 1)),
            dict(
                number="W2", source="督查", description="缺土地", raised_on=day(2022, 1, 5), standard="供地",
                resolved_on=day(2022, 9, 8), review="通过", closed_on=day(2022, 9, 9),
            ),
            dict(number="W3", source="月报", description="缺能耗", raised_on=day(2022, 5, 5), closed_on=day(2022, 9, 9)),
        ],
        submissions=[
            dict(unit="甲局", month=day(2022, 8, 1), form="月度进度", received_on=day(2022, 8, 25)),
            dict(unit="乙局", month=day(2022, 8, 1), form="月度进度", received_on=day(2022, 8, 26)),
        ],
    )  # fmt: skip
    office.run("recalc", "--month", "2022-09")
    assert summary(office, "会商会议") == {
        "一周例会": (1, 2), "半月协调": (0, 0), "月度会商": (0, 0), "双月会商": (0, 0), "市级项目例会": (0, 0),
        "现场会": (1, 1),
    }  # fmt: skip
    assert summary(office, "发文登记") == {"提醒函": (1, 2)}
    # W3 has a closing date but neither standard nor review: not closed.
    assert summary(office, "问题清单") == {
        "督查：提出": (1, 2), "督查：销号": (1, 1), "月报：提出": (0, 1), "月报：销号": (0, 0),
    }  # fmt: skip
    # September by 填报日期 (25th in time, 26th late), August by 收到日期
    assert summary(office, "报送登记") == {"按时": (1, 2), "迟报": (1, 2), "缺报": (0, 0)}
    # 900 × 9 = 8100 of 12000 against 9000: −7.5
    assert office.row(Breakdown, dimension="牵头单位", category="乙局")["deviation"] == -7.5
    office.run("rank", "--month", "2022-09", "--period", "季")
    quarter = {row["object_name"]: row["place"] for row in office.rows(Rankings) if row["object"] == "单位"}
    assert quarter == {"甲局": 1, "乙局": 2}


SHARES = (7.6, 7.6, 7.6, 7.6, 7.6, 8.8, 9.4, 9.4, 9.4)
"""月投资进度 of January to September in points: 5 × 7.6 + 8.8 + 3 × 9.4 = 75.0."""


def statement() -> Iterable[dict[str, Any]]:
    """482 projects of 29100 万元, the last of 29566.666667: 14026666.666667 in all, 1052 ÷ 0.75 = 1402.67 亿元.

    481 projects report their share of 29100 each month; the last what is left of 10520000 × share ÷ 75.
    """
    for month, share in enumerate(SHARES, 1):
        own = round(29100 * share / 100, 6)
        whole = round(10520000 * share / 75, 6)
        for number in range(482):
            done = own if number < 481 else round(whole - 481 * own, 6)
            yield dict(code=f"N{number:03}", month=dt.date(2022, month, 1), month_done=done)


@shows(
    "S3-12",
    at=[
        Breakdown.projects, Breakdown.year_plan, Breakdown.year_done, Breakdown.investment_rate, Breakdown.deviation,
        WorkSummary.month_count, WorkSummary.year_count,
    ],
    commands=["recalc"],
)  # fmt: skip
def test_482_projects_with_105_billion_done_are_at_75_percent_and_the_speed_rose_from_7_6_to_9_4(
    office: Office,
) -> None:
    plans = [29100.0] * 481 + [29566.666667]
    office.opens(
        projects=[
            project(f"N{number:03}", year_plan=plan, total_investment=1000000)
            for number, plan in enumerate(plans)
        ],
        monthly_progress=list(statement()),
    )
    office.run("recalc", "--month", "2022-05")
    assert summary(office, "投资进度") == {"月度投资进度": (7.6, 7.6), "此前月均投资进度": (7.6, None)}
    office.run("recalc", "--month", "2022-09")
    whole = office.row(Breakdown, dimension="合计")
    assert (whole["projects"], whole["year_plan"]) == (482, 14026666.666667)
    assert whole["year_done"] == pytest.approx(10520000, abs=0.01)
    assert (whole["investment_rate"], whole["scheduled_progress"], whole["deviation"]) == (0.75, 0.75, 0)
    # 75 ÷ 9 = 8.33; before September (75 − 9.4) ÷ 8 = 8.2
    speed = summary(office, "投资进度")
    assert speed["月度投资进度"] == (9.4, pytest.approx(8.333333333))
    assert speed["此前月均投资进度"] == (8.2, None)
    assert dict(block(office, "首页_概况"))["投资完成率"] == "75.00%"
