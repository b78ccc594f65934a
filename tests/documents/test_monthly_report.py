"""项目月报，and what 推进通报 shares with it: breakdown, late starts, charts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.bulletins import CATEGORIES, DUE, UNSTARTED, issues, monthly_report, trend
from support.facts import circular, rank

from docgen.blocks import Attachment, Composition, Layout, Picture, Table
from docgen.documents import compose, statistics
from docgen.facts import IssueMonth


def write(**changes: object) -> Composition:
    return compose("项目月报", monthly_report(**changes))


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if hasattr(block, "text"))


def tables(composition: Composition | Attachment) -> list[Table]:
    blocks = composition.body if isinstance(composition, Composition) else composition.blocks
    return [block for block in blocks if isinstance(block, Table)]


def pictures(composition: Composition) -> list[Picture]:
    return [block for block in composition.body if isinstance(block, Picture)]


def test_a_report_stands_on_plain_paper_without_a_number() -> None:
    written = write()
    assert (written.layout, written.number, written.addressee) == (Layout.FORM, "", "")
    assert written.title == "甬东区重大项目推进情况月报（2022年9月）"
    assert written.missing == ("成文日期",)


def test_the_month_alone_is_told_beside_the_year_so_far() -> None:
    assert "2022年9月当月完成投资38000.5万元，1—9月完成投资345678.9万元" in body(write())


def test_categories_stand_in_a_table_with_a_dash_where_there_is_no_rate() -> None:
    breakdown = tables(write())[0]
    assert breakdown.rows == (
        ("项目类别", "政府投资", "40", "300000", "240000.0", "80.00%", "5.00", "1"),
        ("项目类别", "社会投资", "28", "156789", "105678.9", "67.40%", "-7.60", "1"),
        ("项目阶段", "前期", "6", "0", "0.0", "—", "—", "0"),
    )


def test_the_months_table_has_every_figure_of_the_charts() -> None:
    months = tables(write())[1]
    assert months.rows == (
        ("1月", "12000", "10000.5", "62", "0", "6"),
        ("2月", "24000", "20001.0", "61", "1", "6"),
        ("3月", "36000", "30001.5", "60", "2", "6"),
    )
    assert [column.title for column in months.columns][3:] == ["绿灯", "红灯", "不亮灯（灰）"]


def test_issues_are_pivoted_by_month_and_category_and_only_what_adds_up_is_added_up() -> None:
    assert tables(write())[2].rows == (
        ("8月", "2", "0", "0", "0", "0", "1", "3", "1", "0", "4", "1"),
        ("9月", "0", "1", "0", "0", "0", "0", "1", "2", "1", "3", "2"),
        ("合计", "2", "1", "0", "0", "0", "1", "4", "3", "1", "—", "—"),
    )
    assert (
        "2022年9月新提问题1个（土地类1个），办结2个，其中按期办结1个；月末未销号3个，其中逾期2个。"
        in body(write())
    )
    assert "1—9月新提4个，办结3个。" in body(write())


def test_a_year_without_issues_says_so_and_no_analysis_is_asked_for() -> None:
    none = IssueMonth(monthly_report().month, (0,) * 6, 0, 0, 0, 0, 0)
    assert "没有登记需要协调解决的问题。" in body(write(issues=issues(none)))
    assert "问题分析" in write(issues=None).missing


def test_what_falls_due_next_month_is_counted_by_sheet_and_listed() -> None:
    written = write()
    assert (
        "2022年10月1日至2022年10月31日到期、尚未办结的事项共2项，其中节点计划1项、议定事项1项（详见附件4）。"
    ) in body(written)
    assert tables(written.attachments[3])[0].rows[1] == (
        "2", "议定事项", "完成剩余3户征迁", "—", "东街道", "2022年10月31日",
    )  # fmt: skip
    assert "没有到期未办结的事项" in body(write(due=()))


def test_charts_are_numbered_in_their_order_and_tell_their_figures() -> None:
    shown = pictures(write(ranking=(rank("甲局", 1, 96.5), rank("乙局", 2, 90.0))))
    assert [one.caption for one in shown] == [
        "图1　甬东区重大项目2022年投资进度",
        "图2　甬东区重大项目2022年各月亮灯情况",
        "图3　部门2022年9月考核得分",
    ]
    assert shown[0].alternative.startswith("2022年1月累计计划投资12000万元、累计完成投资10000.5万元；")
    assert shown[0].alternative.endswith("2022年12月累计计划投资144000万元。")
    assert "2022年3月绿灯60个、红灯2个、不亮灯（灰）6个。" in shown[1].alternative
    assert shown[2].alternative == "甲局96.50分、乙局90.00分。"
    assert all(one.width <= 156 for one in shown)


def test_a_ranking_of_one_is_no_chart() -> None:
    assert len(pictures(write(ranking=(rank("甲局", 1, 96.5),)))) == 2


Writer = Callable[..., Composition]
WRITERS: list[Writer] = [write, lambda **changes: compose("推进通报", circular(**changes))]


@pytest.mark.parametrize("writer", WRITERS, ids=["项目月报", "推进通报"])
def test_without_a_font_there_is_no_chart_and_nothing_else_is_lost(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = writer(trend=trend())
    monkeypatch.setattr(statistics, "chart_font", lambda texts: None)
    statistics.trend_pictures.cache_clear()
    statistics.ranking_picture.cache_clear()
    bare = writer(trend=trend())
    assert pictures(drawn) and not pictures(bare)
    assert body(bare) == body(drawn) and tables(bare) == tables(drawn)


@pytest.mark.parametrize("writer", WRITERS, ids=["项目月报", "推进通报"])
def test_one_month_is_no_trend(writer: Writer) -> None:
    captions = [one.caption for one in pictures(writer(trend=trend(1), ranking=()))]
    assert captions == []


def test_the_charts_font_is_asked_for_every_character_of_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    monkeypatch.setattr(statistics, "chart_font", lambda texts: asked.update("".join(texts)))
    write(ranking=(rank("㙦口街道", 1, 96.5), rank("乙局", 2, 90.0)))
    assert set("㙦口街道乙局96.50绿灯不亮（灰）累计计划投资") <= asked


def test_the_bulletin_breaks_its_totals_down_and_names_what_should_have_begun() -> None:
    written = compose("推进通报", circular(categories=CATEGORIES, unstarted=(UNSTARTED,)))
    assert tables(written)[0].rows[0][:3] == ("项目类别", "政府投资", "40")
    assert "（三）按计划应开工未开工项目1个" in body(written)
    assert "滨江冷链物流园（东街道，计划2022年6月开工）按计划应开工而未开工（详见附件3）。" in body(written)
    assert written.attachments[2].name == "应开工未开工项目清单"
    assert "推动开工" not in body(compose("推进通报", circular()))


def test_of_many_late_starts_the_bulletin_names_the_first_eight() -> None:
    late = tuple(replace(UNSTARTED, name=f"第{n}小学") for n in range(1, 12))
    written = compose("推进通报", circular(unstarted=late))
    assert "第8小学（东街道，计划2022年6月开工）等11个项目按计划应开工而未开工" in body(written)
    assert "第9小学" not in body(written)
    assert len(tables(written.attachments[2])[0].rows) == 11


def test_the_list_of_what_is_due_has_a_row_for_each() -> None:
    assert len(tables(write(due=DUE * 12).attachments[3])[0].rows) == 24
