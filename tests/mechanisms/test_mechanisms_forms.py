"""表样机制：the sources' own tables, written from a workbook and read again by another reader."""

from __future__ import annotations

import datetime as dt

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from support.mechanisms import shows
from support.office import Office
from support.written_forms import COMMON, SEPTEMBER, leaves, line, written

from addin.schema import MonthlyProgress, Projects, Resolutions, TaskForces, Tiers, Topics


def merged(sheet: Worksheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


@shows(
    "S1-18",
    at=[Projects.procedures, Projects.demolition, Projects.contract, MonthlyProgress.problems],
    commands=["export"],
    documents=["前期项目谋划表"],
)
def test_the_table_of_planned_projects_has_the_14_columns_of_its_attachment(office: Office) -> None:
    office.opens(
        settings={"region": "湛河区"},
        projects=[
            dict(COMMON, code="A", project_name="=甲项目", stage="前期", contract="已签约", procedures="立项已批", demolition="摸底"),
            dict(COMMON, code="B", project_name="乙项目", stage="谋划"),
            dict(COMMON, code="C", project_name="丙项目", stage="在建"),
        ],
        monthly_progress=[dict(code="A", month=SEPTEMBER, problems="用地指标未落实")],
    )  # fmt: skip
    sheet = written(office, "前期项目谋划表", "--month", "2022-09")
    assert sheet["A1"].value == "湛河区2022年前期项目谋划表"
    assert sheet["A2"].value.endswith("单位：万元")
    assert " ".join(line(sheet, 3)) == (
        "序号 项目名称 行业领域 建设内容及规模 建设年限 建设地点 总投资 签约情况 手续办理进展 拆迁进展 存在问题 责任单位 "
        "项目单位 项目单位联系人及电话"
    )
    assert line(sheet, 4) == [
        1, "=甲项目", "先进制造", "新建厂房5万平方米", "2022-2024", "曹镇乡", 30000, "已签约", "立项已批", "摸底",
        "用地指标未落实", "曹镇乡", "某某公司", "张某 138****5678",
    ]  # fmt: skip
    assert sheet["B4"].data_type == "s"  # text, never a formula
    assert [sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)] == ["=甲项目", "乙项目"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$1:$3"


@shows(
    "S1-19",
    at=[
        Projects.project_approval,
        Projects.environment,
        Projects.land_approval,
        Projects.land_planning,
        MonthlyProgress.physical_progress,
    ],
    commands=["export"],
    documents=["新建（竣工）项目情况表"],
)
def test_the_table_of_new_projects_has_two_header_rows_and_says_which_of_the_four_may_not_be_blank(
    office: Office,
) -> None:
    office.opens(
        projects=[
            dict(COMMON, code="A", project_name="甲项目", stage="新开工", project_approval="已办", land_approval="办理中", land_planning="已办", remarks="省重点"),
            dict(COMMON, code="B", project_name="乙项目", stage="在建"),
            dict(COMMON, code="C", project_name="丙项目", stage="竣工", project_approval="已办", environment="不需办理", land_approval="已办", land_planning="已办"),
        ],
        monthly_progress=[dict(code="A", month=SEPTEMBER, month_done=500, physical_progress="基础完成")],
    )  # fmt: skip
    answer = office.run("export", "新建（竣工）项目情况表", "--month", "2022-09")
    sheet = openpyxl.load_workbook(answer.data["path"]).active
    assert " ".join(leaves(sheet, 3, 4)) == (
        "序号 项目名称 行业领域 建设单位 建设规模和主要内容 项目实施地点 总投资 建设起止年限 2022年投资目标 审批、核准、备案 "
        "环评 土地 规划 项目进展情况 项目单位联系人及电话 备注"
    )
    assert sheet["J3"].value == "前期进展情况（必须填写详细，不能留空格）"
    assert {"J3:M3", "A3:A4", "P3:P4"} <= merged(sheet)
    assert line(sheet, 5)[8:] == [
        12000, "已办", "【待填：环评】", "办理中", "已办", "基础完成", "张某 138****5678", "省重点",
    ]  # fmt: skip
    assert line(sheet, 6)[1] == "丙项目"
    assert answer.data["rows"] == 2
    assert [(one["level"], one["cell"], one["message"]) for one in answer.data["findings"]] == [
        (
            "疑点",
            office_cell(office, Projects.environment.title, 4),
            "环评没有填，表样要求“必须填写详细，不能留空格”",
        )
    ]


def office_cell(office: Office, title: str, row: int) -> str:
    header = openpyxl.load_workbook(office.path)[Projects.title][3]
    return f"{next(cell.column_letter for cell in header if cell.value == title)}{row}"


@shows(
    "S1-20",
    at=[Projects.month_done, Projects.year_done, Projects.invested_to_date],
    commands=["export", "recalc"],
    documents=["在建项目进展情况表"],
)
def test_the_table_of_projects_under_way_carries_the_month_s_figures_and_what_does_not_add_up_is_found(
    office: Office,
) -> None:
    """A: 期初 1000; January to September 100 each → 本月 100, 年度 900, 累计 1900. B: 核减 50 in December 2021 →
    累计 900 − 50 = 850, below 年度 900.
    C: 总投资 800 below 累计 900."""
    months = [dt.date(2022, month, 1) for month in range(1, 10)]
    office.opens(
        projects=[
            dict(COMMON, code="A", project_name="甲项目", stage="在建", invested_before=1000, service_officer="王某", person_in_charge="李某"),
            dict(COMMON, code="B", project_name="乙项目", stage="在建"),
            dict(COMMON, code="C", project_name="丙项目", stage="在建") | dict(total_investment=800),
        ],
        monthly_progress=[
            dict(code=code, month=month, month_done=100, physical_progress="主体施工") for code in "ABC" for month in months
        ]
        + [dict(code="B", month=dt.date(2021, 12, 1), month_done=-50, remarks="核减")],
    )  # fmt: skip
    sheet = written(office, "在建项目进展情况表", "--month", "2022-09")
    assert " ".join(leaves(sheet, 3, 4)) == (
        "序号 项目名称 行业领域 建设内容及规模 建设年限 建设地点 总投资 本月完成投资 累计完成投资 年度完成投资 形象进度 "
        "用地审批手续 审批核准备案手续 用地规划手续 建设规划手续 环评审批手续 2022年计划完成投资 首席服务员 责任单位 责任人 "
        "项目单位 项目单位联系人及电话"
    )
    assert sheet["L3"].value == "联审联批手续"
    assert "L3:P3" in merged(sheet)
    assert line(sheet, 5)[6:11] == [30000, 100, 1900, 900, "主体施工"]
    assert line(sheet, 5)[16:20] == [12000, "王某", "曹镇乡", "李某"]
    assert sheet["H5"].number_format.startswith("#,##0.00")
    june = written(office, "在建项目进展情况表", "--month", "2022-06")
    assert line(june, 5)[7:10] == [100, 1600, 600]

    office.run("recalc", "--month", "2022-09")
    row = office.row(Projects, code="A")
    assert (row["month_done"], row["year_done"], row["invested_to_date"]) == (100, 900, 1900)
    found = " ".join(office.findings())
    assert "累计完成投资 850 小于年度完成投资 900" in found
    assert "累计完成投资 900 大于总投资 800" in found


@shows(
    "S0-11",
    at=[Topics.question, Topics.proposal, Topics.attending_units, Topics.convenor, Tiers.convenor, Projects.year_done],
    commands=["export"],
    documents=["议题申请表"],
)  # fmt: skip
def test_the_application_for_a_topic_is_a_card_of_15_labels_filled_from_the_ledger(office: Office) -> None:
    office.opens(
        settings={"tier_scheme": "北仑"},
        projects=[dict(COMMON, code="A", project_name="甲项目", stage="在建", year_target="主体封顶")],
        monthly_progress=[
            dict(code="A", month=dt.date(2022, 8, 1), month_done=400),
            dict(code="A", month=SEPTEMBER, month_done=600),
        ],
        topics=[
            dict(number="YT-1", tier="月度会商", code="A", applicant="曹镇乡", applied_on=dt.date(2022, 9, 20),
                 responsible_unit="曹镇乡", current_progress="基础完成", question="用地指标", proposal="调剂指标",
                 attending_units="区财政局、区住建局"),
            dict(number="YT-2", tier="一周例会", code="A", convenor="周某"),
        ],
        units=[dict(unit=unit) for unit in ("曹镇乡", "区财政局", "区住建局")],
    )  # fmt: skip
    answer = office.run("export", "议题申请表", "--month", "2022-09")
    book = openpyxl.load_workbook(answer.data["path"])
    assert (answer.data["rows"], book.sheetnames) == (2, ["YT-1", "YT-2"])
    sheet = book["YT-1"]
    assert sheet["A1"].value == "定期性会商议题申请表"
    assert [sheet.cell(row, 1).value for row in (3, 4)] == [
        "填报单位（盖章）：曹镇乡",
        "填报日期：2022年9月20日",
    ]
    assert [line(sheet, row) for row in range(5, 15)] == [
        ["会商层级", "月度会商", None, None, None, None],
        ["项目名称", "甲项目", None, "项目责任单位", "曹镇乡", None],
        ["建设规模及内容", "新建厂房5万平方米", None, None, None, None],
        # 400 + 600 in the year
        ["总投资（万元）", 30000, "年计划投资（万元）", 12000, "本年度完成投资（万元）", 1000],
        ["年计划形象进度", "主体封顶", None, None, None, None],
        ["当前进展", "基础完成", None, None, None, None],
        ["拟提交讨论问题", "用地指标", None, None, None, None],
        ["解决建议", "调剂指标", None, None, None, None],
        ["列席单位", "区财政局、区住建局", None, None, None, None],
        ["会议召集领导", "常务副区长", None, None, None, None],  # 北仑 calls 月度会商 so
    ]
    assert {"B5:F5", "B6:C6", "E6:F6", "B7:F7"} <= merged(sheet)
    assert sheet.page_setup.orientation == "portrait"
    assert book["YT-2"]["B14"].value == "周某"  # as typed


@shows(
    "S0-12",
    at=[Topics.conclusion, Resolutions.state, Resolutions.days_overdue, Resolutions.follow_up],
    commands=["export", "recalc"],
    documents=["议题落实情况表"],
)
def test_the_follow_up_of_a_topic_says_what_is_overdue_and_by_how_many_days(office: Office) -> None:
    """On 8 October 2022 a matter due on 5 October is 3 days overdue, one due on 31 October is not due."""
    office.opens(
        projects=[dict(COMMON, code="A", project_name="甲项目", stage="在建")],
        meetings=[dict(number="HY-1", tier="月度会商", held_on=dt.date(2022, 9, 26))],
        topics=[
            dict(number="YT-1", meeting="HY-1", code="A", question="用地指标", conclusion="月底前调剂到位"),
            dict(number="YT-2", meeting="HY-1", code="A", question="还没有议"),
        ],
        resolutions=[
            dict(number="SX-1", topic="YT-1", code="A", responsible_units="区资规分局", due_on=dt.date(2022, 10, 5), follow_up="已报市局。"),
            dict(number="SX-2", topic="YT-1", code="A", responsible_units="曹镇乡、区资规分局", due_on=dt.date(2022, 10, 31)),
        ],
    )  # fmt: skip
    answer = office.run("export", "议题落实情况表", "--month", "2022-09")
    book = openpyxl.load_workbook(answer.data["path"])
    assert book.sheetnames == ["YT-1"]  # a topic without 例会结论 has nothing to follow up
    assert [line(book["YT-1"], row)[:2] for row in range(3, 10)] == [
        ["项目名称", "甲项目"],
        ["提请解决问题", "用地指标"],
        ["例会召开时间", "2022年9月26日"],
        ["例会结论", "月底前调剂到位"],
        ["责任单位", "区资规分局、曹镇乡"],
        ["解决时限", "1. 2022年10月5日\n2. 2022年10月31日"],
        ["督办落实情况", "1. 已报市局（逾期未完成，已逾期3天）\n2. （未到期）"],
    ]
    office.run("recalc", "--month", "2022-09")
    assert [(row["state"], row["days_overdue"]) for row in office.rows(Resolutions)] == [
        ("逾期未完成", 3),
        ("未到期", 0),
    ]


@shows("S4-04", at=[TaskForces.duties, TaskForces.member_units], commands=["export"], documents=["专班分工情况表"])  # fmt: skip
def test_the_table_of_task_forces_repeats_its_header_and_reads_both_kinds_of_comma(office: Office) -> None:
    office.opens(
        task_forces=[
            dict(number=1, task_force="综合专班", duties="统筹协调", lead_unit="市发改委", member_units="市发改委、工业和信息化局，各县（市、区）人民政府"),
            dict(number=2, task_force="水利专班", duties="推进水利项目", lead_unit="市水利局", member_units="市水利局"),
        ]
    )  # fmt: skip
    sheet = written(office, "专班分工情况表", "--month", "2022-09")
    assert [line(sheet, row) for row in (3, 4, 5)] == [
        ["序号", "工作专班", "主要职责", "牵头单位", "成员单位"],
        [1, "综合专班", "统筹协调", "市发改委", "市发改委、工业和信息化局、各县（市、区）人民政府"],
        [2, "水利专班", "推进水利项目", "市水利局", "市水利局"],
    ]
    assert sheet.print_title_rows == "$1:$3"
    assert sheet["A6"].value == (
        "说明：每个成员单位原则上安排一名处级干部作为带班领导、一名业务骨干作为联络员，涉及不同工作组的统筹兼顾。"
    )
