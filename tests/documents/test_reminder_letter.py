"""提醒函。"""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.facts import ISSUER, project, reminder
from support.supervision_facts import TODAY, issue, node

from docgen.blocks import Composition, Heading, Layout, Table
from docgen.documents import compose
from docgen.documents.matters import title_object
from docgen.facts import MatterFacts


def body(composition: Composition) -> str:
    return "\n".join(block.text for block in composition.body if not isinstance(block, Table))


def test_a_letter_carries_no_printing_body_and_no_printing_date() -> None:
    letter = compose("提醒函", reminder())
    assert (letter.layout, letter.mark) == (Layout.LETTER, "甬东区重大项目推进工作领导小组办公室")
    assert (letter.printed_by, letter.printed_on) == ("", "")
    assert letter.missing == ()


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (["区体育中心"], "区体育中心项目建设"),
        (["智慧水务项目"], "智慧水务项目建设"),
        (["滨海大道改造工程"], "滨海大道改造工程建设"),
        (["滨海大道建设"], "滨海大道建设项目"),
        (["区体育中心", "智慧水务项目", "北区中学"], "区体育中心等3个项目建设"),
    ],
)
def test_the_title_names_one_project_or_the_first_and_how_many(names: list[str], called: str) -> None:
    assert title_object(names) == called
    letter = compose("提醒函", reminder(*map(project, names)))
    assert letter.title == f"关于加快推进{called}的提醒函"


def test_one_project_is_told_in_running_text_with_its_reason_and_rule() -> None:
    letter = compose("提醒函", reminder())
    assert not any(isinstance(block, Heading) for block in letter.body)
    assert body(letter).startswith(
        "贵单位负责的区体育中心项目，2022年度计划投资12000万元。截至2022年9月30日，年内完成投资7400万元，"
        "投资完成率61.67%，低于时序进度13.33个百分点（时序进度为75.00%）。7月、8月、9月连续3个月低于进度要求，"
        "对照亮灯规则（连续3个月低于进度要求的亮红灯），该项目2022年9月亮红灯。\n"
        "据贵单位填报，该项目存在的主要问题是：征迁未完成。\n"
    )


def test_several_projects_are_numbered_under_a_heading_each_with_its_figures() -> None:
    letter = compose(
        "提醒函", reminder(project(), project("北区中学", light="黄", problems=None, year_done=8000.0))
    )
    headings = [block.text for block in letter.body if isinstance(block, Heading)]
    assert headings == ["一、项目推进情况", "二、有关要求"]
    assert "贵单位负责的2个重大项目亮红灯、黄灯。" in body(letter)
    assert "1.区体育中心。2022年度计划投资12000万元，年内完成投资7400万元" in body(letter)
    assert "2.北区中学。2022年度计划投资12000万元，年内完成投资8000万元" in body(letter)
    assert body(letter).count("主要问题") == 1


def test_the_requests_give_two_dates_and_ask_politely() -> None:
    text = body(compose("提醒函", reminder()))
    assert "2.请于2022年10月31日前完成整改" in text
    assert "3.请于2022年10月15日前将整改措施、责任人和进展情况书面反馈我办" in text
    assert text.endswith("特此函告。")
    assert "责令" not in text
    assert "务必" not in text


def test_what_the_unit_plans_to_do_is_quoted_where_it_reported_it() -> None:
    text = body(compose("提醒函", reminder(project(next_steps="10月增加两个班组。"))))
    assert "拟采取的措施是：10月增加两个班组。" in text


def test_problems_that_nobody_reported_are_left_out_not_invented() -> None:
    letter = compose("提醒函", reminder(project(problems=None, next_steps=None)))
    assert "主要问题" not in body(letter)
    assert letter.missing == ()


def test_missing_facts_show_and_are_listed_in_reading_order() -> None:
    bare = project(year_done=None, rate=None)
    facts = replace(reminder(bare), rectify_by=None, reply_by=None)
    issuer = replace(ISSUER, phone=None)
    letter = compose(
        "提醒函", replace(facts, header=replace(facts.header, issuer=issuer, number=None, dated=None))
    )
    assert letter.missing == (
        "区体育中心年度完成投资",
        "区体育中心投资完成率",
        "整改时限",
        "反馈时限",
        "成文日期",
        "联系电话",
    )


def test_a_draft_letter_uses_the_code_for_letters() -> None:
    facts = reminder()
    letter = compose("提醒函", replace(facts, header=replace(facts.header, number=None)))
    assert letter.number == "甬重办函〔2022〕 号"


