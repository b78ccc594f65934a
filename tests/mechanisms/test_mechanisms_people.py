"""人与分工机制：首席服务员, 分包领导, 三级推进, 要素保障, names and keys, run on a workbook."""

from __future__ import annotations

from typing import Any

import pytest
from support.mechanisms import shows
from support.office import Office
from support.staffed_office import DAY, MONTH, UNITS, behind, cell, project, todos

from addin.schema import (
    Duties,
    FactorOffices,
    Findings,
    Letters,
    MonthlyProgress,
    Needs,
    Parameters,
    Projects,
    Rankings,
    Reserve,
    Sheet,
    ToDos,
    Units,
)


@shows(
    "S1-02",
    "S3-07",
    at=[Projects.service_officer, Projects.task_force, ToDos.type, Parameters.value],
    commands=["recalc"],
)
def test_every_project_has_one_officer_one_team_and_nobody_has_too_many(office: Office) -> None:
    """一个项目、一名首席服务员、一套班子、一抓到底. Limit 2: 李 has three open projects; the finished one does not count."""
    officer = dict(service_officer="李", task_force="综合专班")
    office.opens(
        settings={"officer_limit": 2},
        task_forces=[dict(number=1, task_force="综合专班", lead_unit="区发改局", member_units="区发改局")],
        projects=[
            *(project(code, **officer) for code in "ABC"),
            project("D", service_officer="王", task_force="综合专班"),
            project("E", **officer, actual_completion=DAY(2022, 6, 1)),
            project("F"),
            project("G", stage="前期"),
            project("H", service_officer="王、赵", task_force="综合专班"),
        ],
    )
    office.run("recalc", "--month", MONTH)
    assert todos(office, "缺首席服务员") == [("缺首席服务员", "F", "甲镇", None, "F项目没有首席服务员")]
    assert todos(office, "缺专班") == [("缺专班", "F", "甲镇", None, "F项目没有所属专班")]
    assert todos(office, "服务员超限") == [
        ("服务员超限", None, None, "李", "李服务3个项目，超过上限2个：A项目、B项目、C项目")
    ]
    place = cell(Projects, "service_officer", 7)
    assert f"疑点 {place} 首席服务员填了2人，一个项目应为一名" in office.findings()


@shows("S2-08", at=[Projects.sponsor, Projects.tier, ToDos.type, ToDos.matter], commands=["recalc"])
def test_every_major_project_has_a_leader(office: Office) -> None:
    """第十六条（二）: 每个区重大项目明确一名区领导; 第三条: on the city's list is 重大 too."""
    office.opens(
        projects=[
            project("有", tier="区重大", sponsor="领导甲", service_officer="张"),
            project("没有", tier="区重大", service_officer="张"),
            project("市库", tier="市重点", service_officer="张", stage="前期"),
            project("重点", tier="区重点", service_officer="张"),
            project("完工", tier="区重大", service_officer="张", stage="竣工"),
        ]
    )
    office.run("recalc", "--month", MONTH)
    assert [row[1] for row in todos(office, "缺分包领导")] == ["没有", "市库"]
    assert todos(office, "缺分包领导")[0][4] == "没有项目是重大项目，没有分包区领导"
    assert todos(office, "缺首席服务员") == []


@shows(
    "S0-23",
    at=[Needs.proper_unit, Needs.funding_level, FactorOffices.handling_unit, Findings.message],
    commands=["recalc"],
)
def test_city_money_goes_to_construction_and_province_or_state_money_to_finance(office: Office) -> None:
    """市级资金以区住建局为主，省级和国家资金以区财政局为主; the sheet 要素分工 as it comes."""
    need = dict(factor="资金", due_on=DAY(2022, 12, 1))
    office.opens(
        units=UNITS,
        projects=[project(code) for code in "ABCD"],
        needs=[
            dict(code="A", funding_level="市本级", handling_unit="区财政局", **need),
            dict(code="B", funding_level="省级", handling_unit="区财政局", **need),
            dict(code="C", funding_level="中央", **need),
            dict(
                code="D",
                factor="土地",
                funding_level="省级",
                handling_unit="资规分局",
                due_on=DAY(2022, 12, 1),
            ),
            dict(code="D", factor="其他", due_on=DAY(2022, 12, 1)),
        ],
    )
    office.run("recalc", "--month", MONTH)
    assert [row["proper_unit"] for row in office.rows(Needs)] == [
        "区住建局",
        "区财政局",
        "区财政局",
        "资规分局",
        None,
    ]
    assert office.row(Needs, code="A")["project_name"] == "A项目"
    wrong = [line for line in office.findings() if "要素分工不一致" in line]
    assert wrong == [f"疑点 {cell(Needs, 'handling_unit', 0)} 承办单位与要素分工不一致，应为区住建局"]
    assert ("要素待交办", "C", "区财政局", None, "资金没有承办单位，按要素分工应由区财政局承办") in todos(
        office, "要素待交办"
    )


