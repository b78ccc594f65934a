"""考核机制：indicators, ways of scoring, points by hand and sample presets, run on a workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.mechanisms import shows
from support.office import Office
from support.ranked_office import (
    EAST,
    LISTS,
    RATE,
    STREETS,
    TURNED,
    TURNED_TABLES,
    WEST,
    Row,
    indicator,
    project,
    reports,
    scores,
    unit_row,
)

from addin.schema import Bonuses, Events, Inspections, Issues, Parameters, Rankings, Submissions


@shows("S1-05", at=[Events.score, Events.comments, Rankings.score, Rankings], commands=["recalc"])
def test_the_half_years_visits_are_scored_and_the_scores_rank_the_units(office: Office) -> None:
    visit = dict(type="观摩", comments="现场整洁，进度偏慢")
    rows = [
        indicator("投资完成率", 60, over_period="期末"),
        indicator("观摩得分", 40, "100", over_period="期末"),
    ]
    office.opens(
        indicators=rows,
        events=[
            dict(number="G1", held_on=dt.date(2022, 5, 20), code="E", score=80, **visit),
            dict(number="G2", held_on=dt.date(2022, 6, 30), code="E", score=90, **visit),
            dict(number="G3", held_on=dt.date(2022, 6, 30), code="W", score=70, **visit),
            dict(number="G4", held_on=dt.date(2022, 7, 1), code="W", score=10, **visit),
            dict(number="J1", type="集中开工", held_on=dt.date(2022, 6, 1), code="E", score=1),
        ],
        **{**TURNED_TABLES, "monthly_progress": [*reports("E", *[600] * 6), *reports("W", *[900] * 6)]},
    )
    office.run("recalc", "--month", "2022-06")
    east, west = unit_row(office, EAST, "半年"), unit_row(office, WEST, "半年")
    assert (east["观摩得分"], west["观摩得分"]) == (85, 70)
    # 东: 60×0.3 + 40×0.85, 西: 60×0.45 + 40×0.70
    assert (round(east["score"], 9), round(west["score"], 9)) == (52, 55)
    assert (east["place"], west["place"]) == (2, 1)
    assert [row["comments"] for row in office.rows(Events)][:3] == ["现场整洁，进度偏慢"] * 3


FORMS = ("前期项目谋划表", "新建（竣工）项目情况表", "在建项目进展情况表")


@shows("S1-08", at=[Submissions.received_on, Submissions.blanks, Rankings.score], commands=["recalc"])
def test_the_three_forms_count_in_time_late_missing_and_with_blanks(office: Office) -> None:
    """东 owes all three (it leads projects of the stages of each), 西 only 在建项目进展情况表."""
    rows = [
        indicator("报送及时率", 50),
        indicator("报送完整率", 30),
        indicator("缺项扣分", 20, "2", "扣分"),
    ]
    september = dt.date(2022, 9, 1)
    office.opens(
        settings={"report_forms": "、".join(FORMS)},
        indicators=rows,
        units=STREETS[:2],
        projects=[
            project("E", EAST),
            project("P", EAST, stage="前期", year_plan=None),
            project("N", EAST, stage="新开工", year_plan=None),
            project("W", WEST),
        ],
        monthly_progress=TURNED,
        submissions=[
            dict(unit=EAST, month=september, form=FORMS[0], received_on=dt.date(2022, 9, 25)),
            dict(
                unit=EAST,
                month=september,
                form="新建(竣工)项目情况表",
                received_on=dt.date(2022, 9, 26),
                blanks=2,
            ),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    east, west = unit_row(office, EAST), unit_row(office, WEST)
    # 东: one in time (the 25th counts), one late with 2 blanks, one missing (1 blank); 西: its one is missing
    assert (round(east["报送及时率"], 9), west["报送及时率"]) == (round(1 / 3, 9), 0)
    assert (round(east["报送完整率"], 9), west["报送完整率"]) == (round(1 / 3, 9), 0)
    assert (east["缺项扣分"], west["缺项扣分"]) == (3, 1)
    # 东: 50÷3 + 30÷3 + (20 − 2×3), 西: 0 + 0 + (20 − 2×1)
    assert (round(east["score"], 6), west["score"]) == (round(80 / 3 + 14, 6), 18)
    # 季考核 is of September too: the forms are due from their first month on
    quarter = unit_row(office, EAST, "季")
    assert quarter["缺项扣分"] == 3
    first = [row["score"] for row in office.rows(Rankings)]
    office.run("recalc")  # now the missing ones stand on 报送登记
    assert [row["score"] for row in office.rows(Rankings)] == first
    assert office.row(Submissions, unit=WEST, form=FORMS[2])["state"] == "缺报"


@shows("S1-10", at=[Inspections.score, Rankings.score], commands=["recalc"])
def test_the_monthly_inspections_go_into_the_years_assessment(office: Office) -> None:
    rows = [indicator("投资完成率", 80), indicator("督查得分", 20, "100", over_period="期末")]
    office.opens(
        indicators=rows,
        inspections=[
            dict(number="D1", type="月度督查", code="E", held_on=dt.date(2022, 3, 1), score=80),
            dict(number="D2", type="月度督查", responsible_unit=EAST, held_on=dt.date(2022, 9, 30), score=90),
            dict(number="D3", type="月度督查", code="E", held_on=dt.date(2022, 10, 1), score=0),
        ],
        **TURNED_TABLES,
    )
    office.run("recalc", "--month", "2022-09")
    east, west = unit_row(office, EAST, "年"), unit_row(office, WEST, "年")
    assert (east["督查得分"], west["督查得分"]) == (85, "—")
    # 东: mean rate 60÷9 %, 督查 85 of 100; 西 was not inspected: its rate alone counts for 100
    assert round(east["score"], 9) == round(80 * 0.6 / 9 + 20 * 0.85, 9)
    assert round(west["score"], 9) == round(100 * (45 * 100 / 12000) / 9, 9)


@shows("S4-13", at=[Issues.due_on, Issues.closed_on, Rankings.score, Rankings.place], commands=["recalc"])
def test_units_are_ranked_by_how_many_of_the_due_problems_they_solved_in_time(office: Office) -> None:
    """化解率 = 按期办结 ÷ 应办结: 发改委 2 of 3, 资规局 1 of 2; a deadline after the month is not due yet."""

    def issue(number: str, unit: str, due: dt.date, done: dt.date | None, **more: Any) -> Row:
        closed = dict(standard="通水", review="通过", closed_on=done) if done else {}
        return dict(number=number, responsible_units=unit, due_on=due, resolved_on=done, **closed, **more)

    may, june, july = dt.date(2022, 5, 31), dt.date(2022, 6, 1), dt.date(2022, 7, 31)
    office.opens(
        indicators=[indicator("化解率")],
        units=[dict(unit=name, type="部门", ranking_group="部门") for name in ("资规局", "发改委", "水利局")],
        projects=[project("A", "资规局")],
        issues=[
            issue("W1", "发改委", may, may),  # on the day itself: in time
            issue("W2", "发改委", may, dt.date(2022, 5, 1)),
            issue("W3", "发改委", may, june),  # a day late
            issue("W4", "资规局", july, july),
            issue("W5", "资规局", july, None),
            issue("W6", "资规局", dt.date(2022, 10, 31), None),
        ],
    )
    office.run("recalc", "--month", "2022-09")
    assert round(unit_row(office, "发改委")["化解率"], 9) == round(2 / 3, 9)
    found = {name: unit_row(office, name)["place"] for name in ("发改委", "资规局", "水利局")}
    assert (unit_row(office, "资规局")["score"], found) == (50, {"发改委": 1, "资规局": 2, "水利局": "—"})


# --- ways of scoring, each by hand --------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # 投资完成率 90, 75, 67.5, 60, 60 %
        (indicator("投资完成率", target="序时进度", ceiling=1.1), [110, 100, 90, 80, 80]),  # 90÷75 is 1.2
        (indicator("投资完成率", target="0.9", floor=0.7), [100, 83.333333, 75, 70, 70]),  # 60÷90 is 0.667
        (
            indicator("投资完成率", target=None, scoring="名次"),
            [100, 80, 60, 40, 40],
        ),  # places 1, 2, 3, 4, 4 of 5
        (
            indicator("投资完成率", scoring="分段", bands="0.75:1；0.65:0.8", floor=0.3),
            [100, 100, 80, 30, 30],
        ),
        # 丙, 丁 and 戊 are red in September (three months behind and more)
        (indicator("红灯数", target="30", scoring="扣分", direction="越低越好"), [100, 100, 70, 70, 70]),
    ],
    ids=["ceiling", "floor", "place", "bands", "deduction"],
)
def test_every_way_of_scoring_gives_what_the_hand_gives(
    office: Office, row: Row, expected: list[float]
) -> None:
    office.opens(indicators=[row], **LISTS)
    office.run("recalc", "--month", "2022-09")
    assert [round(unit_row(office, f"{n}街道")["score"], 6) for n in "甲乙丙丁戊"] == expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        # A of 东 and 西 is at 75%, 东's own B at 0
        ("牵头计1", (37.5, "—")),
        ("各计1", (37.5, 75)),
        ("平均", (25, 75)),  # (9000÷2 + 0) ÷ (12000÷2 + 12000)
    ],
)
def test_a_joint_project_counts_in_three_ways(
    office: Office, mode: str, expected: tuple[object, object]
) -> None:
    office.opens(
        settings={"joint_projects": mode},
        indicators=RATE,
        units=STREETS[:2],
        projects=[project("A", f"{EAST}、{WEST}"), project("B", EAST)],
        monthly_progress=[*reports("A", *[1000] * 9), *reports("B", *[0] * 9)],
    )
    office.run("recalc", "--month", "2022-09")
    assert (scores(office)[EAST], scores(office)[WEST]) == expected


def test_points_by_hand_are_added_and_in_a_quarter_shared_by_its_months(office: Office) -> None:
    grounds = dict(matter="市级通报", grounds="市政办〔2022〕1号")
    office.opens(
        indicators=RATE,
        bonuses=[dict(unit=EAST, month=dt.date(2022, 9, 1), points=-3, **grounds)],
        **TURNED_TABLES,
    )
    office.run("recalc", "--month", "2022-09")
    assert office.rows(Bonuses)[0]["matter"] == "市级通报"
    assert (unit_row(office, EAST)["bonus"], unit_row(office, EAST)["score"]) == (-3, 27)
    # (10 + 20 + 27) ÷ 3
    quarter = unit_row(office, EAST, "季")
    assert (round(quarter["bonus"], 9), round(quarter["score"], 9)) == (-1, 19)


def test_weights_that_do_not_add_up_to_a_hundred_and_a_group_without_indicators_are_said(
    office: Office,
) -> None:
    rows = [
        indicator("投资完成率", 60, ranking_group="街道"),
        indicator("报送及时率", 30, ranking_group="街道"),
    ]
    office.opens(
        units=[*STREETS[:1], dict(unit="水利局", type="部门", ranking_group="部门")],
        indicators=rows,
        projects=[project("E", EAST)],
        monthly_progress=reports("E", *[1000] * 9),
    )
    office.run("recalc", "--month", "2022-09")
    said = [line for line in office.findings() if "考核方案“默认”" in line]
    assert said == [
        "疑点 考核指标! 考核方案“默认”没有组别“部门”的指标，该组单位不排名",
        "疑点 考核指标!E5 考核方案“默认”中组别“街道”的权重合计为90，不是100",
    ]
    assert scores(office) == {EAST: 75, "水利局": "—"}  # 60×0.75 + 30×1


# --- sample presets -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        # 综合奖: 较序时 15 by place (甲 1 of 2), 报送 15, 25 by bands; 开工 and 竣工 have nothing due, 55 shares 100.
        # 甲 90% → 0.96 − band 0.9; 丁 60% → band 0.6: 0.84
        ("综合奖", {"甲局": (25 * 0.96 + 15 + 15) / 55 * 100, "丁局": (25 * 0.84 + 7.5 + 15) / 55 * 100}),
        # 绵阳: 60×1.2 and 60×0.8 beside 报送 10, 70 shares 100
        ("绵阳", {"甲局": (60 * 1.2 + 10) / 70 * 100, "丁局": (60 * 0.8 + 10) / 70 * 100}),
        # 湛河: 40×1.2 and 40×0.8; 报送 10 + 5 + 5 in full; 60 shares 100
        ("湛河", {"甲局": (40 * 1.2 + 20) / 60 * 100, "丁局": (40 * 0.8 + 20) / 60 * 100}),
    ],
)
def test_a_sample_preset_runs_by_changing_one_cell(
    office: Office, scheme: str, expected: dict[str, float]
) -> None:
    office.opens(
        units=[dict(unit=name, type="部门", ranking_group="部门") for name in ("甲局", "丁局")],
        projects=[project("A", "甲局"), project("D", "丁局")],
        monthly_progress=[*reports("A", *[1200] * 9), *reports("D", *[800] * 9)],
    )
    office.run("recalc", "--month", "2022-09")
    at = [row["setting"] for row in office.rows(Parameters)].index("考核方案")
    office.type(Parameters, at, value=scheme)
    office.run("recalc")
    found = {name: round(value, 6) for name, value in scores(office).items()}
    assert found == {name: round(value, 6) for name, value in expected.items()}
    assert not [line for line in office.findings() if "考核指标!" in line]
    assert (unit_row(office, "甲局")["board"], unit_row(office, "丁局")["board"]) == ("红榜", "黑榜")
