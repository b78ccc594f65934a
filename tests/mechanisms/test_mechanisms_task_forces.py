"""专班机制：四大办, the office for the daily work, 专班 and their members, run on a workbook."""

from __future__ import annotations

import docx
from support.mechanisms import shows
from support.office import Office
from support.staffed_office import DAY, MONTH, UNITS, behind, cell, project, todos

from addin.schema import Findings, Issuers, Letters, Organisation, Parameters, TaskForces, ToDos

OFFICES = [
    dict(body="大项目统筹办", role="联系领导", person="领导甲", post="常务副区长"),
    dict(body="大项目统筹办", role="主任", person="主任甲", unit="区发改局"),
    dict(body="大项目统筹办", role="主任", person="主任乙", unit="资规分局"),
    dict(body="大综合督查办", role="主任", person="主任丙", unit="区督考办"),
]


@shows(
    "S0-01",
    at=[Organisation.role, TaskForces.lead_unit, Letters.addressee, Letters.copied_to, ToDos.person],
    commands=["recalc", "write"],
    documents=["提醒函"],
)
def test_the_four_offices_are_found_for_a_letter_and_for_a_matter(office: Office) -> None:
    """仑政办〔2022〕26号: 提醒函 by 大项目统筹办, 同步报大综合协调办 (= 大综合督查办); land goes to 资规分局."""
    office.opens(
        units=UNITS,
        organisation=OFFICES,
        task_forces=[dict(number=1, task_force="城建专班", lead_unit="区住建局", member_units="区住建局")],
        projects=[project("A", task_force="城建专班", service_officer="张")],
        monthly_progress=behind("A"),
        needs=[dict(code="A", factor="土地", handling_unit="资规分局", due_on=DAY(2022, 9, 28))],
    )
    office.run("recalc", "--month", MONTH)
    # due 28 September, today 8 October: 10 days; the head from 资规分局 answers, not the one from 区发改局
    assert todos(office, "要素逾期") == [
        ("要素逾期", "A", "资规分局", "主任乙", "土地办结时限2022-09-28，已逾期10天")
    ]
    office.run("write", "提醒函", "--rows", "A", "--month", MONTH)
    letter = office.row(Letters, kind="提醒函")
    assert letter["issuer"] == "大项目统筹办"
    assert letter["addressee"] == "甲镇人民政府"
    assert letter["copied_to"] == "区住房城乡建设局，大综合督查办"


@shows(
    "S2-02",
    at=[Issuers.mark, Issuers.short_name, Letters.issuer, Parameters.value],
    commands=["write"],
    documents=["提醒函"],
)
def test_the_letterhead_is_that_of_the_office_for_the_daily_work(office: Office) -> None:
    """第四条: 区项目办 负责日常工作."""
    office.opens(
        settings={"home_issuer": "区项目办"},
        issuers=[
            dict(short_name="区项目办", full_name="区委重大项目推进工作委员会办公室",
                 mark="××区委重大项目推进工作委员会办公室", signature="区委重大项目推进工作委员会办公室")
        ],
        ladder=[dict(step=1, trigger="灯级", lower=1, kind="提醒函")],
        projects=[project("A")],
        monthly_progress=behind("A"),
    )  # fmt: skip
    answer = office.run("write", "提醒函", "--month", MONTH)
    assert office.row(Letters, kind="提醒函")["issuer"] == "区项目办"
    assert office.row(Letters, kind="提醒函")["copied_to"] is None
    (written,) = answer.data["files"]
    document = docx.Document(written["path"])
    words = "".join(node.text or "" for node in document.element.iter() if node.tag.endswith("}t"))
    words += "".join(
        node.text or ""
        for section in document.sections
        for header in (section.header, section.first_page_header)
        for node in header._element.iter()
        if node.tag.endswith("}t")
    )
    assert "××区委重大项目推进工作委员会办公室" in words


FORCES = ("综合", "要素保障", "财政金融", "交通", "水利", "能源", "市政设施", "社会事业")


