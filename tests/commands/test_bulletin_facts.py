"""What bulletins and reports are told: categories, months, late starts, what falls due, deeds, sources."""

from __future__ import annotations

import pytest
from support.bulletin_facts import DAY, computation
from support.computed import NINGBO_LABELS, monthly, project

from addin.commands.documents import (
    monthly_report,
    progress_facts,
)

# --- categories, months, late starts, what falls due ---------------------------------------------


def test_categories_are_those_of_the_sheet_without_their_totals_and_blank_ones_are_named() -> None:
    done = computation(
        projects=[
            project("甲", "甲局", category="政府投资"),
            project("乙", "甲局", category="社会投资", stage="新开工"),
            project("丙", "甲局"),
        ],
        monthly_progress=[
            *monthly("甲", *[1000] * 9),
            *monthly("乙", *[500] * 9),
            *monthly("丙", *[1000] * 9),
        ],
    )
    found = {(one.dimension, one.category): one for one in progress_facts.categories(done)}
    assert list(found) == [
        ("项目类别", "政府投资"),
        ("项目类别", "社会投资"),
        ("项目类别", "（未填写）"),
        ("项目阶段", "新开工"),
        ("项目阶段", "在建"),
    ]
    late = found["项目类别", "社会投资"]
    assert (late.projects, late.year_plan, late.year_done, late.lit) == (1, 12000, 4500, 1)
    assert late.rate == pytest.approx(0.375)
    assert late.deviation == pytest.approx(-37.5)


def test_the_trend_has_the_plan_of_the_year_and_lights_up_to_the_month() -> None:
    done = computation(
        "2022-03",
        projects=[project("甲", "甲局"), project("乙", "乙局")],
        monthly_progress=[*monthly("甲", *[1000] * 3), *monthly("乙", *[100] * 3)],
    )
    trend = progress_facts.trend(done)
    assert trend is not None
    assert [one.planned for one in trend.progress[:3]] == [2000, 4000, 6000]
    assert [one.done for one in trend.progress[:4]] == [1100, 2200, 3300, None]
    assert trend.progress[11].planned == 24000
    assert [month.month for month in trend.months] == [1, 2, 3]
    # 乙 is behind from January on: yellow after two months, red after three.
    assert {one.label: one.counts for one in trend.lights} == {
        "绿": (2, 1, 1),
        "黄": (0, 1, 0),
        "红": (0, 0, 1),
    }


def test_one_reported_month_is_no_trend_and_last_years_do_not_count() -> None:
    reports = [*monthly("甲", 1000), *monthly("甲", *[500] * 12, year=2021)]
    assert (
        progress_facts.trend(
            computation("2022-01", projects=[project("甲", "甲局")], monthly_progress=reports)
        )
        is None
    )


def test_colours_come_from_the_labels_in_force_and_anything_else_is_left_out() -> None:
    labels = [
        {**one, "colour": {"绿": "#2E8B57", "红": "大红"}.get(one["label"])} for one in NINGBO_LABELS
    ] + [{"scheme": "别的", "level": 0, "label": "绿", "colour": "000000"}]
    done = computation(
        "2022-03",
        projects=[project("甲", "甲局"), project("乙", "乙局")],
        monthly_progress=[*monthly("甲", *[1000] * 3), *monthly("乙", *[100] * 3)],
        light_labels=labels,
    )
    trend = progress_facts.trend(done)
    assert trend is not None
    assert {one.label: one.colour for one in trend.lights} == {"绿": "2E8B57", "黄": "", "红": ""}


def test_a_font_that_is_missing_is_told_only_where_there_is_something_to_draw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress_facts, "chart_font", lambda texts: None)
    done = computation("2022-02", projects=[project("甲", "甲局")], monthly_progress=monthly("甲", 1, 1))
    assert "黑体、微软雅黑或宋体" in progress_facts.chart_notice(progress_facts.trend(done))
    assert progress_facts.chart_notice(None) == ""


def test_late_starts_are_due_by_the_end_of_the_month_and_the_longest_late_come_first() -> None:
    exempt = dict(exemption_reason="管控停工", exemption_document="×函〔2022〕3号", exempt_from="2022-01")
    done = computation(
        projects=[
            project("月末", "甲局", planned_start=DAY(2022, 9, 30)),
            project("次月", "甲局", planned_start=DAY(2022, 10, 1)),
            project("早", "乙局", planned_start=DAY(2021, 3, 1)),
            project("已开", "甲局", planned_start=DAY(2022, 3, 1), actual_start=DAY(2022, 9, 30)),
            project("晚开", "甲局", planned_start=DAY(2022, 3, 1), actual_start=DAY(2022, 10, 1)),
            project("豁免", "甲局", planned_start=DAY(2022, 3, 1), **exempt),
        ]
    )
    assert [(one.unit, one.planned_start) for one in progress_facts.unstarted(done)] == [
        ("乙局", DAY(2021, 3, 1)),
        ("甲局", DAY(2022, 3, 1)),
        ("甲局", DAY(2022, 9, 30)),
    ]


def test_what_is_not_done_and_falls_due_is_listed_by_day_with_its_unit() -> None:
    done = computation(
        projects=[project("甲", "甲局")],
        milestones=[
            dict(code="甲", number=1, milestone="封顶", planned_on=DAY(2022, 10, 31)),
            dict(
                code="甲",
                number=2,
                milestone="开挖",
                planned_on=DAY(2022, 10, 5),
                completed_on=DAY(2022, 10, 4),
            ),
            dict(code="甲", number=3, milestone="竣工", planned_on=DAY(2022, 11, 1)),
        ],
        resolutions=[
            dict(
                number="SX1",
                code="甲",
                resolution="签约",
                responsible_units="乙局、丙局",
                due_on=DAY(2022, 10, 1),
            )
        ],
        issues=[dict(number="WT1", code="甲", description="征迁", due_on=DAY(2022, 10, 20))],
        units=[dict(unit=name) for name in ("甲局", "乙局", "丙局")],
    )
    found = progress_facts.due_between(done, DAY(2022, 10, 1), DAY(2022, 10, 31))
    assert [(one.source, one.matter, one.unit, one.due_on.day) for one in found] == [
        ("议定事项", "签约", "乙局、丙局", 1),
        ("问题清单", "征迁", "甲局", 20),
        ("节点计划", "封顶", "甲局", 31),
    ]


def test_the_months_issues_are_those_of_the_sheet() -> None:
    done = computation(
        projects=[project("甲", "甲局")],
        issues=[
            dict(number="WT1", raised_on=DAY(2022, 9, 2), category="资金"),
            dict(number="WT2", raised_on=DAY(2022, 8, 2), category="征迁", due_on=DAY(2022, 9, 1)),
        ],
    )
    analysis = progress_facts.issue_analysis(done)
    last = analysis.months[-1]
    assert dict(zip(analysis.categories, last.raised_by, strict=True)) == {
        "资金": 1, "土地": 0, "规划": 0, "审批": 0, "征迁": 0, "其他": 0,
    }  # fmt: skip
    assert (last.raised, last.open_at_end, last.overdue_at_end, len(analysis.months)) == (1, 2, 1, 9)


def test_the_month_alone_is_summed_over_what_the_totals_count() -> None:
    done = computation(
        projects=[project("甲", "甲局"), project("无计划", "甲局", year_plan=None)],
        monthly_progress=[*monthly("甲", *[None] * 8, 800), *monthly("无计划", *[None] * 8, 999)],
    )
    assert monthly_report.month_done(done) == 800