@shows("S1-11", at=[Needs.due_on, Needs.days_overdue, Needs.proper_unit, ToDos.matter], commands=["recalc"])
def test_land_has_a_stated_time_and_a_late_one_is_listed(office: Office) -> None:
    """用地兜底: 明确办理时限. Today is 8 October."""
    land = dict(factor="土地", need="新增用地30亩", handling_unit="资规分局")
    office.opens(
        units=UNITS,
        projects=[project(code) for code in "ABCDE"],
        needs=[
            dict(code="A", **land, due_on=DAY(2022, 10, 7)),
            dict(code="B", **land, due_on=DAY(2022, 10, 8)),
            dict(code="C", **land, due_on=DAY(2022, 9, 1), resolved_on=DAY(2022, 9, 4)),
            dict(code="D", **land),
            dict(code="E", **land, due_on=DAY(2022, 9, 1), state="已办结"),
        ],
    )
    office.run("recalc", "--month", MONTH)
    # 7 October → 8 October: 1 day; the 8th itself is in time; 1 → 4 September: 3; settled on an unknown day: none
    assert [row["days_overdue"] for row in office.rows(Needs)] == [1, 0, 3, None, None]
    assert todos(office, "要素逾期", "要素无时限") == [
        ("要素逾期", "A", "资规分局", None, "土地（新增用地30亩）办结时限2022-10-07，已逾期1天"),
        ("要素无时限", "D", "资规分局", None, "土地（新增用地30亩）没有明确办结时限"),
    ]


@shows(
    "K6",
    at=[Units.other_names, Projects.stage, Projects.service_officer, Findings.message],
    commands=["recalc"],
)
def test_what_is_called_by_another_name_is_taken_for_what_it_is(office: Office) -> None:
    """大综合协调办 = 大综合督查办, 续建 = 在建, 首席服务官 = 首席服务员; the cell stays as it was typed."""
    office.opens(
        units=UNITS,
        projects=[project("A", stage="续建")],
        monthly_progress=behind("A"),
        duties=[
            dict(number="R1", code="A", task="跟踪落实", lead_unit="大综合协调办", due_on=DAY(2022, 9, 1))
        ],
    )
    office.type(Projects, -1, service_officer="首席服务官")  # the header, by its other name
    office.type(Projects, 0, service_officer="李")
    office.run("recalc", "--month", MONTH)
    said = office.findings()
    assert f"提示 {cell(Projects, 'stage', 0)} 项目阶段“续建”认作“在建”" in said
    assert f"提示 {cell(Duties, 'lead_unit', 0)} 牵头单位“大综合协调办”认作“大综合督查办”，共 1 处" in said
    row = office.row(Projects, code="A")
    assert (row["stage"], row["light"]) == ("续建", "红")
    assert not any("首席服务" in line for line in said)
    assert todos(office, "缺首席服务员") == []


@shows(
    "S0-25", at=[Letters.dated, Letters.reply_due, Units.other_names, Findings.message], commands=["recalc"]
)
def test_the_sources_own_slips_are_said_and_never_corrected(office: Office) -> None:
    """Dated 2022-06-20 and yet due on 2022-05-20, as the document's two dates have it: both stay as typed."""
    office.opens(
        units=UNITS,
        projects=[project("A")],
        letters=[
            dict(
                number="FW2022-0001",
                kind="通知",
                unit="大综合协调办",
                dated=DAY(2022, 6, 20),
                reply_due=DAY(2022, 5, 20),
                state="已发",
            )
        ],
        issues=[
            dict(
                number="W1",
                code="A",
                description="研究双月度会商办事项",
                tier="双月度会",
                responsible_units="大综合协调办",
            )
        ],
    )
    office.run("recalc", "--month", MONTH)
    letter = office.row(Letters, number="FW2022-0001")
    assert (letter["dated"].date(), letter["reply_due"].date()) == (DAY(2022, 6, 20), DAY(2022, 5, 20))
    assert letter["unit"] == "大综合协调办"
    from addin.schema import Issues

    issue = office.row(Issues, number="W1")
    assert (issue["tier"], issue["responsible_units"]) == ("双月度会", "大综合协调办")
    assert (
        f"疑点 {cell(Letters, 'reply_due', 0)} 反馈时限 2022-05-20 早于成文日期 2022-06-20"
        in office.findings()
    )


