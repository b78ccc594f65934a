"""现场机制：inspections, site visits and patrols, run on a workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.mechanisms import shows
from support.office import Office

from addin.schema import Findings, Inspections, Issues, Patrols, SiteVisits, ToDos
from addin.schema.supervising import VISIT_KINDS

SETTINGS = {"as_of": dt.date(2022, 9, 1)}
UNITS = [dict(unit=name) for name in ("甲镇", "乙局")]


def day(month: int, number: int) -> dt.date:
    return dt.date(2022, month, number)


def project(code: str, unit: str = "甲镇", **more: Any) -> dict[str, Any]:
    return (
        dict(
            code=code,
            project_name=f"{code}项目",
            stage="在建",
            responsible_units=unit,
            total_investment=50000,
        )
        | more
    )


def to_do(office: Office, *kinds: str) -> list[tuple[Any, ...]]:
    return [
        (row["type"], row["project"], row["unit"], row["matter"], row["place"])
        for row in office.rows(ToDos)
        if row["type"] in kinds
    ]


@shows("S1-10", at=[Inspections.type, Inspections.held_on, Inspections.score, ToDos], commands=["recalc"])
def test_projects_under_construction_without_this_months_inspection_are_listed(office: Office) -> None:
    """A was inspected in September, B only in August, C is not begun; in 2021 the office held none."""
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project("A"), project("B", "乙局"), project("C", stage="前期")],
        inspections=[
            dict(number="D1", type="月度督查", code="A", held_on=day(9, 20), score=90),
            dict(number="D2", type="月度督查", code="B", held_on=day(8, 20), score=80),
            dict(number="D3", type="专项督查", code="B", held_on=day(9, 20)),
        ],
    )
    office.run("recalc")
    assert to_do(office, "月度督查") == [("月度督查", "B", "乙局", "2022年9月还没有月度督查记录", "督查记录")]
    assert office.row(Inspections, number="D1")["score"] == 90


def test_an_office_without_monthly_inspections_is_not_asked_for_them(office: Office) -> None:
    office.opens(
        SETTINGS,
        projects=[project("A")],
        inspections=[dict(number="D1", type="专项督查", code="A", held_on=day(9, 20))],
    )
    office.run("recalc")
    assert to_do(office, "月度督查") == []


@shows(
    "S3-08",
    at=[Inspections.phase, Inspections.plan_check, Inspections.record_check, Inspections.progress_check,
        Inspections.duty_check, Inspections.result_check, Findings],
    commands=["recalc", "suggest"],
)  # fmt: skip
def test_the_five_checks_are_kept_by_phase_and_a_blank_one_is_said_with_its_cell(office: Office) -> None:
    checks = dict(
        plan_check="有方案",
        record_check="有记录",
        progress_check="符合",
        duty_check="到位",
        result_check="见效",
    )
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project("A")],
        inspections=[
            dict(number=f"D{place}", type="五查", phase=phase, code="A", held_on=day(place + 5, 9), **checks)
            for place, phase in enumerate(("前期", "中期", "后期"), 1)
        ]
        + [
            dict(number="D4", type="五查", code="A", held_on=day(9, 9), problems="台账不全", **checks | dict(duty_check=None))
        ],
    )  # fmt: skip
    office.run("recalc")
    said = [one for one in office.findings() if "五查" in one]
    assert said == ["疑点 督查记录!D7 五查记录没有填阶段", "疑点 督查记录!K7 五查记录没有填查履职"]
    answer = office.run("suggest", "--apply")
    (found,) = [one for one in answer.data["suggestions"] if one["kind"] == "问题清单"]
    assert found["rows"] == ["督查记录!D4"]
    row = office.row(Issues, number="W2022-001")
    assert (row["source"], row["code"], row["description"], row["responsible_units"]) == (
        "督查", "A", "台账不全", "甲镇",
    )  # fmt: skip


@shows("S3-10", at=[Patrols.way, Patrols.idle_days, Patrols.notice, Patrols.picture, Findings, ToDos],
       commands=["recalc"])  # fmt: skip
def test_a_site_at_rest_for_a_week_calls_for_an_inspection(office: Office) -> None:
    """否 from 20 to 28 September: 8 days ≥ 7. B stood still for 6 days; C was inspected afterwards."""
    office.path.parent.joinpath("照片").mkdir()
    office.path.parent.joinpath("照片", "A0928.JPG").write_bytes(b"")
    seen = dict(way="视频", running="否")
    office.opens(
        SETTINGS,
        units=UNITS,
        projects=[project(code) for code in "ABC"],
        patrols=[
            dict(code="A", patrolled_on=day(9, 20), picture="A0920.jpg", **seen),
            dict(code="A", patrolled_on=day(9, 28), picture="a0928.jpg", **seen),
            dict(code="B", patrolled_on=day(9, 20), **seen),
            dict(code="B", patrolled_on=day(9, 26), **seen),
            dict(code="C", patrolled_on=day(9, 1), **seen),
            dict(code="C", patrolled_on=day(9, 28), **seen),
        ],
        inspections=[dict(number="D1", type="专项督查", code="C", held_on=day(9, 29))],
    )
    office.run("recalc")
    assert [row["idle_days"] for row in office.rows(Patrols)] == [0, 8, 0, 6, 0, 27]
    assert [row["notice"] for row in office.rows(Patrols)] == [
        None,
        "建议现场督查",
        None,
        None,
        None,
        "建议现场督查",
    ]
    assert to_do(office, "现场督查") == [
        ("现场督查", "A", "甲镇", "2022年9月28日巡查，设备已连续停工8天，建议现场督查", "现场巡查!I5")
    ]
    pictures = [one for one in office.findings() if "照片" in one]
    assert pictures == ["提示 现场巡查!G4 没有找到照片“A0920.jpg”"]


@shows(
    "S4-14",
    at=[SiteVisits.type, SiteVisits.payment_rate, SiteVisits.consistent, Issues.source, Issues.category, ToDos],
    commands=["recalc", "suggest"],
)  # fmt: skip
def test_the_seven_kinds_of_site_visits_compare_report_and_site_and_list_what_they_find(
    office: Office,
) -> None:
    """支付率 of visit n: n × 100 of 1000 = n × 10%; every second one does not agree; one has something wrong."""
    visits = [
        dict(
            number=f"C{place}", type=kind, county="某县", code="A" if place < 7 else None,
            project_name="无码项目" if place == 7 else None, funds_received=1000, funds_paid=100 * place,
            reported_state="主体封顶", seen_state="主体封顶" if place % 2 else "基础施工",
            responsible_unit="乙局", visited_on=day(9, place),
        )
        for place, kind in enumerate(VISIT_KINDS, 1)
    ]  # fmt: skip
    visits[1] |= dict(problems="资金未到位", cause="资金", advice="尽快拨付", due_on=day(9, 30))
    visits[6] |= dict(problems="手续不全", cause="手续")
    visits[2] |= dict(problems="无")
    office.opens(SETTINGS, units=UNITS, projects=[project("A")], site_visits=visits)
    office.run("recalc")
    rows = office.rows(SiteVisits)
    assert [row["type"] for row in rows] == list(VISIT_KINDS)
    assert [row["payment_rate"] for row in rows] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
    assert [row["consistent"] for row in rows] == ["是", "否", "是", "否", "是", "否", "是"]
    found = to_do(office, "上报不符")
    assert [one[3] for one in found] == [
        f"实地查看C{place}：上报“主体封顶”，现场“基础施工”，请核实" for place in (2, 4, 6)
    ]
    assert {one[1:3] for one in found} == {("A", "乙局")}
    office.run("suggest", "--apply")
    issues = [
        tuple(row[name] for name in ("number", "source", "code", "description", "category", "proposal", "due_on"))
        for row in office.rows(Issues)
    ]  # fmt: skip
    assert issues == [
        ("W2022-001", "实地查看", "A", "资金未到位", "资金", "尽快拨付", dt.datetime(2022, 9, 30)),
        ("W2022-002", "实地查看", None, "无码项目：手续不全", None, None, None),
    ]
    assert [one for one in office.run("suggest").data["suggestions"] if one["kind"] == "问题清单"] == []
