"""现场与挂图表样机制：site visits, the flow chart and the wall map, written and read again by another reader."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

from support.mechanisms import shows
from support.office import Office
from support.written_forms import COMMON, SEPTEMBER, leaves, line, written

from addin.schema import Milestones, MonthlyProgress, Projects, SiteVisits, TaskForces, Tiers

COMMON_VISIT = (
    "序号 县（市、区） 项目名称 项目单位 建设规模及内容 总投资 计划 实际 年度计划投资 累计完成投资 | 下达 到位 支付 支付率 上报 现场 "
    "是否一致 立项 用地 规划 环评 施工许可 存在问题 原因类别 整改建议 责任单位 整改时限 查看日期 查看人"
)
OWN_COLUMNS = {
    "“三个一批”项目": "批次 签约/开工/投产",
    "2023年省重点项目": "",
    "2022年中央预算内投资项目": "下达文号 中央投资",
    "2023年中央预算内投资项目": "下达文号 中央投资",
    "2022年专项债券项目": "债券批次 额度 发行日 支出进度",
    "2023年专项债券项目": "债券批次 额度 发行日 支出进度",
    "基金项目": "投放银行 投放金额 投放日",
}


@shows(
    "S4-15",
    at=[SiteVisits.type, SiteVisits.payment_rate, SiteVisits.consistent],
    commands=["export", "recalc"],
    documents=[f"实地查看情况表3-{number}" for number in range(1, 8)],
)
def test_each_of_the_seven_site_visit_tables_has_its_own_columns_and_compares_report_and_site(
    office: Office,
) -> None:
    """支付率 = 支付 600 ÷ 到位 800 = 75%; 支出进度 = 支付 600 ÷ 额度 1000 = 60%."""
    office.opens(
        projects=[dict(COMMON, code="A", project_name="甲项目", stage="在建")],
        site_visits=[
            dict(number=f"CK-{place}", type=kind, county="甲县", code="A", total_investment=30000, quota=1000,
                 funds_granted=1000, funds_received=800, funds_paid=600, reported_state="主体封顶",
                 seen_state="主体封顶" if place % 2 else "主体三层", event_phase="开工", visited_on=dt.date(2022, 9, 7), visitor="周某")
            for place, kind in enumerate(SiteVisits.type.choices, 1)
        ],
    )  # fmt: skip
    for number, (title, own) in enumerate(OWN_COLUMNS.items(), 1):
        sheet = written(office, f"实地查看情况表3-{number}", "--month", "2022-09")
        assert sheet["A1"].value == f"{title}实地查看情况表"
        titles = COMMON_VISIT.replace("|", own)
        if "中央投资" in own:  # the money granted is the central money
            titles = titles.replace(" 下达 ", " ")
        assert " ".join(leaves(sheet, 3, 4)) == re.sub(" +", " ", titles)
        row = dict(zip(leaves(sheet, 3, 4), line(sheet, 5), strict=True))
        assert (row["项目名称"], row["建设规模及内容"], row["项目单位"]) == (
            "甲项目",
            "新建厂房5万平方米",
            "某某公司",
        )
        assert row["支付率"] == 0.75
        assert row["是否一致"] == ("是" if number % 2 else "否")
        assert row.get("支出进度", 0.6) == 0.6
        assert row["查看日期"] == dt.datetime(2022, 9, 7)
        assert sheet.max_row == 5  # one visit of each kind
    office.run("recalc", "--month", "2022-09")
    assert {row["payment_rate"] for row in office.rows(SiteVisits)} == {0.75}


@shows(
    "S4-16",
    at=[Tiers.tier, Tiers.convenor, TaskForces.task_force],
    commands=["export"],
    documents=["专班工作机制流程图"],
)
def test_the_flow_chart_shows_the_six_steps_and_the_tiers_in_order(office: Office) -> None:
    office.opens(
        settings={"tier_scheme": "新乡"}, task_forces=[dict(number=1, task_force="综合专班", duties="统筹")]
    )
    path = Path(office.run("export", "专班工作机制流程图", "--month", "2022-09").data["path"])
    with zipfile.ZipFile(path) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    texts = re.findall(r"<a:t>([^<]*)</a:t>", drawing)
    steps = ["问题梳理", "转办交办", "督导督办", "定期反馈", "跟踪问效", "办结销号"]
    tiers = ["县级", "领导小组办公室", "分管副市长", "市政府", "省综合专班"]
    assert [text for text in texts if text in (*steps, *tiers)] == steps + tiers
    assert texts.count("→") == 5 + 4
    assert "综合专班" in texts
    assert "常务副市长召集" in texts


@shows(
    "S4-17",
    at=[Projects.planned_start, Projects.actual_start, Milestones.state, MonthlyProgress.next_steps],
    commands=["export"],
    documents=["挂图作战表"],
)
def test_the_wall_map_goes_from_nodes_to_progress_to_issues_measures_and_proposals(office: Office) -> None:
    """年度完成 3000 of 12000 = 25%. The first node is done, the second due on 31 October."""
    office.opens(
        projects=[
            dict(COMMON, code="A", project_name="甲项目", stage="在建", planned_start=dt.date(2022, 3, 1),
                 actual_start=dt.date(2022, 3, 15), planned_completion=dt.date(2024, 6, 30)),
        ],
        milestones=[
            dict(code="A", number=1, milestone="基础完成", planned_on=dt.date(2022, 6, 30), completed_on=dt.date(2022, 6, 20)),
            dict(code="A", number=2, milestone="主体封顶", planned_on=dt.date(2022, 10, 31)),
        ],
        monthly_progress=[
            dict(code="A", month=SEPTEMBER, month_done=3000, physical_progress="主体六层", problems="缺混凝土。", next_steps="增加泵车")
        ],
        issues=[
            dict(number="WT-1", code="A", description="临时用电不足", measures="增容", proposal="请供电公司支持"),
            dict(number="WT-2", code="A", description="缺混凝土", measures="增加泵车"),
        ],
    )  # fmt: skip
    sheet = written(office, "挂图作战表", "--month", "2022-09")
    assert " ".join(leaves(sheet, 3, 4)) == "序号 项目 开工 竣工 下一节点 进度 问题 对策 建议"
    assert sheet["C3"].value == "开工/竣工节点"
    assert line(sheet, 5) == [
        1, "甲项目", "计划2022年3月1日，实际2022年3月15日", "计划2024年6月30日", "主体封顶（2022年10月31日前，未到期）",
        "主体六层；年度完成投资3,000.00万元；占年计划25.00%", "缺混凝土；临时用电不足", "增加泵车；增容",
        "请供电公司支持",
    ]  # fmt: skip
