"""排名通报。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.bulletins import INDICATORS, ranked, ranking

from docgen.blocks import Composition, Layout, Table
from docgen.documents import compose
from docgen.documents.periods import Period
from docgen.documents.ranking_bulletin import IndicatorFacts, RankedFacts, RankingGroup


def write(*groups: RankingGroup, **changes: object) -> Composition:
    return compose("排名通报", ranking(*groups, **changes))


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if not isinstance(block, Table))  # type: ignore[union-attr]


def table(composition: Composition, number: int = 1) -> Table:
    found = composition.attachments[number - 1].blocks[0]
    assert isinstance(found, Table)
    return found


def group(*rows: RankedFacts, name: str = "街道组", **changes: object) -> RankingGroup:
    return replace(RankingGroup("单位", name, rows, INDICATORS), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "month", "text"),
    [
        ("月", date(2022, 9, 1), "2022年9月"),
        ("季", date(2022, 9, 1), "2022年第三季度"),
        ("季", date(2022, 8, 1), "2022年第三季度（7—8月）"),
        ("季", date(2022, 10, 1), "2022年第四季度（10月）"),
        ("半年", date(2022, 6, 1), "2022年上半年"),
        ("半年", date(2022, 9, 1), "2022年下半年（7—9月）"),
        ("年", date(2022, 12, 1), "2022年度"),
        ("年", date(2022, 9, 1), "2022年度（1—9月）"),
    ],
)
def test_a_period_that_is_not_over_names_its_months(name: str, month: date, text: str) -> None:
    assert Period(name, month).text == text


def test_a_ranking_bulletin_is_a_red_headed_document_with_a_turned_table_for_each_group() -> None:
    written = write(group(ranked("东街道", 1)), group(ranked("甲局", 1), name="部门组"))
    assert (written.layout, written.title) == (Layout.DOCUMENT, "关于2022年9月重大项目推进考核排名情况的通报")
    assert [(a.name, a.landscape) for a in written.attachments] == [
        ("街道组排名表", True),
        ("部门组排名表", True),
    ]
    assert written.missing == ()


def test_first_last_and_movements_are_told_and_who_is_not_ranked() -> None:
    text = body(write())
    assert "参加排名的单位3个，第1名为东街道（99.00分），末位（第3名）为南镇（97.00分）。" in text
    assert "与上期相比，位次上升的有东街道（由第2名到第1名），位次下降的有西街道（由第1名到第2名）。" in text
    assert "列入红榜的有东街道，列入黑榜的有南镇。北乡没有应计事项，不参加排名。" in text


def test_those_who_share_a_place_are_named_together() -> None:
    rows = (ranked("东街道", 1, score=90.0), ranked("西街道", 1, score=90.0), ranked("南镇", 3, score=80.0))
    assert "第1名为东街道、西街道（并列，90.00分），末位（第3名）为南镇（80.00分）。" in body(
        write(group(*rows))
    )


def test_all_on_one_place_have_no_last() -> None:
    rows = (ranked("东街道", 1, score=90.0), ranked("西街道", 1, score=90.0))
    assert "参加排名的单位2个，第1名为东街道、西街道（并列，90.00分）。" in body(write(group(*rows)))


def test_nothing_moved_is_not_told() -> None:
    assert "与上期相比" not in body(write(group(ranked("东街道", 1, 1), ranked("西街道", 2, None))))


def test_the_indicators_with_their_marks_and_sources_are_told_once() -> None:
    text = body(write(group(ranked("东街道", 1)), group(ranked("甲局", 1), name="部门组")))
    assert text.count("考核指标及分值为：投资完成率60分、节点按期率40分，另计加减分。") == 1
    assert text.count("考核依据：区考核办法第三条。") == 1


def test_groups_that_are_scored_differently_are_told_apart() -> None:
    other = group(ranked("甲局", 1), name="部门组", indicators=(IndicatorFacts("投资完成率", 100.0),))
    text = body(write(group(ranked("东街道", 1)), other))
    assert "街道组的考核指标及分值为：投资完成率60分、节点按期率40分" in text
    assert "部门组的考核指标及分值为：投资完成率100分" in text


def test_over_a_quarter_it_is_said_what_is_a_mean_and_what_is_of_its_end() -> None:
    text = body(write(period="季"))
    assert "投资完成率取7—9月各月平均。节点按期率取期末数。" in text
    assert "各月平均" not in body(write())


def test_projects_and_task_forces_are_ranked_by_their_rate() -> None:
    projects = RankingGroup("项目", "", (ranked("区体育中心", 1, unit="区住建局", score=101.5),))
    written = write(projects)
    assert "项目按投资完成率排名，投资完成率相同的看进度偏差。" in body(written)
    assert "考核指标及分值" not in body(written)
    assert table(written).rows[0][:4] == ("1", "区体育中心", "区住建局", "12000")
    assert written.missing == ()


def test_the_table_has_all_that_a_place_rests_on() -> None:
    rows = table(write()).rows
    assert rows[0] == (
        "1", "东街道", "12000", "9600", "80.00%", "5.00", "投资完成率60.00分、节点按期率39.00分", "—", "99.00", "2", "↑1", "红榜",
    )  # fmt: skip
    assert (rows[1][10], rows[2][10]) == ("↓1", "—")
    assert rows[3] == ("—", "北乡", "—", "—", "—", "—", "无应考核事项", "—", "—", "—", "—", "—")


def test_only_those_on_the_warning_list_have_to_answer() -> None:
    assert "列入黑榜的南镇要对照考核指标逐项查找原因，制定追赶措施，于2022年10月15日前书面报送我办。" in body(
        write()
    )
    quiet = write(group(ranked("东街道", 1)), reply_by=None)
    assert "黑榜" not in body(quiet) and quiet.missing == ()


def test_an_answer_without_a_day_is_asked_for() -> None:
    assert write(reply_by=None).missing == ("反馈时限",)
