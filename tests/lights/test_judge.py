"""Which light a project has in a month, and why it has none."""

from __future__ import annotations

from typing import Any

import pytest
from support.light_presets import label_rows, preset, rule_rows
from support.small_ledgers import ORDINARY, even_plan, judged, reports

from addin.ledger.published import UNLIT


def lights(*args: Any, **more: Any) -> list[str]:
    """规则灯 of the first project, month by month."""
    _, _, verdicts, _ = judged(*args, **more)
    return list(verdicts.label[0])


WORKED = reports(1000, 900, 1000, 800, 1500)


def test_the_worked_example_of_ningbo_is_green_watched_yellow_red_green() -> None:
    _, _, verdicts, _ = judged(monthly_progress=WORKED)
    assert verdicts.label[0].tolist() == ["绿", "绿", "黄", "红", "绿"]
    assert verdicts.attention[0].tolist() == [False, True, False, False, False]
    assert verdicts.level[0].tolist() == [0, 0, 1, 3, 0]
    assert verdicts.reason[0, 0] == verdicts.reason[0, 4] == ""


@pytest.mark.parametrize(
    ("done", "light"),
    [(9600, "绿"), (9599.99, "黄"), (7200, "黄"), (7199.99, "红")],
)
def test_wuhan_is_yellow_below_80_and_red_below_60_per_cent_of_the_plan(done: float, light: str) -> None:
    assert lights("武汉", as_of="2022-12", monthly_progress=reports(done, start="2022-12"))[-1] == light


@pytest.mark.parametrize(("points", "light"), [(9.99, "绿"), (10, "黄"), (30, "黄"), (30.01, "红")])
def test_yinchuan_is_yellow_from_10_points_behind_and_red_beyond_30(points: float, light: str) -> None:
    done = 12000 * (0.5 - points / 100)
    assert (
        lights("银川", as_of="2022-06", monthly_progress=reports(round(done, 6), start="2022-06"))[-1]
        == light
    )


def test_yinchuan_is_yellow_in_the_month_of_the_missed_start_and_red_in_the_third() -> None:
    project = ORDINARY | {"planned_start": "2022-02-10", "stage": "新开工"}
    done = reports(0, 1100, 1100, 1100, 1100)
    assert lights("银川", projects=[project], monthly_progress=done) == ["灰", "黄", "黄", "红", "红"]
    started = project | {"actual_start": "2022-04-20", "statistics_entry": "2022-05-31"}
    assert lights("银川", projects=[started], monthly_progress=done) == ["灰", "黄", "黄", "绿", "绿"]


def test_yinchuan_is_red_where_less_was_paid_than_was_due() -> None:
    done = reports(1000, 1000, 1000, funds_due=100)
    for row, paid in zip(done, (100, 99.99, None), strict=True):
        row["funds_paid"] = paid
    assert lights("银川", as_of="2022-03", monthly_progress=done) == ["绿", "红", "绿"]


@pytest.mark.parametrize(
    ("forecast", "done", "light"),
    [
        ("能够完成", 0, "绿"), ("难以按时完成", 1000, "黄"), ("完成较差", 1000, "红"),
        (None, 1000, "绿"), (None, 999, "黄"),
    ],
)  # fmt: skip
def test_xinxiang_goes_by_the_forecast_and_without_one_by_the_deviation(
    forecast: str | None, done: float, light: str
) -> None:
    assert lights("新乡", as_of="2022-01", monthly_progress=reports(done, forecast=forecast)) == [light]


def test_xinxiang_is_red_from_20_points_behind_without_a_forecast() -> None:
    assert lights("新乡", as_of="2022-06", monthly_progress=reports(3600, start="2022-06"))[-1] == "红"
    assert lights("新乡", as_of="2022-06", monthly_progress=reports(3600.01, start="2022-06"))[-1] == "黄"


def test_a_month_made_up_later_in_the_year_turns_from_red_to_yellow() -> None:
    assert lights("瓯海", as_of="2022-03", monthly_progress=reports(1000, 900, 900)) == ["绿", "红", "红"]
    assert lights("瓯海", as_of="2022-03", monthly_progress=reports(1000, 900, 1100)) == ["绿", "黄", "绿"]


def test_a_shortfall_of_december_is_not_made_up_in_the_next_year() -> None:
    done = [*reports(*[100] * 11, 90, start="2021-01"), *reports(5000)]
    plans = [even_plan(1200, year=2021)]
    assert lights("瓯海", as_of="2022-01", monthly_plans=plans, monthly_progress=done)[-2:] == ["红", "绿"]