@shows(
    "S4-03",
    at=[TaskForces.task_force, TaskForces.lead_unit, TaskForces.member_units, ToDos.type],
    commands=["recalc"],
)
def test_the_eight_task_forces_stand_with_lead_and_members_and_gaps_are_listed(office: Office) -> None:
    """13 → 8. 水利 has no member, 能源 no lead; members may be split by 、 or ，."""
    rows = [
        dict(
            number=place,
            task_force=f"{name}专班",
            lead_unit=f"{name}局",
            member_units=f"{name}局，市发改委、审计局",
        )
        for place, name in enumerate(FORCES, 1)
    ]
    rows[4]["member_units"], rows[5]["lead_unit"] = None, None
    office.opens(task_forces=rows)
    office.run("recalc", "--month", MONTH)
    assert len(office.rows(TaskForces)) == 8
    assert todos(office, "缺成员单位") == [("缺成员单位", None, "水利局", None, "水利专班没有成员单位")]
    assert todos(office, "缺牵头单位") == [("缺牵头单位", None, None, None, "能源专班没有牵头单位")]
    # 8 bureaus of their own (能源局 as member), 市发改委 and 审计局: 10 units, none with a leader yet.
    assert len(todos(office, "缺带班领导")) == 10
    (audit,) = [row for row in todos(office, "缺带班领导") if row[2] == "审计局"]
    assert audit[4] == (
        "审计局没有带班领导（综合专班、要素保障专班、财政金融专班、交通专班、能源专班、市政设施专班、社会事业专班）"
    )


@shows("S4-05", at=[Organisation.rank, Organisation.role, ToDos.type, Findings.message], commands=["recalc"])
def test_each_member_unit_names_a_leader_and_a_liaison_of_the_right_rank(office: Office) -> None:
    """带班领导 县级/处级, 联络员 科级 or 业务骨干; 统筹兼顾: one person may serve several task forces."""
    people = [
        dict(body="交通专班", role="带班领导", person="甲", unit="市交通局", rank="副处级"),
        dict(body="能源专班", role="带班领导", person="甲", unit="市交通局", rank="副处级"),
        dict(body="交通专班", role="联络员", person="乙", unit="市交通局", rank="正科级"),
        dict(body="能源专班", role="带班领导", person="丙", unit="市发改委", rank="正科级"),
        dict(body="能源专班", role="联络员", person="丁", unit="市发改委", post="业务骨干"),
        dict(body="能源专班", role="联络员", person="戊", unit="市发改委", rank="股级"),
        dict(body="能源专班", role="带班领导", person="己", unit="市发改委"),
        dict(body="大项目统筹办", role="联络员", person="庚", unit="市审计局", rank="股级"),
    ]
    office.opens(
        task_forces=[
            dict(number=1, task_force="交通专班", lead_unit="市交通局", member_units="市交通局"),
            dict(
                number=2,
                task_force="能源专班",
                lead_unit="市发改委",
                member_units="市发改委、市交通局、市审计局",
            ),
        ],
        organisation=people,
    )
    office.run("recalc", "--month", MONTH)
    # 庚 is 联络员 of 大项目统筹办, not of a task force.
    assert todos(office, "缺带班领导", "缺联络员") == [
        ("缺带班领导", None, "市审计局", None, "市审计局没有带班领导（能源专班）"),
        ("缺联络员", None, "市审计局", None, "市审计局没有联络员（能源专班）"),
    ]
    said = [line for line in office.findings() if "组织架构" in line]
    assert f"疑点 {cell(Organisation, 'rank', 3)} 带班领导的级别应为县级、处级" in said
    assert f"疑点 {cell(Organisation, 'rank', 5)} 联络员的级别应为科级、业务骨干" in said
    assert f"提示 {cell(Organisation, 'rank', 6)} 带班领导没有级别，无法核对是否为县级、处级" in said
    assert f"提示 {cell(Organisation, 'person', 0)} 同时在2个专班，由其统筹兼顾" in said
    assert len([line for line in said if "级别" in line]) == 3
