"""时限机制：starts, reports and their reminders, nodes, procedures, stages, cut-off days, run on a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from support.mechanisms import shows
from support.office import Office

from addin.schema import (
    Findings,
    Milestones,
    MonthlyPlans,
    MonthlyProgress,
    Projects,
    Submissions,
    ToDos,
    WallChart,
)

SEPTEMBER = dt.date(2022, 9, 1)
PROCEDURES = dict(
    project_approval="已办", environment="已办", land_approval="已办", land_planning="已办", construction_planning="已办"
)  # fmt: skip
FORMS = "月度进度、前期项目谋划表、新建（竣工）项目情况表、在建项目进展情况表"


def project(code: str, **more: Any) -> dict[str, Any]:
    ordinary = dict(
        code=code, project_name=f"{code}项目", stage="在建", responsible_units="甲镇", total_investment=50000, year_plan=12000
    )  # fmt: skip
    return ordinary | PROCEDURES | more


def reports(code: str, *done: float, **more: Any) -> list[dict[str, Any]]:
    """月度进度 from January on."""
    return [
        dict(code=code, month=dt.date(2022, month, 1), month_done=value, physical_progress="主体", **more)
        for month, value in enumerate(done, 1)
    ]


def todos(office: Office, *types: str) -> list[dict[str, Any]]:
    return [row for row in office.rows(ToDos) if row["type"] in types]


def day(value: dt.datetime | None) -> dt.date | None:
    return None if value is None else value.date()


@shows("S1-06", at=[Projects.substantive_start_due, ToDos.matter, ToDos.days_overdue], commands=["recalc"])
def test_a_collective_start_must_become_a_substantive_one_in_two_months(office: Office) -> None:
    office.opens(
        settings={"due_soon_days": 7},
        projects=[
            project("A", collective_start=dt.date(2022, 7, 31), person_in_charge="张三"),
            project("B", collective_start=dt.date(2022, 8, 12), actual_start=dt.date(2022, 8, 12)),
            project("C", collective_start=dt.date(2022, 7, 31), substantive_start=dt.date(2022, 9, 30)),
            project("D", collective_start=dt.date(2021, 12, 31)),
            project("E", collective_start=dt.date(2022, 8, 31)),
            project("F"),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    # 31 July + 2 months is clipped to 30 September, 31 December to 28 February
    assert [day(row["substantive_start_due"]) for row in office.rows(Projects)] == [
        dt.date(2022, 9, 30), dt.date(2022, 10, 12), dt.date(2022, 9, 30), dt.date(2022, 2, 28), dt.date(2022, 10, 31), None,
    ]  # fmt: skip
    late = todos(office, "集中开工逾期")
    # to 8 October: 8 days from 30 September; 222 from 28 February (31+30+31+30+31+31+30+8)
    assert [(row["project"], row["days_overdue"]) for row in late] == [("A", 8), ("D", 222)]
    assert late[0]["matter"] == (
        "2022年7月31日集中开工，应在2022年9月30日前实质性开工（含当日），至今未实质性开工，已逾期8天"
    )
    assert (late[0]["unit"], late[0]["person"], day(late[0]["due_on"])) == (
        "甲镇",
        "张三",
        dt.date(2022, 9, 30),
    )
    # 实际开工日期 does not stand for 实质性开工日期; 12 October is within 7 days of the 8th
    soon = todos(office, "集中开工临期")
    assert [(row["project"], row["days_overdue"]) for row in soon] == [("B", None)]


@shows("S0-22", at=[Projects.land_start_due, Projects.days_to_start, ToDos.days_overdue], commands=["recalc"])
def test_land_must_be_built_on_within_a_month(office: Office) -> None:
    office.opens(
        projects=[
            project("A", land_acquired=dt.date(2022, 1, 31), actual_start=dt.date(2022, 2, 28)),
            project("B", land_acquired=dt.date(2022, 8, 31)),
            project("C", land_acquired=dt.date(2022, 9, 8)),
            project("D", land_acquired=dt.date(2022, 9, 9)),
            project("E", land_acquired=dt.date(2022, 3, 1), stage="竣工"),
        ]
    )
    office.run("recalc", "--month", "2022-09")
    rows = office.rows(Projects)
    assert [day(row["land_start_due"]) for row in rows] == [
        dt.date(2022, 2, 28), dt.date(2022, 9, 30), dt.date(2022, 10, 8), dt.date(2022, 10, 9), dt.date(2022, 4, 1),
    ]  # fmt: skip
    assert [row["days_to_start"] for row in rows] == [28, None, None, None, None]
    # on 8 October B is 8 days late; C's last day is today; a finished project is asked for nothing
    assert [(row["project"], row["days_overdue"]) for row in todos(office, "拿地未开工")] == [("B", 8)]
    assert [row["project"] for row in todos(office, "拿地开工临期")] == ["C", "D"]


@shows("S0-22", "S1-06", at=[Milestones.days_overdue, Projects.land_start_due], commands=["recalc"])
def test_holidays_postpone_deadlines_and_working_days_know_make_up_saturdays(office: Office) -> None:
    """1 to 7 October 2022 are a holiday; Saturday the 8th and Sunday the 9th are worked for it."""
    office.opens(
        settings={"overdue_days": "工作日", "postpone": "是"},
        projects=[project("A", land_acquired=SEPTEMBER)],
        milestones=[
            dict(code="A", number=1, planned_on=dt.date(2022, 9, 30)),
            dict(code="A", number=2, planned_on=dt.date(2022, 10, 1)),
            dict(code="A", number=3, planned_on=dt.date(2022, 9, 30), completed_on=dt.date(2022, 10, 7)),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    # until 8 October: one day worked after 30 September; 1 October moves to the 8th itself; none up to the 7th
    assert [row["days_overdue"] for row in office.rows(Milestones)] == [1, 0, 0]
    assert day(office.row(Projects, code="A")["land_start_due"]) == dt.date(2022, 10, 8)


def opens_reports(office: Office, **settings: Any) -> None:
    received = [
        ("甲镇", "前期项目谋划表", dt.date(2022, 9, 25)),
        ("乙镇", "新建(竣工)项目情况表", dt.date(2022, 9, 26)),
    ]
    office.opens(
        settings={"report_forms": FORMS, **settings},
        units=[dict(unit="甲镇", liaison="张三"), dict(unit="乙镇"), dict(unit="丙镇")],
        projects=[
            project("A", stage="储备"),
            project("B", stage="新开工", responsible_units="乙镇、甲镇"),
            project("C", stage="在建", responsible_units="丙镇"),
        ],
        monthly_progress=reports("C", *[1000] * 9, reported_on=dt.date(2022, 9, 20)),
        submissions=[
            dict(unit=unit, month=SEPTEMBER, form=form, received_on=received_on)
            for unit, form, received_on in received
        ],
    )


def states(office: Office) -> list[tuple[str, str, str]]:
    return [(row["unit"], row["form"], row["state"]) for row in office.rows(Submissions)]


@shows("S1-09", at=[Submissions.form, Submissions.state], commands=["recalc"])
def test_every_form_due_has_a_row_and_the_25th_is_in_time(office: Office) -> None:
    opens_reports(office)
    office.run("recalc", "--month", "2022-09")
    assert states(office) == [
        ("甲镇", "前期项目谋划表", "按时"),  # the 25th included
        ("乙镇", "新建(竣工)项目情况表", "迟报"),  # the 26th
        ("甲镇", "月度进度", "缺报"),
        ("乙镇", "月度进度", "缺报"),
        ("丙镇", "月度进度", "按时"),  # its one project was reported on 20 September
        ("丙镇", "在建项目进展情况表", "缺报"),
    ]
    office.run("recalc", "--month", "2022-09")
    assert len(office.rows(Submissions)) == 6


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2022-09-19", None),
        ("2022-09-20", "第1次催报"),
        ("2022-09-23", "第2次催报"),
        ("2022-09-25", "第2次催报"),
        ("2022-09-26", "已逾期1天"),
    ],
)
@shows("S1-09", at=[ToDos.type, ToDos.matter], commands=["recalc"])
def test_reports_are_chased_on_the_20th_and_the_23rd_and_are_late_on_the_26th(
    office: Office, today: str, said: str | None
) -> None:
    opens_reports(office)
    office.run("recalc", "--month", "2022-09", today=today)
    chased = [(row["unit"], row["matter"]) for row in todos(office, "催报")]
    owed = [("甲镇", "月度进度"), ("乙镇", "月度进度"), ("丙镇", "在建项目进展情况表")]
    expected = [
        (unit, f"2022年9月“{form}”没有报来，2022年9月25日截止（含当日），{said}")
        for unit, form in owed
        if said
    ]
    assert chased == expected
    if said:
        assert todos(office, "催报")[0]["person"] == "张三"


def test_reports_due_in_the_next_month_are_chased_in_it(office: Office) -> None:
    opens_reports(office, report_month="次月", chase_days="20、31")
    office.run("recalc", "--month", "2022-09", today="2022-09-30")
    assert todos(office, "催报") == []
    assert [state for *_, state in states(office)][:2] == ["按时", "按时"]  # due on 25 October
    office.run("recalc", "--month", "2022-09", today="2022-10-20")
    assert todos(office, "催报")[0]["matter"].endswith("2022年10月25日截止（含当日），第1次催报")


@shows("S1-16", "S1-19", at=[ToDos.matter, Findings.message], commands=["recalc"])
def test_procedures_not_done_are_counted_and_may_not_be_left_blank(office: Office) -> None:
    office.opens(
        projects=[
            project("A", stage="新开工", environment="未办", land_planning=None, service_officer="李四"),
            project("B", stage="在建", land_approval="办理中", construction_planning="不需办理"),
            project("C", stage="前期", environment="未办"),
            project("D", stage="竣工", project_approval=None),
            project("E", stage="在建", construction_planning="未办"),
        ]
    )
    office.run("recalc", "--month", "2022-09")
    found = todos(office, "手续未办")
    assert [(row["project"], row["person"], row["matter"]) for row in found] == [
        ("A", "李四", "环评审批手续未办、用地规划手续没有填写（5项手续中2项未办）"),
        ("E", None, "建设规划手续未办（5项手续中1项未办）"),
    ]
    blank = [line for line in office.findings() if "前期进展情况不能留空" in line]
    assert [line.split(" ")[0] for line in blank] == ["疑点", "疑点"]
    assert [row["project"] for row in office.rows(Findings) if "前期进展情况" in row["message"]] == ["A", "D"]
    assert "用地规划手续没有填写" in blank[0] and "审批核准备案手续没有填写" in blank[1]


def plan(code: str, step: float, **more: Any) -> dict[str, Any]:
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return dict(code=code, year=2022) | {name: step * number for number, name in enumerate(months, 1)} | more


@shows("S1-17", at=[WallChart.mar, WallChart.sep, Findings.message, MonthlyPlans.dec], commands=["recalc"])
def test_month_plans_add_up_to_the_quarter_and_the_year_and_the_chart_says_what_a_quarter_lacks(
    office: Office,
) -> None:
    office.opens(
        projects=[project("A"), project("B", year_plan=9000), project("C")],
        monthly_plans=[plan("A", 1000), plan("B", 1000), plan("C", 1000, may=3500)],
        monthly_progress=[
            *reports("A", 1000, 1000, 500, 1500, *[1000] * 4),
            *reports("B", *[1000] * 8),
            *reports("C", *[1000] * 8),
        ],
        milestones=[dict(code="A", number=1, milestone="封顶", planned_on=dt.date(2022, 9, 10))],
    )
    office.run("recalc", "--month", "2022-08")
    chart = office.row(WallChart, code="A")
    # by March 2500 of 3000; by June 6000 of 6000; to September's 9000 the 8000 done lack 1000
    assert chart["mar"] == "●绿\n季末欠500.00万元"
    assert chart["jun"] == "●绿"
    assert chart["sep"] == "◇封顶\n本季还需1,000.00万元"
    findings = [line for line in office.findings() if MonthlyPlans.title in line]
    assert any("12月累计计划 12000 与项目清单年计划投资 9000 不一致" in line for line in findings)
    assert any("5月累计计划 3500 小于4月 4000" in line for line in findings)
    assert len(findings) == 2


@shows(
    "S3-05",
    at=[Milestones.state, Milestones.person_in_charge, WallChart.sep, WallChart.nov],
    commands=["recalc"],
)
def test_nodes_by_month_and_person_have_their_state_on_the_sheet_and_on_the_chart(office: Office) -> None:
    nodes = [
        ("张三", "封顶", dt.date(2022, 9, 20), dt.date(2022, 9, 18), "按期完成", None, 0),
        ("李四", "围墙", dt.date(2022, 9, 20), dt.date(2022, 9, 22), "逾期完成", None, 2),
        ("李四", "管网", dt.date(2022, 9, 30), None, "逾期未完成", None, 8),
        ("张三", "装修", dt.date(2022, 10, 12), None, "临期", None, 0),
        ("张三", "验收", dt.date(2022, 11, 30), None, "未到期", None, 0),
    ]
    office.opens(
        projects=[project("A", year_target="年底竣工")],
        milestones=[
            dict(
                code="A",
                number=n,
                milestone=name,
                person_in_charge=person,
                planned_on=planned,
                completed_on=done,
            )
            for n, (person, name, planned, done, *_) in enumerate(nodes, 1)
        ],
    )
    office.run("recalc", "--month", "2022-09")
    rows = office.rows(Milestones)
    assert [row["state"] for row in rows] == [node[4] for node in nodes]
    assert [row["days_overdue"] for row in rows] == [node[6] for node in nodes]
    chart = office.row(WallChart, code="A")
    assert chart["sep"].splitlines()[1:4] == ["◆封顶", "◆围墙", "✕管网"]
    assert chart["oct"] == "◇装修" and chart["nov"] == "◇验收"


@shows(
    "S2-13",
    at=[MonthlyProgress.report_state, MonthlyProgress.reporter, MonthlyProgress.deviation],
    commands=["recalc"],
)
def test_monthly_reports_by_a_named_person_are_held_against_plan_and_nodes(office: Office) -> None:
    days = [dt.date(2022, 7, 25), dt.date(2022, 8, 26), None]
    office.opens(
        projects=[project("A")],
        monthly_progress=[
            dict(code="A", month=dt.date(2022, month, 1), month_done=done, reporter="王五", reported_on=on)
            for month, done, on in zip((7, 8, 9), (7000, 400, None), days, strict=True)
        ],
        milestones=[dict(code="A", number=1, milestone="封顶", planned_on=dt.date(2022, 8, 31))],
    )
    office.run("recalc", "--month", "2022-09")
    rows = office.rows(MonthlyProgress)
    assert [row["report_state"] for row in rows] == ["按时", "迟报", "缺报"]
    assert [row["reporter"] for row in rows] == ["王五"] * 3
    # 7000/12000 − 7/12 = 0; 7400/12000 − 8/12 = −5 points; September: 7400/12000 − 9/12 = −13.33
    assert [round(row["deviation"], 2) for row in rows] == [0, -5, -13.33]
    assert office.row(Milestones, code="A")["days_overdue"] == 38  # 31 August to 8 October


GROUPS: Sequence[tuple[str, ...]] = (
    ("project_name", "category", "content", "location", "total_investment", "responsible_units"),
    ("year_plan", "year_target", "planned_start", "planned_completion"),
    ("month_done", "invested_to_date", "year_done", "investment_rate", "deviation", "open_issues"),
)
"""基本概况, 建设目标, 具体任务进展 (龙项目办〔2022〕3号)."""


@shows(
    "S2-14",
    at=[Projects.content, Projects.year_target, Projects.year_done, Projects.invested_to_date],
    commands=["recalc"],
)
def test_the_ledger_of_a_project_says_what_it_is_what_it_aims_at_and_how_far_it_is(office: Office) -> None:
    office.opens(
        projects=[
            project(
                "A", category="政府投资", content="厂房", location="甲镇", invested_before=5000, year_target="封顶",
                planned_start=dt.date(2021, 3, 1), planned_completion=dt.date(2023, 6, 30),
            )
        ],
        monthly_progress=reports("A", *[1000] * 9),
    )  # fmt: skip
    office.run("recalc", "--month", "2022-09")
    row = office.row(Projects, code="A")
    assert all(row[name] is not None for group in GROUPS for name in group)
    # 9 × 1000 = 9000 this year, + 5000 before; 9000/12000 = 75%, on plan
    assert [row[name] for name in GROUPS[2]] == [1000, 14000, 9000, 0.75, 0, 0]


@shows("S2-17", at=[Projects.stage, Projects.light, Projects.reason], commands=["recalc"])
def test_every_stage_from_the_first_idea_to_production_has_its_light(office: Office) -> None:
    stages = ("谋划", "储备", "前期", "新开工", "在建", "竣工", "投产")
    office.opens(
        projects=[project(stage, stage=stage) for stage in stages],
        monthly_progress=[row for stage in stages for row in reports(stage, *[1000] * 9)],
    )
    office.run("recalc", "--month", "2022-09")
    rows = office.rows(Projects)
    assert [row["light"] for row in rows] == ["灰", "灰", "灰", "绿", "绿", "绿", "绿"]
    assert [row["reason"] for row in rows][:3] == [f"前期阶段（{stage}），不亮灯。" for stage in stages[:3]]
    assert [row["reason"] for row in rows][5:] == [f"已完工：项目阶段为{stage}。" for stage in stages[5:]]


@shows("K7", at=[MonthlyProgress.as_of, MonthlyProgress.month_done, Findings.message], commands=["recalc"])
def test_a_month_counts_as_reported_up_to_its_cut_off_day_which_must_lie_in_it(office: Office) -> None:
    office.opens(
        projects=[project("A")],
        monthly_progress=[
            dict(code="A", month=dt.date(2022, 8, 1), month_done=8000, as_of=dt.date(2022, 8, 25)),
            dict(code="A", month=SEPTEMBER, month_done=1000, as_of=dt.date(2022, 8, 31), forecast="能够完成"),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    # what was reported for September counts as September's, whenever it was cut off: 9000/12000 = 75%
    assert office.row(Projects, code="A")["investment_rate"] == 0.75
    found = [line for line in office.findings() if "截至日期" in line]
    assert len(found) == 1 and "截至日期 2022-08-31 不在 2022-09 内" in found[0]
