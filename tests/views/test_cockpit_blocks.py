"""首页：what each block shows, by hand, as of September 2022 and 8 October 2022."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.computed import Computed, computed, monthly, project

from addin.findings import Finding, Level
from addin.schema.cockpit import BLOCKS
from addin.views.cockpit import cockpit_blocks
from addin.views.lists import LONGEST, shortened

UNITS = [
    {"unit": f"{n}局", "ranking_group": group}
    for group, names in (("街道", "甲乙丙丁"), ("部门", "戊己"))
    for n in names
]
RATE = [{"scheme": "默认", "indicator": "投资完成率", "weight": 100, "target": "1", "scoring": "比例"}]
EXEMPT = {"exemption_reason": "停工", "exemption_document": "1号", "exempt_from": "2022-09"}


def blocks(findings: tuple[Finding, ...] = (), **tables: Any) -> dict[str, list[tuple[Any, ...]]]:
    done: Computed = computed(**tables)
    return cockpit_blocks(done.ledger, done.panel, done.register, done.rank(), findings)


def filled(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row for row in rows if any(cell is not None for cell in row)]


@pytest.mark.parametrize("tables", [{}, {"projects": [project("A", "甲局")]}])
def test_every_block_has_exactly_its_rows_and_columns(tables: dict[str, Any]) -> None:
    found = blocks(**tables)
    assert set(found) == {block.name for block in BLOCKS}
    for block in BLOCKS:
        assert len(found[block.name]) == block.rows
        assert {len(row) for row in found[block.name]} == {len(block.titles)}


def test_the_period_is_the_as_of_month() -> None:
    assert blocks()["首页_期间"] == [(dt.date(2022, 9, 1),)]


def test_key_figures_count_leaves_and_leave_the_exempt_out_of_the_rate() -> None:
    found = blocks(
        findings=(
            Finding(Level.ERROR, "项目清单", "F4", "", ""),
            Finding(Level.DOUBT, "项目清单", "F5", "", ""),
            Finding(Level.DOUBT, "项目清单", "F6", "", ""),
            Finding(Level.NOTE, "项目清单", "F7", "", ""),
        ),
        projects=[
            project("P", "甲局", total_investment=None),
            project("P1", "甲局", parent_code="P", total_investment=40000.5),
            project("B", "乙局", total_investment=60000),
            project("C", "乙局", total_investment=1000, **EXEMPT),
        ],
        monthly_progress=[*monthly("P1", *[1000] * 9), *monthly("B", *[500] * 9)],
    )
    assert found["首页_概况"] == [
        ("重点项目（个）", 3),
        ("总投资（万元）", 101000.5),
        ("年计划投资（万元）", 24000.0),
        ("年度完成投资（万元）", 13500.0),
        ("投资完成率", "56.25%"),
        ("时序进度", "75.00%"),
        ("进度偏差（百分点）", "−18.75"),
        ("校核错误／疑点（条）", "1／2"),
    ]


def test_without_a_plan_the_rates_are_dashes() -> None:
    figures = dict(blocks(projects=[project("A", "甲局", year_plan=None)])["首页_概况"])
    assert (figures["投资完成率"], figures["时序进度"], figures["进度偏差（百分点）"]) == ("—", "—", "—")


def test_lights_are_counted_in_the_order_of_the_scheme_and_sum_to_the_leaves() -> None:
    found = blocks(
        projects=[
            project("P", "甲局"),
            *[project(code, "甲局", parent_code="P") for code in "AB"],
            project("C", "甲局", stage="前期"),
        ],
        monthly_progress=[*monthly("A", *[1000] * 9), *monthly("B", *[1000] * 7, 0, 0)],
    )
    assert filled(found["首页_亮灯"]) == [("绿", 1), ("黄", 1), ("红", 0), ("灰", 1)]


def test_plan_runs_to_december_and_done_stops_at_the_as_of_month() -> None:
    found = blocks(projects=[project("A", "甲局")], monthly_progress=monthly("A", *[800] * 9))
    assert found["首页_进度"][:2] == [("1月", 1000.0, 800.0), ("2月", 2000.0, 1600.0)]
    assert found["首页_进度"][8:] == [
        ("9月", 9000.0, 7200.0),
        ("10月", 10000.0, None),
        ("11月", 11000.0, None),
        ("12月", 12000.0, None),
    ]


def test_the_best_and_the_worst_of_each_group_come_first() -> None:
    done = {"甲": 9000, "乙": 6000, "丙": 3000, "丁": 1200, "戊": 2400, "己": 600}
    found = blocks(
        units=[*UNITS, {"unit": "闲局", "ranking_group": "部门"}],
        indicators=RATE,
        projects=[project(name, f"{name}局") for name in done],
        monthly_progress=[row for name, amount in done.items() for row in monthly(name, amount)],
    )
    assert found["首页_前列"] == [
        ("街道", "甲局", 75.0, 1),
        ("部门", "戊局", 20.0, 1),
        ("街道", "乙局", 50.0, 2),
        ("部门", "己局", 5.0, 2),
        ("街道", "丙局", 25.0, 3),
    ]
    assert filled(found["首页_后列"]) == [("街道", "丁局", 10.0, 4)]


def test_what_is_due_within_seven_days_is_listed_by_its_day() -> None:
    found = blocks(
        projects=[project("A", "甲局", "乙局")],
        milestones=[
            {"code": "A", "number": 1, "milestone": "封顶", "planned_on": "2022-10-15"},
            {"code": "A", "number": 2, "milestone": "验收", "planned_on": "2022-10-16"},
            {
                "code": "A",
                "number": 3,
                "milestone": "桩基",
                "planned_on": "2022-10-10",
                "completed_on": "2022-10-01",
            },
            {"code": "A", "number": 4, "milestone": "招标", "planned_on": "2022-10-07"},
        ],
        issues=[
            {
                "number": "W1",
                "description": "管线迁改",
                "responsible_units": "丙局、丁局",
                "due_on": "2022-10-08",
            },
            {"number": "W2", "description": "用电", "due_on": "2022-10-09", "resolved_on": "2022-10-07"},
        ],
        duties=[{"number": "R1", "task": "办理用地", "lead_unit": "乙局", "due_on": "2022-10-12"}],
    )
    assert filled(found["首页_临期"]) == [
        ("管线迁改", None, "丙局、丁局", dt.date(2022, 10, 8)),
        ("办理用地", None, "乙局", dt.date(2022, 10, 12)),
        ("封顶", "A项目", "甲局", dt.date(2022, 10, 15)),
    ]


def test_a_list_that_is_too_long_says_how_many_more_there_are() -> None:
    nodes = [
        {"code": "A", "number": n, "milestone": f"第{n}步", "planned_on": "2022-10-10"} for n in range(1, 13)
    ]
    found = blocks(projects=[project("A", "甲局")], milestones=nodes)["首页_临期"]
    assert found[6][0] == "第7步"
    assert found[7] == ("另有5项", None, None, None)


def test_a_light_at_discretion_waits_for_a_person() -> None:
    rules = [
        {
            "scheme": "宁波",
            "enabled": "是",
            "measure": "连续滞后月数",
            "level": 3,
            "comparison": "≥",
            "threshold": 2,
            "discretionary": "是",
        }
    ]
    tables = {"projects": [project("A", "甲局")], "light_rules": rules}
    assert filled(blocks(**tables)["首页_待确认"]) == [
        ("待确认", "A项目", "2022年9月规则灯为红（视情），请填调整灯、理由和批准人")
    ]
    settled = {
        "code": "A",
        "month": "2022-09",
        "adjusted_light": "红",
        "adjustment_reason": "确实滞后",
        "approved_by": "李某",
    }
    assert filled(blocks(**tables, light_register=[settled])["首页_待确认"]) == []


def test_an_adjustment_without_a_reason_or_approval_is_listed() -> None:
    row = {"code": "A", "month": "2022-08", "adjusted_light": "绿", "adjustment_reason": "雨季"}
    found = blocks(projects=[project("A", "甲局")], light_register=[row])
    assert filled(found["首页_待确认"]) == [("调整未批", "A项目", "2022年8月调整为绿，缺批准人")]


def test_letters_whose_answer_is_overdue_are_listed_longest_first() -> None:
    letter = {"state": "已发", "unit": "甲局", "kind": "提醒函", "rows": "项目清单!A、节点计划!A/1"}
    found = blocks(
        projects=[project("A", "甲局")],
        letters=[
            {**letter, "number": "1", "reply_due": "2022-10-07", "document_number": "仑函〔2022〕3号"},
            {**letter, "number": "2", "reply_due": "2022-09-30", "unit": None, "rows": None},
            {**letter, "number": "3", "reply_due": "2022-10-08"},
            {**letter, "number": "4", "reply_due": "2022-10-01", "replied_on": "2022-10-05"},
            {**letter, "number": "5", "reply_due": "2022-10-01", "state": "拟稿"},
        ],
    )
    assert filled(found["首页_待确认"]) == [
        ("未反馈", None, "有关单位对提醒函应于2022年9月30日前反馈"),
        ("未反馈", "A项目", "甲局对提醒函（仑函〔2022〕3号）应于2022年10月7日前反馈"),
    ]


def test_a_long_matter_is_cut_with_an_ellipsis_and_a_short_one_stands():
    assert shortened("组织专场银企对接") == "组织专场银企对接"
    assert shortened(None) is None
    cut = shortened("由区水利局成立技术指导组，区交通局重新编制防洪影响评价报告并报审")
    assert cut == "由区水利局成立技术指导组，区交通局重新编制防洪影响评价…"
    assert len(cut) == LONGEST
