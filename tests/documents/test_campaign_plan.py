"""攻坚方案。"""

from __future__ import annotations

from datetime import date

from support.supervision_facts import campaign, lit, node

from docgen.blocks import Composition, Heading, Layout, Paragraph
from docgen.documents import compose
from docgen.documents.campaign_plan import DutyFacts, MeasureFacts, NodeFacts, duty_table, node_table


def plan(composition: Composition) -> str:
    (attachment,) = composition.attachments
    return "\n".join(block.text for block in attachment.blocks if isinstance(block, (Heading, Paragraph)))


def test_a_plan_goes_out_by_a_notice_with_the_plan_attached() -> None:
    written = compose("攻坚方案", campaign())
    assert written.layout is Layout.DOCUMENT
    assert written.title == "关于印发《区体育中心项目2022年攻坚方案》的通知"
    assert written.addressee == "区住建局、区资规局"
    assert [attachment.name for attachment in written.attachments] == ["区体育中心项目2022年攻坚方案"]
    assert written.missing == ()


def test_the_plan_has_goal_nodes_duties_and_steps() -> None:
    written = plan(compose("攻坚方案", campaign()))
    for heading in ("一、年度攻坚目标", "二、按月节点计划", "三、职责分工", "四、下步举措"):
        assert heading in written
    assert "2022年计划完成投资12000万元。年度形象进度目标：主体结构封顶。计划2022年12月20日竣工。" in written
    assert "开工" not in written  # planned for 2021


def test_months_with_a_plan_or_a_node_stand_in_order() -> None:
    rows = node_table(campaign()).rows
    assert [row[:3] for row in rows] == [
        ("3月", "3000", "基础完工"),
        ("9月", "—", "主体结构封顶"),
        ("12月", "12000", "—"),
    ]
    assert rows[0][-1] == "2022年3月28日\n已完成" and rows[1][-1] == "2022年9月20日"


def test_a_node_without_a_day_stands_last_and_asks_for_it() -> None:
    undated = NodeFacts("通水验收", None, "区水利局", None, None)
    rows = node_table(campaign(nodes=(undated,))).rows
    assert rows[-1] == (
        "未定", "—", "通水验收", "—", "区水利局", "【待填：通水验收责任人】", "【待填：通水验收计划完成日期】",
    )  # fmt: skip


def test_duties_are_shared_out_by_person() -> None:
    duties = (
        DutyFacts("牵头单位", "区住建局", None),
        DutyFacts("配合单位", "区资规局、区财政局", ""),
        DutyFacts("要素保障配合", "区资规局", "周某", "办理临时用地", date(2022, 10, 20)),
    )
    assert duty_table(duties).rows == (
        ("牵头单位", "区住建局", "【待填：牵头单位责任人】", "—", "—"),
        ("配合单位", "区资规局、区财政局", "—", "—", "—"),
        ("要素保障配合", "区资规局", "周某", "办理临时用地", "2022年10月20日"),
    )


def test_steps_are_the_units_own_and_those_for_open_issues() -> None:
    measures = (
        MeasureFacts("征迁未完成", "逐户签约", "区住建局", date(2022, 10, 31)),
        MeasureFacts("管线迁改", None, None, date(2022, 8, 31)),
    )
    written = plan(compose("攻坚方案", campaign(measures=measures)))
    assert "1.责任单位拟采取的措施：10月增加两个班组。" in written
    assert "2.针对“征迁未完成”，逐户签约（区住建局负责，2022年10月31日前办结）。" in written
    assert "3.针对“管线迁改”，尽快研究解决（原定2022年8月31日前办结，已逾期）。" in written


def test_what_is_overdue_is_told_with_who_answers_for_it() -> None:
    written = plan(compose("攻坚方案", campaign(overdue=(node(),))))
    assert "已逾期18天，责任单位区住建局、责任人李某要抓紧补齐。" in written


def test_a_plan_without_nodes_or_steps_asks_for_them() -> None:
    written = compose("攻坚方案", campaign(nodes=(), plan=(), measures=(), project=lit(next_steps=None)))
    assert written.missing == ("区体育中心节点计划", "区体育中心下步举措")
