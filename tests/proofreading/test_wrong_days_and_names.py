"""日期、写法、名称：what is no real date, no form of a document, no name of the ledger."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.facts import minutes, reminder
from support.proofs import PROJECTS, UNITS, of_texts, written

from docgen.proofreading import NameList
from docgen.wording.numerals import day_text


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)))
def test_a_day_that_no_fact_carries_is_listed(day: date) -> None:
    known_days = {
        date(2022, 9, 1),
        date(2022, 9, 30),
        date(2022, 10, 8),
        date(2022, 10, 15),
        date(2022, 10, 31),
    }
    found = of_texts(reminder(), f"项目定于{day_text(day)}开工。")
    assert written(found) == ([] if day in known_days else [day_text(day)])


@pytest.mark.parametrize(
    ("text", "figure", "message", "nearest"),
    [
        ("请于2022年10月14日前反馈。", "2022年10月14日", "台账里没有这个时间", "2022年10月15日"),
        ("请于2022年11月31日前反馈。", "2022年11月31日", "没有这一天或这个时间", "2022年10月31日"),
        ("截至2022年9月29日。", "2022年9月29日", "台账里没有这个时间", "2022年9月30日"),
        ("2022年8月推进情况。", "2022年8月", "台账里没有这个时间", "2022年9月"),
        ("1—8月完成投资7400万元。", "1—8月", "累计的月份与统计月份对不上", "1—9月"),
        ("2021年度计划投资12000万元。", "2021年", "台账里没有这个时间", "2022年"),
        ("2022年10月15日（星期五）。", "2022年10月15日", "与星期五对不上", "星期六"),
    ],
)
def test_a_wrong_date_is_told_with_the_right_one(text: str, figure: str, message: str, nearest: str) -> None:
    found = next(one for one in of_texts(reminder(), text) if one.message == message)
    assert (found.written, found.nearest) == (figure, nearest)


def test_the_right_weekday_is_no_mismatch() -> None:
    assert of_texts(reminder(), "2022年10月15日（星期六）、2022年10月31日（周一）。") == ()


def test_a_deadline_before_the_day_of_issue_is_told() -> None:
    facts = reminder(reply_by=date(2022, 10, 5))
    (found,) = of_texts(facts, "请于2022年10月5日前反馈。")
    assert (found.message, found.nearest) == ("时限早于成文日期", "2022年10月8日")


@pytest.mark.parametrize(
    "text",
    [
        "应于2022年9月30日前办结，已逾期8天。",
        "要求贵单位于2022年9月30日前反馈，至今未反馈。",
        "已于2022年9月30日前完工。",
    ],
)
def test_a_deadline_gone_by_may_be_told_of(text: str) -> None:
    messages = {one.message for one in of_texts(reminder(), text)}
    assert "时限早于成文日期" not in messages


def test_the_as_of_day_is_the_months_end() -> None:
    facts = reminder(rectify_by=date(2022, 9, 20))
    found = of_texts(facts, "截至2022年9月20日，完成投资7400万元。")
    assert [(one.message, one.nearest) for one in found] == [("截至日期应当是月末", "2022年9月30日")]


def test_the_hour_of_a_meeting_is_its_own() -> None:
    assert of_texts(minutes(), "会议定于14时30分召开。", kind="会议纪要") == ()
    (found,) = of_texts(minutes(), "会议定于15时30分召开。", kind="会议纪要")
    assert found.nearest == "14时30分"
    (found,) = of_texts(minutes(), "会议定于25时召开。", kind="会议纪要")
    assert found.message == "没有这一天或这个时间"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("截至二〇二二年九月三十日。", "二〇二二年九月三十日"),
        ("22年9月推进情况。", "22年"),
        ("2022年09月推进情况。", "09月"),
        ("9月30号前。", "9月30号"),
        ("增长10～20%。", "10～20%"),
        ("完成百分之七十五。", "百分之七十五"),
        ("共三十五个重大项目。", "三十五个重大项目"),
        ("低于时序进度13.33%。", "低于时序进度13.33%"),
    ],
)
def test_figures_and_dates_stand_in_the_forms_of_a_document(text: str, figure: str) -> None:
    assert figure in written(of_texts(reminder(), text))


def test_a_document_says_money_in_one_unit() -> None:
    found = of_texts(reminder(), "年度计划投资12000万元。", "完成投资0.74亿元。")
    assert [(one.written, one.message) for one in found] == [
        ("0.74亿元", "一件文书里金额用一种单位，前面用的是万元")
    ]


@pytest.mark.parametrize(
    ("text", "wrong", "right", "where"),
    [
        ("由区往建局牵头。", "区往建局", "区住建局", "单位名录里没有这个单位"),
        ("由区市场监管管理局牵头。", "区市场监管管理局", "区市场监督管理局", "单位名录里没有这个单位"),
        ("城北污水处理厂二期扩建抓紧推进。", "城北污水处理厂二期扩建", PROJECTS[1], "项目清单里没有这个项目"),
        ("滨海大道快速化改工程抓紧推进。", "滨海大道快速化改工程", PROJECTS[2], "项目清单里没有这个项目"),
    ],
)
def test_a_name_one_slip_away_is_told_with_the_right_one(
    text: str, wrong: str, right: str, where: str
) -> None:
    (found,) = of_texts(reminder(), text)
    assert (found.written, found.nearest, found.message, found.refuses) == (wrong, right, where, True)


def test_names_as_they_are_listed_are_no_slips() -> None:
    text = "、".join((*UNITS, *PROJECTS))
    assert of_texts(reminder(), f"{text}都要抓紧。") == ()


def test_names_that_differ_by_one_character_are_both_names() -> None:
    both = NameList.of(("第一小学迁建", "第二小学迁建"))
    assert of_texts(reminder(), "第一小学迁建、第二小学迁建。", projects=both) == ()


def test_a_body_of_another_level_is_no_slip() -> None:
    assert written(
        of_texts(reminder(), "报市市场监督管理局。", units=NameList.of(("区市场监督管理局",)))
    ) == ["市市场监督管理局"]
    assert not of_texts(reminder(), "报市住建局。", units=NameList.of(("区住建局",)))[0].refuses


def test_a_unit_that_is_not_listed_is_shown_and_keeps_nothing_back() -> None:
    (found,) = of_texts(reminder(), "并送区机关事务管理局。")
    assert (found.written, found.refuses) == ("区机关事务管理局", False)
    assert found.message == "单位名录里没有这个单位"


def test_words_between_bodies_are_no_names() -> None:
    assert of_texts(reminder(), "区直各单位、区委、区政府各部门，各区要求街道报送。") == ()
