"""亮灯机制：the light rules of the sources, run on a workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any

from support.linear_projects import project, reports
from support.mechanisms import shows
from support.office import Office
from support.typed import add_rows, choose

from addin.schema import (
    MONTH_COLUMNS,
    Findings,
    Indicators,
    Inspections,
    Issues,
    LightLabels,
    LightRegister,
    LightRules,
    MonthlyProgress,
    Parameters,
    Projects,
    ToDos,
)

MONTHS = [dt.date(2022, month, 1) for month in range(1, 6)]


def rule(scheme: str, measure: str, level: int, comparison: str, threshold: object) -> dict[str, Any]:
    return dict(
        scheme=scheme, enabled="是", measure=measure, level=level, comparison=comparison, threshold=threshold,
        source="本办规定",
    )  # fmt: skip


def labels(scheme: str, **colours: int | None) -> list[dict[str, Any]]:
    """颜色标签: label=level; None is 不亮灯."""
    return [dict(scheme=scheme, level=level, label=label) for label, level in colours.items()]


def lights(office: Office) -> dict[str, str]:
    return {row["code"]: row["light"] for row in office.rows(Projects)}


@shows(
    "S3-01", "S3-02", at=[Projects.light, Projects.reason, MonthlyProgress.lag_months], commands=["recalc"]
)
def test_two_months_behind_are_yellow_three_are_red_and_one_is_only_watched(office: Office) -> None:
    """宁波: plan 12000 linear, done by month 1000, 1900, 2900, 3700, 5200 → 绿, 绿（关注）, 黄, 红, 绿."""
    done = [1000, 900, 1000, 800, 1500]
    office.opens(
        projects=[
            dict(
                code="A",
                project_name="甲项目",
                stage="在建",
                responsible_units="甲镇",
                total_investment=50000,
                year_plan=12000,
            )
        ],
        monthly_progress=[
            dict(code="A", month=month, month_done=value) for month, value in zip(MONTHS, done, strict=True)
        ],
    )
    lights = []
    for month in range(1, 6):
        office.run("recalc", "--month", f"2022-0{month}")
        lights.append(office.row(Projects, code="A")["light"])
        if month == 2:
            assert office.row(Projects, code="A")["reason"].startswith("关注")
    assert lights == ["绿", "绿", "黄", "红", "绿"]
    assert [row["lag_months"] for row in office.rows(MonthlyProgress)] == [0, 1, 2, 3, 0]


@shows(
    "K2", at=[LightLabels.level, LightLabels.label, LightRules.threshold, Projects.light], commands=["recalc"]
)
def test_schemes_of_four_and_of_five_colours_are_typed_into_the_rules_sheets(office: Office) -> None:
    """Blue is 「finished」 in one and 「ahead of plan」 in the other; orange is level 2.

    Due by September 9000. A −5 points (8400), B −15 (7200), C −25 (6000), D +5 (9600), E finished in August.
    """
    office.opens(
        projects=[
            *[project(code) for code in "ABCD"],
            project("E", actual_completion=dt.date(2022, 8, 20)),
        ],
        monthly_progress=[
            row
            for code, total in zip("ABCDE", (8400, 7200, 6000, 9600, 8000), strict=True)
            for row in reports(code, total, *[0] * (7 if code == "E" else 8))
        ],
    )
    deviation = "进度偏差"
    add_rows(office, LightRules, [rule("四色", deviation, 1, "≤", -10), rule("四色", deviation, 3, "≤", -20)])
    add_rows(office, LightLabels, labels("四色", 蓝=-1, 绿=0, 黄=1, 红=3, 灰=None))
    choose(office, light_scheme="四色")
    office.run("recalc", "--month", "2022-09")
    assert lights(office) == {"A": "绿", "B": "黄", "C": "红", "D": "绿", "E": "蓝"}
    five = [(1, "≤", -5), (2, "≤", -15), (3, "≤", -25), (-1, "≥", 5)]
    add_rows(office, LightRules, [rule("五色", deviation, *row) for row in five])
    add_rows(office, LightLabels, labels("五色", 蓝=-1, 绿=0, 黄=1, 橙=2, 红=3, 灰=None))
    choose(office, light_scheme="五色")
    office.run("recalc", "--month", "2022-09")
    assert lights(office) == {"A": "黄", "B": "橙", "C": "红", "D": "蓝", "E": "蓝"}


def test_a_preset_copied_under_another_name_lights_by_its_own_threshold(office: Office) -> None:
    """进度偏差 −9.99 is green in 银川 (≤ −10) and yellow in the copy (≤ −9)."""
    office.opens(projects=[project("A")], monthly_progress=reports("A", 7801.2, *[0] * 8))
    copied = [
        {**row, "scheme": "本市"} | ({"threshold": -9} if row["threshold"] == -10 else {})
        for row in office.rows(LightRules)
        if row["scheme"] == "银川"
    ]
    add_rows(
        office, LightRules, [{k: v for k, v in row.items() if k and k != "行标识" and v} for row in copied]
    )
    found = []
    for scheme in ("银川", "本市"):
        choose(office, light_scheme=scheme)
        office.run("recalc", "--month", "2022-09")
        found.append(office.row(Projects, code="A")["light"])
    assert found == ["绿", "黄"]
    assert "规则：进度偏差≤−9亮黄灯" in office.row(Projects, code="A")["reason"]


@shows("K1", at=[LightRegister.rule, LightRegister.reason, Projects.reason], commands=["recalc"])
def test_the_worst_rule_wins_and_the_reason_names_every_rule_that_lit(office: Office) -> None:
    """银川: −10 points is yellow, planned to start in July and not started by September (3 months) is red.

    From July on a month's task is 12000 ÷ 6 = 2000: 6000 due, 4800 done, −10 points.
    """
    office.opens(
        settings={"light_scheme": "银川"},
        projects=[project("A", planned_start=dt.date(2022, 7, 5))],
        monthly_progress=[
            dict(code="A", month=dt.date(2022, month, 1), month_done=1600) for month in (7, 8, 9)
        ],
    )
    office.run("recalc", "--month", "2022-09")
    row = office.row(Projects, code="A")
    assert row["light"] == "红"
    assert row["reason"] == (
        "投资完成率比时序进度低10.00个百分点；计划2022年7月开工，截至2022年9月未开工，逾期3个月（含当月）。"
        "年度计划12,000.00万元，截至2022年9月应完成6,000.00万元（线性），实际完成4,800.00万元，投资完成率40.00%，"
        "时序进度50.00%，低10.00个百分点。"
        "规则：进度偏差≤−10亮黄灯；开工逾期月数≥1亮黄灯、≥3亮红灯（依据：银川市公开报道，2025年）。"
    )
    registered = office.row(LightRegister, code="A", month=dt.datetime(2022, 9, 1))
    assert registered["rule"] == "银川：进度偏差≤−10亮黄灯；开工逾期月数≥1亮黄灯、≥3亮红灯"


@shows(
    "K3", at=[MonthlyProgress.basis, MonthlyProgress.scheduled_progress, Projects.reason], commands=["recalc"]
)
def test_the_base_is_the_monthly_plan_where_there_is_one_and_linear_without(office: Office) -> None:
    """A plans 100 a month to August and 11200 at the end; linear would ask 1000 a month."""
    slow = dict(zip(MONTH_COLUMNS, [*range(100, 900, 100), 900, 1000, 1100, 12000], strict=True))
    office.opens(
        projects=[project("A"), project("B")],
        monthly_plans=[dict(code="A", year=2022, **slow)],
        monthly_progress=[*reports("A", 100), *reports("B", 100)],
    )
    office.run("recalc", "--month", "2022-01")
    rows = {row["code"]: row for row in office.rows(MonthlyProgress)}
    assert [(rows[code]["basis"], rows[code]["behind"]) for code in "AB"] == [
        ("月度计划", "否"),
        ("线性", "是"),
    ]
    assert rows["A"]["scheduled_progress"] == 0.008333333  # 100 ÷ 12000
    assert rows["B"]["scheduled_progress"] == 0.083333333  # 1000 ÷ 12000, to nine places
    assert "应完成1,000.00万元（线性）" in office.row(Projects, code="B")["reason"]
    choose(office, basis="线性")
    office.run("recalc", "--month", "2022-01")
    assert {row["basis"] for row in office.rows(MonthlyProgress)} == {"线性"}


@shows(
    "S0-17",
    "K4",
    at=[Projects.lit_count, ToDos.matter, Inspections.type, Parameters.value],
    commands=["recalc"],
)
def test_two_lights_in_a_year_bring_a_special_inspection_counted_by_months_or_by_spells(
    office: Office,
) -> None:
    """完成比 (武汉) < 0.8 yellow: A is lit in March, April and July, B in March alone, C in March and April.

    A done by month 1000, 2000, 2000 (67%), 3000 (75%), 5000, 6000, 5000 (a correction; 71%), 8000, 9000.
    """
    lit_thrice = [1000, 1000, 0, 1000, 2000, 1000, -1000, 3000, 1000]
    office.opens(
        settings={"light_scheme": "武汉"},
        projects=[project("A", person_in_charge="张某"), project("B"), project("C")],
        monthly_progress=[
            *reports("A", *lit_thrice, remarks="核减"),
            *reports("B", 1000, 1000, 0, 2000, *[1000] * 5),
            *reports("C", 1000, 1000, 0, 1000, 2000, *[1000] * 4),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    counts = {row["code"]: row["lit_count"] for row in office.rows(Projects)}
    assert counts == {"A": 3, "B": 1, "C": 2}
    todos = {row["project"]: row for row in office.rows(ToDos) if row["type"] == "专项督查"}
    assert sorted(todos) == ["A", "C"]
    assert todos["A"]["matter"] == (
        "2022年内亮灯3次（3月黄灯、4月黄灯、7月黄灯），已达2次，请开展专项督查、复盘问责"
    )
    assert (todos["A"]["unit"], todos["A"]["person"], todos["A"]["place"]) == ("甲局", "张某", "督查记录")
    choose(office, lit_counting="次")
    office.run("recalc", "--month", "2022-09")
    counts = {row["code"]: row["lit_count"] for row in office.rows(Projects)}
    assert counts == {"A": 2, "B": 1, "C": 1}
    assert [row["project"] for row in office.rows(ToDos) if row["type"] == "专项督查"] == ["A"]
    choose(office, inspection_after=3, lit_counting="月")
    add_rows(
        office, Inspections, [dict(number="D1", type="专项督查", code="C", held_on=dt.date(2022, 5, 10))]
    )
    office.run("recalc", "--month", "2022-09")
    assert [row["project"] for row in office.rows(ToDos) if row["type"] == "专项督查"] == ["A"]
    choose(office, inspection_after=2)
    office.run("recalc", "--month", "2022-09")
    assert [row["project"] for row in office.rows(ToDos) if row["type"] == "专项督查"] == ["A"]


@shows(
    "S2-16", "K9",
    at=[Projects.exemption_reason, Projects.exemption_document, Projects.lag_months, Projects.light, Findings.cell],
    commands=["recalc"],
)  # fmt: skip
def test_an_exempt_month_neither_counts_nor_breaks_a_streak_and_needs_an_approval_number(
    office: Office,
) -> None:
    """100 behind in January and in March, in February the site is closed for heavy pollution.

    Exempt: 1 + 1 = 2 months in March, 黄; February 灰. Without the approval number: three months behind, 红.
    C is in its early stage: 灰.
    """
    closed = dict(
        exemption_reason="管控停工", exempt_from=dt.date(2022, 2, 1), exempt_until=dt.date(2022, 2, 1)
    )
    office.opens(
        projects=[
            project("A", **closed, exemption_document="汴政办〔2022〕3号"),
            project("B", **closed),
            project("C", stage="前期"),
        ],
        monthly_progress=[*reports("A", 900, 0, 900), *reports("B", 900, 0, 900), *reports("C", 900, 0, 900)],
    )
    office.run("recalc", "--month", "2022-03")
    rows = {row["code"]: row for row in office.rows(Projects)}
    assert [(rows[code]["light"], rows[code]["lag_months"]) for code in "AB"] == [("黄", 2), ("红", 3)]
    assert (rows["C"]["light"], rows["C"]["reason"]) == ("灰", "前期阶段（前期），不亮灯。")
    february = office.row(LightRegister, code="A", month=dt.datetime(2022, 2, 1))
    assert (february["light"], february["reason"]) == (
        "灰", "豁免（2022年2月至2022年2月）：管控停工，批准文号汴政办〔2022〕3号。",
    )  # fmt: skip
    refused = office.row(Findings, message="豁免没有豁免批准文号，不予豁免")
    assert (refused["level"], refused["project"]) == ("错误", "B")


def test_a_wrong_rule_weight_or_tier_is_said_at_its_cell_and_the_rest_goes_on(office: Office) -> None:
    """宁波 with three rows that cannot be used beside its own: the project behind for two months is still 黄."""
    office.opens(
        projects=[project("A")],
        monthly_progress=reports("A", 900, 900),
        units=[dict(unit="甲局", type="部门", ranking_group="部门")],
        issues=[dict(number="W1", code="A", description="缺资金", tier="省级会商")],
    )
    rules = len(office.rows(LightRules)) + 4
    add_rows(
        office,
        LightRules,
        [
            rule("宁波", "天气", 1, "≥", 1),
            rule("宁波", "进度偏差", 1, "≤", "负十"),
            rule("宁波", "完成比", 5, "<", 0.8),
            rule("宁波", "缺报月数", 1, "大于", 1),
        ],
    )
    weights = [row["weight"] for row in office.rows(Indicators) if row["scheme"] == "默认"]
    assert weights == [60, 15, 15, 10]
    office.type(Indicators, 3, weight=20)
    office.run("recalc", "--month", "2022-02")
    row = office.row(Projects, code="A")
    assert (row["light"], row["reason"].startswith("连续2个月低于进度要求")) == ("黄", True)
    asked = (LightRules.title, Issues.title, Indicators.title)
    said = [
        line
        for line in office.findings()
        if line.split(" ")[0] in ("错误", "疑点") and line.split(" ")[1].split("!")[0] in asked
    ]
    assert said == [
        f"错误 亮灯规则!D{rules} 没有“天气”这个指标，本行规则不起作用",
        f"错误 亮灯规则!H{rules + 1} 阈值“负十”不是数字，按空白处理",
        f"错误 亮灯规则!F{rules + 2} 级别只能是 −1、0、1、2、3，本行规则不起作用",
        f"错误 亮灯规则!G{rules + 3} 比较“大于”不在可选值中，按空白处理",
        "疑点 问题清单!M4 当前层级不在会商机制的方案“宁波三级协调”中",
        "疑点 考核指标!E7 考核方案“默认”中组别“部门”的权重合计为110，不是100",
    ]