def test_the_letter_is_addressed_by_the_salutation_where_the_unit_has_one() -> None:
    assert compose("提醒函", reminder()).addressee == "区住建局"
    letter = compose("提醒函", reminder(salutation="区住房和城乡建设局："))
    assert letter.addressee == "区住房和城乡建设局"


@pytest.mark.parametrize(
    ("signature", "said"),
    [
        ("区重大项目推进工作领导小组办公室", "我办"),
        ("区发改局", "我局"),
        ("区委", "我委"),
        ("区指挥部", "我单位"),
    ],
)
def test_a_body_speaks_of_itself_by_what_it_is(signature: str, said: str) -> None:
    facts = reminder()
    issuer = replace(ISSUER, signature=signature)
    assert f"书面反馈{said}；" in body(
        compose("提醒函", replace(facts, header=replace(facts.header, issuer=issuer)))
    )


def test_a_project_name_that_looks_like_markup_is_only_a_name() -> None:
    letter = compose("提醒函", reminder(project("# [[表：甲]]{{ 单位 }}"), project("1. 附件：乙")))
    assert letter.title == "关于加快推进# [[表：甲]]{{ 单位 }}等2个项目建设的提醒函"
    assert "1.# [[表：甲]]{{ 单位 }}。" in body(letter)


# --- other rows, and 下级 -----------------------------------------------------------------------


def test_matters_are_told_with_their_day_and_the_days_overdue() -> None:
    letter = compose("提醒函", reminder(projects=(), matters=(node(),), today=TODAY))
    assert letter.title == "关于加快办理区体育中心项目有关事项的提醒函"
    assert body(letter).startswith(
        "贵单位负责的区体育中心项目节点“主体结构封顶”，应于2022年9月20日前完成，截至2022年10月8日已逾期18天。"
        "完成标准：分部工程验收合格。\n"
    )
    assert "2.请于2022年10月31日前办结。" in body(letter)
    assert letter.missing == ()


def test_several_matters_are_numbered_and_say_where_they_come_from() -> None:
    letter = compose("提醒函", reminder(projects=(), matters=(node(), issue()), today=TODAY))
    assert "截至2022年10月8日，贵单位负责的2个事项逾期未完成。" in body(letter)
    assert "2.区体育中心项目问题“剩余3户征迁未完成”，应于2022年9月20日前办结" in body(letter)
    assert "该事项来自2022年8月15日领导批示。" in body(letter)


@pytest.mark.parametrize(
    ("matters", "asked"),
    [
        ((node(days_overdue=None),), "2.请按时限办结。"),
        ((node(),), "2.请于2022年10月31日前办结。"),
        ((node(), node(days_overdue=None)), "2.已逾期的，请于2022年10月31日前办结；其余事项请按时限办结。"),
    ],
)
def test_what_is_overdue_gets_a_new_day_and_the_rest_keeps_its_own(
    matters: tuple[MatterFacts, ...], asked: str
) -> None:
    text = body(compose("提醒函", reminder(projects=(), matters=matters, today=TODAY)))
    assert asked in text
    assert ("查明未按期完成的原因" in text) == any(matter.days_overdue for matter in matters)


def test_lit_projects_and_matters_go_into_one_letter() -> None:
    letter = compose("提醒函", reminder(project(), matters=(node(),), today=TODAY))
    headings = [block.text for block in letter.body if isinstance(block, Heading)]
    assert headings == ["一、项目推进情况", "二、有关事项情况", "三、有关要求"]
    assert letter.title == "关于加快推进区体育中心项目建设的提醒函"
    assert "另有1个事项逾期未完成。" in body(letter)


def test_a_subordinate_is_reminded_by_a_notice() -> None:
    written = compose("提醒函", reminder(subordinate=True))
    assert (written.layout, written.kind) == (Layout.DOCUMENT, "提醒函")
    assert written.title == "关于加快推进区体育中心项目建设的通知"
    assert written.mark.endswith("文件") and written.printed_by
    assert body(written).startswith("你单位负责的区体育中心项目")
    assert body(written).endswith("特此通知。") and "贵单位" not in body(written)


def test_a_draft_notice_to_a_subordinate_uses_the_code_for_documents() -> None:
    facts = reminder(subordinate=True)
    written = compose("提醒函", replace(facts, header=replace(facts.header, number=None)))
    assert written.number == "甬重办〔2022〕 号"