@shows(
    "S1-01",
    at=[
        Projects.tier,
        Duties.lead_unit,
        Duties.days_overdue,
        Duties.state,
        Rankings.ranking_group,
        Units.ranking_group,
    ],
    commands=["recalc"],
)
def test_region_department_and_township_each_have_their_own_duties_and_places(office: Office) -> None:
    """三级推进: 区级、部门、乡（街道）; a duty each, places in groups of their own."""
    office.opens(
        units=[
            dict(unit="区发改局", type="部门", ranking_group="区级"),
            dict(unit="区住建局", type="部门", ranking_group="部门"),
            dict(unit="甲镇", type="乡镇街道", ranking_group="乡（街道）"),
        ],
        projects=[
            project("A", responsible_units="区发改局", tier="区重大", sponsor="领导甲"),
            project("B", responsible_units="区住建局", tier="区重点"),
            project("C", responsible_units="甲镇", tier="一般"),
        ],
        monthly_progress=[*behind("A"), *behind("B"), *behind("C")],
        duties=[
            dict(number="R1", code="A", function="统筹", lead_unit="区发改局", due_on=DAY(2022, 10, 1)),
            dict(number="R2", code="B", function="协调", lead_unit="区住建局", due_on=DAY(2022, 12, 1)),
            dict(
                number="R3",
                code="C",
                function="服务",
                lead_unit="甲镇",
                due_on=DAY(2022, 9, 1),
                completed_on=DAY(2022, 9, 1),
            ),
        ],
    )
    office.run("recalc", "--month", MONTH)
    # 1 → 8 October: 7 days; in December; on the day itself
    assert [(row["lead_unit"], row["state"], row["days_overdue"]) for row in office.rows(Duties)] == [
        ("区发改局", "逾期未完成", 7), ("区住建局", "未到期", 0), ("甲镇", "按期完成", 0)
    ]  # fmt: skip
    places = {
        (row["ranking_group"], row["object_name"]): row["place"]
        for row in office.rows(Rankings)
        if row["object"] == "单位"
    }
    assert places == {("区级", "区发改局"): 1, ("部门", "区住建局"): 1, ("乡（街道）", "甲镇"): 1}


@shows("S2-04", at=[Projects.tags, ToDos.type], commands=["recalc"])
def test_the_catalogue_of_choice_stands_as_tags_of_the_projects(office: Office) -> None:
    """第七条: 年度区重点项目选择指导目录: the office's own words are tags beside those of the list."""
    from addin.schema import Breakdown

    office.opens(
        projects=[
            project("A", tags="指导目录：先进制造、标志性", total_investment=100),
            project("B", tags="指导目录：先进制造", total_investment=250),
            project("C", tags="指导目录：民生", total_investment=40),
        ]
    )
    office.run("recalc", "--month", MONTH)
    lines = {row["category"]: (row["projects"], row["total_investment"]) for row in office.rows(Breakdown)}
    assert lines["指导目录：先进制造"] == (2, 350)
    assert lines["指导目录：民生"] == (1, 40)
    assert not any("清单标签" in line for line in office.findings())


@pytest.mark.parametrize(
    ("table", "sheet", "row"),
    [
        ("projects", Projects, project("A")),
        ("reserve", Reserve, dict(code="A", project_name="A项目")),
        ("monthly_progress", MonthlyProgress, dict(code="A", month=DAY(2022, 1, 1), month_done=500)),
        ("needs", Needs, dict(code="A", factor="土地")),
    ],
)
@shows(
    "S3-11",
    at=[Projects.code, Reserve.code, MonthlyProgress.code, Needs.code, Findings.cell],
    commands=["recalc"],
)
def test_a_project_code_stands_once_and_a_repeated_one_is_an_error(
    office: Office, table: str, sheet: type[Sheet], row: dict[str, Any]
) -> None:
    office.opens(**{"projects": [project("A")], table: [row, {**row, "code": "ａ"}]})
    office.run("recalc", "--month", MONTH)
    start = f"错误 {cell(sheet, 'code', 1)} 项目代码"
    (line,) = [line for line in office.findings() if line.startswith(start)]
    assert line.endswith("与第 4 行重复，以第 4 行为准，本行未计入")