@pytest.mark.parametrize("stage", [None, "谋划", "储备", "前期"])
def test_earlier_stages_and_a_blank_stage_have_no_light(stage: str | None) -> None:
    _, _, verdicts, _ = judged(projects=[ORDINARY | {"stage": stage}])
    assert set(verdicts.level[0]) == {UNLIT}


def test_a_rule_lights_only_the_stages_it_names() -> None:
    rows = preset("宁波", stages="前期")
    assert lights(**rows, projects=[ORDINARY | {"stage": "前期"}]) == ["绿", "黄", "红", "红", "红"]
    assert set(lights(**rows)) == {"灰"}


def test_a_finished_project_is_green_for_good() -> None:
    project = ORDINARY | {"actual_completion": "2022-04-01"}
    assert lights(projects=[project], monthly_progress=reports(0, 0, 0, 0)) == ["绿", "黄", "红", "绿", "绿"]


def test_a_finished_project_is_blue_where_the_scheme_has_blue() -> None:
    labels = label_rows("宁波", {"": "灰", -1: "蓝", 0: "绿", 1: "黄", 3: "红"})
    assert lights(light_labels=labels, projects=[ORDINARY | {"stage": "竣工"}]) == ["蓝"] * 5


def test_labels_come_from_the_sheet() -> None:
    labels = label_rows("宁波", {"": "不亮", 0: "蓝", 1: "绿", 3: "黄"})
    found = lights(
        light_labels=labels, monthly_progress=WORKED, projects=[ORDINARY | {"planned_start": "2022-02-01"}]
    )
    assert found[0] == "不亮"
    assert lights(light_labels=labels, monthly_progress=WORKED) == ["蓝", "蓝", "绿", "黄", "蓝"]


def test_the_orange_level_lies_between_yellow_and_red() -> None:
    rules = [*rule_rows("宁波"), *rule_rows("宁波")[:1]]
    rules[1] |= {"threshold": 4}
    rules[2] |= {"threshold": 3, "level": 2}
    labels = label_rows("宁波", {"": "灰", 0: "绿", 1: "黄", 2: "橙", 3: "红"})
    assert lights(light_rules=rules, light_labels=labels) == ["绿", "黄", "橙", "红", "红"]


def test_a_rule_that_asks_for_two_months_needs_both() -> None:
    rules = rule_rows("武汉", periods=2)
    assert lights("武汉", light_rules=rules, monthly_progress=reports(500, 400, 2100, 0, 0)) == [
        "绿", "红", "绿", "绿", "黄",
    ]  # fmt: skip


def test_a_better_than_plan_rule_gives_level_minus_one_unless_a_worse_one_lights() -> None:
    better = {
        "scheme": "宁波",
        "enabled": "是",
        "measure": "进度偏差",
        "level": -1,
        "comparison": ">",
        "threshold": 5,
    }
    labels = label_rows("宁波", {"": "灰", -1: "蓝", 0: "绿", 1: "黄", 3: "红"})
    rules = [*rule_rows("宁波"), better]
    assert lights(light_rules=rules, light_labels=labels, monthly_progress=reports(2000, 0, 0, 0, 0)) == [
        "蓝", "绿", "绿", "黄", "红",
    ]  # fmt: skip


def test_a_discretionary_rule_fills_the_rule_light_and_waits_for_a_person() -> None:
    milestones = [{"code": "A", "number": 1, "planned_on": "2022-01-15"}]
    _, _, verdicts, register = judged(
        "北仑", as_of="2022-02", milestones=milestones, **preset("北仑", discretionary="是")
    )
    assert verdicts.label[0].tolist() == ["黄", "红"]
    assert verdicts.firm_label[0].tolist() == ["绿", "绿"]
    assert register.light[0].tolist() == ["绿", "绿"]
    assert register.confirm[0].tolist() == [True, True]
    assert "（视情）" in verdicts.reason[0, 0]


def test_the_light_of_a_parent_is_taken_from_the_sum_of_its_children() -> None:
    family = [
        ORDINARY | {"code": "P"},
        ORDINARY | {"parent_code": "P"},
        ORDINARY | {"code": "B", "parent_code": "P"},
    ]
    done = [*reports(1000, 1000), *reports(900, 900, code="B")]
    _, _, verdicts, _ = judged(as_of="2022-02", projects=family, monthly_progress=done)
    assert verdicts.label[:, 1].tolist() == ["黄", "绿", "黄"]
