"""排名机制：places and their movement, comments, honour and warning lists, ties and groups, run on a workbook."""

from __future__ import annotations

import datetime as dt

import pytest
from support.mechanisms import shows
from support.office import Office
from support.ranked_office import (
    EAST,
    LISTS,
    RATE,
    SOUTH,
    STREETS,
    TURNED_TABLES,
    WEST,
    indicator,
    project,
    reports,
    scores,
    unit_row,
)

from addin.schema import Events, Indicators, Rankings, ToDos


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
