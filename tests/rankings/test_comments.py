"""双月点评：which units and projects are commented on, and in what words."""

from __future__ import annotations

from typing import Any

from support.computed import computed, monthly, project

from addin.rankings import rank_all
from addin.todos import Todo

UNITS = [{"unit": "东街道", "ranking_group": "街道"}, {"unit": "西街道", "ranking_group": "街道"}]
RATE = [{"scheme": "默认", "indicator": "投资完成率", "weight": 100, "target": "1", "scoring": "比例"}]


def comments(as_of: str, **tables: Any) -> tuple[Todo, ...]:
    done = computed(as_of=as_of, **{"units": UNITS, "indicators": RATE, **tables})
    return rank_all(done.ledger, done.panel, done.register).comments


BEHIND = {
    "projects": [project("A", "东街道"), project("B", "东街道"), project("C", "西街道")],
    "monthly_progress": [
        *monthly("A", 900, 1000),
        *monthly("B", 200, 100, problems="征迁受阻"),
        *monthly("C", 1000, 1000),
    ],
}


def test_a_unit_and_a_project_on_the_warning_list_are_told_with_what_is_behind() -> None:
    found = comments("2022-02", settings={"warning_when": "未完成且后1名"}, **BEHIND)
    # 东 2200 of 24000, plan 4000; B 300 of 12000, plan 2000
    assert found == (
        Todo(
            "点评",
            "1月第2名、2月第2名，投资完成率9.17%，与时序进度相比低7.50个百分点；得分：投资完成率9.17分；"
            "落后较多的项目：B项目（低14.17个百分点）、A项目（低0.83个百分点）",
            "排名榜",
            unit="东街道",
        ),
        Todo(
            "点评",
            "投资完成率2.50%，与时序进度相比低14.17个百分点，近两个月完成投资300.00万元；存在问题：征迁受阻",
            "排名榜",
            project="B",
            unit="东街道",
        ),
    )


def test_an_odd_month_has_no_comments() -> None:
    assert comments("2022-03", **BEHIND) == ()


def test_the_word_for_the_schedule_follows_the_parameters() -> None:
    found = comments("2022-02", settings={"progress_word": "序时进度"}, **BEHIND)
    assert all("与序时进度相比" in one.matter for one in found)


def test_a_unit_that_is_not_ranked_and_an_empty_ledger_have_none() -> None:
    assert comments("2022-02", projects=[]) == ()
    assert comments("2022-02", projects=[project("A", "东街道", year_plan=None)]) == ()


def test_many_projects_sharing_the_last_place_are_one_matter() -> None:
    found = comments("2022-02", projects=[project(f"P{number:02}", "东街道") for number in range(12)])
    assert [one.matter for one in found if not one.unit] == [
        "12个项目列入黑榜（末位并列），从排名榜“上榜”列中选取点评对象"
    ]


def test_december_is_compared_with_november_and_january_is_no_comment_month() -> None:
    year = {**BEHIND, "monthly_progress": [*monthly("C", *[1000] * 12)]}
    found = comments("2022-12", **year)
    assert found[0].matter.startswith("11月第2名、12月第2名，投资完成率0.00%")
    assert comments("2022-01", **BEHIND) == ()
