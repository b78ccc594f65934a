"""What documents are told: totals, light counts that sum up, days for a reply, issuer and salutation."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.computed import NINGBO, NINGBO_LABELS, monthly, project
from support.ledgers import book_of

from addin.commands.base import Context
from addin.commands.computation import Computation, compute
from addin.commands.documents import common

CONTEXT = Context(dt.date(2022, 10, 8), dt.datetime(2022, 10, 8, 9, 0), "张")


def computation(as_of: str = "2022-09", **tables: Any) -> Computation:
    tables = {"light_rules": NINGBO, "light_labels": NINGBO_LABELS} | tables
    return compute(book_of(**tables), dt.date.fromisoformat(f"{as_of}-01"), CONTEXT)  # type: ignore[arg-type]


def of_year(code: str, each: float, months: int = 9, **more: Any) -> list[dict[str, Any]]:
    return monthly(code, *[each] * months, **more)


EXEMPT = dict(exemption_reason="管控停工", exemption_document="×函〔2022〕3号", exempt_from="2022-01")
MIXED = {
    "projects": [
        project("绿", "甲局"),
        project("红", "甲局"),
        project("前期", "乙局", stage="前期"),
        project("豁免", "乙局", **EXEMPT),
        project("无计划", "乙局", year_plan=None),
        project("包", "乙局", year_plan=None),
        project("子项", "乙局", parent_code="包"),
    ],
    "monthly_progress": [
        *of_year("绿", 1000),
        *of_year("红", 500),
        *of_year("豁免", 9000),
        *of_year("子项", 1000),
    ],
}


def test_totals_are_those_of_leaf_projects_with_a_plan_that_are_not_exempt() -> None:
    total = common.totals(computation(**MIXED))
    assert total.projects == 6  # 「包」 counts by its part
    assert total.total_investment == 6 * 900000
    assert total.year_plan == 4 * 12000  # 绿、红、前期、子项
    assert total.year_done == 9000 + 4500 + 9000
    assert total.rate == pytest.approx(22500 / 48000)
    assert total.scheduled == pytest.approx(0.75)
    assert total.deviation == pytest.approx(22500 / 48000 * 100 - 75)


def test_the_rate_of_the_month_before_is_told_within_the_year_only() -> None:
    tables = {
        "projects": [project("甲", "甲局")],
        "monthly_plans": [
            dict(code="甲", year=2021, **dict.fromkeys(["jan", "feb", "mar", "apr", "may", "jun"], 0.0),
                 **dict.fromkeys(["jul", "aug", "sep", "oct", "nov"], 100.0), dec=12000.0)
        ],
        "monthly_progress": [*of_year("甲", 1000), *of_year("甲", 1000, 12, year=2021)],
    }  # fmt: skip
    assert common.totals(computation(**tables)).previous_rate == pytest.approx(8000 / 12000)
    assert common.totals(computation("2022-01", **tables)).previous_rate is None


def test_without_any_plan_there_is_no_rate() -> None:
    total = common.totals(computation(projects=[project("甲", "甲局", year_plan=None)]))
    assert (total.projects, total.year_plan, total.rate, total.deviation) == (1, 0.0, None, None)


def test_light_counts_sum_up_to_the_projects_and_grey_ones_say_why() -> None:
    done = computation(**MIXED)
    counts = {one.label: one for one in common.light_counts(done)}
    assert sum(one.count for one in counts.values()) == common.totals(done).projects
    assert {label: one.count for label, one in counts.items()} == {"绿": 2, "黄": 0, "红": 1, "灰": 3}
    noted = counts["灰"].note.split("、")
    assert sum(int(one.rstrip("个")[-1]) for one in noted) == 3
    assert any("豁免" in one for one in noted) and any("前期" in one for one in noted)
    assert {one.note for label, one in counts.items() if label != "灰"} == {""}


def test_lights_come_best_first_and_grey_last() -> None:
    assert [one.label for one in common.light_counts(computation(**MIXED))] == ["绿", "黄", "红", "灰"]


def test_an_orange_light_is_told_only_where_there_is_one() -> None:
    labels = [*NINGBO_LABELS, {"scheme": "宁波", "level": 2, "label": "橙", "symbol": "◆"}]
    plain = computation(**MIXED, light_labels=labels)
    assert "橙" not in [one.label for one in common.light_counts(plain)]
    rules = [{**NINGBO[1], "level": 2}]
    lit = computation(**MIXED, light_labels=labels, light_rules=rules)
    assert {one.label: one.count for one in common.light_counts(lit)}["橙"] == 1


STEP = dict(step=1, trigger="灯级", lower=1, kind="提醒函")


@pytest.mark.parametrize(
    ("ladder", "settings", "days"),
    [
        ([], {}, 5),
        ([], {"reply_days": 7}, 7),
        ([{**STEP, "reply_days": 3}], {"reply_days": 7}, 3),
        ([{**STEP}, {**STEP, "step": 2, "reply_days": 4}], {}, 4),
        ([{**STEP, "kind": "督办函", "reply_days": 3}], {}, 5),
    ],
)
def test_the_ladder_says_the_days_for_a_reply_else_the_settings(
    ladder: list[dict[str, Any]], settings: dict[str, Any], days: int
) -> None:
    done = computation(projects=[project("甲", "甲局")], ladder=ladder, settings=settings)
    assert common.reply_days(done, "提醒函") == days


ISSUERS = [dict(short_name="重点办", full_name="×区重点办", code="甬重办"), dict(short_name="府办")]


@pytest.mark.parametrize(
    ("issuers", "ladder", "settings", "name"),
    [
        (ISSUERS, [{**STEP, "issuer": "府办"}], {"home_issuer": "重点办"}, "府办"),
        (ISSUERS, [STEP], {"home_issuer": "重点办"}, "重点办"),
        (ISSUERS[:1], [], {}, "重点办"),
        (ISSUERS, [], {}, None),
        ([], [], {}, None),
    ],
)
def test_the_issuer_is_the_ladders_then_ones_own_then_the_only_one(
    issuers: list[dict[str, Any]], ladder: list[dict[str, Any]], settings: dict[str, Any], name: str | None
) -> None:
    done = computation(projects=[project("甲", "甲局")], issuers=issuers, ladder=ladder, settings=settings)
    assert common.issuer_name(done, "提醒函") == name


def test_an_issuer_that_is_not_listed_has_only_its_name() -> None:
    done = computation(projects=[project("甲", "甲局")], issuers=ISSUERS)
    listed, unknown = common.issuer_facts(done, "重点办"), common.issuer_facts(done, "没有这个办")
    assert (listed.full_name, listed.code, listed.phone) == ("×区重点办", "甬重办", None)
    assert (unknown.short_name, unknown.full_name, unknown.code) == ("没有这个办", None, None)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (dict(unit="甲局", full_name="×区甲局", salutation="甲局党组"), "甲局党组"),
        (dict(unit="甲局", full_name="×区甲局"), "×区甲局"),
        (dict(unit="甲局"), "甲局"),
        (dict(unit="乙局"), None),
    ],
)
def test_a_unit_is_addressed_by_its_salutation_else_its_full_name(
    unit: dict[str, Any], said: str | None
) -> None:
    done = computation(projects=[project("甲", "甲局")], units=[unit])
    assert common.salutation(done, "甲局") == said


@pytest.mark.parametrize(
    ("month", "day"),
    [("2022-09-01", "2022-10-31"), ("2022-12-01", "2023-01-31"), ("2024-01-01", "2024-02-29")],
)
def test_what_is_asked_for_is_due_by_the_end_of_the_next_month(month: str, day: str) -> None:
    assert common.next_month_end(dt.date.fromisoformat(month)).isoformat() == day


def test_a_project_is_told_with_its_figures_reason_and_report_of_the_month() -> None:
    reports = [
        *of_year("红", 500, 8),
        *monthly("红", *[None] * 8, 400, problems="征迁滞后", next_steps="倒排工期"),
    ]
    done = computation(projects=[project("红", "甲局", "乙局")], monthly_progress=reports)
    (fact,) = common.project_facts(done, [0])
    assert (fact.code, fact.unit, fact.light, fact.lag_months) == ("红", "甲局", "红", 9)
    assert (fact.year_plan, fact.year_done) == (12000, 4400)
    assert (fact.rate, fact.scheduled) == (pytest.approx(4400 / 12000), 0.75)
    assert (fact.problems, fact.next_steps) == ("征迁滞后", "倒排工期")
    assert "实际完成4,400.00万元" in fact.reason


def test_figures_that_there_are_not_are_left_out_of_the_facts() -> None:
    done = computation(projects=[project("甲", "甲局", year_plan=None)])
    (fact,) = common.project_facts(done, [0])
    assert (fact.year_plan, fact.rate, fact.deviation, fact.problems) == (None, None, None, None)
