"""排名考核机制：ranking and assessment of the sources, run on a workbook."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.mechanisms import shows
from support.office import Office

from addin.schema import (
    Bonuses,
    Events,
    Indicators,
    Inspections,
    Issues,
    Parameters,
    Rankings,
    Submissions,
    ToDos,
)

Row = dict[str, Any]
EAST, WEST, SOUTH = "东街道", "西街道", "南街道"
STREETS: list[Row] = [
    {"unit": name, "type": "乡镇街道", "ranking_group": "街道"} for name in (EAST, WEST, SOUTH)
]


def project(code: str, unit: str, **more: Any) -> Row:
    """12000 万元 a year, 1000 a month on the linear base: 75% are due by September."""
    ordinary = dict(
        code=code,
        project_name=f"{code}项目",
        stage="在建",
        responsible_units=unit,
        total_investment=90000,
        year_plan=12000,
    )
    return {**ordinary, **more}


def reports(code: str, *amounts: float, day: int = 20) -> list[Row]:
    """One report a month from January on, in on the 20th."""
    return [
        dict(
            code=code,
            month=dt.date(2022, month, 1),
            month_done=amount,
            physical_progress="主体施工",
            reported_on=dt.date(2022, month, day),
        )
        for month, amount in enumerate(amounts, 1)
    ]


def indicator(
    name: str, weight: float = 100, target: object = "1", scoring: str = "比例", **more: Any
) -> Row:
    return dict(scheme="默认", indicator=name, weight=weight, target=target, scoring=scoring, **more)


def unit_row(office: Office, unit: str, period: str = "月") -> Row:
    return office.row(Rankings, period=period, object="单位", object_name=unit)


def scores(office: Office, period: str = "月") -> dict[str, object]:
    return {
        row["object_name"]: row["score"]
        for row in office.rows(Rankings)
        if (row["period"], row["object"]) == (period, "单位")
    }


RATE = [indicator("投资完成率")]


@shows(
    "S0-18",
    at=[Rankings.score, Rankings.place, Rankings.place_before, Rankings.movement, Rankings.remarks],
    commands=["recalc"],
)
def test_units_are_scored_on_what_they_really_did_and_their_places_move(office: Office) -> None:
    """默认: 投资完成率 60 against 序时进度 (at most 1.2 times), 开工率 15, 节点按期率 15, 报送及时率 10."""
    office.opens(
        units=STREETS,
        projects=[
            project("E", EAST, planned_start=dt.date(2022, 1, 5), actual_start=dt.date(2022, 1, 5)),
            project("W", WEST, planned_start=dt.date(2022, 1, 5)),
        ],
        milestones=[
            dict(code="E", number=1, planned_on=dt.date(2022, 5, 1), completed_on=dt.date(2022, 5, 1)),
            dict(code="E", number=2, planned_on=dt.date(2022, 9, 1)),
            dict(code="W", number=1, planned_on=dt.date(2022, 5, 1), completed_on=dt.date(2022, 4, 30)),
        ],
        monthly_progress=[*reports("E", *[0] * 8, 9000), *reports("W", *[600] * 9)],
    )
    office.run("recalc", "--month", "2022-09")
    east, west, idle = (unit_row(office, name) for name in (EAST, WEST, SOUTH))
    # 东: 60×(0.75÷0.75) + 15×1 + 15×(1÷2) + 10×1; 西: 60×(5400÷9000) + 15×0 + 15×1 + 10×1
    assert (east["score"], west["score"], idle["score"]) == (92.5, 61, "—")
    # August: 东 60×0 + 15 + 15 + 10 = 40, 西 36 + 0 + 15 + 10 = 61
    assert (east["place"], east["place_before"], east["movement"]) == (1, 2, "↑1")
    assert (west["place"], west["place_before"], west["movement"]) == (2, 1, "↓1")
    assert (idle["place"], idle["remarks"]) == ("—", "无应考核事项")
    assert (
        west["remarks"] == "投资完成率36.00分、开工率（截至本月）0.00分、节点按期率15.00分、报送及时率10.00分"
    )


# 东 does nothing until June, then 1200 a month; 西 100 a month: 投资完成率 10, 20, 30% against 5.83, 6.67, 7.5%.
TURNED = [*reports("E", *[0] * 6, 1200, 1200, 1200), *reports("W", *[100] * 9)]
TURNED_TABLES: dict[str, Any] = dict(
    units=STREETS[:2], projects=[project("E", EAST), project("W", WEST)], monthly_progress=TURNED
)


@shows(
    "S1-04",
    at=[Rankings.period, Rankings.score, Rankings.place, Rankings.movement, Indicators.over_period],
    commands=["recalc", "rank"],
)
def test_one_sheet_holds_month_quarter_half_year_and_year_each_against_the_period_before(
    office: Office,
) -> None:
    office.opens(indicators=RATE, **TURNED_TABLES)
    office.run("recalc", "--month", "2022-09")
    east = {period: unit_row(office, EAST, period) for period in ("月", "季", "半年", "年")}
    # (10 + 20 + 30) ÷ 3 for the quarter and the half-year so far, (10 + 20 + 30) ÷ 9 for the year so far
    found = {period: round(row["score"], 9) for period, row in east.items()}
    assert found == {"月": 30, "季": 20, "半年": 20, "年": round(60 / 9, 9)}
    # second quarter and first half-year: 东 0, 西 ahead; 2021 is not on the ledger
    assert [east[period]["movement"] for period in ("月", "季", "半年", "年")] == ["—", "↑1", "↑1", None]
    assert [east[period]["place_before"] for period in ("月", "季", "半年", "年")] == [1, 2, 2, "—"]


def test_an_indicator_taken_at_the_periods_end_counts_its_last_month_instead_of_the_mean(
    office: Office,
) -> None:
    rows = [indicator("投资完成率", 80, over_period="期末"), indicator("报送及时率", 20)]
    progress = [*reports("E", *[0] * 6, 1200, 1200, 1200), *reports("W", *[100] * 9)]
    progress[6]["reported_on"] = dt.date(2022, 7, 26)  # July came in late
    office.opens(indicators=rows, **{**TURNED_TABLES, "monthly_progress": progress})
    office.run("recalc", "--month", "2022-09")
    # 30% at the end of September; reports of the quarter in time 0, 1, 1
    east = unit_row(office, EAST, "季")
    assert round(east["score"], 9) == round(80 * 0.3 + 20 * 2 / 3, 9)
    assert east["投资完成率"] == 0.3
    assert east["remarks"] == "投资完成率24.00分、报送及时率13.33分"


def test_ranking_one_period_leaves_the_rows_of_the_others_and_recalc_writes_all_again(office: Office) -> None:
    office.opens(indicators=RATE, **TURNED_TABLES)
    office.run("recalc", "--month", "2022-09")
    before = office.rows(Rankings)
    office.run("rank", "--period", "季", "--month", "2022-06")
    rows = office.rows(Rankings)
    assert [row for row in rows if row["period"] != "季"] == [row for row in before if row["period"] != "季"]
    quarter = [row for row in rows if row["period"] == "季"]
    assert {row["month"] for row in quarter} == {dt.datetime(2022, 6, 1)}
    assert {row["object"] for row in quarter} == {"单位", "项目"}
    # April to June: 西 400, 500, 600 of 12000
    assert round(unit_row(office, WEST, "季")["score"], 9) == round(500 / 120, 9)
    assert [row["period"] for row in rows] == sorted(
        (row["period"] for row in rows), key=["月", "季", "半年", "年"].index
    )
    office.run("recalc", "--month", "2022-09")
    assert office.rows(Rankings) == before


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


@shows(
    "S2-09",
    at=[Rankings.place, Rankings.board, ToDos.matter, Events.score],
    commands=["recalc"],
)
def test_a_month_is_ranked_every_second_month_commented_and_the_quarters_visits_count(office: Office) -> None:
    """东 leads in June, is second in July and third in August; 西 is behind its plan but not last."""
    done = dict(E=[1500] * 6 + [0, 0], W=[700] * 8, S=[1050] * 8)
    progress = [row for code, amounts in done.items() for row in reports(code, *amounts)]
    progress[7]["problems"] = "征迁未完成"
    office.opens(
        settings={"board_size": 1},
        indicators=[indicator("投资完成率", 90), indicator("观摩得分", 10, "100")],
        units=STREETS,
        projects=[project("E", EAST), project("W", WEST), project("S", SOUTH)],
        monthly_progress=progress,
        events=[
            dict(number="G1", type="观摩", held_on=dt.date(2022, 8, 30), code="W", score=60),
            dict(number="G2", type="观摩", held_on=dt.date(2022, 8, 30), code="S", score=90),
            dict(number="G3", type="观摩", held_on=dt.date(2022, 8, 30), code="E", score=50),
        ],
    )
    office.run("recalc", "--month", "2022-07")
    assert not [row for row in office.rows(ToDos) if row["type"] == "点评"]  # an odd month
    office.run("recalc", "--month", "2022-08")
    found = {row["object_name"]: row for row in office.rows(Rankings) if row["period"] == "月"}
    # 东 90×9000÷12000 + 5 = 72.5; 西 90×5600÷12000 + 6 = 48; 南 90×8400÷12000 + 9 = 72
    assert {name: found[name]["score"] for name in (EAST, WEST, SOUTH)} == {EAST: 72.5, WEST: 48, SOUTH: 72}
    assert (found[WEST]["place"], found[WEST]["board"]) == (3, "黑榜")
    matters = {
        (row["unit"], row["project"]): row["matter"] for row in office.rows(ToDos) if row["type"] == "点评"
    }
    assert matters == {
        (WEST, None): "7月第3名、8月第3名，投资完成率46.67%，与时序进度相比低20.00个百分点；"
        "得分：投资完成率42.00分、观摩得分6.00分；落后较多的项目：W项目（低20.00个百分点）",
        (WEST, "W"): "投资完成率46.67%，与时序进度相比低20.00个百分点，近两个月完成投资1,400.00万元",
    }


def test_a_unit_that_lost_two_places_in_two_months_is_commented_on_too(office: Office) -> None:
    done = dict(E=[1500] * 6 + [0, 0], W=[1150] * 8, S=[1140] * 8)
    office.opens(
        indicators=RATE,
        units=STREETS,
        projects=[project("E", EAST), project("W", WEST), project("S", SOUTH)],
        monthly_progress=[row for code, amounts in done.items() for row in reports(code, *amounts)],
    )
    office.run("recalc", "--month", "2022-08")
    # by June 9000, 6900, 6840; by July 9000, 8050, 7980; by August 9000, 9200, 9120, all ahead of 8000
    (matter,) = [row for row in office.rows(ToDos) if row["type"] == "点评"]
    assert (matter["unit"], matter["place"]) == (EAST, "排名榜")
    assert matter["matter"] == (
        "7月第1名、8月第3名，投资完成率75.00%，与时序进度相比高8.33个百分点；得分：投资完成率75.00分"
    )


LISTS: dict[str, Any] = dict(
    units=[{"unit": f"{n}街道", "ranking_group": "街道"} for n in "甲乙丙丁戊"],
    projects=[project(n, f"{n}街道") for n in "甲乙丙丁戊"],
    monthly_progress=[
        row
        for code, amount in zip("甲乙丙丁戊", (1200, 1000, 900, 800, 800), strict=True)
        for row in reports(code, *[amount] * 9)
    ],
)


@shows("S3-09", at=[Rankings.board], commands=["recalc", "rank"])
def test_who_is_to_be_praised_stands_on_the_honour_list_units_and_projects_alike(office: Office) -> None:
    """完成且前N名, 未完成且后N名, N = 2: 乙 is exactly on schedule; 丁 and 戊 share the last place."""
    office.opens(settings={"board_size": 2}, indicators=RATE, **LISTS)
    office.run("recalc", "--month", "2022-09")
    listed = {
        (row["object"], row["object_name"]): row["board"]
        for row in office.rows(Rankings)
        if row["period"] == "月"
    }
    for kind, ending in (("单位", "街道"), ("项目", "项目")):
        found = {n: listed[kind, f"{n}{ending}"] for n in "甲乙丙丁戊"}
        assert found == {"甲": "红榜", "乙": "红榜", "丙": None, "丁": "黑榜", "戊": "黑榜"}
    praised = [row["name"] for row in office.run("rank").data["rankings"] if row["board"] == "红榜"]
    assert praised == ["甲街道", "乙街道", "甲项目", "乙项目"]


@pytest.mark.parametrize(
    ("honour", "warning", "expected"),
    [
        ("超额完成且前5名", "未完成且后4名", "红 黑黑黑"),  # 绵阳: 乙 is on schedule, not beyond it
        ("完成且前1名", "未完成且后1名", "红  黑黑"),  # 丁 and 戊 share the last place
        ("总分≥75", "投资完成率<70%", "红红黑黑黑"),
        ("无", "总分 < 60.5 分 并且 后3名", "   黑黑"),
        ("前2名", "前1名", " 红   "),  # 甲 would be on both lists
    ],
)
def test_the_lists_follow_the_conditions_of_the_parameters(
    office: Office, honour: str, warning: str, expected: str
) -> None:
    """Rates: 90, 75, 67.5, 60, 60 %."""
    office.opens(settings={"honour_when": honour, "warning_when": warning}, indicators=RATE, **LISTS)
    office.run("recalc", "--month", "2022-09")
    found = [unit_row(office, f"{n}街道")["board"] for n in "甲乙丙丁戊"]
    assert "".join((board or " ")[0] for board in found) == expected


def test_a_condition_that_cannot_be_read_is_said_at_its_cell_and_that_list_is_not_kept(
    office: Office,
) -> None:
    office.opens(settings={"honour_when": "完成且表现好"}, indicators=RATE, **LISTS)
    office.run("recalc", "--month", "2022-09")
    (said,) = [line for line in office.findings() if "红榜条件" in line]
    assert said.startswith("错误 参数!C") and said.endswith(" 红榜条件中的“表现好”看不懂，不列红榜")
    assert {row["board"] for row in office.rows(Rankings)} == {None, "黑榜"}


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


def test_ties_share_a_place_the_next_is_skipped_and_a_second_key_parts_them(office: Office) -> None:
    """Capped at 100: 甲 and 乙 tie, 丙 is third, 丁 and 戊 share the fourth place; 完成率 parts the first two."""
    office.opens(indicators=[indicator("投资完成率", target="0.75")], **LISTS)
    office.run("recalc", "--month", "2022-09")
    assert [unit_row(office, f"{n}街道")["place"] for n in "甲乙丙丁戊"] == [1, 1, 3, 4, 4]
    office.opens(
        settings={"second_key": "完成率"}, indicators=[indicator("投资完成率", target="0.75")], **LISTS
    )
    office.run("recalc", "--month", "2022-09")
    assert [unit_row(office, f"{n}街道")["place"] for n in "甲乙丙丁戊"] == [1, 2, 3, 4, 4]


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


def test_groups_rank_apart_and_a_weight_without_anything_due_is_shared_out(office: Office) -> None:
    units = [*STREETS[:2], dict(unit="水利局", type="部门", ranking_group="部门")]
    office.opens(
        units=units,
        indicators=[indicator("投资完成率", 60), indicator("节点按期率", 40)],
        projects=[project("E", EAST), project("W", WEST), project("H", "水利局")],
        milestones=[dict(code="E", number=1, planned_on=dt.date(2022, 5, 1))],
        monthly_progress=[*reports("E", *[1000] * 9), *reports("W", *[500] * 9), *reports("H", *[100] * 9)],
    )
    office.run("recalc", "--month", "2022-09")
    # 东: 60×0.75 + 40×0; 西 and 水利局 have no nodes: 100×0.375, 100×0.075
    assert scores(office) == {EAST: 45, WEST: 37.5, "水利局": 7.5}
    assert [unit_row(office, name)["place"] for name in (EAST, WEST, "水利局")] == [1, 2, 1]


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
